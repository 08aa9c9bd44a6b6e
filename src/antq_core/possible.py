"""What may be true: sets of truths, of outcomes and of verdicts, and intervals of whole numbers.

The meaning of the whole library stands here. A result is the *set* of results over everything that a
dossier leaves possible: perhaps too wide, never too narrow, and decided when one member is left.

One law holds everywhere: learning never widens a set. Every operation below is monotone: narrower
operands give a result that is the same or narrower.
"""

import enum
import functools
import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Self

import attrs


class _Possibilities(enum.Flag):
    """A set of what may be; the empty set means a contradiction and is never returned by this module."""

    @property
    def is_decided(self) -> bool:
        """Whether exactly one possibility is left."""
        return len(self) == 1

    def narrows(self, wider: Self) -> bool:
        """Whether every possibility of this set is one of the wider set."""
        return self in wider

    @property
    def words(self) -> tuple[str, ...]:
        """The possibilities left, as stable lower-case words."""
        return tuple(str(member.name).lower() for member in self)


class Truths(_Possibilities):
    """A non-empty subset of {false, true}."""

    FALSE = enum.auto()
    TRUE = enum.auto()
    EITHER = FALSE | TRUE

    @classmethod
    def of(cls, truth: bool) -> "Truths":
        """The set that holds one truth."""
        return cls.TRUE if truth else cls.FALSE

    @property
    def negated(self) -> "Truths":
        """What *not* may give."""
        if self is Truths.EITHER:
            return self
        return Truths.FALSE if self is Truths.TRUE else Truths.TRUE


def all_of(truths: Iterable[Truths]) -> Truths:
    """What *and* may give; true for no operand at all. Every operand is looked at: nothing short-circuits.

    >>> all_of([Truths.TRUE, Truths.EITHER]) is Truths.EITHER
    True
    >>> all_of([Truths.FALSE, Truths.EITHER]) is Truths.FALSE
    True
    """
    operands = list(truths)
    if Truths.FALSE in operands:
        return Truths.FALSE
    return Truths.EITHER if Truths.EITHER in operands else Truths.TRUE


def any_of(truths: Iterable[Truths]) -> Truths:
    """What *or* may give; false for no operand at all."""
    operands = list(truths)
    if Truths.TRUE in operands:
        return Truths.TRUE
    return Truths.EITHER if Truths.EITHER in operands else Truths.FALSE


@attrs.frozen(order=False)
class Interval:
    """The whole numbers from `lo` to `hi`, both included.

    Counts are plain numbers; points are hundredths of a point; days are proleptic ordinals. Raises
    `ValueError` when `lo` is above `hi`: an empty interval would be a contradiction.
    """

    lo: int
    hi: int

    def __attrs_post_init__(self) -> None:
        if self.lo > self.hi:
            raise ValueError(f"an interval needs lo <= hi, not {self.lo} and {self.hi}")

    @classmethod
    def exactly(cls, number: int) -> "Interval":
        """The interval that holds one number."""
        return cls(number, number)

    @property
    def is_decided(self) -> bool:
        """Whether exactly one number is left."""
        return self.lo == self.hi

    @property
    def width(self) -> int:
        """How far the ends lie apart; 0 when decided."""
        return self.hi - self.lo

    def __contains__(self, number: int) -> bool:
        return self.lo <= number <= self.hi

    def narrows(self, wider: "Interval") -> bool:
        """Whether every number of this interval is one of the wider interval."""
        return wider.lo <= self.lo and self.hi <= wider.hi

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.lo + other.lo, self.hi + other.hi)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.lo - other.hi, self.hi - other.lo)

    def scaled(self, factor: int) -> "Interval":
        """Every number times a whole factor, which may be negative."""
        ends = (self.lo * factor, self.hi * factor)
        return Interval(min(ends), max(ends))

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both."""
        return Interval(min(self.lo, other.lo), max(self.hi, other.hi))

    def meet(self, other: "Interval") -> "Interval | None":
        """What both allow; None when they contradict each other."""
        lo, hi = max(self.lo, other.lo), min(self.hi, other.hi)
        return Interval(lo, hi) if lo <= hi else None

    def clamped(self, at_least: int | None, at_most: int | None) -> "Interval":
        """Every number brought back to a bound that it passes."""
        return Interval(_clamped(self.lo, at_least, at_most), _clamped(self.hi, at_least, at_most))

    def less_than(self, other: "Interval") -> Truths:
        """Whether a number of this interval is below one of the other."""
        if self.hi < other.lo:
            return Truths.TRUE
        return Truths.FALSE if self.lo >= other.hi else Truths.EITHER

    def at_most(self, other: "Interval") -> Truths:
        """Whether a number of this interval is at most one of the other."""
        return other.less_than(self).negated

    def equals(self, other: "Interval") -> Truths:
        """Whether a number of this interval is one of the other."""
        if self.meet(other) is None:
            return Truths.FALSE
        return Truths.TRUE if self.is_decided and other.is_decided else Truths.EITHER


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of independent numbers; exactly 0 for none."""
    return sum(intervals, start=Interval.exactly(0))


def hull_of(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval that holds all of some. Raises `TypeError` for none."""
    return functools.reduce(Interval.hull, intervals)


def where(condition: Truths, amount: Interval) -> Interval:
    """An amount where a condition holds, and 0 where it does not."""
    if condition is Truths.TRUE:
        return amount
    nothing = Interval.exactly(0)
    return nothing if condition is Truths.FALSE else amount.hull(nothing)


def _clamped(number: int, at_least: int | None, at_most: int | None) -> int:
    if at_least is not None and number < at_least:
        return at_least
    return at_most if at_most is not None and number > at_most else number


class Rounding(enum.StrEnum):
    """Which way a number between two whole ones goes."""

    DOWN = "down"
    HALF_UP = "half_up"
    UP = "up"


@attrs.frozen
class Part:
    """Something that counts where it applies: what it brings, out of how much."""

    applies: Truths
    points: Interval
    out_of: int


def rescaled(parts: Iterable[Part], to: int, rounding: Rounding) -> Interval:
    """The points of the parts that apply, out of what they could bring together, upon another scale.

    Both ends are reached where the parts do not hang together. Raises `ValueError` when no part surely
    applies: of nothing there is no share.

    >>> half = Part(Truths.TRUE, Interval.exactly(25), 50)
    >>> rescaled([half, Part(Truths.EITHER, Interval.exactly(50), 50)], 100, Rounding.DOWN)
    Interval(lo=50, hi=75)
    """
    listed = list(parts)
    ends = []
    for counts, at_lowest in zip(counting_at_ends(listed), (True, False), strict=True):
        counted = [part for part, does in zip(listed, counts, strict=True) if does]
        points = sum(part.points.lo if at_lowest else part.points.hi for part in counted)
        ends.append(rounded_share(points * to, sum(part.out_of for part in counted), rounding))
    return Interval(*ends)


def counting_at_ends(parts: Sequence[Part]) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    """Whether each part counts where the share is lowest, and whether where it is highest.

    Raises `ValueError` when no part surely applies.
    """
    if not any(part.applies is Truths.TRUE for part in parts):
        raise ValueError("a share needs something that surely applies")
    lowest = _counting_at_least(parts, [part.points.lo for part in parts])
    # The most of some shares is the least of the same shares below nought, turned round.
    return lowest, _counting_at_least(parts, [-part.points.hi for part in parts])


def _counting_at_least(parts: Sequence[Part], brings: Sequence[int]) -> tuple[bool, ...]:
    """Which parts count where the share of what they bring is the least that it can be."""
    counts = [part.applies is Truths.TRUE for part in parts]
    points = sum(itertools.compress(brings, counts))
    out_of = sum(part.out_of for part in itertools.compress(parts, counts))
    maybe = [n for n, part in enumerate(parts) if part.applies is Truths.EITHER]
    for n in sorted(maybe, key=lambda n: Fraction(brings[n], parts[n].out_of)):
        if brings[n] * out_of >= points * parts[n].out_of:  # from here on each one raises the share
            break
        counts[n], points, out_of = True, points + brings[n], out_of + parts[n].out_of
    return tuple(counts)


def rounded_share(number: int, by: int, rounding: Rounding) -> int:
    """A number divided by one above 0, as a whole number."""
    match rounding:
        case Rounding.DOWN:
            return number // by
        case Rounding.UP:
            return -(-number // by)
        case Rounding.HALF_UP:
            return (2 * number + by) // (2 * by)


@attrs.frozen
class Options:
    """A non-empty set of codes, of which one holds. Raises `ValueError` when it is empty."""

    codes: frozenset[str]

    def __attrs_post_init__(self) -> None:
        if not self.codes:
            raise ValueError("one of no options at all would be a contradiction")

    @classmethod
    def exactly(cls, code: str) -> "Options":
        """The set that holds one code."""
        return cls(frozenset({code}))

    @property
    def is_decided(self) -> bool:
        """Whether exactly one code is left."""
        return len(self.codes) == 1

    def narrows(self, wider: "Options") -> bool:
        """Whether every code of this set is one of the wider set."""
        return self.codes <= wider.codes

    def meet(self, other: "Options") -> "Options | None":
        """What both allow; None when they contradict each other."""
        codes = self.codes & other.codes
        return Options(codes) if codes else None

    def hull(self, other: "Options") -> "Options":
        """The smallest set that holds both."""
        return Options(self.codes | other.codes)

    def is_one_of(self, codes: frozenset[str]) -> Truths:
        """Whether the code that holds is one of those given."""
        if self.codes <= codes:
            return Truths.TRUE
        return Truths.EITHER if self.codes & codes else Truths.FALSE


Possible = Truths | Interval | Options
"""What an expression may give."""


class Outcomes(_Possibilities):
    """A non-empty subset of the outcomes that one criterion can have."""

    MET = enum.auto()
    NOT_MET = enum.auto()
    NOT_APPLICABLE = enum.auto()
    ANY = MET | NOT_MET | NOT_APPLICABLE

    @property
    def blocks(self) -> bool:
        """Whether the criterion may keep its unit from the standard."""
        return bool(self & Outcomes.NOT_MET)

    @property
    def no_obstacle(self) -> Truths:
        """Whether the criterion leaves its unit the standard: one only met or not applicable does."""
        if not self.blocks:
            return Truths.TRUE
        return Truths.FALSE if self is Outcomes.NOT_MET else Truths.EITHER


@functools.cache
def outcomes(applies: Truths, holds: Truths) -> Outcomes:
    """The outcomes of a criterion from what may be true of its application and of its condition.

    >>> outcomes(Truths.EITHER, Truths.TRUE).words
    ('met', 'not_applicable')
    """
    possible = Outcomes(0)
    if Truths.TRUE in applies:
        possible |= Outcomes.MET if Truths.TRUE in holds else Outcomes(0)
        possible |= Outcomes.NOT_MET if Truths.FALSE in holds else Outcomes(0)
    if Truths.FALSE in applies:
        possible |= Outcomes.NOT_APPLICABLE
    return possible


class Verdict(enum.StrEnum):
    """What is said of a unit; `UNDECIDED` whenever more than one verdict is possible.

    `SCORED` is all that can be said where the standards give points and require nothing.
    """

    MET = "met"
    NOT_MET = "not_met"
    OUT_OF_SCOPE = "out_of_scope"
    SCORED = "scored"
    UNDECIDED = "undecided"


class Verdicts(_Possibilities):
    """A non-empty subset of the verdicts that a dossier can have."""

    MET = enum.auto()
    NOT_MET = enum.auto()
    OUT_OF_SCOPE = enum.auto()
    SCORED = enum.auto()
    ANY = MET | NOT_MET | OUT_OF_SCOPE | SCORED

    @property
    def verdict(self) -> Verdict:
        """The one verdict left, or `undecided`."""
        return Verdict(self.words[0]) if self.is_decided else Verdict.UNDECIDED


@functools.cache
def verdicts(in_scope: Truths, no_obstacle: Truths, *, requires: bool = True) -> Verdicts:
    """The verdicts of a unit, from its scope and from whether all its criteria leave it the standard.

    Scope comes first: while it is unknown the verdict is open whatever else holds. Where the standards
    require nothing, nothing can be met: a unit in scope is only scored.

    >>> verdicts(Truths.TRUE, all_of([Outcomes.MET.no_obstacle, Outcomes.ANY.no_obstacle])).verdict
    <Verdict.UNDECIDED: 'undecided'>
    >>> verdicts(Truths.EITHER, Truths.FALSE).verdict
    <Verdict.UNDECIDED: 'undecided'>
    """
    possible = Verdicts(0)
    if Truths.TRUE in in_scope and not requires:
        possible |= Verdicts.SCORED
    elif Truths.TRUE in in_scope:
        possible |= Verdicts.MET if Truths.TRUE in no_obstacle else Verdicts(0)
        possible |= Verdicts.NOT_MET if Truths.FALSE in no_obstacle else Verdicts(0)
    if Truths.FALSE in in_scope:
        possible |= Verdicts.OUT_OF_SCOPE
    return possible
