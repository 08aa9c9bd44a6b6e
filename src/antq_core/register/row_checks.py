"""What is wrong with the rows of a table, asked by columns: exactly what `movement.refusals` says of one row.

Each check is a code and a column, and the rows in which that is so. It only finds and counts: what is told
of a row in full is said by `movement.refusals` itself.
"""

import datetime
import functools
from collections.abc import Callable, Iterator, Mapping

import attrs
import polars as pl

from antq_core.domain.codes import is_shortened
from antq_core.domain.provinces import REORGANISED_ON, meanings, province
from antq_core.errors import AntqError
from antq_core.movement import identifiers
from antq_core.movement.columns import Column, Holds
from antq_core.movement.record import MovementRecord
from antq_core.movement.refusals import FORMS, LONGEST_WORDS, YEARS
from antq_core.movement.rules import InOrder, Needs, NoMoreThan, OnlyWhen, ProvinceOn, Rule
from antq_core.register.rows import unread
from antq_core.register.text_checks import by_value, fits, seems_personal

Mask = pl.Series


@attrs.frozen
class Check:
    """The rows in which a column has a problem of a code."""

    column: str
    code: str
    rows: Mask


@attrs.define
class Sound:
    """The cells of a frame while they are checked: which are wrong, and what stands in the others."""

    frame: pl.DataFrame
    wrong: dict[str, Mask] = attrs.field(factory=dict)

    def cells(self, name: str) -> pl.Series:
        """The cells of a column, with nothing where they are wrong."""
        found = self.frame[name]
        if name not in self.wrong:
            return found
        return self.frame.select(pl.when(~self.wrong[name]).then(pl.col(name)).alias(name)).to_series()

    def stands(self, name: str) -> Mask:
        """Where a column has something that is in order."""
        there = self.frame[name].is_not_null()
        return there & ~self.wrong[name] if name in self.wrong else there

    def add(self, name: str, mask: Mask) -> None:
        """Take note of cells that are wrong."""
        self.wrong[name] = self.wrong[name] | mask if name in self.wrong else mask


def checks_of(frame: pl.DataFrame, kind: type[MovementRecord]) -> tuple[list[Check], Sound]:
    """Everything that is wrong with the rows of a frame, apart from cells that could not be read.

    Beside it the cells, with nothing where they are wrong in themselves.
    """
    sound = Sound(frame)
    found: list[Check] = []
    for column in kind.columns():
        cells = frame[column.name]
        if unread(column.name) in frame.columns:
            sound.add(column.name, frame[unread(column.name)].is_not_null())
        for code, mask in _of_cells(cells, column, discreet=kind.discreet):
            if column.name in sound.wrong:
                mask = mask & ~sound.wrong[column.name]  # noqa: PLW2901 - what is unreadable is not missing
            if mask.any():
                found.append(Check(column.name, code, mask))
        for check in found:
            if check.column == column.name:
                sound.add(column.name, check.rows)
    for rule in kind.rules:
        found += [each for each in _RULES[type(rule)](rule, sound) if each.rows.any()]
    return found, sound


def _of_cells(cells: pl.Series, column: Column, *, discreet: bool) -> Iterator[tuple[str, Mask]]:
    """The codes of what may be wrong with cells, and where; no cell has two."""
    if column.required:
        yield "record.missing", cells.is_null()
    if cells.null_count() == cells.len():
        return
    match column.holds:
        case Holds.DAY:
            first, last = (datetime.date(year, *ends) for year, ends in zip(YEARS, _ENDS, strict=True))
            yield "record.year", _is(~cells.is_between(first, last))
        case Holds.COUNT:
            yield "record.bounds", _is(~cells.is_between(column.least, column.most))
        case Holds.TRUTH:
            return
        case Holds.CODE:
            unknown = _is(~cells.is_in(list(column.codes)))
            yield from _personal_or(cells, [("record.unknown-code", unknown)])
        case Holds.WORDS:
            yield from _personal_or(cells, [*_words(cells)])
        case Holds.COMMUNE:
            yield from _personal_or(cells, [*_commune(cells, discreet=discreet)])
        case _:
            pattern, code = FORMS[column.holds]
            unfit = [(code, _is(~fits(cells, pattern)))]
            if column.holds is Holds.PROVINCE:
                short = _is(cells.str.contains("^[0-9]$"))
                unfit = [("record.lost-zeros", short), (code, unfit[0][1] & ~short)]
            yield from _personal_or(cells, unfit)


_ENDS = ((1, 1), (12, 31))


def _is(mask: Mask) -> Mask:
    return mask.fill_null(False)


def _personal_or(cells: pl.Series, others: list[tuple[str, Mask]]) -> Iterator[tuple[str, Mask]]:
    """What seems personal is told as that and as nothing else."""
    personal = seems_personal(cells)
    if not personal.any():
        yield from others
        return
    yield "record.personal", personal
    for code, mask in others:
        yield code, mask & ~personal


def _words(cells: pl.Series) -> Iterator[tuple[str, Mask]]:
    formula = _is(cells.str.contains(identifiers.FORMULA))
    yield "record.formula", formula
    numbered = _is(cells.str.contains(identifiers.NUMBER_WITHIN)) & ~formula
    yield "record.number-in-words", numbered
    too_long = _is(cells.str.len_chars() > LONGEST_WORDS)
    controls = _is(cells.str.contains(r"[\x00-\x1f]"))
    blank = by_value(cells, lambda text: not text.strip(), controls, where=_is(cells.str.contains(r"^\s*$")))
    yield "record.words", (blank | too_long | controls) & ~formula & ~numbered


def _commune(cells: pl.Series, *, discreet: bool) -> Iterator[tuple[str, Mask]]:
    unfit = _is(~fits(cells, identifiers.COMMUNE))
    short = _is(cells.str.contains("^[0-9]{1,4}$"))
    yield "record.lost-zeros", short
    rest = unfit & ~short
    if discreet or not rest.any():
        yield "record.commune", rest
        return
    told = rest & _is(cells.str.len_chars() <= identifiers.LONGEST)
    shortened = by_value(cells, is_shortened, rest & False, where=told)
    digits = told & _is(cells.str.contains("^[0-9]+$"))
    yield "value.shortened-code", shortened
    yield "value.commune-digits", digits
    yield "record.commune", rest & ~shortened & ~digits


def _out_of_order(rule: InOrder, sound: Sound) -> Iterator[Check]:
    earlier, later = sound.cells(rule.earlier), sound.cells(rule.later)
    mask = _is(later < earlier)
    if rule.hours is not None:
        first, second = (sound.cells(name) for name in rule.hours)
        mask = mask | _is((later == earlier) & (second < first))
    yield Check(rule.later, "record.out-of-order", mask)


def _lacks(rule: Needs, sound: Sound) -> Iterator[Check]:
    lacking = sound.stands(rule.column) & sound.frame[rule.needed].is_null()
    if rule.needed in sound.wrong:
        lacking = lacking & ~sound.wrong[rule.needed]
    yield Check(rule.needed, "record.needs", lacking)


def _out_of_place(rule: OnlyWhen, sound: Sound) -> Iterator[Check]:
    asked = sound.cells(rule.when)
    yield Check(
        rule.column, "record.only-when", sound.stands(rule.column) & _is(~asked.is_in(list(rule.among)))
    )


def _above(rule: NoMoreThan, sound: Sound) -> Iterator[Check]:
    yield Check(rule.part, "record.part-above-whole", _is(sound.cells(rule.part) > sound.cells(rule.whole)))


def _no_province(rule: ProvinceOn, sound: Sound) -> Iterator[Check]:
    codes = sound.cells(rule.province)
    if codes.null_count() == codes.len():
        return
    days = sound.cells(rule.on) if rule.on is not None else None
    for side in _SIDES:
        there = _is(codes.is_not_null())
        if side is None:
            there = there & days.is_null() if days is not None else there
        elif days is None:
            continue
        else:
            on_it = days < REORGANISED_ON if side < REORGANISED_ON else days >= REORGANISED_ON
            there = there & _is(on_it)
        for code, wrong in _no_provinces(side).items():
            yield Check(rule.province, code, there & _is(codes.is_in(list(wrong))))


_SIDES = (None, REORGANISED_ON - datetime.timedelta(days=1), REORGANISED_ON)
"""A day that is not known, and one on each side of the day on which the codes changed."""


@functools.cache
def _no_provinces(on: datetime.date | None) -> Mapping[str, tuple[str, ...]]:
    """The codes of two digits that mean no province on a day, by what is said of them."""
    found: dict[str, list[str]] = {}
    for number in range(100):
        code = f"{number:02}"
        try:
            if on is None:
                meanings(code)
            else:
                province(code, on)
        except AntqError as error:
            for problem in error.problems:
                found.setdefault(problem.code, []).append(code)
    return {code: tuple(codes) for code, codes in found.items()}


_RULES: Mapping[type[Rule], Callable[..., Iterator[Check]]] = {
    InOrder: _out_of_order,
    Needs: _lacks,
    OnlyWhen: _out_of_place,
    NoMoreThan: _above,
    ProvinceOn: _no_province,
}
