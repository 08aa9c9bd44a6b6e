"""What records are called across provinces: the number led by the province, as ``26:MH-0012``.

The number of a record alone is its province's. A plain reference leads to the same province as the row it
stands in. A table without a column of the province has none of its own: there a plain reference leads to
the province of the manifest where that has such a record, else to the only record of that number.
"""

from collections.abc import Mapping

import attrs
import polars as pl

from antq_core.movement.columns import Column, Holds
from antq_core.movement.record import MovementRecord
from antq_core.movement.tables import TABLES

ID = "_id"
"""What a record is called across provinces; of a table whose records have no number of their own, none."""
FOLDER, HOME = "_folder", "_home"
"""The folder that a row comes from by its place, and the province of its manifest."""


def target(column: str) -> str:
    """The column that says to which record a reference leads, by its `ID`."""
    return f"_{column}"


def references(kind: type[MovementRecord]) -> tuple[Column, ...]:
    """The columns that lead to other records."""
    return tuple(column for column in kind.columns() if column.holds is Holds.REFERENCE)


def has_province(kind: type[MovementRecord]) -> bool:
    """Whether the records of a table say their province."""
    return any(column.name == "province" for column in kind.columns())


def identified(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The frames with what their rows are called, and where their references lead."""
    named = {
        table: frame.with_columns((pl.col("province") + ":" + pl.col("number")).alias(ID))
        if has_province(TABLES[table])
        else frame
        for table, frame in frames.items()
    }
    return {table: _led(frame, TABLES[table], named) for table, frame in named.items()}


def _led(frame: pl.DataFrame, kind: type[MovementRecord], named: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    for column in references(kind):
        own = pl.col("province") if has_province(kind) else pl.col(HOME)
        written = pl.col(column.name)
        led = pl.when(written.str.contains("^[0-9]{2}:")).then(written).otherwise(own + ":" + written)
        frame = frame.with_columns(led.alias(target(column.name)))
        if not has_province(kind) and column.refers_to in named:
            frame = _by_number(frame, column, named[str(column.refers_to)])
    return frame


def _by_number(frame: pl.DataFrame, column: Column, to: pl.DataFrame) -> pl.DataFrame:
    """Plain references that lead to no record of the manifest's province, led to the only one there is."""
    to = to.drop_nulls(ID)
    only = to.select("number", ID).unique().group_by("number").agg(pl.col(ID).first(), pl.len().alias("_of"))
    only = only.filter(pl.col("_of") == 1).select("number", pl.col(ID).alias("_only"))
    there = to.select(pl.col(ID).unique()).with_columns(_there=True)
    led = target(column.name)
    joined = frame.join(there, left_on=led, right_on=ID, how="left", maintain_order="left")
    joined = joined.join(only, left_on=column.name, right_on="number", how="left", maintain_order="left")
    is_plain = ~pl.col(column.name).str.contains("^[0-9]{2}:")
    best = pl.when(is_plain & pl.col("_there").is_null()).then(pl.coalesce("_only", led)).otherwise(led)
    return joined.with_columns(best.alias(led)).drop("_there", "_only")


@attrs.frozen
class Chains:
    """Records that continue others: the first of each chain, and those that go round in a circle."""

    roots: pl.DataFrame
    circles: pl.DataFrame


def chains(links: pl.DataFrame) -> Chains:
    """The chains of `links`, pairs of a record (`ID`) and the one before it (`before`), none of them null.

    `roots` has `ID` and `root` of all records that are in a chain, those of circles left out.
    """
    step = links.unique(ID).select(ID, pl.col("before").alias("at"))
    edges = step.rename({ID: "at", "at": "next"})
    going = step
    for _ in range(max(links.height, 1).bit_length() + 1):
        going = going.join(edges, on="at", how="left")
        if going["next"].null_count() == going.height:
            break
        going = going.select(ID, pl.coalesce("next", "at").alias("at"))
        edges = going.rename({ID: "at", "at": "next"})
    else:
        going = going.join(step.rename({ID: "at", "at": "next"}), on="at", how="left")
    ended = going.filter(pl.col("next").is_null())
    return Chains(
        ended.select(ID, pl.col("at").alias("root")), going.filter(pl.col("next").is_not_null()).select(ID)
    )
