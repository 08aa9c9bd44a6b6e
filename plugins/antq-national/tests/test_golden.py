"""The golden cases: Articles 4 and 5 as tables, each case a small change of a dossier that is met."""

import copy
import datetime
import functools
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

from antq_core import Assessment, Basis, Registry, Stack, Unit, assess
from antq_core.codec.dossiers import read_dossier
from antq_core.possible import Verdict
from antq_national.plugin import antq_standards

Table = dict[str, Any]

GOLDEN = Path(__file__).parent / "golden"
TABLES: Mapping[str, Table] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLDEN.glob("*.toml"))
}
CASES = [(table, case) for table, content in TABLES.items() for case in content["case"]]
ITEMS = ("incidents", "movement_models", "roster")
EXPECTED = ("outcomes", "verdict")
KEYS = {"name", "verified", "last_year", "claimed", "lists", "decided_on", "basis", "readings"}
KEYS |= {*ITEMS, *EXPECTED}
COVERS = {"open": {"complete_for": None, "attested_by": None}, "claimed": {"basis": "claimed"}}

# What each `assessed` of the tables means, as statements put into the unit's own dossier.
CHILDREN: Mapping[tuple[str, str], Table] = {
    ("residential_area", "met"): {},
    ("residential_area", "not_met"): {"new_hotspots": 1},
    ("residential_area", "undecided"): {"new_hotspots": "unknown"},
    ("school", "in_scope"): {"level": "above_primary"},
    ("school", "out_of_scope"): {"level": "primary"},
    ("enterprise", "in_scope"): {"size": "large"},
    ("enterprise", "out_of_scope"): {"size": "small"},
    ("enterprise", "scope_unknown"): {"size": "unknown"},
    ("agency", "in_scope"): {"armed_forces": False},
    ("agency", "out_of_scope"): {"armed_forces": True},
}


def plain(value: Any) -> Any:
    """A value of TOML as one of JSON, which has no days; null is what nobody has stated."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return None if value == "unknown" else value


def roster(table: str, case: Table) -> Iterator[tuple[Table, str | None]]:
    """The entries of a case's roster, each with what its unit's own dossier comes to."""
    content = TABLES[table]
    for number, group in enumerate(case.get("roster", content["base"].get("roster", []))):
        entry = content["defaults"]["roster"] | group
        times, assessed = entry.pop("times", 1), entry.pop("assessed", None)
        yield from (({"unit": f"don-vi-{number}-{n}", **entry}, assessed) for n in range(times))


def document(table: str, case: Table) -> Table:
    """The JSON value of a case's dossier: the base with everything that the case changes in it."""
    content = TABLES[table]
    changed = copy.deepcopy(content["base"])
    changed.pop("roster", None)
    changed["decision_date"] = case.get("decided_on", changed["decision_date"])
    changed["verified"] |= case.get("verified", {})
    changed["claimed"] = changed["verified"] | case.get("claimed", {})
    changed["last_year"] |= case.get("last_year", {})
    for name, records in changed["records"].items():
        if name == "roster":
            records["items"] = [entry for entry, _ in roster(table, case)]
        elif name in case:
            records["items"] = [content["defaults"][name] | item for item in case[name]]
    for name, covers in case.get("lists", {}).items():
        changed["records"][name] |= COVERS[covers] if isinstance(covers, str) else {"complete_for": covers}
    return plain(changed)


@functools.cache
def registry() -> Registry:
    return Registry.of(antq_standards())


def stack_for(dossier: Table) -> Stack:
    return registry().select(Unit(**dossier["unit"]), dossier["year"])


@functools.cache
def child(kind: str, assessed: str) -> Assessment:
    """The assessment of a unit, of whatever name, whose dossier comes to what a table says."""
    area = plain(TABLES["article_4"]["base"])
    below = area if kind == "residential_area" else {key: area[key] for key in ("format", "year")}
    below |= {"unit": area["unit"] | {"kind": kind}}
    below |= {"verified": plain(below.get("verified", {}) | CHILDREN[kind, assessed])}
    stack = stack_for(below)
    return assess(read_dossier(below, stack), stack)


def children(table: str, case: Table) -> Iterator[Assessment]:
    """The assessments of the units on a case's roster that have a dossier."""
    if "roster" in TABLES[table]["defaults"]:
        for entry, assessed in roster(table, case):
            if assessed is not None:
                found = child(entry["kind"], assessed)
                yield attrs.evolve(found, unit=attrs.evolve(found.unit, id=entry["unit"]))


def result(table: str, case: Table) -> Assessment:
    """What the library says of a case."""
    changed = document(table, case)
    stack = stack_for(changed)
    return assess(
        read_dossier(changed, stack),
        stack,
        readings=case.get("readings", {}),
        basis=Basis(case.get("basis", "verified")),
        children=children(table, case),
    )


def expected_outcomes(table: str, case: Table) -> dict[str, list[str]]:
    """What does not stay met; a criterion that is named by itself goes before its group."""
    groups, expected = TABLES[table]["groups"], case.get("outcomes", {})
    in_groups = {code: words for name, words in expected.items() for code in groups.get(name, [])}
    return in_groups | {name: words for name, words in expected.items() if name not in groups}


@pytest.mark.parametrize(("table", "case"), CASES, ids=[f"{table}: {case['name']}" for table, case in CASES])
def test_the_case_comes_out_as_its_table_says(table: str, case: Table) -> None:
    found = result(table, case)
    came_to = {finding.criterion: list(finding.outcomes.words) for finding in found.findings}
    assert came_to == {code: ["met"] for code in came_to} | expected_outcomes(table, case)
    assert found.verdict is Verdict(case["verdict"])


def test_a_child_comes_to_what_its_name_says() -> None:
    for kind, assessed in CHILDREN:
        found = child(kind, assessed)
        in_scope = {"scope_unknown": ("false", "true"), "out_of_scope": ("false",)}.get(assessed, ("true",))
        assert found.in_scope.words == in_scope
        assert found.verdict.value == {"in_scope": "undecided", "scope_unknown": "undecided"}.get(
            assessed, assessed
        )


def test_cases_say_nothing_that_is_not_explained() -> None:
    assert [(case["name"], key) for _, case in CASES for key in case.keys() - KEYS] == []


def test_every_criterion_has_a_case_of_each_outcome() -> None:
    for table, content in TABLES.items():
        seen = {code: {("met",)} for code in codes(table)}
        for case in content["case"]:
            for code, words in expected_outcomes(table, case).items():
                seen[code].add(tuple(words))
        needed = {("met",), ("not_met",), ("met", "not_met")}
        assert {code: needed - found for code, found in seen.items() if needed - found} == {}


def codes(table: str) -> list[str]:
    """The codes of the criteria that a table is about."""
    stack = stack_for(TABLES[table]["base"])
    return [criterion.code for _, criterion in stack.criteria]


def test_every_reading_decides_some_case_by_itself() -> None:
    """Cases alike but for one reading: undecided while it is open, decided differently by its options."""
    verdicts: dict[tuple[str, str], dict[str, str]] = {}
    for table, case in CASES:
        chosen = case.get("readings", {})
        for name in declared():
            others = {key: option for key, option in chosen.items() if key != name}
            same = {key: each for key, each in case.items() if key not in ("name", "readings", *EXPECTED)}
            alike = verdicts.setdefault((name, repr((table, same, others))), {})
            alike[chosen.get(name, "open")] = case["verdict"]
    shown = {
        name
        for (name, _), alike in verdicts.items()
        if alike.keys() == {"open", *declared()[name]} and alike["open"] == "undecided"
        if {alike[code] for code in declared()[name]} == {"met", "not_met"}
    }
    assert shown == set(declared())


def declared() -> dict[str, tuple[str, ...]]:
    """The options of every reading of the national standards."""
    return {reading.name: reading.codes for each in antq_standards() for reading in each.readings}
