"""The made-up commune of `examples/`: what is committed is what its maker makes, and shows what it says."""

import functools
import os
import runpy
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from antq_core import Assessment, Basis, Dossier, Registry, Unit, Verdict, assess, assess_together
from antq_core.codec.dossiers import read_dossier
from antq_core.codec.text import parse
from antq_core.domain.incidents import Incident
from antq_core.possible import Outcomes
from antq_national.plugin import antq_standards

EXAMPLES = Path(__file__).parents[3] / "examples"
COMMUNE = EXAMPLES / "commune"
STATES = ("before", "after")
REGISTRY = Registry.of(antq_standards())
EITHER = Outcomes.MET | Outcomes.NOT_MET


def documents(state: str) -> list[dict[str, Any]]:
    lines = (COMMUNE / f"{state}.jsonl").read_text(encoding="utf-8").splitlines()
    return [parse(line) for line in lines]


@functools.cache
def dossiers(state: str) -> tuple[Dossier, ...]:
    return tuple(
        read_dossier(each, REGISTRY.select(Unit(**each["unit"]), each["year"])) for each in documents(state)
    )


@functools.cache
def units(state: str, basis: Basis = Basis.VERIFIED) -> tuple[Assessment, ...]:
    """Everything but the commune, which stands last."""
    return assess_together(dossiers(state), REGISTRY, basis=basis)[:-1]


def commune(state: str, **readings: str) -> Assessment:
    dossier = dossiers(state)[-1]
    stack = REGISTRY.select(dossier.unit, dossier.year)
    return assess(dossier, stack, readings=readings, children=units(state))


def counted(state: str, basis: Basis, kind_is_area: bool) -> dict[str, int]:
    found = units(state, basis)
    verdicts = [each.verdict for each in found if (each.unit.kind == "residential_area") is kind_is_area]
    return {verdict.value: count for verdict, count in Counter(verdicts).items()}


def not_met_in(assessment: Assessment) -> list[str]:
    return [each.criterion for each in assessment.findings if each.outcomes is Outcomes.NOT_MET]


def test_the_committed_files_are_what_their_maker_makes() -> None:
    made = runpy.run_path(str(EXAMPLES / "make_commune.py"))["files"]()
    assert set(made) == {f"{state}.jsonl" for state in STATES}
    for name, text in made.items():
        assert (COMMUNE / name).read_bytes() == text.encode("utf-8")


@pytest.mark.parametrize("state", STATES)
def test_every_unit_says_that_it_is_made_up(state: str) -> None:
    assert [
        each["unit"]["name"] for each in documents(state) if "(giả định)" not in each["unit"]["name"]
    ] == []


@pytest.mark.parametrize(
    ("state", "basis", "areas"),
    [
        ("before", Basis.VERIFIED, {"met": 16, "not_met": 5, "undecided": 3}),
        ("before", Basis.CLAIMED, {"met": 21, "not_met": 1, "undecided": 2}),
        ("after", Basis.VERIFIED, {"met": 18, "not_met": 5, "undecided": 1}),
        ("after", Basis.CLAIMED, {"met": 22, "not_met": 1, "undecided": 1}),
    ],
)
def test_so_many_areas_come_to_each_verdict(state: str, basis: Basis, areas: dict[str, int]) -> None:
    assert counted(state, basis, kind_is_area=True) == areas
    assert counted(state, basis, kind_is_area=False) == {"out_of_scope": 3, "undecided": 2}


def test_each_area_that_is_not_met_has_one_reason() -> None:
    reasons = {each.unit.id: not_met_in(each) for each in units("before") if each.verdict is Verdict.NOT_MET}
    assert reasons == {
        "thon-mau-19": ["KDC-1c"],
        "thon-mau-20": ["KDC-4c1"],
        "thon-mau-21": ["KDC-1a"],
        "thon-mau-22": ["KDC-4b"],
        "thon-mau-23": ["KDC-5b"],
    }


def test_each_area_that_is_undecided_waits_for_one_thing_or_for_readings() -> None:
    waiting = [each for each in units("before") if each.verdict is Verdict.UNDECIDED]
    assert {each.unit.id: {missing.gap.name for missing in each.missing} for each in waiting} == {
        "thon-mau-17": {"records.incidents"},
        "thon-mau-18": {"force_members_disciplined"},
        "thon-mau-24": {"level_with_last_year", "reduction_is_counted"},
        "doanh-nghiep-lon-mau": {"6"},
        "doanh-nghiep-chua-ro-mau": {"size", "6"},
    }


def test_the_area_without_a_dossier_is_on_the_roster() -> None:
    assert "thon-mau-25" not in {each.unit.id for each in dossiers("before")}
    assert "thon-mau-25" in {gap.name for gap in commune("before").finding("XA-4b").gaps}


def test_two_dossiers_and_the_decisions_are_all_that_changed() -> None:
    before, after = documents("before"), documents("after")
    changed = [one["unit"]["id"] for one, other in zip(before, after, strict=True) if one != other]
    assert changed == ["thon-mau-17", "thon-mau-18", "xa-mau"]
    for document in (before[-1], after[-1]):
        for entry in document["records"]["roster"]["items"]:
            entry.pop("recognised")
    assert before[-1] == after[-1]


@pytest.mark.parametrize(
    ("state", "readings", "outcomes", "verdict"),
    [
        ("before", {}, EITHER, Verdict.UNDECIDED),
        ("before", {"recognised_means": "by_decision"}, Outcomes.NOT_MET, Verdict.NOT_MET),
        ("before", {"recognised_means": "by_verdict"}, EITHER, Verdict.UNDECIDED),
        ("after", {}, Outcomes.MET, Verdict.MET),
        ("after", {"recognised_means": "by_decision"}, Outcomes.MET, Verdict.MET),
        ("after", {"recognised_means": "by_verdict"}, Outcomes.MET, Verdict.MET),
    ],
)
def test_the_commune_turns_on_its_seventy_percent(
    state: str, readings: dict[str, str], outcomes: Outcomes, verdict: Verdict
) -> None:
    found = commune(state, **readings)
    assert found.finding("XA-4b").outcomes is outcomes
    assert found.verdict is verdict
    assert {each.outcomes for each in found.findings if each.criterion != "XA-4b"} == {Outcomes.MET}


def test_as_many_crimes_are_stated_as_the_list_shows_in_the_window() -> None:
    for dossier in dossiers("before"):
        if "incidents" in dossier.records:
            window = REGISTRY.select(dossier.unit, dossier.year).window.for_year(dossier.year)
            listed = [each for each in dossier.records["incidents"].items if each.value("kind") == "crime"]
            in_window = [each for each in listed if each.value(str(Incident.declaration.dated_by)) in window]
            assert dossier.verified.value("crimes") == len(in_window)


@pytest.mark.parametrize(("arguments", "word"), [([], "chưa kết luận"), (["--en"], "undecided")])
def test_the_demo_runs(arguments: list[str], word: str) -> None:
    run = subprocess.run(
        [sys.executable, str(EXAMPLES / "demo.py"), *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "120"},
    )
    assert run.stderr == ""
    assert word in run.stdout
    assert all(f"Thôn Mẫu {number:02} (giả định)" in run.stdout for number in range(1, 25))
