"""Sheets: what is shown adds up, whatever text they carry they stay tables, and samples say that they are."""

import datetime
import re
from collections.abc import Iterable
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from antq_core import UNKNOWN, Assessment, Basis, Dossier, Stack, Standard, Unit, assess
from antq_core.domain.attributes import Fact, Hundredths, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import Stated
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import InputError, SelectionError
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import all_hold, share
from antq_core.messages.text import Text
from antq_core.possible import Interval, Rounding, Truths
from antq_core.printing.markdown import escaped
from antq_core.printing.sheet import WATERMARK, sheet
from antq_core.standards.criteria import Criterion
from antq_core.standards.grading import Ceiling, Grade, Grading, Quota, QuotaBase, Threshold
from antq_core.standards.rubric import NotApplicable, Rescaling, ScoredItem
from antq_core.standards.scoring import (
    at_most,
    bonus,
    by_hand,
    deduction,
    flat,
    group,
    losing,
    stepped,
    untranscribed,
)
from antq_core.standards.standard import Assumption

LAW = Citation(kind=InstrumentKind.DECISION, number="0/QĐ-0")
FICTION = Citation(kind=InstrumentKind.FICTIONAL, number="1/2026")
TABLES = MarkdownIt("commonmark").enable("table")


def words(text: str) -> Text:
    return Text(vi=text, en=text)


class Facts(FactSheet):
    plan: Fact[bool] = fact(default=UNKNOWN, label=words("plan"))
    school: Fact[bool] = fact(default=UNKNOWN, label=words("school"))
    fires: Fact[int] = fact(default=UNKNOWN, label=words("fires"), between=(0, 9))
    people: Fact[int] = fact(default=UNKNOWN, label=words("people"), between=(1, 50))
    trained: Fact[int] = fact(default=UNKNOWN, label=words("trained"), between=(0, 50), no_more_than="people")
    quality: Fact[Hundredths] = fact(default=UNKNOWN, label=words("quality"), between=(0, 10_00))


def standard(rubric: ScoredItem | None, **parts: object) -> Standard:
    given: dict[str, object] = {
        "id": "vn/printed/1",
        "scheme": "antt-safety",
        "jurisdiction": "vn",
        "kinds": ("agency",),
        "title": words("printed"),
        "citation": LAW,
        "in_force_from": datetime.date(2020, 1, 1),
        "window": WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        "decided_on": DayOfYear(11, 20),
        "facts": Facts.facts(),
        "rubric": rubric,
        **parts,
    }
    return Standard(**given)  # type: ignore[arg-type]


# --- scored standards and dossiers, generated -----------------------------------------------------

HALVES = Rescaling(text=words("put upon the scale"), rounding=Rounding.HALF_UP)


@st.composite
def leaves(draw: st.DrawFn, code: str, rescaled: bool) -> ScoredItem:
    half = draw(st.booleans())
    trained = [
        (share(Facts.trained, Facts.people, Ratio(90), Truths.FALSE), 10_00),
        (share(Facts.trained, Facts.people, Ratio(70), Truths.FALSE), 6_50),
    ]
    ways = [ways for ways in NotApplicable if rescaled or ways is not NotApplicable.LEFT_OUT]
    asked = {"applies_where": Facts.school, "not_applicable": draw(st.sampled_from(ways))} if half else {}
    return draw(
        st.sampled_from(
            [
                flat(code, words(code), 10_00, when=Facts.plan, **asked),
                stepped(code, words(code), 10_00, arms=trained, otherwise=1_25, **asked),
                losing(code, words(code), 10_00, each=2_50, of=Facts.fires, **asked),
                by_hand(code, words(code), 10_00, score=Facts.quality, **asked),
                untranscribed(code, words(code), 7_00),
                bonus(code, words(code), each=1_50, of=Facts.fires, at_most=5_00),
                deduction(code, words(code), each=3_00, of=Facts.fires, at_most=10_00),
            ]
        )
    )


@st.composite
def groups(draw: st.DrawFn, code: str, depth: int) -> ScoredItem:
    rescaled = draw(st.booleans())
    items = [flat(f"{code}.0", words("always"), 5_00, when=Facts.plan)]
    for position in range(1, draw(st.integers(1, 4))):
        of_item = f"{code}.{position}"
        deeper = depth > 0 and draw(st.booleans())
        items.append(draw(groups(of_item, depth - 1) if deeper else leaves(of_item, rescaled)))
    limit = at_most(draw(st.integers(3, 40)) * 1_00, words("no more"), at_least=0)
    asked = {"applies_where": Facts.school, "not_applicable": NotApplicable.FULL}
    return group(
        code,
        words(code),
        items,
        rescaling=HALVES if rescaled else None,
        limit=limit if draw(st.booleans()) else None,
        **(asked if depth < 2 and draw(st.integers(0, 3)) == 0 else {}),
    )


@st.composite
def stated(draw: st.DrawFn) -> FactSheet:
    def maybe(values: st.SearchStrategy[Stated]) -> Stated:
        return draw(st.one_of(st.just(UNKNOWN), values))

    people = draw(st.integers(1, 50))
    return Facts(
        plan=maybe(st.booleans()),
        school=maybe(st.booleans()),
        fires=maybe(st.one_of(st.integers(0, 9), st.just(Interval(1, 4)))),
        people=maybe(st.just(people)),
        trained=maybe(st.integers(0, people)),
        quality=maybe(st.integers(0, 10_00)),
    )


def dossier(claimed: FactSheet | None = None, verified: FactSheet | None = None, **of_unit: str) -> Dossier:
    unit = Unit(**{"id": "u", "kind": "agency", "province": "25", "commune": "00001", **of_unit})
    return Dossier(unit=unit, year=2026, claimed=claimed or Facts(), verified=verified or Facts())


def both(stack: Stack, of: Dossier) -> list[Assessment]:
    return [assess(of, stack, basis=basis) for basis in (Basis.VERIFIED, Basis.CLAIMED)]


# --- a printed table read back --------------------------------------------------------------------


def tables(printed: str) -> list[list[list[str]]]:
    """The tables of a sheet as Markdown has them, row by row, as the text that a reader sees."""
    return [[[cell.lstrip("*") for cell in row] for row in table] for table in _marked_tables(printed)]


def _marked_tables(printed: str) -> list[list[list[str]]]:
    """The same; a cell with bold text begins with a star."""
    found: list[list[list[str]]] = []
    inside = False
    for token in TABLES.parse(printed):
        if token.type in ("table_open", "table_close"):
            inside = token.type == "table_open"
            found += [[]] if inside else []
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and inside:
            parts = token.children or []
            star = "*" if any(part.type == "strong_open" for part in parts) else ""
            found[-1][-1].append(star + "".join(part.content for part in parts))
    return found


def ends(cell: str) -> tuple[Fraction, Fraction] | None:
    """The first and the second number of a cell; one number is both."""
    plain = re.sub(r"\(\d+(–\d+)?\)", "", cell).replace("*", "").replace(",", ".").strip()
    if not plain:
        return None
    low, dash, high = plain.partition(" – ") if " – " in plain else plain.partition("–")
    return Fraction(low), Fraction(high if dash else low)


def sums(printed: str, column: int) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction] | None]:
    """What the rows of a column add up to, and the total that is shown."""
    (_, *rows, total) = _marked_tables(printed)[0]
    found = [ends(row[column]) for row in rows if not row[1].startswith("*")]
    low = sum((each[0] for each in found if each), Fraction())
    high = sum((each[1] for each in found if each), Fraction())
    return (low, high), ends(total[column])


# --- laws -----------------------------------------------------------------------------------------


@given(rubric=groups("R", 2), claimed=stated(), verified=stated())
def test_the_points_shown_add_up_to_the_total_shown(
    rubric: ScoredItem, claimed: FactSheet, verified: FactSheet
) -> None:
    stack = Stack(standard(rubric))
    assessed = both(stack, dossier(claimed, verified))
    printed = sheet(stack, *assessed)
    for column, basis in ((3, Basis.CLAIMED), (4, Basis.VERIFIED)):
        added, shown = sums(printed, column)
        assert added == shown
        (score,) = next(each.scores for each in assessed if each.basis is basis)
        assert shown == (Fraction(score.total.lo, 100), Fraction(score.total.hi, 100))


@given(rubric=groups("R", 2), verified=stated())
def test_an_empty_sheet_and_a_filled_one_have_the_same_rows(rubric: ScoredItem, verified: FactSheet) -> None:
    stack = Stack(standard(rubric))
    empty = [cells[:3] for cells in tables(sheet(stack))[0]]
    filled = [cells[:3] for cells in tables(sheet(stack, assess(dossier(verified=verified), stack)))[0]]
    of_nothing = [cells for cells in filled if "không áp dụng" in cells[1]]
    assert empty == [cells for cells in filled if cells not in of_nothing]


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("|\\`*_<>&[]()#~!$@:/-\n\r\t\u2028\x00\x1b \u202e.w"), st.characters(codec="utf-8")
    ),
    max_size=40,
)


@given(text=HOSTILE, name=HOSTILE)
def test_no_text_breaks_a_table(text: str, name: str) -> None:
    shown = f"x{text}x"  # nothing but spaces is no text
    items = [flat("R.1", words(shown), 10_00, when=Facts.plan)]
    criterion = Criterion(code="C.1", text=words(shown), citation=LAW, holds=Facts.school)
    stack = Stack(standard(group("R", words(shown), items), title=words(shown), criteria=(criterion,)))
    printed = sheet(stack, *both(stack, dossier(name=name)))
    found = tables(printed)
    assert (found[0][1][1][-5:], found[1][1][1][-5:]) == ("(R.1)", "(C.1)")
    # A head, one row and the total; a head and one criterion; the signatures.
    assert [[len(row) for row in table] for table in found] == [[6, 6, 6], [7, 7], [2, 2]]
    html = TABLES.render(printed)
    assert not re.search(r"<(a|img|code|i|script|pre|del)\b", html)
    assert len(printed.splitlines()) == len(printed.split("\n")) - printed.endswith("\n")


@given(text=HOSTILE)
def test_what_is_escaped_is_shown_as_it_was_written(text: str) -> None:
    (inline,) = [token for token in TABLES.parse(f"a {escaped(text)} a") if token.type == "inline"]
    shown = "".join(child.content for child in inline.children or ())
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}
    kept = "".join(each for each in text if not (each.isspace() or not each.isprintable()))
    assert "".join(shown.split())[1:-1].replace("\ufffd", "") == kept.replace("\ufffd", "")


# --- examples -------------------------------------------------------------------------------------

GRADING = Grading(
    grades=(
        Grade(code="weak", label=words("weak")),
        Grade(code="fair", label=words("fair"), threshold=Threshold(points=5_50)),
        Grade(code="good", label=words("good")),
        Grade(code="best", label=words("best"), threshold=Threshold(points=9_00, inclusive=False)),
    ),
    ceilings=(Ceiling(code="c", grade="fair", unless=Facts.fires == 0, text=words("no fires")),),
    quotas=(
        Quota(grade="best", at_most=Ratio(15), bases=(QuotaBase.GRADE_OR_BELOW,), text=words("few are best")),
    ),
)


def small(**parts: object) -> Standard:
    inside = group(
        "A",
        words("part"),
        [
            group("A.1", words("deeper"), [flat("A.1.1", words("leaf"), 4_50, when=Facts.plan)]),
            untranscribed("A.2", words("unread"), 5_50),
        ],
        citation=attrs.evolve(LAW, article="3"),
    )
    return standard(group("R", words("rubric"), [inside]), **parts)


def test_rows_are_numbered_as_official_sheets_number_them() -> None:
    (head, *rows, total) = tables(sheet(Stack(small())))[0]
    assert head[:3] == ["STT", "Nội dung", "Điểm chuẩn"]
    assert [row[0] for row in rows] == ["I", "1", "a", "2"]
    assert [row[2] for row in rows] == ["10", "4,5", "4,5", "5,5"]
    assert total[1:3] == ["Tổng cộng (R)", "10"]


def test_a_rubric_without_parts_begins_with_digits() -> None:
    rubric = group("R", words("r"), [flat("R.1", words("x"), 1_00, when=Facts.plan)])
    assert tables(sheet(Stack(standard(rubric))))[0][1][0] == "1"


def test_what_is_not_transcribed_says_so() -> None:
    printed = sheet(Stack(small()))
    assert "unread (A.2) – *chưa có nội dung*" in printed
    assert "đủ nội dung của 4,5 trên 10 điểm chuẩn" in printed


def test_a_citation_stands_where_it_begins() -> None:
    rows = tables(sheet(Stack(small())))[0]
    assert [row[5] for row in rows[1:5]] == ["Điều 3 Quyết định 0/QĐ-0", "", "", ""]


def test_the_grades_stand_below_with_thresholds_ceilings_and_quotas() -> None:
    printed = sheet(Stack(small(grading=GRADING)), locale="en")
    for line in (
        "- best: more than 9 points",
        "- good: the library does not have its threshold",
        "- fair: 5.5 points and more",
        "- weak: all other cases",
        "- Ceiling, fair at most: no fires",
        "- Quota, best for no more than 15%: few are best",
    ):
        assert line in printed.splitlines()


def test_undecided_points_say_in_a_footnote_what_is_missing() -> None:
    stack = Stack(small())
    printed = sheet(stack, *both(stack, dossier(Facts(plan=True))))
    leaf = next(row for row in tables(printed)[0] if row[0] == "a")
    assert leaf[3:5] == ["4,5", "0–4,5 (1)"]
    assert "- (1) đơn vị đã khai nhưng chưa được thẩm định: plan (plan)" in printed


def test_requirements_have_a_table_of_their_own() -> None:
    criteria = tuple(
        Criterion(code=code, text=words(code), citation=LAW, holds=holds, applies_where=applies)
        for code, holds, applies in (
            ("C.1", Facts.plan, None),
            ("C.2", Facts.fires == 0, None),
            ("C.3", Facts.plan, Facts.school),
            ("C.4", Facts.trained >= 1, None),
        )
    )
    stack = Stack(standard(None, criteria=criteria))
    assert len(tables(sheet(stack))) == 2  # the table of criteria, and the signatures
    of_unit = dossier(Facts(plan=True, fires=0), Facts(plan=True, fires=2, school=False))
    rows = tables(sheet(stack, *both(stack, of_unit)))[0][1:]
    assert [row[2:6] for row in rows] == [
        ["x", "", "x", ""],
        ["x", "", "", "x"],
        ["x/–", "", "–", "–"],
        ["?", "? (1)", "?", "? (1)"],
    ]


def test_a_standard_with_a_fictional_citation_is_marked_at_top_and_bottom() -> None:
    unmarked = small()
    within = attrs.evolve(unmarked, criteria=(Criterion(code="C", text=words("c"), citation=FICTION),))
    applied = attrs.evolve(unmarked, citation=attrs.evolve(LAW, through=FICTION))
    assert WATERMARK not in sheet(Stack(unmarked))
    for marked in (attrs.evolve(unmarked, citation=FICTION), within, applied):
        lines = sheet(Stack(marked)).splitlines()
        assert (lines[0], lines[-1]) == (WATERMARK, WATERMARK)


def test_a_made_up_province_or_unit_marks_the_national_sheet_as_well() -> None:
    provincial = Standard(
        id="vn-25/printed/1",
        scheme="antt-safety",
        jurisdiction="vn-25",
        kinds=("agency",),
        title=words("province"),
        citation=FICTION,
        in_force_from=datetime.date(2020, 1, 1),
        criteria=(Criterion(code="P", text=words("p"), citation=FICTION),),
    )
    national = small()
    stack = Stack(national, provincial)
    assert sheet(stack, assess(dossier(), stack), standard=national.id).startswith(WATERMARK)
    alone = Stack(national)
    assert not sheet(alone, assess(dossier(), alone)).startswith(WATERMARK)
    assert sheet(alone, assess(dossier(province="00"), alone)).startswith(WATERMARK)


def test_of_an_assumption_of_another_standard_is_said_whose_it_is() -> None:
    def assumed(word: str) -> tuple[Assumption, ...]:
        return (Assumption(code=word, text=words(f"assumed by the {word}"), citation=LAW),)

    national = small(assumptions=assumed("country"))
    provincial = Standard(
        id="vn-25/printed/1",
        scheme="antt-safety",
        jurisdiction="vn-25",
        kinds=("agency",),
        title=words("province"),
        citation=LAW,
        in_force_from=datetime.date(2020, 1, 1),
        criteria=(Criterion(code="P", text=words("p"), citation=LAW),),
        assumptions=assumed("province"),
    )
    stack = Stack(national, provincial)
    assessment = assess(dossier(), stack)
    for own, other, word in ((national, provincial, "province"), (provincial, national, "country")):
        shown = sheet(stack, assessment, standard=own.id, locale="en").replace("\\", "")
        assert f"- For {other.id}: assumed by the {word}" in shown
        assert f"For {own.id}" not in shown
        assert shown.count("assumed by the") == 2


def test_the_sheets_of_a_stack_come_one_after_the_other_or_one_alone() -> None:
    stack = Stack(small())
    assert sheet(stack) == sheet(stack, standard="vn/printed/1")
    with pytest.raises(SelectionError, match="vn/printed/2"):
        sheet(stack, standard="vn/printed/2")


def refused(stack: Stack, assessed: Iterable[Assessment]) -> list[str]:
    with pytest.raises(InputError) as caught:
        sheet(stack, *assessed)
    return [problem.code for problem in caught.value.problems]


def test_a_sheet_is_of_one_unit_one_year_and_these_standards() -> None:
    stack, other = Stack(small()), Stack(small(title=words("other")))
    first = assess(dossier(), stack)
    assert refused(stack, [first, assess(dossier(id="v"), stack, basis=Basis.CLAIMED)]) == [
        "sheet.other-unit"
    ]
    assert refused(stack, [first, first]) == ["sheet.basis-twice"]
    assert refused(other, [first]) == ["sheet.other-standards"]


def test_a_condition_joined_of_nothing_prints_as_well() -> None:
    criterion = Criterion(code="C", text=words("c"), citation=LAW, holds=all_hold([Facts.plan]))
    assert "C" in sheet(Stack(standard(None, criteria=(criterion,))), locale="en")
