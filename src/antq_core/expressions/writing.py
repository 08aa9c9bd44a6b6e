"""How authors write trees: operators on a thin wrapper that stands outside the tree.

``Facts.strikes == 0`` gives an expression, never a Python truth, so `bool()` of one is refused: with
``and``, ``or``, ``not`` or a chained comparison Python would silently keep one half of the condition.
"""

import datetime
import enum
from collections.abc import Iterable
from typing import Generic, Never, NoReturn, Protocol, TypeVar

from antq_core.errors import Problem, StandardError
from antq_core.expressions import tree
from antq_core.expressions.tree import Edge, Node, Operator, Period, Ratio
from antq_core.messages.text import Text
from antq_core.possible import Truths

E = TypeVar("E", bound=enum.StrEnum)


class Expression:
    """A tree under construction; `node` is the tree."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        self.node = node

    def __bool__(self) -> NoReturn:
        raise StandardError([Problem("writing.truth-of-expression")])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.node!r})"

    def __eq__(self, other: object) -> bool:
        raise StandardError([Problem("writing.truth-compared")])

    __hash__ = None  # type: ignore[assignment]  # == builds a tree, so an expression cannot be a key

    # Without brackets Python takes ``A >= 3 & B`` for ``A >= (3 & B)``. No type is right for the other side.

    def __rand__(self, other: Never) -> NoReturn:
        raise _brackets_forgotten("&")

    def __ror__(self, other: Never) -> NoReturn:
        raise _brackets_forgotten("|")


class TruthExpression(Expression):
    """A condition; combine with ``&``, ``|`` and ``~``, each side of a comparison in brackets."""

    def __and__(self, other: "TruthExpression") -> "TruthExpression":
        return TruthExpression(tree.And((*_operands(self, tree.And), *_operands(other, tree.And))))

    def __or__(self, other: "TruthExpression") -> "TruthExpression":
        return TruthExpression(tree.Or((*_operands(self, tree.Or), *_operands(other, tree.Or))))

    def __invert__(self) -> "TruthExpression":
        return TruthExpression(tree.Not(self.node))

    # Without brackets Python takes ``A & B >= 3`` for ``(A & B) >= 3``.

    def __lt__(self, other: Never) -> NoReturn:
        raise _brackets_forgotten("<")

    def __le__(self, other: Never) -> NoReturn:
        raise _brackets_forgotten("<=")

    def __gt__(self, other: Never) -> NoReturn:
        raise _brackets_forgotten(">")

    def __ge__(self, other: Never) -> NoReturn:
        raise _brackets_forgotten(">=")


# Python expects a bool of `==` and `!=`; here they write a tree, so mypy is told below, each time, that
# this override is meant.


class NumberExpression(Expression):
    """A count or points. Plain integers beside it are counts; write points with `points`."""

    def __eq__(self, other: "NumberExpression | int") -> TruthExpression:  # type: ignore[override]
        return self._compared(Operator.EQUAL, other)

    def __ne__(self, other: "NumberExpression | int") -> TruthExpression:  # type: ignore[override]
        return self._compared(Operator.UNEQUAL, other)

    def __lt__(self, other: "NumberExpression | int") -> TruthExpression:
        return self._compared(Operator.LESS, other)

    def __le__(self, other: "NumberExpression | int") -> TruthExpression:
        return self._compared(Operator.AT_MOST, other)

    def __gt__(self, other: "NumberExpression | int") -> TruthExpression:
        return self._compared(Operator.MORE, other)

    def __ge__(self, other: "NumberExpression | int") -> TruthExpression:
        return self._compared(Operator.AT_LEAST, other)

    def __add__(self, other: "NumberExpression | int") -> "NumberExpression":
        return NumberExpression(tree.Sum((*_operands(self, tree.Sum), _number(other))))

    def __sub__(self, other: "NumberExpression | int") -> "NumberExpression":
        return NumberExpression(tree.Difference(self.node, _number(other)))

    def __mul__(self, factor: int) -> "NumberExpression":
        return NumberExpression(tree.Times(factor, self.node))

    __rmul__ = __mul__
    __radd__ = __add__

    def __rsub__(self, other: int) -> "NumberExpression":
        return NumberExpression(tree.Difference(_number(other), self.node))

    def _compared(self, operator: Operator, other: "NumberExpression | int") -> TruthExpression:
        return TruthExpression(tree.Compare(self.node, operator, _number(other)))


class DayExpression(Expression):
    """A day."""

    def __eq__(self, other: "DayExpression | datetime.date") -> TruthExpression:  # type: ignore[override]
        return self._compared(Operator.EQUAL, other)

    def __ne__(self, other: "DayExpression | datetime.date") -> TruthExpression:  # type: ignore[override]
        return self._compared(Operator.UNEQUAL, other)

    def __lt__(self, other: "DayExpression | datetime.date") -> TruthExpression:
        return self._compared(Operator.LESS, other)

    def __le__(self, other: "DayExpression | datetime.date") -> TruthExpression:
        return self._compared(Operator.AT_MOST, other)

    def __gt__(self, other: "DayExpression | datetime.date") -> TruthExpression:
        return self._compared(Operator.MORE, other)

    def __ge__(self, other: "DayExpression | datetime.date") -> TruthExpression:
        return self._compared(Operator.AT_LEAST, other)

    def during(self, period: Period) -> TruthExpression:
        """Whether the day lies in a period that the law names."""
        return TruthExpression(tree.During(self.node, period))

    def _compared(self, operator: Operator, other: "DayExpression | datetime.date") -> TruthExpression:
        if isinstance(other, DayExpression):
            return TruthExpression(tree.Compare(self.node, operator, other.node))
        if type(other) is datetime.date:
            return TruthExpression(tree.Compare(self.node, operator, tree.Day(other)))
        raise _not_comparable(other, "day")


class ChoiceExpression(Expression, Generic[E]):
    """One of a few codes."""

    def __eq__(self, other: E) -> TruthExpression:  # type: ignore[override]
        return self.is_one_of(other)

    def __ne__(self, other: E) -> TruthExpression:  # type: ignore[override]
        return ~self.is_one_of(other)

    def is_one_of(self, *codes: E) -> TruthExpression:
        """Whether it is one of the codes given."""
        for code in codes:
            if not isinstance(code, enum.StrEnum):
                raise _not_comparable(code, "choice")
        return TruthExpression(tree.OneOf(self.node, tuple(code.value for code in codes)))

    def at_least(self, lowest: E) -> TruthExpression:
        """Whether it is the code given or one above it, in the order in which the codes are declared."""
        if not isinstance(lowest, enum.StrEnum):
            raise _not_comparable(lowest, "choice")
        ordered = list(type(lowest))
        return self.is_one_of(*ordered[ordered.index(lowest) :])


class HasRecords(Protocol):
    """A class of records that knows the name of its list."""

    @classmethod
    def list_name(cls) -> str:
        """The name under which a dossier keeps these records."""


WINDOW_START = DayExpression(tree.WindowEdge(Edge.START))
WINDOW_END = DayExpression(tree.WindowEdge(Edge.END))
ALWAYS = TruthExpression(tree.Truth(True))


def points(hundredths: int) -> NumberExpression:
    """Points that are written down, in whole hundredths of a point."""
    return NumberExpression(tree.Points(hundredths))


def reading_is(reading: str, option: str) -> TruthExpression:
    """Whether the law is read in this one of its possible ways."""
    return TruthExpression(tree.ReadingIs(reading, option))


L = TypeVar("L", bound=Expression)


def last_year(fact: L) -> L:
    """The same fact in the sheet of the year before. Raises `StandardError` for anything but a fact."""
    if not isinstance(fact.node, tree.FactValue):
        raise StandardError([Problem("writing.last-year-of-no-fact")])
    return type(fact)(tree.LastYear(fact.node.fact))


def count(records: type[HasRecords], where: TruthExpression = ALWAYS) -> NumberExpression:
    """How many records of the window and the place satisfy a condition on their fields."""
    return NumberExpression(tree.Count(records.list_name(), where.node))


def every(
    records: type[HasRecords], holds: TruthExpression, where: TruthExpression = ALWAYS
) -> TruthExpression:
    """Whether each record of the window and the place that satisfies `where` also satisfies `holds`."""
    return TruthExpression(tree.Every(records.list_name(), holds.node, where.node))


def share(
    part: NumberExpression, of: NumberExpression, at_least: Ratio, of_nothing: Truths
) -> TruthExpression:
    """Whether `part` is at least a ratio of `of`; `of_nothing` is what the law says of a whole of 0."""
    return TruthExpression(tree.Share(part.node, of.node, at_least, of_nothing))


def record_share(
    records: type[HasRecords],
    part: TruthExpression,
    at_least: Ratio,
    of_nothing: Truths,
    whole: TruthExpression = ALWAYS,
) -> TruthExpression:
    """Whether at least a ratio of the records that satisfy `whole` also satisfy `part`."""
    return TruthExpression(tree.RecordShare(records.list_name(), part.node, whole.node, at_least, of_nothing))


def per_each(hundredths: int, of: NumberExpression) -> NumberExpression:
    """So many hundredths of a point for each of a count; below 0 they are taken off."""
    return NumberExpression(tree.PerEach(hundredths, of.node))


def where(condition: TruthExpression, amount: "NumberExpression | int") -> NumberExpression:
    """An amount where a condition holds, and 0 where it does not."""
    return NumberExpression(tree.Where(condition.node, _number(amount)))


def steps(
    arms: Iterable[tuple[TruthExpression, NumberExpression]], otherwise: NumberExpression
) -> NumberExpression:
    """The amount of the first arm whose condition holds, else another one."""
    written = tuple(tree.Where(condition.node, amount.node) for condition, amount in arms)
    return NumberExpression(tree.Steps(written, otherwise.node))


def clamp(
    number: NumberExpression, *, at_least: int | None = None, at_most: int | None = None
) -> NumberExpression:
    """A number, or points in hundredths, brought back to a bound that it passes."""
    return NumberExpression(tree.Clamp(number.node, at_least, at_most))


def item_points(code: str) -> NumberExpression:
    """The points of a scored item, or of the whole rubric, by code."""
    return NumberExpression(tree.ItemPoints(code))


def meets_standard(scheme: str, label: Text) -> TruthExpression:
    """Whether the unit meets what another scheme of standards asks of it; `label` names it in words."""
    return TruthExpression(tree.MeetsStandard(scheme, label))


def all_hold(conditions: Iterable[TruthExpression]) -> TruthExpression:
    """Whether all of some conditions hold."""
    return TruthExpression(tree.And(tuple(condition.node for condition in conditions)))


def _operands(expression: Expression, kind: type[tree.And | tree.Or | tree.Sum]) -> tuple[Node, ...]:
    if not isinstance(expression, Expression):
        raise _not_comparable(expression, "truth")
    node = expression.node
    return node.operands if isinstance(node, kind) else (node,)


def _number(value: NumberExpression | int) -> Node:
    if isinstance(value, NumberExpression):
        return value.node
    if type(value) is int:
        return tree.Number(value)
    raise _not_comparable(value, "number")


def _brackets_forgotten(sign: str) -> StandardError:
    return StandardError([Problem("writing.brackets-forgotten", (), {"sign": sign})])


def _not_comparable(value: object, with_what: str) -> StandardError:
    facts = {"found": repr(value)[:60], "with_what": with_what}
    return StandardError([Problem("writing.not-comparable", (), facts)])


def tree_of(condition: "Node | Expression | None") -> Node | None:
    """The tree of what an author wrote, for values that store trees."""
    return condition.node if isinstance(condition, Expression) else condition
