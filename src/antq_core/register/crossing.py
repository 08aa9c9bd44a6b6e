"""The tables of a register while they are checked against each other."""

from collections.abc import Mapping
from typing import Any

import attrs
import polars as pl

from antq_core.messages.text import Text
from antq_core.movement.columns import Column
from antq_core.movement.tables import TABLES
from antq_core.register.identities import ID
from antq_core.register.manifest import Catalogues
from antq_core.register.problems import Tally
from antq_core.register.rows import FILE, ROW
from antq_core.register.telling import Facts, no_facts, tell_hits

PLACE, SOUND = "_place", "_sound"
"""The place of a row in its table, and whether it is in order in itself."""


@attrs.define
class Crossing:
    """All rows that were read, with nothing in cells that are wrong; what is wrong between them is taken.

    `refused` are tables of which a file could not be taken. `rejected` are the places of rows that do not
    fit, `same` of those that say once more what another folder says.
    """

    frames: dict[str, pl.DataFrame]
    catalogues: Catalogues
    refused: frozenset[str]
    problems: Tally
    remarks: Tally
    rejected: dict[str, list[pl.Series]] = attrs.field(factory=dict)
    same: dict[str, pl.Series] = attrs.field(factory=dict)

    def reject(
        self,
        table: str,
        column: str | None,
        code: str,
        hits: pl.DataFrame,
        facts_of: Facts = no_facts,
    ) -> None:
        """Tell of rows that do not fit, and leave them out."""
        self.rejected.setdefault(table, []).append(hits[PLACE])
        tell_hits(hits, column, code, self.problems, facts_of)

    def remark(self, column: str | None, code: str, hits: pl.DataFrame, facts_of: Facts = no_facts) -> None:
        """Tell of rows that stay, and of which somebody should know something."""
        tell_hits(hits, column, code, self.remarks, facts_of)

    def ids(self, table: str) -> pl.Series:
        """What the records of a table are called."""
        return self.frames[table][ID].drop_nulls()

    def has(self, table: str) -> bool:
        """Whether everything that was offered of a table could be taken."""
        return table in self.frames and table not in self.refused


def shown(table: str, column: Column) -> Facts:
    """The facts of a cell; of a discreet table they repeat nothing."""
    discreet = TABLES[table].discreet
    return lambda row: {"label": column.label, "found": "…" if discreet else row[column.name]}


def label(table: str) -> Text:
    """What people call a record of a table."""
    return TABLES[table].label


def other_row(row: Mapping[str, Any]) -> Mapping[str, object]:
    """The facts that lead to another row."""
    return {"file": row[f"{FILE}:other"], "row": row[f"{ROW}:other"]}


def with_other(hits: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Rows that share keys, each with another row of the same keys: the first, and beside that the second."""
    is_first = pl.int_range(pl.len()).over(keys) == 0
    return hits.with_columns(
        pl.when(is_first)
        .then(pl.col(name).get(1, null_on_oob=True).over(keys))
        .otherwise(pl.col(name).first().over(keys))
        .alias(f"{name}:other")
        for name in (FILE, ROW)
    )
