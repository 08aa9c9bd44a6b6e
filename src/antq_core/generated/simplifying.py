"""Cells where everything that they ask for is known: then least and most, surely and possibly are the same.

In nearly every dossier nearly everything is known, so this is what is worked out nearly always.
"""

from collections.abc import Iterable

import attrs

from antq_core.expressions.tree import Operator
from antq_core.generated.implying import Implying
from antq_core.generated.nulls import STRICT, Nulls
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell

OPPOSITE = {
    Operator.EQUAL: Operator.UNEQUAL,
    Operator.UNEQUAL: Operator.EQUAL,
    Operator.LESS: Operator.AT_LEAST,
    Operator.AT_LEAST: Operator.LESS,
    Operator.AT_MOST: Operator.MORE,
    Operator.MORE: Operator.AT_MOST,
}
TURNED = {
    Operator.EQUAL: Operator.EQUAL,
    Operator.UNEQUAL: Operator.UNEQUAL,
    Operator.LESS: Operator.MORE,
    Operator.MORE: Operator.LESS,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.AT_LEAST: Operator.AT_MOST,
}
ONE = cells.number(1)


@attrs.define(eq=False)
class Known:
    """Rewrites cells for rows in which no column is null. What is equal there is written in one way.

    Where `nulls` are given, only those columns are known that it says are.
    """

    nulls: Nulls | None = None
    implying: Implying = attrs.field(factory=Implying)
    _found: dict[Cell, Cell] = attrs.field(factory=dict)

    def of(self, cell: Cell) -> Cell:
        """The same cell for such rows."""
        if cell not in self._found:
            self._found[cell] = self._known(cell)
        return self._found[cell]

    def _all(self, below: Iterable[Cell]) -> tuple[Cell, ...]:
        return tuple(self.of(each) for each in below)

    def _known(self, cell: Cell) -> Cell:
        match cell:
            case cells.Plus(terms):
                return cells.plus(*_flat(self._all(terms)))
            case cells.Minus(left, right):
                return cells.minus(self.of(left), self.of(right))
            case cells.Scaled(number, factor):
                return cells.scaled(self.of(number), factor)
            case cells.Quotient(number, by):
                return cells.quotient(self.of(number), self.of(by))
            case cells.Least(numbers):
                return _absorbed(cells.least(*self._all(numbers)), cells.Least, cells.Most)
            case cells.Most(numbers):
                return _absorbed(cells.most(*self._all(numbers)), cells.Most, cells.Least)
            case cells.Default(inner, otherwise):
                found = self.of(inner)
                return found if not self._is_null(found) else cells.default(found, self.of(otherwise))
            case cells.IsNull(inner):
                found = self.of(inner)
                return cells.IsNull(found) if self._is_null(found) else cells.FALSE
            case cells.Choose(arms, otherwise):
                chain = None if otherwise is None else self.of(otherwise)
                for arm in reversed(arms):
                    chain = cells.choose(self.of(arm.where), self.of(arm.then), chain)
                assert chain is not None  # there is at least one arm
                return chain
        return self._truth(cell)

    def _truth(self, cell: Cell) -> Cell:
        match cell:
            case cells.Holds(left, operator, right):
                return _compared(self.of(left), operator, self.of(right))
            case cells.Negated(inner):
                return self._negated(self.of(inner))
            case cells.All(below):
                return self.implying.all_of(_under(self._all(below), Operator.AT_LEAST, 1))
            case cells.Any(below):
                return self.implying.any_of(_under(self._all(below), Operator.AT_MOST, 0))
        return cell

    def _negated(self, cell: Cell) -> Cell:
        match cell:
            case cells.Holds(left, operator, right):
                return _compared(left, OPPOSITE[operator], right)
            case cells.All(below):
                return self.implying.any_of(self._negated(each) for each in below)
            case cells.Any(below):
                return self.implying.all_of(self._negated(each) for each in below)
        return cells.negated(cell)

    def _is_null(self, cell: Cell) -> bool:
        """Whether a cell is null in some of these rows."""
        if self.nulls is not None:
            return self.nulls.can_be_null(cell)
        match cell:
            case cells.Choose(arms, otherwise):
                thens = [arm.then for arm in arms]
                return otherwise is None or any(map(self._is_null, (*thens, otherwise)))
            case cells.Default(inner, otherwise):
                return self._is_null(inner) and self._is_null(otherwise)
        return isinstance(cell, cells.Nothing) or (
            isinstance(cell, NULL_WITH_WHAT_IS_BELOW) and any(map(self._is_null, cell.below))
        )


NULL_WITH_WHAT_IS_BELOW = (*STRICT, cells.All, cells.Any, cells.Negated)


def _flat(terms: Iterable[Cell]) -> Iterable[Cell]:
    for term in terms:
        if isinstance(term, cells.Plus):
            yield from term.terms
        else:
            yield term


def _absorbed(cell: Cell, outer: type[Cell], inner: type[Cell]) -> Cell:
    """The least of a number and of the most of it and others is that number, and the other way round."""
    if isinstance(cell, outer):
        for each in cell.below:
            others = [one for one in cell.below if one is not each]
            if others and all(isinstance(one, inner) and each in one.below for one in others):
                return each
    return cell


def _compared(left: Cell, operator: Operator, right: Cell) -> Cell:
    """A comparison with what is written on the right, and of numbers without ``<`` and ``>`` where one is."""
    if isinstance(left, cells.Literal):
        left, operator, right = right, TURNED[operator], left
    if isinstance(right, cells.Literal) and type(right.value) is int:
        bound = right.value
        if operator in (Operator.LESS, Operator.MORE):
            bound += 1 if operator is Operator.MORE else -1
            operator = Operator.AT_LEAST if operator is Operator.MORE else Operator.AT_MOST
        if (
            isinstance(left, cells.Scaled)
            and left.factor > 0
            and operator in (Operator.AT_MOST, Operator.AT_LEAST)
        ):
            lifted = bound if operator is Operator.AT_MOST else bound + left.factor - 1
            return _compared(left.number, operator, cells.number(lifted // left.factor))
        return cells.holds(left, operator, cells.number(bound))
    return cells.holds(left, operator, right)


def _under(conditions: tuple[Cell, ...], operator: Operator, bound: int) -> tuple[Cell, ...]:
    """Conditions where one asks, or excludes, that a number is at least 1: the most of it and 1 is it."""
    numbers = {
        each.left
        for each in conditions
        if isinstance(each, cells.Holds) and (each.operator, each.right) == (operator, cells.number(bound))
    }
    return tuple(_without_one(each, numbers) for each in conditions) if numbers else conditions


def _without_one(cell: Cell, numbers: set[Cell]) -> Cell:
    match cell:
        case cells.Holds(left, operator, right):
            return cells.holds(_without_one(left, numbers), operator, _without_one(right, numbers))
        case cells.Scaled(number, factor):
            return cells.scaled(_without_one(number, numbers), factor)
        case cells.Most((number, one)) if one == ONE and number in numbers:
            return number
    return cell
