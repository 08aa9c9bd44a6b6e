"""The other sets of records that a reader must take for possible, as whole numbers under linear conditions.

The true records are one such world. A number is safe when another world, which publishes exactly the
same, has another number there. Whatever makes the set of worlds here smaller than what a reader must reckon
with is on the safe side: more is hidden than need be. Nothing here makes it larger.
"""

from collections.abc import Collection, Mapping, Sequence

import attrs

from antq_core.disclosure.cliques import Clique, Dimensions, cliques
from antq_core.disclosure.cubes import Cell, Combination, Contributed, Counted, cells_by, margins

World = Sequence[int]
"""One whole number for each unknown."""


@attrs.frozen
class Group:
    """A cell as the sum of unknowns."""

    cell: Cell
    value: int
    """The true number."""
    least: int
    """A reader knows that a hidden number is no smaller."""
    unknowns: tuple[int, ...]
    contributors: int = 0
    """A reader knows that a published number comes from so many records at least."""


@attrs.frozen
class Worlds:
    """All worlds that are taken for possible, before anything is published."""

    groups: tuple[Group, ...]
    least: tuple[int, ...]
    """The least that each unknown can be."""
    most: int
    """The most that any unknown is taken to be."""
    records: tuple[int, ...] | None = None
    """For sums: how many records each unknown is the sum over."""
    links: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()
    """Pairs of sets of unknowns that have the same sum."""

    def values(self, world: World) -> list[int] | None:
        """What a world has in each group; None when it is no possible world. All in whole numbers."""
        within = all(low <= n <= self.most for low, n in zip(self.least, world, strict=True))
        linked = all(sum(world[n] for n in one) == sum(world[n] for n in other) for one, other in self.links)
        found = [sum(world[n] for n in group.unknowns) for group in self.groups]
        enough = all(group.least <= n for group, n in zip(self.groups, found, strict=True))
        return found if within and linked and enough else None

    def changed(self, world: World, values: Sequence[int]) -> set[int]:
        """The groups that a world does not let be published as they are."""
        return {
            n
            for n, (group, value) in enumerate(zip(self.groups, values, strict=True))
            if value != group.value or self.contributing(world, group) < group.contributors
        }

    def contributing(self, world: World, group: Group) -> int:
        """From how many records the number of a group may come in a world, at the most."""
        if self.records is None or not group.contributors:
            return 0
        return sum(min(self.records[n], world[n]) for n in group.unknowns)


def of_counts(
    cube: Counted,
    tables: Collection[Dimensions],
    hierarchies: Collection[Dimensions],
    pinned: Counted,
    at_least: int,
) -> Worlds:
    """The worlds with other numbers of records.

    A count of 0 is always published, so a hidden count is at least 1. `pinned` are records that are
    the same in every world.
    """
    tree = cliques(cube, [each for each in (*tables, *hierarchies) if each])
    first, places = 0, []
    for clique in tree:
        places.append({each: first + n for n, each in enumerate(clique.combinations)})
        first += len(clique.combinations)
    least = [0] * first
    for clique, place in zip(tree, places, strict=True):
        for each, n in pinned.by(clique.dimensions).items():
            least[place[each]] = n
    groups = []
    for dimensions in margins(tables):
        home = min(
            (n for n, each in enumerate(tree) if set(dimensions) <= set(each.dimensions)),
            key=lambda n: len(places[n]),
        )
        sets = _split(tree[home].dimensions, places[home], dimensions)
        counts = cube.by(dimensions)
        groups += [
            Group(one, n, 1, sets[each])
            for each, (one, n) in zip(counts, cells_by(dimensions, counts), strict=True)
        ]
    return Worlds(
        tuple(sorted(groups, key=lambda group: group.cell)),
        tuple(least),
        at_least * cube.total,
        links=tuple(_links(tree, places)),
    )


def of_sums(cube: Counted, quantity: str, tables: Collection[Dimensions], at_least: int) -> Worlds:
    """The worlds with the same records, which add other amounts to a quantity.

    A reader knows that a published sum is 0 or comes from `at_least` records.
    """
    dimensions = tuple(sorted({each for table in tables for each in table}))
    records = cube.by(dimensions)
    place = {each: n for n, each in enumerate(records)}
    groups = []
    for kept in margins(tables):
        sets = _split(dimensions, place, kept)
        added: Mapping[Combination, Contributed] = cube.sum_by(quantity, kept)
        groups += [
            Group(one, n.total, 0, sets[each], at_least if n.total else 0)
            for each, (one, n) in zip(added, cells_by(kept, added), strict=True)
        ]
    total = sum(each.total for each in cube.sum_by(quantity, ()).values())
    return Worlds(
        tuple(sorted(groups, key=lambda group: group.cell)),
        (0,) * len(place),
        at_least * max(total, 1),
        tuple(records.values()),
    )


def _split(
    dimensions: Dimensions, place: Mapping[Combination, int], kept: Dimensions
) -> dict[Combination, tuple[int, ...]]:
    """The unknowns by fewer dimensions."""
    chosen = [dimensions.index(each) for each in kept]
    found: dict[Combination, list[int]] = {}
    for each, n in place.items():
        found.setdefault(tuple(each[where] for where in chosen), []).append(n)
    return {each: tuple(numbers) for each, numbers in found.items()}


def _links(
    tree: Sequence[Clique], places: Sequence[Mapping[Combination, int]]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Neighbours agree on the dimensions that they share."""
    found = []
    for clique, place in zip(tree, places, strict=True):
        if clique.parent is not None:
            parent = tree[clique.parent]
            shared = tuple(sorted(set(clique.dimensions) & set(parent.dimensions)))
            one = _split(clique.dimensions, place, shared)
            other = _split(parent.dimensions, places[clique.parent], shared)
            found += [(one.get(each, ()), other.get(each, ())) for each in sorted({*one, *other})]
    return found
