"""Which way something went from one version to the next, as far as that is sure."""

import enum

from antq_core.possible import Interval


class Shift(enum.StrEnum):
    """What becomes of a unit, told by its verdict first and by its points where that stays as it was.

    `GAINS`: it meets the standard and surely did not; `LOSES`: it met it and surely does not. `DECIDED` and
    `UNDECIDED` say that the result, or the points or the grade, came to be settled, or open. `OTHERWISE` is
    any other change of verdict. `HIGHER`: points or grade surely rose and neither fell, however the dossier
    turns out; `LOWER` the other way round. `MAY_BE_HIGHER`: what is possible moved up at its ends, and
    perhaps nothing rose; `MAY_BE_LOWER` the other way round. `RESCORED` is any other change of them.
    """

    GAINS = "gains"
    LOSES = "loses"
    DECIDED = "decided"
    UNDECIDED = "undecided"
    OTHERWISE = "otherwise"
    HIGHER = "higher"
    LOWER = "lower"
    MAY_BE_HIGHER = "may_be_higher"
    MAY_BE_LOWER = "may_be_lower"
    RESCORED = "rescored"
    SAME = "same"


UNSURE = {Shift.HIGHER: Shift.MAY_BE_HIGHER, Shift.LOWER: Shift.MAY_BE_LOWER}
"""What is left of a word where it is not sure that nothing went the other way."""


def shift_of(then: Interval, now: Interval) -> Shift:
    """Which way a number went that may be anything of an interval, then and now.

    >>> shift_of(Interval(70, 80), Interval(81, 90)), shift_of(Interval(70, 80), Interval(75, 90))
    (<Shift.HIGHER: 'higher'>, <Shift.MAY_BE_HIGHER: 'may_be_higher'>)
    >>> shift_of(Interval(70, 80), Interval(80, 80))
    <Shift.DECIDED: 'decided'>
    """
    if then == now:
        return Shift.SAME
    if now.lo > then.hi:
        return Shift.HIGHER
    if now.hi < then.lo:
        return Shift.LOWER
    if then.is_decided is not now.is_decided:
        return Shift.DECIDED if now.is_decided else Shift.UNDECIDED
    return ends_of(then, now)


def ends_of(then: Interval, now: Interval) -> Shift:
    """Whether both ends moved up or stayed, or moved down or stayed; nothing sure follows from that."""
    if now.lo >= then.lo and now.hi >= then.hi:
        return Shift.MAY_BE_HIGHER
    if now.lo <= then.lo and now.hi <= then.hi:
        return Shift.MAY_BE_LOWER
    return Shift.RESCORED
