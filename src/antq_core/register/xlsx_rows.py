"""Workbooks: the sheets of a file, each a table of text as the same sheet saved as CSV would be.

Cells that are days in the workbook are days here, whatever they look like there. A number stays what it
says: 43160 in a column of days is no day, and 1234 in one of communes has lost a nought.
"""

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from antq_core.codec.csv_files.cells import DayForm
from antq_core.errors import InputError, Problem
from antq_core.register.rows import ROW
from antq_core.register.text_table import TextTable

MOST_BYTES = 1024 * 1024 * 1024
"""A workbook that unpacks to more is refused: its sheets go into files of their own, or into CSV."""
_PIECE = 1024 * 1024


def read_workbook(source: bytes, days: DayForm) -> Mapping[str, TextTable | None]:
    """The sheets of a workbook by name, in order; None for an empty one.

    Raises `InputError` for what is no workbook, unpacks to too much, or lacks the library that reads it.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only workbooks need it
    except ModuleNotFoundError:
        raise InputError([Problem("register.no-xlsx-reader")]) from None
    _refuse_bomb(source)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(source))
        return {
            name: _table(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False), days)
            for name in workbook.sheet_names
        }
    except CalamineError:
        raise InputError([Problem("register.no-workbook")]) from None


def _refuse_bomb(source: bytes) -> None:
    """Unpack everything once and keep nothing: what a file says of its own size need not be so."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as packed:
            size = 0
            for each in packed.infolist():
                with packed.open(each) as part:
                    while piece := part.read(_PIECE):
                        size += len(piece)
                        if size > MOST_BYTES:
                            facts = {"most": MOST_BYTES // 1024**2}
                            raise InputError([Problem("register.workbook-too-large", (), facts)])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        raise InputError([Problem("register.no-workbook")]) from None


def _table(rows: Sequence[Sequence[Any]], days: DayForm) -> TextTable | None:
    numbered = [
        (number, [_text(cell, days) for cell in cells])
        for number, cells in enumerate(rows, start=1)
        if any(cell not in ("", None) for cell in cells)
    ]
    if not numbered:
        return None
    _, header = numbered[0]
    names = [f"c{n}" for n in range(len(header))]
    below = numbered[1:]
    columns = zip(*(cells for _, cells in below), strict=True) if below else [()] * len(header)
    frame = pl.DataFrame(
        {name: list(cells) for name, cells in zip(names, columns, strict=True)},
        schema=dict.fromkeys(names, pl.String),
    )
    return TextTable(header, frame, pl.Series(ROW, [number for number, _ in below], dtype=pl.Int64))


def _text(cell: Any, days: DayForm) -> str:
    """A cell as text: a whole number without a point, a day as the days of the register are written."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime.datetime() if cell.time() == datetime.time():
            return _day(cell.date(), days)
        case datetime.datetime():
            return cell.isoformat(sep=" ")
        case datetime.date():
            return _day(cell, days)
        case datetime.time() if not cell.second and not cell.microsecond:
            return cell.strftime("%H:%M")
        case datetime.timedelta() if not cell.seconds % 60 and not cell.days and not cell.microseconds:
            return f"{cell.seconds // 3600:02}:{cell.seconds // 60 % 60:02}"
    return "" if cell is None else str(cell)


def _day(day: datetime.date, days: DayForm) -> str:
    return day.isoformat() if days is DayForm.YEAR_FIRST else day.strftime("%d/%m/%Y")
