"""What a figure of a review counts, as data: which records, on which conditions, and how it is broken down.

A template is a list of such figures. Nothing here computes: the same figure is counted, listed record by
record, and explained in words.
"""

import enum
from collections.abc import Mapping

import attrs

from antq_core.domain.citations import Citation
from antq_core.messages.text import Text


class RecordSet(enum.StrEnum):
    """The sets of records that figures count; `preparing` says how each is taken from its table."""

    UNITS = "units"
    MODELS = "models"
    MODEL_EVENTS = "model_events"
    TIPS = "tips"
    REGISTRATIONS = "registrations"
    RECOGNITIONS = "recognitions"
    AGREEMENTS_SIGNED = "agreements_signed"
    AGREEMENTS_IN_FORCE = "agreements_in_force"
    COMMENDATIONS = "commendations"
    ACTIVITIES = "activities"


TABLE_OF: Mapping[RecordSet, str] = {
    RecordSet.UNITS: "units",
    RecordSet.MODELS: "models",
    RecordSet.MODEL_EVENTS: "model_events",
    RecordSet.TIPS: "tips",
    RecordSet.REGISTRATIONS: "certifications",
    RecordSet.RECOGNITIONS: "certifications",
    RecordSet.AGREEMENTS_SIGNED: "agreements",
    RecordSet.AGREEMENTS_IN_FORCE: "agreements",
    RecordSet.COMMENDATIONS: "commendations",
    RecordSet.ACTIVITIES: "activities",
}
"""The table from which each set is taken."""


@attrs.frozen
class Where:
    """Only records whose `column` has one of the codes; with `none_of`, only those whose has none of them."""

    column: str
    among: tuple[str, ...]
    none_of: bool = False


class Measure(enum.StrEnum):
    """What is counted of the records."""

    RECORDS = "records"
    DISTINCT = "distinct"
    SUM = "sum"


@attrs.frozen(kw_only=True)
class Figure:
    """One number of a review, and its breakdowns.

    `measure` counts the records, the distinct values of `column`, or sums `column`. `by` are breakdowns, each
    by one dimension or by two. `share_of` is the code of the figure of which this one is a part. `counting`
    says in words which records count, for people.
    """

    code: str
    label: Text
    records: RecordSet
    counting: Text
    measure: Measure = Measure.RECORDS
    column: str | None = None
    where: tuple[Where, ...] = ()
    by: tuple[tuple[str, ...], ...] = ()
    share_of: str | None = None

    @property
    def table(self) -> str:
        """The table whose records it counts."""
        return TABLE_OF[self.records]

    @property
    def plain(self) -> "Figure":
        """All records of its set, without any condition."""
        return attrs.evolve(self, measure=Measure.RECORDS, column=None, where=(), by=(), share_of=None)


@attrs.frozen(kw_only=True)
class Unknown:
    """Something that the instrument behind a template asks for, and that could not be read."""

    code: str
    label: Text


@attrs.frozen(kw_only=True)
class Section:
    """Figures that are read together."""

    code: str
    title: Text
    figures: tuple[Figure, ...]
    unknown: tuple[Unknown, ...] = ()


@attrs.frozen(kw_only=True)
class Template:
    """The figures of one kind of review, in order, and the instrument that asks for them."""

    code: str
    title: Text
    citation: Citation
    sections: tuple[Section, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, in the order of reading."""
        return tuple(figure for section in self.sections for figure in section.figures)

    def figure(self, code: str) -> Figure:
        """One figure. Raises `KeyError` for a code that the template does not have."""
        return {each.code: each for each in self.figures}[code]
