"""Reviews in JSON: what is written is read again, and nothing withheld is in it. All data are made up."""

import datetime
import unicodedata
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antq_core.codec.text import parse, pretty
from antq_core.domain.windows import Window
from antq_core.errors import InputError
from antq_core.messages.text import Text
from antq_core.review.documents import read_review, write_review
from antq_core.review.figures import Figure, RecordSet, Section, Unknown
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
from antq_core.review.templates import DIRECTIVE_07

FROM, TO = datetime.date(2014, 8, 15), datetime.date(2019, 6, 30)
NUMBERS = st.integers(0, 20_000)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Mn"]), max_size=8).map(
    lambda text: unicodedata.normalize("NFC", text)
)
TEXTS = st.builds(Text, vi=WORDS, en=WORDS)
DAYS = st.dates(FROM, TO)
WINDOWS = st.tuples(DAYS, DAYS).map(lambda days: Window(min(days), max(days)))
COUNTS = st.builds(Count, st.none() | NUMBERS, st.none() | NUMBERS)


@st.composite
def breakdowns(draw: st.DrawFn) -> Breakdown:
    dimensions = tuple(draw(st.lists(st.sampled_from(["year", "kind", "commune"]), min_size=1, max_size=2)))
    category = st.builds(Category, code=st.none() | WORDS, label=TEXTS)
    line = st.builds(Line, categories=st.tuples(*[category] * len(dimensions)), count=COUNTS)
    return Breakdown(
        dimensions=dimensions,
        labels=tuple(draw(TEXTS) for _ in dimensions),
        lines=tuple(draw(st.lists(line, max_size=3))),
    )


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    result = st.builds(
        FigureResult,
        figure=st.sampled_from(DIRECTIVE_07.figures),
        total=COUNTS,
        before=st.none() | COUNTS,
        whole=st.none() | COUNTS,
        breakdowns=st.lists(breakdowns(), max_size=2).map(tuple),
        open=st.booleans(),
        open_before=st.booleans(),
        recorded=st.booleans(),
    )
    sections = []
    for number in range(draw(st.integers(0, 2))):
        results = tuple(draw(st.lists(result, max_size=3)))
        section = Section(
            code=f"s{number}",
            title=draw(TEXTS),
            figures=tuple(each.figure for each in results),
            unknown=tuple(draw(st.lists(st.builds(Unknown, code=WORDS, label=TEXTS), max_size=1))),
        )
        sections.append(SectionResult(section=section, figures=results))
    table = st.builds(
        TableState,
        table=st.sampled_from(["tips", "models"]),
        label=TEXTS,
        present=st.booleans(),
        rows=NUMBERS,
        rejected=NUMBERS,
        covers=st.none() | WINDOWS,
        attested_by=st.none() | TEXTS,
        undated=COUNTS,
    )
    lack = st.builds(Lack, table=WORDS, column=WORDS, label=TEXTS, count=COUNTS, among=COUNTS)
    return Review(
        template=attrs.evolve(DIRECTIVE_07, sections=tuple(each.section for each in sections)),
        period=draw(WINDOWS),
        before=draw(WINDOWS),
        province=draw(TEXTS),
        provinces=tuple(draw(st.lists(TEXTS, max_size=2))),
        sections=tuple(sections),
        tables=tuple(draw(st.lists(table, max_size=2))),
        lacks=tuple(draw(st.lists(lack, max_size=2))),
        notes=tuple(draw(st.lists(TEXTS, max_size=2))),
        at_least=draw(st.none() | st.integers(2, 20)),
        synthetic=draw(st.booleans()),
        made_on=draw(st.none() | DAYS),
        sources=draw(st.dictionaries(WORDS, WORDS, max_size=2)),
    )


@settings(max_examples=60)
@given(reviews())
def test_what_is_written_is_read_as_what_was_published(review: Review) -> None:
    written = parse(pretty(write_review(review)))
    assert read_review(written) == as_published(review)
    assert write_review(read_review(written)) == written


@settings(max_examples=60)
@given(reviews())
def test_what_is_published_once_is_published(review: Review) -> None:
    assert as_published(as_published(review)) == as_published(review)


def numbers_of(value: Any) -> Iterator[int]:
    """Every whole number that stands in a document."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from numbers_of(each)
    elif type(value) is int:
        yield value
    assert type(value) is not float


ODD = 987_654_321


@settings(max_examples=60)
@given(reviews())
def test_nothing_beside_a_withheld_number_tells_of_it(review: Review) -> None:
    """Whatever is put where a withheld number would be told, the document stays the same."""
    assert write_review(betrayed(review, Count(None, ODD))) == write_review(betrayed(review, Count(None, 0)))
    assert ODD not in set(numbers_of(write_review(betrayed(review, Count(None, ODD)))))


def betrayed(review: Review, instead: Count) -> Review:
    """A review in which whatever is withheld says something beside it."""

    def changed(value: Any) -> Any:
        if isinstance(value, Count):
            return instead if value.surely is None else value
        if isinstance(value, tuple):
            return tuple(map(changed, value))
        if isinstance(value, SectionResult | FigureResult | Breakdown | Line | TableState | Lack):
            fields = {field.name: changed(getattr(value, field.name)) for field in attrs.fields(type(value))}
            return type(value)(**fields)
        return value

    return attrs.evolve(
        review,
        sections=changed(review.sections),
        tables=changed(review.tables),
        lacks=changed(review.lacks),
    )


@given(part=NUMBERS, whole=st.integers(1, 20_000))
def test_tenths_of_a_percent_are_rounded_half_up(part: int, whole: int) -> None:
    apart = Share(part, whole).tenths - Fraction(1000 * part, whole)
    assert Fraction(-1, 2) < apart <= Fraction(1, 2)


def made(**changed: Any) -> FigureResult:
    figure = Figure(
        code="tips.valuable",
        label=Text(vi="Tin có giá trị", en="Valuable tips"),
        records=RecordSet.TIPS,
        counting=Text(vi="giả định", en="made up"),
        share_of="tips.received",
    )
    line = Line(categories=(Category(code="2015", label=Text(vi="2015", en="2015")),), count=Count(11))
    year = Breakdown(dimensions=("year",), labels=(Text(vi="năm", en="year"),), lines=(line,))
    result = FigureResult(
        figure=figure,
        total=Count(11, 2),
        before=Count(9),
        whole=Count(48),
        breakdowns=(year,),
        open=False,
        open_before=True,
    )
    return attrs.evolve(result, **changed)


def review_of(result: FigureResult) -> Review:
    section = Section(code="tips", title=Text(vi="Tin", en="Tips"), figures=(result.figure,))
    tips = TableState(
        table="tips",
        label=Text(vi="tin báo", en="tip"),
        present=True,
        rows=77,
        rejected=0,
        covers=None,
        attested_by=None,
        undated=Count(0),
    )
    return Review(
        template=attrs.evolve(DIRECTIVE_07, sections=(section,)),
        period=Window(FROM, TO),
        before=Window(FROM, TO),
        province=Text(vi="Tỉnh Mẫu (giả định)", en="Sample Province"),
        provinces=(),
        sections=(SectionResult(section=section, figures=(result,)),),
        tables=(tips,),
        lacks=(),
        notes=(),
        at_least=5,
        synthetic=True,
    )


def written(result: FigureResult) -> Any:
    (section,) = write_review(review_of(result))["sections"]
    (figure,) = section["figures"]
    return figure


def test_a_share_is_two_whole_numbers_and_tenths_of_a_percent() -> None:
    assert written(made())["share"] == {"part": 11, "whole": 48, "tenths_of_percent": 229}
    assert written(made())["change"] == 2
    assert share(made(whole=Count(0))) is None


@pytest.mark.parametrize("withheld", [{"total": Count(None)}, {"whole": Count(None)}])
def test_there_is_no_share_of_or_by_a_withheld_number(withheld: dict[str, Count]) -> None:
    assert "share" not in written(made(**withheld))


@pytest.mark.parametrize("withheld", [{"total": Count(None)}, {"before": Count(None)}])
def test_there_is_no_change_from_or_to_a_withheld_number(withheld: dict[str, Count]) -> None:
    assert "change" not in written(made(**withheld))


def test_of_a_withheld_figure_it_is_not_said_which_groups_there_are() -> None:
    found = written(made(total=Count(None, 3)))
    assert found["total"] == {"withheld": True}
    assert "breakdowns" not in found


@pytest.mark.parametrize("withheld", [{"total": Count(None)}, {"before": Count(None)}])
def test_the_rows_of_a_table_do_not_tell_of_a_withheld_figure(withheld: dict[str, Count]) -> None:
    assert write_review(review_of(made()))["tables"][0]["rows"] == 77
    (table,) = write_review(review_of(made(**withheld)))["tables"]
    assert "rows" not in table
    assert table["rows_withheld"] is True


def test_an_unclear_number_may_be_withheld_alone() -> None:
    assert written(made(total=Count(11, None)))["total"] == {"surely": 11, "unclear_withheld": True}


Change = Callable[[Any], None]


def in_figure(key: str, value: Any) -> Change:
    return lambda document: document["sections"][0]["figures"][0].update({key: value})


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (in_figure("change", 3), "review.not-as-written", "sections[0].figures[0].change"),
        (in_figure("share", None), "review.not-as-written", "sections[0].figures[0].share"),
        (
            in_figure("total", {"withheld": True, "surely": 11}),
            "review.not-as-written",
            "sections[0].figures[0].total.",
        ),
        (in_figure("total", {"surely": 11}), "review.not-as-written", "sections[0].figures[0].total"),
        (in_figure("total", {"surely": -1}), "review.below-nought", "sections[0].figures[0].total.surely"),
        (in_figure("total", {"surely": "11"}), "json.wrong-type", "sections[0].figures[0].total.surely"),
        (in_figure("open", 1), "json.wrong-type", "sections[0].figures[0].open"),
        (lambda it: it.update(exact=True), "review.not-as-written", "exact"),
        (lambda it: it.update(at_least=0), "review.not-as-written", "at_least"),
        (lambda it: it.update(format=2), "json.format", "format"),
        (lambda it: it.update(extra=1), "json.unknown-key", ""),
        (lambda it: it.pop("period"), "json.missing-key", "period"),
        (
            lambda it: it["tables"][0].update(rows_withheld=True),
            "review.not-as-written",
            "tables[0].rows_withheld",
        ),
    ],
)
def test_what_no_review_is_written_as_is_refused(change: Change, code: str, place: str) -> None:
    document = write_review(review_of(made()))
    assert read_review(document) == review_of(made())
    change(document)
    with pytest.raises(InputError) as refused:
        read_review(document)
    (problem, *_) = refused.value.problems
    assert problem.code == code
    assert problem.place.startswith(place)


def test_everything_wrong_is_said_at_once() -> None:
    document = write_review(review_of(made()))
    document["province"] = 1
    document["synthetic"] = "no"
    with pytest.raises(InputError) as refused:
        read_review(document)
    assert {each.place for each in refused.value.problems} == {"province", "synthetic"}
