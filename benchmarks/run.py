"""Measures the library beside what it can be compared with, side by side in one run.

``make bench`` runs it. It prints one table and writes it to ``results.md``. What it measures are ratios: a
time by itself depends on the machine, and on what else that does.
"""

import datetime
import json
import platform
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from agreement import Case, agreed_verdicts, decide, sample_cases
from note_by_hand import note
from timing import Measured, Way, fresh_interpreter, in_turn, processors, resident_memory

from antq_core import Registry, assess, load_registry
from antq_core.codec.dossiers import read_dossier
from antq_core.codec.text import canonical, parse

RESULTS = Path(__file__).parent / "results.md"
IMPORT_ROUNDS, ROUNDS = 25, 40

BARE, DEPENDENCIES, LIBRARY = "pass", "import attrs, cattrs, pluggy", "import antq_core"
BESIDE = {BARE: "an interpreter that does nothing", DEPENDENCIES: f"`{DEPENDENCIES}`"}

# One dossier of each sort in the example commune.
SORTS = {
    "thon-mau-01": "an area that is met",
    "thon-mau-17": "an area undecided over an open list",
    "thon-mau-24": "an area undecided over two readings",
    "xa-mau": "a commune undecided over its roster",
}


class Comparison(NamedTuple):
    """What was measured, beside what, in how many rounds; both numbers in one unit."""

    what: str
    beside: str
    rounds: int
    unit: str
    ours: Measured
    theirs: Measured

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of its row."""
        ratio = Measured(self.ours.median / self.theirs.median, self.ours.least / self.theirs.least)
        numbers = (f"{_shown(each)} {self.unit}" for each in (self.ours, self.theirs))
        return (self.what, self.beside, str(self.rounds), *numbers, _shown(ratio))


def imports() -> Iterator[Comparison]:
    """Time and memory of fresh interpreters that import something."""
    statements = (BARE, DEPENDENCIES, LIBRARY)
    times = in_turn({each: fresh_interpreter(each) for each in statements}, IMPORT_ROUNDS)
    for beside, words in BESIDE.items():
        both = (times[each].divided_by(1_000_000) for each in (LIBRARY, beside))
        yield Comparison(f"`{LIBRARY}`: time", words, IMPORT_ROUNDS, "ms", *both)
    held = {each: resident_memory(each) for each in statements}
    for beside, words in BESIDE.items():
        ours, theirs = held[LIBRARY], held[beside]
        if ours is not None and theirs is not None:
            both = (Measured(each, each).divided_by(2**20) for each in (ours, theirs))
            yield Comparison(f"`{LIBRARY}`: most memory held", words, 1, "MiB", *both)


def decisions(registry: Registry) -> Iterator[Comparison]:
    """Time of deciding one dossier, of saying why, and of reading it first."""
    for case in sample_cases("before.jsonl", registry):
        if case.dossier.unit.id in SORTS:
            times = in_turn(_ways(case), ROUNDS)
            for what in ("decided", "decided and explained", "read and decided"):
                both = (times[each].divided_by(1_000) for each in (what, f"{what} by hand"))
                sort = SORTS[case.dossier.unit.id]
                yield Comparison(f"{sort}: {what}", "by hand", ROUNDS, "µs", *both)


def _ways(case: Case) -> dict[str, Way]:
    text, document, units = canonical(case.document), case.document, case.units

    def read_and_decided() -> object:
        return assess(read_dossier(parse(text), case.stack), case.stack, children=case.children)

    return {
        "decided": case.assessed,
        "decided by hand": lambda: decide(document, units),
        "decided and explained": lambda: case.assessed().explain("vi"),
        "decided and explained by hand": lambda: note(document, decide(document, units)),
        "read and decided": read_and_decided,
        "read and decided by hand": lambda: decide(json.loads(text), units),
    }


def _shown(measured: Measured) -> str:
    """The median, and the least in brackets, each to three digits."""
    return f"{_rounded(measured.median)} ({_rounded(measured.least)})"


def _rounded(number: float) -> str:
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


def report(comparisons: Iterable[Comparison], agreed: Counter[str]) -> str:
    """The page: under which conditions, the table, and what the numbers mean."""
    heading = ("measured", "beside", "rounds", "the library", "the other", "times the other")
    rows = [heading, ("---",) * len(heading), *(each.cells for each in comparisons)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    compared = "; ".join(f"{count} × {what}" for what, count in sorted(agreed.items()))
    return PAGE.format(
        python=f"{platform.python_implementation()} {platform.python_version()}",
        day=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        processors=processors(),
        table=table,
        count=agreed.total(),
        compared=compared,
    )


PAGE = """\
# Measurements

`make bench` writes this page: {python}, {day}, {processors} processors. Each number is a median, with the least
of all rounds in brackets. In every round all ways take their turn, so a busy moment slows them alike; the last
column is what to look at, and below about 1.3 two ways are alike.

{table}

- *By hand* are the plain functions of `by_hand.py` for Articles 4 and 5, on one dossier of the example commune. Before
  anything was measured, both gave the same verdict and the same outcomes for every criterion on {count} dossiers:
  {compared}.
- Both start from a dossier in memory, by hand from the plain value of its JSON; the rows *read and decided* start from
  its text. The library refuses there what is wrong in it, the functions by hand trust it.
- *Decided* is for the library the whole assessment: besides the verdict and the outcomes also the figures compared, the
  evidence, everything that is missing and what it blocks, which readings matter and what each would change, the
  assumptions, and the digest of the input. By hand it is the verdict and the outcomes alone, with every reading open.
- *Explained* is `explain("vi")`; by hand, a note that lists what is not met and what is undecided, without saying why.
"""


if __name__ == "__main__":
    loaded = load_registry(only=["vn"], strict=True)
    agreed = agreed_verdicts(loaded)
    page = report([*imports(), *decisions(loaded)], agreed)
    RESULTS.write_text(page, encoding="utf-8", newline="\n")
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(page)
