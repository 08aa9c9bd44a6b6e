"""Everything that is said of a row, by the name of its column: the verdict, points, grades and findings."""

import datetime
import enum
from collections.abc import Iterable, Iterator, Mapping

import attrs

from antq_core.errors import TableError
from antq_core.evaluation.admission import settle_readings
from antq_core.evaluation.reading_tables import Choices
from antq_core.expressions import tree
from antq_core.expressions.tree import Operator
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, Column, DayNumber, Nothing
from antq_core.lowering.conditions import CodedColumn, Row
from antq_core.lowering.days import Days, day_number
from antq_core.lowering.grades import grades
from antq_core.lowering.kinds import Kind
from antq_core.lowering.layout import Layout
from antq_core.lowering.possibilities import Truth, all_of
from antq_core.lowering.refusals import refusals_of_row
from antq_core.lowering.rubrics import Rubric, items_of
from antq_core.lowering.verdicts import JudgedRow, VerdictOfRow, judged_row
from antq_core.lowering.words import outcome_words, words_of_sets
from antq_core.possible import Outcomes, Verdict, Verdicts
from antq_core.standards.stack import Stack

NO_WORD, NO_NUMBER = Nothing(Kind.WORD), Nothing(Kind.NUMBER)


class Findings(enum.StrEnum):
    """How much is said of the criteria: nothing, which of them may keep a unit back, or each outcome."""

    NONE = "none"
    BLOCKING = "blocking"
    ALL = "all"


@attrs.frozen(kw_only=True)
class Question:
    """What is asked of every row.

    `year` is the year of assessment of all rows, or None where a column says it; `as_of` the day of
    decision of those rows that state none. Where values are not `checked`, the caller answers for it that
    each is of its fact's range: what comes out of others is not defined.
    """

    year: int | None = None
    as_of: datetime.date | None = None
    readings: Mapping[str, str] = attrs.field(factory=dict)
    findings: Findings = Findings.NONE
    checked: bool = True


@attrs.frozen(kw_only=True)
class Results:
    """The columns of the result, in order, and the answers of coded rules that they need."""

    columns: Mapping[str, Cell]
    coded: Mapping[tree.Coded, CodedColumn]
    words: Mapping[str, tuple[str, ...]]
    """The words that a column of words may hold, where they are few."""


def results(stack: Stack, layout: Layout, question: Question) -> Results:
    """What is said of a row by the standards of a stack.

    Raises `TableError` with every column that is missing or of a wrong kind, `ReadingError` for a reading
    or an option that does not exist, and `StandardError` where a number could run over 64 bits.
    """
    asked = _Asked(stack, layout, question)
    found = dict(asked.columns())
    problems = layout.refusals()
    if problems:
        raise TableError(problems)
    return Results(columns=found, coded=asked.coded, words=dict(_words(found, stack)))


@attrs.define(eq=False)
class _Asked:
    stack: Stack
    layout: Layout
    question: Question
    coded: dict[tree.Coded, CodedColumn] = attrs.field(factory=dict)

    def columns(self) -> Iterator[tuple[str, Cell]]:
        """Each column with its cell, in order."""
        year, day = self._year(), self.layout.day("decision_date")
        row = self._row(self.stack, self._schemes_beside())
        allowed = _allowed(self.stack, self.question.readings)
        judged = judged_row(row)
        said = dict(self._said(judged, judged.verdict(allowed), allowed))
        if self.question.checked:
            refused = [*refusals_of_row(row, self.layout.word("kind"), year, day)]
            is_bad = cells.some(*(bad for _, bad in refused))
            names = [
                cells.choose(bad, cells.word(name.replace(self.layout.dot, ".")), None)
                for name, bad in refused
            ]
            if refused:
                good = cells.negated(cells.default(is_bad, cells.FALSE))
                said = {name: _where(Truth.of_flag(good), cell) for name, cell in said.items()}
            joined = cells.Joined(tuple(names), " ")
            told = cells.choose(is_bad, joined, None) if refused else NO_WORD
            said["rejected"] = told
        yield from said.items()

    def _said(self, judged: JudgedRow, verdict: VerdictOfRow, allowed: Choices) -> Iterator[tuple[str, Cell]]:
        yield "verdict", verdict.word
        yield "verdict.possible", verdict.words
        in_scope = judged.in_scope(allowed)
        row = attrs.evolve(judged.row, verdicts={**judged.row.verdicts, self.stack.scheme: verdict.met})
        rubrics = {each.id: Rubric(row, allowed) for each in self.stack.standards}
        for name, cell in self._scores(rubrics, row, allowed):
            yield name, _where(in_scope, cell)
        if self.question.findings is Findings.BLOCKING:
            yield "blocking", _where(in_scope, _blocking(judged, allowed))
        if self.question.findings is Findings.ALL:
            for code, table in judged.criteria:
                yield f"finding.{code}", _where(in_scope, outcome_words(table.over(allowed)))
            for standard in self.stack.standards:
                for code in items_of(standard.rubric) if standard.rubric is not None else ():
                    points = rubrics[standard.id].shown[code]
                    yield f"item.{code}.lo", _where(in_scope, points.lo)
                    yield f"item.{code}.hi", _where(in_scope, points.hi)

    def _scores(
        self, rubrics: Mapping[str, Rubric], row: Row, allowed: Choices
    ) -> Iterator[tuple[str, Cell]]:
        """The points and the grade by the standard that tells the unit, then those by the other."""
        scored = [each for each in reversed(self.stack.standards) if each.rubric is not None]
        for position, standard in enumerate(scored):
            assert standard.rubric is not None
            after = f".{standard.rubric.code}" if position else ""
            points = rubrics[standard.id].total(standard.rubric)
            yield f"points{after}.lo", points.lo
            yield f"points{after}.hi", points.hi
            graded = grades(standard.grading, points, row, allowed) if standard.grading is not None else None
            for end, cell in zip(("lo", "hi"), graded or (NO_WORD, NO_WORD), strict=True):
                yield f"grade{after}.{end}", cell
        if not scored:
            yield from (("points.lo", NO_NUMBER), ("points.hi", NO_NUMBER))
            yield from (("grade.lo", NO_WORD), ("grade.hi", NO_WORD))

    def _schemes_beside(self) -> dict[str, Truth]:
        """Whether a row meets what other schemes ask, what is asked for first."""
        found: dict[str, Truth] = {}
        for other in self.stack.reading(self.stack.schemes_read):
            asked = {each.scheme for each in other.reading(other.schemes_read)}
            asked |= {each.scheme for each in self.stack.reading(other.schemes_read)}
            row = self._row(other, {name: met for name, met in found.items() if name in asked})
            verdict = judged_row(row).verdict(_allowed(other, _asked_for(other, self.question.readings)))
            found[other.scheme] = verdict.where(_in_force(other, row.days)).met
        return found

    def _row(self, stack: Stack, verdicts: dict[str, Truth]) -> Row:
        year, day = self._year(), self.layout.day("decision_date")
        as_of = self.question.as_of
        today: Cell | None = None if as_of is None else cells.number(day_number(as_of))
        if day is not None:
            today = DayNumber(day) if today is None else cells.default(DayNumber(day), today)
        days = Days(
            year=year or cells.number(self.question.year or 0),
            window=stack.window,
            decided_on=stack.decided_on,
            today_stated=today,
        )
        # What became of units on a roster is told by the scheme that is asked, and by no other.
        return Row(stack, self.layout, days, verdicts, self.coded, stack is self.stack)

    def _year(self) -> Column | None:
        return None if self.question.year is not None else self.layout.year()


def _where(in_scope: Truth, cell: Cell) -> Cell:
    return cell if isinstance(cell, Nothing) else cells.choose(in_scope.possible, cell, None)


def _blocking(judged: JudgedRow, allowed: Choices) -> Cell:
    """The codes of the criteria that may keep the unit back."""
    codes = [
        cells.choose(cells.some(*(way.not_met for way in table.over(allowed))), cells.word(code), None)
        for code, table in judged.criteria
    ]
    return cells.Joined(tuple(codes), " ") if codes else cells.word("")


def _in_force(stack: Stack, days: Days) -> Truth:
    """Whether the standards of a stack are in force on the day of decision."""
    truths = []
    for standard in stack.standards:
        first = cells.number(day_number(standard.in_force_from))
        truths.append(Truth.of_flag(cells.holds(days.today.lo, Operator.AT_LEAST, first)))
        if standard.in_force_to is not None:
            last = cells.number(day_number(standard.in_force_to))
            truths.append(Truth.of_flag(cells.holds(days.today.lo, Operator.AT_MOST, last)))
    return all_of(truths)


def _allowed(stack: Stack, wished: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each reading, the options that are still allowed."""
    used = settle_readings(stack, wished)
    return {
        reading.name: (option,) if (option := used[reading.name].option) else reading.codes
        for reading in stack.readings
    }


def _asked_for(stack: Stack, wished: Mapping[str, str]) -> dict[str, str]:
    names = {reading.name for each in (stack, *stack.reads) for reading in each.readings}
    return {name: option for name, option in wished.items() if name in names}


def _words(names: Iterable[str], stack: Stack) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words that a column of few words may hold, whatever its rows: parts of a table fit together."""
    gradings = [each.grading for each in stack.standards if each.grading is not None]
    grades = tuple(dict.fromkeys(code for grading in gradings for code in grading.codes))
    fixed = {"verdict": tuple(each.value for each in Verdict), "verdict.possible": words_of_sets(Verdicts)}
    for name in names:
        if name in fixed:
            yield name, fixed[name]
        elif name.startswith("grade") and grades:
            yield name, grades
        elif name.startswith("finding."):
            yield name, words_of_sets(Outcomes)
