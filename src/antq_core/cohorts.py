"""Grades under a quota: of the units of a cohort only a share may have the best grades.

A unit surely has its grade when even the fewest places suffice for all who may rank ahead of it or
beside it; it surely has not when those who surely rank ahead fill the most places. Units with the same
points are never told apart by name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from antq_core.errors import InputError, Problem
from antq_core.evaluation.quotas import (
    Sharing,
    Standing,
    bases_of,
    best_first,
    graded_by,
    nothing_known,
    refuse_unknown_bases,
)
from antq_core.findings.assessments import Assessment
from antq_core.findings.finding import Gap, GapCode
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.possible import Interval, Truths
from antq_core.standards.grading import Grading
from antq_core.standards.standard import Standard


@attrs.frozen(kw_only=True)
class Cohort:
    """The units among which a quota is shared out.

    `roster` names them all, and `attested_by` says on whose word none is missing; without it the cohort
    is open, and no place in it is sure. A unit on the roster without an assessment may be of any grade.

    Raises `InputError` for an assessment of a unit that the roster does not name, or of one given twice.
    """

    roster: tuple[str, ...]
    assessments: tuple[Assessment, ...]
    attested_by: str | None = None

    def __attrs_post_init__(self) -> None:
        given, known = [each.unit.id for each in self.assessments], set(self.roster)
        problems = [
            Problem("cohort.stranger", ("assessments", position), {"unit": unit})
            for position, unit in enumerate(given)
            if unit not in known
        ]
        problems += [
            Problem("cohort.twice", (place,), {"unit": unit})
            for place, units in (("roster", Counter(self.roster)), ("assessments", Counter(given)))
            for unit in sorted(unit for unit, times in units.items() if times > 1)
        ]
        if problems:
            raise InputError(problems)


@attrs.frozen(kw_only=True)
class QuotaUsed:
    """What a quota made of one unit.

    `places` is how many may have the grade, `ahead` how many rank ahead of this unit, `beside` how many
    may have the very same points; `has_place` says whether it has one of the places.
    """

    grade: str
    text: Text
    places: Interval
    ahead: Interval
    beside: int
    has_place: Truths
    gaps: tuple[Gap, ...] = ()


@attrs.frozen(kw_only=True)
class GradeInCohort:
    """The grades of one unit that are possible once the quotas are shared out, lowest and highest."""

    unit: str
    lowest: str
    highest: str
    lowest_label: Text
    highest_label: Text
    quotas: tuple[QuotaUsed, ...] = ()

    @property
    def grade(self) -> str | None:
        """The one grade that is left, or None."""
        return self.lowest if self.lowest == self.highest else None


def grades_in(
    cohort: Cohort, standard: Standard, readings: Mapping[str, str] | None = None
) -> tuple[GradeInCohort, ...]:
    """The grades of all assessed units of a cohort by one standard, in the order of the roster.

    `readings` settles of what a quota is a share, where the law leaves that open. A unit that is surely
    out of scope has no grade, and is left out.

    Raises `InputError` when the standard has no grades, or gives none because no threshold is transcribed,
    and `ReadingError` for a reading or an option that no quota of it has.
    """
    grading = graded_by(standard)
    refuse_unknown_bases(readings or {}, grading)
    members = list(_members(cohort, standard, grading))
    for quota in best_first(grading):
        counts = Counter(each.standing for each in members)
        is_closed = cohort.attested_by is not None
        sharing = Sharing(grading, quota, counts, is_closed, bases_of(quota, readings or {}))
        members = [_with_quota(each, sharing, members) for each in members]
    return tuple(_graded(each, grading) for each in members if each.is_assessed)


def grade_in(
    unit: str, cohort: Cohort, standard: Standard, readings: Mapping[str, str] | None = None
) -> GradeInCohort:
    """The grade of one unit of a cohort; see `grades_in`. Raises `KeyError` for a unit without one."""
    return {each.unit: each for each in grades_in(cohort, standard, readings)}[unit]


@attrs.frozen
class _Member:
    """A unit of the cohort, and what the quotas shared out so far have made of it."""

    unit: str
    standing: Standing
    is_assessed: bool = True
    quotas: tuple[QuotaUsed, ...] = ()


def _members(cohort: Cohort, standard: Standard, grading: Grading) -> Iterator[_Member]:
    assessed = {each.unit.id: each for each in cohort.assessments}
    for unit in cohort.roster:
        assessment = assessed.get(unit)
        if assessment is None:
            yield _Member(unit, nothing_known(grading), is_assessed=False)
        elif assessment.in_scope is not Truths.FALSE:
            yield _Member(unit, _standing(assessment, standard, grading))


def _standing(assessment: Assessment, standard: Standard, grading: Grading) -> Standing:
    score = next((each for each in assessment.scores if each.standard == standard.id), None)
    if score is None or score.grade is None:
        return nothing_known(grading)
    lowest, highest = grading.rank(score.grade.lowest), grading.rank(score.grade.highest)
    return Standing(lowest, highest, score.total, assessment.in_scope)


def _with_quota(one: _Member, sharing: Sharing, members: Sequence[_Member]) -> _Member:
    place = sharing.place(one.standing)
    if place is None:
        return one
    quota = sharing.quota
    used = QuotaUsed(
        grade=quota.grade,
        text=quota.text,
        places=place.places,
        ahead=place.ahead,
        beside=place.beside,
        has_place=place.has_place,
        gaps=tuple(_gaps(one, sharing, members)) if place.has_place is Truths.EITHER else (),
    )
    return attrs.evolve(one, standing=sharing.applied(one.standing, place), quotas=(*one.quotas, used))


def _gaps(one: _Member, sharing: Sharing, members: Sequence[_Member]) -> Iterator[Gap]:
    """What leaves it open whether a unit has a place: every rival that is not settled is named."""
    quota = sharing.quota
    if not sharing.is_closed:
        yield Gap(code=GapCode.COHORT_OPEN, name="cohort", label=text("cohort.roster"))
    if quota.reading is not None and len(sharing.bases) > 1:
        yield Gap(code=GapCode.READING_OPEN, name=quota.reading, label=quota.text)
    may_rank_ahead = sharing.rivals(one.standing)
    rivals = [each for each in members if each is not one and may_rank_ahead(each.standing)]
    for each in (one, *rivals):
        points = each.standing.points
        if not each.is_assessed:
            yield Gap(code=GapCode.UNIT_WITHOUT_DOSSIER, name=each.unit, label=quota.text)
        elif points is None or not points.is_decided or each.standing.lowest != each.standing.highest:
            yield Gap(code=GapCode.UNIT_UNDECIDED, name=each.unit, label=quota.text)
        elif each is not one and points == one.standing.points:
            yield Gap(code=GapCode.TIED, name=each.unit, label=quota.text)


def _graded(member: _Member, grading: Grading) -> GradeInCohort:
    lowest, highest = grading.grades[member.standing.lowest], grading.grades[member.standing.highest]
    return GradeInCohort(
        unit=member.unit,
        lowest=lowest.code,
        highest=highest.code,
        lowest_label=lowest.label,
        highest_label=highest.label,
        quotas=member.quotas,
    )
