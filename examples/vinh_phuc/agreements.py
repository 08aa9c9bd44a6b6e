"""The agreements of the made-up province, and the reviews that say how far each went."""

import random
from collections.abc import Iterator, Sequence

from vinh_phuc.places import Unit
from vinh_phuc.setting import (
    CLOSED_ON,
    FIRST,
    LAST,
    ONE_DAY,
    Day,
    Row,
    chance_of,
    day_between,
    days_later,
    document,
    numbered,
)

SIGNED = {"regulation": 34, "plan": 58, "joint_resolution": 12}
"""So many were signed in the period; a few more before it, and three in the days after."""
BEFORE = 9
SIGNS = {"regulation": "QC", "plan": "KH", "joint_resolution": "NQLT"}
YEARS = {"regulation": (5, 10), "plan": (1, 3), "joint_resolution": (3, 5)}


def make_agreements(units: Sequence[Unit]) -> tuple[list[Row], list[Row]]:
    """The rows of the agreements, by the day of signing, and those of their reviews."""
    chance = chance_of("agreements")
    days = [(kind, day_between(chance, FIRST, LAST)) for kind, count in SIGNED.items() for _ in range(count)]
    days[:2] = [("regulation", FIRST), ("regulation", LAST)]
    days += [("regulation", day_between(chance, Day(2011, 3, 1), FIRST - ONE_DAY)) for _ in range(BEFORE - 1)]
    days += [("plan", FIRST - ONE_DAY)]
    days += [("plan", LAST + ONE_DAY), ("plan", LAST + 3 * ONE_DAY), ("regulation", CLOSED_ON)]
    days.sort(key=lambda each: each[1])
    agreements = [_agreement(chance, units, place + 1, *each) for place, each in enumerate(days)]
    reviews = [review for agreement in agreements for review in _reviews(chance, agreement)]
    return agreements, reviews


def _agreement(chance: random.Random, units: Sequence[Unit], place: int, kind: str, signed: Day) -> Row:
    first = (
        "province_police"
        if kind == "joint_resolution"
        else chance.choice(("province_police", "district_police", "commune_police"))
    )
    there = [
        unit
        for unit in units
        if unit.kind in ("agency", "enterprise", "school") and unit.until is None and unit.since <= signed
    ]
    other = chance.choice(there) if kind != "joint_resolution" and chance.random() < 0.6 else None
    begins = days_later(signed, chance.choice((0, 0, 0, 7, 15)))
    least, most = YEARS[kind]
    endless = kind == "regulation" and chance.random() < 0.2
    ends = Day(begins.year + chance.randint(least, most), 12, 31)
    return {
        "number": numbered("PH", place, 3),
        "commune": other.commune if other and first == "commune_police" else None,
        "kind": kind,
        "document": document(place, SIGNS[kind]),
        "first_party": first,
        "second_party": "unit" if other else "other_authority",
        "second_unit": other.number if other else None,
        "parties": chance.randint(3, 6) if kind == "joint_resolution" else 2,
        "signed_on": signed,
        "in_force_from": begins,
        "in_force_to": None if chance.random() < 0.03 or endless else ends,
        "open_ended": True if endless else None,
    }


def _reviews(chance: random.Random, agreement: Row) -> Iterator[Row]:
    """A review at the end of each year in force, and for some another before the conference."""
    begins, ends = agreement["in_force_from"], agreement["in_force_to"]
    assert isinstance(begins, Day)
    until = ends if isinstance(ends, Day) else CLOSED_ON
    days = [Day(year, 12, chance.randint(5, 28)) for year in range(begins.year, 2019)]
    days += [Day(2019, 6, chance.randint(3, 21))] if chance.random() < 0.5 else []
    planned = chance.randint(3, 9)
    for day in days:
        if not days_later(begins, 30) <= day <= until or chance.random() < 0.15:
            continue
        planned += chance.randint(0, 3)
        done = planned - chance.choice((0, 0, 0, 1, 1, 2, 3))
        yield {
            "agreement": agreement["number"],
            "on": day,
            "tasks_planned": planned,
            "tasks_done": None if chance.random() < 0.05 else done,
        }
