"""Scores as the law writes them: what rows show, how they add up, and which rubrics make no sense."""

import datetime
from typing import Any

import attrs
import pytest

from antq_core import UNKNOWN, Assessment, Dossier, Stack, Standard, Unit, assess
from antq_core.domain.attributes import Fact, Hundredths, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import StandardError
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import item_points, per_each, points, share, where
from antq_core.findings.finding import GapCode
from antq_core.findings.scores import RowKind, Score
from antq_core.messages.catalogue import sentences
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Interval, Outcomes, Rounding, Truths, Verdict
from antq_core.standards.criteria import Transcription
from antq_core.standards.grading import Grade, Grading, Threshold
from antq_core.standards.rubric import Limit, NotApplicable, Rescaling, Role, ScoredItem
from antq_core.standards.scoring import (
    at_most,
    bonus,
    by_hand,
    deduction,
    flat,
    full_marks,
    group,
    losing,
    stepped,
    untranscribed,
)

MADE_UP = Citation(kind=InstrumentKind.FICTIONAL, number="1/2026")


def words(word: str) -> Text:
    return Text(vi=f"{word} (giả định)", en=word)


class Facts(FactSheet):
    """What a made-up rubric asks of an agency."""

    plan: Fact[bool] = fact(default=UNKNOWN, label=words("plan"))
    has_school: Fact[bool] = fact(default=UNKNOWN, label=words("has a school"))
    school_is_safe: Fact[bool] = fact(default=UNKNOWN, label=words("school is safe"))
    fires: Fact[int] = fact(default=UNKNOWN, label=words("fires"), between=(0, 20))
    late_reports: Fact[int] = fact(default=UNKNOWN, label=words("late reports"), between=(0, 20))
    models: Fact[int] = fact(default=UNKNOWN, label=words("models"), between=(0, 9))
    quality: Fact[Hundredths] = fact(default=UNKNOWN, label=words("quality"), between=(0, 100_00))
    care: Fact[Hundredths] = fact(default=UNKNOWN, label=words("care"), between=(0, 50_00))


def standard(*items: ScoredItem, **facts: Any) -> Standard:
    return Standard(
        **{
            "id": "vn/made-up",
            "scheme": "antt-safety",
            "jurisdiction": "vn",
            "kinds": ("agency",),
            "title": words("made up"),
            "citation": MADE_UP,
            "in_force_from": datetime.date(2020, 1, 1),
            "window": WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
            "decided_on": DayOfYear(11, 20),
            "facts": Facts.facts(),
            "rubric": group("R", words("rubric"), items),
            **facts,
        }
    )


def assessed(made: Standard, **known: Any) -> Assessment:
    unit = Unit(id="u", kind="agency", province="25", commune="00001")
    return assess(Dossier(unit=unit, year=2026, verified=Facts(**known)), Stack(made))


def scored(*items: ScoredItem, **known: Any) -> Score:
    return assessed(standard(*items), **known).score("vn/made-up")


def steps_of(score: Score) -> dict[tuple[str, str], Interval]:
    """What each row brings, by item and kind."""
    return {(row.item, row.kind.value): row.points for row in score.rows}


# --- what is shown ------------------------------------------------------------------------------


def capped() -> tuple[ScoredItem, ...]:
    """A base of 100 and a bonus, together no more than 100, and a deduction after that."""
    base = by_hand("A.1", words("work"), 100_00, score=Facts.quality)
    more = bonus("A.2", words("models"), each=1_00, of=Facts.models, at_most=5_00)
    together = group("A", words("base"), [base, more], limit=at_most(100_00, words("no more than 100")))
    return together, deduction("B", words("fires"), each=2_00, of=Facts.fires, at_most=10_00)


def test_a_limit_is_applied_where_the_law_puts_it_and_shown() -> None:
    score = scored(*capped(), quality=100_00, models=5, fires=5)
    assert score.total == Interval.exactly(90_00)  # min(100 + 5, 100) - 10, and not min(95, 100)
    assert steps_of(score) == {
        ("R", "group"): Interval.exactly(90_00),
        ("A", "group"): Interval.exactly(100_00),
        ("A.1", "item"): Interval.exactly(100_00),
        ("A.2", "item"): Interval.exactly(5_00),
        ("A", "limit"): Interval.exactly(-5_00),
        ("B", "item"): Interval.exactly(-10_00),
    }
    assert score.exact
    told = assessed(standard(*capped()), quality=100_00, models=5, fires=5).explain("vi")
    assert "no more than 100 (giả định): -5" in told
    assert "90/100 điểm" in told


def test_a_limit_of_open_points_is_shown_at_both_ends() -> None:
    score = scored(*capped(), quality=98_00, fires=0)
    limit = next(row for row in score.rows if row.kind is RowKind.LIMIT)
    assert (score.total, limit.points) == (Interval(98_00, 100_00), Interval(-3_00, 0))
    assert (limit.at_lowest, limit.at_highest) == (0, -3_00)


def test_steps_bring_the_least_and_the_most_over_all_arms_still_possible() -> None:
    arms = [(Facts.plan, 10_00), (Facts.fires == 0, 3_00)]
    item = stepped("A", words("steps"), 10_00, arms=arms)
    assert scored(item).total == Interval(0, 10_00)
    assert scored(item, fires=0).total == Interval(3_00, 10_00)
    assert scored(item, plan=True).total == Interval.exactly(10_00)
    assert scored(item, plan=False).total == Interval(0, 3_00)


def test_no_direction_of_steps_is_assumed() -> None:
    arms = [(Facts.plan, 3_00), (Facts.fires == 0, 10_00)]  # the law may list them in any order
    item = stepped("A", words("steps"), 10_00, arms=arms)
    assert scored(item, fires=0).total == Interval(3_00, 10_00)
    assert scored(item, plan=True).total == Interval.exactly(3_00)


def test_points_are_lost_one_by_one_and_never_below_nought() -> None:
    item = losing("A", words("fires"), 20_00, each=5_00, of=Facts.fires)
    found = [scored(item, fires=fires).total.lo for fires in (0, 1, 4, 5)]
    assert found == [20_00, 15_00, 0, 0]


def test_a_bonus_is_no_part_of_what_can_be_reached() -> None:
    base = flat("A", words("plan"), 10_00, when=Facts.plan)
    score = scored(
        base, bonus("B", words("models"), each=1_00, of=Facts.models, at_most=5_00), plan=True, models=9
    )
    assert (score.most, score.total) == (10_00, Interval.exactly(15_00))


def test_what_nobody_has_read_brings_anything() -> None:
    score = scored(
        flat("A", words("plan"), 10_00, when=Facts.plan), untranscribed("B", words("rest"), 5_00), plan=True
    )
    assert score.total == Interval(10_00, 15_00)
    assert score.row("B").transcription is Transcription.UNTRANSCRIBED
    assert score.row("R").transcription is Transcription.PARTIAL
    assert [gap.code for gap in score.row("B").gaps] == [GapCode.UNTRANSCRIBED]
    assert score.narrowing == ()  # nobody can find it out


def school(way: NotApplicable, **facts: Any) -> ScoredItem:
    return flat(
        "A.2",
        words("school"),
        50_00,
        when=Facts.school_is_safe,
        applies_where=Facts.has_school,
        not_applicable=way,
        **facts,
    )


@pytest.mark.parametrize(
    ("way", "total"),
    [(NotApplicable.FULL, 70_00), (NotApplicable.NOTHING, 20_00), (NotApplicable.LEFT_OUT, 40_00)],
)
def test_what_does_not_apply_brings_all_nothing_or_is_left_out(way: NotApplicable, total: int) -> None:
    work = by_hand("A.1", words("work"), 50_00, score=Facts.care)
    rescaling = Rescaling(text=words("rescaled"), rounding=Rounding.HALF_UP)
    scales = {"rescaling": rescaling} if way is NotApplicable.LEFT_OUT else {}
    half = group("A", words("all"), [work, school(way)], limit=at_most(100_00, words("limit")), **scales)
    work_half = {"care": 20_00, "has_school": False}
    assert scored(half, **work_half).total == Interval.exactly(total)


def test_a_left_out_item_is_looked_for_below_groups_that_only_add_up() -> None:
    work = by_hand("A.1.1", words("work"), 50_00, score=Facts.care)
    inner = group("A.1", words("inner"), [work, school(NotApplicable.LEFT_OUT)])
    rescaling = Rescaling(text=words("rescaled"), rounding=Rounding.DOWN)
    outer = group("A", words("outer"), [inner], rescaling=rescaling)
    score = scored(outer, care=20_00, has_school=False)
    assert steps_of(score)[("A", "rescaling")] == Interval.exactly(20_00)
    assert score.total == Interval.exactly(40_00)
    is_open = scored(outer, care=20_00, school_is_safe=False)
    assert is_open.total == Interval(20_00, 40_00)
    assert [gap.name for row in is_open.rows for gap in row.gaps] == ["has_school"]


def maybe_of_fifty(rounding: Rounding) -> ScoredItem:
    """40 points by hand, and 10 that may be left out, put upon a scale of 50."""
    work = by_hand("A.1", words("work"), 40_00, score=Facts.quality)
    maybe = flat(
        "A.2",
        words("school"),
        10_00,
        when=Facts.school_is_safe,
        applies_where=Facts.has_school,
        not_applicable=NotApplicable.LEFT_OUT,
    )
    work = attrs.evolve(work, limit=at_most(40_00, words("no more than 40")))
    return group(
        "A", words("all"), [work, maybe], rescaling=Rescaling(text=words("scale"), rounding=rounding)
    )


@pytest.mark.parametrize("rounding", Rounding)
def test_a_rescaling_is_never_shown_to_bring_more_than_it_can(rounding: Rounding) -> None:
    """Of 40 points out of 40 it makes 50, so it brings 10; of 50 out of 50 it makes no more."""
    row = steps_of(scored(maybe_of_fifty(rounding)))[("A", "rescaling")]
    assert row == Interval(0, 10_00)


def test_what_is_left_out_of_the_scale_is_no_points_lost() -> None:
    assessment = assessed(standard(maybe_of_fifty(Rounding.DOWN)), quality=40_00, has_school=False)
    score = assessment.score("vn/made-up")
    assert score.total == Interval.exactly(50_00)
    assert [row.item for row in score.rows if row.left_out] == ["A.2"]
    assert "A.2 school: – (left out of the scale)" in assessment.explain("en")
    assert not any(row.left_out for row in scored(maybe_of_fifty(Rounding.DOWN), quality=40_00).rows)


def test_a_group_that_may_not_be_asked_for_leaves_its_rows_open() -> None:
    """A row shows what it may bring in the end: nothing, where its group turns out not to apply."""
    work = by_hand("A.1", words("work"), 50_00, score=Facts.care)
    for way, most in ((NotApplicable.NOTHING, 0), (NotApplicable.FULL, 50_00)):
        asked = group("A", words("asked"), [work], applies_where=Facts.has_school, not_applicable=way)
        score = scored(asked, care=20_00)
        assert score.row("A.1").points == Interval(0, 20_00)
        assert score.total == Interval(min(20_00, most), max(20_00, most))
        assert [gap.name for gap in score.row("A.1").gaps] == ["has_school"]
        off = scored(asked, care=20_00, has_school=False)
        assert (off.row("A.1").points, off.total) == (Interval.exactly(0), Interval.exactly(most))
        assert off.row("A.1").applies is Truths.FALSE


def test_a_group_inside_one_that_does_not_apply_brings_nothing() -> None:
    work = by_hand("A.1.1", words("work"), 50_00, score=Facts.care)
    full = NotApplicable.FULL
    inner = group("A.1", words("inner"), [work], applies_where=Facts.plan, not_applicable=full)
    nothing = NotApplicable.NOTHING
    outer = group("A", words("outer"), [inner], applies_where=Facts.has_school, not_applicable=nothing)
    score = scored(outer, care=20_00, has_school=False, plan=False)
    assert all(row.points == Interval.exactly(0) for row in score.rows)


def test_a_condition_that_leaves_only_a_step_open_is_named() -> None:
    """All rows are decided, and still the total is not: the condition stands at the step."""
    none = flat("A.1", words("plan"), 50_00, when=Facts.plan)
    asked = group(
        "A", words("all"), [none], applies_where=Facts.has_school, not_applicable=NotApplicable.FULL
    )
    assessment = assessed(standard(asked), plan=False)
    score = assessment.score("vn/made-up")
    assert score.total == Interval(0, 50_00)
    assert score.undecided_items == ("A",)
    assert [each.gap.name for each in score.narrowing] == ["has_school"]
    assert [each.gap.name for each in assessment.missing] == ["has_school"]


def test_what_is_worth_finding_out_comes_by_the_points_that_wait_for_it() -> None:
    score = scored(
        flat("A", words("plan"), 10_00, when=Facts.plan),
        flat("B", words("both"), 20_00, when=Facts.plan & (Facts.fires == 0)),
        flat("C", words("fires"), 15_00, when=Facts.fires <= 2),
    )
    found = [(each.gap.name, each.decides, each.touches, each.items) for each in score.narrowing]
    assert found == [("fires", 15_00, 35_00, ("B", "C")), ("plan", 10_00, 30_00, ("A", "B"))]
    assert score.undecided == 45_00
    assert score.undecided_items == ("A", "B", "C")


def graded(*items: ScoredItem) -> Standard:
    """The same for a province, which gives a grade."""
    passed = Grade(code="good", label=words("good"), threshold=Threshold(points=5_00))
    grading = Grading(grades=(Grade(code="weak", label=words("weak")), passed))
    own = {"id": "vn-25/made-up", "jurisdiction": "vn-25", "window": None, "decided_on": None, "facts": ()}
    return standard(rubric=group("R-25", words("rubric"), items), grading=grading, **own)


def test_what_a_grade_waits_for_comes_before_what_only_points_wait_for() -> None:
    """The narrowing of the score with a grade, in its order, then what the other score waits for."""
    national = standard(
        flat("A", words("plan"), 40_00, when=Facts.plan),
        flat("B", words("fires"), 40_00, when=(Facts.fires == 0) & (Facts.late_reports == 0)),
        flat("C", words("late"), 20_00, when=Facts.late_reports == 0),
    )
    provincial = graded(
        flat("P", words("school"), 2_00, when=Facts.has_school),
        flat("Q", words("models"), 8_00, when=Facts.models >= 1),
    )
    unit = Unit(id="u", kind="agency", province="25", commune="00001")
    assessment = assess(Dossier(unit=unit, year=2026), Stack(national, provincial))
    (own,) = (score for score in assessment.scores if score.standard == provincial.id)
    worth = [each.gap for each in own.narrowing]
    assert [gap.name for gap in worth] == ["models", "has_school"]
    missing = [each.gap for each in assessment.missing]
    assert missing[: len(worth)] == worth
    assert [gap.name for gap in missing[len(worth) :]] == ["plan", "late_reports", "fires"]


def test_what_is_given_for_each_of_a_sum_says_of_which() -> None:
    both, times = Facts.fires + Facts.late_reports, "\N{MULTIPLICATION SIGN}"
    stack = Stack(standard(flat("A", words("plan"), 10_00, when=Facts.plan)))
    assert stack.statement(per_each(2_50, Facts.fires).node).vi == f"2,5 điểm {times} fires (giả định)"
    assert stack.statement(per_each(2_50, both).node).en == f"2.5 points {times} (fires + late reports)"
    assert stack.statement((3 * both).node).en == f"3 {times} (fires + late reports)"


# --- how exact it is ----------------------------------------------------------------------------


def test_points_are_exact_while_each_unknown_pulls_one_way() -> None:
    plan = flat("A", words("plan"), 10_00, when=Facts.plan)
    assert scored(plan, losing("B", words("fires"), 10_00, each=1_00, of=Facts.fires)).exact
    no_plan = flat("B", words("no plan"), 10_00, when=~Facts.plan)
    against = scored(plan, no_plan)
    assert (against.total, against.exact) == (Interval(0, 20_00), False)  # in truth it is 10
    assert against.row("A").exact


# --- full marks ---------------------------------------------------------------------------------


def must_be_full() -> Standard:
    item = stepped("A", words("fires"), 20_00, arms=[(Facts.fires == 0, 20_00), (Facts.fires <= 2, 10_00)])
    required = full_marks(item, "full", words("the fires item must be full"), citation=MADE_UP)
    return standard(item, flat("B", words("plan"), 80_00, when=Facts.plan), criteria=(required,))


def test_an_item_that_must_be_full_is_a_requirement() -> None:
    """As in rubrics by which a unit is recognised only if some items bring all their points."""
    lost = assessed(must_be_full(), fires=1, plan=True)
    assert (lost.verdict, lost.score("vn/made-up").total.lo) == (Verdict.NOT_MET, 90_00)
    assert lost.finding("full").outcomes is Outcomes.NOT_MET
    full = assessed(must_be_full(), fires=0)
    assert (full.verdict, full.score("vn/made-up").total) == (Verdict.MET, Interval(20_00, 100_00))
    unknown = assessed(must_be_full(), plan=True)
    assert unknown.verdict is Verdict.UNDECIDED
    assert [gap.name for gap in unknown.finding("full").gaps] == ["fires"]


def test_an_item_that_does_not_apply_need_not_be_full() -> None:
    item = attrs.evolve(school(NotApplicable.FULL), code="A")
    required = full_marks(item, "full", words("the school item must be full"), citation=MADE_UP)
    made = standard(item, criteria=(required,))
    assert assessed(made, has_school=False).finding("full").outcomes is Outcomes.NOT_APPLICABLE
    assert assessed(made, has_school=True, school_is_safe=False).verdict is Verdict.NOT_MET


# --- what makes no sense ------------------------------------------------------------------------

PLAN = flat("A", words("plan"), 10_00, when=Facts.plan)
REST = Rescaling(text=words("rescaled"), rounding=Rounding.DOWN)


def left_out(code: str) -> ScoredItem:
    return attrs.evolve(school(NotApplicable.LEFT_OUT), code=code)


def leaf(**facts: Any) -> ScoredItem:
    return ScoredItem(**{"code": "A", "text": words("A"), "most": 10_00, **facts})


REFUSED: dict[str, tuple[ScoredItem, str, str]] = {
    "rubric.no-items": (
        leaf(code="R", points=points(10_00)),
        "bảng chấm điểm R không có mục",
        "R has no items",
    ),
    "rubric.group-with-points": (
        leaf(items=(PLAN,), points=points(0), code="G"),
        "nhóm G vừa có mục con vừa có points",
        "the group G has items and points",
    ),
    "rubric.does-not-add-up": (
        group("G", words("G"), [PLAN], most=12_50),
        "ghi 12,5 điểm",
        "says 12.5 points",
    ),
    "rubric.transcription": (leaf(), "mục A: mục chưa có points", "item A: an item without points"),
    "rubric.leaf-rescales": (
        leaf(points=points(1), rescaling=REST),
        "không quy đổi được",
        "nothing to rescale",
    ),
    "rubric.rescales-nothing": (
        group("G", words("G"), [left_out("X")], rescaling=REST),
        "mọi mục đều có thể không áp dụng",
        "every item of it may not apply",
    ),
    "rubric.rescales-no-points": (
        group(
            "G",
            words("G"),
            [
                PLAN,
                group("N", words("N"), [deduction("D", words("D"), each=1_00, of=Facts.fires, at_most=1_00)]),
            ],
            rescaling=REST,
        ),
        "điểm chuẩn lớn hơn 0",
        "most points above 0",
    ),
    "rubric.impossible-points": (untranscribed("A", words("A"), 1_00, least=2_00), "(base)", "(base)"),
    "rubric.limit-of-nothing": (
        untranscribed("A", words("A"), 1_00, limit=at_most(50, words("limit"))),
        "limit không giới hạn gì",
        "its limit bounds nothing",
    ),
    "rubric.undeclared-application": (
        leaf(points=points(1), applies_where=Facts.plan),
        "phải ghi not_applicable",
        "must say not_applicable",
    ),
    "rubric.left-out-of-nothing": (left_out("A"), "không nhóm nào ở trên có rescaling", "no group above it"),
    "rubric.beyond-its-points": (
        by_hand("A", words("A"), 50_00, score=Facts.quality),
        "từ 0 đến 100 điểm, vượt khoảng 0 đến 50",
        "0 to 100 points, beyond its 0 to 50",
    ),
    "tree.empty-clamp": (
        leaf(points=points(1), limit=Limit(text=words("limit"), at_least=5_00, at_most=1_00)),
        "đầu dưới không lớn hơn đầu trên",
        "the lower one no higher",
    ),
}


def test_every_refusal_of_rubrics_is_among_the_cases() -> None:
    codes = {code for code in sentences("en") if code.startswith("rubric.")}
    assert codes == {code for code in REFUSED if code.startswith("rubric.")}


@pytest.mark.parametrize("code", REFUSED)
def test_a_rubric_that_makes_no_sense_is_refused_in_both_languages(code: str) -> None:
    item, vi, en = REFUSED[code]
    with pytest.raises(StandardError) as refused:
        if item.code == "R":
            standard(rubric=item)
        else:
            standard(item)
    problem = next(each for each in refused.value.problems if each.code == code)
    assert "rubric" in problem.path
    assert vi in problem.message("vi")
    assert en in problem.message("en")


def test_the_least_of_a_bonus_is_no_more_than_its_most() -> None:
    for role, least in ((Role.BONUS, 2_00), (Role.BASE, 2_00), (Role.BASE, -1)):
        with pytest.raises(StandardError, match=role.value):
            standard(PLAN, untranscribed("B", words("B"), 1_00, least=least, role=role))


def test_a_limit_that_bounds_nothing_is_refused() -> None:
    with pytest.raises(StandardError, match="clamp"):
        standard(group("G", words("G"), [PLAN], limit=Limit(text=words("limit"))))


def test_everything_that_is_wrong_with_a_rubric_is_told_at_once() -> None:
    wrong = leaf(code="B", applies_where=where(Facts.plan, points(1)), points=Facts.fires)
    with pytest.raises(StandardError) as refused:
        standard(leaf(code="C"), wrong, group("G", words("G"), [PLAN], most=1_00))
    codes = {problem.code for problem in refused.value.problems}
    assert codes == {
        "rubric.transcription", "rubric.undeclared-application", "rubric.does-not-add-up", "tree.wrong-type",
    }  # fmt: skip
    assert all(problem.message(locale) for problem in refused.value.problems for locale in LOCALES)


def test_an_item_that_asks_for_another_is_refused() -> None:
    """Items that asked for each other's points might go round in a circle."""
    with pytest.raises(StandardError, match="A"):
        standard(PLAN, leaf(code="B", points=item_points("A")))


def test_a_share_in_an_item_needs_a_part_and_its_whole() -> None:
    with pytest.raises(StandardError, match="no_more_than"):
        standard(flat("A", words("A"), 1_00, when=share(Facts.fires, Facts.models, Ratio(50), Truths.FALSE)))
