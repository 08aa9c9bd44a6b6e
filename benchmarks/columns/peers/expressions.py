"""The rules as expressions of two truth values, in words that zen-engine and rule-engine both understand.

What is not known has to be something here: 0, false or the lowest code, as engines without unknowns have it.
"""

HARD = (
    "sabotages == 0",
    "deaths == 0",
    "protests == 0 and incidents_serious == 0",
    "registered",
    "plan and resolution",
    "units_below > 0 and units_below_met * 100 >= units_below * 70",
    "households > 0 and households_registered * 100 >= households * 90",
    "members_trained * 100 >= members * 80",
    "complaints_settled * 3 >= complaints * 2",
    "thefts <= thefts_before",
    "fires == 0 or (fires_injured == 0 and first_aid)",
    "not has_patrol or patrols >= patrols_planned",
    'force_rating != "not_completed"',
    'site_kind == "urban" or drug_cases <= 5',
    "drills >= drills_planned and meetings >= 4",
)

_HELD = "(meetings + visits)"
_HANDLED = "tips_handled * 100 >= tips *"
_TRAINED = "members > 0 and members_trained * 100 >= members *"

# The conditions of an item with what each brings; the first that holds counts.
STEPS = (
    ((f"{_HELD} >= 12", 10_00), (f"{_HELD} >= 8", 7_00), (f"{_HELD} >= 4", 4_00)),
    ((f"{_HANDLED} 95", 15_00), (f"{_HANDLED} 80", 10_00), (f"{_HANDLED} 50", 5_00)),
    ((f"{_TRAINED} 95", 15_00), (f"{_TRAINED} 85", 10_00), (f"{_TRAINED} 50", 5_00)),
    tuple((f"traffic_cases == {n}", 20_00 - 4_00 * n) for n in range(5)),
    (("not has_dormitory or rules_posted", 10_00),),
    (("not has_patrol or patrol_trained", 10_00),),
    (("thefts == 0", 10_00), ("thefts < thefts_before", 6_00)),
    tuple((f"commendations >= {n}", n * 1_00) for n in range(5, 0, -1)),
)
OTHERS = (
    "(models_kept * 200 + festival >= 1000 ? 1000 : models_kept * 200 + festival)",
    "(reports_late >= 10 ? -500 : reports_late * -50)",
)
FREE = "traffic_cases <= 2 and fires <= 1"


def requirements() -> str:
    """All requirements as one condition."""
    return " and ".join(f"({each})" for each in HARD)


def points() -> str:
    """All items as one sum, before it is brought back to 0 and 100."""
    return " + ".join([*(_chain(arms) for arms in STEPS), *OTHERS])


def _chain(arms: tuple[tuple[str, int], ...]) -> str:
    text = "0"
    for condition, worth in reversed(arms):
        text = f"(({condition}) ? {worth} : {text})"
    return text
