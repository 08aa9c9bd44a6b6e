"""Why a unit does not reach a verdict or a grade: what blocks it, what is short, and the least to change."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

import attrs

from antq_core.assessment import Case, admitted, assess
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis
from antq_core.domain.stated import Known
from antq_core.errors import InputError, Problem
from antq_core.evaluation.figures import figures_of
from antq_core.evaluation.grading import ceilings_used
from antq_core.expressions.tree import FactValue
from antq_core.expressions.walking import schemes_in
from antq_core.expressions.wording import in_words
from antq_core.findings.assessments import Assessment, Standing
from antq_core.findings.finding import Finding, Gap
from antq_core.findings.scores import CeilingUsed, Score
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.possible import Interval, Outcomes, Truths, Verdict, Verdicts
from antq_core.remedies.repairs import Repair
from antq_core.remedies.ways import (
    NO_CHANGE,
    Proposal,
    Replay,
    improving,
    joined,
    lifted,
    required,
    tried,
)
from antq_core.standards.grading import Grade, Grading
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Standard

MOST_WAYS = 5
MOST_NARROWINGS = 3


@attrs.frozen(kw_only=True)
class Change:
    """One fact stated otherwise, or records added to a list: what is known now, and what would have to be.

    `value` is what the fact was stated as when the way was tried out; None for records.
    """

    name: str
    label: Text
    before: Text
    after: Text
    value: Known | None = None


@attrs.frozen(kw_only=True)
class Way:
    """Findings that would reach the aim together, the changes that did so when replayed, and their points."""

    findings: tuple[str, ...]
    changes: tuple[Change, ...]
    points: int = 0


@attrs.frozen(kw_only=True)
class WhyNot:
    """Everything between a unit and an aim: the verdict *met*, or a grade of one of its standards.

    `is_reached` says that there is nothing, `may_be_reached` that what is not known yet may turn out to
    reach it as things are. `blocking` are the criteria that are not met or not decided, `ceilings` those
    that hold the grade down or may, `points_short` the hundredths of a point between the least that the
    unit has and the threshold, `total` all that it may have, and `waits_for` what is worth finding out
    about it; `other_schemes` those that the unit would have to meet first. `ways` are at most five, each
    replayed; there may be none where nothing that the unit can change would do.
    """

    unit: str
    possible: Verdicts
    standard: str | None = None
    grade: str | None = None
    grade_label: Text | None = None
    is_reached: bool
    may_be_reached: bool = False
    blocking: tuple[Finding, ...] = ()
    ceilings: tuple[CeilingUsed, ...] = ()
    points_short: int = 0
    total: Interval | None = None
    waits_for: tuple[Gap, ...] = ()
    other_schemes: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict that the unit has as things are."""
        return self.possible.verdict


def why_not(
    dossier: Dossier,
    stack: Stack,
    *,
    grade: str | None = None,
    standard: str | None = None,
    readings: Mapping[str, str] | None = None,
    basis: Basis = Basis.VERIFIED,
    as_of: datetime.date | None = None,
    children: Iterable[Assessment | Standing] = (),
) -> WhyNot:
    """What keeps a unit from the verdict *met*, or from a grade, and the least that would change it.

    Args:
        dossier: as for `assess`, like `stack`, `readings`, `basis`, `as_of` and `children`.
        stack: the standards that hold for it.
        grade: the grade to reach. Without one the aim is the verdict *met*, or where the standards require
            nothing, the next grade.
        standard: the id of the standard that gives the grade; needed where several do.
        readings: the readings that are settled.
        basis: whose word counts.
        as_of: the day of decision where the dossier states none.
        children: the assessments of units on the dossier's rosters.

    Raises what `assess` raises, and `InputError` for a grade that no standard here gives.
    """
    listed = tuple(children)
    case = admitted(dossier, stack, readings=readings, basis=basis, as_of=as_of, children=listed)

    def assessed(changed: Dossier) -> Assessment:
        return assess(changed, stack, readings=readings, basis=basis, as_of=as_of, children=listed)

    now = assessed(dossier)
    if grade is None and now.verdict is not Verdict.SCORED:
        return _to_verdict(case, now, lambda changed: assessed(changed).verdict is Verdict.MET)
    graded, grading = _grading(stack, standard, grade, now)
    aim = _aim(grading, now.score(graded.id), grade)

    def has_grade(changed: Dossier) -> bool:
        found = assessed(changed).score(graded.id).grade
        return found is not None and grading.rank(found.lowest) >= grading.rank(aim.code)

    return _to_grade(case, now, graded, aim, has_grade)


def _to_verdict(case: Case, now: Assessment, reaches: Replay) -> WhyNot:
    reached = now.verdict is Verdict.MET
    in_scope = now.in_scope is Truths.TRUE
    proposals = [] if reached or not in_scope else required(case, _outcomes(now))
    return WhyNot(
        unit=now.unit.id,
        possible=now.possible,
        is_reached=reached,
        may_be_reached=not reached and Verdicts.MET in now.possible,
        blocking=_blocking(now),
        ways=tuple(_ways(proposals, case, reaches)),
    )


def _to_grade(case: Case, now: Assessment, graded: Standard, aim: Grade, reaches: Replay) -> WhyNot:
    score, grading = now.score(graded.id), graded.grading
    assert score.grade is not None and grading is not None  # only such a standard has grades to aim at
    rank = grading.rank(aim.code)
    reached = grading.rank(score.grade.lowest) >= rank
    short = 0
    if aim.threshold is not None:
        least = aim.threshold.points + (0 if aim.threshold.inclusive else 1)
        short = max(0, least - score.total.lo)
    ways = () if reached or aim.threshold is None else _proposals(case, now, graded, aim, short)
    own = {each.scheme: now.possible for each in case.world.stack.standards}
    world = attrs.evolve(case.world, verdicts={**case.world.verdicts, **own})
    used = ceilings_used(graded, world, case.allowed)
    holding = [each for each in used if each.binds is not Truths.FALSE and grading.rank(each.grade) < rank]
    return WhyNot(
        unit=now.unit.id,
        possible=now.possible,
        standard=graded.id,
        grade=aim.code,
        grade_label=aim.label,
        is_reached=reached,
        may_be_reached=not reached and grading.rank(score.grade.highest) >= rank,
        total=score.total,
        waits_for=tuple(each.gap for each in score.narrowing[:MOST_NARROWINGS]),
        blocking=_blocking(now),
        ceilings=() if reached else tuple(holding),
        other_schemes=() if reached else tuple(_other_schemes(graded, holding)),
        points_short=short,
        ways=tuple(_ways(ways, case, reaches)),
    )


def _other_schemes(graded: Standard, holding: Iterable[CeilingUsed]) -> list[str]:
    """The other schemes that the ceilings in the way ask for."""
    codes = {each.code for each in holding}
    ceilings = graded.grading.ceilings if graded.grading is not None else ()
    asked = (schemes_in(each.unless) for each in ceilings if each.code in codes)
    return sorted(frozenset[str]().union(*asked) - {graded.scheme})


def _proposals(case: Case, now: Assessment, graded: Standard, aim: Grade, short: int) -> Iterator[Proposal]:
    """What would lift the ceilings, alone where the points suffice, else with items that bring more."""
    assert graded.rubric is not None  # a standard with grades has one
    lifting = lifted(case, graded, aim, required(case, _outcomes(now)))
    if short == 0:
        yield from lifting
        return
    for items in improving(case, graded.rubric, short):
        yield from joined(lifting, [items])


def _grading(
    stack: Stack, wanted: str | None, grade: str | None, now: Assessment
) -> tuple[Standard, Grading]:
    """The one standard that gives the grade. Raises `InputError` where there is none, or more than one."""
    given = {each.standard for each in now.scores}
    found = [
        (each, each.grading)
        for each in stack.standards
        if each.grading is not None and each.grading.has_thresholds and each.id in given
        if wanted is None or each.id == wanted
        if grade is None or grade in each.grading.codes
    ]
    if len(found) != 1:
        known = [
            f"{each.id}: {', '.join(each.grading.codes)}"
            for each in stack.standards
            if each.grading is not None
        ]
        code = "remedy.several" if found else "remedy.no-such-grade"
        elsewhere = [each.scheme for each in stack.beside if _gives(each, grade)]
        if not found and elsewhere:
            facts = {"grade": grade or "–", "scheme": stack.scheme, "others": ", ".join(elsewhere)}
            raise InputError([Problem("remedy.grade-of-another-scheme", (), facts)])
        facts = {"grade": grade or "–", "known": "; ".join(known) or "–"}
        raise InputError([Problem(code, (), facts)])
    return found[0]


def _gives(stack: Stack, grade: str | None) -> bool:
    gradings = [each.grading for each in stack.standards if each.grading is not None]
    return any(each.has_thresholds and (grade is None or grade in each.codes) for each in gradings)


def _aim(grading: Grading, score: Score, grade: str | None) -> Grade:
    """The grade to reach: the one asked for, or the next above the lowest that is possible."""
    if grade is not None:
        return grading.grades[grading.rank(grade)]
    assert score.grade is not None  # a grading without a threshold is refused before
    return grading.grades[min(grading.rank(score.grade.lowest) + 1, len(grading.grades) - 1)]


def _blocking(now: Assessment) -> tuple[Finding, ...]:
    return tuple(finding for finding in now.findings if finding.outcomes.blocks)


def _outcomes(now: Assessment) -> dict[str, Outcomes]:
    return {finding.criterion: finding.outcomes for finding in now.findings}


def _ways(proposals: Iterable[Proposal], case: Case, reaches: Replay) -> Iterator[Way]:
    real = (each for each in proposals if each != NO_CHANGE)
    for proposal in tried(real, case, reaches, MOST_WAYS):
        yield Way(
            findings=proposal.findings,
            changes=tuple(_changes(proposal.repair, case)),
            points=proposal.points,
        )


def _changes(repair: Repair, case: Case) -> Iterator[Change]:
    world = case.world
    for name, stating in repair.facts:
        declaration = world.stack.fact[name]
        (figure,) = figures_of(FactValue(name), world)
        possible, term = declaration.possible(stating.value, world.dossier.year), declaration.term
        if stating.last is not None and isinstance(possible, Interval):
            possible = Interval(possible.lo, stating.last.toordinal())
        after = in_words(possible, term.type, term.codes)
        yield Change(
            name=name, label=declaration.label, before=figure.shown, after=after, value=stating.value
        )
    for name in dict.fromkeys(name for name, _ in repair.records):
        more = sum(each == name for each, _ in repair.records)
        held = len(world.records(name).items)
        yield Change(
            name=f"records.{name}",
            label=world.stack.records[name].label,
            before=text("remedy.records", count=held),
            after=text("remedy.records-more", count=held + more, more=more),
        )
