"""The synthetic register of Vĩnh Phúc: its records are in order, and give the totals that were published.

The totals are counted twice: here from the text of the files, in the simplest way there is, and by a review.
"""

import csv
import datetime
import importlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from antq_core.domain.windows import Window
from antq_core.movement.columns import Column, Holds
from antq_core.movement.tables import TABLES
from antq_core.register.manifest import read_manifest
from antq_core.register.register import Register, read_register
from antq_core.review.results import Count
from antq_core.review.reviewing import review
from antq_core.review.templates import DIRECTIVE_07
from antq_core.testing.movement import built

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDER = EXAMPLES / "vinh-phuc-2014-2019"
FIRST, LAST = "2014-08-15", "2019-06-30"
PERIOD = Window(datetime.date.fromisoformat(FIRST), datetime.date.fromisoformat(LAST))
ORGANISATIONS = ("agency", "enterprise", "school")
FIRE_PREVENTION = ("inter_household", "public_fire_point")

PUBLISHED = {
    "models.security": 163,
    "models.fire_prevention": 77,
    "models.areas_with_organisations": 24,
    "recognitions.organisations": 4589,
    "commendations.collectives": 11,
    "commendations.individuals": 12,
}
CHOSEN = {"tips.received": 13_041, "tips.valuable": 7_058}
"""Published are only "over 13,000" and "over 7,000"."""
NOT_VALUED = 61

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def tables() -> Mapping[str, Rows]:
    found = {}
    for name in TABLES:
        with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = [*csv.DictReader(file, strict=True)]
    return found


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(FOLDER)


def test_the_register_is_made_again_byte_for_byte() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EXAMPLES))
        made = importlib.import_module("make_vinh_phuc").files()
    there = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.name != "README.md"}
    assert {name: text.encode() for name, text in made.items()} == there


def test_the_register_is_small_enough_to_be_handed_on() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 5_000_000


def test_the_manifest_says_whose_records_these_are_and_that_they_are_made_up() -> None:
    manifest = read_manifest((FOLDER / "register.toml").read_bytes())
    assert manifest.synthetic
    assert manifest.province == "26"
    assert {name: each.window for name, each in manifest.coverage.items()} == {
        name: PERIOD for name in TABLES if name != "activities"
    }
    assert manifest.catalogues.model_kinds["four_safeties"].document == "09/CT-UBND"


@pytest.mark.parametrize("table", TABLES)
def test_every_row_builds_its_record(table: str, tables: Mapping[str, Rows]) -> None:
    kind = TABLES[table]
    columns = {column.name: column for column in kind.columns()}
    own = {"province": "26"} if "province" in columns else {}
    keys = Counter[Any]()
    for row in tables[table]:
        cells = {name: _cell(columns[name], text) for name, text in row.items() if text}
        record = built(kind, {**own, **cells})
        keys[tuple(record.row[name] for name in kind.key)] += 1
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_reference_leads_to_a_record(tables: Mapping[str, Rows]) -> None:
    numbers = {name: {row["number"] for row in rows if "number" in row} for name, rows in tables.items()}
    dangling = [
        (table, column.name, row[column.name])
        for table, kind in TABLES.items()
        for column in kind.columns()
        if column.holds is Holds.REFERENCE and column.refers_to
        for row in tables[table]
        if row.get(column.name) and row[column.name] not in numbers[column.refers_to]
    ]
    assert dangling == []


def test_tips_come_through_models_of_their_commune_that_are_alive(tables: Mapping[str, Rows]) -> None:
    communes = {row["number"]: row["commune"] for row in tables["models"]}
    lives = {model: _life(events) for model, events in _by(tables["model_events"], "model").items()}
    through = [row for row in tables["tips"] if row["model"]]
    assert len(through) > len(tables["tips"]) * 9 // 10
    for tip in through:
        born, gone = lives[tip["model"]]
        assert born <= tip["received_on"] < gone
        assert tip["commune"] == communes[tip["model"]]


def test_records_of_a_unit_are_of_days_on_which_it_is_there(tables: Mapping[str, Rows]) -> None:
    there = {row["number"]: (row["since"], row["until"] or "9999") for row in tables["units"]}
    used = [
        (row["unit"], row[day]) for table, day in DAYS.items() for row in tables[table] if row.get("unit")
    ]
    used += [(row["second_unit"], row["signed_on"]) for row in tables["agreements"] if row["second_unit"]]
    assert [each for each in used if each[1] and not there[each[0]][0] <= each[1] <= there[each[0]][1]] == []


def test_some_records_stand_just_outside_the_period_on_both_sides(tables: Mapping[str, Rows]) -> None:
    dated = {"tips": "received_on", "certifications": "decision.on", "activities": "held_on"}
    for table, day in {**dated, "agreements": "signed_on"}.items():
        days = {row[day] for row in tables[table]}
        assert days >= {"2014-08-14", FIRST, LAST, "2019-07-01"}, table
    events = {(row["stage"], row["on"]) for row in tables["model_events"]}
    assert events >= {("new", "2019-07-01"), ("eliminated", LAST), ("eliminated", "2019-07-01")}
    assert {row["decided_on"] for row in tables["commendations"]} >= {"2014-08-14", "2019-07-01"}


def test_the_files_give_the_published_totals(tables: Mapping[str, Rows]) -> None:
    assert {**_models(tables), **_recognitions(tables), **_commendations(tables)} == PUBLISHED
    assert _tips(tables) == CHOSEN


def test_some_communes_have_so_few_tips_that_a_review_must_not_say_how_many(
    tables: Mapping[str, Rows],
) -> None:
    received = Counter(row["commune"] for row in tables["tips"] if FIRST <= row["received_on"] <= LAST)
    assert 1 <= sum(1 for commune, count in received.items() if commune and count < 15) <= 5
    assert len([count for commune, count in received.items() if commune]) == 42


def test_the_register_is_sound(register: Register, tables: Mapping[str, Rows]) -> None:
    assert [each.message("en") for each in (*register.problems, *register.remarks)] == []
    assert {name: table.height for name, table in register.tables.items()} == {
        name: len(rows) for name, rows in tables.items()
    }
    assert register.synthetic


@pytest.mark.parametrize("at_least", [5, None])
def test_a_review_gives_exactly_the_published_totals(register: Register, at_least: int | None) -> None:
    found = review(register, PERIOD, "26", DIRECTIVE_07, at_least=at_least)
    totals = {code: found.figure(code).total for code in (*PUBLISHED, *CHOSEN)}
    assert totals == {
        **{code: Count(number) for code, number in PUBLISHED.items()},
        "tips.received": Count(CHOSEN["tips.received"]),
        "tips.valuable": Count(CHOSEN["tips.valuable"], NOT_VALUED),
    }
    assert found.synthetic
    assert [each.figure.code for each in found.figures if each.open and each.figure.code in totals] == []


# --- the simplest way of counting -----------------------------------------------------------------


def _models(tables: Mapping[str, Rows]) -> dict[str, int]:
    kinds = {row["number"]: row["kind"] for row in tables["units"]}
    alive = {model for model, events in _by(tables["model_events"], "model").items() if _alive(events, LAST)}
    standing = [row for row in tables["models"] if row["number"] in alive]
    fire = [row for row in standing if row["kind"] in FIRE_PREVENTION]
    security = [row for row in standing if row["kind"] not in FIRE_PREVENTION]
    places = {row["commune"] for row in security if kinds[row["unit"]] in ORGANISATIONS}
    return {
        "models.security": len(security),
        "models.fire_prevention": len(fire),
        "models.areas_with_organisations": len(places),
    }


def _tips(tables: Mapping[str, Rows]) -> dict[str, int]:
    received = [row for row in tables["tips"] if FIRST <= row["received_on"] <= LAST]
    valuable = [row for row in received if row["valuation"] == "valuable"]
    assert sum(1 for row in received if not row["valuation"]) == NOT_VALUED
    assert all(row["valuation_ground"] for row in valuable)
    return {"tips.received": len(received), "tips.valuable": len(valuable)}


def _recognitions(tables: Mapping[str, Rows]) -> dict[str, int]:
    kinds = {row["number"]: row["kind"] for row in tables["units"]}
    listed = tables["certifications"]
    corrected = {row["corrects"] for row in listed if row["corrects"] and row["decision.on"] <= LAST}
    standing = [
        row
        for row in listed
        if row["decision.result"] == "recognised"
        and FIRST <= row["decision.on"] <= LAST
        and row["number"] not in corrected
        and kinds[row["unit"]] in ORGANISATIONS
    ]
    assert len({(row["unit"], row["year"]) for row in standing}) == len(standing)
    return {"recognitions.organisations": len(standing)}


def _commendations(tables: Mapping[str, Rows]) -> dict[str, int]:
    within = [row["recipient"] for row in tables["commendations"] if FIRST <= row["decided_on"] <= LAST]
    return {f"commendations.{who}s": within.count(who) for who in ("collective", "individual")}


DAYS = {
    "models": "entered_on",
    "certifications": "decision.on",
    "activities": "held_on",
}


def _by(rows: Rows, column: str) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _alive(events: Rows, day: str) -> bool:
    born, gone = _life(events)
    return born <= day < gone


def _life(events: Rows) -> tuple[str, str]:
    (born,) = [row["on"] for row in events if row["stage"] == "new"]
    (gone,) = [row["on"] for row in events if row["stage"] == "eliminated"] or ["9999"]
    assert born == min(row["on"] for row in events)
    assert all(row["on"] <= gone for row in events)
    return born, gone


def _cell(column: Column, text: str) -> Any:
    match column.holds:
        case Holds.DAY:
            return datetime.date.fromisoformat(text)
        case Holds.COUNT:
            return int(text)
        case Holds.TRUTH:
            return {"true": True, "false": False}[text]
    return text
