"""The tips of the made-up province: 13,041 of the period, of which 7,058 were found to be worth something.

They grow over the years, and what is not recorded is left out here and there, as in any register. Some
stand just outside the period, so that a review which counts them shows it.
"""

import datetime
import random
from collections.abc import Iterator, Sequence

import attrs

from vinh_phuc.model_lives import Model
from vinh_phuc.places import COMMUNES, SMALL, weight
from vinh_phuc.setting import (
    CLOSED_ON,
    FIRST,
    LAST,
    ONE_DAY,
    Cell,
    Day,
    Row,
    chance_of,
    days_later,
    numbered,
    on_record,
    one_of,
    some,
)

RECEIVED = {2014: 640, 2015: 1980, 2016: 2380, 2017: 2790, 2018: 3330, 2019: 1921}
VALUABLE = {2014: 298, 2015: 990, 2016: 1261, 2017: 1535, 2018: 1898, 2019: 1076}
NOT_VALUED = 61
"""Of so many it is not recorded what they were worth."""
BEFORE, AFTER = 4, 46
"""So many came in the days just before the period, and in those after it."""

CATEGORIES = {
    "national_security": (2.0, 0.62),
    "social_order": (33.0, 0.60),
    "economy": (5.0, 0.45),
    "drugs": (13.0, 0.74),
    "social_evil": (14.0, 0.62),
    "traffic": (9.0, 0.45),
    "fire": (3.5, 0.50),
    "environment": (6.0, 0.38),
    "cyberspace": (3.0, 0.42),
    "dispute": (8.5, 0.40),
    "other_category": (3.0, 0.25),
}
"""How often each is told of, and how often what is told is worth something."""
CHANNELS = {
    "in_person": 34.0,
    "telephone": 31.0,
    "post": 5.0,
    "e_mail": 1.5,
    "application": 1.0,
    "social_network": 2.0,
    "box": 7.0,
    "meeting": 12.0,
    "press": 1.0,
    "other_authority": 4.0,
    "other_channel": 1.5,
}
GROUNDS: dict[str | None, dict[str, float]] = {
    "prosecuted": {"led_to_case": 55, "led_to_arrest": 25, "aided_investigation": 20},
    "administrative": {"confirmed": 70, "prevented_incident": 30},
    "not_prosecuted": {"confirmed": 55, "prevented_incident": 45},
    "suspended": {"aided_investigation": 80, "confirmed": 20},
    None: {"aided_investigation": 60, "prevented_incident": 40},
}
WORTHLESS = {"known_already": 25.0, "not_confirmed": 52.0, "false": 13.0, "other_ground": 10.0}
RESOLUTIONS: dict[str | None, dict[str | None, float]] = {
    "valuable": {"prosecuted": 26, "administrative": 42, "not_prosecuted": 27, "suspended": 4, None: 1},
    "not_valuable": {"not_prosecuted": 91, "administrative": 4, "suspended": 2, None: 3},
    "pending": {None: 1},
    None: {"not_prosecuted": 30, "administrative": 20, None: 50},
}


@attrs.define(kw_only=True)
class Received:
    """A tip as it came in, before anybody has looked at it."""

    on: Day
    commune: str
    model: Model | None
    category: str
    valuation: str | None = None


def make_tips(models: Sequence[Model]) -> Iterator[Row]:
    """The rows of the table, in the order of their days."""
    chance = chance_of("tips")
    by_commune = {commune: [each for each in models if each.commune == commune] for commune in COMMUNES}
    days = _days(chance)
    received = [_received(chance, day, by_commune) for day in days]
    _value(chance, received)
    for place, tip in enumerate(received):
        yield {"number": numbered("TB", place + 1, 5), **_row(chance, tip)}


def _days(chance: random.Random) -> list[Day]:
    found = [FIRST - ONE_DAY] * 2 + [FIRST - 2 * ONE_DAY] * (BEFORE - 2)
    for year, count in RECEIVED.items():
        first, last = max(FIRST, Day(year, 1, 1)), min(LAST, Day(year, 12, 31))
        days = [first + ONE_DAY * step for step in range((last - first).days + 1)]
        likely = [(0.75 if day.weekday() > 4 else 1) * (1 + day.timetuple().tm_yday / 1500) for day in days]
        found += [first, last, *chance.choices(days, likely, k=count - 2)]
    found += chance.choices([LAST + ONE_DAY * step for step in range(1, 6)], k=AFTER)
    return sorted(found)


def _received(chance: random.Random, day: Day, models: dict[str, list[Model]]) -> Received:
    commune = chance.choices(COMMUNES, [*map(weight, COMMUNES)])[0]
    alive = [each for each in models[commune] if each.lives_on(day)]
    model = chance.choice(alive) if chance.random() < 0.94 else None
    if model and model.kind in ("inter_household", "public_fire_point"):
        heavier = {name: often * (8 if name == "fire" else 1) for name, (often, _) in CATEGORIES.items()}
    else:
        online = 1 + (day.year - 2014) * 0.5
        heavier = {
            name: often * (online if name == "cyberspace" else 1) for name, (often, _) in CATEGORIES.items()
        }
    return Received(on=day, commune=commune, model=model, category=one_of(chance, heavier))


def _value(chance: random.Random, tips: Sequence[Received]) -> None:
    """So many of each year were worth something; most others were not, and some are looked at still."""
    inside = [place for place, tip in enumerate(tips) if FIRST <= tip.on <= LAST]
    unknown = some(chance, inside, NOT_VALUED)
    for year, count in VALUABLE.items():
        of_year = [tips[place] for place in inside if tips[place].on.year == year and place not in unknown]
        ranks = {id(tip): CATEGORIES[tip.category][1] - chance.random() for tip in of_year}
        of_year.sort(key=lambda tip: ranks[id(tip)], reverse=True)
        for place, tip in enumerate(of_year):
            tip.valuation = "valuable" if place < count else _otherwise(chance, tip.on)
    for place, tip in enumerate(tips):
        if not FIRST <= tip.on <= LAST:
            tip.valuation = chance.choice(("valuable", "not_valuable" if place < BEFORE else "pending"))


def _otherwise(chance: random.Random, day: Day) -> str:
    still = 0.5 if day >= Day(2019, 5, 15) else 0.01
    return "pending" if chance.random() < still else "not_valuable"


def _row(chance: random.Random, tip: Received) -> Row:
    channels = {
        **CHANNELS,
        "application": 1.0 + 1.6 * (tip.on.year - 2014),
        "social_network": 2.0 + tip.on.year - 2014,
    }
    channel = one_of(chance, channels)
    received_by = one_of(chance, {"commune_police": 60.0, "district_police": 32.0, "province_police": 8.0})
    is_proposal = channel == "other_authority" and received_by != "commune_police" and chance.random() < 0.5
    nowhere = tip.model is None and chance.random() < 0.06
    steps = _steps(chance, tip, received_by)
    return {
        "commune": None if nowhere else tip.commune,
        "model": tip.model.number if tip.model else None,
        "channel": None if chance.random() < 0.004 else channel,
        "category": None if chance.random() < 0.005 else tip.category,
        "origin": "prosecution_proposal" if is_proposal else _origin(chance),
        "received_by": received_by,
        "remote": tip.commune in SMALL if received_by == "commune_police" else None,
        "received_on": tip.on,
        **steps,
        **_outcome(chance, tip, steps),
    }


def _origin(chance: random.Random) -> str | None:
    return one_of(chance, {"report": 66.0, "denunciation": 33.0, None: 1.0})


def _steps(chance: random.Random, tip: Received, received_by: str) -> Row:
    """From classification to acknowledgement: most in time, some late, some not recorded."""
    minutes = int(chance.triangular(0, 24 * 60 - 1, 9.5 * 60))
    came = datetime.datetime.combine(tip.on, datetime.time()) + datetime.timedelta(minutes=minutes)
    classified = _hours_later(chance, came, 23) if chance.random() < 0.94 else _hours_later(chance, came, 80)
    has_hours = chance.random() < 0.8
    found: Row = {"received_at": _hour(came) if has_hours else None}
    if chance.random() < 0.985 and classified.date() <= CLOSED_ON:
        found |= {
            "classified_on": classified.date(),
            "classified_at": _hour(classified) if has_hours else None,
        }
    found |= _transfer(chance, came, received_by, has_hours)
    late = chance.random() < 0.05
    found["assigned_on"] = on_record(
        days_later(tip.on, chance.randint(4, 9) if late else chance.randint(0, 3))
    )
    late = chance.random() < 0.06
    acknowledged = days_later(tip.on, chance.randint(8, 15) if late else chance.randint(0, 3))
    found["acknowledged_on"] = on_record(acknowledged) if chance.random() < 0.98 else None
    return found


def _transfer(chance: random.Random, came: datetime.datetime, received_by: str, has_hours: bool) -> Row:
    late = chance.random() < 0.05
    found: Row = {}
    if received_by != "commune_police":
        if chance.random() > 0.06:
            return {}
        known = _hours_later(chance, came, 40)
        found = {"competent_on": known.date(), "competent_at": _hour(known) if has_hours else None}
        reason, handed = "wrong_authority", _hours_later(chance, known, 60 if late else 22)
    elif (way := chance.random()) < 0.22:
        reason, handed = "urgent", _hours_later(chance, came, 60 if late else 20)
    elif way < 0.82:
        reason, handed = "after_first_check", _hours_later(chance, came, 24 * (11 if late else 6))
    else:
        return {}
    if handed.date() > CLOSED_ON:
        return {}
    hour = _hour(handed) if has_hours else None
    return {**found, "transfer_reason": reason, "transferred_on": handed.date(), "transferred_at": hour}


def _outcome(chance: random.Random, tip: Received, steps: Row) -> Row:
    resolution = one_of(chance, RESOLUTIONS[tip.valuation])
    extension, days = chance.choices(
        (("none", (1, 19)), ("none", (21, 30)), ("complex", (21, 79)), ("procuracy", (81, 138))),
        (82, 4, 12, 2),
    )[0]
    last = max(
        day for day in (tip.on, steps.get("classified_on"), steps.get("assigned_on")) if isinstance(day, Day)
    )
    resolved = on_record(max(last, days_later(tip.on, chance.randint(*days)))) if resolution else None
    found: Row = {"extension": extension if chance.random() < 0.9 else None}
    if resolved:
        found |= {"resolved_on": resolved, "resolution": resolution}
        told = days_later(resolved, chance.randint(4, 9) if chance.random() < 0.05 else chance.randint(0, 3))
        found["notified_on"] = on_record(told) if chance.random() < 0.98 else None
        if resolution == "suspended" and chance.random() < 0.12:
            found["resumed_on"] = on_record(days_later(resolved, chance.randint(10, 120)))
    return {**found, **_worth(chance, tip, resolved, resolution if resolved else None)}


def _worth(chance: random.Random, tip: Received, resolved: Day | None, resolution: str | None) -> Row:
    if tip.valuation in (None, "pending"):
        return {"valuation": tip.valuation}
    valued = min(CLOSED_ON, resolved or days_later(tip.on, chance.randint(5, 40)))
    ground = one_of(chance, GROUNDS[resolution] if tip.valuation == "valuable" else WORTHLESS)
    if tip.valuation == "not_valuable" and chance.random() < 0.02:
        ground = ""
    cases = 1 if resolution == "prosecuted" else 0
    arrests = chance.randint(1, 4) if ground == "led_to_arrest" else 0
    return {
        "valuation": tip.valuation,
        "valued_on": valued,
        "valuation_ground": ground or None,
        "cases": cases,
        "arrests": arrests,
        "sanctions": chance.choice((1, 1, 1, 2, 3)) if resolution == "administrative" else 0,
    }


def _hours_later(chance: random.Random, moment: datetime.datetime, most: int) -> datetime.datetime:
    return moment + datetime.timedelta(minutes=chance.randint(5, most * 60))


def _hour(moment: datetime.datetime) -> Cell:
    return moment.strftime("%H:%M")
