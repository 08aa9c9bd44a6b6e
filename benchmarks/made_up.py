"""Made-up dossiers: those of the example commune, and as many variations of them as one likes."""

import copy
import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from antq_core.codec.text import parse

Json = dict[str, Any]

COMMUNE = Path(__file__).parents[1] / "examples" / "commune"
SHEETS = ("claimed", "verified", "last_year")
INCIDENT_KINDS = (
    "anti_state_activity",
    "sabotage",
    "unlawful_religious_propagation",
    "abuse_of_religion_or_dispute",
    "separatism",
    "prolonged_dispute",
    "incitement",
    "crime",
    "fire_or_explosion",
    "work_accident",
    "other_incident",
)
CODES = {
    "force_rating": ("not_completed", "completed", "completed_well", "excellent"),
    "gravity": ("less_serious", "serious", "very_serious", "especially_serious"),
    "stage": ("new", "maintained", "reviewed", "replicated", "eliminated"),
}
TRUTHS = ("fatal", "force_majeure", "found_in_time", "mitigated", "reported_at_once", "handling_accepted")
# Numbers that are counted from the list of incidents too; the examples leave them to the list.
LISTED = ("anti_state_activities", "sabotages", "separatist_cases", "incitements")
VERDICTS = (("met",), ("not_met",), ("out_of_scope",), ("met", "not_met"), ("not_met", "out_of_scope"))
EDGES = ("2025-11-30", "2025-12-01", "2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01", "2026-11-16")
IDENTIFIED_BY = {"roster": "unit", "movement_models": "model"}


def samples(name: str) -> list[Json]:
    """The dossiers of one file of the example commune, its own last."""
    return [parse(line) for line in (COMMUNE / name).read_text(encoding="utf-8").splitlines()]


def variations(documents: list[Json], count: int, seed: int) -> Iterator[Json]:
    """Dossiers with a few things changed; the same seed always gives the same ones."""
    chance = random.Random(seed)
    for _ in range(count):
        yield varied(chance.choice(documents), chance)


def varied(document: Json, chance: random.Random) -> Json:
    """A dossier with some facts changed or not stated, incidents added, and lists opened."""
    changed = copy.deepcopy(document)
    often = chance.choice((0.0, 0.02, 0.1, 0.3))
    for name in SHEETS:
        changed[name] = {key: _other(key, value, often, chance) for key, value in changed[name].items()}
    for fact in LISTED:
        if chance.random() < often / 4:
            changed["verified"][fact] = chance.randint(0, 1)
    if "roster" in changed["records"] and chance.random() < 0.5:
        _recognise_all(changed["records"]["roster"])
    for name, records in changed["records"].items():
        _vary_list(records, IDENTIFIED_BY.get(name), often, chance)
    incidents = changed["records"]["incidents"]["items"]
    incidents += [_incident(changed, chance) for _ in range(3) if chance.random() < often]
    if chance.random() < often:
        changed["decision_date"] = chance.choice(
            (None, "2026-10-31", "2026-11-01", "2026-11-15", "2026-11-16")
        )
    return _sound(changed)


def verdicts(document: Json, chance: random.Random) -> dict[str, tuple[str, ...]]:
    """Verdicts that are still possible for most of the units on a commune's roster, by unit."""
    often, likely = chance.choice((0.0, 0.05, 0.3)), chance.choice((0.7, 0.95, 1.0))
    found: dict[str, tuple[str, ...]] = {}
    for entry in document["records"]["roster"]["items"]:
        usual = "met" if chance.random() < likely else "not_met"
        if entry["kind"] != "residential_area" and not entry["registered"]:
            usual = "out_of_scope"
        if chance.random() >= often / 10:
            found[entry["unit"]] = chance.choice(VERDICTS) if chance.random() < often else (usual,)
    return found


def _other(name: str, value: Any, often: float, chance: random.Random) -> Any:
    """Mostly the same value; now and then none, or another one of its kind."""
    if chance.random() >= often:
        return value
    if value is None or chance.random() < 0.4:
        return None
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        near = max(0, value + chance.randint(-2, 3))
        return near if chance.random() < 0.6 else {"from": min(near, value), "to": max(near, value)}
    if name in CODES:
        return chance.choice(CODES[name])
    if name.endswith(("_day", "_on")):
        return chance.choice(EDGES)
    return value


def _vary_list(records: Json, identified_by: str | None, often: float, chance: random.Random) -> None:
    records["items"] = [
        {
            name: value if name == identified_by else _other(name, value, often / 4, chance)
            for name, value in item.items()
        }
        for item in records["items"]
    ]
    if chance.random() < often / 3:
        records.pop("complete_for", None)
    if chance.random() < often / 3:
        records["basis"] = "claimed"


def _recognise_all(roster: Json) -> None:
    """Else a kind that falls short in the example would fall short in every variation of it."""
    for entry in roster["items"]:
        entry["recognised"] = entry["registered"]


def _incident(document: Json, chance: random.Random) -> Json:
    commune = document["unit"]["commune"]
    day = datetime.date(2025, 10, 30) + datetime.timedelta(chance.randint(0, 385))
    stated = {
        "kind": chance.choice(INCIDENT_KINDS),
        "occurred_on": day.isoformat(),
        "commune": chance.choice((commune, commune, "99998")),
        "unit": chance.choice((document["unit"]["id"], document["unit"]["id"], "noi-khac")),
        "gravity": chance.choice(CODES["gravity"]),
        **{name: chance.random() < 0.5 for name in TRUTHS},
    }
    return {name: value for name, value in stated.items() if chance.random() < 0.9}


def _sound(document: Json) -> Json:
    """Without a part that is more than its whole, which no dossier may state."""
    for name in SHEETS:
        sheet = document[name]
        registered, residing = sheet.get("households_registered"), sheet.get("households_residing")
        if registered is not None and residing is not None and _ends(registered)[0] > _ends(residing)[1]:
            del sheet["households_residing"]
    return document


def _ends(number: Any) -> tuple[int, int]:
    return (number["from"], number["to"]) if isinstance(number, dict) else (number, number)
