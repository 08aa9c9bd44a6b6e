"""What a criterion comes to under every way of reading the law that it depends on.

While a reading is open, all its options must agree. That is said of the verdict, not of each criterion
by itself: two criteria that ask for the same reading are always read in the same way.
"""

import functools
import itertools
import math
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

import attrs

from antq_core.evaluation.interpreter import truth
from antq_core.evaluation.world import World
from antq_core.expressions import tree
from antq_core.expressions.resolving import TRUE, resolve
from antq_core.expressions.tree import Node
from antq_core.expressions.walking import children, facts_in, readings_in
from antq_core.possible import Outcomes, Truths, all_of, outcomes
from antq_core.standards.criteria import Criterion
from antq_core.standards.readings import Reading

Choices = Mapping[str, tuple[str, ...]]
"""For each reading, the options that are still allowed."""


class AsksReadings(Protocol):
    """Anything that says for which readings it asks."""

    @property
    def readings(self) -> tuple[str, ...]:
        """Their names."""


T = TypeVar("T", bound=AsksReadings)

MOST_JOINT_READINGS = 4096
"""Beyond so many joint readings, criteria are read one by one: wider, never narrower."""


@attrs.frozen(cache_hash=True)
class Way:
    """A criterion under one way of reading: where it applies, and what it asks.

    `holds` is None while the law behind the criterion is not transcribed.
    """

    applies: Node
    holds: Node | None

    @functools.cached_property
    def parts(self) -> tuple[Node, ...]:
        """What *and*, *or* and *not* join in its conditions, each once."""
        conditions = [node for node in (self.applies, self.holds) if node is not None]
        return tuple(dict.fromkeys(part for node in conditions for part in _parts(node)))

    def outcomes(self, world: World) -> Outcomes:
        """What the criterion may come to, so read."""
        holds = Truths.EITHER if self.holds is None else truth(self.holds, world)
        return outcomes(truth(self.applies, world), holds)


@attrs.frozen
class Ways:
    """Every way of reading a criterion: for each combination of options, one way; many may be the same.

    `facts` are the facts that it asks for in any of them.
    """

    readings: tuple[str, ...]
    facts: frozenset[str]
    by_options: Mapping[tuple[str, ...], Way]

    def allowed(self, allowed: Choices) -> list[Way]:
        """The different ways that are still allowed."""
        return list(dict.fromkeys(self.by_options[options] for options in self.options(allowed)))

    def options(self, allowed: Choices) -> Iterator[tuple[str, ...]]:
        """The combinations of options that are still allowed."""
        return itertools.product(*(allowed[name] for name in self.readings))


def _parts(node: Node) -> Iterator[Node]:
    if isinstance(node, tree.And | tree.Or | tree.Not):
        for child in children(node):
            yield from _parts(child)
    elif not isinstance(node, tree.Truth):
        yield node


@functools.lru_cache(maxsize=4096)
def ways(criterion: Criterion, readings: tuple[Reading, ...]) -> Ways:
    """Every way of reading a criterion; worked out once, since it depends on no dossier."""
    asked = frozenset[str]().union(*map(readings_in, criterion.conditions.values()))
    names = tuple(reading.name for reading in readings if reading.name in asked)
    options = {reading.name: reading.codes for reading in readings}
    found = {}
    for chosen in itertools.product(*(options[name] for name in names)):
        settled = dict(zip(names, chosen, strict=True))
        found[chosen] = Way(
            applies=resolve(criterion.applies_where or TRUE, settled),
            holds=None if criterion.holds is None else resolve(criterion.holds, settled),
        )
    facts = frozenset[str]().union(*map(facts_in, criterion.conditions.values()))
    return Ways(names, facts, found)


@attrs.frozen
class ReadingTable:
    """The outcomes of one criterion, for every combination of options of the readings that it asks for."""

    readings: tuple[str, ...]
    outcomes: Mapping[tuple[str, ...], Outcomes]

    def over(self, allowed: Choices) -> Outcomes:
        """What is possible over all allowed readings."""
        options = itertools.product(*(allowed[name] for name in self.readings))
        return functools.reduce(operator.or_, {self.outcomes[each] for each in options})

    def depends_on(self, reading: str, allowed: Choices) -> bool:
        """Whether another option of one reading alone would change the outcome somewhere."""
        if reading not in self.readings:
            return False
        found: dict[tuple[str, ...], set[Outcomes]] = {}
        position = self.readings.index(reading)
        for options in itertools.product(*(allowed[name] for name in self.readings)):
            others = options[:position] + options[position + 1 :]
            found.setdefault(others, set()).add(self.outcomes[options])
        return any(len(different) > 1 for different in found.values())


def reading_table(read: Ways, world: World) -> ReadingTable:
    """The outcomes of a criterion under every way of reading it."""
    found = {way: way.outcomes(world) for way in dict.fromkeys(read.by_options.values())}
    return ReadingTable(read.readings, {options: found[way] for options, way in read.by_options.items()})


def no_obstacle(tables: Iterable[ReadingTable], allowed: Choices) -> Truths:
    """Whether no criterion keeps the unit from the standard, over all allowed readings taken together."""
    settled: list[ReadingTable] = []
    unsettled: list[ReadingTable] = []
    for table in tables:
        is_open = any(len(allowed[name]) > 1 for name in table.readings)
        (unsettled if is_open else settled).append(table)
    alone = [table.over(allowed).no_obstacle for table in settled]
    return all_of([*alone, *(_jointly(group, allowed) for group in connected(unsettled, allowed))])


def connected(tables: Sequence[T], allowed: Choices) -> list[list[T]]:
    """The tables, those together that an open reading connects."""
    groups: list[tuple[set[str], list[T]]] = []
    for table in tables:
        names = {name for name in table.readings if len(allowed[name]) > 1}
        joined = [group for group in groups if group[0] & names]
        groups = [group for group in groups if not group[0] & names]
        merged = names.union(*(group[0] for group in joined))
        groups.append((merged, [*itertools.chain(*(group[1] for group in joined)), table]))
    return [group for _, group in groups]


def _jointly(group: list[ReadingTable], allowed: Choices) -> Truths:
    if len(group) == 1:
        return group[0].over(allowed).no_obstacle
    names = sorted(frozenset[str]().union(*(table.readings for table in group)))
    if math.prod(len(allowed[name]) for name in names) > MOST_JOINT_READINGS:
        return all_of([table.over(allowed).no_obstacle for table in group])
    possible = Truths(0)
    for chosen in itertools.product(*(allowed[name] for name in names)):
        one = {name: (option,) for name, option in zip(names, chosen, strict=True)}
        possible |= all_of([table.over(one).no_obstacle for table in group])
    return possible
