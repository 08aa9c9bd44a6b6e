"""What is shown as the least to change does change the result, through nothing that cannot change."""

import datetime

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Assessment, Dossier, Stack, Standard, Verdict, assess
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.sheets import fact_sheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import FactValue, Measure
from antq_core.expressions.writing import NumberExpression, TruthExpression
from antq_core.messages.text import Text
from antq_core.remedies.why_not import MOST_WAYS, Way, WhyNot, why_not
from antq_core.standards.criteria import Criterion
from antq_core.standards.grading import Ceiling, Grade, Grading, Threshold
from antq_core.standards.scoring import full_marks
from antq_core.testing.learning import Knowledge, knowledge
from antq_core.testing.monotone import FACTS, monotone_rubrics

CITED = Citation(kind=InstrumentKind.FICTIONAL, number="00/0000", article="1")
HAPPENED = ("fires", "crimes")
"""What a unit cannot change."""


def label(word: str) -> Text:
    return Text(vi=f"{word} (giả định)", en=word)


@st.composite
def stacks(draw: st.DrawFn) -> Stack:
    """A rubric in which each fact pulls one way, two grades above the lowest, and perhaps requirements."""
    rubric = draw(monotone_rubrics())
    first, second = sorted(draw(st.lists(st.integers(1, rubric.most), min_size=2, max_size=2, unique=True)))
    grades = (
        Grade(code="grade_0", label=label("lowest")),
        Grade(code="grade_1", label=label("middle"), threshold=Threshold(points=first)),
        Grade(code="grade_2", label=label("highest"), threshold=Threshold(points=second, inclusive=False)),
    )
    plan, models = TruthExpression(FactValue("plan")), NumberExpression(FactValue("models"))
    held = Ceiling(code="held", grade="grade_1", unless=plan & (models >= 2), text=label("held"))
    required = Criterion(code="C-1", text=label("required"), citation=CITED, holds=plan | (models >= 5))
    full = full_marks(next(rubric.leaves), "C-2", label("full marks"), citation=CITED)
    return Stack(
        Standard(
            id="vn/test/ways",
            scheme="antt-safety",
            jurisdiction="vn",
            kinds=("residential_area",),
            title=label("ways"),
            citation=CITED,
            in_force_from=datetime.date(2020, 1, 1),
            window=WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
            decided_on=DayOfYear(11, 14),
            facts=tuple(attrs.evolve(each, changeable=each.name not in HAPPENED) for each in FACTS),
            criteria=draw(st.sampled_from(((), (required,), (full,), (required, full)))),
            rubric=rubric,
            grading=Grading(grades=grades, ceilings=draw(st.sampled_from(((), (held,))))),
        )
    )


STACKS = stacks()


@given(st.data())
def test_every_way_that_is_shown_reaches_its_aim(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    known = data.draw(knowledge(stack))
    found = _asked(stack, known, _grade(stack.leading, data))
    for way in found.ways:
        changed = _changed(known.dossier, stack, way)
        if changed is not None:
            assert _reaches(assess(changed, stack, readings=known.readings), found, stack.leading)


@given(st.data())
def test_no_way_leads_through_what_a_unit_cannot_change(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    known = data.draw(knowledge(stack))
    found = _asked(stack, known, _grade(stack.leading, data))
    for way in found.ways:
        for change in (each for each in way.changes if each.value is not None):
            fact = stack.fact[change.name]
            assert fact.changeable
            assert fact.derivation is None
            stated = known.dossier.verified.value(change.name)
            assert fact.measure is not Measure.DAY or type(stated).__name__ == "Unknown"


@given(st.data())
def test_no_more_than_five_ways_and_none_that_asks_for_all_of_another(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    found = _asked(stack, data.draw(knowledge(stack)), _grade(stack.leading, data))
    ways = found.ways
    assert len(ways) <= MOST_WAYS
    findings = [set(way.findings) for way in ways]
    for place, each in enumerate(findings):
        assert not any(earlier <= each for earlier in findings[:place])


@given(st.data())
def test_what_is_reached_asks_for_nothing(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    known = data.draw(knowledge(stack))
    found = _asked(stack, known, None)
    if found.is_reached:
        assert found.ways == ()
        assert found.points_short == 0


def _grade(standard: Standard, data: st.DataObject) -> str | None:
    assert standard.grading is not None
    return data.draw(st.sampled_from((None, *standard.grading.codes)))


def _asked(stack: Stack, known: Knowledge, grade: str | None) -> WhyNot:
    return why_not(known.dossier, stack, grade=grade, readings=known.readings)


def _changed(dossier: Dossier, stack: Stack, way: Way) -> Dossier | None:
    """The dossier with the facts of a way stated; None where it adds records, which have no value here."""
    if any(change.value is None for change in way.changes):
        return None
    learnt = {change.name: change.value for change in way.changes}
    sheet = fact_sheet(stack.facts)(**{**dossier.verified.stated, **learnt})
    return attrs.evolve(dossier, verified=sheet)


def _reaches(assessment: Assessment, found: WhyNot, standard: Standard) -> bool:
    if found.grade is None:
        return assessment.verdict is Verdict.MET
    grade, grading = assessment.score(standard.id).grade, standard.grading
    assert grading is not None
    return grade is not None and grading.rank(grade.lowest) >= grading.rank(found.grade)


@given(st.data())
def test_where_the_best_of_everything_reaches_the_aim_a_way_is_found(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    known = data.draw(knowledge(stack))
    found = _asked(stack, known, _grade(stack.leading, data))
    stated = known.dossier.verified.stated
    best = {**stated, "plan": True, "idle": False, "models": 8, "tips": 8, "quality": 5_00}
    if isinstance(stated.get("people"), int):
        best["trained"] = stated["people"]
    dossier = attrs.evolve(known.dossier, verified=fact_sheet(stack.facts)(**best))
    if not found.is_reached and _reaches(assess(dossier, stack), found, stack.leading):
        assert found.ways
