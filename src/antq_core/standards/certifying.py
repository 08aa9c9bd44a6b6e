"""The deadlines that a standard sets for certifications: by its procedure, and by its criteria."""

import datetime
from collections.abc import Iterable, Iterator

from antq_core.domain.windows import Window, period_of_year
from antq_core.expressions.tree import During, FactValue, Period
from antq_core.expressions.walking import walk
from antq_core.movement.certification_deadlines import Deadline, DeadlineResult, held_against
from antq_core.movement.certification_files import CertificationFile
from antq_core.movement.certifications import Certification, CertificationStep
from antq_core.standards.procedure import Matter, Provision
from antq_core.standards.standard import Standard

REGISTRATION_DAY = "registration_day"
"""The fact that is the day of registration, in the sheets of the national standards."""

_DAY = datetime.timedelta(days=1)


def deadlines(
    certifications: Certification | Iterable[Certification],
    standard: Standard,
    as_of: datetime.date | None = None,
) -> tuple[DeadlineResult, ...]:
    """How the file of one unit and year stands to the deadlines of a standard; see `held_against`."""
    given = [certifications] if isinstance(certifications, Certification) else [*certifications]
    year = CertificationFile.of(given).standing.year
    return held_against(given, deadlines_of(standard, year), as_of)


def deadlines_of(standard: Standard, year: int) -> tuple[Deadline, ...]:
    """The deadlines that a standard sets in a year, in the order of the procedure; it does so while in force.

    That of the decision is not known where the standard cannot say who decides on that day: the words
    around it were then replaced by some that could not be read.
    """
    return (*_of_registration(standard, year), *_of_decision(standard, year))


def _of_registration(standard: Standard, year: int) -> Iterator[Deadline]:
    whole_year = Window(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    quarter = period_of_year(Period.FIRST_QUARTER, year, whole_year)
    asked = During(FactValue(REGISTRATION_DAY), Period.FIRST_QUARTER)
    for criterion in standard.criteria if standard.is_in_force(quarter.last) else ():
        if criterion.holds is not None and asked in walk(criterion.holds):
            yield Deadline(
                step=CertificationStep.REGISTRATION,
                text=criterion.text,
                citation=criterion.citation,
                first=quarter.first,
                last=quarter.last,
            )


def _of_decision(standard: Standard, year: int) -> Iterator[Deadline]:
    for provision in standard.procedure:
        if provision.matter is not Matter.DEADLINE:
            continue
        day = _day_of(provision, standard, year)
        if day is None or not provision.holds_on(day) or not standard.is_in_force(day):
            continue
        unread = provision if not provision.is_known else _unread_decision(standard, day)
        said = unread or provision
        yield Deadline(
            step=CertificationStep.DECISION,
            text=said.text,
            citation=said.citation,
            last=None if unread else day,
        )


def _day_of(provision: Provision, standard: Standard, year: int) -> datetime.date | None:
    """The last day that is in time; of a deadline that is not known, the day that the standard decides on."""
    if provision.before is not None:
        return provision.before.in_year(year) - _DAY
    return standard.decided_on.in_year(year) if standard.decided_on is not None else None


def _unread_decision(standard: Standard, day: datetime.date) -> Provision | None:
    return next(
        (each for each in standard.procedure_on(day) if each.matter is Matter.DECISION and not each.is_known),
        None,
    )
