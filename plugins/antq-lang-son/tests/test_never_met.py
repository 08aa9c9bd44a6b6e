"""What could not be read is never met, and a guidance that asks nothing changes no verdict."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antq_core import Assessment, Basis, Dossier, Registry, Stack, Unit, Verdict, assess
from antq_core.domain.units import NationalKind
from antq_core.messages.text import LOCALES
from antq_core.possible import Outcomes
from antq_core.testing.dossiers import dossiers
from antq_lang_son.guidance_2083_2012.annex_2 import COMMUNES
from antq_lang_son.plugin import antq_standards
from antq_national.plugin import antq_standards as national_standards

REGISTRY = Registry.of([*national_standards(), *antq_standards()])
KINDS = [kind.value for kind in NationalKind]


def stack_of(kind: str, year: int) -> Stack:
    return REGISTRY.select(Unit(id="don-vi-mau", kind=kind, province="20", commune="99999"), year)


def of_the_province(assessment: Assessment) -> list[Outcomes]:
    return [each.outcomes for each in assessment.findings if each.standard == COMMUNES.id]


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_a_commune_is_never_met_under_the_sheet_of_2012(data: st.DataObject) -> None:
    stack = stack_of("commune", 2018)
    dossier = data.draw(dossiers(stack, year=2018))
    for basis in Basis:
        found = assess(dossier, stack, basis=basis)
        assert found.verdict in (Verdict.NOT_MET, Verdict.UNDECIDED)
        assert any(Outcomes.NOT_MET in outcomes for outcomes in of_the_province(found))


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_forty_points_of_every_total_stay_open(data: st.DataObject) -> None:
    stack = stack_of("commune", 2018)
    total = assess(data.draw(dossiers(stack, year=2018)), stack).score(COMMUNES.id).total
    assert total.hi - total.lo >= 40_00
    assert total.lo >= 0
    assert total.hi <= 100_00


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_the_guidance_of_2022_changes_no_verdict(kind: str, data: st.DataObject) -> None:
    with_it = stack_of(kind, 2026)
    without = Registry.of(national_standards()).select(
        Unit(id="don-vi-mau", kind=kind, province="20", commune="99999"), 2026
    )
    dossier = data.draw(dossiers(without))
    found, alone = assess(dossier, with_it), assess(dossier, without)
    assert (found.verdict, found.findings) == (alone.verdict, alone.findings)
    assert {each.id for each in found.standards} - {each.id for each in alone.standards} == {
        "vn-20/antt-safety/76-2022"
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_a_result_says_what_it_assumes_of_the_guidance(locale: str) -> None:
    for kind, year in (("commune", 2018), *((kind, 2026) for kind in KINDS)):
        stack = stack_of(kind, year)
        assert stack.provincial is not None
        unit = Unit(id="don-vi-mau", kind=kind, province="20", commune="99999")
        told = assess(Dossier(unit=unit, year=year), stack).explain(locale)
        for each in stack.provincial.assumptions:
            assert each.text.in_locale(locale).rstrip(".") in told
