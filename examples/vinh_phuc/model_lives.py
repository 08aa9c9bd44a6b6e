"""The models of the made-up province and the events of their lives.

On the last day of the period 163 models that are not of fire prevention are alive, and 77 that are.
"""

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence

import attrs

from vinh_phuc.places import COMMUNES, WITH_MODELS_AT_ORGANISATIONS, WITHOUT, Unit, weight
from vinh_phuc.setting import (
    FIRST,
    LAST,
    ONE_DAY,
    Cell,
    Day,
    Row,
    chance_of,
    day_between,
    document,
    numbered,
    on_record,
)

FOUR_SAFETIES_FROM = Day(2019, 6, 11)
FIRE_PREVENTION = ("inter_household", "public_fire_point")
AREA = "residential_area"
SECURITY = (
    ("self_managed", AREA, 58),
    ("camera", AREA, 18),
    ("clan", AREA, 11),
    ("parish", AREA, 4),
    ("linked_cluster", "commune", 9),
    ("other_model", AREA, 5),
    ("self_managed", "agency", 9),
    ("self_managed", "enterprise", 11),
    ("self_managed", "school", 9),
    ("camera", "enterprise", 6),
    ("camera", "school", 3),
    ("other_model", "agency", 3),
    ("four_safeties", "agency", 4),
    ("four_safeties", "enterprise", 5),
    ("four_safeties", "school", 5),
    ("four_safeties", "hospital", 1),
    ("hospital", "hospital", 2),
)
FIRE = (
    ("inter_household", AREA, 52),
    ("public_fire_point", AREA, 12),
    ("public_fire_point", "enterprise", 8),
    ("public_fire_point", "school", 5),
)
GONE = (
    ("self_managed", AREA, 11),
    ("other_model", AREA, 3),
    ("camera", "enterprise", 2),
    ("inter_household", AREA, 3),
    ("public_fire_point", AREA, 2),
)
COMING = (("four_safeties", "enterprise", 3), ("four_safeties", "school", 2), ("inter_household", AREA, 1))
Plan = Iterable[tuple[str, str, int]]


@attrs.define(kw_only=True)
class Model:
    """One model: where it is, and from which day to which it lives; on its last day it is no more."""

    kind: str
    unit: Unit
    born: Day
    gone: Day | None = None
    number: str = ""
    after: "Model | None" = None

    @property
    def commune(self) -> str:
        """Where it is."""
        return self.unit.commune

    def lives_on(self, day: Day) -> bool:
        """Whether it is alive on a day."""
        return self.born <= day and (self.gone is None or day < self.gone)


def make_models(units: Sequence[Unit]) -> list[Model]:
    """All models, in the order of their days."""
    chance = chance_of("models")
    found = [*_standing(chance, units), *_gone(chance, units), *_coming(chance, units)]
    found[0].gone = LAST + ONE_DAY  # alive on the last day, and for the last time
    found.sort(key=lambda model: model.born)
    for place, model in enumerate(found):
        model.number = numbered("MH", place + 1, 3)
    _replicate(chance, found)
    return found


def _standing(chance: random.Random, units: Sequence[Unit]) -> Iterator[Model]:
    places = itertools.cycle(WITH_MODELS_AT_ORGANISATIONS)
    everywhere = iter(COMMUNES)  # each commune has a self-managed model from before the period
    for kind, unit_kind, count in SECURITY:
        for _ in range(count):
            first = next(everywhere, None) if kind == "self_managed" else None
            at_home = unit_kind in (AREA, "commune")
            commune = first or (_somewhere(chance) if at_home else next(places))
            if unit_kind == "hospital":
                commune = chance.choice(WITH_MODELS_AT_ORGANISATIONS[:4])
            born = day_between(chance, Day(2010, 1, 4), Day(2014, 7, 31)) if first else _birth(chance, kind)
            yield Model(kind=kind, unit=_unit(chance, units, unit_kind, commune, born), born=born)
    for kind, unit_kind, count in FIRE:
        for _ in range(count):
            born = _birth(chance, kind)
            commune = _somewhere(chance)
            yield Model(kind=kind, unit=_unit(chance, units, unit_kind, commune, born), born=born)


def _gone(chance: random.Random, units: Sequence[Unit]) -> Iterator[Model]:
    """Models that were eliminated: one on the last day of the period, three before the first."""
    ends = [LAST, Day(2013, 12, 20), Day(2014, 5, 9), FIRST - ONE_DAY]
    for kind, unit_kind, count in GONE:
        for _ in range(count):
            gone = ends.pop(0) if ends else day_between(chance, Day(2015, 1, 5), Day(2019, 5, 31))
            born = day_between(chance, Day(2009, 1, 5), Day(2012, 12, 28))
            commune = chance.choice(WITHOUT) if unit_kind != AREA else _somewhere(chance)
            unit = _unit(chance, units, unit_kind, commune, born)
            yield Model(kind=kind, unit=unit, born=born, gone=gone)


def _coming(chance: random.Random, units: Sequence[Unit]) -> Iterator[Model]:
    """Models of the first days after the period, where no organisation had one before."""
    for kind, unit_kind, count in COMING:
        for place in range(count):
            born = LAST + ONE_DAY * (place + 1)
            unit = _unit(chance, units, unit_kind, chance.choice(WITHOUT), born)
            yield Model(kind=kind, unit=unit, born=born)


def _somewhere(chance: random.Random) -> str:
    return chance.choices(COMMUNES, [*map(weight, COMMUNES)])[0]


def _unit(chance: random.Random, units: Sequence[Unit], kind: str, commune: str, born: Day) -> Unit:
    there = [
        unit
        for unit in units
        if unit.kind == kind and unit.commune == commune and unit.since <= born and unit.until is None
    ]
    return chance.choice(there)


def _birth(chance: random.Random, kind: str) -> Day:
    """The day of a new model: more and more of them, and one on the last day of the period."""
    if kind == "four_safeties":
        return chance.choice((LAST, *(FOUR_SAFETIES_FROM + ONE_DAY * days for days in range(18))))
    if chance.random() < 0.3:
        return day_between(chance, Day(2010, 1, 4), FIRST - ONE_DAY)
    days = (LAST - FIRST).days - 30
    return FIRST + ONE_DAY * int(days * chance.random() ** 0.7)


def _replicate(chance: random.Random, models: list[Model]) -> None:
    """Some models of the period were made after an older one of their kind in another commune."""
    for kind, count in (("self_managed", 9), ("camera", 6), ("inter_household", 11), ("four_safeties", 4)):
        young = [each for each in models if each.kind == kind and FIRST <= each.born <= LAST]
        for model in chance.sample(young, min(count, len(young))):
            older = [
                each
                for each in models
                if each.kind == kind
                and each.born < model.born
                and each.lives_on(model.born)
                and each.commune != model.commune
            ]
            if older:
                model.after = chance.choice(older[:6])


def model_rows(models: Iterable[Model]) -> Iterator[Row]:
    """The rows of the table of models."""
    chance = chance_of("model rows")
    for model in models:
        sites = chance.randint(1, 6) if model.kind == "self_managed" else 1
        more = chance.randint(0, 4) if model.kind != "inter_household" else 0
        teams = sites + more if chance.random() < 0.95 else None
        yield {
            "number": model.number,
            "commune": model.commune,
            "unit": model.unit.number,
            "kind": model.kind,
            "entered_on": model.born,
            "replicated_from": model.after.number if model.after else None,
            "sites": sites,
            "teams": teams,
            "members": (teams or sites) * chance.randint(5, 14),
            **_equipment(chance, model.kind),
        }


def _equipment(chance: random.Random, kind: str) -> dict[str, Cell]:
    """Cameras, or what a group of households has: most have everything, some lack something."""
    if kind == "camera":
        return {"cameras": chance.randint(4, 36)}
    if kind != "inter_household":
        return {}
    households = chance.randint(5, 15)
    found: dict[str, Cell] = {"households": households, "bells_linked": True}
    parts = ("with_extinguisher", "with_breaking_tool", "with_bell", "with_two_buttons")
    found |= dict.fromkeys(parts, households)
    match chance.choices(range(6), (60, 12, 8, 6, 8, 6))[0]:
        case 1:
            found[chance.choice(parts)] = households - chance.randint(1, 3)
        case 2:
            found["bells_linked"] = False
        case 3:
            found = dict.fromkeys(("households", *parts), chance.choice((3, 4, 16, 18)))
        case 4:
            found[chance.choice(parts)] = None
        case 5:
            found = {"households": households}
    return found


def event_rows(models: Sequence[Model]) -> Iterator[Row]:
    """The rows of the table of events, model by model, each life in order."""
    chance = chance_of("model events")
    numbers = itertools.count(1)
    for model in models:
        replicas = [each for each in models if each.after is model]
        events = [*_life(chance, model), *(_replication(each) for each in replicas)]
        events.sort(key=lambda event: str(event["on"]))
        for event in events:
            kind = {"new": "QĐ", "eliminated": "QĐ", "replicated": "KH"}.get(str(event["stage"]), "BC")
            missing = event["stage"] == "maintained" and chance.random() < 0.3
            yield {
                "model": model.number,
                **event,
                "document": None if missing else document(next(numbers), kind),
            }


def _replication(replica: Model) -> Row:
    return {"stage": "replicated", "on": replica.born, "to_commune": replica.commune}


def _life(chance: random.Random, model: Model) -> Iterator[Row]:
    yield {"stage": "new", "on": model.born}
    for year in range(model.born.year, LAST.year):
        day = Day(year, 12, chance.randint(3, 21))
        if model.lives_on(day) and (day - model.born).days > 60:
            yield from _year_end(chance, day)
    half_year = Day(2019, 6, chance.randint(3, 21))
    if model.lives_on(half_year) and model.born < FOUR_SAFETIES_FROM and chance.random() < 0.4:
        yield _reviewed(chance, half_year)
    if model.gone and on_record(model.gone):
        yield {"stage": "eliminated", "on": model.gone}


def _year_end(chance: random.Random, day: Day) -> Iterator[Row]:
    if chance.random() < 0.62:
        yield _reviewed(chance, day)
    elif chance.random() < 0.6:
        yield {"stage": "maintained", "on": day}


def _reviewed(chance: random.Random, day: Day) -> Row:
    good = 0.72 + 0.03 * (day.year - 2014)
    result = None if chance.random() < 0.04 else "effective" if chance.random() < good else "not_effective"
    return {"stage": "reviewed", "on": day, "result": result}
