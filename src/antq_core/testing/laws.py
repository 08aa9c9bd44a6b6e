"""The laws that every assessment keeps, as functions that raise `AssertionError` with what broke.

The project holds itself to them over generated standards; a rule author can hold a standard to them.
"""

from antq_core.findings.assessments import Assessment
from antq_core.findings.finding import Finding
from antq_core.messages.text import LOCALES
from antq_core.possible import Truths, Verdict


def learning_never_widens(before: Assessment, after: Assessment) -> None:
    """Whatever is learnt, no set of possibilities grows: not the verdict's, not scope's, not a finding's."""
    assert after.possible.narrows(before.possible), (
        f"the verdict widened from {before.possible.words} to {after.possible.words}"
    )
    assert after.in_scope.narrows(before.in_scope), "scope widened"
    then = {finding.criterion: finding for finding in before.findings}
    for finding in after.findings:
        was = then[finding.criterion].outcomes
        assert finding.outcomes.narrows(was), (
            f"{finding.criterion} widened from {was.words} to {finding.outcomes.words}"
        )


def leaves_nothing_open(completed: Assessment) -> None:
    """Where everything is known, everything is decided, but for what the law itself leaves open."""
    for finding in (completed.scope, *completed.findings):
        silent = finding.gaps and not any(gap.code.can_be_learnt for gap in finding.gaps)
        assert silent or not finding.is_undecided, f"{finding.criterion} is open: {finding.gaps}"
    law_decides = not any(finding.gaps for finding in (completed.scope, *completed.findings))
    assert completed.possible.is_decided or not law_decides, "every finding is decided, the verdict is not"


def says_what_is_missing(assessment: Assessment) -> None:
    """An open finding names what it waits for, an open verdict has something missing, in order."""
    for finding in assessment.findings:
        assert bool(finding.gaps) == finding.is_undecided, f"{finding.criterion} has gaps {finding.gaps}"
    if not assessment.possible.is_decided:
        assert assessment.missing, "the verdict is open and nothing is missing"
    alone = [each.decides_alone for each in assessment.missing]
    assert alone == sorted(alone, reverse=True), "what decides alone does not come first"


def verdict_follows_from_findings(assessment: Assessment) -> None:
    """A unit is said to meet the standard only when every criterion lets it, and it is surely in scope."""
    outcomes = [finding.outcomes for finding in assessment.findings]
    if assessment.verdict is Verdict.MET:
        assert assessment.in_scope is Truths.TRUE, "met, but scope is open"
        assert not any(_may_block(finding) for finding in assessment.findings), "met, but a criterion blocks"
    if any(found.no_obstacle is Truths.FALSE for found in outcomes) and assessment.in_scope is Truths.TRUE:
        assert assessment.verdict is Verdict.NOT_MET, "a criterion is surely not met, the verdict is not"


def can_be_told(assessment: Assessment) -> None:
    """An assessment can be explained in every language, and says its verdict's criteria by code."""
    for locale in LOCALES:
        told = assessment.explain(locale)
        for finding in assessment.findings:
            assert finding.criterion in told, f"{finding.criterion} is not told in {locale}"


def is_the_same(one: Assessment, other: Assessment) -> None:
    """Two assessments say the same of a unit, whatever the order in which their input stood."""
    assert one.possible == other.possible, f"{one.possible.words} and {other.possible.words}"
    assert _outcomes(one) == _outcomes(other), "a finding differs"
    assert _points(one) == _points(other), "points or a grade differ"


def _outcomes(assessment: Assessment) -> dict[str, object]:
    return {finding.criterion: finding.outcomes for finding in assessment.findings}


def _points(assessment: Assessment) -> list[object]:
    return [
        (
            score.total,
            score.grade and (score.grade.lowest, score.grade.highest),
            [r.points for r in score.rows],
        )
        for score in assessment.scores
    ]


def _may_block(finding: Finding) -> bool:
    return finding.outcomes.blocks
