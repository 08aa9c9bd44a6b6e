"""Values that authors build by hand, held against the annotations of their own attributes.

A type checker finds a slip such as ``in_force_from="2026-01-01"``, and not every author runs one. Without
this, the slip would come to light at the first unit that it touches, as a traceback about something else.
"""

import datetime
import enum
import functools
import re
import types
from collections.abc import Iterator, Mapping
from typing import Any, Union, get_args, get_origin

import attrs

from antq_core.errors import Problem, StandardError

CODES = frozenset({"id", "scheme", "code", "name", "reading", "option", "kinds", "codes"})
"""The attributes that hold codes: what files, commands and trees call a thing by."""

EXAMPLES: Mapping[str, str] = {
    "Text": 'Text(vi="…", en="…")',
    "date": "datetime.date(2026, 1, 1)",
    "Citation": 'Citation(kind=…, number="…")',
    "Ratio": "Ratio(70)",
    "Interval": "between=(0, 100)",
    "Node": "Expression",
    "NoneType": "None",
}
_LONGEST_SHOWN = 60


class Checked:
    """The base of values that cannot be built unless every attribute is of its annotated type.

    Raises `StandardError` with every attribute that is not, and with every blank text or code in them.
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        problems = [*wrong_types(self)]
        if problems:
            raise StandardError(problems)


def wrong_types(value: Any) -> Iterator[Problem]:
    """The attributes of an attrs value that are not what their annotations say, each with its path."""
    return _wrong_attributes(value, type(value))


def _wrong_attributes(value: object, kind: Any) -> Iterator[Problem]:
    """The same for the attributes of `kind`; trees have none as such, since they are checked elsewhere."""
    for name, annotated in _annotations(kind):
        for problem in _refusals(getattr(value, name), annotated, name):
            yield problem.under(name)


def wrong_type(found: object, expected: str, *path: str | int) -> Problem:
    """What to say of a value of a wrong type; `expected` is how it is written in Python."""
    shown = repr(found)
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"
    told = shown if found is None else f"{type(found).__name__} {shown}"
    return Problem("standard.wrong-type", path, {"expected": expected, "found": told})


@functools.cache
def _annotations(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((each.name, each.type) for each in attrs.fields(attrs.resolve_types(kind)))


def _refusals(value: object, kind: Any, name: str) -> Iterator[Problem]:
    fitting = [part for part in _parts(kind) if _is_of(value, part)]
    if not fitting:
        yield wrong_type(value, written(kind))
    elif isinstance(value, str) and not isinstance(value, enum.Enum):
        if not value.strip():
            yield Problem("standard.blank")
        elif name in CODES and re.search(r"\s", value):
            yield Problem("standard.code-with-space", (), {"found": value})
    elif isinstance(value, tuple):
        of = get_args(fitting[0])[0]
        for position, each in enumerate(value):
            yield from (problem.under(position) for problem in _refusals(each, of, name))
    elif attrs.has(type(value)) and not isinstance(value, Checked):
        yield from _wrong_attributes(value, fitting[0])


def _is_of(value: object, kind: Any) -> bool:
    """Whether a value is of an annotated type; what a tuple holds is looked at one by one."""
    if type(value) is kind:
        return True
    kind = get_origin(kind) or kind
    if kind in (int, bool, datetime.date, tuple):  # true is no number, and a moment no day
        return type(value) is kind
    if kind is str:
        return type(value) is str or isinstance(value, enum.StrEnum)
    return isinstance(value, kind)


@functools.cache
def _parts(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def written(kind: Any) -> str:
    """How a value of an annotated type is written in Python."""
    if len(parts := _parts(kind)) > 1:
        return " | ".join(map(written, parts))
    if get_origin(kind) is tuple:
        return f"({written(get_args(kind)[0])}, …)"
    if issubclass(kind, enum.Enum):
        return " | ".join(f"{kind.__name__}.{name}" for name in kind.__members__)
    return EXAMPLES.get(kind.__name__, kind.__name__)
