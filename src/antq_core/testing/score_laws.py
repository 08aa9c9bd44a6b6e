"""The laws that every score keeps, as functions that raise `AssertionError` with what broke."""

from collections.abc import Mapping

from antq_core.evaluation.interpreter import number
from antq_core.evaluation.reading_tables import Choices
from antq_core.evaluation.scoring import ways_of
from antq_core.evaluation.world import World
from antq_core.expressions.tree import And, Node, Where
from antq_core.findings.assessments import Assessment
from antq_core.findings.scores import GradeRange, RowKind, Score, ScoreRow
from antq_core.possible import Interval, Truths, hull_of
from antq_core.standards.bounds import bounds
from antq_core.standards.grading import Grading
from antq_core.standards.rubric import ScoredItem, item_tree
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Standard

NOTHING = Interval.exactly(0)
RowKey = tuple[str, RowKind]


def points_never_widen(before: Assessment, after: Assessment, stack: Stack) -> None:
    """Whatever is learnt, no total, row, range of grades or ceiling grows; a step that is gone brings 0."""
    for score in after.scores:
        then = before.score(score.standard)
        assert score.total.narrows(then.total), f"the total widened from {then.total} to {score.total}"
        rows, rows_then = _by_place(score), _by_place(then)
        assert rows.keys() <= rows_then.keys(), f"new rows {rows.keys() - rows_then.keys()}"
        for place, row in rows_then.items():
            now = rows[place].points if place in rows else NOTHING
            assert now.narrows(row.points), f"{place} widened from {row.points} to {now}"
        grading = _standard(stack, score).grading
        if grading is not None and grading.has_thresholds:
            assert score.grade is not None and then.grade is not None, "there are thresholds, and no grade"
            grades_never_widen(then.grade, score.grade, grading)


def grades_never_widen(before: GradeRange, after: GradeRange, grading: Grading) -> None:
    """No range of grades grows, and no ceiling that was settled opens again."""
    now, then = _ranks(after, grading), _ranks(before, grading)
    assert now.narrows(then), f"the grades widened from {then} to {now}"
    binding = {ceiling.code: ceiling.binds for ceiling in before.ceilings}
    for ceiling in after.ceilings:
        assert ceiling.code in binding, f"{ceiling.code} came into play"
        assert ceiling.binds.narrows(binding[ceiling.code]), f"{ceiling.code} widened"


def rows_add_up(score: Score) -> None:
    """All rows but groups add up to both ends of the total, and those below a group to the group's own."""
    _adds_up(score.rows, Interval(score.total.lo, score.total.hi), score.rubric)
    for position, row in enumerate(score.rows):
        assert row.at_lowest in row.points and row.at_highest in row.points, (
            f"{row.item} brings {row.at_lowest} and {row.at_highest}, which are not in {row.points}"
        )
        if row.kind is RowKind.GROUP:
            below = _below(score.rows, position)
            ends = (sum(each.at_lowest for each in below), sum(each.at_highest for each in below))
            assert ends == (row.at_lowest, row.at_highest), f"{row.item} is not the sum of what is below it"


def total_is_that_of_the_tree(score: Score, stack: Stack, world: World, allowed: Choices) -> None:
    """Where no reading is open, conditions and columns that ask for the points are told the same total."""
    rubric = _standard(stack, score).rubric
    assert rubric is not None, "a score without a rubric"
    ways = ways_of(item_tree(rubric), allowed)
    of_tree = hull_of(number(way, world) for way in ways)
    assert of_tree.narrows(score.total), f"{of_tree} reaches beyond {score.total}"
    if all(len(options) == 1 for options in allowed.values()):
        assert score.total == of_tree, f"{score.total} in the rows, {of_tree} in the tree"


def points_stay_within_bounds(score: Score, stack: Stack) -> None:
    """No row of an item and no total reaches beyond what the ranges of the facts allow at all."""
    rubric = _standard(stack, score).rubric
    assert rubric is not None, "a score without a rubric"
    for item in rubric.walk():
        most = bounds(item_tree(item), stack.ranges).hull(NOTHING)  # its group may not be asked for
        assert score.row(item.code).points.narrows(most), f"{item.code} goes beyond {most}"
    assert score.total.narrows(bounds(item_tree(rubric), stack.ranges)), "the total goes beyond its bounds"


def says_what_points_wait_for(assessment: Assessment) -> None:
    """Open points name what they wait for, decided ones wait for nothing; so do ceilings that are open."""
    for score in assessment.scores:
        for row in score.rows:
            assert not (row.gaps and row.points.is_decided), f"{row.item} is decided and waits"
            assert row.kind is not RowKind.ITEM or bool(row.gaps) != row.points.is_decided, f"{row} waits"
        assert score.total.is_decided or score.undecided_items, "the total is open, and nothing says why"
        named = {each.gap for each in assessment.missing}
        assert {each.gap for each in score.narrowing} <= named, "what narrows a score is not missing"
        for ceiling in score.grade.ceilings if score.grade is not None else ():
            assert bool(ceiling.gaps) == (ceiling.binds is Truths.EITHER), f"{ceiling.code} waits"


def allowed_readings(chosen: Mapping[str, str], stack: Stack) -> Choices:
    """The options that are left of each reading."""
    return {each.name: (chosen[each.name],) if each.name in chosen else each.codes for each in stack.readings}


def places(rubric: ScoredItem) -> Mapping[str, Node]:
    """What the row of each item shows, by code: its points, where all its groups are asked for."""
    found: dict[str, Node] = {}

    def put(item: ScoredItem, asked: tuple[Node, ...]) -> None:
        node = item_tree(item)
        found[item.code] = Where(And(asked), node) if asked else node
        own = () if item.applies_where is None else (item.applies_where,)
        for each in item.items:
            put(each, (*asked, *own))

    put(rubric, ())
    return found


def _adds_up(rows: tuple[ScoreRow, ...], total: Interval, whole: str) -> None:
    added = [row for row in rows if row.kind is not RowKind.GROUP]
    lo, hi = sum(row.at_lowest for row in added), sum(row.at_highest for row in added)
    assert (lo, hi) == (total.lo, total.hi), f"the rows of {whole} add up to {lo} and {hi}, not to {total}"


def _below(rows: tuple[ScoreRow, ...], position: int) -> list[ScoreRow]:
    found = []
    for row in rows[position + 1 :]:
        if row.level <= rows[position].level:
            break
        if row.kind is not RowKind.GROUP:
            found.append(row)
    return found


def _by_place(score: Score) -> dict[RowKey, ScoreRow]:
    found = {(row.item, row.kind): row for row in score.rows}
    assert len(found) == len(score.rows), "two rows stand at one place"
    return found


def _ranks(grade: GradeRange, grading: Grading) -> Interval:
    return Interval(grading.rank(grade.lowest), grading.rank(grade.highest))


def _standard(stack: Stack, score: Score) -> Standard:
    return next(standard for standard in stack.standards if standard.id == score.standard)
