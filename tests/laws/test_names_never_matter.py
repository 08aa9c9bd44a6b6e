"""Names and ids of units never matter to a verdict; kind, province and commune may."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Dossier, Stack
from antq_core.testing.laws import is_the_same
from antq_core.testing.learning import Knowledge, knowledge

Stacks = st.SearchStrategy[Stack]
NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)


@given(data=st.data())
def test_a_unit_may_have_any_name_and_id(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    before = data.draw(knowledge(stack))
    ids = sorted(_ids(before))
    fresh = data.draw(st.lists(NAMES, min_size=len(ids), max_size=len(ids), unique=True))
    renamed = dict(zip(ids, fresh, strict=True))
    after = Knowledge(
        dossier=_renamed(before.dossier, renamed, stack, data.draw(NAMES)),
        readings=before.readings,
        children={renamed[name]: verdict for name, verdict in before.children.items()},
    )
    is_the_same(before.assessed(stack), after.assessed(stack))


def _id_fields(stack: Stack, records: str) -> set[str]:
    declaration = stack.records[records]
    return {name for name in (declaration.unit_in, declaration.identified_by) if name is not None}


def _ids(known: Knowledge) -> set[str]:
    found = {known.dossier.unit.id, *known.children}
    for held in known.dossier.records.values():
        for item in held.items:
            declaration = type(item).declaration
            for name in (declaration.unit_in, declaration.identified_by):
                if name is not None and name in item.stated:
                    found.add(str(item.stated[name]))
    return found


def _renamed(dossier: Dossier, names: dict[str, str], stack: Stack, name: str) -> Dossier:
    lists = {}
    for records, held in dossier.records.items():
        fields = _id_fields(stack, records)
        items = [
            item.with_statements(**{f: names[str(v)] for f, v in item.stated.items() if f in fields})
            for item in held.items
        ]
        lists[records] = attrs.evolve(held, items=tuple(items))
    unit = attrs.evolve(dossier.unit, id=names[dossier.unit.id], name=name)
    return attrs.evolve(dossier, unit=unit, records=lists)
