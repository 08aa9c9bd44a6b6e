"""A table of text, from CSV or from a sheet, to the rows of a record."""

from collections.abc import Sequence

import attrs
import polars as pl

from antq_core.codec.csv_files.cells import DayForm
from antq_core.errors import InputError
from antq_core.movement.record import MovementRecord
from antq_core.register.cells import read_column
from antq_core.register.heading import heading_of
from antq_core.register.rows import ROW, Lost, TableRows, completed


@attrs.frozen
class TextTable:
    """The cells of a file: the heading, the columns below it as text, and where each row begins."""

    header: Sequence[str]
    frame: pl.DataFrame
    rows: pl.Series
    lost: tuple[Lost, ...] = ()


def rows_of_text(
    table: TextTable, file: str, kind: type[MovementRecord], days: DayForm, given: Sequence[str] = ()
) -> TableRows:
    """The rows of a table of text. Raises `InputError` for columns that the record does not have.

    `given` are columns that somebody else states where the file has none.
    """
    heading = heading_of(table.header, kind, table.frame.to_series, given)
    if heading.problems:
        raise InputError(heading.problems)
    series: list[pl.Series] = [table.rows.alias(ROW)]
    problems = {}
    for position, name in enumerate(heading.names):
        if name is None:
            continue
        read = read_column(table.frame.to_series(position), kind.column(name), days, discreet=kind.discreet)
        series += read.series()
        if read.problems:
            problems[name] = read.problems
    there = tuple(name for name in heading.names if name is not None)
    return TableRows(file, kind, completed(pl.DataFrame(series), kind), there, problems, table.lost)
