"""Differences in sentences of the catalogue: first a word for what they do, then what stood and stands."""

from antq_core.comparison.difference import Change, Difference, Effect, Part
from antq_core.comparison.telling import TEXT
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale, Text

_TOLD_BY_CHANGE = (Change.REWORDED, Change.RECITED, Change.RENAMED)


def leading_word(difference: Difference, locale: Locale) -> str:
    """What it does to units, and whether something came or went."""
    change = say(f"difference.change-{difference.change.value}", locale)
    if difference.effect is None or difference.change in _TOLD_BY_CHANGE:
        return change
    effect = effect_word(difference.effect, locale)
    if difference.change in (Change.ADDED, Change.REMOVED, Change.MOVED):
        return say("difference.effect-of-change", locale, effect=effect, change=change)
    return effect


def effect_word(effect: Effect, locale: Locale) -> str:
    """One word for an effect."""
    return say(f"difference.effect-{effect.value}", locale)


def difference_sentence(difference: Difference, locale: Locale) -> str:
    """The difference itself, on one line, to be read after its leading word."""
    old, new = (_shown(each, locale) for each in (difference.old, difference.new))
    thing = _thing(difference, locale)
    match difference.change:
        case Change.ADDED | Change.REMOVED:
            said = old or new
            return say("difference.thing-with", locale, thing=thing, said=said) if said else thing
        case Change.RENAMED:
            return say("difference.renamed", locale, thing=thing, old=old)
        case Change.MOVED:
            return say("difference.moved", locale, thing=thing, old=old, new=new)
    aspect = say(f"difference.aspect-{difference.aspect}", locale)
    place = say("difference.place", locale, thing=thing, aspect=aspect) if thing else aspect
    if old == new:
        return say("difference.rewritten", locale, place=place, new=new)
    nothing = say("difference.nothing", locale)
    return say("difference.changed", locale, place=place, old=old or nothing, new=new or nothing)


def _thing(difference: Difference, locale: Locale) -> str:
    part = say(f"difference.part-{difference.part.value}", locale)
    if difference.part is Part.HEADING:  # what of it differs says enough
        return ""
    if not difference.code:
        return part
    if difference.aspect == TEXT:  # the label is what is told of
        return say("difference.thing-by-code", locale, part=part, code=difference.code)
    return say("difference.thing", locale, part=part, code=difference.code, label=difference.label)


def _shown(text: Text | None, locale: Locale) -> str:
    return "" if text is None else text.in_locale(locale)
