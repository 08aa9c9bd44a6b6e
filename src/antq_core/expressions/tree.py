"""The nodes of the language: plain values with structural equality, and nothing that computes.

A tree means what `antq_core.evaluation.interpreter` makes of it. The operators that build trees live
in `antq_core.expressions.writing`, so that ``==`` here compares two trees and never makes a third.
"""

import datetime
import enum
from collections.abc import Iterator

import attrs

from antq_core.expressions.checked import Checked
from antq_core.possible import Truths


class Measure(enum.StrEnum):
    """What a value measures. Points are whole hundredths of a point; an identifier is only matched."""

    TRUTH = "truth"
    COUNT = "count"
    POINTS = "points"
    DAY = "day"
    IDENTIFIER = "identifier"


@attrs.frozen(cache_hash=True)
class Choice:
    """One of a few codes, given from the lowest to the highest where they have an order."""

    codes: tuple[str, ...]


ValueType = Measure | Choice


class Period(enum.StrEnum):
    """A stretch of days that the law names; the dossier's year and window give it its days."""

    WINDOW = "window"
    FIRST_QUARTER = "first_quarter"
    DECEMBER_BEFORE = "december_before"


class Edge(enum.StrEnum):
    """One end of the window."""

    START = "start"
    END = "end"


class Operator(enum.StrEnum):
    """How two numbers or two days are compared."""

    EQUAL = "=="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@attrs.frozen(cache_hash=True)
class Node:
    """The base of all nodes."""


@attrs.frozen(cache_hash=True)
class Truth(Node):
    """A truth that is written down."""

    value: bool


@attrs.frozen(cache_hash=True)
class Number(Node):
    """A whole number that is written down."""

    value: int


@attrs.frozen(cache_hash=True)
class Points(Node):
    """Points that are written down, in whole hundredths."""

    hundredths: int


@attrs.frozen(cache_hash=True)
class Day(Node):
    """A day that is written down."""

    value: datetime.date


@attrs.frozen(cache_hash=True)
class WindowEdge(Node):
    """The first or the last day of the window."""

    edge: Edge


@attrs.frozen(cache_hash=True)
class FactValue(Node):
    """A fact of the dossier, on the basis of the assessment."""

    fact: str


@attrs.frozen(cache_hash=True)
class LastYear(Node):
    """The same fact in the sheet of the year before."""

    fact: str


@attrs.frozen(cache_hash=True)
class FieldValue(Node):
    """A field of the record that a count, an `Every` or a share of records looks at."""

    field: str


@attrs.frozen(cache_hash=True)
class ReadingIs(Node):
    """Whether the law is read in one of its possible ways."""

    reading: str
    option: str


@attrs.frozen(cache_hash=True)
class Compare(Node):
    """Two numbers, or two days, held against each other."""

    left: Node
    operator: Operator
    right: Node


@attrs.frozen(cache_hash=True)
class OneOf(Node):
    """Whether a choice is one of some codes."""

    choice: Node
    codes: tuple[str, ...]


@attrs.frozen(cache_hash=True)
class During(Node):
    """Whether a day lies in a period, both ends included."""

    day: Node
    period: Period


@attrs.frozen(cache_hash=True)
class And(Node):
    """Whether all hold."""

    operands: tuple[Node, ...]


@attrs.frozen(cache_hash=True)
class Or(Node):
    """Whether at least one holds."""

    operands: tuple[Node, ...]


@attrs.frozen(cache_hash=True)
class Not(Node):
    """Whether it does not hold."""

    operand: Node


@attrs.frozen(cache_hash=True)
class Sum(Node):
    """Numbers, or points, added up."""

    operands: tuple[Node, ...]


@attrs.frozen(cache_hash=True)
class Difference(Node):
    """The right taken from the left."""

    left: Node
    right: Node


@attrs.frozen(cache_hash=True)
class Times(Node):
    """A number, or points, times a whole factor."""

    factor: int
    operand: Node


@attrs.frozen(cache_hash=True)
class Count(Node):
    """How many records of the window and the place satisfy a condition."""

    records: str
    where: Node = Truth(True)


@attrs.frozen(cache_hash=True)
class Every(Node):
    """Whether each record of the window and the place that satisfies `where` also satisfies `holds`."""

    records: str
    holds: Node
    where: Node = Truth(True)


@attrs.frozen(cache_hash=True)
class Ratio(Checked):
    """`parts` of `of`, as the law writes it: 70 of 100. Never divided."""

    parts: int
    of: int = 100


@attrs.frozen(cache_hash=True)
class Share(Checked, Node):
    """Whether `part` is at least a ratio of `whole`; `of_nothing` is the answer for a whole of 0."""

    part: Node
    whole: Node
    at_least: Ratio
    of_nothing: Truths


@attrs.frozen(cache_hash=True)
class RecordShare(Checked, Node):
    """Whether at least a ratio of the records that satisfy `whole` also satisfy `part`."""

    records: str
    part: Node
    whole: Node
    at_least: Ratio
    of_nothing: Truths


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


def facts_in(node: Node) -> frozenset[str]:
    """The facts of this year that a tree asks for."""
    return frozenset(each.fact for each in walk(node) if isinstance(each, FactValue))


NODES: tuple[type[Node], ...] = (
    Truth,
    Number,
    Points,
    Day,
    WindowEdge,
    FactValue,
    LastYear,
    FieldValue,
    ReadingIs,
    Compare,
    OneOf,
    During,
    And,
    Or,
    Not,
    Sum,
    Difference,
    Times,
    Count,
    Every,
    Share,
    RecordShare,
)
"""Every operator of the language. What interprets, stores, prints or generates trees is tested against it."""
