"""Names that one version of a standard lends to the other, so that one dossier can be read under both.

A dossier that was written for the new version states facts that the old one never knew. Under the old one
they are read and then left aside: that is what comparing versions means, and it is told.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from antq_core.domain.declarations import FactDeclaration, FieldDeclaration, RecordDeclaration
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import RecordList
from antq_core.domain.sheets import FactSheet, record_class
from antq_core.domain.stated import UNKNOWN
from antq_core.errors import StandardError
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Standard

SHEETS = ("claimed", "verified", "last_year")


@attrs.frozen(kw_only=True)
class LentNames:
    """A stack, and `reading`: the same with what only another stack declares."""

    stack: Stack
    reading: Stack

    @classmethod
    def between(cls, stack: Stack, other: Stack | None) -> "LentNames":
        """What another stack lends to one; nothing where there is none, or the two contradict each other."""
        try:
            return cls(stack=stack, reading=stack if other is None else _extended(stack, other))
        except StandardError:
            return cls(stack=stack, reading=stack)

    def taken_back(self, dossier: Dossier) -> tuple[Dossier, list[str]]:
        """The dossier without what was lent, and the names of all that it stated so."""
        if self.reading is self.stack:
            return dossier, []
        names: dict[str, None] = {}
        sheets: dict[str, Any] = {name: self._sheet(getattr(dossier, name), names) for name in SHEETS}
        records = {}
        for name, held in dossier.records.items():
            if name in self.stack.dossier_records:
                records[name] = self._list(held, self.stack.dossier_records[name], names)
            else:
                names[name] = None
        known = self.stack.dossier_fact
        names.update(dict.fromkeys(name for name in dossier.evidence if name not in known))
        evidence = {name: held for name, held in dossier.evidence.items() if name in known}
        return attrs.evolve(dossier, records=records, evidence=evidence, **sheets), list(names)

    def _sheet(self, sheet: FactSheet, names: dict[str, None]) -> FactSheet:
        lent = [name for name in sheet.stated if name not in self.stack.dossier_fact]
        names.update(dict.fromkeys(lent))
        return sheet.with_statements(**dict.fromkeys(lent, UNKNOWN)) if lent else sheet

    def _list(self, held: RecordList, declared: RecordDeclaration, names: dict[str, None]) -> RecordList:
        kind = record_class(declared)
        own = {field.name for field in declared.fields}
        items = []
        for item in held.items:
            names.update(dict.fromkeys(f"{declared.name}.{name}" for name in item.stated if name not in own))
            items.append(kind(**{name: value for name, value in item.stated.items() if name in own}))
        return attrs.evolve(held, items=tuple(items))


def _extended(stack: Stack, other: Stack) -> Stack:
    """A stack with every name of another one that it does not know itself."""
    facts = tuple(_bare(each) for each in other.dossier_facts if each.name not in stack.dossier_fact)
    lists = tuple(each for name, each in other.dossier_records.items() if name not in stack.dossier_records)
    fields = dict(_further_fields(stack, other))
    if not (facts or lists or fields):
        return stack
    grown = attrs.evolve(
        _with_fields(stack, fields), beside=tuple(_with_fields(each, fields) for each in stack.beside)
    )
    place = "national" if grown.national is not None else "provincial"
    leading = attrs.evolve(
        grown.leading, facts=(*grown.leading.facts, *facts), records=(*grown.leading.records, *lists)
    )
    changed: dict[str, Any] = {place: leading}
    return attrs.evolve(grown, **changed)


def _bare(fact: FactDeclaration) -> FactDeclaration:
    """A fact that is only to be read: what it hangs together with may not be declared here."""
    return attrs.evolve(fact, derivation=None, no_more_than=None)


def _further_fields(stack: Stack, other: Stack) -> Iterator[tuple[str, tuple[FieldDeclaration, ...]]]:
    """The fields by which the records of another stack have more, by list; those that may be stated."""
    for name, declared in stack.dossier_records.items():
        own = {field.name for field in declared.fields}
        theirs = other.dossier_records.get(name)
        further = () if theirs is None else theirs.fields
        lent = tuple(each for each in further if each.name not in own and each.assessed is None)
        if lent:
            yield name, lent


def _with_fields(stack: Stack, fields: Mapping[str, tuple[FieldDeclaration, ...]]) -> Stack:
    places = {"national": stack.national, "provincial": stack.provincial}
    grown: dict[str, Any] = {
        place: _grown(each, fields) for place, each in places.items() if each is not None
    }
    return attrs.evolve(stack, beside=(), **grown)


def _grown(standard: Standard, fields: Mapping[str, tuple[FieldDeclaration, ...]]) -> Standard:
    records = tuple(
        attrs.evolve(each, fields=(*each.fields, *fields.get(each.name, ()))) for each in standard.records
    )
    return attrs.evolve(standard, records=records)
