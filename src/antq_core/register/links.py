"""Whether records lead where they say: no number twice, no reference to nothing, no circle."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import polars as pl

from antq_core.errors import Problem, alike
from antq_core.messages.catalogue import text
from antq_core.movement.columns import Column, Holds
from antq_core.movement.record import MovementRecord
from antq_core.movement.tables import TABLES
from antq_core.register.crossing import Crossing, label, other_row, shown, with_other
from antq_core.register.identities import FOLDER, ID, chains, has_province, references, target
from antq_core.register.rows import FILE
from antq_core.register.telling import Facts

_KEY, _FIRST = "_key", "_first"


def check_links(crossing: Crossing) -> None:
    """Tell what does not lead anywhere, or leads there twice."""
    for table in crossing.frames:
        _check_keys(crossing, table)
    for table in crossing.frames:
        for column in references(TABLES[table]):
            _check_reference(crossing, table, column)
            if column.refers_to == table:
                _check_circles(crossing, table, column)
        for column in TABLES[table].columns():
            if column.catalogue is not None:
                _check_kinds(crossing, table, column)


def _check_keys(crossing: Crossing, table: str) -> None:
    """Two records of one key are two that cannot be told apart; equal rows of two folders are one record."""
    kind, frame = TABLES[table], crossing.frames[table]
    keyed = frame.with_columns(_key_of(kind).alias(_KEY)).filter(pl.col(_KEY).is_not_null())
    twice = keyed.filter(pl.col(_KEY).is_duplicated())
    if not twice.height:
        return
    alike_in = [_KEY, *(column.name for column in kind.columns())]
    first = pl.col(FOLDER).first().over(alike_in)
    twice = twice.with_columns(first.alias(_FIRST))
    same = twice.filter(pl.col(FOLDER) != pl.col(_FIRST))
    crossing.same[table] = same["_place"]
    crossing.remark(None, "register.same-row", same)
    left = twice.filter(pl.col(FOLDER) == pl.col(_FIRST)).filter(pl.col(_KEY).is_duplicated())
    facts = {"record": label(table)}
    crossing.reject(
        table,
        kind.key[-1] if has_province(kind) else kind.key[0],
        "register.twice",
        with_other(left, _KEY),
        lambda row: {**facts, **other_row(row)},
    )


def _key_of(kind: type[MovementRecord]) -> pl.Expr:
    """The key of a record as text; null where a part that tells records apart is not recorded."""
    if has_province(kind):
        return pl.col(ID)
    parts = []
    for name in kind.key:
        column = kind.column(name)
        part = pl.col(target(name) if column.holds is Holds.REFERENCE else name).cast(pl.String)
        # Two events without a day need not be one; but most events have no commune to go to.
        parts.append(part if column.required or column.holds is Holds.DAY else part.fill_null(""))
    return pl.concat_str(parts, separator="|")


def _check_reference(crossing: Crossing, table: str, column: Column) -> None:
    """Tell which references lead nowhere, and which could lead to several records.

    Of a row whose province is wrong, where it leads is not known and not asked.
    """
    frame, to = crossing.frames[table], str(column.refers_to)
    led = pl.col(target(column.name))
    is_clear = led.is_not_null() if has_province(TABLES[table]) else pl.lit(value=True)
    stated = frame.filter(pl.col(column.name).is_not_null() & is_clear)
    if not stated.height:
        return
    if not crossing.has(to):
        for (file,), rows in stated.group_by(FILE, maintain_order=True):
            facts = {"table": to, "label": column.label, "count": rows.height}
            crossing.remarks.whole(str(file), [Problem("register.not-looked-up", (), facts)], column.name)
        return
    # A record whose province is wrong is told for itself, and not once more by all that refer to it.
    there = crossing.frames[to]
    lost = there.filter(pl.col(ID).is_null())["number"].drop_nulls()
    numbers, ids = there["number"].drop_nulls(), crossing.ids(to)
    number = pl.col(column.name).str.strip_prefix(
        pl.col(column.name).str.extract("^([0-9]{2}:)").fill_null("")
    )
    astray = (led.is_null() | ~led.is_in(ids.implode())) & ~number.is_in(lost.implode())
    unclear = led.is_null() & number.is_in(numbers.implode())
    is_led = pl.col(column.name).str.contains("^[0-9]{2}:")
    elsewhere = is_led & ~led.str.slice(0, 2).is_in(ids.str.slice(0, 2).unique().implode())
    missing = stated.filter(astray)
    facts_of = partial(_of_reference, shown(table, column), to)
    crossing.remark(column.name, "register.elsewhere", missing.filter(elsewhere), facts_of)
    crossing.reject(table, column.name, "register.unclear", missing.filter(unclear), facts_of)
    rest = missing.filter(~unclear & ~elsewhere.fill_null(value=False))
    crossing.reject(table, column.name, "register.dangling", rest, facts_of)


def _of_reference(facts_of: Facts, to: str, row: Mapping[str, Any]) -> Mapping[str, object]:
    return {**facts_of(row), "record": label(to), "table": to}


def _check_circles(crossing: Crossing, table: str, column: Column) -> None:
    frame, led = crossing.frames[table], target(column.name)
    links = frame.select(ID, pl.col(led).alias("before")).drop_nulls()
    if not links.height:
        return
    facts = {"label": column.label}
    circles = chains(links).circles[ID]
    hits = frame.filter(pl.col(led).is_not_null() & pl.col(ID).is_in(circles.implode()))
    crossing.reject(table, column.name, "register.circle", hits, lambda _: facts)
    if column.name == "continues":
        kept = frame.filter(pl.col(led).is_not_null())
        left_out = crossing.same.get(table)
        kept = kept if left_out is None else kept.filter(~pl.col("_place").is_in(left_out.implode()))
        twice = kept.filter(pl.col(led).is_duplicated())
        crossing.reject(
            table,
            column.name,
            "register.continued-twice",
            with_other(twice, led),
            lambda row: {**facts, **other_row(row)},
        )


def _check_kinds(crossing: Crossing, table: str, column: Column) -> None:
    frame, kind = crossing.frames[table], TABLES[table]
    catalogue = crossing.catalogues.of(str(column.catalogue))
    facts_of = shown(table, column)
    known = ", ".join(catalogue)
    code = pl.col(column.name)
    crossing.reject(
        table,
        column.name,
        "register.unknown-kind",
        frame.filter(code.is_not_null() & ~code.is_in(list(catalogue))),
        lambda row: {**facts_of(row), "near": alike(row[column.name], catalogue), "known": known},
    )
    if kind.dated_by is None:
        return
    day = pl.col(kind.dated_by)
    for each in catalogue.values():
        first, last = getattr(each, "valid_from", None), getattr(each, "valid_to", None)
        outside = pl.lit(value=False)
        outside = outside if first is None else outside | (day < first)
        outside = outside if last is None else outside | (day > last)
        if first is not None or last is not None:
            crossing.reject(
                table,
                column.name,
                "register.kind-not-valid",
                frame.filter((code == each.code) & outside.fill_null(value=False)),
                lambda row, first=first, last=last: {  # type: ignore[misc]  # its default binds the item
                    **facts_of(row),
                    "on": row[str(kind.dated_by)],
                    "first": first or text("register.no-first-day"),
                    "last": last or text("register.no-last-day"),
                },
            )
