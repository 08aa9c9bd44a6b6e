import datetime
import enum
from collections.abc import Mapping
from typing import Any, get_args

import attrs
import polars as pl
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from antq_core.errors import InputError
from antq_core.movement import clock_rules
from antq_core.movement.authorities import Authority
from antq_core.movement.clock_rules import (
    ASSUMPTIONS,
    CLOCKS,
    AfterTransfer,
    ClockReadings,
    ComplexMonths,
    ExtensionMonths,
    FirstDay,
    LastDayOff,
)
from antq_core.movement.clocks import STATUS_LABELS, ClockResult, ClockStatus, clocks_of, due, overdue
from antq_core.movement.tips import Extension, Resolution, Tip, TransferReason
from antq_core.movement.working_days import SURE_YEARS, WorkingDays
from antq_core.register.clock_columns import clock_statuses

HANOI = "01"  # the same province on every day
HOURS = ("received_at", "classified_at", "competent_at", "transferred_at")
UNTOLD = (*HOURS, "received_by", "remote", "extension")
"""What may be learnt of a tip without anything further having happened to it."""
CHOSEN = ClockReadings(
    first_day=FirstDay.NOT_COUNTED,
    complex_months=ComplexMonths.FROM_RECEIPT,
    extension_months=ExtensionMonths.AFTER_COMPLEX_PERIOD,
    last_day_off=LastDayOff.KEPT,
    after_transfer=AfterTransfer.FIRST_RECEIPT,
)
Statuses = frozenset[ClockStatus]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def minute(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def tip(**facts: Any) -> Tip:
    return Tip(number="TB-2019-000001", province=HANOI, **facts)


def clock(
    of: Tip, code: str, at: str, readings: ClockReadings | None = None, days: WorkingDays | None = None
) -> ClockResult:
    return next(
        each for each in clocks_of(of, day(at), readings or ClockReadings(), days) if each.clock.code == code
    )


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


ANY_DAY = maybe(st.dates(day("2012-01-01"), day("2030-06-30")))


@st.composite
def tips(draw: st.DrawFn, received_on: st.SearchStrategy[datetime.date | None] = ANY_DAY) -> Tip:
    """Tips in every state, with days that follow each other closely or after months."""
    received = draw(received_on)
    begun = received or draw(st.dates(day("2018-01-01"), day("2025-06-30")))
    after = st.integers(0, 9) | st.integers(0, 160)

    def later(least: datetime.date | None) -> datetime.date | None:
        return draw(maybe(after.map(lambda n: (least or begun) + datetime.timedelta(days=n))))

    facts: dict[str, Any] = {"received_on": received}
    facts["classified_on"], facts["assigned_on"], facts["competent_on"] = (later(None) for _ in range(3))
    facts["transferred_on"] = later(facts["competent_on"])
    facts["acknowledged_on"] = later(None)
    done = [each for each in (facts["classified_on"], facts["assigned_on"]) if each]
    facts["resolved_on"] = later(max(done, default=None))
    if facts["resolved_on"]:
        facts["resolution"] = draw(st.sampled_from(Resolution))
        facts["notified_on"] = later(facts["resolved_on"])
        if facts["resolution"] is Resolution.SUSPENDED and (resumed := later(facts["resolved_on"])):
            facts["resumed_on"], facts["settled_on"] = resumed, later(resumed)
            facts["settlement"] = Resolution.NOT_PROSECUTED
    hour = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda each: f"{each[0]:02}:{each[1]:02}")
    for name in HOURS:
        facts[name] = draw(maybe(hour)) if facts[name.replace("_at", "_on")] else None
    if draw(st.booleans()):  # without some hours, so that what happened on one day is in order more often
        facts["classified_at"] = facts["transferred_at"] = None
    reason = st.sampled_from(TransferReason)
    facts["transfer_reason"] = draw(reason if facts["transferred_on"] else maybe(reason))
    facts["received_by"] = draw(maybe(st.sampled_from([Authority.COMMUNE_POLICE, Authority.PROVINCE_POLICE])))
    facts["remote"] = draw(maybe(st.booleans()))
    facts["extension"] = draw(maybe(st.sampled_from(Extension)))
    try:
        return tip(**facts)
    except InputError:  # hours out of order on one day
        reject()


def days_to_ask() -> st.SearchStrategy[int]:
    return st.integers(-3, 12) | st.integers(-3, 250)


def asked_at(of: Tip, after: int) -> datetime.date:
    return (of.received_on or day("2020-03-02")) + datetime.timedelta(days=after)


def readings() -> st.SearchStrategy[ClockReadings]:
    options = {
        field.name: maybe(
            st.sampled_from(next(each for each in get_args(field.type) if each is not type(None)))
        )
        for field in attrs.fields(attrs.resolve_types(ClockReadings))
    }
    return st.builds(ClockReadings, **options)


# --- one clock after the other ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("classified", "expected"),
    [
        ({"classified_on": "2019-03-05", "classified_at": "10:30"}, {"done_in_time"}),
        ({"classified_on": "2019-03-05", "classified_at": "10:31"}, {"done_late"}),
        ({"classified_on": "2019-03-05"}, {"done_in_time", "done_late"}),
        ({"classified_on": "2019-03-04"}, {"done_in_time"}),
        ({"classified_on": "2019-03-06"}, {"done_late"}),
        ({}, {"overdue"}),
    ],
)
def test_classification_has_24_hours(classified: dict[str, str], expected: set[str]) -> None:
    facts: dict[str, Any] = dict(classified)
    if facts:
        facts["classified_on"] = day(facts["classified_on"])
    of = tip(received_on=day("2019-03-04"), received_at="10:30", **facts)
    result = clock(of, "classify", "2019-03-30")
    assert result.possible == expected
    assert result.due.earliest == result.due.latest == minute("2019-03-05T10:30")


def test_a_day_without_an_hour_may_be_any_minute_of_it() -> None:
    of = tip(received_on=day("2019-03-04"))
    limit = clock(of, "classify", "2019-03-04").due
    assert (limit.earliest, limit.latest) == (minute("2019-03-05T00:00"), minute("2019-03-05T23:59"))
    assert clock(of, "classify", "2019-03-04").status is ClockStatus.RUNNING
    assert clock(of, "classify", "2019-03-05").possible == {ClockStatus.RUNNING, ClockStatus.OVERDUE}
    assert clock(of, "classify", "2019-03-06").status is ClockStatus.OVERDUE
    next_day = tip(received_on=day("2019-03-04"), classified_on=day("2019-03-05"), classified_at="08:00")
    assert clock(next_day, "classify", "2019-03-05").status is ClockStatus.UNDECIDED


def test_what_happens_after_the_day_asked_about_has_not_happened() -> None:
    of = tip(received_on=day("2019-03-04"), classified_on=day("2019-03-05"))
    assert clock(of, "classify", "2019-03-03").status is ClockStatus.NOT_STARTED
    assert clock(of, "classify", "2019-03-04").status is ClockStatus.RUNNING


URGENT = {"received_by": Authority.COMMUNE_POLICE, "transfer_reason": TransferReason.URGENT}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (URGENT | {"remote": False}, {"done_late"}),
        (URGENT | {"remote": True}, {"done_in_time"}),
        (URGENT, {"done_late", "done_in_time"}),
        ({"transfer_reason": TransferReason.URGENT, "remote": True}, {"done_in_time", "not_applicable"}),
        (URGENT | {"received_by": Authority.PROVINCE_POLICE}, {"not_applicable"}),
        (URGENT | {"transfer_reason": TransferReason.AFTER_FIRST_CHECK}, {"not_applicable"}),
    ],
)
def test_commune_police_hand_on_what_is_urgent(facts: dict[str, Any], expected: set[str]) -> None:
    of = tip(
        received_on=day("2019-03-04"),
        received_at="08:00",
        transferred_on=day("2019-03-05"),
        transferred_at="20:00",
        **facts,
    )
    assert clock(of, "transfer_urgent", "2019-03-30").possible == expected


def test_unknown_urgency_leaves_both_clocks_of_the_commune_police_open() -> None:
    of = tip(received_on=day("2019-03-04"), received_by=Authority.COMMUNE_POLICE)
    for code in ("transfer_urgent", "transfer_after_check"):
        assert clock(of, code, "2019-03-30").possible == {ClockStatus.NOT_APPLICABLE, ClockStatus.OVERDUE}


def test_a_wrong_authority_hands_on_from_the_hour_it_could_tell() -> None:
    of = tip(received_on=day("2019-03-01"), competent_on=day("2019-03-04"), competent_at="09:00")
    result = clock(of, "transfer_wrong_authority", "2019-03-04")
    assert result.status is ClockStatus.RUNNING
    assert result.due.earliest == minute("2019-03-05T09:00")
    assert clock(of, "transfer_wrong_authority", "2019-03-06").status is ClockStatus.OVERDUE


def test_a_tip_that_nobody_found_to_be_anothers_does_not_start_that_clock() -> None:
    of = tip(received_on=day("2019-03-01"))
    assert clock(of, "transfer_wrong_authority", "2019-04-01").status is ClockStatus.NOT_STARTED
    handed = tip(
        received_on=day("2019-03-01"),
        transferred_on=day("2019-03-02"),
        transfer_reason=TransferReason.WRONG_AUTHORITY,
    )
    assert clock(handed, "transfer_wrong_authority", "2019-04-01").possible == {
        ClockStatus.DONE_IN_TIME,
        ClockStatus.DONE_LATE,
    }


@pytest.mark.parametrize(
    ("first_day", "ends"), [(FirstDay.COUNTED, "2019-03-06"), (FirstDay.NOT_COUNTED, "2019-03-07")]
)
def test_the_first_day_is_counted_as_it_is_read(first_day: FirstDay, ends: str) -> None:
    chosen = attrs.evolve(CHOSEN, first_day=first_day)
    result = clock(tip(received_on=day("2019-03-04")), "assign", "2019-03-04", chosen)
    assert result.due.latest == result.due.earliest == minute(f"{ends}T23:59")


@pytest.mark.parametrize(
    ("extension", "changed", "ends"),
    [
        (Extension.NONE, {}, "2019-03-24"),
        (Extension.NONE, {"last_day_off": LastDayOff.NEXT_WORKING_DAY}, "2019-03-25"),
        (Extension.COMPLEX, {}, "2019-05-04"),
        (Extension.COMPLEX, {"complex_months": ComplexMonths.AFTER_20_DAYS}, "2019-05-24"),
        (Extension.PROCURACY, {}, "2019-07-04"),
        (Extension.PROCURACY, {"complex_months": ComplexMonths.AFTER_20_DAYS}, "2019-07-24"),
        (Extension.PROCURACY, {"extension_months": ExtensionMonths.AFTER_20_DAYS}, "2019-05-24"),
    ],
)
def test_resolution_takes_20_days_or_months_as_they_are_read(
    extension: Extension, changed: dict[str, Any], ends: str
) -> None:
    of = tip(received_on=day("2019-03-04"), extension=extension)
    result = clock(of, "resolve", "2019-03-04", attrs.evolve(CHOSEN, **changed))
    assert result.due.latest == result.due.earliest == minute(f"{ends}T23:59")


def test_open_readings_give_a_range_and_what_lies_outside_is_decided() -> None:
    of = tip(received_on=day("2019-03-04"), extension=Extension.PROCURACY)
    limit = clock(of, "resolve", "2019-03-04").due
    assert (limit.earliest, limit.latest) == (minute("2019-05-23T23:59"), minute("2019-07-24T23:59"))
    assert clock(of, "resolve", "2019-05-23").status is ClockStatus.RUNNING
    assert clock(of, "resolve", "2019-05-24").status is ClockStatus.UNDECIDED
    assert clock(of, "resolve", "2019-07-25").status is ClockStatus.OVERDUE


def test_a_month_that_has_no_such_day_ends_with_its_last() -> None:
    of = tip(received_on=day("2018-12-31"), extension=Extension.COMPLEX)
    assert clock(of, "resolve", "2019-01-01", CHOSEN).due.latest == minute("2019-02-28T23:59")


@pytest.mark.parametrize(
    ("received", "ends"),
    [
        ("2018-12-28", "2019-02-27"),
        ("2018-12-29", "2019-02-28"),
        ("2018-12-30", "2019-02-28"),
        ("2018-12-31", "2019-02-28"),
        ("2019-01-01", "2019-02-28"),
    ],
)
def test_the_first_day_counts_without_making_a_short_month_shorter(received: str, ends: str) -> None:
    counted = attrs.evolve(CHOSEN, first_day=FirstDay.COUNTED)
    complex_one = tip(received_on=day(received), extension=Extension.COMPLEX)
    found = clock(complex_one, "resolve", "2019-01-05", counted)
    assert found.due.earliest == found.due.latest == minute(f"{ends}T23:59")


def test_a_tip_handed_on_may_count_from_the_transfer() -> None:
    of = tip(
        received_on=day("2019-03-04"),
        transferred_on=day("2019-03-11"),
        transfer_reason=TransferReason.AFTER_FIRST_CHECK,
        assigned_on=day("2019-03-13"),
    )
    chosen = attrs.evolve(CHOSEN, after_transfer=AfterTransfer.TRANSFER)
    assert clock(of, "assign", "2019-04-01", CHOSEN).status is ClockStatus.DONE_LATE
    assert clock(of, "assign", "2019-04-01", chosen).status is ClockStatus.DONE_IN_TIME
    assert clock(of, "assign", "2019-04-01").status is ClockStatus.UNDECIDED


def test_what_was_suspended_is_settled_within_a_month_of_its_resumption() -> None:
    facts = {
        "received_on": day("2019-03-04"),
        "resolved_on": day("2019-03-20"),
        "resolution": Resolution.SUSPENDED,
        "resumed_on": day("2019-05-06"),
    }
    assert clock(tip(**facts), "settle_after_resumption", "2019-05-06", CHOSEN).due.latest == minute(
        "2019-06-06T23:59"
    )
    late = tip(**facts, settled_on=day("2019-06-07"), settlement=Resolution.NOT_PROSECUTED)
    assert clock(late, "settle_after_resumption", "2019-07-01", CHOSEN).status is ClockStatus.DONE_LATE


def test_the_result_is_told_within_3_days_of_the_end() -> None:
    of = tip(received_on=day("2019-03-04"), resolved_on=day("2019-03-20"), resolution=Resolution.PROSECUTED)
    assert clock(of, "notify", "2019-03-20", CHOSEN).due.latest == minute("2019-03-23T23:59")
    assert clock(of, "notify", "2019-03-19").status is ClockStatus.NOT_STARTED


# --- Tết -------------------------------------------------------------------------------------------


def test_a_tip_that_came_just_before_the_festival_of_2019_is_acknowledged_after_it() -> None:
    of = tip(received_on=day("2019-02-01"))  # the last working day before nine days off
    limit = clock(of, "acknowledge", "2019-02-01").due
    assert (limit.earliest, limit.latest) == (minute("2019-02-12T23:59"), minute("2019-02-13T23:59"))
    assert clock(of, "acknowledge", "2019-02-12").status is ClockStatus.RUNNING


def test_a_tip_that_came_just_before_the_festival_of_2026_is_acknowledged_after_its_first_days() -> None:
    result = clock(tip(received_on=day("2026-02-13")), "acknowledge", "2026-02-13")
    assert (result.due.earliest, result.due.latest) == (
        minute("2026-02-20T23:59"),
        minute("2026-03-02T23:59"),
    )
    assert clock_rules.WORKING_DAYS_NOT_SURE in result.assumptions
    assert result.working_days == WorkingDays().source


def test_the_festival_of_2026_is_counted_to_the_day_by_who_knows_what_was_announced() -> None:
    sure = WorkingDays(sure_years=range(SURE_YEARS[0], 2027))
    limit = clock(tip(received_on=day("2026-02-13")), "acknowledge", "2026-02-13", CHOSEN, sure).due
    assert limit.earliest == limit.latest == minute("2026-02-25T23:59")


# --- what results rest on --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "named"),
    [
        ("2019-03-04", {clock_rules.AMENDED_IN_2021}),
        ("2022-03-04", set()),
        ("2025-02-28", set()),
        ("2025-03-01", {clock_rules.CHANGED_IN_2025}),
        (None, {clock_rules.CHANGED_IN_2025, clock_rules.AMENDED_IN_2021}),
    ],
)
def test_every_clock_names_what_is_assumed_of_the_law_on_the_day_of_receipt(
    received: str | None, named: set[str]
) -> None:
    of = tip(received_on=received and day(received))
    for each in clocks_of(of, day("2025-03-01")):
        assert {*each.assumptions} - {"clock-counts-from-receipt", "working-days-not-sure"} == named


def test_every_assumption_and_status_has_words() -> None:
    assert set(STATUS_LABELS) == set(ClockStatus)
    of = tip(received_on=None)
    named = {code for each in clocks_of(of, day("2019-03-04")) for code in each.assumptions}
    assert named <= set(ASSUMPTIONS)


def test_every_clock_is_of_columns_that_tips_have() -> None:
    known = {each.name for each in Tip.columns()}
    asked = {
        name
        for each in CLOCKS
        for moment in (each.starts, each.ends)
        for name in (moment.day, moment.hour)
        if name
    }
    asked |= {each.column for one in CLOCKS for each in one.when}
    assert asked <= known
    assert len({each.code for each in CLOCKS}) == len(CLOCKS)


def test_due_and_overdue_list_what_is_sure_the_most_pressing_first() -> None:
    early = Tip(number="TB-1", province=HANOI, received_on=day("2019-03-04"), received_at="08:00")
    late = Tip(number="TB-2", province=HANOI, received_on=day("2019-03-05"), received_at="09:00")
    at = day("2019-03-05")
    assert [(each.tip, each.clock.code) for each in due([late, early], at)][:3] == [
        ("TB-2", "classify"),
        ("TB-1", "assign"),
        ("TB-1", "acknowledge"),
    ]
    assert [(each.tip, each.clock.code) for each in overdue([late, early], at)] == [("TB-1", "classify")]


# --- laws ------------------------------------------------------------------------------------------


@given(of=tips(), after=days_to_ask(), chosen=readings(), learnt=st.data())
def test_learning_an_hour_or_a_code_or_choosing_a_reading_never_widens(
    of: Tip, after: int, chosen: ClockReadings, learnt: st.DataObject
) -> None:
    at = asked_at(of, after)
    told: dict[str, Any] = {name: None for name in UNTOLD if learnt.draw(st.booleans())}
    fewer = attrs.evolve(of, **told)
    forgotten = {field.name: None for field in attrs.fields(ClockReadings) if learnt.draw(st.booleans())}
    open_again = attrs.evolve(chosen, **forgotten)
    for wide, narrow in zip(clocks_of(fewer, at, open_again), clocks_of(of, at, chosen), strict=True):
        assert narrow.possible <= wide.possible, wide.clock.code


@given(of=tips(), after=days_to_ask(), chosen=readings())
def test_some_status_is_always_possible_and_undecided_is_none_of_them(
    of: Tip, after: int, chosen: ClockReadings
) -> None:
    for each in clocks_of(of, asked_at(of, after), chosen):
        assert each.possible
        assert ClockStatus.UNDECIDED not in each.possible
        if each.due.earliest and each.due.latest:
            assert each.due.earliest <= each.due.latest


@given(of=tips(st.dates(day(f"{SURE_YEARS[0]}-01-01"), day(f"{SURE_YEARS[-2]}-12-31"))), after=days_to_ask())
def test_with_every_reading_chosen_and_every_hour_known_a_sure_year_leaves_nothing_undecided(
    of: Tip, after: int
) -> None:
    known: Mapping[str, Any] = {
        "received_at": "00:00" if of.received_on else None,
        "classified_at": "23:59" if of.classified_on else None,
        "competent_at": "00:00" if of.competent_on else None,
        "transferred_at": "23:59" if of.transferred_on else None,
        "received_by": of.received_by or Authority.COMMUNE_POLICE,
        "remote": bool(of.remote),
        "extension": of.extension or Extension.NONE,
        "transfer_reason": of.transfer_reason or TransferReason.URGENT,
    }
    told = attrs.evolve(of, **known)
    at = asked_at(of, after)
    for each in clocks_of(told, at, CHOSEN):
        starts_unknown = told.row[each.clock.starts.day] is None
        assert each.status is not ClockStatus.UNDECIDED or starts_unknown


@given(several=st.lists(tips(), min_size=1, max_size=8), after=days_to_ask(), chosen=readings())
def test_a_table_says_of_every_row_what_is_said_of_one_tip(
    several: list[Tip], after: int, chosen: ClockReadings
) -> None:
    at = asked_at(several[0], after)
    told = clock_statuses(frame_of(several), at, chosen)
    assert told.columns == [f"clock.{each.code}" for each in CLOCKS]
    for one, row in zip(several, told.iter_rows(named=True), strict=True):
        assert row == {f"clock.{each.clock.code}": each.status for each in clocks_of(one, at, chosen)}


def test_a_table_without_some_columns_is_one_where_they_are_empty() -> None:
    frame = pl.DataFrame({"number": ["TB-1"], "received_on": [day("2019-03-04")]})
    bare = Tip(number="TB-1", province=HANOI, received_on=day("2019-03-04"))
    told = clock_statuses(frame, day("2019-03-06")).row(0)
    assert told == tuple(each.status for each in clocks_of(bare, day("2019-03-06")))


def test_an_empty_table_has_no_statuses() -> None:
    assert clock_statuses(frame_of([]), day("2019-03-06")).height == 0


def frame_of(several: list[Tip]) -> pl.DataFrame:
    columns = Tip.columns()
    kinds = {"day": pl.Date, "truth": pl.Boolean, "count": pl.Int64}
    rows = [
        {name: each.value if isinstance(each, enum.StrEnum) else each for name, each in one.row.items()}
        for one in several
    ]
    return pl.DataFrame(rows, schema={each.name: kinds.get(each.holds.value, pl.String) for each in columns})
