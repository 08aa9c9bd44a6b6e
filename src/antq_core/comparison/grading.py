"""Grades of two standards: from which points on, under which ceilings, and for how many units."""

import itertools
from collections.abc import Iterator
from fractions import Fraction

from antq_core.comparison.difference import Difference, Effect, Part, effect_of
from antq_core.comparison.implication import implies
from antq_core.comparison.in_words import citation, in_list, plain
from antq_core.comparison.meaning import Meaning, Words
from antq_core.comparison.pairing import Pairs, paired, recognised
from antq_core.comparison.telling import CITATION, TEXT, Told
from antq_core.expressions.tree import Node
from antq_core.expressions.wording import in_percent, in_points
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.standards.grading import Ceiling, Grade, Grading, Quota, Threshold
from antq_core.standards.standard import Standard

NO_GRADES = Grading(grades=())


def of_grading(old: Standard, new: Standard, meaning: Meaning) -> Iterator[Difference]:
    """How the grades differ."""
    before, after = old.grading or NO_GRADES, new.grading or NO_GRADES
    same_scale = old.rubric is not None and new.rubric is not None and old.rubric.most == new.rubric.most
    yield from _of_grades(before, after, same_scale=same_scale)
    yield from _of_ceilings(before, after, meaning)
    yield from _of_quotas(before, after)


def pairs_of_ceilings(old: Grading, new: Grading) -> Pairs[Ceiling]:
    """Which ceiling of one grading is which of the other; one may have taken another code."""
    pairs = paired(old.ceilings, new.ceilings, lambda each: each.code)
    return recognised(pairs, lambda each: (each.grade, each.unless))


def effect_on_grades(old: Standard, new: Standard, meaning: Meaning) -> Effect | None:
    """What becomes of the grade that follows from a total; None unless both standards give grades.

    `STRICTER` says that no unit has a higher grade than before for the same points, or for fewer.
    """
    before, after = old.grading, new.grading
    if before is None or after is None:
        return None
    if before.codes != after.codes:
        return Effect.UNCLEAR
    thresholds = _effect_of_thresholds(before, after)
    ceilings = _effect_of_ceilings(before, after, meaning)
    return effect_of(
        stricter=_takes(thresholds) and _takes(ceilings), looser=_gives(thresholds) and _gives(ceilings)
    )


def _takes(effect: Effect) -> bool:
    return effect in (Effect.STRICTER, Effect.SAME)


def _gives(effect: Effect) -> bool:
    return effect in (Effect.LOOSER, Effect.SAME)


def _effect_of_thresholds(old: Grading, new: Grading) -> Effect:
    """What the thresholds together do, by grade; of one that is not transcribed nothing is known."""
    pairs = [
        (one.threshold, other.threshold) for one, other in zip(old.grades[1:], new.grades[1:], strict=True)
    ]
    least = [(least_of(then), least_of(now)) for then, now in pairs if then is not None and now is not None]
    if len(least) < len(pairs):
        return Effect.UNCLEAR
    return effect_of(
        stricter=all(now >= then for then, now in least), looser=all(now <= then for then, now in least)
    )


def _effect_of_ceilings(old: Grading, new: Grading, meaning: Meaning) -> Effect:
    """What the ceilings together do: each that is left out must be covered by one that is there."""
    before = [(old.rank(each.grade), meaning.old.whole(each.unless)) for each in old.ceilings]
    after = [(new.rank(each.grade), meaning.new.whole(each.unless)) for each in new.ceilings]
    if not meaning.is_shared(*(unless for _, unless in (*before, *after))):
        return Effect.UNCLEAR
    return effect_of(
        stricter=all(_is_covered(each, after, meaning) for each in before),
        looser=all(_is_covered(each, before, meaning) for each in after),
    )


def _is_covered(ceiling: tuple[int, Node], others: list[tuple[int, Node]], meaning: Meaning) -> bool:
    """Whether, wherever a ceiling holds a grade down, one of others holds it down as far."""
    rank, unless = ceiling
    return any(cap <= rank and implies(other, unless, meaning.in_reach) for cap, other in others)


def _of_grades(old: Grading, new: Grading, *, same_scale: bool) -> Iterator[Difference]:
    pairs = paired(old.grades, new.grades, lambda each: each.code)
    kept = [before.code for before, _ in pairs.kept]
    if sorted(kept, key=old.codes.index) != kept:
        told = Told(Part.GRADE, "", text("difference.part-grade"))
        order = (in_list((each.label for each in grading.grades), " < ") for grading in (old, new))
        yield told.changed("order", order, Effect.UNCLEAR)
    for before, after in pairs.kept:
        told = Told(Part.GRADE, after.code, after.label)
        yield from told.where_other((TEXT, before.label, after.label))
        yield from _of_threshold(told, before.threshold, after.threshold, same_scale=same_scale)
    for each in pairs.added:
        yield Told(Part.GRADE, each.code, each.label).added(_threshold(each))
    for each in pairs.removed:
        yield Told(Part.GRADE, each.code, each.label).removed(_threshold(each))


def _of_threshold(
    told: Told, old: Threshold | None, new: Threshold | None, *, same_scale: bool
) -> Iterator[Difference]:
    then, now = _from_points(old), _from_points(new)
    if then != now:
        effect = Effect.UNCLEAR
        if old is not None and new is not None and same_scale:
            before, after = least_of(old), least_of(new)
            effect = effect_of(stricter=after >= before, looser=after <= before)
        yield told.changed("threshold", (then, now), effect)
    if old is not None and new is not None:
        yield from told.where_other((CITATION, citation(old.citation), citation(new.citation)))


def _of_ceilings(old: Grading, new: Grading, meaning: Meaning) -> Iterator[Difference]:
    pairs = pairs_of_ceilings(old, new)
    for before, after in pairs.kept:
        told = Told(Part.CEILING, after.code, after.text)
        if before.code != after.code:
            yield told.renamed(before.code)
        yield from told.where_other(
            (TEXT, before.text, after.text),
            (CITATION, citation(before.citation), citation(after.citation)),
        )
        if before.grade != after.grade:
            grades = (_label(grading, each.grade) for grading, each in ((old, before), (new, after)))
            yield told.changed("grade", grades, _effect_of_grade(before.grade, after.grade, old, new))
        if before.unless != after.unless:
            said = (meaning.old.say(before.unless), meaning.new.say(after.unless))
            yield told.changed("unless", said, _effect_of_unless(before, after, meaning))
    for each in pairs.added:
        told = Told(Part.CEILING, each.code, each.text)
        yield told.added(_ceiling(each, new, meaning.new), Effect.STRICTER)
    for each in pairs.removed:
        told = Told(Part.CEILING, each.code, each.text)
        yield told.removed(_ceiling(each, old, meaning.old), Effect.LOOSER)


def _of_quotas(old: Grading, new: Grading) -> Iterator[Difference]:
    pairs = paired(_numbered(old), _numbered(new), lambda each: each[:2])
    for (*_, before), (*_, after) in pairs.kept:
        told = _told(after)
        yield from told.where_other(
            (TEXT, before.text, after.text),
            (CITATION, citation(before.citation), citation(after.citation)),
        )
        if before.at_most != after.at_most:
            then, now = (Fraction(each.at_most.parts, each.at_most.of) for each in (before, after))
            shares = (plain(in_percent(each.at_most)) for each in (before, after))
            yield told.changed("at-most", shares, effect_of(stricter=now <= then, looser=now >= then))
        if (before.bases, before.reading) != (after.bases, after.reading):
            yield told.changed("bases", (_bases(before), _bases(after)), Effect.UNCLEAR)
        if before.ties is not after.ties:
            ties = (text(f"difference.ties-{each.ties.value}") for each in (before, after))
            yield told.changed("ties", ties, Effect.UNCLEAR)
    for *_, each in pairs.added:
        yield _told(each).added(plain(in_percent(each.at_most)), Effect.STRICTER)
    for *_, each in pairs.removed:
        yield _told(each).removed(plain(in_percent(each.at_most)), Effect.LOOSER)


def _numbered(grading: Grading) -> list[tuple[str, int, Quota]]:
    """The quotas by grade, and by their order where a grade has several."""
    in_order = sorted(grading.quotas, key=lambda each: each.grade)
    return [
        (grade, number, quota)
        for grade, quotas in itertools.groupby(in_order, key=lambda each: each.grade)
        for number, quota in enumerate(quotas)
    ]


def _effect_of_grade(before: str, after: str, old: Grading, new: Grading) -> Effect:
    """What it does to bring grades down to another grade; only by an order that both have."""
    if old.codes != new.codes:
        return Effect.UNCLEAR
    return effect_of(stricter=new.rank(after) <= new.rank(before), looser=new.rank(after) >= new.rank(before))


def _effect_of_unless(old: Ceiling, new: Ceiling, meaning: Meaning) -> Effect:
    before, after = meaning.old.whole(old.unless), meaning.new.whole(new.unless)
    if not meaning.is_shared(before, after):
        return Effect.UNCLEAR
    return effect_of(
        stricter=implies(after, before, meaning.in_reach), looser=implies(before, after, meaning.in_reach)
    )


def least_of(threshold: Threshold) -> int:
    """The least points that reach a threshold."""
    return threshold.points if threshold.inclusive else threshold.points + 1


def from_points(threshold: Threshold) -> Text:
    """A threshold in words."""
    code = "difference.from-points" if threshold.inclusive else "difference.above-points"
    return text(code, points=in_points(threshold.points))


def _from_points(threshold: Threshold | None) -> Text | None:
    return from_points(threshold) if threshold is not None else None


def _threshold(grade: Grade) -> Text | None:
    return _from_points(grade.threshold)


def _label(grading: Grading, code: str) -> Text:
    return next((each.label for each in grading.grades if each.code == code), plain(code))


def _ceiling(ceiling: Ceiling, grading: Grading, words: Words) -> Text:
    facts = {"grade": _label(grading, ceiling.grade), "unless": words.say(ceiling.unless)}
    return text("difference.ceiling", **facts)


def _bases(quota: Quota) -> Text | None:
    return in_list(text(f"difference.base-{base.value}") for base in quota.bases)


def _told(quota: Quota) -> Told:
    return Told(Part.QUOTA, quota.grade, quota.text)
