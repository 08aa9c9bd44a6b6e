"""What is said of two versions is surely so: nothing that fulfils what is stricter fails what is looser.

Conditions are generated in pairs that are like each other, for of two that have nothing in common nothing
is ever said. That enough is said is a matter of examples: tests/unit/test_comparison_of_standards.py.
"""

from typing import Any

import attrs
from hypothesis import assume, event, given, reject
from hypothesis import strategies as st

from antq_core import Stack, Standard, Verdict
from antq_core.comparison.difference import Effect
from antq_core.comparison.implication import implies, never_more
from antq_core.comparison.meaning import Meaning, Words
from antq_core.comparison.versions import Versions
from antq_core.errors import StandardError
from antq_core.evaluation.interpreter import number, truth
from antq_core.expressions import tree
from antq_core.expressions.resolving import resolve
from antq_core.expressions.tree import Measure, Node, Operator, Ratio
from antq_core.possible import Truths
from antq_core.testing.learning import completions, knowledge
from antq_core.testing.standards import standards
from antq_core.testing.trees import _Maker, conditions

STACKS = standards().map(Stack)
OPERATORS = st.sampled_from(Operator)


@st.composite
def varied(draw: st.DrawFn, node: Node) -> Node:
    """A tree like another: a number, an operator or a ratio changed, a part left out, or nothing at all."""
    changed: dict[str, Any] = {}
    for attribute in attrs.fields(type(node)):
        below = getattr(node, attribute.name)
        if isinstance(below, Node):
            changed[attribute.name] = draw(varied(below))
        elif isinstance(below, tuple) and any(isinstance(each, Node) for each in below):
            kept = below[1:] if len(below) > 1 and draw(st.integers(0, 3)) == 0 else below
            changed[attribute.name] = tuple(draw(varied(each)) for each in kept)
    found = attrs.evolve(node, **changed) if changed else node
    return draw(_otherwise(found)) if draw(st.integers(0, 2)) == 0 else found


def _otherwise(node: Node) -> st.SearchStrategy[Node]:
    steps = st.integers(-2, 2)
    match node:
        case tree.Number(value):
            return steps.map(lambda step: tree.Number(value + step))
        case tree.Points(hundredths):
            return steps.map(lambda step: tree.Points(hundredths + 50 * step))
        case tree.Compare():
            return OPERATORS.map(lambda operator: attrs.evolve(node, operator=operator))
        case tree.Share() | tree.RecordShare():
            ratios = st.sampled_from((Ratio(50), Ratio(70), Ratio(1, 3), Ratio(100)))
            answers = st.sampled_from(Truths)
            return st.builds(lambda r, t: attrs.evolve(node, at_least=r, of_nothing=t), ratios, answers)
        case tree.Times(factor, operand):
            return steps.map(lambda step: tree.Times(factor + step, operand))
        case tree.PerEach(hundredths, count):
            return steps.map(lambda step: tree.PerEach(hundredths + step, count))
        case tree.Clamp():
            bounds = st.none() | st.integers(0, 2)
            return bounds.map(lambda bound: attrs.evolve(node, at_least=bound))
        case tree.And(operands):
            return st.just(tree.Or(operands))
        case tree.Or(operands):
            return st.just(tree.And(operands))
    return st.just(node)


@st.composite
def amounts(draw: st.DrawFn, stack: Stack, depth: int = 2) -> Node:
    """Points in every way in which a rubric gives them."""
    words = stack.vocabulary
    counts = _Maker(draw, words)
    if depth == 0:
        return draw(
            st.sampled_from((tree.Points(100), tree.Points(-50)))
            | st.builds(tree.PerEach, st.integers(-3, 3), st.just(counts.value(Measure.COUNT)))
            | st.just(counts.value(Measure.POINTS))
        )
    one, other = draw(amounts(stack, depth - 1)), draw(amounts(stack, depth - 1))
    asked = [draw(conditions(words, depth=1)) for _ in range(2)]
    if draw(st.booleans()):  # steps go down, as the law writes them
        asked = [tree.Compare(counts.value(Measure.COUNT), Operator.AT_LEAST, tree.Number(4)), asked[1]]
        asked[1] = attrs.evolve(asked[0], right=tree.Number(2))
    return draw(
        st.sampled_from(
            (
                tree.Sum((one, other)),
                tree.Difference(one, other),
                tree.Where(asked[0], one),
                tree.Steps((tree.Where(asked[0], one), tree.Where(asked[1], other)), tree.Points(0)),
                tree.Clamp(one, 0, 300),
            )
        )
    )


def told(found: bool) -> bool:
    event("said" if found else "not said")
    return found


@given(data=st.data())
def test_whatever_fulfils_what_is_stricter_fulfils_what_is_looser(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    one = data.draw(conditions(stack.vocabulary))
    other = data.draw(varied(one))
    assume(one != other)
    words = Words.of(stack.standards[0])
    reach = Meaning(words, words).in_reach
    for new, old in ((one, other), (other, one), (tree.Not(one), tree.Not(other))):
        if told(implies(new, old, reach)):
            full = data.draw(completions(data.draw(knowledge(stack)), stack))
            world = full.world(stack)
            holds = [truth(resolve(each, full.readings), world) for each in (new, old)]
            assert holds != [Truths.TRUE, Truths.FALSE]


@given(data=st.data())
def test_whoever_meets_the_stricter_standard_meets_the_other(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    old = stack.standards[0]
    new = data.draw(_edited(old))
    effect = Versions(old=old, new=new).effect_on_requirements
    event(f"effect {effect}")
    if effect in (Effect.STRICTER, Effect.LOOSER):
        full = data.draw(completions(data.draw(knowledge(stack)), stack))
        before, after = full.assessed(stack), full.assessed(Stack(new))
        verdicts = [before.verdict, after.verdict]
        forbidden = [Verdict.NOT_MET, Verdict.MET]
        assert verdicts != (forbidden if effect is Effect.STRICTER else forbidden[::-1])


@st.composite
def _edited(draw: st.DrawFn, standard: Standard) -> Standard:
    """A standard that asks something else in one of its criteria, has one less, or asks them elsewhere."""
    assume(standard.criteria)
    criteria = list(standard.criteria)
    place = draw(st.integers(0, len(criteria) - 1))
    chosen = criteria[place]
    changed: dict[str, Any] = {}
    for name, node in chosen.conditions.items():
        changed[name] = draw(varied(node))
    criteria[place] = attrs.evolve(chosen, **changed)
    if len(criteria) > 1 and draw(st.integers(0, 3)) == 0:
        criteria.pop(place)
    try:
        return attrs.evolve(standard, criteria=tuple(criteria))
    except StandardError:  # a share of something in itself, a step that is none
        reject()


@given(data=st.data())
def test_what_surely_never_gives_more_never_gives_more(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    one = data.draw(amounts(stack))
    other = data.draw(varied(one))
    assume(one != other)
    words = Words.of(stack.standards[0])
    reach = Meaning(words, words).in_reach
    for less, more in ((one, other), (other, one)):
        if told(never_more(less, more, reach)):
            full = data.draw(completions(data.draw(knowledge(stack)), stack))
            world = full.world(stack)
            low, high = (number(resolve(each, full.readings), world) for each in (less, more))
            assert not (low.is_decided and high.is_decided and low.lo > high.hi)
