"""What is said of two versions is surely so: nothing that fulfils what is stricter fails what is looser.

Conditions are generated in pairs that are like each other, for of two that have nothing in common nothing
is ever said. That enough is said is a matter of examples: tests/unit/test_comparison_of_standards.py.
"""

import datetime
import itertools
from collections.abc import Iterable
from typing import Any

import attrs
from hypothesis import assume, event, given, reject
from hypothesis import strategies as st

from antq_core import Basis, Dossier, RecordList, Stack, Standard, Unit, Verdict
from antq_core.comparison.difference import Effect
from antq_core.comparison.implication import implies, never_more
from antq_core.comparison.meaning import Meaning, Words
from antq_core.comparison.versions import Versions
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.sheets import fact_sheet, record_class
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import StandardError
from antq_core.evaluation.interpreter import number, truth
from antq_core.evaluation.world import World
from antq_core.expressions import tree
from antq_core.expressions.resolving import resolve
from antq_core.expressions.tree import Measure, Node, Operator, Ratio
from antq_core.possible import Interval, Truths
from antq_core.standards.criteria import Criterion
from antq_core.testing.learning import completions, knowledge
from antq_core.testing.standards import EVENTS, NOWHERE, label, standards
from antq_core.testing.trees import conditions, counts, points

STACKS = standards().map(Stack)
OPERATORS = st.sampled_from(Operator)


@st.composite
def varied(draw: st.DrawFn, node: Node) -> Node:
    """A tree like another: a number, an operator or a ratio changed, a part left out, or nothing at all."""
    if isinstance(node, tree.Coded):
        return node
    changed: dict[str, Any] = {}
    for attribute in attrs.fields(type(node)):
        below = getattr(node, attribute.name)
        if isinstance(below, Node):
            changed[attribute.name] = draw(varied(below))
        elif isinstance(below, tuple) and any(isinstance(each, Node) for each in below):
            may_lose = len(below) > 1 and not isinstance(node, tree.Rescaled)
            kept = below[1:] if may_lose and draw(st.integers(0, 3)) == 0 else below
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
    if depth == 0:
        return draw(points(words))
    one, other = draw(amounts(stack, depth - 1)), draw(amounts(stack, depth - 1))
    asked = [draw(conditions(words, depth=1)) for _ in range(2)]
    if draw(st.booleans()):  # steps go down, as the law writes them
        asked[0] = tree.Compare(draw(counts(words)), Operator.AT_LEAST, tree.Number(4))
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


def _number(name: str) -> FactDeclaration:
    return FactDeclaration(name=name, measure=Measure.COUNT, label=label(name), range=Interval(0, 2))


SMALL = Stack(
    Standard(
        id="vn/test/small",
        scheme="antt-safety",
        jurisdiction="vn",
        kinds=("agency",),
        title=label("small"),
        citation=NOWHERE,
        in_force_from=datetime.date(2020, 1, 1),
        window=WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
        decided_on=DayOfYear(11, 14),
        facts=(
            _number("one"),
            _number("other"),
            FactDeclaration(name="so", measure=Measure.TRUTH, label=label("so")),
        ),
        records=(EVENTS,),
        criteria=(Criterion(code="C", text=label("c"), citation=NOWHERE, holds=tree.FactValue("so")),),
    )
)


def _small_world(one: int, other: int, so: bool, events: Iterable[tuple[bool, int]]) -> World:
    """A dossier that leaves nothing open, over few facts and records."""
    window = SMALL.window.for_year(2026)
    sheet = fact_sheet(SMALL.facts)
    event = record_class(EVENTS)
    items = tuple(
        event(happened_on=window.first, commune="00001", unit="u", grave=grave, hurt=hurt, sort="low")
        for grave, hurt in events
    )
    held = RecordList(items=items, complete_for=window, attested_by="x", basis=Basis.VERIFIED)
    return World(
        stack=SMALL,
        dossier=Dossier(
            unit=Unit(id="u", kind="agency", province="25", commune="00001"),
            year=2026,
            verified=sheet(one=one, other=other, so=so),
            last_year=sheet(one=other, other=one, so=not so),
            records={"events": held},
        ),
        basis=Basis.VERIFIED,
        today=window.last + datetime.timedelta(days=14),
        window=window,
    )


LISTS: tuple[tuple[tuple[bool, int], ...], ...] = ((), ((True, 0),), ((False, 2),), ((True, 1), (False, 0)))
WORLDS = [_small_world(*facts) for facts in itertools.product(range(3), range(3), (False, True), LISTS)]
SMALL_WORDS = Words.of(SMALL.standards[0])
SMALL_REACH = Meaning(SMALL_WORDS, SMALL_WORDS).in_reach


@given(data=st.data())
def test_in_a_small_world_what_is_said_holds_on_every_dossier(data: st.DataObject) -> None:
    one = data.draw(conditions(SMALL.vocabulary))
    other = data.draw(varied(one))
    assume(one != other)
    for new, old in ((one, other), (other, one)):
        if told(implies(new, old, SMALL_REACH)):
            for world in WORLDS:
                assert [truth(each, world) for each in (new, old)] != [Truths.TRUE, Truths.FALSE]


@given(data=st.data())
def test_in_a_small_world_points_keep_their_order_on_every_dossier(data: st.DataObject) -> None:
    one = data.draw(amounts(SMALL, depth=1))
    other = data.draw(varied(one))
    assume(one != other)
    for less, more in ((one, other), (other, one)):
        if told(never_more(less, more, SMALL_REACH)):
            for world in WORLDS:
                low, high = number(less, world), number(more, world)
                assert not (low.is_decided and high.is_decided and low.lo > high.hi)


@given(data=st.data())
def test_whatever_fulfils_what_is_stricter_fulfils_what_is_looser(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    one = data.draw(conditions(stack.vocabulary))
    other = data.draw(varied(one))
    assume(one != other)
    words = Words.of(stack.standards[0])
    reach = Meaning(words, words).in_reach
    for new, old in ((one, other), (other, one), (tree.Not(one), tree.Not(other))):
        if told(implies(words.whole(new), words.whole(old), reach)):
            full = data.draw(completions(data.draw(knowledge(stack)), stack))
            world = full.world(stack)
            holds = [truth(resolve(words.whole(each), full.readings), world) for each in (new, old)]
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
        if told(never_more(words.whole(less), words.whole(more), reach)):
            full = data.draw(completions(data.draw(knowledge(stack)), stack))
            world = full.world(stack)
            low, high = (number(resolve(words.whole(each), full.readings), world) for each in (less, more))
            assert not (low.is_decided and high.is_decided and low.lo > high.hi)
