"""The bytes of a dossier as values whose types are proven, and the proof that nothing was passed over.

msgspec keeps the last of two values under one key, and leaves out keys that a shape does not have. So the
keys that were kept are counted, and the colons in the bytes: every key, kept or not, is followed by one. As
many colons as kept keys therefore mean that all were kept, whatever else stands in the bytes. There are more
where a text has a colon as well; those in texts are then counted too, unless an escape could hide one.
"""

import datetime
import itertools
import sys
from collections.abc import Iterator
from operator import length_hint
from typing import Any

import msgspec

from antq_core.codec.quick_json.building import Given, NotProvenError
from antq_core.codec.quick_json.shapes import full_shape, heading_shape, plain_shape, sheet_shape
from antq_core.domain.declarations import NUMERIC
from antq_core.domain.dossiers import Evidence
from antq_core.domain.units import Unit
from antq_core.possible import Interval
from antq_core.standards.stack import Stack

REFUSED = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What decoding raises for bytes that are not of its shape."""

_HEADING: msgspec.json.Decoder[Given] = msgspec.json.Decoder(heading_shape())

AFTER_A_KEY = ":"
MOST_FAILURES, AGAIN = 3, 32
"""After so many failures in a row, the plain way is tried for one dossier in so many."""

PARTS = 9
"""Of a dossier."""
KEYS_OF_A_RANGE = 2
"""Of an interval or a window."""


class Decoding:
    """Decodes the dossiers of a stack.

    In most of them no list, no document and no text has anything that must be looked for, and that is tried
    first; less often where it was in vain some times in a row.
    """

    def __init__(self, stack: Stack) -> None:
        # Called in C for what is left out, and tells how often it was called by what remains.
        self._nothing = itertools.repeat(None, sys.maxsize)
        left_out = self._nothing.__next__
        facts = sheet_shape(stack, left_out)
        self.facts: tuple[str, ...] = facts.__struct_fields__
        self._numbers = [name for name in self.facts if stack.dossier_fact[name].measure in NUMERIC]
        self._plain = msgspec.json.Decoder(plain_shape(stack, facts, left_out))
        self._full = msgspec.json.Decoder(full_shape(stack, left_out))
        self._tried = self._plain_failed = 0

    def decoded(self, data: bytes) -> Any:
        """The document, with neither null nor intervals as JSON has them.

        Raises `NotProvenError` or `ValueError` where anything may be wrong.
        """
        self._tried += 1
        if self._plain_failed < MOST_FAILURES or self._tried % AGAIN == 0:
            document = self._plainly(data)
            if document is not None:
                self._plain_failed = 0
                return document
        document = self._fully(data)
        self._plain_failed += 1  # not for bytes that are wrong either way
        return document

    def _plainly(self, data: bytes) -> Any | None:
        """A document without null and intervals but in its sheets; None where it may be another."""
        before = length_hint(self._nothing)
        try:
            document = self._plain.decode(data)
        except REFUSED:
            return None
        keys = PARTS + length_hint(self._nothing) - before + (5 if document.unit.name else 4)
        sheets = (document.claimed, document.verified, document.last_year)
        keys += len(self.facts) * (3 - sheets.count(None))
        if document.records:
            keys += _keys_of_lists(document.records)
        if document.evidence:
            keys += len(document.evidence)
            keys += sum([_keys_of_document(each) for held in document.evidence.values() for each in held])
        more = data.count(b":") - keys
        if more:
            more -= KEYS_OF_A_RANGE * sum([self._make_intervals(each) for each in sheets if each is not None])
        return None if more else document

    def _make_intervals(self, sheet: Any) -> int:
        """Put intervals in place of decoded ranges; how many there were. Raises `ValueError`."""
        ranges = [name for name in self._numbers if type(getattr(sheet, name)) is dict]
        for name in ranges:
            given = getattr(sheet, name)
            setattr(sheet, name, Interval(given["from"], given["to"]))
        return len(ranges)

    def _fully(self, data: bytes) -> Any:
        before = length_hint(self._nothing)
        try:
            document = self._full.decode(data)
        except REFUSED:
            raise NotProvenError from None
        keys = PARTS + length_hint(self._nothing) - before + sum(map(len, _objects(document)))
        keys += KEYS_OF_A_RANGE * sum(map(_has_window, (document.records or {}).values()))
        more = data.count(b":") - keys
        for each in _objects(document):
            _drop_nulls(each)
        if more:
            more -= KEYS_OF_A_RANGE * sum(map(_make_intervals, _stated(document)))
        if more and (b"\\" in data or more != _colons(msgspec.structs.asdict(document))):
            raise NotProvenError
        _make_values(document)
        return document


def heading_of(data: bytes) -> tuple[Unit, int, datetime.date | None] | None:
    """What selects the standards of a dossier, whatever else stands in it; None where it cannot be told."""
    try:
        heading = _HEADING.decode(data)
    except REFUSED:
        return None
    unit: Unit = heading["unit"]
    # A text with accents may have to be composed before it is looked up.
    is_as_kept = unit.kind.isascii() and unit.province.isascii()
    return (unit, heading["year"], heading.get("decision_date")) if is_as_kept else None


def _keys_of_lists(records: Given) -> int:
    count = len(records)
    for each in records.values():
        count += len(each) + sum(map(len, each.get("items", ())))
        if "complete_for" in each:
            count += KEYS_OF_A_RANGE
    return count


def _keys_of_document(evidence: Evidence) -> int:
    return 1 + (evidence.issued_on is not None) + (evidence.issued_by is not None)


def _has_window(records: Given | None) -> bool:
    return records is not None and records.get("complete_for") is not None


def _objects(document: Any) -> Iterator[Given]:
    """All objects of a full document but itself, intervals and windows."""
    yield document.unit
    yield from _stated(document)
    for held in (document.records, document.evidence):
        if held is not None:
            yield held
    yield from (each for each in (document.records or {}).values() if each is not None)
    for shown in (document.evidence or {}).values():
        yield from shown or ()


def _stated(document: Any) -> Iterator[Given]:
    """The sheets and records."""
    for sheet in (document.claimed, document.verified, document.last_year):
        if sheet is not None:
            yield sheet
    for records in (document.records or {}).values():
        if records is not None:
            yield from records.get("items") or ()


def _drop_nulls(given: Given) -> None:
    for name in [name for name, value in given.items() if value is None]:
        del given[name]


def _make_intervals(given: Given) -> int:
    """Put intervals in place of decoded ranges; how many there were. Raises `ValueError`."""
    ranges = [name for name, value in given.items() if type(value) is dict]
    for name in ranges:
        given[name] = Interval(given[name]["from"], given[name]["to"])
    return len(ranges)


def _colons(value: Any) -> int:
    """How many colons stand in the texts of a value."""
    if isinstance(value, str):
        return value.count(AFTER_A_KEY)
    if isinstance(value, dict):
        return sum(map(_colons, value.values()))
    return sum(map(_colons, value)) if isinstance(value, list | tuple) else 0


def _make_values(document: Any) -> None:
    """Put the library's own values in place of the decoded unit and documents."""
    document.unit = Unit(**document.unit)
    for name, held in (document.evidence or {}).items():
        document.evidence[name] = [Evidence(**each) for each in held]
