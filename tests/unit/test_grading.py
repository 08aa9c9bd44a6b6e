"""Grades as the law gives them: thresholds, what is not transcribed, ceilings, and what makes no sense."""

import datetime
from typing import Any

import pytest

from antq_core import UNKNOWN, Assessment, Dossier, Stack, Standard, Unit, assess
from antq_core.domain.attributes import Fact, Hundredths, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import Option
from antq_core.domain.sheets import FactSheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import StandardError
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import (
    TruthExpression,
    item_points,
    meets_standard,
    points,
    reading_is,
)
from antq_core.findings.finding import GapCode
from antq_core.findings.scores import GradeRange
from antq_core.messages.catalogue import sentences
from antq_core.messages.text import Text
from antq_core.possible import Truths, Verdict
from antq_core.standards.criteria import Criterion
from antq_core.standards.grading import Ceiling, Grade, Grading, Quota, QuotaBase, Threshold
from antq_core.standards.readings import Reading
from antq_core.standards.scoring import by_hand, flat, group

MADE_UP = Citation(kind=InstrumentKind.FICTIONAL, number="1/2026")


def words(word: str) -> Text:
    return Text(vi=f"{word} (giả định)", en=word)


class Facts(FactSheet):
    """What a made-up rubric with grades asks of an agency."""

    work: Fact[Hundredths] = fact(default=UNKNOWN, label=words("work"), between=(0, 90_00))
    plan: Fact[bool] = fact(default=UNKNOWN, label=words("plan"))
    fires: Fact[int] = fact(default=UNKNOWN, label=words("fires"), between=(0, 20))


def grade(code: str, threshold: int | None = None, *, inclusive: bool = True) -> Grade:
    known = None if threshold is None else Threshold(points=threshold, inclusive=inclusive)
    return Grade(code=code, label=words(code), threshold=known)


def ceiling(code: str, most: str, unless: TruthExpression) -> Ceiling:
    return Ceiling(code=code, grade=most, unless=unless.node, text=words(code))


GRADES = (grade("weak"), grade("fair", 50_00), grade("good", 70_00), grade("best", 90_00, inclusive=False))
GRADING = Grading(grades=GRADES)


def standard(grading: Grading | None, **facts: Any) -> Standard:
    items = [
        by_hand("A", words("work"), 90_00, score=Facts.work),
        flat("B", words("plan"), 10_00, when=Facts.plan),
    ]
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
            "grading": grading,
            **facts,
        }
    )


def assessed(made: Standard, **known: Any) -> Assessment:
    unit = Unit(id="u", kind="agency", province="25", commune="00001")
    return assess(Dossier(unit=unit, year=2026, verified=Facts(**known)), Stack(made))


def graded(grading: Grading, **known: Any) -> GradeRange:
    found = assessed(standard(grading), **known).score("vn/made-up").grade
    assert found is not None
    return found


def between(found: GradeRange) -> tuple[str, str]:
    return found.lowest, found.highest


# --- thresholds ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("work", "expected"),
    [(39_99, "weak"), (40_00, "fair"), (59_99, "fair"), (60_00, "good"), (80_00, "good"), (80_01, "best")],
)
def test_a_grade_begins_at_its_threshold_or_just_beyond_it(work: int, expected: str) -> None:
    assert graded(GRADING, work=work, plan=True).grade == expected


def test_open_points_leave_every_grade_between_their_ends() -> None:
    assert between(graded(GRADING, work=60_00)) == ("fair", "good")
    assert between(graded(GRADING)) == ("weak", "best")
    assert graded(GRADING, work=60_00).grade is None


def test_a_threshold_that_is_not_known_lies_between_its_neighbours() -> None:
    grading = Grading(grades=(grade("weak"), grade("fair"), grade("good", 70_00), grade("best")))
    below = graded(grading, work=50_00, plan=False)
    assert between(below) == ("weak", "fair")
    assert [(gap.code, gap.name) for gap in below.gaps] == [(GapCode.THRESHOLD_UNTRANSCRIBED, "fair")]
    assert between(graded(grading, work=70_00, plan=False)) == ("good", "best")


def test_without_any_threshold_there_is_no_grade_and_that_is_said() -> None:
    assessment = assessed(standard(Grading(grades=(grade("weak"), grade("fair")))), work=50_00)
    score = assessment.score("vn/made-up")
    assert score.grade is None
    assert [gap.name for gap in score.grade_gaps] == ["fair"]
    assert "No grade can be given" in assessment.explain("en")


# --- ceilings -----------------------------------------------------------------------------------


def test_a_ceiling_holds_a_grade_down_unless_its_condition_holds() -> None:
    grading = Grading(grades=GRADES, ceilings=(ceiling("no-fire", "good", Facts.fires == 0),))
    known = {"work": 90_00, "plan": True}
    assert graded(grading, **known, fires=0).grade == "best"
    held = graded(grading, **known, fires=1)
    assert (held.grade, [each.binds for each in held.ceilings]) == ("good", [Truths.TRUE])
    is_open = graded(grading, **known)
    assert between(is_open) == ("good", "best")
    assert [gap.name for gap in is_open.ceilings[0].gaps] == ["fires"]


def test_a_ceiling_above_the_grade_is_not_told() -> None:
    grading = Grading(grades=GRADES, ceilings=(ceiling("no-fire", "good", Facts.fires == 0),))
    assert graded(grading, work=50_00, plan=True, fires=9).ceilings == ()


def test_an_open_ceiling_never_raises_the_low_end() -> None:
    grading = Grading(grades=GRADES, ceilings=(ceiling("no-fire", "fair", Facts.fires == 0),))
    assert between(graded(grading, work=20_00)) == ("weak", "weak")
    assert between(graded(grading, plan=True)) == ("weak", "best")


def test_a_ceiling_may_ask_for_the_points_of_an_item() -> None:
    full = item_points("A") == points(90_00)
    grading = Grading(grades=GRADES, ceilings=(ceiling("full", "good", full),))
    assert graded(grading, work=85_00, plan=True).grade == "good"
    assert graded(grading, work=90_00, plan=True).grade == "best"


def test_a_ceiling_may_ask_for_the_verdict_on_the_unit() -> None:
    meets = meets_standard("antt-safety", words("the standard"))
    grading = Grading(grades=GRADES, ceilings=(ceiling("meets", "good", meets),))
    no_fire = Criterion(code="C", text=words("no fire"), citation=MADE_UP, holds=(Facts.fires == 0).node)
    made = standard(grading, criteria=(no_fire,))
    for fires, verdict, expected in ((0, Verdict.MET, "best"), (1, Verdict.NOT_MET, "good")):
        assessment = assessed(made, work=90_00, plan=True, fires=fires)
        found = assessment.score("vn/made-up").grade
        assert found is not None
        assert (assessment.verdict, found.grade) == (verdict, expected)
    found = assessed(made, work=90_00, plan=True).score("vn/made-up").grade
    assert found is not None
    assert between(found) == ("good", "best")


def test_a_ceiling_that_only_a_reading_leaves_open_names_the_reading() -> None:
    options = (Option("strict", words("strict")), Option("mild", words("mild")))
    reading = Reading(name="sense", question=words("which sense"), options=options, citation=MADE_UP)
    mild = reading_is("sense", "mild")
    grading = Grading(grades=GRADES, ceilings=(ceiling("sense", "good", mild),))
    assessment = assessed(standard(grading, readings=(reading,)), work=90_00, plan=True)
    found = assessment.score("vn/made-up").grade
    assert found is not None
    (used,) = found.ceilings
    assert [(gap.code, gap.name) for gap in used.gaps] == [(GapCode.READING_OPEN, "sense")]
    assert "which sense (sense)" in assessment.explain("en")


# --- what makes no sense ------------------------------------------------------------------------


def quota(**facts: Any) -> Quota:
    bases = (QuotaBase.GRADE_BELOW,)
    return Quota(**{"grade": "best", "at_most": Ratio(20), "bases": bases, "text": words("quota"), **facts})


def options_of(name: str, *codes: str) -> Reading:
    options = tuple(Option(code, words(code)) for code in codes)
    return Reading(name=name, question=words(name), options=options, citation=MADE_UP)


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "grading.without-rubric": (
        {"rubric": None, "grading": GRADING},
        "mà không có bảng chấm điểm",
        "without a rubric",
    ),
    "grading.too-few": ({"grading": Grading(grades=GRADES[:1])}, "ít nhất hai loại", "at least two grades"),
    "grading.lowest-has-threshold": (
        {"grading": Grading(grades=GRADES[1:])},
        "loại thấp nhất (fair) không có ngưỡng",
        "the lowest grade (fair) has no threshold",
    ),
    "grading.not-ascending": (
        {"grading": Grading(grades=(*GRADES[:2], grade("good", 50_00)))},
        "ngưỡng của good phải cao hơn ngưỡng của fair",
        "the threshold of good must be above that of fair",
    ),
    "grading.quota-of-lowest": (
        {"grading": Grading(grades=GRADES, quotas=(quota(grade="weak"),))},
        "loại thấp nhất (weak) không thể có hạn mức",
        "the lowest grade (weak) cannot have a quota",
    ),
    "grading.quota-without-base": (
        {"grading": Grading(grades=GRADES, quotas=(quota(bases=()),))},
        "phải ghi tính trên số nào",
        "of what it is a share",
    ),
    "grading.other-bases": (
        {
            "grading": Grading(grades=GRADES, quotas=(quota(reading="base"),)),
            "readings": (options_of("base", "grade_below", "all_units"),),
        },
        "các cách hiểu của base phải đúng là các cách tính",
        "the options of the reading base must be just the bases",
    ),
    "tree.impossible-ratio": (
        {"grading": Grading(grades=GRADES, quotas=(quota(at_most=Ratio(100)),))},
        "100",
        "100",
    ),
    "tree.unknown-code": (
        {"grading": Grading(grades=GRADES, ceilings=(ceiling("X", "gooood", Facts.fires == 0),))},
        "good",
        "good",
    ),
    "tree.unknown-item": (
        {"grading": Grading(grades=GRADES, ceilings=(ceiling("X", "good", item_points("Z") == points(0)),))},
        "Z",
        "Z",
    ),
    "tree.unknown-reading": (
        {"grading": Grading(grades=GRADES, quotas=(quota(reading="none"),))},
        "none",
        "none",
    ),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_grading_that_makes_no_sense_is_refused_in_both_languages(code: str) -> None:
    facts, vi, en = REFUSED[code]
    criterion = Criterion(code="C", text=words("C"), citation=MADE_UP, holds=(Facts.fires == 0).node)
    with pytest.raises(StandardError) as refused:
        standard(**{"criteria": (criterion,), **facts})
    problem = next(each for each in refused.value.problems if each.code == code)
    assert "grading" in problem.path
    assert vi in problem.message("vi")
    assert en in problem.message("en")


def test_every_refusal_of_gradings_is_among_the_cases() -> None:
    codes = {code for code in sentences("en") if code.startswith("grading.")}
    assert codes == {code for code in REFUSED if code.startswith("grading.")}
