"""The parts of a condition with the figures that were compared, for people who check a finding."""

import functools
import operator
from collections.abc import Iterable, Iterator

from antq_core.evaluation.interpreter import counted, evaluate, members, truth
from antq_core.evaluation.world import World
from antq_core.expressions import tree
from antq_core.expressions.tree import Measure, Node
from antq_core.findings.finding import Comparison, Figure
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.possible import Interval, Truths, all_of


def comparisons(condition: Node, worlds: list[World]) -> Iterator[Comparison]:
    """The parts of a condition, each with what it comes to over all readings and the figures compared."""
    for part in dict.fromkeys(_parts(condition, worlds)):
        possible = functools.reduce(operator.or_, (truth(part, world) for world in worlds))
        statement = worlds[0].stack.statement(part)
        yield Comparison(statement=statement, truths=possible, figures=tuple(_figures(part, worlds[0])))


def _parts(node: Node, worlds: list[World]) -> Iterator[Node]:
    """What *and*, *or* and *not* join, but for readings and for what belongs to a reading not chosen."""
    if isinstance(node, tree.And | tree.Or | tree.Not):
        if not _belongs_to_other_reading(node, worlds):
            for child in tree.children(node):
                yield from _parts(child, worlds)
    elif not isinstance(node, tree.ReadingIs | tree.Truth):
        yield node


def _belongs_to_other_reading(node: Node, worlds: list[World]) -> bool:
    asked = [child for child in tree.children(node) if isinstance(child, tree.ReadingIs)]
    return isinstance(node, tree.And) and any(
        all(truth(reading, world) is Truths.FALSE for world in worlds) for reading in asked
    )


@functools.singledispatch
def _figures(node: Node, world: World) -> Iterable[Figure]:
    for child in tree.children(node):
        yield from _figures(child, world)


@_figures.register
def _(node: tree.FactValue, world: World) -> Iterable[Figure]:
    declaration = world.stack.fact[node.fact]
    return [Figure(label=declaration.label, type=declaration.type, possible=evaluate(node, world, None))]


@_figures.register
def _(node: tree.LastYear, world: World) -> Iterable[Figure]:
    declaration = world.stack.fact[node.fact]
    label = text("wording.last-year", fact=declaration.label)
    return [Figure(label=label, type=declaration.type, possible=world.last_year(node.fact))]


@_figures.register
def _(node: tree.Count, world: World) -> Iterable[Figure]:
    label = world.stack.statement(node)
    return [Figure(label=label, type=Measure.COUNT, possible=evaluate(node, world, None))]


@_figures.register
def _(node: tree.Every, world: World) -> Iterable[Figure]:
    found = members(node.records, node.where, world)
    against = [all_of((counts, truth(node.holds, world, each).negated)) for counts, each in found]
    looked_at = [counts for counts, _ in found]
    return [
        _count("figure.looked-at", node.records, counted(node.records, looked_at, world), world),
        _count("figure.against", node.records, counted(node.records, against, world), world),
    ]


@_figures.register
def _(node: tree.RecordShare, world: World) -> Iterable[Figure]:
    found = members(node.records, node.whole, world)
    having = [all_of((counts, truth(node.part, world, each))) for counts, each in found]
    whole = counted(node.records, [counts for counts, _ in found], world)
    yield _count("figure.whole", node.records, whole, world)
    yield _count("figure.part", node.records, counted(node.records, having, world), world)
    if whole.is_decided:
        yield _needed(node.at_least, whole)


@_figures.register
def _(node: tree.Share, world: World) -> Iterable[Figure]:
    yield from _figures(node.part, world)
    yield from _figures(node.whole, world)
    whole = evaluate(node.whole, world, None)
    if isinstance(whole, Interval) and whole.is_decided:
        yield _needed(node.at_least, whole)


def _needed(at_least: tree.Ratio, whole: Interval) -> Figure:
    """The least whole number that reaches the ratio: of 25, 70% needs 18, since 17.5 is not reached by 17."""
    least = -(-at_least.parts * whole.hi // at_least.of)
    label = text("figure.needed", parts=at_least.parts, of=at_least.of)
    return Figure(label=label, type=Measure.COUNT, possible=Interval.exactly(least))


def _count(code: str, records: str, possible: Interval, world: World) -> Figure:
    label: Text = text(code, records=world.stack.records[records].label)
    return Figure(label=label, type=Measure.COUNT, possible=possible)
