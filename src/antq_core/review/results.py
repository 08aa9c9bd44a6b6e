"""What a review found: numbers that say how sure they are, and what the records lack."""

import datetime
from collections.abc import Mapping

import attrs

from antq_core.domain.windows import Window
from antq_core.messages.text import Text
from antq_core.review.figures import Figure, Section, Template


@attrs.frozen
class Count:
    """A number of a review.

    `surely` is what the records show; None where it is withheld, because it would tell of too small a group.
    `unclear` is how many more records there are of which it is not recorded whether they count, or how much;
    None where that is withheld.
    """

    surely: int | None
    unclear: int | None = 0

    @property
    def withheld(self) -> bool:
        """Whether the number is left out of what is published."""
        return self.surely is None


@attrs.frozen(kw_only=True)
class Category:
    """One value of a dimension; a `code` of None is that of records which do not say it."""

    code: str | None
    label: Text


@attrs.frozen(kw_only=True)
class Line:
    """One line of a breakdown: its categories, one for each dimension, and the number."""

    categories: tuple[Category, ...]
    count: Count


@attrs.frozen(kw_only=True)
class Breakdown:
    """A figure by one dimension or two; the lines add up to the figure wherever they count or sum records."""

    dimensions: tuple[str, ...]
    labels: tuple[Text, ...]
    lines: tuple[Line, ...]


@attrs.frozen(kw_only=True)
class FigureResult:
    """One figure of a review.

    `before` is the same figure for the period before, None where no records speak of it; `whole` is that
    of which this one is a share. A figure is `open` where the records do not say that they are complete for
    the period: there may be more. It is not `recorded` where the register has no such table at all.
    """

    figure: Figure
    total: Count
    before: Count | None
    whole: Count | None
    breakdowns: tuple[Breakdown, ...]
    open: bool
    open_before: bool
    recorded: bool = True

    @property
    def change(self) -> int | None:
        """By how much it is more than in the period before; None where either is not known or withheld."""
        if self.before is None or self.before.surely is None or self.total.surely is None:
            return None
        return self.total.surely - self.before.surely


@attrs.frozen(kw_only=True)
class Lack:
    """Something that the records do not say: of so many records of a table, a column is empty."""

    table: str
    column: str
    label: Text
    count: Count
    among: Count


@attrs.frozen(kw_only=True)
class TableState:
    """How a table stands behind the figures: its rows, those left out, and what it says it covers.

    `rows` is None where, less the others, they would tell of a number that is withheld.
    """

    table: str
    label: Text
    present: bool
    rows: int | None
    rejected: int
    covers: Window | None
    attested_by: Text | None
    undated: Count


@attrs.frozen(kw_only=True)
class SectionResult:
    """One section with the results of its figures."""

    section: Section
    figures: tuple[FigureResult, ...]


@attrs.frozen(kw_only=True)
class Review:
    """A review of one province and period.

    `at_least` is the smallest group of tips whose number is shown, None where exact numbers were asked for;
    `notes` say what else a reader must know. `provinces` are those whose records are counted, by code and
    name, with those that have since been merged.
    """

    template: Template
    period: Window
    before: Window
    province: Text
    provinces: tuple[Text, ...]
    sections: tuple[SectionResult, ...]
    tables: tuple[TableState, ...]
    lacks: tuple[Lack, ...]
    notes: tuple[Text, ...]
    at_least: int | None
    synthetic: bool
    made_on: datetime.date | None = None
    sources: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def figures(self) -> tuple[FigureResult, ...]:
        """All figures, in the order of reading."""
        return tuple(each for section in self.sections for each in section.figures)

    def figure(self, code: str) -> FigureResult:
        """The result of one figure. Raises `KeyError` for a code that the template does not have."""
        return {each.figure.code: each for each in self.figures}[code]
