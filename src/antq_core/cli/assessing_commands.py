"""The command that assesses all dossiers of some files, and what other commands do as it does."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from antq_core.cli.assessment_listing import LISTING, cells, entry, show_assessments, write_listing
from antq_core.cli.chosen_standards import ChosenStandards, choose
from antq_core.cli.files.sources import Source, identity, open_sources, rows_of
from antq_core.cli.files.unread_lists import unread_lists
from antq_core.cli.files.whole_files import ENDINGS, LINES, documents, refuse_unwritable, write_whole
from antq_core.cli.installed import installed_registry
from antq_core.cli.plugin_listing import left_out_plugins
from antq_core.cli.questions import THE_USUAL, JsonOption, Question
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.runs.assessing import Round
from antq_core.cli.runs.ledger import LISTED, REJECTED, Ledger
from antq_core.cli.runs.rejected_rows import side_file, told
from antq_core.cli.runs.surveying import Selection, survey
from antq_core.cli.screen import Screen
from antq_core.cli.table_runs.choosing import AS_IT_COMES, ByColumns
from antq_core.codec.csv_files.columns import KnownNames
from antq_core.codec.documents import write_assessment
from antq_core.codec.quick_json.reading import RegistryReader
from antq_core.codec.text import Json, pretty
from antq_core.findings.assessments import Assessment

DOCUMENTS = "documents"

MappingOption = Annotated[Path | None, Parameter(metavar="FILE", help="cli.help-mapping")]
Further = Annotated[
    tuple[Path, ...], Parameter(name="--with", metavar="FILE", negative="", help="cli.help-with")
]


def assess(
    *files: Annotated[Path, Parameter(required=True, help="cli.help-files")],
    mapping: MappingOption = None,
    output: Annotated[Path | None, Parameter(metavar="FILE", help="cli.help-output")] = None,
    as_json: JsonOption = False,
    columns: ByColumns = AS_IT_COMES,
    question: Question = THE_USUAL,
) -> ExitCode:
    """Assess all dossiers of some files together."""
    screen = Screen.of(question.locale)
    question.refuse_impossible()
    if columns.chosen(files, output, as_json=as_json):
        return assess_by_columns(files, mapping, output, question, columns)
    kept_in = side_file(output, files)
    _refuse_places(files, output, kept_in)
    standards = standards_for(question)
    reader = RegistryReader(standards.registry, scheme=standards.scheme)
    sources = open_sources(files, mapping, KnownNames.of_registry(standards.registry), reader)
    tell_left_out(standards, screen)
    wanted: dict[str, Callable[[Assessment], Json]] = {}
    if output is not None:
        wanted[DOCUMENTS] = write_assessment
    if as_json:
        wanted[LISTING] = entry
    folder = output.parent if output is not None else None
    with Ledger(folder, partial(cells, locale=question.locale), wanted) as ledger:
        run = _assessed(sources, standards, question, screen, ledger)
        try:
            _keep(ledger, output, kept_in)
        except UsageError:
            # Whoever has waited is shown the results even when they could not be kept.
            _show(ledger, question, screen, as_json=as_json)
            screen.report(told(ledger.first_rejected, ledger.rejected, None))
            raise
        _show(ledger, question, screen, as_json=as_json)
        if output is not None:
            screen.note("cli.kept", count=ledger.assessed, path=output)
        if not ledger.rejected and kept_in.exists():
            screen.note("cli.old-side-file", path=kept_in)
        screen.report(told(ledger.first_rejected, ledger.rejected, kept_in))
        return ending(ledger.rejected, run, sources, screen)


def assess_by_columns(
    files: Sequence[Path],
    mapping: Path | None,
    output: Path | None,
    question: Question,
    columns: ByColumns,
) -> ExitCode:
    """The same by columns, for files that are long."""
    from antq_core.cli.table_runs import command  # noqa: PLC0415 - only whoever has tables needs the engine

    screen = Screen.of(question.locale)
    kept_in = side_file(output, files)
    _refuse_same(files, output, columns.summary, kept_in)
    for place in (output, columns.summary):
        if place is not None and place.suffix:
            refuse_unwritable(place)
    standards = standards_for(question)
    targets = command.targets_of(files, mapping, output, question, standards)
    tell_left_out(standards, screen)
    with command.table_ledger(output, question) as ledger:
        run = command.TableRun(standards, question, screen, ledger, targets)
        run.listed, run.sums = LISTED if output is None else 0, columns.summary is not None
        if output is not None and output.suffix == "":
            run.resumption = command.Resumption(question, skips=columns.resume)
        rows = run.run()
        command.show(run)
        if run.skipped:
            screen.note("table.skipped", count=run.skipped)
        if ledger.rejected:
            write_whole({kept_in: documents(ledger.lines(REJECTED), LINES)})
        elif kept_in.exists():
            screen.note("cli.old-side-file", path=kept_in)
        if columns.summary is not None:
            write_whole({columns.summary: [pretty(run.summary_document()), "\n"]})
        if output is not None:
            screen.note("cli.kept", count=run.written, path=output)
        screen.report(told(ledger.first_rejected, ledger.rejected, kept_in))
        written = [output] if output is not None else []
        return ending(ledger.rejected, rows, run.sources_with_lists, screen, written)


def _assessed(
    sources: Sequence[Source], standards: ChosenStandards, question: Question, screen: Screen, ledger: Ledger
) -> Round:
    """Everything assessed and entered: units first, then the communes above them."""
    run = surveyed_run(sources, standards, question, screen)
    units = run.units(rows_of(sources))
    for outcome in screen.watched(units, "cli.assessing", run.surveyed.rows):
        ledger.enter(outcome)
    if run.surveyed.communes:
        communes = run.communes(rows_of(sources))
        for late in screen.watched(communes, "cli.assessing-communes", len(run.surveyed.communes)):
            ledger.enter_late(late)
    return run


def surveyed_run(
    sources: Sequence[Source],
    standards: ChosenStandards,
    question: Question,
    screen: Screen,
    only: str | None = None,
) -> Round:
    """A run over rows that were looked at once. Raises `UsageError` for what no row could make sense of."""
    selection = Selection(standards, question.day)
    surveyed = survey(screen.watched(rows_of(sources), "cli.reading"), selection, only)
    above = frozenset().union(*surveyed.schemes_above.values())
    standards.refuse_unknown(question.readings, selection.stacks.values(), above)
    return Round(surveyed, selection, question, only)


def standards_for(question: Question) -> ChosenStandards:
    """The standards that a question is asked about. Raises `UsageError` where there are none to use."""
    installed = installed_registry(strict=question.strict)
    standards = choose(question.standard, installed, question.scheme)
    standards.refuse_unusable(strict=question.strict)
    return standards


def tell_left_out(standards: ChosenStandards, screen: Screen) -> None:
    """Say which standards and plugins are not applied, by choice."""
    if standards.left_out:
        screen.note("cli.left-out", ids=", ".join(standards.left_out))
    if standards.registry.left_out:
        screen.note("cli.plugins-left-out", plugins=left_out_plugins(standards.registry))


def _refuse_places(files: Sequence[Path], output: Path | None, kept_in: Path) -> None:
    """No output may take the place of an input, and every output must have a place."""
    _refuse_same(files, output, kept_in)
    if output is not None:
        if output.suffix.lower() not in ENDINGS:
            raise UsageError.of("cli.unknown-ending", path=output, known=", ".join(ENDINGS))
        refuse_unwritable(output)


def _refuse_same(files: Iterable[Path], *targets: Path | None) -> None:
    read = {identity(file) for file in files}
    for target in filter(None, targets):
        if identity(target) in read:
            raise UsageError.of("cli.overwrites-input", path=target)


def _show(ledger: Ledger, question: Question, screen: Screen, *, as_json: bool) -> None:
    if as_json:
        write_listing(ledger, screen)
    else:
        show_assessments(ledger, question.basis, screen)


def _keep(ledger: Ledger, output: Path | None, kept_in: Path) -> None:
    contents = {}
    if output is not None:
        contents[output] = documents(ledger.lines(DOCUMENTS), output.suffix.lower())
    if ledger.rejected:
        contents[kept_in] = documents(ledger.lines(REJECTED), LINES)
    try:
        write_whole(contents)
    except UsageError as error:
        if output is not None:
            raise
        # Nobody named this place, so the sentence says how another one is chosen.
        reason = error.problems[0].facts["reason"]
        raise UsageError.of("cli.rejected-not-kept", path=kept_in, reason=reason) from error


def ending(
    rejected: int, run: Round, sources: Iterable[Source], screen: Screen, written: Iterable[Path] = ()
) -> ExitCode:
    """Complain of what was wrong beside the rows, and give the exit code of a run."""
    broken = (*run.selection.standards.registry.broken, *run.selection.misfits())
    wrong = [problem for each in broken for problem in each.told]
    if run.only is None:
        wrong += run.surveyed.strays()
    wrong += unread_lists(sources, written)
    screen.complain(wrong)
    return ExitCode.INCOMPLETE if rejected or wrong else ExitCode.COMPLETE
