"""Whom a new version touches, as far as points and grades go: which way, and by which part of it."""

import datetime
from typing import Any

import attrs
import pytest

from antq_core import UNKNOWN, Dossier, Stack, Standard, Unit, assess
from antq_core.comparison.difference import Effect, Part
from antq_core.comparison.impact import Impact, Naming, impact_on
from antq_core.comparison.score_shift import Cap
from antq_core.comparison.shift import Shift
from antq_core.comparison.versions import Versions
from antq_core.domain.attributes import Fact, Hundredths, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.writing import meets_standard
from antq_core.messages.text import Text
from antq_core.possible import Interval, Truths
from antq_core.standards.criteria import Criterion
from antq_core.standards.grading import Ceiling, Grade, Grading, Threshold
from antq_core.standards.rubric import ScoredItem
from antq_core.standards.scoring import at_most, by_hand, flat, group, stepped

MADE_UP = Citation(kind=InstrumentKind.FICTIONAL, number="1/2026")
SCHEME = "antt-safety"


def words(word: str) -> Text:
    return Text(vi=f"{word} (giả định)", en=word)


class Facts(FactSheet):
    """What a made-up rubric asks of an agency."""

    work: Fact[Hundredths] = fact(default=UNKNOWN, label=words("work"), between=(0, 90_00))
    seen: Fact[Hundredths] = fact(default=UNKNOWN, label=words("seen"), between=(0, 90_00))
    plan: Fact[bool] = fact(default=UNKNOWN, label=words("plan"))
    clean: Fact[bool] = fact(default=UNKNOWN, label=words("clean"))


WORK = by_hand("R.1", words("work"), 90_00, score=Facts.work)


def rubric(*items: ScoredItem, limit: int = 100_00) -> ScoredItem:
    return group("R", words("rubric"), [WORK, *items], limit=at_most(limit, words("no more")))


def plan(brings: int) -> ScoredItem:
    return stepped("R.2", words("plan"), 20_00, arms=[(Facts.plan, brings)], otherwise=0)


def grading(good: int = 70_00, best: int = 85_00, *ceilings: Ceiling) -> Grading:
    above = Threshold(points=best, inclusive=False)
    grades = (
        Grade(code="weak", label=words("weak")),
        Grade(code="good", label=words("good"), threshold=Threshold(points=good)),
        Grade(code="best", label=words("best"), threshold=above),
    )
    return Grading(grades=grades, ceilings=ceilings)


def ceiling(grade: str) -> Ceiling:
    return Ceiling(code="c", grade=grade, unless=Facts.clean.node, text=words("clean"))


OLD = Standard(
    id="vn/test/1",
    scheme=SCHEME,
    jurisdiction="vn",
    kinds=("agency",),
    title=words("a made-up standard"),
    citation=MADE_UP,
    in_force_from=datetime.date(2020, 1, 1),
    window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
    decided_on=DayOfYear(11, 20),
    facts=Facts.facts(),
    rubric=rubric(plan(10_00)),
    grading=grading(),
)


def version(**parts: Any) -> Standard:
    return attrs.evolve(OLD, **parts)


def becomes(old: Standard, new: Standard, **known: Any) -> Impact:
    unit = Unit(id="co-quan-1", kind="agency", province="25", commune="00001")
    dossier = Dossier(unit=unit, year=2026, verified=Facts(**known))
    naming = Naming.between(Versions(old=old, new=new))
    return impact_on(assess(dossier, Stack(old)), assess(dossier, Stack(new)), naming)


def causes(impact: Impact) -> list[tuple[Part, str, object, object]]:
    (score,) = impact.scores
    return [(each.part, each.code, each.before, each.after) for each in score.causes]


OPEN = {"work": Interval(82_75, 90_00), "plan": False}
LOWER_THRESHOLD = version(grading=grading(best=80_00))


def test_a_grade_that_was_open_and_is_settled_is_no_rise() -> None:
    impact = becomes(OLD, LOWER_THRESHOLD, **OPEN)
    assert impact.shift is Shift.DECIDED
    old, new = (Threshold(points=points, inclusive=False) for points in (85_00, 80_00))
    assert causes(impact) == [(Part.GRADE, "best", old, new)]
    back = becomes(LOWER_THRESHOLD, OLD, **OPEN)
    assert back.shift is Shift.UNDECIDED
    assert causes(back) == [(Part.GRADE, "best", new, old)]


def test_a_grade_that_surely_rises_is_so_though_the_points_are_open() -> None:
    known = {"work": Interval(81_00, 84_00), "plan": False}
    assert becomes(OLD, LOWER_THRESHOLD, **known).shift is Shift.HIGHER
    assert becomes(LOWER_THRESHOLD, OLD, **known).shift is Shift.LOWER


def test_where_points_may_have_fallen_a_better_grade_is_not_surely_higher() -> None:
    known = {"work": Interval(81_00, 84_00), "plan": False}
    later = attrs.evolve(WORK, points=Facts.seen.node)
    new = attrs.evolve(LOWER_THRESHOLD, rubric=attrs.evolve(rubric(plan(10_00)), items=(later, plan(10_00))))
    impact = becomes(OLD, new, **known, seen=Interval(81_00, 84_00))
    assert impact.shift is Shift.MAY_BE_HIGHER


NO_PLAN, MORE_FOR_PLAN = version(rubric=rubric()), version(rubric=rubric(plan(20_00)))


@pytest.mark.parametrize(
    ("old", "new", "known", "shift", "named"),
    [
        (OLD, MORE_FOR_PLAN, {"work": 50_00, "plan": True}, Shift.HIGHER, ["R.2"]),
        (MORE_FOR_PLAN, OLD, {"work": 50_00, "plan": True}, Shift.LOWER, ["R.2"]),
        (OLD, MORE_FOR_PLAN, {"work": 50_00, "plan": False}, Shift.SAME, []),
        (OLD, MORE_FOR_PLAN, {"work": Interval(40_00, 45_00), "plan": True}, Shift.HIGHER, ["R.2"]),
        (OLD, MORE_FOR_PLAN, {"work": Interval(20_00, 45_00), "plan": True}, Shift.MAY_BE_HIGHER, ["R.2"]),
        (MORE_FOR_PLAN, OLD, {"work": Interval(20_00, 45_00), "plan": True}, Shift.MAY_BE_LOWER, ["R.2"]),
        (OLD, MORE_FOR_PLAN, {"work": 50_00}, Shift.MAY_BE_HIGHER, ["R.2"]),
        (
            OLD,
            version(rubric=rubric(plan(10_00), limit=55_00)),
            {"work": 50_00, "plan": True},
            Shift.LOWER,
            ["R"],
        ),
        (OLD, NO_PLAN, {"work": 50_00, "plan": True}, Shift.RESCORED, ["R.2"]),  # another scale
    ],
)
def test_which_way_points_go_and_by_which_item(
    old: Standard, new: Standard, known: dict[str, Any], shift: Shift, named: list[str]
) -> None:
    impact = becomes(old, new, **known)
    assert impact.shift is shift
    assert [(part, code) for part, code, *_ in causes(impact)] == [(Part.ITEM, code) for code in named]


def test_an_item_tells_what_it_brings_then_and_now_by_its_new_code() -> None:
    renamed = attrs.evolve(plan(20_00), code="R.9")
    impact = becomes(OLD, version(rubric=rubric(renamed)), work=50_00, plan=True)
    ten, twenty = Interval.exactly(10_00), Interval.exactly(20_00)
    assert causes(impact) == [(Part.ITEM, "R.9", ten, twenty)]


CAPPED = version(grading=grading(70_00, 85_00, ceiling("good")))
CAPPED_LOWER = version(grading=grading(70_00, 85_00, ceiling("weak")))


@pytest.mark.parametrize(
    ("old", "new", "clean", "shift", "caps"),
    [
        (OLD, CAPPED, False, Shift.LOWER, (None, ("good", Truths.TRUE))),
        (CAPPED, OLD, False, Shift.HIGHER, (("good", Truths.TRUE), None)),
        (OLD, CAPPED, UNKNOWN, Shift.UNDECIDED, (None, ("good", Truths.EITHER))),
        (CAPPED, CAPPED_LOWER, False, Shift.LOWER, (("good", Truths.TRUE), ("weak", Truths.TRUE))),
    ],
)
def test_a_ceiling_is_named(old: Standard, new: Standard, clean: Any, shift: Shift, caps: Any) -> None:
    impact = becomes(old, new, work=90_00, plan=False, clean=clean)
    assert impact.shift is shift
    ((part, code, *found),) = causes(impact)
    assert (part, code) == (Part.CEILING, "c")
    assert tuple((cap.grade, cap.binds) if isinstance(cap, Cap) else cap for cap in found) == caps


def test_a_ceiling_that_only_comes_to_matter_is_not_what_raised_a_grade() -> None:
    new = attrs.evolve(CAPPED, rubric=rubric(plan(20_00)))
    impact = becomes(CAPPED, new, work=69_00, plan=True, clean=False)
    assert (impact.shift, [code for _, code, *_ in causes(impact)]) == (Shift.HIGHER, ["R.2"])


def test_what_points_bring_is_open_where_they_hang_upon_a_verdict_that_changes() -> None:
    asked = Criterion(code="C", text=words("clean"), citation=MADE_UP, holds=Facts.clean.node)
    by_verdict = flat("R.2", words("met"), 20_00, when=meets_standard(SCHEME, words("the standard")))
    strict = version(criteria=(asked,), rubric=rubric(by_verdict))
    loose = attrs.evolve(strict, criteria=(attrs.evolve(asked, holds=(Facts.clean | Facts.plan).node),))
    assert Versions(old=strict, new=strict).effect_on_points is Effect.SAME
    assert Versions(old=strict, new=loose).effect_on_points is Effect.UNCLEAR
    capped = Ceiling(code="c", grade="good", unless=meets_standard(SCHEME, words("x")).node, text=words("x"))
    strict, loose = (
        attrs.evolve(each, rubric=OLD.rubric, grading=grading(70_00, 85_00, capped))
        for each in (strict, loose)
    )
    assert Versions(old=strict, new=strict).effect_on_grades is Effect.SAME
    assert Versions(old=strict, new=loose).effect_on_grades is Effect.UNCLEAR


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (grading(), grading(best=80_00), Effect.LOOSER),
        (grading(best=80_00), grading(), Effect.STRICTER),
        (grading(), grading(good=75_00, best=80_00), Effect.UNCLEAR),
        (grading(), CAPPED.grading, Effect.STRICTER),
        (CAPPED.grading, grading(), Effect.LOOSER),
        (CAPPED.grading, CAPPED_LOWER.grading, Effect.STRICTER),
        (CAPPED.grading, grading(70_00, 80_00, ceiling("weak")), Effect.UNCLEAR),
        (CAPPED.grading, CAPPED.grading, Effect.SAME),
        (grading(), None, None),
    ],
)
def test_what_becomes_of_grades_for_the_same_points(old: Any, new: Any, effect: Effect | None) -> None:
    assert Versions(old=version(grading=old), new=version(grading=new)).effect_on_grades is effect
