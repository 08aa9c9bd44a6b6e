"""Stretches of days: the window in which a unit is assessed, and the periods that the law names in it."""

import datetime

import attrs

from antq_core.errors import InputError, Problem, StandardError
from antq_core.expressions.checked import Checked
from antq_core.expressions.tree import Period

YEARS = range(2012, 2100)
"""The years of assessment that are taken; the first national circular is of 2012."""
MOST_YEARS_AWAY = 5


@attrs.frozen
class Window:
    """The days from `first` to `last`, both included. Raises `InputError` when `last` comes first."""

    first: datetime.date
    last: datetime.date

    def __attrs_post_init__(self) -> None:
        if self.first > self.last:
            raise InputError([Problem("window.reversed", (), {"first": self.first, "last": self.last})])

    def __contains__(self, day: datetime.date) -> bool:
        return self.first <= day <= self.last

    def covers(self, other: "Window") -> bool:
        """Whether every day of the other window is a day of this one."""
        return self.first <= other.first and other.last <= self.last


@attrs.frozen
class DayOfYear(Checked):
    """A day and month, in the year of assessment or a number of years away from it.

    29 February is refused: it does not come every year.
    """

    month: int
    day: int
    years_away: int = 0

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if abs(self.years_away) > MOST_YEARS_AWAY:
            raise StandardError([Problem("window.too-far", (), {"years": self.years_away})])
        try:
            self.in_year(2001)
        except (ValueError, OverflowError):
            facts = {"month": self.month, "day": self.day}
            raise StandardError([Problem("window.no-such-day", (), facts)]) from None

    def in_year(self, year: int) -> datetime.date:
        """The day, for one year of assessment."""
        return datetime.date(year + self.years_away, self.month, self.day)


@attrs.frozen
class WindowRule(Checked):
    """How the law sets the window of a year.

    >>> WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)).for_year(2026)
    Window(first=datetime.date(2025, 11, 1), last=datetime.date(2026, 10, 31))
    """

    first: DayOfYear
    last: DayOfYear

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        try:
            self.for_year(2001)
        except InputError as error:
            raise StandardError(error.problems) from None

    def for_year(self, year: int) -> Window:
        """The window of one year of assessment."""
        return Window(self.first.in_year(year), self.last.in_year(year))


def period_of_year(period: Period, year: int, window: Window) -> Window:
    """The days of a period that the law names, for a year of assessment and its window."""
    match period:
        case Period.WINDOW:
            return window
        case Period.FIRST_QUARTER:
            return Window(datetime.date(year, 1, 1), datetime.date(year, 3, 31))
        case Period.DECEMBER_BEFORE:
            return Window(datetime.date(year - 1, 12, 1), datetime.date(year - 1, 12, 31))
