"""A tree under one way of reading the law: readings settled, and what they make certain taken out."""

from collections.abc import Callable, Mapping

import attrs

from antq_core.expressions import tree
from antq_core.expressions.tree import Node

TRUE, FALSE = tree.Truth(True), tree.Truth(False)


def resolve(node: Node, readings: Mapping[str, str]) -> Node:
    """The tree that is left once these readings are settled; it comes to the same on every dossier.

    >>> asked = tree.And((tree.ReadingIs("level", "counts"), tree.FactValue("fell")))
    >>> resolve(asked, {"level": "counts"})
    FactValue(fact='fell')
    >>> resolve(asked, {"level": "does_not_count"})
    Truth(value=False)
    """
    if isinstance(node, tree.ReadingIs):
        return tree.Truth(readings[node.reading] == node.option) if node.reading in readings else node
    resolved = with_children(node, lambda below: resolve(below, readings))
    match resolved:
        case tree.And(operands):
            return _joined(tree.And, operands, neutral=TRUE, decisive=FALSE)
        case tree.Or(operands):
            return _joined(tree.Or, operands, neutral=FALSE, decisive=TRUE)
        case tree.Not(tree.Truth(value)):
            return tree.Truth(not value)
    return resolved


def with_children(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with each node directly below it changed."""
    changed: dict[str, object] = {}
    for attribute in attrs.fields(type(node)):
        below = getattr(node, attribute.name)
        if isinstance(below, Node):
            changed[attribute.name] = change(below)
        elif isinstance(below, tuple) and any(isinstance(each, Node) for each in below):
            changed[attribute.name] = tuple(change(each) for each in below)
    return attrs.evolve(node, **changed) if changed else node


def _joined(
    kind: type[tree.And | tree.Or], operands: tuple[Node, ...], neutral: Node, decisive: Node
) -> Node:
    if decisive in operands:
        return decisive
    left = tuple(operand for operand in operands if operand != neutral)
    if not left:
        return neutral
    return left[0] if len(left) == 1 else kind(left)
