"""What is missing, in the order in which it is worth finding out."""

from collections.abc import Iterable, Iterator

from antq_core.evaluation.judging import Judgement
from antq_core.evaluation.reading_tables import Choices
from antq_core.findings.finding import Gap
from antq_core.findings.grounds import Missing
from antq_core.findings.scores import Score
from antq_core.possible import Verdicts
from antq_core.standards.stack import Stack


def missing(
    judgements: Iterable[Judgement],
    scores: Iterable[Score],
    possible: Verdicts,
    allowed: Choices,
    stack: Stack,
) -> tuple[Missing, ...]:
    """First what decides the verdict alone, then what blocks most, then the widest, then sheet order.

    What only points and ceilings wait for stands here too: `scores` are open without it. Of that, what
    nobody can find out stands last.
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
    order = _sheet_order(stack)
    return tuple(
        sorted(
            listed,
            key=lambda each: (
                not each.decides_alone,
                each.gap not in of_criteria and not each.gap.code.can_be_learnt,
                -len(each.blocks),
                -each.gap.width,
                order.get(each.gap.name, len(order)),
                each.gap.name,
            ),
        )
    )


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
