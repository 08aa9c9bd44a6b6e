"""Values of Python in the place of words: a verdict instead of its name."""

from collections.abc import Hashable, Mapping

import attrs

from antq_core.lowering import cells
from antq_core.lowering.cells import Cell


@attrs.frozen(cache_hash=True)
class Thing(Cell):
    """A value that is the same in every row, and that no column could hold."""

    value: Hashable


NOT_SAID = cells.word("")
"""Where nothing is possible at all. That is never so, and is said nowhere."""


def _surely_first(cell: Cell) -> Cell:
    """A choice of words by what may be and what may not be: what surely is, is asked first.

    Where neither may be nothing could be said, so where the one may not be the other is.
    """
    match cell:
        case cells.Choose(
            (cells.Arm(may_be, cells.Choose((cells.Arm(may_not, both),), yes)), cells.Arm(again, no)), last
        ) if may_not == again and last == NOT_SAID and yes is not None:
            return cells.choose(cells.negated(may_not), yes, cells.choose(may_be, both, no))
    return cell


def reworded(cell: Cell, meaning: Mapping[str, Hashable]) -> Cell:
    """A cell of words as one of what these words mean."""
    cell = _surely_first(cell)
    match cell:
        case cells.Literal(str() as word):
            return Thing(meaning.get(word))  # of nothing at all there is no word, and nowhere is that said
        case cells.Choose(arms, otherwise):
            return cells.Choose(
                tuple(cells.Arm(arm.where, reworded(arm.then, meaning)) for arm in arms),
                None if otherwise is None else reworded(otherwise, meaning),
            )
    return cell
