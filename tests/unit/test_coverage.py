"""What tables are complete for is put together from what each folder says, and never more than that."""

import datetime

import pytest

from antq_core.domain.provinces import Province, province
from antq_core.domain.windows import Window
from antq_core.movement.authorities import Authority
from antq_core.register.coverage import Coverage, Stated, complete_for
from antq_core.review.territory import Territory

OLD, NEW = datetime.date(2024, 1, 1), datetime.date(2026, 6, 30)
VINH_PHUC = province("26", OLD)
PHU_THO = Territory.of("25", NEW)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def said(code: str | None, first: str = "", last: str = "") -> Stated:
    if not first:
        return Stated(province=code, coverage=None)
    window = Window(day(first), day(last))
    return Stated(province=code, coverage=Coverage(window=window, attested_by=(Authority.PROVINCE_POLICE,)))


def window(stated: list[Stated], *parts: Province) -> tuple[str, str] | None:
    found = complete_for(stated, parts)
    return None if found is None else (str(found.window.first), str(found.window.last))


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([], None),
        ([said("26")], None),
        ([said("17", "2020-01-01", "2021-12-31")], None),
        ([said("26", "2020-01-01", "2021-12-31")], ("2020-01-01", "2021-12-31")),
        ([said(None, "2020-01-01", "2021-12-31")], ("2020-01-01", "2021-12-31")),
        # one after another, in whichever order they are named
        (
            [said("26", "2022-01-01", "2022-12-31"), said("26", "2020-01-01", "2021-12-31")],
            ("2020-01-01", "2022-12-31"),
        ),
        # a day is missing between them
        ([said("26", "2020-01-01", "2021-12-30"), said("26", "2022-01-01", "2022-12-31")], None),
        # both speak of some days: each may hold a part of the province
        (
            [said("26", "2020-01-01", "2021-12-31"), said("26", "2021-01-01", "2022-12-31")],
            ("2021-01-01", "2021-12-31"),
        ),
        ([said("26", "2020-01-01", "2021-12-31"), said("26")], None),
    ],
)
def test_folders_of_one_province(stated: list[Stated], expected: tuple[str, str] | None) -> None:
    assert window(stated, VINH_PHUC) == expected


HALVES = [said("26", "2020-01-01", "2025-06-30"), said("17", "2020-01-01", "2025-06-30")]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([*HALVES, said("25", "2020-01-01", "2026-06-30")], ("2020-01-01", "2026-06-30")),
        (
            [*HALVES, said("25", "2020-01-01", "2025-06-30"), said("25", "2025-07-01", "2026-06-30")],
            ("2020-01-01", "2026-06-30"),
        ),
        # without the folders of those that became part of it, nobody speaks for them
        ([said("25", "2020-01-01", "2026-06-30")], None),
        ([HALVES[0], said("25", "2020-01-01", "2026-06-30")], None),
        ([*HALVES, said("25", "2025-07-01", "2026-06-30")], ("2025-07-01", "2026-06-30")),
        # one of them ends before its province did
        (
            [HALVES[0], said("17", "2020-01-01", "2024-12-31"), said("25", "2020-01-01", "2026-06-30")],
            ("2020-01-01", "2024-12-31"),
        ),
    ],
)
def test_folders_of_provinces_that_were_merged(
    stated: list[Stated], expected: tuple[str, str] | None
) -> None:
    assert window(stated, *PHU_THO.parts) == expected


def test_what_ended_before_a_period_need_not_be_there() -> None:
    since = Window(day("2025-07-01"), NEW)
    assert window([said("25", "2025-07-01", "2026-06-30")], *PHU_THO.parts_in(since)) == (
        "2025-07-01",
        "2026-06-30",
    )
