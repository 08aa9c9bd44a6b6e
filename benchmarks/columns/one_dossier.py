"""One dossier at a time: generated source beside functions written by hand, the interpreter, and peers.

``python one_dossier.py --rows 300 --rounds 15`` prints the tables. Callers of the library hold dossiers,
so that is what it is given; a row of those that are written by hand holds its facts and nothing else.
"""

import argparse
import inspect
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import by_attrs
import narwhals as nw
import polars as pl
from facts import GRADES, NAMES, VERDICTS, Size
from goals import Goal, Line, faster, table, times
from ours import by_interpreter, compiled, dossiers, tabulated
from peer_process import Peer
from rounds import Contender, in_turn, timed
from rows import frame, parquet
from standard import YEAR, standard

from antq_core import Stack
from antq_core.columns.held import held_by
from antq_core.domain.dossiers import Dossier
from antq_core.generated import Decider, Explanation
from antq_core.generated.rows import assessed_columns, columns_asked
from antq_core.lowering.layout import Layout
from antq_core.lowering.results import Question, results

SIZE = Size()
REPEATED = 20
FEW = 20
"""Of so many rows one is given to the interpreter and to peers, which take long."""
PEERS = {"zen": 5.0, "json_logic": 50.0, "rule_engine": 50.0}


def one_dossier(count: int, rounds: int, file: Path) -> tuple[list[Line], str]:
    """How many times as fast a verdict is, and how much an explanation takes; a text of what is paid once."""
    rows = frame(SIZE, count)
    given, objects, documents = dossiers(SIZE, rows), *by_hand(rows)
    decider = Decider(Stack(standard(SIZE)))
    refuse_differences(decider, given, objects)
    source = next(iter(decider._decides.values())).otherwise  # to see what is lost between caller and source
    some = given[::FEW]
    run = {
        "hand": each_of(by_attrs.decided, objects),
        "dict": each_of(decided_by_dict, documents),
        "verdict": each_of(decider.verdict, given),
        "explained": each_of(decider.explained, given),
        "read": each_of(lambda each: read(decider.explained(each)), given),
        "bare": each_of(lambda each: source(each, {}), given),
        "interpreter": Contender(timed(lambda: by_interpreter(SIZE, some)), len(some)),
    }
    with tempfile.TemporaryDirectory() as folder:
        peers = {
            name: Peer(name, file, max(100, count // FEW), Path(folder) / f"{name}.npz") for name in PEERS
        }
        started = {name: peer for name, peer in peers.items() if peer.version}
        run |= {name: Contender(peer.turn, peer.count) for name, peer in started.items()}
        found = in_turn(run, rounds)
        for peer in started.values():
            peer.end()
    ours = found["verdict"]
    lines = [
        faster(
            "verdict of a dossier", ours, "functions by hand, dict", found["dict"], Goal(5, is_most=False)
        ),
        faster(
            "verdict of a dossier", ours, "functions by hand, attrs", found["hand"], Goal(5, is_most=False)
        ),
        faster("verdict of a dossier", ours, "the interpreter, all it says", found["interpreter"]),
        times("verdict of a dossier", ours, "generated source alone, unknowns expected", found["bare"]),
        times("explained", found["explained"], "verdict", ours, Goal(3.5)),
        times("explained, and all of it read", found["read"], "verdict", ours),
    ]
    for name, peer in started.items():
        goal = Goal(PEERS[name], is_most=False)
        lines.append(faster("verdict of a dossier", ours, str(peer.version), found[name], goal))
    return lines, once(frame(SIZE, SIZES[-1]))


def each_of(call: Callable[[Any], object], given: list[Any]) -> Contender:
    """Calls a function for each of some things, often enough for the clock; it keeps nothing."""

    def turn() -> None:
        for _ in range(REPEATED):
            for each in given:
                call(each)

    return Contender(timed(turn), REPEATED * len(given))


def by_hand(rows: Any) -> tuple[list[Any], list[dict[str, Any]]]:
    """The rows as attrs objects and as dictionaries."""
    documents = [{name: row[name] for name in NAMES} for row in rows.iter_rows(named=True)]
    return [by_attrs.RowOfFacts(**each) for each in documents], documents


def _on_dicts() -> Callable[[dict[str, Any]], Any]:
    """The same functions written by hand, which ask a dictionary instead of an object."""
    source = re.sub(r"\brow\.(\w+)", r'row["\1"]', inspect.getsource(by_attrs))
    space: dict[str, Any] = {}
    exec(compile(source, "by_dict", "exec"), space)  # noqa: S102 - our own words
    decided: Callable[[dict[str, Any]], Any] = space["decided"]
    return decided


decided_by_dict = _on_dicts()


def read(found: Explanation) -> object:
    """Everything that an explanation says, put into dictionaries."""
    return found.findings, found.items, found.scores, found.blocking


def refuse_differences(decider: Decider, given: Iterable[Dossier], objects: Iterable[Any]) -> None:
    """Raises `ValueError` where a dossier is decided otherwise than by hand."""
    for dossier, row in zip(given, objects, strict=True):
        found = decider.verdict(dossier)
        assert found.lowest is not None
        assert found.highest is not None
        places = (
            VERDICTS.index(found.verdict),
            *found[2:4],
            GRADES.index(found.lowest),
            GRADES.index(found.highest),
        )
        if places != by_attrs.decided(row) or decider.explained(dossier).decision != found:
            raise ValueError(f"{dossier.unit.id}: {places}, by hand {by_attrs.decided(row)}")


def once(rows: Any) -> str:
    """What is paid once, and from how many rows on an engine for columns is the faster."""
    stack, (first, *_) = Stack(standard(SIZE)), dossiers(SIZE, rows.head(1))
    verdict = _median(lambda: Decider(stack).verdict(first))
    explained = _median(lambda: Decider(stack).explained(first))
    lowered = _median(lambda: compiled(SIZE, rows))
    call = _table(rows.head(1))
    parts = (verdict / call, explained / call, lowered / call)
    crossing = next((size for size in SIZES if _source(rows.head(size)) > _table(rows.head(size))), SIZES[-1])
    return (
        f"Making the two functions of a verdict takes {parts[0]:.2g}, those of an explanation "
        f"{parts[1]:.2g} of one `assess_table` call on one row (lowering alone: {parts[2]:.2g}). "
        f"Polars overtakes generated source, made anew in each call, at about {crossing} rows."
    )


SIZES = (250, 500, 1_000, 1_500, 2_000, 3_000, 4_000, 6_000, 8_000, 12_000)


def _table(rows: Any) -> float:
    """How long the engine takes for a table."""
    return _median(lambda: tabulated(SIZE, rows))


def _source(rows: Any) -> float:
    """How long generated source takes for the same, from frame to frame."""

    def call() -> object:
        asked = results(Stack(standard(SIZE)), Layout(held_by(nw.from_native(rows))), Question(year=YEAR))
        columns = {name: rows.get_column(name).to_list() for name in columns_asked(asked)}
        found = assessed_columns(asked, columns, len(rows))
        return rows.with_columns(**{name: _series(values, name) for name, values in found.items()})

    return _median(call)


def _series(values: list[Any], name: str) -> Any:
    return pl.Series(values, dtype=pl.Int64 if name.startswith("points") else pl.String)


def _median(call: Callable[[], object]) -> float:
    found = []
    for _ in range(7):
        started = time.perf_counter()
        call()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = parquet(SIZE, given.rows, Path(folder) / "rows.parquet")
        lines, text = one_dossier(given.rows, given.rounds, file)
    sys.stdout.write(f"{table(lines)}\n\n{text}\n")


if __name__ == "__main__":
    main()
