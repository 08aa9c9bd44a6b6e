"""What the commands about one unit do alike: find its rows among others and assess it with what it needs."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import attrs

from antq_core.cli.assessing_commands import ending, standards_for, surveyed_run, tell_left_out
from antq_core.cli.files.sources import Source, open_sources, rows_of
from antq_core.cli.questions import Question
from antq_core.cli.refusals import ExitCode
from antq_core.cli.runs.assessing import Assessed, Rejected, Round
from antq_core.cli.runs.rejected_rows import FirstRejected, told
from antq_core.cli.screen import Screen
from antq_core.codec.csv_files.columns import KnownNames


@attrs.frozen
class OneUnit:
    """All that was assessed of a unit, one for each year it has a dossier of, and what was rejected."""

    assessed: tuple[Assessed, ...]
    run: Round
    sources: Sequence[Source]
    first_rejected: FirstRejected
    rejected: int

    def ending(self, screen: Screen) -> ExitCode:
        """Tell what was wrong with the rows, and give the exit code."""
        screen.report(told(self.first_rejected.rows, self.rejected, None))
        return ending(self.rejected, self.run, self.sources, screen)


def look_for(
    unit: str, files: tuple[Path, ...], mapping: Path | None, question: Question, screen: Screen
) -> OneUnit:
    """Assess one unit of some files, with the units that it needs.

    Raises `UsageError` for files that cannot be used, and for a unit that none of them has.
    """
    question.refuse_impossible()
    standards = standards_for(question)
    sources = open_sources(files, mapping, KnownNames.of_registry(standards.registry))
    tell_left_out(standards, screen)
    run = surveyed_run(sources, standards, question, screen, only=unit)
    asked, rejected, first = list[Assessed](), 0, FirstRejected()
    for outcome in chain(run.units(rows_of(sources)), run.communes(rows_of(sources))):
        if isinstance(outcome, Rejected):
            rejected += 1
            first.add(outcome)
        elif isinstance(outcome, Assessed) and outcome.assessment.unit.id == unit:
            asked.append(outcome)
    return OneUnit(tuple(asked), run, sources, first, rejected)
