"""Cells of text to values, strictly: what is plainly written is read by columns, what is not cell by cell.

A cell that could mean something else than it says is refused and never repaired, as in dossiers that are
read from CSV: a formula, the number of a day, a count with points, a code that became a number.
"""

import datetime
from collections.abc import Sequence
from typing import Any

import attrs
import polars as pl

from antq_core.codec.csv_files.cells import CellType, DayForm, read_cell, text_of
from antq_core.errors import InputError, Problem
from antq_core.movement.columns import Column, Holds
from antq_core.movement.personal import named, seen_in
from antq_core.register.rows import dtype_of, unread

_TYPES = {Holds.DAY: CellType.DAY, Holds.COUNT: CellType.COUNT, Holds.TRUTH: CellType.TRUTH}
_OWN = {"csv.day": "register.day", "csv.day-as-declared": "register.day", "csv.truth": "register.truth"}
"""Sentences of dossiers that speak of a mapping file, and ours."""
_PLAIN_DAY = {
    DayForm.YEAR_FIRST: (r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "%Y-%m-%d"),
    DayForm.DAY_FIRST: (r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$", "%d/%m/%Y"),
}
_PLAIN_COUNT = "^-?[0-9]{1,8}$"
_DOUBTFUL_TEXT = r"^['=#]|^[0-9]+[.]0+$|^[0-9.,]+[eE][+]"
_FIRST_SERIAL = datetime.date(1899, 12, 30)
"""The day from which spreadsheets count, after their 29 February 1900 that never was."""


@attrs.frozen
class ReadColumn:
    """The values of a column; `problems` are those of cells that are no value, `where` leads to them."""

    values: pl.Series
    problems: Sequence[Problem] = ()
    where: pl.Series | None = None

    def series(self) -> list[pl.Series]:
        """The columns of a frame that hold it."""
        return [self.values] if self.where is None else [self.values, self.where]


def read_column(cells: pl.Series, column: Column, days: DayForm, *, discreet: bool) -> ReadColumn:
    """The values of cells of text, null where a cell is blank or no value."""
    shown = cells.str.strip_chars()
    shown = shown.to_frame("c").select(pl.when(pl.col("c") != "").then(pl.col("c"))).to_series()
    if column.holds in _TYPES:
        values = _plain(shown, column, days)
        odd = shown.is_not_null() & values.is_null()
    else:
        values = shown.str.normalize("NFC") if _is_wide(shown) else shown
        odd = shown.str.contains(_DOUBTFUL_TEXT).fill_null(False)
    values = values.alias(column.name)
    if not odd.any():
        return ReadColumn(values)
    return _with_odd(cells, values, odd, column, days, discreet=discreet)


def read_one(cell: str, column: Column, days: DayForm, *, discreet: bool) -> Any:
    """The value of one cell. Raises `InputError` for what is no value of the column."""
    shown = cell.strip()
    if not shown:
        return None
    facts: dict[str, object] = {"label": column.label}
    if shown.startswith("="):
        raise InputError([Problem("record.formula", (), facts)])
    if column.holds in _TYPES and (seen := seen_in(shown)):
        raise InputError([Problem("record.personal", (), {**facts, "seen": named(seen)})])
    if column.holds is Holds.WORDS and not shown.startswith("#"):
        return text_of(cell)
    try:
        value = read_cell(cell, _TYPES.get(column.holds, CellType.IDENTIFIER), days)
    except InputError as error:
        problem = error.problems[0]
    else:
        return datetime.date.fromisoformat(value) if column.holds is Holds.DAY else value
    raise InputError([_told(problem, shown, column, days, discreet=discreet)])


def _told(problem: Problem, shown: str, column: Column, days: DayForm, *, discreet: bool) -> Problem:
    """The problem of a cell in our words; of a discreet table it repeats nothing."""
    hidden = discreet or bool(seen_in(shown))
    facts = {**problem.facts, "label": column.label, "expected": days.value}
    facts["found"] = "…" if hidden else problem.facts.get("found", shown)
    code = _OWN.get(problem.code, problem.code)
    if code == "csv.day-serial":
        if hidden:
            return Problem("register.day-serial-hidden", (), facts)
        likely = _FIRST_SERIAL + datetime.timedelta(days=int(shown))
        return Problem("register.day-serial", (), {**facts, "likely": likely})
    return Problem(code, (), facts)


def _plain(shown: pl.Series, column: Column, days: DayForm) -> pl.Series:
    """The values of cells that are plainly written as their type is, null for all others."""
    frame, cell = shown.to_frame("c"), pl.col("c")
    match column.holds:
        case Holds.DAY:
            pattern, form = _PLAIN_DAY[days]
            plain = pl.when(cell.str.contains(pattern)).then(cell)
            return frame.select(plain.str.to_date(form, strict=False)).to_series()
        case Holds.COUNT:
            plain = pl.when(cell.str.contains(_PLAIN_COUNT)).then(cell)
            return frame.select(plain.cast(pl.Int64, strict=False)).to_series()
    truth = pl.when(cell == "true").then(True).when(cell == "false").then(False)
    return frame.select(truth).to_series()


def _with_odd(
    cells: pl.Series, values: pl.Series, odd: pl.Series, column: Column, days: DayForm, *, discreet: bool
) -> ReadColumn:
    """The same with the cells that had to be looked at one by one, each way of writing once."""
    written = cells.filter(odd).unique(maintain_order=True).to_list()
    read: list[Any] = []
    problems: dict[str, Problem] = {}
    places: list[int | None] = []
    ranks: dict[str, int] = {}
    for cell in written:
        try:
            read.append(read_one(cell, column, days, discreet=discreet))
            places.append(None)
        except InputError as error:
            read.append(None)
            same = repr(error.problems[0])
            problems.setdefault(same, error.problems[0])
            places.append(ranks.setdefault(same, len(ranks)))
    table = pl.DataFrame(
        {"cell": written, "value": pl.Series(read, dtype=dtype_of(column)), "place": places},
        schema_overrides={"cell": pl.String, "place": pl.UInt32},
    )
    looked_up = (
        pl.DataFrame({"cell": cells, "odd": odd})
        .with_columns(pl.when("odd").then("cell").alias("cell"))
        .join(table, on="cell", how="left", maintain_order="left")
    )
    where = looked_up["place"].alias(unread(column.name))
    return ReadColumn(
        looked_up["value"].zip_with(odd, values).alias(column.name),
        tuple(problems.values()),
        where if problems else None,
    )


def _is_wide(cells: pl.Series) -> bool:
    return bool((cells.str.len_bytes() != cells.str.len_chars()).any())
