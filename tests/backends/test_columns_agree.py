"""Whatever engine holds a table, its columns say of every row what the interpreter says of the dossier.

The quick profile asks the quick engines about 100 standards and Spark about 15, the thorough one about 2,000
and 100.
"""

import datetime
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from antq_core import Basis, Stack
from antq_core.testing import columns_agree
from antq_core.testing.columns_agree import check_columns_agree
from antq_core.testing.dossiers import YEAR, dossiers
from antq_core.testing.standards import standards

IS_THOROUGH = settings.default.max_examples >= 2_000
QUICK_ENGINES, SPARK = (2_000, 100) if IS_THOROUGH else (100, 15)
LAZY = ("polars-lazy", "duckdb", "pyspark")
AFTER_THE_WINDOW = datetime.date(YEAR, 12, 1)
GENERATE = (Phase.explicit, Phase.reuse, Phase.generate, Phase.target)  # shrinking takes minutes on an engine

STANDARDS = standards().map(Stack)


def engine(backend: Any) -> columns_agree.Backend:
    """An engine as the check asks for it; its frames are made of those of PyArrow."""
    return columns_agree.Backend(backend.name, backend.frame, "pyarrow", is_lazy=backend.name in LAZY)


@st.composite
def settled(draw: st.DrawFn, stack: Stack) -> dict[str, str]:
    """An option for some of the readings."""
    return {
        reading.name: draw(st.sampled_from(reading.codes))
        for reading in stack.readings
        if draw(st.booleans())
    }


@pytest.fixture(autouse=True)
def no_dask(request: pytest.FixtureRequest) -> None:
    """A Dask frame is asked part by part, each a pandas frame; see test_tables_in_engines.py."""
    if request.getfixturevalue("backend").name == "dask":
        pytest.skip("Dask is asked part by part")


def test_columns_say_what_the_interpreter_says(backend: Any) -> None:
    is_slow = backend.name == "pyspark"

    @settings(max_examples=SPARK if is_slow else QUICK_ENGINES, phases=GENERATE)
    @given(data=st.data())
    def agree(data: st.DataObject) -> None:
        stack = data.draw(STANDARDS)
        rows = data.draw(st.lists(dossiers(stack), min_size=3 if is_slow else 1, max_size=8))
        check_columns_agree(
            stack,
            rows,
            [engine(backend)],
            basis=data.draw(st.sampled_from(Basis)),
            readings=data.draw(settled(stack)),
            as_of=data.draw(st.sampled_from((None, AFTER_THE_WINDOW, datetime.date(YEAR, 6, 1)))),
        )

    agree()
