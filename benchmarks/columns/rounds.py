"""Rounds: every way takes its turn in each, so that a busy moment slows all of them alike."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Turn(NamedTuple):
    """What one turn took, in seconds: on the clock, and of the processors in all threads."""

    wall: float
    cpu: float


Way = Callable[[], Turn]


class Measured(NamedTuple):
    """The median on the clock and the least of the processors over all rounds, for so many rows."""

    wall: float
    cpu: float
    rows: int
    rounds: int

    @property
    def cpu_per_row(self) -> float:
        """Seconds of the processors for one row."""
        return self.cpu / self.rows

    @property
    def wall_per_row(self) -> float:
        """Seconds on the clock for one row."""
        return self.wall / self.rows


class Contender(NamedTuple):
    """A way, and how many rows it takes in a turn."""

    way: Way
    rows: int


def timed(call: Callable[[], object]) -> Way:
    """A way that calls something in this process."""

    def turn() -> Turn:
        wall, cpu = time.perf_counter(), time.process_time()
        kept = call()
        found = Turn(time.perf_counter() - wall, time.process_time() - cpu)
        del kept
        return found

    return turn


def in_turn(contenders: Mapping[str, Contender], rounds: int) -> dict[str, Measured]:
    """What each contender took; a first round of all is not counted."""
    turns: dict[str, list[Turn]] = {name: [] for name in contenders}
    names = list(contenders)
    for round_ in range(rounds + 1):
        for name in names:
            turn = contenders[name].way()
            if round_ > 0:
                turns[name].append(turn)
        names.append(names.pop(0))  # nobody always comes first
    return {name: _measured(turns[name], contenders[name].rows) for name in contenders}


def _measured(turns: Sequence[Turn], rows: int) -> Measured:
    wall = statistics.median(turn.wall for turn in turns)
    return Measured(wall, min(turn.cpu for turn in turns), rows, len(turns))
