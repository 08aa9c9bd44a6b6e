"""Columns say of every row what the interpreter says of its dossier, whichever engine computes them."""

from collections.abc import Mapping

import attrs
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antq_core import Basis, Dossier, Stack
from antq_core.columns import assess_table, dossier_of, tables_of
from antq_core.columns.digests import digest
from antq_core.columns.rows import PlainTables
from antq_core.columns.summaries import summary
from antq_core.domain.sheets import FactSheet
from antq_core.possible import Interval
from antq_core.testing.columns_agree import Backend, check_columns_agree, tables_apart
from antq_core.testing.dossiers import dossiers
from antq_core.testing.standards import standards

SHEETS = ("claimed", "verified", "last_year")
POLARS = Backend("Polars", lambda frame: frame)
OTHERS = (
    Backend("Polars, lazy", lambda frame: frame.lazy(), is_lazy=True),
    Backend("PyArrow", lambda frame: frame, "pyarrow"),
    Backend("pandas of Arrow", lambda frame: frame.to_pandas(types_mapper=pd.ArrowDtype), "pyarrow"),
)


def without_ranges(dossier: Dossier) -> Dossier:
    """The same dossier with nothing stated as a range, as most tables are."""
    return attrs.evolve(dossier, **{name: exact(getattr(dossier, name)) for name in SHEETS})


def exact(sheet: FactSheet) -> FactSheet:
    known = {name: value for name, value in sheet.stated.items() if not isinstance(value, Interval)}
    return type(sheet)(**known)


@st.composite
def some_dossiers(draw: st.DrawFn, stack: Stack) -> list[Dossier]:
    found = draw(st.lists(dossiers(stack), min_size=1, max_size=5))
    return [without_ranges(each) for each in found] if draw(st.booleans()) else found


@st.composite
def some_readings(draw: st.DrawFn, stack: Stack) -> Mapping[str, str]:
    return {
        reading.name: draw(st.sampled_from(reading.codes))
        for reading in stack.readings
        if draw(st.booleans())
    }


@pytest.mark.parametrize("scored", [True, False])
@settings(max_examples=max(50, settings().max_examples // 2))
@given(data=st.data())
def test_every_engine_says_what_the_interpreter_says(scored: bool, data: st.DataObject) -> None:
    stack = data.draw(standards(scored=scored).map(Stack))
    check_columns_agree(
        stack,
        data.draw(some_dossiers(stack)),
        (POLARS, data.draw(st.sampled_from(OTHERS))),
        basis=data.draw(st.sampled_from(Basis)),
        readings=data.draw(some_readings(stack)),
    )


@given(data=st.data())
@settings(max_examples=max(5, settings().max_examples // 10))
def test_columns_say_the_same_of_the_circular(stacks: st.SearchStrategy[Stack], data: st.DataObject) -> None:
    stack = data.draw(stacks)
    check_columns_agree(stack, data.draw(some_dossiers(stack)), [POLARS])


@given(data=st.data())
def test_rows_are_said_the_same_of_however_they_are_split_and_ordered(data: st.DataObject) -> None:
    stack = data.draw(standards().map(Stack))
    tables, lists = tables_apart(data.draw(some_dossiers(stack)), stack)
    rows = tables.height
    order = data.draw(st.permutations(range(rows)))
    cut = data.draw(st.integers(0, rows))
    whole = assess_table(stack, tables, records=lists, findings="all")
    shuffled = tables[order]
    parts = [
        assess_table(stack, part, records=lists, findings="all") for part in (shuffled[:cut], shuffled[cut:])
    ]
    together = pl.concat(parts, how="vertical_relaxed").sort("row")
    assert together.to_dicts() == whole.to_dicts()
    assert sum((summary(part, ()) for part in parts[1:]), start=summary(parts[0], ())) == summary(whole, ())
    used = stack.standards
    assert digest(parts[0], used) + digest(parts[1], used) == digest(whole, used)


@given(data=st.data())
def test_a_row_is_read_as_the_dossier_that_it_was_written_from(data: st.DataObject) -> None:
    stack = data.draw(standards().map(Stack))
    written = [attrs.evolve(each, evidence={}) for each in data.draw(some_dossiers(stack))]
    plain = tables_of(written, stack)
    for position, dossier in enumerate(written):
        row = {name: values[position] for name, values in plain.dossiers.columns.items()}
        own = {name: records_of(name, position, written, plain) for name in plain.lists}
        read = dossier_of(row, stack, own)
        unit = attrs.evolve(dossier.unit, name="")
        assert read == attrs.evolve(dossier, unit=unit)


def records_of(
    name: str, position: int, written: list[Dossier], plain: PlainTables
) -> list[dict[str, object]]:
    """The rows of a list that were written for one of several dossiers of the same name."""
    before = sum(len(each.records[name].items) for each in written[:position] if name in each.records)
    count = len(written[position].records[name].items) if name in written[position].records else 0
    columns = plain.lists[name].columns
    return [{key: columns[key][n] for key in columns} for n in range(before, before + count)]
