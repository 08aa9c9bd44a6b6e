"""Records that continue each other across a merger, taken as one.

When provinces merge, a record goes on under another number; it `continues` the one before, and the two are
one model, one unit, one tip. What records are called across provinces is said in `register.identities`.
"""

from collections.abc import Mapping

import attrs
import polars as pl

from antq_core.movement.record import MovementRecord
from antq_core.movement.tables import TABLES
from antq_core.register.identities import ID, references, target

_ROOT, _DEPTH = "<root>", "<depth>"


def keyed(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """A table whose references are what the records they lead to are called across provinces."""
    kind: type[MovementRecord] = TABLES[table]
    return frame.with_columns(pl.col(target(each.name)).alias(each.name) for each in references(kind))


@attrs.frozen
class Chains:
    """The first record of its chain, and how many come before it there, for each that continues another."""

    roots: Mapping[str, str]
    depths: Mapping[str, int]


def chains(frame: pl.DataFrame) -> Chains:
    """The chains of a table."""
    linked = frame.filter(pl.col("continues").is_not_null())
    before = dict(linked.select(ID, target("continues")).iter_rows())
    roots, depths = {}, {}
    for key in before:
        root, depth = key, 0
        while root in before and depth <= len(before):  # a register has no circles; a frame may have
            root, depth = before[root], depth + 1
        roots[key], depths[key] = root, depth
    return Chains(roots, depths)


def referring(column: str, to: Chains | None) -> pl.Expr:
    """A reference, led to the first record of its chain; as it stands where there are no chains."""
    return pl.col(column).replace(dict(to.roots)) if to and to.roots else pl.col(column)


def united(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """A table with each chain as one record, called as its first is.

    Its day, province and place in a file are those of the first; all else is what was recorded last.
    """
    if "continues" not in frame.columns or not (found := chains(frame)).roots:
        return frame
    rooted = frame.with_columns(
        pl.col(ID).replace(dict(found.roots)).alias(_ROOT),
        pl.col(ID).replace_strict(dict(found.depths), default=0, return_dtype=pl.Int32).alias(_DEPTH),
    )
    in_chain = pl.col(_ROOT).is_in(sorted(set(found.roots.values())))
    of_the_first = {"province", "number", TABLES[table].dated_by}
    joined = (
        rooted.filter(in_chain)
        .sort(_ROOT, _DEPTH)
        .group_by(_ROOT, maintain_order=True)
        .agg(
            pl.col(name).first()
            if name in of_the_first or name.startswith("_")
            else pl.col(name).drop_nulls().last()
            for name in frame.columns
        )
    )
    return pl.concat([each.select(frame.columns) for each in (rooted.filter(~in_chain), joined)])
