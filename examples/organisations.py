"""The agencies, enterprises and schools of the made-up commune: one clear reason each, as with the areas."""

import random
from collections.abc import Iterable
from typing import Any

import attrs
from setting import (
    COMMUNE,
    COMMUNE_WINDOW,
    HANDLED,
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
from antq_core.domain.dossiers import Evidence
from antq_core.domain.incidents import Gravity, Incident, IncidentKind
from antq_core.domain.movement_models import ModelEntry, ModelStage
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.units import NationalKind
from antq_national.circular_124_2021.enterprise_sizes import EnterpriseSize
from antq_national.circular_124_2021.school_facts import SchoolFacts, SchoolLevel
from antq_national.circular_124_2021.workplace_facts import (
    AgencyFacts,
    EnterpriseFacts,
    GuardRating,
    OrganisationFacts,
)

DECIDED_ON = Day(2026, 11, 18)  # after the window, and before 20 November

Facts = dict[str, Any]


# --- the plan: what is shown, and where -----------------------------------------------------------


@attrs.frozen(kw_only=True)
class Plan:
    """Where an organisation is not like the others. Nothing else is stated of one that is `left_out`."""

    found: Facts = attrs.field(factory=dict)
    claimed: Facts = attrs.field(factory=dict)
    stated_after: Facts = attrs.field(factory=dict)
    list_open_before: bool = False
    left_out: bool = False
    of_the_province: bool = False
    recognised: bool = False

    @property
    def completed_after(self) -> bool:
        """Whether its dossier is completed between the two files, and the unit recognised."""
        return self.list_open_before or bool(self.stated_after)


NO_PARTY_ORGANISATION = {
    "party_organisation": False,
    "party_resolution_adopted": UNKNOWN,
    "party_resolution_day": UNKNOWN,
}
NOT_ELIGIBLE = {
    "guard_force_eligible": False,
    "guard_force_titled": UNKNOWN,
    "guard_force_rating": UNKNOWN,
    "subunits_eligible": False,
    "subunits_titled": UNKNOWN,
}
NO_GENERAL_EDUCATION_AND_NO_GUARDS = {
    "general_education": False,
    "parents_coordination": UNKNOWN,
    "guard_force": False,
    "guard_force_eligible": UNKNOWN,
    "guard_force_titled": UNKNOWN,
    "guard_force_rating": UNKNOWN,
    "guards_disciplined": UNKNOWN,
}
RATED_TOO_LOW = {"guard_force_titled": False, "guard_force_rating": GuardRating.COMPLETED}

AGENCIES = {
    1: Plan(recognised=True, found={"subunits": 10, "subunits_titled": 7}),
    2: Plan(recognised=True, found=NO_PARTY_ORGANISATION),
    3: Plan(recognised=True, found=NOT_ELIGIBLE),
    4: Plan(list_open_before=True),
    5: Plan(
        found={"guards_disciplined": UNKNOWN},
        claimed={"guards_disciplined": 0},
        stated_after={"guards_disciplined": 0},
    ),
    6: Plan(of_the_province=True),  # the breach of 16 November 2025, below
    7: Plan(of_the_province=True, found={"registered": False, "registration_day": UNKNOWN}),
    8: Plan(
        of_the_province=True,
        found={"police_coordination_implemented": False},
        claimed={"police_coordination_implemented": True},
    ),
    9: Plan(
        of_the_province=True,
        found=RATED_TOO_LOW,
        claimed={"guard_force_rating": GuardRating.COMPLETED_WELL},
    ),
    10: Plan(found={"people_disciplined": 1, "people_of_titled_subunits_disciplined": 0}),
    11: Plan(of_the_province=True, found={"people_fined": 1, "people_fined_and_disciplined": 0}),
    12: Plan(left_out=True, found={"armed_forces": True}),
}
ENTERPRISES = {
    1: Plan(recognised=True),  # the accident of 15 November 2025, below
    2: Plan(recognised=True),  # the strike of 16 November 2026, below
    3: Plan(found={"police_coordination_rules": False, "police_coordination_implemented": UNKNOWN}),
    4: Plan(),  # the strike of 15 November 2026, below
    5: Plan(found={"subunits": 13, "subunits_titled": 9}, claimed={"subunits_titled": 10}),
    6: Plan(of_the_province=True, found={"guard_force_titled": False, "guard_force_rating": UNKNOWN}),
    7: Plan(of_the_province=True, found={"size": UNKNOWN}),
    8: Plan(left_out=True, found={"size": EnterpriseSize.SMALL}),
    9: Plan(left_out=True, found={"size": EnterpriseSize.MICRO}),
}
SCHOOLS = {
    1: Plan(recognised=True, found=NO_GENERAL_EDUCATION_AND_NO_GUARDS),
    2: Plan(
        of_the_province=True,
        found={"people_disciplined": 1, "people_of_titled_subunits_disciplined": 1},
        claimed={"people_disciplined": 0, "people_of_titled_subunits_disciplined": 0},
    ),
    3: Plan(of_the_province=True, found={"level": SchoolLevel.PRIMARY_AND_ABOVE}),
    4: Plan(of_the_province=True, found={"level": UNKNOWN}),
    5: Plan(left_out=True, found={"level": SchoolLevel.PRIMARY}),
    6: Plan(left_out=True, found={"level": SchoolLevel.KINDERGARTEN}),
}


@attrs.frozen
class Sort:
    """One of the three kinds of organisation: how its units are called, its sheet, and its plan."""

    kind: NationalKind
    id: str
    title: str
    sheet: type[OrganisationFacts]
    plan: dict[int, Plan]


SORTS = (
    Sort(NationalKind.AGENCY, "co-quan-mau", "Cơ quan Mẫu", AgencyFacts, AGENCIES),
    Sort(NationalKind.ENTERPRISE, "doanh-nghiep-mau", "Doanh nghiệp Mẫu", EnterpriseFacts, ENTERPRISES),
    Sort(NationalKind.SCHOOL, "truong-mau", "Trường Mẫu", SchoolFacts, SCHOOLS),
)

PLANNED = (
    # The day before the window, and its first day.
    incident(
        IncidentKind.WORK_ACCIDENT, Day(2025, 11, 15), "doanh-nghiep-mau-01", Gravity.SERIOUS, fatal=True
    ),
    incident(IncidentKind.STATE_SECRET_BREACH, Day(2025, 11, 16), "co-quan-mau-06", Gravity.LESS_SERIOUS),
    # The commune answers for what happens at an enterprise too small to be asked itself.
    incident(IncidentKind.CRIME, Day(2025, 11, 16), "doanh-nghiep-mau-08", Gravity.SERIOUS, **HANDLED),
    # The last day of the window, and the day after.
    incident(IncidentKind.UNLAWFUL_STRIKE, Day(2026, 11, 15), "doanh-nghiep-mau-04", Gravity.LESS_SERIOUS),
    incident(IncidentKind.UNLAWFUL_STRIKE, Day(2026, 11, 16), "doanh-nghiep-mau-02", Gravity.LESS_SERIOUS),
)


# --- the figures, by chance -----------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Organisation:
    """An agency, enterprise or school, as chance and the plan made it."""

    sort: Sort
    number: int
    usual: Facts
    incidents: tuple[Incident, ...]
    models: tuple[ModelEntry, ...]

    @property
    def plan(self) -> Plan:
        """Where it is not like the others."""
        return self.sort.plan[self.number]

    @property
    def id(self) -> str:
        """The id of its unit."""
        return f"{self.sort.id}-{self.number:02}"

    @property
    def name(self) -> str:
        """What it is called, which says that it does not exist."""
        return f"{self.sort.title} {self.number:02} (giả định)"


def make_organisations(chance: random.Random) -> list[Organisation]:
    """All agencies, then all enterprises, then all schools."""
    return [make_organisation(chance, sort, number) for sort in SORTS for number in sort.plan]


def make_organisation(chance: random.Random, sort: Sort, number: int) -> Organisation:
    """One organisation. A small fire is no reason, and a unit that is left out runs no model."""
    name = f"{sort.id}-{number:02}"
    days = [day_in(COMMUNE_WINDOW, chance) for _ in range(chance.randint(0, 1))]
    fires = [incident(IncidentKind.FIRE_OR_EXPLOSION, day, name, Gravity.LESS_SERIOUS) for day in days]
    return Organisation(
        sort=sort,
        number=number,
        usual=usual_facts(chance, sort.kind),
        incidents=in_order([*fires, *(each for each in PLANNED if each.unit == name)]),
        models=() if sort.plan[number].left_out else (make_model(chance, name),),
    )


def make_model(chance: random.Random, name: str) -> ModelEntry:
    """The movement model that an organisation keeps."""
    return ModelEntry(
        model=f"mo-hinh-{name}",
        commune=COMMUNE,
        unit=name,
        stage=ModelStage.MAINTAINED,
        established_on=Day(chance.randint(2019, 2024), chance.randint(1, 12), chance.randint(1, 28)),
        effective=True,
        sites=1,
        teams=chance.randint(1, 4),
    )


def usual_facts(chance: random.Random, kind: NationalKind) -> Facts:
    """What makes an organisation meet every criterion, however the law is read."""
    subunits = chance.randint(4, 12)
    facts = {
        "party_organisation": True,
        "party_resolution_adopted": True,
        "party_resolution_day": day_of_first_quarter(chance),
        "plan_adopted": True,
        "plan_day": day_of_first_quarter(chance),
        "registered": True,
        "registration_day": day_of_first_quarter(chance),
        "rules_on_protection": True,
        "rules_on_internal_politics": True,
        "rules_on_fire_prevention": True,
        "rules_fit_practice_and_law": True,
        **all_told("staff", chance.randint(120, 600) if kind is NationalKind.ENTERPRISE else subunits * 6),
        "policy_implemented": True,
        "police_coordination_rules": True,
        "police_coordination_implemented": True,
        "people_in_social_evils_disciplined": 0,
        "guard_force_eligible": True,
        "guard_force_titled": chance.choice((True, False)),
        "guard_force_rating": chance.choice((GuardRating.COMPLETED_WELL, GuardRating.EXCELLENT)),
        "guards_disciplined": 0,
        "subunits_eligible": True,
        "subunits": subunits,
        "subunits_titled": chance.randint(-(-subunits * 7 // 10), subunits),
        # Nobody in the whole unit, so nobody in a part of it either: that need not be stated.
        "people_disciplined": 0,
    }
    return {**facts, **(usual_in_schools(chance) if kind is NationalKind.SCHOOL else usual_at_work(kind))}


def usual_at_work(kind: NationalKind) -> Facts:
    """What only Article 6 asks."""
    in_scope: Facts = {"armed_forces": False}
    if kind is NationalKind.ENTERPRISE:
        in_scope = {"size": EnterpriseSize.ABOVE_SMALL}
    rules = ("rules_on_state_secrets", "rules_on_labour_safety", "rules_on_environment")
    return {**in_scope, **dict.fromkeys(rules, True), "people_fined": 0}


def usual_in_schools(chance: random.Random) -> Facts:
    """What only Article 7 asks."""
    return {
        "level": SchoolLevel.ABOVE_PRIMARY,
        "rules_on_learners": True,
        **all_told("learners", chance.randint(200, 900)),
        "general_education": True,
        "parents_coordination": True,
        "people_committing_crimes": 0,
        "guard_force": True,
    }


def all_told(people: str, number: int) -> Facts:
    """Some people, all of them briefed."""
    return dict.fromkeys((people, f"{people}_told_the_rules", f"{people}_told_the_criteria"), number)


# --- the dossiers ---------------------------------------------------------------------------------


def organisation_dossiers(organisations: Iterable[Organisation], completed: bool) -> list[Dossier]:
    """The dossiers of the organisations, in their order."""
    return [organisation_dossier(each, completed) for each in organisations]


def organisation_dossier(organisation: Organisation, completed: bool) -> Dossier:
    """The dossier of an organisation; `completed` closes the open list and states the missing fact."""
    plan, stated = organisation.plan, found_in(organisation)
    after = plan.stated_after if completed else {}
    sheet = organisation.sort.sheet
    records = {
        "incidents": complete(organisation.incidents, COMMUNE_WINDOW),
        "movement_models": complete(organisation.models, COMMUNE_WINDOW),
    }
    if plan.list_open_before and not completed:
        records["incidents"] = RecordList(items=organisation.incidents, basis=Basis.VERIFIED)
    return Dossier(
        unit=unit(organisation.id, organisation.sort.kind, organisation.name),
        year=YEAR,
        decision_date=DECIDED_ON,
        claimed=sheet(**{**stated, **plan.claimed}),
        verified=sheet(**{**stated, **after}),
        records={} if plan.left_out else records,
        evidence={} if plan.left_out else documents_of(organisation, stated),
    )


def found_in(organisation: Organisation) -> Facts:
    """What the appraiser found in an organisation: of one that is left out, only that it is."""
    if organisation.plan.left_out:
        return organisation.plan.found
    return {**organisation.usual, **organisation.plan.found}


def documents_of(organisation: Organisation, stated: Facts) -> dict[str, tuple[Evidence, ...]]:
    """The documents of an organisation, for what it has done."""
    kinds = {"party_resolution_day": "NQ", "plan_day": "KH", "registration_day": "DK"}
    dated = [(fact, kind, stated[fact], organisation.name) for fact, kind in kinds.items()]
    report = ("policy_implemented", "BC", DECIDED_ON, organisation.name)
    return evidence(organisation.number, *(each for each in dated if each[2] is not UNKNOWN), report)


def organisation_entry(organisation: Organisation, completed: bool) -> RosterEntry:
    """The line of an organisation on the commune's roster."""
    plan = organisation.plan
    return RosterEntry(
        unit=organisation.id,
        kind=organisation.sort.kind,
        under_authority=not plan.of_the_province,
        registered=found_in(organisation).get("registered", False),
        recognised=plan.recognised or (completed and plan.completed_after),
    )
