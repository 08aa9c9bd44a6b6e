"""Footnotes of a sheet: each thing is said once, and every cell that it concerns points to it."""

from collections.abc import Iterable

import attrs

LISTED = 2
"""More marks than these that follow each other are shown by the first and the last."""


@attrs.frozen
class Footnotes:
    """What has been noted so far, in the order in which it was first met."""

    noted: dict[str, int] = attrs.field(factory=dict)

    def marks(self, sentences: Iterable[str]) -> str:
        """The marks by which a cell points to some sentences.

        >>> footnotes = Footnotes()
        >>> footnotes.marks(["no plan", "no day"]), footnotes.marks(["no day"])
        (' (1)(2)', ' (2)')
        >>> footnotes.marks(["no plan", "no day", "no place"])
        ' (1–3)'
        """
        numbers = [self.noted.setdefault(each, len(self.noted) + 1) for each in dict.fromkeys(sentences)]
        if not numbers:
            return ""
        first, last = min(numbers), max(numbers)
        if len(numbers) > LISTED and last - first == len(numbers) - 1:
            return f" ({first}–{last})"
        return " " + "".join(f"({number})" for number in sorted(numbers))

    @property
    def listed(self) -> tuple[tuple[int, str], ...]:
        """All sentences with their numbers."""
        return tuple((number, sentence) for sentence, number in self.noted.items())
