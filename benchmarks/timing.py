"""Times of several ways of doing one thing, taken in turn, so that a busy moment slows all of them alike."""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

Way = Callable[[], object]

INTERPRETER = (sys.executable, "-I", "-c")
STATUS = Path("/proc/self/status")
SHORTEST_TURN_NS = 10_000_000
"""A turn repeats its call until it has taken so long: in less, the clock itself would matter."""


class Measured(NamedTuple):
    """The median and the least of all rounds, in one unit."""

    median: float
    least: float

    @classmethod
    def of(cls, found: Sequence[float]) -> "Measured":
        """Median and least of what was found."""
        return cls(statistics.median(found), min(found))

    def divided_by(self, unit: int) -> "Measured":
        """The same in a larger unit."""
        return Measured(self.median / unit, self.least / unit)


def in_turn(ways: Mapping[str, Way], rounds: int) -> dict[str, Measured]:
    """How long one call of each way takes, in nanoseconds."""
    calls = {name: _calls(way) for name, way in ways.items()}
    found: dict[str, list[float]] = {name: [] for name in ways}
    names = list(ways)
    for _ in range(rounds):
        for name in names:
            found[name].append(_turn(ways[name], calls[name]) / calls[name])
        names.append(names.pop(0))  # nobody always comes first
    return {name: Measured.of(times) for name, times in found.items()}


def _calls(way: Way) -> int:
    """How often a way is called in one turn; finding out also warms up what it keeps."""
    calls = 1
    while _turn(way, calls) < SHORTEST_TURN_NS:
        calls *= 2
    return calls


def _turn(way: Way, calls: int) -> int:
    started = time.perf_counter_ns()
    for _ in range(calls):
        way()
    return time.perf_counter_ns() - started


def fresh_interpreter(statement: str) -> Way:
    """Starts an interpreter that runs one statement and ends."""
    return lambda: subprocess.run([*INTERPRETER, statement], check=True)  # noqa: S603 - our own words


def resident_memory(statement: str) -> int | None:
    """The most memory that a fresh interpreter holds for a statement, in bytes; None where nobody tells."""
    if not STATUS.exists():
        return None
    script = f"{statement}\nprint(open({str(STATUS)!r}).read())"
    run = subprocess.run([*INTERPRETER, script], check=True, capture_output=True, text=True)  # noqa: S603 - as above
    found = re.search(r"VmHWM:\s*(\d+) kB", run.stdout)
    return int(found[1]) * 1024 if found else None


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
