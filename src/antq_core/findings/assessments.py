"""An assessment: the verdict on one dossier, and everything needed to check, replay and contest it."""

import datetime

import attrs

from antq_core.domain.records import Basis
from antq_core.domain.units import Unit
from antq_core.domain.windows import Window
from antq_core.findings.finding import Finding
from antq_core.findings.grounds import Missing, ReadingChange, ReadingUsed, StandardUsed
from antq_core.possible import Truths, Verdict, Verdicts
from antq_core.standards.standard import Assumption


@attrs.frozen(kw_only=True)
class Assessment:
    """The verdict on one dossier, on one basis, as of one day.

    `possible` is every verdict still possible and `verdict` its one word. `input_digest` covers
    everything that the result was computed from; the same input gives the same digest and the same words.
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

    @property
    def verdict(self) -> Verdict:
        """`met`, `not_met`, `out_of_scope`, or `undecided` when more than one is possible."""
        return self.possible.verdict

    def finding(self, criterion: str) -> Finding:
        """The finding on one criterion. Raises `KeyError` for a code that was not assessed."""
        return {finding.criterion: finding for finding in self.findings}[criterion]
