"""For which days tables are complete: what folders say, and what follows for a province and its parts."""

import datetime
import itertools
from collections.abc import Iterable, Sequence

import attrs

from antq_core.domain.provinces import Province
from antq_core.domain.windows import Window
from antq_core.messages.text import Text
from antq_core.movement.authorities import AUTHORITY_LABELS, Authority

_DAY = datetime.timedelta(days=1)


@attrs.frozen(kw_only=True)
class Coverage:
    """The days for which a table is complete, and on whose word.

    Without one a table is open: there may be more than what stands in it.
    """

    window: Window
    attested_by: tuple[Authority, ...]

    @property
    def attested_label(self) -> Text:
        """Those on whose word it is, in words."""
        labels = [AUTHORITY_LABELS[each] for each in self.attested_by]
        return Text(vi=", ".join(each.vi for each in labels), en=", ".join(each.en for each in labels))


@attrs.frozen(kw_only=True)
class Stated:
    """What one folder says of one table of a province; None where it says nothing, or names no province."""

    province: str | None
    coverage: Coverage | None


def complete_for(stated: Sequence[Stated], parts: Iterable[Province]) -> Coverage | None:
    """The days for which a table has all records of some provinces; None where nobody says so of one.

    Of a province that ended nothing is missing after its last day, and before its first of one that began.
    """
    found = _common([_of_a_part(stated, each) for each in parts])
    windows = [each.coverage.window for each in stated if each.coverage is not None]
    if found is None or not windows:
        return None
    first = max(found.window.first, min(each.first for each in windows))
    last = min(found.window.last, max(each.last for each in windows))
    return attrs.evolve(found, window=Window(first, last))


def _of_a_part(stated: Iterable[Stated], part: Province) -> Coverage | None:
    said = [each.coverage for each in stated if each.province in (None, part.code)]
    found = _one_after_another(said) or _common(said)
    if found is None:
        return None
    first, last = found.window.first, found.window.last
    if part.valid_from is not None and first <= part.valid_from:
        first = datetime.date.min
    if part.valid_to is not None and part.valid_to <= last:
        last = datetime.date.max
    return attrs.evolve(found, window=Window(first, last))


def _one_after_another(said: Sequence[Coverage | None]) -> Coverage | None:
    """All the days together, where each folder speaks of those that follow on another's."""
    known = sorted((each for each in said if each is not None), key=lambda each: each.window.first)
    follow = all(
        later.window.first == earlier.window.last + _DAY for earlier, later in itertools.pairwise(known)
    )
    if not known or len(known) < len(said) or not follow:
        return None
    return _on_their_word(Window(known[0].window.first, known[-1].window.last), known)


def _common(said: Sequence[Coverage | None]) -> Coverage | None:
    """The days of which all speak; None where one speaks of none."""
    known = [each for each in said if each is not None]
    if not known or len(known) < len(said):
        return None
    first = max(each.window.first for each in known)
    last = min(each.window.last for each in known)
    return _on_their_word(Window(first, last), known) if first <= last else None


def _on_their_word(window: Window, known: Iterable[Coverage]) -> Coverage:
    by = dict.fromkeys(authority for each in known for authority in each.attested_by)
    return Coverage(window=window, attested_by=tuple(by))
