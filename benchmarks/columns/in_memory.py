"""Rows in memory: the library beside C, Polars and SQL by hand, plain Python, and other engines."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import ours
import polars as pl
from agree import differences, outputs_of
from by_attrs import RowOfFacts, decided
from c_loop import Loop, compiler
from facts import NAMES, Size
from goals import Goal, Line, faster, times
from native_polars import assessed
from peer_process import Peer
from rounds import Contender, Measured, in_turn, timed
from rows import frame

ONE = Size()
PEERS = {
    "openfisca": (Goal(4, is_most=False), 1.0),
    "zen": (Goal(400, is_most=False), 0.01),
    "rule_engine": (Goal(1_000, is_most=False), 0.001),
    "json_logic": (Goal(1_000, is_most=False), 0.001),
}
"""The engines with their goals, and which share of the rows each is given: slow ones would take hours."""

ATTRS_SHARE = 0.01


class DisagreementError(Exception):
    """Two contenders do not give the same; nothing is measured then."""


def contenders(size: Size, given: pl.DataFrame) -> dict[str, Contender]:
    """Everything that runs in this process over a frame of Polars; checked against each other first."""
    ways: dict[str, Any] = {
        "ours": lambda: ours.tabulated(size, given, values="trusted"),
        "ours checked": lambda: ours.tabulated(size, given),
        "ours all": lambda: ours.tabulated(size, given, values="trusted", findings="all"),
        "polars": lambda: assessed(size, given.lazy(), check=False).collect(),
        "polars checked": lambda: assessed(size, given.lazy(), check=True).collect(),
    }
    reference = outputs_of(ways["ours"]())
    for name, way in ways.items():
        agree(name, outputs_of(way()), reference)
    if compiler() is not None:
        loop = Loop.over(size, given)
        agree("C", loop.run(2, check=True), reference)
        ways |= {
            "C": loop.run,
            "C on two threads": lambda: loop.run(2),
            "C checked": lambda: loop.run(check=True),
            "C all": lambda: loop.run(findings=True),
        }
    return {name: Contender(timed(way), given.height) for name, way in ways.items()}


def agree(name: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> None:
    """Raises `DisagreementError` where any output of any row differs."""
    found = differences(one, other)
    if found:
        raise DisagreementError(f"{name}: {found} rows of {len(one['verdict'])} differ")


def beside_c_and_polars(rows: int, rounds: int, most_of_c: float) -> Iterator[Line]:
    """Verdict and grade, and every finding, beside what is written by hand."""
    found = in_turn(contenders(ONE, frame(ONE, rows)), rounds)
    if "C" in found:
        yield from _beside_c(found, most_of_c)
    for sort, checked in (("", ""), (" with values checked", " checked")):
        mine, by_hand = found[f"ours{checked}"], found[f"polars{checked}"]
        goal = Goal(1.15) if rows >= 10_000_000 else None
        yield times(f"verdict and grade{sort}", mine, f"Polars by hand{sort}", by_hand, goal)


def _beside_c(found: Mapping[str, Measured], most_of_c: float) -> Iterator[Line]:
    loop = "loop in C"
    yield times("verdict and grade", found["ours"], loop, found["C"], Goal(most_of_c))
    checked = "verdict and grade with values checked"
    yield times(
        checked, found["ours checked"], f"{loop} with values checked", found["C checked"], Goal(most_of_c)
    )
    yield times(
        "every finding as a column", found["ours all"], f"{loop}, verdict and grade", found["C"], Goal(6)
    )
    yield times("every finding as a column", found["ours all"], f"{loop}, every finding", found["C all"])
    yield times("Polars by hand", found["polars"], loop, found["C"])
    yield times(f"{loop} on two threads", found["C on two threads"], loop, found["C"])


def beside_peers(rows: int, rounds: int, file: Path) -> tuple[list[Line], str]:
    """Other engines on the same rules and rows, and on how many rows unknowns make them wrong."""
    given = frame(ONE, rows)
    reference = outputs_of(ours.tabulated(ONE, given, values="trusted"))
    known = given.select(pl.all_horizontal(pl.all().is_not_null())).to_series().to_numpy()
    run = {"ours": Contender(timed(lambda: ours.tabulated(ONE, given, values="trusted")), rows)}
    objects = [
        RowOfFacts(*row) for row in given.head(max(100, int(rows * ATTRS_SHARE))).select(NAMES).iter_rows()
    ]
    by_hand = dict(
        zip(
            ("verdict", "lo", "hi", "grade_lo", "grade_hi"), np.array([*map(decided, objects)]).T, strict=True
        )
    )
    agree("plain Python", by_hand, reference)
    run["python"] = Contender(timed(lambda: [decided(row) for row in objects]), len(objects))
    with tempfile.TemporaryDirectory() as folder:
        peers = {
            name: Peer(name, file, max(100, int(rows * share)), Path(folder) / f"{name}.npz")
            for name, (_, share) in PEERS.items()
        }
        started = {name: peer for name, peer in peers.items() if peer.version}
        run |= {name: Contender(peer.turn, peer.count) for name, peer in started.items()}
        found = in_turn(run, rounds)
        wrong = [_wrong(peer, reference, known) for peer in started.values()]
        for peer in started.values():
            peer.end()
    lines = [
        faster(
            "verdict and grade",
            found["ours"],
            "plain Python over attrs objects",
            found["python"],
            Goal(300, False),
        )
    ]
    for name, peer in started.items():
        lines.append(
            faster("verdict and grade", found["ours"], str(peer.version), found[name], PEERS[name][0])
        )
    return lines, _wrong_table(wrong)


def _wrong(peer: Peer, reference: Mapping[str, Any], known: Any) -> tuple[str, ...]:
    answered, count = peer.answered(), peer.count
    ours_says, known = {name: each[:count] for name, each in reference.items()}, known[:count]
    differ = answered["verdict"] != ours_says["verdict"]
    grades = answered["grade"] != ours_says["grade_lo"]
    if (
        (differ & known).any()
        or ((answered["points"] != ours_says["lo"]) & known).any()
        or (grades & known).any()
    ):
        raise DisagreementError(f"{peer.version}: differs where everything is known")
    undecided = ours_says["verdict"] == 2
    met = int((undecided & (answered["verdict"] == 0)).sum())
    not_met = int((undecided & (answered["verdict"] == 1)).sum())
    decided = int((differ & ~undecided).sum())
    open_grade = int((ours_says["grade_lo"] != ours_says["grade_hi"]).sum())
    parts = (count, int((~known).sum()), met, not_met, decided, open_grade)
    return (str(peer.version), *(f"{each:,}" for each in parts))


def _wrong_table(rows: list[tuple[str, ...]]) -> str:
    heads = (
        "engine",
        "rows",
        "with an unknown",
        "*met* although undecided",
        "*not met* although undecided",
        "other verdicts",
        "one grade although open",
    )
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ("---",) * len(heads), *rows))


def growth(rows: int, rounds: int) -> Iterator[Line]:
    """What more rows and more criteria cost."""
    few, many = frame(ONE, rows), frame(ONE, 10 * rows)
    half = max(rows // 2, 1)
    sizes = {size.criteria: (size, frame(size, half)) for size in (Size(1), Size(2))}
    large = frame(Size(8), max(rows // 4, 1))
    ways = {"few": (ONE, few), "many": (ONE, many), **{str(n): each for n, each in sizes.items()}}
    ways["200"] = (Size(8), large)
    run = {
        name: Contender(
            timed(lambda size=size, given=given: ours.tabulated(size, given, values="trusted")), 1
        )
        for name, (size, given) in ways.items()
    }
    if compiler() is not None:
        run["C 200"] = Contender(timed(Loop.over(Size(8), large).run), 1)
    found = in_turn(run, rounds)
    counts = {"many": f"{10 * rows:,}; {rows:,}", "50": f"{half:,}", "200": f"{large.height:,}"}
    yield times("ten times the rows", found["many"], "25 criteria", found["few"], Goal(10.5))._replace(
        rows=counts["many"]
    )
    yield times("50 criteria", found["50"], "25 criteria", found["25"], Goal(2.1))._replace(rows=counts["50"])
    if "C 200" in found:
        yield times("200 criteria", found["200"], "loop in C", found["C 200"], Goal(8))._replace(
            rows=counts["200"]
        )


def fixed(rounds: int) -> list[Line]:
    """What one call costs whatever its rows."""
    one = frame(ONE, 1)
    ways = {
        "call": lambda: ours.tabulated(ONE, one, values="trusted"),
        "polars": lambda: assessed(ONE, one.lazy(), check=False).collect(),
        "compile": lambda: ours.compiled(ONE, one),
    }
    found = in_turn({name: Contender(timed(way), 1) for name, way in ways.items()}, 5 * rounds)
    return [
        times("compiling 25 criteria", found["compile"], "one call with one row", found["call"], Goal(1)),
        times("one call with one row", found["call"], "Polars by hand", found["polars"]),
    ]
