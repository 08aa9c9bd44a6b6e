"""A condition over several lines where the law can be read in several ways: each way with what it asks."""

from collections.abc import Iterator

from antq_core.cli.screen import Screen
from antq_core.expressions import tree
from antq_core.expressions.tree import Node
from antq_core.standards.stack import Stack

STEP = "  "


def condition_lines(condition: Node, stack: Stack, screen: Screen, before: str = "") -> Iterator[str]:
    """The lines of a condition: one for each of its parts, and further in what one way of reading asks."""
    ways = _ways(condition)
    if ways is not None:
        for way, asked in ways:
            yield f"{before}• {stack.statement(way).in_locale(screen.locale)}:"
            for part in asked:
                yield from condition_lines(part, stack, screen, before + STEP)
    elif isinstance(condition, tree.And) and any(_ways(part) for part in condition.operands):
        for part in condition.operands:
            yield from condition_lines(part, stack, screen, before)
    else:
        yield f"{before}• {stack.statement(condition).in_locale(screen.locale)}"


def has_ways(condition: Node) -> bool:
    """Whether a condition, or a part that it joins by "and", differs by the way of reading."""
    parts = condition.operands if isinstance(condition, tree.And) else (condition,)
    return any(_ways(part) is not None for part in parts)


def _ways(condition: Node) -> list[tuple[tree.ReadingIs, tuple[Node, ...]]] | None:
    """The ways of one reading, each with what it asks; None for a condition that is no choice among them."""
    if not isinstance(condition, tree.Or):
        return None
    ways = [each for each in map(_way, condition.operands) if each is not None]
    one_reading = len({way.reading for way, _ in ways}) == 1
    return ways if one_reading and len(ways) == len(condition.operands) else None


def _way(part: Node) -> tuple[tree.ReadingIs, tuple[Node, ...]] | None:
    if not isinstance(part, tree.And):
        return None
    first, *asked = part.operands
    return (first, tuple(asked)) if isinstance(first, tree.ReadingIs) else None
