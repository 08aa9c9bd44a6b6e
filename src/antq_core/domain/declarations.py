"""What is declared of every fact and of every field of a record, and what a statement leaves possible.

Nothing is stated that is not declared, and every declaration has a finite range: that is what makes an
unknown a set.
"""

import datetime
import enum
from collections.abc import Iterator

import attrs

from antq_core.domain.citations import Citation
from antq_core.domain.codes import is_shortened
from antq_core.domain.stated import UNKNOWN, Stated
from antq_core.errors import Problem
from antq_core.expressions.checked import Checked
from antq_core.expressions.tree import Choice, Measure, Node, ValueType
from antq_core.expressions.vocabulary import RecordTerms, Term
from antq_core.expressions.wording import in_points, in_words
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.possible import Interval, Options, Possible, Truths

ALL_DAYS = Interval(datetime.date.min.toordinal(), datetime.date.max.toordinal())
NUMERIC = (Measure.COUNT, Measure.POINTS)


class Direction(enum.StrEnum):
    """Which way of a fact is good for the unit."""

    MORE_IS_BETTER = "more_is_better"
    LESS_IS_BETTER = "less_is_better"
    NEITHER = "neither"


@attrs.frozen
class Option:
    """A code that a choice may take, and what people call it."""

    code: str
    label: Text


@attrs.frozen(kw_only=True)
class Declaration(Checked):
    """What a fact and a field have in common.

    `range` is finite: counts as they are, points in hundredths, days as years away from the year of
    assessment. `options` are the codes of a choice, from lowest to highest where they have an order.
    """

    name: str
    measure: Measure | None = None
    label: Text
    range: Interval | None = None
    options: tuple[Option, ...] = ()

    @property
    def type(self) -> ValueType:
        """The type of the values; a declaration without a measure is a choice."""
        return self.measure or Choice(tuple(option.code for option in self.options))

    @property
    def term(self) -> Term:
        """The word that trees use for it."""
        return Term(self.type, self.label, {option.code: option.label for option in self.options})

    def possible(self, stated: Stated, year: int) -> Possible:
        """Everything that a statement leaves possible, for a year of assessment."""
        if stated is UNKNOWN:
            return self._anything(year)
        if isinstance(stated, bool):
            return Truths.of(stated)
        if isinstance(stated, Interval):
            return stated
        if isinstance(stated, int):
            return Interval.exactly(stated)
        if isinstance(stated, datetime.date):
            return Interval.exactly(stated.toordinal())
        return Options.exactly(str(stated))

    def _anything(self, year: int) -> Possible:
        if self.measure is Measure.TRUTH:
            return Truths.EITHER
        if self.measure is Measure.DAY:
            return self.days(year)
        if self.measure in NUMERIC and self.range is not None:
            return self.range
        return Options(frozenset(option.code for option in self.options))

    def days(self, year: int) -> Interval:
        """The days that a day may be, as ordinals."""
        if self.range is None:
            return ALL_DAYS
        first = datetime.date(year + self.range.lo, 1, 1)
        last = datetime.date(year + self.range.hi, 12, 31)
        return Interval(first.toordinal(), last.toordinal())

    def refusals(self, stated: Stated) -> Iterator[Problem]:
        """What is wrong with a statement, as far as its type and range go."""
        if stated is UNKNOWN:
            return
        if not self._is_of_type(stated):
            wrong = {"label": self.label, "expected": self.expected, "found": repr(stated)}
            yield Problem("value.wrong-type", (self.name,), wrong)
        elif self.measure is None and stated not in [option.code for option in self.options]:
            known = ", ".join(option.code for option in self.options)
            yield Problem(
                "value.unknown-code", (self.name,), {"label": self.label, "found": stated, "known": known}
            )
        elif self.measure in NUMERIC:
            yield from self._out_of_range(stated)
        elif self.measure is Measure.IDENTIFIER and is_shortened(str(stated)):
            yield Problem("value.shortened-code", (self.name,), {"found": stated})

    def _is_of_type(self, stated: Stated) -> bool:
        if self.measure is Measure.TRUTH:
            return isinstance(stated, bool)
        if self.measure in NUMERIC:
            return isinstance(stated, int | Interval) and not isinstance(stated, bool)
        if self.measure is Measure.DAY:
            return isinstance(stated, datetime.date) and not isinstance(stated, datetime.datetime)
        return isinstance(stated, str)

    @property
    def expected(self) -> Text:
        """The type of the values, as it stands in messages."""
        if self.measure is not None:
            return text(f"type.value-{self.measure.value}")
        codes = ", ".join(option.code for option in self.options)
        one_of = text("type.value-choice")
        return Text(vi=f"{one_of.vi} {codes}", en=f"{one_of.en} {codes}")

    def _out_of_range(self, stated: Stated) -> Iterator[Problem]:
        number = stated if isinstance(stated, Interval) else Interval.exactly(int(str(stated)))
        if self.range is not None and not number.narrows(self.range):
            span: dict[str, object] = {"lo": self.range.lo, "hi": self.range.hi}
            facts = {"label": self.label, **span, "found": shown(stated), "in_points": ""}
            if self.measure is Measure.POINTS:
                ends = {name: in_points(end) for name, end in (("lo", self.range.lo), ("hi", self.range.hi))}
                told = in_words(number, Measure.POINTS)
                facts["in_points"] = text("value.in-points", found=told, **ends)
            yield Problem("value.out-of-range", (self.name,), facts)


@attrs.frozen(kw_only=True)
class FactDeclaration(Declaration):
    """One fact of a unit.

    `unit` is what a number counts; `changeable` says whether the unit itself can change the fact (an
    incident that happened it cannot); `evidence` is the document that shows it; `derivation` computes
    it from records, and what is stated beside it must agree; `counted_over_window` says that before
    the window ends a stated count is only the least it can be; `no_more_than` names the fact that it
    is a part of.
    """

    unit: Text | None = None
    direction: Direction = Direction.NEITHER
    changeable: bool = True
    evidence: Text | None = None
    derivation: Node | None = None
    counted_over_window: bool = False
    no_more_than: str | None = None
    source: Citation | None = None


class Assessed(enum.StrEnum):
    """What the assessment of a unit that a record names can tell about it."""

    MET = "met"
    IN_SCOPE = "in_scope"


@attrs.frozen(kw_only=True)
class FieldDeclaration(Declaration):
    """One field of a record.

    An `assessed` field is never stated: it comes from the assessment of the unit that the record's
    `identified_by` field names, and is unknown for a unit without one.
    """

    assessed: Assessed | None = None

    def refusals(self, stated: Stated) -> Iterator[Problem]:
        """What is wrong with a statement; any statement of an assessed field is."""
        if self.assessed is not None and stated is not UNKNOWN:
            yield Problem("value.assessed", (self.name,), {"label": self.label})
        else:
            yield from super().refusals(stated)


@attrs.frozen(kw_only=True)
class RecordDeclaration(Checked):
    """One list of records of a dossier.

    `at_most` is the most records that one list can hold: it makes an open list finite. `dated_by`,
    `commune_in` and `unit_in` name the fields that put a record into a window and a place;
    `identified_by` the field that no two records of a list share.
    """

    name: str
    label: Text
    fields: tuple[FieldDeclaration, ...]
    at_most: int
    dated_by: str | None = None
    commune_in: str | None = None
    unit_in: str | None = None
    identified_by: str | None = None

    @property
    def terms(self) -> RecordTerms:
        """The words that trees use for it."""
        return RecordTerms(self.label, {field.name: field.term for field in self.fields})


def shown(stated: Stated) -> str:
    """A statement as people read it."""
    return f"{stated.lo}–{stated.hi}" if isinstance(stated, Interval) else str(stated)
