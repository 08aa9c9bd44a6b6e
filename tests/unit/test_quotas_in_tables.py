"""What a table must be before quotas are shared out over it, and what a user sees where it is not."""

import datetime
from collections.abc import Mapping
from typing import Any

import attrs
import polars as pl
import pyarrow as pa
import pytest

from antq_core import UNKNOWN, Standard
from antq_core.columns.quotas import grades_in_table
from antq_core.domain.attributes import Fact, Hundredths, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import InputError, ReadingError
from antq_core.expressions.tree import Ratio
from antq_core.messages.text import LOCALES, Text
from antq_core.standards.grading import Grade, Grading, Quota, QuotaBase, Threshold
from antq_core.standards.scoring import by_hand, group

NOWHERE = Citation(kind=InstrumentKind.FICTIONAL, number="00/0000", article="1")
BY = ("province", "year")


def words(word: str) -> Text:
    return Text(vi=word, en=word)


class Facts(FactSheet):
    """One fact: the points."""

    points: Fact[Hundredths] = fact(default=UNKNOWN, label=words("points"), between=(0, 10))


STANDARD = Standard(
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
    rubric=group("R", words("rubric"), [by_hand("I", words("item"), 10, score=Facts.points)]),
    grading=Grading(
        grades=(
            Grade(code="weak", label=words("weak")),
            Grade(code="good", label=words("good"), threshold=Threshold(points=3)),
            Grade(code="best", label=words("best"), threshold=Threshold(points=6)),
        ),
        quotas=(
            Quota(
                grade="best",
                at_most=Ratio(20),
                bases=(QuotaBase.GRADE_OR_BELOW,),
                text=words("at most a fifth"),
            ),
        ),
    ),
)


def table(*points: int, **columns: Any) -> pl.DataFrame:
    """Units of one cohort with these points."""
    grades = ["best" if each >= 6 else "good" if each >= 3 else "weak" for each in points]
    return pl.DataFrame(
        {
            "unit": [f"unit-{n}" for n in range(len(points))],
            "province": ["25"] * len(points),
            "year": [2026] * len(points),
            "verdict": ["scored"] * len(points),
            "verdict.possible": ["scored"] * len(points),
            "points.lo": points,
            "points.hi": points,
            "grade.lo": grades,
            "grade.hi": grades,
        }
    ).with_columns(**{name: pl.Series(values) for name, values in columns.items()})


def grades(frame: pl.DataFrame) -> list[tuple[str | None, str | None]]:
    return list(zip(frame["grade.quota.lo"], frame["grade.quota.hi"], strict=True))


def shared_out(frame: Any, **given: Any) -> Any:
    return grades_in_table(frame, STANDARD, **{"cohort_by": BY, "closed": True, **given})


GOOD, BEST, OPEN = ("good", "good"), ("best", "best"), ("good", "best")


def test_the_best_fifth_has_the_grade() -> None:
    found = shared_out(table(9, 7, 5, 5, 5))
    assert grades(found) == [BEST, GOOD, GOOD, GOOD, GOOD]
    assert found.columns[-2:] == ["grade.quota.lo", "grade.quota.hi"]


def test_an_open_cohort_has_no_sure_place() -> None:
    assert grades(shared_out(table(9, 7, 5, 5, 5), closed=False))[:2] == [OPEN, OPEN]
    frame = table(9, 7, 5, 5, 5, closed=[None] * 5).with_columns(pl.col("closed").cast(pl.Boolean))
    assert grades(shared_out(frame, closed="closed"))[:2] == [OPEN, OPEN]


@pytest.mark.parametrize("missing", [None, -1])
def test_where_nobody_knows_how_many_are_missing_the_cohort_is_open(missing: int | None) -> None:
    frame = table(9, 7, 5, 5, 5, absent=[missing] * 5).with_columns(pl.col("absent").cast(pl.Int64))
    assert grades(shared_out(frame, missing="absent"))[:2] == [OPEN, OPEN]


def test_cohorts_never_share_their_places() -> None:
    frame = pl.concat([table(9, 7, 5, 5, 5), table(7, 5, 5, 5, 5, province=["01"] * 5)])
    assert grades(shared_out(frame))[0::5] == [BEST, BEST]
    assert grades(shared_out(frame.with_columns(unit=pl.int_range(10)), cohort_by=()))[0::5] == [BEST, OPEN]


def test_a_rejected_row_may_be_of_any_grade_and_gets_none() -> None:
    rejected = {"verdict": None, "verdict.possible": None, "grade.lo": None, "grade.hi": None}
    frame = table(9, 5, 5, 5, 5)
    nothing = table(0).with_columns(
        unit=pl.lit("x"), **{name: pl.lit(value, pl.String) for name, value in rejected.items()}
    )
    assert grades(shared_out(pl.concat([frame, nothing]))) == [OPEN, *[GOOD] * 4, (None, None)]


def test_rows_of_other_standards_are_left_alone() -> None:
    ours, theirs = [STANDARD.id], ["vn/other vn-25/other"]
    frame = table(9, 7, 5, 5, 5, 9, standards=[*[f"vn/a {ours[0]}"] * 5, *theirs])
    assert grades(shared_out(frame)) == [BEST, GOOD, GOOD, GOOD, GOOD, (None, None)]


def test_results_with_a_prefix_have_it_too() -> None:
    results = ("verdict", "verdict.possible", "points.lo", "points.hi", "grade.lo", "grade.hi")
    frame = table(9, 7, 5, 5, 5).rename({name: f"r.{name}" for name in results})
    found = shared_out(frame, prefix="r.")
    assert found.columns[-2:] == ["r.grade.quota.lo", "r.grade.quota.hi"]


def _said(refused: pytest.ExceptionInfo[Any]) -> list[str]:
    problems = refused.value.problems
    assert all(each.message(locale) for each in problems for locale in LOCALES)
    return [each.code for each in problems]


def roster(*units: str) -> pl.DataFrame:
    return pl.DataFrame({"unit": list(units), "province": ["25"] * len(units), "year": [2026] * len(units)})


def test_the_roster_finds_the_units_without_a_row() -> None:
    names = [f"unit-{n}" for n in range(5)]
    assert grades(shared_out(table(9, 5, 5, 5, 5), roster=roster(*names)))[0] == BEST
    assert grades(shared_out(table(9, 5, 5, 5, 5), roster=roster(*names, "unit-9")))[0] == OPEN


FLOATS = table(9, 5).with_columns(pl.col("points.lo", "year").cast(pl.Float64))
WRONG: dict[str, tuple[pl.DataFrame, Mapping[str, Any], list[str]]] = {
    "columns": (
        FLOATS.drop("grade.hi"),
        {"closed": "unit", "missing": "absent"},
        ["table.no-column"] * 2 + ["table.wrong-type"] * 3,
    ),
    "done before": (shared_out(table(9, 5)), {}, ["table.column-taken"] * 2),
    "a unit twice": (table(9, 5, unit=["a", "a"]), {}, ["cohort.twice-in-table"]),
    "no cohort": (table(9, 5, province=["25", None]), {}, ["cohort.empty-key"]),
    "half closed": (table(9, 5, closed=[True, False]), {"closed": "closed"}, ["cohort.disagreeing"]),
    "half missing": (table(9, 5, absent=[0, 1]), {"missing": "absent"}, ["cohort.disagreeing"]),
    "other grades": (table(9, 5).with_columns(pl.lit("?").alias("grade.lo")), {}, ["cohort.other-grades"]),
    "crossed": (table(9, 5).with_columns(pl.lit(0).alias("points.hi")), {}, ["table.crossed"]),
    "both": (
        table(9, absent=[0]),
        {"missing": "absent", "roster": roster("unit-0")},
        ["cohort.roster-and-missing"],
    ),
    "a stranger": (table(9, 5), {"roster": roster("unit-0")}, ["cohort.not-on-roster"]),
    "twice on the roster": (table(9), {"roster": roster("unit-0", "unit-0")}, ["cohort.twice-on-roster"]),
    "another library": (
        table(9),
        {"roster": pa.table({"unit": ["unit-0"], "province": ["25"], "year": [2026]})},
        ["cohort.roster-of-other-library"],
    ),
    "lazy": (table(9), {"roster": roster("unit-0").lazy()}, ["cohort.roster-of-other-library"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_table_that_cannot_be_shared_out_is_refused(name: str) -> None:
    frame, given, codes = WRONG[name]
    with pytest.raises(InputError) as refused:
        shared_out(frame, **given)
    assert _said(refused) == codes


def test_what_the_standard_does_not_have_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        grades_in_table(table(9), attrs.evolve(STANDARD, grading=None), cohort_by=BY, closed=True)
    assert _said(refused) == ["cohort.no-grades"]
    with pytest.raises(ReadingError) as unread:
        shared_out(table(9), readings={"base": "of_all"})
    assert _said(unread) == ["reading.unknown"]
