"""JSON Lines of records: one object a line, its values of just the types that the columns have.

Parts may be objects of their own, ``{"decision": {"on": "2026-11-14"}}``, or stand under names with a dot.
"""

import io
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
from antq_core.register.frame_rows import composed_texts
from antq_core.register.heading import heading_of
from antq_core.register.rows import ROW, Lost, TableRows, completed, dtype_of, unread

_TYPES: Mapping[Holds, type] = {Holds.COUNT: int, Holds.TRUTH: bool}
_HELD: Mapping[type, Any] = {int: pl.Int64, bool: pl.Boolean, str: pl.String}
_BLOCK = 50_000
"""So many lines are held as Python's own values at a time."""


@attrs.define
class _Cells:
    """The cells of one column as they come in, and what is wrong with some of them."""

    column: Column
    values: list[pl.Series] = attrs.field(factory=list)
    places: list[pl.Series] = attrs.field(factory=list)
    told: dict[str, Problem] = attrs.field(factory=dict)

    def take(self, cells: Sequence[Json]) -> None:
        """Take the cells of some rows: all at once where they are what they should be, else one by one."""
        places: list[int | None] = [None] * len(cells)
        plain = self._plain(cells)
        if plain is None:
            values: list[Any] = []
            for place, cell in enumerate(cells):
                try:
                    values.append(_value(cell, self.column))
                except InputError as error:
                    problem = error.problems[0]
                    self.told.setdefault(problem.code, problem)
                    values.append(None)
                    places[place] = [*self.told].index(problem.code)
            plain = pl.Series(values, dtype=dtype_of(self.column))
        self.values.append(plain.alias(self.column.name))
        self.places.append(pl.Series(unread(self.column.name), places, dtype=pl.UInt32))

    def _plain(self, cells: Sequence[Json]) -> pl.Series | None:
        """The cells as a column where all are of its type; else None."""
        wanted = _TYPES.get(self.column.holds, str)
        if not {type(cell) for cell in cells} <= {wanted, type(None)}:
            return None
        held = pl.Series("cells", cells, dtype=_HELD[wanted])
        if self.column.holds is not Holds.DAY:
            return composed_texts(held) if wanted is str else held
        is_day = pl.when(pl.col("cells").str.contains("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")).then("cells")
        days = held.to_frame().select(is_day.str.to_date("%Y-%m-%d", strict=False)).to_series()
        return days if days.null_count() == held.null_count() else None

    def series(self) -> Iterator[pl.Series]:
        """The columns of a frame that hold them."""
        if self.values:
            yield pl.concat(self.values)
            if self.told:
                yield pl.concat(self.places)


@attrs.define
class _Lines:
    """A file as it is read: the rows that could be taken apart, and those that could not."""

    cells: dict[str, _Cells]
    others: dict[str, list[Any]] = attrs.field(factory=dict)
    there: dict[str, None] = attrs.field(factory=dict)
    numbers: list[int] = attrs.field(factory=list)
    lost: dict[str, list[int]] = attrs.field(factory=dict)

    def take(self, rows: Sequence[Mapping[str, Json]]) -> None:
        """Take some rows."""
        if not rows:
            return
        for row in rows:
            if row.keys() - self.there.keys():
                self.there.update(dict.fromkeys(row))
            for name in row.keys() - self.cells.keys():
                self.others.setdefault(name, []).append(row[name])
        for name, each in self.cells.items():
            each.take([row.get(name) for row in rows])


def read_jsonl(source: bytes, file: str, kind: type[MovementRecord], given: Sequence[str] = ()) -> TableRows:
    """The rows of a file of JSON Lines. Raises `InputError` for keys that the record does not have."""
    refuse_wide_encoding(source)
    parts = {name for name, held in parts_of(kind).items() if held is not None}
    found = _Lines({column.name: _Cells(column) for column in kind.columns()})
    block: list[Mapping[str, Json]] = []
    for number, line in enumerate(io.BytesIO(source), start=1):
        if not line.strip():
            continue
        try:
            block.append(_flat(parse(line), parts))
        except InputError as error:
            found.lost.setdefault(error.problems[0].code, []).append(number)
            continue
        found.numbers.append(number)
        if len(block) == _BLOCK:
            found.take(block)
            block = []
    found.take(block)
    if not found.numbers and not found.lost:
        raise InputError([Problem("csv.empty")])
    if found.numbers:
        _refuse_others([*found.there], found.others, kind, given)
    series = [pl.Series(ROW, found.numbers, dtype=pl.Int64)]
    series += [each for column in found.cells.values() for each in column.series()]
    return TableRows(
        file,
        kind,
        completed(pl.DataFrame(series), kind),
        tuple(found.there),
        {name: tuple(each.told.values()) for name, each in found.cells.items() if each.told},
        _lost(found.lost),
    )


def _flat(value: Json, parts: set[str]) -> Mapping[str, Json]:
    """A row by the names of its columns. Raises `InputError` for what is no object, or names one twice."""
    if not isinstance(value, dict):
        raise InputError([Problem("register.no-object")])
    if value.keys().isdisjoint(parts):
        return value
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


def _lost(lines: Mapping[str, Sequence[int]]) -> tuple[Lost, ...]:
    """Lines that could not be read; what exactly is wrong within the line is not repeated."""
    told: dict[str, list[int]] = {}
    for code, numbers in lines.items():
        own = code in ("register.no-object", "register.key-twice")
        told.setdefault(code if own else "register.no-json", []).extend(numbers)
    return tuple(
        Lost(code, pl.DataFrame({ROW: sorted(numbers)}, schema={ROW: pl.Int64}))
        for code, numbers in sorted(told.items())
    )
