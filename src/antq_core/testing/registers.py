"""Made-up registers: small sets of records of all tables that refer to each other as they should."""

import datetime
from collections.abc import Mapping

from hypothesis import strategies as st

from antq_core.domain.movement_models import ModelStage
from antq_core.movement.activities import AwarenessActivity
from antq_core.movement.agreements import Agreement, AgreementReview
from antq_core.movement.certifications import Certification, DecisionResult
from antq_core.movement.commendations import Commendation
from antq_core.movement.models import ModelEvent, MovementModel
from antq_core.movement.record import Cell, MovementRecord
from antq_core.movement.tables import TABLES
from antq_core.movement.tips import Tip
from antq_core.movement.units import RegisteredUnit
from antq_core.testing.movement import ALWAYS, FIRST_DAY, LAST_DAY, records

Register = Mapping[str, tuple[MovementRecord, ...]]

_DAY = datetime.timedelta(days=1)
_BETWEEN = (ModelStage.MAINTAINED, ModelStage.REVIEWED, ModelStage.REPLICATED)
_MOST = 3


@st.composite
def registers(draw: st.DrawFn, most: int = _MOST) -> Register:
    """The records of one province by table; each table has at most about `most` records.

    Units are there on every day, a model lives once, tips come through models while these are alive, and of
    the certifications of a unit and year every one but the first corrects the one before.
    """
    province = draw(st.sampled_from(ALWAYS))
    made: dict[str, list[MovementRecord]] = {name: [] for name in TABLES}
    for n in range(draw(st.integers(1, most))):
        stated = {"since": draw(st.sampled_from((None, FIRST_DAY))), "until": None, "continues": None}
        made["units"].append(draw(records(RegisteredUnit, _named("DV", n, province, stated))))
    units = [None, *(str(unit.row["number"]) for unit in made["units"])]
    a_unit = {"unit": st.sampled_from(units)}
    lives: list[tuple[str, datetime.date, datetime.date]] = []
    for n in range(draw(st.integers(0, most))):
        model = draw(_model(n, province, a_unit, [number for number, _, _ in lives]))
        events, last = draw(_life(model.number))
        made["models"].append(model)
        made["model_events"] += events
        lives.append((model.number, events[0].on or FIRST_DAY, last))
    for n in range(draw(st.integers(0, most))):
        made["tips"].append(draw(records(Tip, _named("TB", n, province, draw(_through(lives))))))
    _fill_agreements(draw, made, province, units, most)
    made["certifications"] += draw(_certifications(province, [*filter(None, units)], most))
    for n in range(draw(st.integers(0, most))):
        made["commendations"].append(draw(records(Commendation, _named("KT", n, province, a_unit))))
    for n in range(draw(st.integers(0, most))):
        made["activities"].append(draw(records(AwarenessActivity, _named("HD", n, province, a_unit))))
    return {name: tuple(listed) for name, listed in made.items()}


def _named(
    letters: str, n: int, province: str, stated: Mapping[str, Cell | st.SearchStrategy[Cell]]
) -> dict[str, Cell | st.SearchStrategy[Cell]]:
    return {"number": f"{letters}-{n + 1:04d}", "province": province, **stated}


@st.composite
def _model(
    draw: st.DrawFn,
    n: int,
    province: str,
    a_unit: Mapping[str, st.SearchStrategy[Cell]],
    before: list[str],
) -> MovementModel:
    after = {"replicated_from": draw(st.sampled_from((None, *before))), "continues": None}
    return draw(records(MovementModel, _named("MH", n, province, {**a_unit, **after})))


@st.composite
def _life(draw: st.DrawFn, model: str) -> tuple[list[ModelEvent], datetime.date]:
    """The events of a model in the order of their days, which differ, and the last day of its life."""
    days = sorted(draw(st.lists(st.dates(FIRST_DAY, LAST_DAY), min_size=1, max_size=5, unique=True)))
    ended = len(days) > 1 and draw(st.booleans())
    stages = [ModelStage.NEW, *(draw(st.sampled_from(_BETWEEN)) for _ in days[1:])]
    if ended:
        stages[-1] = ModelStage.ELIMINATED
    events = [
        draw(records(ModelEvent, {"model": model, "stage": stage, "on": day}))
        for stage, day in zip(stages, days, strict=True)
    ]
    if draw(st.integers(0, 3)) == 0:
        events.append(draw(records(ModelEvent, {"model": model, "stage": ModelStage.MAINTAINED, "on": None})))
    return events, days[-1] - _DAY if ended else LAST_DAY


@st.composite
def _through(
    draw: st.DrawFn, lives: list[tuple[str, datetime.date, datetime.date]]
) -> dict[str, Cell | st.SearchStrategy[Cell]]:
    """The model through which a tip came, on a day of the model's life."""
    nowhere: dict[str, Cell | st.SearchStrategy[Cell]] = {"model": None, "continues": None}
    if not lives or draw(st.booleans()):
        return nowhere
    number, first, last = draw(st.sampled_from(lives))
    return {**nowhere, "model": number, "received_on": draw(st.dates(first, last))}


def _fill_agreements(
    draw: st.DrawFn, made: dict[str, list[MovementRecord]], province: str, units: list[str | None], most: int
) -> None:
    for n in range(draw(st.integers(0, most))):
        parties = {name: st.sampled_from(units) for name in ("first_unit", "second_unit")}
        agreement = draw(records(Agreement, _named("PH", n, province, {**parties, "continues": None})))
        made["agreements"].append(agreement)
        for day in draw(st.lists(st.dates(FIRST_DAY, LAST_DAY), max_size=2, unique=True)):
            made["agreement_reviews"].append(
                draw(records(AgreementReview, {"agreement": agreement.number, "on": day}))
            )


@st.composite
def _certifications(draw: st.DrawFn, province: str, units: list[str], most: int) -> list[Certification]:
    """For some units and years a certification, and corrections of some of these."""
    made: list[Certification] = []
    pairs = st.tuples(st.sampled_from(units), st.integers(2014, 2026))
    for unit, year in draw(st.lists(pairs, max_size=most, unique=True)):
        corrections = draw(st.sampled_from((0, 0, 1, 2)))
        first = datetime.date(year, 11, 1)
        days = [first + _DAY * draw(st.integers(0, 10)) * n for n in range(corrections + 1)]
        before: str | None = None
        for day in sorted(days):
            stated: dict[str, Cell | st.SearchStrategy[Cell]] = {"unit": unit, "year": year}
            stated["corrects"] = before
            if corrections:
                stated |= {"decision.on": day, "decision.result": st.sampled_from(list(DecisionResult))}
            made.append(draw(records(Certification, _named("CN", len(made), province, stated))))
            before = made[-1].number
    return made
