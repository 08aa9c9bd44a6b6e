"""Lists beside the dossiers: each number that is made of the records of a row, as a column of that row.

A record is put beside each row that it may be of, with the columns of that row that it is asked with; what
it comes to is worked out there, added up by row, and joined to the rows again. Rows of which a record
asks the same are taken together, so that no row is counted twice.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import narwhals as nw

from antq_core.columns.children import with_verdicts
from antq_core.columns.expressions import Expressions, field_column
from antq_core.columns.frames import Working
from antq_core.columns.held import Frame
from antq_core.columns.stages import staged
from antq_core.domain.declarations import RecordDeclaration
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, Column, OverRecords
from antq_core.lowering.kinds import Kind, Reduction
from antq_core.lowering.lists import anybodys
from antq_core.standards.stack import Stack

KEYS: Mapping[str, tuple[str, Kind]] = {
    "dossier.unit": ("unit", Kind.WORD),
    "dossier.province": ("province", Kind.WORD),
    "dossier.year": ("year", Kind.NUMBER),
}
OF_CHILDREN = (
    Column("province", Kind.WORD),
    Column("commune", Kind.WORD),
    Column("year", Kind.NUMBER),
)
"""By what a unit on a roster is found among those assessed, beside its name: its commune is its own."""
FOR_NULL: Mapping[Kind, Any] = {Kind.WORD: "", Kind.NUMBER: -(2**40), Kind.TRUTH: False}
REDUCED = {
    Reduction.LEAST: "min",
    Reduction.MOST: "max",
    Reduction.SUM: "sum",
    Reduction.DIFFERENT: "n_unique",
}


@attrs.frozen
class Joined:
    """The dossiers with a column for each number made of records, and in which column each stands."""

    frame: Frame
    names: Mapping[Cell, str]


def with_records(working: Working, wanted: Iterable[Cell], stack: Stack, temporary: str) -> Joined:
    """The dossiers with every number that some cells make of records.

    A record may be asked with a number that is made of records itself, so there is one turn after another.
    """
    frame, names = working.dossiers.frame, dict[Cell, str]()
    for turn, by_list in enumerate(_turns(wanted)):
        made = dict(names)
        for name, over in by_list.items():
            own = f"{temporary}{turn}:{name}:"
            columns = {each: f"{own}{n}" for n, each in enumerate(over)}
            frame = _List(working, stack.dossier_records[name], columns, own, made).joined(frame)
            names.update(columns.items())
    return Joined(frame, names)


def _turns(wanted: Iterable[Cell]) -> list[dict[str, list[OverRecords]]]:
    """The numbers made of records, by list; those of each turn need only those of the turns before."""
    every = dict.fromkeys(below for each in wanted for below in each.walk() if isinstance(below, OverRecords))
    inside = {over: [each for each in over.each.walk() if isinstance(each, OverRecords)] for over in every}
    turns: dict[OverRecords, int] = {}
    for over in sorted(every, key=lambda each: len(inside[each])):  # what is inside another has fewer inside
        turns[over] = max((turns[each] + 1 for each in inside[over]), default=0)
    found: list[dict[str, list[OverRecords]]] = [{} for _ in range(max(turns.values(), default=-1) + 1)]
    for over in every:
        found[turns[over]].setdefault(over.records, []).append(over)
    return found


@attrs.frozen(eq=False)
class _List:
    """One list, and the columns that are made of it."""

    working: Working
    declaration: RecordDeclaration
    columns: Mapping[OverRecords, str]
    temporary: str
    made: Mapping[Cell, str]
    """The numbers that are made of records already, and stand in a column of the row."""

    @property
    def own(self) -> Frame:
        """The records, each field under a name that no column of a row has."""
        given = self.working.lists[self.declaration.name]
        return given.frame.select(
            *(
                nw.col(self._spelt(name)).alias(
                    self._key(name) if name in KEYS else self._spelt(field_column(name))
                )
                for name, kind in given.held.items()
                if isinstance(kind, Kind)
            )
        )

    def _key(self, name: str) -> str:
        return f"{self.temporary}{name}".replace(".", ":")

    def _spelt(self, name: str) -> str:
        return name.replace(".", self.working.dot)

    @property
    def keys(self) -> dict[str, tuple[str, Kind]]:
        """Which columns say whose a record is: of the record, and of the row that it is of."""
        held = self.working.lists[self.declaration.name].held
        own = {self._key(key): of_row for key, of_row in KEYS.items() if key in held}
        if "dossier.unit" in held:
            return own
        place = self.declaration.commune_in or self.declaration.unit_in
        column = "commune" if self.declaration.commune_in else "unit"
        return {field_column(place): (column, Kind.WORD)} if place is not None else {}

    @property
    def asked(self) -> list[Column]:
        """The columns of a row that its records are asked with, and those that say whose they are."""
        found = {cell for over in self.columns for cell in over.each.walk() if isinstance(cell, Column)}
        of_rows = {cell for cell in found if cell.records is None}
        keys = {Column(name, kind) for name, kind in self.keys.values()}
        matched = {each for each in OF_CHILDREN if self._matches_children(each.name)}
        walked = {cell for over in self.columns for cell in over.each.walk()}
        made = {Column(name, Kind.NUMBER) for cell, name in self.made.items() if cell in walked}
        by_name = {each.name: each for each in (*keys, *of_rows, *matched, *made)}
        return [by_name[name] for name in sorted(by_name)]

    def _matches_children(self, name: str) -> bool:
        """Whether a unit of a roster is told from others by a column of its row as well."""
        children = self.working.children
        is_assessed = any(field.assessed is not None for field in self.declaration.fields)
        return (
            is_assessed
            and children is not None
            and name in children.held
            and name in self.working.dossiers.held
        )

    def joined(self, frame: Frame) -> Frame:
        """The rows, with each number that is made of their records."""
        asked = self.asked
        group = {column: f"{self.temporary}by:{n}" for n, column in enumerate(asked)}
        frame = frame.with_columns(*(_told_apart(column).alias(name) for column, name in group.items()))
        rows = frame.select(*(nw.col(column.name) for column in asked), *group.values()).unique(
            subset=list(group.values())
        )
        counted = self._counted(self._pairs(rows), list(group.values()))
        frame = frame.join(counted, on=list(group.values()), how="left")
        return frame.with_columns(
            *(nw.col(name).fill_null(over.none).alias(name) for over, name in self.columns.items())
        )

    def _pairs(self, rows: Frame) -> Frame:
        """Each record beside each row that it may be of."""
        keys, own = self.keys, self.own
        anybodys_name = field_column(anybodys(self.declaration.name).name)
        if not keys:
            pairs = own.join(rows, how="cross")
            return pairs.with_columns(nw.lit(False).alias(anybodys_name))
        unclear = nw.col(next(iter(keys))).is_null()
        told = own.filter(~unclear).join(
            rows, left_on=list(keys), right_on=[name for name, _ in keys.values()], how="inner"
        )
        left_out = [name for name, _ in keys.values() if name not in told.collect_schema().names()]
        if left_out:  # an engine keeps one of two columns that it joins by
            back = {of_row: of_record for of_record, (of_row, _) in keys.items()}
            told = told.with_columns(*(nw.col(back[name]).alias(name) for name in left_out))
        whose = "dossier.unit" in self.working.lists[self.declaration.name].held
        told = told.with_columns(nw.lit(False).alias(anybodys_name))
        anybody = own.filter(unclear).join(rows, how="cross").with_columns(nw.lit(whose).alias(anybodys_name))
        names = told.collect_schema().names()
        return nw.concat([told.select(*names), anybody.select(*names)], how="vertical")

    def _counted(self, pairs: Frame, by: list[str]) -> Frame:
        made = Expressions(names=dict(self.made), narrow=False, null_number=f"{self.temporary}null")
        pairs = with_verdicts(pairs, self.working, self.declaration, self.temporary)
        pairs = staged(pairs, [over.each for over in self.columns], made, self.temporary)
        each = {over.each: f"{self.temporary}each:{n}" for n, over in enumerate(self.columns)}
        pairs = pairs.with_columns(*(self._each(cell, made).alias(name) for cell, name in each.items()))
        grouped = pairs.group_by(*by).agg(
            *(
                getattr(nw.col(each[over.each]), REDUCED[over.reduction])().alias(name)
                for over, name in self.columns.items()
            )
        )
        return grouped.with_columns(*(nw.col(name).cast(nw.Int64) for name in self.columns.values()))

    def _each(self, cell: Cell, made: Expressions) -> nw.Expr:
        if isinstance(cell, cells.Column) and cell.kind is not Kind.NUMBER:
            return made.of(cell)
        return made.of(cell).cast(nw.Int64)


def _told_apart(column: Column) -> nw.Expr:
    """A column by which rows are told apart; null is one more value, since no engine joins by null."""
    if column.kind is Kind.DAY:
        day = nw.col(column.name)
        parts = (day.dt.year(), day.dt.month(), day.dt.day())
        year, month, of_month = (part.cast(nw.Int64) for part in parts)
        return ((year * 100 + month) * 100 + of_month).fill_null(0)
    expression = nw.col(column.name)
    if column.kind is Kind.TRUTH:
        return (
            nw.when(expression.is_null())
            .then(nw.lit(2, nw.Int64))
            .otherwise(nw.when(expression).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64)))
        )
    if column.kind is Kind.NUMBER:
        expression = expression.cast(nw.Int64)
    return expression.fill_null(FOR_NULL[column.kind])
