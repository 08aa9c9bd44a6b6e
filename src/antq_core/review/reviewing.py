"""A review: the figures of a template, counted from a register for a province and a period.

What is published about tips is protected as one: whatever tables, totals and sums a review shows of them
stand in one call of `disclosure.hide`. Everything else that is counted is public by its nature.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence

import attrs
import polars as pl

from antq_core.domain.windows import Window
from antq_core.errors import InputError, Problem
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.movement.tables import TABLES
from antq_core.register.coverage import Coverage, complete_for
from antq_core.register.register import Register
from antq_core.review.counting import Group, counted, groups, total
from antq_core.review.dimensions import Dimensions
from antq_core.review.figures import TABLE_OF, Figure, Section, Template
from antq_core.review.guarding import Guard, guarded
from antq_core.review.lacking import lacks
from antq_core.review.preparing import Prepared, Scope, prepared
from antq_core.review.results import (
    Breakdown,
    Count,
    FigureResult,
    Line,
    Review,
    SectionResult,
    TableState,
)
from antq_core.review.shown import as_published
from antq_core.review.territory import Territory

SMALLEST_SHOWN = 5
"""Unless another number is asked for, groups of fewer tips are not shown."""


def review(
    register: Register,
    period: Window,
    province: str,
    template: Template,
    *,
    at_least: int | None = SMALLEST_SHOWN,
) -> Review:
    """The review of a province, by the code that it has on the last day of the period.

    Args:
        register: The records; those of provinces that were merged into this one count with it.
        period: The days that are reviewed.
        province: The code of the province on `period.last`.
        template: Which figures.
        at_least: Groups of fewer tips are withheld, and as many others as it takes so that none of them can
            be worked out; None shows all numbers as they are, and the review says so.

    Raises:
        ProvinceError: The code means no province on that day.
        DisclosureError: `at_least` is below 2.
    """
    territory = Territory.of(province, period.last)
    now = _Side.of(register, Scope(territory, period), template, at_least)
    earlier = _Side.of(register, Scope(territory, before(period)), template, at_least)
    reviewing = _Reviewing(template, Dimensions(register, territory), now, earlier)
    found = Review(
        template=template,
        period=period,
        before=earlier.scope.period,
        province=territory.label(territory.province),
        provinces=tuple(territory.label(each) for each in territory.parts),
        sections=tuple(map(reviewing.section, template.sections)),
        tables=tuple(_states(register, now)),
        lacks=tuple(lacks(now.sets, template, now.guard)),
        notes=tuple(now.notes()),
        at_least=at_least,
        synthetic=register.synthetic,
    )
    return as_published(found)


def listed(
    register: Register,
    period: Window,
    province: str,
    figure: Figure,
    categories: Mapping[str, str | None] | None = None,
) -> pl.DataFrame:
    """The records that a figure surely counts, or one line of a breakdown of it, as they were prepared.

    The columns `_file` and `_row` say where each stands. Raises as `review` does, and `InputError` for a
    figure whose table the register does not have, or a dimension that its records do not have.
    """
    scope = Scope(Territory.of(province, period.last), period)
    found = prepared(register, scope).get(figure.records)
    if found is None:
        raise InputError([Problem("review.no-table", (), {"table": figure.table})])
    for dimension in categories or {}:
        if dimension not in found.columns:
            known = ", ".join(dict.fromkeys(each for by in figure.by for each in by)) or "–"
            raise InputError([Problem("review.no-dimension", (), {"name": dimension, "known": known})])
    return counted(found, figure, dict(categories or {}))


def before(period: Window) -> Window:
    """The period just before one, with as many days.

    >>> before(Window(datetime.date(2014, 8, 15), datetime.date(2019, 6, 30))).first
    datetime.date(2009, 9, 29)
    """
    last = period.first - datetime.timedelta(days=1)
    return Window(last - (period.last - period.first), last)


@attrs.frozen(eq=False)
class _Side:
    """One of the two periods: its prepared records, and what of them may be shown."""

    register: Register
    scope: Scope
    sets: Prepared
    guard: Guard

    @classmethod
    def of(cls, register: Register, scope: Scope, template: Template, at_least: int | None) -> "_Side":
        sets = prepared(register, scope)
        return cls(register, scope, sets, guarded(sets, template, at_least))

    def total(self, figure: Figure) -> Count:
        """The number of a figure; 0 where there is no table, of which the figure says so itself."""
        records = self.sets.get(figure.records)
        if records is None:
            return Count(0)
        if figure.records in self.guard:
            return self.guard.total(figure)
        return total(records, figure)

    def groups(self, figure: Figure, dimensions: Sequence[str]) -> Sequence[Group]:
        records = self.sets.get(figure.records)
        if records is None:
            return ()
        if figure.records in self.guard:
            return self.guard.groups(figure, dimensions)
        return groups(records, figure, dimensions)

    def is_open(self, table: str) -> bool:
        """Whether there may be more than what stands in a table."""
        coverage = self.coverage(table)
        whole = coverage is not None and coverage.window.covers(self.scope.period)
        return not (whole and self.register.is_whole(table))

    def coverage(self, table: str) -> Coverage | None:
        """For which days a table is said to be complete, of all provinces that the period meets."""
        stated = self.register.coverage.get(table, ())
        return complete_for(stated, self.scope.territory.parts_in(self.scope.period))

    def undated(self, table: str) -> Count:
        """How many records of a table do not say the day that puts them into a period."""
        day = TABLES[table].dated_by
        if table not in self.register.tables or day is None:
            return Count(0)
        guarded = next((each for each in self.guard if TABLE_OF[each] == table), None)
        if guarded is not None:
            return self.guard.undated(guarded)
        return Count(self.register.tables[table][day].null_count())

    def notes(self) -> Iterator[Text]:
        yield from self.guard.notes
        if self.register.synthetic:
            yield text("review.synthetic")


@attrs.frozen(eq=False)
class _Reviewing:
    """Puts the numbers of both periods under the figures that ask for them."""

    template: Template
    dimensions: Dimensions
    now: _Side
    earlier: _Side

    def section(self, section: Section) -> SectionResult:
        return SectionResult(section=section, figures=tuple(map(self.figure, section.figures)))

    def figure(self, figure: Figure) -> FigureResult:
        open_before = self.earlier.is_open(figure.table)
        earlier = self.earlier.total(figure)
        silent = open_before and earlier == Count(0)  # nobody says that there was nothing
        whole = self.template.figure(figure.share_of) if figure.share_of else None
        return FigureResult(
            figure=figure,
            total=self.now.total(figure),
            before=None if silent else earlier,
            whole=self.now.total(whole) if whole else None,
            recorded=figure.records in self.now.sets,
            breakdowns=tuple(self.breakdown(figure, by) for by in figure.by),
            open=self.now.is_open(figure.table),
            open_before=open_before,
        )

    def breakdown(self, figure: Figure, by: tuple[str, ...]) -> Breakdown:
        lines = (
            Line(
                categories=tuple(
                    self.dimensions.category(figure, dimension, code)
                    for dimension, code in zip(by, group.codes, strict=True)
                ),
                count=group.count,
            )
            for group in self.now.groups(figure, by)
        )
        labels = tuple(self.dimensions.label(figure, dimension) for dimension in by)
        return Breakdown(dimensions=by, labels=labels, lines=tuple(lines))


def _states(register: Register, side: _Side) -> Iterator[TableState]:
    for table, kind in TABLES.items():
        coverage = side.coverage(table)
        yield TableState(
            table=table,
            label=kind.label,
            present=table in register.tables,
            rows=register.tables[table].height if table in register.tables else 0,
            rejected=register.rejected.get(table, 0),
            covers=coverage.window if coverage else None,
            attested_by=coverage.attested_label if coverage else None,
            undated=side.undated(table),
        )
