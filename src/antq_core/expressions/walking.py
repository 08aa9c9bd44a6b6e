"""Ways through a tree: what stands directly below a node, everything below it, and what it asks for."""

from collections.abc import Iterator

import attrs

from antq_core.expressions.tree import FactValue, MeetsStandard, Node, ReadingIs


def places(node: Node) -> Iterator[tuple[tuple[str | int, ...], Node]]:
    """The nodes directly below, each with the steps to it: ``left``, or ``operands`` and a number."""
    for attribute in attrs.fields(type(node)):
        below = getattr(node, attribute.name)
        if isinstance(below, Node):
            yield (attribute.name,), below
        elif isinstance(below, tuple):
            for position, each in enumerate(below):
                if isinstance(each, Node):
                    yield (attribute.name, position), each


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below, in the order of writing."""
    return (below for _, below in places(node))


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def readings_in(node: Node) -> frozenset[str]:
    """The readings that a tree asks for."""
    return frozenset(each.reading for each in walk(node) if isinstance(each, ReadingIs))


def schemes_in(node: Node) -> frozenset[str]:
    """The other schemes whose verdict a tree asks for."""
    return frozenset(each.scheme for each in walk(node) if isinstance(each, MeetsStandard))


def facts_in(node: Node) -> frozenset[str]:
    """The facts of this year that a tree asks for."""
    return frozenset(each.fact for each in walk(node) if isinstance(each, FactValue))
