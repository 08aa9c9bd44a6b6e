"""In which order cells are worked out: what is mentioned often and is large stands in a column of its own.

An engine that is given one large expression many times works through it each time, or at least has to
find out that it need not.
"""

from collections import Counter
from collections.abc import Iterable

from antq_core.columns.expressions import Expressions
from antq_core.columns.held import Frame
from antq_core.lowering.cells import Arm, Cell, Column, Literal, Nothing, OverRecords

NEVER = (Arm, Column, Literal, Nothing, OverRecords)
LARGE = 6
"""Cells with more below them than this get a column when they are mentioned more than once."""


def stages_of(wanted: Iterable[Cell]) -> list[tuple[Cell, ...]]:
    """The cells that get a column of their own, stage by stage; each stage needs only those before it."""
    asked = list(wanted)
    order = _in_order(asked)
    mentions: Counter[Cell] = Counter()
    for cell in {*order}:
        mentions.update(set(cell.below) if not isinstance(cell, OverRecords) else ())
    mentions.update(asked)
    size: dict[Cell, int] = {}
    level: dict[Cell, int] = {}
    found: dict[int, list[Cell]] = {}
    for cell in order:
        below = () if isinstance(cell, OverRecords) else cell.below
        size[cell] = 1 + sum(size[each] for each in below)
        level[cell] = max((level[each] for each in below), default=0)
        if mentions[cell] > 1 and size[cell] > LARGE and not isinstance(cell, NEVER):
            found.setdefault(level[cell], []).append(cell)
            level[cell] += 1
            size[cell] = 1
    return [tuple(found[each]) for each in sorted(found)]


def staged(frame: Frame, wanted: Iterable[Cell], made: Expressions, temporary: str) -> Frame:
    """A frame with a column for each cell that deserves one; `made` knows them from then on."""
    for position, stage in enumerate(stages_of(wanted)):
        columns = {cell: f"{temporary}{position}:{n}" for n, cell in enumerate(stage)}
        frame = frame.with_columns(*(made.of(cell).alias(name) for cell, name in columns.items()))
        made.names.update(columns)
    return frame


def _in_order(wanted: Iterable[Cell]) -> list[Cell]:
    """All cells, each after those below it."""
    order: dict[Cell, None] = {}
    waiting = [(cell, False) for cell in wanted]
    while waiting:
        cell, is_done = waiting.pop()
        if cell in order:
            continue
        if is_done:
            order[cell] = None
            continue
        waiting.append((cell, True))
        below = () if isinstance(cell, OverRecords) else cell.below
        waiting += [(each, False) for each in below if each not in order]
    return list(order)
