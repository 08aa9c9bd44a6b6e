"""How the parts of two things are told apart: aspect by aspect, wording and citation by their own names."""

from collections.abc import Iterable, Iterator

import attrs

from antq_core.comparison.difference import Change, Difference, Effect, Part
from antq_core.messages.text import Text

TEXT, TITLE, CITATION = "text", "title", "citation"
_OF_NAME = {TEXT: Change.REWORDED, TITLE: Change.REWORDED, CITATION: Change.RECITED}


@attrs.frozen
class Told:
    """One thing that may differ: its part, its code and what people call it."""

    part: Part
    code: str
    label: Text

    def added(self, new: Text | None = None, effect: Effect | None = None) -> Difference:
        """That it came."""
        return self._difference(Change.ADDED, "", None, new, effect)

    def removed(self, old: Text | None = None, effect: Effect | None = None) -> Difference:
        """That it went."""
        return self._difference(Change.REMOVED, "", old, None, effect)

    def renamed(self, old: str, effect: Effect = Effect.SAME) -> Difference:
        """That it is called by another code."""
        before, after = (Text(vi=name, en=name) for name in (old, self.code))
        return self._difference(Change.RENAMED, "", before, after, effect)

    def changed(self, aspect: str, said: Iterable[Text | None], effect: Effect | None = None) -> Difference:
        """That something of it is otherwise: what was said and is said, though the words may be the same."""
        old, new = said
        return self._difference(_OF_NAME.get(aspect, Change.CHANGED), aspect, old, new, effect)

    def where_other(self, *aspects: tuple[str, Text | None, Text | None]) -> Iterator[Difference]:
        """The aspects of which the words differ."""
        for aspect, old, new in aspects:
            if old != new:
                yield self.changed(aspect, (old, new))

    def _difference(
        self,
        change: Change,
        aspect: str,
        old: Text | None = None,
        new: Text | None = None,
        effect: Effect | None = None,
    ) -> Difference:
        return Difference(
            part=self.part,
            change=change,
            code=self.code,
            label=self.label,
            aspect=aspect,
            old=old,
            new=new,
            effect=effect,
        )
