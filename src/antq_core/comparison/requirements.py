"""Criteria and scope of two standards: which came and went, and which ask for more or for less."""

from collections.abc import Iterator

import attrs

from antq_core.comparison.difference import Difference, Effect, Part, effect_of
from antq_core.comparison.implication import InReach, implies
from antq_core.comparison.in_words import citation
from antq_core.comparison.meaning import Meaning, Words
from antq_core.comparison.pairing import Pairs, paired, recognised
from antq_core.comparison.telling import CITATION, TEXT, Told
from antq_core.expressions import tree
from antq_core.expressions.resolving import TRUE
from antq_core.expressions.tree import Node
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion
from antq_core.standards.standard import Standard


def of_criteria(old: Standard, new: Standard, meaning: Meaning) -> Iterator[Difference]:
    """How the criteria differ."""
    pairs = pairs_of_criteria(old, new)
    for before, after in pairs.kept:
        yield from _of_criterion(before, after, meaning)
    for each in pairs.added:
        yield _told(each).added(asked(each, meaning.new), Effect.STRICTER)
    for each in pairs.removed:
        yield _told(each).removed(asked(each, meaning.old), Effect.LOOSER)


def pairs_of_criteria(old: Standard, new: Standard) -> Pairs[Criterion]:
    """Which criterion of one standard is which of the other; one may have taken another code."""
    pairs = paired(old.criteria, new.criteria, lambda each: each.code)
    return recognised(
        pairs, lambda each: (each.text, _content(each)), _content_that_tells, lambda each: each.text
    )


def of_scope(old: Standard, new: Standard, meaning: Meaning) -> Iterator[Difference]:
    """How it differs who is held against the standard at all."""
    told = Told(Part.SCOPE, "", text("difference.part-scope"))
    before, after = old.scope or TRUE, new.scope or TRUE
    if before != after:
        shared = meaning.is_shared(before, after)
        narrower = shared and implies(after, before, meaning.in_reach)
        wider = shared and implies(before, after, meaning.in_reach)
        effects = {(True, True): Effect.SAME, (True, False): Effect.NARROWER, (False, True): Effect.WIDER}
        effect = effects.get((narrower, wider), Effect.UNCLEAR)
        said = [
            None if node is None else words.say(node)
            for node, words in ((old.scope, meaning.old), (new.scope, meaning.new))
        ]
        yield told.changed("condition", said, effect)
    yield from told.where_other((CITATION, citation(old.scope_citation), citation(new.scope_citation)))


def effect_on_requirements(old: Standard, new: Standard, meaning: Meaning) -> Effect | None:
    """What all criteria of a standard together surely ask beside all of another; None where neither asks any.

    `STRICTER` says that whoever meets the new one surely meets the old one.
    """
    if not old.criteria and not new.criteria:
        return None
    if (old.scope, old.pins) != (new.scope, new.pins) or not meaning.is_shared(old.scope):
        return Effect.UNCLEAR
    before, after = _obligations(old, meaning.old), _obligations(new, meaning.new)
    if not meaning.is_shared(*before.known, *after.known):
        return Effect.UNCLEAR
    return effect_of(
        stricter=_covers(after, before, meaning.in_reach), looser=_covers(before, after, meaning.in_reach)
    )


def asked(criterion: Criterion, words: Words) -> Text:
    """What a criterion asks, in words; where its law is not transcribed, that."""
    if criterion.holds is None:
        return text("difference.untranscribed")
    condition = words.say(criterion.holds)
    if criterion.applies_where is None:
        return condition
    return text("difference.asked-where", condition=condition, where=words.say(criterion.applies_where))


def obligation(criterion: Criterion, words: Words) -> Node | None:
    """What must hold so that a criterion keeps nobody back; None where that is not known."""
    if criterion.holds is None:
        return None
    holds = words.whole(criterion.holds)
    if criterion.applies_where is None:
        return holds
    return tree.Or((tree.Not(words.whole(criterion.applies_where)), holds))


@attrs.frozen
class _Obligations:
    """What the criteria of a standard ask: the conditions, and the criteria whose law is not transcribed."""

    known: tuple[Node, ...]
    unknown: frozenset[tuple[Text, Node | None]]


def _obligations(standard: Standard, words: Words) -> _Obligations:
    conditions = (obligation(each, words) for each in standard.criteria)
    unknown = ((each.text, each.applies_where) for each in standard.criteria if each.holds is None)
    known = (part for each in conditions if each is not None for part in _parts(each))
    return _Obligations(tuple(known), frozenset(unknown))


def _parts(condition: Node) -> Iterator[Node]:
    """What a condition asks one by one."""
    if isinstance(condition, tree.And):
        for each in condition.operands:
            yield from _parts(each)
    else:
        yield condition


def _covers(one: _Obligations, other: _Obligations, in_reach: InReach) -> bool:
    """Whether whoever fulfils all of one surely fulfils all of the other, each for one reason of its own."""
    if not other.unknown <= one.unknown:
        return False
    wanted = (each for each in other.known if each not in one.known)
    return all(any(implies(given, each, in_reach) for given in (*one.known, TRUE)) for each in wanted)


def _of_criterion(old: Criterion, new: Criterion, meaning: Meaning) -> Iterator[Difference]:
    told = _told(new)
    if old.code != new.code:
        yield told.renamed(old.code)
    yield from told.where_other(
        (TEXT, old.text, new.text), (CITATION, old.citation.label, new.citation.label)
    )
    if _content(old) != _content(new):
        yield told.changed("condition", _asked_otherwise(old, new, meaning), _effect(old, new, meaning))
    if old.transcription is not new.transcription and old.holds is not None and new.holds is not None:
        status = (text(f"difference.{each.transcription.value}") for each in (old, new))
        yield told.changed("transcription", status)


def _asked_otherwise(old: Criterion, new: Criterion, meaning: Meaning) -> tuple[Text | None, Text | None]:
    """What two criteria ask; of parts that stand in both, nothing is said."""
    match old.holds, new.holds:
        case (tree.And(then), tree.And(now)) | (tree.Or(then), tree.Or(now)):
            before = tuple(each for each in then if each not in now)
            after = tuple(each for each in now if each not in then)
            if old.applies_where == new.applies_where and len(before) < len(then):
                joined = tree.And if isinstance(old.holds, tree.And) else tree.Or
                return _rest(joined, before, meaning.old), _rest(joined, after, meaning.new)
    return asked(old, meaning.old), asked(new, meaning.new)


def _rest(joined: type[tree.And | tree.Or], parts: tuple[Node, ...], words: Words) -> Text | None:
    if not parts:
        return None
    rest = parts[0] if len(parts) == 1 else joined(parts)
    return text("difference.rest", rest=words.say(rest))


def _effect(old: Criterion, new: Criterion, meaning: Meaning) -> Effect:
    before, after = obligation(old, meaning.old), obligation(new, meaning.new)
    if before is None or after is None or not meaning.is_shared(before, after):
        return Effect.UNCLEAR
    return effect_of(
        stricter=implies(after, before, meaning.in_reach), looser=implies(before, after, meaning.in_reach)
    )


def _content(criterion: Criterion) -> tuple[Node | None, Node | None]:
    return criterion.holds, criterion.applies_where


def _content_that_tells(criterion: Criterion) -> tuple[Node | None, Node | None] | None:
    return None if criterion.holds is None else _content(criterion)


def _told(criterion: Criterion) -> Told:
    return Told(Part.CRITERION, criterion.code, criterion.text)
