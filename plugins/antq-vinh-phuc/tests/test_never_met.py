"""What could not be read is never met, and a model that is no criterion changes no verdict."""

import datetime

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antq_core import Basis, Dossier, Registry, Stack, Unit, Verdict, assess
from antq_core.codec.documents import read_assessment, read_standard, write_assessment, write_standard
from antq_core.messages.text import LOCALES
from antq_core.possible import Outcomes
from antq_core.testing.dossiers import dossiers
from antq_national.plugin import antq_standards as national_standards
from antq_vinh_phuc.plugin import antq_standards

REGISTRY = Registry.of([*national_standards(), *antq_standards()])
# A day of decision within the time of the province, for each circular.
DAYS = {2020: datetime.date(2020, 12, 10), 2024: datetime.date(2024, 11, 19)}
EVERY_YEAR = pytest.mark.parametrize("year", DAYS)


def unit(kind: str) -> Unit:
    return Unit(id="don-vi-mau", kind=kind, province="26", commune="99999")


def stack_of(kind: str, year: int) -> Stack:
    return REGISTRY.select(unit(kind), year, DAYS[year])


@EVERY_YEAR
@pytest.mark.parametrize("kind", ["public_hospital", "other_hospital"])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_no_hospital_is_ever_met(kind: str, year: int, data: st.DataObject) -> None:
    stack = stack_of(kind, year)
    drawn = data.draw(dossiers(stack, year=year))
    # Drawn for an agency, as which it counts.
    dossier = attrs.evolve(drawn, unit=attrs.evolve(drawn.unit, kind=kind))
    for basis in Basis:
        found = assess(dossier, stack, basis=basis)
        assert found.verdict is not Verdict.MET
        if found.verdict is not Verdict.OUT_OF_SCOPE:
            assert found.finding("VP-BV").outcomes is Outcomes.MET | Outcomes.NOT_MET


@EVERY_YEAR
def test_a_hospital_that_counts_as_no_national_kind_is_always_undecided(year: int) -> None:
    found = assess(Dossier(unit=unit("other_hospital"), year=year), stack_of("other_hospital", year))
    assert found.verdict is Verdict.UNDECIDED
    assert [each.criterion for each in found.findings] == ["VP-BV"]


@EVERY_YEAR
@pytest.mark.parametrize("kind", ["agency", "enterprise", "school"])
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_the_directive_changes_no_verdict_of_an_organisation(
    kind: str, year: int, data: st.DataObject
) -> None:
    alone = Registry.of(national_standards()).select(unit(kind), year, DAYS[year])
    dossier = data.draw(dossiers(alone, year=year))
    here, there = assess(dossier, stack_of(kind, year)), assess(dossier, alone)
    assert (here.verdict, here.findings) == (there.verdict, there.findings)
    assert [each.id for each in here.standards][1:] == ["vn-26/antt-safety/09-2019"]


@EVERY_YEAR
@pytest.mark.parametrize("kind", ["agency", "public_hospital", "other_hospital"])
def test_a_result_says_what_it_assumes_and_is_read_back(kind: str, year: int) -> None:
    stack = stack_of(kind, year)
    found = assess(Dossier(unit=unit(kind), year=year, decision_date=DAYS[year]), stack)
    assert read_assessment(write_assessment(found)) == found
    assert stack.provincial is not None
    for locale in LOCALES:
        told = found.explain(locale)
        for each in stack.provincial.assumptions:
            assert (each.text.in_locale(locale).rstrip(".") in told) is each.holds_on(DAYS[year])


def test_every_standard_is_read_back_from_what_is_written() -> None:
    for standard in antq_standards():
        assert read_standard(write_standard(standard)) == standard
