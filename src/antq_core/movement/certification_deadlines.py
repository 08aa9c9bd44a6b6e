"""Deadlines of certifications: what was in time, what was late, and what cannot be said.

The deadlines themselves come from the law's standards, by `antq_core.standards.certifying`; here they are
plain values, so that a record knows no standard.
"""

import datetime
import enum
from collections.abc import Iterable

import attrs

from antq_core.domain.citations import Citation
from antq_core.messages.text import Text
from antq_core.movement.certification_files import CertificationFile
from antq_core.movement.certifications import Certification, CertificationStep


class DeadlineStatus(enum.StrEnum):
    """How a step stands to its deadline."""

    IN_TIME = "in_time"
    LATE = "late"
    EARLY = "early"  # before the days in which the law wants it
    DUE = "due"
    OVERDUE = "overdue"
    NOT_RECORDED = "not_recorded"
    UNKNOWN = "unknown"


STATUS_LABELS = {
    DeadlineStatus.IN_TIME: Text(vi="đúng hạn", en="in time"),
    DeadlineStatus.LATE: Text(vi="trễ hạn", en="late"),
    DeadlineStatus.EARLY: Text(vi="trước thời gian quy định", en="before its time"),
    DeadlineStatus.DUE: Text(vi="còn hạn", en="due"),
    DeadlineStatus.OVERDUE: Text(vi="quá hạn mà chưa ghi nhận", en="past its day, and nothing recorded"),
    DeadlineStatus.NOT_RECORDED: Text(vi="không ghi nhận ngày", en="its day is not recorded"),
    DeadlineStatus.UNKNOWN: Text(vi="chưa biết hạn", en="the deadline is not known"),
}


@attrs.frozen(kw_only=True)
class Deadline:
    """The days of one year in which the law wants a step; `last` None says that they are not known.

    `text` says what the law wants, or what of it is not known.
    """

    step: CertificationStep
    text: Text
    citation: Citation
    first: datetime.date | None = None
    last: datetime.date | None = None


@attrs.frozen(kw_only=True)
class DeadlineResult:
    """One deadline, the day on which the step was taken as far as it is recorded, and what follows."""

    deadline: Deadline
    status: DeadlineStatus
    done_on: datetime.date | None = None


def held_against(
    certifications: Certification | Iterable[Certification],
    deadlines: Iterable[Deadline],
    as_of: datetime.date | None = None,
) -> tuple[DeadlineResult, ...]:
    """How the file of one unit and year stands to some deadlines of that year.

    The first time that a step was taken counts: a later decision that corrects is not late. A step of which
    nothing is recorded is *due* or *overdue* by the day `as_of`. It is neither without such a day, nor where
    a step after it is recorded: then it was taken, and its day is not known.
    """
    given = [certifications] if isinstance(certifications, Certification) else certifications
    file = CertificationFile.of(given)
    return tuple(_result(file, deadline, as_of) for deadline in deadlines)


def _result(file: CertificationFile, deadline: Deadline, as_of: datetime.date | None) -> DeadlineResult:
    taken = file.first(deadline.step)
    done_on = taken.on if taken is not None else None
    return DeadlineResult(deadline=deadline, status=_status(file, deadline, as_of), done_on=done_on)


def _status(file: CertificationFile, deadline: Deadline, as_of: datetime.date | None) -> DeadlineStatus:
    if deadline.last is None:
        return DeadlineStatus.UNKNOWN
    taken, order = file.first(deadline.step), list(CertificationStep)
    if taken is not None and taken.on is not None:
        if deadline.first is not None and taken.on < deadline.first:
            return DeadlineStatus.EARLY
        return DeadlineStatus.IN_TIME if taken.on <= deadline.last else DeadlineStatus.LATE
    gone_on = any(order.index(each.step) >= order.index(deadline.step) for each in file.history)
    if gone_on or as_of is None:
        return DeadlineStatus.NOT_RECORDED
    return DeadlineStatus.DUE if as_of <= deadline.last else DeadlineStatus.OVERDUE
