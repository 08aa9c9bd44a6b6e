"""Every operator of the language is checked, meant, put into words, stored and generated."""

import functools
import inspect

import attrs
import pytest
from hypothesis import Phase, given, settings

from antq_core import Standard
from antq_core.codec.converter import TAGS, structure, tag, unstructure
from antq_core.evaluation.interpreter import evaluate
from antq_core.expressions import tree
from antq_core.expressions.checking import type_of
from antq_core.expressions.tree import NODES, Node
from antq_core.expressions.walking import walk
from antq_core.expressions.wording import words
from antq_core.testing.standards import standards


@functools.cache
def generated() -> dict[type[Node], Node]:
    """One generated node of each operator, as far as a few hundred standards hold them."""
    found: dict[type[Node], Node] = {}

    @settings(max_examples=400, database=None, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(standards())
    def collect(standard: Standard) -> None:
        for criterion in standard.criteria:
            for top in criterion.conditions.values():
                found.update((type(node), node) for node in walk(top))

    collect()
    return found


def test_the_list_of_operators_is_complete() -> None:
    defined = [each for _, each in inspect.getmembers(tree, inspect.isclass) if issubclass(each, Node)]
    assert set(defined) - {Node} == set(NODES)


@pytest.mark.parametrize("operator", NODES)
def test_an_operator_has_a_type_a_meaning_and_words(operator: type[Node]) -> None:
    for function in (type_of, evaluate, words):
        assert function.dispatch(operator) is not function.dispatch(Node), function


@pytest.mark.parametrize("operator", NODES)
def test_an_operator_is_generated_and_comes_back_from_json(operator: type[Node]) -> None:
    node = generated()[operator]
    assert TAGS[tag(operator)] is operator
    assert structure(unstructure(node), Node) == node


@pytest.mark.parametrize("operator", NODES)
def test_operators_are_frozen_and_compared_by_structure(operator: type[Node]) -> None:
    node = generated()[operator]
    assert attrs.evolve(node) == node
    assert hash(attrs.evolve(node)) == hash(node)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        node.stranger = 1  # type: ignore[attr-defined]  # wrong on purpose
