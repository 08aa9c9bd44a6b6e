"""Tables of many kinds, provinces and years: split by the standards in force, and one again."""

import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from antq_core import Dossier, Registry, assess_together, load_registry
from antq_core.codec.dossiers import read_dossier, read_heading
from antq_core.codec.text import parse
from antq_core.columns import assess_table, assess_tables, tables_of
from antq_core.errors import ReadingError, TableError
from antq_core.testing.columns_agree import Backend, frame_of, rows_of, said_by

COMMUNE = Path(__file__).parents[2] / "examples" / "commune" / "after.jsonl"
ENGINES = [
    Backend("Polars", lambda frame: frame),
    Backend("Polars, lazy", lambda frame: frame.lazy(), is_lazy=True),
    Backend("PyArrow", lambda frame: frame, "pyarrow"),
]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(only={"vn"}, strict=True)


@pytest.fixture(scope="module")
def commune(registry: Registry) -> list[Dossier]:
    """The made-up commune of the demo: 52 units of five kinds."""
    found = []
    for line in COMMUNE.read_text().splitlines():
        document = parse(line)
        heading = read_heading(document)
        stack = registry.select(heading.unit, heading.year, heading.decision_date)
        found.append(read_dossier(document, stack))
    return found


def tables(dossiers: list[Dossier], registry: Registry, backend: Backend) -> tuple[Any, dict[str, Any]]:
    stacks = [registry.select(each.unit, each.year, each.decision_date) for each in dossiers]
    plain = tables_of(dossiers, *stacks)
    lists = {name: backend.take(frame_of(table, backend)) for name, table in plain.lists.items()}
    return backend.take(frame_of(plain.dossiers, backend)), lists


@pytest.mark.parametrize("backend", ENGINES, ids=lambda backend: backend.name)
@pytest.mark.parametrize("findings", ["all", "blocking"])
def test_a_commune_is_told_the_verdicts_of_its_units(
    registry: Registry, commune: list[Dossier], backend: Backend, findings: Any
) -> None:
    frame, lists = tables(commune, registry, backend)
    rows = rows_of(assess_tables(registry, frame, records=lists, findings=findings))
    for row, one in zip(rows, assess_together(commune, registry), strict=True):
        stack = registry.select(one.unit, one.year)
        said = {name: value for name, value in said_by(one, stack).items() if name in row}
        assert len(said) > 5
        assert {name: row[name] for name in said} == said
        assert row["standards"] == " ".join(each.id for each in stack.standards)
        assert row["unassessed"] is None


def few_rows() -> dict[str, list[object]]:
    return {
        "unit": ["a", "b", "c", "d", "e", "f"],
        "kind": [
            "residential_area",
            "residential_area",
            "castle",
            None,
            "residential_area",
            "residential_area",
        ],
        "province": ["25", "77", "25", "25", "25", "25"],
        "commune": ["99999"] * 6,
        "year": [2026, 2026, 2026, 2026, 1990, 2026],
        "decision_date": [None, None, None, None, None, datetime.date(2012, 1, 1)],
        "verified.registered": [False] * 6,
    }


@pytest.mark.parametrize("backend", ENGINES, ids=lambda backend: backend.name)
def test_rows_without_a_standard_are_undecided_and_say_why(registry: Registry, backend: Backend) -> None:
    frame = pl.DataFrame(few_rows())
    given = backend.take(frame if backend.library == "polars" else frame.to_arrow())
    rows = rows_of(assess_tables(registry, given), by="unit")
    reasons = [row["unassessed"] for row in rows]
    assert reasons[0] is None
    assert reasons[1].startswith("province.")
    assert reasons[2] == "unit.unknown-kind"
    assert reasons[3] == "columns.unplaced-row"
    assert reasons[4] == "dossier.year"
    assert reasons[5] == "selection.none"
    for row in rows[1:]:
        assert (row["verdict"], row["standards"]) == ("undecided", None)
        assert row["verdict.possible"] == "met|not_met|out_of_scope|scored"
    assert rows[0]["verdict"] == "not_met"


def test_years_and_days_of_decision_choose_the_standard(registry: Registry) -> None:
    rows = {name: values[:1] * 3 for name, values in few_rows().items()}
    rows |= {"unit": ["a", "b", "c"], "year": [2019, 2026, 2021]}
    rows["decision_date"] = [None, None, datetime.date(2022, 2, 10)]
    found = assess_tables(registry, pl.DataFrame(rows, schema_overrides={"decision_date": pl.Date}))
    assert [ids.split("/")[2] for ids in found["standards"]] == ["23-2012", "124-2021", "124-2021"]


def test_one_part_says_what_its_standard_alone_says(registry: Registry, commune: list[Dossier]) -> None:
    frame, lists = tables(commune, registry, ENGINES[0])
    agencies = frame.filter(pl.col("kind") == "agency")
    stack = registry.select(next(each for each in commune if each.unit.kind == "agency").unit, 2026)
    own = {name: each for name, each in lists.items() if name in stack.dossier_records}
    alone = assess_table(stack, agencies, records=own, absent="unknown")
    mixed = assess_tables(registry, agencies, records=lists).drop("standards", "unassessed")
    assert (
        mixed.with_columns(pl.col(pl.Enum).cast(pl.String)).to_dicts()
        == alone.with_columns(pl.col(pl.Enum).cast(pl.String)).to_dicts()
    )


def test_what_is_wrong_is_told_before_anything_is_computed(registry: Registry) -> None:
    with pytest.raises(TableError) as refused:
        assess_tables(registry, pl.DataFrame({"unit": ["a"]}))
    missing = {problem.facts["name"] for problem in refused.value.problems}
    assert missing == {"kind", "province", "year", "commune"}
    with pytest.raises(TableError):
        assess_tables(registry, pl.DataFrame({**few_rows(), "verdict": ["met"] * 6}))
    with pytest.raises(ReadingError):
        assess_tables(registry, pl.DataFrame(few_rows()), readings={"no_such_reading": "at_all"})


def test_a_table_without_rows_stays_one(registry: Registry) -> None:
    found = assess_tables(registry, pl.DataFrame(few_rows()).clear())
    assert found.height == 0
    assert found.columns[-1] == "rejected" or "verdict" in found.columns


def test_arrow_takes_what_comes_out(registry: Registry) -> None:
    found = assess_tables(registry, pl.DataFrame(few_rows()))
    assert pa.table(found).num_rows == 6
