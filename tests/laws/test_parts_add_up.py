"""Summaries and digests of the parts of a table add up to those of the whole, however it is split."""

import functools
import json
import operator
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core import load_registry
from antq_core.codec.text import canonical
from antq_core.columns.digests import Digest, digest, read_digest, write_digest
from antq_core.columns.summaries import TableSummary, read_summary, summary, write_summary
from antq_core.errors import InputError
from antq_core.messages.text import LOCALES
from antq_core.possible import Interval

STANDARDS = tuple(each.standard for each in load_registry(only={"vn"}, strict=True).supplied)[:2]
GRADES = ("weak", "good", "best")
TEXTS = {
    name: pa.string() for name in ("unit", "kind", "verdict", "verdict.possible", "grade.lo", "grade.hi")
}
SCHEMA = pa.schema(
    {"province": pa.string(), "year": pa.int64(), **TEXTS, "points.lo": pa.int64(), "points.hi": pa.int64()}
    | {name: pa.string() for name in ("blocking", "standards", "rejected")}
)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """One row of an assessed table, now and then one that was rejected."""
    told: dict[str, Any] = {
        "unit": draw(st.sampled_from(("u-1", "u-2", "tổ 3"))),
        "province": draw(st.sampled_from((None, "01", "25"))),
        "kind": draw(st.sampled_from(("agency", "school"))),
        "year": draw(st.sampled_from((2025, 2026))),
        "standards": draw(st.sampled_from([each.id for each in STANDARDS])),
    }
    verdict = draw(st.sampled_from((None, "met", "not_met", "out_of_scope", "undecided", "scored")))
    if verdict is None:
        return told | {"rejected": "verified.fires"}
    told |= {"verdict": verdict, "verdict.possible": verdict if verdict != "undecided" else "met|not_met"}
    if draw(st.booleans()):
        ends = sorted((draw(st.integers(-5, 10)), draw(st.integers(-5, 10))))
        lowest, highest = sorted((draw(st.integers(0, 2)), draw(st.integers(0, 2))))
        told |= {"points.lo": ends[0], "points.hi": ends[1]}
        told |= {"grade.lo": GRADES[lowest], "grade.hi": GRADES[highest]}
    if verdict in ("not_met", "undecided"):
        told["blocking"] = " ".join(draw(st.lists(st.sampled_from("abc"), unique=True).map(sorted)))
    return told


def arrow(told: Sequence[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(told), schema=SCHEMA)


def polars(told: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    frame = pl.from_arrow(arrow(told))
    assert isinstance(frame, pl.DataFrame)
    return frame


ENGINES = {"polars": polars, "polars-lazy": lambda told: polars(told).lazy(), "pyarrow": arrow}
TABLES = st.lists(rows(), max_size=12)
GROUPINGS = st.sampled_from(((), ("province",), ("province", "kind", "year")))


@st.composite
def splits(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[list[dict[str, Any]]]]:
    """A table, and its rows in another order and in parts, of which some may be empty."""
    table = draw(TABLES)
    parts: list[list[dict[str, Any]]] = [[] for _ in range(draw(st.integers(1, 4)))]
    for each in draw(st.permutations(table)):
        draw(st.sampled_from(parts)).append(each)
    return table, parts


@pytest.mark.parametrize("engine", ENGINES)
@given(split=splits(), by=GROUPINGS)
def test_the_summary_of_the_whole_is_the_sum_of_those_of_its_parts(
    engine: str, split: tuple[list[dict[str, Any]], list[list[dict[str, Any]]]], by: tuple[str, ...]
) -> None:
    table, parts = split
    found = [summary(ENGINES[engine](part), by) for part in parts]
    whole = summary(ENGINES[engine](table), by)
    assert functools.reduce(operator.add, found) == whole
    assert functools.reduce(lambda one, other: other + one, found) == whole
    assert whole == summary(arrow(table), by)


@given(TABLES, GROUPINGS)
def test_a_summary_counts_what_is_there(table: list[dict[str, Any]], by: tuple[str, ...]) -> None:
    found = summary(polars(table), by)
    for group in found.groups:
        here = [
            each
            for each in table
            if group.key == tuple(None if each[name] is None else str(each[name]) for name in by)
        ]
        told = [each for each in here if each.get("verdict")]
        scored = [each for each in told if each.get("points.lo") is not None]
        assert (group.rows, group.rejected) == (len(here), len(here) - len(told))
        assert group.verdicts == _times(each["verdict"] for each in told)
        assert group.scored == len(scored)
        ends = [sum(each[name] for each in scored) for name in ("points.lo", "points.hi")]
        assert group.points == Interval(*ends)
        assert group.grades_lowest == _times(each["grade.lo"] for each in scored)
        assert group.grades_highest == _times(each["grade.hi"] for each in scored)
        for verdict, counted in (("undecided", group.undecided_by), ("not_met", group.not_met_by)):
            of_it = [each["blocking"] for each in told if each["verdict"] == verdict]
            assert counted == _times(code for codes in of_it for code in codes.split())
    assert sum(group.rows for group in found.groups) == found.total.rows == len(table)


@given(TABLES, GROUPINGS)
def test_a_summary_comes_back_from_json(table: list[dict[str, Any]], by: tuple[str, ...]) -> None:
    found = summary(polars(table), by)
    document = json.loads(canonical(write_summary(found)))
    assert document["format"] == 1
    assert read_summary(document) == found


@pytest.mark.parametrize("engine", ENGINES)
@given(split=splits())
def test_the_digest_of_the_whole_is_the_sum_of_those_of_its_parts(
    engine: str, split: tuple[list[dict[str, Any]], list[list[dict[str, Any]]]]
) -> None:
    table, parts = split
    found = [digest(ENGINES[engine](part), STANDARDS) for part in parts]
    whole = digest(ENGINES[engine](table), STANDARDS)
    assert functools.reduce(operator.add, found) == whole
    assert functools.reduce(lambda one, other: other + one, found).text == whole.text
    assert whole == digest(arrow(table), STANDARDS)
    assert read_digest(json.loads(canonical(write_digest(whole)))) == whole


@given(TABLES, TABLES)
def test_tables_with_other_rows_have_other_digests(
    one: list[dict[str, Any]], other: list[dict[str, Any]]
) -> None:
    alike = sorted(map(_whole_row, one)) == sorted(map(_whole_row, other))
    texts = [digest(polars(each), STANDARDS).text for each in (one, other)]
    assert (texts[0] == texts[1]) == alike


ROW: dict[str, Any] = {"unit": "u-1", "province": "01", "kind": "agency", "year": 2026, "verdict": "met"}
ROW |= {"verdict.possible": "met", "standards": STANDARDS[0].id}


def test_neither_the_width_of_a_number_nor_the_way_an_accent_is_written_matters() -> None:
    composed = "Đội 1 ở huyện"
    taken_apart = unicodedata.normalize("NFD", composed)
    assert composed != taken_apart
    table = polars([ROW | {"unit": composed}])
    other = polars([ROW | {"unit": taken_apart}]).with_columns(pl.col("year").cast(pl.Int16))
    assert digest(table, STANDARDS).text == digest(other.reverse(), STANDARDS).text


def test_cells_never_run_into_each_other() -> None:
    texts = {
        digest(polars([ROW | cells]), STANDARDS).text
        for cells in (
            {"unit": "a", "kind": "bc"},
            {"unit": "ab", "kind": "c"},
            {"unit": 'a","b', "kind": "c"},
            {"unit": None, "kind": "c"},
            {"unit": "", "kind": "c"},
            {"unit": "null", "kind": "c"},
        )
    }
    assert len(texts) == 6


def test_columns_of_one_s_own_do_not_count_and_results_do() -> None:
    table = polars([ROW])
    found = digest(table, STANDARDS)
    assert digest(table.with_columns(note=pl.lit("x")), STANDARDS) == found
    assert digest(table.with_columns(pl.lit("met").alias("finding.a")), STANDARDS).text != found.text
    renamed = table.rename({name: f"r.{name}" for name in table.columns if name not in _PLACES})
    assert digest(renamed, STANDARDS, prefix="r.") == found
    assert found.text.startswith("antq-table-1:1:")


def test_a_digest_names_the_standards_and_refuses_another_one_by_the_same_name() -> None:
    table = polars([ROW])
    found = digest(table, STANDARDS)
    assert set(found.standards) == {each.id for each in STANDARDS}
    changed = attrs.evolve(STANDARDS[0], title=STANDARDS[1].title)
    with pytest.raises(InputError) as refused:
        found + digest(table.drop("kind"), [changed])
    assert [each.code for each in refused.value.problems] == [
        "table.digests-differ",
        "table.standards-differ",
    ]
    with pytest.raises(InputError) as refused:
        digest(table, STANDARDS[1:])
    _is_said(refused.value, "table.standard-not-given")


def test_what_is_no_digest_is_refused() -> None:
    document = write_digest(digest(polars([ROW]), STANDARDS))
    with pytest.raises(InputError) as refused:
        read_digest(document | {"state": document["state"][1:]})
    _is_said(refused.value, "table.no-digest")
    with pytest.raises(InputError):
        read_digest(document | {"format": 2})
    with pytest.raises(InputError):
        Digest(columns=(), standards={}, rows=-1)


def test_summaries_that_count_other_things_are_never_added() -> None:
    table = polars([ROW])
    with pytest.raises(InputError) as refused:
        summary(table) + summary(table.drop("blocking"), ("province",))
    assert [each.code for each in refused.value.problems] == ["table.summaries-differ"] * 2
    assert all(each.message(locale) for each in refused.value.problems for locale in LOCALES)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rows": 2}, "table.summary-does-not-add-up"),
        ({"verdicts": {"maybe": 1}}, "table.summary-does-not-add-up"),
        ({"rejected": -1, "verdicts": {"met": 2}}, "table.summary-does-not-add-up"),
        ({"undecided_by": {"a": 1}}, "table.summary-does-not-add-up"),
        ({"key": ["01", "02"]}, "table.summary-of-other-groups"),
        ({"rows": "1"}, "json.wrong-type"),
    ],
)
def test_a_stored_summary_that_cannot_be_is_refused(changed: Mapping[str, Any], code: str) -> None:
    document = write_summary(summary(polars([ROW]), ("province",)))
    document["groups"][0] |= changed
    with pytest.raises(InputError) as refused:
        read_summary(document)
    _is_said(refused.value, code)


def test_all_columns_that_cannot_be_are_named_at_once() -> None:
    table = polars([ROW]).drop("verdict").with_columns(pl.col("points.lo").cast(pl.Float64))
    for refuse in (lambda: summary(table, ("village",)), lambda: digest(table, STANDARDS)):
        with pytest.raises(InputError) as refused:
            refuse()
        codes = {(each.code, each.facts["column"]) for each in refused.value.problems}
        assert {("table.no-column", "verdict"), ("table.wrong-type", "points.lo")} <= codes
        assert all(each.message(locale) for each in refused.value.problems for locale in LOCALES)


def test_a_table_without_rows_has_a_summary_of_nothing() -> None:
    assert summary(polars([])).total.rows == 0
    assert summary(polars([]), ("kind",)) == TableSummary(by=("kind",), counted=("blocking",))


_PLACES = ("unit", "province", "kind", "year")


def _whole_row(row: Mapping[str, Any]) -> str:
    return canonical({name: row.get(name) for name in SCHEMA.names})


def _times(words: Any) -> dict[str, int]:
    listed = list(words)
    return {word: listed.count(word) for word in listed}


def _is_said(refused: InputError, code: str) -> None:
    assert [each.code for each in refused.problems] == [code]
    assert all(each.message(locale) for each in refused.problems for locale in LOCALES)
