"""Rows of the movement's records with one fault planted in each, and what must be said of it."""

import datetime
import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
from hypothesis import strategies as st

from antq_core.movement.columns import Column, Holds
from antq_core.movement.record import Cell, MovementRecord
from antq_core.movement.rules import InOrder, Needs, NoMoreThan, OnlyWhen, ProvinceOn, Rule
from antq_core.testing.movement import FIRST_DAY, LAST_DAY, Row, cells, mended, rows

_DAY = datetime.timedelta(days=1)


@attrs.frozen(kw_only=True)
class Planted:
    """A row with one fault: the code of the one problem that it has, and the column at which it stands."""

    row: Mapping[str, Cell]
    code: str
    column: str


def nearly_valid(kind: type[MovementRecord]) -> st.SearchStrategy[Planted]:
    """Rows that would be in order but for one fault, which may be of any sort that the table can have."""
    faults = [*_faults_of_cells(kind), *_faults_of_rules(kind)]
    return st.sampled_from(faults).flatmap(lambda fault: fault())


Fault = Callable[[], st.SearchStrategy[Planted]]


def _faults_of_cells(kind: type[MovementRecord]) -> Iterator[Fault]:
    for column in kind.columns():
        for cell, code in _wrong_cells(column, discreet=kind.discreet):
            yield functools.partial(_with_cell, kind, column, cell, code)


def _wrong_cells(column: Column, *, discreet: bool) -> Iterator[tuple[Cell, str]]:
    if column.required:
        yield None, "record.missing"
    match column.holds:
        case Holds.DAY:
            yield from (("2018-03-01", "record.wrong-type"), (datetime.date(1918, 3, 1), "record.year"))
            yield datetime.datetime(2018, 3, 1), "record.wrong-type"
        case Holds.COUNT:
            yield from (("3", "record.wrong-type"), (True, "record.wrong-type"), (2.0, "record.wrong-type"))
            yield from ((column.most + 1, "record.bounds"), (column.least - 1, "record.bounds"))
        case Holds.TRUTH:
            yield from (("yes", "record.wrong-type"), (1, "record.wrong-type"))
        case Holds.CODE:
            yield from (("no_such_code", "record.unknown-code"), (7, "record.wrong-type"))
            yield "0912345678", "record.personal"
        case Holds.COMMUNE:
            yield "123456", "record.commune" if discreet else "value.commune-digits"
            yield from (
                ("1234", "record.lost-zeros"),
                ("abcde", "record.commune"),
                (1234, "record.wrong-type"),
            )
        case Holds.WORDS:
            yield from (("=cmd()", "record.formula"), ("+84", "record.formula"), (" ", "record.words"))
            yield "báo tin TB-2018-000123", "record.number-in-words"
            yield from (("x" * 201, "record.words"), ("gọi 0912 345 678", "record.personal"))
        case _:
            if column.holds is Holds.PROVINCE:
                yield "2", "record.lost-zeros"
            yield _OUT_OF_FORM[column.holds], f"record.{column.holds.value}"
            yield from (("0912345678", "record.personal"), (7, "record.wrong-type"))


_OUT_OF_FORM: Mapping[Holds, str] = {
    Holds.NUMBER: "Nguyễn Văn A",
    Holds.REFERENCE: "của bà A",
    Holds.DOCUMENT: "quyết định số năm",
    Holds.KIND: "Tổ tự quản",
    Holds.HOUR: "24:00",
    Holds.PROVINCE: "tỉnh Mẫu",
}


@st.composite
def _with_cell(draw: st.DrawFn, kind: type[MovementRecord], column: Column, cell: Cell, code: str) -> Planted:
    row = draw(rows(kind))
    # What needs the planted cell goes: that it is lacking there would be a second problem.
    row[column.name] = None
    row = {**mended(row, kind, frozenset({column.name})), column.name: cell}
    return Planted(row=row, code=code, column=column.name)


def _faults_of_rules(kind: type[MovementRecord]) -> Iterator[Fault]:
    for rule in kind.rules:
        match rule:
            case InOrder():
                yield functools.partial(_days_reversed, kind, rule)
                if rule.hours is not None:
                    yield functools.partial(_hours_reversed, kind, rule)
            case Needs():
                yield functools.partial(_without_what_it_needs, kind, rule)
            case OnlyWhen():
                yield functools.partial(_out_of_place, kind, rule)
            case NoMoreThan():
                yield functools.partial(_part_above_whole, kind, rule)
            case ProvinceOn():
                yield functools.partial(_province_that_ended, kind, rule)


@st.composite
def _days_reversed(draw: st.DrawFn, kind: type[MovementRecord], rule: InOrder) -> Planted:
    earlier = draw(st.dates(FIRST_DAY + _DAY, LAST_DAY))
    later = earlier - _DAY * draw(st.integers(1, (earlier - FIRST_DAY).days))
    row = draw(_only(kind, {rule.earlier: earlier, rule.later: later}))
    return Planted(row=row, code="record.out-of-order", column=rule.later)


@st.composite
def _hours_reversed(draw: st.DrawFn, kind: type[MovementRecord], rule: InOrder) -> Planted:
    day, (first, second) = draw(st.dates(FIRST_DAY, LAST_DAY)), rule.hours or ("", "")
    stated = {rule.earlier: day, rule.later: day, first: "09:30", second: "09:29"}
    return Planted(row=draw(_only(kind, stated)), code="record.out-of-order", column=rule.later)


@st.composite
def _without_what_it_needs(draw: st.DrawFn, kind: type[MovementRecord], rule: Needs) -> Planted:
    stated = {rule.column: draw(cells(kind.column(rule.column))), rule.needed: None}
    row = draw(_only(kind, stated, beside=rule))
    return Planted(row=row, code="record.needs", column=rule.needed)


@st.composite
def _out_of_place(draw: st.DrawFn, kind: type[MovementRecord], rule: OnlyWhen) -> Planted:
    others = [each for each in kind.column(rule.when).codes or (True, False) if each not in rule.among]
    stated = {
        rule.column: draw(cells(kind.column(rule.column))),
        rule.when: draw(st.sampled_from(others)),
    }
    return Planted(row=draw(_only(kind, stated)), code="record.only-when", column=rule.column)


@st.composite
def _part_above_whole(draw: st.DrawFn, kind: type[MovementRecord], rule: NoMoreThan) -> Planted:
    whole = draw(st.integers(0, 100))
    part = whole + draw(st.integers(1, 100))
    row = draw(_only(kind, {rule.part: part, rule.whole: whole}))
    return Planted(row=row, code="record.part-above-whole", column=rule.part)


@st.composite
def _province_that_ended(draw: st.DrawFn, kind: type[MovementRecord], rule: ProvinceOn) -> Planted:
    """Code 26 was that of Vĩnh Phúc until 30 June 2025, and is nobody's since."""
    day = draw(st.dates(datetime.date(2025, 7, 1), LAST_DAY))
    row = draw(_only(kind, {rule.province: "26", **({rule.on: day} if rule.on else {})}))
    return Planted(row=row, code="province.code-ended", column=rule.province)


@st.composite
def _only(draw: st.DrawFn, kind: type[MovementRecord], stated: Row, beside: Rule | None = None) -> Row:
    """What is stated with all that it needs and nothing else, so that only what is stated can be wrong."""
    row: Row = dict.fromkeys((column.name for column in kind.columns()), None)
    row.update({column.name: draw(cells(column)) for column in kind.columns() if column.required})
    row.update({"province": "01"} if "province" in row else {})
    row.update(stated)
    lacking = True
    while lacking:
        lacking = False
        for rule in kind.rules:
            if rule == beside or not isinstance(rule, Needs | OnlyWhen) or row[rule.column] is None:
                continue
            needed = rule.needed if isinstance(rule, Needs) else rule.when
            if row[needed] is None and needed not in stated:
                among = rule.among if isinstance(rule, OnlyWhen) else None
                row[needed] = draw(_filling(kind, needed, among, stated))
                lacking = True
            elif isinstance(rule, OnlyWhen) and needed not in stated and row[needed] not in rule.among:
                row[needed] = rule.among[0]
                lacking = True
    return row


def _filling(
    kind: type[MovementRecord], name: str, among: tuple[str | bool, ...] | None, stated: Mapping[str, Any]
) -> st.SearchStrategy[Cell]:
    if among is not None:
        return st.sampled_from(among)
    column = kind.column(name)
    # Beside stated days another keeps whatever order there is to keep.
    days = [cell for cell in stated.values() if isinstance(cell, datetime.date)]
    return st.just(days[0]) if column.holds is Holds.DAY and days else cells(column)
