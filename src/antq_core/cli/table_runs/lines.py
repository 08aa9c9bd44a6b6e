"""Long JSON Lines files, some lines at a time: their dossiers as tables, with the records of their lists."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import polars as pl

from antq_core.cli.files.rows import Row
from antq_core.cli.files.sources import CsvSource, LinesSource
from antq_core.cli.runs.surveying import heading_of
from antq_core.cli.table_runs.blocks import Block
from antq_core.cli.table_runs.lists import ListTable
from antq_core.codec.dossiers import Heading
from antq_core.columns.rows import PlainTable, tables_of
from antq_core.domain.dossiers import Dossier
from antq_core.errors import AntqError
from antq_core.lowering.kinds import Kind
from antq_core.standards.stack import Stack

ROWS = 8_192
"""So many dossiers are one block."""
_DTYPES: Mapping[Kind, Any] = {
    Kind.TRUTH: pl.Boolean,
    Kind.NUMBER: pl.Int64,
    Kind.DAY: pl.Date,
    Kind.WORD: pl.String,
}
_HEADING: Mapping[str, Any] = {
    **dict.fromkeys(("unit", "kind", "province", "commune", "name"), pl.String),
    "year": pl.Int64,
    "decision_date": pl.Date,
}


@attrs.frozen(kw_only=True)
class LinesBlock(Block):
    """Some lines: of their frame, a row has nothing but nulls where the heading of a line cannot be read."""

    rows: Sequence[Row]

    def stated(
        self, chosen: pl.Series, stack: Stack
    ) -> tuple[pl.DataFrame, dict[str, pl.DataFrame], pl.Series]:
        """What some rows state, their records by list, and which of these rows cannot be read.

        Those that cannot are not in the tables.
        """
        dossiers = [_dossier(row, stack) for row in itertools.compress(self.rows, chosen.to_list())]
        tables = tables_of((each for each in dossiers if each is not None), stack)
        records = {name: _frame(each) for name, each in tables.lists.items()}
        unread = pl.Series([each is None for each in dossiers], dtype=pl.Boolean)
        return _frame(tables.dossiers), records, unread


@attrs.define(kw_only=True)
class LinesTable:
    """A file of JSON Lines, whose dossiers hold their lists themselves."""

    lines: LinesSource
    lists: dict[str, ListTable] = attrs.field(factory=dict, init=False)

    header = tuple(_HEADING)
    """What is repeated of a dossier beside its results."""
    list_files: Mapping[str, Path] = attrs.field(factory=dict, init=False)
    beside: CsvSource | None = attrs.field(default=None, init=False)
    is_text = True

    @property
    def file(self) -> Path:
        """The file."""
        return self.lines.file

    def blocks(self) -> Iterator[LinesBlock]:
        """Its rows, some at a time."""
        every = iter(self.lines.rows())
        while rows := list(itertools.islice(every, ROWS)):
            yield _block(rows)

    def stray_rows(self) -> Iterator[Row]:
        """Every record that belongs to no dossier: none, since each stands in its own."""
        return iter(())


def _block(rows: Sequence[Row]) -> LinesBlock:
    said = [_said(heading_of(row)) for row in rows]
    lines = pl.Series([row.place.line for row in rows], dtype=pl.Int64)
    return LinesBlock(frame=pl.DataFrame(said, schema=_HEADING, orient="row"), lines=lines, rows=rows)


def _said(heading: Heading | None) -> tuple[object, ...]:
    if heading is None:
        return (None,) * len(_HEADING)
    unit = heading.unit
    return (unit.id, unit.kind, unit.province, unit.commune, unit.name, heading.year, heading.decision_date)


def _dossier(row: Row, stack: Stack) -> Dossier | None:
    """The dossier of a row; None where the reader of single dossiers has to say what is wrong."""
    try:
        return row.dossier(stack)
    except AntqError:
        return None


def _frame(table: PlainTable) -> pl.DataFrame:
    schema = {name: _DTYPES[kind] for name, kind in table.kinds.items()}
    return pl.DataFrame(dict(table.columns), schema=schema)
