"""The lines of the tables: a ratio measured side by side, and the goal beside it."""

import operator
from collections.abc import Iterable
from typing import NamedTuple

from rounds import Measured

HEADS = ("measured", "beside", "rows", "rounds", "CPU", "clock", "goal", "")


class Goal(NamedTuple):
    """What a ratio should be: at most, or at least, so much."""

    number: float
    is_most: bool = True

    def __str__(self) -> str:
        return f"{'≤' if self.is_most else '≥'} {shown(self.number)}"

    def reached(self, ratio: float) -> bool:
        """Whether a ratio is as it should be."""
        return (operator.le if self.is_most else operator.ge)(ratio, self.number)


class Line(NamedTuple):
    """One row of a table; a ratio of 2 says twice as much as what stands beside it."""

    what: str
    beside: str
    rows: str
    rounds: int
    cpu: float | None
    wall: float | None
    goal: Goal | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells; what is reached is judged by the processors, or by the clock where only that is."""
        judged = self.cpu if self.cpu is not None else self.wall
        is_judged = self.goal is not None and judged is not None
        reached = "" if not is_judged else "reached" if self.goal.reached(judged) else "**not reached**"
        numbers = ("–" if each is None else f"{shown(each)} x" for each in (self.cpu, self.wall))
        goal = "" if self.goal is None else f"{self.goal} x"
        return (self.what, self.beside, self.rows, str(self.rounds), *numbers, goal, reached)


def times(what: str, one: Measured, beside: str, other: Measured, goal: Goal | None = None) -> Line:
    """How many times as much one takes for a row as another."""
    cpu, wall = one.cpu_per_row / other.cpu_per_row, one.wall_per_row / other.wall_per_row
    return Line(what, beside, rows_of(one, other), one.rounds, cpu, wall, goal)


def faster(what: str, one: Measured, beside: str, other: Measured, goal: Goal | None = None) -> Line:
    """How many times as much another takes for a row as this one."""
    turned = times(what, other, beside, one)
    return turned._replace(rows=rows_of(one, other), goal=goal)


def rows_of(one: Measured, other: Measured) -> str:
    """How many rows both took."""
    return f"{one.rows:,}" if one.rows == other.rows else f"{one.rows:,}; {other.rows:,}"


def table(lines: Iterable[Line]) -> str:
    """A table for a page."""
    rows = [HEADS, ("---",) * len(HEADS), *(line.cells for line in lines)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def shown(number: float) -> str:
    """A number to three digits, large ones without a fraction."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
