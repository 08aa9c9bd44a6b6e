"""What of the tips may be shown: all that a review says of them, protected in one piece.

However many figures speak of tips, they are tables of the same records, and one may give away what another
withholds. So every figure's cells are collected first, and then hidden together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
import polars as pl

from antq_core.disclosure.cubes import Combination, Contributed, Cube, Table, cell
from antq_core.disclosure.hiding import hide
from antq_core.disclosure.published import HIDDEN, MaybeHidden, Published
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.review.counting import IN_PERIOD, Group
from antq_core.review.figures import Figure, Measure, RecordSet, Template
from antq_core.review.preparing import Prepared
from antq_core.review.results import Count

GUARDED = (RecordSet.TIPS,)
"""The sets of which no number may tell of a small group."""

TIED = (("commune", "province"),)
"""Dimensions of which everybody knows which categories belong together."""

NOT_RECORDED = ""
"""The category of records that do not say theirs."""


def guarded(sets: Prepared, template: Template, at_least: int | None) -> "Guard":
    """What may be shown of the guarded sets in one review by a template; of None, all, and a note says so."""
    if at_least is None:
        return Guard({}, (text("disclosure.exact"),))
    found = {}
    for records in GUARDED:
        figures = [figure for figure in template.figures if figure.records is records]
        if records in sets and figures:
            found[records] = _Guarded.of(sets[records], figures, at_least)
    notes = (note for each in found.values() for note in each.published.notes)
    return Guard(found, tuple(dict.fromkeys(notes)))


@attrs.frozen
class Guard:
    """Numbers of guarded sets, None where one is withheld."""

    guarded: Mapping[RecordSet, "_Guarded"]
    notes: tuple[Text, ...]
    """What readers must know of the numbers that are withheld, or of all being shown."""

    def __contains__(self, records: RecordSet) -> bool:
        return records in self.guarded

    def __iter__(self) -> Iterator[RecordSet]:
        return iter(self.guarded)

    def undated(self, records: RecordSet) -> Count:
        """How many records do not say their day."""
        return self.guarded[records].undated

    def total(self, figure: Figure) -> Count:
        """The number of a figure."""
        return self.guarded[figure.records].count(figure, {})

    def groups(self, figure: Figure, dimensions: Sequence[str]) -> tuple[Group, ...]:
        """The numbers of a figure by some dimensions, in order of the codes; what is not recorded last."""
        return self.guarded[figure.records].groups(figure, dimensions)

    def empty(self, records: RecordSet, column: str) -> Count | None:
        """Of how many records a column says nothing; None where no table speaks of that column."""
        return self.guarded[records].empty(column)


@attrs.frozen
class _Guarded:
    published: Published
    combinations: Mapping[tuple[str, ...], tuple[Combination, ...]]
    undated: Count
    silent: Mapping[str, bool]

    @classmethod
    def of(cls, records: pl.DataFrame, figures: Sequence[Figure], at_least: int) -> "_Guarded":
        tables = tuple(dict.fromkeys(table for figure in figures for table in _tables(figure)))
        dated = records.filter(pl.col(IN_PERIOD).fill_null(value=False))
        cube = FrameCube.of(dated, tables)
        tied = [each for each in TIED if set(each) <= set(cube.dimensions)]
        published = hide(cube, tables, at_least=at_least, hierarchies=tied)
        undated = records[IN_PERIOD].null_count()
        small = 0 < undated < at_least
        return cls(
            published,
            {table.dimensions: tuple(sorted(cube.by(table.dimensions))) for table in tables},
            Count(None if small else undated),
            {quantity: bool(dated[quantity].null_count()) for quantity in cube.quantities},
        )

    def count(self, figure: Figure, categories: Mapping[str, str]) -> Count:
        """The number of one cell of a figure, and how many tips may add to it."""
        at = cell({**_conditions(figure), **categories})
        unclear = self._unclear(figure)
        if figure.measure is Measure.SUM:
            total = _shown(self.published.sum(str(figure.column), at))
            return Count(total, None if unclear or self.silent[str(figure.column)] else unclear)
        # Of a part it is not counted how many may belong to it; that none does follows from the whole.
        return Count(_shown(self.published.value(at)), unclear if not categories or unclear == 0 else None)

    def _unclear(self, figure: Figure) -> int | None:
        """Tips without a day, and those that do not say what the figure asks; None where that is not told."""
        conditions = _conditions(figure)
        if conditions and self.undated.surely != 0:
            return None  # which of them meet the conditions is asked of no table that is protected
        empty = [
            _shown(self.published.value(cell({**conditions, column: NOT_RECORDED}))) for column in conditions
        ]
        parts = [self.undated.surely, *empty]
        return None if None in parts else sum(part for part in parts if part is not None)

    def groups(self, figure: Figure, dimensions: Sequence[str]) -> tuple[Group, ...]:
        conditions = _conditions(figure)
        names = (*conditions, *(each for each in dimensions if each not in conditions))
        places = [names.index(each) for each in dimensions]
        asked = tuple(conditions.values())
        of_interest = (
            tuple(each[place] for place in places)
            for each in self.combinations[names]
            if each[: len(asked)] == asked
        )
        ordered = sorted(dict.fromkeys(of_interest), key=lambda codes: [(not code, code) for code in codes])
        return tuple(
            Group(
                tuple(code or None for code in codes),
                self.count(figure, dict(zip(dimensions, codes, strict=True))),
            )
            for codes in ordered
        )

    def empty(self, column: str) -> Count | None:
        if not any(column in table.dimensions for table in self.published.tables):
            return None
        return Count(_shown(self.published.value(cell({column: NOT_RECORDED}))))


def _tables(figure: Figure) -> Iterable[Table]:
    """The tables of which a figure shows cells: itself, and one for each breakdown."""
    conditions = tuple(_conditions(figure))
    sums = (str(figure.column),) if figure.measure is Measure.SUM else ()
    for by in ((), *figure.by):
        added = [each for each in by if each not in conditions]
        yield Table([*conditions, *added], sums)


def _conditions(figure: Figure) -> dict[str, str]:
    """The one code that the condition of a figure asks for; figures of guarded sets have no others."""
    assert figure.measure is not Measure.DISTINCT
    assert len(figure.where) <= 1
    assert all(len(where.among) == 1 and not where.none_of for where in figure.where)
    return {where.column: where.among[0] for where in figure.where}


def _shown(number: MaybeHidden) -> int | None:
    return None if number is HIDDEN else number


@attrs.frozen(eq=False)
class FrameCube:
    """Records in a frame, counted by whatever dimensions are asked for."""

    records: pl.DataFrame
    dimensions: tuple[str, ...]
    quantities: tuple[str, ...]

    @classmethod
    def of(cls, records: pl.DataFrame, tables: Iterable[Table]) -> "FrameCube":
        """The cube of what some tables ask for; a cell without a category is of `NOT_RECORDED`."""
        tables = tuple(tables)
        dimensions = tuple(sorted({each for table in tables for each in table.dimensions}))
        quantities = tuple(sorted({each for table in tables for each in table.sums}))
        named = records.select(
            *(
                pl.col(each).cast(pl.String).fill_null(NOT_RECORDED).cast(pl.Categorical)
                for each in dimensions
            ),
            *(pl.col(each).fill_null(0) for each in quantities),
        )
        return cls(named, dimensions, quantities)

    @property
    def total(self) -> int:
        """The number of all records."""
        return self.records.height

    def by(self, dimensions: Iterable[str]) -> dict[Combination, int]:
        """The records by some of the dimensions; only combinations that occur."""
        names = tuple(dimensions)
        if not names:
            return {(): self.total} if self.total else {}
        found = self.records.group_by(names).len()
        return {tuple(row[:-1]): row[-1] for row in found.iter_rows()}

    def sum_by(self, quantity: str, dimensions: Iterable[str]) -> dict[Combination, Contributed]:
        """What is added to a quantity, by some of the dimensions; wherever there are records."""
        names = tuple(dimensions)
        added = (pl.col(quantity).sum().alias("sum"), (pl.col(quantity) > 0).sum().alias("adding"))
        if not names:
            row = self.records.select(added).row(0)
            return {(): Contributed(row[0] or 0, row[1])} if self.total else {}
        found = self.records.group_by(names).agg(added)
        return {tuple(row[:-2]): Contributed(row[-2], row[-1]) for row in found.iter_rows()}

    def some_contributors(self, dimensions: Mapping[str, Sequence[str]], most: int) -> Cube:
        """For each quantity, of every combination of its dimensions up to `most` records that add to it."""
        found: dict[Combination, int] = {}
        for quantity, asked in dimensions.items():
            adding = self.records.filter(pl.col(quantity) > 0).group_by(self.dimensions).agg(n=pl.len())
            ordered = adding.with_columns(pl.col(self.dimensions).cast(pl.String)).sort(self.dimensions)
            before = (pl.col("n").cum_sum() - pl.col("n")).cast(pl.Int64)
            left = most - (before.over(asked) if asked else before)
            taken = ordered.with_columns(n=pl.min_horizontal(pl.col("n").cast(pl.Int64), left))
            for *where, n in taken.filter(pl.col("n") > 0).iter_rows():
                found[tuple(where)] = max(found.get(tuple(where), 0), n)
        return Cube(self.dimensions, found)
