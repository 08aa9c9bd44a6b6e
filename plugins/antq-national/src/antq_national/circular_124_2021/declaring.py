"""The shapes in which the facts of the circular recur: done or not, on a day, so many cases, so many people."""

from typing import Any

from antq_core.domain.attributes import fact
from antq_core.domain.citations import Citation
from antq_core.domain.declarations import Direction
from antq_core.domain.incidents import Incident, IncidentKind
from antq_core.domain.stated import UNKNOWN
from antq_core.expressions.writing import count
from antq_core.messages.text import Text

CASES = Text(vi="vụ", en="cases")
PEOPLE = Text(vi="người", en="people")
HOUSEHOLDS = Text(vi="hộ", en="households")
SUBUNITS = Text(vi="đầu mối", en="subordinate units")
MANY = (0, 1_000_000)

RESOLUTION = Text(vi="nghị quyết", en="the resolution")
PLAN = Text(vi="kế hoạch bảo đảm an ninh, trật tự", en="the security and order plan")
REGISTRATION = Text(vi="bản đăng ký", en="the registration")
REPORT = Text(vi="báo cáo kết quả", en="the report of results")
RULES = Text(vi="nội quy, quy định", en="the internal rules")


def condition(label: Text, source: Citation) -> Any:
    """Something that a unit is or has, and cannot change: the circular asks some things of such units only."""
    return fact(default=UNKNOWN, label=label, changeable=False, source=source)


def done(label: Text, source: Citation, evidence: Text | None = None) -> Any:
    """Something that a unit has done or has not."""
    return fact(default=UNKNOWN, label=label, evidence=evidence, source=source)


def day_of(label: Text, source: Citation, evidence: Text) -> Any:
    """The day of a document: in the year of assessment, or in the one before."""
    return fact(default=UNKNOWN, label=label, between=(-1, 0), evidence=evidence, source=source)


def cases(label: Text, source: Citation) -> Any:
    """How many cases there were in the window; before it ends what is stated is only the least."""
    return fact(
        default=UNKNOWN,
        label=label,
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        counted_over_window=True,
        source=source,
    )


def cases_on_list(kind: IncidentKind, label: Text, source: Citation) -> Any:
    """How many cases of a kind the list of incidents holds.

    There are none only when that list is complete. A sheet may also state the number; then both must agree.
    """
    return fact(
        default=UNKNOWN,
        label=label,
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        derivation=count(Incident, where=Incident.kind == kind),
        counted_over_window=True,
        source=source,
    )


def cases_of_year_before(label: Text, source: Citation) -> Any:
    """How many cases there were in the calendar year before the year of assessment."""
    return fact(default=UNKNOWN, label=label, between=MANY, unit=CASES, changeable=False, source=source)


def people_at_fault(
    label: Text, source: Citation, no_more_than: str | None = None, most: int = 1_000_000
) -> Any:
    """How many people were disciplined, fined or the like in the window; none of them is named."""
    return fact(
        default=UNKNOWN,
        label=label,
        between=(0, most),
        unit=PEOPLE,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        counted_over_window=True,
        no_more_than=no_more_than,
        source=source,
    )


def all_there_are(label: Text, source: Citation, unit: Text, most: int = 1_000_000) -> Any:
    """How many there are, of which a share is asked."""
    return fact(default=UNKNOWN, label=label, between=(0, most), unit=unit, changeable=False, source=source)


def those_of(whole: str, label: Text, source: Citation, unit: Text, most: int = 1_000_000) -> Any:
    """How many of these have what is asked; never more than the whole."""
    return fact(
        default=UNKNOWN,
        label=label,
        between=(0, most),
        unit=unit,
        direction=Direction.MORE_IS_BETTER,
        no_more_than=whole,
        source=source,
    )
