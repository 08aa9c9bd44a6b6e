"""What comes back from the engines: their own frame, and the same is refused."""

from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa
import pytest

from antq_core import Standard, load_registry
from antq_core.columns import assess_table
from antq_core.errors import TableError

SCHEMA = {
    **{"row": pa.int64(), "note": pa.string(), "unit": pa.string(), "kind": pa.string()},
    **{"province": pa.string(), "commune": pa.string(), "year": pa.int64()},
    **{"verified.registered": pa.bool_(), "verified.households_residing": pa.int64()},
    **{"verified.households_registered": pa.int64(), "incidents.closed": pa.bool_()},
}
NUMBERS = ("verified.households_residing", "verified.households_registered")
AREA = {"kind": "residential_area", "province": "25", "commune": "00001", "year": 2026, "note": "ghi chú"}
TOLD = (
    {"unit": "a", NUMBERS[0]: 120, NUMBERS[1]: 120, "verified.registered": True},
    {"unit": "b", NUMBERS[0]: 98, NUMBERS[1]: 97, "verified.registered": True},
    {"unit": "c", NUMBERS[0]: 98, NUMBERS[1]: 99},
    {"unit": "d", "incidents.closed": True},
)
TABLE = pa.Table.from_pylist(
    [{"row": n, **AREA, **each} for n, each in enumerate(TOLD)], schema=pa.schema(SCHEMA)
)
INCIDENTS = pa.table({"row": [0], "dossier.unit": ["d"], "kind": ["sabotage"], "unit": ["d"]})
AREAS = "vn/antt-safety/124-2021/residential-area"
RESULTS = ("verdict", "verdict.possible", "rejected")


@pytest.fixture(scope="module")
def areas() -> Standard:
    supplied = load_registry(only={"vn"}, strict=True).supplied
    return next(each.standard for each in supplied if each.standard.id == AREAS)


@pytest.fixture(autouse=True)
def no_dask(request: pytest.FixtureRequest) -> None:
    if "backend" in request.fixturenames and request.getfixturevalue("backend").name == "dask":
        pytest.skip("Dask is asked part by part")


def assessed(backend: Any, areas: Standard, table: pa.Table = TABLE, **given: Any) -> Any:
    records = {"incidents": backend.frame(INCIDENTS)}
    return assess_table(areas, backend.frame(table), records=records, absent="unknown", **given)


def test_the_own_frame_comes_back_with_the_same_results(backend: Any, areas: Standard) -> None:
    found = assessed(backend, areas, findings="blocking")
    assert type(found) is type(backend.frame(TABLE))
    names = [name.replace("`", "") for name in nw.from_native(found).collect_schema()]
    assert names[: len(SCHEMA)] == list(SCHEMA)
    back = backend.rows(found)
    assert back.select(list(SCHEMA)).to_pylist() == TABLE.to_pylist()
    assert back["verdict"].to_pylist() == ["undecided", "not_met", None, "undecided"]
    assert back["rejected"].to_pylist() == [None, None, "verified.households_registered", None]
    in_arrow = assess_table(
        areas, TABLE, records={"incidents": INCIDENTS}, absent="unknown", findings="blocking"
    )
    assert back.select(names[len(SCHEMA) :]).to_pylist() == in_arrow.select(names[len(SCHEMA) :]).to_pylist()


@pytest.mark.parametrize("width", [pa.int8(), pa.uint8(), pa.int32()], ids=str)
def test_narrow_columns_say_what_wide_ones_say(backend: Any, areas: Standard, width: pa.DataType) -> None:
    fields = [field.with_type(width) if field.name in NUMBERS else field for field in TABLE.schema]
    narrow = backend.rows(assessed(backend, areas, TABLE.cast(pa.schema(fields)))).select(RESULTS)
    assert narrow.to_pylist() == backend.rows(assessed(backend, areas)).select(RESULTS).to_pylist()


def test_a_table_of_no_row_gives_one(backend: Any, areas: Standard) -> None:
    if backend.name == "pyspark":
        pytest.skip("Spark makes no frame of a table without rows")
    assert backend.rows(assessed(backend, areas, TABLE.slice(0, 0))).num_rows == 0


def test_floats_and_texts_are_refused_together(backend: Any, areas: Standard) -> None:
    wrong = TABLE.cast(
        pa.schema(
            [
                field.with_type(pa.float64() if field.name == NUMBERS[0] else pa.string())
                if field.name in (NUMBERS[0], "verified.registered")
                else field
                for field in TABLE.schema
            ]
        )
    )
    with pytest.raises(TableError) as caught:
        assessed(backend, areas, wrong)
    assert sorted(each.code for each in caught.value.problems) == [
        "columns.holds-no-number",
        "columns.holds-no-truth",
    ]


def test_a_relation_is_handed_on_as_arrow(areas: Standard) -> None:
    found = assess_table(areas, duckdb.from_arrow(TABLE), absent="unknown")
    assert pa.table(found)["verdict"].to_pylist() == ["undecided", "not_met", None, "undecided"]
