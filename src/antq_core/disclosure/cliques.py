"""Dimensions in groups, such that what fits within each and where groups meet fits one set of records.

Tables of the same records hold each other: a number that is free in its own table may be fixed by
another. A reader who knows that one set of records stands behind all tables may use this too, so it must
be in the model. The whole cube would be far too large. But numbers by groups of dimensions belong to
one set of records as soon as the groups form a tree in which neighbours agree (an acyclic schema; the
theorem is Vorob'ev's, and whole numbers stay whole because two tables with one common margin can always
be joined by whole numbers). So dimensions that meet in a table are joined by an edge, edges are
added until the graph is chordal, and its cliques are the groups.
"""

import itertools
from collections.abc import Collection, Mapping, Sequence

import attrs

from antq_core.disclosure.cubes import Combination, Counted

MOST_COMBINATIONS = 20_000
"""A group with more possible combinations takes only those that occur: fewer possible worlds are
looked at, so more is hidden, never less."""

Dimensions = tuple[str, ...]
Beside = dict[Combination, set[str]]
"""The categories of one dimension that occur beside categories of others."""


@attrs.frozen
class Clique:
    """A group of dimensions, the combinations taken for possible, and its neighbour towards the root."""

    dimensions: Dimensions
    combinations: tuple[Combination, ...]
    parent: int | None


@attrs.frozen
class Supports:
    """The combinations that are possible within each set of dimensions that is published or known."""

    of: Mapping[Dimensions, Collection[Combination]]

    @classmethod
    def within(cls, cube: Counted, sets: Sequence[Dimensions]) -> "Supports":
        """Those that occur: a published 0 says that none other does."""
        return cls({each: sorted(cube.by(each)) for each in sets})

    def extending(self, known: Dimensions, added: str) -> list[tuple[Dimensions, Beside]]:
        """What one more dimension may be beside known ones, by every set that speaks of it."""
        found = []
        for dimensions, combinations in self.of.items():
            if added in dimensions:
                shared = tuple(each for each in known if each in dimensions)
                places, own = [dimensions.index(each) for each in shared], dimensions.index(added)
                beside: Beside = {}
                for each in combinations:
                    beside.setdefault(tuple(each[place] for place in places), set()).add(each[own])
                found.append((shared, beside))
        return found

    def order(self, dimensions: Collection[str]) -> Dimensions:
        """Dimensions with many categories first, so that coarser ones add little."""
        size = {each: sum(map(len, self.extending((), each)[0][1].values())) for each in dimensions}
        return tuple(sorted(dimensions, key=lambda each: (-size[each], each)))

    def bound(self, dimensions: Collection[str]) -> int:
        """At most so many combinations of some dimensions are possible."""
        product = 1
        known: Dimensions = ()
        for added in self.order(dimensions):
            beside = [parts for _, parts in self.extending(known, added)]
            product *= min(max(map(len, parts.values()), default=0) for parts in beside)
            known = (*known, added)
        return product

    def joined(self, dimensions: Dimensions) -> list[Combination] | None:
        """All combinations that no set rules out, in that order of dimensions; None when too many."""
        partial: list[Combination] = [()]
        known: Dimensions = ()
        for added in dimensions:
            beside = self.extending(known, added)
            places = [[known.index(each) for each in shared] for shared, _ in beside]
            longer: list[Combination] = []
            for each in partial:
                keys = (tuple(each[place] for place in chosen) for chosen in places)
                may = [parts.get(key, set()) for key, (_, parts) in zip(keys, beside, strict=True)]
                longer += [(*each, category) for category in sorted(set.intersection(*may))]
                if len(longer) > MOST_COMBINATIONS:
                    return None
            partial, known = longer, (*known, added)
        return partial


def cliques(cube: Counted, sets: Sequence[Dimensions]) -> list[Clique]:
    """A tree of groups in which every set of dimensions lies within one group; parents come first."""
    supports = Supports.within(cube, sets)
    found: list[Clique] = []
    for group, parent in _in_a_tree(_chordal(sets, supports)):
        dimensions = supports.order(group)
        possible = supports.joined(dimensions)
        occurring = sorted(cube.by(dimensions)) if possible is None else possible
        found.append(Clique(dimensions, tuple(occurring), parent))
    return found


def _chordal(sets: Sequence[Dimensions], supports: Supports) -> list[frozenset[str]]:
    """The cliques left by taking out, again and again, the dimension that needs the smallest group."""
    beside: dict[str, set[str]] = {}
    for dimensions in sets:
        for each in dimensions:
            beside.setdefault(each, set()).update(dimensions)
    found: list[frozenset[str]] = []
    while beside:
        taken = min(beside, key=lambda each: (supports.bound(beside[each]), each))
        near = beside.pop(taken)
        if not any(near <= other for other in found):
            found.append(frozenset(near))
        for each in near - {taken}:
            beside[each] |= near
            beside[each].discard(taken)
    return found or [frozenset()]


def _in_a_tree(groups: Sequence[frozenset[str]]) -> list[tuple[frozenset[str], int | None]]:
    """The groups, each with an earlier one that shares the most with it: a junction tree of cliques."""
    left = sorted(groups, key=lambda each: (-len(each), sorted(each)))
    placed: list[tuple[frozenset[str], int | None]] = [(left.pop(0), None)]
    while left:
        pairs = itertools.product(range(len(left)), range(len(placed)))
        added, parent = max(pairs, key=lambda pair: len(left[pair[0]] & placed[pair[1]][0]))
        placed.append((left.pop(added), parent))
    return placed
