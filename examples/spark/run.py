"""One table on one machine and on two workers of Spark: the same summary, and the same digest.

    python examples/spark/run.py [ROWS]

The dossiers are made up, drawn from a seed; no unit in them exists. It needs PySpark 4, PyArrow and Java 17.
"""

import functools
import operator
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from antq_core import Stack, Standard, load_registry
from antq_core.columns import assess_table
from antq_core.columns.digests import Digest, digest
from antq_core.columns.summaries import TableSummary, summary
from antq_core.domain.declarations import FactDeclaration
from antq_core.expressions.tree import Measure

SEED = 2026
YEAR = 2026
PROVINCES = ("01", "25", "79")
BY = ("province",)
AREAS = "vn/antt-safety/124-2021/residential-area"


def standard() -> Standard:
    """The national standard for residential areas."""
    supplied = load_registry(only={"vn"}, strict=True).supplied
    return next(each.standard for each in supplied if each.standard.id == AREAS)


def made_up(rows: int, wanted: Standard) -> pa.Table:
    """So many made-up areas: mostly quiet; a fact in ten is not known, and one in a hundred is not so."""
    chance = random.Random(SEED)
    columns: dict[str, pa.Array] = {
        "unit": pa.array([f"area-{n:07}" for n in range(rows)]),
        "kind": pa.array(["residential_area"] * rows),
        "province": pa.array([PROVINCES[n % len(PROVINCES)] for n in range(rows)]),
        "commune": pa.array([f"{n % 500:05}" for n in range(rows)]),
        "year": pa.array([YEAR] * rows, pa.int64()),
    }
    for fact in wanted.facts:
        kind, usual = _usual(fact)
        if kind is not None:
            cells = [_said(usual, chance) for _ in range(rows)]
            columns[f"verified.{fact.name}"] = pa.array(cells, kind)
            if fact.measure is Measure.COUNT and fact.no_more_than is None:
                columns[f"last_year.{fact.name}"] = pa.array([usual] * rows, kind)
    return pa.table(columns)


def _said(usual: Any, chance: random.Random) -> Any:
    """What one area states: mostly the usual, now and then nothing, and seldom that something is not so."""
    drawn = chance.random()
    if drawn < 0.1:
        return None
    return not usual if usual is True and drawn < 0.11 else usual


def _usual(fact: FactDeclaration) -> tuple[pa.DataType | None, Any]:
    """What a quiet area states of a fact, and the type of its column."""
    if fact.measure is Measure.TRUTH:
        return pa.bool_(), True
    if fact.measure is Measure.COUNT:
        return pa.int64(), 0
    return (pa.string(), fact.options[-1].code) if fact.measure is None else (None, None)


def on_one_machine(folder: Path, wanted: Standard) -> tuple[TableSummary, Digest]:
    """The summary and the digest of the whole table, in memory."""
    found = assess_table(Stack(wanted), pq.read_table(folder), findings="blocking", absent="unknown")
    return summary(found, BY), digest(found, [wanted])


def on_spark(spark: SparkSession, folder: Path, wanted: Standard) -> tuple[TableSummary, Digest]:
    """The same of each province by itself, merged; Spark writes the results beside."""
    found = assess_table(
        Stack(wanted), spark.read.parquet(str(folder)), findings="blocking", absent="unknown"
    )
    results = folder.with_name("results")
    found.write.partitionBy("province").parquet(str(results))
    parts = []
    for place in sorted(results.glob("province=*")):  # each could be read by a process of its own
        part = pq.ParquetDataset(place, partitioning=None).read()
        province = pa.array([place.name.removeprefix("province=")] * len(part))
        part = part.append_column("province", province)
        parts.append((summary(part, BY), digest(part, [wanted])))
    whole = functools.reduce(operator.add, (counts for counts, _ in parts))
    same = functools.reduce(operator.add, (each for _, each in parts))
    assert summary(found, BY) == whole  # Spark counts the same without writing anything
    return whole, same


def session(master: str) -> SparkSession:
    """A Spark of this machine: `local-cluster[2,1,1024]` starts two workers, `local[2]` two threads."""
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return (
        SparkSession.builder.master(master)
        .appName("antq-core example")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.executor.memory", "1g")
        .getOrCreate()
    )


def main(rows: int = 2_000, master: str = "local-cluster[2,1,1024]") -> int:
    """Do both, and say whether they agree."""
    wanted = standard()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "dossiers"
        folder.mkdir()
        table = made_up(rows, wanted)
        half = rows // 2
        pq.write_table(table.slice(0, half), folder / "one.parquet")
        pq.write_table(table.slice(half), folder / "two.parquet")
        spark = session(master)
        spark.sparkContext.setLogLevel("ERROR")
        try:
            merged, same = on_spark(spark, folder, wanted)
        finally:
            spark.stop()
        alone, one = on_one_machine(folder, wanted)
    print(f"{rows} made-up areas, seed {SEED}: {dict(merged.total.verdicts)}")
    for group in merged.groups:
        print(f"- province {group.key[0]}: {group.rows} rows, {dict(group.verdicts)}")
    print(f"digest of the workers: {same.text}")
    print(f"digest of one machine: {one.text}")
    print("the same" if (merged, same) == (alone, one) else "NOT THE SAME")
    return 0 if (merged, same) == (alone, one) else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
