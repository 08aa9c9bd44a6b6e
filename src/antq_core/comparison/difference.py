"""A difference between two standards, as a plain value: of which part, in which way, from what to what."""

import enum

import attrs

from antq_core.messages.text import Text


class Part(enum.StrEnum):
    """The part of a standard that differs, in the order in which it is told."""

    HEADING = "heading"
    SCOPE = "scope"
    CRITERION = "criterion"
    ITEM = "item"
    GRADE = "grade"
    CEILING = "ceiling"
    QUOTA = "quota"
    FACT = "fact"
    RECORDS = "records"
    FIELD = "field"
    READING = "reading"
    PIN = "pin"
    ASSUMPTION = "assumption"
    PROVISION = "provision"


class Change(enum.StrEnum):
    """What has become of it. `REWORDED` and `RECITED` say that nothing else of it is touched by this."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    REWORDED = "reworded"
    RECITED = "recited"
    CHANGED = "changed"
    MOVED = "moved"


class Effect(enum.StrEnum):
    """What a difference by itself, all else as it was, surely does to whoever is held against the standard.

    `STRICTER`: nobody comes off better, `LOOSER`: nobody comes off worse, `SAME`: nobody notices. `WIDER`
    and `NARROWER` are said of scope. `UNCLEAR`: none of these is surely so.
    """

    STRICTER = "stricter"
    LOOSER = "looser"
    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    UNCLEAR = "unclear"


@attrs.frozen(kw_only=True)
class Difference:
    """One difference.

    `code` names the thing as the new standard does, or as the old one did where it is gone; `label` is
    what people call it. `aspect` says what of it differs. `old` and `new` are what stood and what stands
    there, in words; None where there is nothing. `effect` is None where nothing could turn on it.
    """

    part: Part
    change: Change
    code: str
    label: Text
    aspect: str = ""
    old: Text | None = None
    new: Text | None = None
    effect: Effect | None = None


def effect_of(*, stricter: bool, looser: bool) -> Effect:
    """The effect of a change that surely takes something away, surely gives something, both or neither."""
    if stricter and looser:
        return Effect.SAME
    if stricter:
        return Effect.STRICTER
    return Effect.LOOSER if looser else Effect.UNCLEAR
