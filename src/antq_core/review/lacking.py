"""What the records do not say: for every column that a figure asks, how many records leave it empty."""

from collections.abc import Iterator

import polars as pl

from antq_core.messages.text import Text
from antq_core.movement.tables import TABLES
from antq_core.review.counting import IN_PERIOD
from antq_core.review.figures import Figure, RecordSet, Template
from antq_core.review.guarding import Guard
from antq_core.review.preparing import Prepared
from antq_core.review.results import Count, Lack


def lacks(sets: Prepared, template: Template, guard: Guard) -> Iterator[Lack]:
    """Each column that some figure asks of a set and that some of its records leave empty."""
    for records, columns in _asked(template).items():
        if records not in sets:
            continue
        frame = sets[records].filter(pl.col(IN_PERIOD).fill_null(value=True))
        for column, (figure, label) in columns.items():
            empty = _empty(frame, records, column, guard)
            if empty is not None and empty.surely != 0:
                among = guard.total(figure.plain) if records in guard else Count(frame.height)
                yield Lack(table=figure.table, column=column, label=label, count=empty, among=among)


def _asked(template: Template) -> dict[RecordSet, dict[str, tuple[Figure, Text]]]:
    """The columns of a table that figures are conditioned on, broken down by, or add up."""
    found: dict[RecordSet, dict[str, tuple[Figure, Text]]] = {}
    for figure in template.figures:
        declared = {column.name: column.label for column in TABLES[figure.table].columns()}
        asked = [where.column for where in figure.where]
        asked += [each for by in figure.by for each in by]
        asked += [figure.column] if figure.column else []
        for column in asked:
            if column in declared:
                found.setdefault(figure.records, {}).setdefault(column, (figure, declared[column]))
    return found


def _empty(frame: pl.DataFrame, records: RecordSet, column: str, guard: Guard) -> Count | None:
    if records in guard:
        return guard.empty(records, column)
    return Count(frame[column].null_count())
