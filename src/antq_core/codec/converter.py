"""The strict converter between plain JSON values and the library's own.

cattrs guesses by default: "false" becomes true, 3.9 becomes 3, unknown keys vanish. Every scalar here is
taken only as what it is, and all problems come back at once, each with its path.
"""

import datetime
import difflib
import enum
import functools
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, TypeVar, cast, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import (
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from antq_core.codec.text import Json
from antq_core.errors import AntqError, InputError, Problem
from antq_core.expressions.tree import NODES, Choice, Measure, Node, ValueType
from antq_core.messages.text import Text
from antq_core.possible import Interval, Options, Outcomes, Possible, Truths, Verdicts

FLAGS = (Truths, Outcomes, Verdicts)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

T = TypeVar("T")


def structure(value: Json, kind: type[T]) -> T:
    """A plain value as one of the library's. Raises `InputError` with every problem and its path."""
    try:
        return converter().structure(value, kind)
    except (BaseValidationError, AntqError, KeyError) as error:
        raise InputError(problems_of(error)) from None
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
    made = cattrs.Converter(forbid_extra_keys=True, omit_if_default=True, detailed_validation=True)
    _add_scalars(made)
    _add_collections(made)
    _add_possibilities(made)
    _add_nodes(made)
    _add_open_values(made)
    return made


def _add_scalars(made: cattrs.Converter) -> None:
    made.register_structure_hook(str, lambda value, _: unicodedata.normalize("NFC", _exactly(value, str)))
    made.register_structure_hook(bool, lambda value, _: _exactly(value, bool))
    made.register_structure_hook(int, lambda value, _: _exactly(value, int))
    made.register_structure_hook(datetime.date, lambda value, _: day(value))
    made.register_unstructure_hook(datetime.date, lambda value: value.isoformat())
    made.register_structure_hook(enum.StrEnum, _code)
    made.register_unstructure_hook(enum.StrEnum, lambda value: value.value)


def _add_collections(made: cattrs.Converter) -> None:
    made.register_structure_hook_func(
        lambda kind: _is_a(kind, tuple), lambda value, kind: _tuple(value, get_args(kind)[0], made)
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
    made.register_structure_hook(
        Options, lambda value, _: Options(frozenset(made.structure(value, tuple[str, ...])))
    )
    made.register_unstructure_hook(Options, lambda value: sorted(value.codes))
    made.register_structure_hook(Possible, lambda value, _: _possible(value, made))
    made.register_unstructure_hook(Possible, lambda value: _tagged(value, made))


def _add_nodes(made: cattrs.Converter) -> None:
    """The base first: the hooks of the operators look up that of their operands when they are made."""
    made.register_structure_hook(Node, lambda value, _: _node(value, made))
    made.register_unstructure_hook(Node, lambda value: made.unstructure(value, type(value)))
    for node in NODES:
        made.register_structure_hook(node, make_dict_structure_fn(node, made, _cattrs_forbid_extra_keys=True))
        made.register_unstructure_hook(
            node, functools.partial(_with_tag, make_dict_unstructure_fn(node, made))
        )


def _add_open_values(made: cattrs.Converter) -> None:
    made.register_structure_hook(
        ValueType,
        lambda value, _: made.structure(value, Choice if isinstance(value, dict) else Measure),
    )
    made.register_unstructure_hook(ValueType, lambda value: made.unstructure(value, type(value)))
    made.register_structure_hook_func(
        lambda kind: _is_a(kind, Mapping) and get_args(kind) == (str, object),
        lambda value, _: {key: _fact(each, made) for key, each in _exactly(value, dict).items()},
    )
    made.register_unstructure_hook_func(lambda kind: kind is object, made.unstructure)


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
    if not isinstance(value, dict) or set(value) != {"from", "to"}:
        raise InputError([Problem("json.interval", (), {"found": found(value)})])
    lo, hi = _exactly(value["from"], int), _exactly(value["to"], int)
    if lo > hi:
        raise InputError([Problem("json.interval", (), {"found": f"{lo} … {hi}"})])
    return Interval(lo, hi)


def found(value: Json) -> str:
    """What was found in the input, short enough to stand in a sentence."""
    shown = "null" if value is None else repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def problems_of(error: BaseException) -> list[Problem]:
    """Every problem below an error of the converter, each with its path."""
    if isinstance(error, AntqError):
        return list(error.problems)
    if isinstance(error, ForbiddenExtraKeysError):
        return [_unknown_key(key, error.cl) for key in sorted(error.extra_fields)]
    if isinstance(error, KeyError):
        return [Problem("json.missing-key", (), {"key": error.args[0]})]
    if isinstance(error, BaseValidationError):
        return [problem for each in error.exceptions for problem in _under(error, each)]
    return [Problem("json.refused", (), {"reason": str(error) or type(error).__name__})]


def _under(group: BaseValidationError, error: Exception) -> list[Problem]:
    notes: list[Any] = []
    if isinstance(group, ClassValidationError):
        notes = [note for each, note in group.group_exceptions()[0] if each is error]
        return [
            problem.under(note.name) if not isinstance(error, KeyError) else problem
            for note in notes
            for problem in problems_of(error)
        ] or problems_of(error)
    if isinstance(group, IterableValidationError):
        notes = [note for each, note in group.group_exceptions()[0] if each is error]
    steps = [note.index for note in notes]
    return [problem.under(*steps) for problem in problems_of(error)]


def _unknown_key(key: str, kind: type) -> Problem:
    names = [attribute.name for attribute in attrs.fields(kind)]
    near = ", ".join(difflib.get_close_matches(str(key), names, n=3)) or "–"
    return Problem("json.unknown-key", (), {"key": key, "near": near})


def _exactly(value: Json, kind: type[T]) -> T:
    if type(value) is not kind:
        raise InputError([Problem("json.wrong-type", (), {"expected": kind.__name__, "found": found(value)})])
    return value


def _is_a(kind: Any, origin: type) -> bool:
    found: Any = get_origin(kind)
    return found is origin


def _tuple(value: Json, kind: Any, made: cattrs.Converter) -> tuple[Any, ...]:
    items: list[Any] = made.structure(_exactly(value, list), cast(Any, list[kind]))
    return tuple(items)


def _mapping(value: Json, kind: Any, made: cattrs.Converter) -> Any:
    return made.structure(_exactly(value, dict), cast(Any, dict[str, kind]))


def _code(value: Json, kind: type[enum.StrEnum]) -> enum.StrEnum:
    known = [member.value for member in kind]
    if value not in known:
        facts = {"found": found(value), "known": ", ".join(known)}
        raise InputError([Problem("json.unknown-code", (), facts)])
    return kind(value)


def _flags(value: Json, kind: Any) -> Any:
    known = {str(member.name).lower(): member for member in kind}
    words = _exactly(value, list)
    if not words or any(word not in known for word in words):
        facts = {"found": found(value), "known": ", ".join(known)}
        raise InputError([Problem("json.unknown-code", (), facts)])
    return functools.reduce(lambda one, other: one | other, (known[word] for word in words))


def _possible(value: Json, made: cattrs.Converter) -> Possible:
    kinds: dict[str, type[Truths | Options]] = {"truths": Truths, "options": Options}
    if isinstance(value, dict) and len(value) == 1:
        ((name, inner),) = value.items()
        if name in kinds:
            return made.structure(inner, kinds[name])
    return interval(value)


def _tagged(value: Possible, made: cattrs.Converter) -> Json:
    if isinstance(value, Interval):
        return made.unstructure(value)
    return {type(value).__name__.lower(): made.unstructure(value)}


def _node(value: Json, made: cattrs.Converter) -> Node:
    fields = dict(_exactly(value, dict))
    name = fields.pop("op", None)
    if name not in TAGS:
        facts = {"found": found(name), "known": ", ".join(TAGS)}
        raise InputError([Problem("json.unknown-code", ("op",), facts)])
    return made.structure(fields, TAGS[name])


def _with_tag(inner: Any, value: Node) -> Json:
    return {"op": tag(type(value)), **inner(value)}


def _fact(value: Json, made: cattrs.Converter) -> object:
    """A fact of a problem: a text in both languages, a day, or a plain value."""
    if isinstance(value, dict):
        return made.structure(value, Text)
    return day(value) if isinstance(value, str) and DAY.fullmatch(value) else value
