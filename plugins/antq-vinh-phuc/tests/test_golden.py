"""The golden cases: units of the province under both circulars, each case a small change of one dossier."""

import copy
import datetime
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from antq_core import Assessment, Registry, Unit, Verdict, assess
from antq_core.codec.dossiers import read_dossier
from antq_national.plugin import antq_standards as national_standards
from antq_vinh_phuc.plugin import antq_standards

Table = dict[str, Any]

GOLDEN = Path(__file__).parent / "golden"
TABLES: Mapping[str, Table] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLDEN.glob("*.toml"))
}
CASES = [(table, case) for table, content in TABLES.items() for case in content["case"]]
EVERY = pytest.mark.parametrize(
    ("table", "case"), CASES, ids=[f"{table}: {case['name']}" for table, case in CASES]
)
KEYS = {"name", "vi", "kind", "verified", "year", "decided_on", "complete_for"}
KEYS |= {"outcomes", "assumes", "not_assumed", "verdict"}
HOSPITALS = ("public_hospital", "other_hospital")
REGISTRY = Registry.of([*national_standards(), *antq_standards()])


def plain(value: Any) -> Any:
    """A value of TOML as one of JSON, which has no days; null is what nobody has stated."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return None if value == "unknown" else value


def document(table: str, case: Table) -> Table:
    """The JSON value of a case's dossier: the base with everything that the case changes in it."""
    content = TABLES[table]
    changed = copy.deepcopy(content["base"])
    changed["unit"]["kind"] = case["kind"]
    changed["year"] = case.get("year", changed["year"])
    changed["decision_date"] = case.get("decided_on", changed["decision_date"])
    changed["verified"] |= content["kinds"][case["kind"]] | case.get("verified", {})
    for records in changed["records"].values():
        records["complete_for"] = case.get("complete_for", records["complete_for"])
    if case["kind"] == "other_hospital":
        changed |= {"verified": {}, "records": {}}
    return dict(plain(changed))


def result(table: str, case: Table) -> Assessment:
    """What the library says of a case."""
    said = document(table, case)
    decided_on = datetime.date.fromisoformat(said["decision_date"])
    stack = REGISTRY.select(Unit(**said["unit"]), said["year"], decided_on)
    return assess(read_dossier(said, stack), stack)


@EVERY
def test_the_case_comes_out_as_its_table_says(table: str, case: Table) -> None:
    found = result(table, case)
    assert found.verdict is Verdict(case["verdict"])
    expected = {each.criterion: ["met"] for each in found.findings} | case.get("outcomes", {})
    assert {each.criterion: list(each.outcomes.words) for each in found.findings} == expected
    assert bool(found.findings) is (found.verdict is not Verdict.OUT_OF_SCOPE)


@EVERY
def test_the_case_rests_on_the_assumptions_of_its_table(table: str, case: Table) -> None:
    codes = {each.code for each in result(table, case).assumptions}
    assert set(case.get("assumes", [])) <= codes
    assert codes.isdisjoint(case.get("not_assumed", []))


def test_no_hospital_is_met_while_what_is_asked_of_it_could_not_be_read() -> None:
    verdicts = {(case["kind"], case["verdict"]) for _, case in CASES}
    assert {kind for kind, _ in verdicts} >= set(HOSPITALS)
    assert verdicts.isdisjoint({(kind, "met") for kind in HOSPITALS})


def test_cases_say_nothing_that_is_not_explained() -> None:
    assert [(case["name"], key) for _, case in CASES for key in case.keys() - KEYS] == []


def test_every_case_has_a_name_of_its_own_in_both_languages() -> None:
    for content in TABLES.values():
        for word in ("name", "vi"):
            names = [case[word].strip() for case in content["case"]]
            assert all(names)
            assert len(set(names)) == len(names)
        assert [case["vi"] for case in content["case"] if case["vi"].isascii()] == []
