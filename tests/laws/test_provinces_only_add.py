"""A province adds and never weakens: what the stack lets pass, the national standard lets pass."""

import datetime

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Registry, Stack, Standard, assess
from antq_core.domain.units import UnitKind
from antq_core.errors import Problem
from antq_core.possible import Truths, Verdict, Verdicts
from antq_core.standards.readings import Pin
from antq_core.standards.stack import BrokenPlugin, Source
from antq_core.testing.dossiers import dossiers
from antq_core.testing.laws import can_be_told
from antq_core.testing.rubrics import gradings, rubrics
from antq_core.testing.score_laws import rows_add_up
from antq_core.testing.standards import NOWHERE, criteria, label, standards, vocabulary

# A national standard that requires nothing gives points alone.
HELD_BACK_BY_NOTHING = (Verdict.MET, Verdict.SCORED)


@st.composite
def stacks_with_province(draw: st.DrawFn, scored: bool | None = None) -> Stack:
    national = draw(standards(scored=scored))
    words = vocabulary(national.facts, national.records, national.readings)
    pinned = [reading for reading in national.readings if draw(st.booleans())]
    rubric = draw(rubrics(words, code="PR")) if draw(st.integers(0, 2)) == 0 else None
    grading = draw(gradings(rubric, words)) if rubric is not None else None
    provincial = Standard(
        id="vn-25/test/1",
        scheme=national.scheme,
        jurisdiction="vn-25",
        kinds=national.kinds,
        title=label("province"),
        citation=NOWHERE,
        in_force_from=datetime.date(2025, 7, 1),
        criteria=tuple(draw(criteria(f"P-{n}", words)) for n in range(draw(st.integers(1, 2)))),
        rubric=rubric,
        grading=grading,
        pins=tuple(
            Pin(reading=each.name, option=draw(st.sampled_from(each.codes)), citation=NOWHERE)
            for each in pinned
        ),
    )
    return Stack(national, provincial)


@given(data=st.data())
def test_a_met_stack_is_nationally_met_in_the_pinned_readings(data: st.DataObject) -> None:
    stack = data.draw(stacks_with_province())
    dossier = data.draw(dossiers(stack))
    pins = {pin.reading: pin.option for pin in stack.pins}
    together = assess(dossier, stack)
    alone = assess(dossier, Stack(stack.national), readings=pins)
    assert together.in_scope == alone.in_scope
    if together.verdict is Verdict.MET:
        assert alone.verdict in HELD_BACK_BY_NOTHING
    if alone.verdict is Verdict.NOT_MET:
        assert together.verdict is Verdict.NOT_MET
    national = {finding.criterion: finding.outcomes for finding in alone.findings}
    assert {f.criterion: f.outcomes for f in together.findings if f.criterion in national} == national
    can_be_told(together)


@given(data=st.data())
def test_a_kind_is_held_nationally_to_what_it_counts_as(data: st.DataObject) -> None:
    of_national_kind = data.draw(stacks_with_province())
    (national,) = (each for each in of_national_kind.standards if each.is_national)
    (counts_as,) = national.kinds
    added = attrs.evolve(
        of_national_kind.standards[-1],
        kinds=("added",),
        added_kinds=(UnitKind("added", label("added"), counts_as=counts_as),),
    )
    stack = Stack(national, added)
    dossier = data.draw(dossiers(of_national_kind))
    of_added_kind = attrs.evolve(dossier, unit=attrs.evolve(dossier.unit, kind="added"))
    found, same = assess(of_added_kind, stack), assess(dossier, of_national_kind)
    assert (found.possible, found.in_scope) == (same.possible, same.in_scope)
    assert (found.scope, found.findings, found.missing) == (same.scope, same.findings, same.missing)
    alone = assess(dossier, Stack(national), readings={pin.reading: pin.option for pin in stack.pins})
    if found.verdict is Verdict.MET:
        assert alone.verdict in HELD_BACK_BY_NOTHING
    can_be_told(found)


@given(data=st.data())
def test_where_nothing_is_national_a_province_decides_as_a_country_would(data: st.DataObject) -> None:
    drawn = data.draw(standards().filter(lambda each: not each.readings))
    country = attrs.evolve(drawn, kinds=("enterprise",), scope=None, scope_citation=None)
    kind = UnitKind("added", label("added"))
    alone = attrs.evolve(country, jurisdiction="vn-25", kinds=("added",), added_kinds=(kind,))
    dossier = data.draw(dossiers(Stack(country)))
    of_added_kind = attrs.evolve(dossier, unit=attrs.evolve(dossier.unit, kind="added"))
    found, same = assess(of_added_kind, Stack(None, alone)), assess(dossier, Stack(country))
    assert (found.possible, found.findings) == (same.possible, same.findings)
    assert "no-national-standard" in [each.code for each in found.assumptions]
    assert not found.standing.national
    can_be_told(found)


@given(data=st.data())
def test_the_rubric_of_a_province_never_changes_the_national_score(data: st.DataObject) -> None:
    stack = data.draw(stacks_with_province(scored=True))
    assert stack.provincial is not None
    silent = attrs.evolve(stack.provincial, rubric=None, grading=None)
    dossier = data.draw(dossiers(stack))
    together, without = assess(dossier, stack), assess(dossier, Stack(stack.national, silent))
    assert together.possible == without.possible
    assert together.findings == without.findings
    own = {score.standard: score for score in together.scores}
    for score in without.scores:
        assert own[score.standard] == score
    for score in together.scores:
        rows_add_up(score)


@given(data=st.data())
def test_a_broken_province_is_national_and_unknown(data: st.DataObject) -> None:
    national = data.draw(standards())
    dossier = data.draw(dossiers(Stack(national)))
    problem = Problem("plugin.no-hook", (), {"distribution": "antq-mau 1"})
    source = Source(distribution="antq-mau", version="1")
    plugin = BrokenPlugin(jurisdiction="vn-25", source=source, problems=(problem,))
    registry = attrs.evolve(Registry.of([national]), broken=(plugin,))
    stack = registry.select(dossier.unit, dossier.year, dossier.decision_date)
    broken, whole = assess(dossier, stack), assess(dossier, Stack(national))
    assert broken.verdict is not Verdict.MET
    if whole.in_scope is not Truths.FALSE:
        assert "antq-mau 1" in broken.explain("vi")
    if Verdicts.NOT_MET is whole.possible:
        assert broken.verdict is Verdict.NOT_MET


@given(data=st.data())
def test_a_province_without_a_plugin_is_a_declared_assumption(data: st.DataObject) -> None:
    stack = Stack(data.draw(standards()))
    assessment = assess(data.draw(dossiers(stack)), stack)
    assert "no-provincial-addition" in [each.code for each in assessment.assumptions]
