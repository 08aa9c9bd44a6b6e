"""The order of rows, facts, records and criteria never matters to a verdict, nor to a digest of input."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Registry, Stack, assess, assess_together
from antq_core.testing.dossiers import dossiers
from antq_core.testing.laws import is_the_same
from antq_core.testing.learning import knowledge
from antq_core.testing.standards import standards

Stacks = st.SearchStrategy[Stack]


@given(data=st.data())
def test_the_order_of_records_matters_to_nothing(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    dossier = data.draw(dossiers(stack))
    shuffled = {
        name: attrs.evolve(held, items=tuple(data.draw(st.permutations(held.items))))
        for name, held in reversed(dossier.records.items())
    }
    one, other = assess(dossier, stack), assess(attrs.evolve(dossier, records=shuffled), stack)
    is_the_same(one, other)
    assert one.input_digest == other.input_digest


@given(data=st.data())
def test_the_order_of_facts_matters_to_nothing(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    dossier = data.draw(dossiers(stack))
    statements = dict(data.draw(st.permutations(list(dossier.verified.stated.items()))))
    restated = attrs.evolve(dossier, verified=type(dossier.verified)(**statements))
    assert assess(dossier, stack) == assess(restated, stack)


@given(data=st.data())
def test_the_order_of_criteria_and_declarations_never_matters_to_a_verdict(data: st.DataObject) -> None:
    standard = data.draw(standards())
    known = data.draw(knowledge(Stack(standard)))
    shuffled = attrs.evolve(
        standard,
        criteria=tuple(data.draw(st.permutations(standard.criteria))),
        facts=tuple(data.draw(st.permutations(standard.facts))),
        readings=tuple(data.draw(st.permutations(standard.readings))),
    )
    is_the_same(known.assessed(Stack(standard)), known.assessed(Stack(shuffled)))


@given(data=st.data())
def test_the_order_of_dossiers_never_matters_to_their_verdicts(data: st.DataObject) -> None:
    standard = data.draw(standards())
    stack, registry = Stack(standard), Registry.of([standard])
    listed = [
        attrs.evolve(dossier, unit=attrs.evolve(dossier.unit, id=f"unit-{position}"))
        for position, dossier in enumerate(data.draw(st.lists(dossiers(stack), min_size=2, max_size=3)))
    ]
    places = data.draw(st.permutations(range(len(listed))))
    together = assess_together(listed, registry)
    shuffled = assess_together([listed[place] for place in places], registry)
    for position, place in enumerate(places):
        assert shuffled[position] == together[place]
