"""Settling a reading takes out what it makes certain and changes nothing else; open ones must all agree."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Stack, assess
from antq_core.evaluation.interpreter import evaluate, truth
from antq_core.expressions import tree
from antq_core.expressions.resolving import resolve
from antq_core.expressions.tree import Node
from antq_core.expressions.walking import readings_in
from antq_core.possible import Truths, Verdicts
from antq_core.testing.learning import knowledge
from antq_core.testing.standards import EVENTS, standards, vocabulary
from antq_core.testing.trees import conditions

Stacks = st.SearchStrategy[Stack]


@given(st.data())
def test_settling_a_reading_gives_what_the_tree_gives_with_it_written_in(data: st.DataObject) -> None:
    standard = data.draw(standards())
    stack = Stack(standard)
    node = data.draw(conditions(vocabulary(standard.facts, [EVENTS], standard.readings)))
    settled = {each.name: data.draw(st.sampled_from(each.codes)) for each in standard.readings}
    world = data.draw(knowledge(stack)).world(stack)
    resolved = resolve(node, settled)
    assert not readings_in(resolved)
    assert truth(resolved, world) == truth(_written_in(node, settled), world)
    assert truth(resolved, world).narrows(truth(node, world))


@given(data=st.data())
def test_an_open_reading_gives_every_verdict_that_one_of_its_options_gives(
    stacks: Stacks, data: st.DataObject
) -> None:
    stack = data.draw(stacks)
    dossier = data.draw(knowledge(stack)).dossier
    asked = [reading for reading in stack.readings if reading.name in _asked(stack)]
    if not asked:
        return
    reading = data.draw(st.sampled_from(asked))
    possible = Verdicts(0)
    for option in reading.codes:
        possible |= assess(dossier, stack, readings={reading.name: option}).possible
    assert possible == assess(dossier, stack).possible


def _asked(stack: Stack) -> set[str]:
    trees = [node for _, criterion in stack.criteria for node in criterion.conditions.values()]
    return {name for node in trees for name in readings_in(node)}


def _written_in(node: Node, settled: dict[str, str]) -> Node:
    """The tree with each reading replaced by its truth and nothing taken out."""
    if isinstance(node, tree.ReadingIs):
        return tree.Truth(settled[node.reading] == node.option)
    changed: dict[str, object] = {}
    for name in attrs.fields(type(node)):
        below = getattr(node, name.name)
        if isinstance(below, Node):
            changed[name.name] = _written_in(below, settled)
        elif isinstance(below, tuple) and below and isinstance(below[0], Node):
            changed[name.name] = tuple(_written_in(each, settled) for each in below)
    return attrs.evolve(node, **changed)


def test_an_open_reading_alone_may_be_either() -> None:
    assert evaluate(tree.ReadingIs("any", "way_0"), None, None) is Truths.EITHER  # type: ignore[arg-type]  # asks for no world
