"""The parts of an explanation, each as a sentence of the catalogue. What is said here is in the data too."""

from collections.abc import Iterable, Iterator

from antq_core.domain.dossiers import Evidence
from antq_core.findings.finding import EvidenceOf, Figure, Finding, Gap
from antq_core.findings.grounds import SCOPE, ChosenBy, Missing, ReadingChange, ReadingUsed, StandardUsed
from antq_core.findings.score_sentences import score_change_words
from antq_core.messages.catalogue import say, text
from antq_core.messages.text import Locale
from antq_core.possible import Outcomes, Truths, Verdicts
from antq_core.standards.standard import Assumption

MOST_GAPS_IN_A_LINE = 3
DIGITS_OF_A_DIGEST = 12


def gap_sentence(gap: Gap, locale: Locale) -> str:
    """What is not known, and at which place."""
    return say(gap.code.value, locale, label=gap.label, name=gap.name)


def verdict_words(possible: Verdicts, locale: Locale) -> str:
    """The verdicts that are possible, in words."""
    return ", ".join(say(f"verdict.{word}", locale) for word in possible.words)


def findings_lines(findings: Iterable[Finding], locale: Locale) -> Iterator[str]:
    """What is not met and what is undecided in full, what is met or does not apply by code."""
    listed = list(findings)
    in_full = {
        "explain.not-met": [each for each in listed if each.outcomes is Outcomes.NOT_MET],
        "explain.undecided": [each for each in listed if each.is_undecided],
    }
    for heading, told in in_full.items():
        if told:
            yield say(heading, locale)
            for each in told:
                yield from finding_lines(each, locale)
    by_code = {
        "explain.met": Outcomes.MET,
        "explain.not-applicable": Outcomes.NOT_APPLICABLE,
        "explain.met-or-not-applicable": Outcomes.MET | Outcomes.NOT_APPLICABLE,
    }
    for sentence, outcomes in by_code.items():
        codes = ", ".join(each.criterion for each in listed if each.outcomes is outcomes)
        if codes:
            yield say(sentence, locale, codes=codes)


def scope_grounds(scope: Finding, locale: Locale) -> str:
    """What puts a unit outside the scope: the figures that were looked at, and the provision."""
    citation = scope.citation.label.in_locale(locale)
    figures = "; ".join(_figure(each, locale) for each in _against(scope))
    return say("explain.scope-figures", locale, figures=figures, citation=citation) if figures else citation


def finding_lines(finding: Finding, locale: Locale) -> Iterator[str]:
    """A criterion that is not met or not decided: what it asks, what was found, what it waits for."""
    yield "- " + say(
        "explain.finding",
        locale,
        code=finding.criterion,
        text=finding.text,
        citation=finding.citation.label,
    )
    figures = _against(finding)
    if figures:
        yield "  " + say("explain.figures", locale, figures="; ".join(_figure(f, locale) for f in figures))
    yield from dict.fromkeys("  " + evidence_sentence(each, locale) for each in finding.evidence)
    if finding.gaps:
        yield "  " + say("explain.waits-for", locale, gaps=_gaps(finding.gaps, locale))


def evidence_sentence(evidence: EvidenceOf, locale: Locale) -> str:
    """The documents held for a fact, or the one that is asked for and not attached."""
    if not evidence.held:
        return say("explain.no-evidence", locale, needed=evidence.needed or evidence.label)
    return say("explain.evidence", locale, documents="; ".join(_document(e, locale) for e in evidence.held))


def missing_lines(missing: Iterable[Missing], locale: Locale) -> Iterator[str]:
    """What to find out, in order."""
    for number, each in enumerate(missing, start=1):
        code = "explain.missing-alone" if each.decides_alone else "explain.missing-item"
        called = {SCOPE: say("explain.scope", locale)}
        gap, codes = gap_sentence(each.gap, locale), ", ".join(called.get(one, one) for one in each.blocks)
        yield say(code, locale, number=number, gap=gap, codes=codes)


def reading_sentence(used: ReadingUsed, locale: Locale) -> str:
    """How a question that the law leaves open was answered, and by whom."""
    code = {
        ChosenBy.NOBODY: "explain.reading-open",
        ChosenBy.CALLER: "explain.reading-chosen",
        ChosenBy.PROVINCE: "explain.reading-pinned",
    }[used.chosen_by]
    return "- " + say(
        code,
        locale,
        question=used.question,
        citation=used.citation.label,
        option=used.label or "",
        pinned=used.pinned_in.label if used.pinned_in else "",
    )


def change_sentence(change: ReadingChange, locale: Locale) -> str:
    """Another reading, and what it alone would make of the result."""
    results = [verdict_words(change.possible, locale)]
    results += [score_change_words(each, locale) for each in change.scores]
    return "- " + say(
        "explain.change",
        locale,
        reading=change.reading,
        option=change.option,
        label=change.label,
        verdicts="; ".join(results),
    )


def assumption_sentence(assumption: Assumption, locale: Locale) -> str:
    """Something that the result rests upon and the law does not let us know."""
    facts = {"text": assumption.text.in_locale(locale).rstrip("."), "citation": assumption.citation.label}
    return "- " + say("explain.assumption", locale, **facts)


def standard_words(used: StandardUsed, locale: Locale) -> str:
    """A standard that was applied, by id, digest and distribution."""
    source = f"{used.distribution} {used.version}".strip() or "–"
    return say("explain.standard", locale, id=used.id, digest=used.digest[:DIGITS_OF_A_DIGEST], source=source)


def _against(finding: Finding) -> list[Figure]:
    """The figures of the parts that do not surely hold; a condition joined by *or* may hold all the same."""
    parts = [part for part in finding.compared if part.truths is not Truths.TRUE]
    figures = dict.fromkeys(figure for part in parts for figure in part.figures)
    return [figure for figure in figures if figure.shown != text("value.unknown")]


def _figure(figure: Figure, locale: Locale) -> str:
    return say("explain.figure", locale, label=figure.label, value=figure.shown)


def _gaps(gaps: tuple[Gap, ...], locale: Locale) -> str:
    shown = "; ".join(gap_sentence(gap, locale) for gap in gaps[:MOST_GAPS_IN_A_LINE])
    rest = len(gaps) - MOST_GAPS_IN_A_LINE
    return say("explain.and-more", locale, gaps=shown, count=rest) if rest > 0 else shown


def _document(evidence: Evidence, locale: Locale) -> str:
    if evidence.issued_by is None or evidence.issued_on is None:
        return evidence.document
    facts = {"document": evidence.document, "by": evidence.issued_by, "day": evidence.issued_on}
    return say("explain.document", locale, **facts)
