"""The made-up commune of `examples/`: what is committed is what its maker makes, and shows what it says."""

import datetime
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
from antq_core.possible import Outcomes, Truths
from antq_national.plugin import antq_standards

EXAMPLES = Path(__file__).parents[3] / "examples"
COMMUNE = EXAMPLES / "commune"
STATES = ("before", "after")
REGISTRY = Registry.of(antq_standards())
EITHER = Outcomes.MET | Outcomes.NOT_MET
KINDS = ("residential_area", "agency", "enterprise", "school")
Counts = tuple[int, int, int, int]
BY_DECISION, BY_VERDICT = {"recognised_means": "by_decision"}, {"recognised_means": "by_verdict"}
ALL_UNITS, EACH_KIND = {"seventy_percent_of": "all_units"}, {"seventy_percent_of": "each_kind"}


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


def counted(state: str, basis: Basis) -> dict[str, dict[str, int]]:
    found = {kind: Counter[str]() for kind in KINDS}
    for each in units(state, basis):
        found[each.unit.kind][each.verdict.value] += 1
    return {kind: dict(verdicts) for kind, verdicts in found.items()}


def not_met_in(assessment: Assessment) -> list[str]:
    return [each.criterion for each in assessment.findings if each.outcomes is Outcomes.NOT_MET]


def test_the_committed_files_are_what_their_maker_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(EXAMPLES)  # as when it is run as a script
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
    ("state", "basis", "counts"),
    [
        ("before", Basis.VERIFIED, [(16, 5, 3, 0), (3, 4, 4, 1), (3, 2, 2, 2), (1, 1, 2, 2)]),
        ("before", Basis.CLAIMED, [(21, 1, 2, 0), (6, 2, 3, 1), (4, 1, 2, 2), (2, 0, 2, 2)]),
        ("after", Basis.VERIFIED, [(18, 5, 1, 0), (5, 4, 2, 1), (3, 2, 2, 2), (1, 1, 2, 2)]),
        ("after", Basis.CLAIMED, [(22, 1, 1, 0), (7, 2, 2, 1), (4, 1, 2, 2), (2, 0, 2, 2)]),
    ],
)
def test_so_many_units_of_each_kind_come_to_each_verdict(
    state: str, basis: Basis, counts: list[Counts]
) -> None:
    words = ("met", "not_met", "undecided", "out_of_scope")
    assert counted(state, basis) == {
        kind: {word: number for word, number in zip(words, numbers, strict=True) if number}
        for kind, numbers in zip(KINDS, counts, strict=True)
    }


def test_each_unit_that_is_not_met_has_one_reason() -> None:
    reasons = {each.unit.id: not_met_in(each) for each in units("before") if each.verdict is Verdict.NOT_MET}
    assert reasons == {
        "thon-mau-19": ["KDC-1c"],
        "thon-mau-20": ["KDC-4c1"],
        "thon-mau-21": ["KDC-1a"],
        "thon-mau-22": ["KDC-4b"],
        "thon-mau-23": ["KDC-5b"],
        "co-quan-mau-06": ["CQ-3e"],
        "co-quan-mau-07": ["CQ-1b"],
        "co-quan-mau-08": ["CQ-2"],
        "co-quan-mau-09": ["CQ-4a"],
        "doanh-nghiep-mau-04": ["CQ-3d"],
        "doanh-nghiep-mau-05": ["CQ-5a"],
        "truong-mau-02": ["GD-6b"],
    }


def test_each_unit_that_is_undecided_waits_for_one_thing_or_for_readings() -> None:
    waiting = [each for each in units("before") if each.verdict is Verdict.UNDECIDED]
    assert {each.unit.id: {missing.gap.name for missing in each.missing} for each in waiting} == {
        "thon-mau-17": {"records.incidents"},
        "thon-mau-18": {"force_members_disciplined"},
        "thon-mau-24": {"level_with_last_year", "reduction_is_counted"},
        "co-quan-mau-04": {"records.incidents"},
        "co-quan-mau-05": {"guards_disciplined"},
        "co-quan-mau-10": {"nobody_disciplined_in"},
        "co-quan-mau-11": {"warning_qualifies"},
        "doanh-nghiep-mau-06": {"guard_force_rating"},
        "doanh-nghiep-mau-07": {"size"},
        "truong-mau-03": {"school_with_primary"},
        "truong-mau-04": {"level"},
    }


def test_units_whose_scope_is_not_known_may_be_met_or_out_of_scope() -> None:
    unknown = [each for each in units("before") if each.in_scope is Truths.EITHER]
    assert {each.unit.id: each.possible.words for each in unknown} == dict.fromkeys(
        ("doanh-nghiep-mau-07", "truong-mau-03", "truong-mau-04"), ("met", "out_of_scope")
    )


def test_what_does_not_apply_to_a_unit_is_not_asked_of_it() -> None:
    not_asked: dict[str, list[str]] = {}
    for each in units("before"):
        for found in each.findings:
            if found.outcomes is Outcomes.NOT_APPLICABLE:
                not_asked.setdefault(each.unit.id, []).append(found.criterion)
    assert not_asked == {
        "co-quan-mau-02": ["CQ-1a"],
        "co-quan-mau-03": ["CQ-4a", "CQ-5a"],
        "truong-mau-01": ["GD-2b", "GD-5a", "GD-5b"],
    }


@pytest.mark.parametrize(
    ("unit", "day", "kind", "verdict"),
    [
        ("doanh-nghiep-mau-01", "2025-11-15", "work_accident", Verdict.MET),
        ("co-quan-mau-06", "2025-11-16", "state_secret_breach", Verdict.NOT_MET),
        ("doanh-nghiep-mau-04", "2026-11-15", "unlawful_strike", Verdict.NOT_MET),
        ("doanh-nghiep-mau-02", "2026-11-16", "unlawful_strike", Verdict.MET),
    ],
)
def test_the_days_at_both_ends_of_the_window_of_organisations_are_tried(
    unit: str, day: str, kind: str, verdict: Verdict
) -> None:
    (document,) = (each for each in documents("before") if each["unit"]["id"] == unit)
    listed = {(each["occurred_on"], each["kind"]) for each in document["records"]["incidents"]["items"]}
    (found,) = (each for each in units("before") if each.unit.id == unit)
    assert (day, kind) in listed
    assert found.verdict is verdict


def test_everything_is_decided_after_its_window_and_before_its_deadline() -> None:
    for dossier in dossiers("before"):
        is_area = dossier.unit.kind == "residential_area"
        window = REGISTRY.select(dossier.unit, dossier.year).window.for_year(dossier.year)
        assert dossier.decision_date is not None
        assert window.last < dossier.decision_date < datetime.date(2026, 11, 15 if is_area else 20)


def test_the_area_without_a_dossier_is_on_the_roster() -> None:
    assert "thon-mau-25" not in {each.unit.id for each in dossiers("before")}
    assert "thon-mau-25" in {gap.name for gap in commune("before").finding("XA-4b").gaps}


def test_a_unit_may_be_met_and_not_recognised() -> None:
    entries = {each["unit"]: each for each in documents("after")[-1]["records"]["roster"]["items"]}
    met = {each.unit.id for each in units("after") if each.verdict is Verdict.MET}
    recognised = {unit for unit, entry in entries.items() if entry["recognised"]}
    assert recognised < met
    assert met - recognised == {"doanh-nghiep-mau-03"}


def test_the_roster_says_of_a_unit_what_its_own_dossier_says() -> None:
    entries = {each["unit"]: each for each in documents("before")[-1]["records"]["roster"]["items"]}
    for document in documents("before")[:-1]:
        assert entries[document["unit"]["id"]]["kind"] == document["unit"]["kind"]
        assert entries[document["unit"]["id"]]["registered"] is document["verified"].get("registered", False)


def test_four_dossiers_and_the_decisions_are_all_that_changed() -> None:
    before, after = documents("before"), documents("after")
    changed = [one["unit"]["id"] for one, other in zip(before, after, strict=True) if one != other]
    assert changed == ["thon-mau-17", "thon-mau-18", "co-quan-mau-04", "co-quan-mau-05", "xa-mau"]
    for document in (before[-1], after[-1]):
        for entry in document["records"]["roster"]["items"]:
            entry.pop("recognised")
    assert before[-1] == after[-1]


@pytest.mark.parametrize(
    ("state", "readings", "outcomes", "verdict"),
    [
        ("before", {}, EITHER, Verdict.UNDECIDED),
        ("before", BY_DECISION, Outcomes.NOT_MET, Verdict.NOT_MET),
        ("before", BY_VERDICT, EITHER, Verdict.UNDECIDED),
        ("before", BY_VERDICT | ALL_UNITS, EITHER, Verdict.UNDECIDED),
        ("before", EACH_KIND, Outcomes.NOT_MET, Verdict.NOT_MET),
        ("after", {}, EITHER, Verdict.UNDECIDED),
        ("after", BY_DECISION, EITHER, Verdict.UNDECIDED),
        ("after", BY_VERDICT, EITHER, Verdict.UNDECIDED),
        ("after", ALL_UNITS, Outcomes.MET, Verdict.MET),
        ("after", EACH_KIND, Outcomes.NOT_MET, Verdict.NOT_MET),
    ],
)
def test_the_commune_turns_on_its_seventy_percent(
    state: str, readings: dict[str, str], outcomes: Outcomes, verdict: Verdict
) -> None:
    found = commune(state, **readings)
    assert found.finding("XA-4b").outcomes is outcomes
    assert found.verdict is verdict
    assert {each.outcomes for each in found.findings if each.criterion != "XA-4b"} == {Outcomes.MET}


def test_after_only_one_question_of_the_law_is_left() -> None:
    assert [each.gap.name for each in commune("after").missing] == ["seventy_percent_of"]


@pytest.mark.parametrize(
    ("state", "readings", "parts"),
    [
        ("before", BY_DECISION, ["16", "3", "2", "1", "22"]),
        ("before", BY_VERDICT, ["16 to 20", "3 to 6", "3", "1", "23 to 30"]),
        ("after", BY_DECISION, ["18", "5", "2", "1", "26"]),
        ("after", BY_VERDICT, ["18 to 20", "5 to 6", "3", "1", "27 to 30"]),
    ],
)
def test_so_many_of_each_kind_and_of_all_are_recognised(
    state: str, readings: dict[str, str], parts: list[str]
) -> None:
    compared = [
        [figure.shown.en for figure in part.figures]
        for option in (EACH_KIND, ALL_UNITS)
        for part in commune(state, **readings, **option).finding("XA-4b").compared
    ]
    shares = [figures for figures in compared if len(figures) == 3]
    assert [part for _, part, _ in shares] == parts
    assert [(whole, least) for whole, _, least in shares] == [
        ("25", "18"),
        ("6", "5"),
        ("5", "4"),
        ("1", "1"),
        ("37", "26"),
    ]


def test_without_the_units_it_is_not_known_who_must_register() -> None:
    dossier = dossiers("after")[-1]
    alone = assess(dossier, REGISTRY.select(dossier.unit, dossier.year))
    assert alone.finding("XA-4a").outcomes is EITHER


def test_as_many_crimes_are_stated_as_the_list_shows_in_the_window() -> None:
    for dossier in dossiers("before"):
        if dossier.unit.kind in ("residential_area", "commune"):
            window = REGISTRY.select(dossier.unit, dossier.year).window.for_year(dossier.year)
            listed = [each for each in dossier.records["incidents"].items if each.value("kind") == "crime"]
            in_window = [each for each in listed if each.value(str(Incident.declaration.dated_by)) in window]
            assert dossier.verified.value("crimes") == len(in_window)


@pytest.mark.parametrize(("arguments", "word"), [([], "chưa kết luận"), (["--en"], "undecided")])
@pytest.mark.parametrize("columns", [80, 100])
def test_the_demo_names_every_unit_that_is_not_met_and_keeps_within_its_columns(
    arguments: list[str], word: str, columns: int
) -> None:
    run = subprocess.run(
        [sys.executable, str(EXAMPLES / "demo.py"), *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": str(columns)},
    )
    assert run.stderr == ""
    assert word in run.stdout
    told = [str(each.unit.name) for each in units("before") if each.verdict is not Verdict.MET]
    names = [name.removesuffix(" (giả định)") for name in told]
    assert [name for name in (*names, "thon-mau-25") if name not in run.stdout] == []
    assert [line for line in run.stdout.splitlines() if len(line.rstrip()) > columns] == []
