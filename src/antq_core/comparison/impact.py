"""Who is touched by a new version: two assessments of one dossier, under the old standard and the new."""

import enum
from collections.abc import Iterator, Mapping

import attrs

from antq_core.domain.units import Unit
from antq_core.findings.assessments import Assessment
from antq_core.findings.finding import Finding
from antq_core.findings.grounds import SCOPE
from antq_core.findings.scores import Score
from antq_core.possible import Interval, Outcomes, Truths, Verdict, Verdicts


class Shift(enum.StrEnum):
    """What becomes of a unit, told by its verdict first and by its points where that stays as it was.

    `GAINS`: it meets the standard and surely did not; `LOSES`: it met it and surely does not. `DECIDED` and
    `UNDECIDED` say that the result came to be settled, or open. `OTHERWISE` is any other change of verdict.
    `HIGHER` and `LOWER` are changes of points or grade that go one way, `RESCORED` any other.
    """

    GAINS = "gains"
    LOSES = "loses"
    DECIDED = "decided"
    UNDECIDED = "undecided"
    OTHERWISE = "otherwise"
    HIGHER = "higher"
    LOWER = "lower"
    RESCORED = "rescored"
    SAME = "same"


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
class ScoreShift:
    """The points and grades by one rubric before and after, in whole hundredths; None where there is none."""

    before: Score | None
    after: Score | None
    shift: Shift


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
    grades: tuple[str, ...] = ()
    """The grades from the lowest to the highest, where both versions have the same ones."""

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
        shift = next((each.shift for each in scores if each.shift is not Shift.SAME), Shift.SAME)
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
        yield ScoreShift(before=one, after=other, shift=_shift_of_score(one, other, naming.grades))


def _shift_of_score(before: Score | None, after: Score | None, grades: tuple[str, ...]) -> Shift:
    """Which way a score went; one of another scale, or of other grades, went neither up nor down."""
    if before is None or after is None:
        return Shift.RESCORED
    if (before.total, _grades(before)) == (after.total, _grades(after)):
        return Shift.SAME
    ranks = [_ranks(each, grades) for each in (before, after)]
    if before.most != after.most or None in ranks:
        return Shift.RESCORED
    pairs = [(before.total, after.total), (ranks[0], ranks[1])]
    rises = all(now.lo >= then.lo and now.hi >= then.hi for then, now in pairs if then and now)
    falls = all(now.lo <= then.lo and now.hi <= then.hi for then, now in pairs if then and now)
    if rises:
        return Shift.HIGHER
    return Shift.LOWER if falls else Shift.RESCORED


def _grades(score: Score) -> tuple[str, str] | None:
    return None if score.grade is None else (score.grade.lowest, score.grade.highest)


def _ranks(score: Score, grades: tuple[str, ...]) -> Interval | None:
    """The places of the grades that are possible; where no grade is given, all have the same one."""
    if score.grade is None:
        return Interval.exactly(0)
    if score.grade.lowest not in grades or score.grade.highest not in grades:
        return None
    return Interval(grades.index(score.grade.lowest), grades.index(score.grade.highest))
