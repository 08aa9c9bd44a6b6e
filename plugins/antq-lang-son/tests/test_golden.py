"""The golden cases: what the province asked as tables, each case a small change of one dossier."""

import copy
import datetime
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from antq_core import Assessment, Basis, Registry, Unit, Verdict, assess
from antq_core.codec.dossiers import read_dossier
from antq_core.possible import Interval
from antq_lang_son.guidance_2083_2012.annex_2 import COMMUNES
from antq_lang_son.plugin import antq_standards
from antq_national.plugin import antq_standards as national_standards

Table = dict[str, Any]

GOLDEN = Path(__file__).parent / "golden"
TABLES: Mapping[str, Table] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLDEN.glob("*.toml"))
}
CASES = [(table, case) for table, content in TABLES.items() for case in content["case"]]
EVERY = pytest.mark.parametrize(
    ("table", "case"), CASES, ids=[f"{table}: {case['name']}" for table, case in CASES]
)
SCORED = [(table, case) for table, case in CASES if table == "2083_2012"]
KEYS = {"name", "vi", "verified", "claimed", "basis", "year", "decided_on", "complete_for"}
KEYS |= {"outcomes", "rows", "total", "assumes", "not_assumed", "verdict"}
EITHER = ["met", "not_met"]
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


def roster(content: Table) -> list[Table]:
    return [
        {"unit": f"khu-{number}-{n}", **content["defaults"]["roster"], **group}
        for number, group in enumerate(copy.deepcopy(content["base"].get("roster", [])))
        for n in range(group.pop("times"))
    ]


def document(table: str, case: Table) -> Table:
    """The JSON value of a case's dossier: the base with everything that the case changes in it."""
    content = TABLES[table]
    changed = copy.deepcopy(content["base"])
    changed.pop("roster", None)
    changed["year"] = case.get("year", changed["year"])
    changed["decision_date"] = case.get("decided_on", changed["decision_date"])
    changed["verified"] |= case.get("verified", {})
    changed["claimed"] = changed["verified"] | case.get("claimed", {})
    for name, records in changed["records"].items():
        records["complete_for"] = case.get("complete_for", records["complete_for"])
        if name == "roster":
            records["items"] = roster(content)
    return dict(plain(changed))


def result(table: str, case: Table) -> Assessment:
    """What the library says of a case."""
    said = document(table, case)
    decided_on = datetime.date.fromisoformat(said["decision_date"])
    stack = REGISTRY.select(Unit(**said["unit"]), said["year"], decided_on)
    return assess(read_dossier(said, stack), stack, basis=Basis(case.get("basis", "verified")))


@EVERY
def test_the_case_comes_out_as_its_table_says(table: str, case: Table) -> None:
    found = result(table, case)
    assert found.verdict is Verdict(case["verdict"])
    expected = {each.criterion: ["met"] for each in found.findings}
    expected |= TABLES[table].get("base_outcomes", {}) | case.get("outcomes", {})
    assert {each.criterion: list(each.outcomes.words) for each in found.findings} == expected


@EVERY
def test_the_case_rests_on_the_assumptions_of_its_table(table: str, case: Table) -> None:
    codes = {each.code for each in result(table, case).assumptions}
    assert set(case.get("assumes", [])) <= codes
    assert codes.isdisjoint(case.get("not_assumed", []))


@pytest.mark.parametrize(("table", "case"), SCORED, ids=[case["name"] for _, case in SCORED])
def test_the_case_has_the_points_of_its_table(table: str, case: Table) -> None:
    base = TABLES[table]["case"][0]
    score = result(table, case).score(COMMUNES.id)
    assert score.total == Interval(*case.get("total", base["total"]))
    for code, ends in (base["rows"] | case.get("rows", {})).items():
        assert score.row(code).points == Interval(*ends), code


def test_nothing_is_met_while_a_part_of_the_sheet_could_not_be_read() -> None:
    assert "met" not in {case["verdict"] for _, case in SCORED}


def test_every_requirement_has_a_case_of_each_outcome() -> None:
    either = tuple(EITHER)
    seen: dict[str, set[tuple[str, ...]]] = {each.code: set() for each in COMMUNES.criteria}
    for table, case in SCORED:
        for finding in result(table, case).findings:
            if finding.criterion in seen:
                seen[finding.criterion].add(finding.outcomes.words)
    needed = {
        each.code: {either} if each.holds is None else {("met",), ("not_met",), either}
        for each in COMMUNES.criteria
    }
    assert seen == needed


def test_cases_say_nothing_that_is_not_explained() -> None:
    assert [(case["name"], key) for _, case in CASES for key in case.keys() - KEYS] == []


def test_every_case_has_a_name_of_its_own_in_both_languages() -> None:
    for content in TABLES.values():
        for word in ("name", "vi"):
            names = [case[word].strip() for case in content["case"]]
            assert all(names)
            assert len(set(names)) == len(names)
        assert [case["vi"] for case in content["case"] if case["vi"].isascii()] == []
