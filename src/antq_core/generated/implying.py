"""Which conditions say nothing new beside others, from the ranges that facts declare."""

from collections.abc import Iterable, Mapping

import attrs

from antq_core.expressions.tree import Operator
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell
from antq_core.lowering.spans import Spans
from antq_core.possible import Interval

Bounds = Mapping[Cell, Interval]


@attrs.define(eq=False)
class Implying:
    """Leaves out conditions on numbers, none of which is null."""

    spans: Spans = attrs.field(factory=Spans)

    def all_of(self, conditions: Iterable[Cell]) -> Cell:
        """All of some conditions, without those that follow from the others."""
        left = list(_listed(cells.every(*conditions), cells.All))
        for each in list(left):
            others = [one for one in left if one is not each]
            if self._excluded(others, each):
                return cells.FALSE
            if self._follows(others, each):
                left.remove(each)
        return cells.every(*left)

    def any_of(self, conditions: Iterable[Cell]) -> Cell:
        """One of some conditions, without those of which another follows."""
        left = list(_listed(cells.some(*conditions), cells.Any))
        for each in list(reversed(left)):
            premises = list(_listed(each, cells.All))
            others = (_listed(one, cells.All) for one in left if one is not each)
            if any(all(self._follows(premises, said) for said in other) for other in others):
                left.remove(each)
        return cells.some(*left)

    def _follows(self, premises: list[Cell], said: Cell) -> bool:
        if said in premises:
            return True
        ends = self._ends(premises, said)
        return ends is not None and ends[0].hi <= ends[1].lo

    def _excluded(self, premises: list[Cell], said: Cell) -> bool:
        ends = self._ends(premises, said)
        return ends is not None and ends[0].lo > ends[1].hi

    def _ends(self, premises: list[Cell], said: Cell) -> tuple[Interval, Interval] | None:
        """How far the smaller and the larger side of a comparison can go where the premises hold."""
        match said:
            case cells.Holds(left, Operator.AT_MOST, right) | cells.Holds(right, Operator.AT_LEAST, left):
                bounds = self._bounds(premises)
                return self._span(left, bounds), self._span(right, bounds)
        return None

    def _bounds(self, premises: Iterable[Cell]) -> Bounds:
        found: dict[Cell, Interval] = {}
        for each in premises:
            match each:
                case cells.Holds(cell, Operator.AT_MOST, right):
                    self._narrow(found, cell, Interval(-FAR, self.spans.of(right).hi))
                    self._narrow(found, right, Interval(self._span(cell, found).lo, FAR))
                case cells.Holds(cell, Operator.AT_LEAST, right):
                    self._narrow(found, cell, Interval(self.spans.of(right).lo, FAR))
        return found

    def _narrow(self, found: dict[Cell, Interval], cell: Cell, to: Interval) -> None:
        met = self._span(cell, found).meet(to)
        if met is not None and not isinstance(cell, cells.Literal):
            found[cell] = met

    def _span(self, cell: Cell, bounds: Bounds) -> Interval:
        span = self.spans.of(cell)
        if isinstance(cell, cells.Scaled):
            span = self._span(cell.number, bounds).scaled(cell.factor)
        return span.meet(bounds.get(cell, span)) or span


FAR = 2**62


def _listed(cell: Cell, kind: type[cells.All | cells.Any]) -> tuple[Cell, ...]:
    return cell.cells if isinstance(cell, kind) else (cell,)
