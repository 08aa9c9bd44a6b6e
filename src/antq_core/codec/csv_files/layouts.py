"""The columns of one CSV file as its heading has them, and what its cells state."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from antq_core.codec.csv_files.cells import CellType, read_cell, text_of, translated
from antq_core.codec.csv_files.columns import Place, Places
from antq_core.codec.csv_files.mapping import ColumnMapping, FileMapping, Names
from antq_core.codec.csv_files.text import Cells
from antq_core.codec.text import Json
from antq_core.domain.names import name_key
from antq_core.errors import InputError, Problem

_TOLD = 20
"""For so many unknown columns the nearest names are looked up."""


@attrs.frozen
class Column:
    """A column as its file calls it, with its place in JSON; or a constant that stands for one."""

    called: str
    place: Place
    position: int | None = None
    constant: str = ""
    values: Names = attrs.field(factory=dict)

    def cell(self, cells: Cells) -> str:
        """The cell of a row; none for a row that is too short."""
        if self.position is None:
            return self.constant
        return cells[self.position] if self.position < len(cells) else ""

    def is_filled(self, cells: Cells) -> bool:
        """Whether the cell of a row holds anything at all."""
        cell = self.cell(cells)
        return cell != "" and not cell.isspace()


@attrs.frozen
class CellReader:
    """Reads the cells of columns, with the words that a province has for values of each type."""

    mapping: ColumnMapping
    types: Mapping[CellType, Names]

    @classmethod
    def of(cls, mapping: ColumnMapping) -> "CellReader":
        """The reader of all files of a mapping."""
        return cls(mapping, {CellType(kind): _keyed(values) for kind, values in mapping.types.items()})

    def read(self, column: Column, cells: Cells, kind: CellType) -> Json:
        """The value of a cell, or None. Raises `InputError` under the name of the column."""
        cell = column.cell(cells)
        if not cell or cell.isspace():
            return None
        try:
            if column.values:
                cell = translated(cell, column.values)
            if kind in self.types and cell is column.cell(cells):
                cell = translated(cell, self.types[kind])
            return read_cell(cell, kind, self.mapping.dates)
        except InputError as error:
            raise InputError(problem.under(column.called) for problem in error.problems) from None


@attrs.frozen
class Layout:
    """The columns of one file, in its order, then its constants."""

    header: Cells
    columns: tuple[Column, ...]
    by_place: Mapping[Place, Column]
    nameless: tuple[int, ...]

    def refusals(self, cells: Cells) -> Iterator[Problem]:
        """What is wrong with a row as a whole, before any cell is read."""
        if len(cells) != len(self.header):
            yield Problem("csv.cell-count", (), {"found": len(cells), "expected": len(self.header)})
        elif cells == self.header:
            yield Problem("csv.header-again")
        else:
            for position in self.nameless:
                if cells[position].strip():
                    yield Problem("csv.cell-without-column", (), {"position": position + 1})


def layout_of(header: Cells, places: Places, mapping: FileMapping, required: Iterable[str]) -> Layout:
    """The columns of a file. Raises `InputError` with everything that is wrong with its heading."""
    problems: list[Problem] = []
    values = _values(places, mapping)
    columns = [*_named(header, places, mapping, values, problems), *_constant(places, mapping, values)]
    by_place: dict[Place, Column] = {}
    for column in columns:
        first = by_place.setdefault(column.place, column)
        if first is not column and column.position is None:
            problems.append(Problem("csv.constant-beside-column", (), {"column": first.called}))
        elif first is not column:
            facts = {"column": column.called, "first": first.called}
            problems.append(Problem("csv.column-twice", (), facts))
    for name in required:
        if places.known[name] not in by_place:
            problems.append(Problem("csv.missing-column", (), {"column": name}))
    if problems:
        raise InputError(problems)
    nameless = tuple(position for position, cell in enumerate(header) if not cell.strip())
    return Layout(header, tuple(columns), by_place, nameless)


def mapping_refusals(mapping: FileMapping, places: Places) -> Iterator[Problem]:
    """What the mapping of one file names that no standard at hand knows."""
    named = [(("columns", own), ours) for own, ours in mapping.columns.items()]
    named += [(("values", ours), ours) for ours in mapping.values]
    named += [(("constants", ours), ours) for ours in mapping.constants]
    unknown = 0
    for path, ours in named:
        try:
            places.find(ours, nearest=unknown < _TOLD)
        except InputError as error:
            unknown += 1
            for problem in error.problems:
                unknown_here = problem.code == "csv.unknown-column"
                code = "mapping.unknown-column" if unknown_here else problem.code
                yield attrs.evolve(problem, code=code).under(*path)


def _named(
    header: Cells,
    places: Places,
    mapping: FileMapping,
    values: Mapping[Place, Names],
    problems: list[Problem],
) -> Iterator[Column]:
    """The columns that the heading names, but for those left aside; what is unknown is noted."""
    named, aside = mapping.named, mapping.left_aside
    for position, cell in enumerate(header):
        called = text_of(cell)
        if not cell.strip() or name_key(called) in aside:
            continue
        ours = named.get(name_key(called), called)
        try:
            place = places.find(ours, nearest=len(problems) < _TOLD, own=mapping.columns)
        except InputError as error:
            # What the mapping names wrongly is said of the mapping.
            problems += error.problems if ours is called else ()
        else:
            yield Column(called, place, position, values=values.get(place, {}))


def _constant(places: Places, mapping: FileMapping, values: Mapping[Place, Names]) -> Iterator[Column]:
    for ours, constant in mapping.constants.items():
        try:
            place = places.find(ours, nearest=False)
        except InputError:
            continue  # said of the mapping
        yield Column(ours, place, constant=constant, values=values.get(place, {}))


def _values(places: Places, mapping: FileMapping) -> dict[Place, Names]:
    """A province's own words for values, by the place of their column."""
    found: dict[Place, Names] = {}
    for ours, values in mapping.values.items():
        try:
            found[places.find(ours, nearest=False)] = _keyed(values)
        except InputError:
            continue  # said of the mapping
    return found


def _keyed(values: Names) -> Names:
    return {name_key(own): ours for own, ours in values.items()}
