"""A review as one page: complete in itself, for a screen, a telephone and paper.

It holds no script and refers to nothing outside. Everything on it comes from what may be published of the
review, and every text is escaped. It needs the extra ``review``.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping

import attrs
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from antq_core.domain.windows import Window
from antq_core.messages.catalogue import text
from antq_core.messages.text import Locale, Text
from antq_core.review.breakdown_tables import BreakdownTable, Piece, breakdown_table
from antq_core.review.results import Breakdown, Count, FigureResult, Lack, Review, SectionResult, TableState
from antq_core.review.shown import (
    NO_FIGURE,
    NOTHING,
    WITHHELD,
    as_published,
    change_of,
    grouped,
    in_line,
    legend,
    number_of,
    share_of,
    unclear_of,
)

LONGEST_IN_PLACE = 24
"""A breakdown of more rows stands in the annex, so that sections can be read."""

_WORDS = {
    "title": "review.title",
    "period": "review.period",
    "headlines": "review.headlines",
    "figure": "review.figure",
    "now": "review.now",
    "earlier": "review.earlier",
    "change": "review.change",
    "share": "review.share",
    "number": "review.number",
    "bar": "review.bar-column",
    "no_table": "review.no-such-table",
    "in_annex": "review.in-annex",
    "annex": "review.annex",
    "unread": "review.unread-items",
    "reading": "review.how-to-read",
    "counting": "review.what-counts",
    "behind": "review.what-stands-behind",
    "tables": "review.tables",
    "table": "review.table",
    "rows": "review.rows",
    "rejected": "review.rejected",
    "complete": "review.complete-for",
    "undated": "review.undated",
    "lacks": "review.lacks",
    "column": "review.column",
    "empty": "review.empty-cells",
    "provinces": "review.provinces",
    "sources": "review.sources",
    "source_file": "review.source-file",
    "digest": "review.digest",
    "synthetic": "review.banner-synthetic",
    "exact": "review.banner-exact",
    "no_before": "review.no-before",
}
"""The words of the page that carry no facts."""


def page(review: Review, locale: Locale = "vi") -> str:
    """The page of a review in HTML, in one language with the other beside it.

    What the review withholds is not on it, in whatever form.
    """
    shown = _Page(as_published(review), locale)
    other: Locale = "en" if locale == "vi" else "vi"
    words = {name: text(code) for name, code in _WORDS.items()}
    return _template().render(page=shown, review=shown.review, locale=locale, other=other, word=words)


@functools.cache
def _template() -> Template:
    # autoescape=True is of every template, whatever the ending of its name.
    environment = Environment(
        loader=PackageLoader("antq_core.review", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("review.html.j2")


@attrs.frozen
class _Number:
    """A number on the page: what is sure, and beside it what is unclear."""

    sure: str
    unclear: str = ""

    @property
    def withheld(self) -> bool:
        return self.sure == WITHHELD


@attrs.frozen(kw_only=True)
class _Headline:
    """The line of a figure in the first table; `note` is the number of the words that say what counts."""

    label: Text
    note: int
    recorded: bool
    now: _Number
    before: _Number
    change: str
    share: str
    share_of: Text | None


@attrs.frozen(kw_only=True)
class _Line:
    """A row of a breakdown; `told` says in words what its bar shows, None where there is no bar."""

    label: Text
    numbers: tuple[_Number, ...]
    pieces: tuple[Piece, ...] | None
    told: str


@attrs.frozen(kw_only=True)
class _Table:
    """A breakdown on the page."""

    of: Text
    by: Text
    first: Text
    columns: tuple[Text, ...]
    lines: tuple[_Line, ...]
    longest: str

    @property
    def long(self) -> bool:
        return len(self.lines) > LONGEST_IN_PLACE


@attrs.frozen(kw_only=True)
class _Part:
    """A figure with its breakdowns."""

    headline: _Headline
    tables: tuple[_Table, ...]


@attrs.frozen
class _Page:
    """What the template asks for."""

    review: Review
    locale: Locale

    @property
    def days(self) -> Text:
        return _days(self.review.period, "review.days")

    @property
    def days_before(self) -> Text:
        return _days(self.review.before, "review.days-short")

    @property
    def citation(self) -> Text:
        return self.review.template.citation.label

    @property
    def made_on(self) -> Text | None:
        made = self.review.made_on
        return None if made is None else text("review.made-on", day=made)

    @property
    def has_before(self) -> bool:
        return any(each.before is not None for each in self.review.figures)

    @functools.cached_property
    def countings(self) -> Mapping[Text, int]:
        """The words that say what figures count, each with its number."""
        countings = dict.fromkeys(each.figure.counting for each in self.review.figures)
        return {each: number for number, each in enumerate(countings, start=1)}

    def counted_so(self, counting: Text) -> list[str]:
        """The codes of the figures that count in this way, by which their records can be listed."""
        return [each.figure.code for each in self.review.figures if each.figure.counting == counting]

    def headlines(self, section: SectionResult) -> Iterator[_Headline]:
        yield from map(self._headline, section.figures)

    def parts(self, section: SectionResult) -> Iterator[_Part]:
        for each in section.figures:
            tables = tuple(self._table(each, one) for one in each.breakdowns if _says_more(one, each))
            if tables:
                yield _Part(headline=self._headline(each), tables=tables)

    def annex(self) -> list[_Table]:
        """The breakdowns that are too long for their sections."""
        parts = (part for section in self.review.sections for part in self.parts(section))
        return [table for part in parts for table in part.tables if table.long]

    def legend(self) -> tuple[tuple[str, Text], ...]:
        """The signs that stand on this page, with what each means."""
        return legend(self._all_shown(), self.review.at_least, self.locale)

    def rows(self, state: TableState) -> str:
        if not state.present:
            return NOTHING
        return WITHHELD if state.rows is None else grouped(state.rows, self.locale)

    def rejected(self, state: TableState) -> str:
        return grouped(state.rejected, self.locale)

    def coverage(self, state: TableState) -> Text:
        if not state.present:
            return text("review.no-such-table")
        if state.covers is None:
            return text("review.complete-for-nothing")
        days = _days(state.covers, "review.days-short")
        if state.attested_by is None:
            return days
        return text("review.complete-by", days=days, by=state.attested_by)

    def plain(self, count: Count) -> _Number:
        return _Number(number_of(count, self.locale), unclear_of(count, self.locale))

    def lack_table(self, lack: Lack) -> Text:
        found = (each.label for each in self.review.tables if each.table == lack.table)
        return next(found, Text(vi=lack.table, en=lack.table))

    def _all_shown(self) -> Iterator[str]:
        for section in self.review.sections:
            for each in self.headlines(section):
                yield from (each.now.sure, each.now.unclear, each.change, each.share)
                yield from (each.before.sure, each.before.unclear)
            for part in self.parts(section):
                numbers = (one for table in part.tables for line in table.lines for one in line.numbers)
                yield from (f"{each.sure}{each.unclear}" for each in numbers)
        for state in self.review.tables:
            yield self.plain(state.undated).sure + self.rows(state)
        for lack in self.review.lacks:
            yield self.plain(lack.count).sure + self.plain(lack.among).sure

    def _headline(self, result: FigureResult) -> _Headline:
        locale, before = self.locale, result.before
        labels = {each.figure.code: each.figure.label for each in self.review.figures}
        share = share_of(result, locale)
        return _Headline(
            label=result.figure.label,
            note=self.countings[result.figure.counting],
            recorded=result.recorded,
            now=_number(result.total, locale, is_open=result.open),
            before=_Number(NO_FIGURE)
            if before is None
            else _number(before, locale, is_open=result.open_before),
            change=change_of(result, locale),
            share=share,
            share_of=labels.get(result.figure.share_of or "") if share else None,
        )

    def _table(self, result: FigureResult, breakdown: Breakdown) -> _Table:
        made = breakdown_table(breakdown)
        by = Text(vi=_joined(each.vi for each in made.labels), en=_joined(each.en for each in made.labels))
        return _Table(
            of=result.figure.label,
            by=text("review.by", dimensions=by),
            first=_capital(made.labels[0]),
            columns=tuple(each.label for each in made.columns),
            lines=tuple(self._lines(made)),
            longest=grouped(made.longest, self.locale),
        )

    def _lines(self, table: BreakdownTable) -> Iterator[_Line]:
        for row in table.rows:
            numbers = tuple(
                _Number(NOTHING) if each is None else _number(in_line(each), self.locale)
                for each in row.counts
            )
            names = [each.label.in_locale(self.locale) for each in table.columns]
            told = ", ".join(f"{name}: {number.sure}" for name, number in zip(names, numbers, strict=False))
            yield _Line(
                label=row.category.label,
                numbers=numbers,
                pieces=row.bar,
                told=f"{row.category.label.in_locale(self.locale)}: {told or numbers[0].sure}",
            )


def _number(count: Count, locale: Locale, *, is_open: bool = False) -> _Number:
    return _Number(number_of(count, locale, is_open=is_open), unclear_of(count, locale))


def _says_more(breakdown: Breakdown, result: FigureResult) -> bool:
    """Whether a breakdown has anything to add to its figure, as one into a single part has not."""
    lines = breakdown.lines
    return len(lines) > 1 or any(line.count.surely != result.total.surely for line in lines)


def _days(window: Window, code: str) -> Text:
    return text(code, first=window.first, last=window.last)


def _joined(labels: Iterable[str]) -> str:
    return " × ".join(each[:1].lower() + each[1:] if each[1:2].islower() else each for each in labels)


def _capital(label: Text) -> Text:
    return Text(vi=label.vi[:1].upper() + label.vi[1:], en=label.en[:1].upper() + label.en[1:])
