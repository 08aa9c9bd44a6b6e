"""From rows in which something is wrong to what is told of them: the first in full, and all counted."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from antq_core.errors import Problem
from antq_core.movement.refusals import refusals_of_row
from antq_core.register.problems import RegisterProblem, Tally
from antq_core.register.row_checks import checks_of
from antq_core.register.rows import FILE, ROW, TableRows, unread

Facts = Callable[[Mapping[str, Any]], Mapping[str, object]]
"""The facts of a problem, from the row in which it is."""


def no_facts(_: Mapping[str, Any]) -> Mapping[str, object]:
    """For sentences that name nothing."""
    return {}


def facts_named(*names: str, **others: object) -> Facts:
    """The cells of a row under their names, and the same beside them for every row."""
    return lambda row: {**others, **{name: row[name] for name in names}}


def check_rows(rows: TableRows, tally: Tally) -> tuple[pl.Series, pl.DataFrame]:
    """Tell what is wrong within the rows of a file.

    Says which rows are in order, and gives the frame with nothing in cells that are wrong in themselves.
    """
    _tell_lost(rows, tally)
    _tell_unreadable(rows, tally)
    frame, kind = rows.frame, rows.kind
    found, cells = checks_of(frame, kind)
    counts: dict[tuple[str, str], int] = {}
    wanted: dict[int, None] = {}
    wrong = pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    for check in found:
        key = (check.column, check.code)
        counts[key] = counts.get(key, 0) + int(check.rows.sum())
        wrong = wrong | check.rows
        wanted.update(dict.fromkeys(check.rows.arg_true().head(tally.limit).to_list()))
    told: dict[tuple[str, str], list[RegisterProblem]] = {key: [] for key in counts}
    columns = kind.columns()
    hits = frame[sorted(wanted)].iter_rows(named=True) if wanted else ()
    for row in hits:
        unreadable = {name for name in rows.unread if row[unread(name)] is not None}
        for problem in refusals_of_row(
            row, columns, kind.rules, discreet=kind.discreet, unreadable=unreadable
        ):
            column = str(problem.path[0])
            shown = RegisterProblem(rows.file, row[ROW], column, Problem(problem.code, (), problem.facts))
            if len(told[column, problem.code]) < tally.limit:
                told[column, problem.code].append(shown)
    for (column, code), count in counts.items():
        tally.take((rows.file, column, code), count, told[column, code])
    for name in rows.unread:
        wrong = wrong | frame[unread(name)].is_not_null()
    sound = frame.select(ROW, *(cells.cells(column.name) for column in columns))
    return ~wrong, sound


def tell_hits(
    hits: pl.DataFrame,
    column: str | None,
    code: str,
    tally: Tally,
    facts_of: Facts = no_facts,
) -> None:
    """Tell of each row of `hits`, which has `FILE` and `ROW`, the same code with its own facts."""
    if not hits.height:
        return
    for (file,), of_file in hits.group_by(FILE, maintain_order=True):
        first = of_file.sort(ROW, maintain_order=True).head(tally.limit).iter_rows(named=True)
        told = [
            RegisterProblem(str(file), row[ROW], column, Problem(code, (), facts_of(row))) for row in first
        ]
        tally.take((str(file), column, code), of_file.height, told)


def _tell_lost(rows: TableRows, tally: Tally) -> None:
    for lost in rows.lost:
        hits = lost.rows.with_columns(pl.lit(rows.file).alias(FILE))
        tell_hits(hits, None, lost.code, tally, facts_named(*lost.facts))


def _tell_unreadable(rows: TableRows, tally: Tally) -> None:
    for name, problems in rows.unread.items():
        where = rows.frame.select(ROW, pl.col(unread(name)).alias("at")).drop_nulls("at")
        codes = pl.Series([problem.code for problem in problems], dtype=pl.String)
        where = where.with_columns(codes.gather(where["at"]).alias("code"))
        for (code,), hits in where.group_by("code", maintain_order=True):
            first = hits.head(tally.limit).iter_rows(named=True)
            told = [RegisterProblem(rows.file, row[ROW], name, problems[row["at"]]) for row in first]
            tally.take((rows.file, name, str(code)), hits.height, told)
