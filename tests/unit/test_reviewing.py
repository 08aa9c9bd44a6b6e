"""A review counts what single records say, each once, and says what it cannot know."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from antq_core.domain.movement_models import ModelStage
from antq_core.domain.windows import Window
from antq_core.errors import InputError
from antq_core.movement.certifications import Certification, Decision
from antq_core.movement.inter_household import KIND, conforms
from antq_core.movement.model_life import ModelLife
from antq_core.movement.models import ModelEvent, MovementModel
from antq_core.movement.record import MovementRecord
from antq_core.movement.tips import Tip
from antq_core.movement.units import RegisteredUnit
from antq_core.possible import Truths
from antq_core.register.register import register_of_records
from antq_core.review.figures import RecordSet
from antq_core.review.preparing import Scope, prepared
from antq_core.review.results import Count, FigureResult, Line, Review
from antq_core.review.reviewing import review
from antq_core.review.templates import DIRECTIVE_07
from antq_core.review.territory import Territory
from antq_core.testing.movement import records

LAST = datetime.date(2019, 6, 30)
PERIOD = Window(datetime.date(2014, 8, 15), LAST)
WORDS = {Truths.TRUE: "true", Truths.FALSE: "false", Truths.EITHER: None}

days = st.dates(datetime.date(2019, 6, 28), datetime.date(2019, 7, 2))
events = st.builds(
    ModelEvent,
    model=st.just("MH-1"),
    stage=st.sampled_from(ModelStage),
    on=st.none() | days,
).flatmap(
    lambda event: (
        st.sampled_from([None, "effective", "not_effective"]).map(
            lambda result: ModelEvent(model="MH-1", stage=event.stage, on=event.on, result=result)
        )
        if event.stage == "reviewed"
        else st.just(event)
    )
)


def reviewed(
    *records: MovementRecord,
    province: str = "26",
    until: datetime.date = LAST,
    at_least: int | None = 5,
) -> Review:
    register = register_of_records(records)
    assert not register.problems
    return review(register, Window(PERIOD.first, until), province, DIRECTIVE_07, at_least=at_least)


def figure(found: Review, code: str) -> FigureResult:
    return found.figure(code)


@given(st.lists(events, min_size=1, max_size=6, unique_by=lambda each: (each.stage, each.on)))
def test_a_table_of_lives_says_what_each_life_says(happened: list[ModelEvent]) -> None:
    model = MovementModel(number="MH-1", province="26", entered_on=datetime.date(2015, 1, 1))
    try:
        life = ModelLife.of(model, happened)
    except InputError:
        return
    register = register_of_records([model, *happened])
    if register.rejected.get("model_events"):
        return  # a register also refuses what no life speaks of, such as one event told twice
    found = prepared(register, Scope(Territory.of("26", LAST), PERIOD))[RecordSet.MODELS].row(0, named=True)
    assert found["alive"] == WORDS[life.alive_on(LAST)]
    assert found["effective"] == WORDS[life.effective_on(LAST)]
    stages = life.stage_on(LAST)
    assert found["stage"] == (next(iter(stages)) if len(stages) == 1 else None)


@given(
    records(
        MovementModel,
        {
            "number": "MH-1",
            "province": "26",
            "kind": KIND,
            "teams": st.sampled_from([None, 0, 1, 1, 2]),
            "households": st.none() | st.integers(3, 31),
            "entered_on": datetime.date(2015, 1, 1),
            "unit": None,
            "continues": None,
            "replicated_from": None,
        },
    )
)
def test_a_table_of_groups_says_what_each_group_is_said_to_have(model: MovementModel) -> None:
    register = register_of_records([model])
    assert not register.problems
    found = prepared(register, Scope(Territory.of("26", LAST), PERIOD))[RecordSet.MODELS].row(0, named=True)
    assert found["conforms"] == WORDS[conforms(model)]


def test_a_model_that_goes_on_after_a_merger_is_one_model() -> None:
    old = MovementModel(number="MH-1", province="26", entered_on=datetime.date(2018, 1, 1), kind="camera")
    new = MovementModel(
        number="MH-900",
        province="25",
        entered_on=datetime.date(2025, 8, 1),
        kind="camera",
        continues="26:MH-1",
    )
    born = ModelEvent(model="26:MH-1", stage=ModelStage.NEW, on=datetime.date(2018, 1, 1))
    found = reviewed(old, new, born, province="25", until=datetime.date(2026, 6, 30))
    assert figure(found, "models.standing").total == Count(1)
    assert [each.vi for each in found.provinces][-1] == "Tỉnh Phú Thọ"


def test_two_old_provinces_may_have_given_the_same_number() -> None:
    models = [
        MovementModel(number="MH-1", province=code, entered_on=datetime.date(2018, 1, 1))
        for code in ("26", "17")
    ]
    born = [
        ModelEvent(model=f"{code}:MH-1", stage=ModelStage.NEW, on=datetime.date(2018, 1, 1))
        for code in ("26", "17")
    ]
    found = reviewed(*models, *born, province="25", until=datetime.date(2026, 6, 30))
    assert figure(found, "models.standing").total == Count(2)


def test_a_recognition_that_was_put_right_does_not_count() -> None:
    unit = RegisteredUnit(number="DV-1", province="26", kind="agency")
    first = Certification(
        number="CN-1",
        province="26",
        unit="DV-1",
        year=2018,
        decision=Decision(on=datetime.date(2018, 11, 15), result="recognised", document="1/QĐ-UBND"),
    )
    second = Certification(
        number="CN-2",
        province="26",
        unit="DV-1",
        year=2018,
        decision=Decision(on=datetime.date(2018, 12, 15), result="not_recognised", document="2/QĐ-UBND"),
        corrects="CN-1",
    )
    assert figure(reviewed(unit, first), "recognitions.organisations").total == Count(1)
    assert figure(reviewed(unit, first, second), "recognitions.organisations").total == Count(0)


def test_a_small_group_of_tips_is_withheld_and_an_open_table_says_at_least() -> None:
    tips = [
        Tip(number=f"TB-{n}", province="26", received_on=datetime.date(2018, 1, 1), valuation="valuable")
        for n in range(3)
    ]
    found = figure(reviewed(*tips), "tips.received")
    assert found.total.withheld
    assert found.open


def test_an_exact_sum_of_tips_says_how_many_do_not_say_theirs() -> None:
    tips = [
        Tip(number=f"TB-{n}", province="26", received_on=datetime.date(2018, 1, 1), cases=cases)
        for n, cases in enumerate([2, 0, None])
    ]
    assert figure(reviewed(*tips, at_least=None), "tips.cases").total == Count(2, 1)


tips = st.builds(
    Tip,
    number=st.integers(1, 9999).map("TB-{}".format),
    province=st.just("26"),
    commune=st.sampled_from([None, "99001", "99002"]),
    received_on=st.none() | st.sampled_from([PERIOD.first, LAST, LAST + datetime.timedelta(days=1)]),
    category=st.sampled_from([None, "drugs", "fire"]),
    valuation=st.sampled_from([None, "valuable", "not_valuable"]),
    valuation_ground=st.none(),
    cases=st.sampled_from([None, 0, 1]),
)


@settings(max_examples=settings.default.max_examples // 4)
@given(st.lists(tips, min_size=1, max_size=24, unique_by=lambda each: each.number))
def test_what_a_guarded_review_shows_is_what_the_exact_one_says(records: list[Tip]) -> None:
    shown, true = reviewed(*records), reviewed(*records, at_least=None)
    for result, exact in zip(shown.figures, true.figures, strict=True):
        assert_shows(result.total, exact.total)
        for breakdown, whole in zip(result.breakdowns, exact.breakdowns, strict=not result.total.withheld):
            lines = {codes(line): line.count for line in whole.lines}
            for line in breakdown.lines:
                assert_shows(line.count, lines[codes(line)])


def codes(line: Line) -> tuple[str | None, ...]:
    return tuple(each.code for each in line.categories)


def assert_shows(count: Count, exact: Count) -> None:
    assert count.withheld or count.surely == exact.surely
    assert count.unclear in (None, exact.unclear)


def test_a_table_that_is_not_there_is_no_empty_one() -> None:
    unit = RegisteredUnit(number="DV-1", province="26", kind="agency")
    found = figure(reviewed(unit), "tips.received")
    assert not found.recorded
    assert found.before is None
