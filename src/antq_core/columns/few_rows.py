"""A few rows of an eager frame, one by one: an engine for columns would take longer to get ready."""

import attrs
import narwhals as nw

from antq_core.columns.expressions import is_number
from antq_core.columns.frames import Working
from antq_core.generated.rows import assessed_columns, columns_asked
from antq_core.lowering.cells import Cell
from antq_core.lowering.results import Results

MOST_ROWS = 2_000
"""Up to so many rows this way is taken by itself; ``make bench`` measures where the two ways cross."""


def with_rows(working: Working, asked: Results, names: list[str]) -> Working:
    """The dossiers with a column for each result, worked out row by row."""
    frame = working.dossiers.frame
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    given = {name: eager[name].to_list() for name in columns_asked(asked)}
    found = assessed_columns(asked, given, len(eager))
    results = nw.from_dict(
        {own: found[name] for own, name in zip(names, asked.columns, strict=True)},
        {own: _dtype(working, asked, name) for own, name in zip(names, asked.columns, strict=True)},
        backend=eager.implementation,
    )
    together = nw.concat([eager, results], how="horizontal")
    kept = together.lazy() if working.is_polars else together
    return attrs.evolve(working, dossiers=attrs.evolve(working.dossiers, frame=kept))


def _dtype(working: Working, asked: Results, name: str) -> nw.dtypes.DType:
    cell: Cell = asked.columns[name]
    if is_number(cell):
        return nw.Int64()
    few = asked.words.get(name) if working.is_polars else None
    return nw.String() if few is None else nw.Enum(few)
