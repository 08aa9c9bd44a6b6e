"""A province adds and never weakens: what the stack lets pass, the national standard lets pass."""

import datetime

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Registry, Stack, Standard, assess
from antq_core.errors import Problem
from antq_core.possible import Truths, Verdict, Verdicts
from antq_core.standards.readings import Pin
from antq_core.standards.stack import BrokenPlugin, Source
from antq_core.testing.dossiers import dossiers
from antq_core.testing.laws import can_be_told
from antq_core.testing.standards import NOWHERE, criteria, label, standards, vocabulary


@st.composite
def stacks_with_province(draw: st.DrawFn) -> Stack:
    national = draw(standards())
    words = vocabulary(national.facts, national.records, national.readings)
    pinned = [reading for reading in national.readings if draw(st.booleans())]
    provincial = Standard(
        id="vn-25/test/1",
        scheme=national.scheme,
        jurisdiction="vn-25",
        kinds=national.kinds,
        title=label("province"),
        citation=NOWHERE,
        in_force_from=datetime.date(2025, 7, 1),
        criteria=tuple(draw(criteria(f"P-{n}", words)) for n in range(draw(st.integers(1, 2)))),
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
        assert alone.verdict is Verdict.MET
    if alone.verdict is Verdict.NOT_MET:
        assert together.verdict is Verdict.NOT_MET
    national = {finding.criterion: finding.outcomes for finding in alone.findings}
    assert {f.criterion: f.outcomes for f in together.findings if f.criterion in national} == national
    can_be_told(together)


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
