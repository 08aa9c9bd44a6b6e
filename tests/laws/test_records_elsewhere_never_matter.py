"""A record outside the window, or of another place, never matters."""

import datetime

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import RecordList, Stack
from antq_core.domain.sheets import Record
from antq_core.testing.dossiers import records
from antq_core.testing.laws import is_the_same
from antq_core.testing.learning import Knowledge, knowledge

Stacks = st.SearchStrategy[Stack]


@given(data=st.data())
def test_a_record_outside_the_window_never_matters(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    before = data.draw(knowledge(stack))
    window = before.world(stack).window
    day = data.draw(st.sampled_from((window.first, window.last)))
    outside = day - datetime.timedelta(days=1) if day == window.first else day + datetime.timedelta(days=1)
    name = data.draw(_dated_list(stack))
    declaration = stack.records[name]
    assert declaration.dated_by is not None
    record = data.draw(records(declaration)).with_statements(**{declaration.dated_by: outside})
    _never_matters(before, stack, name, record)


@given(data=st.data())
def test_a_record_of_another_place_never_matters(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    before = data.draw(knowledge(stack))
    name = data.draw(_dated_list(stack))
    declaration = stack.records[name]
    place = {declaration.commune_in: "00009", declaration.unit_in: "unit-9"}
    record = data.draw(records(declaration)).with_statements(**{f: v for f, v in place.items() if f})
    _never_matters(before, stack, name, record)


def _dated_list(stack: Stack) -> st.SearchStrategy[str]:
    return st.sampled_from([name for name, each in stack.records.items() if each.dated_by is not None])


def _never_matters(before: Knowledge, stack: Stack, name: str, record: Record) -> None:
    held = before.dossier.records.get(name, RecordList())
    more = {**before.dossier.records, name: attrs.evolve(held, items=(record, *held.items))}
    after = attrs.evolve(before, dossier=attrs.evolve(before.dossier, records=more))
    is_the_same(before.assessed(stack), after.assessed(stack))
