"""Cells as expressions of narwhals, with those operations only on which all back ends agree.

Whole numbers are kept from running over: what a computation can come to is known from the ranges that
facts declare, and whatever does not fit into 32 bits is computed in 64.
"""

import datetime
import functools
import operator
from collections.abc import Callable, Mapping

import attrs
import narwhals as nw

from antq_core.expressions.tree import Operator
from antq_core.lowering import cells
from antq_core.lowering.cells import COMPARED, Cell
from antq_core.lowering.kinds import Kind
from antq_core.lowering.spans import Spans
from antq_core.possible import Interval

IN_32_BITS = Interval(-(2**31), 2**31 - 1)

FIELD = "record:"


@attrs.define(eq=False)
class Expressions:
    """Makes expressions of cells.

    `names` are the columns in which some cells stand already; `narrow` says that numbers that fit may be
    of 32 bits, which is faster where the engine takes it; `null_number` is a column that is null throughout.
    """

    names: dict[Cell, str]
    narrow: bool
    null_number: str
    bits: Mapping[str, int] = attrs.field(factory=dict)
    """How many bits the numbers of a column have, where these are 32 or 64."""
    spans: Spans = attrs.field(factory=Spans)

    def of(self, cell: Cell) -> nw.Expr:
        """The expression of a cell."""
        if cell in self.names:
            return nw.col(self.names[cell])
        return expression(cell, self)

    def word(self, cell: Cell, dtype: nw.Enum | None) -> nw.Expr:
        """The expression of a cell that comes to one of a few words; of their type, where there is one."""
        if dtype is None or cell in self.names:
            return self.of(cell)
        if isinstance(cell, cells.Literal):
            return nw.lit(cell.value, dtype)
        if isinstance(cell, cells.Choose):
            return self.chain(cell, lambda below: self.word(below, dtype))
        return self.of(cell)

    def chain(self, cell: cells.Choose, of: Callable[[Cell], nw.Expr]) -> nw.Expr:
        """A choice, with what its arms come to made by a function."""
        first, *others = cell.arms
        found = nw.when(self.of(first.where)).then(of(first.then))
        for arm in others:
            found = found.when(self.of(arm.where)).then(of(arm.then))
        if cell.otherwise is not None:
            return found.otherwise(of(cell.otherwise))
        # A number that may be null is asked of a column that is: of a literal some engines make a float.
        return found.otherwise(nw.col(self.null_number)) if is_number(cell) else found

    def operand(self, cell: Cell, fits: bool) -> nw.Expr:
        """A number to compute with: of 64 bits, unless everything fits into 32."""
        found = self.of(cell)
        if isinstance(cell, cells.Literal):
            return found
        is_column = isinstance(cell, cells.Column) and cell not in self.names
        bits = self.bits.get(self._name(cell), 0) if is_column else 32
        return found if bits == 64 or (bits == 32 and fits and self.narrow) else found.cast(nw.Int64)

    def filled(self, cell: Cell) -> nw.Expr:
        """What is to be filled where it is null: PyArrow fills a byte with nothing but bytes."""
        is_whole = isinstance(cell, cells.Column) and cell.kind is Kind.NUMBER and cell not in self.names
        found = self.of(cell)
        is_wide = self.narrow or self.bits.get(self._name(cell), 0) == 64
        return found.cast(nw.Int64) if is_whole and not is_wide else found

    def fits(self, *parts: Cell, whole: Cell) -> bool:
        """Whether a computation and its parts stay within 32 bits, in whichever order it is done."""
        furthest = sum(max(abs(self.spans.of(each).lo), abs(self.spans.of(each).hi)) for each in parts)
        span = self.spans.of(whole)
        return furthest in IN_32_BITS and span.narrows(IN_32_BITS)

    def _name(self, cell: Cell) -> str:
        if cell in self.names:
            return self.names[cell]
        return cell.name if isinstance(cell, cells.Column) else ""


@functools.singledispatch
def expression(cell: Cell, made: Expressions) -> nw.Expr:
    """The expression of each kind of cell. Raises `TypeError` for one that has none."""
    raise TypeError(f"{type(cell).__name__} has no expression")


@expression.register
def _(cell: cells.Literal, made: Expressions) -> nw.Expr:
    if isinstance(cell.value, bool | str):
        return nw.lit(cell.value)
    if made.narrow and cell.value in IN_32_BITS:
        return nw.lit(cell.value)
    return nw.lit(cell.value, nw.Int64)


@expression.register
def _(cell: cells.Nothing, made: Expressions) -> nw.Expr:
    return nw.col(made.null_number) if cell.kind is Kind.NUMBER else nw.lit(None, nw.String)


@expression.register
def _(cell: cells.Column, made: Expressions) -> nw.Expr:
    return nw.col(cell.name if cell.records is None else field_column(cell.name))


@expression.register
def _(cell: cells.DayNumber, made: Expressions) -> nw.Expr:
    day = made.of(cell.day)
    year, month, of_month = (part.cast(nw.Int64) for part in (day.dt.year(), day.dt.month(), day.dt.day()))
    return (year * 100 + month) * 100 + of_month


@expression.register
def _(cell: cells.Plus, made: Expressions) -> nw.Expr:
    fits = made.fits(*cell.terms, whole=cell)
    return functools.reduce(operator.add, (made.operand(term, fits) for term in cell.terms))


@expression.register
def _(cell: cells.Minus, made: Expressions) -> nw.Expr:
    fits = made.fits(cell.left, cell.right, whole=cell)
    found: nw.Expr = made.operand(cell.left, fits) - made.operand(cell.right, fits)
    return found


@expression.register
def _(cell: cells.Scaled, made: Expressions) -> nw.Expr:
    found: nw.Expr = made.operand(cell.number, made.fits(cell.number, whole=cell)) * cell.factor
    return found


@expression.register
def _(cell: cells.Quotient, made: Expressions) -> nw.Expr:
    found: nw.Expr = made.operand(cell.number, False) // made.operand(cell.by, False)
    return found


@expression.register
def _(cell: cells.Holds, made: Expressions) -> nw.Expr:
    day = cell.left.day if isinstance(cell.left, cells.DayNumber) else None
    # Spark cannot be told a day before the year 1000; its number says the same.
    number = int(cell.right.value) if day is not None and isinstance(cell.right, cells.Literal) else 0
    if day is not None and number >= 1000_00_00:
        return _against_a_day(made.of(day), cell.operator, number)
    found: nw.Expr = COMPARED[cell.operator](made.of(cell.left), made.of(cell.right))
    return found


def _against_a_day(day: nw.Expr, how: Operator, number: int) -> nw.Expr:
    """A day against one that is written down: days are compared as they are."""
    written = datetime.date(number // 10_000, number // 100 % 100, number % 100)
    found: nw.Expr = COMPARED[how](day, nw.lit(written))
    return found


@expression.register
def _(cell: cells.All, made: Expressions) -> nw.Expr:
    return functools.reduce(operator.and_, (made.of(each) for each in cell.cells))


@expression.register
def _(cell: cells.Any, made: Expressions) -> nw.Expr:
    return functools.reduce(operator.or_, (made.of(each) for each in cell.cells))


@expression.register
def _(cell: cells.Negated, made: Expressions) -> nw.Expr:
    return ~made.of(cell.cell)


@expression.register
def _(cell: cells.Default, made: Expressions) -> nw.Expr:
    if isinstance(cell.otherwise, cells.Literal):
        return made.filled(cell.cell).fill_null(cell.otherwise.value)
    return nw.coalesce(made.of(cell.cell), made.of(cell.otherwise))


@expression.register
def _(cell: cells.IsNull, made: Expressions) -> nw.Expr:
    return made.of(cell.cell).is_null()


@expression.register
def _(cell: cells.Choose, made: Expressions) -> nw.Expr:
    return made.chain(cell, made.of)


@expression.register
def _(cell: cells.Least, made: Expressions) -> nw.Expr:
    match cell.cells:
        case (other, cells.Literal(int(most))):
            return made.of(other).clip(upper_bound=most)
    return nw.min_horizontal(*(made.of(each) for each in cell.cells))


@expression.register
def _(cell: cells.Most, made: Expressions) -> nw.Expr:
    match cell.cells:
        case (other, cells.Literal(int(least))):
            return made.of(other).clip(lower_bound=least)
    return nw.max_horizontal(*(made.of(each) for each in cell.cells))


@expression.register
def _(cell: cells.Joined, made: Expressions) -> nw.Expr:
    words = []
    for each in cell.words:
        match each:
            case cells.Literal(str(word)):
                words.append(nw.lit(f"{cell.between}{word}"))
            case cells.Choose((cells.Arm(where, cells.Literal(str(word))),), None):
                said = nw.when(made.of(where)).then(nw.lit(f"{cell.between}{word}"))
                words.append(said.otherwise(nw.lit("")))
            case _:
                raise TypeError("only words that are there or not can be joined")
    # What is empty is joined far sooner than what is null.
    return nw.concat_str(*words).str.slice(len(cell.between))


def is_number(cell: Cell) -> bool:
    """Whether a cell comes to a number."""
    match cell:
        case cells.Literal(value):
            return type(value) is int
        case cells.Column(kind=kind) | cells.Nothing(kind=kind):
            return kind is Kind.NUMBER
        case cells.Choose(arms):
            return is_number(arms[0].then)
        case cells.Default(inner, _):
            return is_number(inner)
    return isinstance(cell, NUMBERS)


NUMBERS = (
    cells.DayNumber,
    cells.Plus,
    cells.Minus,
    cells.Scaled,
    cells.Quotient,
    cells.Least,
    cells.Most,
    cells.OverRecords,
)


def field_column(name: str) -> str:
    """The column of a field of a record beside the columns of its dossier."""
    return f"{FIELD}{name}"
