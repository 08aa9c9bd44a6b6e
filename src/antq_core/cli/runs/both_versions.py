"""Two runs over the same rows, one under each version of a standard, held side by side row by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from antq_core.cli.chosen_standards import ChosenStandards
from antq_core.cli.files.rows import Place, Row
from antq_core.cli.files.sources import Source, rows_of
from antq_core.cli.questions import Question
from antq_core.cli.refusals import UsageError
from antq_core.cli.runs.assessing import Awaited, Outcome, Round
from antq_core.cli.runs.lent_names import LentNames
from antq_core.cli.runs.surveying import Selection, heading_of, survey
from antq_core.cli.screen import Screen
from antq_core.codec.text import Json
from antq_core.domain.dossiers import Dossier
from antq_core.errors import AntqError, Problem
from antq_core.standards.stack import BrokenPlugin, Stack


@attrs.frozen
class BothOutcomes:
    """What one row comes to under the old and under the new version."""

    old: Outcome
    new: Outcome


@attrs.define(eq=False)
class Side:
    """One of the versions, with the other one, which may lend it names."""

    selection: Selection
    other: Selection
    lent: dict[tuple[int, int], LentNames] = attrs.field(factory=dict)

    def rows(self, sources: Sequence[Source]) -> Iterator["RowUnder"]:
        """All rows as they are read under this version."""
        for row in rows_of(sources):
            yield RowUnder(place=row.place, problems=row.problems, row=row, side=self)

    def lent_to(self, stack: Stack, row: Row) -> LentNames:
        """The names that the other version lends to the stack of a row, worked out once for two stacks."""
        other = self._other_stack(row)
        key = (id(stack), id(other))
        if key not in self.lent:
            self.lent[key] = LentNames.between(stack, other)
        return self.lent[key]

    def _other_stack(self, row: Row) -> Stack | None:
        heading = heading_of(row)
        try:
            return None if heading is None else self.other.of(heading)
        except AntqError:
            return None


@attrs.frozen(kw_only=True)
class RowUnder(Row):
    """A row as it is read under one version: what only the other declares is left aside, and noted."""

    row: Row
    side: Side
    left_aside: list[str] = attrs.field(factory=list, eq=False)

    @property
    def heading(self) -> Json:
        """The heading of the row itself."""
        return self.row.heading

    @property
    def shown(self) -> Mapping[str, Json]:
        """What the row itself says."""
        return self.row.shown

    def dossier(self, stack: Stack) -> Dossier:
        """The dossier as far as the version declares it. Raises `InputError`."""
        lent = self.side.lent_to(stack, self.row)
        dossier, names = lent.taken_back(self.row.dossier(lent.reading))
        self.left_aside[:] = names
        return dossier

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems as the row itself places them."""
        return self.row.placed(problems)

    def at(self, problem: Problem) -> tuple[Place, Problem]:
        """Where the row itself finds a problem."""
        return self.row.at(problem)


@attrs.frozen
class BothRuns:
    """A run under each version, over the rows of some files."""

    sources: Sequence[Source]
    sides: tuple[Side, Side]
    rounds: tuple[Round, Round]
    _awaited: dict[Place, list[Outcome | None]] = attrs.field(factory=dict)

    @classmethod
    def of(
        cls,
        sources: Sequence[Source],
        standards: tuple[ChosenStandards, ChosenStandards],
        question: Question,
        screen: Screen,
    ) -> "BothRuns":
        """Both runs, after a first look at all rows. Raises what `survey` raises."""
        old, new = (Selection(each, question.day) for each in standards)
        sides = (Side(old, new), Side(new, old))
        rounds = []
        for side in sides:
            rows = screen.watched(side.rows(sources), "cli.reading")
            rounds.append(Round(survey(rows, side.selection), side.selection, question))
        _refuse_unknown(question.readings, (old, new))
        return cls(sources, sides, (rounds[0], rounds[1]))

    def early(self, screen: Screen) -> Iterator[BothOutcomes | None]:
        """What each row comes to, in order; None for one that comes late."""
        old, new = (run.units(side.rows(self.sources)) for run, side in self._runs)
        rows = zip(rows_of(self.sources), old, new, strict=True)
        count = self.rounds[0].surveyed.rows
        for row, *both in screen.watched(rows, "cli.assessing-versions", count):
            known = [None if isinstance(each, Awaited) else each for each in both]
            if None in known:
                self._awaited[row.place] = known
            yield _both(*known)

    def late(self, screen: Screen) -> Iterator[BothOutcomes]:
        """What each awaited row comes to, in order. A unit may be a commune to one version alone."""
        for position, (run, side) in enumerate(self._runs):
            communes = run.communes(side.rows(self.sources)) if self._awaited else iter(())
            for found in screen.watched(communes, "cli.assessing-communes-versions", len(self._awaited)):
                if found.row.place in self._awaited:
                    self._awaited[found.row.place][position] = found
        for known in self._awaited.values():
            both = _both(*known)
            assert both is not None  # whatever run awaits a row comes back to it
            yield both

    def broken(self) -> Iterator[BrokenPlugin]:
        """The plugins that could not be used, or whose standards do not fit a version."""
        found = {
            (each.jurisdiction, each.source): each
            for each in self.rounds[0].selection.standards.registry.broken
        }
        for run in self.rounds:
            for each in run.selection.misfits():
                found.setdefault((each.jurisdiction, each.source), each)
        yield from found.values()

    @property
    def _runs(self) -> list[tuple[Round, Side]]:
        return list(zip(self.rounds, self.sides, strict=True))


def _refuse_unknown(readings: Mapping[str, str], selections: tuple[Selection, ...]) -> None:
    """Refuse readings and options that neither version has. Raises `UsageError`."""
    problems: list[Problem] = []
    for name, option in readings.items():
        refused: list[tuple[Problem, ...]] = []
        for selection in selections:
            try:
                selection.standards.refuse_unknown({name: option}, selection.stacks.values())
                break
            except UsageError as error:
                refused.append(error.problems)
        else:
            problems += refused[-1]
    if problems:
        raise UsageError(problems)


def _both(old: Outcome | None, new: Outcome | None) -> BothOutcomes | None:
    return None if old is None or new is None else BothOutcomes(old, new)
