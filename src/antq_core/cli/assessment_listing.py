"""The listing of assessments: a table for people, and the same as JSON for machines."""

from collections import Counter
from collections.abc import Sequence

from rich.text import Text as Words

from antq_core.cli.assessing import Results
from antq_core.cli.rejected_rows import reasons
from antq_core.cli.screen import Screen
from antq_core.cli.tables import table_of
from antq_core.codec.text import Json
from antq_core.domain.records import Basis
from antq_core.domain.units import NATIONAL_KINDS
from antq_core.findings.assessments import Assessment
from antq_core.findings.finding import Finding
from antq_core.findings.sentences import gap_sentence
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale
from antq_core.possible import Outcomes, Verdict

FORMAT = 1
REJECTED = "rejected"


def show_assessments(results: Results, basis: Basis, screen: Screen) -> None:
    """The table, and the totals below it."""
    columns = ("unit", "name", "kind", "verdict", "met", "not-met", "undecided", "why")
    rows = [_cells(each.assessment, screen.locale) for each in results.assessed]
    title = screen.say("cli.title-assessed", basis=screen.say(f"basis.{basis.value}"))
    table = table_of(columns, rows, screen, title=title)
    screen.show(table, Words(screen.say("cli.totals", **totals(results))))


def assessments_listing(results: Results) -> Json:
    """The listing for machines: codes and numbers beside the sentences in both languages."""
    return {
        "format": FORMAT,
        "assessed": [_entry(each.assessment) for each in results.assessed],
        "rejected": [reasons(each) for each in results.rejected],
        "totals": totals(results),
    }


def totals(results: Results) -> dict[str, int]:
    """How many dossiers came to each verdict, and how many rows to none."""
    counted = Counter(each.assessment.verdict for each in results.assessed)
    verdicts = (Verdict.MET, Verdict.NOT_MET, Verdict.UNDECIDED, Verdict.OUT_OF_SCOPE)
    return {**{verdict.value: counted[verdict] for verdict in verdicts}, REJECTED: len(results.rejected)}


def kind_words(kind: str, locale: Locale) -> str:
    """What people call a kind of unit; its code for one that only a province knows."""
    labels = {each.code: each.label.in_locale(locale) for each in NATIONAL_KINDS}
    return labels.get(kind, kind)


def _cells(assessment: Assessment, locale: Locale) -> tuple[str, ...]:
    met, not_met, undecided = _counts(assessment)
    return (
        assessment.unit.id,
        assessment.unit.name,
        kind_words(assessment.unit.kind, locale),
        say(f"verdict.{assessment.verdict.value}", locale),
        str(met),
        str(not_met),
        str(undecided),
        _why(assessment, locale),
    )


def _counts(assessment: Assessment) -> tuple[int, int, int]:
    found = Counter(each.outcomes for each in assessment.findings)
    undecided = sum(each.is_undecided for each in assessment.findings)
    return found[Outcomes.MET], found[Outcomes.NOT_MET], undecided


def _why(assessment: Assessment, locale: Locale) -> str:
    """The criteria that decide against the unit; else what to find out first."""
    if assessment.verdict is Verdict.OUT_OF_SCOPE:
        return assessment.scope.citation.label.in_locale(locale)
    against = [each.criterion for each in _not_met(assessment.findings)]
    if assessment.verdict is Verdict.NOT_MET and against:
        return ", ".join(against)
    if assessment.verdict is Verdict.MET or not assessment.missing:
        return ""
    first, *others = assessment.missing
    sentence = gap_sentence(first.gap, locale)
    return say("cli.why-more", locale, first=sentence, count=len(others)) if others else sentence


def _not_met(findings: Sequence[Finding]) -> list[Finding]:
    return [each for each in findings if each.outcomes is Outcomes.NOT_MET]


def _entry(assessment: Assessment) -> Json:
    met, not_met, undecided = _counts(assessment)
    unit, verdict = assessment.unit, assessment.verdict.value
    return {
        "unit": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "province": unit.province,
        "commune": unit.commune,
        "year": assessment.year,
        "basis": assessment.basis.value,
        "verdict": verdict,
        "verdict_words": {"vi": say(f"verdict.{verdict}", "vi"), "en": say(f"verdict.{verdict}", "en")},
        "possible": list(assessment.possible.words),
        "criteria": {"met": met, "not_met": not_met, "undecided": undecided, "all": len(assessment.findings)},
        "not_met": [each.criterion for each in _not_met(assessment.findings)],
        "undecided": [each.criterion for each in assessment.findings if each.is_undecided],
        "missing": [
            {
                "code": each.gap.code.value,
                "name": each.gap.name,
                "vi": gap_sentence(each.gap, "vi"),
                "en": gap_sentence(each.gap, "en"),
                "blocks": list(each.blocks),
                "decides_alone": each.decides_alone,
            }
            for each in assessment.missing
        ],
        "standards": [each.id for each in assessment.standards],
        "input_digest": assessment.input_digest,
    }
