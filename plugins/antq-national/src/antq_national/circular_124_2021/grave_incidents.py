"""Grave crimes, fires and accidents: Article 4, clause 4 and Article 6, clause 3 ask of them alike."""

from antq_core.domain.incidents import Gravity, Incident, IncidentKind
from antq_core.expressions.writing import every
from antq_national.circular_124_2021.readings import SERIOUS_CRIME_HANDLED, in_each_reading

SERIOUS_CRIME = (Incident.kind == IncidentKind.CRIME) & Incident.gravity.at_least(Gravity.SERIOUS)

# Not had, or each found in time, reduced by all measures and reported at once; force majeure apart.
SERIOUS_CRIMES_HANDLED = in_each_reading(
    SERIOUS_CRIME_HANDLED,
    as_recorded=every(
        Incident,
        where=SERIOUS_CRIME,
        holds=Incident.force_majeure
        | (Incident.found_in_time & Incident.mitigated & Incident.reported_at_once),
    ),
    as_concluded=every(
        Incident, where=SERIOUS_CRIME, holds=Incident.force_majeure | Incident.handling_accepted
    ),
)

FIRE_OR_ACCIDENT = (
    Incident.kind.is_one_of(IncidentKind.FIRE_OR_EXPLOSION, IncidentKind.OTHER_INCIDENT)
    & Incident.gravity.at_least(Gravity.SERIOUS)
) | ((Incident.kind == IncidentKind.WORK_ACCIDENT) & Incident.fatal)

HARM_TO_ENVIRONMENT_OR_FOOD = Incident.kind.is_one_of(
    IncidentKind.ENVIRONMENTAL_VIOLATION, IncidentKind.FOOD_SAFETY_VIOLATION
) & Incident.gravity.at_least(Gravity.SERIOUS)

SERIOUS_FIRE_OR_ACCIDENT = FIRE_OR_ACCIDENT & ~Incident.force_majeure
SERIOUS_FIRE_ACCIDENT_OR_HARM = (FIRE_OR_ACCIDENT | HARM_TO_ENVIRONMENT_OR_FOOD) & ~Incident.force_majeure
