"""The shapes in which the facts of this province recur: done or not, so many, what a unit is."""

from typing import Any

from antq_core.domain.attributes import fact
from antq_core.domain.citations import Citation
from antq_core.domain.declarations import Direction
from antq_core.domain.stated import UNKNOWN
from antq_core.messages.text import Text

PEOPLE = Text(vi="người", en="people")
TIMES = Text(vi="lần", en="times")
REPORT = Text(vi="báo cáo kết quả", en="the report of results")


def done(label: Text, source: Citation, evidence: Text = REPORT) -> Any:
    """Something that a unit has done or has not."""
    return fact(default=UNKNOWN, label=label, evidence=evidence, source=source)


def condition(label: Text, source: Citation) -> Any:
    """Something that a unit is or has, and that decides what is asked of it."""
    return fact(default=UNKNOWN, label=label, changeable=False, source=source)


def times(label: Text, source: Citation, most: int, direction: Direction = Direction.MORE_IS_BETTER) -> Any:
    """How often something happened over the window; `most` only says what nobody will pass."""
    return fact(
        default=UNKNOWN,
        label=label,
        between=(0, most),
        unit=TIMES,
        direction=direction,
        counted_over_window=True,
        source=source,
    )


def score(label: Text, source: Citation, most: int) -> Any:
    """Points that people give, from 0 to `most` hundredths."""
    return fact(
        default=UNKNOWN,
        label=label,
        between=(0, most),
        direction=Direction.MORE_IS_BETTER,
        evidence=REPORT,
        source=source,
    )
