"""A register: the movement's records of one or more provinces, as tables that were checked as a whole.

A table that is not there is unknown, never empty. Rows in which something is wrong are told, counted and
left out; nothing is repaired.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import polars as pl

from antq_core.movement.record import MovementRecord
from antq_core.movement.tables import TABLES
from antq_core.register.assembling import Parts, assembled
from antq_core.register.coverage import Stated
from antq_core.register.folders import read_folder
from antq_core.register.frame_rows import rows_of_frame
from antq_core.register.manifest import Catalogues, Manifest
from antq_core.register.problems import SHOWN, Problems, Tally
from antq_core.register.rows import dtype_of

NOTHING_STATED = Manifest()
NOTHING = Problems()


@attrs.frozen(kw_only=True)
class Register:
    """Tables of records, each with only the rows that are in order.

    A table has the columns of its record in their types. `_file` and `_row` are where a row comes from, `_id`
    is what its record is called across provinces (``26:MH-0012``), and beside each reference stands where it
    leads, by such a name (``_model``). A table whose records have no province has that of what they belong to
    as `province`.

    `read` counts the rows of each table that was offered, `rejected` those of them that were left out,
    and `refused` are the tables of which a file could not be taken at all; these are unknown. `remarks` are
    about rows that stay.
    """

    tables: Mapping[str, pl.DataFrame]
    read: Mapping[str, int]
    rejected: Mapping[str, int]
    refused: tuple[str, ...] = ()
    problems: Problems = NOTHING
    remarks: Problems = NOTHING
    coverage: Mapping[str, tuple[Stated, ...]] = attrs.field(factory=dict)
    catalogues: Catalogues = attrs.field(factory=Catalogues)
    synthetic: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.problems

    def is_whole(self, table: str) -> bool:
        """Whether a table is there and no row of it is left out; only then it is as complete as is said."""
        return table in self.tables and not self.rejected.get(table)


def read_register(folder: Path | str, *, shown: int = SHOWN) -> Register:
    """The register of a folder. Raises `InputError` for what is no folder, or a manifest that is none."""
    return read_registers([folder], shown=shown)


def read_registers(folders: Sequence[Path | str], *, shown: int = SHOWN) -> Register:
    """The register of several folders together, as of the provinces that were merged into one.

    Args:
        folders: The folders, each with its own manifest or none.
        shown: So many problems of one file, column and code are told in full; all are counted.

    Raises:
        InputError: For what is no folder, or a manifest that is none, with everything that is wrong in it.
    """
    problems = Tally(shown)
    parts = Parts(problems)
    several = len(folders) > 1
    for folder in folders:
        path = Path(folder)
        read_folder(path, parts, led_by=f"{path.name}/" if several else "")
    return _register(parts)


def register_of(
    frames: Mapping[str, Any], *, manifest: Manifest = NOTHING_STATED, shown: int = SHOWN
) -> Register:
    """The register of frames, by the names of their tables: of Polars, pandas, PyArrow, DuckDB, and others.

    Args:
        frames: A frame for each table; rows are numbered from 1.
        manifest: What the tables cover, their province, and the kinds that a province added.
        shown: So many problems of one table, column and code are told in full; all are counted.
    """
    parts = Parts(Tally(shown))
    parts.begin(manifest)
    for table, native in frames.items():
        if table not in TABLES:
            parts.unknown_table(table)
            continue
        parts.take(
            table,
            table,
            lambda table=table, native=native: rows_of_frame(  # type: ignore[misc]  # its default binds the item
                native, table, TABLES[table], parts.given(table)
            ),
        )
    return _register(parts)


def register_of_records(
    records: Iterable[MovementRecord], *, manifest: Manifest = NOTHING_STATED, shown: int = SHOWN
) -> Register:
    """The register of records that were built one by one."""
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        rows.setdefault(record.table, []).append(record.row)
    frames = {
        table: pl.DataFrame(
            {
                column.name: pl.Series(
                    [_plain(row[column.name]) for row in rows[table]], dtype=dtype_of(column)
                )
                for column in TABLES[table].columns()
            }
        )
        for table in TABLES
        if table in rows
    }
    return register_of(frames, manifest=manifest, shown=shown)


def _plain(cell: Any) -> Any:
    return str(cell) if isinstance(cell, str) else cell


def _register(parts: Parts) -> Register:
    made = assembled(parts)
    return Register(**made)
