"""What the columns of a row leave possible of its facts: stated, bounded by parts and wholes, derived."""

import attrs

from antq_core.domain.declarations import Declaration
from antq_core.expressions.tree import Measure, Operator
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, Column
from antq_core.lowering.days import Days
from antq_core.lowering.layout import LAST_YEAR, Layout, Shape
from antq_core.lowering.possibilities import Codes, Number, Truth
from antq_core.possible import Interval, Truths
from antq_core.standards.stack import Stack

Possible = Truth | Number | Codes
"""What an expression may give in a row."""


def stated(shape: Shape, declaration: Declaration, days: Days, years_ago: int = 0) -> Possible:
    """What the columns of a fact or a field leave possible of it."""
    match declaration.measure:
        case Measure.TRUTH:
            return Truth.of(Truths.EITHER) if shape.single is None else Truth.of_doubt(shape.single)
        case Measure.DAY:
            return days.stated(shape.single, declaration, years_ago)
        case None:
            codes = [option.code for option in declaration.options]
            return Codes.anything(codes) if shape.single is None else Codes.of_single(shape.single, codes)
        case _:
            assert declaration.range is not None  # an identifier is matched by its column alone
            return _number(shape, declaration.range)


def _number(shape: Shape, declared: Interval) -> Number:
    if shape.is_absent:
        return Number.within(declared)
    if shape.lo is None and shape.hi is None and shape.single is not None:
        return Number.of_single(shape.single, declared)
    lo, hi = _end(shape.lo, shape.single, declared.lo), _end(shape.hi, shape.single, declared.hi)
    return Number(lo, hi, declared)


def _end(bound: Column | None, single: Column | None, furthest: int) -> Cell:
    """One end of a number: what is stated of it, or of the end, or how far it can go at all."""
    anything = cells.number(furthest)
    bounded = anything if bound is None else cells.default(bound, anything)
    return bounded if single is None else cells.default(single, bounded)


@attrs.frozen
class Sheets:
    """The facts of a row, before any derivation, on the basis of the assessment."""

    stack: Stack
    layout: Layout
    days: Days

    def last_year(self, fact: str) -> Possible:
        """What the sheet of the year before leaves possible of a fact."""
        declaration = self.stack.fact[fact]
        return stated(self.layout.fact(declaration, LAST_YEAR), declaration, self.days, years_ago=1)

    def this_year(self, fact: str) -> Possible:
        """What is stated of a fact; a part is no more than its whole, and a whole no less than its parts."""
        possible = self._alone(fact)
        if not isinstance(possible, Number):
            return possible
        whole, parts = self.stack.fact[fact].no_more_than, self.stack.parts.get(fact, ())
        lo, hi = possible.lo, possible.hi
        if parts:
            least = cells.most(lo, *(self._bounds(part).lo for part in parts))
            lo = cells.least(least, hi)
        if whole is not None:
            hi = cells.most(cells.least(hi, self._bounds(whole).hi), possible.lo)
        return possible if (lo, hi) == (possible.lo, possible.hi) else Number(lo, hi, possible.range)

    def part_of(self, part: str, whole: str) -> tuple[Number, Number] | None:
        """A part and its whole as they are stated, where nothing else bounds either; None otherwise."""
        declared = self.stack.fact
        alone = self.stack.parts.get(whole) == (part,) and declared[whole].no_more_than is None
        stands_alone = alone and not self.stack.parts.get(part)
        plain = all(each.derivation is None for each in (declared[part], declared[whole]))
        if not (stands_alone and plain):
            return None
        found = self._alone(part), self._alone(whole)
        both = [each for each in found if isinstance(each, Number) and each.single is not None]
        return (both[0], both[1]) if len(both) == len(found) else None

    def _bounds(self, fact: str) -> Number:
        possible = self._alone(fact, may_be_absent=True)
        assert isinstance(possible, Number)  # a part and its whole are numbers, or no standard is built
        return possible

    def _alone(self, fact: str, *, may_be_absent: bool = False) -> Possible:
        declaration = self.stack.fact[fact]
        may_be_absent = may_be_absent or declaration.derivation is not None
        shape = self.layout.fact(declaration, self.layout.basis, may_be_absent=may_be_absent)
        possible = stated(shape, declaration, self.days)
        if declaration.counted_over_window and isinstance(possible, Number) and declaration.range is not None:
            most = cells.number(declaration.range.hi)
            # What is counted before the window ends is the least that it will be.
            hi = self.days.window_is_over.if_sure(possible.hi, most)
            return possible if hi == possible.hi else Number(possible.lo, hi, possible.range)
        return possible


def meet(one: Possible, other: Possible) -> Possible:
    """What both allow; where they contradict each other, everything that one of them allows."""
    if isinstance(one, Truth):
        assert isinstance(other, Truth)
        true = cells.every(one.possible, other.possible)
        false = cells.every(cells.negated(one.sure), cells.negated(other.sure))
        contradiction = cells.negated(cells.some(true, false))
        return Truth(cells.every(true, cells.negated(false)), cells.some(contradiction, true))
    if isinstance(one, Number):
        assert isinstance(other, Number)
        return _met(one, other)
    assert isinstance(one, Codes)
    assert isinstance(other, Codes)
    both = {code: cells.every(flag, other.may_be[code]) for code, flag in one.may_be.items()}
    agree = cells.some(*both.values())
    return Codes(
        {
            code: cells.choose(agree, flag, cells.some(one.may_be[code], other.may_be[code]))
            for code, flag in both.items()
        }
    )


def _met(one: Number, other: Number) -> Number:
    if other == Number.within(other.range) and one.range.narrows(other.range):
        return one
    lo, hi = cells.most(one.lo, other.lo), cells.least(one.hi, other.hi)
    agree = cells.holds(lo, Operator.AT_MOST, hi)
    return Number(
        cells.choose(agree, lo, cells.least(one.lo, other.lo)),
        cells.choose(agree, hi, cells.most(one.hi, other.hi)),
        one.range.hull(other.range),
    )
