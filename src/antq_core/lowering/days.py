"""The year, the window and the day of decision of each row, as numbers that are ordered as days are."""

import datetime

import attrs

from antq_core.domain.declarations import ALL_DAYS, Declaration
from antq_core.domain.windows import YEARS, DayOfYear, WindowRule
from antq_core.expressions.tree import Operator, Period
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, Column, DayNumber, Literal
from antq_core.lowering.possibilities import Number, Truth, all_of
from antq_core.possible import Interval

NINE_YEARS = 9


def day_number(day: datetime.date) -> int:
    """A day as a number: 1 November 2026 is 20261101.

    >>> day_number(datetime.date(2026, 11, 1))
    20261101
    """
    return (day.year * 100 + day.month) * 100 + day.day


ANY_DAY = Interval(*(day_number(datetime.date.fromordinal(end)) for end in (ALL_DAYS.lo, ALL_DAYS.hi)))
ANY_YEAR = Interval((YEARS.start - NINE_YEARS) * 10_000, (YEARS.stop + NINE_YEARS) * 10_000)
"""Far enough around every year of assessment for each day that a standard can name."""


@attrs.frozen
class Days:
    """When a row is assessed. `year` and `today` are cells: the same in every row, or columns.

    `today` is None where each row is decided on the day that the standard names.
    """

    year: Cell
    window: WindowRule
    decided_on: DayOfYear
    today_stated: Cell | None = None

    def day(self, of_year: DayOfYear) -> Number:
        """A day of the year of assessment, or of one some years away from it."""
        return self.in_year(of_year.years_away, of_year.month * 100 + of_year.day)

    def in_year(self, years_away: int, month_and_day: int) -> Number:
        """A day given as month and day, in a year some years away from that of assessment."""
        cell = cells.plus(cells.scaled(self.year, 10_000), cells.number(years_away * 10_000 + month_and_day))
        if isinstance(cell, Literal):
            return Number.exactly(int(cell.value))
        return Number.of_known(cell, ANY_YEAR)

    @property
    def first(self) -> Number:
        """The first day of the window."""
        return self.day(self.window.first)

    @property
    def last(self) -> Number:
        """The last day of the window."""
        return self.day(self.window.last)

    @property
    def today(self) -> Number:
        """The day of decision."""
        usual = self.day(self.decided_on)
        if self.today_stated is None:
            return usual
        if isinstance(self.today_stated, Literal):
            return Number.exactly(int(self.today_stated.value))
        return Number.of_known(cells.default(self.today_stated, usual.lo), ANY_DAY)

    @property
    def window_is_over(self) -> Truth:
        """Whether the day of decision lies behind the window."""
        return self.last.less_than(self.today)

    def period(self, period: Period) -> tuple[Number, Number]:
        """The first and the last day of a period that the law names."""
        match period:
            case Period.WINDOW:
                return self.first, self.last
            case Period.FIRST_QUARTER:
                return self.in_year(0, 101), self.in_year(0, 331)
            case Period.DECEMBER_BEFORE:
                return self.in_year(-1, 1201), self.in_year(-1, 1231)

    def stated(self, column: Column | None, declaration: Declaration, years_ago: int = 0) -> Number:
        """A day of a fact or a field; unknown where it is null."""
        if declaration.range is None:
            return Number.within(ANY_DAY) if column is None else Number.of_single(DayNumber(column), ANY_DAY)
        first = self.in_year(declaration.range.lo - years_ago, 101)
        last = self.in_year(declaration.range.hi - years_ago, 1231)
        if column is None:
            return Number(first.lo, last.hi, first.range.hull(last.range))
        if isinstance(self.year, Literal):
            return Number.of_single(DayNumber(column), first.range.hull(last.range))
        stated = DayNumber(column)
        return Number(cells.default(stated, first.lo), cells.default(stated, last.hi), ANY_DAY)


def during(day: Number, first: Number, last: Number) -> Truth:
    """Whether a day lies in a stretch of days."""
    return all_of((first.at_most(day), day.at_most(last)))


def is_on_or_after(day: Number, first: datetime.date) -> Cell:
    """Whether a day that is known is a written one or a later one."""
    return cells.holds(day.lo, Operator.AT_LEAST, cells.number(day_number(first)))
