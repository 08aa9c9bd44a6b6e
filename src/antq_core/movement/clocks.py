"""What is due of a tip and what is overdue, in the last minute of a day.

The clocks are read off what is recorded: a day that is empty is an event that is not recorded, so its clock
has not started or has not ended. A day without an hour may be any minute of it. What cannot be told is kept
as the set of statuses that may be: to learn an hour, a code that decides which clock it is, or to choose a
reading, never adds to it.
"""

import datetime
import enum
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from antq_core.messages.text import Text
from antq_core.movement.clock_rules import (
    AMENDED_IN_2021,
    CHANGED_IN_2025,
    CLOCKS,
    COUNTS_FROM_RECEIPT,
    WORKING_DAYS_NOT_SURE,
    AfterTransfer,
    Arm,
    Clock,
    ClockReadings,
    Condition,
    LastDayOff,
    Moment,
    Unit,
)
from antq_core.movement.due_days import due_day
from antq_core.movement.tips import Tip
from antq_core.movement.working_days import WorkingDays
from antq_core.possible import Truths, all_of

Row = Mapping[str, Any]

CHANGE_OF_2025 = datetime.date(2025, 3, 1)
"""Since this day there are no police of districts; whether the clocks changed could not be read."""
END_OF_2021 = datetime.date(2021, 12, 31)
"""By then the changes of 2021, which are part of what was read, had been made."""

_FIRST_MINUTE = datetime.time(0, 0)
_LAST_MINUTE = datetime.time(23, 59)


class ClockStatus(enum.StrEnum):
    """Where a clock stands; undecided where more than one of the others may be."""

    NOT_APPLICABLE = "not_applicable"
    NOT_STARTED = "not_started"
    RUNNING = "running"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    OVERDUE = "overdue"
    UNDECIDED = "undecided"


STATUS_LABELS = {
    ClockStatus.NOT_APPLICABLE: Text(vi="không áp dụng", en="does not apply"),
    ClockStatus.NOT_STARTED: Text(vi="chưa bắt đầu", en="not started"),
    ClockStatus.RUNNING: Text(vi="còn hạn", en="running"),
    ClockStatus.DONE_IN_TIME: Text(vi="đúng hạn", en="done in time"),
    ClockStatus.DONE_LATE: Text(vi="trễ hạn", en="done late"),
    ClockStatus.OVERDUE: Text(vi="quá hạn", en="overdue"),
    ClockStatus.UNDECIDED: Text(vi="chưa xác định", en="undecided"),
}


@attrs.frozen
class DueTime:
    """The last minute of a limit, in Vietnam: the earliest and the latest it can be; None is not known."""

    earliest: datetime.datetime | None = None
    latest: datetime.datetime | None = None

    @property
    def is_decided(self) -> bool:
        """Whether just one minute is left."""
        return self.earliest is not None and self.earliest == self.latest


@attrs.frozen(kw_only=True)
class ClockResult:
    """Where one clock of one tip stands: every status that may be, until when, and on what this rests."""

    clock: Clock
    tip: str
    possible: frozenset[ClockStatus]
    due: DueTime
    assumptions: tuple[str, ...]
    working_days: str
    """The list of working days that was used, with its version."""

    @property
    def status(self) -> ClockStatus:
        """The one status that is left, or undecided."""
        return next(iter(self.possible)) if len(self.possible) == 1 else ClockStatus.UNDECIDED


def clocks_of(
    tip: Tip,
    at: datetime.date,
    readings: ClockReadings | None = None,
    days: WorkingDays | None = None,
) -> tuple[ClockResult, ...]:
    """Where every clock of a tip stands in the last minute of a day, in the order of `CLOCKS`.

    >>> tip = Tip(number="TB-1", province="26", received_on=datetime.date(2019, 3, 4))
    >>> [f"{each.clock.code} {each.status}" for each in clocks_of(tip, datetime.date(2019, 3, 4))][:2]
    ['classify running', 'transfer_wrong_authority not_started']
    """
    row = tip.row
    readings, days = readings or ClockReadings(), days or WorkingDays()
    return tuple(_result(clock, row, at, readings, days) for clock in CLOCKS)


def due(
    tips: Iterable[Tip],
    at: datetime.date,
    readings: ClockReadings | None = None,
    days: WorkingDays | None = None,
) -> tuple[ClockResult, ...]:
    """The clocks that surely run and have not run out, the first to run out first."""
    found = _with_status(ClockStatus.RUNNING, tips, at, readings, days)
    return tuple(sorted(found, key=lambda each: (each.due.earliest or datetime.datetime.max, each.tip)))


def overdue(
    tips: Iterable[Tip],
    at: datetime.date,
    readings: ClockReadings | None = None,
    days: WorkingDays | None = None,
) -> tuple[ClockResult, ...]:
    """The clocks that have surely run out with nothing recorded as done, the longest overdue first."""
    found = _with_status(ClockStatus.OVERDUE, tips, at, readings, days)
    return tuple(sorted(found, key=lambda each: (each.due.latest or datetime.datetime.max, each.tip)))


def _with_status(
    status: ClockStatus,
    tips: Iterable[Tip],
    at: datetime.date,
    readings: ClockReadings | None,
    days: WorkingDays | None,
) -> list[ClockResult]:
    results = (each for tip in tips for each in clocks_of(tip, at, readings, days))
    return [each for each in results if each.status is status]


def _result(
    clock: Clock, row: Row, at: datetime.date, readings: ClockReadings, days: WorkingDays
) -> ClockResult:
    applies = all_of(holds(condition, row) for condition in clock.when)
    limit, possible = DueTime(), frozenset({ClockStatus.NOT_APPLICABLE})
    if applies is not Truths.FALSE:
        limit = _limit(clock, row, at, readings, days)
        possible = _possible(clock, row, at, limit)
        if applies is Truths.EITHER:
            possible |= {ClockStatus.NOT_APPLICABLE}
    return ClockResult(
        clock=clock,
        tip=row["number"],
        possible=possible,
        due=limit,
        assumptions=_assumptions(clock, row["received_on"], limit, readings, days),
        working_days=days.source,
    )


def holds(condition: Condition, row: Row) -> Truths:
    """Whether a row meets a condition; an empty cell leaves it open."""
    value = row[condition.column]
    return Truths.EITHER if value is None else Truths.of(value in condition.among)


def _limit(clock: Clock, row: Row, at: datetime.date, readings: ClockReadings, days: WorkingDays) -> DueTime:
    start = _started(clock, row, at, readings)
    if start is None:
        return DueTime()
    ends = [
        _end(arm, start, readings, days)
        for arm in clock.arms
        if arm.when is None or holds(arm.when, row) is not Truths.FALSE
    ]
    latest = [each.latest for each in ends if each.latest is not None]
    return DueTime(
        earliest=min(each.earliest for each in ends if each.earliest is not None),
        latest=max(latest) if len(latest) == len(ends) else None,
    )


def _started(clock: Clock, row: Row, at: datetime.date, readings: ClockReadings) -> DueTime | None:
    """Between which minutes the clock started; None where it had not by then, or nothing is recorded."""
    first = _between(clock.starts, row, at)
    if first is None or not clock.moves_on or readings.after_transfer is AfterTransfer.FIRST_RECEIPT:
        return first
    handed_on = _between(Moment(day="transferred_on", hour="transferred_at"), row, at)
    if handed_on is None or readings.after_transfer is AfterTransfer.TRANSFER:
        return handed_on or first
    return DueTime(first.earliest, handed_on.latest)


def _between(moment: Moment, row: Row, at: datetime.date) -> DueTime | None:
    day = row[moment.day]
    if day is None or day > at:
        return None
    hour = row[moment.hour] if moment.hour else None
    if hour is None:
        combine = datetime.datetime.combine
        return DueTime(combine(day, _FIRST_MINUTE), combine(day, _LAST_MINUTE))
    minute = datetime.datetime.combine(day, datetime.time.fromisoformat(hour))
    return DueTime(minute, minute)


def _end(arm: Arm, start: DueTime, readings: ClockReadings, days: WorkingDays) -> DueTime:
    assert start.earliest is not None and start.latest is not None
    terms = arm.ways[0].terms
    if terms[0].unit is Unit.HOURS:
        span = datetime.timedelta(hours=terms[0].count)
        return DueTime(start.earliest + span, start.latest + span)
    first = due_day(arm, start.earliest.date(), readings, days).earliest
    last = due_day(arm, start.latest.date(), readings, days).latest
    combine = datetime.datetime.combine
    return DueTime(combine(first, _LAST_MINUTE), combine(last, _LAST_MINUTE) if last else None)


def _possible(clock: Clock, row: Row, at: datetime.date, limit: DueTime) -> frozenset[ClockStatus]:
    start, ended = row[clock.starts.day], _between(clock.ends, row, at)
    if start is not None and start > at:
        return frozenset({ClockStatus.NOT_STARTED})
    if limit.earliest is None:
        return _without_start(clock, row, ended)
    if ended is None:
        now = datetime.datetime.combine(at, _LAST_MINUTE)
        told = (ClockStatus.RUNNING, ClockStatus.OVERDUE)
        early, late = now, now
    else:
        assert ended.earliest is not None and ended.latest is not None
        told = (ClockStatus.DONE_IN_TIME, ClockStatus.DONE_LATE)
        early, late = ended.earliest, ended.latest
    may_be_in_time = limit.latest is None or early <= limit.latest
    may_be_late = late > limit.earliest
    return frozenset(status for status, may in zip(told, (may_be_in_time, may_be_late), strict=True) if may)


def _without_start(clock: Clock, row: Row, ended: DueTime | None) -> frozenset[ClockStatus]:
    """What may be where no start is recorded: a tip was surely received, all else may never have been."""
    done = frozenset({ClockStatus.DONE_IN_TIME, ClockStatus.DONE_LATE})
    if clock.starts.day == "received_on":
        return done if ended else _RECEIVED_SOME_DAY
    if not ended:
        return frozenset({ClockStatus.NOT_STARTED})
    was_such = Truths.TRUE if clock.shown_by is None else holds(clock.shown_by, row)
    if was_such is Truths.TRUE:
        return done
    never = frozenset({ClockStatus.NOT_APPLICABLE})
    return never if was_such is Truths.FALSE else done | never


_RECEIVED_SOME_DAY = frozenset({ClockStatus.NOT_STARTED, ClockStatus.RUNNING, ClockStatus.OVERDUE})


def _assumptions(
    clock: Clock,
    received_on: datetime.date | None,
    limit: DueTime,
    readings: ClockReadings,
    days: WorkingDays,
) -> tuple[str, ...]:
    found = []
    if received_on is None or received_on >= CHANGE_OF_2025:
        found.append(CHANGED_IN_2025)
    if received_on is None or received_on <= END_OF_2021:
        found.append(AMENDED_IN_2021)
    if clock.from_receipt_assumed:
        found.append(COUNTS_FROM_RECEIPT)
    if limit.earliest is not None and _rests_on_days_not_sure(clock, limit, readings, days):
        found.append(WORKING_DAYS_NOT_SURE)
    return tuple(found)


def _rests_on_days_not_sure(clock: Clock, limit: DueTime, readings: ClockReadings, days: WorkingDays) -> bool:
    in_working_days = clock.arms[0].ways[0].terms[0].unit is Unit.WORKING_DAYS
    if clock.is_in_hours or (readings.last_day_off is LastDayOff.KEPT and not in_working_days):
        return False
    ends = [each for each in (limit.earliest, limit.latest) if each is not None]
    return limit.latest is None or any(not days.is_sure(each.year) for each in ends)
