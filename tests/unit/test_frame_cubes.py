"""A table counts what a cube of the same records counts."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from antq_core.disclosure.cubes import Cube, Table, cube_of
from antq_core.review.guarding import NOT_RECORDED, FrameCube

TABLES = (Table(["year", "kind"], ["cases"]), Table(["kind"], ["arrests"]), Table([], ["cases"]))

records = st.fixed_dictionaries(
    {
        "year": st.sampled_from(["2018", "2019", None]),
        "kind": st.sampled_from(["x", "y", None]),
        "cases": st.sampled_from([None, 0, 1, 7]),
        "arrests": st.sampled_from([None, 0, 1]),
    }
)


@given(st.lists(records, max_size=30), st.integers(1, 6))
def test_a_table_and_a_cube_count_the_same(rows: list[dict[str, str | int | None]], most: int) -> None:
    schema = {"year": pl.String, "kind": pl.String, "cases": pl.Int64, "arrests": pl.Int64}
    frame = FrameCube.of(pl.DataFrame(rows, schema=schema), TABLES)
    nothing = {"year": NOT_RECORDED, "kind": NOT_RECORDED, "cases": 0, "arrests": 0}
    named = [{name: nothing[name] if cell is None else cell for name, cell in row.items()} for row in rows]
    cube = cube_of(named, frame.dimensions, frame.quantities)
    assert frame.total == cube.total
    for dimensions in ((), ("kind",), ("year",), ("kind", "year")):
        assert frame.by(dimensions) == cube.by(dimensions)
        for quantity in ("cases", "arrests"):
            assert frame.sum_by(quantity, dimensions) == cube.sum_by(quantity, dimensions)
        asked = {"cases": dimensions, "arrests": ("kind",)}
        assert without_nothing(frame.some_contributors(asked, most)) == without_nothing(
            cube.some_contributors(asked, most)
        )


def without_nothing(cube: Cube) -> dict[tuple[str, ...], int]:
    return {where: n for where, n in cube.counts.items() if n}
