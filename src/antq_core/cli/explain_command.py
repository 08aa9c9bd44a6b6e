"""`antq explain`: everything about one unit."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from antq_core.cli.assessing_commands import Further, MappingOption
from antq_core.cli.one_unit import look_for
from antq_core.cli.questions import THE_USUAL, JsonOption, Question
from antq_core.cli.refusals import ExitCode
from antq_core.cli.screen import Screen, printable
from antq_core.codec.documents import write_assessment


def explain(
    file: Annotated[Path, Parameter(help="cli.help-file")],
    unit: Annotated[str, Parameter(help="cli.help-unit")],
    /,
    *,
    further: Further = (),
    mapping: MappingOption = None,
    as_json: JsonOption = False,
    question: Question = THE_USUAL,
) -> ExitCode:
    """Say everything about one unit."""
    screen = Screen.of(question.locale)
    found = look_for(unit, (file, *further), mapping, question, screen)
    assessments = [each.assessment for each in found.assessed]
    if as_json:
        screen.write_json([write_assessment(each) for each in assessments])
    else:
        screen.write(printable("\n\n".join(each.explain(question.locale) for each in assessments)))
    return found.ending(screen)
