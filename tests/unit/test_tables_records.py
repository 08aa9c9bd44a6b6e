"""Lists as tables: incidents by dossier or by place, rosters with the verdicts of units, and models."""

import datetime
from collections.abc import Callable
from typing import Any

import attrs
import polars as pl
import pyarrow as pa
import pytest

from antq_core import Basis, Dossier, RecordList, Registry, Stack, Unit, assess, load_registry
from antq_core.columns import assess_table
from antq_core.columns.rows import PlainTable, tables_of
from antq_core.domain.incidents import Incident, IncidentKind
from antq_core.domain.movement_models import ModelEntry, ModelStage
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.windows import Window
from antq_core.expressions import tree
from antq_core.expressions.writing import NumberExpression, count
from antq_core.findings.assessments import Standing
from antq_core.lowering.kinds import Kind
from antq_core.possible import Verdicts
from antq_core.standards.criteria import Criterion

DAY = datetime.date(2026, 12, 1)
TYPES = {Kind.TRUTH: pa.bool_(), Kind.NUMBER: pa.int64(), Kind.DAY: pa.date32(), Kind.WORD: pa.string()}
ENGINES: dict[str, Callable[[Any], Any]] = {
    "pyarrow": lambda given: given,
    "polars": pl.DataFrame,
    "polars-lazy": pl.LazyFrame,
}
OF_SABOTAGE = Incident.kind == IncidentKind.SABOTAGE
COMMUNE, AREA, OTHER = "00001", "thon-mot", "thon-hai"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(only={"vn"}, strict=True)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Callable[[Any], Any]:
    return ENGINES[request.param]


def stack_of(registry: Registry, kind: str) -> Stack:
    return registry.select(Unit(id="", kind=kind, province="25", commune=COMMUNE), 2026, DAY)


def arrow(plain: PlainTable) -> pa.Table:
    schema = pa.schema([(name, TYPES[kind]) for name, kind in plain.kinds.items()])
    return pa.table(dict(plain.columns), schema=schema)


def rows(native: Any) -> list[dict[str, Any]]:
    eager = native.collect() if isinstance(native, pl.LazyFrame) else native
    return pa.Table.from_batches(pa.table(eager).to_batches(), pa.table(eager).schema).to_pylist()


def closed(stack: Stack, *items: Any) -> RecordList:
    window: Window = stack.window.for_year(2026)
    return RecordList(
        items=items, complete_for=window, attested_by="Công an xã (giả định)", basis=Basis.VERIFIED
    )


def dossier(unit: str, kind: str, **lists: RecordList) -> Dossier:
    return Dossier(
        unit=Unit(id=unit, kind=kind, province="25", commune=COMMUNE),
        year=2026,
        decision_date=DAY,
        records=lists,
    )


def roster_of(stack: Stack, *units: str) -> RecordList:
    return closed(
        stack,
        *(RosterEntry(unit=unit, kind="enterprise", under_authority=True, registered=True) for unit in units),
    )


def incident(**how: Any) -> Incident:
    usual = {"kind": IncidentKind.CRIME, "occurred_on": datetime.date(2026, 5, 1), "commune": COMMUNE}
    return Incident(**{**usual, "unit": AREA, **how})


def check(
    registry: Registry, engine: Callable[[Any], Any], dossiers: list[Dossier], **given: Any
) -> list[dict[str, Any]]:
    """Assess dossiers of one kind by the table, and hold every finding against the interpreter's."""
    stack = stack_of(registry, dossiers[0].unit.kind)
    plain = tables_of(dossiers, stack)
    lists = {name: engine(arrow(each)) for name, each in plain.lists.items()}
    found = rows(assess_table(stack, engine(arrow(plain.dossiers)), records=lists, findings="all", **given))
    for row, each in zip(found, dossiers, strict=True):
        for finding in assess(each, stack).findings if "children" not in given else ():
            assert row[f"finding.{finding.criterion}"] == "|".join(finding.outcomes.words)
    return found


def test_incidents_of_each_dossier_are_its_own(registry: Registry, engine: Callable[[Any], Any]) -> None:
    stack = stack_of(registry, "residential_area")
    listed = [
        dossier(AREA, "residential_area", incidents=closed(stack, incident(), incident(kind="sabotage"))),
        dossier(OTHER, "residential_area", incidents=closed(stack, incident(), incident(unit=OTHER))),
        dossier("thon-ba", "residential_area", incidents=closed(stack)),
        dossier("thon-bon", "residential_area"),
    ]
    found = check(registry, engine, listed)
    assert [row["rejected"] for row in found] == [None] * 4
    assert len({tuple(row.values())[-30:] for row in found}) > 1


def test_a_record_without_a_dossier_is_of_those_in_whose_place_it_was(
    registry: Registry, engine: Callable[[Any], Any]
) -> None:
    stack = stack_of(registry, "residential_area")
    plain = tables_of([dossier(name, "residential_area") for name in (AREA, OTHER)], stack)
    frame = arrow(plain.dossiers)
    names = [name for name in frame.column_names if not name.startswith("incidents.")]
    frame = frame.select(names).append_column("incidents.closed", pa.array([True, True]))
    happened = [incident(kind="sabotage", unit=place) for place in (AREA, "elsewhere")]
    placed = arrow(
        tables_of([dossier("x", "residential_area", incidents=closed(stack, *happened))], stack).lists[
            "incidents"
        ]
    )
    bare = placed.drop_columns(["dossier.unit", "dossier.province", "dossier.year"])

    def said(records: pa.Table) -> list[list[Any]]:
        found = rows(
            assess_table(
                stack,
                engine(frame),
                records={"incidents": engine(records)},
                findings="all",
                absent="unknown",
            )
        )
        return [[each for name, each in row.items() if name.startswith("finding.")] for row in found]

    mine, others = said(bare)
    assert "not_met" in mine and "not_met" not in others

    nowhere = bare.set_column(bare.column_names.index("unit"), "unit", pa.nulls(2, pa.string()))
    for each in said(nowhere):  # it may have been in either place
        assert "not_met" not in each and each.count("met|not_met") > others.count("met|not_met")

    nobodys = placed.set_column(0, "dossier.unit", pa.nulls(2, pa.string()))
    nobodys = nobodys.drop_columns(["dossier.province", "dossier.year"])
    mine, others = said(nobodys)
    assert "not_met" not in mine and mine.count("met|not_met") > others.count("met|not_met")


def test_models_are_counted(registry: Registry, engine: Callable[[Any], Any]) -> None:
    stack = stack_of(registry, "commune")
    model = ModelEntry(
        model="m-1",
        commune=COMMUNE,
        stage=ModelStage.NEW,
        established_on=datetime.date(2026, 3, 1),
        effective=True,
    )
    unclear = ModelEntry(model="m-2", commune=COMMUNE, stage=ModelStage.MAINTAINED)
    listed = [
        dossier("xa-mot", "commune", movement_models=closed(stack, model)),
        dossier("xa-hai", "commune", movement_models=closed(stack, unclear)),
        dossier("xa-ba", "commune", movement_models=closed(stack)),
        dossier("xa-bon", "commune"),
    ]
    found = check(registry, engine, listed)
    by_criterion = {name: [row[name] for row in found] for name in found[0] if name.startswith("finding.")}
    assert any(len(set(outcomes)) > 1 for outcomes in by_criterion.values())


@pytest.mark.parametrize("met", range(0, 11, 2))
def test_seventy_percent_of_the_units_of_a_commune(
    registry: Registry, engine: Callable[[Any], Any], met: int
) -> None:
    stack = stack_of(registry, "commune")
    names = [f"unit-{n}" for n in range(10)]
    verdicts = ["met"] * met + ["met|not_met", "not_met", "out_of_scope", "met|out_of_scope"] * 3
    children = dict(zip(names[:9], verdicts, strict=False))  # nobody has assessed the last one
    commune = dossier("xa-mot", "commune", roster=roster_of(stack, *names))
    frame = {"unit": list(children), "verdict.possible": list(children.values())}
    found = check(registry, engine, [commune], children=engine(pa.table(frame)))
    standings = [
        Standing(unit=name, possible=possible(said), year=2026, basis=Basis.VERIFIED, input_digest="")
        for name, said in children.items()
    ]
    expected = assess(commune, stack, children=standings)
    for finding in expected.findings:
        assert found[0][f"finding.{finding.criterion}"] == "|".join(finding.outcomes.words)


def possible(words: str) -> Verdicts:
    found = Verdicts(0)
    for each in Verdicts:
        found |= each if each.words[0] in words.split("|") else Verdicts(0)
    return found


def test_records_are_asked_with_a_fact_that_is_made_of_records(
    registry: Registry, engine: Callable[[Any], Any]
) -> None:
    areas = stack_of(registry, "residential_area").standards[0]
    made = next(each for each in areas.facts if each.derivation == count(Incident, where=OF_SABOTAGE).node)
    asks = count(Incident, where=NumberExpression(tree.FactValue(made.name)) >= 2) == 0
    criterion = Criterion(code="C-1", text=areas.title, citation=areas.citation, holds=asks)
    stack = Stack(attrs.evolve(areas, criteria=(criterion,)))
    listed = []
    for n in range(4):
        happened = closed(stack, *[incident(kind="sabotage", unit=f"thon-{n}")] * n)
        listed.append(dossier(f"thon-{n}", "residential_area", incidents=happened))
    plain = tables_of(listed, stack)
    lists = {name: engine(arrow(each)) for name, each in plain.lists.items()}
    found = rows(assess_table(stack, engine(arrow(plain.dossiers)), records=lists, findings="all"))
    expected = ["|".join(assess(each, stack).findings[0].outcomes.words) for each in listed]
    assert [row["finding.C-1"] for row in found] == expected
    assert len(set(expected)) > 1
