"""The two dates: when one circular followed the other, and when Vĩnh Phúc became a part of Phú Thọ."""

import datetime

import pytest

from antq_core import Assessment, Dossier, Registry, Unit, assess
from antq_core.domain.provinces import province
from antq_core.errors import AntqError, ProvinceError, SelectionError
from antq_national.plugin import antq_standards as national_standards
from antq_vinh_phuc.plugin import antq_standards

REGISTRY = Registry.of([*national_standards(), *antq_standards()])
ORGANISATIONS = ("agency", "enterprise", "school")
HOSPITALS = ("public_hospital", "other_hospital")
KINDS = (*ORGANISATIONS, *HOSPITALS)
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)
LAST_DAY = datetime.date(2025, 6, 30)
DAY_AFTER = datetime.date(2025, 7, 1)
IN_NOVEMBER = datetime.date(2025, 11, 18)


def unit(kind: str, code: str = "26", commune: str = "99998") -> Unit:
    return Unit(id="don-vi-mau", kind=kind, province=code, commune=commune)


def decided(of: Unit, day: datetime.date, year: int | None = None) -> Assessment:
    """The assessment of a dossier that says nothing, decided on a day."""
    stack = REGISTRY.select(of, year or day.year, day)
    return assess(Dossier(unit=of, year=year or day.year, decision_date=day), stack)


def provincial(assessment: Assessment) -> list[str]:
    return [each.id for each in assessment.standards if each.id.startswith("vn-26/")]


def refused(of: Unit, year: int, day: datetime.date | None) -> str:
    """The code of the one problem with which a selection is refused."""
    with pytest.raises((SelectionError, ProvinceError)) as caught:
        REGISTRY.select(of, year, day)
    error: AntqError = caught.value
    (problem,) = error.problems
    return problem.code


@pytest.mark.parametrize("kind", ORGANISATIONS)
@pytest.mark.parametrize("day", ["2019-06-11", "2022-02-09", "2022-02-10", "2024-11-19", "2025-06-30"])
def test_agencies_enterprises_and_schools_have_one_standard_until_the_province_ends(
    kind: str, day: str
) -> None:
    found = decided(unit(kind), datetime.date.fromisoformat(day))
    assert provincial(found) == ["vn-26/antt-safety/09-2019"]
    assert len(found.standards) == 2


@pytest.mark.parametrize(
    ("day", "circular"),
    [
        ("2019-06-11", "23-2012"),
        ("2022-02-09", "23-2012"),
        ("2022-02-10", "124-2021"),
        ("2025-06-30", "124-2021"),
    ],
)
def test_a_hospital_has_the_standard_of_the_day_of_decision(day: str, circular: str) -> None:
    decided_on = datetime.date.fromisoformat(day)
    public = decided(unit("public_hospital"), decided_on)
    assert [each.id for each in public.standards] == [
        f"vn/antt-safety/{circular}/agency",
        f"vn-26/antt-safety/09-2019/public-hospital/{circular}",
    ]
    other = decided(unit("other_hospital"), decided_on)
    assert [each.id for each in other.standards] == [f"vn-26/antt-safety/09-2019/other-hospital/{circular}"]


@EVERY_KIND
@pytest.mark.parametrize(
    ("day", "assumed"),
    [("2021-12-10", False), ("2022-02-09", False), ("2022-02-10", True), ("2025-06-30", True)],
)
def test_that_the_directive_outlasted_the_first_circular_is_assumed_from_the_second_on(
    kind: str, day: str, assumed: bool
) -> None:
    found = decided(unit(kind), datetime.date.fromisoformat(day))
    codes = {each.code for each in found.assumptions}
    assert ("directive-09-2019-outlasts-circular-23" in codes) is assumed


def test_before_the_directive_the_province_has_no_standard() -> None:
    day = datetime.date(2019, 6, 10)
    for kind in ORGANISATIONS:
        found = decided(unit(kind), day)
        assert provincial(found) == []
        assert "no-provincial-standard-for-unit" in {each.code for each in found.assumptions}
    assert refused(unit("other_hospital"), 2019, day) == "selection.none-alone"


def test_areas_and_communes_have_no_standard_of_the_province() -> None:
    for kind in ("residential_area", "commune"):
        found = decided(unit(kind), datetime.date(2024, 11, 14))
        assert provincial(found) == []
        assert "no-provincial-standard-for-unit" in {each.code for each in found.assumptions}


# --- 1 July 2025: Vĩnh Phúc, Hoà Bình and Phú Thọ become Phú Thọ ---


def test_the_code_of_the_province_means_no_province_from_then_on() -> None:
    assert province("26", LAST_DAY).name == "Tỉnh Vĩnh Phúc"
    assert province("25", DAY_AFTER).name == "Tỉnh Phú Thọ"
    with pytest.raises(ProvinceError):
        province("26", DAY_AFTER)


@pytest.mark.parametrize("kind", (*ORGANISATIONS, "public_hospital"))
def test_a_dossier_of_2025_under_the_old_code_is_decided_until_the_last_day_and_refused_after(
    kind: str,
) -> None:
    assert len(provincial(decided(unit(kind), LAST_DAY))) == 1
    for day in (DAY_AFTER, IN_NOVEMBER, None):  # no day of decision means one of November
        assert refused(unit(kind), 2025, day) == "province.code-ended"


def test_so_is_one_of_a_hospital_that_counts_as_no_national_kind() -> None:
    assert len(provincial(decided(unit("other_hospital"), LAST_DAY))) == 1
    for day in (DAY_AFTER, IN_NOVEMBER, None):
        assert refused(unit("other_hospital"), 2025, day) == "selection.none-alone"


@pytest.mark.parametrize("kind", ORGANISATIONS)
def test_the_same_unit_belongs_to_phu_tho_in_november_with_its_communes_new_code(kind: str) -> None:
    of = unit(kind, code="25", commune="99999")
    found = decided(of, IN_NOVEMBER)
    assert provincial(found) == []
    codes = {each.code for each in found.assumptions}
    assert "no-provincial-addition" in codes
    assert "four-safeties-is-no-criterion" not in codes


@pytest.mark.parametrize("kind", HOSPITALS)
def test_what_a_hospital_is_in_phu_tho_is_for_whoever_speaks_for_phu_tho(kind: str) -> None:
    assert refused(unit(kind, code="25"), 2025, IN_NOVEMBER) == "unit.unknown-kind"


@EVERY_KIND
def test_a_decision_on_2024_that_comes_after_the_end_takes_the_codes_of_its_own_day(kind: str) -> None:
    assert refused(unit(kind), 2024, DAY_AFTER) in ("province.code-ended", "selection.none-alone")
    assert len(provincial(decided(unit(kind), datetime.date(2024, 11, 19)))) == 1


@EVERY_KIND
def test_phu_tho_before_the_merger_is_none_of_this_plugins_business(kind: str) -> None:
    of = unit(kind, code="25")
    if kind in HOSPITALS:
        assert refused(of, 2024, datetime.date(2024, 11, 19)) == "unit.unknown-kind"
    else:
        assert provincial(decided(of, datetime.date(2024, 11, 19))) == []


def test_no_standard_is_in_force_after_the_last_day() -> None:
    assert {each.in_force_to for each in antq_standards()} == {datetime.date(2022, 2, 9), LAST_DAY}
