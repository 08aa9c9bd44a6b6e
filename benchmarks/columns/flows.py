"""From Parquet to Parquet, in a process of its own, so that the most memory it held is its own.

``python flows.py WAY IN.parquet OUT.parquet COPIES``; says what it took as a line of JSON.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from facts import ROW_GROUP, Size

LEAST_MEMORY = "100MB"
Flow = Callable[[Size, Path, Path], None]


def by_polars(size: Size, given: Path, to: Path) -> None:
    """Polars by hand, streaming."""
    import polars as pl  # noqa: PLC0415 - what others load is not in this one's memory
    from native_polars import assessed  # noqa: PLC0415 - what others load is not in this one's memory

    assessed(size, pl.scan_parquet(given), check=False).sink_parquet(to)


def by_polars_checked(size: Size, given: Path, to: Path) -> None:
    """Polars by hand, streaming, with values checked."""
    import polars as pl  # noqa: PLC0415 - what others load is not in this one's memory
    from native_polars import assessed  # noqa: PLC0415 - what others load is not in this one's memory

    assessed(size, pl.scan_parquet(given), check=True).sink_parquet(to)


def by_us(size: Size, given: Path, to: Path) -> None:
    """The library over Polars, streaming."""
    import polars as pl  # noqa: PLC0415 - what others load is not in this one's memory
    from ours import tabulated  # noqa: PLC0415 - what others load is not in this one's memory

    tabulated(size, pl.scan_parquet(given), values="trusted").sink_parquet(to)


def by_us_checked(size: Size, given: Path, to: Path) -> None:
    """The same with values checked."""
    import polars as pl  # noqa: PLC0415 - what others load is not in this one's memory
    from ours import tabulated  # noqa: PLC0415 - what others load is not in this one's memory

    tabulated(size, pl.scan_parquet(given)).sink_parquet(to)


def by_us_with_findings(size: Size, given: Path, to: Path) -> None:
    """The same with every finding."""
    import polars as pl  # noqa: PLC0415 - what others load is not in this one's memory
    from ours import tabulated  # noqa: PLC0415 - what others load is not in this one's memory

    tabulated(size, pl.scan_parquet(given), values="trusted", findings="all").sink_parquet(to)


def by_us_over_duckdb(size: Size, given: Path, to: Path) -> None:
    """The library over DuckDB, with little memory."""
    from ours import tabulated  # noqa: PLC0415 - what others load is not in this one's memory

    with _duckdb() as engine:
        relation = engine.sql(f"SELECT * FROM read_parquet('{given}')")  # noqa: S608 - our own file
        tabulated(size, relation, values="trusted").write_parquet(str(to), row_group_size=ROW_GROUP)


def by_sql(size: Size, given: Path, to: Path) -> None:
    """DuckDB by hand, with little memory."""
    from native_sql import query  # noqa: PLC0415 - what others load is not in this one's memory

    with _duckdb() as engine:
        engine.sql(query(size, f"read_parquet('{given}')")).write_parquet(str(to), row_group_size=ROW_GROUP)


def _duckdb() -> Any:
    import duckdb  # noqa: PLC0415 - as above

    engine = duckdb.connect()
    engine.execute(
        f"SET memory_limit = '{LEAST_MEMORY}'; SET preserve_insertion_order = false; SET threads = 2"
    )
    return engine


FLOWS: Mapping[str, Flow] = {
    "polars": by_polars,
    "polars checked": by_polars_checked,
    "ours": by_us,
    "ours checked": by_us_checked,
    "ours with findings": by_us_with_findings,
    "ours over DuckDB": by_us_over_duckdb,
    "SQL": by_sql,
}


def most_memory() -> int:
    """The most memory that this process has held, in bytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    assert found is not None
    return int(found[1]) * 1024


def main(way: str, given: Path, to: Path, copies: int) -> None:
    """One flow, measured without the start of the interpreter."""
    wall, cpu = time.perf_counter(), time.process_time()
    FLOWS[way](Size(copies), given, to)
    took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    sys.stdout.write(json.dumps({**took, "memory": most_memory()}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
