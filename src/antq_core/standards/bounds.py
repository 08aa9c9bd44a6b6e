"""How far a number can go at all, whatever a dossier says: from the ranges that facts declare."""

import functools
from collections.abc import Iterator, Mapping

import attrs

from antq_core.domain.declarations import FactDeclaration, RecordDeclaration
from antq_core.expressions import tree
from antq_core.expressions.resolving import TRUE
from antq_core.expressions.tree import Node
from antq_core.possible import Interval, Part, Truths, hull_of, rescaled, total


@attrs.frozen
class Ranges:
    """The facts and lists in reach, by name."""

    facts: Mapping[str, FactDeclaration]
    records: Mapping[str, RecordDeclaration]


@functools.singledispatch
def bounds(node: Node, ranges: Ranges) -> Interval:
    """The least and the most that a sound number or points can come to.

    Raises `TypeError` for a node that gives neither.
    """
    raise TypeError(f"{type(node).__name__} has no bounds")


@bounds.register
def _(node: tree.Number, ranges: Ranges) -> Interval:
    return Interval.exactly(node.value)


@bounds.register
def _(node: tree.Points, ranges: Ranges) -> Interval:
    return Interval.exactly(node.hundredths)


@bounds.register(tree.FactValue)
@bounds.register(tree.LastYear)
def _(node: tree.FactValue | tree.LastYear, ranges: Ranges) -> Interval:
    fact = ranges.facts[node.fact]
    assert fact.range is not None  # a number without a range does not pass checking
    if fact.derivation is None or isinstance(node, tree.LastYear):
        return fact.range
    return fact.range.hull(bounds(fact.derivation, ranges))  # where the two contradict, it may be either


@bounds.register
def _(node: tree.Sum, ranges: Ranges) -> Interval:
    return total(bounds(operand, ranges) for operand in node.operands)


@bounds.register
def _(node: tree.Difference, ranges: Ranges) -> Interval:
    return bounds(node.left, ranges) - bounds(node.right, ranges)


@bounds.register
def _(node: tree.Times, ranges: Ranges) -> Interval:
    return bounds(node.operand, ranges).scaled(node.factor)


@bounds.register
def _(node: tree.Count, ranges: Ranges) -> Interval:
    return Interval(0, ranges.records[node.records].at_most)


@bounds.register
def _(node: tree.PerEach, ranges: Ranges) -> Interval:
    return bounds(node.count, ranges).scaled(node.hundredths)


@bounds.register
def _(node: tree.Where, ranges: Ranges) -> Interval:
    inside = bounds(node.amount, ranges)
    return inside if node.condition == TRUE else inside.hull(Interval.exactly(0))


@bounds.register
def _(node: tree.Steps, ranges: Ranges) -> Interval:
    arms = [arm.amount for arm in node.arms if isinstance(arm, tree.Where)]
    return hull_of(bounds(each, ranges) for each in (*arms, node.otherwise))


@bounds.register
def _(node: tree.Clamp, ranges: Ranges) -> Interval:
    return bounds(node.operand, ranges).clamped(node.at_least, node.at_most)


@bounds.register
def _(node: tree.Rescaled, ranges: Ranges) -> Interval:
    return rescaled(_parts(node, ranges), node.to, node.rounding)


@bounds.register
def _(node: tree.Untranscribed, ranges: Ranges) -> Interval:
    return Interval(node.least, node.most)


@bounds.register
def _(node: tree.ItemPoints, ranges: Ranges) -> Interval:
    assert node.of is not None  # only trees in which the items have been put are asked
    return bounds(node.of, ranges)


@bounds.register
def _(node: tree.Coded, ranges: Ranges) -> Interval:
    assert node.gives is not None  # one that gives a truth does not pass checking here
    return node.gives


def _parts(node: tree.Rescaled, ranges: Ranges) -> Iterator[Part]:
    for part, out_of in zip(node.parts, node.out_of, strict=True):
        assert isinstance(part, tree.Where)  # other parts do not pass checking
        applies = Truths.TRUE if part.condition == TRUE else Truths.EITHER
        yield Part(applies, bounds(part.amount, ranges), out_of)
