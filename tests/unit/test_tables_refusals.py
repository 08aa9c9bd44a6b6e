"""What is refused before anything runs, all of it at once, and what is refused row by row."""

import datetime
import enum
from collections.abc import Callable
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from antq_core import UNKNOWN, Standard
from antq_core.columns import assess_table
from antq_core.domain.attributes import Fact, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.incidents import Incident
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.sheets import FactSheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import ReadingError, TableError
from antq_core.expressions.writing import count
from antq_core.messages.text import LOCALES, Text
from antq_core.standards.criteria import Criterion
from antq_core.testing.coded_rules import CONDITIONS

NOWHERE = Citation(kind=InstrumentKind.FICTIONAL, number="00/0000", article="1")
DAY = datetime.date(2026, 3, 1)


def words(word: str) -> Text:
    return Text(vi=word, en=word)


class Size(enum.StrEnum):
    SMALL = "small"
    LARGE = "large"


class Facts(FactSheet):
    """A fact of each type."""

    fact_0: Fact[bool] = fact(default=UNKNOWN, label=words("quiet"))
    here: Fact[int] = fact(default=UNKNOWN, label=words("here"), between=(0, 100))
    signed: Fact[int] = fact(default=UNKNOWN, label=words("signed"), between=(0, 100), no_more_than="here")
    met_on: Fact[datetime.date] = fact(default=UNKNOWN, label=words("met on"), between=(-1, 0))
    size: Fact[Size] = fact(default=UNKNOWN, label=words("size"), codes={each: words(each) for each in Size})


def standard(*criteria: Any) -> Standard:
    holds = [*criteria] or [
        *(Facts.fact_0, Facts.signed >= 3, Facts.here >= 5, Facts.met_on >= Facts.met_on),
        *(Facts.size == Size.LARGE, count(Incident) == 0, count(RosterEntry) >= 1),
    ]
    return Standard(
        id="vn/test/refusals",
        scheme="antt-safety",
        jurisdiction="vn",
        kinds=("commune",),
        title=words("refusals"),
        citation=NOWHERE,
        in_force_from=datetime.date(2022, 1, 1),
        in_force_to=datetime.date(2029, 12, 31),
        window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        decided_on=DayOfYear(11, 20),
        facts=Facts.facts(),
        records=(Incident.declaration, RosterEntry.declaration),
        criteria=tuple(
            Criterion(code=f"C-{n}", text=words(f"C-{n}"), citation=NOWHERE, holds=each)
            for n, each in enumerate(holds)
        ),
    )


STANDARD = standard()
SCHEMA = {
    **{"unit": pa.string(), "kind": pa.string(), "province": pa.string(), "commune": pa.string()},
    **{"year": pa.int64(), "decision_date": pa.date32(), "fact_0": pa.bool_(), "here": pa.int64()},
    **{"signed": pa.int64(), "met_on": pa.date32(), "size": pa.string()},
    **{"incidents.closed": pa.bool_(), "roster.closed": pa.bool_()},
}
GOOD: dict[str, Any] = {
    **{"unit": "a", "kind": "commune", "province": "25", "commune": "00001", "year": 2026},
    **{"decision_date": datetime.date(2026, 12, 1), "fact_0": True, "here": 5, "signed": 3, "met_on": DAY},
    **{"size": "large", "incidents.closed": True, "roster.closed": True},
}
INCIDENTS = {"dossier.unit": pa.string(), "kind": pa.string(), "occurred_on": pa.date32()}
INCIDENTS |= {"commune": pa.string(), "unit": pa.string()}
ROSTER = {"dossier.unit": pa.string(), "unit": pa.string(), "kind": pa.string()}


def table(*rows: dict[str, Any], schema: dict[str, pa.DataType] | None = None) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=pa.schema(schema or SCHEMA))


def lists(
    incidents: list[dict[str, Any]] | None = None, roster: list[dict[str, Any]] | None = None
) -> dict[str, pa.Table]:
    listed = [{"dossier.unit": unit, "unit": "x"} for unit in ("a", "b")] if roster is None else roster
    return {
        "incidents": table(*(incidents or []), schema=INCIDENTS),
        "roster": table(*listed, schema=ROSTER),
    }


def refused(standard: Standard = STANDARD, frame: Any = None, **given: Any) -> list[tuple[str, Any]]:
    """The codes of everything that is refused, each with the column that it is about."""
    with pytest.raises(TableError) as caught:
        assess_table(standard, table(GOOD) if frame is None else frame, **{"records": lists(), **given})
    for each in caught.value.problems:
        assert all(each.message(locale) for locale in LOCALES)
    return [(each.code, each.facts.get("name", each.facts.get("names"))) for each in caught.value.problems]


ENGINES: dict[str, Callable[[Any], Any]] = {
    "pyarrow": lambda given: given,
    "polars": pl.DataFrame,
    "polars-lazy": pl.LazyFrame,
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Callable[[Any], Any]:
    return ENGINES[request.param]


def test_a_good_row_meets_everything() -> None:
    found = assess_table(STANDARD, table(GOOD), records=lists(), findings="blocking").to_pylist()[0]
    assert (found["verdict"], found["blocking"], found["rejected"]) == ("met", "", None)


def test_everything_is_refused_at_once(engine: Callable[[Any], Any]) -> None:
    wrong = table(GOOD).drop_columns(["size"])
    for name, kind in (("here", pa.float64()), ("fact_0", pa.int64()), ("met_on", pa.string())):
        wrong = wrong.set_column(wrong.column_names.index(name), name, wrong[name].cast(kind))
    wrong = wrong.append_column("verified.signed", pa.array([3]))
    wrong = wrong.set_column(0, "unit", pa.array([7]))
    given = {name: engine(each) for name, each in lists().items()}
    assert sorted(code for code, _ in refused(frame=engine(wrong), records=given)) == [
        "columns.holds-no-day",
        "columns.holds-no-number",
        "columns.holds-no-truth",
        "columns.holds-no-word",
        "columns.missing",
        "columns.two-of-one",
    ]


def test_what_is_missing_can_be_unknown() -> None:
    bare = table(GOOD).drop_columns(["size", "here"])
    assert [name for _, name in refused(frame=bare)] == ["verified.here", "verified.size"]
    found = assess_table(STANDARD, bare, records=lists(), absent="unknown", findings="blocking").to_pylist()
    assert [(row["verdict"], row["blocking"]) for row in found] == [("undecided", "C-2 C-4")]


@pytest.mark.parametrize("name", ["fact_0", "here", "met_on", "size"])
def test_objects_of_pandas_are_refused(name: str) -> None:
    frame = table(GOOD).to_pandas(date_as_object=False).astype({name: object})
    given = {each: records.to_pandas() for each, records in lists().items()}
    assert name in [about for _, about in refused(frame=frame, records=given)]


def test_what_says_whose_a_record_is_must_fit(engine: Callable[[Any], Any]) -> None:
    given = lists()
    given["roster"] = given["roster"].set_column(0, "dossier.unit", pa.array([1, 2]))
    records = {name: engine(each) for name, each in given.items()}
    frame = engine(table(GOOD).drop_columns(["unit"]))
    assert sorted(refused(frame=frame, records=records)) == [
        ("columns.holds-no-word", "dossier.unit"),
        ("columns.missing", "unit"),
    ]


def test_names_of_results_are_not_taken() -> None:
    taken = table(GOOD).append_column("verdict", pa.array(["met"]))
    assert refused(frame=taken) == [("columns.name-taken", "verdict")]
    found = assess_table(STANDARD, taken, records=lists(), prefix="new.")
    assert found.to_pylist()[0]["new.verdict"] == "met"


def test_frames_of_two_libraries_are_refused() -> None:
    mixed = {**lists(), "roster": pl.DataFrame(lists()["roster"])}
    assert refused(records=mixed) == [("columns.two-libraries", "polars, pyarrow")]


def test_what_is_no_frame_is_refused() -> None:
    assert [code for code, _ in refused(frame=[GOOD])] == ["columns.no-frame"]


def test_coded_rules_need_the_rows_at_hand() -> None:
    coded = standard(CONDITIONS[0])
    given = {name: pl.LazyFrame(each) for name, each in lists().items()}
    assert [code for code, _ in refused(coded, pl.LazyFrame(table(GOOD)), records=given)] == [
        "columns.coded-of-lazy"
    ]
    assert assess_table(coded, table(GOOD), records=lists()).to_pylist()[0]["verdict"] == "met"


def test_a_reading_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ReadingError):
        assess_table(STANDARD, table(GOOD), records=lists(), readings={"nothing": "here"})


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"here": 101}, "here"),
        ({"here": -1, "signed": None}, "here"),
        ({"signed": 6}, "signed"),
        ({"size": "medium"}, "size"),
        ({"met_on": datetime.date(2024, 12, 31)}, "met_on"),
        ({"kind": "agency"}, "kind"),
        ({"kind": None}, "kind"),
        ({"year": 1900, "met_on": None}, "year"),
        ({"year": None, "met_on": None}, "year"),
        ({"decision_date": datetime.date(2021, 12, 31)}, "decision_date"),
        ({"decision_date": datetime.date(2030, 1, 1)}, "decision_date"),
        ({"here": 101, "signed": None, "size": "?", "kind": "?"}, "kind here size"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_row_that_cannot_be_is_rejected_alone(
    engine: Callable[[Any], Any], changed: dict[str, Any], names: str
) -> None:
    frame = table(GOOD, {**GOOD, "unit": "b", **changed}, GOOD)
    given = {name: engine(each) for name, each in lists().items()}
    found = pl.DataFrame(
        pa.table(_eager(assess_table(STANDARD, engine(frame), records=given, findings="all")))
    )
    good, bad, other = found.rows(named=True)
    assert bad["rejected"] == names
    assert {bad[name] for name in found.columns[len(SCHEMA) :] if name != "rejected"} == {None}
    assert good == other == {**good, "verdict": "met", "rejected": None}


def _eager(frame: Any) -> Any:
    return frame.collect() if isinstance(frame, pl.LazyFrame) else frame


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (lists(roster=[{"dossier.unit": "b", "unit": "x"}] * 2), "roster.unit"),
        (lists(roster=[{"dossier.unit": "b", "unit": "x", "kind": "nothing"}]), "roster.kind"),
        (lists(incidents=[{"dossier.unit": "b", "kind": "nothing"}]), "incidents.kind"),
    ],
    ids=["twice", "roster", "incidents"],
)
def test_a_row_whose_records_cannot_be_is_rejected_alone(
    engine: Callable[[Any], Any], given: dict[str, pa.Table], names: str
) -> None:
    frame = table(GOOD, {**GOOD, "unit": "b"})
    records = {name: engine(each) for name, each in given.items()}
    found = pl.DataFrame(pa.table(_eager(assess_table(STANDARD, engine(frame), records=records))))
    assert found["rejected"].to_list() == [None, names]
    assert found["verdict"].null_count() == 1


def test_too_many_records_are_rejected() -> None:
    many = [{"dossier.unit": "b", "unit": f"unit-{n}"} for n in range(10_001)]
    found = assess_table(STANDARD, table(GOOD, {**GOOD, "unit": "b"}), records=lists(roster=many))
    assert found["rejected"].to_pylist() == [None, "roster"]
