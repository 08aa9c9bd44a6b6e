"""Every completion lies inside, and leaves nothing open that a dossier could close."""

from hypothesis import given
from hypothesis import strategies as st

from antq_core import Stack
from antq_core.testing.laws import learning_never_widens, leaves_nothing_open
from antq_core.testing.learning import completions, knowledge

Stacks = st.SearchStrategy[Stack]


@given(data=st.data())
def test_every_completion_lies_inside_and_is_decided(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    before = data.draw(knowledge(stack))
    full = data.draw(completions(before, stack)).assessed(stack)
    learning_never_widens(before.assessed(stack), full)
    leaves_nothing_open(full)
