"""What columns and generated functions compute with: a few operations on numbers, truths, days and words.

A cell is a plain value that describes one computation a row; nothing here computes. Whoever runs cells
gives these few operations a meaning, and with them has the meaning of every standard.

A flag is never null. A *doubt* is a truth that may be null, which means that it is not known; *and*,
*or* and *not* take doubts as Kleene does.
"""

import functools
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any as Anything

import attrs

from antq_core.expressions.tree import Operator
from antq_core.lowering.kinds import Kind, Reduction
from antq_core.possible import Interval

Constant = bool | int | str


@attrs.frozen(cache_hash=True)
class Cell:
    """The base of all cells."""

    @property
    def below(self) -> tuple["Cell", ...]:
        """The cells that it computes with."""
        found: list[Cell] = []
        for attribute in attrs.fields(type(self)):
            value = getattr(self, attribute.name)
            if isinstance(value, Cell):
                found.append(value)
            elif isinstance(value, tuple):
                found += [each for each in value if isinstance(each, Cell)]
        return tuple(found)

    def walk(self) -> Iterator["Cell"]:
        """It and everything below it, each once."""
        seen: set[int] = set()
        waiting: list[Cell] = [self]
        while waiting:
            cell = waiting.pop()
            if id(cell) not in seen:
                seen.add(id(cell))
                yield cell
                waiting += cell.below


@attrs.frozen(cache_hash=True)
class Literal(Cell):
    """Something that is the same in every row; `of` keeps apart 1 and true, which are equal in Python."""

    value: Constant
    of: type = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "of", type(self.value))


@attrs.frozen(cache_hash=True)
class Nothing(Cell):
    """Null in every row."""

    kind: Kind


@attrs.frozen(cache_hash=True)
class Column(Cell):
    """A column of the input: of the dossiers, or where `records` names one, of that list.

    `range` is declared of a number: in no row that is answered for is it outside. `is_full` says that it
    is null in no row.
    """

    name: str
    kind: Kind
    records: str | None = None
    range: Interval | None = None
    is_full: bool = False


@attrs.frozen(cache_hash=True)
class DayNumber(Cell):
    """A day as a number that is ordered as days are: year, month and day in decimal digits."""

    day: Cell


@attrs.frozen(cache_hash=True)
class Plus(Cell):
    """Numbers added up."""

    terms: tuple[Cell, ...]


@attrs.frozen(cache_hash=True)
class Minus(Cell):
    """The right taken from the left."""

    left: Cell
    right: Cell


@attrs.frozen(cache_hash=True)
class Scaled(Cell):
    """A number times one that is the same in every row."""

    number: Cell
    factor: int


@attrs.frozen(cache_hash=True)
class Quotient(Cell):
    """How often `by`, which is above 0, goes into a number that is never below 0."""

    number: Cell
    by: Cell


@attrs.frozen(cache_hash=True)
class Holds(Cell):
    """Two numbers or words held against each other; null where one of them is."""

    left: Cell
    operator: Operator
    right: Cell


@attrs.frozen(cache_hash=True)
class All(Cell):
    """Whether all of some doubts or flags hold."""

    cells: tuple[Cell, ...]


@attrs.frozen(cache_hash=True)
class Any(Cell):
    """Whether one of some doubts or flags holds."""

    cells: tuple[Cell, ...]


@attrs.frozen(cache_hash=True)
class Negated(Cell):
    """Whether it does not hold."""

    cell: Cell


@attrs.frozen(cache_hash=True)
class Default(Cell):
    """A cell, and something else where it is null."""

    cell: Cell
    otherwise: Cell


@attrs.frozen(cache_hash=True)
class IsNull(Cell):
    """Whether it is null."""

    cell: Cell


@attrs.frozen(cache_hash=True)
class Arm(Cell):
    """What a choice comes to where a condition holds."""

    where: Cell
    then: Cell


@attrs.frozen(cache_hash=True)
class Choose(Cell):
    """What the first arm says whose condition holds, else another cell, or null where there is none.

    A condition that is null does not hold.
    """

    arms: tuple[Arm, ...]
    otherwise: Cell | None


@attrs.frozen(cache_hash=True)
class Least(Cell):
    """The least of some numbers, none of which is null."""

    cells: tuple[Cell, ...]


@attrs.frozen(cache_hash=True)
class Most(Cell):
    """The most of some numbers, none of which is null."""

    cells: tuple[Cell, ...]


@attrs.frozen(cache_hash=True)
class Joined(Cell):
    """Words put one after the other: each a choice of one word, left out where its condition fails."""

    words: tuple[Cell, ...]
    between: str


@attrs.frozen(cache_hash=True)
class OverRecords(Cell):
    """One number made of a number of each record of a list; `none` for a dossier without a record.

    `DIFFERENT` counts how many different ones there are, null among them; in all others none is null.
    """

    records: str
    reduction: Reduction
    each: Cell
    none: int = 0


CELLS: tuple[type[Cell], ...] = (
    Literal,
    Nothing,
    Column,
    DayNumber,
    Plus,
    Minus,
    Scaled,
    Quotient,
    Holds,
    All,
    Any,
    Negated,
    Default,
    IsNull,
    Choose,
    Arm,
    Least,
    Most,
    Joined,
    OverRecords,
)
"""Every kind of cell. Whatever runs cells is tested against it."""

COMPARED: Mapping[Operator, Callable[[Anything, Anything], Anything]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}
"""How two values are held against each other, be they numbers, words or columns of them."""

TRUE, FALSE = Literal(True), Literal(False)


def number(value: int) -> Literal:
    """A number that is the same in every row."""
    return Literal(value)


def word(value: str) -> Literal:
    """A word that is the same in every row."""
    return Literal(value)


def plus(*terms: Cell) -> Cell:
    """Numbers added up; what is written down is added at once."""
    written = sum(_int(term) for term in terms if isinstance(term, Literal))
    others = [term for term in terms if not isinstance(term, Literal)]
    listed = (*others, Literal(written)) if written or not others else tuple(others)
    return listed[0] if len(listed) == 1 else Plus(listed)


def minus(left: Cell, right: Cell) -> Cell:
    """The right taken from the left."""
    if isinstance(left, Literal) and isinstance(right, Literal):
        return number(_int(left) - _int(right))
    return left if right == number(0) else Minus(left, right)


def scaled(cell: Cell, factor: int) -> Cell:
    """A number times one that is the same in every row."""
    if isinstance(cell, Literal):
        return number(_int(cell) * factor)
    return cell if factor == 1 else number(0) if factor == 0 else Scaled(cell, factor)


def quotient(cell: Cell, by: Cell) -> Cell:
    """How often `by` goes into a number that is never below 0."""
    if isinstance(cell, Literal) and isinstance(by, Literal):
        return number(_int(cell) // _int(by))
    return Quotient(cell, by)


def holds(left: Cell, how: Operator, right: Cell) -> Cell:
    """Two numbers or words held against each other."""
    if isinstance(left, Literal) and isinstance(right, Literal):
        return Literal(bool(COMPARED[how](left.value, right.value)))
    return Holds(left, how, right)


def every(*cells: Cell) -> Cell:
    """Whether all of some doubts or flags hold; what is in itself such a list is read as part of it."""
    listed = list(dict.fromkeys(_flattened(cells, All)))
    if FALSE in listed:
        return FALSE
    left = tuple(cell for cell in listed if cell != TRUE)
    return left[0] if len(left) == 1 else All(left) if left else TRUE


def some(*cells: Cell) -> Cell:
    """Whether one of some doubts or flags holds."""
    listed = list(dict.fromkeys(_flattened(cells, Any)))
    if TRUE in listed:
        return TRUE
    left = tuple(cell for cell in listed if cell != FALSE)
    return left[0] if len(left) == 1 else Any(left) if left else FALSE


def negated(cell: Cell) -> Cell:
    """Whether it does not hold."""
    if isinstance(cell, Literal):
        return FALSE if cell.value else TRUE
    return cell.cell if isinstance(cell, Negated) else Negated(cell)


def default(cell: Cell, otherwise: Cell) -> Cell:
    """A cell, and something else where it is null."""
    return cell if is_never_null(cell) else Default(cell, otherwise)


def is_null(cell: Cell) -> Cell:
    """Whether it is null."""
    return FALSE if is_never_null(cell) else IsNull(cell)


@functools.lru_cache(maxsize=65_536)
def is_never_null(cell: Cell) -> bool:
    """Whether a cell is null in no row."""
    match cell:
        case Column(is_full=is_full):
            return is_full
        case Nothing():
            return False
        case Default(_, otherwise):
            return is_never_null(otherwise)
        case Choose(arms, otherwise):
            return otherwise is not None and all(map(is_never_null, (otherwise, *(arm.then for arm in arms))))
        case Literal() | IsNull() | Least() | Most() | OverRecords():
            return True
    return all(map(is_never_null, cell.below))


def choose(where: Cell, then: Cell, otherwise: Cell | None) -> Cell:
    """One cell where a condition holds, else another; a chain of choices becomes one."""
    if where == TRUE or then == otherwise:
        return then
    if where == FALSE and otherwise is not None:
        return otherwise
    if isinstance(otherwise, Choose):
        return Choose((Arm(where, then), *otherwise.arms), otherwise.otherwise)
    return Choose((Arm(where, then),), otherwise)


def least(*cells: Cell) -> Cell:
    """The least of some numbers."""
    return _extreme(Least, min, cells)


def most(*cells: Cell) -> Cell:
    """The most of some numbers."""
    return _extreme(Most, max, cells)


def _extreme(kind: type[Least | Most], of: object, cells: Sequence[Cell]) -> Cell:
    assert callable(of)
    written = [_int(cell) for cell in cells if isinstance(cell, Literal)]
    others = list(dict.fromkeys(cell for cell in cells if not isinstance(cell, Literal)))
    listed = (*others, *([number(of(written))] if written else []))
    return listed[0] if len(listed) == 1 else kind(listed)


def _flattened(cells: Iterable[Cell], kind: type[All | Any]) -> Iterator[Cell]:
    for cell in cells:
        if isinstance(cell, kind):
            yield from cell.cells
        else:
            yield cell


def _int(literal: Literal) -> int:
    assert isinstance(literal.value, int)
    return literal.value
