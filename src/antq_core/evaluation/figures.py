"""The parts of a condition with the figures that were compared, for people who check a finding."""

import functools
from collections.abc import Iterable, Iterator

import attrs

from antq_core.evaluation.interpreter import counted, members, number, truth, value
from antq_core.evaluation.reading_tables import Way
from antq_core.evaluation.world import World
from antq_core.expressions import tree
from antq_core.expressions.tree import Measure, Node
from antq_core.expressions.vocabulary import Term
from antq_core.expressions.walking import children
from antq_core.expressions.wording import describe, in_percent, in_words
from antq_core.findings.finding import Comparison, Figure
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.possible import Interval, Possible, Truths, all_of


def comparisons(still: Iterable[Way], world: World) -> Iterator[Comparison]:
    """The parts of a criterion's conditions over all allowed readings, with the figures compared."""
    for part in dict.fromkeys(part for way in still for part in way.parts):
        yield Comparison(
            statement=world.stack.statement(part),
            truths=truth(part, world),
            figures=tuple(dict.fromkeys(figures_of(part, world))),
        )


def figures_of(node: Node, world: World) -> tuple[Figure, ...]:
    """The figures that a tree looks at; the parts of many conditions look at the same."""
    if node not in world.figures:
        world.figures[node] = tuple(_looked_at(node, world))
    return world.figures[node]


@functools.singledispatch
def _looked_at(node: Node, world: World) -> Iterable[Figure]:
    for child in children(node):
        yield from figures_of(child, world)


@_looked_at.register
def _(node: tree.FactValue, world: World) -> Iterable[Figure]:
    term = world.stack.fact[node.fact].term
    return [_figure(term.label, term, value(node, world), world.stated_range(node.fact))]


@_looked_at.register
def _(node: tree.LastYear, world: World) -> Iterable[Figure]:
    term = world.stack.fact[node.fact].term
    label = text("wording.last-year", fact=term.label)
    return [_figure(label, term, world.last_year(node.fact), world.stated_range(node.fact, years_ago=1))]


@_looked_at.register
def _(node: tree.Count, world: World) -> Iterable[Figure]:
    possible = number(node, world)
    return [_count(world.stack.statement(node), node.records, possible, world)]


@_looked_at.register
def _(node: tree.Every, world: World) -> Iterable[Figure]:
    found = members(node.records, node.where, world)
    against = [all_of((counts, truth(node.holds, world, each).negated)) for counts, each in found]
    looked_at = counted(node.records, [counts for counts, _ in found], world)
    return [
        _count(_of_list("figure.looked-at", node.records, world), node.records, looked_at, world),
        _count(text("figure.against"), node.records, counted(node.records, against, world), world),
    ]


@_looked_at.register
def _(node: tree.RecordShare, world: World) -> Iterable[Figure]:
    found = members(node.records, node.whole, world)
    having = [all_of((counts, truth(node.part, world, each))) for counts, each in found]
    whole = counted(node.records, [counts for counts, _ in found], world)
    of_all = _of_list("figure.whole", node.records, world)
    yield _count(_of_sort(of_all, node, world), node.records, whole, world)
    part = describe(node.part, world.stack.vocabulary, node.records)
    with_part = _of_sort(text("figure.part", part=part), node, world)
    yield _count(with_part, node.records, counted(node.records, having, world), world)
    if whole.is_decided:
        needed = _needed(node.at_least, whole)
        yield attrs.evolve(needed, label=_of_sort(needed.label, node, world))


@_looked_at.register
def _(node: tree.Share, world: World) -> Iterable[Figure]:
    yield from figures_of(node.part, world)
    yield from figures_of(node.whole, world)
    whole = number(node.whole, world)
    if whole.is_decided:
        yield _needed(node.at_least, whole)


@_looked_at.register
def _(node: tree.Coded, world: World) -> Iterable[Figure]:
    """The answer itself, by which people see that a rule was coded, and the facts that it declares."""
    label = world.stack.statement(node)
    measure, anything = (Measure.TRUTH, Truths.EITHER) if node.gives is None else (Measure.POINTS, node.gives)
    yield _figure(label, Term(measure, label), value(node, world), anything)
    for read in node.reads:
        yield from figures_of(read, world)


def _of_sort(label: Text, node: tree.RecordShare, world: World) -> Text:
    """A label of a share; where the share is of records of one sort, it says of which."""
    conditions = node.whole.operands if isinstance(node.whole, tree.And) else (node.whole,)
    sorts = [each for each in conditions if isinstance(each, tree.OneOf) and len(each.codes) == 1]
    for sort in sorts:
        which = describe(sort, world.stack.vocabulary, node.records)
        label = text("figure.of-sort", whole=label, which=which)
    return label


def _needed(at_least: tree.Ratio, whole: Interval) -> Figure:
    """The least whole number that reaches the ratio: of 25, 70% needs 18, since 17 is 68%."""
    least = Interval.exactly(-(-at_least.parts * whole.hi // at_least.of))
    label = text("figure.needed", ratio=in_percent(at_least))
    return Figure(label=label, type=Measure.COUNT, possible=least, shown=in_words(least, Measure.COUNT))


def _of_list(code: str, records: str, world: World) -> Text:
    return text(code, records=world.stack.records[records].label)


def _count(label: Text, records: str, possible: Interval, world: World) -> Figure:
    anything = Interval(0, world.stack.records[records].at_most)
    return _figure(label, Term(Measure.COUNT, label), possible, anything)


def _figure(label: Text, term: Term, possible: Possible, anything: Possible) -> Figure:
    known = possible.is_decided or possible != anything
    shown = in_words(possible, term.type, term.codes) if known else text("value.unknown")
    return Figure(label=label, type=term.type, possible=possible, shown=shown)
