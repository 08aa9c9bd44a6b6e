"""The heading of a table: which column is which, and what has no place there.

A column that the record does not have refuses the file: whoever offers more than was asked for may offer
what nobody may keep. What stands in such a column is never repeated, only what kinds of personal data
seem to be in it.
"""

import difflib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs
import polars as pl

from antq_core.errors import Problem
from antq_core.messages.text import Text
from antq_core.movement.columns import Column
from antq_core.movement.personal import PERSONAL_LABELS, PersonalData, seen_in
from antq_core.movement.record import MovementRecord
from antq_core.register.text_checks import personal_counts

_LONGEST = 60
_MISSING = {"province": "register.missing-province"}
"""What is said of a missing column that the manifest can stand in for."""


@attrs.frozen
class Heading:
    """The columns of a file: the name of each by its position, None for one that is empty."""

    names: tuple[str | None, ...]
    problems: tuple[Problem, ...]


def heading_of(
    header: Sequence[str],
    kind: type[MovementRecord],
    cells_of: Callable[[int], pl.Series],
    given: Sequence[str] = (),
) -> Heading:
    """What the cells of a heading name; `given` are columns that need not be in the file.

    `cells_of` gives the cells below, to see whether a column without a name is empty, and what kinds of
    personal data are in one that has no place.
    """
    known = [column.name for column in kind.columns()]
    names: list[str | None] = []
    problems: list[Problem] = []
    for position, written in enumerate(header):
        cell = written.strip()
        if cell in known:
            if cell in names:
                facts = {"column": cell, "letter": letter(position)}
                problems.append(Problem("register.column-twice", (), facts))
            names.append(cell)
            continue
        names.append(None)
        cells = cells_of(position)
        if cell or not _is_blank(cells):
            problems.append(_unknown(cell, position, kind, personal_counts(cells)))
    there = {*names, *given}
    problems += [
        Problem(_MISSING.get(column.name, "register.missing-column"), (), _facts(column))
        for column in kind.columns()
        if column.required and column.name not in there
    ]
    return Heading(tuple(names), tuple(problems))


def _facts(column: Column) -> Mapping[str, object]:
    return {"column": column.name, "label": column.label}


def letter(position: int) -> str:
    """The letters of a column in a spreadsheet.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    above, within = divmod(position, 26)
    return (letter(above - 1) if above else "") + chr(ord("A") + within)


def _is_blank(cells: pl.Series) -> bool:
    """Whether nothing stands below a heading; a separator too many at the end of lines makes such columns."""
    texts = cells.drop_nulls()
    return not texts.len() or (texts.dtype == pl.String and not (texts.str.strip_chars() != "").any())


def _unknown(
    cell: str, position: int, kind: type[MovementRecord], seen: Mapping[PersonalData, int]
) -> Problem:
    near = [*_near(cell, kind)]
    facts = {
        "letter": letter(position),
        "position": position + 1,
        "name": _shown(cell, kind, near=bool(near)),
        "near": ", ".join(near) or "–",
    }
    if not seen:
        return Problem("register.unknown-column", (), facts)
    return Problem("register.unknown-column-personal", (), {**facts, "seen": _counted(seen)})


def _near(cell: str, kind: type[MovementRecord]) -> Iterator[str]:
    """The columns that are written like a cell, or are called as it says in either language."""
    asked = cell.casefold()
    labels = {
        text.casefold(): each.name for each in kind.columns() for text in (each.label.vi, each.label.en)
    }
    if asked in labels:
        yield labels[asked]
        return
    known = [column.name for column in kind.columns()]
    yield from difflib.get_close_matches(asked.replace(" ", "_"), known, n=3, cutoff=0.75)


def _shown(cell: str, kind: type[MovementRecord], *, near: bool) -> str:
    """The name of a column as a message may repeat it: of a discreet table only if it is nearly known."""
    if not cell or seen_in(cell) or len(cell) > _LONGEST or (kind.discreet and not near):
        return "…"
    return cell


def _counted(seen: Mapping[PersonalData, int]) -> Text:
    counts = Counter(dict(seen))
    pairs = [(PERSONAL_LABELS[each], counts[each]) for each in PersonalData if counts[each]]
    return Text(
        vi=", ".join(f"{label.vi} ({count})" for label, count in pairs),
        en=", ".join(f"{label.en} ({count})" for label, count in pairs),
    )
