"""A table that goes into an engine comes back as it was; without this no test beside it means anything."""

import datetime
from typing import Any

import pyarrow as pa

TABLE = pa.table(
    {
        "row": pa.array([0, 1, 2], pa.int64()),
        "verified.households": pa.array([1, None, 2**40], pa.int64()),
        "verified.guards": pa.array([-128, None, 127], pa.int8()),
        "verified.signed": pa.array([True, None, False]),
        "verified.rating": pa.array(["tốt", None, ""]),
        "decision_date": pa.array([datetime.date(2024, 2, 29), None, datetime.date(1, 1, 1)], pa.date32()),
    }
)


def test_a_table_comes_back_as_it_was(backend: Any) -> None:
    expected = TABLE
    if backend.name == "pandas-nullable":
        at = TABLE.column_names.index("decision_date")
        expected = TABLE.set_column(at, "decision_date", TABLE["decision_date"].cast(pa.timestamp("us")))

    back = backend.rows(backend.frame(TABLE.take([2, 0, 1])))

    assert back.schema.equals(expected.schema)
    assert back.to_pylist() == expected.to_pylist()
