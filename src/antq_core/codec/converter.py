"""The strict converter between plain JSON values and the library's own.

cattrs guesses by default: "false" becomes true, 3.9 becomes 3, unknown keys vanish. Here every value is
taken only as what it is, and all problems come back at once, each with its path.
"""

import datetime
import enum
import functools
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_unstructure_fn

from antq_core.codec.text import Json, composed
from antq_core.errors import AntqError, InputError, Problem, alike
from antq_core.expressions.coded import CodedRule
from antq_core.expressions.tree import NODES, Choice, Coded, Measure, Node, ValueType
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.possible import Interval, Options, Outcomes, Possible, Truths, Verdicts

FORMAT = 1
"""The number that every stored document carries."""

FLAGS = (Truths, Outcomes, Verdicts)
TAGGED = {"truths": Truths, "options": Options}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_JSON_NAMES = {dict: "object", list: "array", str: "string", int: "integer", bool: "boolean"}
_LONGEST_SHOWN = 60
MOST_LOOKED_UP = 100
"""For so many keys that are not known the nearest ones are looked up; more are no slip of the pen."""
_SHOWN = json.JSONEncoder(ensure_ascii=False, check_circular=False, skipkeys=True, default=repr)

T = TypeVar("T")
Step = str | int


def structure(value: Json, kind: type[T]) -> T:
    """A plain value as one of the library's.

    Raises `InputError` with every problem that reading meets, each with its path; and what the value's
    own class raises, when everything in it could be read but makes no sense together.
    """
    try:
        return converter().structure(value, kind)
    except RecursionError:
        raise InputError([Problem("json.too-deep")]) from None


def unstructure(value: object) -> Json:
    """One of the library's values as a plain one that JSON can hold; defaults are left out."""
    return converter().unstructure(value)


def tag(node: type[Node]) -> str:
    """The name of an operator in JSON: ``FactValue`` is ``fact_value``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", node.__name__).lower()


TAGS = {tag(node): node for node in NODES}


@functools.cache
def converter() -> cattrs.Converter:
    """The one converter; it is configured here and nowhere else."""
    made = cattrs.Converter(omit_if_default=True)
    _add_scalars(made)
    _add_collections(made)
    _add_possibilities(made)
    _add_nodes(made)
    _add_open_values(made)
    return made


def _add_scalars(made: cattrs.Converter) -> None:
    made.register_structure_hook(str, lambda value, _: composed(exactly(value, str)))
    made.register_structure_hook(bool, lambda value, _: exactly(value, bool))
    made.register_structure_hook(int, lambda value, _: exactly(value, int))
    made.register_structure_hook(datetime.date, lambda value, _: day(value))
    made.register_unstructure_hook(datetime.date, lambda value: value.isoformat())
    made.register_structure_hook(enum.StrEnum, _code)
    made.register_unstructure_hook(enum.StrEnum, lambda value: value.value)


def _add_collections(made: cattrs.Converter) -> None:
    made.register_structure_hook_func(attrs.has, lambda value, kind: _object(value, kind, made))
    made.register_structure_hook_func(
        lambda kind: _is_a(kind, tuple), lambda value, kind: _array(value, get_args(kind)[0], made)
    )
    made.register_unstructure_hook_func(
        lambda kind: _is_a(kind, tuple), lambda value: [made.unstructure(each) for each in value]
    )
    made.register_structure_hook_func(
        lambda kind: _is_a(kind, Mapping), lambda value, kind: _mapping(value, get_args(kind)[1], made)
    )
    made.register_unstructure_hook_func(
        lambda kind: _is_a(kind, Mapping),
        lambda value: {key: made.unstructure(each) for key, each in value.items()},
    )


def _add_possibilities(made: cattrs.Converter) -> None:
    made.register_structure_hook_func(lambda kind: kind in FLAGS, _flags)
    made.register_unstructure_hook_func(lambda kind: kind in FLAGS, lambda value: list(value.words))
    made.register_structure_hook(Interval, lambda value, _: interval(value))
    made.register_unstructure_hook(Interval, lambda value: {"from": value.lo, "to": value.hi})
    made.register_structure_hook(Options, lambda value, _: _options(value, made))
    made.register_unstructure_hook(Options, lambda value: sorted(value.codes))
    made.register_structure_hook(Possible, lambda value, _: _possible(value, made))
    made.register_unstructure_hook(Possible, lambda value: _tagged(value, made))


def _add_nodes(made: cattrs.Converter) -> None:
    """The base first: the hooks of the operators look up that of their operands when they are made."""
    made.register_structure_hook(Node, lambda value, _: _node(value, made))
    made.register_unstructure_hook(Node, lambda value: made.unstructure(value, type(value)))
    for node in NODES:
        made.register_unstructure_hook(
            node, functools.partial(_with_tag, node, make_dict_unstructure_fn(node, made))
        )
    # A function is code and no data: what is written names it, and says what its source was.
    made.register_unstructure_hook(
        CodedRule, functools.partial(_with_tag, Coded, make_dict_unstructure_fn(Coded, made))
    )


def _add_open_values(made: cattrs.Converter) -> None:
    made.register_structure_hook(
        ValueType,
        lambda value, _: made.structure(value, Choice if isinstance(value, dict) else Measure),
    )
    made.register_unstructure_hook(ValueType, lambda value: made.unstructure(value, type(value)))
    made.register_structure_hook(
        Step, lambda value, _: made.structure(value, int if isinstance(value, int) else str)
    )
    made.register_structure_hook_func(lambda kind: kind is object, lambda value, _: _fact(value, made))
    made.register_unstructure_hook_func(lambda kind: kind is object, made.unstructure)


def exactly(value: Json, kind: type[T]) -> T:
    """A value of just this type of JSON. Raises `InputError` for any other, and true is no number."""
    if type(value) is not kind:
        facts = {"expected": _JSON_NAMES[kind], "found": found(value)}
        raise InputError([Problem("json.wrong-type", (), facts)])
    return value


def day(value: Json) -> datetime.date:
    """A day from ``YYYY-MM-DD``. Raises `InputError` for any other way of writing it."""
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise InputError([Problem("json.day", (), {"found": found(value)})])


def interval(value: Json) -> Interval:
    """An interval from ``{"from": 1, "to": 3}``. Raises `InputError` for anything else."""
    if isinstance(value, dict) and set(value) == {"from", "to"}:
        lo, hi = value["from"], value["to"]
        if type(lo) is int and type(hi) is int and lo <= hi:
            return Interval(lo, hi)
    raise InputError([Problem("json.interval", (), {"found": found(value)})])


def found(value: Json) -> str:
    """What was found in the input, as JSON and short enough to stand in a sentence."""
    shown = ""
    # Piece by piece, so that something long or deep is never written out as a whole.
    for piece in _SHOWN.iterencode(value):
        shown += piece
        if len(shown) > _LONGEST_SHOWN:
            return shown[: _LONGEST_SHOWN - 1] + "…"
    return shown


def unknown_key(key: str, known: Iterable[str]) -> Problem:
    """What is wrong with a key that is none of the known ones; the problem names the nearest."""
    near = alike(str(key), known, none="")
    facts = {"key": key, "near": near or "–"}
    similar = text("json.similar-keys", near=near) if near else ""
    return Problem("json.unknown-key", (), {**facts, "similar": similar})


def refuse_other_format(document: Json) -> None:
    """Raises `InputError` for what is no object, or does not carry the format number of this version."""
    if "format" not in exactly(document, dict):
        raise InputError([Problem("json.missing-key", ("format",), {"key": "format"})])
    if type(document["format"]) is not int or document["format"] != FORMAT:
        raise InputError([Problem("json.format", ("format",), {"found": found(document["format"])})])


@functools.cache
def attributes(kind: Any) -> Mapping[str, Any]:
    """The attributes of a class by name, with the types that their annotations mean."""
    return attrs.fields_dict(attrs.resolve_types(kind))


def _is_a(kind: Any, origin: type) -> bool:
    outer: Any = get_origin(kind)
    return outer is origin


def _object(value: Json, kind: Any, made: cattrs.Converter) -> Any:
    given, known = exactly(value, dict), attributes(kind)
    required = [name for name, attribute in known.items() if attribute.default is attrs.NOTHING]
    unknown = [key for key in given if key not in known]
    problems = [unknown_key(key, known if n < MOST_LOOKED_UP else ()) for n, key in enumerate(unknown)]
    problems += [
        Problem("json.missing-key", (name,), {"key": name}) for name in required if name not in given
    ]
    parts = [(name, given[name], attribute.type) for name, attribute in known.items() if name in given]
    read = (_discreetly if getattr(kind, "discreet", False) else _all)(parts, made, problems)
    try:
        return kind(**read)
    except (ValueError, OverflowError) as error:  # a class below the errors of the library refuses it so
        raise InputError([Problem("json.refused", (), {"reason": str(error)})]) from None


def _array(value: Json, kind: Any, made: cattrs.Converter) -> tuple[Any, ...]:
    parts = [(position, each, kind) for position, each in enumerate(exactly(value, list))]
    return tuple(_all(parts, made).values())


def _mapping(value: Json, kind: Any, made: cattrs.Converter) -> dict[str, Any]:
    return _all([(composed(key), each, kind) for key, each in exactly(value, dict).items()], made)


def _all(
    parts: Iterable[tuple[Any, Json, Any]], made: cattrs.Converter, problems: Iterable[Problem] = ()
) -> dict[Any, Any]:
    """Every part by its step. Raises `InputError` with the problems of all parts, and those known before."""
    read, problems = {}, [*problems]
    for step, value, kind in parts:
        try:
            read[step] = made.structure(value, kind)
        except AntqError as error:
            problems += [problem.under(step) for problem in error.problems]
    if problems:
        raise InputError(problems)
    return read


def _discreetly(
    parts: Iterable[tuple[Any, Json, Any]], made: cattrs.Converter, problems: Iterable[Problem]
) -> dict[Any, Any]:
    """As `_all`, of a record of which no message repeats what stands in it, be it a value or a key."""
    try:
        return _all(parts, made, problems)
    except InputError as error:
        refused = error.problems
    # Raised here, so that no error hangs on it as its context and still has the value.
    raise InputError(map(_unrepeated, refused))


def _unrepeated(problem: Problem) -> Problem:
    facts = dict(problem.facts)
    if "found" in facts:
        facts["found"] = "…"
    if problem.code == "json.unknown-key" and facts["near"] == "–":
        facts["key"] = "…"
    return attrs.evolve(problem, facts=facts)


def _code(value: Json, kind: type[enum.StrEnum]) -> enum.StrEnum:
    known = [member.value for member in kind]
    if value not in known:
        raise InputError([_unknown_code(value, known)])
    return kind(value)


def _flags(value: Json, kind: Any) -> Any:
    known = {str(member.name).lower(): member for member in kind}
    names, words = list(known), exactly(value, list)
    problems = [_unknown_code(word, names, n) for n, word in enumerate(words) if word not in names]
    if problems or not words:
        raise InputError(problems or [Problem("tree.no-codes")])
    return functools.reduce(lambda one, other: one | other, (known[word] for word in words))


def _unknown_code(value: Json, known: Iterable[str], *path: Step) -> Problem:
    return Problem("json.unknown-code", path, {"found": found(value), "known": ", ".join(known)})


def _options(value: Json, made: cattrs.Converter) -> Options:
    codes = _array(value, str, made)
    if not codes:
        raise InputError([Problem("tree.no-codes")])
    return Options(frozenset(codes))


def _possible(value: Json, made: cattrs.Converter) -> Possible:
    if isinstance(value, dict) and len(value) == 1 and (name := next(iter(value))) in TAGGED:
        possible: Possible = _all([(name, value[name], TAGGED[name])], made)[name]
        return possible
    return interval(value)


def _tagged(value: Possible, made: cattrs.Converter) -> Json:
    if isinstance(value, Interval):
        return made.unstructure(value)
    return {"truths" if isinstance(value, Truths) else "options": made.unstructure(value)}


def _node(value: Json, made: cattrs.Converter) -> Node:
    fields = dict(exactly(value, dict))
    if "op" not in fields:
        raise InputError([Problem("json.missing-key", ("op",), {"key": "op"})])
    name = fields.pop("op")
    if not isinstance(name, str) or name not in TAGS:
        raise InputError([_unknown_code(name, TAGS, "op")])
    node: Node = _object(fields, TAGS[name], made)
    return node


def _with_tag(kind: type[Node], inner: Any, value: Node) -> Json:
    return {"op": tag(kind), **inner(value)}


def _fact(value: Json, made: cattrs.Converter) -> object:
    """A fact of a problem: a text in both languages, a day, or a plain value."""
    if isinstance(value, dict):
        return made.structure(value, Text)
    return day(value) if isinstance(value, str) and DAY.fullmatch(value) else value
