"""Measures columns beside everything they can be compared with, and writes the tables of docs/speed.md.

``make bench`` runs it. ``--rows 100000 --large 200000 --rounds 2`` is a quick look.
"""

import argparse
import datetime
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import engines
import in_memory
import polars as pl
from c_loop import compiler
from facts import ROW_GROUP, Size
from goals import table
from one_dossier import one_dossier
from rows import parquet

PAGE = Path(__file__).parents[2] / "docs" / "speed.md"
KEPT = Path(tempfile.gettempdir()) / "antq-bench"
SECTIONS = ("memory", "large", "peers", "growth", "fixed", "dossier", "duckdb", "spark", "files")


def asked() -> argparse.Namespace:
    """How many rows and rounds, and which tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--large", type=int, default=10_000_000, help="rows of the large tables and files")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--large-rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=SECTIONS, default=SECTIONS)
    parser.add_argument("--kept", type=Path, default=KEPT, help="where the Parquet files are kept")
    parser.add_argument("--page", type=Path, default=None, help="the page whose tables are written anew")
    return parser.parse_args()


def measured(given: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """The tables that were asked for, by the name under which they stand on the page."""
    rows, rounds, large, few = given.rows, given.rounds, given.large, given.large_rounds

    def file(count: int) -> Path:
        return parquet(Size(), count, given.kept / f"rows-{count}-{ROW_GROUP}.parquet")

    def joined(found: tuple[list[object], str]) -> str:
        lines, text = found
        return f"{table(lines)}\n\n{text}"

    sections: dict[str, Callable[[], str]] = {
        "memory": lambda: table(in_memory.beside_c_and_polars(rows, rounds, 4.0)),
        "large": lambda: table(in_memory.beside_c_and_polars(large, few, 3.0)),
        "peers": lambda: joined(in_memory.beside_peers(rows, min(rounds, 5), file(rows))),
        "growth": lambda: table(in_memory.growth(rows, rounds)),
        "fixed": lambda: table(in_memory.fixed(rounds)),
        "dossier": lambda: joined(one_dossier(300, rounds, file(rows))),
        "duckdb": lambda: table(engines.duckdb_beside_sql(rows, rounds)),
        "spark": lambda: table(engines.spark_beside_sql(file(rows), rows, min(rounds, 2))),
        "files": lambda: joined(engines.files(file(large), large, few)),
    }
    for name in given.only:
        try:
            yield name, sections[name]()
        except ImportError as error:
            yield name, f"Not measured: {error.name} is not installed."


def conditions() -> str:
    """Under which conditions."""
    words = [
        f"{platform.python_implementation()} {platform.python_version()}",
        f"Polars {pl.__version__}",
        "gcc" if compiler() else "no gcc, so no loop in C",
        f"{pl.thread_pool_size()} processors",
        datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
    ]
    return f"Measured with {', '.join(words)}."


def put(page: Path, name: str, text: str) -> None:
    """Write a table between its marks. Raises `ValueError` where the page has no such marks."""
    marks = re.compile(rf"(<!-- bench: {name} -->\n).*?(<!-- bench end -->)", re.DOTALL)
    written, count = marks.subn(
        lambda found: f"{found[1]}\n{text}\n\n{found[2]}", page.read_text(encoding="utf-8")
    )
    if count != 1:
        raise ValueError(f"{page} has {count} places for the table {name!r}")
    page.write_text(written, encoding="utf-8", newline="\n")


def main() -> None:
    """Measure, print, and write into the page where one was named."""
    given = asked()
    _say(given, "conditions", conditions())
    for name, text in measured(given):
        _say(given, name, text)


def _say(given: argparse.Namespace, name: str, text: str) -> None:
    sys.stdout.write(f"\n## {name}\n\n{text}\n")
    sys.stdout.flush()
    if given.page is not None:
        put(given.page, name, text)


if __name__ == "__main__":
    main()
