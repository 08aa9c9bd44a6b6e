"""Conditions with every *not* pushed down as far as it goes, so that like stands against like."""

from antq_core.expressions import tree
from antq_core.expressions.resolving import with_children
from antq_core.expressions.tree import Node, Operator

OPPOSITE = {
    Operator.EQUAL: Operator.UNEQUAL,
    Operator.UNEQUAL: Operator.EQUAL,
    Operator.LESS: Operator.AT_LEAST,
    Operator.AT_LEAST: Operator.LESS,
    Operator.MORE: Operator.AT_MOST,
    Operator.AT_MOST: Operator.MORE,
}


def plainly(node: Node) -> Node:
    """The same tree, in which no *not* stands before what could be said without it.

    >>> none = tree.Compare(tree.FactValue("fires"), Operator.MORE, tree.Number(0))
    >>> plainly(tree.Not(none)).operator
    <Operator.AT_MOST: '<='>
    """
    if isinstance(node, tree.Not):
        return negated(node.operand)
    return with_children(node, plainly)


def negated(node: Node) -> Node:
    """What holds where a condition does not."""
    match node:
        case tree.Truth(value):
            return tree.Truth(not value)
        case tree.Not(operand):
            return plainly(operand)
        case tree.And(operands):
            return tree.Or(tuple(map(negated, operands)))
        case tree.Or(operands):
            return tree.And(tuple(map(negated, operands)))
        case tree.Compare(left, operator, right):
            return tree.Compare(plainly(left), OPPOSITE[operator], plainly(right))
    return tree.Not(plainly(node))
