"""Dossiers of the years of Circular 23/2012/TT-BCA, decided while its successor is installed beside it.

What fails in something stated is decided; all else waits for what could not be read, and is never met.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antq_core import Assessment, Basis, Registry, Stack, Unit, assess, load_registry
from antq_core.codec.documents import read_assessment, write_assessment
from antq_core.codec.dossiers import read_dossier, write_dossier
from antq_core.domain.dossiers import Dossier
from antq_core.findings.finding import GapCode
from antq_core.messages.text import LOCALES
from antq_core.possible import Outcomes, Verdict
from antq_core.testing.dossiers import dossiers
from antq_national.plugin import UNDER_CIRCULAR_23_2012

INSTALLED = load_registry(only=["vn"])
GOLDEN = Path(__file__).parent / "golden"
TABLES = {"residential_area": "5", "commune": "6", "agency": "7", "enterprise": "7", "school": "8"}
EVERY_KIND = pytest.mark.parametrize("kind", TABLES)

# One statement that fails, for each kind of unit, and the criterion that it fails.
FAILURES = {
    "residential_area": ("party_resolution_adopted", False, "K12-1a"),
    "commune": ("force_members_disciplined_by_warning", 1, "X12-3b"),
    "agency": ("people_in_social_evils", 1, "C12-3b"),
    "enterprise": ("leaks", 2, "C12-3a"),
    "school": ("three_way_coordination_plan", False, "T12-2b"),
}


def document(kind: str, **stated: Any) -> dict[str, Any]:
    """The dossier of 2018 on which the golden cases of a kind are based, with this stated instead."""
    text = GOLDEN.joinpath(f"23_2012_article_{TABLES[kind]}.toml").read_text(encoding="utf-8")
    base = tomllib.loads(text)["base"]
    base.pop("roster", None)
    base["unit"]["kind"] = kind
    base["decision_date"] = base["decision_date"].isoformat()
    base["verified"] |= stated
    for records in base["records"].values():
        records["complete_for"] = {end: day.isoformat() for end, day in records["complete_for"].items()}
    return dict(base)


def stack_of(kind: str) -> Stack:
    said = document(kind)
    return INSTALLED.select(Unit(**said["unit"]), said["year"])


def read(kind: str, **stated: Any) -> Dossier:
    return read_dossier(document(kind, **stated), stack_of(kind))


def assessed(kind: str, **stated: Any) -> Assessment:
    return assess(read(kind, **stated), stack_of(kind))


def unread(kind: str) -> set[str]:
    """The criteria without content that every unit of a kind is asked."""
    criteria = stack_of(kind).national.criteria
    return {each.code for each in criteria if each.holds is None and each.applies_where is None}


def test_both_circulars_are_installed_for_every_kind() -> None:
    of_safety = [each.standard for each in INSTALLED.supplied if each.standard.scheme == "antt-safety"]
    numbers = [(each.kinds[0], each.citation.number) for each in of_safety]
    assert sorted(numbers) == sorted(
        (kind, number) for kind in TABLES for number in ("124/2021/TT-BCA", "23/2012/TT-BCA")
    )


@EVERY_KIND
def test_a_stated_failure_decides(kind: str) -> None:
    fact, value, code = FAILURES[kind]
    found = assessed(kind, **{fact: value})
    assert found.verdict is Verdict.NOT_MET
    assert [each.criterion for each in found.findings if each.outcomes is Outcomes.NOT_MET] == [code]
    assert [each.id for each in found.standards] == [f"vn/antt-safety/23-2012/{kind.replace('_', '-')}"]


@EVERY_KIND
def test_a_dossier_without_fault_waits_for_what_could_not_be_read_and_names_it(kind: str) -> None:
    found = assessed(kind)
    assert found.verdict is Verdict.UNDECIDED
    gaps = {each.gap.name for each in found.missing if each.gap.code is GapCode.UNTRANSCRIBED}
    assert gaps == unread(kind)
    for locale in LOCALES:
        labels = {each.citation.label.in_locale(locale) for each in found.findings if each.criterion in gaps}
        assert [label for label in labels if label not in found.explain(locale)] == []


@EVERY_KIND
def test_the_result_says_what_it_rests_upon(kind: str) -> None:
    codes = [each.code for each in assessed(kind).assumptions]
    assert "circular-23-2012-read-in-part" in codes
    assert "circular-48-2025-not-read" not in codes


@EVERY_KIND
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_nothing_is_ever_met(kind: str, data: st.DataObject) -> None:
    stack = stack_of(kind)
    dossier = data.draw(dossiers(stack, year=2018))
    for basis in Basis:
        assert assess(dossier, stack, basis=basis).verdict in (Verdict.NOT_MET, Verdict.UNDECIDED)


@EVERY_KIND
def test_a_dossier_of_2018_is_replayed_to_the_same_result(kind: str) -> None:
    """Read back from what was stored, and decided again with nothing but the circular of its time at hand."""
    fact, value, _ = FAILURES[kind]
    first = assessed(kind, **{fact: value})
    stored = write_dossier(read(kind, **{fact: value}))
    alone = Registry(tuple(each for each in INSTALLED.supplied if each.standard in UNDER_CIRCULAR_23_2012))
    for registry in (INSTALLED, alone):
        stack = registry.select(Unit(**document(kind)["unit"]), 2018)
        again = assess(read_dossier(stored, stack), stack)
        assert (again, again.input_digest) == (first, first.input_digest)
    assert read_assessment(write_assessment(first)) == first
