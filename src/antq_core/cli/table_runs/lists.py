"""Lists of records beside a long table: whose each record is, and what it states.

Which record belongs to which dossier is found by joining. A record for which that does not find exactly
one is handed to the reader of lists, which says what is wrong with it, and for whom that is a doubt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
import polars as pl

from antq_core.cli.table_runs.stated import Cells, impossible
from antq_core.cli.table_runs.typed import read_column
from antq_core.codec.csv_files import text
from antq_core.codec.csv_files.cells import CellType, cell_type
from antq_core.codec.csv_files.columns import BELONGING, EVIDENCE_FIELDS, RECORD
from antq_core.codec.csv_files.lists import Key, ListFile, Records, Stray, grouped
from antq_core.domain.declarations import FieldDeclaration
from antq_core.standards.stack import Stack

OWNER = ("unit", "province", "year")
_ENDS = {"from": "lo", "to": "hi"}


@attrs.frozen
class Picked(text.Table):
    """Some rows of a table, with their lines, in place of the table as a whole."""

    picked: Sequence[tuple[int, text.Cells]] = ()

    @classmethod
    def of(cls, header: text.Cells, picked: Sequence[tuple[int, text.Cells]]) -> "Picked":
        """Rows under a heading."""
        return cls(header, b"", "", picked)

    def rows(self) -> Iterator[tuple[int, text.Cells]]:
        """The rows that were picked."""
        return iter(self.picked)


@attrs.define
class ListTable:
    """The records of one list as they stand in their file, with the dossier that each belongs to."""

    file: ListFile
    cells: Cells
    lines: pl.Series
    odd: Sequence[tuple[int, text.Cells]]
    owners: pl.DataFrame = attrs.field(factory=pl.DataFrame)
    strays: tuple[Stray, ...] = ()
    _typed: dict[int, tuple[Stack, pl.DataFrame, pl.DataFrame]] = attrs.field(factory=dict)

    @property
    def is_in_doubt(self) -> bool:
        """Whether it has records that may be anybody's."""
        return any(each.is_record for each in self.strays)

    def give_to(self, dossiers: pl.DataFrame) -> None:
        """Find the owner of each record among the names of all dossiers."""
        asked, unclear = self._asked()
        owners = _owners(asked, dossiers)
        sure = owners["unit"].is_not_null() & ~unclear
        candidates = [*_picked(self.cells.frame.filter(~sure), self.lines.filter(~sure)), *self.odd]
        owners = owners.with_columns(pl.when(sure).then(pl.col(name)).alias(name) for name in OWNER)
        if candidates:
            candidates.sort(key=lambda row: row[0])
            records = self._as_read_one_by_one(candidates, dossiers)
            self.strays = records.strays
            found = [(line, key) for key, rows in _of(records, self.file.name) for line, _ in rows]
            owners = self._with_found(owners, found)
        self.owners = owners

    def of(self, keys: pl.DataFrame) -> dict[Key, list[tuple[int, text.Cells]]]:
        """The records of some dossiers, as they stand in their file."""
        frame = self.cells.frame.with_columns(self.lines.alias("line"), *(self.owners[n] for n in OWNER))
        found = frame.join(keys.unique(), on=list(OWNER), how="semi")
        records: dict[Key, list[tuple[int, text.Cells]]] = {}
        for *cells, line, unit, province, year in found.iter_rows():
            records.setdefault((unit, province, year), []).append((line, cells_of(cells)))
        return records

    def stated(self, stack: Stack) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The records with types of a stack, and the dossiers with a record that is in doubt."""
        known = self._typed.get(id(stack))
        if known is None:
            frame, doubtful = self._stated(stack)
            known = self._typed[id(stack)] = (stack, frame, doubtful)
        return known[1], known[2]

    def _stated(self, stack: Stack) -> tuple[pl.DataFrame, pl.DataFrame]:
        declared = stack.dossier_records.get(self.file.name)
        if declared is None and not self.file.holds_evidence:
            nobody = self.owners.head(0)
            return pl.DataFrame(), nobody if stack.is_open else self.owners.unique()
        fields = {} if declared is None else {field.name: field for field in declared.fields}
        columns, doubtful = self._typed_columns(fields)
        frame = pl.DataFrame(columns)
        wrong = [each for name, field in fields.items() for each in impossible(frame.schema, name, field)]
        if declared is None:
            unknown = ~pl.col("fact").is_in(list(stack.dossier_fact))
            wrong = [unknown, pl.col("fact").is_null(), pl.col("document").is_null()]
        if wrong:
            either = pl.any_horizontal([each.fill_null(False) for each in wrong])
            doubtful = doubtful | frame.select(either).to_series()
        return frame.filter(self.owners["unit"].is_not_null()), self.owners.filter(doubtful).unique()

    def _typed_columns(
        self, fields: Mapping[str, FieldDeclaration]
    ) -> tuple[dict[str, pl.Series], pl.Series]:
        """The columns of the records with types, and where a cell cannot be read, or is of no field."""
        documents = {place[1]: kind for place, kind in EVIDENCE_FIELDS.values()}
        kinds: dict[str, CellType] = (
            documents
            if self.file.holds_evidence
            else {name: cell_type(field) for name, field in fields.items() if field.assessed is None}
        )
        columns = {f"dossier.{name}": self.owners[name] for name in OWNER}
        columns["dossier.year"] = columns["dossier.year"].cast(pl.Int64, strict=False)
        doubtful = pl.repeat(False, len(self.lines), dtype=pl.Boolean, eager=True)
        for column in self.cells.layout.columns:
            if column.place[0] != RECORD:
                continue
            name, end = column.place[1], "".join(f".{_ENDS[each]}" for each in column.place[2:])
            given = self.cells.of(column)
            if name not in kinds:
                doubtful = doubtful | given.is_not_null()
                continue
            columns[f"{name}{end}"], bad = read_column(given, column, kinds[name], self.cells.reader)
            doubtful = doubtful | bad
        return columns, doubtful

    def _asked(self) -> tuple[pl.DataFrame, pl.Series]:
        """Whose each record says it is, as text, and where that is not clear by itself."""
        unclear = pl.repeat(False, len(self.lines), dtype=pl.Boolean, eager=True)
        asked = {}
        for name, (place, kind) in zip(OWNER, BELONGING.values(), strict=True):
            column = self.cells.layout.by_place.get(place)
            if column is None:
                asked[name] = pl.Series([None] * len(self.lines), dtype=pl.String)
                continue
            found, bad = read_column(self.cells.of(column), column, kind, self.cells.reader)
            unclear, asked[name] = unclear | bad, found.cast(pl.String)
        for position in self.cells.layout.nameless:
            unclear = unclear | self.cells.frame.to_series(position).is_not_null()
        return pl.DataFrame(asked), unclear

    def _as_read_one_by_one(
        self, candidates: Sequence[tuple[int, text.Cells]], dossiers: pl.DataFrame
    ) -> Records:
        alone = attrs.evolve(self.file, table=Picked.of(self.file.layout.header, candidates))
        keys = ((unit, province, year) for unit, province, year in dossiers.iter_rows())
        return grouped([alone], keys, self.cells.reader)

    def _with_found(self, owners: pl.DataFrame, found: Sequence[tuple[int, Key]]) -> pl.DataFrame:
        if not found:
            return owners
        lines, keys = zip(*found, strict=True)
        places = self.lines.search_sorted(pl.Series(lines, dtype=pl.Int64))
        columns = zip(OWNER, zip(*keys, strict=True), strict=True)
        return owners.with_columns(
            owners[name].scatter(places, pl.Series(values, dtype=pl.String)) for name, values in columns
        )


def _of(records: Records, name: str) -> Iterable[tuple[Key, list[tuple[int, text.Cells]]]]:
    return records._of[name].items()


def _owners(asked: pl.DataFrame, dossiers: pl.DataFrame) -> pl.DataFrame:
    """The one dossier that each record means; null where there is none or are several."""
    numbered = asked.with_row_index("antq:n")
    found = []
    for also in ((), ("province",), ("year",), ("province", "year")):
        others = [name for name in OWNER[1:] if name not in also]
        given = [pl.col(name).is_not_null() for name in ("unit", *also)]
        rows = numbered.filter(*given, *(pl.col(name).is_null() for name in others))
        if rows.height:
            by = ["unit", *also]
            joined = rows.select("antq:n", *by).join(dossiers, on=by, how="inner")
            found.append(joined.select("antq:n", *OWNER).filter(pl.len().over("antq:n") == 1))
    one = pl.concat(found) if found else numbered.head(0)
    return numbered.select("antq:n").join(one, on="antq:n", how="left", maintain_order="left").select(OWNER)


def cells_of(values: Iterable[object]) -> text.Cells:
    """Cells as a file of text has them, from values of a table."""
    return tuple(map(_written, values))


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _picked(frame: pl.DataFrame, lines: pl.Series) -> list[tuple[int, text.Cells]]:
    return [(line, cells_of(row)) for line, row in zip(lines.to_list(), frame.iter_rows(), strict=True)]


def in_doubt(lists: Mapping[str, ListTable]) -> list[str]:
    """The lists with records that may be anybody's: of nobody they pass for complete."""
    return [name for name, each in lists.items() if each.is_in_doubt]
