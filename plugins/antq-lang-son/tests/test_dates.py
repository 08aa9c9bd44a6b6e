"""Which day gives which standard of the province, and what a result says when there is none."""

import datetime

import pytest

from antq_core import Assessment, Dossier, Registry, Unit, assess
from antq_core.domain.provinces import province
from antq_core.domain.units import NationalKind
from antq_lang_son.guidance_76_2022 import EVERY_UNIT
from antq_lang_son.guidance_2083_2012.annex_2 import COMMUNES
from antq_lang_son.plugin import antq_standards
from antq_national.plugin import antq_standards as national_standards

REGISTRY = Registry.of([*national_standards(), *antq_standards()])
KINDS = [kind.value for kind in NationalKind]
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)
LAST_DAY_BEFORE = datetime.date(2025, 6, 30)
REORGANISED_ON = datetime.date(2025, 7, 1)


def decided(kind: str, day: str) -> Assessment:
    """The assessment of a dossier that says nothing, decided on a day."""
    decided_on = datetime.date.fromisoformat(day)
    unit = Unit(id="don-vi-mau", kind=kind, province="20", commune="99999")
    year = max(decided_on.year, 2012)
    dossier = Dossier(unit=unit, year=year, decision_date=decided_on)
    return assess(dossier, REGISTRY.select(unit, year, decided_on))


def provincial(assessment: Assessment) -> list[str]:
    return [each.id for each in assessment.standards if each.id.startswith("vn-20/")]


def assumptions(assessment: Assessment) -> set[str]:
    return {each.code for each in assessment.assumptions}


@pytest.mark.parametrize(
    ("day", "standard"),
    [
        ("2012-09-27", None),
        ("2012-09-28", COMMUNES.id),
        ("2018-12-10", COMMUNES.id),
        ("2022-02-09", COMMUNES.id),
        ("2022-02-10", None),
        ("2022-05-16", None),
        ("2022-05-17", EVERY_UNIT.id),
        ("2024-11-19", EVERY_UNIT.id),
        ("2025-06-30", EVERY_UNIT.id),
        ("2025-07-01", EVERY_UNIT.id),
        ("2026-11-19", EVERY_UNIT.id),
    ],
)
def test_a_commune_has_the_standard_of_the_day_of_decision(day: str, standard: str | None) -> None:
    found = decided("commune", day)
    assert provincial(found) == ([standard] if standard else [])
    assert ("no-provincial-standard-for-unit" in assumptions(found)) is (standard is None)
    assert "no-provincial-addition" not in assumptions(found)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != NationalKind.COMMUNE])
def test_only_communes_have_the_sheet_of_2012(kind: str) -> None:
    found = decided(kind, "2018-12-10")
    assert provincial(found) == []
    assert "no-provincial-standard-for-unit" in assumptions(found)


@EVERY_KIND
def test_units_of_every_kind_have_the_guidance_of_2022(kind: str) -> None:
    assert provincial(decided(kind, "2024-11-19")) == [EVERY_UNIT.id]


@EVERY_KIND
def test_the_province_kept_its_code_and_its_guidance_when_provinces_were_reorganised(kind: str) -> None:
    assert province("20", LAST_DAY_BEFORE) == province("20", REORGANISED_ON)
    code = "guidance-76-2022-holds-without-districts"
    before, since = (decided(kind, day.isoformat()) for day in (LAST_DAY_BEFORE, REORGANISED_ON))
    assert provincial(before) == provincial(since) == [EVERY_UNIT.id]
    assert (code in assumptions(before), code in assumptions(since)) == (False, True)


def test_the_sheet_of_2012_ends_with_the_circular_that_it_stands_upon() -> None:
    (circular,) = (each for each in national_standards() if each.id == "vn/antt-safety/23-2012/commune")
    assert COMMUNES.in_force_to == circular.in_force_to
    assert COMMUNES.in_force_from > circular.in_force_from
