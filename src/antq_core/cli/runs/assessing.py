"""From rows to assessments, one after the other: what is wrong with one row never touches another.

A commune is told the verdicts of its units, so communes come last. Of its units no more is kept than
that; nothing is kept of units whose commune has no row.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

import attrs

from antq_core.assessment import asked_for, assess, standing_with
from antq_core.cli.chosen_standards import HANDED_OVER
from antq_core.cli.files.rows import Row
from antq_core.cli.questions import Question
from antq_core.cli.refusals import UsageError
from antq_core.cli.runs.surveying import (
    Selection,
    Survey,
    Territory,
    named,
    territory,
    unit_of,
)
from antq_core.codec.dossiers import Heading, legible_heading
from antq_core.errors import AntqError, Problem
from antq_core.findings.assessments import Assessment, Standing
from antq_core.messages.catalogue import text
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Assumption

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Rejected:
    """A row that was not assessed, and everything that is wrong with it."""

    row: Row
    unit: str | None = None
    problems: tuple[Problem, ...]


@attrs.frozen(kw_only=True)
class Assessed:
    """A row and the assessment of its dossier."""

    row: Row
    assessment: Assessment


@attrs.frozen
class Awaited:
    """A commune, whose assessment comes when all units are done."""


AWAITED = Awaited()
Outcome = Assessed | Rejected


@attrs.define
class Round:
    """One run over the rows, by what a survey of them found."""

    surveyed: Survey
    selection: Selection
    question: Question
    only: str | None = None
    standings: dict[Territory, list[Standing]] = attrs.field(factory=lambda: defaultdict(list))

    def units(self, rows: Iterable[Row]) -> Iterator[Outcome | Awaited]:
        """What each row comes to, in order; a commune is awaited."""
        for row in rows:
            heading = self._heading(row)
            if isinstance(heading, Rejected):
                yield heading
            elif self.surveyed.is_needed(heading, self.only):
                yield AWAITED if self.selection.is_commune(heading.unit) else self._outcome(row, heading)

    def communes(self, rows: Iterable[Row]) -> Iterator[Outcome]:
        """What each awaited commune comes to, in order, when all units are done."""
        for row in rows:
            heading = self._heading(row)
            if isinstance(heading, Rejected) or not self.selection.is_commune(heading.unit):
                continue
            if self.surveyed.is_needed(heading, self.only):
                yield self._outcome(row, heading)

    def _heading(self, row: Row) -> Heading | Rejected:
        """The heading of a row that alone speaks of its unit, or the row rejected."""
        if row.problems:
            return Rejected(row=row, unit=unit_of(row), problems=row.problems)
        heading = _attempt(row, None, row.read_heading)
        if isinstance(heading, Rejected):
            problems = self._everything_wrong(row, row.placed(heading.problems))
            return attrs.evolve(heading, unit=unit_of(row), problems=problems)
        repeat = self.surveyed.repeats.get(named(heading))
        if repeat is not None:
            return Rejected(row=row, unit=unit_of(row), problems=(repeat.problem(heading, row.place),))
        return heading

    def _everything_wrong(self, row: Row, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """The problems of a heading, and those of the rest where its standards can be told all the same."""
        legible = legible_heading(row.heading)
        stack = None if legible is None else self.selection.closest(legible)
        if stack is None:
            return problems
        try:
            row.dossier(stack)
        except AntqError as error:
            return (*problems, *(each for each in error.problems if each not in problems))
        return problems

    def _outcome(self, row: Row, heading: Heading) -> Outcome:
        stack = _attempt(row, heading.unit.id, partial(self.selection.of, heading))
        if isinstance(stack, Rejected):
            problems = row.placed(stack.problems)
            return attrs.evolve(stack, problems=self._everything_wrong(row, problems))
        found = _attempt(row, heading.unit.id, partial(self._assess, row, heading, stack))
        return found if isinstance(found, Rejected) else Assessed(row=row, assessment=found)

    def _assess(self, row: Row, heading: Heading, stack: Stack) -> Assessment:
        dossier, where = row.dossier(stack), territory(heading)
        is_commune = self.selection.is_commune(heading.unit)
        found = assess(
            dossier,
            stack,
            readings=asked_for(stack, self.question.readings),
            basis=self.question.basis,
            as_of=self.question.day,
            children=self.standings.get(where, ()) if is_commune else (),
        )
        if where in self.surveyed.communes and not is_commune:
            asked = self.surveyed.schemes_above.get(where, frozenset())
            readings = self.question.readings
            self.standings[where].append(standing_with(found, dossier, stack, asked, readings))
        return attrs.evolve(found, assumptions=(*found.assumptions, *_handed_over(stack)))


def _handed_over(stack: Stack) -> Iterator[Assumption]:
    """That a standard came from a file or module: the result itself says so, wherever it is taken."""
    for standard, source in (pair for each in (stack, *stack.reads) for pair in each.sourced):
        if source == HANDED_OVER:
            words = text("cli.standard-handed-over", id=standard.id)
            yield Assumption(code="standard-handed-over", text=words, citation=standard.citation)


def _attempt(row: Row, unit: str | None, step: Callable[[], T]) -> T | Rejected:
    """What a step gives, or the row rejected."""
    try:
        return step()
    except UsageError:
        raise
    except AntqError as error:
        return Rejected(row=row, unit=unit, problems=error.problems)
    except Exception as error:  # a mistake of the library itself costs this row, not the others
        reason = f"{type(error).__name__}: {error}"
        return Rejected(row=row, unit=unit, problems=(Problem("cli.row-failed", (), {"reason": reason}),))
