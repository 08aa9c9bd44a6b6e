"""The communes of the made-up province, and the units in them.

No commune has a code like these: in the list of the statistics office the codes end far below 99000.
"""

import random
from collections.abc import Iterator
from typing import cast

import attrs

from vinh_phuc.setting import Day, Row, chance_of, day_between, numbered

COMMUNES = tuple(str(99_001 + place) for place in range(42))
SMALL = COMMUNES[39:]  # so few tips come from there that a review must not show how many
WITH_MODELS_AT_ORGANISATIONS = COMMUNES[:24]
WITHOUT = COMMUNES[24:39]

LETTERS = {
    "commune": "PX",
    "residential_area": "KD",
    "agency": "CQ",
    "enterprise": "DN",
    "school": "TH",
    "hospital": "BV",
}
ORGANISATIONS = {"agency": 260, "enterprise": 730, "school": 430}
CLOSED = {"agency": 6, "enterprise": 44, "school": 5}
_OLD = Day(2005, 1, 1)


@attrs.frozen(kw_only=True)
class Unit:
    """One unit; the row of its table says nothing more."""

    number: str
    kind: str
    commune: str
    since: Day
    until: Day | None = None

    def is_there(self, first: Day, last: Day) -> bool:
        """Whether it is there from a day to another."""
        return self.since <= first and (self.until is None or last <= self.until)


def weight(commune: str) -> float:
    """How much happens in a commune, beside others."""
    if commune in SMALL:
        return 0.014
    return 0.35 + 2.4 / (1 + COMMUNES.index(commune) % 24)


def make_units() -> list[Unit]:
    """All units, by kind and commune."""
    chance = chance_of("units")
    found = [*_communes(), *_areas(chance)]
    for kind, count in ORGANISATIONS.items():
        found += _organisations(chance, kind, count)
    found += [
        Unit(number=numbered(LETTERS["hospital"], place + 1, 2), kind="hospital", commune=commune, since=_OLD)
        for place, commune in enumerate(WITH_MODELS_AT_ORGANISATIONS[:4])
    ]
    return found


def rows(units: list[Unit]) -> Iterator[Row]:
    """The rows of the table."""
    for unit in units:
        yield cast(Row, attrs.asdict(unit))


def _communes() -> Iterator[Unit]:
    for place, commune in enumerate(COMMUNES):
        yield Unit(
            number=numbered(LETTERS["commune"], place + 1, 2), kind="commune", commune=commune, since=_OLD
        )


def _areas(chance: random.Random) -> Iterator[Unit]:
    place = 0
    for commune in COMMUNES:
        for _ in range(2 if commune in SMALL else chance.randint(5, 10)):
            place += 1
            number = numbered(LETTERS["residential_area"], place, 3)
            yield Unit(number=number, kind="residential_area", commune=commune, since=_OLD)


def _organisations(chance: random.Random, kind: str, count: int) -> Iterator[Unit]:
    """One old one in each commune, and the others where much happens; some come late, some close."""
    places = [*COMMUNES, *chance.choices(COMMUNES, [*map(weight, COMMUNES)], k=count - len(COMMUNES))]
    late = range(len(COMMUNES), count)
    closed = set(chance.sample(late, CLOSED[kind]))
    for place, commune in enumerate(places):
        is_young = place in late and chance.random() < (0.3 if kind == "enterprise" else 0.06)
        since = day_between(chance, Day(2014, 1, 1), Day(2018, 6, 30)) if is_young else _OLD
        until = day_between(chance, Day(2017, 1, 1), Day(2019, 5, 31)) if place in closed else None
        yield Unit(
            number=numbered(LETTERS[kind], place + 1, 3),
            kind=kind,
            commune=commune,
            since=since,
            until=max(since, until) if until else None,
        )
