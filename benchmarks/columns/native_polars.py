"""The contender in Polars, written by hand: the engine's own null logic, in the cheapest shapes.

A condition is true, false or null where it cannot be told. What the ranges decide although a value is unknown
stands beside the comparison: ``null | True`` is true.
"""

import functools
import operator
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl
from facts import CHOICES, COUNTS, GRADES, MOST, THRESHOLDS, WHOLES, Size, most_of, named
from polars import Expr, lit, when

POINTS = pl.Int32
VERDICT = pl.Enum(("met", "not_met", "undecided"))
POSSIBLE = pl.Enum(("met", "not_met", "met|not_met"))
GRADE = pl.Enum(GRADES)

Arms = list[tuple[Expr, int]]


class Copy:
    """The columns of one copy, by attribute."""

    def __init__(self, copy: int) -> None:
        self._copy = copy

    def __getattr__(self, name: str) -> Expr:
        return pl.col(named(name, self._copy))


def assessed(size: Size, frame: pl.LazyFrame, *, check: bool) -> pl.LazyFrame:
    """The frame with the columns that the library adds."""
    copies = [Copy(copy) for copy in range(size.copies)]
    held = _all(each for facts in copies for each in _hard(facts))
    items = [item for facts in copies for item in _items(facts)]
    most = 100_00 * size.copies
    first = frame.with_columns(
        _holds=held,
        _lo=_sum(lo for lo, _ in items).clip(0, most),
        _hi=_sum(hi for _, hi in items).clip(0, most),
        _free=_free(copies[0])[0],
        _may_be_free=_free(copies[0])[1],
        **({"_rejected": _rejected(size)} if check else {}),
    )
    results = _results(size)
    if check:
        fine = pl.col("_rejected") == ""
        results = {name: when(fine).then(each) for name, each in results.items()}
        results["rejected"] = when(~fine).then(pl.col("_rejected"))
    kept = ("unit", *size.names)
    return first.select(*kept, **results)


def _results(size: Size) -> dict[str, Expr]:
    held = pl.col("_holds")
    return {
        "verdict": _named(held, "undecided", VERDICT),
        "verdict.possible": _named(held, "met|not_met", POSSIBLE),
        "points.lo": pl.col("_lo").cast(pl.Int64),
        "points.hi": pl.col("_hi").cast(pl.Int64),
        "grade.lo": _grade(pl.col("_lo"), pl.col("_free"), size),
        "grade.hi": _grade(pl.col("_hi"), pl.col("_may_be_free"), size),
    }


def _named(held: Expr, either: str, words: pl.Enum) -> Expr:
    return (
        when(held)
        .then(lit("met", words))
        .when(held.is_null())
        .then(lit(either, words))
        .otherwise(lit("not_met", words))
    )


def _grade(points: Expr, free: Expr, size: Size) -> Expr:
    average, good, best = (each * size.copies for each in THRESHOLDS)
    return (
        when((points >= best) & free)
        .then(lit("best", GRADE))
        .when(points >= good)
        .then(lit("good", GRADE))
        .when(points >= average)
        .then(lit("average", GRADE))
        .otherwise(lit("weak", GRADE))
    )


def _all(conditions: Iterable[Expr]) -> Expr:
    return functools.reduce(operator.and_, conditions)


def _sum(numbers: Iterable[Expr]) -> Expr:
    return functools.reduce(operator.add, numbers)


def _hard(f: Copy) -> Iterator[Expr]:
    yield f.sabotages == 0
    yield f.deaths == 0
    yield (f.protests == 0) & (f.incidents_serious == 0)
    yield f.registered
    yield f.plan & f.resolution
    yield (f.units_below_met * 100 >= f.units_below * 70) & (f.units_below > 0)
    yield (f.households_registered * 100 >= f.households * 90) & (f.households > 0)
    yield _fine_of_nothing(f.members_trained, f.members, 80, 100)
    yield (f.complaints_settled * 3 >= f.complaints * 2) | (f.complaints_settled * 3 >= 2 * MOST)
    yield (f.thefts <= f.thefts_before) | (f.thefts == 0)
    yield (f.fires == 0) | ((f.fires_injured == 0) & f.first_aid)
    yield ~f.has_patrol | (f.patrols >= f.patrols_planned)
    yield f.force_rating != "not_completed"
    yield (f.site_kind == "urban") | (f.drug_cases <= 5)
    yield (f.drills >= f.drills_planned) & (f.meetings >= 4)


def _fine_of_nothing(part: Expr, whole: Expr, parts: int, of: int) -> Expr:
    return (part * of >= whole * parts) | (whole == 0) | (part * of >= parts * MOST)


def _none_of_nothing(part: Expr, whole: Expr, parts: int, of: int) -> Expr:
    known = (part * of >= whole * parts) & (whole > 0) & (part >= 1)
    return known | (whole.is_null() & (part * of >= parts * MOST))


def _steps(arms: Arms, first: Expr | None = None) -> Expr:
    """The points of the first arm that surely holds; where `first` is true, those of the first arm."""
    if first is not None:
        arms = [(first, arms[0][1]), *arms]
    (condition, points), *rest = arms
    chain: Any = when(condition).then(lit(points, POINTS))
    for each, worth in rest:
        chain = chain.when(each).then(lit(worth, POINTS))
    return chain.otherwise(lit(0, POINTS))


def _ends(arms: Arms) -> tuple[Expr, Expr]:
    """The least and the most: the first arm that surely holds, and the first that may."""
    return _steps(arms), _steps([(condition.fill_null(value=True), points) for condition, points in arms])


def _flat(condition: Expr, points: int) -> tuple[Expr, Expr]:
    return _ends([(condition, points)])


def _items(f: Copy) -> Iterator[tuple[Expr, Expr]]:
    held, unknown = f.meetings + f.visits, f.meetings.is_null()
    worth = ((12, 10_00), (8, 7_00), (4, 4_00))
    at_least = f.meetings.fill_null(0) + f.visits
    yield (
        _steps([(at_least >= number, points) for number, points in worth]),
        _steps([(held >= number, points) for number, points in worth], first=unknown),
    )
    shares = ((95, 15_00), (80, 10_00), (50, 5_00))
    yield _ends([(_fine_of_nothing(f.tips_handled, f.tips, parts, 100), worth) for parts, worth in shares])
    shares = ((95, 15_00), (85, 10_00), (50, 5_00))
    trained, members = f.members_trained, f.members
    yield _ends([(_none_of_nothing(trained, members, parts, 100), worth) for parts, worth in shares])
    cases = f.traffic_cases
    lost = [(cases == n, 20_00 - 4_00 * n) for n in range(5)]
    yield _steps(lost), _steps(lost, first=cases.is_null())
    yield _flat(~f.has_dormitory | f.rules_posted, 10_00)
    yield _flat(~f.has_patrol | f.patrol_trained, 10_00)
    kept = when(f.models_kept >= 5).then(lit(10_00, POINTS)).otherwise(f.models_kept * 200 + f.festival)
    kept = kept.clip(upper_bound=10_00)
    yield kept.fill_null(f.festival), kept.fill_null(10_00)
    fewer = (f.thefts < f.thefts_before) & (f.thefts < MOST)
    yield _ends([(f.thefts == 0, 10_00), (fewer, 6_00)])
    praised = f.commendations
    arms = [(praised >= n, n * 1_00) for n in range(5, 0, -1)]
    yield _steps(arms), _steps(arms, first=praised.is_null())
    late = when(f.reports_late >= 10).then(lit(-5_00, POINTS)).otherwise(f.reports_late * -50)
    yield late, late


def _free(f: Copy) -> tuple[Expr, Expr]:
    """Whether the ceiling surely does not bind, and whether it possibly does not."""
    free = (f.traffic_cases <= 2) & (f.fires <= 1)
    return free.fill_null(value=False), free.fill_null(value=True)


def _rejected(size: Size) -> Expr:
    """The names of the columns that hold what cannot be."""
    bad = {}
    for copy in range(size.copies):
        bad |= {
            named(name, copy): (pl.col(named(name, copy)) < 0) | (pl.col(named(name, copy)) > most_of(name))
            for name in COUNTS
        }
        for name, codes in CHOICES.items():
            column = pl.col(named(name, copy))
            bad[named(name, copy)] = _all(column != code for code in codes)
        for part, whole in WHOLES.items():
            bad[named(part, copy)] |= pl.col(named(part, copy)) > pl.col(named(whole, copy))
    words = [when(wrong).then(lit(f" {name}")).otherwise(lit("")) for name, wrong in bad.items()]
    return pl.concat_str(words).str.slice(1)
