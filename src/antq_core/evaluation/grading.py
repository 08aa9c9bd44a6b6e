"""From points to a grade: thresholds, then ceilings. Quotas need a cohort and are no part of it."""

import functools
from collections.abc import Iterator

import attrs

from antq_core.evaluation.interpreter import truth
from antq_core.evaluation.reading_tables import Choices
from antq_core.evaluation.scoring import gaps_over, score, ways_of
from antq_core.evaluation.world import World
from antq_core.findings.finding import Gap, GapCode
from antq_core.findings.scores import CeilingUsed, GradeRange, Score
from antq_core.possible import Interval, Truths
from antq_core.standards.grading import Ceiling, Grade, Grading
from antq_core.standards.standard import Standard


def scores(world: World, allowed: Choices) -> Iterator[Score]:
    """The points and the grade by each standard that gives any.

    `world` knows the verdict of the unit by its own scheme: a ceiling may ask for it.
    """
    for standard in world.stack.standards:
        found = score(standard, world, allowed)
        if found is not None:
            grade = grade_range(standard, found.total, world, allowed)
            yield attrs.evolve(found, grade=grade, grade_gaps=unknown_thresholds(standard.grading))


def grade_range(standard: Standard, total: Interval, world: World, allowed: Choices) -> GradeRange | None:
    """The grades that the points and the ceilings leave possible.

    None where no threshold is known: then any grade may follow from any points.
    """
    grading = standard.grading
    if grading is None or not grading.has_thresholds:
        return None
    lowest, highest = _by_points(grading, total)
    open_thresholds = tuple(_unknown_thresholds(grading.grades[lowest + 1 : highest + 1]))
    used = ceilings_used(standard, world, allowed)
    binding = [each for each in used if _matters(each, grading, highest)]
    for each in binding:
        rank = grading.rank(each.grade)
        lowest = min(lowest, rank)
        highest = min(highest, rank) if each.binds is Truths.TRUE else highest
    return GradeRange(
        lowest=grading.grades[lowest].code,
        highest=grading.grades[highest].code,
        lowest_label=grading.grades[lowest].label,
        highest_label=grading.grades[highest].label,
        ceilings=tuple(binding),
        gaps=open_thresholds,
    )


def ceilings_used(standard: Standard, world: World, allowed: Choices) -> tuple[CeilingUsed, ...]:
    """Every ceiling of a standard, and whether it binds; which grade the points give does not matter."""
    ceilings = standard.grading.ceilings if standard.grading is not None else ()
    return tuple(_used(each, standard, world, allowed) for each in ceilings)


def unknown_thresholds(grading: Grading | None) -> tuple[Gap, ...]:
    """What keeps a standard from grading at all; nothing where it can, or has no grades."""
    if grading is None or grading.has_thresholds:
        return ()
    return tuple(_unknown_thresholds(grading.grades[1:]))


def _unknown_thresholds(grades: tuple[Grade, ...]) -> Iterator[Gap]:
    for grade in grades:
        if grade.threshold is None:
            yield Gap(code=GapCode.THRESHOLD_UNTRANSCRIBED, name=grade.code, label=grade.label)


def _by_points(grading: Grading, total: Interval) -> tuple[int, int]:
    """The lowest and the highest grade by points alone.

    A threshold that is not known lies between those around it that are.
    """
    lowest = highest = 0
    beyond_reach = False
    for rank, grade in enumerate(grading.grades):
        if grade.threshold is None:
            highest = rank if not beyond_reach else highest
            continue
        least = grade.threshold.points if grade.threshold.inclusive else grade.threshold.points + 1
        lowest = rank if total.lo >= least else lowest
        beyond_reach = beyond_reach or total.hi < least
        highest = rank if not beyond_reach else highest
    return lowest, highest


def _used(ceiling: Ceiling, standard: Standard, world: World, allowed: Choices) -> CeilingUsed:
    ways = ways_of(world.stack.with_items(ceiling.unless), allowed)
    holds = functools.reduce(Truths.__or__, (truth(way, world) for way in ways))
    found = gaps_over(world.stack.with_items(ceiling.unless), world, allowed)
    return CeilingUsed(
        code=ceiling.code,
        grade=ceiling.grade,
        text=ceiling.text,
        citation=ceiling.citation or standard.citation,
        binds=holds.negated,
        gaps=found if holds is Truths.EITHER else (),
    )


def _matters(used: CeilingUsed, grading: Grading, highest: int) -> bool:
    return used.binds is not Truths.FALSE and grading.rank(used.grade) < highest
