"""The least and the most of a sum, part by part: where all that a part asks for is known, they are one."""

from collections.abc import Iterable, Iterator

import attrs

from antq_core.generated.nulls import Nulls
from antq_core.generated.simplifying import Known
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, Column

LONGEST = 150
"""A part that is longer than this is not written down three times."""

SHORTEST, FEW = 6, 3
TRUTHS = (cells.Holds, cells.All, cells.Any)


@attrs.frozen
class Pair:
    """The least and the most of a part, what both are where all is known, and the columns that must be."""

    least: Cell
    most: Cell
    known: Cell
    columns: tuple[Column, ...]


@attrs.define(eq=False)
class Pairs:
    """Finds the parts of sums."""

    nulls: Nulls
    _known: Known = attrs.field(factory=Known)
    _lengths: dict[Cell, int] = attrs.field(factory=dict)

    def of(self, least: Cell, most: Cell) -> Iterator[Pair]:
        """The parts of the least and of the most of a number that are worth being worked out together."""
        if least == most:
            return
        below = list(zip(least.below, most.below, strict=False))
        if isinstance(least, SUMS) and type(least) is type(most) and len(least.below) == len(most.below):
            for one, other in below:
                yield from self.of(one, other)
        elif isinstance(least, cells.Choose) and isinstance(most, cells.Choose) and _alike(least, most):
            for one, other in zip(_thens(least), _thens(most), strict=True):
                yield from self.of(one, other)
        elif (pair := self._pair(least, most)) is not None:
            yield pair

    def simple(self, wanted: Iterable[Cell]) -> dict[Cell, Cell]:
        """Truths that get much simpler where the few columns they ask for are known; the largest such."""
        found: dict[Cell, Cell] = {}
        waiting, seen = list(wanted), set[Cell]()
        while waiting:
            cell = waiting.pop()
            if cell in seen:
                continue
            seen.add(cell)
            known = self._simple(cell) if isinstance(cell, TRUTHS) else None
            if known is not None:
                found[cell] = known
            else:
                waiting += cell.below
        return found

    def _simple(self, cell: Cell) -> Cell | None:
        if not SHORTEST < self._length(cell) < LONGEST:
            return None
        columns = [each for each in cell.walk() if isinstance(each, Column | cells.OverRecords)]
        if len(columns) > FEW or any(
            not isinstance(each, Column) or each.records is not None for each in columns
        ):
            return None
        known = self._known.of(cell)
        return known if 2 * self._length(known) < self._length(cell) else None

    def _pair(self, least: Cell, most: Cell) -> Pair | None:
        if max(self._length(least), self._length(most)) > LONGEST:
            return None
        found = dict.fromkeys(
            each for one in (least, most) for each in one.walk() if isinstance(each, Column)
        )
        columns = tuple(each for each in found if each.records is None and self.nulls.can_be_null(each))
        known = self._known.of(least)
        if known != self._known.of(most) or not columns:
            return None
        return Pair(least, most, known, columns)

    def _length(self, cell: Cell) -> int:
        if cell not in self._lengths:
            self._lengths[cell] = 1 + sum(map(self._length, cell.below))
        return self._lengths[cell]


SUMS = (cells.Plus, cells.Least, cells.Most)


def _alike(one: cells.Choose, other: cells.Choose) -> bool:
    return [arm.where for arm in one.arms] == [arm.where for arm in other.arms]


def _thens(choice: cells.Choose) -> list[Cell]:
    return [arm.then for arm in choice.arms] + ([] if choice.otherwise is None else [choice.otherwise])
