"""Points and grades: they never widen, hold every completion, add up, and no ceiling raises a grade."""

import itertools

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Stack
from antq_core.evaluation.grading import grade_range
from antq_core.findings.scores import Score
from antq_core.possible import Interval, Truths
from antq_core.standards.grading import Grading
from antq_core.testing.laws import can_be_told, learning_never_widens, leaves_nothing_open
from antq_core.testing.learning import between, completions, knowledge
from antq_core.testing.score_laws import (
    allowed_readings,
    points_never_widen,
    points_stay_within_bounds,
    rows_add_up,
    says_what_points_wait_for,
    total_is_that_of_the_tree,
)
from antq_core.testing.standards import standards

SCORED = standards(most_criteria=2, scored=True).map(Stack)


@given(data=st.data())
def test_learning_never_widens_points_rows_grades_or_ceilings(data: st.DataObject) -> None:
    stack = data.draw(SCORED)
    before = data.draw(knowledge(stack))
    full = data.draw(completions(before, stack))
    part = data.draw(between(before, full, stack))
    first, then, last = (each.assessed(stack) for each in (before, part, full))
    for one, other in ((first, then), (then, last), (first, last)):
        points_never_widen(one, other, stack)
        learning_never_widens(one, other)
    leaves_nothing_open(last)


@given(data=st.data())
def test_a_score_adds_up_and_says_what_it_waits_for(data: st.DataObject) -> None:
    stack = data.draw(SCORED)
    before = data.draw(knowledge(stack))
    assessment = before.assessed(stack)
    says_what_points_wait_for(assessment)
    can_be_told(assessment)
    for score in assessment.scores:
        rows_add_up(score)
        points_stay_within_bounds(score, stack)
        world = attrs.evolve(before.world(stack), verdicts={stack.scheme: assessment.possible})
        total_is_that_of_the_tree(score, stack, world, allowed_readings(before.readings, stack))


@given(data=st.data())
def test_ceilings_hold_down_and_never_raise(data: st.DataObject) -> None:
    stack = data.draw(SCORED)
    before = data.draw(knowledge(stack))
    assessment = before.assessed(stack)
    grading = stack.leading.grading
    for score in assessment.scores:
        if grading is None or score.grade is None:
            continue
        standard = attrs.evolve(stack.leading, grading=attrs.evolve(grading, ceilings=()))
        without = grade_range(
            standard, score.total, before.world(stack), allowed_readings(before.readings, stack)
        )
        assert without is not None
        assert grading.rank(score.grade.lowest) <= grading.rank(without.lowest)
        assert grading.rank(score.grade.highest) <= grading.rank(without.highest)
        assert ranks_of(score, grading) == possible_ranks(score, grading)


def ranks_of(score: Score, grading: Grading) -> Interval:
    assert score.grade is not None
    return Interval(grading.rank(score.grade.lowest), grading.rank(score.grade.highest))


def possible_ranks(score: Score, grading: Grading) -> Interval:
    """The grades by every total, every unknown threshold and every open ceiling, one by one."""
    assert score.grade is not None
    caps = [
        (None, grading.rank(each.grade)) if each.binds is Truths.EITHER else (grading.rank(each.grade),)
        for each in score.grade.ceilings
    ]
    found = set()
    for points in {score.total.lo, score.total.hi}:
        for rank in ranks_by_points(points, grading):
            for bound in itertools.product(*caps):
                found.add(min(rank, *(cap for cap in bound if cap is not None), len(grading.grades)))
    return Interval(min(found), max(found))


def ranks_by_points(points: int, grading: Grading) -> set[int]:
    """The grades of some points; a threshold that is not known lies anywhere between its neighbours."""
    ranks = set()
    unknown = [rank for rank, grade in enumerate(grading.grades) if rank and grade.threshold is None]
    for reached in itertools.product((True, False), repeat=len(unknown)):
        reaches = [True] * len(grading.grades)
        for rank, grade in enumerate(grading.grades):
            if grade.threshold is not None:
                at_least = grade.threshold.points
                reaches[rank] = points >= at_least if grade.threshold.inclusive else points > at_least
        for rank, does in zip(unknown, reached, strict=True):
            reaches[rank] = does
        if reaches == sorted(reaches, reverse=True):  # who reaches a grade reaches those below it
            ranks.add(sum(reaches) - 1)
    return ranks
