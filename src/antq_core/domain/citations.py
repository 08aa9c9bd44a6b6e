"""Where a rule stands in the law."""

import enum

import attrs

from antq_core.messages.catalogue import text
from antq_core.messages.text import Text


class InstrumentKind(enum.StrEnum):
    """What kind of instrument is cited. A fictional one belongs to examples and is never law."""

    LAW = "law"
    DECREE = "decree"
    CIRCULAR = "circular"
    DECISION = "decision"
    DIRECTIVE = "directive"
    GUIDANCE = "guidance"
    PLAN = "plan"
    RESOLUTION = "resolution"
    FICTIONAL = "fictional"


@attrs.frozen(kw_only=True)
class Citation:
    """An instrument and the place in it; `through` is the provision that applies this one elsewhere.

    >>> Citation(kind=InstrumentKind.CIRCULAR, number="124/2021/TT-BCA", article="4", clause="3").label.vi
    'khoản 3 Điều 4 Thông tư 124/2021/TT-BCA'
    """

    kind: InstrumentKind
    number: str
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    through: "Citation | None" = None

    @property
    def label(self) -> Text:
        """The citation as officials write it."""
        place = self._place()
        if self.through is None:
            return place
        return text("citation.through", place=place, through=self.through.label)

    def _place(self) -> Text:
        instrument = text(f"citation.{self.kind.value}", number=self.number)
        if self.article is None:
            return instrument
        facts = {"instrument": instrument, "article": self.article}
        if self.clause is None:
            return text("citation.article", **facts)
        if self.point is None:
            return text("citation.clause", clause=self.clause, **facts)
        return text("citation.point", clause=self.clause, point=self.point, **facts)
