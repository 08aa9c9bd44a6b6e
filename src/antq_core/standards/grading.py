"""Grades (xếp loại): from which points on each is given, what caps it, and how many may have it."""

import enum

import attrs

from antq_core.domain.citations import Citation
from antq_core.expressions.checked import Checked
from antq_core.expressions.tree import Node, Ratio
from antq_core.expressions.writing import tree_of
from antq_core.messages.text import Text


@attrs.frozen(kw_only=True, cache_hash=True)
class Threshold(Checked):
    """The points, in hundredths, from which on a grade is given; beyond which, where it is not inclusive."""

    points: int
    inclusive: bool = True
    citation: Citation | None = None


@attrs.frozen(kw_only=True, cache_hash=True)
class Grade(Checked):
    """One grade. The lowest has no threshold; of any other, None says that it is not transcribed."""

    code: str
    label: Text
    threshold: Threshold | None = None


@attrs.frozen(kw_only=True, cache_hash=True)
class Ceiling(Checked):
    """No higher grade than this one, unless a condition holds."""

    code: str
    grade: str
    unless: Node = attrs.field(converter=tree_of)
    text: Text
    citation: Citation | None = None


class QuotaBase(enum.StrEnum):
    """Of what a quota is a share.

    Of all units that may have the grade or the one below, or of those that have the one below in the end.
    """

    GRADE_OR_BELOW = "grade_or_below"
    GRADE_BELOW = "grade_below"


class Ties(enum.StrEnum):
    """What becomes of units with the same points where there is no room for all of them."""

    UNDECIDED = "undecided"
    ALL_OUT = "all_out"


@attrs.frozen(kw_only=True, cache_hash=True)
class Quota(Checked):
    """At most a share of the units of a cohort may have a grade; the best in points have it.

    `bases` are those that the law may mean: one where it is clear. Where it is not, `reading` may name the
    reading of which they are the options; while nobody chooses, all must agree.
    """

    grade: str
    at_most: Ratio
    bases: tuple[QuotaBase, ...]
    reading: str | None = None
    ties: Ties = Ties.UNDECIDED
    text: Text
    citation: Citation | None = None


@attrs.frozen(kw_only=True, cache_hash=True)
class Grading(Checked):
    """The grades, from the lowest to the highest, with their ceilings and quotas."""

    grades: tuple[Grade, ...]
    ceilings: tuple[Ceiling, ...] = ()
    quotas: tuple[Quota, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the grades, from the lowest to the highest."""
        return tuple(grade.code for grade in self.grades)

    def rank(self, grade: str) -> int:
        """The place of a grade from below; the lowest is 0. Raises `ValueError` for no grade of these."""
        return self.codes.index(grade)

    @property
    def has_thresholds(self) -> bool:
        """Whether any grade has a threshold that is transcribed."""
        return any(grade.threshold is not None for grade in self.grades)
