"""A finding: what one criterion may have come to, and everything that shows why."""

import enum

import attrs

from antq_core.domain.citations import Citation
from antq_core.domain.dossiers import Evidence
from antq_core.expressions.tree import ValueType
from antq_core.messages.text import Text
from antq_core.possible import Outcomes, Possible, Truths


class GapCode(enum.StrEnum):
    """Why a result is wider than one possibility. The codes are stable and under semantic versioning."""

    FACT_UNKNOWN = "gap.fact-unknown"
    FACT_INEXACT = "gap.fact-inexact"
    FACT_CLAIMED_ONLY = "gap.fact-claimed-only"
    COUNT_NOT_FINAL = "gap.count-not-final"
    CONTRADICTION = "gap.contradiction"
    LAST_YEAR_UNKNOWN = "gap.last-year-unknown"
    LIST_OPEN = "gap.list-open"
    LIST_CLAIMED_ONLY = "gap.list-claimed-only"
    WINDOW_NOT_OVER = "gap.window-not-over"
    FIELD_UNKNOWN = "gap.field-unknown"
    UNIT_WITHOUT_DOSSIER = "gap.unit-without-dossier"
    UNIT_UNDECIDED = "gap.unit-undecided"
    READING_OPEN = "gap.reading-open"
    UNTRANSCRIBED = "gap.untranscribed"
    PLUGIN_BROKEN = "gap.plugin-broken"
    PLUGIN_LEFT_OUT = "gap.plugin-left-out"
    UNDECLARED_ANSWER = "gap.undeclared-answer"
    OTHER_SCHEME_UNDECIDED = "gap.other-scheme-undecided"
    OTHER_SCHEME_ABSENT = "gap.other-scheme-absent"
    EVALUATOR_ABSENT = "gap.evaluator-absent"
    EVALUATOR_FAILED = "gap.evaluator-failed"
    THRESHOLD_UNTRANSCRIBED = "gap.threshold-untranscribed"
    COHORT_OPEN = "gap.cohort-open"
    TIED = "gap.tied"

    @property
    def can_be_learnt(self) -> bool:
        """Whether anybody could find it out; where the law, the library or a plugin is silent, nobody can."""
        return self not in (*SILENT_PLUGINS, *SILENT_LAW, *FAILED_EVALUATORS)


SILENT_LAW = (GapCode.UNTRANSCRIBED, GapCode.THRESHOLD_UNTRANSCRIBED, GapCode.UNDECLARED_ANSWER)
"""The law says nothing, or what it says is not known here."""

FAILED_EVALUATORS = (GapCode.EVALUATOR_ABSENT, GapCode.EVALUATOR_FAILED)
"""A coded rule that is not installed, or did not answer."""

SILENT_PLUGINS = (GapCode.PLUGIN_BROKEN, GapCode.PLUGIN_LEFT_OUT)
"""What a province adds is unknown, since its plugin could not be used, or was not let in."""


@attrs.frozen(kw_only=True)
class Gap:
    """One thing that is not known, at one place of the input.

    `name` is the place (a fact, a list, a field of a record as ``incidents[2].gravity``, a reading, a
    unit, the distribution of a plugin); `width` is how many further possibilities it leaves open.
    """

    code: GapCode
    name: str
    label: Text
    width: int = 1


@attrs.frozen(kw_only=True)
class Figure:
    """A number, day, truth or code that was looked at, as far as it is known; `shown` says it in words."""

    label: Text
    type: ValueType
    possible: Possible
    shown: Text


@attrs.frozen(kw_only=True)
class Comparison:
    """One part of a criterion's condition: what it says, what it may come to, and the figures compared."""

    statement: Text
    truths: Truths
    figures: tuple[Figure, ...] = ()


@attrs.frozen(kw_only=True)
class EvidenceOf:
    """The documents that the dossier holds for a fact, and the one that the standard asks for."""

    fact: str
    label: Text
    needed: Text | None
    held: tuple[Evidence, ...] = ()


@attrs.frozen(kw_only=True)
class Finding:
    """What one criterion may have come to.

    `outcomes` is the set of what is still possible over every open reading; `gaps` is what keeps it
    from being decided.
    """

    standard: str
    criterion: str
    text: Text
    citation: Citation
    outcomes: Outcomes
    compared: tuple[Comparison, ...] = ()
    evidence: tuple[EvidenceOf, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def is_undecided(self) -> bool:
        """Whether it is open whether this criterion keeps the unit from the standard."""
        return self.outcomes.blocks and not self.outcomes.is_decided
