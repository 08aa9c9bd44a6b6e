"""A score: the rows of a rubric with what each may bring, their total, and the grade that follows."""

import enum

import attrs

from antq_core.domain.citations import Citation
from antq_core.findings.finding import Figure, Gap
from antq_core.messages.text import Text
from antq_core.possible import Interval, Truths
from antq_core.standards.criteria import Transcription
from antq_core.standards.rubric import Role


class RowKind(enum.StrEnum):
    """What a row of the sheet is. Groups repeat what their rows bring; all others add up to the total.

    A row of the last three kinds says how far a step of the law takes the sum of the rows above it.
    """

    GROUP = "group"
    ITEM = "item"
    RESCALING = "rescaling"
    LIMIT = "limit"
    NOT_APPLICABLE = "not_applicable"


@attrs.frozen(kw_only=True)
class ScoreRow:
    """One row of the sheet. All points are whole hundredths.

    `points` is what the row may bring. `at_lowest` and `at_highest` are what it brings where the total is
    lowest and highest: those of all rows but groups add up to the ends of the total. `exact` says that
    both ends of `points` are surely reached. `level` is how deep the row stands; the rubric itself is 0.
    `left_out` says that the item does not apply and that a rescaling leaves it out of the scale.
    """

    item: str
    kind: RowKind
    level: int
    text: Text
    citation: Citation
    role: Role
    most: int
    points: Interval
    at_lowest: int
    at_highest: int
    exact: bool
    applies: Truths
    transcription: Transcription
    left_out: bool = False
    figures: tuple[Figure, ...] = ()
    gaps: tuple[Gap, ...] = ()


@attrs.frozen(kw_only=True)
class Narrowing:
    """A thing that is not known, and the points that wait for it.

    `decides` are the hundredths of a point of the items that wait for nothing else; `touches` those of all
    `items` that wait for it.
    """

    gap: Gap
    items: tuple[str, ...]
    decides: int
    touches: int


@attrs.frozen(kw_only=True)
class CeilingUsed:
    """A ceiling that holds a grade down, or may."""

    code: str
    grade: str
    text: Text
    citation: Citation
    binds: Truths
    gaps: tuple[Gap, ...] = ()


@attrs.frozen(kw_only=True)
class GradeRange:
    """The grades that are still possible, from the lowest to the highest; quotas are left out of it.

    `gaps` are what the thresholds leave open.
    """

    lowest: str
    highest: str
    lowest_label: Text
    highest_label: Text
    ceilings: tuple[CeilingUsed, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def grade(self) -> str | None:
        """The one grade that is left, or None."""
        return self.lowest if self.lowest == self.highest else None


@attrs.frozen(kw_only=True)
class Score:
    """What one rubric may give a unit.

    `total` is in whole hundredths, out of `most`; `exact` says that both its ends are surely reached.
    `grade` is None where the standard has no grades, or none whose threshold is transcribed: then
    `grade_gaps` say so. `narrowing` lists what is worth finding out, the most useful first.
    """

    standard: str
    rubric: str
    most: int
    rows: tuple[ScoreRow, ...]
    total: Interval
    exact: bool
    grade: GradeRange | None = None
    grade_gaps: tuple[Gap, ...] = ()
    narrowing: tuple[Narrowing, ...] = ()

    @property
    def undecided(self) -> int:
        """How many hundredths of a point are open."""
        return self.total.width

    @property
    def is_open(self) -> bool:
        """Whether its points, or the grade that could follow from them, are not decided yet."""
        return not self.total.is_decided or (self.grade is not None and self.grade.grade is None)

    @property
    def undecided_items(self) -> tuple[str, ...]:
        """The items that leave them open."""
        waiting = (row.item for row in self.rows if row.gaps and not row.points.is_decided)
        return tuple(dict.fromkeys(waiting))

    def row(self, item: str) -> ScoreRow:
        """The row of an item or group. Raises `KeyError` for another code."""
        return {row.item: row for row in self.rows if row.kind in (RowKind.GROUP, RowKind.ITEM)}[item]
