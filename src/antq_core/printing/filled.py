"""What a sheet is filled in with: the assessments of one unit, one on each basis."""

from collections.abc import Iterable, Iterator

import attrs

from antq_core.codec.documents import standard_digest
from antq_core.domain.records import Basis
from antq_core.errors import InputError, Problem
from antq_core.findings.assessments import Assessment
from antq_core.findings.finding import Finding
from antq_core.findings.scores import Score
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Standard

COLUMNS = (Basis.CLAIMED, Basis.VERIFIED)
"""The bases in the order in which a sheet has its columns."""


@attrs.frozen
class Filled:
    """The assessments that fill in a sheet, by basis; none for an empty sheet."""

    assessed: dict[Basis, Assessment] = attrs.field(factory=dict)

    @classmethod
    def of(cls, stack: Stack, assessed: Iterable[Assessment]) -> "Filled":
        """Raises `InputError` for assessments of several units, twice on one basis, or by other standards."""
        listed = list(assessed)
        if problems := [*_refusals(stack, listed)]:
            raise InputError(problems)
        return cls({each.basis: each for each in listed})

    @property
    def any(self) -> Assessment | None:
        """One of them, for what they have in common; None for an empty sheet."""
        return next(iter(self.assessed.values()), None)

    @property
    def in_order(self) -> list[Assessment]:
        """The assessments in the order of the columns."""
        return [self.assessed[basis] for basis in COLUMNS if basis in self.assessed]

    def score(self, basis: Basis, standard: Standard) -> Score | None:
        """The score by a standard on a basis, where there is one."""
        scores = self.assessed[basis].scores if basis in self.assessed else ()
        return next((each for each in scores if each.standard == standard.id), None)

    def finding(self, basis: Basis, standard: Standard, criterion: str) -> Finding | None:
        """The finding on a criterion of a standard on a basis, where there is one."""
        findings = self.assessed[basis].findings if basis in self.assessed else ()
        found = (each for each in findings if (each.standard, each.criterion) == (standard.id, criterion))
        return next(found, None)


def _refusals(stack: Stack, assessed: list[Assessment]) -> Iterator[Problem]:
    digests = [standard_digest(standard) for standard in stack.standards]
    for position, each in enumerate(assessed):
        first = assessed[0]
        if (each.unit, each.year) != (first.unit, first.year):
            facts = {"unit": each.unit.id, "year": each.year, "first": first.unit.id}
            yield Problem("sheet.other-unit", (position,), facts)
        if each.basis in [before.basis for before in assessed[:position]]:
            yield Problem("sheet.basis-twice", (position,), {"basis": each.basis.value})
        if [used.digest for used in each.standards] != digests:
            facts = {"ids": ", ".join(standard.id for standard in stack.standards)}
            yield Problem("sheet.other-standards", (position,), facts)
