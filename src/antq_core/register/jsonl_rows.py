"""JSON Lines of records: one object a line, its values of just the types that the columns have.

Parts may be objects of their own, ``{"decision": {"on": "2026-11-14"}}``, or stand under names with a dot.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
import polars as pl

from antq_core.codec.converter import day
from antq_core.codec.text import Json, composed, parse, refuse_wide_encoding
from antq_core.errors import InputError, Problem
from antq_core.movement.columns import Column, Holds
from antq_core.movement.personal import named, seen_in
from antq_core.movement.record import MovementRecord, parts_of
from antq_core.movement.refusals import HOLDS_LABELS
from antq_core.register.heading import heading_of
from antq_core.register.rows import ROW, Lost, TableRows, completed, dtype_of, unread


@attrs.define
class _Cells:
    """The cells of one column as they come in, and what is wrong with some of them."""

    column: Column
    values: list[Any] = attrs.field(factory=list)
    places: list[int | None] = attrs.field(factory=list)
    problems: dict[str, int] = attrs.field(factory=dict)
    told: list[Problem] = attrs.field(factory=list)

    def add(self, value: Json) -> None:
        try:
            self.values.append(_value(value, self.column))
            self.places.append(None)
        except InputError as error:
            self.values.append(None)
            code = error.problems[0].code
            if code not in self.problems:
                self.problems[code] = len(self.told)
                self.told.append(error.problems[0])
            self.places.append(self.problems[code])

    def series(self) -> Iterator[pl.Series]:
        yield pl.Series(self.column.name, self.values, dtype=dtype_of(self.column))
        if self.told:
            yield pl.Series(unread(self.column.name), self.places, dtype=pl.UInt32)


def read_jsonl(source: bytes, file: str, kind: type[MovementRecord], given: Sequence[str] = ()) -> TableRows:
    """The rows of a file of JSON Lines. Raises `InputError` for keys that the record does not have."""
    refuse_wide_encoding(source)
    parts = {name for name, held in parts_of(kind).items() if held is not None}
    cells = {column.name: _Cells(column) for column in kind.columns()}
    others: dict[str, list[Any]] = {}
    there: dict[str, None] = {}
    lines: list[int] = []
    lost: dict[str, list[int]] = {}
    for number, line in enumerate(source.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            row = _flat(parse(line), parts)
        except InputError as error:
            lost.setdefault(error.problems[0].code, []).append(number)
            continue
        lines.append(number)
        for name, each in cells.items():
            each.add(row.get(name))
        there.update(dict.fromkeys(row))
        if len(row.keys() - cells.keys()):
            for name in row.keys() - cells.keys():
                others.setdefault(name, []).append(row[name])
    if not lines and not lost:
        raise InputError([Problem("csv.empty")])
    _refuse_others(list(there), others, kind, given)
    series = [pl.Series(ROW, lines, dtype=pl.Int64)]
    series += [each for column in cells.values() for each in column.series()]
    return TableRows(
        file,
        kind,
        completed(pl.DataFrame(series), kind),
        tuple(there),
        {name: each.told for name, each in cells.items() if each.told},
        tuple(_lost(code, numbers) for code, numbers in sorted(lost.items())),
    )


def _flat(value: Json, parts: set[str]) -> Mapping[str, Json]:
    """A row by the names of its columns. Raises `InputError` for what is no object, or names one twice."""
    if not isinstance(value, dict):
        raise InputError([Problem("register.no-object")])
    found: dict[str, Json] = {}
    for name, each in value.items():
        inside = each if name in parts and isinstance(each, dict) else None
        pairs = {f"{name}.{inner}": below for inner, below in inside.items()} if inside is not None else None
        if pairs is None and name in parts and each is None:
            continue
        for key, one in (pairs if pairs is not None else {name: each}).items():
            if key in found:
                raise InputError([Problem("register.key-twice")])
            found[key] = one
    return found


def _value(value: Json, column: Column) -> Any:
    """A value as its column holds it. Raises `InputError` for one of another type."""
    if value is None:
        return None
    facts: dict[str, object] = {"label": column.label}
    match column.holds:
        case Holds.COUNT if type(value) is int:
            return value
        case Holds.TRUTH if type(value) is bool:
            return value
        case Holds.DAY if isinstance(value, str):
            try:
                return day(value)
            except InputError:
                if seen := seen_in(value):
                    raise InputError(
                        [Problem("record.personal", (), {**facts, "seen": named(seen)})]
                    ) from None
                raise InputError(
                    [Problem("register.day", (), {**facts, "found": "…", "expected": "YYYY-MM-DD"})]
                ) from None
        case Holds.COUNT | Holds.TRUTH | Holds.DAY:
            pass
        case _ if isinstance(value, str):
            return composed(value)
    holds = HOLDS_LABELS[column.holds]
    raise InputError([Problem("record.wrong-type", (), {**facts, "holds": holds, "found": "…"})])


def _refuse_others(
    there: Sequence[str],
    others: Mapping[str, Sequence[Any]],
    kind: type[MovementRecord],
    given: Sequence[str],
) -> None:
    """Refuse keys that are no column; each is named by where it first comes in the file."""

    def cells_of(position: int) -> pl.Series:
        values = others.get(there[position], ())
        return pl.Series("other", [str(each) for each in values if each is not None], dtype=pl.String)

    heading = heading_of(there, kind, cells_of, given)
    if heading.problems:
        raise InputError(heading.problems)


def _lost(code: str, lines: Sequence[int]) -> Lost:
    """Lines that could not be read; what exactly is wrong within the line is not repeated."""
    rows = pl.DataFrame({ROW: lines}, schema={ROW: pl.Int64})
    if code in ("register.no-object", "register.key-twice"):
        return Lost(code, rows)
    return Lost("register.no-json", rows)
