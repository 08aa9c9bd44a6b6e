"""Whether the words of two standards mean the same to both, without which nothing surely follows.

A condition may stand as it stood, and the fact that it asks for may now be counted otherwise.
"""

import itertools
from collections.abc import Mapping

import attrs

from antq_core.comparison.implication import InReach
from antq_core.domain.declarations import NUMERIC, Declaration, FactDeclaration, Option, RecordDeclaration
from antq_core.domain.windows import WindowRule
from antq_core.expressions import tree
from antq_core.expressions.tree import Node
from antq_core.expressions.vocabulary import RecordTerms, Term, Vocabulary
from antq_core.expressions.walking import walk
from antq_core.expressions.wording import describe
from antq_core.messages.text import Text
from antq_core.possible import Interval
from antq_core.standards.readings import Reading
from antq_core.standards.rubric import ScoredItem, put_in
from antq_core.standards.standard import Standard


@attrs.frozen
class Words:
    """The words that a standard is written in: its own, and those of the national one beneath it."""

    facts: Mapping[str, FactDeclaration]
    records: Mapping[str, RecordDeclaration]
    readings: Mapping[str, Reading]
    items: Mapping[str, ScoredItem]
    window: WindowRule | None

    @classmethod
    def of(cls, standard: Standard, national: Standard | None = None) -> "Words":
        """The words of a standard; `national` is the one that a provincial standard adds to."""
        both = (*((national,) if national is not None else ()), standard)
        return cls(
            facts={fact.name: fact for each in both for fact in each.facts},
            records={records.name: records for each in both for records in each.records},
            readings={reading.name: reading for each in both for reading in each.readings},
            items={item.code: item for each in both for item in each.items},
            window=next((each.window for each in both if each.window is not None), None),
        )

    def whole(self, node: Node) -> Node:
        """A tree with the trees of the scored items that it names, as far as they are known."""
        named = {each.item for each in walk(node) if isinstance(each, tree.ItemPoints)}
        return put_in(node, self.items) if named <= self.items.keys() else node

    def say(self, node: Node) -> Text:
        """What a tree says; what is declared nowhere here is called by its name."""
        return describe(node, self._vocabulary(node))

    def _vocabulary(self, node: Node) -> Vocabulary:
        known = Vocabulary(
            facts={name: fact.term for name, fact in self.facts.items()},
            records={name: records.terms for name, records in self.records.items()},
            readings={name: reading.term for name, reading in self.readings.items()},
            items={code: item.text for code, item in self.items.items()},
        )
        return attrs.evolve(
            known,
            facts={**_named_facts(node), **known.facts},
            records={**_named_records(node), **known.records},
            readings={**_named_readings(node), **known.readings},
            items={**_named_items(node), **known.items},
        )


@attrs.frozen(slots=False)
class Meaning:
    """The words of two standards side by side, and whether both surely come to the same verdicts."""

    old: Words
    new: Words
    judged_alike: bool = True

    @property
    def in_reach(self) -> InReach:
        """What is known of facts and readings wherever a dossier can be held against both."""
        facts = [*self.old.facts.values(), *self.new.facts.values()]
        ranges: dict[str, Interval] = {}
        for fact in facts:
            # What records show of a fact is bounded by them alone.
            if fact.measure in NUMERIC and fact.range is not None and fact.derivation is None:
                ranges[fact.name] = ranges.get(fact.name, fact.range).hull(fact.range)
        derived = {fact.name for fact in facts if fact.derivation is not None}
        options: dict[str, tuple[str, ...]] = {}
        for reading in (*self.old.readings.values(), *self.new.readings.values()):
            known = options.get(reading.name, ())
            options[reading.name] = tuple(dict.fromkeys((*known, *reading.codes)))
        return InReach({name: span for name, span in ranges.items() if name not in derived}, options)

    def is_shared(self, *nodes: Node | None) -> bool:
        """Whether every word of some trees means the same to both standards."""
        return all(self._is_same(each) for node in nodes if node is not None for each in walk(node))

    def _is_same(self, node: Node) -> bool:
        match node:
            case tree.FactValue(fact) | tree.LastYear(fact):
                return self._is_same_fact(fact)
            case tree.Count(records) | tree.Every(records) | tree.RecordShare(records):
                return self._are_same_records(records)
            case tree.ReadingIs(reading):
                return self._is_same_reading(reading)
            case tree.WindowEdge() | tree.During(period=tree.Period.WINDOW):
                return self.old.window == self.new.window
            case tree.ItemPoints(of=None):
                return False
            case tree.MeetsStandard():
                return self.judged_alike
            case tree.Coded():
                return all(map(self._are_same_records, node.records))
        return True

    def _is_same_fact(self, name: str) -> bool:
        old, new = self.old.facts.get(name), self.new.facts.get(name)
        if old is None or new is None:
            # One that nobody declares here is declared elsewhere, and who knows how.
            return not (old is None and new is None)
        if not _means_the_same(old, new) or old.unit != new.unit or old.derivation != new.derivation:
            return False
        if old.derivation is not None and not self.is_shared(old.derivation):
            return False
        over_window = old.counted_over_window or new.counted_over_window
        return not over_window or self.old.window == self.new.window

    def _are_same_records(self, name: str) -> bool:
        old, new = self.old.records.get(name), self.new.records.get(name)
        if old is None or new is None:
            return not (old is None and new is None)
        if not self.judged_alike and any(field.assessed for field in (*old.fields, *new.fields)):
            return False
        roles = ("label", "dated_by", "commune_in", "unit_in", "identified_by")
        if any(getattr(old, role) != getattr(new, role) for role in roles):
            return False
        fields = {field.name: field for field in old.fields}
        both = ((fields[field.name], field) for field in new.fields if field.name in fields)
        same = all(_means_the_same(one, other) and one.assessed is other.assessed for one, other in both)
        return same and (old.dated_by is None or self.old.window == self.new.window)

    def _is_same_reading(self, name: str) -> bool:
        old, new = self.old.readings.get(name), self.new.readings.get(name)
        if old is None or new is None:
            return not (old is None and new is None)
        return old.question == new.question and _same_options(old.options, new.options)


def _means_the_same(old: Declaration, new: Declaration) -> bool:
    """Whether what is stated of a fact or field is the same thing for both, whatever its range."""
    same = (old.measure, old.label) == (new.measure, new.label)
    return same and _same_options(old.options, new.options)


def _same_options(old: tuple[Option, ...], new: tuple[Option, ...]) -> bool:
    labels = {option.code: option.label for option in old}
    return all(labels.get(option.code, option.label) == option.label for option in new)


def _by_name(name: str) -> Text:
    return Text(vi=name, en=name)


def _named_facts(node: Node) -> dict[str, Term]:
    """Facts called by their names; which codes a choice has is seen from the codes that are asked for."""
    named = {each.fact for each in walk(node) if isinstance(each, tree.FactValue | tree.LastYear)}
    codes = {code for each in walk(node) if isinstance(each, tree.OneOf) for code in each.codes}
    return {name: Term(tree.Measure.COUNT, _by_name(name), _labels(codes)) for name in named}


def _named_records(node: Node) -> dict[str, RecordTerms]:
    lists = [each for each in walk(node) if isinstance(each, tree.Count | tree.Every | tree.RecordShare)]
    fields = {each.field for each in walk(node) if isinstance(each, tree.FieldValue)}
    codes = {code for each in walk(node) if isinstance(each, tree.OneOf) for code in each.codes}
    terms = {name: Term(tree.Measure.COUNT, _by_name(name), _labels(codes)) for name in fields}
    return {each.records: RecordTerms(_by_name(each.records), terms) for each in lists}


def _named_readings(node: Node) -> dict[str, Term]:
    asked = [each for each in walk(node) if isinstance(each, tree.ReadingIs)]
    options = itertools.groupby(sorted(asked, key=lambda each: each.reading), key=lambda each: each.reading)
    return {
        name: Term(tree.Choice(()), _by_name(name), _labels({each.option for each in same}))
        for name, same in options
    }


def _named_items(node: Node) -> dict[str, Text]:
    return {each.item: _by_name(each.item) for each in walk(node) if isinstance(each, tree.ItemPoints)}


def _labels(codes: set[str]) -> dict[str, Text]:
    return {code: _by_name(code) for code in codes}
