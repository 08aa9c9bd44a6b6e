"""Steps that can never be reached: by its words alone an earlier step holds wherever they do.

Nothing here knows what facts may be; a step that is not named may be out of reach all the same.
"""

import math
from collections.abc import Iterator

import attrs

from antq_core.expressions import tree
from antq_core.expressions.resolving import FALSE, TRUE
from antq_core.expressions.tree import Node, Operator
from antq_core.possible import Truths

Shares = tree.Share | tree.RecordShare


def unreachable_steps(steps: tree.Steps) -> Iterator[tuple[int, int]]:
    """The steps out of reach, counted from 1, each with the earlier step that keeps it so.

    What is left when no step holds counts as the last one. A step that never holds keeps itself out.
    """
    conditions = [arm.condition for arm in steps.arms if isinstance(arm, tree.Where)]
    for position, condition in enumerate((*conditions, TRUE)):
        if condition == FALSE:
            yield position + 1, position + 1
            continue
        for earlier, before in enumerate(conditions[:position]):
            if implies(condition, before):
                yield position + 1, earlier + 1
                break


def implies(condition: Node, other: Node) -> bool:
    """Whether the other condition surely holds wherever the first does, as far as their words show it."""
    if other in (condition, TRUE) or condition == FALSE:
        return True
    if isinstance(condition, Shares) and isinstance(other, Shares):
        return _same_share(condition, other) and _reaches(condition, other)
    match condition, other:
        case _, tree.And(operands):
            return all(implies(condition, each) for each in operands)
        case tree.Or(operands), _:
            return all(implies(each, other) for each in operands)
        case tree.Compare(), tree.Compare():
            return _beyond(condition, other)
    either = isinstance(other, tree.Or) and any(implies(condition, each) for each in other.operands)
    return either or (
        isinstance(condition, tree.And) and any(implies(each, other) for each in condition.operands)
    )


def _same_share(one: Shares, other: Shares) -> bool:
    """Whether two shares differ at most in their ratio and in their answer for nothing."""
    return attrs.evolve(one, at_least=other.at_least, of_nothing=other.of_nothing) == other


def _reaches(one: Shares, other: Shares) -> bool:
    """Whether the ratio of the one is no lower, and its answer for nothing no kinder."""
    higher = one.at_least.parts * other.at_least.of >= other.at_least.parts * one.at_least.of
    decided = one.of_nothing is other.of_nothing and one.of_nothing is not Truths.EITHER
    return higher and (decided or one.of_nothing is Truths.FALSE or other.of_nothing is Truths.TRUE)


def _beyond(one: tree.Compare, other: tree.Compare) -> bool:
    """Whether everything that satisfies one comparison of a number satisfies another of the same number."""
    if one.left != other.left or type(one.right) is not type(other.right):
        return False
    inner, outer = _span(one), _span(other)
    if inner is None:
        return False
    if outer is not None:
        return outer[0] <= inner[0] and inner[1] <= outer[1]
    left_out = _number(other.right)
    return left_out is not None and not inner[0] <= left_out <= inner[1]


def _span(compared: tree.Compare) -> tuple[float, float] | None:
    """The least and the most whole number that satisfies it; None where these are not all between the two."""
    bound = _number(compared.right)
    if bound is None:
        return None
    spans = {
        Operator.AT_LEAST: (bound, math.inf),
        Operator.MORE: (bound + 1, math.inf),
        Operator.AT_MOST: (-math.inf, bound),
        Operator.LESS: (-math.inf, bound - 1),
        Operator.EQUAL: (bound, bound),
    }
    return spans.get(compared.operator)


def _number(node: Node) -> int | None:
    match node:
        case tree.Number(value) | tree.Points(value):
            return value
        case tree.Day(day):
            return day.toordinal()
    return None
