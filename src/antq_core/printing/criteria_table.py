"""The table of requirements: met or not met, on either basis."""

from collections.abc import Iterator

from antq_core.findings.finding import Finding
from antq_core.findings.sentences import gap_sentence
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale
from antq_core.possible import Outcomes
from antq_core.printing.filled import COLUMNS, Filled
from antq_core.printing.footnotes import Footnotes
from antq_core.printing.markdown import escaped, table
from antq_core.standards.criteria import Criterion, Transcription
from antq_core.standards.standard import Standard

COLUMN_CODES = (
    "number",
    "criterion",
    "claimed-met",
    "claimed-not-met",
    "verified-met",
    "verified-not-met",
    "citation",
)
YES, NEITHER, OPEN = "x", "–", "?"


def criteria_lines(standard: Standard, filled: Filled, notes: Footnotes, locale: Locale) -> Iterator[str]:
    """The table, and what its marks mean where it is filled in."""
    headings = [say(f"sheet.column-{code}", locale) for code in COLUMN_CODES]
    rows = []
    for position, criterion in enumerate(standard.criteria, start=1):
        marks = [
            mark
            for basis in COLUMNS
            for mark in _marks(filled.finding(basis, standard, criterion.code), notes, locale)
        ]
        citation = escaped(criterion.citation.label.in_locale(locale))
        rows.append([str(position), _content(criterion, locale), *marks, citation])
    yield from table(headings, rows)
    if filled.assessed:
        yield ""
        yield f"- {say('sheet.marks', locale)}"


def _content(criterion: Criterion, locale: Locale) -> str:
    words = f"{escaped(criterion.text.in_locale(locale))} ({escaped(criterion.code)})"
    if criterion.transcription is not Transcription.CONFIRMED:
        return f"{words} – *{say(f'sheet.{criterion.transcription.value}', locale)}*"
    return words


def _marks(finding: Finding | None, notes: Footnotes, locale: Locale) -> tuple[str, str]:
    """What stands under "met" and under "not met"."""
    if finding is None:
        return "", ""
    pointed = notes.marks(gap_sentence(gap, locale) for gap in finding.gaps) if finding.is_undecided else ""
    decided = {
        Outcomes.MET: (YES, ""),
        Outcomes.NOT_MET: ("", YES),
        Outcomes.NOT_APPLICABLE: (NEITHER, NEITHER),
        Outcomes.MET | Outcomes.NOT_APPLICABLE: (f"{YES}/{NEITHER}", ""),
    }
    may_be_met = bool(finding.outcomes & Outcomes.MET)
    return decided.get(finding.outcomes, (OPEN if may_be_met else NEITHER, f"{OPEN}{pointed}"))
