"""Makes the synthetic commune beside this file; the same seed always gives the same bytes.

Everything here is invented: the commune, its areas, its organisations and every number and day.
Run it with ``python examples/make_commune.py`` after a change, and commit what it writes.
"""

import datetime
import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from antq_core import UNKNOWN, Basis, Dossier, RecordList, Unit
from antq_core.codec.dossiers import write_dossier
from antq_core.domain.dossiers import Evidence
from antq_core.domain.incidents import Gravity, Incident, IncidentKind
from antq_core.domain.movement_models import ModelStage, MovementModel
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.sheets import FactSheet, Record
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import Window
from antq_national.circular_124_2021.articles_6_and_7 import (
    AgencyFacts,
    EnterpriseFacts,
    EnterpriseSize,
    SchoolFacts,
    SchoolLevel,
)
from antq_national.circular_124_2021.facts import CommuneFacts, ForceRating, ResidentialAreaFacts

FOLDER = Path(__file__).parent / "commune"
SEED = 124
YEAR = 2026
# The library takes only codes of provinces that exist on the day of decision; the commune does not exist.
PROVINCE, COMMUNE = "25", "99999"
COMMUNE_NAME = "Xã Mẫu (giả định)"
ATTESTED_BY = "Thường trực Ban Chỉ đạo xã Mẫu (giả định)"

Day = datetime.date
AREA_WINDOW = Window(Day(2025, 11, 1), Day(2026, 10, 31))
COMMUNE_WINDOW = Window(Day(2025, 11, 16), Day(2026, 11, 15))
AREAS_DECIDED_ON, COMMUNE_DECIDED_ON = Day(2026, 11, 12), Day(2026, 11, 19)


# --- the plan: what is shown, and where -----------------------------------------------------------

AREAS = range(1, 26)
MET = range(1, 17)
WITH_OPEN_LIST, WITHOUT_VETO_FACT, ONE_HOUSEHOLD_SHORT = 17, 18, 19
WITH_LATE_REPORT, AS_MANY_CRIMES, WITHOUT_DOSSIER = 22, 24, 25
COMPLETED_AFTER = (WITH_OPEN_LIST, WITHOUT_VETO_FACT)

SCHOOL, SMALL, ARMED = "truong-tieu-hoc-mau", "doanh-nghiep-nho-mau", "don-vi-vu-trang-mau"
LARGE, OF_UNKNOWN_SIZE = "doanh-nghiep-lon-mau", "doanh-nghiep-chua-ro-mau"


def area_id(number: int) -> str:
    """The id of an area."""
    return f"thon-mau-{number:02}"


# What the appraiser found where an area is not like the others: one clear reason each.
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

CRIME, FIRE, ACCIDENT = IncidentKind.CRIME, IncidentKind.FIRE_OR_EXPLOSION, IncidentKind.WORK_ACCIDENT
HANDLED = {"found_in_time": True, "mitigated": True, "reported_at_once": True, "handling_accepted": True}
REPORTED_LATE = {**HANDLED, "reported_at_once": False, "handling_accepted": False}


def incident(
    kind: IncidentKind, day: Day, where: str, gravity: Gravity, force_majeure: bool = False, **how: bool
) -> Incident:
    """An incident in the commune, at one of its units."""
    return Incident(
        kind=kind,
        occurred_on=day,
        commune=COMMUNE,
        unit=where,
        gravity=gravity,
        force_majeure=force_majeure,
        **how,
    )


PLANNED = (
    # The day before the areas' window, and its first day, which is still before the commune's.
    incident(CRIME, Day(2025, 10, 31), area_id(4), Gravity.SERIOUS, **REPORTED_LATE),
    incident(CRIME, Day(2025, 11, 1), area_id(WITH_LATE_REPORT), Gravity.SERIOUS, **REPORTED_LATE),
    # The last day of the areas' window, and the day after, which the commune's window still holds.
    incident(CRIME, Day(2026, 10, 31), area_id(5), Gravity.SERIOUS, **HANDLED),
    incident(CRIME, Day(2026, 11, 1), area_id(6), Gravity.VERY_SERIOUS, **HANDLED),
    # The same four days of the commune's own window; what would count against it falls outside.
    incident(ACCIDENT, Day(2025, 11, 15), LARGE, Gravity.SERIOUS, fatal=True),
    incident(CRIME, Day(2025, 11, 16), SMALL, Gravity.SERIOUS, **HANDLED),
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
        resolution_day=Day(YEAR, chance.randint(1, 3), chance.randint(3, 28)),
        registration_day=Day(YEAR, chance.randint(1, 3), chance.randint(3, 28)),
        ratings=(chance.choice(passed), chance.choice(passed)),
    )


def day_in(window: Window, chance: random.Random) -> Day:
    """A day of a window."""
    return Day.fromordinal(chance.randint(window.first.toordinal(), window.last.toordinal()))


def in_order(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Incidents by day, place and kind."""
    return tuple(sorted(incidents, key=lambda each: (each.occurred_on, each.unit, each.kind)))


def crimes_in(window: Window, incidents: Iterable[Incident]) -> int:
    """How many crimes fall into a window."""
    return sum(1 for each in incidents if each.kind == CRIME and each.occurred_on in window)


# --- the dossiers ---------------------------------------------------------------------------------


def unit(name: str, kind: NationalKind, title: str) -> Unit:
    """A unit of the commune, or the commune itself."""
    return Unit(id=name, kind=kind.value, province=PROVINCE, commune=COMMUNE, name=title)


def complete(items: Iterable[Record], window: Window) -> RecordList:
    """A list that leaves nothing out, on the appraiser's word."""
    return RecordList(items=tuple(items), complete_for=window, attested_by=ATTESTED_BY, basis=Basis.VERIFIED)


def evidence(number: int, *documents: tuple[str, str, Day, str]) -> dict[str, tuple[Evidence, ...]]:
    """Made-up documents: the fact that each shows, its kind, its day and who issued it."""
    return {
        fact: (Evidence(document=f"{number:02}/{kind}-GIA-DINH", issued_on=day, issued_by=by),)
        for fact, kind, day, by in documents
    }


def area_dossier(area: Area, completed: bool) -> Dossier:
    """The dossier of an area; `completed` closes the open list and states the missing fact."""
    verified = found_in(area)
    if completed and area.number == WITHOUT_VETO_FACT:
        verified = verified.with_statements(force_members_disciplined=0)
    differing = CLAIMED.get(area.number, {})
    known = tuple(each for each in area.incidents if each.occurred_on <= AREAS_DECIDED_ON)
    incidents = complete(known, AREA_WINDOW)
    if area.number == WITH_OPEN_LIST and not completed:
        incidents = RecordList(items=known, basis=Basis.VERIFIED)
    cell, board = f"Chi bộ {area.name}", f"Ban Công tác Mặt trận {area.name}"
    return Dossier(
        unit=unit(area.id, NationalKind.RESIDENTIAL_AREA, area.name),
        year=YEAR,
        decision_date=AREAS_DECIDED_ON,
        claimed=verified.with_statements(households_registered=area.households, **differing),
        verified=verified,
        last_year=ResidentialAreaFacts(force_rating=area.ratings[1], **attrs.asdict(area.window_before)),
        records={"incidents": incidents},
        evidence=evidence(
            area.number,
            ("party_resolution_day", "NQ", verified.party_resolution_day, cell),
            ("registration_day", "DK", verified.registration_day, board),
            ("policy_implemented", "BC", AREAS_DECIDED_ON, board),
            ("subjects_well_managed", "BC", AREAS_DECIDED_ON, board),
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


def organisations() -> list[Dossier]:
    """Five organisations that show who is in scope: three that are not, one that is, one of unknown size."""
    school, enterprise, agency = NationalKind.SCHOOL, NationalKind.ENTERPRISE, NationalKind.AGENCY
    small, large = EnterpriseFacts(size=EnterpriseSize.SMALL), EnterpriseFacts(size=EnterpriseSize.LARGE)
    return [
        organisation(SCHOOL, school, "Trường Tiểu học Mẫu", SchoolFacts(level=SchoolLevel.PRIMARY)),
        organisation(SMALL, enterprise, "Doanh nghiệp nhỏ Mẫu", small),
        organisation(ARMED, agency, "Đơn vị vũ trang Mẫu", AgencyFacts(armed_forces=True)),
        organisation(LARGE, enterprise, "Doanh nghiệp lớn Mẫu", large),
        organisation(OF_UNKNOWN_SIZE, enterprise, "Doanh nghiệp chưa rõ Mẫu", EnterpriseFacts()),
    ]


def organisation(name: str, kind: NationalKind, title: str, facts: FactSheet) -> Dossier:
    """The dossier of an organisation, which says no more than whether it is in scope."""
    return Dossier(
        unit=unit(name, kind, f"{title} (giả định)"),
        year=YEAR,
        decision_date=COMMUNE_DECIDED_ON,
        claimed=facts,
        verified=facts,
    )


def commune_dossier(areas: list[Area], recognised: Iterable[int]) -> Dossier:
    """The dossier of the commune; `recognised` are the areas with a decision of recognition."""
    elsewhere = [each for each in PLANNED if each.unit in (SMALL, LARGE)]
    incidents = in_order([*elsewhere, *(each for area in areas for each in area.incidents)])
    now = attrs.evolve(total(area.now for area in areas), crimes=crimes_in(COMMUNE_WINDOW, incidents))
    calendar_year_before = total(area.calendar_year_before for area in areas)
    facts = CommuneFacts(
        formed_by_merger=False,
        policy_implemented=True,
        **attrs.asdict(now),
        **calendar_year_before.of_calendar_year_before(),
        new_hotspots=0,
        new_people_in_social_evils=0,
        subjects_well_managed=True,
        party_resolution_adopted=True,
        party_resolution_day=Day(YEAR, 1, 15),
        plan_adopted=True,
        plan_day=Day(YEAR, 1, 30),
        registered=True,
        registration_day=Day(YEAR, 3, 31),
        police_effective=True,
        police_members_disciplined=0,
    )
    committee, party = f"Uỷ ban nhân dân {COMMUNE_NAME}", f"Đảng uỷ {COMMUNE_NAME}"
    return Dossier(
        unit=unit("xa-mau", NationalKind.COMMUNE, COMMUNE_NAME),
        year=YEAR,
        decision_date=COMMUNE_DECIDED_ON,
        claimed=facts.with_statements(registration_day=Day(YEAR, 3, 20)),
        verified=facts,
        last_year=CommuneFacts(**attrs.asdict(total(area.window_before for area in areas))),
        records={
            "incidents": complete(incidents, COMMUNE_WINDOW),
            "movement_models": complete([MODEL], COMMUNE_WINDOW),
            "roster": complete(roster(areas, set(recognised)), COMMUNE_WINDOW),
        },
        evidence=evidence(
            0,
            ("party_resolution_day", "NQ", Day(YEAR, 1, 15), party),
            ("plan_day", "KH", Day(YEAR, 1, 30), committee),
            ("registration_day", "DK", Day(YEAR, 3, 31), committee),
            ("police_effective", "BC", COMMUNE_DECIDED_ON, committee),
        ),
    )


MODEL = MovementModel(
    model="mo-hinh-mau-01",
    commune=COMMUNE,
    stage=ModelStage.MAINTAINED,
    established_on=Day(2024, 5, 10),
    effective=True,
    sites=5,
    teams=10,
)


def roster(areas: list[Area], recognised: set[int]) -> list[RosterEntry]:
    """The units of the commune; the province, not the commune, manages the last two organisations."""
    residential = [
        RosterEntry(
            unit=area.id,
            kind=NationalKind.RESIDENTIAL_AREA,
            under_authority=True,
            registered=True,
            recognised=area.number in recognised,
        )
        for area in areas
    ]
    return residential + [
        RosterEntry(
            unit=each.unit.id,
            kind=NationalKind(each.unit.kind),
            under_authority=each.unit.id not in (LARGE, OF_UNKNOWN_SIZE),
            registered=False,
            recognised=False,
        )
        for each in organisations()
    ]


# --- the files ------------------------------------------------------------------------------------


def files() -> dict[str, str]:
    """The text of each file, by its name: the same commune before and after two areas were completed."""
    chance = random.Random(SEED)
    areas = [make_area(chance, number) for number in AREAS]
    return {
        "before.jsonl": lines(dossiers(areas, MET, completed=False)),
        "after.jsonl": lines(dossiers(areas, [*MET, *COMPLETED_AFTER], completed=True)),
    }


def dossiers(areas: list[Area], recognised: Iterable[int], completed: bool) -> list[Dossier]:
    """Every dossier of the commune, its own last."""
    with_dossier = [area for area in areas if area.number != WITHOUT_DOSSIER]
    listed = [area_dossier(area, completed) for area in with_dossier]
    return [*listed, *organisations(), commune_dossier(areas, recognised)]


def lines(listed: Iterable[Dossier]) -> str:
    """One dossier a line, in the order in which people read them."""
    return "".join(json.dumps(write_dossier(each), ensure_ascii=False) + "\n" for each in listed)


if __name__ == "__main__":
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
