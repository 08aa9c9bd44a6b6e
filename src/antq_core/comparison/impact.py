"""Who is touched by a new version: two assessments of one dossier, under the old standard and the new."""

from collections.abc import Iterator, Mapping

import attrs

from antq_core.comparison.score_shift import Scales, ScoreShift, score_shift
from antq_core.comparison.shift import Shift
from antq_core.comparison.versions import Versions
from antq_core.domain.units import Unit
from antq_core.findings.assessments import Assessment
from antq_core.findings.finding import Finding
from antq_core.findings.grounds import SCOPE
from antq_core.possible import Outcomes, Truths, Verdict, Verdicts


@attrs.frozen(kw_only=True)
class Cause:
    """A criterion that comes out otherwise; None where a version does not ask it.

    `criterion` is its code in the new standard, or in the old one where it is gone; that of scope is
    `SCOPE`.
    """

    criterion: str
    before: Outcomes | None
    after: Outcomes | None


@attrs.frozen(kw_only=True)
class Impact:
    """What a new version makes of one unit; `concerned` says that it is held against either version."""

    unit: Unit
    year: int
    shift: Shift
    before: Verdicts
    after: Verdicts
    causes: tuple[Cause, ...] = ()
    scores: tuple[ScoreShift, ...] = ()
    concerned: bool = True


@attrs.frozen(kw_only=True)
class Naming:
    """What the old version and its criteria are called in the new one."""

    old: str
    new: str
    renamed: Mapping[str, str] = attrs.field(factory=dict)
    """The old code of a criterion by its new one."""
    scales: Scales = attrs.field(factory=Scales)
    """What is known of the rubrics and grades of both."""

    @classmethod
    def between(cls, versions: Versions) -> "Naming":
        """What can be told of two versions without looking at any dossier."""
        return cls(old=versions.old.id, new=versions.new.id, renamed=versions.renamed, scales=versions.scales)

    def of(self, finding: Finding) -> tuple[str, str]:
        """The standard and the code of an old finding, as the new version names them."""
        if finding.standard != self.old:
            return finding.standard, finding.criterion
        now = {old: new for new, old in self.renamed.items()}
        return self.new, now.get(finding.criterion, finding.criterion)


def impact_on(before: Assessment, after: Assessment, naming: Naming) -> Impact:
    """What becomes of the unit of two assessments, and by which criteria."""
    scores = tuple(_scores(before, after, naming))
    shift = _shift(before.possible, after.possible)
    if shift is Shift.SAME:
        shift = _shift_of_all(scores)
    used = {each.id for one in (before, after) for each in one.standards}
    return Impact(
        unit=after.unit,
        year=after.year,
        shift=shift,
        before=before.possible,
        after=after.possible,
        causes=tuple(_causes(before, after, naming)),
        scores=scores,
        concerned=bool(used & {naming.old, naming.new}),
    )


def _shift(before: Verdicts, after: Verdicts) -> Shift:
    if before == after:
        return Shift.SAME
    if not after.is_decided:
        return Shift.UNDECIDED if before.is_decided else Shift.OTHERWISE
    if not before.is_decided:
        return Shift.DECIDED
    if after.verdict is Verdict.MET:
        return Shift.GAINS
    return Shift.LOSES if before.verdict is Verdict.MET else Shift.OTHERWISE


def _shift_of_all(scores: tuple[ScoreShift, ...]) -> Shift:
    """Which way all scores went that went anywhere."""
    ways = {each.shift for each in scores} - {Shift.SAME}
    if len(ways) > 1:
        return Shift.RESCORED
    return ways.pop() if ways else Shift.SAME


def _causes(before: Assessment, after: Assessment, naming: Naming) -> Iterator[Cause]:
    """The criteria that explain the new verdict where some do, else all that come out otherwise."""
    if before.in_scope is not after.in_scope:
        yield Cause(criterion=SCOPE, before=before.scope.outcomes, after=after.scope.outcomes)
    old = {naming.of(each): each.outcomes for each in before.findings}
    new = {(each.standard, each.criterion): each.outcomes for each in after.findings}
    found = [
        Cause(criterion=key[1], before=old.get(key), after=new.get(key))
        for key in dict.fromkeys([*new, *old])
        if old.get(key) is not new.get(key)
    ]
    telling = [each for each in found if _explains(each, before, after)]
    # What kept the unit back, or keeps it back, comes before what was only open.
    telling.sort(key=lambda each: Truths.FALSE not in map(_lets_pass, (each.before, each.after)))
    yield from telling or (found if before.possible != after.possible else ())


def _explains(cause: Cause, before: Assessment, after: Assessment) -> bool:
    """Whether it is by this criterion that the verdict is what it is now."""
    then, now = _lets_pass(cause.before), _lets_pass(cause.after)
    if then is now or before.possible == after.possible:
        return False
    match after.verdict:
        case Verdict.NOT_MET:
            return now is Truths.FALSE
        case Verdict.MET:
            return then is not Truths.TRUE
        case Verdict.UNDECIDED:
            return now is Truths.EITHER or then is Truths.FALSE
    return True


def _lets_pass(outcomes: Outcomes | None) -> Truths:
    """Whether a criterion keeps nobody back; one that is not asked keeps nobody."""
    return Truths.TRUE if outcomes is None else outcomes.no_obstacle


def _scores(before: Assessment, after: Assessment, naming: Naming) -> Iterator[ScoreShift]:
    named = {naming.old: naming.new}
    old = {named.get(each.standard, each.standard): each for each in before.scores}
    new = {each.standard: each for each in after.scores}
    for standard in dict.fromkeys([*new, *old]):
        one, other = old.get(standard), new.get(standard)
        yield score_shift(one, other, naming.scales if standard == naming.new else Scales())
