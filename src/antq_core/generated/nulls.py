"""Which cells can be null, and which hand on an interval that was stated where a number was expected."""

import attrs

from antq_core.generated.things import Thing
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, Column
from antq_core.lowering.kinds import Kind
from antq_core.lowering.lists import anybodys

STRICT = (cells.DayNumber, cells.Plus, cells.Minus, cells.Scaled, cells.Quotient, cells.Holds)
"""Null exactly where one of the cells below is null."""

NEVER_NULL = (cells.Literal, Thing, cells.IsNull, cells.Least, cells.Most, cells.Joined, cells.OverRecords)


@attrs.define(eq=False)
class Nulls:
    """What is known of cells, each worked out once. Ask for what lies below first: trees may be deep.

    `known` are columns that are never null.
    """

    known: frozenset[Column] = frozenset()
    _can_be: dict[Cell, bool] = attrs.field(factory=dict)
    _hands_on: dict[Cell, bool] = attrs.field(factory=dict)
    _of_record: dict[Cell, bool] = attrs.field(factory=dict)

    def can_be_null(self, cell: Cell) -> bool:
        """Whether a cell can be null."""
        if cell not in self._can_be:
            self._can_be[cell] = self._null(cell)
        return self._can_be[cell]

    def _null(self, cell: Cell) -> bool:
        if isinstance(cell, NEVER_NULL):
            return False
        match cell:
            case cells.Column(records=records):
                return cell not in self.known and (records is None or cell != anybodys(records))
            case cells.Nothing():
                return True
            case cells.Default(inner, otherwise):
                return self.can_be_null(inner) and self.can_be_null(otherwise)
            case cells.Choose(arms, otherwise):
                thens = [arm.then for arm in arms]
                return otherwise is None or any(self.can_be_null(each) for each in (*thens, otherwise))
        return any(self.can_be_null(each) for each in cell.below)

    def hands_on(self, cell: Cell) -> bool:
        """Whether a number may come out as an interval where one was stated.

        Whatever compares it, or computes with it and a number, raises instead.
        """
        if cell not in self._hands_on:
            self._hands_on[cell] = self._handed(cell)
        return self._hands_on[cell]

    def _handed(self, cell: Cell) -> bool:
        match cell:
            case cells.Column(kind=kind):
                return kind is Kind.NUMBER
            case cells.Plus(terms):
                return all(self.hands_on(each) for each in terms)
            case cells.Minus(left, right):
                return self.hands_on(left) and self.hands_on(right)
            case cells.Default(inner, otherwise):
                return self.hands_on(inner) or self.hands_on(otherwise)
            case cells.Choose(arms, otherwise):
                last = () if otherwise is None else (otherwise,)
                return any(self.hands_on(each) for each in (*(arm.then for arm in arms), *last))
        return False

    def is_of_record(self, cell: Cell) -> bool:
        """Whether a cell differs from record to record of one row."""
        if cell not in self._of_record:
            own = isinstance(cell, cells.Column) and cell.records is not None
            below = () if isinstance(cell, cells.OverRecords) else cell.below
            self._of_record[cell] = own or any(self.is_of_record(each) for each in below)
        return self._of_record[cell]
