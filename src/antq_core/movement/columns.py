"""What one column of a record's table holds, declared once beside the attribute.

From these declarations follow the checks of a record that is built, those of a table of a million, what a
file must look like, the made-up records of tests, and the proof that no field of a tip can hold a name.
"""

import enum
import types
from collections.abc import Mapping
from typing import Any

import attrs

from antq_core.messages.text import Text

DECLARED = "antq_core.movement"
"""Under this key of its metadata an attribute keeps its declaration."""


class Holds(enum.StrEnum):
    """What the cells of a column are."""

    NUMBER = "number"  # the record's own number
    REFERENCE = "reference"  # the number of another record
    CODE = "code"  # one of a closed list
    KIND = "kind"  # one of a catalogue that provinces add to
    DAY = "day"
    HOUR = "hour"  # the time of a day, HH:MM in Vietnam
    COUNT = "count"
    TRUTH = "truth"
    COMMUNE = "commune"
    PROVINCE = "province"
    DOCUMENT = "document"  # the number of an instrument
    WORDS = "words"  # free text; no record from which a tip can be reached has any


@attrs.frozen(kw_only=True)
class Column:
    """One column. None in a cell says that nothing is recorded; `required` allows no such cell.

    `codes` are those of a closed list, in their order; `refers_to` the table that a reference leads to;
    `catalogue` the list that an open code is taken from; `least` and `most` bound a count.
    """

    name: str
    holds: Holds
    label: Text
    required: bool = False
    codes: Mapping[str, Text] = attrs.field(factory=dict)
    refers_to: str | None = None
    catalogue: str | None = None
    least: int = 0
    most: int = 0

    def within(self, part: str, label: Text) -> "Column":
        """The same column as one of a part: ``decision.on``."""
        joined = Text(vi=f"{label.vi}: {self.label.vi}", en=f"{label.en}: {self.label.en}")
        return attrs.evolve(self, name=f"{part}.{self.name}", label=joined)


def number(label: Text) -> Any:
    """The record's own number; no record is without one."""
    return _column(Holds.NUMBER, label, required=True)


def reference(to: str, label: Text, *, required: bool = False) -> Any:
    """The number of a record of another table, or of this one."""
    return _column(Holds.REFERENCE, label, refers_to=to, required=required)


def code(labels: Mapping[Any, Text], label: Text, *, required: bool = False) -> Any:
    """A member of an enumeration, or its code, which becomes it; `labels` has every member, in its order."""
    codes = types.MappingProxyType({str(each.value): words for each, words in labels.items()})
    members = {each.value: each for each in labels}

    def member(value: Any) -> Any:
        return members.get(value, value) if type(value) is str else value  # what is none is refused later

    return _column(Holds.CODE, label, converter=member, codes=codes, required=required)


def kind(catalogue: str, label: Text, *, required: bool = False) -> Any:
    """A code of a catalogue that provinces add to."""
    return _column(Holds.KIND, label, catalogue=catalogue, required=required)


def day(label: Text, *, required: bool = False) -> Any:
    """A day."""
    return _column(Holds.DAY, label, required=required)


def hour(label: Text) -> Any:
    """The time of the day, HH:MM in Vietnam, where it is recorded."""
    return _column(Holds.HOUR, label)


def count(label: Text, *, least: int = 0, most: int = 1_000_000, required: bool = False) -> Any:
    """A whole number within bounds."""
    return _column(Holds.COUNT, label, least=least, most=most, required=required)


def truth(label: Text) -> Any:
    """Yes or no."""
    return _column(Holds.TRUTH, label)


def commune(label: Text) -> Any:
    """The five digits of a commune."""
    return _column(Holds.COMMUNE, label)


def province(label: Text, *, required: bool = False) -> Any:
    """The two digits of a province, as they counted on the day of the record."""
    return _column(Holds.PROVINCE, label, required=required)


def document(label: Text, *, required: bool = False) -> Any:
    """The number of an instrument."""
    return _column(Holds.DOCUMENT, label, required=required)


def words(label: Text) -> Any:
    """Free text of one line."""
    return _column(Holds.WORDS, label)


def part(label: Text) -> Any:
    """A part with columns of its own, such as a step of a procedure; None where nothing of it is recorded."""
    return attrs.field(default=None, converter=_unless_empty, metadata={DECLARED: label})


def _unless_empty(value: Any) -> Any:
    is_empty = attrs.has(type(value)) and all(
        getattr(value, each.name) is None for each in attrs.fields(type(value))
    )
    return None if is_empty else value


def _column(holds: Holds, label: Text, *, converter: Any = None, **facts: Any) -> Any:
    declared = Column(name="", holds=holds, label=label, **facts)
    if declared.required:
        return attrs.field(converter=converter, metadata={DECLARED: declared})
    return attrs.field(default=None, converter=converter, metadata={DECLARED: declared})
