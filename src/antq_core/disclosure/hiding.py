"""Hides small numbers, and as many others as it takes until none of them can be worked out."""

from collections.abc import Iterable, Sequence

from antq_core.disclosure.cubes import Cell, Counted, Table, cells_by, margins, must_be_known
from antq_core.disclosure.published import HIDDEN, MaybeHidden, Published
from antq_core.disclosure.settling import Settling
from antq_core.disclosure.worlds import of_counts, of_sums
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text


def hide(
    cube: Counted, tables: Iterable[Table], *, at_least: int = 5, hierarchies: Iterable[Sequence[str]] = ()
) -> Published:
    """What all tables of one review may show of one set of records.

    Args:
        cube: The records, by all dimensions of all tables.
        tables: All tables that are published about these records: the promise is about them together.
        at_least: Groups of fewer records are hidden. A group of none is not: it has nobody in it.
        hierarchies: Dimensions of which the public knows which combinations there can be, such as communes
            and their provinces; only those that occur are taken for possible.

    Returns:
        The published numbers. For every hidden count there are two sets of records that publish exactly the
        same and differ there by `at_least - 1` or more, and by the count itself or more where it is hidden
        for being small; so it is for sums. Only of fewer than `at_least` records in all, nothing is shown,
        and that tells how few there are.

    Raises:
        DisclosureError: For names that the cube does not have, and for an `at_least` below 2.
    """
    tables, tied = tuple(tables), [tuple(each) for each in hierarchies]
    must_be_known(cube, tables, tied, at_least)
    if 0 < cube.total < at_least:
        return _nothing(cube, tables, at_least)
    counts, all_hidden = _counts(cube, tables, tied, at_least)
    sums: dict[str, dict[Cell, MaybeHidden]] = {}
    for quantity in _quantities(tables):
        sums[quantity], gave_up = _sums(cube, quantity, tables, counts, at_least)
        all_hidden |= gave_up
    notes = [text("disclosure.rule", at_least=at_least)]
    notes += [text("disclosure.gave-up")] if all_hidden else []
    return Published(tables, at_least, tuple(notes), counts, sums)


def show_all(cube: Counted, tables: Iterable[Table]) -> Published:
    """Every number as it is, for readers who may see it; the notes say so.

    Raises `DisclosureError` for names that the cube does not have.
    """
    tables = tuple(tables)
    must_be_known(cube, tables, (), 2)
    counts: dict[Cell, MaybeHidden] = {}
    sums: dict[str, dict[Cell, MaybeHidden]] = {quantity: {} for quantity in _quantities(tables)}
    for dimensions in margins(table.dimensions for table in tables):
        counts |= cells_by(dimensions, cube.by(dimensions))
    for quantity in sums:
        for dimensions in margins(_with(quantity, tables)):
            added = cells_by(dimensions, cube.sum_by(quantity, dimensions))
            sums[quantity] |= ((one, each.total) for one, each in added)
    return Published(tables, None, (text("disclosure.exact"),), counts, sums)


def _nothing(cube: Counted, tables: tuple[Table, ...], at_least: int) -> Published:
    """Of so few records even a 0 would say something about each."""
    exact = show_all(cube, tables)
    notes: tuple[Text, ...] = (text("disclosure.too-few", at_least=at_least),)
    sums = {quantity: dict.fromkeys(each, HIDDEN) for quantity, each in exact.sums.items()}
    return Published(tables, at_least, notes, dict.fromkeys(exact.counts, HIDDEN), sums, HIDDEN)


def _counts(
    cube: Counted, tables: Sequence[Table], hierarchies: Sequence[tuple[str, ...]], at_least: int
) -> tuple[dict[Cell, MaybeHidden], bool]:
    shapes = [table.dimensions for table in tables]
    worlds = of_counts(cube, shapes, hierarchies, _contributors(cube, tables, at_least), at_least)
    small = {n for n, group in enumerate(worlds.groups) if group.value < at_least}
    settled = Settling.of(worlds, small, small, at_least)
    return settled.published(), settled.gave_up


def _sums(
    cube: Counted, quantity: str, tables: Sequence[Table], counts: dict[Cell, MaybeHidden], at_least: int
) -> tuple[dict[Cell, MaybeHidden], bool]:
    """A sum is hidden with its count, and where fewer than `at_least` records add to it."""
    shapes = _with(quantity, tables)
    worlds = of_sums(cube, quantity, shapes, at_least)
    few = {
        one
        for dimensions in margins(shapes)
        for one, each in cells_by(dimensions, cube.sum_by(quantity, dimensions))
        if 0 < each.records < at_least
    }
    small = {n for n, group in enumerate(worlds.groups) if group.cell in few}
    beside = {n for n, group in enumerate(worlds.groups) if counts[group.cell] is HIDDEN}
    settled = Settling.of(worlds, small, small | beside, at_least)
    return settled.published(), settled.gave_up


def _contributors(cube: Counted, tables: Sequence[Table], at_least: int) -> Counted:
    """Records that are in every world, so that none of them makes a published sum impossible.

    Wherever something is added, they can take all of it upon themselves; and they are as many as a reader
    knows to stand behind a published sum, which is of one such place or of several.
    """
    asked = {
        quantity: sorted({each for dimensions in _with(quantity, tables) for each in dimensions})
        for quantity in _quantities(tables)
    }
    return cube.some_contributors(asked, at_least)


def _quantities(tables: Iterable[Table]) -> list[str]:
    return sorted({quantity for table in tables for quantity in table.sums})


def _with(quantity: str, tables: Iterable[Table]) -> list[tuple[str, ...]]:
    return [table.dimensions for table in tables if quantity in table.sums]
