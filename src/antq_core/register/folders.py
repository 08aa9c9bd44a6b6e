"""A folder of files to the parts of a register."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import polars as pl

from antq_core.errors import InputError, Problem, alike
from antq_core.movement.tables import TABLES
from antq_core.register.assembling import Parts
from antq_core.register.csv_rows import read_csv
from antq_core.register.frame_rows import rows_of_frame
from antq_core.register.jsonl_rows import read_jsonl
from antq_core.register.layout import TableFile, layout_of, shown_name
from antq_core.register.manifest import MANIFEST, Manifest, read_manifest
from antq_core.register.rows import TableRows
from antq_core.register.text_table import TextTable, rows_of_text
from antq_core.register.xlsx_rows import read_workbook

Read = Callable[[], TableRows]


def read_folder(folder: Path, parts: Parts, led_by: str = "") -> None:
    """Read the tables of a folder. Raises `InputError` for what is no folder, or a manifest that is none."""
    layout = layout_of(folder)
    manifest = Manifest()
    if layout.manifest is not None:
        try:
            manifest = read_manifest(layout.manifest.read_bytes())
        except InputError as error:
            raise InputError(each.under(f"{led_by}{MANIFEST}") for each in error.problems) from None
    parts.begin(manifest)
    for name, problem in layout.problems:
        parts.problems.whole(f"{led_by}{name}", [problem])
    for file in layout.files:
        _read(file, manifest, parts, led_by)


def _read(file: TableFile, manifest: Manifest, parts: Parts, led_by: str) -> None:
    name = f"{led_by}{shown_name(file.path.name)}"
    if file.table is None:
        _read_workbook_of_tables(file.path, name, manifest, parts)
        return
    kind, given = TABLES[file.table], parts.given(file.table)
    readers: dict[str, Read] = {
        ".csv": lambda: rows_of_text(read_csv(file.path.read_bytes()), name, kind, manifest.dates, given),
        ".jsonl": lambda: read_jsonl(file.path.read_bytes(), name, kind, given),
        ".parquet": lambda: rows_of_frame(_parquet(file.path), name, kind, given),
        ".xlsx": lambda: rows_of_text(
            _first_sheet(file.path.read_bytes(), manifest), name, kind, manifest.dates, given
        ),
    }
    parts.take(file.table, name, readers[file.path.suffix])


def _parquet(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path, hive_partitioning=False)
    except (pl.exceptions.PolarsError, OSError):  # what Polars says may repeat what is in the file
        raise InputError([Problem("register.no-parquet")]) from None


def _first_sheet(source: bytes, manifest: Manifest) -> TextTable:
    for table in read_workbook(source, manifest.dates).values():
        if table is not None:
            return table
    raise InputError([Problem("csv.empty")])


def _read_workbook_of_tables(path: Path, name: str, manifest: Manifest, parts: Parts) -> None:
    parts.problems.files.append(name)
    try:
        sheets = read_workbook(path.read_bytes(), manifest.dates)
    except InputError as error:
        parts.problems.whole(name, error.problems)
        parts.refused.update(TABLES)
        return
    for sheet, table in sheets.items():
        led = f"{name}[{shown_name(sheet)}]"
        if sheet not in TABLES:
            if table is not None:
                facts = {"near": alike(sheet, TABLES), "known": ", ".join(TABLES)}
                parts.problems.whole(led, [Problem("register.unknown-table", (), facts)])
            continue
        parts.take(sheet, led, partial(_sheet, table, led, sheet, manifest, parts.given(sheet)))


def _sheet(
    table: TextTable | None, name: str, of: str, manifest: Manifest, given: Sequence[str]
) -> TableRows:
    if table is None:
        raise InputError([Problem("csv.empty")])
    return rows_of_text(table, name, TABLES[of], manifest.dates, given)
