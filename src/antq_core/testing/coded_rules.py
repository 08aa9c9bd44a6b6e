"""A few coded rules to test with, as plugins write them: careful, careless, and some that cheat.

They read `fact_0`, and the lists `events` and `members`, as generated standards declare them.
"""

from collections.abc import Collection
from typing import Any

from antq_core.expressions import tree
from antq_core.expressions.coded import coded
from antq_core.expressions.tree import Node
from antq_core.expressions.writing import NumberExpression
from antq_core.messages.text import Text

FACT = NumberExpression(tree.FactValue("fact_0"))
FACT_THEN = NumberExpression(tree.LastYear("fact_0"))


class _Events:
    @classmethod
    def list_name(cls) -> str:
        return "events"


class _Members:
    @classmethod
    def list_name(cls) -> str:
        return "members"


def fact_is_something(view: Any) -> bool:
    """Whether the fact is neither false nor nought."""
    return bool(view.fact("fact_0"))


def fact_has_changed(view: Any) -> bool:
    """Whether the fact differs from that of the year before."""
    return bool(view.fact("fact_0") != view.last_year("fact_0"))


def no_grave_event(view: Any) -> bool:
    """Whether none of the events is grave; it stops at the first that is."""
    return not any(event.grave for event in view.records("events"))


def members_have_met(view: Any) -> bool:
    """Whether all members have met their standard."""
    return all(member.met for member in view.records("members"))


def takes_unknown_for_true(view: Any) -> bool:
    """Swallows that the fact is unknown, and says yes."""
    try:
        return bool(view.fact("fact_0"))
    except Exception:
        return True


def fails_without_events(view: Any) -> bool:
    """Divides by the number of events."""
    return bool(6 // len(view.records("events")) > 1)


def points_for_events(view: Any) -> int:
    """Half a point for each event in the window, and no more than two points."""
    days = [event.happened_on for event in view.records("events")]
    return min(50 * len([day for day in days if day in view.window]), 2_00)


def points_beyond_reach(view: Any) -> int:
    """Promises up to one point, and gives more than that for a fact that is something."""
    return 5_00 if view.fact("fact_0") else 50


_SAYS = Text(vi="quy tắc viết bằng mã (giả định)", en="coded rule")
_MADE_UP: dict[str, Any] = {"distribution": "antq-mau", "version": "1.0", "text": _SAYS}

CONDITIONS: tuple[Node, ...] = (
    coded(fact_is_something, reads=[FACT], **_MADE_UP).node,
    coded(fact_has_changed, reads=[FACT, FACT_THEN], **_MADE_UP).node,
    coded(no_grave_event, records=[_Events], **_MADE_UP).node,
    coded(members_have_met, records=[_Members], **_MADE_UP).node,
    coded(takes_unknown_for_true, reads=[FACT], **_MADE_UP).node,
    coded(fails_without_events, records=[_Events], **_MADE_UP).node,
)
POINTS: tuple[Node, ...] = (
    coded(points_for_events, records=[_Events], gives=(0, 2_00), **_MADE_UP).node,
    coded(points_beyond_reach, reads=[FACT], gives=(0, 1_00), **_MADE_UP).node,
)


def readable(rules: Collection[Node], facts: Collection[str], records: Collection[str]) -> list[Node]:
    """The rules that read nothing but some facts and lists."""
    return [
        rule
        for rule in rules
        if isinstance(rule, tree.Coded)
        and set(rule.records) <= set(records)
        and all(
            isinstance(read, tree.FactValue | tree.LastYear) and read.fact in facts for read in rule.reads
        )
    ]
