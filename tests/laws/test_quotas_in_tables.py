"""Quotas over a table: every row has what `grades_in` says of its unit, however many cohorts there are."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core import UNKNOWN, Assessment, Dossier, Stack, Standard, Unit, assess
from antq_core.cohorts import Cohort, grades_in
from antq_core.columns.quotas import grades_in_table
from antq_core.domain.attributes import Fact, Hundredths, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.evaluation.quotas import Sharing, Standing
from antq_core.expressions.tree import Ratio
from antq_core.findings.scores import GradeRange
from antq_core.messages.text import Text
from antq_core.possible import Interval, Truths, verdicts
from antq_core.standards.grading import Grade, Grading, Quota, QuotaBase, Threshold, Ties
from antq_core.standards.readings import Option, Reading
from antq_core.standards.scoring import by_hand, group

NOWHERE = Citation(kind=InstrumentKind.FICTIONAL, number="00/0000", article="1")
CODES = ("weak", "good", "best", "top")
LEAST = (0, 3, 6, 8)
"""From so many hundredths of a point on each grade is given."""


def words(word: str) -> Text:
    return Text(vi=word, en=word)


class Facts(FactSheet):
    """One fact: the points."""

    points: Fact[Hundredths] = fact(default=UNKNOWN, label=words("points"), between=(0, 10))


def standard(*quotas: Quota) -> Standard:
    options = tuple(Option(base.value, words(base.value)) for base in QuotaBase)
    thresholds = [None, *(Threshold(points=each) for each in LEAST[1:])]
    return Standard(
        id="vn/test/quota",
        scheme="antt-safety",
        jurisdiction="vn",
        kinds=("agency",),
        title=words("quota"),
        citation=NOWHERE,
        in_force_from=datetime.date(2020, 1, 1),
        window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        decided_on=DayOfYear(11, 20),
        facts=Facts.facts(),
        readings=(Reading(name="base", question=words("of what?"), options=options, citation=NOWHERE),),
        rubric=group("R", words("rubric"), [by_hand("I", words("item"), 10, score=Facts.points)]),
        grading=Grading(
            grades=tuple(
                Grade(code=code, label=words(code), threshold=threshold)
                for code, threshold in zip(CODES, thresholds, strict=True)
            ),
            quotas=quotas,
        ),
    )


def quota(grade: str = "top", **facts: Any) -> Quota:
    given: dict[str, Any] = {"at_most": Ratio(20), "bases": (QuotaBase.GRADE_OR_BELOW,), **facts}
    return Quota(grade=grade, text=words(grade), **given)


@st.composite
def quotas(draw: st.DrawFn) -> tuple[Quota, ...]:
    """One to three, each of another grade; a base that is open is a reading."""
    grades = draw(st.lists(st.sampled_from(CODES[1:]), min_size=1, max_size=3, unique=True))
    found = []
    for grade in grades:
        bases = draw(st.sampled_from((tuple(QuotaBase), *((base,) for base in QuotaBase))))
        ratio = draw(st.sampled_from((Ratio(20), Ratio(1, 3), Ratio(50), Ratio(80))))
        named = {"reading": "base"} if len(bases) > 1 else {}
        found.append(quota(grade, bases=bases, at_most=ratio, ties=draw(st.sampled_from(Ties)), **named))
    return tuple(found)


@st.composite
def standings(draw: st.DrawFn) -> Standing | None:
    """A unit that is graded by its points, or held down by a ceiling that may bind; None is one rejected."""
    if draw(st.integers(0, 9)) == 0:
        return None
    lo = draw(st.integers(0, 10))
    hi = min(10, lo + draw(st.sampled_from((0, 0, 0, 1, 4))))
    lowest, highest = (max(n for n, least in enumerate(LEAST) if each >= least) for each in (lo, hi))
    cap = draw(st.sampled_from((3, 3, 3, 1, 2)))
    binds = draw(st.booleans())
    is_in = draw(st.sampled_from((Truths.TRUE, Truths.TRUE, Truths.TRUE, Truths.EITHER, Truths.FALSE)))
    points = draw(st.sampled_from((Interval(lo, hi),) * 9 + (None,)))
    return Standing(min(lowest, cap), min(highest, cap) if binds else highest, points, is_in)


@attrs.frozen
class Drawn:
    """One cohort: how its units stand, how many are missing, and whether anybody attests the roster."""

    units: tuple[Standing | None, ...]
    missing: int
    is_closed: bool


DRAWN = st.builds(
    Drawn,
    st.lists(standings(), min_size=1, max_size=8).map(tuple),
    st.sampled_from((0, 0, 1, 3)),
    st.sampled_from((True, True, True, False)),
)
ANY_ASSESSMENT = assess(
    Dossier(
        unit=Unit(id="u", kind="agency", province="25", commune="1"), year=2026, verified=Facts(points=4)
    ),
    Stack(standard(quota())),
)


def assessment(unit: str, standing: Standing) -> Assessment:
    lowest, highest = CODES[standing.lowest], CODES[standing.highest]
    grade = GradeRange(lowest=lowest, highest=highest, lowest_label=words("l"), highest_label=words("h"))
    scores = ()
    if standing.is_in is not Truths.FALSE and standing.points is not None:
        scores = (attrs.evolve(ANY_ASSESSMENT.scores[0], total=standing.points, grade=grade),)
    return attrs.evolve(
        ANY_ASSESSMENT,
        unit=attrs.evolve(ANY_ASSESSMENT.unit, id=unit),
        in_scope=standing.is_in,
        possible=verdicts(standing.is_in, Truths.TRUE, requires=False),
        scores=scores,
    )


def row(unit: str, standing: Standing | None, cohort: Drawn, number: int) -> dict[str, Any]:
    """What assessing a table says of a unit."""
    told: dict[str, Any] = {
        "unit": unit,
        "province": f"{number:02}",
        "year": 2026,
        "closed": cohort.is_closed,
        "missing": cohort.missing,
    }
    told |= dict.fromkeys(("verdict.possible", "points.lo", "points.hi", "grade.lo", "grade.hi"))
    if standing is not None:
        found = assessment(unit, standing)
        told["verdict.possible"] = "|".join(found.possible.words)
        for score in found.scores:
            assert score.grade is not None
            told |= {"points.lo": score.total.lo, "points.hi": score.total.hi}
            told |= {"grade.lo": score.grade.lowest, "grade.hi": score.grade.highest}
    return told


def names(cohort: Drawn) -> list[str]:
    return [f"unit-{n}" for n in range(len(cohort.units))]


def rows(cohorts: Sequence[Drawn]) -> list[dict[str, Any]]:
    return [
        row(unit, standing, cohort, number)
        for number, cohort in enumerate(cohorts)
        for unit, standing in zip(names(cohort), cohort.units, strict=True)
    ]


def one_by_one(
    cohorts: Sequence[Drawn], by: Standard, readings: Mapping[str, str]
) -> list[tuple[str | None, str | None]]:
    found: list[tuple[str | None, str | None]] = []
    for cohort in cohorts:
        told = [
            assessment(unit, each)
            for unit, each in zip(names(cohort), cohort.units, strict=True)
            if each is not None
        ]
        roster = (*names(cohort), *(f"missing-{n}" for n in range(cohort.missing)))
        attested = "Công an xã" if cohort.is_closed else None
        scalar = grades_in(Cohort(roster=roster, assessments=tuple(told), attested_by=attested), by, readings)
        grades = {each.unit: (each.lowest, each.highest) for each in scalar}
        found += [grades.get(unit, (None, None)) for unit in names(cohort)]
    return found


TEXTS = ("unit", "province", "verdict.possible", "grade.lo", "grade.hi")
SCHEMA = {
    name: pa.string() if name in TEXTS else pa.bool_() if name == "closed" else pa.int64()
    for name in row("", None, Drawn((), 0, True), 0)
}


def arrow(told: Sequence[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(told), schema=pa.schema(SCHEMA))


def polars(told: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    frame = pl.from_arrow(arrow(told))
    assert isinstance(frame, pl.DataFrame)
    return frame


ENGINES = {
    "polars": polars,
    "polars-lazy": lambda told: polars(told).lazy(),
    "pyarrow": arrow,
}
BY = ("province", "year")


def ends(frame: Any) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    found = nw.from_native(frame).lazy().collect()
    columns = found.select("province", "unit", "grade.quota.lo", "grade.quota.hi").rows()
    return {(province, unit): (lowest, highest) for province, unit, lowest, highest in columns}


def readings_for(found: Sequence[Quota], chosen: str | None) -> dict[str, str]:
    is_open = any(each.reading is not None for each in found)
    return {} if chosen is None or not is_open else {"base": chosen}


@pytest.mark.parametrize("engine", ENGINES)
@given(
    found=quotas(),
    cohorts=st.lists(DRAWN, min_size=1, max_size=4),
    chosen=st.sampled_from((None, *(base.value for base in QuotaBase))),
)
def test_every_row_has_what_the_cohort_alone_gives(
    engine: str, found: tuple[Quota, ...], cohorts: list[Drawn], chosen: str | None
) -> None:
    by, readings = standard(*found), readings_for(found, chosen)
    told = rows(cohorts)
    frame = ENGINES[engine](told)
    graded = grades_in_table(frame, by, cohort_by=BY, closed="closed", missing="missing", readings=readings)
    assert type(graded) is type(frame)
    expected = one_by_one(cohorts, by, readings)
    places = [(each["province"], each["unit"]) for each in told]
    assert ends(graded) == dict(zip(places, expected, strict=True))


@given(quotas(), DRAWN, st.data())
def test_places_are_counted_as_two_and_two_compared_would_have_it(
    found: tuple[Quota, ...], cohort: Drawn, data: st.DataObject
) -> None:
    """Counting is only quicker: this says in the plainest way what is counted."""
    standings = [each for each in cohort.units if each is not None and each.is_in is not Truths.FALSE]
    if not standings:
        return
    by, one = standard(*found), data.draw(st.sampled_from(standings))
    assert by.grading is not None
    units = {each: standings.count(each) for each in standings}
    for each in found:
        sharing = Sharing(by.grading, each, units, cohort.is_closed, each.bases)
        place, rank = sharing.place(one), by.grading.rank(each.grade)
        if one.points is None or not one.lowest <= rank <= one.highest:
            assert place is None
            continue
        others = list(standings)
        others.remove(one)
        may_have = [other for other in others if other.lowest <= rank <= other.highest]
        sure = [
            other.points
            for other in others
            if other.lowest == other.highest == rank and other.is_in is Truths.TRUE
        ]
        rivals = [other for other in may_have if other.points is None or other.points.hi >= one.points.lo]
        beats = sum(points is not None and points.lo > one.points.hi for points in sure)
        reaches = sum(points is not None and points.lo >= one.points.hi for points in sure)
        out = reaches if each.ties is Ties.ALL_OUT else beats
        assert place is not None
        assert place.ahead == Interval(beats, len(rivals))
        assert place.beside == sum(
            other.points is not None and other.points.lo <= one.points.hi for other in rivals
        )
        assert (place.has_place is Truths.TRUE) == (cohort.is_closed and len(rivals) < sharing.places.lo)
        is_sure_of_none = place.has_place is Truths.FALSE
        assert is_sure_of_none == (
            cohort.is_closed and out >= sharing.places.hi and len(rivals) >= sharing.places.lo
        )


@given(quotas(), st.lists(DRAWN, min_size=1, max_size=3))
def test_a_roster_says_the_same_as_the_number_of_units_missing_from_it(
    found: tuple[Quota, ...], cohorts: list[Drawn]
) -> None:
    by, told = standard(*found), rows(cohorts)
    listed = [{key: each[key] for key in ("unit", *BY)} for each in told]
    for number, cohort in enumerate(cohorts):
        absent = [f"missing-{n}" for n in range(cohort.missing)]
        listed += [{"unit": unit, "province": f"{number:02}", "year": 2026} for unit in absent]
    counted = grades_in_table(polars(told), by, cohort_by=BY, closed="closed", missing="missing")
    roster = pl.DataFrame(listed)
    named = grades_in_table(polars(told), by, cohort_by=BY, closed="closed", roster=roster)
    assert named.equals(counted)


@given(quotas(), st.lists(DRAWN, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters_and_is_kept(
    found: tuple[Quota, ...], cohorts: list[Drawn], random: Any
) -> None:
    by, told = standard(*found), rows(cohorts)
    shuffled = list(told)
    random.shuffle(shuffled)
    straight = grades_in_table(polars(told), by, cohort_by=BY, closed="closed", missing="missing")
    mixed = grades_in_table(polars(shuffled), by, cohort_by=BY, closed="closed", missing="missing")
    assert mixed.drop("grade.quota.lo", "grade.quota.hi").equals(polars(shuffled))
    assert ends(mixed) == ends(straight)
