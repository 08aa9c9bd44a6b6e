"""What a caller gets back from `assess_table`: the own kind of frame, with everything that was in it."""

import datetime
from collections.abc import Callable
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from antq_core import UNKNOWN, Standard
from antq_core.columns import assess_table
from antq_core.domain.attributes import Fact, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import Period, Ratio
from antq_core.expressions.writing import share
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion
from antq_core.standards.scoring import group, losing

NOWHERE = Citation(kind=InstrumentKind.FICTIONAL, number="00/0000", article="1")
A_MILLION = (0, 1_000_000)


def words(word: str) -> Text:
    return Text(vi=word, en=word)


class Facts(FactSheet):
    """A part, its whole, a day and a truth."""

    quiet: Fact[bool] = fact(default=UNKNOWN, label=words("quiet"))
    here: Fact[int] = fact(default=UNKNOWN, label=words("here"), between=A_MILLION)
    signed: Fact[int] = fact(default=UNKNOWN, label=words("signed"), between=A_MILLION, no_more_than="here")
    met_on: Fact[datetime.date] = fact(default=UNKNOWN, label=words("met on"), between=(-1, 0))


LOSING = losing("I", words("item"), 100_00, each=50_00, of=Facts.here)


def standard(**parts: Any) -> Standard:
    """A share whose products leave 32 bits, a day in the first quarter, a truth, and points for heads."""
    usual: dict[str, Any] = {
        "id": "vn/test/tables",
        "scheme": "antt-safety",
        "jurisdiction": "vn",
        "kinds": ("agency",),
        "title": words("tables"),
        "citation": NOWHERE,
        "in_force_from": datetime.date(2020, 1, 1),
        "window": WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        "decided_on": DayOfYear(11, 20),
        "facts": Facts.facts(),
        "criteria": (
            criterion("A", Facts.quiet),
            criterion("B", share(Facts.signed, Facts.here, Ratio(7_999, 10_000), Truths.FALSE)),
            criterion("C", Facts.met_on.during(Period.FIRST_QUARTER)),
        ),
        "rubric": group(
            "R", words("rubric"), [losing("I", words("item"), 100_00, each=50_00, of=Facts.here)]
        ),
    }
    return Standard(**{**usual, **parts})


def criterion(code: str, holds: Any) -> Criterion:
    return Criterion(code=code, text=words(code), citation=NOWHERE, holds=holds)


STANDARD = standard()

DAY = datetime.date(2026, 3, 31)
ROWS: dict[str, list[Any]] = {
    "note": ["một", "hai", "ba", None],
    "unit": ["a", "b", "c", "d"],
    "year": [2026, 2026, 2026, 2026],
    "quiet": [True, True, False, None],
    "here": [500_000, 500_000, 500_000, None],
    "signed": [399_950, 399_949, 500_000, None],
    "met_on": [DAY, DAY, DAY + datetime.timedelta(days=1), None],
    "price": [1.5, 2.5, None, None],
}
TABLE = pa.table(
    {
        **{name: pa.array(ROWS[name], pa.string()) for name in ("note", "unit")},
        **{name: pa.array(ROWS[name], pa.int64()) for name in ("year", "here", "signed")},
        "quiet": pa.array(ROWS["quiet"], pa.bool_()),
        "met_on": pa.array(ROWS["met_on"], pa.date32()),
        "price": pa.array(ROWS["price"], pa.float64()),
    }
).select(list(ROWS))
RESULTS = [
    *("verdict", "verdict.possible", "points.lo", "points.hi", "grade.lo", "grade.hi"),
    *("finding.A", "finding.B", "finding.C", "item.I.lo", "item.I.hi", "rejected"),
]
VERDICTS = ["met", "not_met", "not_met", "undecided"]


def nullable(table: pa.Table) -> pd.DataFrame:
    dtypes: dict[pa.DataType, Any] = {pa.bool_(): pd.BooleanDtype(), pa.string(): pd.StringDtype()}
    dtypes |= {pa.int8(): pd.Int8Dtype(), pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}
    dtypes |= {pa.uint8(): pd.UInt8Dtype(), pa.uint32(): pd.UInt32Dtype(), pa.uint64(): pd.UInt64Dtype()}
    dtypes |= {pa.float64(): pd.Float64Dtype()}
    found: pd.DataFrame = table.to_pandas(types_mapper=dtypes.get, date_as_object=False)
    return found


ENGINES: dict[str, Callable[[pa.Table], Any]] = {
    "polars": pl.DataFrame,
    "polars-lazy": pl.LazyFrame,
    "pyarrow": lambda table: table,
    "pandas-arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pandas-nullable": nullable,
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Callable[[pa.Table], Any]:
    return ENGINES[request.param]


def rows(native: Any) -> list[dict[str, Any]]:
    """The rows of any frame, with None for every empty cell."""
    frame = nw.from_native(native)
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    columns = {name: eager[name] for name in eager.columns}
    cells = [
        [None if empty else value for value, empty in zip(column.to_list(), column.is_null(), strict=True)]
        for column in columns.values()
    ]
    return [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]


def test_the_own_kind_of_frame_comes_back_with_all_columns(engine: Callable[[pa.Table], Any]) -> None:
    given = engine(TABLE)
    found = assess_table(STANDARD, given, findings="all")
    assert type(found) is type(given)
    assert list(nw.from_native(found).collect_schema()) == [*ROWS, *RESULTS]
    kept = [{name: row[name] for name in ROWS} for row in rows(found)]
    assert kept == rows(given)
    assert [row["verdict"] for row in rows(found)] == VERDICTS
    assert [row["points.lo"] for row in rows(found)] == [0, 0, 0, 0]
    assert [row["points.hi"] for row in rows(found)] == [0, 0, 0, 100_00]
    assert [row["finding.C"] for row in rows(found)] == ["met", "met", "not_met", "met|not_met"]


def test_what_keeps_a_unit_back_is_one_word(engine: Callable[[pa.Table], Any]) -> None:
    found = assess_table(STANDARD, engine(TABLE), findings="blocking")
    assert list(nw.from_native(found).collect_schema())[len(ROWS) :] == [*RESULTS[:6], "blocking", "rejected"]
    assert [row["blocking"] for row in rows(found)] == ["", "B", "A C", "A B C"]


def test_a_lazy_frame_is_not_collected() -> None:
    def fail(frame: pl.DataFrame) -> pl.DataFrame:
        raise ZeroDivisionError("somebody has run the plan")

    lazy = pl.LazyFrame(TABLE).map_batches(fail, schema=dict(pl.DataFrame(TABLE).schema))
    found = assess_table(STANDARD, lazy, findings="all")
    assert isinstance(found, pl.LazyFrame)
    with pytest.raises(ZeroDivisionError, match="somebody has run the plan"):
        found.collect()


@pytest.mark.parametrize("name", ["pandas-arrow", "pandas-nullable"])
def test_pandas_keeps_its_index(name: str) -> None:
    given = ENGINES[name](TABLE).set_index(pd.Index([7, 3, 3, -1], name="number"))
    found = assess_table(STANDARD, given)
    assert found.index.equals(given.index) and found.index.name == "number"
    pd.testing.assert_frame_equal(found[list(given.columns)], given)
    assert list(found["verdict"]) == VERDICTS


@pytest.mark.parametrize("name", ["polars", "pyarrow", "pandas-arrow", "pandas-nullable"])
def test_results_are_handed_on_as_arrow(name: str) -> None:
    found = assess_table(STANDARD, ENGINES[name](TABLE), findings="all")
    handed = pa.table(found)
    assert hasattr(found, "__arrow_c_stream__")
    assert handed.column_names[: len(ROWS)] == list(ROWS)
    assert [str(word) for word in handed["verdict"].to_pylist()] == VERDICTS
    assert handed["points.hi"].type == pa.int64()


@pytest.mark.parametrize("width", [pa.int32(), pa.uint32(), pa.uint64()], ids=str)
def test_no_product_runs_over(engine: Callable[[pa.Table], Any], width: pa.DataType) -> None:
    fields = [field.with_type(width) if field.name in ("here", "signed") else field for field in TABLE.schema]
    found = assess_table(STANDARD, engine(TABLE.cast(pa.schema(fields))), findings="all")
    expected = assess_table(STANDARD, TABLE, findings="all").select(RESULTS)
    assert [{name: row[name] for name in RESULTS} for row in rows(found)] == expected.to_pylist()


@pytest.mark.parametrize("width", [pa.int8(), pa.uint8()], ids=str)
def test_a_byte_holds_what_eight_bytes_hold(engine: Callable[[pa.Table], Any], width: pa.DataType) -> None:
    few = {"here": pa.array([127, 127, 127, None]), "signed": pa.array([102, 101, 127, None])}
    wide = TABLE
    for name, column in few.items():
        wide = wide.set_column(wide.column_names.index(name), name, column)
    narrow = wide.cast(
        pa.schema([field.with_type(width) if field.name in few else field for field in wide.schema])
    )
    found = rows(assess_table(STANDARD, engine(narrow), findings="all"))
    assert [{name: row[name] for name in RESULTS} for row in found] == assess_table(
        STANDARD, wide, findings="all"
    ).select(RESULTS).to_pylist()
    assert [row["finding.B"] for row in found] == ["met", "not_met", "met", "met|not_met"]


def test_a_column_of_nothing_says_nothing(engine: Callable[[pa.Table], Any]) -> None:
    empty = TABLE
    for name in ("quiet", "here", "signed", "met_on"):
        kind = TABLE.schema.field(name).type
        empty = empty.set_column(empty.column_names.index(name), name, pa.nulls(len(TABLE), kind))
    found = rows(assess_table(STANDARD, engine(empty), findings="all"))
    assert {row["verdict"] for row in found} == {"undecided"}
    assert {row["finding.B"] for row in found} == {"met|not_met"}
    assert {(row["points.lo"], row["points.hi"]) for row in found} == {(0, 100_00)}


@pytest.mark.parametrize("library", ["polars", "pyarrow"])
def test_a_column_without_a_type_says_nothing(library: str) -> None:
    """As a reader makes one of which no cell is filled in."""
    empty = TABLE.set_column(TABLE.column_names.index("quiet"), "quiet", pa.nulls(len(TABLE)))
    found = rows(assess_table(STANDARD, ENGINES[library](empty), findings="all"))
    assert [row["finding.A"] for row in found] == ["met|not_met"] * 4


def test_a_table_of_no_row_gives_one(engine: Callable[[pa.Table], Any]) -> None:
    found = assess_table(STANDARD, engine(TABLE.slice(0, 0)), findings="all")
    assert rows(found) == []
    assert list(nw.from_native(found).collect_schema()) == [*ROWS, *RESULTS]


def test_the_results_take_a_prefix(engine: Callable[[pa.Table], Any]) -> None:
    once = assess_table(STANDARD, engine(TABLE), prefix="now.")
    twice = assess_table(standard(criteria=(criterion("A", Facts.quiet),)), once, prefix="then.")
    assert [(row["now.verdict"], row["then.verdict"]) for row in rows(twice)] == [
        ("met", "met"),
        ("not_met", "met"),
        ("not_met", "not_met"),
        ("undecided", "undecided"),
    ]


def test_a_number_known_within_bounds_stands_in_two_columns(engine: Callable[[pa.Table], Any]) -> None:
    bounded = TABLE.drop_columns(["signed"])
    for end, column in (("lo", [399_950, 399_000, 0, None]), ("hi", [450_000, 400_000, 1, None])):
        bounded = bounded.append_column(f"verified.signed.{end}", pa.array(column, pa.int64()))
    found = rows(assess_table(STANDARD, engine(bounded), findings="all"))
    assert [row["finding.B"] for row in found] == ["met", "met|not_met", "not_met", "met|not_met"]


def test_one_word_for_the_year_of_all_rows(engine: Callable[[pa.Table], Any]) -> None:
    found = assess_table(STANDARD, engine(TABLE.drop_columns(["year"])), year=2026)
    assert [row["verdict"] for row in rows(found)] == VERDICTS
