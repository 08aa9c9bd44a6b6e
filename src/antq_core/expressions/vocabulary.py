"""The words that a tree may use: facts, records, readings and scored items in reach, each with its label."""

from collections.abc import Mapping

import attrs

from antq_core.expressions.tree import ValueType
from antq_core.messages.text import Text


@attrs.frozen
class Term:
    """A word: its type, what people call it, and what they call its codes when it is a choice."""

    type: ValueType
    label: Text
    codes: Mapping[str, Text] = attrs.field(factory=dict)


@attrs.frozen
class RecordTerms:
    """A list of records: what people call it, and the fields of each record."""

    label: Text
    fields: Mapping[str, Term]


@attrs.frozen
class Vocabulary:
    """All words in reach of a standard; a reading is a term whose codes are its options."""

    facts: Mapping[str, Term] = attrs.field(factory=dict)
    records: Mapping[str, RecordTerms] = attrs.field(factory=dict)
    readings: Mapping[str, Term] = attrs.field(factory=dict)
    items: Mapping[str, Text] = attrs.field(factory=dict)
