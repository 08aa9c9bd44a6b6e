"""Articles 4 and 5 of Circular 124/2021/TT-BCA as plain functions, to measure the library against.

This is what a careful programmer would write without the library. A dossier is the JSON value that the
library reads too, and is trusted to be sound. Readings of the law cannot be chosen here: every one stays
open, and where its options disagree nothing is decided.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from truths import (
    MOST_RECORDS,
    Range,
    Truth,
    agreed,
    both,
    during,
    either,
    how_many,
    is_none,
    is_some,
    opposite,
    share,
)

Words = tuple[str, ...]
Json = dict[str, Any]

MET: Words = ("met",)
NOT_MET: Words = ("not_met",)
OPEN: Words = ("met", "not_met")

MOST_CASES = 1_000_000
MOST_HOTSPOTS = 10_000
MOST_DISCIPLINED = 10_000
MOST_HOUSEHOLDS = 100_000

# What clause 3 forbids: the point, the fact that states the number of cases, and their kind in the list.
FORBIDDEN = (
    ("3a", "anti_state_activities", "anti_state_activity"),
    ("3b", "sabotages", "sabotage"),
    ("3c", "unlawful_propagations", "unlawful_religious_propagation"),
    ("3d", "abuses_of_religion_or_dispute", "abuse_of_religion_or_dispute"),
    ("3đ", "separatist_cases", "separatism"),
    ("3e", "prolonged_disputes", "prolonged_dispute"),
    ("3g", "incitements", "incitement"),
)
GROUPS = ("crimes", "social_evils", "other_violations")
UNIT_KINDS = ("residential_area", "agency", "enterprise", "school")


class Decision(NamedTuple):
    """The verdict, and for each criterion every outcome that is still possible."""

    verdict: str
    outcomes: dict[str, Words]


class Place(NamedTuple):
    """What both articles look at. Of the incidents it holds those that belong here, or that may."""

    year: int
    first: str
    last: str
    ended: bool
    facts: Json
    last_year: Json
    incidents: Sequence[tuple[Truth, Json]]
    incidents_closed: bool


def decide_area(document: Json, basis: str = "verified") -> Decision:
    """A residential area, by Article 4."""
    unit, commune = document["unit"]["id"], document["unit"]["commune"]

    def is_here(incident: Json) -> Truth:
        return both(_is(incident, "commune", commune), _is(incident, "unit", unit))

    year = document["year"]
    place = _place(document, basis, (f"{year - 1}-11-01", f"{year}-10-31", f"{year}-11-14"), is_here)
    facts = place.facts
    registered, residing = part_and_whole(
        number(facts, "households_registered", MOST_HOUSEHOLDS),
        number(facts, "households_residing", MOST_HOUSEHOLDS),
    )
    ratings = (facts.get("force_rating"), place.last_year.get("force_rating"))
    disciplined = number(facts, "force_members_disciplined", MOST_DISCIPLINED, final=place.ended)
    return _decision(
        {
            "KDC-1a": words(_resolved(place)),
            "KDC-1b": words(_in_first_quarter(place, "registered", "registration_day")),
            "KDC-1c": words(_all_of_them(registered, residing)),
            **territory("KDC-", place),
            "KDC-5a": words(agreed([None if each is None else each != "not_completed" for each in ratings])),
            "KDC-5b": words(is_none(disciplined)),
        }
    )


def decide_commune(document: Json, units: Mapping[str, Words], basis: str = "verified") -> Decision:
    """A commune, by Article 5; `units` are the verdicts still possible for units on its roster, by id."""
    commune = document["unit"]["commune"]

    def is_here(record: Json) -> Truth:
        return _is(record, "commune", commune)

    year = document["year"]
    place = _place(document, basis, (f"{year - 1}-11-16", f"{year}-11-15", f"{year}-11-19"), is_here)
    models, models_closed = _listed(document, "movement_models", basis, place)
    effective = [both(is_here(each), _is_effective(each, place.last)) for each in models]
    disciplined = number(place.facts, "police_members_disciplined", MOST_DISCIPLINED, final=place.ended)
    planned = _in_first_quarter(place, "plan_adopted", "plan_day")
    return _decision(
        {
            "XA-1a": words(_resolved(place)),
            "XA-1b": words(both(planned, _in_first_quarter(place, "registered", "registration_day"))),
            "XA-1c": words(is_some(how_many(effective, models_closed))),
            **territory("XA-2.", place),
            "XA-3a": words(place.facts.get("police_effective")),
            "XA-3b": words(is_none(disciplined)),
            **_clause_4(*_listed(document, "roster", basis, place), units),
        }
    )


# --- clauses 2 to 4 of Article 4, which Article 5 takes over --------------------------------------


def territory(prefix: str, place: Place) -> dict[str, Words]:
    """What both articles ask of a territory."""
    facts, ended = place.facts, place.ended
    hotspots = number(facts, "new_hotspots", MOST_HOTSPOTS, final=ended)
    newly = number(facts, "new_people_in_social_evils", MOST_CASES, final=ended)
    fires = [both(belongs, _is_forbidden_event(each)) for belongs, each in place.incidents]
    contained = words(_contained(place))
    found = {
        "2": words(facts.get("policy_implemented")),
        **_clause_3(place),
        # After a merger it is open whether the year before is looked at at all.
        "4a": contained if facts.get("formed_by_merger") is False else (*contained, "not_applicable"),
        "4b": words(_serious_crimes_handled(place)),
        "4c1": words(is_none(hotspots)),
        "4c2": words(is_none(newly)),
        "4c3": words(facts.get("subjects_well_managed")),
        "4d": words(is_none(how_many(fires, place.incidents_closed))),
    }
    return {f"{prefix}{code}": outcomes for code, outcomes in found.items()}


def _clause_3(place: Place) -> dict[str, Words]:
    surely, possibly = Counter[str](), Counter[str]()
    for belongs, incident in place.incidents:
        kind = incident.get("kind")
        if kind is None:
            possibly.update(each for _, _, each in FORBIDDEN)
        else:
            (surely if belongs else possibly)[kind] += 1
    found = {}
    for code, fact, kind in FORBIDDEN:
        most = surely[kind] + possibly[kind] if place.incidents_closed else MOST_RECORDS
        stated = number(place.facts, fact, MOST_CASES, final=place.ended)
        found[code] = words(is_none(_stated_and_listed(stated, (surely[kind], most))))
    return found


def _stated_and_listed(stated: Range, listed: Range) -> Range:
    """What both allow; where they contradict each other either may be right."""
    least, most = max(stated[0], listed[0]), min(stated[1], listed[1])
    return (least, most) if least <= most else (min(stated[0], listed[0]), max(stated[1], listed[1]))


def _contained(place: Place) -> Truth:
    """Whether cases fell in every reading: which year before, by group or in total, level, nought."""
    now = [number(place.facts, name, MOST_CASES, final=place.ended) for name in GROUPS]
    found = []
    for before in (
        [number(place.last_year, name, MOST_CASES) for name in GROUPS],
        [number(place.facts, f"{name}_of_calendar_year_before", MOST_CASES) for name in GROUPS],
    ):
        groups = [_fell(*each) for each in zip(now, before, strict=True)]
        in_total = _fell(_total(now), _total(before))
        for level in (True, False):
            for nought in (True, False):
                found.append(both(*(_counts_as_fallen(*each, level, nought) for each in groups)))
                found.append(_counts_as_fallen(*in_total, level, nought))
    return agreed(found)


def _fell(now: Range, before: Range) -> tuple[Truth, Truth, Truth]:
    """Whether a number fell, stayed level above nought, and stayed at nought."""
    fell = True if now[1] < before[0] else False if now[0] >= before[1] else None
    apart = now[1] < before[0] or before[1] < now[0]
    level = False if apart else now[0] == now[1] == before[0] == before[1] or None
    return fell, both(level, is_some(before)), both(is_none(now), is_none(before))


def _counts_as_fallen(fell: Truth, level: Truth, nought: Truth, with_level: bool, with_nought: bool) -> Truth:
    return either(fell, level if with_level else False, nought if with_nought else False)


def _total(numbers: Sequence[Range]) -> Range:
    return sum(least for least, _ in numbers), sum(most for _, most in numbers)


def _serious_crimes_handled(place: Place) -> Truth:
    by_record: list[Truth] = [place.incidents_closed or None]
    by_conclusion: list[Truth] = [place.incidents_closed or None]
    for belongs, incident in place.incidents:
        irrelevant = opposite(both(belongs, _is(incident, "kind", "crime"), _is_serious(incident)))
        if irrelevant is True:
            continue
        excused = either(irrelevant, incident.get("force_majeure"))
        elements = (incident.get(name) for name in ("found_in_time", "mitigated", "reported_at_once"))
        by_record.append(either(excused, both(*elements)))
        by_conclusion.append(either(excused, incident.get("handling_accepted")))
    return agreed([both(*by_record), both(*by_conclusion)])


def _is_forbidden_event(incident: Json) -> Truth:
    fire = both(_is(incident, "kind", "fire_or_explosion", "other_incident"), _is_serious(incident))
    accident = both(_is(incident, "kind", "work_accident"), incident.get("fatal"))
    return both(either(fire, accident), opposite(incident.get("force_majeure")))


def _is(record: Json, field: str, *codes: str) -> Truth:
    stated = record.get(field)
    return None if stated is None else stated in codes


def _is_serious(incident: Json) -> Truth:
    gravity = incident.get("gravity")
    return None if gravity is None else gravity != "less_serious"


# --- clause 1, and clause 4 of Article 5 ----------------------------------------------------------


def _resolved(place: Place) -> Truth:
    """A resolution of the first quarter; whether one of the December before counts is open."""
    adopted, day = place.facts.get("party_resolution_adopted"), place.facts.get("party_resolution_day")
    first_quarter = during(day, f"{place.year}-01-01", f"{place.year}-03-31")
    december = during(day, f"{place.year - 1}-12-01", f"{place.year - 1}-12-31")
    return agreed([both(adopted, first_quarter), both(adopted, either(first_quarter, december))])


def _in_first_quarter(place: Place, done: str, day: str) -> Truth:
    first_quarter = during(place.facts.get(day), f"{place.year}-01-01", f"{place.year}-03-31")
    return both(place.facts.get(done), first_quarter)


def _all_of_them(part: Range, whole: Range) -> Truth:
    """Whether all do; the circular does not speak of none at all."""
    if whole[0] == 0:
        return None
    return True if part[0] >= whole[1] else False if part[1] < whole[0] else None


def _is_effective(model: Json, last: str) -> Truth:
    stage, day = model.get("stage"), model.get("established_on")
    in_use = None if stage is None else stage != "eliminated"
    return both(model.get("effective"), in_use, None if day is None else day <= last)


def _clause_4(roster: Sequence[Json], closed: bool, units: Mapping[str, Words]) -> dict[str, Words]:
    under = [(_is_under(entry, units.get(entry.get("unit", ""))), entry) for entry in roster]
    all_register = share(
        [(each, entry.get("registered")) for each, entry in under], closed, 100, nothing=None
    )
    registered = [(both(each, entry.get("registered")), entry) for each, entry in under]
    some = is_some(how_many([each for each, _ in registered], closed))
    found = []
    for recognised in (_by_decision, _by_verdict):
        having = [(each, recognised(entry, units), entry) for each, entry in registered]
        found.append(share([(each, has) for each, has, _ in having], closed, 70, nothing=False))
        of_kind = (
            share(
                [(both(each, _is(entry, "kind", kind)), has) for each, has, entry in having], closed, 70, True
            )
            for kind in UNIT_KINDS
        )
        found.append(both(some, *of_kind))
    return {"XA-4a": words(all_register), "XA-4b": words(agreed(found))}


def _is_under(entry: Json, possible: Words | None) -> Truth:
    """Whether a unit is under the commune; organisations that the circular leaves out are not."""
    in_scope = _is_one_of(possible, ("met", "not_met"))
    return both(entry.get("under_authority"), either(_is(entry, "kind", "residential_area"), in_scope))


def _by_decision(entry: Json, units: Mapping[str, Words]) -> Truth:
    return entry.get("recognised")


def _by_verdict(entry: Json, units: Mapping[str, Words]) -> Truth:
    return _is_one_of(units.get(entry.get("unit", "")), ("met",))


def _is_one_of(possible: Words | None, verdicts: Words) -> Truth:
    """Whether a unit has one of some verdicts; nothing is known of one without a dossier."""
    return None if possible is None else agreed([verdict in verdicts for verdict in possible])


# --- what a dossier says --------------------------------------------------------------------------


def _place(document: Json, basis: str, days: tuple[str, str, str], is_here: Callable[[Json], Truth]) -> Place:
    """Days are the first and the last of the window, and the day of decision when none is stated."""
    first, last, decided = days
    place = Place(
        year=document["year"],
        first=first,
        last=last,
        # Days in this form are in order as they stand.
        ended=(document.get("decision_date") or decided) > last,
        facts=document.get(basis, {}),
        last_year=document.get("last_year", {}),
        incidents=[],
        incidents_closed=False,
    )
    items, closed = _listed(document, "incidents", basis, place)
    belonging = ((both(during(each.get("occurred_on"), first, last), is_here(each)), each) for each in items)
    incidents = [(belongs, each) for belongs, each in belonging if belongs is not False]
    return place._replace(incidents=incidents, incidents_closed=closed)


def _listed(document: Json, name: str, basis: str, place: Place) -> tuple[list[Json], bool]:
    """The records of a list, and whether none can be missing; what is only claimed verifies nothing."""
    found = document.get("records", {}).get(name)
    if found is None or (basis == "verified" and found.get("basis") != "verified"):
        return [], False
    covers = found.get("complete_for")
    whole = covers is not None and covers["from"] <= place.first and place.last <= covers["to"]
    return found["items"], bool(whole and place.ended)


def number(sheet: Json, name: str, most: int, *, final: bool = True) -> Range:
    """The least and the most of a number; what is not final yet is only the least."""
    stated = sheet.get(name)
    if stated is None:
        return 0, most
    least, top = (stated["from"], stated["to"]) if isinstance(stated, dict) else (stated, stated)
    return least, top if final else most


def part_and_whole(part: Range, whole: Range) -> tuple[Range, Range]:
    """A part is no more than its whole, and the whole no less than its part, whichever was stated."""
    return (part[0], min(part[1], whole[1])), (max(whole[0], part[0]), whole[1])


# --- outcomes ---------------------------------------------------------------------------------------


def words(truth: Truth) -> Words:
    """The outcomes that are still possible."""
    return OPEN if truth is None else MET if truth else NOT_MET


def _decision(outcomes: dict[str, Words]) -> Decision:
    found = outcomes.values()
    if NOT_MET in found:
        return Decision("not_met", outcomes)
    return Decision("undecided" if any("not_met" in each for each in found) else "met", outcomes)
