"""What records say of each other: references, chains, lives, and one certification for a unit and year."""

import datetime
from collections import Counter
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antq_core.domain.movement_models import ModelStage
from antq_core.errors import InputError
from antq_core.movement.certifications import Certification, Decision, DecisionResult
from antq_core.movement.model_life import ModelLife
from antq_core.movement.models import ModelEvent, MovementModel
from antq_core.movement.record import MovementRecord
from antq_core.movement.tips import Tip
from antq_core.movement.units import RegisteredUnit
from antq_core.register.manifest import manifest_of
from antq_core.register.register import Register, register_of, register_of_records
from antq_core.testing.registers import registers

DAY = datetime.date(2018, 3, 1)
YEAR = datetime.timedelta(days=365)


def unit(number: str, **stated: Any) -> RegisteredUnit:
    return RegisteredUnit(**{"number": number, "province": "26", **stated})


def model(number: str, **stated: Any) -> MovementModel:
    return MovementModel(**{"number": number, "province": "26", **stated})


def tip(number: str, **stated: Any) -> Tip:
    return Tip(**{"number": number, "province": "26", **stated})


def certification(number: str, **stated: Any) -> Certification:
    decision = Decision(on=DAY, result=DecisionResult.RECOGNISED)
    return Certification(
        **{"number": number, "province": "26", "unit": "DV-1", "year": 2018, "decision": decision, **stated}
    )


def said(register: Register) -> set[tuple[str, int | None, str | None, str]]:
    return {(each.file, each.row, each.column, each.code) for each in register.problems}


def remarked(register: Register) -> set[tuple[str, int | None, str | None, str]]:
    return {(each.file, each.row, each.column, each.code) for each in register.remarks}


@given(register=registers())
@settings(max_examples=60, deadline=None)
def test_records_that_refer_to_each_other_as_they_should_are_all_in_order(register: Any) -> None:
    found = register_of_records(record for records in register.values() for record in records)
    assert said(found) == set()
    assert {table: frame.height for table, frame in found.tables.items()} == {
        table: len(records) for table, records in register.items() if records
    }


STAGES = st.sampled_from(ModelStage)
SOME_DAYS = st.none() | st.sampled_from([DAY + n * YEAR for n in range(4)])


@given(lives=st.lists(st.lists(st.tuples(STAGES, SOME_DAYS), max_size=6), min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_the_events_of_a_register_fit_into_lives_as_those_of_one_model_do(lives: Any) -> None:
    models = [model(f"MH-{n}") for n in range(len(lives))]
    events = [
        ModelEvent(model=each.number, stage=stage, on=on)
        for each, life in zip(models, lives, strict=True)
        # An event that stands twice is told for itself.
        for stage, on in dict.fromkeys(life)
    ]
    expected: Counter[tuple[str, str]] = Counter()
    for each in models:
        try:
            ModelLife.of(each, (event for event in events if event.model == each.number))
        except InputError as error:
            expected.update((each.number, problem.code) for problem in error.problems)
    problems = register_of_records([*models, *events]).problems
    assert Counter((events[(each.row or 0) - 1].model, each.code) for each in problems) == expected


REFERENCES: list[tuple[list[MovementRecord], set[tuple[str, int, str, str]]]] = [
    ([tip("TB-1", model="MH-1"), model("MH-2")], {("tips", 1, "model", "register.dangling")}),
    ([tip("TB-1", model="25:MH-1"), model("MH-1", province="25")], set()),
    ([tip("TB-1", model="MH-1"), model("MH-1", province="25")], {("tips", 1, "model", "register.dangling")}),
    ([ModelEvent(model="MH-1", stage=ModelStage.NEW), model("MH-1")], set()),
    (
        [ModelEvent(model="MH-1", stage=ModelStage.NEW), model("MH-1"), model("MH-1", province="25")],
        {("model_events", 1, "model", "register.unclear")},
    ),
    (
        [ModelEvent(model="MH-2", stage=ModelStage.NEW), model("MH-1")],
        {("model_events", 1, "model", "register.dangling")},
    ),
    ([unit("DV-1", continues="DV-1")], {("units", 1, "continues", "register.circle")}),
    (
        [unit("DV-1", continues="DV-2"), unit("DV-2", continues="DV-3"), unit("DV-3", continues="DV-2")],
        {
            *(("units", n, "continues", "register.circle") for n in (1, 2, 3)),
            *(("units", n, "continues", "register.continued-twice") for n in (1, 3)),
        },
    ),
    (
        [unit("DV-1"), unit("DV-2", continues="DV-1"), unit("DV-3", continues="DV-1")],
        {("units", n, "continues", "register.continued-twice") for n in (2, 3)},
    ),
    ([unit("DV-1", kind="scool")], {("units", 1, "kind", "register.unknown-kind")}),
]


@pytest.mark.parametrize(("records", "expected"), REFERENCES)
def test_references_lead_somewhere(records: list[MovementRecord], expected: Any) -> None:
    assert said(register_of_records(records)) == expected


CERTIFIED: list[tuple[list[MovementRecord], set[tuple[str, int, str, str]]]] = [
    ([certification("CN-1"), certification("CN-2", year=2019)], set()),
    ([certification("CN-1"), certification("CN-2", corrects="CN-1")], set()),
    (
        [certification("CN-1"), certification("CN-2")],
        {("certifications", n, "year", "register.certified-twice") for n in (1, 2)},
    ),
    (
        [
            certification("CN-1"),
            certification("CN-2", corrects="CN-1"),
            certification("CN-3", corrects="CN-1"),
        ],
        {("certifications", n, "year", "register.certified-twice") for n in (2, 3)},
    ),
    (
        [certification("CN-1"), certification("CN-2", unit="DV-2")],  # DV-2 continues DV-1
        {("certifications", n, "year", "register.certified-twice") for n in (1, 2)},
    ),
    (
        [certification("CN-1"), certification("CN-2", year=2019, corrects="CN-1")],
        {("certifications", 2, "corrects", "register.corrects-other")},
    ),
    (
        [
            certification("CN-1"),
            certification(
                "CN-2", corrects="CN-1", decision=Decision(on=DAY - YEAR, result=DecisionResult.RECOGNISED)
            ),
        ],
        {("certifications", 2, "corrects", "register.corrects-later")},
    ),
    (
        [certification("CN-1", corrects="CN-2"), certification("CN-2", corrects="CN-1")],
        {("certifications", n, "corrects", "register.circle") for n in (1, 2)},
    ),
    ([certification("CN-1", unit="DV-3")], {("certifications", 1, "unit", "register.before-unit")}),
]


@pytest.mark.parametrize(("records", "expected"), CERTIFIED)
def test_of_a_unit_and_year_one_certification_stands(records: list[MovementRecord], expected: Any) -> None:
    units = [unit("DV-1"), unit("DV-2", continues="DV-1"), unit("DV-3", since=DAY + YEAR)]
    assert said(register_of_records([*units, *records])) == expected


def test_what_may_be_right_is_remarked_and_stays() -> None:
    records = [
        unit("DV-1", until=DAY - YEAR),
        model("MH-1"),
        ModelEvent(model="MH-1", stage=ModelStage.NEW, on=DAY),
        ModelEvent(model="MH-1", stage=ModelStage.MAINTAINED),
        tip("TB-1", model="MH-1", received_on=DAY - YEAR),
        tip("TB-2", model="MH-1", received_on=DAY),
        tip("TB-3", model="25:MH-1"),
        certification("CN-1"),
    ]
    register = register_of_records(records)
    assert said(register) == set()
    assert remarked(register) == {
        ("model_events", 2, "on", "register.undated-event"),
        ("tips", 1, "model", "register.model-not-alive"),
        ("tips", 3, "model", "register.elsewhere"),
        ("certifications", 1, "unit", "register.after-unit"),
    }
    assert not any(register.rejected.values())


def test_a_reference_is_not_told_where_the_table_is_not_there() -> None:
    register = register_of_records([tip("TB-1", model="MH-1"), tip("TB-2", model="MH-2")])
    assert said(register) == set()
    assert remarked(register) == {("tips", None, "model", "register.not-looked-up")}
    assert register.remarks.shown[0].problem.facts["count"] == 2


def test_a_kind_of_a_province_counts_on_its_days_alone() -> None:
    kind = {
        **{"code": "bon_an_toan", "vi": "4 an toàn", "en": "4 safeties", "family": "safety_of_units"},
        **{"document": "1/KH-UBND", "valid_from": "2018-01-01", "valid_to": "2018-12-31"},
    }
    manifest = manifest_of({"format": 1, "model_kinds": [kind]})
    days = (DAY - YEAR, DAY, DAY + YEAR, None)
    records = [model(f"MH-{n}", kind="bon_an_toan", entered_on=day) for n, day in enumerate(days)]
    register = register_of_records(records, manifest=manifest)
    assert said(register) == {("models", n, "kind", "register.kind-not-valid") for n in (1, 3)}


def test_one_slip_is_not_told_again_by_all_that_refer_to_it() -> None:

    units = pl.DataFrame({"number": ["DV-1"], "province": ["2"]})
    models = pl.DataFrame({"number": ["MH-1"], "province": ["02"], "unit": ["DV-1"]})
    assert {each.code for each in register_of({"units": units, "models": models}).problems} == {
        "record.lost-zeros"
    }
