"""Which of the known names somebody may have meant."""

import difflib
from collections.abc import Iterable

MOST = 5
ALIKE = 0.5


def nearest(name: str, known: Iterable[str]) -> str:
    """The known names most like one, for a sentence; the first of all when none is like it.

    >>> nearest("K1", ["k1", "k2", "z"])
    'k1, k2'
    >>> nearest("?", [])
    '–'
    """
    folded: dict[str, str] = {}
    for each in known:
        folded.setdefault(each.casefold(), each)
    asked = name.casefold()
    alike = difflib.get_close_matches(asked, folded, n=len(folded) + 1, cutoff=ALIKE)
    by_likeness = sorted(alike, key=lambda each: (-difflib.SequenceMatcher(None, each, asked).ratio(), each))
    return ", ".join(folded[each] for each in (by_likeness or sorted(folded))[:MOST]) or "–"
