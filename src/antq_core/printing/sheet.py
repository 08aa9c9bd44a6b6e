"""The sheet (bảng chấm điểm, bảng tiêu chí) of a standard, empty or filled in, in Markdown.

Nothing is read or written here: a sheet comes from values alone.
"""

from collections.abc import Iterable, Iterator

from antq_core.errors import Problem, SelectionError, alike
from antq_core.findings.assessments import Assessment
from antq_core.findings.finding import SILENT_PLUGINS
from antq_core.findings.sentences import (
    DIGITS_OF_A_DIGEST,
    assumption_sentence,
    gap_sentence,
    reading_sentence,
    standard_words,
    verdict_words,
)
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale
from antq_core.printing.criteria_table import criteria_lines
from antq_core.printing.filled import Filled
from antq_core.printing.footnotes import Footnotes
from antq_core.printing.grades import grading_lines
from antq_core.printing.markdown import escaped, table
from antq_core.printing.points_table import points_lines
from antq_core.printing.watermark import is_sample
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Assumption, Standard

WATERMARK = "**MẪU GIẢ ĐỊNH – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ / FICTIONAL SAMPLE – NO LEGAL FORCE**"
DOTS = "…" * 20


def sheet(stack: Stack, *assessed: Assessment, standard: str | None = None, locale: Locale = "vi") -> str:
    """The sheets of the standards of a stack, the national one first.

    Args:
        stack: the standards, as `Registry.select` finds them.
        assessed: the assessments of one unit by this stack: one on the claimed basis, one on the verified
            basis, either, or none for empty sheets.
        standard: the id of the one standard of the stack whose sheet is wanted.
        locale: the language.

    Raises:
        InputError: assessments of several units, two on one basis, or by other standards than these.
        SelectionError: the stack has no standard with the id.
    """
    filled = Filled.of(stack, assessed)
    wanted = [each for each in stack.standards if standard in (None, each.id)]
    if not wanted:
        ids = [each.id for each in stack.standards]
        facts = {"id": standard, "ids": ", ".join(ids), "near": alike(str(standard), ids)}
        raise SelectionError([Problem("sheet.no-such-standard", (), facts)])
    return "\n".join("\n".join(sheet_lines(stack, each, filled, locale)) + "\n" for each in wanted)


def sheet_lines(stack: Stack, standard: Standard, filled: Filled, locale: Locale) -> Iterator[str]:
    """The lines of one sheet."""
    mark = [WATERMARK, ""] if is_sample(standard, filled) else []
    notes = Footnotes()
    code = "sheet.of-criteria" if standard.rubric is None else "sheet.of-points"
    yield from mark
    yield f"# {escaped(say(code, locale, title=standard.title))}"
    yield ""
    yield from (f"- {escaped(each)}" for each in _heading(stack, standard, filled, locale))
    if standard.rubric is not None:
        yield from _section("sheet.section-points", locale)
        yield from points_lines(standard, filled, notes, locale)
    if standard.criteria:
        yield from _section("sheet.section-criteria", locale)
        yield from criteria_lines(standard, filled, notes, locale)
    if standard.grading is not None:
        yield from _section("sheet.section-grades", locale)
        yield from grading_lines(standard, standard.grading, filled, locale)
    remarks = [escaped(f"({number}) {sentence}") for number, sentence in notes.listed]
    remarks += [escaped(each) for each in _rests_upon(stack, standard, filled, locale)]
    if remarks:
        yield from _section("sheet.section-notes", locale)
        yield from (f"- {each}" for each in remarks)
    yield ""
    yield from _signatures(locale)
    yield from ["", *mark[:1]] if mark else []


def _section(code: str, locale: Locale) -> Iterator[str]:
    yield from ("", f"## {say(code, locale)}", "")


def _heading(stack: Stack, standard: Standard, filled: Filled, locale: Locale) -> Iterator[str]:
    yield say("sheet.citation", locale, citation=standard.citation.label)
    if standard.in_force_to is None:
        in_force = say("sheet.from-day", locale, first=standard.in_force_from)
    else:
        ends = {"first": standard.in_force_from, "last": standard.in_force_to}
        in_force = say("sheet.from-to-day", locale, **ends)
    yield say("sheet.in-force", locale, id=standard.id, days=in_force)
    one = filled.any
    if one is None:
        kinds = ", ".join(stack.kind_label(kind).in_locale(locale) for kind in standard.kinds)
        yield say("sheet.unit", locale, name=DOTS, kind=kinds)
        yield say("sheet.year", locale, year=DOTS)
        return
    name = f"{one.unit.name} ({one.unit.id})" if one.unit.name else one.unit.id
    yield say("sheet.unit", locale, name=name, kind=stack.kind_label(one.unit.kind))
    days = say("sheet.from-to-day", locale, first=one.window.first, last=one.window.last)
    yield say("sheet.year-and-window", locale, year=one.year, days=days)
    for each in filled.in_order:
        basis = say(f"basis.{each.basis.value}", locale)
        verdict = verdict_words(each.possible, locale)
        code = "sheet.result" if each.possible.is_decided else "sheet.result-open"
        yield say(code, locale, basis=basis, verdict=verdict, day=each.decided_on)


def _rests_upon(stack: Stack, standard: Standard, filled: Filled, locale: Locale) -> Iterable[str]:
    """What the figures rest upon: readings, assumptions, plugins that are not heard, and the input.

    The conclusion is that of all standards of the stack, and the points are those of this one, so that of
    an assumption of another standard is said whose it is.
    """
    others = [each for each in stack.standards if each.id != standard.id]
    told = []
    for each in filled.in_order:
        gaps = [gap for finding in each.findings for gap in finding.gaps if gap.code in SILENT_PLUGINS]
        told += [gap_sentence(gap, locale) for gap in gaps]
        used = [reading for reading in each.readings if reading.matters or reading.option is not None]
        told += [reading_sentence(reading, locale).removeprefix("- ") for reading in used]
        told += [_assumption(assumed, standard, others, locale) for assumed in each.assumptions]
        traces = {
            "standards": "; ".join(standard_words(used, locale) for used in each.standards),
            "digest": each.input_digest[:DIGITS_OF_A_DIGEST],
            "version": each.core_version,
        }
        told.append(say("explain.traces", locale, **traces))
    return dict.fromkeys(told)


def _assumption(assumed: Assumption, standard: Standard, others: Iterable[Standard], locale: Locale) -> str:
    sentence = assumption_sentence(assumed, locale).removeprefix("- ")
    if assumed in standard.assumptions:
        return sentence
    whose = next((each.id for each in others if assumed in each.assumptions), None)
    return sentence if whose is None else say("sheet.assumption-of", locale, id=whose, assumption=sentence)


def _signatures(locale: Locale) -> list[str]:
    who = [say("sheet.signed-by-unit", locale), say("sheet.signed-by-appraiser", locale)]
    return table(who, [[say("sheet.signed", locale)] * len(who)])
