"""The page of a review: whole in itself, escaped, and silent about what is withheld. All data are made up."""

import datetime
import random
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest

from antq_core.domain.windows import Window
from antq_core.messages.text import Locale, Text
from antq_core.movement.tables import TABLES
from antq_core.review.documents import write_review
from antq_core.review.figures import Figure, Section, Unknown
from antq_core.review.page import page
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
from antq_core.review.shown import WITHHELD, grouped
from antq_core.review.templates import DIRECTIVE_07

HOSTILE = "<script>alert('x')</script> \"&amp;\" </title></style>{{ 7*7 }}"
VOID = {"meta", "link", "br", "img", "input", "hr"}


def both(vi: str, en: str | None = None) -> Text:
    return Text(vi=vi, en=en or vi)


def categories(dimension: str, rng: random.Random) -> list[Category]:
    codes = {
        "year": ["2014", "2015", "2016", "2017", "2018", "2019"],
        "commune": [f"99{number:03}" for number in range(250)],
        "valuation": ["not_valuable", "pending", "valuable"],
    }.get(dimension, [f"{dimension.replace('.', '_')}_{letter}" for letter in "abcde"[: rng.randint(2, 5)]])
    named = [Category(code=code, label=both(*names(code))) for code in codes]
    return [*named, Category(code=None, label=both("chưa ghi", "not recorded"))]


def names(code: str) -> tuple[str, str]:
    said = {
        "valuable": ("có giá trị", "valuable"),
        "not_valuable": ("không có giá trị", "not valuable"),
        "pending": ("đang xác minh", "being checked"),
    }
    if code.isdigit():
        return (code, code) if len(code) == 4 else (f"Xã Mẫu {code}", f"Sample commune {code}")
    return said.get(code, (f"Loại giả định {code[-1].upper()} của nhóm", f"Made-up kind {code[-1].upper()}"))


def breakdown(figure: Figure, by: tuple[str, ...], rng: random.Random) -> Breakdown:
    first = categories(by[0], rng)
    second: list[Any] = categories(by[1], rng) if len(by) > 1 else [None]
    lines = []
    for one in first:
        for other in second:
            number = rng.choice([rng.randint(5, 40), rng.randint(100, 2400)])
            count = Count(number)
            if figure.table == "tips" and rng.random() < 0.12:
                count = Count(None)
            if rng.random() < 0.9:
                lines.append(Line(categories=(one, other) if other else (one,), count=count))
    labels = tuple(both(*LABELS.get(each, (f"Phân tổ {each}", f"by {each}"))) for each in by)
    return Breakdown(dimensions=by, labels=labels, lines=tuple(lines))


LABELS = {
    "year": ("năm", "year"),
    "commune": ("xã", "commune"),
    "valuation": ("Giá trị của tin", "Value of the tip"),
    "unit_kind": ("loại đơn vị", "kind of unit"),
}


def result(figure: Figure, rng: random.Random, totals: dict[str, Count]) -> FigureResult:
    total = Count(rng.randint(20, 15_000), rng.choice([0, 0, 23]))
    if figure.share_of in totals:
        total = Count((totals[figure.share_of].surely or 1) * rng.randint(20, 90) // 100)
    withheld = figure.code == "tips.sanctions"
    if withheld:
        total = Count(None, 3)
    totals[figure.code] = total
    return FigureResult(
        figure=figure,
        total=total,
        before=rng.choice([Count(rng.randint(20, 9_000)), Count(None), None]),
        whole=totals.get(figure.share_of or ""),
        breakdowns=tuple(breakdown(figure, by, rng) for by in figure.by),
        open=figure.table in ("models", "activities"),
        open_before=rng.random() < 0.5,
        recorded=figure.table != "agreements",
    )


def made_up(seed: int = 7, **changed: Any) -> Review:
    """A review with everything that a review may have; nothing in it is real."""
    rng = random.Random(seed)  # noqa: S311  # made-up numbers need to be repeatable, not secret
    unread = Unknown(code="x.targets", label=both("chỉ tiêu số của văn bản", "the numeric targets"))
    asked = tuple(
        attrs.evolve(each, unknown=(unread,)) if each.code == "models" else each
        for each in DIRECTIVE_07.sections
    )
    totals: dict[str, Count] = {}
    sections = tuple(
        SectionResult(section=each, figures=tuple(result(one, rng, totals) for one in each.figures))
        for each in asked
    )
    period = Window(datetime.date(2014, 8, 15), datetime.date(2019, 6, 30))
    return attrs.evolve(
        Review(
            template=attrs.evolve(DIRECTIVE_07, sections=asked),
            period=period,
            before=Window(datetime.date(2009, 9, 30), datetime.date(2014, 8, 14)),
            province=both("Tỉnh Mẫu (giả định)", "Sample Province (made up)"),
            provinces=(both("Tỉnh Mẫu (giả định)"), both("Tỉnh Mẫu Cũ (đến 30/06/2025)")),
            sections=sections,
            tables=tuple(
                TableState(
                    table=name,
                    label=kind.label,
                    present=name != "agreements",
                    rows=rng.randint(100, 20_000) if name != "agreements" else 0,
                    rejected=12 if name == "activities" else 0,
                    covers=None if name in ("models", "activities") else period,
                    attested_by=both("Công an tỉnh", "the provincial police") if name == "tips" else None,
                    undated=Count(rng.randint(0, 9)),
                )
                for name, kind in TABLES.items()
            ),
            lacks=(
                Lack(
                    table="tips",
                    column="channel",
                    label=both("Kênh", "Channel"),
                    count=Count(31),
                    among=Count(13_041),
                ),
                Lack(
                    table="tips",
                    column="origin",
                    label=both("Nguồn", "Origin"),
                    count=Count(None),
                    among=Count(13_041),
                ),
            ),
            notes=(both("Ghi chú giả định.", "A made-up note."),),
            at_least=5,
            synthetic=True,
            made_on=datetime.date(2026, 11, 24),
            sources={"tips.csv": "ab" * 32},
        ),
        **changed,
    )


class Parsed(HTMLParser):
    """Every element and attribute of a page, its text, and whether what was opened was closed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def texts_of(value: Any) -> Iterator[Text]:
    """Every text in both languages that stands somewhere in a value."""
    if isinstance(value, Text):
        yield value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)


def with_texts(value: Any, text: Text) -> Any:
    """The same value with another text in the place of each."""
    if isinstance(value, Text):
        return text
    if isinstance(value, tuple):
        return tuple(with_texts(each, text) for each in value)
    if attrs.has(type(value)):
        changed = {
            field.name: with_texts(getattr(value, field.name), text)
            for field in attrs.fields(type(value))
            if field.init
        }
        return type(value)(**changed)
    return value


LOCALES: tuple[Locale, ...] = ("vi", "en")


@pytest.mark.parametrize("locale", LOCALES)
def test_hostile_text_in_every_place_is_shown_and_does_nothing(locale: Locale) -> None:
    hostile = with_texts(made_up(), Text(vi=f"vi {HOSTILE}", en=f"en {HOSTILE}"))
    hostile = attrs.evolve(hostile, sources={HOSTILE: HOSTILE})
    assert len({each.vi for each in texts_of(hostile)}) == 1
    found = Parsed(page(hostile, locale))
    assert found.all("script") == []
    assert len(found.all("style")) == 1
    assert not [name for _, attributes in found.elements for name in attributes if name.startswith("on")]
    shown = "".join(found.text)
    assert f"vi {HOSTILE}" in shown
    assert f"en {HOSTILE}" in shown


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_opened_is_closed_and_nothing_is_fetched(locale: Locale) -> None:
    source = page(made_up(), locale)
    found = Parsed(source)
    assert found.open == []
    for name in ("script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"):
        assert found.all(name) == []
    assert all(str(each["href"]).startswith("#counting-") for each in found.all("a"))
    assert not re.search(r"https?:|//[a-z]|url\(|@import|@font-face", source)
    targets = {attributes["id"] for _, attributes in found.elements if "id" in attributes}
    assert {str(each["href"])[1:] for each in found.all("a")} <= targets


@pytest.mark.parametrize("locale", LOCALES)
def test_each_table_has_a_caption_and_headers_with_scope(locale: Locale) -> None:
    source = page(made_up(), locale)
    found = Parsed(source)
    assert len(found.all("table")) == len(found.all("caption")) > 0
    assert {each.get("scope") for each in found.all("th")} == {"row", "col", "rowgroup"}
    assert len(found.all("svg")) > 0
    for svg in re.findall(r"<svg.*?</svg>", source, flags=re.DOTALL):
        assert 'role="img"' in svg
        assert re.search(r"<title>[^<]+</title>", svg)
        assert not re.search(r'(width|x)="[^"]*[.e][^"]*"', svg)


@pytest.mark.parametrize(("locale", "other"), [("vi", "en"), ("en", "vi")])
def test_each_language_is_named_where_it_stands(locale: Locale, other: str) -> None:
    found = Parsed(page(made_up(), locale))
    assert found.all("html") == [{"lang": locale}]
    assert {each["lang"] for each in found.all("span") if "lang" in each} == {other}
    shown = "".join(found.text)
    assert "Mô hình đang hoạt động" in shown
    assert "Models at work" in shown


def numbers_in(document: Any) -> Iterator[int]:
    """Every count that stands in the document of a review."""
    if isinstance(document, dict):
        for key, value in document.items():
            if key in ("surely", "unclear", "rows") and isinstance(value, int):
                yield value
            elif key == "change":
                yield abs(value)
            elif key != "whole":
                yield from numbers_in(value)
    elif isinstance(document, list):
        for each in document:
            yield from numbers_in(each)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_number_of_the_document_is_on_the_page(locale: Locale) -> None:
    review = made_up()
    review = attrs.evolve(
        review,
        sections=tuple(
            attrs.evolve(each, figures=tuple(one for one in each.figures if one.recorded))
            for each in review.sections
        ),
    )
    shown = re.sub(r"<style>.*?</style>", "", page(review, locale), flags=re.DOTALL)
    present = set(re.findall(r"[0-9][0-9.,]*", shown))
    wanted = {grouped(number, locale) for number in numbers_in(write_review(review)) if number}
    assert len(wanted) > 100
    assert wanted <= {each.rstrip(".,") for each in present}


def test_shares_are_written_as_people_write_them() -> None:
    figures = {each.code: each for each in DIRECTIVE_07.figures}
    total, whole = Count(7_058), Count(13_041)
    tips = Section(code="tips", title=both("Tin"), figures=(figures["tips.valuable"],))
    line = FigureResult(
        figure=figures["tips.valuable"],
        total=total,
        before=Count(7_059),
        whole=whole,
        breakdowns=(),
        open=False,
        open_before=False,
    )
    review = attrs.evolve(
        made_up(),
        template=attrs.evolve(DIRECTIVE_07, sections=(tips,)),
        sections=(SectionResult(section=tips, figures=(line,)),),
    )
    vi, en = page(review), page(review, "en")
    assert "7.058" in vi
    assert "54,1%" in vi
    assert "7,058" in en
    assert "54.1%" in en
    assert "\N{MINUS SIGN}1<" in vi


ODD = 987_654_321


def withholding(change: str) -> Review:
    """A review that withholds one thing, beside numbers that would show if it were derived from."""
    review = made_up()
    hidden = Count(None, ODD)
    figures = review.figures
    one = next(each for each in figures if each.figure.share_of and each.breakdowns and each.recorded)
    changed = {
        "total": attrs.evolve(one, total=hidden, before=Count(ODD), whole=Count(ODD + 1)),
        "before": attrs.evolve(one, before=hidden),
        "whole": attrs.evolve(one, whole=hidden),
        "line": attrs.evolve(one, breakdowns=(with_hidden_line(one.breakdowns[0], hidden),)),
    }[change]
    return attrs.evolve(
        review,
        sections=tuple(
            attrs.evolve(each, figures=tuple(changed if it is one else it for it in each.figures))
            for each in review.sections
        ),
    )


def with_hidden_line(breakdown: Breakdown, hidden: Count) -> Breakdown:
    first, *rest = breakdown.lines
    return attrs.evolve(breakdown, lines=(attrs.evolve(first, count=hidden), *rest))


@pytest.mark.parametrize("change", ["total", "before", "whole", "line"])
def test_what_is_withheld_is_not_on_the_page_in_any_form(change: str) -> None:
    review = withholding(change)
    shown = page(review)
    assert WITHHELD in shown
    allowed = {"total": 1}.get(change, 0)  # the number of the period before is shown, and nothing else
    assert shown.count(grouped(ODD, "vi")) == allowed
    assert str(ODD) not in shown


def test_a_row_with_a_withheld_number_has_no_bar() -> None:
    review = withholding("line")
    source = page(review)
    for svg in re.findall(r"<svg.*?</svg>", source, flags=re.DOTALL):
        if WITHHELD in svg:
            assert re.findall(r'<rect class="([a-z0-9]+)"', svg) == ["hidden"]


def test_the_rows_of_a_table_are_not_told_where_they_would_tell_of_a_withheld_number() -> None:
    review = made_up()
    tips = next(each for each in review.tables if each.table == "tips")
    assert any(each.total.withheld for each in review.figures if each.figure.table == "tips")
    assert f">{grouped(tips.rows, 'vi')}<" not in page(review)


def test_what_kind_of_review_it_is_stands_above_everything() -> None:
    assert "Dữ liệu giả định" in page(made_up(synthetic=True))
    assert "Dữ liệu giả định" not in page(made_up(synthetic=False))
    assert "không che số nhỏ" in page(made_up(at_least=None))
    assert "không che số nhỏ" not in page(made_up())


def test_what_could_not_be_read_and_what_is_not_there_is_said() -> None:
    shown = page(made_up())
    assert "chưa đọc được văn bản" in shown
    assert "chưa có bảng số liệu" in shown
    assert "Xã Mẫu 99249" in shown
    assert "theo xác nhận của Công an tỉnh" in shown
    assert "Tỉnh Mẫu Cũ" in shown


def test_signs_are_explained_where_they_stand_and_only_there() -> None:
    figures = tuple(
        attrs.evolve(each, open=False, open_before=False, total=Count(12), before=Count(11), breakdowns=())
        for each in made_up().sections[0].figures
    )
    plain = attrs.evolve(
        made_up(),
        sections=(attrs.evolve(made_up().sections[0], figures=figures),),
        tables=(),
        lacks=(),
    )
    assert "<dt>≥</dt>" not in page(plain)
    assert f"<dt>{WITHHELD}</dt>" not in page(plain)
    for sign in ("≥", WITHHELD, "+n", "…"):
        assert f"<dt>{sign}</dt>" in page(made_up())
