"""An assessment: the verdict on one dossier, and everything needed to check, replay and contest it."""

import datetime

import attrs

from antq_core.domain.records import Basis
from antq_core.domain.units import Unit, UnitKind, national_label
from antq_core.domain.windows import Window
from antq_core.findings.finding import Finding
from antq_core.findings.grounds import Missing, ReadingChange, ReadingUsed, StandardUsed
from antq_core.findings.score_sentences import score_lines
from antq_core.findings.scores import Score
from antq_core.findings.sentences import (
    DIGITS_OF_A_DIGEST,
    assumption_sentence,
    change_sentence,
    findings_lines,
    gap_sentence,
    missing_lines,
    reading_sentence,
    scope_grounds,
    standard_words,
    verdict_words,
)
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale, Text
from antq_core.possible import Truths, Verdict, Verdicts
from antq_core.standards.registry import SAFETY
from antq_core.standards.standard import Assumption


@attrs.frozen(kw_only=True)
class Standing:
    """How one unit stands in one scheme: as much of its assessment as that of its commune rests upon.

    `beside` says how it stands in other schemes, as far as anybody asked. `national` is false for a unit
    of a kind that counts as no national one: its verdict is its province's alone.
    """

    unit: str
    year: int
    basis: Basis
    possible: Verdicts
    input_digest: str
    scheme: str = SAFETY
    beside: tuple["Standing", ...] = ()
    national: bool = True


@attrs.frozen(kw_only=True)
class Assessment:
    """The verdict on one dossier, on one basis, as of one day.

    `possible` is every verdict still possible and `verdict` its one word. `input_digest` covers
    everything that the result was computed from; the same input gives the same digest and the same words.
    `scores` are the points and grades, by each standard that gives any.

    `beside` says how the unit stands in those other schemes whose verdict was asked for. `added_kind` is
    the kind of the unit where its province added it.
    """

    unit: Unit
    year: int
    basis: Basis
    decided_on: datetime.date
    window: Window
    in_scope: Truths
    scope: Finding
    possible: Verdicts
    findings: tuple[Finding, ...]
    missing: tuple[Missing, ...]
    readings: tuple[ReadingUsed, ...]
    changes: tuple[ReadingChange, ...]
    assumptions: tuple[Assumption, ...]
    standards: tuple[StandardUsed, ...]
    input_digest: str
    core_version: str
    scores: tuple[Score, ...] = ()
    scheme: str = SAFETY
    added_kind: UnitKind | None = None
    beside: tuple[Standing, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """`met`, `not_met`, `out_of_scope`, or `undecided` when more than one is possible."""
        return self.possible.verdict

    @property
    def standing(self) -> Standing:
        """What the assessment of a commune needs of this one; it takes far less room."""
        return Standing(
            unit=self.unit.id,
            year=self.year,
            basis=self.basis,
            possible=self.possible,
            input_digest=self.input_digest,
            scheme=self.scheme,
            beside=self.beside,
            national=self.added_kind is None or self.added_kind.counts_as is not None,
        )

    @property
    def kind_label(self) -> Text:
        """What people call the kind of the unit; its code where nobody has said."""
        kind = self.unit.kind
        label = national_label(kind) if self.added_kind is None else self.added_kind.label
        return label if label is not None else Text(vi=kind, en=kind)

    def finding(self, criterion: str) -> Finding:
        """The finding on one criterion. Raises `KeyError` for a code that was not assessed."""
        return {finding.criterion: finding for finding in self.findings}[criterion]

    def score(self, standard: str) -> Score:
        """The score by one standard. Raises `KeyError` for one that gives no points."""
        return {score.standard: score for score in self.scores}[standard]

    def explain(self, locale: Locale = "vi") -> str:
        """The assessment as a careful official would note it down, in one language."""
        parts = [
            self._heading(locale),
            self._scope(locale),
            list(findings_lines(self.findings, locale)),
            *(list(score_lines(score, locale)) for score in self.scores),
            self._missing(locale),
            self._readings(locale),
            self._grounds(locale),
        ]
        return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"

    def _heading(self, locale: Locale) -> list[str]:
        name = self.unit.name or self.kind_label.in_locale(locale)
        if self.possible.is_decided:
            verdict = say("explain.verdict", locale, verdict=verdict_words(self.possible, locale).upper())
        else:
            verdict = say("explain.possible", locale, verdicts=verdict_words(self.possible, locale))
        frame = say(
            "explain.frame",
            locale,
            citation="; ".join(used.citation.label.in_locale(locale) for used in self.standards),
            first=self.window.first,
            last=self.window.last,
            day=self.decided_on,
            basis=say(f"basis.{self.basis.value}", locale),
        )
        unit = say("explain.unit", locale, name=name, id=self.unit.id, year=self.year)
        return [unit, *self._added_kind(locale), verdict, frame, *self._beside(locale)]

    def _added_kind(self, locale: Locale) -> list[str]:
        if self.added_kind is None:
            return []
        counts_as = self.added_kind.counts_as
        if counts_as is None:
            return [say("explain.kind-without-national", locale, kind=self.kind_label)]
        return [
            say("explain.kind-counts-as", locale, kind=self.kind_label, national=national_label(counts_as))
        ]

    def _beside(self, locale: Locale) -> list[str]:
        return [
            say(
                "explain.beside" if each.possible.is_decided else "explain.beside-open",
                locale,
                scheme=each.scheme,
                verdicts=verdict_words(each.possible, locale),
                digest=each.input_digest[:DIGITS_OF_A_DIGEST],
            )
            for each in self.beside
        ]

    def _scope(self, locale: Locale) -> list[str]:
        if self.in_scope is Truths.TRUE:
            return []
        if self.in_scope is Truths.FALSE:
            return [say("explain.out-of-scope", locale, grounds=scope_grounds(self.scope, locale))]
        lines = [say("explain.scope-open", locale, citation=self.scope.citation.label)]
        return [*lines, *("- " + gap_sentence(gap, locale) for gap in self.scope.gaps)]

    def _missing(self, locale: Locale) -> list[str]:
        is_open = not self.possible.is_decided or any(score.is_open for score in self.scores)
        if not is_open or not self.missing:
            return []
        return [say("explain.missing", locale), *missing_lines(self.missing, locale)]

    def _readings(self, locale: Locale) -> list[str]:
        weighty = [each for each in self.readings if each.matters or each.option is not None]
        if not weighty:
            return [say("explain.no-reading-matters", locale)] if self.readings else []
        told = [reading_sentence(each, locale) for each in weighty]
        changes = [change_sentence(each, locale) for each in self.changes]
        lines = [say("explain.readings", locale), *told]
        return [*lines, say("explain.changes", locale), *changes] if changes else lines

    def _grounds(self, locale: Locale) -> list[str]:
        assumed = [assumption_sentence(each, locale) for each in self.assumptions]
        standards = "; ".join(standard_words(each, locale) for each in self.standards)
        traces = say(
            "explain.traces",
            locale,
            standards=standards,
            digest=self.input_digest[:DIGITS_OF_A_DIGEST],
            version=self.core_version,
        )
        return [*([say("explain.assumptions", locale), *assumed] if assumed else []), traces]
