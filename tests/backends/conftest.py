"""The engines that columns are handed to, each with a way in from a pyarrow table and a way back.

Here are the tests that need DuckDB, PySpark and Dask; ``make test-backends`` runs them where these are
installed. Where one of them is not, as in the environment of ``make test``, nothing here is collected.
"""

import importlib.util
import os
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest

ENGINES = ("polars", "pyarrow", "pandas", "duckdb", "pyspark", "dask")

# Here and not in pyproject.toml: what is installed decides. A run that was asked for this folder by name and
# finds nothing in it ends with pytest's exit code for no tests, which is not 0.
collect_ignore_glob = ["*"]

if all(map(importlib.util.find_spec, ENGINES)):
    collect_ignore_glob = []
    import dask.dataframe as dd
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from pyspark.sql import SparkSession

ROW = "row"
"""The column that every table here has: the place of a row. Engines may return rows in any order."""


@attrs.frozen
class Backend:
    """One kind of frame.

    Attributes:
        name: as it is shown in the id of a test.
        frame: makes a native frame of a pyarrow table.
        table: makes a pyarrow table of a native frame, without its order being mended; see ``rows``.
    """

    name: str
    frame: Callable[[Any], Any]
    table: Callable[[Any], Any]

    def rows(self, native: Any) -> Any:
        """The frame as a pyarrow table, in the original order and with one type for each kind of value.

        Strings are ``string`` (some engines answer with ``large_string``), and a timestamp is a timestamp in
        microseconds without a zone. Nothing else is changed: a count that comes back as a float is seen.
        """
        table = self.table(native)
        fields = [pa.field(field.name, _usual(field.type)) for field in table.schema]
        return table.cast(pa.schema(fields)).sort_by(ROW)


def _usual(kind: Any) -> Any:
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us")
    return kind


def _to_polars(table: Any) -> Any:
    return pl.DataFrame(table)


def _to_polars_lazy(table: Any) -> Any:
    return pl.LazyFrame(table)


def _to_pandas_nullable(table: Any) -> Any:
    """What ``dtype_backend="numpy_nullable"`` gives: it has no dtype for days, so they become timestamps."""
    dtypes: dict[Any, Any] = {
        pa.int8(): pd.Int8Dtype(),
        pa.int16(): pd.Int16Dtype(),
        pa.int32(): pd.Int32Dtype(),
        pa.int64(): pd.Int64Dtype(),
        pa.uint8(): pd.UInt8Dtype(),
        pa.uint16(): pd.UInt16Dtype(),
        pa.uint32(): pd.UInt32Dtype(),
        pa.uint64(): pd.UInt64Dtype(),
        pa.float64(): pd.Float64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
        pa.string(): pd.StringDtype(),
    }
    return table.to_pandas(types_mapper=dtypes.get, date_as_object=False)


def _to_pandas_arrow(table: Any) -> Any:
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _from_pandas(native: Any) -> Any:
    return pa.Table.from_pandas(native, preserve_index=False)


def _to_duckdb(table: Any) -> Any:
    return duckdb.from_arrow(table)


def _to_pyspark(table: Any) -> Any:
    """Spark knows no unsigned integers; each goes in as the signed one that holds it."""
    signed = {
        pa.uint8(): pa.int16(),
        pa.uint16(): pa.int32(),
        pa.uint32(): pa.int64(),
        pa.uint64(): pa.int64(),
    }
    fields = [pa.field(field.name, signed.get(field.type, field.type)) for field in table.schema]
    return SparkSession.active().createDataFrame(table.cast(pa.schema(fields)))


def _to_dask(table: Any) -> Any:
    return dd.from_pandas(_to_pandas_arrow(table), npartitions=2)


def _from_dask(native: Any) -> Any:
    return _from_pandas(native.compute())


BACKENDS = (
    Backend("polars", _to_polars, lambda native: native.to_arrow()),
    Backend("polars-lazy", _to_polars_lazy, lambda native: native.collect().to_arrow()),
    Backend("pyarrow", lambda table: table, lambda native: native),
    Backend("pandas-arrow", _to_pandas_arrow, _from_pandas),
    Backend("pandas-nullable", _to_pandas_nullable, _from_pandas),
    Backend("duckdb", _to_duckdb, lambda native: native.to_arrow_table()),
    Backend("pyspark", _to_pyspark, lambda native: native.toArrow()),
    Backend("dask", _to_dask, _from_dask),
)


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A Spark of two threads that says nothing but errors and serves no page to look at."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = (
        SparkSession.builder.master("local[2]")
        .appName("antq-core tests")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session", params=BACKENDS, ids=lambda each: each.name)
def backend(request: pytest.FixtureRequest) -> Backend:
    """Each backend in turn; Spark is started by the first test that needs it."""
    chosen: Backend = request.param
    if chosen.name == "pyspark":
        request.getfixturevalue("spark")
    return chosen
