"""Dossiers in CSV: one row a dossier, one further file for every list of records, one meaning with JSON.

Each row gives the JSON value that `antq_core.codec.dossiers` reads, so that everything is checked there
and once. An empty cell states nothing, as null does. Whether a list is complete is stated in the columns
``LIST.complete_from``, ``LIST.complete_to`` and ``LIST.attested_by``, and is never concluded from rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import attrs

from antq_core.codec.converter import FORMAT
from antq_core.codec.csv_files.columns import HEADING, REQUIRED, KnownNames, Places
from antq_core.codec.csv_files.documents import RowDocument
from antq_core.codec.csv_files.layouts import CellReader, Column, Layout, layout_of, mapping_refusals
from antq_core.codec.csv_files.lists import (
    ListFile,
    Records,
    grouped,
    key_of,
    list_file,
    list_mapping_refusals,
)
from antq_core.codec.csv_files.mapping import OURS, ColumnMapping
from antq_core.codec.csv_files.other_rows import title_above, totals_in
from antq_core.codec.csv_files.text import Cells, Table, read_table
from antq_core.codec.dossiers import Heading, read_dossier, read_heading
from antq_core.codec.text import Json
from antq_core.domain.dossiers import Dossier
from antq_core.errors import AntqError, InputError, Problem
from antq_core.standards.stack import Stack

T = TypeVar("T")


@attrs.frozen(kw_only=True, eq=False)
class DossierRow:
    """One row: of the file of dossiers, or of a list (`list_name`) if it belongs to no dossier.

    `line` is the one on which the row begins. `heading` is the JSON value that `read_heading` takes, as
    far as it can be read; `problems` are those that need no standard to be seen, and a row that has any
    is no dossier.
    """

    line: int
    list_name: str | None = None
    heading: Json = attrs.field(factory=dict)
    problems: tuple[Problem, ...] = ()
    _row: RowDocument | None = attrs.field(default=None, repr=False)

    def read_heading(self) -> Heading:
        """What standards are selected by. Raises `InputError` with everything that is wrong with the row."""
        if self.problems:
            raise InputError(self.problems)
        try:
            return read_heading(self.heading)
        except InputError as error:
            raise InputError(self.placed(error.problems)) from None

    def document(self, stack: Stack) -> Json:
        """The JSON value that `read_dossier` takes for a stack.

        Raises `InputError` with everything that is wrong with its cells and with those of its records,
        under the names of their columns; and with what `read_dossier` says of the rest.
        """
        if self._row is None:
            raise InputError(self.problems)
        document, problems = self._row.document(stack)
        problems += [each for each in self.problems if each not in problems]
        if not problems:
            return document
        raise InputError([*problems, *self._further(document, stack, problems)])

    def dossier(self, stack: Stack) -> Dossier:
        """The dossier. Raises `InputError` with everything that is wrong with it, under its columns."""
        document = self.document(stack)
        try:
            return read_dossier(document, stack)
        except InputError as error:
            raise InputError(self.placed(error.problems)) from None

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems of the JSON value under the columns, and the files and lines of lists, they come from."""
        return tuple(problems if self._row is None else map(self._row.placed, problems))

    def line_in_list(self, problem: Problem) -> tuple[str, int] | None:
        """The file and line of the record that a problem of this row is about, or None."""
        return None if self._row is None else self._row.line_in_list(problem)

    def _further(self, document: Json, stack: Stack, known: Iterable[Problem]) -> Iterator[Problem]:
        """What else is wrong, beside cells that could not be read."""
        told = {problem.path for problem in known}
        try:
            read_dossier(document, stack)
        except AntqError as error:
            yield from (problem for problem in self.placed(error.problems) if problem.path not in told)


@attrs.frozen
class CsvDossiers:
    """A file of dossiers and those of its lists, found sound as a whole; its rows can be asked for again."""

    _table: Table
    _layout: Layout
    _records: Records
    _cells: CellReader

    @classmethod
    def of(
        cls,
        main: bytes,
        lists: Mapping[str, bytes] | None = None,
        mapping: ColumnMapping = OURS,
        *,
        known: KnownNames,
    ) -> "CsvDossiers":
        """The dossiers of a file, with the files of its lists by their names.

        Raises `InputError` with everything that is wrong with the files as a whole: their text, their
        columns, what the mapping names, and a list that is said to be complete without its file.
        """
        problems = named_wrongly(mapping, known)
        heading = _noting(problems, lambda: _heading(main, mapping, known))
        files = [_list_file(*each, mapping, known, problems) for each in (lists or {}).items()]
        if heading is not None:
            problems += _missing_files(*heading, set(lists or ()))
        if heading is None or problems:
            raise InputError(problems)
        table, layout = heading
        cells = CellReader.of(mapping)
        # Whose dossier a record is can be told only when all dossiers are known, so they are looked at
        # beforehand; without lists there is no need.
        keys = (key_of(layout, row, cells) for _, row in table.rows())
        held = [file for file in files if file is not None]
        return cls(table, layout, grouped(held, keys if held else (), cells), cells)

    def rows(self) -> Iterator[DossierRow]:
        """Every row in order, then every row of a list that belongs to no dossier, with its problem.

        While there is one of those, no dossier's list of that name passes for complete.
        """
        for line, cells in self._table.rows():
            problems = tuple(self._layout.refusals(cells))
            row = DossierRow(line=line, problems=problems) if problems else self._row(line, cells)
            totals = totals_in(cells) if row.problems else None
            yield row if totals is None else DossierRow(line=line, problems=(totals,))
        for stray in self._records.strays:
            yield DossierRow(line=stray.line, list_name=stray.list_name, problems=stray.problems)

    def _row(self, line: int, cells: Cells) -> DossierRow:
        key = key_of(self._layout, cells, self._cells)
        row = RowDocument(cells, key, self._layout, self._records, self._cells)
        found = row.heading()
        for name in REQUIRED:
            place, _ = HEADING[name]
            if place not in found.filled:
                found.problems.append(Problem("csv.empty-cell", (self._layout.by_place[place].called,)))
        heading = {"format": FORMAT, **found.made()}
        return DossierRow(line=line, heading=heading, problems=tuple(found.problems), row=row)


def named_wrongly(mapping: ColumnMapping, known: KnownNames) -> list[Problem]:
    """What a mapping names that no standard at hand knows; it is wrong with the mapping, not with a file."""
    of_dossiers = mapping_refusals(mapping, Places.of_dossiers(known, mapping.sheet))
    return [*of_dossiers, *list_mapping_refusals(mapping, known)]


def dossier_rows(
    main: bytes,
    lists: Mapping[str, bytes] | None = None,
    mapping: ColumnMapping = OURS,
    *,
    known: KnownNames,
) -> Iterator[DossierRow]:
    """The rows of `CsvDossiers`, once. Raises `InputError`, before any row is given, as that does."""
    return CsvDossiers.of(main, lists, mapping, known=known).rows()


def _heading(main: bytes, mapping: ColumnMapping, known: KnownNames) -> tuple[Table, Layout]:
    table = read_table(main, mapping.delimiter)
    places = Places.of_dossiers(known, mapping.sheet)
    try:
        return table, layout_of(table.header, places, mapping, REQUIRED)
    except InputError as error:
        title = title_above(table, places, mapping)
        raise InputError(error.problems if title is None else [title]) from None


def _list_file(
    name: str, source: bytes, mapping: ColumnMapping, known: KnownNames, problems: list[Problem]
) -> ListFile | None:
    return _noting(problems, lambda: list_file(name, source, mapping, known), mapping.file_of(name))


def _missing_files(table: Table, layout: Layout, given: set[str]) -> Iterator[Problem]:
    """A list is complete with no rows only when its file was there to be looked at."""
    claims: dict[str, list[Column]] = {}
    for column in layout.columns:
        match column.place:
            case ("records", name, "complete_for", _) if name not in given:
                claims.setdefault(name, []).append(column)
    for name, columns in claims.items():
        rows = (line for line, cells in table.rows() if any(column.is_filled(cells) for column in columns))
        if line := next(rows, None):
            yield Problem("csv.list-file-missing", (), {"name": name, "line": line})


def _noting(problems: list[Problem], step: Callable[[], T], *path: str) -> T | None:
    """What a step gives, or None with its problems noted under a path."""
    try:
        return step()
    except InputError as error:
        problems += [problem.under(*path) for problem in error.problems]
        return None
