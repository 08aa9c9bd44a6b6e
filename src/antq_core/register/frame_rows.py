"""Frames of any library that narwhals knows, and Parquet files, to rows: typed columns, and no guesses."""

import datetime
from collections.abc import Sequence
from typing import Any

import narwhals as nw
import polars as pl

from antq_core.errors import InputError, Problem
from antq_core.movement.columns import Column, Holds
from antq_core.movement.record import MovementRecord
from antq_core.movement.refusals import HOLDS_LABELS
from antq_core.register.heading import heading_of
from antq_core.register.rows import ROW, TableRows, completed, dtype_of

_LARGEST = 10**18


def rows_of_frame(native: Any, file: str, kind: type[MovementRecord], given: Sequence[str] = ()) -> TableRows:
    """The rows of a frame, numbered from 1.

    Raises `InputError` for what is no frame, for columns that the record does not have, and for columns of
    a wrong type.
    """
    frame = _polars(native)
    names = frame.columns
    heading = heading_of(names, kind, frame.to_series, given)
    problems = list(heading.problems)
    series: list[pl.Series] = [pl.Series(ROW, range(1, frame.height + 1), dtype=pl.Int64)]
    for position, name in enumerate(heading.names):
        if name is not None:
            column = kind.column(name)
            cast = _typed(frame.to_series(position), column)
            if cast is None:
                problems.append(_wrong_type(frame.to_series(position), column))
            else:
                series.append(cast.alias(name))
    if problems:
        raise InputError(problems)
    there = tuple(name for name in heading.names if name is not None)
    return TableRows(file, kind, completed(pl.DataFrame(series), kind), there)


def _polars(native: Any) -> pl.DataFrame:
    """A frame of any library as one of Polars; what its columns are is kept."""
    if isinstance(native, pl.DataFrame):
        return native
    if isinstance(native, pl.LazyFrame):
        return native.collect()
    try:
        found = nw.from_native(native)
    except TypeError:
        facts = {"found": type(native).__name__}
        raise InputError([Problem("columns.no-frame", (), facts)]) from None
    eager = found.collect() if isinstance(found, nw.LazyFrame) else found
    return eager.to_polars()


def _typed(cells: pl.Series, column: Column) -> pl.Series | None:
    """A column in the type that it should have, if nothing is lost on the way; else None."""
    wanted = dtype_of(column)
    if cells.dtype == wanted:
        return composed_texts(cells) if wanted == pl.String else cells
    if cells.null_count() == cells.len() and cells.dtype in (pl.Null, pl.Object, pl.String):
        return pl.Series(column.name, [None] * cells.len(), dtype=wanted)
    if wanted == pl.String:
        is_text = isinstance(cells.dtype, pl.Categorical | pl.Enum)
        return composed_texts(cells.cast(pl.String)) if is_text else None
    if column.holds is Holds.COUNT and cells.dtype.is_integer():
        if cells.dtype in (pl.UInt64, pl.Int128, pl.UInt128):  # what is far out of bounds stays so
            return cells.clip(-_LARGEST, _LARGEST).cast(pl.Int64)
        return cells.cast(pl.Int64)
    if column.holds is Holds.COUNT and cells.dtype.is_float():  # pandas has no other where a cell is empty
        whole = cells.cast(pl.Int64, strict=False)
        is_kept = whole.null_count() == cells.null_count() and (whole.cast(cells.dtype) == cells).all()
        return whole if is_kept else None
    if column.holds is Holds.DAY and isinstance(cells.dtype, pl.Datetime) and cells.dtype.time_zone is None:
        is_whole = (cells.dt.time().drop_nulls() == datetime.time(0)).all()
        return cells.dt.date() if is_whole else None
    return None


def composed_texts(cells: pl.Series) -> pl.Series:
    """Texts with every accent on its letter (NFC)."""
    wide = (cells.str.len_bytes() != cells.str.len_chars()).any()
    return cells.str.normalize("NFC") if wide else cells


def _wrong_type(cells: pl.Series, column: Column) -> Problem:
    facts = {
        "column": column.name,
        "label": column.label,
        "holds": HOLDS_LABELS[column.holds],
        "found": _type_name(cells.dtype),
    }
    code = column.holds in (Holds.COMMUNE, Holds.PROVINCE, Holds.NUMBER, Holds.REFERENCE)
    if code and cells.dtype.is_numeric():
        return Problem("register.code-column-as-number", (), facts)
    return Problem("register.column-type", (), facts)


def _type_name(dtype: pl.DataType) -> str:
    """The name of a type alone: the parameters of an enumeration would repeat what is in the cells."""
    return type(dtype).__name__
