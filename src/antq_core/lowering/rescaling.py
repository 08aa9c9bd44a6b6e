"""Points put upon another scale, where nobody may know which parts apply.

The share is lowest (highest) when of the parts that may apply just those count that bring less (more)
than some bound for each point that they could bring. So it is enough to try the share of each such part
as the bound: what is tried is always something that may be, and the best of it is among what is tried.
"""

from collections.abc import Sequence

import attrs

from antq_core.expressions.tree import Operator
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell
from antq_core.lowering.possibilities import Number, Truth
from antq_core.possible import Interval, Part, Rounding, Truths
from antq_core.possible import rescaled as rescaled_interval


@attrs.frozen
class PartOfRow:
    """Something that counts where it applies: what it brings in a row, out of how much."""

    applies: Truth
    points: Number
    out_of: int


@attrs.frozen
class _Scale:
    """What the points are put upon, how they are rounded, and the least that they can come to there."""

    to: int
    rounding: Rounding
    lowest: int


def rescaled(parts: Sequence[PartOfRow], to: int, rounding: Rounding) -> Number:
    """The points of the parts that apply, out of what they could bring together, upon another scale."""
    counted = [part for part in parts if part.applies.known is not Truths.FALSE]
    span = _span(counted, to, rounding)
    scale = _Scale(to, rounding, span.lo)
    ends = []
    for at_lowest in (True, False):
        tried = [_share(counted, None, scale, at_lowest=at_lowest)]
        for part in counted:
            if part.applies.known is not Truths.TRUE:
                share = _share(counted, part, scale, at_lowest=at_lowest)
                may_bound = cells.every(part.applies.possible, cells.negated(part.applies.sure))
                tried.append(cells.choose(may_bound, share, tried[0]))
        ends.append(cells.least(*tried) if at_lowest else cells.most(*tried))
    return Number(ends[0], ends[1], span)


def _share(parts: Sequence[PartOfRow], bound: PartOfRow | None, scale: _Scale, *, at_lowest: bool) -> Cell:
    """The share that all bring who surely count, and of the others those within the bound."""
    points, out_of = [], []
    for part in parts:
        counts = _counts(part, bound, at_lowest)
        brings = part.points.lo if at_lowest else part.points.hi
        points.append(cells.choose(counts, brings, cells.number(0)))
        out_of.append(cells.choose(counts, cells.number(part.out_of), cells.number(0)))
    return _rounded(cells.scaled(cells.plus(*points), scale.to), cells.plus(*out_of), scale)


def _counts(part: PartOfRow, bound: PartOfRow | None, at_lowest: bool) -> Cell:
    if bound is None or part.applies.known is Truths.TRUE:
        return part.applies.sure
    if part is bound:
        return part.applies.possible
    brings, limit = (part.points.lo, bound.points.lo) if at_lowest else (part.points.hi, bound.points.hi)
    operator = Operator.AT_MOST if at_lowest else Operator.AT_LEAST
    within = cells.holds(cells.scaled(brings, bound.out_of), operator, cells.scaled(limit, part.out_of))
    return cells.some(part.applies.sure, cells.every(part.applies.possible, within))


def _rounded(points: Cell, by: Cell, scale: _Scale) -> Cell:
    """A number by one above 0, as a whole number; lifted meanwhile: quotients know no number below 0."""
    lift = max(0, -scale.lowest) + 1
    lifted = cells.plus(points, cells.scaled(by, lift))
    match scale.rounding:
        case Rounding.DOWN:
            found = cells.quotient(lifted, by)
        case Rounding.UP:
            found = cells.quotient(cells.plus(lifted, cells.minus(by, cells.number(1))), by)
        case Rounding.HALF_UP:
            found = cells.quotient(cells.plus(cells.scaled(lifted, 2), by), cells.scaled(by, 2))
    return cells.plus(found, cells.number(-lift))


def _span(parts: Sequence[PartOfRow], to: int, rounding: Rounding) -> Interval:
    return rescaled_interval(
        (Part(part.applies.known or Truths.EITHER, part.points.range, part.out_of) for part in parts),
        to,
        rounding,
    )
