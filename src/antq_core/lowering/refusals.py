"""Which values of a row cannot be: those for which the strict reader would refuse the dossier."""

from collections.abc import Iterator

from antq_core.domain.declarations import NUMERIC, Declaration, RecordDeclaration
from antq_core.domain.records import Basis
from antq_core.domain.windows import YEARS
from antq_core.expressions.tree import Measure, Operator
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, Column, DayNumber, OverRecords
from antq_core.lowering.conditions import Row
from antq_core.lowering.days import day_number
from antq_core.lowering.facts import stated
from antq_core.lowering.kinds import Reduction
from antq_core.lowering.layout import LAST_YEAR, Shape
from antq_core.lowering.lists import anybodys, how_many
from antq_core.lowering.possibilities import Number
from antq_core.possible import Interval

Refusal = tuple[str, Cell]
"""The name of a column or a list, and where what it holds cannot be; null where it is null."""


def refusals_of_row(
    row: Row, kind: Column | None, year: Column | None, day: Column | None
) -> Iterator[Refusal]:
    """Every column that was asked for, and every list, with what cannot be in it."""
    yield from _of_identity(row, kind, year, day)
    for sheet, years_ago in ((row.layout.basis.value, 0), (LAST_YEAR, 1)):
        for fact in row.stack.facts:
            shape = row.layout.asked(sheet, fact.name)
            if shape is not None:
                yield from _of_shape(shape, fact, row, years_ago)
        yield from _parts_above_wholes(row, sheet)
    for name, records in row.stack.records.items():
        if row.layout.has_list(records):
            yield from _of_list(name, records, row)


def _of_identity(row: Row, kind: Column | None, year: Column | None, day: Column | None) -> Iterator[Refusal]:
    if kind is not None:
        known = [cells.holds(kind, Operator.EQUAL, cells.word(each)) for each in row.stack.kinds]
        yield kind.name, cells.negated(cells.default(cells.some(*known), cells.FALSE))
    if year is not None:
        outside = _outside(year, Interval(YEARS.start, YEARS.stop - 1))
        yield year.name, cells.default(outside, cells.TRUE)
    if day is not None:
        number = DayNumber(day)
        for standard in row.stack.standards:
            yield day.name, _below(number, day_number(standard.in_force_from))
            if standard.in_force_to is not None:
                yield day.name, _above(number, day_number(standard.in_force_to))


def _of_shape(shape: Shape, declaration: Declaration, row: Row, years_ago: int) -> Iterator[Refusal]:
    """What cannot be in the columns of one fact or field."""
    if shape.single is not None:
        bad = _bad_single(shape.single, declaration, row, years_ago)
        if bad is not None:
            yield shape.single.name, bad
    ends = [each for each in (shape.lo, shape.hi) if each is not None]
    for end in ends:
        assert declaration.range is not None  # only numbers have ends
        yield end.name, _outside(end, declaration.range)
    if shape.lo is not None and shape.hi is not None:
        yield shape.lo.name, cells.holds(shape.lo, Operator.MORE, shape.hi)
    for end in ends if shape.single is not None else ():
        yield end.name, cells.negated(cells.some(cells.is_null(shape.single or end), cells.is_null(end)))


def _bad_single(column: Column, declaration: Declaration, row: Row, years_ago: int) -> Cell | None:
    if declaration.measure in NUMERIC and declaration.range is not None:
        return _outside(column, declaration.range)
    if declaration.measure is None:
        codes = [cells.word(option.code) for option in declaration.options]
        return cells.negated(cells.some(*(cells.holds(column, Operator.EQUAL, code) for code in codes)))
    if declaration.measure is Measure.DAY and declaration.range is not None:
        anything = stated(Shape(), declaration, row.days, years_ago)
        assert isinstance(anything, Number)  # so is every day
        number = DayNumber(column)
        return cells.some(
            cells.holds(number, Operator.LESS, anything.lo), cells.holds(number, Operator.MORE, anything.hi)
        )
    return None


def _parts_above_wholes(row: Row, sheet: str) -> Iterator[Refusal]:
    for fact in row.stack.facts:
        part = row.layout.asked(sheet, fact.name)
        whole = row.layout.asked(sheet, fact.no_more_than or "")
        least, most = _first(part, "lo"), _first(whole, "hi")
        if part is not None and least is not None and most is not None:
            yield part.columns[0].name, cells.holds(least, Operator.MORE, most)


def _first(shape: Shape | None, end: str) -> Cell | None:
    """What is stated of a fact at one end; null where nothing is."""
    if shape is None or shape.is_absent:
        return None
    bound: Column | None = getattr(shape, end)
    if shape.single is None or bound is None:
        return shape.single or bound
    return cells.default(shape.single, bound)


def _of_list(name: str, records: RecordDeclaration, row: Row) -> Iterator[Refusal]:
    yield from _of_completeness(name, row)
    how_many_at_all = how_many(name, cells.negated(anybodys(name)))
    yield name, cells.holds(how_many_at_all, Operator.MORE, cells.number(records.at_most))
    for field in records.fields:
        if field.assessed is not None:
            continue
        shape = row.layout.field(records, field)
        for _, bad in _of_shape(shape, field, row, 0):
            spoilt = how_many(name, cells.default(bad, cells.FALSE))
            yield f"{name}.{field.name}", cells.holds(spoilt, Operator.MORE, cells.number(0))
        if field.name == records.identified_by and shape.single is not None:
            different = OverRecords(name, Reduction.DIFFERENT, shape.single)
            named = how_many(name, cells.negated(cells.is_null(shape.single)))
            unnamed = cells.least(how_many(name, cells.is_null(shape.single)), cells.number(1))
            yield f"{name}.{field.name}", cells.holds(different, Operator.LESS, cells.plus(named, unnamed))


def _of_completeness(name: str, row: Row) -> Iterator[Refusal]:
    first, last = (row.layout.day(f"{name}.complete_{end}") for end in ("from", "to"))
    attested, basis = row.layout.word(f"{name}.attested_by"), row.layout.word(f"{name}.basis")
    if first is not None and last is not None:
        yield first.name, cells.holds(DayNumber(first), Operator.MORE, DayNumber(last))
        yield last.name, cells.negated(_both_or_none(first, last))
        if attested is not None:
            yield attested.name, cells.every(cells.is_null(attested), cells.negated(cells.is_null(first)))
    if basis is not None:
        known = [cells.holds(basis, Operator.EQUAL, cells.word(each.value)) for each in Basis]
        yield basis.name, cells.negated(cells.some(*known))


def _both_or_none(one: Column, other: Column) -> Cell:
    return cells.some(
        cells.every(cells.is_null(one), cells.is_null(other)),
        cells.every(cells.negated(cells.is_null(one)), cells.negated(cells.is_null(other))),
    )


def _outside(column: Cell, declared: Interval) -> Cell:
    return cells.some(_below(column, declared.lo), _above(column, declared.hi))


def _below(cell: Cell, bound: int) -> Cell:
    return cells.holds(cell, Operator.LESS, cells.number(bound))


def _above(cell: Cell, bound: int) -> Cell:
    return cells.holds(cell, Operator.MORE, cells.number(bound))
