"""Truths that are True, False, or None while not known; numbers as the least and the most they can be."""

from collections import Counter
from collections.abc import Iterable, Sequence

Truth = bool | None
Range = tuple[int, int]

MOST_RECORDS = 10_000
"""So many records one list can hold."""


def both(*truths: Truth) -> Truth:
    """Whether all hold."""
    if False in truths:
        return False
    return None if None in truths else True


def either(*truths: Truth) -> Truth:
    """Whether at least one holds."""
    if True in truths:
        return True
    return None if None in truths else False


def opposite(truth: Truth) -> Truth:
    """Whether it does not hold."""
    return None if truth is None else not truth


def agreed(truths: Sequence[Truth]) -> Truth:
    """What all ways of reading the law agree on."""
    return truths[0] if truths.count(truths[0]) == len(truths) else None


def is_none(number: Range) -> Truth:
    """Whether a number is nought."""
    return False if number[0] > 0 else number[1] == 0 or None


def is_some(number: Range) -> Truth:
    """Whether a number is at least one."""
    return opposite(is_none(number))


def during(day: str | None, first: str, last: str) -> Truth:
    """Whether a day lies in a stretch of days."""
    return None if day is None else first <= day <= last


def how_many(truths: Sequence[Truth], closed: bool) -> Range:
    """How many records surely are so, and how many at most."""
    surely = truths.count(True)
    return surely, surely + truths.count(None) if closed else MOST_RECORDS


def share(members: Iterable[tuple[Truth, Truth]], closed: bool, percent: int, nothing: Truth) -> Truth:
    """Whether so many percent of the members have something, from whether each counts and whether it has it.

    `nothing` is the answer when no member counts. On an open list there may be more than the list shows.
    """
    found = Counter(each for each in members if each[0] is not False)
    sure = Counter({has: number for (counts, has), number in found.items() if counts})
    maybe = Counter({has: number for (counts, has), number in found.items() if not counts})
    if not closed:
        # Every place that is left may be taken by a member of which nothing is known.
        maybe = Counter({None: MOST_RECORDS - sure.total()})
    if not sure and not maybe:
        return nothing
    least_yes, most_no = sure[True], sure[False] + sure[None] + maybe[False] + maybe[None]
    most_yes, least_no = sure[True] + sure[None] + maybe[True] + maybe[None], sure[False]
    if not sure:
        # At least one counts, or the answer is that of nothing.
        least_yes, least_no = (0 if most_no else 1), (0 if most_yes else 1)
    reached, missed = _reaches(least_yes, most_no, percent), not _reaches(most_yes, least_no, percent)
    answer = True if reached else False if missed else None
    return answer if sure or answer is nothing else None


def _reaches(yes: int, no: int, percent: int) -> bool:
    return yes * (100 - percent) >= no * percent
