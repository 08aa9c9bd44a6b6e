"""Rubrics of two standards: which items came and went, where points moved, and who gets more or less."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from antq_core.comparison.difference import Change, Difference, Effect, Part, effect_of
from antq_core.comparison.implication import never_more
from antq_core.comparison.in_words import citation, in_list, plain, points
from antq_core.comparison.meaning import Meaning, Words
from antq_core.comparison.pairing import Pairs, paired, recognised
from antq_core.comparison.telling import CITATION, TEXT, Told
from antq_core.expressions.tree import Node
from antq_core.expressions.wording import in_points
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.standards.rubric import Limit, NotApplicable, Rescaling, Role, ScoredItem, item_tree
from antq_core.standards.standard import Standard

_EFFECT_OF_COMING = {Role.BASE: None, Role.BONUS: Effect.LOOSER, Role.DEDUCTION: Effect.STRICTER}
_EFFECT_OF_GOING = {Role.BASE: None, Role.BONUS: Effect.STRICTER, Role.DEDUCTION: Effect.LOOSER}


def of_rubrics(old: Standard, new: Standard, meaning: Meaning) -> Iterator[Difference]:
    """How the rubrics differ, item by item."""
    pairs = pairs_of_items(old, new)
    groups = _Groups.of(old, new, pairs)
    for before, after in pairs.kept:
        assert old.rubric is not None  # an item stands in it
        yield from _of_item(before, after, old.rubric, meaning, groups)
    for each in pairs.added:
        yield _told(each).added(_said(each, meaning.new), _EFFECT_OF_COMING[each.role])
    for each in pairs.removed:
        yield _told(each).removed(_said(each, meaning.old), _EFFECT_OF_GOING[each.role])


def pairs_of_items(old: Standard, new: Standard) -> Pairs[ScoredItem]:
    """Which item of one rubric is which of the other; one may have taken another code."""
    pairs = paired(old.items, new.items, lambda each: each.code)
    return recognised(
        pairs,
        lambda each: (each.text, each.is_group, _rule(each)),
        _rule_that_tells,
        lambda each: (each.text, each.is_group),
    )


def effect_on_points(old: Standard, new: Standard, meaning: Meaning) -> Effect | None:
    """What becomes of the total of any unit; None unless both standards give points.

    `STRICTER` says that no unit surely comes to more than before.
    """
    if old.rubric is None or new.rubric is None:
        return None
    return _effect(item_tree(old.rubric), item_tree(new.rubric), meaning)


@attrs.frozen
class _Groups:
    """The group in which each item stands, and which points moved within a group whose sum was kept."""

    of_old: dict[str, str]
    of_new: dict[str, str]
    old_code: dict[str, str]
    moved: dict[str, tuple[Text, Text]]

    @classmethod
    def of(cls, old: Standard, new: Standard, pairs: Pairs[ScoredItem]) -> "_Groups":
        codes = {after.code: before.code for before, after in pairs.kept}
        before = {item.code: item for item in old.items}
        moved = {
            after.code: found
            for each, after in pairs.kept
            if after.is_group and (found := _moved(before[each.code], after, codes)) is not None
        }
        return cls(_group_of(old.items), _group_of(new.items), codes, moved)

    def where(self, before: ScoredItem, after: ScoredItem) -> tuple[Text | None, Text | None]:
        """The groups of an item then and now; the same where only the code of the group is another."""
        then, now = self.of_old.get(before.code), self.of_new.get(after.code)
        if now is not None and self.old_code.get(now) == then:
            return None, None
        return (plain(then) if then else None), (plain(now) if now else None)


def _group_of(items: Sequence[ScoredItem]) -> dict[str, str]:
    return {each.code: group.code for group in items for each in group.items}


def _moved(old: ScoredItem, new: ScoredItem, codes: dict[str, str]) -> tuple[Text, Text] | None:
    """From which items of a group points went to which, where their sum is what it was."""
    then = {item.code: item.most for item in old.items if item.role is Role.BASE}
    now = {item.code: item.most for item in new.items if item.role is Role.BASE}
    if not old.is_group or sum(then.values()) != sum(now.values()):
        return None
    gone = {code: -most for code, most in then.items() if code not in map(codes.get, now)}
    shifts = {**gone, **{code: most - then.get(codes.get(code, ""), 0) for code, most in now.items()}}
    given, taken = (
        in_list(text("difference.points-of-item", code=code, points=in_points(abs(by))) for code, by in found)
        for found in (
            [each for each in shifts.items() if each[1] < 0],
            [each for each in shifts.items() if each[1] > 0],
        )
    )
    return (given, taken) if given is not None and taken is not None else None


def _of_item(
    old: ScoredItem, new: ScoredItem, whole: ScoredItem, meaning: Meaning, groups: _Groups
) -> Iterator[Difference]:
    told = _told(new)
    if old.code != new.code:
        yield told.renamed(old.code)
    yield from told.where_other(
        (TEXT, old.text, new.text),
        (CITATION, citation(old.citation), citation(new.citation)),
        ("group", *groups.where(old, new)),
    )
    for aspect, parts in _ASPECTS:
        then, now = ({part: getattr(item, part) for part in parts} for item in (old, new))
        if _without_words(then) != _without_words(now):
            said = (_said_of(aspect, item, words) for item, words in ((old, meaning.old), (new, meaning.new)))
            yield told.changed(aspect, said, _effect_of_parts(old, now, whole, meaning))
    if old.transcription is not new.transcription:
        status = (text(f"difference.{each.transcription.value}") for each in (old, new))
        yield told.changed("transcription", status)
    if new.code in groups.moved:
        given, taken = groups.moved[new.code]
        yield attrs.evolve(told.changed("most", (given, taken)), change=Change.MOVED)


_ASPECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("most", ("most",)),
    ("least", ("least",)),
    ("points", ("points",)),
    ("applies-where", ("applies_where", "not_applicable")),
    ("rescaling", ("rescaling",)),
    ("limit", ("limit",)),
    ("role", ("role",)),
)


def _effect_of_parts(
    old: ScoredItem, now: dict[str, Any], whole: ScoredItem, meaning: Meaning
) -> Effect | None:
    """What a change of some parts of an item does to the total, all else as it was.

    The total is looked at, not the item: what is left out of a scale tells on the items beside it.
    """
    before, after = item_tree(whole), item_tree(_with(whole, old.code, now))
    return None if before == after else _effect(before, after, meaning)


def _with(group: ScoredItem, code: str, now: dict[str, Any]) -> ScoredItem:
    """A group in which some parts of one item are other ones."""
    if group.code == code:
        return attrs.evolve(group, **now)
    items = tuple(_with(each, code, now) for each in group.items)
    return group if items == group.items else attrs.evolve(group, items=items)


def _effect(before: Node, after: Node, meaning: Meaning) -> Effect:
    if not meaning.is_shared(before, after):
        return Effect.UNCLEAR
    return effect_of(
        stricter=never_more(after, before, meaning.in_reach),
        looser=never_more(before, after, meaning.in_reach),
    )


def _without_words(parts: dict[str, Any]) -> dict[str, Any]:
    """The parts as far as points turn on them."""
    return {name: _bare(part) for name, part in parts.items()}


def _bare(part: object) -> object:
    match part:
        case Limit():
            return part.at_least, part.at_most
        case Rescaling():
            return part.rounding
    return part


def _said_of(aspect: str, item: ScoredItem, words: Words) -> Text | None:
    match aspect:
        case "most" | "least":
            return points(getattr(item, aspect))
        case "role":
            return text(f"difference.role-{item.role.value}")
        case "points":
            return text("difference.untranscribed") if item.points is None else words.say(item.points)
        case "applies-where" if item.applies_where is not None:
            otherwise = item.not_applicable or NotApplicable.NOTHING
            return text(f"difference.applies-else-{otherwise.value}", where=words.say(item.applies_where))
        case "rescaling" if item.rescaling is not None:
            return text(f"rounding.{item.rescaling.rounding.value}")
        case "limit" if item.limit is not None:
            ends = ((item.limit.at_least, "difference.no-less"), (item.limit.at_most, "difference.no-more"))
            return in_list(text(code, points=in_points(end)) for end, code in ends if end is not None)
    return None


def _said(item: ScoredItem, words: Words) -> Text:
    if item.is_group:
        return text("difference.item-of", most=in_points(item.most))
    brings = text("difference.untranscribed") if item.points is None else words.say(item.points)
    return text("difference.item-brings", most=in_points(item.most), brings=brings)


def _rule(item: ScoredItem) -> tuple[object, ...]:
    return item.points, item.applies_where, item.not_applicable, item.role


def _rule_that_tells(item: ScoredItem) -> tuple[object, ...] | None:
    return None if item.points is None else _rule(item)


def _told(item: ScoredItem) -> Told:
    return Told(Part.ITEM, item.code, item.text)
