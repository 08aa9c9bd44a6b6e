"""Grades under a quota: of the units of a cohort only a share may have the best grades.

A unit surely has its grade when even the fewest places suffice for all who may rank ahead of it or
beside it; it surely has not when those who surely rank ahead fill the most places. Units with the same
points are never told apart by name.
"""

import functools
from collections.abc import Iterator, Mapping

import attrs

from antq_core.errors import InputError, Problem, ReadingError
from antq_core.findings.assessments import Assessment
from antq_core.findings.finding import Gap, GapCode
from antq_core.findings.scores import Score
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.possible import Interval, Truths
from antq_core.standards.grading import Grading, Quota, QuotaBase, Ties
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
        given = [each.unit.id for each in self.assessments]
        problems = [
            Problem("cohort.stranger", ("assessments", position), {"unit": unit})
            for position, unit in enumerate(given)
            if unit not in self.roster
        ]
        problems += [
            Problem("cohort.twice", (place,), {"unit": unit})
            for place, units in (("roster", list(self.roster)), ("assessments", given))
            for unit in sorted({unit for unit in units if units.count(unit) > 1})
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
    grading = standard.grading
    if grading is None or not grading.has_thresholds:
        raise InputError([Problem("cohort.no-grades", (), {"id": standard.id})])
    _refuse_unknown(readings or {}, grading)
    standings = {each.unit: each for each in _standings(cohort, standard, grading)}
    for quota in sorted(grading.quotas, key=lambda each: -grading.rank(each.grade)):
        shared = _Sharing(cohort, grading, quota, tuple(standings.values()), readings or {})
        standings = {name: shared.applied(each) for name, each in standings.items()}
    assessed = {each.unit.id for each in cohort.assessments}
    return tuple(_graded(each, grading) for each in standings.values() if each.unit in assessed)


def grade_in(
    unit: str, cohort: Cohort, standard: Standard, readings: Mapping[str, str] | None = None
) -> GradeInCohort:
    """The grade of one unit of a cohort; see `grades_in`. Raises `KeyError` for a unit without one."""
    return {each.unit: each for each in grades_in(cohort, standard, readings)}[unit]


def _refuse_unknown(readings: Mapping[str, str], grading: Grading) -> None:
    known = {quota.reading: quota.bases for quota in grading.quotas if quota.reading is not None}
    problems = [
        Problem("reading.unknown", (), {"name": name, "known": ", ".join(known) or "–"})
        for name in readings
        if name not in known
    ]
    problems += [
        Problem(
            "reading.unknown-option", (), {"name": name, "option": option, "known": ", ".join(known[name])}
        )
        for name, option in readings.items()
        if name in known and option not in [base.value for base in known[name]]
    ]
    if problems:
        raise ReadingError(problems)


@attrs.frozen
class _Standing:
    """A unit among the others: the grades it may have, by rank, and its points. `is_in` says if it is one."""

    unit: str
    lowest: int
    highest: int
    points: Interval | None
    is_in: Truths = Truths.TRUE
    is_assessed: bool = True
    quotas: tuple[QuotaUsed, ...] = ()

    def may_be(self, lowest: int, highest: int) -> bool:
        """Whether its grade may lie between two."""
        return self.highest >= lowest and self.lowest <= highest

    def surely_is(self, lowest: int, highest: int) -> bool:
        """Whether it is surely one of the cohort, with a grade between two."""
        return self.is_in is Truths.TRUE and lowest <= self.lowest and self.highest <= highest

    def may_reach(self, points: Interval) -> bool:
        """Whether it may have as many points as another, or more."""
        return self.points is None or self.points.hi >= points.lo

    def may_tie(self, points: Interval) -> bool:
        """Whether it may have just as many points as another."""
        return self.points is None or self.points.meet(points) is not None

    def surely_beats(self, points: Interval) -> bool:
        """Whether it surely has more points than another."""
        return self.points is not None and self.points.lo > points.hi

    def surely_reaches(self, points: Interval) -> bool:
        """Whether it surely has as many points as another, or more."""
        return self.points is not None and self.points.lo >= points.hi


def _standings(cohort: Cohort, standard: Standard, grading: Grading) -> Iterator[_Standing]:
    assessed = {each.unit.id: each for each in cohort.assessments}
    for unit in cohort.roster:
        assessment = assessed.get(unit)
        score = None if assessment is None else _score(assessment, standard)
        if assessment is None or score is None or score.grade is None:
            if assessment is None or assessment.in_scope is not Truths.FALSE:
                yield _Standing(unit, 0, len(grading.grades) - 1, None, Truths.EITHER, assessment is not None)
            continue
        lowest, highest = grading.rank(score.grade.lowest), grading.rank(score.grade.highest)
        yield _Standing(unit, lowest, highest, score.total, assessment.in_scope)


def _score(assessment: Assessment, standard: Standard) -> Score | None:
    return next((each for each in assessment.scores if each.standard == standard.id), None)


@attrs.frozen
class _Sharing:
    """One quota, shared out among the units of a cohort."""

    cohort: Cohort
    grading: Grading
    quota: Quota
    standings: tuple[_Standing, ...]
    readings: Mapping[str, str]

    @property
    def rank(self) -> int:
        return self.grading.rank(self.quota.grade)

    @functools.cached_property
    def places(self) -> Interval:
        """How many may have the grade: over all that the base may mean, and all who may belong to it."""
        eligible = (self.rank - 1, self.rank)
        least = sum(each.surely_is(*eligible) for each in self.standings)
        most = sum(each.may_be(*eligible) for each in self.standings)
        found = [_places(self.quota, base, count) for base in self._bases() for count in (least, most)]
        return Interval(min(found), max(found))

    def applied(self, one: _Standing) -> _Standing:
        """A unit once this quota is shared out."""
        if not one.may_be(self.rank, self.rank) or one.points is None:
            return one
        used = self._used(one, one.points)
        below = self.rank - 1
        if used.has_place is Truths.TRUE:
            return attrs.evolve(one, quotas=(*one.quotas, used))
        lowest = min(one.lowest, below)
        highest = below if used.has_place is Truths.FALSE and one.highest == self.rank else one.highest
        return attrs.evolve(one, lowest=lowest, highest=highest, quotas=(*one.quotas, used))

    def _used(self, one: _Standing, points: Interval) -> QuotaUsed:
        others = [each for each in self.standings if each.unit != one.unit]
        may_be_ahead = [each for each in others if each.may_be(*self._grade) and each.may_reach(points)]
        sure = [each for each in others if each.surely_is(*self._grade)]
        ahead = sum(each.surely_beats(points) for each in sure)
        out = ahead
        if self.quota.ties is Ties.ALL_OUT:
            out = sum(each.surely_reaches(points) for each in sure)
        beside = sum(
            each.points is not None and each.points.meet(points) is not None for each in may_be_ahead
        )
        is_closed = self.cohort.attested_by is not None
        if is_closed and len(may_be_ahead) < self.places.lo:
            has_place = Truths.TRUE
        else:
            has_place = Truths.FALSE if is_closed and out >= self.places.hi else Truths.EITHER
        return QuotaUsed(
            grade=self.quota.grade,
            text=self.quota.text,
            places=self.places,
            ahead=Interval(ahead, len(may_be_ahead)),
            beside=beside,
            has_place=has_place,
            gaps=tuple(self._gaps(one, may_be_ahead)) if has_place is Truths.EITHER else (),
        )

    @property
    def _grade(self) -> tuple[int, int]:
        return (self.rank, self.rank)

    def _bases(self) -> tuple[QuotaBase, ...]:
        """What the quota may be a share of; a reading that is settled names the one."""
        chosen = self.readings.get(self.quota.reading or "")
        return tuple(base for base in self.quota.bases if chosen is None or base.value == chosen)

    def _gaps(self, one: _Standing, rivals: list[_Standing]) -> Iterator[Gap]:
        if self.cohort.attested_by is None:
            yield Gap(code=GapCode.COHORT_OPEN, name="cohort", label=text("cohort.roster"))
        if self.quota.reading is not None and len(self._bases()) > 1:
            yield Gap(code=GapCode.READING_OPEN, name=self.quota.reading, label=self.quota.text)
        for each in (one, *rivals):
            if not each.is_assessed:
                yield Gap(code=GapCode.UNIT_WITHOUT_DOSSIER, name=each.unit, label=self.quota.text)
            elif each.points is None or not each.points.is_decided or each.lowest != each.highest:
                yield Gap(code=GapCode.UNIT_UNDECIDED, name=each.unit, label=self.quota.text)
            elif each is not one and each.points == one.points:
                yield Gap(code=GapCode.TIED, name=each.unit, label=self.quota.text)


def _places(quota: Quota, base: QuotaBase, eligible: int) -> int:
    """How many places there are, where so many units have the grade or the one below before the quota."""
    parts, of = quota.at_most.parts, quota.at_most.of
    if base is QuotaBase.GRADE_BELOW:  # whoever has a place no longer has the grade below
        return parts * eligible // (of + parts)
    return parts * eligible // of


def _graded(standing: _Standing, grading: Grading) -> GradeInCohort:
    lowest, highest = grading.grades[standing.lowest], grading.grades[standing.highest]
    return GradeInCohort(
        unit=standing.unit,
        lowest=lowest.code,
        highest=highest.code,
        lowest_label=lowest.label,
        highest_label=highest.label,
        quotas=standing.quotas,
    )
