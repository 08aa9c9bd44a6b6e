"""The golden cases: the articles of both circulars as tables, each case a small change of one dossier.

Under Circular 124/2021/TT-BCA that dossier is met. Under Circular 23/2012/TT-BCA nothing is: its table says
in `base_outcomes` what could not be read and stays open.
"""

import copy
import datetime
import functools
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

from antq_core import Assessment, Basis, Registry, Stack, Standard, Unit, assess
from antq_core.codec.dossiers import read_dossier
from antq_core.possible import Interval, Verdict
from antq_core.standards.criteria import Criterion
from antq_national.plugin import antq_standards

Table = dict[str, Any]

GOLDEN = Path(__file__).parent / "golden"
TABLES: Mapping[str, Table] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLDEN.glob("*.toml"))
}
ITEMS = ("incidents", "movement_models", "roster")
EXPECTED = ("outcomes", "figures", "verdict")
WORDS = ("name", "vi", "about")
KEYS = {"kinds", "verified", "last_year", "claimed", "lists", "decided_on", "basis", "readings"}
KEYS |= {*WORDS, *ITEMS, *EXPECTED}
COVERS = {"open": {"complete_for": None, "attested_by": None}, "claimed": {"basis": "claimed"}}

# What each `assessed` of the tables means, as statements put into the dossier that its own table is based on:
# by the circular, the kind of unit and the word.
Child = tuple[str, str, str]
SINCE, BEFORE = "124/2021/TT-BCA", "23/2012/TT-BCA"
UNDER_THE_CIRCULAR_IN_FORCE: Mapping[tuple[str, str], Table] = {
    ("residential_area", "met"): {},
    ("residential_area", "not_met"): {"new_hotspots": 1},
    ("residential_area", "undecided"): {"new_hotspots": "unknown"},
    ("agency", "met"): {},
    ("agency", "not_met"): {"guards_disciplined": 1},
    ("agency", "undecided"): {"guards_disciplined": "unknown"},
    ("agency", "out_of_scope"): {"armed_forces": True},
    ("agency", "scope_unknown"): {"armed_forces": "unknown"},
    ("enterprise", "met"): {},
    ("enterprise", "not_met"): {"guards_disciplined": 1},
    ("enterprise", "undecided"): {"guards_disciplined": "unknown"},
    ("enterprise", "out_of_scope"): {"size": "small"},
    ("enterprise", "scope_unknown"): {"size": "unknown"},
    ("school", "met"): {},
    ("school", "not_met"): {"guards_disciplined": 1},
    ("school", "undecided"): {"guards_disciplined": "unknown"},
    ("school", "out_of_scope"): {"level": "primary"},
    ("school", "scope_unknown"): {"level": "primary_and_above"},
}
CHILDREN: Mapping[Child, Table] = {
    **{(SINCE, *named): said for named, said in UNDER_THE_CIRCULAR_IN_FORCE.items()},
    (BEFORE, "residential_area", "not_met"): {"registered": False},
    (BEFORE, "residential_area", "undecided"): {},
}


def kinds(table: str, case: Table) -> list[str]:
    """The kinds of unit that a case is of: by itself, by its table, or that of the base alone."""
    content = TABLES[table]
    return case.get("kinds") or list(content.get("kinds", [])) or [content["base"]["unit"]["kind"]]


CASES = [
    (table, kind, case)
    for table, content in TABLES.items()
    for case in content["case"]
    for kind in kinds(table, case)
]
TABLES_AND_KINDS = list(dict.fromkeys((table, kind) for table, kind, _ in CASES))
EVERY = pytest.mark.parametrize(("table", "kind"), TABLES_AND_KINDS)
NAMES = [f"{table}, {kind}: {case['name']}" for table, kind, case in CASES]


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


def document(table: str, kind: str, case: Table) -> Table:
    """The JSON value of a case's dossier: the base with everything that the case changes in it."""
    content = TABLES[table]
    changed = copy.deepcopy(content["base"])
    changed.pop("roster", None)
    changed["unit"]["kind"] = kind
    changed["decision_date"] = case.get("decided_on", changed["decision_date"])
    changed["verified"] |= content.get("kinds", {}).get(kind, {}) | case.get("verified", {})
    changed["claimed"] = changed["verified"] | case.get("claimed", {})
    changed["last_year"] = changed.get("last_year", {}) | case.get("last_year", {})
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
def child(circular: str, kind: str, assessed: str) -> Assessment:
    """The assessment of a unit, of whatever name, whose dossier comes to what a table says."""
    (table,) = (one for one, of in TABLES_AND_KINDS if of == kind and circular_of(one, of) == circular)
    below = document(table, kind, {"verified": CHILDREN[circular, kind, assessed]})
    stack = stack_for(below)
    return assess(read_dossier(below, stack), stack)


def children(table: str, case: Table) -> Iterator[Assessment]:
    """The assessments of the units on a case's roster that have a dossier."""
    if "roster" in TABLES[table]["defaults"]:
        for entry, assessed in roster(table, case):
            if assessed is not None:
                found = child(circular_of(table, "commune"), entry["kind"], assessed)
                yield attrs.evolve(found, unit=attrs.evolve(found.unit, id=entry["unit"]))


def result(table: str, kind: str, case: Table) -> Assessment:
    """What the library says of a case."""
    changed = document(table, kind, case)
    stack = stack_for(changed)
    return assess(
        read_dossier(changed, stack),
        stack,
        readings=case.get("readings", {}),
        basis=Basis(case.get("basis", "verified")),
        children=children(table, case),
    )


def in_full(table: str, names: Mapping[str, Any]) -> Table:
    """What is said by the names of criteria and groups; a criterion named by itself goes before its group."""
    groups = TABLES[table]["groups"]
    in_groups = {code: said for name, said in names.items() for code in groups.get(name, [])}
    return in_groups | {name: said for name, said in names.items() if name not in groups}


def base_outcomes(table: str) -> dict[str, list[str]]:
    """What is not met in the base; all else is."""
    return dict(TABLES[table].get("base_outcomes", {}))


def expected_outcomes(table: str, case: Table) -> dict[str, list[str]]:
    """What does not stay as it is in the base."""
    return in_full(table, case.get("outcomes", {}))


def in_all(table: str, kind: str, case: Table) -> dict[str, list[str]]:
    """What every criterion comes to in a case that is in scope."""
    stays = {code: ["met"] for code in codes(table, kind)} | base_outcomes(table)
    return stays | expected_outcomes(table, case)


def spoken_of(table: str, case: Table) -> set[str]:
    """The criteria that a case is about."""
    return set(in_full(table, case.get("outcomes", {}) | dict.fromkeys(case.get("about", []))))


@pytest.mark.parametrize(("table", "kind", "case"), CASES, ids=NAMES)
def test_the_case_comes_out_as_its_table_says(table: str, kind: str, case: Table) -> None:
    found = result(table, kind, case)
    assert found.verdict is Verdict(case["verdict"])
    came_to = {finding.criterion: list(finding.outcomes.words) for finding in found.findings}
    assert came_to == ({} if found.verdict is Verdict.OUT_OF_SCOPE else in_all(table, kind, case))


@pytest.mark.parametrize(
    ("table", "kind", "case"),
    [each for each in CASES if "figures" in each[2]],
    ids=[name for name, (_, _, case) in zip(NAMES, CASES, strict=True) if "figures" in case],
)
def test_the_case_shows_the_figures_of_its_table(table: str, kind: str, case: Table) -> None:
    found = result(table, kind, case)
    for code, ends in case["figures"].items():
        compared = [[figure.possible for figure in each.figures] for each in found.finding(code).compared]
        assert [Interval(*each) for each in ends] in compared


def test_a_child_comes_to_what_its_name_says() -> None:
    for circular, kind, assessed in CHILDREN:
        found = child(circular, kind, assessed)
        in_scope = {"scope_unknown": ("false", "true"), "out_of_scope": ("false",)}.get(assessed, ("true",))
        assert found.in_scope.words == in_scope
        assert found.verdict.value == {"scope_unknown": "undecided"}.get(assessed, assessed)


def test_cases_say_nothing_that_is_not_explained() -> None:
    assert [(case["name"], key) for _, _, case in CASES for key in case.keys() - KEYS] == []


def test_every_case_has_a_name_of_its_own_in_both_languages() -> None:
    for content in TABLES.values():
        for word in ("name", "vi"):
            names = [case[word].strip() for case in content["case"]]
            assert all(names)
            assert len(set(names)) == len(names)
        assert [case["vi"] for case in content["case"] if case["vi"].isascii()] == []


def test_every_case_but_the_base_says_what_it_is_about() -> None:
    for table, content in TABLES.items():
        base, *others = content["case"]
        assert base.keys() == {"name", "vi", "verdict"}
        known = {"scope"}.union(*(codes(table, kind) for kind in kinds(table, base)))
        for case in others:
            assert spoken_of(table, case)
            assert spoken_of(table, case) <= known


@EVERY
def test_every_criterion_has_a_case_of_each_outcome(table: str, kind: str) -> None:
    seen: dict[str, set[tuple[str, ...]]] = {code: set() for code in codes(table, kind)}
    for case in TABLES[table]["case"]:
        if kind in kinds(table, case):
            for code, words in in_all(table, kind, case).items():
                seen[code].add(tuple(words))
    either = ("met", "not_met")
    needed = {
        each.code: {either} if each.holds is None else {("met",), ("not_met",), either}
        for each in criteria(table, kind)
    }
    assert {code: needed[code] - found for code, found in seen.items() if needed[code] - found} == {}


@EVERY
def test_every_criterion_that_some_units_are_not_asked_has_a_case_of_one(table: str, kind: str) -> None:
    seen = {
        code
        for case in TABLES[table]["case"]
        if kind in kinds(table, case)
        for code, words in in_all(table, kind, case).items()
        if words == ["not_applicable"]
    }
    assert seen == {each.code for each in criteria(table, kind) if each.applies_where is not None}


@EVERY
def test_only_what_could_not_be_read_or_is_read_in_two_ways_is_open_in_the_base(
    table: str, kind: str
) -> None:
    """Under Circular 124/2021/TT-BCA nothing is; under the one before, all that could not be read is."""
    unread = {each.code for each in criteria(table, kind) if each.holds is None}
    still_open = {code for code, words in base_outcomes(table).items() if words == ["met", "not_met"]}
    not_asked = {code for code, words in base_outcomes(table).items() if words == ["not_applicable"]}
    by_readings = {"X12-4"} & set(codes(table, kind))
    assert still_open == (unread - not_asked) | by_readings


def criteria(table: str, kind: str) -> list[Criterion]:
    """The criteria of the standard that a table is of, for a kind of unit."""
    return list(standard(table, kind).criteria)


def codes(table: str, kind: str) -> list[str]:
    """Their codes."""
    return [criterion.code for criterion in criteria(table, kind)]


@functools.cache
def standard(table: str, kind: str) -> Standard:
    """The national standard that decides the dossier of a table, as one of a kind of unit."""
    return stack_for(document(table, kind, {})).national


def circular_of(table: str, kind: str) -> str:
    """The circular of a table."""
    return standard(table, kind).citation.number


def test_there_is_a_table_for_every_kind_of_unit() -> None:
    assert sorted(standard(*each).id for each in TABLES_AND_KINDS) == sorted(
        each.id for each in antq_standards() if each.scheme == "antt-safety"
    )


@pytest.mark.parametrize(
    ("table", "kind"), [each for each in TABLES_AND_KINDS if circular_of(*each) == SINCE]
)
def test_every_reading_decides_some_case_by_itself(table: str, kind: str) -> None:
    """Cases alike but for one reading: undecided while it is open, decided differently by its options."""
    options = {reading.name: reading.codes for reading in standard(table, kind).readings}
    verdicts: dict[tuple[str, str], dict[str, str]] = {}
    for case in (each for each in TABLES[table]["case"] if kind in kinds(table, each)):
        chosen = case.get("readings", {})
        for name in options:
            others = {key: option for key, option in chosen.items() if key != name}
            same = {key: each for key, each in case.items() if key not in ("readings", *WORDS, *EXPECTED)}
            alike = verdicts.setdefault((name, repr((same, others))), {})
            alike[chosen.get(name, "open")] = case["verdict"]
    shown = {
        name
        for (name, _), alike in verdicts.items()
        if alike.keys() == {"open", *options[name]} and alike["open"] == "undecided"
        if len({alike[code] for code in options[name]} - {"undecided"}) == len(options[name])
    }
    assert shown == set(options)


@pytest.mark.parametrize(
    ("table", "kind"), [each for each in TABLES_AND_KINDS if circular_of(*each) == BEFORE]
)
def test_every_reading_decides_some_criterion_by_itself(table: str, kind: str) -> None:
    """Where nothing can be met, a criterion that is open comes to another finding by each option."""
    options = {reading.name: reading.codes for reading in standard(table, kind).readings}
    found: dict[tuple[str, str], dict[str, dict[str, list[str]]]] = {}
    for case in (each for each in TABLES[table]["case"] if kind in kinds(table, each)):
        chosen = case.get("readings", {})
        for name in options:
            others = {key: option for key, option in chosen.items() if key != name}
            same = {key: each for key, each in case.items() if key not in ("readings", *WORDS, *EXPECTED)}
            alike = found.setdefault((name, repr((same, others))), {})
            alike[chosen.get(name, "open")] = in_all(table, kind, case)
    shown = {
        name
        for (name, _), alike in found.items()
        if alike.keys() == {"open", *options[name]}
        for code, words in alike["open"].items()
        if len(words) > 1
        if all(len(alike[option][code]) == 1 for option in options[name])
        if len({alike[option][code][0] for option in options[name]}) == len(options[name])
    }
    assert shown == set(options)
