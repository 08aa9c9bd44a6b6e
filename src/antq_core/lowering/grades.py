"""From points to a grade in a row: thresholds, then ceilings."""

from collections.abc import Iterable, Iterator

import attrs

from antq_core.evaluation.reading_tables import Choices
from antq_core.expressions.tree import Operator
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell
from antq_core.lowering.conditions import Row
from antq_core.lowering.possibilities import Number, Truth
from antq_core.lowering.ways import truths_over
from antq_core.standards.grading import Grading


@attrs.frozen
class _Arm:
    """A grade by its rank, given where the points are far enough and some ceilings are lifted."""

    rank: int
    points: Cell
    lifted: tuple[Cell, ...] = ()

    @property
    def where(self) -> Cell:
        return cells.every(self.points, *self.lifted)


def grades(grading: Grading, total: Number, row: Row, allowed: Choices) -> tuple[Cell, Cell] | None:
    """The lowest and the highest grade that is possible, as codes; None where no threshold is known.

    A ceiling stands in the arms of those grades that it keeps from: that is cheaper than a least of ranks.
    """
    if not grading.has_thresholds:
        return None
    lifted = [
        (grading.rank(ceiling.grade), truths_over(row.stack.with_items(ceiling.unless), row, allowed))
        for ceiling in grading.ceilings
    ]
    lowest, highest = list(_lowest(grading, total)), list(_highest(grading, total))
    for rank, unless in lifted:
        lowest = _under(lowest, rank, _surely(unless))
        highest = _under(highest, rank, unless.possible)
    return _chain(lowest, grading), _chain(highest, grading)


def _surely(unless: Truth) -> Cell:
    return unless.sure if unless.doubt is None else unless.doubt


def _thresholds(grading: Grading) -> list[tuple[int, int]]:
    """The rank of each grade with a threshold that is known, and the least points that it is given for."""
    return [
        (rank, grade.threshold.points if grade.threshold.inclusive else grade.threshold.points + 1)
        for rank, grade in enumerate(grading.grades)
        if grade.threshold is not None
    ]


def _lowest(grading: Grading, total: Number) -> Iterator[_Arm]:
    for rank, least in reversed(_thresholds(grading)):
        yield _Arm(rank, cells.holds(total.lo, Operator.AT_LEAST, cells.number(least)))
    yield _Arm(0, cells.TRUE)


def _highest(grading: Grading, total: Number) -> Iterator[_Arm]:
    """A threshold that is not known lies between those around it that are."""
    for rank, least in _thresholds(grading):
        yield _Arm(rank - 1, cells.holds(total.hi, Operator.LESS, cells.number(least)))
    yield _Arm(len(grading.grades) - 1, cells.TRUE)


def _under(arms: Iterable[_Arm], ceiling: int, unless: Cell) -> list[_Arm]:
    """The same arms under a ceiling: what lies above it is given only where the ceiling is lifted."""
    found: list[_Arm] = []
    for arm in arms:
        if arm.rank > ceiling:
            found.append(attrs.evolve(arm, lifted=(*arm.lifted, unless)))
        found.append(attrs.evolve(arm, rank=min(arm.rank, ceiling)))
    return found


def _chain(arms: list[_Arm], grading: Grading) -> Cell:
    *first, last = arms
    found: Cell = cells.word(grading.codes[last.rank])
    for arm in reversed(first):
        found = cells.choose(arm.where, cells.word(grading.codes[arm.rank]), found)
    return found
