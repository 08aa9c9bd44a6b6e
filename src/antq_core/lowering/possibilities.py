"""Sets of truths and codes, and intervals of numbers, as cells: the same operations as in `possible`.

What is the same in every row is worked out at once, by the ranges that facts declare. Numbers are kept
within 64 bits by these ranges: no sum and no product of a row can run over.
"""

from collections.abc import Iterable, Mapping

import attrs

from antq_core.errors import Problem, StandardError
from antq_core.expressions.tree import Operator
from antq_core.lowering import cells
from antq_core.lowering.cells import FALSE, TRUE, Cell, Literal
from antq_core.possible import Interval, Truths

WIDEST = 2**50
"""No number of a row is beyond: 64 bits hold every product, and whoever divides by floats errs nowhere."""


@attrs.frozen
class Truth:
    """What may be true in a row: `sure` says that it holds, `possible` that it may; both are flags.

    Where `doubt` is given it says the same as one truth that may be null.
    """

    sure: Cell
    possible: Cell
    doubt: Cell | None = None

    @classmethod
    def of(cls, truths: Truths) -> "Truth":
        """What is the same in every row."""
        sure, possible = Literal(truths is Truths.TRUE), Literal(Truths.TRUE in truths)
        return cls(sure, possible, sure if truths is not Truths.EITHER else None)

    @classmethod
    def of_doubt(cls, doubt: Cell) -> "Truth":
        """What a truth leaves possible that may be null."""
        if cells.is_never_null(doubt):
            return cls.of_flag(doubt)
        return cls(cells.default(doubt, FALSE), cells.default(doubt, TRUE), doubt)

    @classmethod
    def of_flag(cls, flag: Cell) -> "Truth":
        """What is known in every row."""
        return cls(flag, flag, flag)

    @property
    def known(self) -> Truths | None:
        """What it comes to in every row; None where rows differ."""
        if isinstance(self.sure, Literal) and isinstance(self.possible, Literal):
            return Truths.EITHER if self.sure != self.possible else Truths.of(self.sure == TRUE)
        return None

    @property
    def negated(self) -> "Truth":
        """What *not* may give."""
        doubt = None if self.doubt is None else cells.negated(self.doubt)
        return Truth(cells.negated(self.possible), cells.negated(self.sure), doubt)

    def if_sure(self, then: Cell, otherwise: Cell | None) -> Cell:
        """One cell where it surely holds, else another."""
        is_plain = self.doubt is not None and self.known is None
        return cells.choose(self.doubt if is_plain and self.doubt is not None else self.sure, then, otherwise)

    def if_possible(self, then: Cell, otherwise: Cell | None) -> Cell:
        """One cell where it may hold, else another."""
        return cells.choose(self.possible, then, otherwise)


def all_of(truths: Iterable[Truth]) -> Truth:
    """What *and* may give."""
    listed = [each for each in truths if each.known is not Truths.TRUE]
    if any(each.known is Truths.FALSE for each in listed):
        return Truth.of(Truths.FALSE)
    if not listed:
        return Truth.of(Truths.TRUE)
    if len(listed) == 1:
        return listed[0]
    doubts = [each.doubt for each in listed if each.doubt is not None]
    others = [each for each in listed if each.doubt is None]
    together = [Truth.of_doubt(cells.every(*doubts))] if doubts else []
    if not others:
        return together[0]
    return Truth(
        cells.every(*(each.sure for each in (*together, *others))),
        cells.every(*(each.possible for each in (*together, *others))),
    )


def any_of(truths: Iterable[Truth]) -> Truth:
    """What *or* may give."""
    return all_of([each.negated for each in truths]).negated


def either_way(truths: Iterable[Truth]) -> Truth:
    """Everything that one of several truths may be."""
    different = list(dict.fromkeys(truths))
    if len(different) == 1:
        return different[0]
    return Truth(
        cells.every(*(each.sure for each in different)), cells.some(*(each.possible for each in different))
    )


@attrs.frozen
class Number:
    """The least and the most that a number may be in a row; in no row is it outside `range`.

    Where `single` is given, it is the number itself, or null where all of `range` is left.
    """

    lo: Cell
    hi: Cell
    range: Interval
    single: Cell | None = None

    def __attrs_post_init__(self) -> None:
        widest = max(abs(self.range.lo), abs(self.range.hi))
        if widest > WIDEST:
            raise StandardError([Problem("columns.too-wide", (), {"found": widest, "most": WIDEST})])

    @classmethod
    def exactly(cls, value: int) -> "Number":
        """A number that is the same in every row."""
        return cls(cells.number(value), cells.number(value), Interval.exactly(value))

    @classmethod
    def within(cls, interval: Interval) -> "Number":
        """An interval that is the same in every row."""
        return cls(cells.number(interval.lo), cells.number(interval.hi), interval)

    @classmethod
    def of_single(cls, single: Cell, declared: Interval) -> "Number":
        """A number that is known or, where it is null, anything in its range."""
        if cells.is_never_null(single):
            return cls(single, single, declared, single)
        lo, hi = (cells.default(single, cells.number(end)) for end in (declared.lo, declared.hi))
        return cls(lo, hi, declared, single)

    @classmethod
    def of_known(cls, cell: Cell, declared: Interval) -> "Number":
        """A number that is known in every row."""
        return cls(cell, cell, declared)

    def __add__(self, other: "Number") -> "Number":
        found = self.range + other.range
        for one, written in ((self, other), (other, self)):
            if one.single is not None and written.range.is_decided:
                return Number.of_single(cells.plus(one.single, cells.number(written.range.lo)), found)
        return Number(cells.plus(self.lo, other.lo), cells.plus(self.hi, other.hi), found)

    def __sub__(self, other: "Number") -> "Number":
        if other.range.is_decided:
            return self + Number.exactly(-other.range.lo)
        return Number(
            cells.minus(self.lo, other.hi), cells.minus(self.hi, other.lo), self.range - other.range
        )

    def scaled(self, factor: int) -> "Number":
        """It times a number that is the same in every row."""
        found = self.range.scaled(factor)
        if self.single is not None and factor:
            return Number.of_single(cells.scaled(self.single, factor), found)
        lo, hi = cells.scaled(self.lo, factor), cells.scaled(self.hi, factor)
        return Number(lo, hi, found) if factor >= 0 else Number(hi, lo, found)

    def hull(self, other: "Number") -> "Number":
        """The smallest interval that holds both."""
        if self == other:
            return self
        return Number(
            cells.least(self.lo, other.lo), cells.most(self.hi, other.hi), self.range.hull(other.range)
        )

    def clamped(self, at_least: int | None, at_most: int | None) -> "Number":
        """Brought back to a bound that it passes."""
        lo, hi = (_clamped(end, self.range, at_least, at_most) for end in (self.lo, self.hi))
        return Number(lo, hi, self.range.clamped(at_least, at_most))

    def less_than(self, other: "Number") -> Truth:
        """Whether it is below another."""
        return _compared(self, Operator.LESS, other)

    def at_most(self, other: "Number") -> Truth:
        """Whether it is at most another."""
        return _compared(self, Operator.AT_MOST, other)

    def equals(self, other: "Number") -> Truth:
        """Whether it is another."""
        found = self.range.equals(other.range)
        if found is not Truths.EITHER:
            return Truth.of(found)
        single = _single_against(self, other, Operator.EQUAL)
        if single is not None:
            return single
        if self.lo == self.hi and other.lo == other.hi:
            return Truth.of_flag(cells.holds(self.lo, Operator.EQUAL, other.lo))
        sure = cells.every(
            cells.holds(self.lo, Operator.EQUAL, self.hi),
            cells.holds(other.lo, Operator.EQUAL, other.hi),
            cells.holds(self.lo, Operator.EQUAL, other.lo),
        )
        possible = cells.every(
            cells.holds(self.lo, Operator.AT_MOST, other.hi), cells.holds(other.lo, Operator.AT_MOST, self.hi)
        )
        return Truth(sure, possible)


def total(numbers: Iterable[Number]) -> Number:
    """The sum of independent numbers."""
    return sum(numbers, start=Number.exactly(0))


def hull_of(numbers: Iterable[Number]) -> Number:
    """The smallest interval that holds all of some."""
    first, *others = dict.fromkeys(numbers)
    for other in others:
        first = first.hull(other)
    return first


def chosen(condition: Truth, then: Number, otherwise: Number) -> Number:
    """One number where a condition holds, and another where it does not; where either may be, both."""
    known = condition.known
    if known is not None and known is not Truths.EITHER:
        return then if known is Truths.TRUE else otherwise
    if then == otherwise:
        return then
    return Number(
        _lowest(condition, then, otherwise),
        _highest(condition, then, otherwise),
        then.range.hull(otherwise.range),
    )


def where(condition: Truth, amount: Number) -> Number:
    """An amount where a condition holds, and 0 where it does not."""
    return chosen(condition, amount, Number.exactly(0))


@attrs.frozen
class Codes:
    """Which codes may hold in a row. Where `single` is given it is the code, or null where all may hold."""

    may_be: Mapping[str, Cell]
    single: Cell | None = None

    @classmethod
    def of_single(cls, single: Cell, codes: Iterable[str]) -> "Codes":
        """A code that is known or, where it is null, any of some."""
        flags = {
            code: cells.default(cells.holds(single, Operator.EQUAL, cells.word(code)), TRUE) for code in codes
        }
        return cls(flags, single)

    @classmethod
    def anything(cls, codes: Iterable[str]) -> "Codes":
        """Any of some codes, in every row."""
        return cls(dict.fromkeys(codes, TRUE))

    def is_one_of(self, codes: Iterable[str]) -> Truth:
        """Whether the code that holds is one of those given."""
        asked = [code for code in self.may_be if code in set(codes)]
        if len(asked) == len(self.may_be):
            return Truth.of(Truths.TRUE)
        if self.single is not None:
            same = [cells.holds(self.single, Operator.EQUAL, cells.word(code)) for code in asked]
            return Truth.of_doubt(cells.some(*same))
        others = [flag for code, flag in self.may_be.items() if code not in asked]
        return Truth(cells.negated(cells.some(*others)), cells.some(*(self.may_be[code] for code in asked)))


def _compared(left: Number, operator: Operator, right: Number) -> Truth:
    """Whether the left is below, or at most, the right."""
    strict = operator is Operator.LESS
    found = left.range.less_than(right.range) if strict else left.range.at_most(right.range)
    if found is not Truths.EITHER:
        return Truth.of(found)
    single = _single_against(left, right, operator)
    if single is not None:
        return single
    if left.lo == left.hi and right.lo == right.hi:
        return Truth.of_flag(cells.holds(left.lo, operator, right.lo))
    return Truth(cells.holds(left.hi, operator, right.lo), cells.holds(left.lo, operator, right.hi))


def _single_against(left: Number, right: Number, operator: Operator) -> Truth | None:
    """Numbers that are known or anything in their range: one doubt says how they compare.

    Where one of them is not known, the other may still decide: each guard says beyond which value.
    """
    if left.single is not None and right.range.is_decided:
        return Truth.of_doubt(cells.holds(left.single, operator, right.lo))
    if right.single is not None and left.range.is_decided:
        return Truth.of_doubt(cells.holds(right.single, _TURNED.get(operator, operator), left.lo))
    if left.single is None or right.single is None:
        return None
    holds = cells.holds(left.single, operator, right.single)
    if operator is Operator.EQUAL:
        inside = [
            *_within(left.single, left.range, right.range),
            *_within(right.single, right.range, left.range),
        ]
        return Truth.of_doubt(cells.every(holds, *inside))
    can_be = [
        _guard(left.single, operator, right.range.hi, left.range),
        _guard(right.single, _TURNED[operator], left.range.lo, right.range),
    ]
    must_be = [
        _guard(left.single, operator, right.range.lo, left.range),
        _guard(right.single, _TURNED[operator], left.range.hi, right.range),
    ]
    # A guard that nothing is known of does not speak: what surely fails stays failed beside it.
    surely = (cells.default(each, FALSE) for each in must_be)
    return Truth.of_doubt(cells.some(cells.every(holds, *can_be), *surely))


_TURNED = {Operator.LESS: Operator.MORE, Operator.AT_MOST: Operator.AT_LEAST}


def _within(single: Cell, own: Interval, other: Interval) -> list[Cell]:
    return [
        _guard(single, Operator.AT_LEAST, other.lo, own),
        _guard(single, Operator.AT_MOST, other.hi, own),
    ]


def _guard(single: Cell, operator: Operator, bound: int, declared: Interval) -> Cell:
    """A comparison with a bound; worked out at once where it is the same for every number of the range."""
    bounds = Interval.exactly(bound)
    found = {
        Operator.LESS: declared.less_than(bounds),
        Operator.AT_MOST: declared.at_most(bounds),
        Operator.MORE: bounds.less_than(declared),
        Operator.AT_LEAST: bounds.at_most(declared),
    }[operator]
    if found is Truths.EITHER:
        return cells.holds(single, operator, cells.number(bound))
    return Literal(found is Truths.TRUE)


def _lowest(condition: Truth, then: Number, otherwise: Number) -> Cell:
    if then.range.lo >= otherwise.range.hi:
        return condition.if_sure(then.lo, otherwise.lo)
    if then.range.hi <= otherwise.range.lo:
        return condition.if_possible(then.lo, otherwise.lo)
    above_all = cells.number(max(then.range.hi, otherwise.range.hi))
    if condition.known is Truths.EITHER:
        return cells.least(then.lo, otherwise.lo)
    # What is otherwise stands in the tree once, so that chains of choices do not grow with every arm.
    return condition.if_sure(then.lo, cells.least(otherwise.lo, condition.if_possible(then.lo, above_all)))


def _highest(condition: Truth, then: Number, otherwise: Number) -> Cell:
    if then.range.lo >= otherwise.range.hi:
        return condition.if_possible(then.hi, otherwise.hi)
    if then.range.hi <= otherwise.range.lo:
        return condition.if_sure(then.hi, otherwise.hi)
    below_all = cells.number(min(then.range.lo, otherwise.range.lo))
    if condition.known is Truths.EITHER:
        return cells.most(then.hi, otherwise.hi)
    return condition.if_sure(then.hi, cells.most(otherwise.hi, condition.if_possible(then.hi, below_all)))


def _clamped(cell: Cell, declared: Interval, at_least: int | None, at_most: int | None) -> Cell:
    if at_least is not None and declared.lo < at_least:
        cell = cells.most(cell, cells.number(at_least))
    if at_most is not None and declared.hi > at_most:
        cell = cells.least(cell, cells.number(at_most))
    return cell
