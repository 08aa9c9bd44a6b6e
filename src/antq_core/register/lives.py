"""Whether the lives of models, units and certifications make sense, over all rows of a register.

Of models this is what `movement.model_life` says of one: the same codes for the same events.
"""

import polars as pl

from antq_core.domain.movement_models import STAGE_LABELS, ModelStage
from antq_core.movement.model_life import ORDER
from antq_core.movement.tables import TABLES
from antq_core.register.crossing import PLACE, Crossing, other_row, with_other
from antq_core.register.identities import ID, chains, references, target

_NEW, _GONE = ModelStage.NEW.value, ModelStage.ELIMINATED.value
_MODEL, _UNIT = target("model"), target("unit")


def check_lives(crossing: Crossing) -> None:
    """Tell what does not fit into the life of its model, of its unit, or of a certification."""
    if "model_events" in crossing.frames:
        _check_events(crossing)
        if "tips" in crossing.frames:
            _remark_tips(crossing)
    if crossing.has("units"):
        _check_days_of_units(crossing)
    if "certifications" in crossing.frames:
        _check_corrections(crossing)
        _check_certified_twice(crossing)


def _events(crossing: Crossing) -> pl.DataFrame:
    """The events whose model is known, in the order of each model's life, and what is without a day."""
    events = crossing.frames["model_events"].drop_nulls([_MODEL, "stage"])
    left_out = crossing.same.get("model_events")
    events = events if left_out is None else events.filter(~pl.col(PLACE).is_in(left_out.implode()))
    undated = pl.col("on").is_null()
    order = pl.col("stage").replace_strict({stage.value: place for stage, place in ORDER.items()})
    return (
        events.with_columns(
            (undated & (pl.col("stage") == _NEW)).any().over(_MODEL).alias("undated_new"),
            (undated & (pl.col("stage") == _GONE)).any().over(_MODEL).alias("undated_gone"),
            order.alias("order"),
        )
        .filter(~undated)
        .sort(_MODEL, "on", "order", PLACE)
    )


def _check_events(crossing: Crossing) -> None:
    undated = crossing.frames["model_events"].filter(pl.col("on").is_null() & pl.col(_MODEL).is_not_null())
    crossing.remark("on", "register.undated-event", undated)
    is_new, was_gone = pl.col("stage") == _NEW, pl.col("stage").shift(1).over(_MODEL) == _GONE
    news = is_new.cast(pl.Int64).cum_sum().over(_MODEL)
    has_before = pl.col("stage").shift(1).over(_MODEL).is_not_null()
    begun = (news - is_new.cast(pl.Int64)) > 0
    lives = _events(crossing).with_columns(
        before_new=is_new.any().over(_MODEL) & ~pl.col("undated_new") & (news == 0),
        overlaps=is_new & has_before & begun & ~was_gone & ~pl.col("undated_gone"),
        after=~is_new & has_before & was_gone & ~pl.col("undated_new"),
    )
    for name, code in (
        ("before_new", "life.before-new"),
        ("overlaps", "life.overlaps"),
        ("after", "life.after-elimination"),
    ):
        crossing.reject(
            "model_events",
            "stage",
            code,
            lives.filter(pl.col(name).fill_null(value=False)),
            lambda row: {"stage": STAGE_LABELS[ModelStage(row["stage"])], "on": row["on"]},
        )


def _remark_tips(crossing: Crossing) -> None:
    """Tips that came through a model which was surely not alive then; it may have been entered late."""
    tips = crossing.frames["tips"].drop_nulls([_MODEL, "received_on"])
    lives = _events(crossing).filter(~pl.col("undated_new") & ~pl.col("undated_gone"))
    begins = lives.group_by(_MODEL).agg((pl.col("stage") == _NEW).any().alias("begins"))
    last = lives.select(_MODEL, pl.col("on").alias("received_on"), pl.col("stage").alias("then"))
    joined = (
        tips.join(begins.filter("begins"), on=_MODEL, how="inner")
        .sort("received_on")
        .join_asof(
            last.sort("received_on", maintain_order=True), on="received_on", by=_MODEL, check_sortedness=False
        )
    )
    dead = joined.filter(pl.col("then").is_null() | (pl.col("then") == _GONE))
    crossing.remark("model", "register.model-not-alive", dead)


def _check_days_of_units(crossing: Crossing) -> None:
    units = crossing.frames["units"].drop_nulls(ID).unique(ID, keep="first", maintain_order=True)
    spans = units.select(ID, pl.col("since").alias("_since"), pl.col("until").alias("_until"))
    for table, frame in crossing.frames.items():
        kind = TABLES[table]
        if table == "units" or kind.dated_by is None:
            continue
        day = pl.col(kind.dated_by)
        for column in references(kind):
            if column.refers_to != "units":
                continue
            rows = frame.drop_nulls([target(column.name), kind.dated_by])
            joined = rows.join(spans, left_on=target(column.name), right_on=ID, how="inner")
            facts = {"label": column.label, "day": kind.column(kind.dated_by).label}
            crossing.reject(
                table,
                column.name,
                "register.before-unit",
                joined.filter(day < pl.col("_since")),
                lambda row, facts=facts: {**facts, "since": row["_since"]},  # type: ignore[misc]  # its default binds the item
            )
            crossing.remark(
                column.name,
                "register.after-unit",
                joined.filter(day > pl.col("_until")),
                lambda row, facts=facts: {**facts, "until": row["_until"]},  # type: ignore[misc]  # its default binds the item
            )


def _rooted(crossing: Crossing) -> pl.DataFrame:
    """The certifications, each with the first unit of the chain of its own."""
    frame = crossing.frames["certifications"]
    left_out = crossing.same.get("certifications")
    frame = frame if left_out is None else frame.filter(~pl.col(PLACE).is_in(left_out.implode()))
    roots = pl.DataFrame(schema={ID: pl.String, "root": pl.String})
    if "units" in crossing.frames:
        before = crossing.frames["units"].select(ID, pl.col(target("continues")).alias("before"))
        roots = chains(before.drop_nulls()).roots
    joined = frame.join(roots, left_on=_UNIT, right_on=ID, how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("root", _UNIT).alias("root"))


def _check_corrections(crossing: Crossing) -> None:
    frame = _rooted(crossing)
    earlier = frame.drop_nulls(ID).unique(ID, keep="first", maintain_order=True)
    earlier = earlier.select(
        ID,
        pl.col("root").alias("root:earlier"),
        pl.col("year").alias("year:earlier"),
        pl.col("decision.on").alias("on:earlier"),
    )
    joined = frame.join(earlier, left_on=target("corrects"), right_on=ID, how="inner")
    other = (pl.col("root") != pl.col("root:earlier")) | (pl.col("year") != pl.col("year:earlier"))
    crossing.reject(
        "certifications", "corrects", "register.corrects-other", joined.filter(other.fill_null(value=False))
    )
    later = joined.filter((pl.col("on:earlier") > pl.col("decision.on")).fill_null(value=False))
    crossing.reject(
        "certifications", "corrects", "register.corrects-later", later, lambda row: {"on": row["on:earlier"]}
    )


def _check_certified_twice(crossing: Crossing) -> None:
    """Of the certifications of a unit and year only one may stand that no other corrects."""
    frame = _rooted(crossing)
    corrected = frame[target("corrects")].drop_nulls()
    standing = frame.drop_nulls([ID, "root", "year"])
    standing = standing.filter(~pl.col(ID).is_in(corrected.implode()) & ~pl.col(ID).is_duplicated())
    twice = standing.filter(pl.struct("root", "year").is_duplicated())
    crossing.reject(
        "certifications",
        "year",
        "register.certified-twice",
        with_other(twice, "root", "year"),
        lambda row: {"year": row["year"], **other_row(row)},
    )
