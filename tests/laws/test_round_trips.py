"""Round trips through JSON keep value, digest and verdict."""

from hypothesis import given
from hypothesis import strategies as st

from antq_core import Stack, assess
from antq_core.codec.documents import (
    read_assessment,
    read_standard,
    standard_digest,
    write_assessment,
    write_standard,
)
from antq_core.codec.dossiers import read_dossier, write_dossier
from antq_core.codec.text import canonical, parse, pretty
from antq_core.testing.dossiers import dossiers
from antq_core.testing.learning import knowledge

Stacks = st.SearchStrategy[Stack]


@given(data=st.data())
def test_a_dossier_comes_back_as_it_was(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    dossier = data.draw(dossiers(stack))
    back = read_dossier(parse(pretty(write_dossier(dossier))), stack)
    assert back == dossier
    assert assess(back, stack) == assess(dossier, stack)


@given(data=st.data())
def test_a_standard_comes_back_as_it_was(stacks: Stacks, data: st.DataObject) -> None:
    standard = data.draw(stacks).national
    back = read_standard(parse(canonical(write_standard(standard))))
    assert back == standard
    assert standard_digest(back) == standard_digest(standard)


@given(data=st.data())
def test_an_assessment_comes_back_as_it_was(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    assessment = data.draw(knowledge(stack)).assessed(stack)
    back = read_assessment(parse(pretty(write_assessment(assessment))))
    assert back == assessment
    assert back.explain("vi") == assessment.explain("vi")
