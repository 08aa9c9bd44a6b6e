"""Learning never widens: stating, narrowing, closing, choosing a reading, deciding a child, waiting."""

from hypothesis import given
from hypothesis import strategies as st

from antq_core import Stack
from antq_core.testing.laws import learning_never_widens
from antq_core.testing.learning import between, completions, knowledge

Stacks = st.SearchStrategy[Stack]


@given(data=st.data())
def test_learning_never_widens_a_verdict_or_a_finding(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    before = data.draw(knowledge(stack))
    full = data.draw(completions(before, stack))
    part = data.draw(between(before, full, stack))
    assessments = [each.assessed(stack) for each in (before, part, full)]
    learning_never_widens(assessments[0], assessments[1])
    learning_never_widens(assessments[1], assessments[2])
