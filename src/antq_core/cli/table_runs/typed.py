"""A column of cells as a column of values, and which of its cells cannot be read.

What is written plainly is read by expressions. Everything else is handed, each text once, to the reader of
single cells: what a cell means, and whether it means anything, is decided in one place.
"""

import datetime
from collections.abc import Mapping
from typing import Any

import attrs
import polars as pl

from antq_core.codec.csv_files.cells import CellType, DayForm
from antq_core.codec.csv_files.layouts import CellReader, Column
from antq_core.errors import InputError, Problem, TableError
from antq_core.lowering.kinds import Kind
from antq_core.lowering.layout import HOLDS_NO

DTYPES: Mapping[CellType, Any] = {
    CellType.TRUTH: pl.Boolean,
    CellType.COUNT: pl.Int64,
    CellType.POINTS: pl.Int64,
    CellType.DAY: pl.Date,
    CellType.IDENTIFIER: pl.String,
    CellType.CHOICE: pl.String,
    CellType.TEXT: pl.String,
}
_KINDS = {pl.Boolean: Kind.TRUTH, pl.Int64: Kind.NUMBER, pl.Date: Kind.DAY, pl.String: Kind.WORD}
_FIRST_DAY = datetime.date(1, 1, 1)
_MOST = 2**62


def read_column(
    cells: pl.Series, column: Column, kind: CellType, reader: CellReader
) -> tuple[pl.Series, pl.Series]:
    """The values of a column, null where nothing is stated, and whether each cell cannot be read.

    Raises `TableError` for a column of a table with types that holds values of another type.
    """
    if cells.dtype != pl.String:
        return _held(cells, column.called, kind), _none_of(cells)
    own_words = bool(column.values) or kind in reader.types
    if own_words:
        values = pl.Series([None] * len(cells), dtype=DTYPES[kind])
    else:
        values = pl.select(_plainly(pl.lit(cells), kind, reader.mapping.dates)).to_series()
    others = cells.is_not_null() & values.is_null()
    places = others.arg_true()
    if not len(places):
        return values, _none_of(cells)
    alone = attrs.evolve(column, position=0)
    read = {text: _read(text, alone, kind, reader) for text in cells.gather(places).unique().to_list()}
    found = [read[text] for text in cells.gather(places).to_list()]
    values = values.scatter(places, pl.Series([value for value, _ in found], dtype=DTYPES[kind]))
    bad = _none_of(cells).scatter(places, pl.Series([is_bad for _, is_bad in found], dtype=pl.Boolean))
    return values, bad


def _none_of(cells: pl.Series) -> pl.Series:
    return pl.repeat(False, len(cells), dtype=pl.Boolean, eager=True)


def _held(cells: pl.Series, name: str, kind: CellType) -> pl.Series:
    wanted = DTYPES[kind]
    if cells.dtype in (pl.Null, wanted):
        return cells.cast(wanted)
    if wanted == pl.Int64 and cells.dtype.is_integer() and cells.dtype not in (pl.UInt64, pl.Int128):
        return cells.cast(pl.Int64)
    if wanted == pl.String and isinstance(cells.dtype, pl.Categorical | pl.Enum):
        return cells.cast(pl.String)
    facts = {"name": name, "list": "–", "found": str(cells.dtype)}
    raise TableError([Problem(HOLDS_NO[_KINDS[wanted]], (), facts)])


def _read(text: str, column: Column, kind: CellType, reader: CellReader) -> tuple[Any, bool]:
    """The value of one cell, and whether it cannot be read."""
    try:
        value = reader.read(column, (text,), kind)
    except InputError:
        return None, True
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _MOST:
        return None, True
    if kind is CellType.DAY and value is not None:
        return datetime.date.fromisoformat(str(value)), False
    return value, False


def _plainly(cell: pl.Expr, kind: CellType, days: DayForm) -> pl.Expr:
    """The values of cells that are written plainly; null for all others."""
    match kind:
        case CellType.TRUTH:
            yes, no = cell.is_in(["true", "có"]), cell.is_in(["false", "không"])
            return pl.when(yes).then(pl.lit(True)).when(no).then(pl.lit(False))
        case CellType.COUNT | CellType.POINTS:
            return _only(cell, r"^-?[0-9]{1,18}$").cast(pl.Int64)
        case CellType.DAY if days is DayForm.YEAR_FIRST:
            return _day(_only(cell, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), "%Y-%m-%d")
        case CellType.DAY:
            return _day(_only(cell, r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$"), "%d/%m/%Y")
        case CellType.TEXT:
            return _only(cell, r"^[A-Za-z0-9][A-Za-z0-9 _./,;()-]*[A-Za-z0-9)]$")
    return _only(cell, r"^(?:[A-Za-z_][A-Za-z0-9_-]*|[0-9]+)$")


def _only(cell: pl.Expr, pattern: str) -> pl.Expr:
    return pl.when(cell.str.contains(pattern)).then(cell)


def _day(cell: pl.Expr, form: str) -> pl.Expr:
    found = cell.str.to_date(form, strict=False)
    return pl.when(found >= pl.lit(_FIRST_DAY)).then(found)
