"""Other engines under the library, and files: DuckDB beside SQL by hand, PySpark, Parquet to Parquet."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import ours
import polars as pl
from agree import outputs_of
from facts import Size
from goals import Goal, Line, shown, times
from in_memory import agree
from native_sql import query
from rounds import Contender, in_turn, timed
from rows import frame

ONE = Size()
FLOWS = Path(__file__).parent / "flows.py"
MEGABYTE = 10**6


def duckdb_beside_sql(rows: int, rounds: int) -> Iterator[Line]:
    """The library over DuckDB beside SQL by hand, over a table in memory, into an Arrow table."""
    import duckdb  # noqa: PLC0415 - without it this table alone is left out

    engine = duckdb.connect()
    engine.execute("SET threads = 2")
    given = frame(ONE, rows)
    engine.register("given", given.to_arrow())
    engine.execute("CREATE TABLE rows AS FROM given")
    ways = {
        "ours": lambda: ours.tabulated(ONE, engine.table("rows"), values="trusted").to_arrow_table(),
        "SQL": lambda: engine.sql(query(ONE, "rows")).to_arrow_table(),
    }
    reference = outputs_of(ours.tabulated(ONE, given, values="trusted"))
    for name, way in ways.items():
        agree(f"DuckDB {name}", outputs_of(_in_order(pl.from_arrow(way()))), reference)
    found = in_turn({name: Contender(timed(way), rows) for name, way in ways.items()}, rounds)
    yield times("DuckDB, verdict and grade", found["ours"], "SQL by hand", found["SQL"], Goal(1.2))


def _in_order(found: Any) -> pl.DataFrame:
    assert isinstance(found, pl.DataFrame)
    return found.sort("unit")


def spark_beside_sql(rows: Path, count: int, rounds: int) -> Iterator[Line]:
    """The library over PySpark beside SQL by hand, from Parquet to nowhere.

    It works in another process, so there is the clock alone.
    """
    from pyspark.sql import SparkSession  # noqa: PLC0415 - as DuckDB above

    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    given = spark.read.parquet(str(rows))
    given.createOrReplaceTempView("rows")

    def clock(made: Any) -> float:
        started = time.perf_counter()
        made.write.format("noop").mode("overwrite").save()
        return time.perf_counter() - started

    text = query(ONE, "rows").replace('"', "`")
    taken = [
        (clock(ours.tabulated(ONE, given, values="trusted")), clock(spark.sql(text)))
        for _ in range(rounds + 1)
    ][1:]
    spark.stop()
    one, other = (statistics.median(times) for times in zip(*taken, strict=True))
    yield Line("PySpark, verdict and grade", "SQL by hand", f"{count:,}", rounds, None, one / other)


def files(rows: Path, count: int, rounds: int) -> tuple[list[Line], str]:
    """From Parquet to Parquet: time, and the most memory that the process held."""
    ways = (
        "polars",
        "ours",
        "polars checked",
        "ours checked",
        "ours with findings",
        "SQL",
        "ours over DuckDB",
    )
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory(dir=rows.parent) as folder:
        for _ in range(rounds):
            for name in ways:
                taken[name].append(_flow(name, rows, Path(folder) / "out.parquet"))
    memory = {name: max(each["memory"] for each in taken[name]) for name in ways}

    def line(one: str, other: str, goal: Goal | None = None) -> Line:
        cpu = min(t["cpu"] for t in taken[one]) / min(t["cpu"] for t in taken[other])
        wall = statistics.median(t["wall"] for t in taken[one]) / statistics.median(
            t["wall"] for t in taken[other]
        )
        return Line(f"Parquet to Parquet, {one}", other, f"{count:,}", rounds, cpu, wall, goal)

    lines = [
        line("ours", "polars", Goal(1.15)),
        line("ours checked", "polars checked", Goal(1.15)),
        line("ours with findings", "ours"),
        line("ours over DuckDB", "SQL"),
    ]
    return lines, _memory_table(ways, memory)


def _flow(name: str, rows: Path, to: Path) -> dict[str, float]:
    command = [sys.executable, str(FLOWS), name, str(rows), str(to), str(ONE.copies)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


def _memory_table(ways: Sequence[str], memory: dict[str, float]) -> str:
    goals = {"ours": 600.0, "ours over DuckDB": 250.0}
    beside = {"ours": "polars", "ours checked": "polars checked", "ours over DuckDB": "SQL"}
    rows = [("way", "most memory held", "beside by hand", "goal", ""), ("---",) * 5]
    for name in ways:
        held = memory[name] / MEGABYTE
        ratio = f"{shown(memory[name] / memory[beside[name]])} x" if name in beside else ""
        goal, reached = goals.get(name), ""
        if goal is not None:
            reached = "reached" if held <= goal else "**not reached**"
        rows.append((name, f"{shown(held)} MB", ratio, f"≤ {goal:.0f} MB" if goal else "", reached))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
