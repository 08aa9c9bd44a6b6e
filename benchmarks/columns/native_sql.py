"""The contender in DuckDB's SQL, written by hand in the same shapes as the one in Polars."""

import re
from collections.abc import Iterator

from facts import GRADES, MOST, NAMES, THRESHOLDS, Size, named

HARD = """
sabotages = 0
deaths = 0
protests = 0 AND incidents_serious = 0
registered
plan AND resolution
units_below_met * 100 >= units_below * 70 AND units_below > 0
households_registered * 100 >= households * 90 AND households > 0
members_trained * 100 >= members * 80 OR members = 0 OR members_trained * 100 >= 80 * {most}
complaints_settled * 3 >= complaints * 2 OR complaints_settled * 3 >= 2 * {most}
thefts <= thefts_before OR thefts = 0
fires = 0 OR (fires_injured = 0 AND first_aid)
NOT has_patrol OR patrols >= patrols_planned
force_rating <> 'not_completed'
site_kind = 'urban' OR drug_cases <= 5
drills >= drills_planned AND meetings >= 4
"""
HANDLED = "tips_handled * 100 >= tips * {0} OR tips = 0 OR tips_handled * 100 >= {0} * {most}"
TRAINED = (
    "(members_trained * 100 >= members * {0} AND members > 0 AND members_trained >= 1)"
    " OR (members IS NULL AND members_trained * 100 >= {0} * {most})"
)
FREE = "traffic_cases <= 2 AND fires <= 1"

# The conditions of an item with what each brings; the first that holds counts.
STEPS = (
    tuple(
        (HANDLED.format(parts, most=MOST), worth) for parts, worth in ((95, 15_00), (80, 10_00), (50, 5_00))
    ),
    tuple(
        (TRAINED.format(parts, most=MOST), worth) for parts, worth in ((95, 15_00), (85, 10_00), (50, 5_00))
    ),
    (("NOT has_dormitory OR rules_posted", 10_00),),
    (("NOT has_patrol OR patrol_trained", 10_00),),
    (("thefts = 0", 10_00), (f"thefts < thefts_before AND thefts < {MOST}", 6_00)),
    tuple((f"meetings + visits >= {n}", worth) for n, worth in ((12, 10_00), (8, 7_00), (4, 4_00))),
    tuple((f"traffic_cases = {n}", 20_00 - 4_00 * n) for n in range(5)),
    tuple((f"commendations >= {n}", n * 1_00) for n in range(5, 0, -1)),
)
UNKNOWN = {5: "meetings IS NULL", 6: "traffic_cases IS NULL", 7: "commendations IS NULL"}
SURELY = {
    5: tuple((f"coalesce(meetings, 0) + visits >= {n}", p) for n, p in ((12, 10_00), (8, 7_00), (4, 4_00)))
}
# `least` leaves nulls out, so what is not known is asked first.
KEPT = "CASE WHEN models_kept IS NULL THEN {0} ELSE least(least(models_kept, 5) * 200 + festival, 1000) END"
LATE = "greatest(reports_late * -50, -500)"
WORD = re.compile(rf"\b({'|'.join(NAMES)})\b")


def query(size: Size, table: str) -> str:
    """The rows of a table with the columns that the library adds."""
    copies = range(size.copies)
    held = " AND ".join(f"({_in(line, copy)})" for copy in copies for line in _hard())
    lo, hi = (" + ".join(_in(each, copy) for copy in copies for each in _points(end)) for end in (0, 1))
    most = 100_00 * size.copies
    kept = ", ".join(("unit", *size.names))
    return f"""
    SELECT {kept},
      {_verdict("undecided")} AS "verdict", {_verdict("met|not_met")} AS "verdict.possible",
      lo AS "points.lo", hi AS "points.hi",
      {_grade("lo", "coalesce(free, false)", size)} AS "grade.lo",
      {_grade("hi", "coalesce(free, true)", size)} AS "grade.hi"
    FROM (SELECT *, {held} AS holds, {FREE} AS free,
      least(greatest({lo}, 0), {most})::BIGINT AS lo, least(greatest({hi}, 0), {most})::BIGINT AS hi
      FROM {table})
    """  # noqa: S608 - our own words


def _hard() -> Iterator[str]:
    yield from (line.format(most=MOST) for line in HARD.strip().splitlines())


def _in(text: str, copy: int) -> str:
    """A text about the facts of a copy."""
    return text if copy == 0 else WORD.sub(lambda found: named(found[0], copy), text)


def _points(end: int) -> Iterator[str]:
    """What each item brings, at its least or at its most."""
    for position, arms in enumerate(STEPS):
        if end == 0:
            yield _case(SURELY.get(position, arms))
        elif position in UNKNOWN:
            yield _case(((UNKNOWN[position], arms[0][1]), *arms))
        else:
            yield _case(tuple((f"coalesce({condition}, true)", worth) for condition, worth in arms))
    yield KEPT.format("festival" if end == 0 else 1000)
    yield LATE


def _case(arms: tuple[tuple[str, int], ...]) -> str:
    whens = " ".join(f"WHEN {condition} THEN {worth}" for condition, worth in arms)
    return f"CASE {whens} ELSE 0 END"


def _verdict(either: str) -> str:
    return f"CASE WHEN holds THEN 'met' WHEN holds IS NULL THEN '{either}' ELSE 'not_met' END"


def _grade(points: str, free: str, size: Size) -> str:
    average, good, best = (each * size.copies for each in THRESHOLDS)
    return (
        f"CASE WHEN {points} >= {best} AND {free} THEN '{GRADES[3]}'"
        f" WHEN {points} >= {good} THEN '{GRADES[2]}'"
        f" WHEN {points} >= {average} THEN '{GRADES[1]}' ELSE '{GRADES[0]}' END"
    )
