"""Which way a standard uses its facts, held against the direction that each fact declares.

A use pulls up where more of the fact can only help the unit, down where it can only harm it. Of any other
use nothing is said: equality with a number inside the range, steps that go up and down, choices of codes
from the middle, what decides whether something applies.
"""

import functools
from collections.abc import Iterator, Mapping

import attrs

from antq_core.domain.declarations import NUMERIC, Direction, FactDeclaration
from antq_core.expressions import tree
from antq_core.expressions.tree import Node, Operator
from antq_core.expressions.walking import children, walk
from antq_core.messages.catalogue import text
from antq_core.possible import Interval
from antq_core.soundness.remarks import Remark, RemarkCode
from antq_core.standards.bounds import Ranges, bounds
from antq_core.standards.standard import Standard
from antq_core.standards.trees import trees_of

UP, DOWN, EITHER_WAY = 1, -1, 0
AGAINST = {Direction.MORE_IS_BETTER: DOWN, Direction.LESS_IS_BETTER: UP}
LEFT_OUT = ("scope", "applies_where")
"""Places at which more or less of a fact helps nobody: they say who is asked at all."""

Use = tuple[str, int]
"""A fact, and which way it pulls."""


def against_direction(standard: Standard) -> Iterator[Remark]:
    """The places where a fact is used against its direction, each fact once a place."""
    at = _Declared({fact.name: fact for fact in standard.facts}, standard.ranges)
    for path, node in trees_of(standard).items():
        if path[-1] in LEFT_OUT:
            continue
        for fact, way in dict.fromkeys(uses(node, at, UP)):
            declared = at.facts.get(fact)
            if declared is not None and AGAINST.get(declared.direction) == way:
                facts = {"fact": fact, "direction": text(f"soundness.direction-{declared.direction.value}")}
                yield Remark(RemarkCode.AGAINST_DIRECTION, path, facts)


@attrs.frozen
class _Declared:
    """What the standard declares of its facts; of national facts a provincial one knows nothing."""

    facts: Mapping[str, FactDeclaration]
    ranges: Ranges

    def bounds(self, node: Node) -> Interval | None:
        """How far a number of this standard can go; None for any other value."""
        return None if any(map(self._is_elsewhere, walk(node))) else bounds(node, self.ranges)

    def _is_elsewhere(self, node: Node) -> bool:
        """Whether a node is a day, is about a record, or is told only by other standards or other items."""
        match node:
            case tree.FactValue(name) | tree.LastYear(name):
                return name not in self.facts or self.facts[name].measure not in NUMERIC
            case tree.Count(records):
                return records not in self.ranges.records
            case tree.Coded(gives=gives):
                return gives is None
        return isinstance(node, tree.Day | tree.WindowEdge | tree.FieldValue | tree.ItemPoints)


@functools.singledispatch
def uses(node: Node, at: _Declared, way: int) -> Iterator[Use]:
    """The facts of this year below a node, each with the way in which it pulls.

    All operands pull as the whole does: those of sums, of *and*, *or* and of clamps.
    """
    for child in children(node):
        yield from uses(child, at, way)


@uses.register
def _(node: tree.FactValue, at: _Declared, way: int) -> Iterator[Use]:
    yield node.fact, way


@uses.register
def _(node: tree.Compare, at: _Declared, way: int) -> Iterator[Use]:
    match node.operator:
        case Operator.MORE | Operator.AT_LEAST:
            pull = way
        case Operator.LESS | Operator.AT_MOST:
            pull = -way
        case Operator.EQUAL:
            pull = way * _pull_of_equality(node, at)
        case _:
            pull = -way * _pull_of_equality(node, at)
    yield from uses(node.left, at, pull)
    yield from uses(node.right, at, -pull)


@uses.register
def _(node: tree.OneOf, at: _Declared, way: int) -> Iterator[Use]:
    declared = at.facts.get(node.choice.fact) if isinstance(node.choice, tree.FactValue) else None
    if declared is None:
        return
    codes = [option.code for option in declared.options]
    named = [code in node.codes for code in codes]  # codes stand from the lowest to the highest
    pull = UP if named == sorted(named) else DOWN if named == sorted(named, reverse=True) else EITHER_WAY
    yield declared.name, way * pull


@uses.register(tree.During)
@uses.register(tree.Coded)
@uses.register(tree.Count)
@uses.register(tree.Every)
@uses.register(tree.RecordShare)
def _(node: Node, at: _Declared, way: int) -> Iterator[Use]:
    for child in children(node):
        yield from uses(child, at, EITHER_WAY)


@uses.register
def _(node: tree.Not, at: _Declared, way: int) -> Iterator[Use]:
    yield from uses(node.operand, at, -way)


@uses.register
def _(node: tree.Difference, at: _Declared, way: int) -> Iterator[Use]:
    yield from uses(node.left, at, way)
    yield from uses(node.right, at, -way)


@uses.register
def _(node: tree.Times, at: _Declared, way: int) -> Iterator[Use]:
    yield from uses(node.operand, at, way * _sign(node.factor))


@uses.register
def _(node: tree.PerEach, at: _Declared, way: int) -> Iterator[Use]:
    yield from uses(node.count, at, way * _sign(node.hundredths))


@uses.register
def _(node: tree.Share, at: _Declared, way: int) -> Iterator[Use]:
    yield from uses(node.part, at, way)
    yield from uses(node.whole, at, -way)


@uses.register
def _(node: tree.Where, at: _Declared, way: int) -> Iterator[Use]:
    amount = at.bounds(node.amount)
    pull = EITHER_WAY if amount is None else UP if amount.lo >= 0 else DOWN if amount.hi <= 0 else EITHER_WAY
    yield from uses(node.condition, at, way * pull)
    yield from uses(node.amount, at, way)


@uses.register
def _(node: tree.Steps, at: _Declared, way: int) -> Iterator[Use]:
    """The conditions pull up where no step brings more than the one before it."""
    arms = [arm for arm in node.arms if isinstance(arm, tree.Where)]
    amounts = [arm.amount for arm in arms] + [node.otherwise]
    pull = way * _pull_of([at.bounds(each) for each in amounts])
    for arm in arms:
        yield from uses(arm.condition, at, pull)
    for each in amounts:
        yield from uses(each, at, way)


@uses.register
def _(node: tree.Rescaled, at: _Declared, way: int) -> Iterator[Use]:
    for part in node.parts:
        if isinstance(part, tree.Where):
            yield from uses(part.amount, at, way)


def _pull_of(amounts: list[Interval | None]) -> int:
    found = [each.lo for each in amounts if each is not None and each.is_decided]
    if len(found) < len(amounts):
        return EITHER_WAY
    if found == sorted(found, reverse=True):
        return UP
    return DOWN if found == sorted(found) else EITHER_WAY


def _pull_of_equality(node: tree.Compare, at: _Declared) -> int:
    """Equality with the least that a number can be asks for less, with the most for more."""
    left, right = at.bounds(node.left), at.bounds(node.right)
    if left is None or right is None or not right.is_decided or left.is_decided:
        return EITHER_WAY
    return {left.lo: DOWN, left.hi: UP}.get(right.lo, EITHER_WAY)


def _sign(factor: int) -> int:
    return (factor > 0) - (factor < 0)
