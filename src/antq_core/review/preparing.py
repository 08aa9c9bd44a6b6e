"""The sets of records that figures count, each taken from its table with what it is broken down by.

A prepared record has `in_period`, which is null where its day is not recorded, its dimensions as text, and
where it stands: its file, row and key. Records that continue others across a merger are one record here:
it came when the first did, and says of everything else what was recorded last.
"""

import datetime
from collections.abc import Callable, Mapping

import attrs
import polars as pl

from antq_core.domain.movement_models import ModelStage
from antq_core.domain.windows import Window
from antq_core.movement.inter_household import FEWEST, KIND, MOST
from antq_core.register.clock_columns import clock_statuses
from antq_core.register.identities import ID
from antq_core.register.register import Register
from antq_core.review.counting import IN_PERIOD
from antq_core.review.figures import TABLE_OF, RecordSet
from antq_core.review.keys import Chains, chains, keyed, referring, united
from antq_core.review.territory import Territory

_STAGES = [stage.value for stage in ModelStage]


@attrs.frozen
class Scope:
    """Whose records, and of which days."""

    territory: Territory
    period: Window

    def during(self, day: str) -> pl.Expr:
        """Whether a record's day is of the period; null where it is not recorded."""
        return pl.col(day).is_between(self.period.first, self.period.last)


Prepared = Mapping[RecordSet, pl.DataFrame]


def prepared(register: Register, scope: Scope) -> Prepared:
    """All sets whose tables the register has; a set without its table is absent, not empty."""
    preparing = _Preparing(register, scope)
    return {
        records: prepare(preparing)
        for records, prepare in _SETS.items()
        if TABLE_OF[records] in register.tables
    }


@attrs.frozen(eq=False)
class _Preparing:
    register: Register
    scope: Scope

    def table(self, name: str) -> pl.DataFrame:
        """A table with keys, each chain of records that continue each other as one record."""
        return united(keyed(self.register.tables[name], name), name)

    def has(self, name: str) -> bool:
        return name in self.register.tables

    def chains(self, name: str) -> Chains | None:
        """The chains of the records that references to a table lead to."""
        return chains(self.register.tables[name]) if self.has(name) else None

    def ours(self, frame: pl.DataFrame, day: str) -> pl.DataFrame:
        """Only records that may be of the territory, with the name of their province on their day."""
        territory = self.scope.territory
        found = frame.with_columns(
            territory.has("province", day).alias("ours"), territory.names("province", day).alias("province")
        )
        return found.filter(pl.col("ours").fill_null(value=True))

    def units(self) -> pl.DataFrame:
        """What other tables want to know of a unit, by its key."""
        if not self.has("units"):
            nothing = dict.fromkeys(("unit", "unit_kind", "unit_commune"), pl.String)
            return pl.DataFrame(schema=nothing)
        return self.table("units").select(
            unit=pl.col(ID), unit_kind=pl.col("kind"), unit_commune=pl.col("commune")
        )

    def with_unit(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A table that refers to units, with the kind and the commune of each."""
        referred = frame.with_columns(referring("unit", self.chains("units")))
        return referred.join(self.units(), on="unit", how="left", maintain_order="left")


def _of_day(day: str) -> Callable[[_Preparing, pl.DataFrame], pl.DataFrame]:
    """Records of a table that has a province, put into the period by a day; without those of other days."""

    def dated(preparing: _Preparing, frame: pl.DataFrame) -> pl.DataFrame:
        may_be = preparing.ours(frame.filter(preparing.scope.during(day).fill_null(value=True)), day)
        return may_be.with_columns(
            (pl.col("ours") & preparing.scope.during(day)).alias(IN_PERIOD), _year(may_be, day)
        )

    return dated


def _year(frame: pl.DataFrame, day: str) -> pl.Expr:
    """The year that a record itself names, as a certification does, or else that of its day."""
    year = pl.col("year") if "year" in frame.columns else pl.col(day).dt.year()
    return year.cast(pl.String).alias("year")


def _units(preparing: _Preparing) -> pl.DataFrame:
    alive = (pl.col("since") <= preparing.scope.period.last) & (
        pl.col("until").is_null() | (pl.col("until") >= preparing.scope.period.last)
    )
    found = preparing.ours(preparing.table("units"), "since")
    return found.with_columns((pl.col("ours") & alive).alias(IN_PERIOD), pl.col("kind").alias("unit_kind"))


def _models(preparing: _Preparing) -> pl.DataFrame:
    """Models on the last day of the period; the period itself says nothing of them."""
    models = preparing.ours(preparing.with_unit(preparing.table("models")), "entered_on")
    described = models.with_columns(
        pl.col("ours").alias(IN_PERIOD),
        _family(preparing),
        _words(_conforms()).alias("conforms"),
        pl.coalesce("commune", "unit_commune").alias("commune"),
    )
    return described.join(_lives(preparing), on=ID, how="left", maintain_order="left")


def _family(preparing: _Preparing) -> pl.Expr:
    families = {code: kind.family.value for code, kind in preparing.register.catalogues.model_kinds.items()}
    return pl.col("kind").replace_strict(families, default=None, return_dtype=pl.String).alias("family")


def _conforms() -> pl.Expr:
    """Whether a group of households has what `inter_household.conforms` asks of it."""
    every_household = (
        pl.col(equipment) >= pl.col("households")
        for equipment in ("with_extinguisher", "with_breaking_tool", "with_bell", "with_two_buttons")
    )
    households, groups = pl.col("households"), pl.col("teams")
    size = (
        pl.when(~households.is_between(FEWEST * groups, MOST * groups) | (households < FEWEST))
        .then(statement=False)
        .when(groups == 1)
        .then(statement=True)
    )
    has_all = pl.all_horizontal(size, *every_household, pl.col("bells_linked"))
    return pl.when(pl.col("kind") == KIND).then(has_all)


def _words(truth: pl.Expr) -> pl.Expr:
    return pl.when(truth).then(pl.lit("true")).when(~truth).then(pl.lit("false"))


def _lives(preparing: _Preparing) -> pl.DataFrame:
    """How each model stands on the last day, by its events; a model without any is not in it.

    What is said here of all models at once is what `model_life.ModelLife` says of one.
    """
    if not preparing.has("model_events"):
        return pl.DataFrame(schema=dict.fromkeys((ID, "stage", "alive", "effective"), pl.String))
    found = _said_by_events(_events(preparing), preparing.scope.period.last)
    alive, dead = pl.lit("true"), pl.lit("false")
    told = pl.col("reviews") & ~pl.col("unclear_life")
    return found.select(
        ID,
        pl.when(~pl.col("may_be_elsewhere")).then("last").alias("stage"),
        pl.when(pl.col("last").is_null())
        .then(pl.when(pl.col("begins") & ~pl.col("may_have_lived")).then(dead))
        .when(pl.col("last") == "eliminated")
        .then(pl.when(~pl.col("may_have_lived")).then(dead))
        .otherwise(pl.when(~pl.col("may_have_ended")).then(alive))
        .alias("alive"),
        pl.when(told & pl.col("effective"))
        .then(alive)
        .when(told & pl.col("ineffective"))
        .then(dead)
        .alias("effective"),
    )


def _said_by_events(events: pl.DataFrame, last: datetime.date) -> pl.DataFrame:
    """What the events of each model say until a day, and what those without a day leave open."""
    stage, on, undated = pl.col("stage"), pl.col("on"), pl.col("on").is_null()
    reviewed, begins = stage == "reviewed", stage == "new"
    dated = events.filter(on <= last)
    told = events.join(_last_stages(dated), on="model", how="left").with_columns(
        counts=(reviewed & (on <= last) & (pl.col("began").is_null() | (on >= pl.col("began")))).fill_null(
            value=False
        )
    )
    reviews = told.filter("counts").group_by("model").agg(reviewed_on=on.max())
    latest = reviewed & (undated | (pl.col("counts") & (on == pl.col("reviewed_on"))))
    result = pl.col("result")
    return (
        told.join(reviews, on="model", how="left")
        .group_by(pl.col("model").alias(ID))
        .agg(
            pl.col("last").first(),
            begins=begins.any(),
            may_have_lived=(undated & (stage != "eliminated")).any(),
            may_have_ended=(undated & (stage == "eliminated")).any(),
            may_be_elsewhere=(undated & (stage != pl.col("last"))).any(),
            unclear_life=(begins.sum() > 1) & (undated & begins).any(),
            reviews=pl.col("counts").any(),
            effective=(~latest | (result == "effective")).all(ignore_nulls=False),
            ineffective=(~latest | (result != "effective")).all(ignore_nulls=False),
        )
    )


def _last_stages(dated: pl.DataFrame) -> pl.DataFrame:
    """The stage in which each model is by its events, and when it last began."""
    place = pl.col("stage").replace_strict(_STAGES, range(len(_STAGES)), return_dtype=pl.Int8)
    began = pl.when(pl.col("stage") == "new").then("on")
    return (
        dated.sort("on", place)
        .group_by("model", maintain_order=True)
        .agg(last=pl.col("stage").last(), began=began.max())
    )


def _events(preparing: _Preparing) -> pl.DataFrame:
    events = keyed(preparing.register.tables["model_events"], "model_events")
    return events.with_columns(referring("model", preparing.chains("models")))


def _model_events(preparing: _Preparing) -> pl.DataFrame:
    """Events of the period in the lives of the territory's models."""
    events = _events(preparing)
    if not preparing.has("models"):
        nobody = pl.lit(None, dtype=pl.String)
        return events.with_columns(pl.lit(None, dtype=pl.Boolean).alias(IN_PERIOD), nobody.alias("year"))
    models = preparing.ours(preparing.with_unit(preparing.table("models")), "entered_on").select(
        pl.col(ID).alias("model"), "ours", "kind", "unit_kind", "province", "commune"
    )
    joined = events.join(models, on="model", how="inner", maintain_order="left")
    return joined.with_columns(
        (pl.col("ours") & preparing.scope.during("on")).alias(IN_PERIOD),
        pl.col("on").dt.year().cast(pl.String).alias("year"),
        _family(preparing),
    )


def _tips(preparing: _Preparing) -> pl.DataFrame:
    dated = _of_day("received_on")(preparing, preparing.table("tips"))
    clocks = clock_statuses(dated, preparing.scope.period.last)
    with_clocks = dated.with_columns(clocks)
    if not preparing.has("models"):
        return with_clocks.with_columns(pl.lit(None, dtype=pl.String).alias("family"))
    families = preparing.table("models").select(pl.col(ID).alias("model"), _family(preparing))
    return with_clocks.with_columns(referring("model", preparing.chains("models"))).join(
        families, on="model", how="left", maintain_order="left"
    )


def _certifications(preparing: _Preparing) -> pl.DataFrame:
    """Certifications with the kind of their unit, and whether a later decision has put theirs right."""
    found = keyed(preparing.register.tables["certifications"], "certifications")
    corrected = found.filter(pl.col("decision.on") <= preparing.scope.period.last)["corrects"].drop_nulls()
    return preparing.with_unit(found).with_columns(
        pl.col(ID).is_in(corrected.implode()).alias("corrected"),
        pl.col("unit_commune").alias("commune"),
    )


def _recognitions(preparing: _Preparing) -> pl.DataFrame:
    """Decisions that recognise and still stand; a certification without any decision recognises nobody."""
    decided = pl.any_horizontal(pl.col("decision.on", "decision.result", "decision.document").is_not_null())
    stands = _certifications(preparing).filter(~pl.col("corrected") & decided)
    dated = _of_day("decision.on")(preparing, stands)
    recognises = pl.col("decision.result") == "recognised"
    return dated.with_columns((pl.col(IN_PERIOD) & recognises).alias(IN_PERIOD))


def _registrations(preparing: _Preparing) -> pl.DataFrame:
    """Registrations, with whether the decision that now stands for the unit and year recognises it."""
    found = _certifications(preparing)
    outcome = (
        found.filter(~pl.col("corrected") & (pl.col("decision.on") <= preparing.scope.period.last))
        .select("unit", "year", _words(pl.col("decision.result") == "recognised").alias("recognised"))
        .unique(subset=["unit", "year"], keep="last", maintain_order=True)
    )
    first = found.filter(pl.col("corrects").is_null())
    joined = first.join(outcome, on=["unit", "year"], how="left", maintain_order="left")
    decided_not = joined.with_columns(pl.col("recognised").fill_null("false"))
    return _of_day("registration.on")(preparing, decided_not)


def _signed(preparing: _Preparing) -> pl.DataFrame:
    return _of_day("signed_on")(preparing, preparing.table("agreements"))


def _in_force(preparing: _Preparing) -> pl.DataFrame:
    last = preparing.scope.period.last
    ours = preparing.ours(preparing.table("agreements"), "signed_on")
    ends = pl.col("open_ended").fill_null(value=False) | (pl.col("in_force_to") >= last)
    found = ours.with_columns((pl.col("ours") & (pl.col("in_force_from") <= last) & ends).alias(IN_PERIOD))
    return found.join(_latest_reviews(preparing), on=ID, how="left", maintain_order="left")


def _latest_reviews(preparing: _Preparing) -> pl.DataFrame:
    if not preparing.has("agreement_reviews"):
        return pl.DataFrame(schema={ID: pl.String, "tasks_planned": pl.Int64, "tasks_done": pl.Int64})
    reviews = keyed(preparing.register.tables["agreement_reviews"], "agreement_reviews")
    return (
        reviews.with_columns(referring("agreement", preparing.chains("agreements")))
        .filter(pl.col("on") <= preparing.scope.period.last)
        .sort("on")
        .group_by(pl.col("agreement").alias(ID), maintain_order=True)
        .agg(pl.col("tasks_planned", "tasks_done").last())
    )


def _commendations(preparing: _Preparing) -> pl.DataFrame:
    return _of_day("decided_on")(preparing, preparing.table("commendations"))


def _activities(preparing: _Preparing) -> pl.DataFrame:
    return _of_day("held_on")(preparing, preparing.table("activities"))


_SETS: Mapping[RecordSet, Callable[[_Preparing], pl.DataFrame]] = {
    RecordSet.UNITS: _units,
    RecordSet.MODELS: _models,
    RecordSet.MODEL_EVENTS: _model_events,
    RecordSet.TIPS: _tips,
    RecordSet.REGISTRATIONS: _registrations,
    RecordSet.RECOGNITIONS: _recognitions,
    RecordSet.AGREEMENTS_SIGNED: _signed,
    RecordSet.AGREEMENTS_IN_FORCE: _in_force,
    RecordSet.COMMENDATIONS: _commendations,
    RecordSet.ACTIVITIES: _activities,
}
