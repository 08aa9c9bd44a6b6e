import datetime
import importlib.metadata

import pytest
from holidays.countries import vietnam
from hypothesis import given
from hypothesis import strategies as st

from antq_core.movement import working_days
from antq_core.movement.working_days import (
    LISTED_YEARS,
    SURE_YEARS,
    Announcement,
    DueDay,
    WorkingDays,
)
from antq_core.possible import Truths

DAYS = WorkingDays()
ALL_OPEN = WorkingDays(sure_years=range(0))
EVERY_SURE_DAY = [
    datetime.date(SURE_YEARS[0], 1, 1) + datetime.timedelta(days=n)
    for n in range((datetime.date(SURE_YEARS[-1], 12, 31) - datetime.date(SURE_YEARS[0], 1, 1)).days + 1)
]

# Weekdays that are off in the sure years, and Saturdays that are worked (w). Whoever upgrades the library and
# sees another list here looks at what changed before the years are called sure again.
OFF = {
    2018: "01-01 02-14 02-15 02-16 02-19 02-20 04-25 04-30 05-01 09-03 12-31",
    2019: "01-01 01-05w 02-04 02-05 02-06 02-07 02-08 04-15 04-29 04-30 05-01 05-04w 09-02",
    2020: "01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02",
    2021: "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03",
    2022: "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02",
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 05-04w 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-26w 04-30 05-01 05-02 09-01 09-02",
}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def days_between(first: str, last: str) -> st.SearchStrategy[datetime.date]:
    return st.dates(day(first), day(last))


def test_the_sure_years_are_as_they_were_looked_through() -> None:
    assert list(OFF) == list(SURE_YEARS)
    for year, off in OFF.items():
        unusual = [
            each.strftime("%m-%d") + ("w" if each.weekday() > 4 else "")
            for each in EVERY_SURE_DAY
            if each.year == year and (each.weekday() < 5) is not (DAYS.works(each) is Truths.TRUE)
        ]
        assert " ".join(unusual) == off


def test_every_day_of_a_sure_year_is_decided() -> None:
    assert all(DAYS.works(each).is_decided for each in EVERY_SURE_DAY)


def test_what_is_held_possible_of_a_year_to_come_held_in_every_year_that_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = {each: DAYS.works(each) for each in EVERY_SURE_DAY}

    working_days.listed.cache_clear()
    working_days._works.cache_clear()
    monkeypatch.setattr(vietnam.VietnamStaticHolidays, "special_public_holidays", {})
    try:
        assert working_days.listed(2019).is_working_day(day("2019-04-29"))
        wrong = [each for each in EVERY_SURE_DAY if known[each] not in ALL_OPEN.works(each)]
    finally:
        monkeypatch.undo()
        working_days.listed.cache_clear()
        working_days._works.cache_clear()
    assert wrong == []


def test_a_day_that_the_list_has_not_heard_of_is_not_taken_for_a_working_day() -> None:
    assert DAYS.works(day("2026-01-02")) is Truths.EITHER
    assert DAYS.works(day("2026-01-10")) is Truths.EITHER


def test_the_heart_of_a_festival_to_come_is_off_and_its_edge_open() -> None:
    assert [DAYS.works(datetime.date(2026, 2, each)).name for each in range(16, 21)] == [
        *["FALSE"] * 4,
        "EITHER",
    ]


def test_of_years_without_a_list_nothing_is_known() -> None:
    for year in (LISTED_YEARS[0] - 1, LISTED_YEARS[-1] + 1):
        assert DAYS.works(datetime.date(year, 7, 5)) is Truths.EITHER
        assert DAYS.last_of(datetime.date(year, 7, 5), 3) == DueDay(datetime.date(year, 7, 7), None)


@pytest.mark.parametrize(
    ("first", "count", "last"),
    [
        ("2019-02-01", 1, "2019-02-01"),
        ("2019-02-01", 2, "2019-02-11"),
        ("2019-01-04", 2, "2019-01-05"),  # a Saturday worked for 31 December
        ("2018-12-29", 1, "2019-01-02"),
        ("2025-04-25", 2, "2025-04-26"),
    ],
)
def test_working_days_are_counted_over_holidays_and_worked_saturdays(
    first: str, count: int, last: str
) -> None:
    assert DAYS.last_of(day(first), count) == DueDay(day(last), day(last))


def test_an_announcement_makes_its_year_sure_and_is_named() -> None:
    told = Announcement(
        2026, "made-up notice", off=frozenset({day("2026-01-02")}), worked=frozenset({day("2026-01-10")})
    )
    announced = WorkingDays(announcements=(told,))
    assert announced.works(day("2026-01-02")) is Truths.FALSE
    assert announced.works(day("2026-01-10")) is Truths.TRUE
    assert announced.works(day("2026-01-05")) is Truths.TRUE
    assert announced.source == f"{DAYS.source}; made-up notice"


@given(first=days_between("2026-01-01", "2026-12-20"), count=st.integers(1, 5))
def test_announcing_never_widens(first: datetime.date, count: int) -> None:
    told = Announcement(
        2026, "made-up notice", off=frozenset({day("2026-01-02")}), worked=frozenset({day("2026-01-10")})
    )
    before, after = DAYS.last_of(first, count), WorkingDays(announcements=(told,)).last_of(first, count)
    assert before.earliest <= after.earliest
    assert before.latest is None or (after.latest is not None and after.latest <= before.latest)


@given(first=days_between("2017-01-01", "2028-12-31"), later=st.integers(0, 40), count=st.integers(1, 5))
def test_what_begins_later_never_ends_earlier(first: datetime.date, later: int, count: int) -> None:
    one, other = (DAYS.last_of(each, count) for each in (first, first + datetime.timedelta(days=later)))
    assert one.earliest <= other.earliest
    assert one.latest is None or other.latest is None or one.latest <= other.latest


@given(first=days_between("2018-01-01", "2025-12-01"), count=st.integers(1, 5))
def test_a_list_that_is_less_sure_gives_a_range_around_the_day(first: datetime.date, count: int) -> None:
    sure, wide = DAYS.last_of(first, count), ALL_OPEN.last_of(first, count)
    assert sure.is_decided
    assert wide.earliest <= sure.earliest
    assert wide.latest is not None
    assert sure.earliest <= wide.latest


def test_the_source_is_named_with_its_version() -> None:
    assert DAYS.source == f"holidays {importlib.metadata.version('holidays')}, VN"
