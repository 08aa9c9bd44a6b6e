"""Which day gives which law: the circular in force, its windows, the codes of provinces, what is assumed."""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from antq_core import Assessment, Registry, Unit, assess
from antq_core.codec.dossiers import read_dossier
from antq_core.domain.provinces import changes_meaning, province
from antq_core.domain.windows import Window
from antq_core.errors import ProvinceError, SelectionError
from antq_core.possible import Outcomes
from antq_national.plugin import antq_standards

REGISTRY = Registry.of(antq_standards())
AREA, *OTHERS = KINDS = ("residential_area", "commune", "agency", "enterprise", "school")
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)

# Year; first and last day for a residential area; first and last day for every other unit.
WINDOWS = [
    (2022, ("2021-11-01", "2022-10-31"), ("2021-11-16", "2022-11-15")),
    (2023, ("2022-11-01", "2023-10-31"), ("2022-11-16", "2023-11-15")),
    (2024, ("2023-11-01", "2024-10-31"), ("2023-11-16", "2024-11-15")),
    (2025, ("2024-11-01", "2025-10-31"), ("2024-11-16", "2025-11-15")),
    (2026, ("2025-11-01", "2026-10-31"), ("2025-11-16", "2026-11-15")),
]

# Code; what it means on 30 June 2025; what it means on 1 July 2025, None when it has ended.
CODES = [
    # the same province, left as it was
    ("01", "Thành phố Hà Nội", "Thành phố Hà Nội"),
    ("20", "Tỉnh Lạng Sơn", "Tỉnh Lạng Sơn"),
    ("46", "Thành phố Huế", "Thành phố Huế"),
    # the same name, another territory
    ("08", "Tỉnh Tuyên Quang", "Tỉnh Tuyên Quang"),
    ("25", "Tỉnh Phú Thọ", "Tỉnh Phú Thọ"),
    ("79", "Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    # another province
    ("15", "Tỉnh Yên Bái", "Tỉnh Lào Cai"),
    ("24", "Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"),
    ("44", "Tỉnh Quảng Bình", "Tỉnh Quảng Trị"),
    ("52", "Tỉnh Bình Định", "Tỉnh Gia Lai"),
    ("80", "Tỉnh Long An", "Tỉnh Tây Ninh"),
    ("82", "Tỉnh Tiền Giang", "Tỉnh Đồng Tháp"),
    ("91", "Tỉnh Kiên Giang", "Tỉnh An Giang"),
    # ended
    ("02", "Tỉnh Hà Giang", None),
    ("10", "Tỉnh Lào Cai", None),
    ("26", "Tỉnh Vĩnh Phúc", None),
    ("74", "Tỉnh Bình Dương", None),
    ("95", "Tỉnh Bạc Liêu", None),
]
LAST_DAY_BEFORE = datetime.date(2025, 6, 30)
REORGANISED_ON = datetime.date(2025, 7, 1)


def unit(kind: str, code: str = "01") -> dict[str, str]:
    return {"id": "don-vi-mau", "kind": kind, "province": code, "commune": "99999", "name": "Mẫu (giả định)"}


def assessed(kind: str, year: int, **said: Any) -> Assessment:
    """The assessment of a dossier that says nothing but this."""
    day = said.get("decision_date")
    decided_on = datetime.date.fromisoformat(day) if day is not None else None
    stack = REGISTRY.select(Unit(**unit(kind)), year, decided_on)
    return assess(read_dossier({"format": 1, "year": year, "unit": unit(kind), **said}, stack), stack)


def refused(kind: str, code: str, year: int, day: datetime.date | None) -> str:
    """The code of the one problem with which a selection is refused."""
    with pytest.raises((SelectionError, ProvinceError)) as caught:
        REGISTRY.select(Unit(**unit(kind, code)), year, day)
    (problem,) = caught.value.problems
    return problem.code


@EVERY_KIND
def test_no_standard_holds_on_the_day_before_the_first_circular_is_in_force(kind: str) -> None:
    assert refused(kind, "01", 2012, datetime.date(2012, 6, 17)) == "selection.none"


@EVERY_KIND
@pytest.mark.parametrize(
    ("year", "day", "number"),
    [
        (2012, "2012-06-18", "23/2012/TT-BCA"),
        (2018, "2018-12-10", "23/2012/TT-BCA"),
        (2021, "2022-02-09", "23/2012/TT-BCA"),
        (2022, "2022-02-09", "23/2012/TT-BCA"),
        (2021, "2022-02-10", "124/2021/TT-BCA"),
        (2022, "2022-02-10", "124/2021/TT-BCA"),
    ],
)
def test_the_circular_in_force_on_the_day_of_decision_decides(
    kind: str, year: int, day: str, number: str
) -> None:
    stack = REGISTRY.select(Unit(**unit(kind)), year, datetime.date.fromisoformat(day))
    assert stack.national.citation.number == number
    assert [each.id for each in assessed(kind, year, decision_date=day).standards] == [stack.national.id]


@EVERY_KIND
def test_the_standard_that_replaces_the_first_is_in_force_without_end(kind: str) -> None:
    stack = REGISTRY.select(Unit(**unit(kind)), 2022, datetime.date(2022, 2, 10))
    assert stack.national.in_force_from == datetime.date(2022, 2, 10)
    assert stack.national.in_force_to is None


@EVERY_KIND
def test_without_a_day_of_decision_a_year_has_the_circular_of_the_end_of_its_window(kind: str) -> None:
    for year in range(2012, 2022):
        stack = REGISTRY.select(Unit(**unit(kind)), year)
        assert stack.national.citation.number == "23/2012/TT-BCA"
    for year in range(2022, 2027):
        stack = REGISTRY.select(Unit(**unit(kind)), year)
        assert stack.national.citation.number == "124/2021/TT-BCA"


# Year, first and last day: what Article 9, clause 2 of the first circular says, and a case that was answered:
# an accident of 15 November 2012 counts for the year 2013 of its area.
@pytest.mark.parametrize(
    ("kind", "year", "first", "last"),
    [
        ("residential_area", 2013, "2012-10-31", "2013-10-31"),
        ("residential_area", 2018, "2017-10-31", "2018-10-31"),
        ("commune", 2018, "2017-11-30", "2018-11-30"),
        ("agency", 2018, "2017-11-30", "2018-11-30"),
        ("enterprise", 2018, "2017-11-30", "2018-11-30"),
        ("school", 2018, "2017-01-01", "2018-12-31"),
    ],
)
def test_the_window_of_a_year_under_the_first_circular(kind: str, year: int, first: str, last: str) -> None:
    window = Window(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    assert assessed(kind, year).window == window


def test_an_accident_of_november_counts_for_the_year_after() -> None:
    day = datetime.date(2012, 11, 15)
    assert day not in assessed(AREA, 2012).window
    assert day in assessed(AREA, 2013).window


@EVERY_KIND
@pytest.mark.parametrize(("year", "of_areas", "of_others"), WINDOWS, ids=[str(year) for year, *_ in WINDOWS])
def test_the_window_of_a_year_is_that_of_article_8(
    kind: str, year: int, of_areas: tuple[str, str], of_others: tuple[str, str]
) -> None:
    first, last = map(datetime.date.fromisoformat, of_areas if kind == AREA else of_others)
    assert REGISTRY.select(Unit(**unit(kind)), year).window.for_year(year) == Window(first, last)
    assert assessed(kind, year).window == Window(first, last)


@EVERY_KIND
def test_without_a_day_of_decision_the_last_before_the_deadline_is_taken(kind: str) -> None:
    last = 14 if kind == AREA else 19
    for year, *_ in WINDOWS:
        assert assessed(kind, year).decided_on == datetime.date(year, 11, last)


def incidents(kind: str, day: str) -> Mapping[str, Any]:
    """A list that is complete for the window of 2022, with one case of unlawful propagation on a day."""
    place = {"commune": "99999", "unit": "don-vi-mau"}
    return {
        "records": {
            "incidents": {
                "items": [{"kind": "unlawful_religious_propagation", "occurred_on": day, **place}],
                "complete_for": {"from": "2021-11-01", "to": "2022-11-15"},
                "attested_by": "Công an xã Mẫu (giả định)",
                "basis": "verified",
            }
        },
        "decision_date": "2022-11-18",
    }


@pytest.mark.parametrize(
    ("kind", "code", "before", "first"),
    [
        ("residential_area", "KDC-3c", "2021-10-31", "2021-11-01"),
        ("commune", "XA-2.3c", "2021-11-15", "2021-11-16"),
        ("agency", "CQ-3a", "2021-11-15", "2021-11-16"),
        ("enterprise", "CQ-3a", "2021-11-15", "2021-11-16"),
        ("school", "GD-3a", "2021-11-15", "2021-11-16"),
    ],
)
def test_the_first_window_begins_before_the_circular_is_in_force(
    kind: str, code: str, before: str, first: str
) -> None:
    """The circular has no transitional provision: its first window counts as every later one does."""
    assert assessed(kind, 2022, **incidents(kind, before)).finding(code).outcomes is Outcomes.MET
    assert assessed(kind, 2022, **incidents(kind, first)).finding(code).outcomes is Outcomes.NOT_MET


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("residential_area", "KDC-1a"),
        ("commune", "XA-1a"),
        ("agency", "CQ-1a"),
        ("enterprise", "CQ-1a"),
        ("school", "GD-1a"),
    ],
)
def test_the_first_quarter_of_2022_is_whole(kind: str, code: str) -> None:
    said: dict[str, Any] = {"party_resolution_adopted": True, "party_resolution_day": "2022-01-20"}
    if kind not in ("residential_area", "commune"):
        said["party_organisation"] = True
    assert assessed(kind, 2022, verified=said).finding(code).outcomes is Outcomes.MET


@pytest.mark.parametrize(("code", "before", "since"), CODES, ids=[code for code, *_ in CODES])
def test_a_code_is_taken_for_what_it_means_on_the_day_of_decision(
    code: str, before: str, since: str | None
) -> None:
    assert province(code, LAST_DAY_BEFORE).name == before
    for kind in KINDS:
        REGISTRY.select(Unit(**unit(kind, code)), 2025, LAST_DAY_BEFORE)
        if since is None:
            assert refused(kind, code, 2025, REORGANISED_ON) == "province.code-ended"
        else:
            REGISTRY.select(Unit(**unit(kind, code)), 2025, REORGANISED_ON)
            assert province(code, REORGANISED_ON).name == since


def test_the_codes_of_the_table_that_change_their_meaning_are_those_that_do() -> None:
    named_otherwise = [code for code, before, since in CODES if since not in (None, before)]
    every = [f"{number:02}" for number in range(1, 97)]
    assert named_otherwise == [code for code in every if is_a_code(code) and changes_meaning(code)]


def is_a_code(code: str) -> bool:
    """Whether a code meant a province before the reorganisation; every later code did."""
    try:
        province(code, LAST_DAY_BEFORE)
    except ProvinceError:
        return False
    return True


@EVERY_KIND
def test_a_year_without_a_day_of_decision_takes_the_codes_of_its_november(kind: str) -> None:
    REGISTRY.select(Unit(**unit(kind, "02")), 2024)
    assert refused(kind, "02", 2025, None) == "province.code-ended"
    # A decision on 2024 that comes after the reorganisation takes the codes of its own day.
    assert refused(kind, "02", 2024, REORGANISED_ON) == "province.code-ended"


@EVERY_KIND
@pytest.mark.parametrize(
    ("year", "decided_on", "assumed"),
    [
        (2022, "2022-11-19", False),
        (2024, "2024-12-31", False),
        (2024, "2025-01-01", True),
        (2025, "2025-01-01", True),
        (2025, "2025-11-19", True),
        (2026, "2026-11-19", True),
    ],
)
def test_the_unread_amendment_is_assumed_to_change_nothing_from_2025_on(
    kind: str, year: int, decided_on: str, assumed: bool
) -> None:
    found = assessed(kind, year, decision_date=decided_on)
    assert ("circular-48-2025-not-read" in {each.code for each in found.assumptions}) is assumed
