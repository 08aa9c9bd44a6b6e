"""Quotas, summaries and digests say the same in every engine, and give back the engine's own frame."""

from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa
import pytest

from antq_core import Standard
from antq_core.columns.digests import digest
from antq_core.columns.quotas import grades_in_table
from antq_core.columns.summaries import summary
from antq_tinh_mau.plugin import antq_standards

BY = ("province", "year")
QUOTA = ("grade.quota.lo", "grade.quota.hi")
# Standing, verdict, criteria that block, and the points from and to; the best grade is from 90 points.
UNITS = (
    ("scored", "scored", None, 95_00, 95_00),
    ("undecided", "met|not_met", "a b", 91_00, 91_00),
    ("not_met", "not_met", "a", 80_00, 80_00),
    ("undecided", "met|out_of_scope", "", 80_00, 80_00),
    ("out_of_scope", "out_of_scope", None, None, None),
    (None, None, None, None, None),
    *((("met", "met", "", 75_00, 75_00),) * 5),
)


def _graded() -> Standard:
    every = list(antq_standards())
    return next(each for each in every if each.grading is not None and each.grading.quotas)


STANDARD = _graded()


def _rows() -> list[dict[str, Any]]:
    assert STANDARD.grading is not None
    codes = STANDARD.grading.codes
    found = []
    for province in ("01", "25", "79"):
        for n, (verdict, possible, blocking, least, most) in enumerate(UNITS):
            grade = None if least is None else codes[-1] if least >= 90_00 else codes[-2]
            found.append(
                {"row": len(found), "unit": f"unit-{n}", "province": province, "year": 2026}
                | {"verdict": verdict, "verdict.possible": possible, "blocking": blocking}
                | {"points.lo": least, "points.hi": most, "grade.lo": grade, "grade.hi": grade}
                | {"closed": province != "79", "missing": int(province == "25")}
            )
    return found


NUMBERS = ("row", "year", "points.lo", "points.hi", "missing")
SCHEMA = pa.schema(
    (name, pa.int64() if name in NUMBERS else pa.bool_() if name == "closed" else pa.string())
    for name in _rows()[0]
)
TABLE = pa.Table.from_pylist(_rows(), schema=SCHEMA)


@pytest.fixture(autouse=True)
def no_dask(request: pytest.FixtureRequest) -> None:
    """Dask counts groups with an empty cell by way of NumPy, which has no empty whole numbers."""
    if "backend" in request.fixturenames and request.getfixturevalue("backend").name == "dask":
        pytest.skip("Dask cannot group by columns of Arrow with empty cells")


def shared_out(frame: Any, **given: Any) -> Any:
    return grades_in_table(frame, STANDARD, **{"cohort_by": BY, "closed": "closed", **given})


EXPECTED = shared_out(TABLE, missing="missing")


def roster() -> pa.Table:
    """The units of the table, and the one that is missing."""
    listed = TABLE.select(["unit", *BY])
    missing = pa.table({"unit": ["unit-x"], "province": ["25"], "year": [2026]})
    return pa.concat_tables([listed, missing.cast(listed.schema)])


def test_quotas_are_shared_out_alike(backend: Any) -> None:
    frame = backend.frame(TABLE)
    found = shared_out(frame, missing="missing")
    assert type(found) is type(frame)
    assert list(nw.from_native(found).collect_schema()) == [*TABLE.column_names, *QUOTA]
    assert backend.rows(found).to_pylist() == EXPECTED.to_pylist()
    assert len({*EXPECTED[QUOTA[0]].to_pylist(), *EXPECTED[QUOTA[1]].to_pylist()}) == 3


def test_the_roster_finds_the_same_units_missing(backend: Any) -> None:
    found = shared_out(backend.frame(TABLE), roster=backend.frame(roster()))
    assert backend.rows(found).to_pylist() == EXPECTED.to_pylist()


def test_summaries_are_equal(backend: Any) -> None:
    found = summary(shared_out(backend.frame(TABLE), missing="missing"), BY)
    assert found == summary(EXPECTED, BY)
    assert found.total.undecided_by == {"a": 3, "b": 3}


@pytest.mark.parametrize("parts", [1, 3])
def test_digests_are_equal(backend: Any, parts: int) -> None:
    size = len(TABLE) // parts
    found = [digest(backend.frame(EXPECTED.slice(n * size, size)), [STANDARD]) for n in range(parts)]
    total = found[0]
    for each in found[1:]:
        total += each
    assert total.text == digest(EXPECTED, [STANDARD]).text


def test_a_relation_of_a_connection_of_one_s_own_is_joined_there() -> None:
    with duckdb.connect() as connection:
        found = shared_out(connection.from_arrow(TABLE), missing="missing")
        assert found.order("row").to_arrow_table().to_pylist() == EXPECTED.to_pylist()
