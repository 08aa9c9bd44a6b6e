"""How far the number of a cell can go in any row, from the ranges that facts declare."""

import attrs

from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, OverRecords
from antq_core.lowering.kinds import Reduction
from antq_core.possible import Interval

A_DAY = Interval(0, 9999_12_31)
ANY = Interval(-(2**62), 2**62)
A_LIST = 2**31 - 1
"""No list has more records than this."""


@attrs.define(eq=False)
class Spans:
    """The spans of cells, each worked out once. Words and truths have none, and may be anything."""

    _found: dict[Cell, Interval] = attrs.field(factory=dict)

    def of(self, cell: Cell) -> Interval:
        """The least and the most that a cell can come to."""
        if cell not in self._found:
            self._found[cell] = self._span(cell)
        return self._found[cell]

    def _span(self, cell: Cell) -> Interval:
        match cell:
            case cells.Literal(value) if type(value) is int:
                return Interval.exactly(value)
            case cells.Column(range=declared) if declared is not None:
                return declared
            case cells.DayNumber():
                return A_DAY
            case cells.Plus(terms):
                return sum((self.of(term) for term in terms), start=Interval.exactly(0))
            case cells.Minus(left, right):
                return self.of(left) - self.of(right)
            case cells.Scaled(number, factor):
                return self.of(number).scaled(factor)
            case cells.Default(inner, otherwise):
                return self.of(inner).hull(self.of(otherwise))
            case cells.Least(numbers):
                spans = [self.of(each) for each in numbers]
                return Interval(min(each.lo for each in spans), min(each.hi for each in spans))
            case cells.Most(numbers):
                spans = [self.of(each) for each in numbers]
                return Interval(max(each.lo for each in spans), max(each.hi for each in spans))
            case cells.Choose(arms, otherwise):
                spans = [self.of(arm.then) for arm in arms]
                spans += [self.of(otherwise)] if otherwise is not None else []
                return Interval(min(each.lo for each in spans), max(each.hi for each in spans))
            case OverRecords(reduction=Reduction.LEAST | Reduction.MOST, each=each, none=none):
                return self.of(each).hull(Interval.exactly(none))
            case OverRecords(each=each):
                return _times(self.of(each))
        return ANY


def _times(each: Interval) -> Interval:
    """The sum over a list, as far as anybody can say beforehand."""
    most = min(max(abs(each.lo), abs(each.hi)), 2**30) * A_LIST
    return Interval(-most if each.lo < 0 else 0, most)
