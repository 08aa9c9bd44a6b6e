"""From criteria to the verdict of a row: scope, every criterion, and what a silent plugin leaves open."""

import functools
from collections.abc import Mapping

import attrs

from antq_core.evaluation.reading_tables import Choices
from antq_core.findings.grounds import SCOPE
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell
from antq_core.lowering.conditions import Row
from antq_core.lowering.possibilities import Truth, either_way
from antq_core.lowering.ways import Asked, Table, joint_choices, no_obstacle, table
from antq_core.lowering.words import word_of_all, word_of_one
from antq_core.possible import Truths, Verdict, Verdicts
from antq_core.standards.criteria import Criterion


@attrs.frozen
class VerdictOfRow:
    """Which verdicts a row may have, as flags; `met` alone decides where `doubt` is given."""

    possible: Mapping[Verdicts, Cell]
    doubt: Cell | None = None

    @property
    def word(self) -> Cell:
        """The verdict."""
        if self.doubt is not None:
            not_met = cells.word(Verdict.NOT_MET.value)
            undecided = cells.choose(cells.is_null(self.doubt), cells.word(Verdict.UNDECIDED.value), not_met)
            return cells.choose(self.doubt, cells.word(Verdict.MET.value), undecided)
        return word_of_one(self._flags, Verdict.UNDECIDED.value)

    @property
    def words(self) -> Cell:
        """Every verdict that is possible, in one word."""
        if self.doubt is not None:
            met, not_met = Verdict.MET.value, Verdict.NOT_MET.value
            unclear, both = cells.is_null(self.doubt), cells.word(f"{met}|{not_met}")
            either = cells.choose(unclear, both, cells.word(not_met))
            return cells.choose(self.doubt, cells.word(met), either)
        return word_of_all(self._flags)

    @property
    def met(self) -> Truth:
        """Whether the standard is met; where it only scored its unit, it has not said."""
        if self.doubt is not None:
            return Truth.of_doubt(self.doubt)
        yes = cells.some(self.possible[Verdicts.MET], self.possible[Verdicts.SCORED])
        no = cells.some(*(flag for verdict, flag in self.possible.items() if verdict is not Verdicts.MET))
        return Truth(cells.negated(no), yes)

    def where(self, condition: Truth) -> "VerdictOfRow":
        """The same where a condition holds; where it may not, anything may be said."""
        if condition.known is Truths.TRUE:
            return self
        otherwise = cells.negated(condition.sure)
        return VerdictOfRow({each: cells.some(flag, otherwise) for each, flag in self.possible.items()})

    @property
    def _flags(self) -> dict[str, Cell]:
        return {each.words[0]: flag for each, flag in self.possible.items()}


@attrs.frozen(eq=False)
class JudgedRow:
    """Every criterion of a stack in a row, and its scope."""

    row: Row
    scope: Table
    criteria: tuple[tuple[str, Table], ...]

    def verdict(self, allowed: Choices) -> VerdictOfRow:
        """The verdicts under these readings; what scope asks for is read as the criteria read it."""
        requires = bool(self.criteria)
        if not self.scope.readings and self._in_scope(allowed).known is Truths.TRUE:
            return self._of_scope(Truth.of(Truths.TRUE), allowed, requires)
        ways = [
            self._of_scope(self._in_scope(read), read, requires)
            for read in ({**allowed, **one} for one in joint_choices(self.scope.readings, allowed))
        ]
        return VerdictOfRow({each: cells.some(*(way.possible[each] for way in ways)) for each in Verdicts})

    def in_scope(self, allowed: Choices) -> Truth:
        """Whether the standard speaks of the unit at all."""
        return either_way(each.holds for each in self.scope.over(allowed))

    def _in_scope(self, allowed: Choices) -> Truth:
        return self.in_scope(allowed)

    @functools.cached_property
    def _tables(self) -> list[Table]:
        return [each for _, each in self.criteria]

    def _of_scope(self, in_scope: Truth, allowed: Choices, requires: bool) -> VerdictOfRow:
        unhindered = no_obstacle(self._tables, allowed)
        nothing = cells.FALSE
        possible = {
            Verdicts.MET: cells.every(in_scope.possible, unhindered.possible) if requires else nothing,
            Verdicts.NOT_MET: cells.every(in_scope.possible, cells.negated(unhindered.sure))
            if requires
            else nothing,
            Verdicts.OUT_OF_SCOPE: cells.negated(in_scope.sure),
            Verdicts.SCORED: nothing if requires else in_scope.possible,
        }
        is_plain = requires and in_scope.known is Truths.TRUE and unhindered.known is None
        return VerdictOfRow(possible, unhindered.doubt if is_plain else None)


def judged_row(row: Row) -> JudgedRow:
    """Scope, every criterion, and what plugins that did not speak would have asked."""
    stack = row.stack
    leading = stack.leading
    asked = None if leading.scope is None else stack.with_items(leading.scope)
    scope = Criterion(code=SCOPE, text=leading.title, citation=leading.citation, holds=asked)
    sure = Table((), {(): Asked(Truth.of(Truths.TRUE), Truth.of(Truths.TRUE))})
    silent = Table((), {(): Asked(Truth.of(Truths.TRUE), Truth.of(Truths.EITHER))})
    criteria = [(each.code, table(each, stack.readings, row)) for _, each in stack.asked]
    jurisdictions = dict.fromkeys(each.jurisdiction for each in stack.silent)
    return JudgedRow(
        row,
        sure if asked is None else table(scope, stack.readings, row),
        (*criteria, *((name, silent) for name in jurisdictions)),
    )
