"""The page of a review: whole in itself, escaped, and silent about what is withheld. All data are made up."""

import datetime
import random
from typing import Any

import attrs

from antq_core.domain.windows import Window
from antq_core.messages.text import Text
from antq_core.movement.tables import TABLES
from antq_core.review.figures import Figure, Unknown
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
                    rows=rng.randint(100, 20_000),
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
