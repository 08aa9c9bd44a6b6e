"""Which known names somebody may have meant, among the columns of a file or all dossiers of a province."""

import bisect
import difflib
from collections.abc import Iterable, Mapping

import attrs

from antq_core.domain.names import accent_free

MOST = 3
_NEIGHBOURS = 6
_LONGEST = 200
"""Only so much of a name is compared."""


def nearest_column(name: str, known: Iterable[str]) -> str:
    """The known columns most like a name, for a sentence; accents, case and spaces do not count.

    >>> nearest_column("Verified Crimes", ["verified.crimes", "year"])
    'verified.crimes'
    """
    folded: dict[str, str] = {}
    columns = list(known)
    for column in columns:
        folded.setdefault(_folded(column), column)
    for column in columns:  # a fact is recognised without its sheet as well
        folded.setdefault(_folded(column.partition(".")[2] or column), column)
    alike = difflib.get_close_matches(_folded(name), folded, n=MOST, cutoff=0.6)
    return ", ".join(dict.fromkeys(folded[each] for each in alike)) or "–"


@attrs.frozen
class NameIndex:
    """Many names, of which those like another are found without comparing them all.

    Looked at are only neighbours in the order of the alphabet, read forwards and backwards: a name that
    differs both at its beginning and at its end is not found.
    """

    _forwards: list[str]
    _backwards: list[str]
    _names: Mapping[str, str]

    @classmethod
    def of(cls, names: Iterable[str]) -> "NameIndex":
        """The index of some names."""
        by_key: dict[str, str] = {}
        for name in names:
            by_key.setdefault(_folded(name), name)
        return cls(sorted(by_key), sorted(key[::-1] for key in by_key), by_key)

    def nearest(self, name: str) -> str:
        """The names most like one, for a sentence."""
        asked = _folded(name)
        near = {
            *_around(asked, self._forwards),
            *(key[::-1] for key in _around(asked[::-1], self._backwards)),
        }
        alike = difflib.get_close_matches(asked, sorted(near), n=MOST, cutoff=0.5)
        return ", ".join(self._names[key] for key in alike) or "–"


def _around(key: str, keys: list[str]) -> list[str]:
    place = bisect.bisect(keys, key)
    return keys[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]


def _folded(name: str) -> str:
    return accent_free(name[:_LONGEST]).replace(" ", "_")
