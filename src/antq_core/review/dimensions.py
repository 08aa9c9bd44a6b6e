"""What people call the dimensions of breakdowns and their categories."""

from collections.abc import Callable, Mapping

import attrs

from antq_core.domain.movement_models import STAGE_LABELS
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.movement.clock_rules import CLOCKS
from antq_core.movement.clocks import STATUS_LABELS
from antq_core.movement.model_kinds import FAMILY_LABELS
from antq_core.movement.tables import TABLES
from antq_core.register.register import Register
from antq_core.review.figures import Figure
from antq_core.review.results import Category
from antq_core.review.territory import Territory

CLOCK = "clock."
"""How the dimensions of the law's clocks begin."""


@attrs.frozen(eq=False)
class Dimensions:
    """The words for what a register's records are broken down by."""

    register: Register
    territory: Territory

    def label(self, figure: Figure, dimension: str) -> Text:
        """What a dimension is called."""
        if dimension.startswith(CLOCK):
            return _CLOCKS[dimension.removeprefix(CLOCK)]
        if dimension in _OWN_WORDS:
            return text(_OWN_WORDS[dimension])
        return TABLES[figure.table].column(dimension).label

    def category(self, figure: Figure, dimension: str, code: str | None) -> Category:
        """One category of a dimension; what a catalogue does not know is called by its code."""
        if code is None:
            return Category(code=None, label=text("review.not-recorded"))
        words = self._words(figure, dimension).get(code)
        return Category(code=code, label=words or Text(vi=code, en=code))

    def _words(self, figure: Figure, dimension: str) -> Mapping[str, Text]:
        if dimension.startswith(CLOCK):
            return {status.value: label for status, label in STATUS_LABELS.items()}
        if dimension == "province":
            names = map(self.territory.label, self.territory.parts)
            return {name.vi: name for name in names}
        if dimension in _WORDS:
            return _WORDS[dimension](self.register)
        columns = {column.name: column for column in TABLES[figure.table].columns()}
        if dimension == "kind" and columns["kind"].catalogue:
            return _WORDS["model_kind"](self.register)
        return columns[dimension].codes if dimension in columns else {}


_CLOCKS = {clock.code: clock.label for clock in CLOCKS}

_OWN_WORDS = {
    "year": "review.by-year",
    "province": "review.by-province",
    "commune": "review.by-commune",
    "unit_kind": "review.by-unit-kind",
    "family": "review.by-family",
    "stage": "review.by-stage",
}

_WORDS: Mapping[str, Callable[[Register], Mapping[str, Text]]] = {
    "family": lambda _: {code.value: label for code, label in FAMILY_LABELS.items()},
    "stage": lambda _: {code.value: label for code, label in STAGE_LABELS.items()},
    "unit_kind": lambda register: {code: kind.label for code, kind in register.catalogues.unit_kinds.items()},
    "model_kind": lambda register: {
        code: kind.label for code, kind in register.catalogues.model_kinds.items()
    },
}
