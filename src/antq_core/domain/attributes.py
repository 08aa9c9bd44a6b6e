"""Facts and fields as attributes: an expression on the class, what is stated on an instance.

``Facts.strikes == 0`` is checked by a type checker and builds a tree; ``Facts(strikes=2).strikes`` is 2,
or `UNKNOWN` when nobody has stated it.
"""

import datetime
import enum
from collections.abc import Iterator, Mapping
from typing import Any, Generic, NewType, NoReturn, TypeVar, get_args, get_origin, overload

import attrs

from antq_core.domain.citations import Citation
from antq_core.domain.declarations import (
    Assessed,
    Declaration,
    Direction,
    Option,
)
from antq_core.domain.stated import UNKNOWN, Unknown
from antq_core.errors import Problem, StandardError
from antq_core.expressions.checked import wrong_type
from antq_core.expressions.tree import FactValue, FieldValue, Measure, Node
from antq_core.expressions.writing import (
    ChoiceExpression,
    DayExpression,
    Expression,
    NumberExpression,
    TruthExpression,
    tree_of,
)
from antq_core.messages.text import Text
from antq_core.possible import Interval

Hundredths = NewType("Hundredths", int)
"""Points, in whole hundredths of a point."""

T = TypeVar("T")
E = TypeVar("E", bound=enum.StrEnum)

_MEASURES: Mapping[object, Measure] = {
    bool: Measure.TRUTH,
    int: Measure.COUNT,
    Hundredths: Measure.POINTS,
    datetime.date: Measure.DAY,
    str: Measure.IDENTIFIER,
}


class Attribute(Generic[T]):
    """What `Fact` and `Field` share. `__set__` is there for type checkers; instances are frozen."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration

    def node(self) -> Node:
        """The node that reads this attribute."""
        raise TypeError(f"{type(self).__name__} is neither a fact nor a field")

    @overload
    def __get__(self: "Attribute[bool]", instance: None, owner: type) -> TruthExpression: ...
    @overload
    def __get__(self: "Attribute[int]", instance: None, owner: type) -> NumberExpression: ...
    @overload
    def __get__(self: "Attribute[Hundredths]", instance: None, owner: type) -> NumberExpression: ...
    @overload
    def __get__(self: "Attribute[datetime.date]", instance: None, owner: type) -> DayExpression: ...
    @overload
    def __get__(self: "Attribute[str]", instance: None, owner: type) -> Expression: ...
    @overload
    def __get__(self: "Attribute[E]", instance: None, owner: type) -> "ChoiceExpression[E]": ...
    @overload
    def __get__(self: "Attribute[int]", instance: object, owner: type) -> int | Interval | Unknown: ...
    @overload
    def __get__(
        self: "Attribute[Hundredths]", instance: object, owner: type
    ) -> Hundredths | Interval | Unknown: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T | Unknown: ...

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return _expression(self.node(), self.declaration)
        return instance.stated.get(self.declaration.name, UNKNOWN)

    def __set__(self, instance: object, value: T | Interval | Unknown) -> NoReturn:
        raise attrs.exceptions.FrozenInstanceError


class Fact(Attribute[T]):
    """One declared fact of a `FactSheet`."""

    def node(self) -> Node:
        """The node that reads this fact."""
        return FactValue(self.declaration.name)


class Field(Attribute[T]):
    """One declared field of a `Record`."""

    def node(self) -> Node:
        """The node that reads this field of the record at hand."""
        return FieldValue(self.declaration.name)


@attrs.frozen
class Declared:
    """A declaration that still lacks what the attribute's name and annotation say.

    Everything is kept as it was written: only together with the name can be said what is wrong with it.
    """

    default: object
    between: Any
    codes: Any
    facts: Mapping[str, Any]

    def declaration(self, kind: type[Declaration], name: str, annotation: object) -> Declaration:
        """The whole declaration. Raises `StandardError` for what is of a wrong type, or does not fit."""
        (value_type,) = get_args(annotation)
        problems = [problem.under(name) for problem in self._wrong_types(value_type)]
        if problems:
            raise StandardError(problems)
        measure = _MEASURES.get(value_type)
        if measure is None and list(self.codes) != list(value_type):
            raise StandardError([Problem("attribute.codes-differ", (name,), {"name": name})])
        options = tuple(Option(str(getattr(code, "value", code)), each) for code, each in self.codes.items())
        span = Interval(*self.between) if self.between is not None else None
        try:
            return kind(name=name, measure=measure, options=options, range=span, **self.facts)
        except StandardError as error:
            raise StandardError(problem.under(name) for problem in error.problems) from None

    def _wrong_types(self, value_type: Any) -> Iterator[Problem]:
        """What is wrong before there is a declaration, whose own attributes are checked when it is built."""
        if self.default is not UNKNOWN:
            yield wrong_type(self.default, "UNKNOWN", "default")
        if self.between is not None and not _is_range(self.between):
            yield wrong_type(self.between, "(0, 100)", "between")
        if not isinstance(self.codes, Mapping):
            yield wrong_type(self.codes, '{Code.A: Text(vi="…", en="…"), …}', "codes")
        is_codes = isinstance(value_type, type) and issubclass(value_type, enum.StrEnum)
        if value_type not in _MEASURES and not is_codes:
            known = [getattr(each, "__name__", str(each)) for each in _MEASURES]
            yield wrong_type(value_type, " | ".join([*known, "enum.StrEnum"]), "[…]")


def _is_range(between: Any) -> bool:
    """Whether it is two whole numbers, the lower first."""
    if type(between) is not tuple or [type(each) for each in between] != [int, int]:
        return False
    lo, hi = between
    return bool(lo <= hi)


def fact(
    *,
    default: Unknown,
    label: Text,
    between: tuple[int, int] | None = None,
    codes: Mapping[E, Text] | None = None,
    unit: Text | None = None,
    direction: Direction = Direction.NEITHER,
    changeable: bool = True,
    evidence: Text | None = None,
    derivation: Expression | None = None,
    counted_over_window: bool = False,
    no_more_than: str | None = None,
    source: Citation | None = None,
) -> Any:
    """Declare a fact; the annotation ``Fact[...]`` says its type, and `UNKNOWN` is its only default.

    `between` gives the finite range of a number (points in hundredths), or of a day in years away from
    the year of assessment. `codes` gives every member of the annotated enumeration its label. The other
    arguments are those of `FactDeclaration`.
    """
    facts = {
        "label": label,
        "unit": unit,
        "direction": direction,
        "changeable": changeable,
        "evidence": evidence,
        "derivation": tree_of(derivation),
        "counted_over_window": counted_over_window,
        "no_more_than": no_more_than,
        "source": source,
    }
    return Declared(default, between, codes if codes is not None else {}, facts)


def field(
    *,
    default: Unknown,
    label: Text,
    between: tuple[int, int] | None = None,
    codes: Mapping[E, Text] | None = None,
    assessed: Assessed | None = None,
) -> Any:
    """Declare a field of a record; the annotation ``Field[...]`` says its type."""
    facts = {"label": label, "assessed": assessed}
    return Declared(default, between, codes if codes is not None else {}, facts)


def attribute_kind(annotation: object) -> type[Attribute[Any]] | None:
    """`Fact` or `Field` when the annotation is of one, else None."""
    origin = get_origin(annotation)
    return origin if isinstance(origin, type) and issubclass(origin, Attribute) else None


def _expression(node: Node, declaration: Declaration) -> Expression:
    match declaration.measure:
        case Measure.TRUTH:
            return TruthExpression(node)
        case Measure.COUNT | Measure.POINTS:
            return NumberExpression(node)
        case Measure.DAY:
            return DayExpression(node)
        case Measure.IDENTIFIER:
            return Expression(node)
        case None:
            return ChoiceExpression(node)
