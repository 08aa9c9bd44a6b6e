"""The same input gives the same digest and the same words; another input another digest."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Stack, assess
from antq_core.messages.text import LOCALES
from antq_core.testing.dossiers import dossiers

Stacks = st.SearchStrategy[Stack]


@given(data=st.data())
def test_the_same_input_gives_the_same_digest_and_words(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    dossier = data.draw(dossiers(stack))
    one, other = assess(dossier, stack), assess(dossier, stack)
    assert one == other
    assert [one.explain(locale) for locale in LOCALES] == [other.explain(locale) for locale in LOCALES]


@given(data=st.data())
def test_stating_a_fact_otherwise_gives_another_digest(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    dossier = data.draw(dossiers(stack))
    other = data.draw(dossiers(stack))
    changed = attrs.evolve(dossier, last_year=other.last_year)
    same = assess(dossier, stack).input_digest == assess(changed, stack).input_digest
    assert same == (dossier.last_year == changed.last_year)
