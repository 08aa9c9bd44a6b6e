"""The CSV files of lists: whose dossier each record is, by the columns ``dossier.unit`` and its like.

A record that cannot be given to one dossier may be anybody's. It is reported, and until it is mended no
dossier's list of that name passes for complete: otherwise a misspelt id would make a unit clean.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import attrs

from antq_core.codec.csv_files.cells import CellType
from antq_core.codec.csv_files.columns import (
    BELONGING,
    KnownNames,
    Places,
    is_evidence,
    refuse_unknown_list,
)
from antq_core.codec.csv_files.layouts import CellReader, Layout, layout_of, mapping_refusals
from antq_core.codec.csv_files.mapping import ColumnMapping
from antq_core.codec.csv_files.nearest import NameIndex
from antq_core.codec.csv_files.other_rows import title_above, totals_in
from antq_core.codec.csv_files.text import Cells, Table, read_table
from antq_core.errors import InputError, Problem

Key = tuple[str, str, str]
"""Unit, province and year of a dossier, as text."""
Lines = list[tuple[int, Cells]]

UNIT, PROVINCE, YEAR = (place for place, _ in BELONGING.values())
_NOTHING: Lines = []


@attrs.frozen
class ListFile:
    """The file of one list: what people call it, and its columns."""

    name: str
    file: str
    layout: Layout
    table: Table
    holds_evidence: bool


@attrs.frozen
class Stray:
    """A row of a list that belongs to no dossier, or to nobody knows which.

    `is_record` is false for a row that is none, such as the heading once more: it can be nobody's.
    """

    list_name: str
    line: int
    problems: tuple[Problem, ...]
    is_record: bool = True


@attrs.frozen
class Records:
    """The rows of all lists, by list and dossier, as they stand in their files."""

    files: Mapping[str, ListFile]
    _of: Mapping[str, Mapping[Key, Lines]]
    strays: tuple[Stray, ...]

    def of(self, name: str, key: Key) -> Lines:
        """The rows of one dossier in one list."""
        return self._of[name].get(key, _NOTHING)

    @property
    def in_doubt(self) -> frozenset[str]:
        """The lists with rows that may be anybody's."""
        return frozenset(each.list_name for each in self.strays if each.is_record)


def list_file(name: str, source: bytes, mapping: ColumnMapping, known: KnownNames) -> ListFile:
    """The file of one list. Raises `InputError` with everything that is wrong with it as a whole."""
    refuse_unknown_list(name, known)
    table = read_table(source, mapping.delimiter)
    evidence = is_evidence(name, known)
    required = ("dossier.unit", "fact", "document") if evidence else ("dossier.unit",)
    places, own = Places.of_list(name, known), mapping.of_list(name)
    try:
        layout = layout_of(table.header, places, own, required)
    except InputError as error:
        title = title_above(table, places, own)
        raise InputError(error.problems if title is None else [title]) from None
    return ListFile(name, mapping.file_of(name), layout, table, evidence)


def list_mapping_refusals(mapping: ColumnMapping, known: KnownNames) -> Iterator[Problem]:
    """What the mapping of the lists names that no standard at hand knows."""
    for name, each in mapping.lists.items():
        try:
            refuse_unknown_list(name, known)
        except InputError as error:
            yield from (problem.under("lists") for problem in error.problems)
        else:
            found = mapping_refusals(each, Places.of_list(name, known))
            yield from (problem.under("lists", name) for problem in found)


def grouped(files: Iterable[ListFile], keys: Iterable[Key], cells: CellReader) -> Records:
    """The rows of some lists, given to the dossiers that there are."""
    finder = _Finder.of(keys)
    by_name = {each.name: each for each in files}
    of: dict[str, dict[Key, Lines]] = {name: defaultdict(list) for name in by_name}
    strays: list[Stray] = []
    for name, file in by_name.items():
        told = file.holds_evidence
        for line, row in file.table.rows():
            problems = [*file.layout.refusals(row)]
            try:
                if not problems:
                    of[name][finder.find(file.layout, row, cells)].append((line, row))
            except InputError as error:
                totals = totals_in(row)
                problems += error.problems if totals is None else [totals]
            is_record = row != file.layout.header
            if problems and is_record and not told:
                told = True  # once for all rows of the list
                problems.append(Problem("csv.list-in-doubt", (), {"name": name}))
            if problems:
                strays.append(Stray(name, line, tuple(problems), is_record))
    return Records(by_name, of, tuple(strays))


@attrs.define
class _Finder:
    """Finds the one dossier that a record says it belongs to."""

    dossiers: Mapping[str, list[Key]]
    _index: NameIndex | None = None

    @classmethod
    def of(cls, keys: Iterable[Key]) -> "_Finder":
        dossiers: dict[str, list[Key]] = defaultdict(list)
        for key in dict.fromkeys(keys):
            dossiers[key[0]].append(key)
        return cls(dossiers)

    def find(self, layout: Layout, row: Cells, cells: CellReader) -> Key:
        asked: list[str | None] = []
        problems: list[Problem] = []
        for place, kind in BELONGING.values():
            column = layout.by_place.get(place)
            try:
                value = cells.read(column, row, kind) if column else None
            except InputError as error:
                problems += error.problems
            else:
                asked.append(None if value is None else str(value))
                if place == UNIT and value is None and column:
                    problems.append(Problem("csv.empty-cell", (column.called,)))
        if problems:
            raise InputError(problems)
        return self._only(asked)

    def _only(self, asked: list[str | None]) -> Key:
        of_unit = self.dossiers.get(asked[0] or "", [])
        meant = [key for key in of_unit if all(a in (None, b) for a, b in zip(asked, key, strict=True))]
        if len(meant) == 1:
            return meant[0]
        if meant:
            facts = {"unit": asked[0], "dossiers": "; ".join(map(_named, sorted(meant)))}
            raise InputError([Problem("csv.several-dossiers", (), facts)])
        near = "; ".join(map(_named, sorted(of_unit))) or self._nearest(asked[0] or "")
        facts = {"unit": _named(asked), "near": near}
        raise InputError([Problem("csv.no-such-dossier", (), facts)])

    def _nearest(self, unit: str) -> str:
        if self._index is None:
            self._index = NameIndex.of(self.dossiers)
        return self._index.nearest(unit)


def key_of(layout: Layout, row: Cells, cells: CellReader) -> Key:
    """Unit, province and year of a row of the file of dossiers; what cannot be read stands as it is."""
    return (
        _as_text(("unit", "id"), CellType.IDENTIFIER, layout, row, cells),
        _as_text(("unit", "province"), CellType.IDENTIFIER, layout, row, cells),
        _as_text(("year",), CellType.COUNT, layout, row, cells),
    )


def _as_text(place: tuple[str, ...], kind: CellType, layout: Layout, row: Cells, cells: CellReader) -> str:
    column = layout.by_place[place]
    try:
        value = cells.read(column, row, kind)
    except InputError:
        value = column.cell(row).strip()
    return "" if value is None else str(value)


def _named(parts: Iterable[str | None]) -> str:
    """A dossier as it is told apart: its unit, then province and year."""
    unit, *others = parts
    known = ", ".join(each for each in others if each)
    return f"{unit} [{known}]" if known else str(unit)
