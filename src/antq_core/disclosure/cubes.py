"""One set of records, counted by all its dimensions at once, and the tables that are taken from it."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import attrs

from antq_core.errors import AntqError, Problem, alike

Cell = tuple[tuple[str, str], ...]
"""The records of some categories: pairs of dimension and category, by dimension; `()` is the total."""
Combination = tuple[str, ...]
"""One category of each dimension, in the order of the dimensions."""


LEAST_GROUP = 2
"""Whoever is one of a group of two is still hidden from all others; a smaller group hides nobody."""

Number = TypeVar("Number")


class DisclosureError(AntqError):
    """Records or tables from which nothing can be published as asked; nothing has been published."""


def cell(categories: Mapping[str, str]) -> Cell:
    """The same cell however it is written, and in whichever table it stands.

    >>> cell({"year": "2026", "commune": "00001"})
    (('commune', '00001'), ('year', '2026'))
    """
    return tuple(sorted(categories.items()))


def _names(listed: Iterable[str]) -> tuple[str, ...]:
    return tuple(listed)


@attrs.frozen
class Table:
    """A table of one review: the records by its dimensions, with all margins and the total.

    `sums` names the quantities whose sums stand beside the counts.
    """

    dimensions: tuple[str, ...] = attrs.field(converter=_names)
    sums: tuple[str, ...] = attrs.field(default=(), converter=_names)


@attrs.frozen
class Contributed:
    """What records add to a quantity: the sum, and how many of them add more than 0."""

    total: int = 0
    records: int = 0

    def __add__(self, other: "Contributed") -> "Contributed":
        return Contributed(self.total + other.total, self.records + other.records)


def _must_be_counts(cube: "Cube", _: Any, __: Any) -> None:
    bad = [n for n in cube.counts.values() if type(n) is not int or n < 0]
    bad += [len(each) for each in cube.counts if len(each) != len(cube.dimensions)]
    for per_combination in cube.sums.values():
        for where, each in per_combination.items():
            if not 0 <= each.records <= min(each.total, cube.counts.get(where, 0)) or (
                each.total > 0 and each.records == 0
            ):
                bad.append(each.total)
    if bad:
        raise DisclosureError([Problem("disclosure.not-a-count", (), {"found": bad[0]})])


class Counted(Protocol):
    """Records that can be counted by whatever dimensions are asked for; `Cube` is one, and a table may be."""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Of each, every record has one category."""

    @property
    def quantities(self) -> tuple[str, ...]:
        """The quantities to which records add."""

    @property
    def total(self) -> int:
        """The number of all records."""

    def by(self, dimensions: Iterable[str]) -> dict[Combination, int]:
        """The records by some of the dimensions; only combinations that occur."""

    def sum_by(self, quantity: str, dimensions: Iterable[str]) -> dict[Combination, Contributed]:
        """What is added to a quantity, by some of the dimensions; wherever there are records."""

    def some_contributors(self, dimensions: Mapping[str, Sequence[str]], most: int) -> "Counted":
        """For each quantity, of every combination of its dimensions up to `most` records that add to it."""


@attrs.frozen
class Cube:
    """How many records there are of each combination of categories, and what they add to each quantity.

    A combination that is absent has no record. Each record is of exactly one category of a dimension;
    where it may be unknown, *unknown* is a category. Raises `DisclosureError` for numbers that no set
    of records can have.
    """

    dimensions: tuple[str, ...]
    counts: Mapping[Combination, int]
    sums: Mapping[str, Mapping[Combination, Contributed]] = attrs.field(
        factory=dict, validator=_must_be_counts
    )

    @property
    def quantities(self) -> tuple[str, ...]:
        """The quantities to which records add."""
        return tuple(self.sums)

    @property
    def total(self) -> int:
        """The number of all records."""
        return sum(self.counts.values())

    def by(self, dimensions: Iterable[str]) -> dict[Combination, int]:
        """The records by some of the dimensions; only combinations that occur."""
        return _projected(self.counts, self._places(dimensions), 0)

    def sum_by(self, quantity: str, dimensions: Iterable[str]) -> dict[Combination, Contributed]:
        """What is added to a quantity, by some of the dimensions; wherever there are records."""
        places = self._places(dimensions)
        none = {where: Contributed() for where, n in self.counts.items() if n}
        return _projected({**none, **self.sums[quantity]}, places, Contributed())

    def some_contributors(self, dimensions: Mapping[str, Sequence[str]], most: int) -> "Cube":
        """For each quantity, of every combination of its dimensions up to `most` records that add to it.

        One record may add to several quantities, so of those of each only the most are taken.
        """
        found: dict[Combination, int] = {}
        for quantity, asked in dimensions.items():
            places, taken = self._places(asked), dict[Combination, int]()
            for where, each in sorted(self.sums[quantity].items()):
                kept = tuple(where[place] for place in places)
                n = min(each.records, most - taken.get(kept, 0))
                taken[kept] = taken.get(kept, 0) + n
                found[where] = max(found.get(where, 0), n)
        return Cube(self.dimensions, found)

    def _places(self, dimensions: Iterable[str]) -> list[int]:
        return [self.dimensions.index(each) for each in dimensions]


def cube_of(
    records: Iterable[Mapping[str, object]], dimensions: Sequence[str], quantities: Sequence[str] = ()
) -> Cube:
    """Counts records, each of which gives a category for every dimension and a number for every quantity.

    Raises `DisclosureError` for a record without one of them, naming its position.
    """
    counts: dict[Combination, int] = {}
    sums: dict[str, dict[Combination, Contributed]] = {name: {} for name in quantities}
    problems: list[Problem] = []
    for position, record in enumerate(records):
        where = tuple(record.get(each) for each in dimensions)
        amounts = [record.get(each) for each in quantities]
        wrong = [each for each, found in zip(dimensions, where, strict=True) if type(found) is not str]
        wrong += [name for name, n in zip(quantities, amounts, strict=True) if type(n) is not int or n < 0]
        problems += [Problem("disclosure.no-category", (position, each), {"name": each}) for each in wrong]
        if wrong:
            continue
        combination = tuple(map(str, where))
        counts[combination] = counts.get(combination, 0) + 1
        for name, n in zip(quantities, amounts, strict=True):
            if type(n) is int and n:
                sums[name][combination] = sums[name].get(combination, Contributed()) + Contributed(n, 1)
    if problems:
        raise DisclosureError(problems)
    return Cube(tuple(dimensions), counts, sums)


def margins(tables: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The dimensions of every table and of all margins of it, each once; the finest come last."""
    found = {
        kept
        for table in tables
        for size in range(len(table) + 1)
        for kept in itertools.combinations(sorted(table), size)
    }
    return sorted(found, key=lambda kept: (len(kept), kept))


def cells_by(dimensions: Sequence[str], found: Mapping[Combination, Number]) -> Iterator[tuple[Cell, Number]]:
    """What stands at some combinations, by cell."""
    return ((cell(dict(zip(dimensions, each, strict=True))), number) for each, number in found.items())


def must_be_known(
    cube: Counted, tables: Iterable[Table], hierarchies: Iterable[Iterable[str]], at_least: int
) -> None:
    """Raises `DisclosureError` for names that the cube does not have, and a least size that hides nothing."""
    asked = [(each, cube.dimensions) for table in tables for each in table.dimensions]
    asked += [(each, cube.dimensions) for tied in hierarchies for each in tied]
    asked += [(each, cube.quantities) for table in tables for each in table.sums]
    problems = [
        Problem("disclosure.unknown-name", (), {"name": name, "near": alike(name, known)})
        for name, known in dict.fromkeys(asked)
        if name not in known
    ]
    if at_least < LEAST_GROUP:
        problems.append(Problem("disclosure.at-least", (), {"found": at_least}))
    if problems:
        raise DisclosureError(problems)


def _projected(numbers: Mapping[Combination, Any], places: list[int], none: Any) -> dict[Combination, Any]:
    found: dict[Combination, Any] = {}
    for where, number in numbers.items():
        if number != 0:
            kept = tuple(where[place] for place in places)
            found[kept] = found.get(kept, none) + number
    # In one order, so that the order of the records has no part in what is hidden.
    return dict(sorted(found.items()))
