"""Points that say `exact` are exact: some way in which the rest may turn out reaches each end."""

import attrs
from hypothesis import event, given
from hypothesis import strategies as st

from antq_core import Stack
from antq_core.evaluation.exactness import is_exact
from antq_core.evaluation.interpreter import value
from antq_core.evaluation.scoring import ways_of
from antq_core.evaluation.world import World
from antq_core.expressions.tree import Node
from antq_core.possible import Interval, Possible, Truths
from antq_core.testing.every_completion import results
from antq_core.testing.learning import knowledge
from antq_core.testing.score_laws import allowed_readings, places
from antq_core.testing.standards import standards, vocabulary
from antq_core.testing.trees import conditions, points

SCORED = standards(most_criteria=1, scored=True).map(Stack)


def is_reached(possible: Possible, node: Node, world: World) -> None:
    """Both ends of a number, or both truths, come about in some way; few enough ways are tried one by one."""
    found = results(node, world)
    if found is None:
        event("too many ways")
        return
    event("tried one by one")
    assert all(each.narrows(possible) for each in found), f"{found} reach beyond {possible}"
    if isinstance(possible, Truths):
        assert found == {Truths.TRUE, Truths.FALSE}, f"{possible} says exact, and only {found} come about"
        return
    assert isinstance(possible, Interval)
    ends = {Interval.exactly(possible.lo), Interval.exactly(possible.hi)}
    assert ends <= found, f"{possible} says exact, and of it only {found} come about"


@given(data=st.data())
def test_both_ends_of_each_exact_row_and_total_are_reached(data: st.DataObject) -> None:
    stack = data.draw(SCORED)
    before = data.draw(knowledge(stack))
    assessment = before.assessed(stack)
    rubric = stack.leading.rubric
    assert rubric is not None
    world = attrs.evolve(before.world(stack), verdicts={stack.scheme: assessment.possible})
    for score in assessment.scores:
        assert score.exact == score.row(rubric.code).exact
        for code, node in places(rubric).items():
            row = score.row(code)
            ways = ways_of(node, allowed_readings(before.readings, stack))
            if row.exact and not row.points.is_decided:
                assert len(ways) == 1, f"{code} says exact while a reading is open"
                is_reached(row.points, ways[0], world)


@given(data=st.data())
def test_both_ends_of_any_exact_points_or_conditions_are_reached(data: st.DataObject) -> None:
    stack = data.draw(standards(scored=False).map(Stack))
    words = vocabulary(stack.facts, tuple(stack.records.values()), ())
    world = data.draw(knowledge(stack)).world(stack)
    for node in (data.draw(points(words)), data.draw(conditions(words, depth=1))):
        possible = value(node, world)
        if not possible.is_decided and is_exact(node, world):
            is_reached(possible, node, world)
