"""Reviews in JSON, for other programs: codes beside words in both languages, and nothing that is withheld.

A number that is withheld is written as ``{"withheld": true}``. Shares are two whole numbers, and tenths of a
percent that are rounded half up; there are no fractions.
"""

import datetime
from collections.abc import Mapping
from typing import Any

import attrs

from antq_core.codec.converter import FORMAT, refuse_other_format, structure, unstructure
from antq_core.codec.text import Json
from antq_core.disclosure.cubes import LEAST_GROUP
from antq_core.domain.citations import Citation
from antq_core.domain.windows import Window
from antq_core.errors import InputError, Problem
from antq_core.messages.text import Text
from antq_core.review.figures import Figure, Section, Template, Unknown
from antq_core.review.results import (
    Breakdown,
    Category,
    Count,
    FigureResult,
    Lack,
    Line,
    Review,
    SectionResult,
    TableState,
)
from antq_core.review.shown import Share, as_published, share


def write_review(review: Review) -> Json:
    """The JSON value of a review, with what may be published of it."""
    return {"format": FORMAT, **unstructure(_Document.of(as_published(review)))}


def read_review(document: Json) -> Review:
    """A review from its JSON value; it says what the written one published.

    Raises `InputError` for anything that `write_review` would not have written so: a share that is not that
    of its numbers, say, or a number beside the word that it is withheld.
    """
    refuse_other_format(document)
    kept = {key: value for key, value in document.items() if key != "format"}
    review = structure(kept, _Document).review
    if review.at_least is not None and review.at_least < LEAST_GROUP:
        raise InputError([Problem("review.not-as-written", ("at_least",))])
    if (path := _difference(document, write_review(review))) is not None:
        raise InputError([Problem("review.not-as-written", path)])
    return review


@attrs.frozen(kw_only=True)
class _Number:
    """A count as it is written; `unclear_withheld` where only what is unclear is withheld."""

    surely: int | None = None
    unclear: int | None = None
    unclear_withheld: bool = False
    withheld: bool = False

    def __attrs_post_init__(self) -> None:
        below = [name for name in ("surely", "unclear") if (getattr(self, name) or 0) < 0]
        if below:
            raise InputError(Problem("review.below-nought", (name,)) for name in below)

    @classmethod
    def of(cls, count: Count) -> "_Number":
        if count.surely is None:
            return cls(withheld=True)
        return cls(surely=count.surely, unclear=count.unclear, unclear_withheld=count.unclear is None)

    @property
    def count(self) -> Count:
        return Count(self.surely, self.unclear)


@attrs.frozen(kw_only=True)
class _Share:
    part: int
    whole: int
    tenths_of_percent: int

    @classmethod
    def of(cls, share: Share) -> "_Share":
        return cls(part=share.part, whole=share.whole, tenths_of_percent=share.tenths)


@attrs.frozen(kw_only=True)
class _Line:
    categories: tuple[Category, ...]
    count: _Number


@attrs.frozen(kw_only=True)
class _Breakdown:
    dimensions: tuple[str, ...]
    labels: tuple[Text, ...]
    lines: tuple[_Line, ...]

    @classmethod
    def of(cls, breakdown: Breakdown) -> "_Breakdown":
        lines = (_Line(categories=each.categories, count=_Number.of(each.count)) for each in breakdown.lines)
        return cls(dimensions=breakdown.dimensions, labels=breakdown.labels, lines=tuple(lines))

    @property
    def breakdown(self) -> Breakdown:
        lines = (Line(categories=each.categories, count=each.count.count) for each in self.lines)
        return Breakdown(dimensions=self.dimensions, labels=self.labels, lines=tuple(lines))


@attrs.frozen(kw_only=True)
class _Figure:
    """A figure and its result; `change` and `share` follow from the numbers, and stand here for readers."""

    figure: Figure
    recorded: bool
    open: bool
    open_before: bool
    total: _Number
    before: _Number | None = None
    change: int | None = None
    whole: _Number | None = None
    share: _Share | None = None
    breakdowns: tuple[_Breakdown, ...] = ()

    @classmethod
    def of(cls, result: FigureResult) -> "_Figure":
        found = share(result)
        return cls(
            figure=result.figure,
            recorded=result.recorded,
            open=result.open,
            open_before=result.open_before,
            total=_Number.of(result.total),
            before=None if result.before is None else _Number.of(result.before),
            change=result.change,
            whole=None if result.whole is None else _Number.of(result.whole),
            share=None if found is None else _Share.of(found),
            breakdowns=tuple(map(_Breakdown.of, result.breakdowns)),
        )

    @property
    def result(self) -> FigureResult:
        return FigureResult(
            figure=self.figure,
            total=self.total.count,
            before=None if self.before is None else self.before.count,
            whole=None if self.whole is None else self.whole.count,
            breakdowns=tuple(each.breakdown for each in self.breakdowns),
            open=self.open,
            open_before=self.open_before,
            recorded=self.recorded,
        )


@attrs.frozen(kw_only=True)
class _Section:
    code: str
    title: Text
    figures: tuple[_Figure, ...]
    unknown: tuple[Unknown, ...] = ()

    @classmethod
    def of(cls, found: SectionResult) -> "_Section":
        section = found.section
        figures = tuple(map(_Figure.of, found.figures))
        return cls(code=section.code, title=section.title, figures=figures, unknown=section.unknown)

    @property
    def section(self) -> SectionResult:
        section = Section(
            code=self.code,
            title=self.title,
            figures=tuple(each.figure for each in self.figures),
            unknown=self.unknown,
        )
        return SectionResult(section=section, figures=tuple(each.result for each in self.figures))


@attrs.frozen(kw_only=True)
class _Table:
    """The state of a table; without `rows` where it withholds them."""

    table: str
    label: Text
    present: bool
    rows: int | None = None
    rows_withheld: bool = False
    rejected: int
    covers: Window | None
    attested_by: Text | None
    undated: _Number

    @classmethod
    def of(cls, state: TableState) -> "_Table":
        return cls(
            table=state.table,
            label=state.label,
            present=state.present,
            rows=state.rows,
            rows_withheld=state.rows is None,
            rejected=state.rejected,
            covers=state.covers,
            attested_by=state.attested_by,
            undated=_Number.of(state.undated),
        )

    @property
    def state(self) -> TableState:
        return TableState(
            table=self.table,
            label=self.label,
            present=self.present,
            rows=self.rows,
            rejected=self.rejected,
            covers=self.covers,
            attested_by=self.attested_by,
            undated=self.undated.count,
        )


@attrs.frozen(kw_only=True)
class _Lack:
    table: str
    column: str
    label: Text
    count: _Number
    among: _Number

    @classmethod
    def of(cls, lack: Lack) -> "_Lack":
        return cls(
            table=lack.table,
            column=lack.column,
            label=lack.label,
            count=_Number.of(lack.count),
            among=_Number.of(lack.among),
        )

    @property
    def lack(self) -> Lack:
        return Lack(
            table=self.table,
            column=self.column,
            label=self.label,
            count=self.count.count,
            among=self.among.count,
        )


@attrs.frozen(kw_only=True)
class _Instrument:
    """The template without its figures, which stand beside their results."""

    code: str
    title: Text
    citation: Citation


@attrs.frozen(kw_only=True)
class _Document:
    """A review as it is written."""

    template: _Instrument
    province: Text
    provinces: tuple[Text, ...]
    period: Window
    before: Window
    exact: bool
    at_least: int | None = None
    synthetic: bool
    made_on: datetime.date | None = None
    sections: tuple[_Section, ...]
    tables: tuple[_Table, ...]
    lacks: tuple[_Lack, ...]
    notes: tuple[Text, ...]
    sources: Mapping[str, str]

    @classmethod
    def of(cls, review: Review) -> "_Document":
        template = review.template
        return cls(
            template=_Instrument(code=template.code, title=template.title, citation=template.citation),
            province=review.province,
            provinces=review.provinces,
            period=review.period,
            before=review.before,
            exact=review.at_least is None,
            at_least=review.at_least,
            synthetic=review.synthetic,
            made_on=review.made_on,
            sections=tuple(map(_Section.of, review.sections)),
            tables=tuple(map(_Table.of, review.tables)),
            lacks=tuple(map(_Lack.of, review.lacks)),
            notes=review.notes,
            sources=dict(review.sources),
        )

    @property
    def review(self) -> Review:
        sections = tuple(each.section for each in self.sections)
        template = Template(
            code=self.template.code,
            title=self.template.title,
            citation=self.template.citation,
            sections=tuple(each.section for each in sections),
        )
        return Review(
            template=template,
            period=self.period,
            before=self.before,
            province=self.province,
            provinces=self.provinces,
            sections=sections,
            tables=tuple(each.state for each in self.tables),
            lacks=tuple(each.lack for each in self.lacks),
            notes=self.notes,
            at_least=self.at_least,
            synthetic=self.synthetic,
            made_on=self.made_on,
            sources=self.sources,
        )


def _difference(one: Json, other: Json) -> tuple[str | int, ...] | None:
    """The path to the first place where two values differ; None where they do not."""
    if type(one) is not type(other):
        return ()
    steps: list[Any]
    if isinstance(one, dict):
        steps = sorted({*one, *other})
        missing = [step for step in steps if step not in one or step not in other]
    elif isinstance(one, list):
        steps = [*range(max(len(one), len(other)))]
        missing = steps[min(len(one), len(other)) :]
    else:
        return None if one == other else ()
    for step in steps:
        if step in missing:
            return (step,)
        if (path := _difference(one[step], other[step])) is not None:
            return (step, *path)
    return None
