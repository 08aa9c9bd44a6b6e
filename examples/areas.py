"""The residential areas of the made-up commune: one clear reason each where one is not met or undecided."""

import random
from collections.abc import Iterable
from typing import Any

import attrs
from setting import (
    AREA_WINDOW,
    HANDLED,
    REPORTED_LATE,
    YEAR,
    Day,
    complete,
    day_in,
    day_of_first_quarter,
    evidence,
    in_order,
    incident,
    unit,
)

from antq_core import UNKNOWN, Basis, Dossier, RecordList
from antq_core.domain.incidents import Gravity, Incident, IncidentKind
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import Window
from antq_national.circular_124_2021.facts import ForceRating, ResidentialAreaFacts

DECIDED_ON = Day(2026, 11, 12)  # before 15 November


# --- the plan: what is shown, and where -----------------------------------------------------------

NUMBERS = range(1, 26)
MET = range(1, 17)
WITH_OPEN_LIST, WITHOUT_VETO_FACT, ONE_HOUSEHOLD_SHORT = 17, 18, 19
WITH_LATE_REPORT, AS_MANY_CRIMES, WITHOUT_DOSSIER = 22, 24, 25
COMPLETED_AFTER = (WITH_OPEN_LIST, WITHOUT_VETO_FACT)


def area_id(number: int) -> str:
    """The id of an area."""
    return f"thon-mau-{number:02}"


# What the appraiser found where an area is not like the others.
FOUND: dict[int, dict[str, Any]] = {
    3: {"formed_by_merger": True},
    WITHOUT_VETO_FACT: {"force_members_disciplined": UNKNOWN},
    20: {"new_hotspots": 1},
    21: {"party_resolution_day": Day(2026, 4, 1)},
    23: {"force_members_disciplined": 1},
}
# What an area claimed instead. Elsewhere claim and finding agree, but for the households of one area.
CLAIMED: dict[int, dict[str, Any]] = {
    2: {"force_rating": ForceRating.EXCELLENT},
    8: {"other_violations": 0},
    WITHOUT_VETO_FACT: {"force_members_disciplined": 0},
    20: {"new_hotspots": 0},
    21: {"party_resolution_day": Day(2026, 3, 31)},
    23: {"force_members_disciplined": 0},
}

CRIME, FIRE = IncidentKind.CRIME, IncidentKind.FIRE_OR_EXPLOSION

PLANNED = (
    # The day before the areas' window, and its first day, which is still before the commune's.
    incident(CRIME, Day(2025, 10, 31), area_id(4), Gravity.SERIOUS, **REPORTED_LATE),
    incident(CRIME, Day(2025, 11, 1), area_id(WITH_LATE_REPORT), Gravity.SERIOUS, **REPORTED_LATE),
    # The last day of the areas' window, and the day after, which the commune's window still holds.
    incident(CRIME, Day(2026, 10, 31), area_id(5), Gravity.SERIOUS, **HANDLED),
    incident(CRIME, Day(2026, 11, 1), area_id(6), Gravity.VERY_SERIOUS, **HANDLED),
    # The last day of the commune's window, by force majeure, and the day after.
    incident(FIRE, Day(2026, 11, 15), area_id(9), Gravity.SERIOUS, force_majeure=True),
    incident(FIRE, Day(2026, 11, 16), area_id(10), Gravity.SERIOUS),
    # Force majeure in the middle of both windows.
    incident(FIRE, Day(2026, 8, 20), area_id(7), Gravity.VERY_SERIOUS, force_majeure=True),
)


# --- the figures, by chance -----------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Cases:
    """How many cases of each group a place had."""

    crimes: int
    social_evils: int
    other_violations: int

    def before(self, chance: random.Random) -> "Cases":
        """More in each group, so that this year has fewer, whichever year is the one before."""
        return Cases(**{name: number + chance.randint(1, 3) for name, number in attrs.asdict(self).items()})

    def of_calendar_year_before(self) -> dict[str, int]:
        """The same numbers, as facts about the calendar year before."""
        return {f"{name}_of_calendar_year_before": number for name, number in attrs.asdict(self).items()}


def total(cases: Iterable[Cases]) -> Cases:
    """The cases of several places together."""
    columns = zip(*map(attrs.astuple, cases), strict=True)
    return Cases(**dict(zip(attrs.fields_dict(Cases), map(sum, columns), strict=True)))


def crimes_in(window: Window, incidents: Iterable[Incident]) -> int:
    """How many crimes fall into a window."""
    return sum(1 for each in incidents if each.kind == CRIME and each.occurred_on in window)


@attrs.frozen(kw_only=True)
class Area:
    """A residential area, as chance and the plan made it."""

    number: int
    incidents: tuple[Incident, ...]
    now: Cases
    window_before: Cases
    calendar_year_before: Cases
    households: int
    resolution_day: Day
    registration_day: Day
    ratings: tuple[ForceRating, ForceRating]

    @property
    def id(self) -> str:
        """The id of its unit."""
        return area_id(self.number)

    @property
    def name(self) -> str:
        """What it is called, which says that it does not exist."""
        return f"Thôn Mẫu {self.number:02} (giả định)"


def make_area(chance: random.Random, number: int) -> Area:
    """One residential area."""
    days = [day_in(AREA_WINDOW, chance) for _ in range(chance.randint(1, 3))]
    minor = [incident(CRIME, day, area_id(number), Gravity.LESS_SERIOUS) for day in days]
    incidents = in_order([*minor, *(each for each in PLANNED if each.unit == area_id(number))])
    now = Cases(
        crimes=crimes_in(AREA_WINDOW, incidents),
        social_evils=chance.randint(0, 4),
        other_violations=chance.randint(1, 9),
    )
    before = [now.before(chance), now.before(chance)]
    if number == AS_MANY_CRIMES:
        before = [attrs.evolve(cases, crimes=now.crimes) for cases in before]
    passed = [ForceRating.COMPLETED, ForceRating.COMPLETED_WELL, ForceRating.EXCELLENT]
    return Area(
        number=number,
        incidents=incidents,
        now=now,
        window_before=before[0],
        calendar_year_before=before[1],
        households=chance.randint(80, 320),
        resolution_day=day_of_first_quarter(chance),
        registration_day=day_of_first_quarter(chance),
        ratings=(chance.choice(passed), chance.choice(passed)),
    )


# --- the dossiers ---------------------------------------------------------------------------------


def area_dossiers(areas: Iterable[Area], completed: bool) -> list[Dossier]:
    """The dossiers of the areas; one has none."""
    return [area_dossier(area, completed) for area in areas if area.number != WITHOUT_DOSSIER]


def area_dossier(area: Area, completed: bool) -> Dossier:
    """The dossier of an area; `completed` closes the open list and states the missing fact."""
    verified = found_in(area)
    if completed and area.number == WITHOUT_VETO_FACT:
        verified = verified.with_statements(force_members_disciplined=0)
    differing = CLAIMED.get(area.number, {})
    known = tuple(each for each in area.incidents if each.occurred_on <= DECIDED_ON)
    incidents = complete(known, AREA_WINDOW)
    if area.number == WITH_OPEN_LIST and not completed:
        incidents = RecordList(items=known, basis=Basis.VERIFIED)
    cell, board = f"Chi bộ {area.name}", f"Ban Công tác Mặt trận {area.name}"
    return Dossier(
        unit=unit(area.id, NationalKind.RESIDENTIAL_AREA, area.name),
        year=YEAR,
        decision_date=DECIDED_ON,
        claimed=verified.with_statements(households_registered=area.households, **differing),
        verified=verified,
        last_year=ResidentialAreaFacts(force_rating=area.ratings[1], **attrs.asdict(area.window_before)),
        records={"incidents": incidents},
        evidence=evidence(
            area.number,
            ("party_resolution_day", "NQ", verified.party_resolution_day, cell),
            ("registration_day", "DK", verified.registration_day, board),
            ("policy_implemented", "BC", DECIDED_ON, board),
            ("subjects_well_managed", "BC", DECIDED_ON, board),
        ),
    )


def found_in(area: Area) -> ResidentialAreaFacts:
    """What the appraiser found in an area."""
    registered = area.households - (1 if area.number == ONE_HOUSEHOLD_SHORT else 0)
    return ResidentialAreaFacts(
        formed_by_merger=False,
        policy_implemented=True,
        **attrs.asdict(area.now),
        **area.calendar_year_before.of_calendar_year_before(),
        new_hotspots=0,
        new_people_in_social_evils=0,
        subjects_well_managed=True,
        party_resolution_adopted=True,
        party_resolution_day=area.resolution_day,
        registered=True,
        registration_day=area.registration_day,
        households_residing=area.households,
        households_registered=registered,
        force_rating=area.ratings[0],
        force_members_disciplined=0,
    ).with_statements(**FOUND.get(area.number, {}))


def area_entry(area: Area, completed: bool) -> RosterEntry:
    """The line of an area on the commune's roster."""
    recognised = area.number in MET or (completed and area.number in COMPLETED_AFTER)
    return RosterEntry(
        unit=area.id,
        kind=NationalKind.RESIDENTIAL_AREA,
        under_authority=True,
        registered=True,
        recognised=recognised,
    )
