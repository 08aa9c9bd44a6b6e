"""The commands that assess dossiers: all of some files, or one unit with every reason."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from antq_core.cli.assessing import Results, assess_rows
from antq_core.cli.assessment_listing import assessments_listing, show_assessments
from antq_core.cli.chosen_standards import ChosenStandards, choose
from antq_core.cli.questions import THE_USUAL, JsonOption, Question
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.rejected_rows import rejected_row, side_file, told
from antq_core.cli.rows import identity, read_rows
from antq_core.cli.screen import Screen, printable
from antq_core.cli.standard_listing import failures
from antq_core.cli.whole_files import ENDINGS, LINES, documents, refuse_unwritable, write_whole
from antq_core.codec.documents import write_assessment
from antq_core.plugin_host import load_registry

Further = Annotated[
    tuple[Path, ...], Parameter(name="--with", metavar="FILE", negative="", help="cli.help-with")
]


def assess(
    *files: Annotated[Path, Parameter(required=True, help="cli.help-files")],
    output: Annotated[Path | None, Parameter(metavar="FILE", help="cli.help-output")] = None,
    as_json: JsonOption = False,
    question: Question = THE_USUAL,
) -> ExitCode:
    """Assess all dossiers of some files together."""
    screen = Screen.of(question.locale)
    question.refuse_impossible()
    kept_in = side_file(output, files)
    _refuse_places(files, output, kept_in)
    rows = read_rows(files)
    standards = _standards(question, screen)
    results = assess_rows(rows, standards, question, watch=screen.watched)
    try:
        _keep(results, output, kept_in)
    finally:
        # Whoever has waited is shown the results even when they could not be kept.
        if as_json:
            screen.write_json(assessments_listing(results))
        else:
            show_assessments(results, question.basis, screen)
    if output is not None:
        screen.note("cli.kept", count=len(results.assessed), path=output)
    if not results.rejected and kept_in.exists():
        screen.note("cli.old-side-file", path=kept_in)
    screen.complain(told(results.rejected, kept_in))
    return _ending(results, standards, screen)


def explain(
    file: Annotated[Path, Parameter(help="cli.help-file")],
    unit: Annotated[str, Parameter(help="cli.help-unit")],
    /,
    *,
    further: Further = (),
    as_json: JsonOption = False,
    question: Question = THE_USUAL,
) -> ExitCode:
    """Say everything about one unit."""
    screen = Screen.of(question.locale)
    question.refuse_impossible()
    rows = read_rows((file, *further))
    standards = _standards(question, screen)
    results = assess_rows(rows, standards, question, watch=screen.watched, only=unit)
    asked = [each.assessment for each in results.assessed if each.assessment.unit.id == unit]
    if as_json:
        screen.write_json([write_assessment(each) for each in asked])
    else:
        screen.write(printable("\n\n".join(each.explain(question.locale) for each in asked)))
    screen.complain(told(results.rejected, None))
    return _ending(results, standards, screen)


def _standards(question: Question, screen: Screen) -> ChosenStandards:
    standards = choose(question.standard, load_registry())
    if standards.left_out:
        screen.note("cli.left-out", ids=", ".join(standards.left_out))
    return standards


def _refuse_places(files: Sequence[Path], output: Path | None, kept_in: Path) -> None:
    """No output may take the place of an input, and every output must have a place."""
    read = {identity(file) for file in files}
    for target in filter(None, (output, kept_in)):
        if identity(target) in read:
            raise UsageError.of("cli.overwrites-input", path=target)
    if output is not None:
        if output.suffix.lower() not in ENDINGS:
            raise UsageError.of("cli.unknown-ending", path=output, known=", ".join(ENDINGS))
        refuse_unwritable(output)


def _keep(results: Results, output: Path | None, kept_in: Path) -> None:
    contents = {}
    if output is not None:
        written = (write_assessment(each.assessment) for each in results.assessed)
        contents[output] = documents(written, output.suffix.lower())
    if results.rejected:
        contents[kept_in] = documents(map(rejected_row, results.rejected), LINES)
    write_whole(contents)


def _ending(results: Results, standards: ChosenStandards, screen: Screen) -> ExitCode:
    broken = list(failures([*standards.registry.broken, *results.misfits]))
    screen.complain(broken)
    return ExitCode.INCOMPLETE if results.rejected or broken else ExitCode.COMPLETE
