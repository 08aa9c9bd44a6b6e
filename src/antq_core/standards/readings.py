"""Readings: the ways in which an unclear clause can be understood.

A reading is open until a caller, or a province with a citation, chooses. While it is open, all its
options must agree or the result is undecided.
"""

import attrs

from antq_core.domain.citations import Citation
from antq_core.domain.declarations import Option
from antq_core.expressions.checked import Checked
from antq_core.expressions.tree import Choice
from antq_core.expressions.vocabulary import Term
from antq_core.messages.text import Text


@attrs.frozen(kw_only=True, cache_hash=True)
class Reading(Checked):
    """One question that the law leaves open, and the answers it allows."""

    name: str
    question: Text
    options: tuple[Option, ...]
    citation: Citation

    @property
    def codes(self) -> tuple[str, ...]:
        """The names of the options, in the order of declaration."""
        return tuple(option.code for option in self.options)

    @property
    def term(self) -> Term:
        """The word that trees use for it."""
        labels = {option.code: option.label for option in self.options}
        return Term(Choice(self.codes), self.question, labels)


@attrs.frozen(kw_only=True, cache_hash=True)
class Pin(Checked):
    """A reading that a province has chosen, and the decision by which it did."""

    reading: str
    option: str
    citation: Citation
