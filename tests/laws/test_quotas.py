"""Quotas: never narrower than what sharing out the places of any completion gives, and blind to order."""

import datetime
import itertools
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core import UNKNOWN, Assessment, Dossier, Stack, Standard, Unit, assess
from antq_core.cohorts import Cohort, GradeInCohort, grade_in, grades_in
from antq_core.domain.attributes import Fact, Hundredths, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import InputError, ReadingError
from antq_core.expressions.tree import Ratio
from antq_core.findings.finding import GapCode
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Interval, Truths
from antq_core.standards.grading import Grade, Grading, Quota, QuotaBase, Threshold, Ties
from antq_core.standards.readings import Option, Reading
from antq_core.standards.scoring import by_hand, group

NOWHERE = Citation(kind=InstrumentKind.FICTIONAL, number="00/0000", article="1")
GOOD, BEST = 1, 2


def words(word: str) -> Text:
    return Text(vi=word, en=word)


class Facts(FactSheet):
    """One fact: the points."""

    points: Fact[Hundredths] = fact(default=UNKNOWN, label=words("points"), between=(0, 10))


def standard(quota: Quota, *, with_reading: bool = False) -> Standard:
    """Ten hundredths of a point: good from 3, best from 6."""
    options = tuple(Option(base.value, words(base.value)) for base in QuotaBase)
    reading = Reading(name="base", question=words("of what?"), options=options, citation=NOWHERE)
    return Standard(
        id="vn/test/quota",
        scheme="antt-safety",
        jurisdiction="vn",
        kinds=("agency",),
        title=words("quota"),
        citation=NOWHERE,
        in_force_from=datetime.date(2020, 1, 1),
        window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        decided_on=DayOfYear(11, 20),
        facts=Facts.facts(),
        readings=(reading,) if with_reading else (),
        rubric=group("R", words("rubric"), [by_hand("I", words("item"), 10, score=Facts.points)]),
        grading=Grading(
            grades=(
                Grade(code="weak", label=words("weak")),
                Grade(code="good", label=words("good"), threshold=Threshold(points=3)),
                Grade(code="best", label=words("best"), threshold=Threshold(points=6)),
            ),
            quotas=(quota,),
        ),
    )


QUOTAS = st.builds(
    Quota,
    grade=st.just("best"),
    at_most=st.sampled_from((Ratio(20), Ratio(1, 3), Ratio(50))),
    bases=st.sampled_from((tuple(QuotaBase), *((base,) for base in QuotaBase))),
    ties=st.sampled_from(Ties),
    text=st.just(words("at most so many")),
)
POINTS = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(lambda ends: Interval(min(ends), max(ends)))
NARROW = st.tuples(st.integers(0, 10), st.integers(0, 1)).map(lambda n: Interval(n[0], min(10, sum(n))))
COHORTS = st.lists(POINTS | NARROW, min_size=1, max_size=4)


def assessed(by: Standard, points: Sequence[Interval]) -> tuple[Assessment, ...]:
    stack = Stack(by)
    return tuple(
        assess(
            Dossier(
                unit=Unit(id=f"unit-{number}", kind="agency", province="25", commune="00001"),
                year=2026,
                verified=Facts(points=each if each.width else each.lo),
            ),
            stack,
        )
        for number, each in enumerate(points)
    )


def shared_out(by: Standard, points: Sequence[Interval], **facts: object) -> tuple[GradeInCohort, ...]:
    found = assessed(by, points)
    roster = tuple(each.unit.id for each in found)
    return grades_in(Cohort(roster=roster, assessments=found, attested_by="Công an xã"), by, **facts)


def by_hand_in(points: Sequence[int], quota: Quota, base: QuotaBase) -> list[frozenset[int]]:
    """The grades that each unit may have when all points are known, shared out the plain way."""
    grades = [BEST if each >= 6 else GOOD if each >= 3 else 0 for each in points]
    eligible = sum(grade >= GOOD for grade in grades)
    places = 0
    while True:  # one more place, as long as the quota is kept
        left = eligible - (places + 1) if base is QuotaBase.GRADE_BELOW else eligible
        if quota.at_most.of * (places + 1) > quota.at_most.parts * left:
            break
        places += 1
    best = [each for each, grade in zip(points, grades, strict=True) if grade == BEST]
    found = []
    for each, grade in zip(points, grades, strict=True):
        above, beside = sum(other > each for other in best), best.count(each)
        if grade < BEST or above + beside <= places:
            found.append(frozenset({grade}))
        elif above >= places or quota.ties is Ties.ALL_OUT:
            found.append(frozenset({GOOD}))
        else:
            found.append(frozenset({GOOD, BEST}))
    return found


@given(QUOTAS, COHORTS)
def test_every_completion_lies_inside(quota: Quota, points: list[Interval]) -> None:
    found = shared_out(standard(quota), points)
    codes = ("weak", "good", "best")
    for complete in itertools.product(*(range(each.lo, each.hi + 1) for each in points)):
        for base in quota.bases:
            for grades, told in zip(by_hand_in(complete, quota, base), found, strict=True):
                assert codes.index(told.lowest) <= min(grades)
                assert max(grades) <= codes.index(told.highest)


@given(QUOTAS, st.lists(st.integers(0, 10), min_size=1, max_size=7))
def test_where_all_points_are_known_the_places_are_shared_out_as_by_hand(
    quota: Quota, points: list[int]
) -> None:
    found = shared_out(standard(quota), [Interval.exactly(each) for each in points])
    ways = [by_hand_in(points, quota, base) for base in quota.bases]
    if len(ways) > 1:  # of two bases the one may give a place that the other does not
        return
    for grades, told in zip(ways[0], found, strict=True):
        assert (told.lowest, told.highest) == (_code(min(grades)), _code(max(grades)))


@given(QUOTAS, COHORTS, st.data())
def test_learning_about_any_unit_never_widens(
    quota: Quota, points: list[Interval], data: st.DataObject
) -> None:
    learnt = [_narrowed(each, data) for each in points]
    before, after = shared_out(standard(quota), points), shared_out(standard(quota), learnt)
    for then, now in zip(before, after, strict=True):
        assert _rank(then.lowest) <= _rank(now.lowest)
        assert _rank(now.highest) <= _rank(then.highest)


@given(QUOTAS, COHORTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(quota: Quota, points: list[Interval], random: Random) -> None:
    by = standard(quota)
    found = assessed(by, points)
    roster = [each.unit.id for each in found]
    shuffled, another = list(found), list(roster)
    random.shuffle(shuffled)
    random.shuffle(another)
    straight = grades_in(Cohort(roster=tuple(roster), assessments=found, attested_by="x"), by)
    mixed = grades_in(Cohort(roster=tuple(another), assessments=tuple(shuffled), attested_by="x"), by)
    assert _by_unit(straight) == _by_unit(mixed)


@given(QUOTAS, COHORTS)
def test_an_open_cohort_has_no_sure_place(quota: Quota, points: list[Interval]) -> None:
    by = standard(quota)
    found = assessed(by, points)
    cohort = Cohort(roster=tuple(each.unit.id for each in found), assessments=found)
    for told in grades_in(cohort, by):
        assert all(each.has_place is Truths.EITHER for each in told.quotas)
        assert all(each.gaps[0].code is GapCode.COHORT_OPEN for each in told.quotas)


@given(QUOTAS, COHORTS)
def test_a_quota_never_raises_a_grade(quota: Quota, points: list[Interval]) -> None:
    by = standard(quota)
    before = {each.unit.id: each.score(by.id).grade for each in assessed(by, points)}
    for told in shared_out(by, points):
        grade = before[told.unit]
        assert grade is not None
        assert _rank(told.highest) <= _rank(grade.highest)
        assert _rank(told.lowest) <= _rank(grade.lowest)


def fifth(**facts: object) -> Quota:
    given: dict[str, Any] = {"bases": (QuotaBase.GRADE_OR_BELOW,), **facts}
    return Quota(grade="best", at_most=Ratio(20), text=words("at most 20%"), **given)


def test_of_two_bases_both_must_agree_until_one_is_chosen() -> None:
    by = standard(fifth(bases=tuple(QuotaBase), reading="base"), with_reading=True)
    points = [Interval.exactly(each) for each in (9, 7, 5, 5, 5)]  # a fifth of 5 is 1, a fifth of 4 is none
    assert [each.grade for each in shared_out(by, points)] == [None, "good", "good", "good", "good"]
    chosen: Mapping[str, str] = {"base": "grade_or_below"}
    assert shared_out(by, points, readings=chosen)[0].grade == "best"
    assert shared_out(by, points, readings={"base": "grade_below"})[0].grade == "good"
    with pytest.raises(ReadingError) as refused:
        shared_out(by, points, readings={"base": "of_all", "bass": "x"})
    assert [each.code for each in refused.value.problems] == ["reading.unknown", "reading.unknown-option"]


def test_ties_are_never_broken_by_name() -> None:
    points = [Interval.exactly(each) for each in (9, 9, 5, 5, 5)]
    tied = shared_out(standard(fifth()), points)
    assert [each.grade for each in tied[:2]] == [None, None]
    assert {gap.code for gap in tied[0].quotas[0].gaps} == {GapCode.TIED}
    all_out = shared_out(standard(fifth(ties=Ties.ALL_OUT)), points)
    assert [each.grade for each in all_out[:2]] == ["good", "good"]


def test_a_rostered_unit_without_a_dossier_may_rank_ahead() -> None:
    by = standard(fifth())
    found = assessed(by, [Interval.exactly(each) for each in (9, 5, 5, 5, 5)])
    roster = (*(each.unit.id for each in found), "unit-9")
    told = grade_in("unit-0", Cohort(roster=roster, assessments=found, attested_by="x"), by)
    assert (told.lowest, told.highest) == ("good", "best")
    assert [(gap.code, gap.name) for gap in told.quotas[0].gaps] == [(GapCode.UNIT_WITHOUT_DOSSIER, "unit-9")]


def test_a_cohort_holds_each_of_its_units_once() -> None:
    by = standard(fifth())
    found = assessed(by, [Interval.exactly(9), Interval.exactly(5)])
    with pytest.raises(InputError) as refused:
        Cohort(roster=("unit-1", "unit-1"), assessments=(found[0], found[1], found[1]))
    problems = refused.value.problems
    assert [each.code for each in problems] == ["cohort.stranger", "cohort.twice", "cohort.twice"]
    assert all(each.message(locale) for each in problems for locale in LOCALES)


def test_a_standard_without_grades_shares_nothing_out() -> None:
    by = attrs.evolve(standard(fifth()), grading=None)
    with pytest.raises(InputError) as refused:
        grades_in(Cohort(roster=(), assessments=()), by)
    assert [each.code for each in refused.value.problems] == ["cohort.no-grades"]


def _narrowed(points: Interval, data: st.DataObject) -> Interval:
    lo = data.draw(st.integers(points.lo, points.hi))
    return Interval(lo, data.draw(st.integers(lo, points.hi)))


def _code(rank: int) -> str:
    return ("weak", "good", "best")[rank]


def _rank(code: str) -> int:
    return ("weak", "good", "best").index(code)


def _by_unit(found: Sequence[GradeInCohort]) -> dict[str, tuple[str, str]]:
    return {each.unit: (each.lowest, each.highest) for each in found}
