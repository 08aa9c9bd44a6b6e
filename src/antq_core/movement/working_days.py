"""Working days in Vietnam: which days are, which are not, and which cannot be told yet.

The days off come from the library `holidays`, class `VN`: the days of the Labour Codes, Tết by the lunar
calendar, compensation for holidays at a weekend, and the days that the Government has moved, with the
Saturdays that are worked in their place.

No such list says whether it is complete, and one that has not heard of a moved day looks as whole as one
that has. So a year is sure only where it stands in `SURE_YEARS`: from the first whose official dispatch the
list names as its source, to the last that was over, with all its announcements made, when the list was read.
The year 2026 is not sure: for Friday, 2 January the Saturday 10 January was worked, by a decision of
25 December 2025, and version 0.108 has not heard of it.

In the other years of `LISTED_YEARS` a day is sure only where no announcement has ever changed such a day:
Saturdays may be worked, and days next to a holiday may be off. Elsewhere nothing is known of any day.
"""

import datetime
import functools
import importlib.metadata
from collections.abc import Callable, Iterable

import attrs
from holidays.countries.vietnam import VN
from holidays.holiday_base import HolidayBase

from antq_core.possible import Truths

SURE_YEARS = range(2018, 2026)
"""Every day of these years is known."""
LISTED_YEARS = range(2013, 2028)
"""Of these years the holidays are known, and days that may have been moved are either."""
SOURCE = f"holidays {importlib.metadata.version('holidays')}, VN"

_DAY = datetime.timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_REACH = 3
"""A moved day off has never been further from a holiday."""
_LONGEST = 120
"""So many days on, at the latest, a working day is looked for."""
_NEW_YEAR = "Tết Nguyên Đán"
_FESTIVAL = range(-3, 9)
"""Days of Tết, counted from the first of the lunar year; which of them are off is announced every year."""
_HEART_OF_FESTIVAL = range(-1, 3)
"""Off under every announcement so far: the eve and the first three days."""


@attrs.frozen
class DueDay:
    """The last day of a time limit: one day, or the earliest and the latest it can be; None is not known."""

    earliest: datetime.date
    latest: datetime.date | None

    @property
    def is_decided(self) -> bool:
        """Whether just one day is left."""
        return self.earliest == self.latest


@attrs.frozen
class Announcement:
    """What the Government has moved in one year, on the word of `source`; it makes the year sure."""

    year: int
    source: str
    off: frozenset[datetime.date] = frozenset()
    worked: frozenset[datetime.date] = frozenset()


@attrs.frozen
class WorkingDays:
    """The working days of the library's list, with what a caller knows of further announcements."""

    announcements: tuple[Announcement, ...] = ()
    sure_years: range = SURE_YEARS

    @property
    def source(self) -> str:
        """Where the days come from, with the version."""
        return "; ".join([SOURCE, *(each.source for each in self.announcements)])

    def is_sure(self, year: int) -> bool:
        """Whether every day of a year is known."""
        return year in self.sure_years or any(each.year == year for each in self.announcements)

    def works(self, day: datetime.date) -> Truths:
        """Whether a day is a working day.

        >>> days = WorkingDays()
        >>> [days.works(datetime.date(2019, 2, day)).name for day in (1, 2, 5, 11)]
        ['TRUE', 'FALSE', 'FALSE', 'TRUE']
        >>> days.works(datetime.date(2026, 1, 2)).name
        'EITHER'
        """
        return _works(self, day)

    def last_of(self, first: datetime.date, count: int) -> DueDay:
        """The last of so many working days, the first of which is `first` or the next one after it.

        >>> WorkingDays().last_of(datetime.date(2019, 2, 1), 3)
        DueDay(earliest=datetime.date(2019, 2, 12), latest=datetime.date(2019, 2, 12))
        """
        earliest = _nth(first, count, lambda day: Truths.TRUE in self.works(day))
        return DueDay(earliest or first, _nth(first, count, lambda day: self.works(day) is Truths.TRUE))


@functools.lru_cache(maxsize=100_000)
def _works(days: WorkingDays, day: datetime.date) -> Truths:
    for announced in days.announcements:
        if announced.year == day.year and day in announced.off | announced.worked:
            return Truths.of(day in announced.worked)
    if days.is_sure(day.year):
        return Truths.of(listed(day.year).is_working_day(day))
    return _estimated(day) if day.year in LISTED_YEARS else Truths.EITHER


def _estimated(day: datetime.date) -> Truths:
    """What no announcement has ever changed, and either for the rest."""
    list_of_year = listed(day.year)
    if day in list_of_year.weekend_workdays:
        return Truths.TRUE
    since_new_year = (day - _new_year(day.year)).days
    if since_new_year in _FESTIVAL and since_new_year not in _HEART_OF_FESTIVAL:
        return Truths.FALSE if day.weekday() == _SUNDAY else Truths.EITHER
    if day in list_of_year or day.weekday() == _SUNDAY:
        return Truths.FALSE
    near = (day + _DAY * step for step in range(-_REACH, _REACH + 1))
    may_move = any(each in listed(each.year) for each in near)
    return Truths.EITHER if may_move or day.weekday() == _SATURDAY else Truths.TRUE


@functools.cache
def listed(year: int) -> HolidayBase:
    """The library's list of one year."""
    # The Saturday worked for a day of December may be one of the next January, and the list of each year
    # has only what was moved from it.
    years = [year - 1, year, year + 1]
    made: HolidayBase = VN(years=years, expand=False, language="vi")  # type: ignore[no-untyped-call]
    return made


@functools.cache
def _new_year(year: int) -> datetime.date:
    of_year = ((day, name) for day, name in listed(year).items() if day.year == year)
    return next(day for day, name in of_year if _NEW_YEAR in name.split("; "))


def _nth(first: datetime.date, count: int, counts: Callable[[datetime.date], bool]) -> datetime.date | None:
    days: Iterable[datetime.date] = (first + _DAY * step for step in range(_LONGEST))
    found = 0
    for day in days:
        found += counts(day)
        if found == count:
            return day
    return None
