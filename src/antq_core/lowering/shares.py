"""Shares that are never divided: what is needed for a ratio is held against what there is."""

from antq_core.expressions.tree import Operator, Ratio
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell
from antq_core.lowering.possibilities import Number, Truth
from antq_core.possible import Interval, Truths

NOTHING, ONE = cells.number(0), cells.number(1)


def share(
    part: Number, whole: Number, at_least: Ratio, of_nothing: Truths, *, is_part: bool = False
) -> Truth:
    """Whether a part is at least a ratio of a whole; `of_nothing` is the answer for a whole of 0.

    `is_part` says that the one is declared to be no more than the other. That a part which is not known is
    no more than its whole never helps to decide: a ratio asks for no more than the whole. That a whole is
    no less than its part does in one case: where there is some of the part, the whole is not 0.
    """
    if whole.range.hi <= 0:
        return Truth.of(of_nothing)
    least_something = max(whole.range.lo, 1)
    something = Number(
        cells.most(whole.lo, ONE) if whole.range.lo < 1 else whole.lo,
        whole.hi,
        Interval(least_something, whole.range.hi),
    )
    needed, has = something.scaled(at_least.parts), part.scaled(at_least.of)
    same_in_all = needed.range.at_most(has.range)
    are_plain = part.single is not None and whole.single is not None
    is_told = of_nothing is not Truths.EITHER or whole.range.lo > 0
    if same_in_all is Truths.EITHER and are_plain and is_told:
        return _of_doubts(has, whole, at_least.parts, of_nothing, is_part=is_part)
    return reaching(needed, has, whole, of_nothing)


def reaching(needed: Number, has: Number, whole: Number, of_nothing: Truths) -> Truth:
    """Whether a share is reached: what is needed for the ratio is no more than what there is.

    For a whole of 0 the law has an answer of its own.
    """
    reached = needed.at_most(has)
    if whole.range.lo > 0:
        return reached
    surely_some = cells.holds(whole.lo, Operator.AT_LEAST, ONE)
    surely_none = cells.holds(whole.hi, Operator.AT_MOST, NOTHING)
    if of_nothing is Truths.TRUE:
        sure = cells.some(surely_none, reached.sure)
    else:
        sure = cells.every(surely_some, reached.sure)
    if of_nothing is Truths.FALSE:
        possible = cells.every(cells.negated(surely_none), reached.possible)
    else:
        possible = cells.some(cells.negated(surely_some), reached.possible)
    return Truth(sure, possible)


def _of_doubts(has: Number, whole: Number, parts: int, of_nothing: Truths, *, is_part: bool) -> Truth:
    """A share of two facts, each of which is known or anything in its range: one doubt says it.

    Where one of the two is not known, the other may still decide: each guard says beyond which value.
    """
    needed = whole.scaled(parts)
    part, all_needed, size = has.single, needed.single, whole.single
    assert part is not None
    assert all_needed is not None
    assert size is not None
    some_of_it = cells.holds(size, Operator.MORE, NOTHING) if whole.range.lo <= 0 else cells.TRUE
    can_be = [some_of_it] if of_nothing is Truths.FALSE else []
    if whole.range.lo > 0 or of_nothing is Truths.FALSE:
        can_be.append(_beyond(part, Operator.AT_LEAST, max(whole.range.lo, 1) * parts, has.range))
    can_be.append(_beyond(all_needed, Operator.AT_MOST, has.range.hi, needed.range))
    enough_whatever_there_is = _beyond(all_needed, Operator.AT_MOST, has.range.lo, needed.range)
    must_be = [cells.every(some_of_it, enough_whatever_there_is)]
    enough_of_all = _beyond(part, Operator.AT_LEAST, needed.range.hi, has.range)
    if whole.range.lo > 0 or of_nothing is Truths.TRUE:
        must_be.append(enough_of_all)
    elif is_part:
        must_be.append(cells.every(cells.default(some_of_it, cells.TRUE), enough_of_all))
    if whole.range.lo <= 0 and of_nothing is Truths.TRUE:
        must_be = [cells.negated(some_of_it), enough_whatever_there_is, *must_be[1:]]
    reached = cells.every(cells.holds(all_needed, Operator.AT_MOST, part), *can_be)
    # A guard that nothing is known of does not speak: what surely fails stays failed beside it.
    return Truth.of_doubt(cells.some(reached, *(cells.default(each, cells.FALSE) for each in must_be)))


def _beyond(cell: Cell, operator: Operator, bound: int, declared: Interval) -> Cell:
    """A guard; worked out at once where it comes to the same for every number of the declared."""
    if operator is Operator.AT_LEAST:
        same = declared.lo >= bound, declared.hi < bound
    else:
        same = declared.hi <= bound, declared.lo > bound
    if same[1]:
        return cells.FALSE
    # A guard that always holds says nothing of a number that is known; of one that is not it says no more.
    return cells.TRUE if same[0] else cells.holds(cell, operator, cells.number(bound))
