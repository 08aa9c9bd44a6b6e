"""Round trips through JSON keep value, digest and verdict."""

from typing import Any

import attrs
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
from antq_core.expressions.coded import CodedRule
from antq_core.expressions.tree import Coded
from antq_core.testing.dossiers import dossiers
from antq_core.testing.learning import knowledge
from antq_core.testing.standards import standards

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
    standard = data.draw(stacks).leading
    back = read_standard(parse(canonical(write_standard(standard))))
    assert back == without_functions(standard)
    assert standard_digest(back) == standard_digest(standard)


@given(data=st.data())
def test_a_scored_standard_and_its_scores_come_back_as_they_were(data: st.DataObject) -> None:
    stack = data.draw(standards(most_criteria=1, scored=True).map(Stack))
    back = read_standard(parse(canonical(write_standard(stack.leading))))
    assert back.rubric is not None
    assert back == without_functions(stack.leading)
    assert standard_digest(back) == standard_digest(stack.leading)
    assessment = data.draw(knowledge(stack)).assessed(stack)
    read = read_assessment(parse(pretty(write_assessment(assessment))))
    assert read == assessment
    assert [score.rows for score in read.scores] == [score.rows for score in assessment.scores]


def without_functions(value: Any) -> Any:
    """A value as data can hold it: coded rules are there, their functions are not."""
    if isinstance(value, CodedRule):
        return Coded(**{each.name: getattr(value, each.name) for each in attrs.fields(Coded)})
    if isinstance(value, tuple):
        return tuple(without_functions(each) for each in value)
    if not attrs.has(type(value)):
        return value
    parts = {each.name: getattr(value, each.name) for each in attrs.fields(type(value)) if each.init}
    changed = {name: without_functions(part) for name, part in parts.items()}
    return value if changed == parts else attrs.evolve(value, **changed)


@given(data=st.data())
def test_an_assessment_comes_back_as_it_was(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    assessment = data.draw(knowledge(stack)).assessed(stack)
    back = read_assessment(parse(pretty(write_assessment(assessment))))
    assert back == assessment
    assert back.explain("vi") == assessment.explain("vi")
