"""The clocks of a table of tips, all at once; they say of every row what `movement.clocks` says of one tip.

The last day of a limit follows from the day on which it begins. So it is worked out once for every such day
that the table has, by the same functions, and looked up in the rows.
"""

import datetime
from collections.abc import Mapping
from functools import reduce
from operator import and_

import polars as pl

from antq_core.movement.clock_rules import (
    CLOCKS,
    AfterTransfer,
    Arm,
    Clock,
    ClockReadings,
    Condition,
    Moment,
    Unit,
)
from antq_core.movement.clocks import ClockStatus
from antq_core.movement.due_days import due_day
from antq_core.movement.tips import Tip
from antq_core.movement.working_days import WorkingDays

_MINUTES = 24 * 60
_LAST_MINUTE = _MINUTES - 1
_NEVER = 2**40
"""The minute of a limit whose end is not known; no day that is recorded comes so late."""
_EPOCH = datetime.date(1970, 1, 1)
_TRANSFERRED = Moment(day="transferred_on", hour="transferred_at")


def clock_statuses(
    frame: pl.DataFrame,
    at: datetime.date,
    readings: ClockReadings | None = None,
    days: WorkingDays | None = None,
) -> pl.DataFrame:
    """For each clock a column ``clock.CODE`` of statuses in the last minute of a day, row by row.

    A column of tips that the frame does not have is not recorded in any row.
    """
    readings, days = readings or ClockReadings(), days or WorkingDays()
    lacking = [name for name in _asked() if name not in frame.columns]
    asked = frame.lazy().with_columns(pl.lit(None).alias(name) for name in lacking).select(_asked().values())
    minutes = asked.with_columns(
        bound.alias(name) for clock in CLOCKS for name, bound in _bounds_of_clock(clock, at, readings).items()
    ).collect()
    limits = minutes.lazy().with_columns(
        bound.alias(name)
        for clock in CLOCKS
        for name, bound in _limit(clock, minutes, readings, days).items()
    )
    return limits.select(_status(clock, at).alias(f"clock.{clock.code}") for clock in CLOCKS).collect()


def _asked() -> Mapping[str, pl.Expr]:
    """The columns that the clocks read, each of the type that it must have."""
    moments = [_TRANSFERRED, *(each for clock in CLOCKS for each in (clock.starts, clock.ends))]
    conditions = [
        condition
        for clock in CLOCKS
        for condition in (*clock.when, clock.shown_by, *(arm.when for arm in clock.arms))
        if condition is not None
    ]
    kinds: dict[str, type[pl.DataType]] = {moment.day: pl.Date for moment in moments}
    kinds |= {moment.hour: pl.String for moment in moments if moment.hour}
    truths = {condition.column: isinstance(condition.among[0], bool) for condition in conditions}
    kinds |= {name: pl.Boolean if is_truth else pl.String for name, is_truth in truths.items()}
    return {
        each.name: pl.col(each.name).cast(kinds[each.name]) for each in Tip.columns() if each.name in kinds
    }


def _bounds_of_clock(clock: Clock, at: datetime.date, readings: ClockReadings) -> Mapping[str, pl.Expr]:
    """Between which minutes it started and ended; null where it had not by then, or nothing is recorded."""
    first, last = _between(clock.starts, at)
    if clock.moves_on and readings.after_transfer is not AfterTransfer.FIRST_RECEIPT:
        moved_first, moved_last = _between(_TRANSFERRED, at)
        is_chosen = readings.after_transfer is AfterTransfer.TRANSFER
        started = first.is_not_null()
        earliest = pl.when(started).then(pl.coalesce(moved_first, first)) if is_chosen else first
        first, last = earliest, pl.when(started).then(pl.coalesce(moved_last, last))
    ended_first, ended_last = _between(clock.ends, at)
    return {
        f"{clock.code}.start.first": first,
        f"{clock.code}.start.last": last,
        f"{clock.code}.end.first": ended_first,
        f"{clock.code}.end.last": ended_last,
    }


def _between(moment: Moment, at: datetime.date) -> tuple[pl.Expr, pl.Expr]:
    day = pl.col(moment.day)
    midnight = pl.when(day <= at).then(day.to_physical().cast(pl.Int64) * _MINUTES)
    if moment.hour is None:
        return midnight, midnight + _LAST_MINUTE
    parts = (pl.col(moment.hour).str.slice(start, 2).cast(pl.Int64) for start in (0, 3))
    hour, minute = parts
    return midnight + (hour * 60 + minute).fill_null(0), midnight + (hour * 60 + minute).fill_null(
        _LAST_MINUTE
    )


def _limit(
    clock: Clock, minutes: pl.DataFrame, readings: ClockReadings, days: WorkingDays
) -> Mapping[str, pl.Expr]:
    """Between which minutes the limit ends, over the arms that the row may be of."""
    earliest, latest = [], []
    for arm in clock.arms:
        may = pl.lit(value=True) if arm.when is None else _may(arm.when)
        first, last = _end(clock, arm, minutes, readings, days)
        earliest.append(pl.when(may).then(first))
        latest.append(pl.when(may).then(last))
    return {
        f"{clock.code}.due.first": pl.min_horizontal(earliest),
        f"{clock.code}.due.last": pl.max_horizontal(latest),
    }


def _end(
    clock: Clock, arm: Arm, minutes: pl.DataFrame, readings: ClockReadings, days: WorkingDays
) -> tuple[pl.Expr, pl.Expr]:
    first, last = f"{clock.code}.start.first", f"{clock.code}.start.last"
    term = arm.ways[0].terms[0]
    if term.unit is Unit.HOURS:
        return pl.col(first) + term.count * 60, pl.col(last) + term.count * 60
    ends: list[pl.Expr] = []
    for name, is_first in ((first, True), (last, False)):
        begun = pl.col(name) // _MINUTES
        known = minutes.select(begun.unique().drop_nulls()).to_series().to_list()
        found = [_last_minute(arm, day, readings, days, is_first=is_first) for day in known]
        ends.append(begun.replace_strict(known, found, default=None, return_dtype=pl.Int64))
    return ends[0], ends[1]


def _last_minute(arm: Arm, begun: int, readings: ClockReadings, days: WorkingDays, *, is_first: bool) -> int:
    ended = due_day(arm, _EPOCH + datetime.timedelta(days=begun), readings, days)
    day = ended.earliest if is_first else ended.latest
    return _NEVER if day is None else (day - _EPOCH).days * _MINUTES + _LAST_MINUTE


def _status(clock: Clock, at: datetime.date) -> pl.Expr:
    may = _possible(clock, at)
    several = pl.sum_horizontal(flag.cast(pl.UInt8) for flag in may.values()) > 1
    told = (pl.when(flag).then(pl.lit(status.value)) for status, flag in may.items())
    return pl.when(several).then(pl.lit(ClockStatus.UNDECIDED.value)).otherwise(pl.coalesce(told))


def _possible(clock: Clock, at: datetime.date) -> Mapping[ClockStatus, pl.Expr]:
    """Which statuses may be, each as a truth that is null in no row."""
    start = pl.col(clock.starts.day)
    unrecorded, later = start.is_null(), (start > at).fill_null(value=False)
    started = ~unrecorded & ~later
    ended = pl.col(f"{clock.code}.end.first").is_not_null()
    is_received = pl.lit(clock.starts.day == "received_on")
    was_such = (pl.lit(value=True),) * 2 if clock.shown_by is None else _may_and_must(clock.shown_by)
    on_time, too_late = _compared(clock, at)
    unknown_end = unrecorded & ended & was_such[0]
    unknown_start = unrecorded & ~ended & is_received
    core = {
        ClockStatus.NOT_STARTED: later | (unrecorded & ~ended),
        ClockStatus.RUNNING: (started & ~ended & on_time) | unknown_start,
        ClockStatus.OVERDUE: (started & ~ended & too_late) | unknown_start,
        ClockStatus.DONE_IN_TIME: (started & ended & on_time) | unknown_end,
        ClockStatus.DONE_LATE: (started & ended & too_late) | unknown_end,
    }
    may = reduce(and_, (_may(each) for each in clock.when), pl.lit(value=True))
    must = reduce(and_, (_must(each) for each in clock.when), pl.lit(value=True))
    never = ~must | (unrecorded & ended & ~was_such[1])
    return {status: flag & may for status, flag in core.items()} | {ClockStatus.NOT_APPLICABLE: never}


def _compared(clock: Clock, at: datetime.date) -> tuple[pl.Expr, pl.Expr]:
    """Whether what ended, or else the close of the day, may be within the limit, and may be after it."""
    now = pl.lit((at - _EPOCH).days * _MINUTES + _LAST_MINUTE)
    first = pl.coalesce(f"{clock.code}.end.first", now)
    last = pl.coalesce(f"{clock.code}.end.last", now)
    on_time = first <= pl.col(f"{clock.code}.due.last")
    too_late = last > pl.col(f"{clock.code}.due.first")
    return on_time.fill_null(value=False), too_late.fill_null(value=False)


def _may_and_must(condition: Condition) -> tuple[pl.Expr, pl.Expr]:
    return _may(condition), _must(condition)


def _may(condition: Condition) -> pl.Expr:
    return pl.col(condition.column).is_in(condition.among).fill_null(value=True)


def _must(condition: Condition) -> pl.Expr:
    return pl.col(condition.column).is_in(condition.among).fill_null(value=False)
