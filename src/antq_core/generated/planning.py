"""Which cells get a local variable: what is mentioned often, or would nest too deep or grow too long."""

from collections import Counter
from collections.abc import Iterable, Mapping

from antq_core.generated.things import Thing
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell

NEVER = (cells.Arm, cells.Column, cells.Literal, cells.Nothing, Thing)
LARGE = 3
"""Cells of this size get a local variable when they are mentioned more than once."""

DEEPEST, LONGEST = 20, 200
"""No expression nests deeper or has more parts; parsers of Python have limits of their own."""


def planned(wanted: Iterable[Cell], done: frozenset[Cell] = frozenset()) -> Mapping[Cell, bool]:
    """All cells, each after those below it, and whether it gets a local variable; those `done` have one."""
    asked = list(wanted)
    order = _in_order(asked, done)
    mentions: Counter[Cell] = Counter(asked)
    for cell in order:
        mentions.update(set(cell.below) if cell not in done else ())
    depth: dict[Cell, int] = {}
    size: dict[Cell, int] = {}
    found: dict[Cell, bool] = {}
    for cell in order:
        if cell in done:
            depth[cell], size[cell] = 0, 1
            continue
        depth[cell] = 1 + max((depth[each] for each in cell.below), default=0)
        size[cell] = 1 + sum(size[each] for each in cell.below)
        is_local = not isinstance(cell, NEVER) and (
            isinstance(cell, cells.OverRecords | cells.DayNumber)
            or (mentions[cell] > 1 and size[cell] >= LARGE)
            or depth[cell] > DEEPEST
            or size[cell] > LONGEST
        )
        found[cell] = is_local
        if is_local:
            depth[cell], size[cell] = 0, 1
    return found


def _in_order(wanted: Iterable[Cell], done: frozenset[Cell]) -> list[Cell]:
    """All cells, each after those below it."""
    order: dict[Cell, None] = {}
    waiting = [(cell, False) for cell in reversed(list(wanted))]
    while waiting:
        cell, is_done = waiting.pop()
        if cell in order:
            continue
        if is_done or cell in done:
            order[cell] = None
            continue
        waiting.append((cell, True))
        waiting += [(each, False) for each in reversed(cell.below) if each not in order]
    return list(order)
