"""Every outcome that a criterion of Articles 4 to 7 can have is reached by some dossier."""

import datetime
import itertools

import attrs
import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

from antq_core import Stack, load_registry
from antq_core.evaluation.reading_tables import reading_table, ways
from antq_core.expressions.tree import FactValue, LastYear
from antq_core.expressions.walking import readings_in, walk
from antq_core.possible import Outcomes
from antq_core.standards.criteria import Criterion
from antq_core.testing.learning import Knowledge, completions, knowledge

SUPPLIED = [each.standard for each in load_registry(only={"vn"}, strict=True).supplied]
# Enterprises meet the criteria that agencies meet.
STACKS = {
    each.kinds[0]: Stack(each)
    for each in SUPPLIED
    if each.kinds != ("agency",) and each.is_in_force(datetime.date(2026, 12, 1))
}
CASES = [
    (kind, criterion.code, outcome)
    for kind, stack in STACKS.items()
    for _, criterion in stack.criteria
    for outcome in Outcomes
    if outcome is not Outcomes.NOT_APPLICABLE or criterion.applies_where is not None
]


@st.composite
def completed(draw: st.DrawFn, stack: Stack) -> Knowledge:
    return draw(completions(draw(knowledge(stack)), stack))


@pytest.mark.parametrize(("kind", "code", "outcome"), CASES, ids=str)
def test_a_completed_dossier_reaches_the_outcome(kind: str, code: str, outcome: Outcomes) -> None:
    stack = STACKS[kind]
    criterion = next(each for _, each in stack.criteria if each.code == code)
    alone = _asking_only(stack, criterion)
    find(
        completed(alone),
        lambda known: outcome in _decided(known, alone, criterion),
        settings=settings(max_examples=3_000, database=None, deadline=None, phases=[Phase.generate]),
    )


def _decided(known: Knowledge, stack: Stack, criterion: Criterion) -> set[Outcomes]:
    table = reading_table(ways(criterion, stack.readings), known.world(stack))
    return set(table.outcomes.values())


def _asking_only(stack: Stack, criterion: Criterion) -> Stack:
    """The standard with one criterion and the words that it uses: nothing else needs to be drawn for it."""
    trees = [node for top in criterion.conditions.values() for node in walk(top)]
    derived = [stack.fact[node.fact].derivation for node in trees if isinstance(node, FactValue)]
    trees += [node for top in derived if top is not None for node in walk(top)]
    facts = {node.fact for node in trees if isinstance(node, FactValue | LastYear)}
    facts |= {whole for name in facts if (whole := stack.fact[name].no_more_than) is not None}
    records = {getattr(node, "records", None) for node in trees}
    asked = frozenset[str]().union(*map(readings_in, criterion.conditions.values()))
    return Stack(
        attrs.evolve(
            stack.national,
            criteria=(criterion,),
            scope=None,
            facts=tuple(fact for fact in stack.facts if fact.name in facts),
            records=tuple(each for name, each in stack.records.items() if name in records),
            readings=tuple(each for each in stack.readings if each.name in asked),
        )
    )


def test_every_criterion_of_the_articles_is_among_the_cases() -> None:
    assert {code for _, code, _ in CASES} == {
        each.code for _, each in itertools.chain(*(stack.criteria for stack in STACKS.values()))
    }
