"""Made-up records of the movement: rows that are in order, rows with one fault, and small registers.

Everything follows from what the columns and rules of a record declare, so a new column or rule is made up
for without another word. Nobody's data: numbers, communes and documents are drawn.
"""

import datetime
import enum
import functools
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

import attrs
from hypothesis import strategies as st

from antq_core.domain.provinces import SAMPLE, meanings, province
from antq_core.domain.units import NationalKind
from antq_core.errors import AntqError
from antq_core.movement.columns import Column, Holds
from antq_core.movement.model_kinds import NATIONAL_MODEL_KINDS
from antq_core.movement.record import Cell, MovementRecord, parts_of
from antq_core.movement.refusals import refusals_of_row
from antq_core.movement.rules import InOrder, Needs, NoMoreThan, OnlyWhen, ProvinceOn, Rule

Record = TypeVar("Record", bound=MovementRecord)
Row = dict[str, Cell]

FIRST_DAY, LAST_DAY = datetime.date(2014, 1, 1), datetime.date(2026, 12, 31)
"""Days are drawn from these years: before and after the provinces were reorganised."""
ALWAYS = (SAMPLE.code, "01")
"""Provinces that their codes mean on every day."""
CATALOGUES: Mapping[str, tuple[str, ...]] = {
    "model_kinds": tuple(NATIONAL_MODEL_KINDS),
    "unit_kinds": tuple(kind.value for kind in NationalKind),
}

_A_FEW = 40
_MOST_ROUNDS = 50
_WORDS = ("Cán bộ (giả định)", "Đơn vị giả định số 1", "Tổ trưởng tổ giả định", "Hội giả định", "Người Mẫu")
_DOCUMENTS = ("QĐ-BCĐ", "QĐ-UBND", "KH-UBND", "BC-CAX", "HD-BCA-V05", "NQ-HĐND")


def records(
    kind: type[Record], fixed: Mapping[str, Cell | st.SearchStrategy[Cell]] | None = None
) -> st.SearchStrategy[Record]:
    """Records of a class, each in order; `fixed` says what stands in some columns, or from what to draw it.

    Fixed cells are kept as they are, and so must not be at odds with each other.
    """
    return rows(kind, fixed).map(lambda row: built(kind, row))


def built(kind: type[Record], row: Mapping[str, Cell]) -> Record:
    """The record of a row, its codes as members of their enumerations."""
    declared: Any = kind  # the class itself is the key of the cache
    members = _enumerations(declared)
    return kind.of_row(
        {
            name: members[name](cell) if name in members and cell is not None else cell
            for name, cell in row.items()
        }
    )


@st.composite
def rows(
    draw: st.DrawFn,
    kind: type[MovementRecord],
    fixed: Mapping[str, Cell | st.SearchStrategy[Cell]] | None = None,
) -> Row:
    """Rows of a table, by the names of its columns, each in order."""
    given = {
        name: draw(cell) if isinstance(cell, st.SearchStrategy) else cell
        for name, cell in (fixed or {}).items()
    }
    drawn: Row = {}
    for column in kind.columns():
        drawn[column.name] = given[column.name] if column.name in given else draw(_maybe(column))
    return mended(drawn, kind, frozenset(given))


def cells(column: Column) -> st.SearchStrategy[Cell]:
    """What can stand in a cell of a column where something is recorded."""
    match column.holds:
        case Holds.CODE:
            return st.sampled_from(list(column.codes))
        case Holds.KIND:
            return st.sampled_from(CATALOGUES[column.catalogue or ""])
        case Holds.COUNT:
            few = st.integers(column.least, min(column.least + _A_FEW, column.most))
            return few | st.sampled_from((column.least, column.most))
    return _CELLS[column.holds]


def numbers(letters: str = "MS") -> st.SearchStrategy[str]:
    """Numbers of records, in the three ways in which they are commonly written."""
    return st.builds(
        lambda n, form: form.format(letters=letters, n=n),
        st.integers(1, 9999),
        st.sampled_from(("{letters}-{n:04d}", "26-{letters}-{n:05d}", "{letters}-2018-{n:06d}")),
    )


def mended(row: Mapping[str, Cell], kind: type[MovementRecord], kept: frozenset[str] = frozenset()) -> Row:
    """A row of sound cells, brought in order with its rules by as little as will do; `kept` cells stay."""
    found = dict(row)
    for _ in range(_MOST_ROUNDS):
        before = dict(found)
        for rule in kind.rules:
            _MENDERS[type(rule)](rule, found, kept)
        if found == before:
            return found
    raise ValueError(f"fixed cells are at odds: {', '.join(sorted(kept))}")


_DAYS = st.dates(FIRST_DAY, LAST_DAY) | st.dates(datetime.date(2025, 6, 15), datetime.date(2025, 7, 15))
_CELLS: Mapping[Holds, st.SearchStrategy[Cell]] = {
    Holds.NUMBER: numbers(),
    Holds.REFERENCE: numbers() | numbers().map(lambda number: f"26:{number}"),
    Holds.DAY: _DAYS,
    Holds.HOUR: st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59)),
    Holds.TRUTH: st.booleans(),
    Holds.COMMUNE: st.integers(0, 99_999).map("{:05d}".format),
    Holds.PROVINCE: st.sampled_from((*ALWAYS, "26", "15", "08", "79")),
    Holds.DOCUMENT: st.builds(
        "{}/{}{}".format,
        st.integers(1, 9999),
        st.sampled_from(("", "2018/", "2026/")),
        st.sampled_from(_DOCUMENTS),
    ),
    Holds.WORDS: st.sampled_from(_WORDS),
}


@functools.cache
def _enumerations(kind: Any) -> Mapping[str, type[enum.StrEnum]]:
    """The enumerations of a table's columns of codes."""
    found: dict[str, type[enum.StrEnum]] = {}
    for name, held in parts_of(kind).items():
        for each in [getattr(attrs.fields(kind), name)] if held is None else attrs.fields(held):
            column = name if held is None else f"{name}.{each.name}"
            for one in (each.type, *get_args(each.type)):
                if isinstance(one, type) and issubclass(one, enum.StrEnum):
                    found[column] = one
    return found


def _maybe(column: Column) -> st.SearchStrategy[Cell]:
    if column.required:
        return cells(column)
    # One in four is not recorded: enough of each rule comes to be asked.
    return st.integers(0, 3).flatmap(lambda way: cells(column) if way else st.none())


def _bring_in_order(rule: InOrder, row: Row, kept: frozenset[str]) -> None:
    earlier, later = row[rule.earlier], row[rule.later]
    if earlier is None or later is None or later > earlier:
        return
    if later < earlier:
        _put(row, kept, (rule.later, earlier), (rule.earlier, later))
    if row[rule.earlier] == row[rule.later] and rule.hours is not None:
        first, second = rule.hours
        if row[first] is not None and row[second] is not None and row[second] < row[first]:
            _put(row, kept, (second, row[first]), (first, row[second]))


def _clear_what_needs(rule: Needs, row: Row, kept: frozenset[str]) -> None:
    if row[rule.column] is not None and row[rule.needed] is None:
        _put(row, kept, (rule.column, None))


def _clear_out_of_place(rule: OnlyWhen, row: Row, kept: frozenset[str]) -> None:
    if row[rule.column] is not None and row[rule.when] not in (None, *rule.among):
        _put(row, kept, (rule.column, None), (rule.when, rule.among[0]))


def _lower(rule: NoMoreThan, row: Row, kept: frozenset[str]) -> None:
    part, whole = row[rule.part], row[rule.whole]
    if part is not None and whole is not None and part > whole:
        _put(row, kept, (rule.part, whole), (rule.whole, part))


def _move_to_a_lasting_province(rule: ProvinceOn, row: Row, kept: frozenset[str]) -> None:
    if _refused(rule, row):
        _put(row, kept, (rule.province, ALWAYS[0]), *([(rule.on, None)] if rule.on else []))


def _refused(rule: Rule, row: Row) -> bool:
    if isinstance(rule, ProvinceOn) and row[rule.province] is not None:
        try:
            on = row[rule.on] if rule.on else None
            meanings(row[rule.province]) if on is None else province(row[rule.province], on)
        except AntqError:
            return True
    return False


def _put(row: Row, kept: frozenset[str], *ways: tuple[str, Cell]) -> None:
    """The first way that touches no kept cell."""
    for name, cell in ways:
        if name not in kept:
            row[name] = cell
            return
    raise ValueError(f"fixed cells are at odds: {', '.join(name for name, _ in ways)}")


_MENDERS: Mapping[type[Rule], Any] = {
    InOrder: _bring_in_order,
    Needs: _clear_what_needs,
    OnlyWhen: _clear_out_of_place,
    NoMoreThan: _lower,
    ProvinceOn: _move_to_a_lasting_province,
}


def is_in_order(row: Mapping[str, Cell], kind: type[MovementRecord]) -> bool:
    """Whether a row could be a record."""
    return not [*refusals_of_row(row, kind.columns(), kind.rules, discreet=kind.discreet)]
