"""What is wrong with one row: cells that are missing or of a wrong form, and rules that do not hold.

This is the meaning; tables are checked by `register.row_checks`, which a test holds against it.
"""

import datetime
import enum
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from antq_core.domain.codes import DIGITS_OF_A_COMMUNE, refusals_of_commune
from antq_core.domain.provinces import meanings, province
from antq_core.errors import AntqError, Problem
from antq_core.messages.text import Text
from antq_core.movement import identifiers
from antq_core.movement.columns import Column, Holds
from antq_core.movement.personal import named, seen_in
from antq_core.movement.rules import InOrder, Needs, NoMoreThan, OnlyWhen, ProvinceOn, Rule

Row = Mapping[str, Any]
Facts = Mapping[str, object]

YEARS = (1945, 2099)
"""Days of other years are slips."""
LONGEST_WORDS = 200

HOLDS_LABELS: Mapping[Holds, Text] = {
    Holds.NUMBER: Text(vi="mã số (chữ)", en="number of a record, as text"),
    Holds.REFERENCE: Text(vi="mã số của bản ghi khác (chữ)", en="number of another record, as text"),
    Holds.CODE: Text(vi="mã của danh mục (chữ)", en="code of a list, as text"),
    Holds.KIND: Text(vi="mã loại (chữ)", en="code of a kind, as text"),
    Holds.DAY: Text(vi="ngày", en="day"),
    Holds.HOUR: Text(vi="giờ HH:MM (chữ)", en="time of day HH:MM, as text"),
    Holds.COUNT: Text(vi="số nguyên", en="whole number"),
    Holds.TRUTH: Text(vi="có hoặc không (true, false)", en="yes or no (true, false)"),
    Holds.COMMUNE: Text(vi="mã xã 5 chữ số (chữ)", en="code of a commune, 5 digits, as text"),
    Holds.PROVINCE: Text(vi="mã tỉnh 2 chữ số (chữ)", en="code of a province, 2 digits, as text"),
    Holds.DOCUMENT: Text(vi="số, ký hiệu văn bản (chữ)", en="number of an instrument, as text"),
    Holds.WORDS: Text(vi="chữ", en="text"),
}
"""What people call what the cells of a column are."""

FORMS: Mapping[Holds, tuple[str, str]] = {
    Holds.NUMBER: (identifiers.NUMBER, "record.number"),
    Holds.REFERENCE: (identifiers.REFERENCE, "record.reference"),
    Holds.DOCUMENT: (identifiers.DOCUMENT, "record.document"),
    Holds.KIND: (identifiers.CODE, "record.kind"),
    Holds.HOUR: (identifiers.HOUR, "record.hour"),
    Holds.PROVINCE: (identifiers.PROVINCE, "record.province"),
}
"""The pattern of each form of text, and the code of what does not fit it."""


def refusals_of_row(
    row: Row,
    columns: Iterable[Column],
    rules: Iterable[Rule],
    *,
    discreet: bool,
    unreadable: Collection[str] = (),
) -> Iterator[Problem]:
    """Everything that is wrong with a row; a rule is asked only of cells that are in order themselves.

    `unreadable` are columns that have something in them which is no value, and of which that is told
    already: they are not missing.
    """
    declared = {column.name: column for column in columns}
    wrong = set(unreadable)
    for column in declared.values():
        if column.name in unreadable:
            continue
        for problem in _refusals_of_cell(row.get(column.name), column, discreet=discreet):
            wrong.add(column.name)
            yield problem.under(column.name)
    sound = {name: None if name in wrong else row.get(name) for name in declared}
    for rule in rules:
        if not (isinstance(rule, Needs) and rule.needed in wrong):
            yield from _RULES[type(rule)](rule, sound, declared)


def _refusals_of_cell(value: Any, column: Column, *, discreet: bool) -> Iterator[Problem]:
    facts = {"label": column.label}
    if value is None:
        if column.required:
            yield Problem("record.missing", (), facts)
        return
    shown = {**facts, "found": "…" if discreet else _shown(value)}
    if not _is_of_type(value, column.holds):
        yield Problem("record.wrong-type", (), {**shown, "holds": HOLDS_LABELS[column.holds]})
    elif isinstance(value, str) and value not in column.codes and (seen := seen_in(value)):
        yield Problem("record.personal", (), {**facts, "seen": named(seen)})
    elif column.holds in FORMS:
        pattern, code = FORMS[column.holds]
        if column.holds is Holds.PROVINCE and re.fullmatch("[0-9]", value):
            yield _lost_zeros(column, f"0{value}")
        elif not identifiers.fits(pattern, value):
            yield Problem(code, (), shown)
    else:
        yield from _CELLS[column.holds](value, column, shown)


def _is_of_type(value: Any, holds: Holds) -> bool:
    """Whether a value is of exactly the type: one of a class made from it could hold more than it shows."""
    match holds:
        case Holds.DAY:
            return type(value) is datetime.date
        case Holds.COUNT:
            return type(value) is int
        case Holds.TRUTH:
            return type(value) is bool
        case Holds.CODE if isinstance(value, enum.StrEnum):
            return True
    return type(value) is str


def _shown(value: Any) -> str:
    """A value as a message may repeat it: nothing that seems personal, and nothing long."""
    text = str(value)
    return "…" if seen_in(text) or len(text) > identifiers.LONGEST else text


def _no_code(value: str, column: Column, shown: Facts) -> Iterator[Problem]:
    if value not in column.codes:
        yield Problem("record.unknown-code", (), {**shown, "known": ", ".join(column.codes)})


def _out_of_years(value: datetime.date, _: Column, shown: Facts) -> Iterator[Problem]:
    first, last = YEARS
    if not first <= value.year <= last:
        yield Problem("record.year", (), {**shown, "first": first, "last": last})


def _out_of_bounds(value: int, column: Column, shown: Facts) -> Iterator[Problem]:
    if not column.least <= value <= column.most:
        yield Problem("record.bounds", (), {**shown, "least": column.least, "most": column.most})


def _no_commune(value: str, column: Column, shown: Facts) -> Iterator[Problem]:
    if identifiers.fits(identifiers.COMMUNE, value):
        return
    if re.fullmatch("[0-9]{1,4}", value):  # so few digits are nobody's data, and may be repeated
        yield _lost_zeros(column, value.zfill(DIGITS_OF_A_COMMUNE))
        return
    told = [*refusals_of_commune(value)] if shown["found"] == value else []
    yield from told or [Problem("record.commune", (), shown)]


def _lost_zeros(column: Column, likely: str) -> Problem:
    return Problem("record.lost-zeros", (), {"label": column.label, "likely": likely})


def _no_words(value: str, column: Column, shown: Facts) -> Iterator[Problem]:
    facts = {"label": column.label}
    if identifiers.begins_formula(value):
        yield Problem("record.formula", (), facts)
    elif identifiers.holds_number(value):
        yield Problem("record.number-in-words", (), facts)
    elif not value.strip() or len(value) > LONGEST_WORDS or any(ord(each) < 32 for each in value):
        yield Problem("record.words", (), {**facts, "most": LONGEST_WORDS})


_CELLS: Mapping[Holds, Callable[[Any, Column, Facts], Iterator[Problem]]] = {
    Holds.CODE: _no_code,
    Holds.DAY: _out_of_years,
    Holds.COUNT: _out_of_bounds,
    Holds.TRUTH: lambda *_: iter(()),
    Holds.COMMUNE: _no_commune,
    Holds.WORDS: _no_words,
}


def _out_of_order(rule: InOrder, row: Row, columns: Mapping[str, Column]) -> Iterator[Problem]:
    earlier, later = row[rule.earlier], row[rule.later]
    if earlier is None or later is None or later > earlier:
        return
    hours = [row[name] for name in rule.hours or ()]
    if later < earlier or (hours and None not in hours and hours[1] < hours[0]):
        facts = {"earlier": columns[rule.earlier].label, "later": columns[rule.later].label}
        yield Problem("record.out-of-order", (rule.later,), facts)


def _lacks(rule: Needs, row: Row, columns: Mapping[str, Column]) -> Iterator[Problem]:
    if row[rule.column] is not None and row[rule.needed] is None:
        facts = {"label": columns[rule.column].label, "needed": columns[rule.needed].label}
        yield Problem("record.needs", (rule.needed,), facts)


def _out_of_place(rule: OnlyWhen, row: Row, columns: Mapping[str, Column]) -> Iterator[Problem]:
    asked = row[rule.when]
    if row[rule.column] is not None and asked is not None and asked not in rule.among:
        facts = {
            "label": columns[rule.column].label,
            "when": columns[rule.when].label,
            "among": ", ".join(each if isinstance(each, str) else str(each).lower() for each in rule.among),
        }
        yield Problem("record.only-when", (rule.column,), facts)


def _above(rule: NoMoreThan, row: Row, columns: Mapping[str, Column]) -> Iterator[Problem]:
    part, whole = row[rule.part], row[rule.whole]
    if part is not None and whole is not None and part > whole:
        facts = {"part": columns[rule.part].label, "whole": columns[rule.whole].label}
        yield Problem("record.part-above-whole", (rule.part,), facts)


def _no_province(rule: ProvinceOn, row: Row, columns: Mapping[str, Column]) -> Iterator[Problem]:
    code, on = row[rule.province], row[rule.on] if rule.on else None
    if code is None:
        return
    try:
        if on is None:
            meanings(code)
        else:
            province(code, on)
    except AntqError as error:
        yield from (problem.under(rule.province) for problem in error.problems)


_RULES: Mapping[type[Rule], Callable[[Any, Row, Mapping[str, Column]], Iterator[Problem]]] = {
    InOrder: _out_of_order,
    Needs: _lacks,
    OnlyWhen: _out_of_place,
    NoMoreThan: _above,
    ProvinceOn: _no_province,
}
