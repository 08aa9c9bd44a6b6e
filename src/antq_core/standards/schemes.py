"""Schemes of standards beside each other: which reads which, and what keeps one dossier from serving both."""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from antq_core.errors import Problem
from antq_core.expressions.tree import ItemPoints, Node
from antq_core.expressions.walking import schemes_in, walk
from antq_core.standards.standard import Standard


def standard_schemes(standard: Standard) -> frozenset[str]:
    """The schemes whose verdict a standard asks for."""
    return schemes_read((standard,))


def schemes_read(standards: Collection[Standard]) -> frozenset[str]:
    """The schemes whose verdict some standards of one scheme ask for, held together.

    Points and grades are given when the verdict is known, so they may ask for that of their own scheme.
    It stands here only where the verdict itself would rest upon it.
    """
    decided_by = [node for standard in standards for node in _conditions(standard)]
    items = [node for standard in standards for item in standard.items for node in item.trees.values()]
    ceilings = [each.unless for one in standards if one.grading is not None for each in one.grading.ceilings]
    own = {standard.scheme for standard in standards}
    names_items = any(isinstance(node, ItemPoints) for each in decided_by for node in walk(each))
    found = _schemes(decided_by) | (_schemes(items) if names_items else _schemes(items) - own)
    return found | (_schemes(ceilings) - own)


def way_round(reads: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """A way from a scheme back to itself, as ``a, b, a``; nothing where there is none.

    >>> way_round({"a": ["b"], "b": ["c", "a"]}), way_round({"a": ["b"], "b": []})
    (('a', 'b', 'a'), ())
    """
    sound: set[str] = set()
    for scheme in sorted(reads):
        if found := _round_from((scheme,), reads, sound):
            return found
    return ()


def _round_from(
    way: tuple[str, ...], reads: Mapping[str, Collection[str]], sound: set[str]
) -> tuple[str, ...]:
    """The rest of a way that comes back upon itself; a scheme from which none does is noted as sound."""
    for scheme in sorted(set(reads.get(way[-1], ())) - sound):
        if scheme in way:
            return (*way[way.index(scheme) :], scheme)
        if found := _round_from((*way, scheme), reads, sound):
            return found
    sound.add(way[-1])
    return ()


def declared_otherwise(one: Standard, other: Standard) -> Iterator[str]:
    """The names of facts and lists that two standards of different schemes declare, and not alike.

    One dossier serves both, so what it states under a name must mean the same to both.
    """
    facts = {fact.name: fact for fact in one.facts}
    records = {records.name: records for records in one.records}
    yield from (fact.name for fact in other.facts if facts.get(fact.name, fact) != fact)
    yield from (each.name for each in other.records if records.get(each.name, each) != each)


def refusals_beside(schemes: Sequence[Sequence[Standard]]) -> Iterator[Problem]:
    """What keeps standards from standing beside each other; they are given together by scheme."""
    for one, other in itertools.combinations(schemes, 2):
        if one[0].scheme == other[0].scheme:
            yield Problem("stack.scheme-twice", (), {"scheme": one[0].scheme})
            continue
        for first, second in itertools.product(one, other):
            for name in declared_otherwise(first, second):
                facts = {"name": name, "id": second.id, "other": first.id}
                yield Problem("standard.declared-otherwise", (), facts)
    yield from refusals_of_circle({together[0].scheme: schemes_read(together) for together in schemes})


def refusals_of_circle(reads: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """That schemes ask for the verdict of each other, with the way from one back to itself."""
    if way := way_round(reads):
        yield Problem("standard.schemes-go-round", (), {"way": " → ".join(way)})


def _conditions(standard: Standard) -> Iterator[Node]:
    """What the verdict of a standard rests upon by itself: scope, criteria, and what facts derive from."""
    if standard.scope is not None:
        yield standard.scope
    for criterion in standard.criteria:
        yield from criterion.conditions.values()
    for fact in standard.facts:
        if fact.derivation is not None:
            yield fact.derivation


def _schemes(nodes: Iterable[Node]) -> frozenset[str]:
    return frozenset().union(*map(schemes_in, nodes))
