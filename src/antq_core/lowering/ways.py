"""What a tree comes to in a row over all readings that are still allowed."""

import itertools
import math
from collections.abc import Iterator, Sequence

import attrs

from antq_core.evaluation.reading_tables import MOST_JOINT_READINGS, Choices, connected, ways
from antq_core.evaluation.scoring import ways_of
from antq_core.expressions.tree import Node
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell
from antq_core.lowering.conditions import Row
from antq_core.lowering.possibilities import Number, Truth, all_of, any_of, either_way, hull_of
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion
from antq_core.standards.readings import Reading


def truths_over(node: Node, row: Row, allowed: Choices) -> Truth:
    """What a condition may come to."""
    return either_way(row.truth(way) for way in ways_of(node, allowed))


def hull_over(node: Node, row: Row, allowed: Choices) -> Number:
    """What points may come to."""
    return hull_of(row.number(way) for way in ways_of(node, allowed))


@attrs.frozen
class Asked:
    """A criterion so read: where it applies and whether what it asks holds."""

    applies: Truth
    holds: Truth

    @property
    def met(self) -> Cell:
        """Whether it may be met."""
        return cells.every(self.applies.possible, self.holds.possible)

    @property
    def not_met(self) -> Cell:
        """Whether it may be not met."""
        return cells.every(self.applies.possible, cells.negated(self.holds.sure))

    @property
    def not_applicable(self) -> Cell:
        """Whether it may not apply."""
        return cells.negated(self.applies.sure)

    @property
    def no_obstacle(self) -> Truth:
        """Whether it leaves the unit its standard: where it applies, what it asks must hold."""
        return any_of((self.applies.negated, self.holds))


@attrs.frozen
class Table:
    """A criterion under every combination of options of the readings that it asks for."""

    readings: tuple[str, ...]
    by_options: dict[tuple[str, ...], Asked]

    def over(self, allowed: Choices) -> list[Asked]:
        """Each different one over all allowed readings."""
        options = itertools.product(*(allowed[name] for name in self.readings))
        return list(dict.fromkeys(self.by_options[each] for each in options))

    def no_obstacle(self, allowed: Choices) -> Truth:
        """Whether it leaves the unit its standard, whichever allowed reading holds."""
        return either_way(each.no_obstacle for each in self.over(allowed))


def table(criterion: Criterion, readings: tuple[Reading, ...], row: Row) -> Table:
    """A criterion under every way of reading it."""
    read = ways(criterion, readings)
    asked = {
        way: Asked(
            row.truth(way.applies), Truth.of(Truths.EITHER) if way.holds is None else row.truth(way.holds)
        )
        for way in dict.fromkeys(read.by_options.values())
    }
    return Table(read.readings, {options: asked[way] for options, way in read.by_options.items()})


def no_obstacle(tables: Sequence[Table], allowed: Choices) -> Truth:
    """Whether no criterion keeps the unit from the standard; what asks the same reading is read alike."""
    settled = [each for each in tables if not _open(each, allowed)]
    unsettled = [each for each in tables if _open(each, allowed)]
    alone = [each.no_obstacle(allowed) for each in settled]
    return all_of([*alone, *(_jointly(group, allowed) for group in connected(unsettled, allowed))])


def _open(table: Table, allowed: Choices) -> bool:
    return any(len(allowed[name]) > 1 for name in table.readings)


def _jointly(group: Sequence[Table], allowed: Choices) -> Truth:
    if len(group) == 1:
        return group[0].no_obstacle(allowed)
    names = sorted(frozenset[str]().union(*(table.readings for table in group)))
    if math.prod(len(allowed[name]) for name in names) > MOST_JOINT_READINGS:
        return all_of([table.no_obstacle(allowed) for table in group])
    return either_way(
        all_of([table.no_obstacle(one) for table in group]) for one in joint_choices(names, allowed)
    )


def joint_choices(names: Sequence[str], allowed: Choices) -> Iterator[dict[str, tuple[str, ...]]]:
    """Every way of choosing one option of each of some readings."""
    for chosen in itertools.product(*(allowed[name] for name in names)):
        yield {name: (option,) for name, option in zip(names, chosen, strict=True)}
