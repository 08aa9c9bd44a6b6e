"""The nodes of the language: plain values with structural equality, and nothing that computes.

A tree means what `antq_core.evaluation.interpreter` makes of it. The operators that build trees live
in `antq_core.expressions.writing`, so that ``==`` here compares two trees and never makes a third.
"""

import datetime
import enum
from fractions import Fraction

import attrs

from antq_core.errors import Problem, StandardError
from antq_core.expressions.checked import Checked
from antq_core.messages.text import Text
from antq_core.possible import Interval, Rounding, Truths


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

    def __attrs_post_init__(self) -> None:
        written: object = self.parts  # which an author may have written as anything
        if isinstance(written, float) and 0 < written <= 1 and self.of == 100:
            part, whole = Fraction(str(written)).as_integer_ratio()
            meant = f"Ratio({part}, {whole})" if 100 % whole else f"Ratio({part * 100 // whole})"
            facts = {"found": written, "meant": meant}
            raise StandardError([Problem("tree.ratio-of-fraction", ("parts",), facts)])
        super().__attrs_post_init__()


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


@attrs.frozen(cache_hash=True)
class PerEach(Node):
    """So many hundredths of a point, which may be below 0, for each of a count."""

    hundredths: int
    count: Node


@attrs.frozen(cache_hash=True)
class Where(Node):
    """Points, or a number, where a condition holds, and 0 where it does not."""

    condition: Node
    amount: Node


@attrs.frozen(cache_hash=True)
class Steps(Node):
    """The amount of the first of its arms (each a `Where`) whose condition holds, else another one."""

    arms: tuple[Node, ...]
    otherwise: Node


@attrs.frozen(cache_hash=True)
class Clamp(Node):
    """A number, or points, brought back to a bound that it passes."""

    operand: Node
    at_least: int | None = None
    at_most: int | None = None


@attrs.frozen(cache_hash=True)
class Rescaled(Checked, Node):
    """The points of the parts that apply, out of what these could bring, put upon another scale.

    Each part is a `Where`: its condition says whether it applies, `out_of` what it could bring at most.
    """

    parts: tuple[Node, ...]
    out_of: tuple[int, ...]
    to: int
    rounding: Rounding


@attrs.frozen(cache_hash=True)
class Untranscribed(Checked, Node):
    """Points of which the law has not been transcribed: anything from `least` to `most`."""

    name: str
    label: Text
    least: int
    most: int


@attrs.frozen(cache_hash=True)
class ItemPoints(Node):
    """The points of a scored item. `of` is the tree that gives them; a standard puts it in."""

    item: str
    of: Node | None = None


@attrs.frozen(cache_hash=True)
class MeetsStandard(Checked, Node):
    """Whether the unit meets what another scheme of standards asks of it; `label` says which in words."""

    scheme: str
    label: Text


@attrs.frozen(kw_only=True, cache_hash=True)
class Coded(Checked, Node):
    """What a function of a plugin says, where the language does not reach.

    It sees the facts of `reads` and the lists of `records`, nothing else. `gives` is the range of its
    points, or None where it says whether something holds. The function itself is no part of the data:
    without it the answer is unknown.
    """

    distribution: str
    name: str
    version: str
    source_digest: str
    text: Text
    reads: tuple[Node, ...] = ()
    records: tuple[str, ...] = ()
    gives: Interval | None = None


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
    PerEach,
    Where,
    Steps,
    Clamp,
    Rescaled,
    Untranscribed,
    ItemPoints,
    MeetsStandard,
    Coded,
)
"""Every operator of the language. What interprets, stores, prints or generates trees is tested against it."""
