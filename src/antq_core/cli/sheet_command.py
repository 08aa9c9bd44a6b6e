"""The command that prints the sheet of a standard, empty or filled in from the dossier of a unit."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

import attrs
from cyclopts import Parameter

from antq_core.cli.chosen_standards import HANDED_OVER, ChosenStandards, choose, resolve, stack_of
from antq_core.cli.files.sources import Source, identity, open_sources, rows_of
from antq_core.cli.files.whole_files import refuse_unwritable, write_whole
from antq_core.cli.installed import installed_registry
from antq_core.cli.questions import LocaleOption, Question, ReadingOptions, StrictOption
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.runs.assessing import Assessed, Rejected, Round
from antq_core.cli.runs.rejected_rows import FirstRejected, told
from antq_core.cli.runs.surveying import Selection, survey
from antq_core.cli.screen import Screen
from antq_core.cli.short_ids import whole_id
from antq_core.codec.csv_files.columns import KnownNames
from antq_core.domain.records import Basis
from antq_core.findings.assessments import Assessment
from antq_core.printing.sheet import sheet
from antq_core.standards.registry import Registry
from antq_core.standards.stack import Stack
from antq_core.standards.supplied import Supplied

ENDING = ".md"
Unit = tuple[str, str, int]
"""Its id, its province and the year."""


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class FilledBy:
    """The options of a sheet that is filled in, as they were typed."""

    further: Annotated[
        tuple[Path, ...], Parameter(name="--with", metavar="FILE", negative="", help="cli.help-with")
    ] = ()
    mapping: Annotated[Path | None, Parameter(metavar="FILE", help="cli.help-mapping")] = None
    as_of: Annotated[str | None, Parameter(metavar="YYYY-MM-DD", help="cli.help-as-of")] = None
    reading: ReadingOptions = ()

    @property
    def typed(self) -> tuple[str, ...]:
        """The options that somebody typed."""
        given = {
            "--with": self.further,
            "--mapping": self.mapping,
            "--as-of": self.as_of,
            "--reading": self.reading,
        }
        return tuple(name for name, value in given.items() if value)


EMPTY = FilledBy()
"""The options when nothing is typed."""


def print_sheet(
    named: Annotated[str, Parameter(name="ID", help="cli.help-id")],
    file: Annotated[Path | None, Parameter(help="cli.help-sheet-file")] = None,
    unit: Annotated[str | None, Parameter(help="cli.help-unit")] = None,
    /,
    *,
    output: Annotated[Path | None, Parameter(metavar="FILE.md", help="cli.help-sheet-output")] = None,
    filled_by: FilledBy = EMPTY,
    strict: StrictOption = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Print the sheet of a standard."""
    screen = Screen.of(locale)
    if file is not None and unit is None:
        raise UsageError.of("cli.sheet-without-unit", file=file)
    if file is None and filled_by.typed:
        raise UsageError.of("cli.sheet-needs-file", option=filled_by.typed[0])
    read = (file, *filled_by.further, filled_by.mapping)
    _refuse_place(output, [each for each in read if each is not None])
    registry = installed_registry(strict=strict)
    asked = resolve(whole_id(named, registry), registry)
    if file is None or unit is None:
        sheets = [sheet(stack_of(each, registry), standard=each.standard.id, locale=locale) for each in asked]
        complete = True
    else:
        filling = _Filling.of(named, asked, registry, filled_by, locale)
        sources = open_sources(
            (file, *filled_by.further), filled_by.mapping, KnownNames.of_registry(filling.standards.registry)
        )
        sheets, complete = filling.sheets(unit, sources, screen)
    text = "\n".join(sheets)
    if output is None:
        screen.write(text)
    else:
        write_whole({output: [text]})
        screen.note("cli.sheet-kept", path=output)
    screen.complain(problem for each in registry.broken for problem in each.told)
    return ExitCode.INCOMPLETE if registry.broken or not complete else ExitCode.COMPLETE


@attrs.frozen(kw_only=True)
class _Filling:
    """What fills in the sheets of some standards for one unit."""

    ids: tuple[str, ...]
    standards: ChosenStandards
    question: Question

    @classmethod
    def of(
        cls, named: str, asked: Sequence[Supplied], installed: Registry, typed: FilledBy, locale: LocaleOption
    ) -> "_Filling":
        question = Question(as_of=typed.as_of, reading=typed.reading, locale=locale)
        question.refuse_impossible()
        handed_over = [named] if any(each.source == HANDED_OVER for each in asked) else []
        standards = choose(handed_over, installed, asked[0].standard.scheme)
        standards.refuse_unusable(strict=False)
        return cls(ids=tuple(each.standard.id for each in asked), standards=standards, question=question)

    def sheets(self, unit: str, sources: Sequence[Source], screen: Screen) -> tuple[list[str], bool]:
        """The sheets of the unit, one for each year it has a dossier of, and whether no row was rejected."""
        found: dict[Unit, list[Assessment]] = {}
        rejected, first = 0, FirstRejected()
        selection = Selection(self.standards, self.question.day)
        for basis in (Basis.CLAIMED, Basis.VERIFIED):
            question = attrs.evolve(self.question, basis=basis)
            for outcome in self._outcomes(unit, sources, selection, question, screen):
                if isinstance(outcome, Assessed) and outcome.assessment.unit.id == unit:
                    one = outcome.assessment
                    found.setdefault((one.unit.id, one.unit.province, one.year), []).append(one)
                elif isinstance(outcome, Rejected) and basis is Basis.VERIFIED:
                    rejected += 1  # a row that is wrong is so on either basis
                    first.add(outcome)
        screen.report(told(first.rows, rejected, None))
        return [each for assessed in found.values() for each in self._of(assessed, selection)], not rejected

    def _outcomes(
        self,
        unit: str,
        sources: Sequence[Source],
        selection: Selection,
        question: Question,
        screen: Screen,
    ) -> Iterator[object]:
        surveyed = survey(screen.watched(rows_of(sources), "cli.reading"), selection, unit)
        self.standards.refuse_unknown(question.readings, selection.stacks.values())
        run = Round(surveyed, selection, question, unit)
        return chain(run.units(rows_of(sources)), run.communes(rows_of(sources)))

    def _of(self, assessed: Sequence[Assessment], selection: Selection) -> list[str]:
        """The sheets of one unit and year. Raises `UsageError` when other standards hold for the unit."""
        used = [each.id for each in assessed[0].standards]
        wanted = [each for each in self.ids if each in used]
        if not wanted:
            facts = {"unit": assessed[0].unit.id, "id": ", ".join(self.ids), "ids": ", ".join(used)}
            raise UsageError.of("cli.sheet-not-for-unit", **facts)
        stack = _stack_of(used, selection)
        return [sheet(stack, *assessed, standard=each, locale=self.question.locale) for each in wanted]


def _stack_of(ids: Sequence[str], selection: Selection) -> Stack:
    return next(
        stack for stack in selection.stacks.values() if [each.id for each in stack.standards] == list(ids)
    )


def _refuse_place(output: Path | None, read: Sequence[Path]) -> None:
    """No output may take the place of an input, and it must have a place."""
    if output is None:
        return
    if identity(output) in {identity(file) for file in read}:
        raise UsageError.of("cli.overwrites-input", path=output)
    if output.suffix.lower() != ENDING:
        raise UsageError.of("cli.unknown-ending", path=output, known=ENDING)
    refuse_unwritable(output)
