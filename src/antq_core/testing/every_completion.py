"""Every way in which the few things that one tree asks for may turn out, where these are not too many."""

import datetime
import functools
import itertools
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import attrs

from antq_core.domain.records import RecordList
from antq_core.domain.sheets import Record
from antq_core.domain.stated import UNKNOWN, Stated
from antq_core.errors import InputError
from antq_core.evaluation.interpreter import contradiction, value
from antq_core.evaluation.world import World
from antq_core.expressions import tree
from antq_core.expressions.resolving import with_children
from antq_core.expressions.tree import Measure, Node
from antq_core.expressions.walking import walk
from antq_core.possible import Interval, Options, Possible, Truths, Verdicts

FEW = 8
STEP = 50
TOLD = Verdicts.MET | Verdicts.NOT_MET | Verdicts.OUT_OF_SCOPE

Choice = tuple[str, str, Any]
"""Something unknown, of which sort, and one way in which it may turn out."""


def results(node: Node, world: World, most: int = 200) -> set[Possible] | None:
    """What a tree comes to, over every way in which what it asks for may turn out.

    Of a wide range its ends and its round numbers are tried. None where there are more ways than `most`,
    and where something in it can never be known.
    """
    unknown = list(_unknown(node, world))
    if any(not ways for ways in unknown) or math.prod(map(len, unknown)) > most:
        return None
    lists = _lists(_with_derivations(node, world))
    found = set()
    for chosen in itertools.product(*unknown):
        then = _turned_out(world, chosen, lists)
        if then is not None:
            found.add(value(_written_in(node, chosen), then))
    return found


def _unknown(node: Node, world: World) -> Iterator[Sequence[Choice]]:
    """For each thing that is not known, all its ways."""
    nodes = _with_derivations(node, world)
    for name in dict.fromkeys(each.fact for each in nodes if isinstance(each, tree.FactValue)):
        if world.stack.fact[name].derivation is None:
            yield [("verified", name, way) for way in _ways(world.stated(name), _measure(name, world))]
    for name in dict.fromkeys(each.fact for each in nodes if isinstance(each, tree.LastYear)):
        yield [("last_year", name, way) for way in _ways(world.last_year(name), _measure(name, world))]
    for name in _lists(nodes):
        yield from _unknown_of_records(name, nodes, world)
    unread = [each for each in nodes if isinstance(each, tree.Untranscribed)]
    for name in dict.fromkeys(each.name for each in unread):
        same = [each for each in unread if each.name == name]
        widest = Interval(min(each.least for each in same), max(each.most for each in same))
        yield [("untranscribed", name, way) for way in _numbers(widest)]
    for scheme in dict.fromkeys(each.scheme for each in nodes if isinstance(each, tree.MeetsStandard)):
        if scheme not in world.verdicts:
            yield [("verdicts", scheme, Verdicts.MET), ("verdicts", scheme, Verdicts.NOT_MET)]


def _with_derivations(node: Node, world: World) -> list[Node]:
    nodes = list(walk(node))
    derived = (world.stack.fact[each.fact].derivation for each in nodes if isinstance(each, tree.FactValue))
    return [*nodes, *(below for top in derived if top is not None for below in walk(top))]


def _lists(nodes: list[Node]) -> list[str]:
    one = [each.records for each in nodes if isinstance(each, tree.Count | tree.Every | tree.RecordShare)]
    many = [name for each in nodes if isinstance(each, tree.Coded) for name in each.records]
    return list(dict.fromkeys([*one, *many]))


def _unknown_of_records(name: str, nodes: list[Node], world: World) -> Iterator[Sequence[Choice]]:
    declaration = world.stack.records[name]
    asked = {each.field for each in nodes if isinstance(each, tree.FieldValue)}
    placed = {declaration.dated_by, *world.placed_by(declaration)}
    for position, record in enumerate(world.records(name).items):
        for field in declaration.fields:
            stated = record.value(field.name)
            is_open = stated is UNKNOWN or isinstance(stated, Interval)
            if field.assessed is None and is_open and field.name in asked | placed:
                ways = _ways_of_field(field.name, record, world)
                yield [(name, f"{position}.{field.name}", way) for way in ways]
        if declaration.identified_by is not None:
            child = str(record.value(declaration.identified_by))
            yield [("children", child, way) for way in world.children.get(child, TOLD) & TOLD]


def _ways_of_field(field: str, record: Record, world: World) -> Sequence[Stated]:
    declared = record.declared[field]
    if declared.measure is Measure.IDENTIFIER:
        return [world.dossier.unit.commune, world.dossier.unit.id, "elsewhere"]
    return _ways(world.field(record, field), declared.measure)


def _ways(possible: Possible, measure: Measure | None) -> Sequence[Stated]:
    if isinstance(possible, Truths):
        return [each is Truths.TRUE for each in possible]
    if isinstance(possible, Options):
        return sorted(possible.codes)
    if measure is Measure.DAY:
        return [datetime.date.fromordinal(day) for day in _days(possible)]
    return list(_numbers(possible))


def _numbers(possible: Interval) -> list[int]:
    if possible.width <= FEW:
        return list(range(possible.lo, possible.hi + 1))
    rounds = range(-(-possible.lo // STEP) * STEP, possible.hi + 1, STEP)
    return sorted({possible.lo, possible.hi, *rounds})


@functools.cache
def _days(possible: Interval) -> list[int]:
    """The ends, and the days at which a period of the law or a day in generated trees begins or ends."""
    edges = [(2025, 11, 1), (2025, 12, 1), (2025, 12, 15), (2026, 1, 1), (2026, 3, 31), (2026, 10, 31)]
    days = [datetime.date(*edge).toordinal() + by for edge in edges for by in (-1, 0, 1)]
    return sorted({possible.lo, possible.hi, *(day for day in days if day in possible)})


def _measure(fact: str, world: World) -> Measure | None:
    return world.stack.fact[fact].measure


def _turned_out(world: World, chosen: Sequence[Choice], asked: Collection[str]) -> World | None:
    """The world in which it has turned out so; None where that contradicts itself.

    Only the lists that are asked for are kept: what the others may hold is another question.
    """
    after_window = max(world.today, world.window.last + datetime.timedelta(days=1))
    by_sort: dict[str, dict[str, Any]] = defaultdict(dict)
    for sort, name, way in chosen:
        by_sort[sort][name] = way
    lists = {name: _learnt(world.records(name), by_sort[name]) for name in asked}
    try:
        dossier = attrs.evolve(
            world.dossier,
            verified=world.dossier.verified.with_statements(**by_sort["verified"]),
            last_year=world.dossier.last_year.with_statements(**by_sort["last_year"]),
            records=lists,
        )
    except InputError:
        return None
    then = attrs.evolve(
        world,
        dossier=dossier,
        today=after_window,
        children={**world.children, **by_sort["children"]},
        verdicts={**world.verdicts, **by_sort["verdicts"]},
    )
    return None if any(contradiction(fact.name, then) for fact in world.stack.facts) else then


def _learnt(held: RecordList, learnt: Mapping[str, Any]) -> RecordList:
    items = list(held.items)
    for place, way in learnt.items():
        position, field = place.split(".")
        items[int(position)] = items[int(position)].with_statements(**{field: way})
    return attrs.evolve(held, items=tuple(items))


def _written_in(node: Node, chosen: Sequence[Choice]) -> Node:
    """The tree in which what was not transcribed has been read."""
    if isinstance(node, tree.Untranscribed):
        read = next(way for sort, name, way in chosen if (sort, name) == ("untranscribed", node.name))
        return tree.Points(min(max(read, node.least), node.most))
    return with_children(node, lambda below: _written_in(below, chosen))
