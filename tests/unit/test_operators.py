"""Every operator of the language is checked, meant, put into words, stored and generated."""

import functools
import inspect
from collections.abc import Iterator

import attrs
import pytest
from hypothesis import Phase, given, settings

from antq_core import Stack, Standard
from antq_core.codec.converter import TAGS, structure, tag, unstructure
from antq_core.codec.documents import digest
from antq_core.evaluation.exactness import _uses
from antq_core.evaluation.interpreter import evaluate
from antq_core.expressions import tree
from antq_core.expressions.checking import NUMBERS, check, type_of
from antq_core.expressions.coded import CodedRule
from antq_core.expressions.tree import NODES, Coded, Measure, Node
from antq_core.expressions.walking import children, walk
from antq_core.expressions.wording import words
from antq_core.standards.bounds import bounds
from antq_core.standards.rubric import item_tree
from antq_core.testing.standards import standards


def trees(standard: Standard) -> Iterator[Node]:
    """Every tree of a standard, and the one that its rubric comes to."""
    for criterion in standard.criteria:
        yield from criterion.conditions.values()
    if standard.rubric is not None:
        yield item_tree(standard.rubric)
    if standard.grading is not None:
        yield from (ceiling.unless for ceiling in standard.grading.ceilings)


@functools.cache
def generated() -> tuple[tuple[Standard, Node], ...]:
    """Generated trees, each with its standard, as far as some hundred standards hold them."""
    found: list[tuple[Standard, Node]] = []

    @settings(max_examples=600, database=None, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(standards(scored=True))
    def collect(standard: Standard) -> None:
        found.extend((standard, node) for node in trees(standard))

    collect()
    return tuple(found)


@functools.cache
def examples() -> dict[type[Node], Node]:
    """One generated node of each operator; a rule with its function is one of `Coded`."""
    nodes = (node for _, top in generated() for node in walk(top))
    return {Coded if type(node) is CodedRule else type(node): node for node in nodes}


def numbers_in(node: Node) -> Iterator[Node]:
    """The node, and below it what its number or points are made of: not the conditions, which are truths."""
    yield node
    if isinstance(node, tree.Count | tree.Coded):
        return
    amounts = (node.amount,) if isinstance(node, tree.Where) else children(node)
    for amount in amounts:
        yield from numbers_in(amount)


@functools.cache
def numeric() -> frozenset[type[Node]]:
    """The operators that stand in the points of some rubric, or can: those that give a number or points."""
    found: set[type[Node]] = set()
    for standard, top in generated():
        vocabulary = Stack(standard).vocabulary
        if standard.rubric is None or not any(not check(top, each, vocabulary) for each in NUMBERS):
            continue
        found |= {Coded if type(node) is CodedRule else type(node) for node in numbers_in(top)}
    return frozenset(found)


def test_the_list_of_operators_is_complete() -> None:
    defined = [each for _, each in inspect.getmembers(tree, inspect.isclass) if issubclass(each, Node)]
    assert set(defined) - {Node} == set(NODES)


@pytest.mark.parametrize("operator", NODES)
def test_an_operator_has_a_type_a_meaning_words_and_a_way_to_pull(operator: type[Node]) -> None:
    for function in (type_of, evaluate, words, _uses):
        assert function.dispatch(operator) is not function.dispatch(Node), function


def test_an_operator_that_can_be_of_points_has_bounds() -> None:
    assert {tree.Points, tree.Sum, tree.Steps, tree.Rescaled, tree.Coded} <= numeric()
    without = [each for each in numeric() if bounds.dispatch(each) is bounds.dispatch(Node)]
    assert without == []


def test_an_operator_without_bounds_gives_no_number() -> None:
    """A field is a number only inside a condition on records, into which bounds never look."""
    without = {each for each in NODES if bounds.dispatch(each) is bounds.dispatch(Node)}
    for standard, top in generated():
        vocabulary = Stack(standard).vocabulary
        for node in walk(top):
            if type(node) in without - {tree.FieldValue, tree.ReadingIs}:
                assert check(node, Measure.COUNT, vocabulary) and check(node, Measure.POINTS, vocabulary)


@pytest.mark.parametrize("operator", NODES)
def test_an_operator_is_generated_and_comes_back_from_json(operator: type[Node]) -> None:
    node = examples()[operator]
    assert TAGS[tag(operator)] is operator
    back = structure(unstructure(node), Node)
    if any(isinstance(each, CodedRule) for each in walk(node)):
        # A function is no data: what comes back is the same rule without it, and has the same digest.
        assert digest(unstructure(back)) == digest(unstructure(node))
        assert not any(isinstance(each, CodedRule) for each in walk(back))
    else:
        assert back == node


def test_a_coded_rule_comes_back_as_all_that_is_said_of_it() -> None:
    rule = examples()[Coded]
    assert isinstance(rule, CodedRule)
    said = {each.name: getattr(rule, each.name) for each in attrs.fields(Coded)}
    assert structure(unstructure(rule), Node) == Coded(**said)


@pytest.mark.parametrize("operator", NODES)
def test_operators_are_frozen_and_compared_by_structure(operator: type[Node]) -> None:
    node = examples()[operator]
    assert attrs.evolve(node) == node
    assert hash(attrs.evolve(node)) == hash(node)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        node.stranger = 1  # type: ignore[attr-defined]  # wrong on purpose
