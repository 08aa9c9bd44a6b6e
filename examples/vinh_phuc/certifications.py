"""The certifications of the made-up province: 4,589 standing recognitions of organisations in the period.

Units register in the first quarter and are decided about in November, as far as that is recorded. Circular
23/2012 was in force; who decides about which unit is invented, as no text of it that could be read says so.
"""

import itertools
import random
from collections.abc import Iterator, Sequence

from vinh_phuc.places import COMMUNES, ORGANISATIONS, Unit
from vinh_phuc.setting import (
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

REGISTERED = {2012: 430, 2013: 705, 2014: 930, 2015: 1045, 2016: 1120, 2017: 1205, 2018: 1290, 2019: 1340}
RECOGNISED = {2012: 318, 2013: 545, 2014: 742, 2015: 846, 2016: 917, 2017: 998, 2018: 1085, 2019: 0}
"""So many organisations of each year were recognised by a decision that stands."""
LATE_DECISIONS = {
    2013: (FIRST - ONE_DAY, FIRST - ONE_DAY, FIRST - ONE_DAY, FIRST),
    2018: (LAST, LAST + ONE_DAY),
}
"""Those of 2013 and 2018 that were late: four about the first day of the period, two about the last."""
CORRECTED = ((2016, Day(2017, 1, 16)), (2017, Day(2018, 1, 22)), (2018, LAST + 3 * ONE_DAY))
"""Of each of these years one more was recognised, and a decision of this day says that it is not."""
PUT_RIGHT = (2015, Day(2016, 1, 18))
"""Of this year one was refused, and a decision of this day recognises it."""
LIKELY = {"agency": 0.97, "enterprise": 0.55, "school": 0.9}


def make_certifications(units: Sequence[Unit]) -> Iterator[Row]:
    """The rows of the table: year by year, the organisations first."""
    chance = chance_of("certifications")
    numbers = (numbered("CN", place, 5) for place in itertools.count(1))
    decisions = _Decisions(chance)
    organisations = [unit for unit in units if unit.kind in ORGANISATIONS]
    others = [unit for unit in units if unit.kind in ("residential_area", "commune")]
    for year in REGISTERED:
        yield from _of_organisations(chance, numbers, decisions, organisations, year)
        for unit in others:
            good = chance.random() < 0.82 + 0.01 * (year - 2012)
            if chance.random() < 0.96:
                yield _row(chance, next(numbers), unit, year, decisions if good and year < 2019 else None)


class _Decisions:
    """One decision of each authority, commune and year, on a day of November."""

    def __init__(self, chance: random.Random) -> None:
        self.made: dict[tuple[str, str, int], tuple[Day, str]] = {}
        self.numbers = itertools.count(101)
        for year in REGISTERED:
            for commune in COMMUNES:
                for authority in ("commune_committee", "district_committee", "province_committee"):
                    day = Day(year, 11, chance.randint(12, 29))
                    self.made[authority, commune, year] = (day, self.document())

    def document(self) -> str:
        return document(next(self.numbers), "QĐ")

    def about(self, unit: Unit, year: int) -> Row:
        authority = _authority(unit)
        day, number = self.made[authority, unit.commune, year]
        return {"decision.on": day, "decision.by": authority, "decision.document": number}

    def late(self, unit: Unit, day: Day) -> Row:
        return {"decision.on": day, "decision.by": _authority(unit), "decision.document": self.document()}


def _authority(unit: Unit) -> str:
    if unit.kind == "residential_area":
        return "commune_committee"
    if unit.kind == "commune":
        return "district_committee"
    place = int(unit.number.split("-")[1])
    return ("district_committee", "commune_committee", "province_committee")[(0, 0, 1, 0, 1, 2)[place % 6]]


def _of_organisations(
    chance: random.Random,
    numbers: Iterator[str],
    decisions: _Decisions,
    organisations: Sequence[Unit],
    year: int,
) -> Iterator[Row]:
    """Those that registered in a year, and the few whose decision was wrong and is put right."""
    there = [unit for unit in organisations if unit.is_there(Day(year - 1, 12, 31), Day(year + 1, 7, 31))]
    there.sort(key=lambda unit: chance.random() ** (1 / LIKELY[unit.kind]), reverse=True)
    registered, others = there[: REGISTERED[year]], there[REGISTERED[year] :]
    recognised = registered[: RECOGNISED[year]]
    put_right = recognised[0] if year == PUT_RIGHT[0] else None
    late = dict(zip(recognised[1:], LATE_DECISIONS.get(year, ()), strict=False))
    refused = {unit for unit in registered[len(recognised) :] if year < LAST.year and chance.random() < 0.45}
    decided = {*recognised, *refused}
    chance.shuffle(registered)
    for unit in registered:
        first, is_good = next(numbers), unit not in refused and unit is not put_right
        said = decisions if unit in decided else None
        yield _row(chance, first, unit, year, said, recognised=is_good, late=late.get(unit))
        if unit is put_right:
            about = decisions.late(unit, PUT_RIGHT[1])
            yield _correction(next(numbers), first, unit, year, {**about, "decision.result": "recognised"})
    for unit, day in zip(others, [day for of, day in CORRECTED if of == year], strict=False):
        first = next(numbers)
        yield _row(chance, first, unit, year, decisions)
        about = decisions.late(unit, day)
        yield _correction(next(numbers), first, unit, year, {**about, "decision.result": "not_recognised"})


def _row(
    chance: random.Random,
    number: str,
    unit: Unit,
    year: int,
    decisions: _Decisions | None,
    *,
    recognised: bool = True,
    late: Day | None = None,
) -> Row:
    """One certification; without decisions it ends with the registration, or with an appraisal."""
    registered = day_between(chance, Day(year, 1, 8), Day(year, 3, 31))
    found: Row = {"number": number, "unit": unit.number, "year": year}
    found["registration.on"] = registered if chance.random() < 0.995 else None
    if decisions is None:
        if year < 2019 and chance.random() < 0.4:
            found |= {
                "self_assessment.on": Day(year, 10, chance.randint(5, 31)),
                "self_assessment.result": "not_met",
            }
        return found
    decided = decisions.late(unit, late) if late else decisions.about(unit, year)
    appraised = Day(year, 11, chance.randint(1, 11))
    if chance.random() < 0.95:
        said = "met" if recognised or chance.random() < 0.7 else "not_met"
        found |= {
            "self_assessment.on": days_later(appraised, -chance.randint(3, 30)),
            "self_assessment.result": said,
        }
    found |= {"appraisal.on": appraised, "appraisal.result": "met" if recognised else "not_met"}
    found |= {**decided, "decision.result": "recognised" if recognised else "not_recognised"}
    if chance.random() < 0.03:
        found["decision.delegated"] = True
    day = found["decision.on"]
    if recognised and isinstance(day, Day) and chance.random() < 0.94:
        found["certificate.on"] = days_later(day, 0 if late else chance.randint(0, 20))
    return found


def _correction(number: str, first: str, unit: Unit, year: int, decided: Row) -> Row:
    return {"number": number, "unit": unit.number, "year": year, "corrects": first, **decided}
