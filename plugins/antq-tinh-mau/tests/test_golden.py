"""The golden cases: the decision as a table, each case a small change of one dossier."""

import copy
import datetime
import functools
import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest

from antq_core import Assessment, Basis, Registry, Stack, Unit, assess
from antq_core.codec.dossiers import read_dossier
from antq_core.cohorts import Cohort, grades_in
from antq_core.possible import Interval, Verdict
from antq_national.plugin import antq_standards as national_standards
from antq_tinh_mau.movement_grade import SCHEME, SECOND_VERSION
from antq_tinh_mau.plugin import antq_standards

Table = dict[str, Any]

CASES = Path(__file__).parent / "golden" / "movement_grade.toml"
TABLE: Table = tomllib.loads(CASES.read_text(encoding="utf-8"))
LISTS = ("activities", "incidents", "movement_models")
KEYS = {"name", "vi", "kind", "year", "basis", "verified", "claimed", "open", "nothing", *LISTS}
EXPECTED = {"total", "rows", "grade", "verdict"}
EVERY = pytest.mark.parametrize("case", TABLE["case"], ids=[case["name"] for case in TABLE["case"]])


def plain(value: Any, years_back: int = 0) -> Any:
    """A value of TOML as one of JSON, its days in the year of the case; null is what nobody has stated."""
    if isinstance(value, dict):
        return {key: plain(each, years_back) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each, years_back) for each in value]
    if isinstance(value, datetime.date):
        return value.replace(year=value.year - years_back).isoformat()
    return None if value == "unknown" else value


def document(case: Table) -> Table:
    """The JSON value of a case's dossier: the base with everything that the case changes in it."""
    changed = copy.deepcopy(TABLE["base"])
    kind = changed["unit"]["kind"] = case.get("kind", changed["unit"]["kind"])
    year = case.get("year", changed["year"])
    if case.get("nothing"):
        return {"format": 1, "unit": changed["unit"], "year": year}
    added = TABLE["since_2026"] if year >= 2026 else {}
    changed["verified"] |= TABLE["kinds"][kind] | added | case.get("verified", {})
    changed["claimed"] = changed["verified"] | case.get("claimed", {})
    window = {"from": datetime.date(2025, 11, 16), "to": datetime.date(2026, 11, 15)}
    for name in LISTS:
        items = case.get(name, changed["records"][name]["items"])
        is_open = name in case.get("open", [])
        changed["records"][name] = {"items": [TABLE["defaults"][name] | each for each in items]} | (
            {} if is_open else {"complete_for": window, "attested_by": "Công an xã Mẫu (giả định)"}
        )
        changed["records"][name]["basis"] = "verified"
    return plain(changed, changed["year"] - year) | {"year": year}


@functools.cache
def registry() -> Registry:
    return Registry.of([*national_standards(), *antq_standards()])


def stack_for(dossier: Table) -> Stack:
    return registry().select(Unit(**dossier["unit"]), dossier["year"], scheme=SCHEME)


def result(case: Table) -> Assessment:
    """What the library says of a case."""
    dossier = document(case)
    stack = stack_for(dossier)
    return assess(read_dossier(dossier, stack), stack, basis=Basis(case.get("basis", "verified")))


@EVERY
def test_the_case_comes_out_as_its_table_says(case: Table) -> None:
    found = result(case)
    (score,) = (each for each in found.scores if each.standard.startswith("vn-00/"))
    assert score.total == Interval(*case["total"])
    for code, points in case.get("rows", {}).items():
        assert score.row(code).points == Interval(*points), code
    assert score.grade is not None
    assert [score.grade.lowest, score.grade.highest] == case["grade"]
    assert found.verdict is Verdict(case["verdict"])


def test_cases_say_nothing_that_is_not_explained() -> None:
    assert [(case["name"], key) for case in TABLE["case"] for key in case.keys() - KEYS - EXPECTED] == []


def test_every_case_has_a_name_of_its_own_in_both_languages() -> None:
    for word in ("name", "vi"):
        names = [case[word] for case in TABLE["case"]]
        assert len(set(names)) == len(names)
    assert [case["vi"] for case in TABLE["case"] if case["vi"].isascii()] == []


def test_every_leaf_of_the_table_has_a_case_about_it() -> None:
    assert SECOND_VERSION.rubric is not None
    about = {code for case in TABLE["case"] for code in case.get("rows", {})}
    assert {leaf.code for leaf in SECOND_VERSION.rubric.leaves} <= about


def test_the_cases_reach_every_verdict_and_every_grade() -> None:
    grades = {grade for case in TABLE["case"] for grade in case["grade"]}
    assert {case["verdict"] for case in TABLE["case"]} == {"met", "not_met", "undecided"}
    assert SECOND_VERSION.grading is not None
    assert grades == set(SECOND_VERSION.grading.codes)


# --- the quota: at most a fifth of the best are excellent ---


def unit(name: str, quality: int) -> Assessment:
    """An excellent unit, better the more points its leadership was given."""
    dossier = document({"verified": {"direction_quality": quality}})
    stack = stack_for(dossier)
    found = assess(read_dossier(dossier, stack), stack)
    return attrs.evolve(found, unit=attrs.evolve(found.unit, id=name))


def grades(qualities: list[int]) -> list[str | None]:
    units = [unit(f"don-vi-{n}", quality) for n, quality in enumerate(qualities)]
    cohort = Cohort(
        roster=tuple(each.unit.id for each in units),
        assessments=tuple(units),
        attested_by="Công an tỉnh Mẫu (giả định)",
    )
    return [each.grade for each in grades_in(cohort, SECOND_VERSION)]


def test_of_twelve_the_best_two_have_the_grade_on_either_base() -> None:
    """A fifth of twelve are two; two beside a fifth of the ten others are two as well."""
    found = grades([10_00 - 50 * n for n in range(12)])
    assert found == ["excellent", "excellent", *["good"] * 10]


def test_where_the_bases_disagree_the_last_place_stays_open() -> None:
    """A fifth of ten are two; but beside one there are nine others, and a fifth of nine is one."""
    found = grades([10_00 - 50 * n for n in range(10)])
    assert found == ["excellent", None, *["good"] * 8]
