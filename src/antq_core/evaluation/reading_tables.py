"""What a criterion comes to under every way of reading the law that it depends on.

While a reading is open, all its options must agree. That is said of the verdict, not of each criterion
by itself: two criteria that ask for the same reading are always read in the same way.
"""

import itertools
import math
from collections.abc import Iterable, Mapping

import attrs

from antq_core.evaluation.interpreter import truth
from antq_core.evaluation.world import World
from antq_core.expressions.tree import readings_in
from antq_core.possible import Outcomes, Truths, all_of, outcomes
from antq_core.standards.criteria import Criterion

Choices = Mapping[str, tuple[str, ...]]
"""For each reading, the options that are still allowed."""

MOST_JOINT_READINGS = 4096
"""Beyond so many joint readings, criteria are read one by one: wider, never narrower."""


@attrs.frozen
class ReadingTable:
    """The outcomes of one criterion, for every combination of options of the readings that it asks for."""

    readings: tuple[str, ...]
    outcomes: Mapping[tuple[str, ...], Outcomes]

    def over(self, allowed: Choices) -> Outcomes:
        """What is possible over all allowed readings."""
        possible = Outcomes(0)
        for options in itertools.product(*(allowed[name] for name in self.readings)):
            possible |= self.outcomes[options]
        return possible

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


def reading_table(criterion: Criterion, world: World) -> ReadingTable:
    """The outcomes of a criterion under every reading; any outcome where its law is not transcribed."""
    names = tuple(sorted(set().union(*map(readings_in, criterion.conditions.values()))))
    options = {reading.name: reading.codes for reading in world.stack.readings}
    found = {}
    for chosen in itertools.product(*(options[name] for name in names)):
        read = attrs.evolve(world, readings=dict(zip(names, chosen, strict=True)))
        found[chosen] = _outcomes(criterion, read)
    return ReadingTable(names, found)


def no_obstacle(tables: Iterable[ReadingTable], allowed: Choices) -> Truths:
    """Whether no criterion keeps the unit from the standard, over all allowed readings taken together."""
    return all_of([_jointly(group, allowed) for group in _groups(list(tables), allowed)])


def _outcomes(criterion: Criterion, world: World) -> Outcomes:
    applies = truth(criterion.applies_where, world) if criterion.applies_where else Truths.TRUE
    holds = truth(criterion.holds, world) if criterion.holds else Truths.EITHER
    return outcomes(applies, holds)


def _groups(tables: list[ReadingTable], allowed: Choices) -> list[list[ReadingTable]]:
    """The tables, those together that an open reading connects."""
    groups: list[tuple[set[str], list[ReadingTable]]] = []
    for table in tables:
        names = {name for name in table.readings if len(allowed[name]) > 1}
        joined = [group for group in groups if group[0] & names]
        groups = [group for group in groups if not group[0] & names]
        merged = names.union(*(group[0] for group in joined))
        groups.append((merged, [*itertools.chain(*(group[1] for group in joined)), table]))
    return [group for _, group in groups]


def _jointly(group: list[ReadingTable], allowed: Choices) -> Truths:
    names = sorted(set().union(*(table.readings for table in group)))
    if math.prod(len(allowed[name]) for name in names) > MOST_JOINT_READINGS:
        return all_of([table.over(allowed).no_obstacle for table in group])
    possible = Truths(0)
    for chosen in itertools.product(*(allowed[name] for name in names)):
        one = {name: (option,) for name, option in zip(names, chosen, strict=True)}
        possible |= all_of([table.over(one).no_obstacle for table in group])
    return possible
