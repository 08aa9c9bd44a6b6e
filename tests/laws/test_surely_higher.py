"""What is said to be surely higher, or lower, under a new version is so however the dossier turns out."""

from typing import Any

import attrs
from hypothesis import assume, event, given, reject
from hypothesis import strategies as st

from antq_core import Stack, Standard
from antq_core.comparison.impact import Naming, impact_on
from antq_core.comparison.score_shift import NOT_HIGHER, NOT_LOWER
from antq_core.comparison.shift import Shift, shift_of
from antq_core.comparison.versions import Versions
from antq_core.errors import StandardError
from antq_core.expressions import tree
from antq_core.expressions.tree import Node
from antq_core.findings.scores import Score
from antq_core.possible import Interval
from antq_core.standards.criteria import Transcription
from antq_core.standards.grading import Ceiling, Grade, Grading, Threshold
from antq_core.standards.rubric import ScoredItem
from antq_core.testing.learning import completions, knowledge
from antq_core.testing.standards import standards

SCORED = standards(most_criteria=2, scored=True)
SURE = {Shift.HIGHER: 1, Shift.LOWER: -1}


@st.composite
def new_versions(draw: st.DrawFn, old: Standard) -> Standard:
    """A standard with other thresholds, ceilings, points of an item, or criteria."""
    changed: dict[str, Any] = {}
    assert old.rubric is not None  # all of these give points
    if old.grading is not None and draw(st.booleans()):
        changed["grading"] = draw(other_gradings(old.grading))
    if not changed or draw(st.booleans()):
        changed["rubric"] = draw(other_rubrics(old.rubric))
    if old.criteria and draw(st.integers(0, 2)) == 0:
        changed["criteria"] = old.criteria[1:]
    try:
        new = attrs.evolve(old, **changed)
    except StandardError:
        reject()
    assume(new != old)
    return new


@st.composite
def other_gradings(draw: st.DrawFn, old: Grading) -> Grading:
    """All thresholds a little higher or lower, or some ceiling gone, inverted or of another grade."""
    step = draw(st.sampled_from((-2_00, -50, 0, 0, 1, 50, 2_00)))
    grades = tuple(attrs.evolve(each, threshold=_moved(each, step)) for each in old.grades)
    ceilings = [draw(_other_ceiling(each, old)) for each in old.ceilings]
    return attrs.evolve(old, grades=grades, ceilings=tuple(each for each in ceilings if each is not None))


def _moved(grade: Grade, step: int) -> Threshold | None:
    return grade.threshold and attrs.evolve(grade.threshold, points=grade.threshold.points + step)


def _other_ceiling(old: Ceiling, grading: Grading) -> st.SearchStrategy[Ceiling | None]:
    other = st.sampled_from(grading.codes).map(lambda code: attrs.evolve(old, grade=code))
    turned = st.just(attrs.evolve(old, unless=tree.Not(old.unless)))
    return st.just(old) | st.none() | turned | other


@st.composite
def other_rubrics(draw: st.DrawFn, rubric: ScoredItem) -> ScoredItem:
    """One item that brings something else: always all or nothing, or a little more or less."""
    chosen = draw(st.sampled_from([each for each in rubric.walk() if not each.is_group]))
    given: list[Node] = [tree.Points(chosen.least), tree.Points(chosen.most)]
    if chosen.points is not None:
        little = tree.Points(draw(st.sampled_from((1, 50, 1_00))))
        given += [
            tree.Clamp(tree.Sum((chosen.points, little)), chosen.least, chosen.most),
            tree.Clamp(tree.Difference(chosen.points, little), chosen.least, chosen.most),
        ]
    confirmed = Transcription.CONFIRMED
    return _with(rubric, attrs.evolve(chosen, points=draw(st.sampled_from(given)), transcription=confirmed))


def _with(group: ScoredItem, item: ScoredItem) -> ScoredItem:
    if group.code == item.code:
        return item
    return attrs.evolve(group, items=tuple(_with(each, item) for each in group.items))


@given(data=st.data())
def test_what_is_surely_higher_is_so_in_every_completion(data: st.DataObject) -> None:
    old = data.draw(SCORED)
    new = data.draw(new_versions(old))
    stacks = Stack(old), Stack(new)
    naming = Naming.between(Versions(old=old, new=new))
    known = data.draw(knowledge(stacks[0]))
    impact = impact_on(*(known.assessed(each) for each in stacks), naming)
    for shift in impact.scores:  # none where the unit is out of scope
        event(f"{shift.shift}")
        if shift.shift not in SURE:
            continue
        full = data.draw(completions(known, stacks[0]))
        found = [full.assessed(each).scores for each in stacks]
        if not all(found):  # it turns out to be out of scope
            continue
        then, now = (each[0] for each in found)
        ways = {shift_of(*pair) for pair in zip(_measures(then, old), _measures(now, new), strict=True)}
        assert shift.shift in ways, "neither points nor grade moved at all"
        assert ways.isdisjoint(set(SURE) - {shift.shift}), "one of them went the other way"
        assert shift.causes, "nothing is named that made it so"


def _measures(score: Score, standard: Standard) -> tuple[Interval, Interval]:
    """The points, and the place of the grade among all; nothing where there is none."""
    grades = Interval.exactly(0)
    if score.grade is not None and standard.grading is not None:
        rank = standard.grading.rank
        grades = Interval(rank(score.grade.lowest), rank(score.grade.highest))
    return score.total, grades


@given(data=st.data())
def test_what_the_texts_promise_of_points_and_grades_is_kept(data: st.DataObject) -> None:
    old = data.draw(SCORED)
    new = data.draw(new_versions(old))
    versions = Versions(old=old, new=new)
    points, grades = versions.effect_on_points, versions.effect_on_grades
    event(f"points {points}, grades {grades}")
    full = data.draw(completions(data.draw(knowledge(Stack(old))), Stack(old)))
    found = [full.assessed(Stack(each)).scores for each in (old, new)]
    if not all(found):
        return
    (total, grade), (total_now, grade_now) = (
        _measures(each[0], of) for each, of in zip(found, (old, new), strict=True)
    )
    if points in NOT_LOWER:
        assert shift_of(total, total_now) is not Shift.LOWER
    if points in NOT_HIGHER:
        assert shift_of(total, total_now) is not Shift.HIGHER
    if grades in NOT_LOWER and total_now.lo >= total.hi:
        assert shift_of(grade, grade_now) is not Shift.LOWER
    if grades in NOT_HIGHER and total_now.hi <= total.lo:
        assert shift_of(grade, grade_now) is not Shift.HIGHER
