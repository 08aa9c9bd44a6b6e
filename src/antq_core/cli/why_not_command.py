"""`antq why-not`: what stands between a unit and a verdict or a grade, and the least that would change it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from antq_core.assessment import asked_for
from antq_core.cli.assessing_commands import Further, MappingOption
from antq_core.cli.one_unit import look_for
from antq_core.cli.questions import THE_USUAL, JsonOption, Question
from antq_core.cli.refusals import ExitCode
from antq_core.cli.runs.assessing import Assessed, Round
from antq_core.cli.runs.surveying import territory
from antq_core.cli.screen import Screen, printable
from antq_core.codec.converter import unstructure
from antq_core.codec.dossiers import read_heading
from antq_core.expressions.wording import in_points
from antq_core.findings.score_sentences import ceiling_sentence, points_words
from antq_core.findings.sentences import finding_lines, gap_sentence
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale
from antq_core.remedies.why_not import Way, WhyNot, why_not


def explain_why_not(
    file: Annotated[Path, Parameter(help="cli.help-file")],
    unit: Annotated[str, Parameter(help="cli.help-unit")],
    /,
    *,
    grade: Annotated[str | None, Parameter(metavar="CODE", help="cli.help-grade")] = None,
    by: Annotated[str | None, Parameter(metavar="ID", help="cli.help-by")] = None,
    further: Further = (),
    mapping: MappingOption = None,
    as_json: JsonOption = False,
    question: Question = THE_USUAL,
) -> ExitCode:
    """Say why a unit does not reach a verdict or a grade, and the least that would change it."""
    screen = Screen.of(question.locale)
    asked = look_for(unit, (file, *further), mapping, question, screen)
    found = [_why_not(each, asked.run, grade, by) for each in asked.assessed]
    if as_json:
        screen.write_json([unstructure(each) for each in found])
    else:
        pages = ("\n".join(_lines(each, question.locale)) for each in found)
        screen.write(printable("\n\n".join(pages) + "\n"))
    return asked.ending(screen)


def _why_not(outcome: Assessed, run: Round, grade: str | None, standard: str | None) -> WhyNot:
    heading = read_heading(outcome.row.heading)
    stack = run.selection.of(heading)
    is_commune = run.selection.is_commune(heading.unit)
    return why_not(
        outcome.row.dossier(stack),
        stack,
        grade=grade,
        standard=standard,
        readings=asked_for(stack, run.question.readings),
        basis=run.question.basis,
        as_of=run.question.day,
        children=run.standings.get(territory(heading), ()) if is_commune else (),
    )


def _lines(found: WhyNot, locale: Locale) -> Iterator[str]:
    if found.is_reached:
        yield say("remedy.reached", locale, unit=found.unit)
        return
    if found.grade_label is None:
        verdict = say(f"verdict.{found.verdict.value}", locale)
        yield say("remedy.verdict", locale, unit=found.unit, verdict=verdict)
    else:
        facts = {"grade": found.grade_label, "standard": found.standard}
        yield say("remedy.grade", locale, unit=found.unit, **facts)
    for finding in found.blocking:
        yield from finding_lines(finding, locale)
    for ceiling in found.ceilings:
        yield "- " + ceiling_sentence(ceiling, locale)
    if found.points_short:
        yield say("remedy.points-short", locale, points=in_points(found.points_short))
    yield ""
    yield from _open_lines(found, locale)
    if found.ways:
        yield say("remedy.ways", locale)
        for number, way in enumerate(found.ways, start=1):
            yield from _way_lines(number, way, locale)
    elif not found.may_be_reached:
        yield say("remedy.no-way", locale)


def _open_lines(found: WhyNot, locale: Locale) -> Iterator[str]:
    """What is not known yet and may turn out well; and where the way leads through another standard."""
    if found.may_be_reached and found.total is not None:
        code = "remedy.may-be-reached" if found.waits_for else "remedy.may-be-reached-unread"
        yield say(code, locale, points=points_words(found.total, locale))
        yield from ("- " + gap_sentence(gap, locale) for gap in found.waits_for)
    elif found.may_be_reached:
        yield say("remedy.find-out-first", locale)
    for scheme in found.other_schemes:
        yield say("remedy.other-scheme", locale, scheme=scheme, unit=found.unit)


def _way_lines(number: int, way: Way, locale: Locale) -> Iterator[str]:
    code = "remedy.way-points" if way.points else "remedy.way"
    yield say(code, locale, number=number, findings=", ".join(way.findings), points=in_points(way.points))
    for change in way.changes:
        facts = {"label": change.label, "before": change.before, "after": change.after}
        yield "   - " + say("remedy.change", locale, **facts)
