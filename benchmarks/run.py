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

# Which dossiers of the example commune are measured, and what they are examples of.
SORTS = {
    "thon-mau-01": "area, met",
    "thon-mau-17": "area, undecided over an open list",
    "thon-mau-24": "area, undecided over two readings",
    "xa-mau": "commune, undecided over its roster",
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
        sort = SORTS.get(case.dossier.unit.id)
        if sort is None:
            continue
        times = in_turn(_ways(case), ROUNDS)
        size = sum(len(records.items) for records in case.dossier.records.values())
        for what in ("decided", "decided and explained", "read and decided"):
            both = (times[each].divided_by(1_000) for each in (what, f"{what} by hand"))
            yield Comparison(f"{sort} (records: {size}): {what}", "by hand", ROUNDS, "µs", *both)


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
    compared = "; ".join(f"{what} {count}" for what, count in sorted(agreed.items()))
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

`make bench` writes this page: {python}, {day}, {processors} processors.

In every round all ways that are compared take their turn, so that a busy moment slows them alike; in its turn
each repeats its call for at least 10 ms. A number is the median over the rounds, with the least in brackets.
The last column is what counts; two ways that are less than 1.3 apart are as good as equal.

{table}

- *By hand* are the plain functions of `by_hand.py` for Articles 4 and 5. Before anything was measured, they
  and the library gave the same verdict, and the same outcomes for every criterion, on {count} dossiers: the
  example commune, and variations of it ({compared}).
- *Decided* starts from one dossier in memory, by hand from the plain value of its JSON. The library comes to
  the whole assessment: besides verdict and outcomes the figures compared, the evidence, what is missing and
  what waits for it, which readings of the law matter and what each would change, the assumptions, and the
  digest of the input. By hand it is verdict and outcomes alone, with every reading open.
- *Decided and explained* adds `explain("vi")`; by hand, a note of what is not met and what is undecided.
- *Read and decided* starts from the text of the JSON. The library refuses what is wrong in it; by hand it is
  trusted.
"""


def main() -> None:
    """Compare, measure, print the page and keep it."""
    registry = load_registry(only=["vn"], strict=True)
    agreed = agreed_verdicts(registry)
    page = report([*imports(), *decisions(registry)], agreed)
    RESULTS.write_text(page, encoding="utf-8", newline="\n")
    sys.stdout.buffer.write(page.encode("utf-8"))


if __name__ == "__main__":
    main()
