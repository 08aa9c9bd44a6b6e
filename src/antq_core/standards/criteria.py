"""Criteria (tiêu chí): what the law asks of a unit, one requirement at a time."""

import enum

import attrs

from antq_core.domain.citations import Citation
from antq_core.expressions.checked import Checked
from antq_core.expressions.tree import Node
from antq_core.expressions.writing import tree_of
from antq_core.messages.text import Text


class Transcription(enum.StrEnum):
    """How far the text of the law behind a criterion has been read."""

    CONFIRMED = "confirmed"
    PARTIAL = "partial"
    UNTRANSCRIBED = "untranscribed"


@attrs.frozen(kw_only=True, cache_hash=True)
class Criterion(Checked):
    """One requirement.

    `holds` is its condition, or None while the law behind it has not been transcribed: then every
    outcome stays possible. `applies_where` says for which units it is asked at all.
    """

    code: str
    text: Text
    citation: Citation
    holds: Node | None = attrs.field(default=None, converter=tree_of)
    applies_where: Node | None = attrs.field(default=None, converter=tree_of)
    transcription: Transcription = Transcription.CONFIRMED

    @property
    def conditions(self) -> dict[str, Node]:
        """The trees of the criterion, by the name of the place they stand in."""
        trees = {"applies_where": self.applies_where, "holds": self.holds}
        return {name: node for name, node in trees.items() if node is not None}
