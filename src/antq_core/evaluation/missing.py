"""What is missing, in the order in which it is worth finding out."""

from collections.abc import Iterable, Iterator, Sequence

from antq_core.evaluation.judging import Judgement
from antq_core.evaluation.reading_tables import Choices
from antq_core.findings.finding import Gap
from antq_core.findings.grounds import Missing
from antq_core.findings.scores import Score
from antq_core.possible import Verdicts
from antq_core.standards.stack import Stack

BEFORE_ALL_SCORES = (-1, 0)


def missing(
    judgements: Iterable[Judgement],
    scores: Sequence[Score],
    possible: Verdicts,
    allowed: Choices,
    stack: Stack,
) -> tuple[Missing, ...]:
    """First what decides the verdict alone, then what blocks most, then the widest, then sheet order.

    What only points and ceilings wait for stands here too: `scores` are open without it. It stands after
    what an open verdict waits for, in the order in which the scores say that it is worth finding out;
    and what nobody can find out stands last.
    """
    waiting = [judgement for judgement in judgements if judgement.finding.gaps]
    found: dict[Gap, list[str]] = {}
    for judgement in waiting:
        for gap in judgement.finding.gaps:
            found.setdefault(gap, []).append(judgement.finding.criterion)
    of_criteria = set(found)
    for code, gap in _of_scores(scores):
        found.setdefault(gap, []).append(code)
    listed = [
        Missing(
            gap=gap,
            blocks=tuple(blocks),
            decides_alone=bool(waiting)
            and not possible.is_decided
            and all(_waits_only_for(gap, judgement, allowed) for judgement in waiting),
        )
        for gap, blocks in found.items()
    ]
    of_verdict = frozenset[Gap]() if possible.is_decided else of_criteria
    worth = {**_worth(scores, stack), **dict.fromkeys(of_verdict, BEFORE_ALL_SCORES)}
    order = _sheet_order(stack)

    def rank(each: Missing) -> tuple[object, ...]:
        gap = each.gap
        nobody_can = gap not in of_criteria and not gap.code.can_be_learnt
        of_score = worth.get(gap, (len(scores), 0))
        last = (-gap.width, order.get(gap.name, len(order)), gap.name)
        return (not each.decides_alone, nobody_can, of_score, -len(each.blocks), *last)

    return tuple(sorted(listed, key=rank))


def _worth(scores: Sequence[Score], stack: Stack) -> dict[Gap, tuple[int, int]]:
    """Which score waits for a thing, and how far up it stands there; scores that matter most come first.

    A grade is what points are for, so that a score without one comes after those that have one; of two
    without, that of the province is the one by which the unit will be told.
    """
    provincial = stack.provincial.id if stack.provincial is not None else None
    in_order = sorted(scores, key=lambda each: (each.grade is None, each.standard != provincial))
    worth: dict[Gap, tuple[int, int]] = {}
    for rank, score in enumerate(in_order):
        of_rows = [each.gap for each in score.narrowing]
        of_ceilings = [gap for each in (score.grade.ceilings if score.grade else ()) for gap in each.gaps]
        for place, gap in enumerate([*of_rows, *of_ceilings]):
            worth.setdefault(gap, (rank, min(place, len(of_rows))))
    return worth


def _of_scores(scores: Iterable[Score]) -> Iterator[tuple[str, Gap]]:
    """What each item and each ceiling waits for."""
    for score in scores:
        for row in score.rows:
            yield from ((row.item, gap) for gap in row.gaps)
        for ceiling in score.grade.ceilings if score.grade is not None else ():
            yield from ((ceiling.code, gap) for gap in ceiling.gaps)


def _waits_only_for(gap: Gap, judgement: Judgement, allowed: Choices) -> bool:
    """Whether the criterion is decided once this is known, whatever it turns out to be.

    A reading that is still open may come to matter when a fact is learnt, so it counts as one more
    thing that the criterion waits for.
    """
    open_readings = {name for name in judgement.table.readings if len(allowed[name]) > 1}
    others = open_readings - {gap.name}
    only = set(judgement.finding.gaps) == {gap}
    return only and not others and gap.code.can_be_learnt and not judgement.may_stay_open


def _sheet_order(stack: Stack) -> dict[str, int]:
    facts = [fact.name for fact in stack.facts]
    names = [*facts, *(f"last_year.{name}" for name in facts), *(f"records.{name}" for name in stack.records)]
    return {name: position for position, name in enumerate(names)}
