"""The facts of the standard that is measured: 40 columns, 18 of which leave some rows unknown.

A standard with more criteria asks the same over fresh columns, so that no copy contradicts another: the
facts of the second copy are called ``deaths_2`` and so on. Nothing here needs the library.
"""

from typing import NamedTuple

MOST = 9_999
"""The most that a count may be."""

MOST_FESTIVAL = 5_00
ROW_GROUP = 50_000
"""The rows of a group in Parquet; whoever streams holds a few groups at a time."""

FACTS_PER_COPY, HARD_PER_COPY, SCORED_PER_COPY = 40, 15, 10

TRUTHS = (
    "plan",
    "resolution",
    "registered",
    "has_patrol",
    "has_dormitory",
    "patrol_trained",
    "rules_posted",
    "first_aid",
)
CHOICES = {
    "force_rating": ("not_completed", "completed", "completed_well", "excellent"),
    "site_kind": ("urban", "rural", "border"),
}
COUNTS = (
    "households",
    "households_registered",
    "members",
    "members_trained",
    "units_below",
    "units_below_met",
    "tips",
    "tips_handled",
    "complaints",
    "complaints_settled",
    "patrols_planned",
    "patrols",
    "drills_planned",
    "drills",
    "thefts_before",
    "thefts",
    "incidents_serious",
    "deaths",
    "sabotages",
    "protests",
    "fires",
    "fires_injured",
    "drug_cases",
    "traffic_cases",
    "meetings",
    "visits",
    "reports_late",
    "models_kept",
    "commendations",
    "festival",
)
NULLABLE = frozenset(
    {
        "deaths",
        "incidents_serious",
        "fires",
        "households_registered",
        "members",
        "members_trained",
        "tips",
        "tips_handled",
        "complaints",
        "thefts_before",
        "meetings",
        "traffic_cases",
        "models_kept",
        "commendations",
        "rules_posted",
        "has_patrol",
        "site_kind",
        "force_rating",
    }
)
NAMES = (*TRUTHS, *CHOICES, *COUNTS)

WHOLES = {
    "households_registered": "households",
    "members_trained": "members",
    "units_below_met": "units_below",
    "tips_handled": "tips",
    "complaints_settled": "complaints",
}
"""What each part is a part of: it is never more than that."""

GRADES = ("weak", "average", "good", "best")
THRESHOLDS = (52_00, 68_00, 85_00)
"""From which points on a unit is average, good and best, for each 100 points of the rubric."""

VERDICTS = ("met", "not_met", "undecided")


class Size(NamedTuple):
    """How many copies of the 25 criteria a standard has."""

    copies: int = 1

    @property
    def criteria(self) -> int:
        """How many criteria that makes."""
        return self.copies * (HARD_PER_COPY + SCORED_PER_COPY)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all facts, copy by copy."""
        return tuple(named(name, copy) for copy in range(self.copies) for name in NAMES)


def named(name: str, copy: int) -> str:
    """The name of a fact, an item or a criterion in a copy; the first keeps the plain one."""
    return name if copy == 0 else f"{name}_{copy + 1}"


def most_of(name: str) -> int:
    """The most that a number may be."""
    return MOST_FESTIVAL if name == "festival" else MOST
