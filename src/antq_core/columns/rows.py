"""Dossiers written as rows, and rows read as dossiers: a table says what the dossiers say, and no more."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from antq_core.domain.declarations import Declaration, FactDeclaration
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.sheets import FactSheet, Record, fact_sheet, record_class
from antq_core.domain.stated import UNKNOWN, Stated
from antq_core.domain.units import Unit
from antq_core.domain.windows import Window
from antq_core.lowering.kinds import Kind
from antq_core.lowering.layout import CLOSED, kind_of
from antq_core.possible import Interval
from antq_core.standards.stack import Stack

Value = bool | int | str | datetime.date | None

IDENTITY: Mapping[str, Kind] = {
    "unit": Kind.WORD,
    "kind": Kind.WORD,
    "province": Kind.WORD,
    "commune": Kind.WORD,
    "year": Kind.NUMBER,
    "decision_date": Kind.DAY,
}
BELONGING: Mapping[str, Kind] = {
    "dossier.unit": Kind.WORD,
    "dossier.province": Kind.WORD,
    "dossier.year": Kind.NUMBER,
}
COMPLETENESS: Mapping[str, Kind] = {
    "complete_from": Kind.DAY,
    "complete_to": Kind.DAY,
    "attested_by": Kind.WORD,
    "basis": Kind.WORD,
}
BY_TABLE = "table"
SHEETS = ("claimed", "verified", "last_year")


@attrs.frozen
class PlainTable:
    """A table of no library: what each column holds, and its values from the first row to the last."""

    kinds: Mapping[str, Kind]
    columns: Mapping[str, Sequence[Value]]


@attrs.frozen
class PlainTables:
    """Dossiers one a row, and the records of their lists."""

    dossiers: PlainTable
    lists: Mapping[str, PlainTable]


def tables_of(dossiers: Iterable[Dossier], *stacks: Stack) -> PlainTables:
    """Dossiers as tables, with a column for everything that the standards of some stacks declare.

    A number has the columns ``.lo`` and ``.hi`` as well where some dossier states it as an interval.
    """
    listed = list(dossiers)
    facts = {fact.name: fact for stack in stacks for fact in stack.dossier_facts}
    lists = {name: each for stack in stacks for name, each in stack.dossier_records.items()}
    rows = [{**_identity(each), **_facts(each), **_completeness(each)} for each in listed]
    kinds = {**IDENTITY, **_fact_columns(facts.values(), _ends_in(rows)), **_list_columns(lists)}
    tables = {}
    for name, declaration in lists.items():
        fields = [field for field in declaration.fields if field.assessed is None]
        found = [row for each in listed for row in _records(each, name)]
        ends = _ends_in(found)
        columns = {column: kind for field in fields for column, kind in _columns(field.name, field, ends)}
        tables[name] = _table({**BELONGING, **columns}, found)
    return PlainTables(_table(kinds, rows), tables)


def _table(kinds: Mapping[str, Kind], rows: Sequence[Mapping[str, Value]]) -> PlainTable:
    return PlainTable(kinds, {name: [row.get(name) for row in rows] for name in kinds})


def _ends_in(rows: Iterable[Mapping[str, Value]]) -> frozenset[str]:
    """The columns of ends that some row has."""
    return frozenset(name for row in rows for name in row if name.endswith((".lo", ".hi")))


def _fact_columns(facts: Collection[FactDeclaration], ends: frozenset[str]) -> dict[str, Kind]:
    return {
        column: kind
        for sheet in SHEETS
        for fact in facts
        for column, kind in _columns(f"{sheet}.{fact.name}", fact, ends)
    }


def _columns(name: str, declaration: Declaration, ends: frozenset[str]) -> Iterator[tuple[str, Kind]]:
    kind = kind_of(declaration)
    yield name, kind
    yield from ((column, kind) for column in (f"{name}.lo", f"{name}.hi") if column in ends)


def _list_columns(lists: Iterable[str]) -> dict[str, Kind]:
    return {f"{name}.{part}": kind for name in lists for part, kind in COMPLETENESS.items()}


def _identity(dossier: Dossier) -> dict[str, Value]:
    unit = dossier.unit
    return {
        "unit": unit.id,
        "kind": unit.kind,
        "province": unit.province,
        "commune": unit.commune,
        "year": dossier.year,
        "decision_date": dossier.decision_date,
    }


def _facts(dossier: Dossier) -> dict[str, Value]:
    return {
        column: value
        for sheet in SHEETS
        for name, stated in getattr(dossier, sheet).stated.items()
        for column, value in _stated(f"{sheet}.{name}", stated)
    }


def _stated(name: str, stated: Stated) -> Iterator[tuple[str, Value]]:
    if isinstance(stated, Interval):
        yield from ((f"{name}.lo", stated.lo), (f"{name}.hi", stated.hi))
    elif stated is not UNKNOWN:
        yield name, stated


def _completeness(dossier: Dossier) -> dict[str, Value]:
    return {
        f"{name}.{part}": value
        for name, records in dossier.records.items()
        for part, value in _covers(records).items()
    }


def _covers(records: RecordList) -> dict[str, Value]:
    window = records.complete_for
    return {
        "complete_from": window.first if window is not None else None,
        "complete_to": window.last if window is not None else None,
        "attested_by": records.attested_by,
        "basis": records.basis.value,
    }


def _records(dossier: Dossier, name: str) -> Iterator[dict[str, Value]]:
    whose: dict[str, Value] = {
        "dossier.unit": dossier.unit.id,
        "dossier.province": dossier.unit.province,
        "dossier.year": dossier.year,
    }
    records = dossier.records.get(name, RecordList())
    for record in records.items:
        yield {**whose, **_fields(record)}


def _fields(record: Record) -> dict[str, Value]:
    return {
        column: value for name, stated in record.stated.items() for column, value in _stated(name, stated)
    }


def dossier_of(
    row: Mapping[str, Any],
    stack: Stack,
    records: Mapping[str, Iterable[Mapping[str, Any]]] | None = None,
    *,
    year: int | None = None,
    basis: Basis = Basis.VERIFIED,
) -> Dossier:
    """The dossier that a row states, with the records of its lists: what the interpreter explains.

    `records` are those of this row alone. A list that the column ``LIST.closed`` calls complete is complete
    for the window, on the word of the table.

    Raises `InputError` with everything in the row that cannot be.
    """
    of_year = year if year is not None else row["year"]
    lists = {
        name: _list_of(name, row, list((records or {}).get(name, ())), stack, of_year)
        for name in stack.dossier_records
    }
    return Dossier(
        unit=Unit(
            id=_said(row, "unit"),
            kind=_said(row, "kind") or stack.kinds[0],
            province=_said(row, "province"),
            commune=_said(row, "commune"),
        ),
        year=of_year,
        records={name: each for name, each in lists.items() if each is not None},
        decision_date=row.get("decision_date"),
        claimed=_sheet_of("claimed", row, stack, is_basis=basis is Basis.CLAIMED),
        verified=_sheet_of("verified", row, stack, is_basis=basis is Basis.VERIFIED),
        last_year=_sheet_of("last_year", row, stack, is_basis=False),
    )


def _said(row: Mapping[str, Any], name: str) -> str:
    return row.get(name) or ""


def _sheet_of(sheet: str, row: Mapping[str, Any], stack: Stack, *, is_basis: bool) -> FactSheet:
    statements = {}
    for fact in stack.dossier_facts:
        stated = _value(row, f"{sheet}.{fact.name}", fact)
        if stated is UNKNOWN and is_basis:
            stated = _value(row, fact.name, fact)
        statements[fact.name] = stated
    return fact_sheet(stack.dossier_facts)(**statements)


def _value(row: Mapping[str, Any], name: str, declaration: Declaration) -> Stated:
    """What a row states under a name; of two ends of which one is missing, the range says that one."""
    single = row.get(name)
    if single is not None:
        stated: Stated = single
        return stated
    lo, hi = row.get(f"{name}.lo"), row.get(f"{name}.hi")
    if (lo is None and hi is None) or declaration.range is None:
        return UNKNOWN
    return Interval(declaration.range.lo if lo is None else lo, declaration.range.hi if hi is None else hi)


def _list_of(
    name: str, row: Mapping[str, Any], records: list[Mapping[str, Any]], stack: Stack, year: int
) -> RecordList | None:
    declaration = stack.dossier_records[name]
    made = record_class(declaration)
    fields = [each for each in declaration.fields if each.assessed is None]
    items = tuple(
        made(**{each.name: _value(record, each.name, each) for each in fields}) for record in records
    )
    first, last = row.get(f"{name}.complete_from"), row.get(f"{name}.complete_to")
    window = None if first is None or last is None else Window(first, last)
    attested, basis = row.get(f"{name}.attested_by"), row.get(f"{name}.basis")
    by_window = f"{name}.complete_from" in row
    if not by_window and row.get(f"{name}.{CLOSED}"):
        window, attested = stack.window.for_year(year), BY_TABLE
    if not items and window is None and basis is None:
        return None
    usual = Basis.CLAIMED if by_window else Basis.VERIFIED
    return RecordList(
        items=items,
        complete_for=window,
        attested_by=attested,
        basis=usual if basis is None else Basis(basis),
    )
