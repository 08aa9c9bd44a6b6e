"""What a review may print: numbers, and one word for all that it leaves out."""

import enum
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal

import attrs

from antq_core.disclosure.cubes import Cell, DisclosureError, Table
from antq_core.errors import Problem
from antq_core.messages.text import Text


class Hidden(enum.Enum):
    """Stands for a number that is not published, and never says why it is not."""

    HIDDEN = "hidden"

    def __repr__(self) -> str:
        return "HIDDEN"


HIDDEN: Final = Hidden.HIDDEN
MaybeHidden = int | Literal[Hidden.HIDDEN]


@attrs.frozen
class Published:
    """The numbers of all tables of a review, as far as they may be seen.

    `at_least` is the least size of a group that is shown, or None when every number is exact; `notes` say
    so, and belong beside the tables. Everything derived from the tables is to be computed by the methods
    here, from published numbers alone.
    """

    tables: tuple[Table, ...]
    at_least: int | None
    notes: tuple[Text, ...]
    counts: Mapping[Cell, MaybeHidden] = attrs.field(repr=False)
    """Every cell of every table in which there are records."""
    sums: Mapping[str, Mapping[Cell, MaybeHidden]] = attrs.field(repr=False, factory=dict)
    absent: MaybeHidden = 0
    """What is to be shown where there is no record."""

    @property
    def hidden(self) -> frozenset[Cell]:
        """The cells whose count is not shown: small ones, and those that would give them away."""
        return frozenset(cell for cell, count in self.counts.items() if count is HIDDEN)

    def hidden_sums(self, quantity: str) -> frozenset[Cell]:
        """The cells whose sum of a quantity is not shown."""
        return frozenset(cell for cell, total in self.sums[quantity].items() if total is HIDDEN)

    def value(self, cell: Cell) -> MaybeHidden:
        """The number of records of a cell. Raises `DisclosureError` for a cell of no table."""
        self._must_stand_in(cell, self.tables)
        return self.counts.get(cell, self.absent)

    def sum(self, quantity: str, cell: Cell) -> MaybeHidden:
        """The sum of a quantity over a cell. Raises `DisclosureError` for a cell of no table with it."""
        self._must_stand_in(cell, [table for table in self.tables if quantity in table.sums])
        return self.sums[quantity].get(cell, self.absent)

    def share(self, part: Cell, whole: Cell) -> Fraction | Literal[Hidden.HIDDEN] | None:
        """One count of another; hidden when either is, and None for a whole of 0."""
        over, under = self.value(part), self.value(whole)
        if over is HIDDEN or under is HIDDEN:
            return HIDDEN
        return Fraction(over, under) if under else None

    def change(self, now: Cell, before: Cell) -> MaybeHidden:
        """One count less another; hidden when either is."""
        later, earlier = self.value(now), self.value(before)
        return HIDDEN if later is HIDDEN or earlier is HIDDEN else later - earlier

    def _must_stand_in(self, cell: Cell, tables: list[Table] | tuple[Table, ...]) -> None:
        asked = [dimension for dimension, _ in cell]
        stands = any(set(asked) <= set(table.dimensions) for table in tables)
        if not stands or asked != sorted(set(asked)):
            shown = ", ".join(f"{dimension}={category}" for dimension, category in cell) or "()"
            raise DisclosureError([Problem("disclosure.not-in-tables", (), {"cell": shown})])
