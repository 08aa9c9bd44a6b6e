"""What the scalar checks ask of a text, asked of a whole column of them."""

from collections.abc import Callable, Mapping

import polars as pl

from antq_core.movement import identifiers
from antq_core.movement.personal import PATTERNS, PersonalData, seen_in

_ANY_PERSONAL = "|".join(f"(?:{pattern})" for pattern in PATTERNS.values())


def seems_personal(cells: pl.Series) -> pl.Series:
    """Where a text seems to have personal data in it; false where there is none."""
    found = cells.str.contains(_ANY_PERSONAL).fill_null(False)
    # Other writings have digits and signs of their own, which only the recogniser itself knows.
    return by_value(cells, lambda text: bool(seen_in(text)), found, where=is_wide(cells))


def personal_counts(cells: pl.Series) -> Mapping[PersonalData, int]:
    """How many texts seem to have each kind of personal data in them."""
    texts = cells.cast(pl.String, strict=False).drop_nulls()
    hits = texts.filter(seems_personal(texts)).value_counts(name="_count")
    found: dict[PersonalData, int] = {}
    for text, count in hits.iter_rows():
        for kind in seen_in(text):
            found[kind] = found.get(kind, 0) + count
    return found


def fits(cells: pl.Series, pattern: str) -> pl.Series:
    """Where a text is as a pattern of `identifiers` says, and not too long; null where there is none."""
    return cells.str.contains(pattern) & (cells.str.len_chars() <= identifiers.LONGEST)


def is_wide(cells: pl.Series) -> pl.Series:
    """Where a text has other characters than those of ASCII."""
    return (cells.str.len_bytes() != cells.str.len_chars()).fill_null(False)


def by_value(
    cells: pl.Series, asked: Callable[[str], bool], otherwise: pl.Series, *, where: pl.Series
) -> pl.Series:
    """What is asked of each text, once for all that are alike, where it has to be asked at all."""
    if not where.any():
        return otherwise
    texts = cells.filter(where).unique()
    yes = [text for text in texts.to_list() if asked(text)]
    answers = cells.is_in(pl.Series(yes, dtype=pl.String).implode()).fill_null(False)
    return answers.zip_with(where, otherwise)
