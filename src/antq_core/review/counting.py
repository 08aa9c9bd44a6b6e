"""Counting figures: records that surely count, and records of which it is not recorded whether they do.

A condition on a cell that is empty is neither true nor false, and stays so when it is joined with others.
"""

from collections.abc import Sequence

import attrs
import polars as pl

from antq_core.review.figures import Figure, Measure, Where
from antq_core.review.results import Count

IN_PERIOD = "in_period"
"""Whether a prepared record belongs to the period; null where its day is not recorded."""

SURELY, UNCLEAR = "<surely>", "<unclear>"


@attrs.frozen
class Group:
    """The number of one group, by the codes of its categories."""

    codes: tuple[str | None, ...]
    count: Count


def counts(figure: Figure) -> pl.Expr:
    """Whether a record counts for a figure: true, false, or null where that is not recorded."""
    return pl.all_horizontal(pl.col(IN_PERIOD), *map(_holds, figure.where))


def _holds(where: Where) -> pl.Expr:
    among = pl.col(where.column).is_in(where.among)
    return ~among if where.none_of else among


def total(records: pl.DataFrame, figure: Figure) -> Count:
    """The number of a figure."""
    return _count(records.select(*_measured(figure)).row(0))


def groups(records: pl.DataFrame, figure: Figure, dimensions: Sequence[str]) -> tuple[Group, ...]:
    """The numbers of a figure by some dimensions, in order of the codes; what is not recorded comes last."""
    may_count = records.filter(counts(figure).fill_null(value=True))
    found = may_count.group_by(*dimensions).agg(*_measured(figure))
    ordered = found.sort(*dimensions, nulls_last=True)
    return tuple(
        Group(tuple(row[: len(dimensions)]), _count(row[len(dimensions) :])) for row in ordered.rows()
    )


def _measured(figure: Figure) -> tuple[pl.Expr, pl.Expr]:
    surely, perhaps = counts(figure).fill_null(value=False), counts(figure).is_null()
    match figure.measure:
        case Measure.RECORDS:
            return surely.sum().alias(SURELY), perhaps.sum().alias(UNCLEAR)
        case Measure.DISTINCT:
            value = pl.col(str(figure.column))
            known = value.filter(surely).drop_nulls()
            others = value.filter(perhaps & ~value.is_in(known.implode())).drop_nulls()
            nameless = (value.is_null() & (surely | perhaps)).sum()
            return known.n_unique().alias(SURELY), (others.n_unique() + nameless).alias(UNCLEAR)
        case Measure.SUM:
            value = pl.col(str(figure.column))
            silent = (surely & value.is_null()) | perhaps
            return value.filter(surely).sum().alias(SURELY), silent.sum().alias(UNCLEAR)


def _count(row: Sequence[int | None]) -> Count:
    surely, unclear = row
    return Count(surely or 0, unclear or 0)


def counted(records: pl.DataFrame, figure: Figure, categories: dict[str, str | None]) -> pl.DataFrame:
    """The records that surely count for a figure, or for one line of a breakdown of it."""
    narrowed = records.filter(counts(figure).fill_null(value=False))
    for dimension, code in categories.items():
        is_it = pl.col(dimension).is_null() if code is None else pl.col(dimension) == code
        narrowed = narrowed.filter(is_it)
    return narrowed
