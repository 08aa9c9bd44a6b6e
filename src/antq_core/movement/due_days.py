"""Until which day a limit of days, working days or months runs: a range where something is open."""

import calendar
import datetime
import functools
from collections.abc import Iterable, Iterator

from antq_core.movement.clock_rules import Arm, ClockReadings, FirstDay, LastDayOff, Term, Unit, Way
from antq_core.movement.working_days import DueDay, WorkingDays

_DAY = datetime.timedelta(days=1)


@functools.lru_cache(maxsize=500_000)
def due_day(place: Arm, start: datetime.date, readings: ClockReadings, days: WorkingDays) -> DueDay:
    """The last day of the limit that begins on a day, over every way and reading that is open.

    What begins later never ends earlier.
    """
    return _hull(
        ended
        for way in place.ways
        if way.is_open(readings)
        for first_counts in _first_days(readings)
        for ended in _ends(way, start, first_counts, readings, days)
    )


def _first_days(readings: ClockReadings) -> Iterator[bool]:
    if readings.first_day is not FirstDay.NOT_COUNTED:
        yield True
    if readings.first_day is not FirstDay.COUNTED:
        yield False


def _ends(
    way: Way, start: datetime.date, first_counts: bool, readings: ClockReadings, days: WorkingDays
) -> Iterator[DueDay]:
    if [term.unit for term in way.terms] == [Unit.WORKING_DAYS]:
        yield days.last_of(start if first_counts else start + _DAY, way.terms[0].count)
        return
    end = _last_day(way.terms, start, first_counts=first_counts)
    if readings.last_day_off is not LastDayOff.NEXT_WORKING_DAY:
        yield DueDay(end, end)
    if readings.last_day_off is not LastDayOff.KEPT:
        yield days.last_of(end, 1)


def _last_day(terms: Iterable[Term], start: datetime.date, *, first_counts: bool) -> datetime.date:
    """The day with which the last of some terms ends, each of which begins where the one before ends.

    Where the first day counts, a term ends on the eve of the day that it would end on otherwise. Where a
    month has no such day, it ends with its last day, whichever way is counted.
    """
    day = start
    for term in terms:
        day, is_last_of_month = _after(day, term)
        if first_counts and is_last_of_month:
            day += _DAY
    return day - _DAY if first_counts else day


def _after(day: datetime.date, term: Term) -> tuple[datetime.date, bool]:
    """So many days or months on, and whether it is the last of a month that has no such day."""
    if term.unit is Unit.DAYS:
        return day + term.count * _DAY, False
    years, month = divmod(day.month - 1 + term.count, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return datetime.date(day.year + years, month + 1, min(day.day, last)), day.day > last


def _hull(ends: Iterable[DueDay]) -> DueDay:
    every = [*ends]
    latest = [each.latest for each in every if each.latest is not None]
    return DueDay(min(each.earliest for each in every), max(latest) if len(latest) == len(every) else None)
