"""Sheets, records and dossiers refuse what cannot be, all of it at once."""

import datetime
import enum

import attrs
import pytest

from antq_core import UNKNOWN, Dossier, RecordList, Unit
from antq_core.domain.attributes import Fact, Field, Hundredths, fact, field
from antq_core.domain.incidents import Incident, IncidentKind
from antq_core.domain.records import Basis
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.sheets import FactSheet, Record, fact_sheet
from antq_core.domain.windows import DayOfYear, Window, WindowRule
from antq_core.errors import InputError, StandardError
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Interval

WORD = Text(vi="từ", en="word")
UNIT = Unit(id="k1", kind="residential_area", province="25", commune="00001")


class Level(enum.StrEnum):
    LOW = "low"
    HIGH = "high"


class Facts(FactSheet):
    whole: Fact[int] = fact(default=UNKNOWN, label=WORD, between=(0, 10))
    part: Fact[int] = fact(default=UNKNOWN, label=WORD, between=(0, 10), no_more_than="whole")
    signed: Fact[bool] = fact(default=UNKNOWN, label=WORD)
    day: Fact[datetime.date] = fact(default=UNKNOWN, label=WORD, between=(-1, 0))
    level: Fact[Level] = fact(default=UNKNOWN, label=WORD, codes={Level.LOW: WORD, Level.HIGH: WORD})


class Points(FactSheet):
    care: Fact[Hundredths] = fact(default=UNKNOWN, label=WORD, between=(0, 10_00))


def refusal(**statements: object) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        Facts(**statements)  # type: ignore[arg-type]  # wrong on purpose
    assert all(problem.message(locale) for problem in refused.value.problems for locale in LOCALES)
    return [(problem.place, problem.code) for problem in refused.value.problems]


def test_what_is_not_stated_is_unknown() -> None:
    sheet = Facts(whole=3)
    assert sheet.whole == 3
    assert sheet.signed is UNKNOWN
    assert Facts() == Facts(whole=UNKNOWN)
    with pytest.raises(TypeError):
        bool(sheet.signed)


def test_everything_wrong_with_a_sheet_is_said_at_once() -> None:
    assert refusal(whole=11, signed=1, level="middle", day="2026-01-01", stranger=1) == [
        ("stranger", "value.undeclared"),
        ("whole", "value.out-of-range"),
        ("signed", "value.wrong-type"),
        ("day", "value.wrong-type"),
        ("level", "value.unknown-code"),
    ]


@pytest.mark.parametrize("value", [True, 1.0, "1", datetime.date(2026, 1, 1)])
def test_a_count_is_a_whole_number_and_nothing_else(value: object) -> None:
    assert refusal(whole=value) == [("whole", "value.wrong-type")]


def test_an_interval_must_lie_within_the_range() -> None:
    assert Facts(whole=Interval(2, 10)).whole == Interval(2, 10)
    assert refusal(whole=Interval(2, 11)) == [("whole", "value.out-of-range")]


@pytest.mark.parametrize(
    ("stated", "vi", "en"),
    [
        (1001, "10,01 điểm, ngoài khoảng 0 đến 10 điểm", "10.01 points lies outside 0 to 10 points"),
        (Interval(0, 9950), "từ 0 đến 99,5 điểm, ngoài", "0 to 99.5 points lies outside 0 to 10 points"),
    ],
)
def test_points_out_of_range_are_told_in_hundredths_and_in_points(
    stated: int | Interval, vi: str, en: str
) -> None:
    with pytest.raises(InputError) as refused:
        Points(care=stated)  # type: ignore[arg-type]  # points of a type checker are made with Hundredths
    (problem,) = refused.value.problems
    assert (problem.code, problem.facts["lo"], problem.facts["hi"]) == ("value.out-of-range", 0, 10_00)
    assert vi in problem.message("vi")
    assert en in problem.message("en")
    assert "0–1000" in problem.message("en")


def test_sheets_are_frozen_and_equal_by_what_they_state() -> None:
    sheet = Facts(whole=3, level=Level.HIGH)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        sheet.whole = 4
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        sheet.stranger = 4  # type: ignore[attr-defined]  # as above
    from_data = fact_sheet(Facts.facts())(whole=3, level="high")
    assert sheet == from_data
    assert hash(sheet) == hash(from_data)


def test_an_inherited_fact_may_not_be_declared_again() -> None:
    with pytest.raises(StandardError, match="whole"):

        class Again(Facts):
            whole: Fact[int] = fact(default=UNKNOWN, label=WORD, between=(0, 99))


def test_codes_must_label_exactly_the_members_of_their_enumeration() -> None:
    with pytest.raises(StandardError, match="codes"):

        class Wrong(FactSheet):
            level: Fact[Level] = fact(default=UNKNOWN, label=WORD, codes={Level.LOW: WORD})


def test_a_record_declares_its_own_fields() -> None:
    class Visit(Record):
        visited_on: Field[datetime.date] = field(default=UNKNOWN, label=WORD)

    Visit.declare_list(name="visits", label=WORD, at_most=3, dated_by="visited_on")
    assert Visit.list_name() == "visits"
    assert Visit(visited_on=datetime.date(2026, 1, 1)).visited_on == datetime.date(2026, 1, 1)


def problems_of_dossier(**parts: object) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        Dossier(unit=UNIT, year=2026, **parts)  # type: ignore[arg-type]  # parts of any type
    return [(problem.place, problem.code) for problem in refused.value.problems]


def test_a_part_above_its_whole_and_a_day_of_another_year_are_refused_together() -> None:
    sheet = Facts(whole=3, part=4, day=datetime.date(2024, 12, 31))
    assert problems_of_dossier(claimed=sheet) == [
        ("claimed.part", "value.part-above-whole"),
        ("claimed.day", "value.outside-year"),
    ]


def test_a_part_that_may_still_be_below_its_whole_is_taken() -> None:
    Dossier(unit=UNIT, year=2026, verified=Facts(whole=Interval(3, 5), part=Interval(4, 9)))


def test_last_years_days_are_of_the_year_before() -> None:
    Dossier(unit=UNIT, year=2026, last_year=Facts(day=datetime.date(2024, 12, 31)))
    sheet = Facts(day=datetime.date(2026, 1, 1))
    assert problems_of_dossier(last_year=sheet) == [("last_year.day", "value.outside-year")]


def test_a_list_is_complete_only_on_somebodys_word() -> None:
    with pytest.raises(InputError) as refused:
        RecordList(complete_for=Window(datetime.date(2025, 11, 1), datetime.date(2026, 10, 31)))
    assert [problem.code for problem in refused.value.problems] == ["records.nobody-attests"]


def test_a_unit_stands_on_a_roster_once() -> None:
    roster = RecordList(items=(RosterEntry(unit="a"), RosterEntry(unit="b"), RosterEntry(unit="a")))
    assert problems_of_dossier(records={"roster": roster}) == [
        ("records.roster.items[2].unit", "records.repeated")
    ]


def test_what_comes_from_an_assessment_is_not_stated() -> None:
    with pytest.raises(InputError, match="tính từ hồ sơ"):
        RosterEntry(unit="a", met=True)


def test_records_stand_in_their_own_list() -> None:
    lists = {"roster": RecordList(items=(Incident(kind=IncidentKind.CRIME),))}
    assert problems_of_dossier(records=lists) == [("records.roster", "records.wrong-list")]


@pytest.mark.parametrize("year", [1999, 2100])
def test_a_year_far_away_is_refused(year: int) -> None:
    with pytest.raises(InputError, match=str(year)):
        Dossier(unit=UNIT, year=year)


def test_a_list_is_closed_when_it_covers_the_window_and_the_window_is_over() -> None:
    window = WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)).for_year(2026)
    after, last = window.last + datetime.timedelta(days=1), window.last
    whole = RecordList(complete_for=window, attested_by="Công an xã")
    assert whole.is_closed(window, after)
    assert not whole.is_closed(window, last)
    assert not RecordList().is_closed(window, after)
    short = Window(window.first + datetime.timedelta(days=1), window.last)
    assert not attrs.evolve(whole, complete_for=short).is_closed(window, after)
    assert whole.basis is Basis.CLAIMED


def test_a_window_the_wrong_way_round_and_29_february_are_refused() -> None:
    with pytest.raises(InputError):
        Window(datetime.date(2026, 2, 1), datetime.date(2026, 1, 1))
    with pytest.raises(StandardError):
        DayOfYear(2, 29)
