"""What rows state, as columns with the types that the standards of these rows declare.

A row of which anything is in doubt is marked, and read one by one afterwards: to mark too many costs time
alone, to mark too few would let pass what the reader of single dossiers refuses.
"""

from collections.abc import Iterator, Mapping

import attrs
import polars as pl

from antq_core.cli.table_runs.typed import read_column
from antq_core.codec.csv_files.cells import CellType, cell_type
from antq_core.codec.csv_files.columns import HEADING, LIST_PARTS, Place
from antq_core.codec.csv_files.layouts import CellReader, Column, Layout
from antq_core.codec.dossiers import SHEETS
from antq_core.domain.declarations import NUMERIC, Declaration
from antq_core.domain.records import Basis
from antq_core.expressions.tree import Measure
from antq_core.standards.stack import Stack

_PART_TYPES = dict(LIST_PARTS.values())
_NAMES_OF_ENDS = {"from": "lo", "to": "hi"}
_PARTS = {place: name for name, (place, _) in LIST_PARTS.items()}


@attrs.frozen
class Stated:
    """The columns of some rows, named as the layout of tables has them, and whether each row is in doubt."""

    frame: pl.DataFrame
    doubtful: pl.Series


@attrs.frozen
class Cells:
    """The cells of some rows of one file, each column at its place."""

    layout: Layout
    reader: CellReader
    frame: pl.DataFrame

    def of(self, column: Column) -> pl.Series:
        """The cells of a column; of one that the file lacks, the same in every row."""
        if column.position is None:
            return pl.repeat(column.constant, self.frame.height, dtype=pl.String, eager=True)
        return self.frame.to_series(column.position)

    def of_rows(self, rows: pl.Series) -> "Cells":
        """The same of some of the rows."""
        return attrs.evolve(self, frame=self.frame.filter(rows))


def heading(cells: Cells) -> Stated:
    """What must be known of rows before standards can be selected."""
    columns: dict[str, pl.Series] = {}
    doubtful = pl.repeat(False, cells.frame.height, dtype=pl.Boolean, eager=True)
    for name, (place, kind) in HEADING.items():
        column = cells.layout.by_place.get(place)
        if column is None:
            continue

        columns[name], bad = read_column(cells.of(column), column, kind, cells.reader)
        doubtful = doubtful | bad
        if name not in ("name", "decision_date"):
            doubtful = doubtful | columns[name].is_null()
    for position in cells.layout.nameless:
        doubtful = doubtful | cells.frame.to_series(position).is_not_null()
    commune = columns["commune"]
    odd = commune.str.contains(r"^[0-9]+$") & (commune.str.len_chars() != 5)
    return Stated(pl.DataFrame(columns), doubtful | odd.fill_null(True))


def stated_by(cells: Cells, head: pl.DataFrame, stack: Stack) -> Stated:
    """Everything that rows state of what the standards of a stack declare."""
    columns = {name: head[name] for name in head.columns if name != "name"}
    doubtful = pl.repeat(False, head.height, dtype=pl.Boolean, eager=True)
    for column in cells.layout.columns:
        name, kind = _named(column.place, stack)
        if name is None:
            continue
        given = cells.of(column)
        if kind is None:
            doubtful = doubtful if stack.is_open else doubtful | given.is_not_null()
            continue
        columns[name], bad = read_column(given, column, kind, cells.reader)
        doubtful = doubtful | bad
    frame = pl.DataFrame(columns)
    wrong = [each.fill_null(False) for each in _impossible(frame, stack)]
    if wrong:
        doubtful = doubtful | frame.select(pl.any_horizontal(wrong)).to_series()
    return Stated(frame, doubtful)


def _named(place: Place, stack: Stack) -> tuple[str | None, CellType | None]:
    """The name of a column in a table and its type; no type where the stack declares nothing of the name."""
    match place:
        case ("records", name, *part):
            kind = _PART_TYPES[tuple(part)] if name in stack.dossier_records else None
            return f"{name}.{_PARTS[tuple(part)]}", kind
        case (sheet, fact, *end) if sheet in SHEETS:
            declared = stack.dossier_fact.get(fact)
            last = f".{_NAMES_OF_ENDS[end[0]]}" if end else ""
            return f"{sheet}.{fact}{last}", None if declared is None else cell_type(declared)
    return None, None


def _impossible(frame: pl.DataFrame, stack: Stack) -> Iterator[pl.Expr]:
    """Where rows state what the reader of dossiers refuses."""
    for sheet in SHEETS:
        years_ago = 1 if sheet == "last_year" else 0
        for fact in stack.dossier_facts:
            yield from impossible(frame.schema, f"{sheet}.{fact.name}", fact, pl.col("year") - years_ago)
            if fact.no_more_than is not None:
                part = _known(frame.schema, f"{sheet}.{fact.name}", "lo")
                whole = _known(frame.schema, f"{sheet}.{fact.no_more_than}", "hi")
                if part is not None and whole is not None:
                    yield part > whole
    for name in stack.dossier_records:
        yield from _impossible_list(frame.schema, name)


def impossible(
    held: Mapping[str, object], name: str, declared: Declaration, year: pl.Expr | None = None
) -> Iterator[pl.Expr]:
    """Where the columns of one fact or field hold what is outside its range, or contradict each other."""
    single, lo, hi = (pl.col(each) if each in held else None for each in (name, f"{name}.lo", f"{name}.hi"))
    if single is not None and declared.measure is None:
        yield ~single.is_in([option.code for option in declared.options])
    within = declared.range
    if single is not None and declared.measure is Measure.DAY and within is not None and year is not None:
        of_year = single.dt.year()
        yield (of_year < year + within.lo) | (of_year > year + within.hi)
    if declared.measure not in NUMERIC:
        return
    for each in (single, lo, hi):
        if each is not None and within is not None:
            yield (each < within.lo) | (each > within.hi)
    ends = [each for each in (lo, hi) if each is not None]
    if len(ends) == 1:
        yield ends[0].is_not_null()
    if lo is not None and hi is not None:
        yield lo.is_null() != hi.is_null()
        yield lo > hi
    for each in ends if single is not None else ():
        yield pl.col(name).is_not_null() & each.is_not_null()


def _known(held: Mapping[str, object], name: str, end: str) -> pl.Expr | None:
    names = [each for each in (name, f"{name}.{end}") if each in held]
    return pl.coalesce(names) if names else None


def _impossible_list(held: Mapping[str, object], name: str) -> Iterator[pl.Expr]:
    first, last, attested, basis = (
        pl.col(f"{name}.{part}") if f"{name}.{part}" in held else pl.lit(None)
        for part in ("complete_from", "complete_to", "attested_by", "basis")
    )
    yield first.is_null() != last.is_null()
    if f"{name}.complete_from" in held and f"{name}.complete_to" in held:
        yield first > last
    yield first.is_not_null() & (attested.is_null() | (attested == ""))
    if f"{name}.basis" in held:
        yield ~basis.is_in([each.value for each in Basis])
