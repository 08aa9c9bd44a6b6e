"""The life of a model: what its events refuse, what may be so on a day, and what a dossier states of it."""

import datetime
import itertools
from collections.abc import Iterator

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from antq_core import Basis, Dossier, RecordList, Unit, assess, load_registry
from antq_core.domain.movement_models import ModelStage
from antq_core.domain.stated import UNKNOWN
from antq_core.errors import InputError
from antq_core.movement.model_life import ANYTHING, ModelLife
from antq_core.movement.models import ModelEvent, MovementModel, ReviewResult
from antq_core.possible import Truths
from antq_core.testing.movement import records

MODEL = MovementModel(number="MH-0001", province="00", commune="00001", sites=3, teams=4)
START = datetime.date(2026, 1, 1)
SPAN = 6
"""Completions are tried on so many days; lives are drawn on the same."""
DAYS = [START + datetime.timedelta(days=n) for n in range(SPAN)]
NEW, MAINTAINED, REVIEWED, REPLICATED, ELIMINATED = ModelStage


def event(stage: ModelStage, on: int | None, result: ReviewResult | None = None) -> ModelEvent:
    """An event on the day of a number."""
    day = None if on is None else START + datetime.timedelta(days=on)
    return ModelEvent(model=MODEL.number, stage=stage, on=day, result=result)


def life(*events: tuple[ModelStage, int | None]) -> ModelLife:
    return ModelLife.of(MODEL, [event(stage, on) for stage, on in events])


def codes(*events: tuple[ModelStage, int | None]) -> list[str]:
    with pytest.raises(InputError) as refused:
        life(*events)
    assert refused.value.message("vi") and refused.value.message("en")
    return [each.code for each in refused.value.problems]


# --- what makes no sense ------------------------------------------------------------------------------


def test_a_model_that_is_alive_is_not_new_again() -> None:
    assert codes((NEW, 0), (NEW, 3)) == ["life.overlaps"]
    assert codes((NEW, 0), (MAINTAINED, 1), (NEW, 3), (NEW, 4)) == ["life.overlaps"] * 2
    # On one day, new comes before eliminated.
    assert codes((NEW, 0), (ELIMINATED, 3), (NEW, 3)) == ["life.overlaps"]


def test_nothing_happens_to_a_model_before_it_is_new() -> None:
    assert codes((MAINTAINED, 0), (REVIEWED, 1), (NEW, 3)) == ["life.before-new"] * 2
    assert codes((ELIMINATED, 0), (NEW, 3)) == ["life.before-new"]


def test_nothing_but_a_new_life_follows_elimination() -> None:
    assert codes((NEW, 0), (ELIMINATED, 2), (MAINTAINED, 3)) == ["life.after-elimination"]
    assert life((NEW, 0), (ELIMINATED, 2), (NEW, 3), (MAINTAINED, 4)).alive_on(DAYS[5]) is Truths.TRUE


def test_everything_wrong_with_a_life_is_told_at_once() -> None:
    assert codes((MAINTAINED, 0), (NEW, 1), (NEW, 2), (ELIMINATED, 3), (REVIEWED, 4)) == [
        "life.before-new",
        "life.overlaps",
        "life.after-elimination",
    ]


def test_what_is_not_recorded_contradicts_nothing() -> None:
    assert life((MAINTAINED, 0), (NEW, None), (ELIMINATED, 3)).alive_on(DAYS[3]) is Truths.EITHER
    assert life((NEW, 0), (ELIMINATED, None), (NEW, 3)).stage_on(DAYS[3]) == {NEW, ELIMINATED}
    assert life((NEW, 0), (ELIMINATED, 2), (NEW, None), (MAINTAINED, 4)).dated[-1].stage == MAINTAINED
    assert life((MAINTAINED, 1), (ELIMINATED, 3)).stage_on(DAYS[0]) == ANYTHING


# --- what was on a day --------------------------------------------------------------------------------


def test_the_stage_is_that_of_the_last_event() -> None:
    found = life((REVIEWED, 3), (NEW, 1), (REPLICATED, 3), (ELIMINATED, 5))
    assert [found.stage_on(day) for day in DAYS] == [
        {None},
        {NEW},
        {NEW},
        {REPLICATED},
        {REPLICATED},
        {ELIMINATED},
    ]
    assert [found.alive_on(day) for day in DAYS] == [Truths.FALSE, *[Truths.TRUE] * 4, Truths.FALSE]


def test_of_a_model_without_events_nothing_is_known() -> None:
    assert life().stage_on(START) == ANYTHING
    assert life().alive_on(START) is Truths.EITHER and life().effective_on(START) is Truths.EITHER


def test_the_last_review_counts_and_no_review_is_no_answer() -> None:
    good, bad = ReviewResult.EFFECTIVE, ReviewResult.NOT_EFFECTIVE
    found = ModelLife.of(MODEL, [event(NEW, 0), event(REVIEWED, 1, good), event(REVIEWED, 3, bad)])
    assert [found.effective_on(day) for day in DAYS[:4]] == [
        Truths.EITHER,
        Truths.TRUE,
        Truths.TRUE,
        Truths.FALSE,
    ]
    again = ModelLife.of(
        MODEL, [event(NEW, 0), event(REVIEWED, 1, good), event(ELIMINATED, 2), event(NEW, 3)]
    )
    assert again.effective_on(DAYS[3]) is Truths.EITHER  # the review was one of the former life
    silent = ModelLife.of(MODEL, [event(NEW, 0), event(REVIEWED, 1, good), event(REVIEWED, 2)])
    assert silent.effective_on(DAYS[2]) is Truths.EITHER


def test_replications_say_to_which_commune() -> None:
    moved = ModelEvent(model="MH-0001", stage=REPLICATED, on=DAYS[2], to_commune="00002")
    found = ModelLife.of(MODEL, [moved, event(NEW, 0), attrs.evolve(moved, on=None, to_commune="00003")])
    assert [each.to_commune for each in found.replications] == ["00002", "00003"]


# --- laws: learning the day of an event never widens, and every completion lies inside ------------------

EVENTS = st.builds(
    lambda stage, on, result: event(stage, on, result if stage is REVIEWED else None),
    st.sampled_from(ModelStage),
    st.none() | st.integers(0, SPAN - 1),
    st.none() | st.sampled_from(ReviewResult),
)


def completions(events: list[ModelEvent]) -> Iterator[ModelLife]:
    """Every life in which each event has a day and each review a result."""
    ways = [
        [
            attrs.evolve(each, on=on, result=result)
            for on in ([each.on] if each.on is not None else DAYS)
            for result in (
                [*ReviewResult] if each.stage is REVIEWED and each.result is None else [each.result]
            )
        ]
        for each in events
    ]
    for way in itertools.product(*ways):
        try:
            yield ModelLife.of(MODEL, way)
        except InputError:
            continue


@given(events=st.lists(EVENTS, max_size=4), on=st.sampled_from(DAYS))
def test_whatever_the_days_turn_out_to_be_was_possible(events: list[ModelEvent], on: datetime.date) -> None:
    try:
        found = ModelLife.of(MODEL, events)
    except InputError:
        assume(False)
    stages, alive = found.stage_on(on), found.alive_on(on)
    for completed in itertools.islice(completions(events), 500):
        assert completed.stage_on(on) <= stages
        assert completed.alive_on(on).narrows(alive)
        assert completed.effective_on(on).narrows(found.effective_on(on))
        if (established := found.established_on(on)) is not None:
            assert completed.established_on(on) == established


@given(events=st.lists(EVENTS, max_size=5), on=st.sampled_from(DAYS), data=st.data())
def test_learning_the_day_of_one_event_never_widens(
    events: list[ModelEvent], on: datetime.date, data: st.DataObject
) -> None:
    undated = [place for place, each in enumerate(events) if each.on is None]
    assume(undated)
    place = data.draw(st.sampled_from(undated))
    learnt = [*events]
    learnt[place] = attrs.evolve(events[place], on=data.draw(st.sampled_from(DAYS)))
    try:
        before, after = ModelLife.of(MODEL, events), ModelLife.of(MODEL, learnt)
    except InputError:
        assume(False)
    # What cannot be made whole in any way is no knowledge that could be narrowed.
    assume(next(completions(learnt), None) is not None)
    assert after.stage_on(on) <= before.stage_on(on)
    assert after.alive_on(on).narrows(before.alive_on(on))
    assert after.effective_on(on).narrows(before.effective_on(on))


@given(model=records(MovementModel), events=st.lists(EVENTS, max_size=4), on=st.sampled_from(DAYS))
def test_a_dossier_states_nothing_that_the_life_leaves_open(
    model: MovementModel, events: list[ModelEvent], on: datetime.date
) -> None:
    try:
        found = ModelLife.of(model, events)
    except InputError:
        assume(False)
    entry, stages = found.entry_on(on), found.stage_on(on)
    assert (entry is None) == (stages == {None})
    if entry is not None:
        assert stages == {entry.stage} if entry.stage is not UNKNOWN else len(stages) > 1
        assert (entry.effective is UNKNOWN) == (found.effective_on(on) is Truths.EITHER)
        assert (entry.commune is UNKNOWN) == (model.commune is None)
        assert (entry.sites is UNKNOWN) == (model.sites is None)


# --- the bridge: a commune's criterion is decided by the lives of its models -----------------------------


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([event(NEW, 0), event(REVIEWED, 2, ReviewResult.EFFECTIVE)], ("met",)),
        ([event(NEW, 0), event(REVIEWED, 2, ReviewResult.NOT_EFFECTIVE)], ("not_met",)),
        ([event(NEW, 0), event(REVIEWED, 2, ReviewResult.EFFECTIVE), event(ELIMINATED, 4)], ("not_met",)),
        ([event(NEW, 0)], ("met", "not_met")),
        ([event(NEW, None), event(REVIEWED, 2, ReviewResult.EFFECTIVE)], ("met", "not_met")),
        ([], ("met", "not_met")),
    ],
)
def test_the_life_of_a_model_decides_the_criterion_of_a_commune(
    events: list[ModelEvent], expected: tuple[str, ...]
) -> None:
    commune = Unit(id="xa-mot", kind="commune", province="00", commune="00001")
    decided_on = datetime.date(2026, 12, 1)
    stack = load_registry(only={"vn"}, strict=True).select(commune, 2026, decided_on)
    window = stack.window.for_year(2026)
    entry = ModelLife.of(MODEL, events).entry_on(window.last)
    listed = RecordList(
        items=() if entry is None else (entry,),
        complete_for=window,
        attested_by="Công an xã (giả định)",
        basis=Basis.VERIFIED,
    )
    dossier = Dossier(unit=commune, year=2026, decision_date=decided_on, records={"movement_models": listed})
    found = {each.criterion: each.outcomes.words for each in assess(dossier, stack).findings}
    assert found["XA-1c"] == expected
