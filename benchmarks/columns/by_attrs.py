"""The contender in plain Python, written by hand: a function for each criterion over an attrs object.

None is what is not known; a condition gives True, False or None. What the ranges decide is decided here too.
"""

from collections.abc import Callable, Sequence
from typing import Any

import attrs
from facts import MOST, NAMES, THRESHOLDS

Row = Any
Truth = bool | None
Ends = tuple[int, int]

RowOfFacts = attrs.make_class("RowOfFacts", NAMES, slots=True, frozen=True)
"""One row, its facts by name."""


def none_of(count: int | None) -> Truth:
    """Whether a count is 0."""
    return None if count is None else count == 0


def both(one: Truth, other: Truth) -> Truth:
    """Whether both hold."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def either(one: Truth, other: Truth) -> Truth:
    """Whether one of them holds."""
    if one is True or other is True:
        return True
    return None if one is None or other is None else False


def share(part: int | None, whole: int | None, parts: int, of: int, nothing: bool) -> Truth:
    """Whether a part is at least a ratio of a whole."""
    if whole == 0:
        return nothing
    if whole is None:
        if part is None:
            return None
        if part * of >= parts * MOST:
            return True
        return None if part > 0 or nothing else False
    return None if part is None else part * of >= parts * whole


def _h03(row: Row) -> Truth:
    return both(row.protests == 0, none_of(row.incidents_serious))


def _h06(row: Row) -> Truth:
    return share(row.units_below_met, row.units_below, 70, 100, False)


def _h07(row: Row) -> Truth:
    return share(row.households_registered, row.households, 90, 100, False)


def _h08(row: Row) -> Truth:
    return share(row.members_trained, row.members, 80, 100, True)


def _h09(row: Row) -> Truth:
    return share(row.complaints_settled, row.complaints, 2, 3, True)


def _h10(row: Row) -> Truth:
    if row.thefts_before is None:
        return True if row.thefts == 0 else None
    return row.thefts <= row.thefts_before


def _h11(row: Row) -> Truth:
    return either(none_of(row.fires), row.fires_injured == 0 and row.first_aid)


def _h12(row: Row) -> Truth:
    if row.has_patrol is False:
        return True
    return True if row.patrols >= row.patrols_planned else None if row.has_patrol is None else False


def _h13(row: Row) -> Truth:
    return None if row.force_rating is None else row.force_rating != "not_completed"


def _h14(row: Row) -> Truth:
    if row.site_kind == "urban" or row.drug_cases <= 5:
        return True
    return None if row.site_kind is None else False


def _h15(row: Row) -> Truth:
    return both(row.drills >= row.drills_planned, None if row.meetings is None else row.meetings >= 4)


HARD: tuple[Callable[[Row], Truth], ...] = (
    lambda row: row.sabotages == 0,
    lambda row: none_of(row.deaths),
    _h03,
    lambda row: row.registered,
    lambda row: row.plan and row.resolution,
    _h06,
    _h07,
    _h08,
    _h09,
    _h10,
    _h11,
    _h12,
    _h13,
    _h14,
    _h15,
)


def _steps(arms: Sequence[tuple[Truth, int]]) -> Ends:
    lo = next((worth for holds, worth in arms if holds), 0)
    return lo, next((worth for holds, worth in arms if holds is not False), 0)


def _s01(row: Row) -> Ends:
    ends = (row.visits + (row.meetings or 0), row.visits + (MOST if row.meetings is None else row.meetings))
    lo, hi = (10_00 if n >= 12 else 7_00 if n >= 8 else 4_00 if n >= 4 else 0 for n in ends)
    return lo, hi


def _s02(row: Row) -> Ends:
    part, whole = row.tips_handled, row.tips
    shares = ((95, 15_00), (80, 10_00), (50, 5_00))
    return _steps([(share(part, whole, parts, 100, True), worth) for parts, worth in shares])


def _s03(row: Row) -> Ends:
    part, whole = row.members_trained, row.members
    shares = ((95, 15_00), (85, 10_00), (50, 5_00))
    return _steps([(share(part, whole, parts, 100, False), worth) for parts, worth in shares])


def _s04(row: Row) -> Ends:
    if row.traffic_cases is None:
        return 0, 20_00
    left = max(20_00 - 4_00 * row.traffic_cases, 0)
    return left, left


def _s05(row: Row) -> Ends:
    return _steps([(either(not row.has_dormitory, row.rules_posted), 10_00)])


def _s06(row: Row) -> Ends:
    off = None if row.has_patrol is None else not row.has_patrol
    return _steps([(either(off, row.patrol_trained), 10_00)])


def _s07(row: Row) -> Ends:
    if row.models_kept is None:
        return min(row.festival, 10_00), 10_00
    kept = min(2_00 * row.models_kept + row.festival, 10_00)
    return kept, kept


def _s08(row: Row) -> Ends:
    before = row.thefts_before
    fewer = (None if row.thefts < MOST else False) if before is None else row.thefts < before
    return _steps([(row.thefts == 0, 10_00), (fewer, 6_00)])


def _s09(row: Row) -> Ends:
    if row.commendations is None:
        return 0, 5_00
    given = min(1_00 * row.commendations, 5_00)
    return given, given


def _s10(row: Row) -> Ends:
    taken = max(-50 * row.reports_late, -5_00)
    return taken, taken


SCORED: tuple[Callable[[Row], Ends], ...] = (_s01, _s02, _s03, _s04, _s05, _s06, _s07, _s08, _s09, _s10)


def decided(row: Row) -> tuple[int, int, int, int, int]:
    """Verdict, points and grades of one row, as small numbers."""
    held = [holds(row) for holds in HARD]
    verdict = 1 if False in held else 2 if None in held else 0
    lo = hi = 0
    for item in SCORED:
        least, most = item(row)
        lo, hi = lo + least, hi + most
    lo, hi = min(max(lo, 0), 100_00), min(max(hi, 0), 100_00)
    few = None if row.traffic_cases is None else row.traffic_cases <= 2
    free = both(few, None if row.fires is None else row.fires <= 1)
    return verdict, lo, hi, _grade(lo, free is True), _grade(hi, free is not False)


def _grade(points: int, free: bool) -> int:
    average, good, best = THRESHOLDS
    if points >= best and free:
        return 3
    return 2 if points >= good else 1 if points >= average else 0
