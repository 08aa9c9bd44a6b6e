"""Facts, lists of records, readings and pins of two standards: what there is to state, and to choose."""

from collections.abc import Iterator

from antq_core.comparison.difference import Difference, Effect, Part
from antq_core.comparison.in_words import citation, measure, options, plain, span, values, yes_or_no
from antq_core.comparison.meaning import Meaning, Words
from antq_core.comparison.pairing import paired
from antq_core.comparison.telling import CITATION, TEXT, Told
from antq_core.domain.declarations import FactDeclaration, FieldDeclaration, RecordDeclaration
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.standards.readings import Pin
from antq_core.standards.standard import Standard


def of_facts(old: Standard, new: Standard, meaning: Meaning) -> Iterator[Difference]:
    """How the facts differ."""
    pairs = paired(old.facts, new.facts, lambda each: each.name)
    for before, after in pairs.kept:
        yield from _of_fact(before, after, meaning)
    for each in pairs.added:
        yield Told(Part.FACT, each.name, each.label).added(values(each))
    for each in pairs.removed:
        yield Told(Part.FACT, each.name, each.label).removed(values(each))


def of_records(old: Standard, new: Standard) -> Iterator[Difference]:
    """How the lists of records differ, and their fields."""
    pairs = paired(old.records, new.records, lambda each: each.name)
    for before, after in pairs.kept:
        yield from _of_list(before, after)
    for each in pairs.added:
        yield Told(Part.RECORDS, each.name, each.label).added()
    for each in pairs.removed:
        yield Told(Part.RECORDS, each.name, each.label).removed()


def of_readings(old: Standard, new: Standard) -> Iterator[Difference]:
    """How the questions differ that the law leaves open, and the answers that a province has pinned."""
    pairs = paired(old.readings, new.readings, lambda each: each.name)
    for before, after in pairs.kept:
        yield from Told(Part.READING, after.name, after.question).where_other(
            (TEXT, before.question, after.question),
            (CITATION, before.citation.label, after.citation.label),
            ("options", options(before.options), options(after.options)),
        )
    for each in pairs.added:
        yield Told(Part.READING, each.name, each.question).added(options(each.options))
    for each in pairs.removed:
        yield Told(Part.READING, each.name, each.question).removed(options(each.options))


def of_pins(old: Standard, new: Standard, meaning: Meaning) -> Iterator[Difference]:
    """How the answers differ that a province has pinned."""
    pinned = paired(old.pins, new.pins, lambda each: each.reading)
    for before, after in pinned.kept:
        told = _of_pin(after, meaning.new)
        if before.option != after.option:
            options_pinned = (_option(before, meaning.old), _option(after, meaning.new))
            yield told.changed("option", options_pinned, Effect.UNCLEAR)
        yield from told.where_other((CITATION, before.citation.label, after.citation.label))
    for each in pinned.added:
        yield _of_pin(each, meaning.new).added(_option(each, meaning.new))
    for each in pinned.removed:
        yield _of_pin(each, meaning.old).removed(_option(each, meaning.old))


def _of_fact(old: FactDeclaration, new: FactDeclaration, meaning: Meaning) -> Iterator[Difference]:
    told = Told(Part.FACT, new.name, new.label)
    yield from told.where_other(
        (TEXT, old.label, new.label),
        (CITATION, citation(old.source), citation(new.source)),
        ("type", measure(old), measure(new)),
        ("range", span(old), span(new)),
        ("options", options(old.options), options(new.options)),
        ("unit", old.unit, new.unit),
        ("direction", _direction(old), _direction(new)),
        ("changeable", yes_or_no(old.changeable), yes_or_no(new.changeable)),
        ("evidence", old.evidence, new.evidence),
        ("counted-over-window", yes_or_no(old.counted_over_window), yes_or_no(new.counted_over_window)),
        ("no-more-than", _named(old.no_more_than), _named(new.no_more_than)),
    )
    if old.derivation != new.derivation:
        said = [
            None if fact.derivation is None else words.say(fact.derivation)
            for fact, words in ((old, meaning.old), (new, meaning.new))
        ]
        yield told.changed("derivation", said)


def _of_list(old: RecordDeclaration, new: RecordDeclaration) -> Iterator[Difference]:
    told = Told(Part.RECORDS, new.name, new.label)
    yield from told.where_other(
        (TEXT, old.label, new.label),
        ("at-most", plain(old.at_most), plain(new.at_most)),
        ("dated-by", _named(old.dated_by), _named(new.dated_by)),
        ("commune-in", _named(old.commune_in), _named(new.commune_in)),
        ("unit-in", _named(old.unit_in), _named(new.unit_in)),
        ("identified-by", _named(old.identified_by), _named(new.identified_by)),
    )
    pairs = paired(old.fields, new.fields, lambda each: each.name)
    for before, after in pairs.kept:
        yield from _field(new, after).where_other(
            (TEXT, before.label, after.label),
            ("type", measure(before), measure(after)),
            ("range", span(before), span(after)),
            ("options", options(before.options), options(after.options)),
            ("assessed", _named(before.assessed), _named(after.assessed)),
        )
    for each in pairs.added:
        yield _field(new, each).added(values(each))
    for each in pairs.removed:
        yield _field(new, each).removed(values(each))


def _field(records: RecordDeclaration, field: FieldDeclaration) -> Told:
    return Told(Part.FIELD, f"{records.name}.{field.name}", field.label)


def _direction(fact: FactDeclaration) -> Text:
    return text(f"difference.direction-{fact.direction.value}")


def _named(name: str | None) -> Text | None:
    return None if name is None else plain(str(name))


def _of_pin(pin: Pin, words: Words) -> Told:
    reading = words.readings.get(pin.reading)
    return Told(Part.PIN, pin.reading, plain(pin.reading) if reading is None else reading.question)


def _option(pin: Pin, words: Words) -> Text:
    reading = words.readings.get(pin.reading)
    labels = {} if reading is None else {each.code: each.label for each in reading.options}
    return labels.get(pin.option, plain(pin.option))
