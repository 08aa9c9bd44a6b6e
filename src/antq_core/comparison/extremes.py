"""The least and the most that a number can come to, as far as that is written."""

from collections.abc import Mapping

from antq_core.expressions import tree
from antq_core.expressions.resolving import TRUE
from antq_core.expressions.tree import Node
from antq_core.possible import Interval

Ranges = Mapping[str, Interval]
"""How far each fact can go, this year or the year before; one that is not named may be anything."""


def least(node: Node, ranges: Ranges) -> int | None:
    """The least that a number can come to; None where that is not known.

    >>> least(tree.Difference(tree.Number(5), tree.Clamp(tree.FactValue("fires"), 0, 3)), {})
    2
    """
    return _end(node, ranges, lowest=True)


def most(node: Node, ranges: Ranges) -> int | None:
    """The most that a number can come to; None where that is not known."""
    return _end(node, ranges, lowest=False)


def as_steps(node: Node) -> tree.Steps:
    """A number as steps: one that is no choice between amounts has a last arm only."""
    match node:
        case tree.Steps():
            return node
        case tree.Where(condition, amount):
            return tree.Steps((tree.Where(condition, amount),), tree.Number(0))
    return tree.Steps((), node)


def arms_of(steps: tree.Steps) -> list[tuple[Node, Node]]:
    """The arms with their conditions; the last is taken where no other is."""
    arms = [(arm.condition, arm.amount) for arm in steps.arms if isinstance(arm, tree.Where)]
    return [*arms, (TRUE, steps.otherwise)]


def _end(node: Node, ranges: Ranges, *, lowest: bool) -> int | None:
    match node:
        case tree.Number(number) | tree.Points(number):
            return number
        case tree.Day(day):
            return day.toordinal()
        case tree.FactValue(fact) | tree.LastYear(fact) if fact in ranges:
            return ranges[fact].lo if lowest else ranges[fact].hi
        case tree.Count():
            return 0 if lowest else None
        case tree.Untranscribed():
            return node.least if lowest else node.most
        case tree.ItemPoints(of=tree.Node() as inside):
            return _end(inside, ranges, lowest=lowest)
        case tree.Clamp():
            return _clamped(node, ranges, lowest=lowest)
        case tree.Times(factor, operand) | tree.PerEach(factor, operand):
            end = _end(operand, ranges, lowest=lowest is (factor >= 0))
            return None if end is None else end * factor
        case tree.Sum(operands):
            return _total([_end(each, ranges, lowest=lowest) for each in operands])
        case tree.Difference(left, right):
            taken = _end(right, ranges, lowest=not lowest)
            return _total([_end(left, ranges, lowest=lowest), None if taken is None else -taken])
        case tree.Where() | tree.Steps():
            ends = [_end(amount, ranges, lowest=lowest) for _, amount in arms_of(as_steps(node))]
            known = [each for each in ends if each is not None]
            if len(known) < len(ends):
                return None
            return min(known) if lowest else max(known)
    return None


def _clamped(node: tree.Clamp, ranges: Ranges, *, lowest: bool) -> int | None:
    end = _end(node.operand, ranges, lowest=lowest)
    if end is None:
        return node.at_least if lowest else node.at_most
    return Interval.exactly(end).clamped(node.at_least, node.at_most).lo


def _total(ends: list[int | None]) -> int | None:
    known = [each for each in ends if each is not None]
    return sum(known) if len(known) == len(ends) else None
