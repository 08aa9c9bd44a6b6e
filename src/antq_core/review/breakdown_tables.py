"""Breakdowns as tables with rows and columns, as pages and the terminal show them."""

from collections.abc import Iterable, Mapping

import attrs

from antq_core.messages.text import Text
from antq_core.review.results import Breakdown, Category, Count

FULL = 1000
"""The width of the longest bar."""


@attrs.frozen
class Piece:
    """One piece of a bar: where it begins, how wide it is, and of which column it tells."""

    start: int
    width: int
    column: int


@attrs.frozen
class Row:
    """One row: its category, a number for each column, None where no record is, and the pieces of its bar.

    There is no bar where a number of the row is withheld.
    """

    category: Category
    counts: tuple[Count | None, ...]
    bar: tuple[Piece, ...] | None


@attrs.frozen
class BreakdownTable:
    """A breakdown with the first dimension down and the second across.

    `columns` is empty where there is one dimension only. `longest` is the sum that the longest bar shows.
    """

    labels: tuple[Text, ...]
    columns: tuple[Category, ...]
    rows: tuple[Row, ...]
    longest: int


def breakdown_table(breakdown: Breakdown) -> BreakdownTable:
    """The table of a breakdown by one dimension or two, with bars whose lengths are whole numbers."""
    across = len(breakdown.dimensions) > 1
    rows = _first_of(line.categories[0] for line in breakdown.lines)
    columns = _in_order(line.categories[1] for line in breakdown.lines) if across else []
    cells: Mapping[tuple[str | None, ...], Count] = {
        tuple(each.code for each in line.categories): line.count for line in breakdown.lines
    }
    ends: list[tuple[str | None, ...]] = [(each.code,) for each in columns] or [()]
    counts = {row.code: tuple(cells.get((row.code, *end)) for end in ends) for row in rows}
    longest = max((total for each in counts.values() if (total := _sum(each)) is not None), default=0)
    return BreakdownTable(
        labels=breakdown.labels,
        columns=tuple(columns),
        rows=tuple(Row(each, counts[each.code], _bar(counts[each.code], longest)) for each in rows),
        longest=longest,
    )


def _first_of(categories: Iterable[Category]) -> list[Category]:
    """Each category once, in the order in which they come."""
    found: dict[str | None, Category] = {}
    for each in categories:
        found.setdefault(each.code, each)
    return list(found.values())


def _in_order(categories: Iterable[Category]) -> list[Category]:
    """Each category once, by code, and what is not recorded last: no row has all of them."""
    return sorted(_first_of(categories), key=lambda each: (each.code is None, each.code or ""))


def _sum(counts: Iterable[Count | None]) -> int | None:
    """The sum of a row; None where one of its numbers is withheld."""
    numbers = [0 if each is None else each.surely for each in counts]
    known = [each for each in numbers if each is not None]
    return sum(known) if len(known) == len(numbers) else None


def _bar(counts: tuple[Count | None, ...], longest: int) -> tuple[Piece, ...] | None:
    if _sum(counts) is None:
        return None
    pieces: list[Piece] = []
    reached = 0
    for column, each in enumerate(counts):
        number = each.surely if each is not None and each.surely is not None else 0
        start = FULL * reached // longest if longest else 0
        reached += number
        end = FULL * reached // longest if longest else 0
        if end > start:
            pieces.append(Piece(start, end - start, column))
    return tuple(pieces)
