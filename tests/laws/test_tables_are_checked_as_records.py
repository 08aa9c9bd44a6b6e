"""A table of records is refused exactly where its records are, row by row, column by column, code by code."""

import datetime
from collections import Counter
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antq_core.errors import InputError
from antq_core.movement.columns import Column, Holds
from antq_core.movement.record import MovementRecord
from antq_core.movement.refusals import refusals_of_row
from antq_core.movement.tables import TABLES
from antq_core.register.frame_rows import rows_of_frame
from antq_core.register.problems import Tally
from antq_core.register.rows import ROW, dtype_of
from antq_core.register.telling import check_rows
from antq_core.testing.movement import rows as good_rows

Row = dict[str, Any]
Said = tuple[int, str, str]

ODD_TEXTS = (
    *("", " ", "=cmd()", "+1", "-", "@", "\t", "1", "12", "1234", "12345", "123456", "00", "01", "15", "99"),
    *("TB-2018-000123", "26:MH-0012", "MH-0012\n", "Nguyen Van A", "187/QĐ-BCĐ", "25/2012/QĐ-UBND"),
    *("0912345678", "+84 912 345 678", "001099012345", "123456789", "30A-123.45", "ten@example.vn"),
    *("1.00109E+08", "1.0", "07:30", "24:00", "7:30", "self_managed", "Self", "x" * 65, "x" * 201, "1" * 70),
    *(
        "".join(chr(0xFF10 + n) for n in range(10)),
        "١٢٣٤٥",
        "ab\u200bc",
        "\u200b",
        "e\u0301",
        "\x1f",
        "\x85",
        "\u00a0",
        "a\nb",
    ),
)
ODD_DAYS = (datetime.date(1944, 12, 31), datetime.date(2100, 1, 1), datetime.date(2025, 6, 30))
DAYS = (datetime.date(2025, 7, 1), datetime.date(2018, 3, 1), datetime.date(2018, 3, 2))
ODD_COUNTS = (-1, 0, 1, 2011, 2012, 2099, 2100, 10**6, 10**6 + 1, 10**17)


def odd_cell(column: Column) -> st.SearchStrategy[Any]:
    """Cells of the right type that may or may not be in order."""
    if column.holds is Holds.DAY:
        return st.sampled_from((*ODD_DAYS, *DAYS))
    if column.holds is Holds.COUNT:
        return st.sampled_from(ODD_COUNTS)
    if column.holds is Holds.TRUTH:
        return st.booleans()
    return st.sampled_from((*ODD_TEXTS, *column.codes)) | st.text(max_size=12)


@st.composite
def tables(draw: st.DrawFn, kind: type[MovementRecord]) -> list[Row]:
    """Rows that are in order, rows with some odd cells, and rows of odd cells alone."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        row: Row = {name: _plain(cell) for name, cell in draw(good_rows(kind)).items()}
        columns = kind.columns()
        for column in draw(st.lists(st.sampled_from(columns), max_size=len(columns))):
            row[column.name] = draw(st.none() | odd_cell(column))
        found.append(row)
    return found


def _plain(cell: Any) -> Any:
    return str(cell) if isinstance(cell, str) else cell


def frame_of(rows: list[Row], kind: type[MovementRecord]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            column.name: pl.Series([row[column.name] for row in rows], dtype=dtype_of(column))
            for column in kind.columns()
        }
    )


def said_of_records(frame: pl.DataFrame, kind: type[MovementRecord]) -> Counter[Said]:
    return Counter(
        (row, str(problem.path[0]), problem.code)
        for row, cells in enumerate(frame.iter_rows(named=True), start=1)
        for problem in refusals_of_row(cells, kind.columns(), kind.rules, discreet=kind.discreet)
    )


@pytest.mark.parametrize("kind", TABLES.values(), ids=TABLES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_table_is_refused_where_its_records_are(kind: type[MovementRecord], data: st.DataObject) -> None:
    frame = frame_of(data.draw(tables(kind)), kind)
    tally = Tally()
    rows = rows_of_frame(frame, "table", kind)
    sound, _ = check_rows(rows, tally)
    problems = tally.problems()
    said = Counter((each.row or 0, each.column or "", each.code) for each in problems)
    # The frame is asked again, for reading it composes accents.
    expected = said_of_records(rows.frame.drop(ROW), kind)
    assert said == expected
    assert len(problems) == expected.total()
    assert [n + 1 for n, is_sound in enumerate(sound) if not is_sound] == sorted(
        {row for row, *_ in expected}
    )


@pytest.mark.parametrize("kind", TABLES.values(), ids=TABLES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_counted_is_what_is_told_with_more_room(
    kind: type[MovementRecord], data: st.DataObject
) -> None:
    frame = frame_of(data.draw(tables(kind)), kind)
    rows = rows_of_frame(frame, "table", kind)
    wide, narrow = Tally(), Tally(1)
    check_rows(rows, wide)
    check_rows(rows, narrow)
    told, cut = wide.problems(), narrow.problems()
    assert (len(told), told.codes) == (len(cut), cut.codes)
    assert all(each in told.shown for each in cut)
    first = {}
    for each in told:
        first.setdefault((each.column, each.code), each.row)
    assert {(each.column, each.code): each.row for each in cut} == first


@pytest.mark.parametrize("kind", TABLES.values(), ids=TABLES)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_row_that_is_in_order_can_be_built(kind: type[MovementRecord], data: st.DataObject) -> None:
    frame = frame_of(data.draw(tables(kind)), kind)
    rows = rows_of_frame(frame, "table", kind)
    sound, _ = check_rows(rows, Tally())
    for is_sound, cells in zip(sound, rows.frame.drop(ROW).iter_rows(named=True), strict=True):
        try:
            kind.of_row(cells)
            built = True
        except InputError:
            built = False
        assert built == is_sound
