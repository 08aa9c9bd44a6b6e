"""Steps: the amount of the first arm whose condition holds; the least and the most over all that still may.

Which way the amounts go is never assumed.
"""

from collections.abc import Sequence

from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, Column, Holds
from antq_core.lowering.possibilities import Number, Truth, chosen, hull_of
from antq_core.possible import Truths

Arm = tuple[Truth, Number]

OF_DOUBTS = (cells.Literal, cells.Column, cells.Scaled, cells.Plus, cells.DayNumber, Holds)
OF_DOUBTS_JOINED = (*OF_DOUBTS, cells.All, cells.Any, cells.Negated)


def first_of(arms: Sequence[Arm], otherwise: Number) -> Number:
    """What steps come to."""
    asked = _asked(arms)
    decided = all(amount.range.is_decided for amount in (otherwise, *(amount for _, amount in arms)))
    if asked is not None and decided:
        return _of_one_fact(asked, arms, otherwise)
    found = otherwise
    for condition, amount in reversed(arms):
        found = chosen(condition, amount, found)
    return found


def _of_one_fact(fact: Column, arms: Sequence[Arm], otherwise: Number) -> Number:
    """Steps that ask for one fact alone: known, it decides; not known, each arm is possible."""
    found: Cell = otherwise.lo
    for condition, amount in reversed(arms):
        found = condition.if_sure(amount.lo, found)
    span = hull_of([otherwise, *(amount for _, amount in arms)]).range
    ends = []
    for end in (span.lo, span.hi):
        # Where the fact is null no condition holds, and what is otherwise comes out by itself.
        same = otherwise.range.lo == end
        ends.append(found if same else cells.choose(cells.is_null(fact), cells.number(end), found))
    return Number(ends[0], ends[1], span)


def _asked(arms: Sequence[Arm]) -> Column | None:
    """The one fact that all conditions ask for, each of them open where it is not known; None otherwise."""
    columns: set[Column] = set()
    for condition, _ in arms:
        if condition.known is not None or condition.doubt is None:
            return None
        for cell in condition.doubt.walk():
            if not isinstance(cell, OF_DOUBTS_JOINED):
                return None
            if isinstance(cell, Column):
                columns.add(cell)
    if len(columns) != 1 or any(condition.known is Truths.EITHER for condition, _ in arms):
        return None
    return next(iter(columns))
