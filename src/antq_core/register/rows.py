"""The rows of one file as they are read: values in columns, and beside them what is no value.

Every way of reading ends here, so that what comes after knows no file formats.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import polars as pl

from antq_core.errors import Problem
from antq_core.movement.columns import Column, Holds
from antq_core.movement.record import MovementRecord

FILE, ROW = "_file", "_row"
"""The columns that say where a row stands: the name of its file, and its row as people see it there."""

DTYPES: Mapping[Holds, Any] = {
    Holds.DAY: pl.Date,
    Holds.COUNT: pl.Int64,
    Holds.TRUTH: pl.Boolean,
}
"""The types of columns that are not text."""


def unread(column: str) -> str:
    """The column that says which problem a cell of another has, by its place in `TableRows.unread`."""
    return f"_unread:{column}"


@attrs.frozen
class Lost:
    """Rows that could not be taken apart at all: a code, and a row each with the facts of its sentence."""

    code: str
    rows: pl.DataFrame
    facts: tuple[str, ...] = ()


@attrs.frozen
class TableRows:
    """The rows of one file.

    `frame` has every column of the record in its type, `ROW`, and for each column in `unread` one that leads
    to the problems of its cells, null where there is none. `there` are the columns that the file has.
    """

    file: str
    kind: type[MovementRecord]
    frame: pl.DataFrame
    there: tuple[str, ...]
    unread: Mapping[str, Sequence[Problem]] = attrs.field(factory=dict)
    lost: tuple[Lost, ...] = ()

    @property
    def lost_count(self) -> int:
        """How many rows could not be taken apart."""
        return sum(each.rows.height for each in self.lost)


def dtype_of(column: Column) -> Any:
    """The type of a column in a frame."""
    return DTYPES.get(column.holds, pl.String)


def completed(frame: pl.DataFrame, kind: type[MovementRecord]) -> pl.DataFrame:
    """A frame with every column of the record, in their order, and then the columns it has beside them."""
    declared = kind.columns()
    names = {column.name for column in declared}
    return frame.select(
        *(pl.col(column.name) if column.name in frame.columns else _nothing(column) for column in declared),
        *(name for name in frame.columns if name not in names),
    )


def _nothing(column: Column) -> pl.Expr:
    return pl.lit(None, dtype=dtype_of(column)).alias(column.name)
