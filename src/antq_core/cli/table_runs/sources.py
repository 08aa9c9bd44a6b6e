"""The files of a run over tables, each as blocks of rows that can be gone through more than once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import attrs
import polars as pl

from antq_core.cli.files.rows import CsvRow, Place, Row
from antq_core.cli.files.sources import CsvSource
from antq_core.cli.refusals import UsageError
from antq_core.cli.table_runs.blocks import Block, blocks, heading_of
from antq_core.cli.table_runs.lists import ListTable, Picked
from antq_core.cli.table_runs.stated import Cells
from antq_core.codec.csv_files import text
from antq_core.codec.csv_files.columns import (
    EVIDENCE,
    REQUIRED,
    KnownNames,
    Places,
    is_evidence,
    refuse_unknown_list,
)
from antq_core.codec.csv_files.dossiers import CsvDossiers, DossierRow
from antq_core.codec.csv_files.layouts import CellReader, Layout, layout_of
from antq_core.codec.csv_files.lists import ListFile, Records, Stray
from antq_core.codec.csv_files.mapping import OURS, ColumnMapping, FactSheetName, FileMapping
from antq_core.codec.csv_files.other_rows import title_above
from antq_core.codec.csv_files.text import read_table
from antq_core.errors import InputError, Problem

PARQUET = ".parquet"
ROWS = 50_000
"""So many rows of a table with types are one block."""
_NOBODY = Picked.of((), ())


@attrs.define(kw_only=True, slots=False)
class TableSource:
    """A file of dossiers with the files of its lists, found sound as a whole."""

    file: Path
    mapping: ColumnMapping
    known: KnownNames
    list_files: Mapping[str, Path]
    beside: CsvSource | None = None
    lists: dict[str, ListTable] = attrs.field(factory=dict)

    @property
    def is_text(self) -> bool:
        """Whether its cells are text."""
        return self.file.suffix.lower() != PARQUET

    @cached_property
    def reader(self) -> CellReader:
        """The reader of its cells."""
        return CellReader.of(self.mapping)

    @cached_property
    def header(self) -> text.Cells:
        """Its heading."""
        return self._header_of(self.file)[0]

    @cached_property
    def layout(self) -> Layout:
        """Its columns. Raises `InputError` with everything that is wrong with the heading."""
        places = Places.of_dossiers(self.known, self.mapping.sheet)
        return self._layout_of(self.file, places, self.mapping, REQUIRED)

    def blocks(self) -> Iterator[Block]:
        """Its rows, some at a time."""
        return self._blocks_of(self.file, len(self.header))

    def cells(self, block: Block) -> Cells:
        """The cells of a block."""
        return Cells(self.layout, self.reader, block.frame)

    def open_lists(self) -> None:
        """Read the files of lists. Raises `InputError` for one that cannot be used at all."""
        problems: list[Problem] = []
        for name, file in self.list_files.items() if not self.lists else ():
            try:
                self.lists[name] = self._list_table(name, file)
            except InputError as error:
                problems += [each.under(self.mapping.file_of(name)) for each in error.problems]
        if problems:
            raise InputError(problems)

    def rows(self, picked: list[tuple[int, text.Cells]], keys: pl.DataFrame) -> Iterator[Row]:
        """Some rows as they are read one by one, with the records of the dossiers of these names."""
        of = {name: each.of(keys) for name, each in self.lists.items()}
        strays = tuple(stray for each in self.lists.values() for stray in each.strays)
        records = Records({name: each.file for name, each in self.lists.items()}, of, strays)
        dossiers = CsvDossiers(Picked.of(self.header, picked), self.layout, records, self.reader)
        for row in dossiers.rows():
            if row.list_name is not None:
                return
            yield self._row(row, row.line)

    def stray_rows(self) -> Iterator[Row]:
        """Every record that belongs to no dossier."""
        for name, each in self.lists.items():
            for stray in each.strays:
                yield self._stray(name, stray)

    def missing_list(self, block: Block) -> Iterator[Problem]:
        """The lists that rows say are complete and of which there is no file."""
        cells = self.cells(block)
        for column in self.layout.columns:
            match column.place:
                case ("records", str(name), "complete_for", _) if name not in self.lists:
                    held = cells.of(column).is_not_null().arg_true()
                    for place in held.to_list():
                        if _written_at(cells.of(column), place):
                            line = block.lines[place]
                            yield Problem("csv.list-file-missing", (), {"name": name, "line": line})
                            break

    def _stray(self, name: str, stray: Stray) -> CsvRow:
        row = DossierRow(line=stray.line, list_name=name, problems=stray.problems)
        return CsvRow(
            place=Place(file=self.list_files[name], line=stray.line), problems=row.problems, row=row
        )

    def _row(self, row: DossierRow, line: int) -> CsvRow:
        place = Place(file=self.file, line=line) if self.is_text else Place(file=self.file, index=line)
        return CsvRow(place=place, problems=row.problems, row=row)

    def _header_of(self, file: Path) -> tuple[text.Cells, bytes]:
        if self.is_text:
            return heading_of(file, self.mapping.delimiter)
        try:
            return tuple(pl.read_parquet_schema(file)), b""
        except (OSError, pl.exceptions.PolarsError) as error:
            raise UsageError.of("cli.file-unreadable", path=file, reason=str(error)) from None

    def _layout_of(self, file: Path, places: Places, own: FileMapping, required: tuple[str, ...]) -> Layout:
        header, beginning = self._header_of(file)
        try:
            return layout_of(header, places, own, required)
        except InputError as error:
            title = (
                title_above(read_table(beginning, self.mapping.delimiter), places, own) if beginning else None
            )
            raise InputError(error.problems if title is None else [title]) from None

    def _blocks_of(self, file: Path, width: int) -> Iterator[Block]:
        if self.is_text:
            yield from blocks(file, self.mapping.delimiter, width)
            return
        first, frame = 0, pl.scan_parquet(file)
        while (found := frame.slice(first, ROWS).collect()).height:
            yield Block(found, pl.Series(range(first, first + found.height), dtype=pl.Int64))
            first += found.height

    def _list_table(self, name: str, file: Path) -> ListTable:
        refuse_unknown_list(name, self.known)
        evidence = is_evidence(name, self.known)
        required = ("dossier.unit", "fact", "document") if evidence else ("dossier.unit",)
        own = self.mapping.of_list(name)
        layout = self._layout_of(file, Places.of_list(name, self.known), own, required)
        found = list(self._blocks_of(file, len(layout.header)))
        frames = [each.frame for each in found]
        frame = pl.concat(frames) if frames else pl.DataFrame(schema=dict.fromkeys(layout.header, pl.String))
        lines = pl.concat([each.lines for each in found]) if found else pl.Series([], dtype=pl.Int64)
        listed = ListFile(name, file.name, layout, _NOBODY, evidence)
        odd = [row for each in found for row in each.odd]
        return ListTable(listed, Cells(layout, self.reader, frame), lines, odd)


def _written_at(cells: pl.Series, place: int) -> bool:
    value = cells[place]
    return not (isinstance(value, str) and value.isspace())


def csv_table(file: Path, mapping: ColumnMapping, known: KnownNames) -> TableSource:
    """The table of a CSV file with the lists beside it. Raises `UsageError` for a list that is not there."""
    source = CsvSource(file=file, mapping=mapping, known=known)
    files = source.list_files
    for name, each in files.items():
        if mapping.of_list(name).file is not None and not each.exists():
            raise UsageError.of("cli.mapped-list-missing", path=each, name=name)
    return TableSource(file=file, mapping=source.named_mapping, known=known, list_files=files, beside=source)


def parquet_tables(files: Sequence[Path], named: Path, sheet: str, known: KnownNames) -> list[TableSource]:
    """The tables of Parquet files; their lists, which they share, stand beside what was named."""
    mapping = attrs.evolve(OURS, sheet=FactSheetName(sheet))
    beside = {
        name: named.parent / f"{named.stem}.{name}{PARQUET}"
        for name in dict.fromkeys((*known.records, EVIDENCE))
    }
    there = {name: each for name, each in beside.items() if each.exists()}
    lists: dict[str, ListTable] = {}
    return [
        TableSource(file=file, mapping=mapping, known=known, list_files=there, lists=lists) for file in files
    ]
