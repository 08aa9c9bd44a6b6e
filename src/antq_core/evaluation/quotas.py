"""The places of a quota, shared out among the units of a cohort by counting, never by comparing two and two.

All that a quota asks of a unit is its `Standing`: the grades and the points that it may have. Units with the
same standing fare alike, so a cohort is how many units there are of each, and two halves of a cohort are
put together by adding their counts.
"""

import bisect
import functools
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from antq_core.errors import InputError, Problem, ReadingError
from antq_core.possible import Interval, Truths
from antq_core.standards.grading import Grading, Quota, QuotaBase, Ties
from antq_core.standards.standard import Standard


@attrs.frozen(cache_hash=True)
class Standing:
    """How a unit stands among the others: the grades it may have, by rank, and its points.

    `is_in` says whether it is one of the cohort. Points that are not known at all are None.
    """

    lowest: int
    highest: int
    points: Interval | None
    is_in: Truths = Truths.TRUE

    def may_be(self, lowest: int, highest: int) -> bool:
        """Whether its grade may lie between two."""
        return self.highest >= lowest and self.lowest <= highest

    def surely_is(self, lowest: int, highest: int) -> bool:
        """Whether it is surely one of the cohort, with a grade between two."""
        return self.is_in is Truths.TRUE and lowest <= self.lowest and self.highest <= highest

    def may_reach(self, points: Interval) -> bool:
        """Whether it may have as many points as another, or more."""
        return self.points is None or self.points.hi >= points.lo


@attrs.frozen(kw_only=True)
class Place:
    """What a quota makes of every unit with one standing; see `QuotaUsed` for what the numbers mean."""

    places: Interval
    ahead: Interval
    beside: int
    has_place: Truths


def graded_by(standard: Standard) -> Grading:
    """The grades of a standard. Raises `InputError` where it gives none."""
    grading = standard.grading
    if grading is None or not grading.has_thresholds:
        raise InputError([Problem("cohort.no-grades", (), {"id": standard.id})])
    return grading


def nothing_known(grading: Grading) -> Standing:
    """The standing of a unit that may have any grade, and that may be none of the cohort."""
    return Standing(0, len(grading.grades) - 1, None, Truths.EITHER)


def best_first(grading: Grading) -> list[Quota]:
    """The quotas in the order in which they are shared out: whoever has no place may have the next grade."""
    return sorted(grading.quotas, key=lambda each: -grading.rank(each.grade))


def bases_of(quota: Quota, readings: Mapping[str, str]) -> tuple[QuotaBase, ...]:
    """What the quota may be a share of; a reading that is settled names the one."""
    chosen = readings.get(quota.reading or "")
    return tuple(base for base in quota.bases if chosen is None or base.value == chosen)


def refuse_unknown_bases(readings: Mapping[str, str], grading: Grading) -> None:
    """Raises `ReadingError` for a reading or an option that no quota has."""
    known = {quota.reading: quota.bases for quota in grading.quotas if quota.reading is not None}
    problems = [
        Problem("reading.unknown", (), {"name": name, "known": ", ".join(known) or "–"})
        for name in readings
        if name not in known
    ]
    problems += [
        Problem(
            "reading.unknown-option", (), {"name": name, "option": option, "known": ", ".join(known[name])}
        )
        for name, option in readings.items()
        if name in known and option not in [base.value for base in known[name]]
    ]
    if problems:
        raise ReadingError(problems)


def shared_out(
    units: Mapping[Standing, int], grading: Grading, *, is_closed: bool, readings: Mapping[str, str]
) -> dict[Standing, Standing]:
    """What all quotas together make of every standing, given how many units of a cohort have each.

    `is_closed` says that somebody attests that these are all. The work grows as sorting the standings does.
    """
    now = {each: each for each in units}
    for quota in best_first(grading):
        counts = Counter[Standing]()
        for first, count in units.items():
            counts[now[first]] += count
        sharing = Sharing(grading, quota, counts, is_closed, bases_of(quota, readings))
        now = {first: sharing.applied(each, sharing.place(each)) for first, each in now.items()}
    return now


@attrs.define(slots=False, eq=False)
class Sharing:
    """One quota, shared out among the units of a cohort, of which so many have each standing."""

    grading: Grading
    quota: Quota
    units: Mapping[Standing, int]
    is_closed: bool
    bases: tuple[QuotaBase, ...]

    @functools.cached_property
    def rank(self) -> int:
        """The rank of the grade that the quota limits."""
        return self.grading.rank(self.quota.grade)

    @functools.cached_property
    def places(self) -> Interval:
        """How many may have the grade: over all that the base may mean, and all who may belong to it."""
        eligible = (self.rank - 1, self.rank)
        least = sum(count for each, count in self.units.items() if each.surely_is(*eligible))
        most = sum(count for each, count in self.units.items() if each.may_be(*eligible))
        found = [_places(self.quota, base, count) for base in self.bases for count in (least, most)]
        return Interval(min(found), max(found))

    def place(self, one: Standing) -> Place | None:
        """What the quota makes of a unit with one of the standings; None where it does not touch it."""
        if one.points is None or not one.may_be(self.rank, self.rank):
            return None
        # The unit itself is among those counted: it may be ahead of itself, and is as good as itself.
        rivals = self._without_points + self._may_have.at_least(one.points.lo) - 1
        beside = rivals - self._without_points - self._may_have_from.above(one.points.hi)
        ahead = self._surely_have.above(one.points.hi)
        out = ahead
        if self.quota.ties is Ties.ALL_OUT:
            is_itself = one.surely_is(self.rank, self.rank) and one.points.is_decided
            out = self._surely_have.at_least(one.points.hi) - is_itself
        if self.is_closed and rivals < self.places.lo:
            has_place = Truths.TRUE
        else:
            has_place = Truths.FALSE if self.is_closed and out >= self.places.hi else Truths.EITHER
        return Place(places=self.places, ahead=Interval(ahead, rivals), beside=beside, has_place=has_place)

    def applied(self, one: Standing, place: Place | None) -> Standing:
        """A standing once the quota is shared out."""
        if place is None or place.has_place is Truths.TRUE:
            return one
        below = self.rank - 1
        is_out = place.has_place is Truths.FALSE and one.highest == self.rank
        return attrs.evolve(one, lowest=min(one.lowest, below), highest=below if is_out else one.highest)

    def rivals(self, one: Standing) -> Callable[[Standing], bool]:
        """Whether a unit with another standing may rank ahead of one with this, or beside it."""
        points = one.points
        return lambda other: (
            other.may_be(self.rank, self.rank) and (points is None or other.may_reach(points))
        )

    @functools.cached_property
    def _without_points(self) -> int:
        return sum(count for each, count in self._may_be() if each.points is None)

    @functools.cached_property
    def _may_have(self) -> "_Tally":
        """The most points of all who may have the grade."""
        return _Tally((each.points.hi, count) for each, count in self._may_be() if each.points is not None)

    @functools.cached_property
    def _may_have_from(self) -> "_Tally":
        """Their fewest points."""
        return _Tally((each.points.lo, count) for each, count in self._may_be() if each.points is not None)

    @functools.cached_property
    def _surely_have(self) -> "_Tally":
        """The fewest points of all who surely have the grade before the quota."""
        sure = [(each, n) for each, n in self.units.items() if each.surely_is(self.rank, self.rank)]
        return _Tally((each.points.lo, count) for each, count in sure if each.points is not None)

    def _may_be(self) -> Iterator[tuple[Standing, int]]:
        return ((each, n) for each, n in self.units.items() if each.may_be(self.rank, self.rank))


class _Tally:
    """How many of some numbers are as great as one; made by one sorting, asked by halving."""

    def __init__(self, numbers: Iterable[tuple[int, int]]) -> None:
        counts = Counter[int]()
        for number, count in numbers:
            counts[number] += count
        self._numbers = sorted(counts)
        upwards = itertools.accumulate((counts[number] for number in self._numbers), initial=0)
        self._below = list(upwards)  # how many are less than each, and at the end how many there are

    def at_least(self, number: int) -> int:
        return self._below[-1] - self._below[bisect.bisect_left(self._numbers, number)]

    def above(self, number: int) -> int:
        return self._below[-1] - self._below[bisect.bisect_right(self._numbers, number)]


def _places(quota: Quota, base: QuotaBase, eligible: int) -> int:
    """How many places there are, where so many units have the grade or the one below before the quota."""
    parts, of = quota.at_most.parts, quota.at_most.of
    if base is QuotaBase.GRADE_BELOW:  # whoever has a place no longer has the grade below
        return parts * eligible // (of + parts)
    return parts * eligible // of
