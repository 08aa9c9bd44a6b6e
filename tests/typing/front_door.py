"""What a type checker knows of the front door. Never run; the ignored lines are wrong on purpose."""

import datetime
from typing import assert_type

from antq_core import (
    UNKNOWN,
    AntqError,
    Assessment,
    Basis,
    Dossier,
    RecordList,
    Registry,
    Stack,
    Standard,
    Unit,
    Verdict,
    assess,
    assess_together,
    load_registry,
)
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import Unknown
from antq_core.errors import Problem
from antq_core.findings.finding import Finding
from antq_core.possible import Interval, Outcomes, Truths, Verdicts

UNIT = Unit(id="kdc-1", kind="residential_area", province="25", commune="00001")
DOSSIER = Dossier(unit=UNIT, year=2026, claimed=FactSheet(), records={"incidents": RecordList()})


def plugins_are_loaded_into_a_value() -> None:
    registry = load_registry()
    assert_type(registry, Registry)
    load_registry(only={"vn"}, strict=True)
    load_registry(only=["vn", "vn-25"])
    load_registry({"vn"})  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    stack = registry.select(UNIT, 2026, datetime.date(2026, 11, 14), scheme="antt-safety")
    assert_type(stack, Stack)
    assert_type(stack.national, Standard | None)
    assert_type(stack.leading, Standard)
    assert_type(stack.provincial, Standard | None)
    registry.select(UNIT, "2026")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    registry.select("kdc-1", 2026)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def an_assessment_is_a_value(stack: Stack, registry: Registry) -> None:
    assessment = assess(
        DOSSIER,
        stack,
        readings={"a": "b"},
        basis=Basis.CLAIMED,
        as_of=datetime.date(2026, 11, 14),
        children=[],
    )
    assert_type(assessment, Assessment)
    assert_type(assessment.verdict, Verdict)
    assert_type(assessment.possible, Verdicts)
    assert_type(assessment.in_scope, Truths)
    assert_type(assessment.findings, tuple[Finding, ...])
    assert_type(assessment.finding("KDC-1a").outcomes, Outcomes)
    assert_type(assess_together([DOSSIER], registry), tuple[Assessment, ...])


def what_an_assessment_needs_is_asked_for(stack: Stack, registry: Registry) -> None:
    assess(DOSSIER)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assess(DOSSIER, registry)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assess(DOSSIER, stack, {"a": "b"})  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assess(DOSSIER, stack, basis="claimed")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assess(DOSSIER, stack, as_of="2026-11-14")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assess_together([DOSSIER], stack)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def values_are_frozen(assessment: Assessment) -> None:
    assessment.year = 2025  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    assessment.verdict = Verdict.MET  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    UNIT.name = "x"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def units_and_dossiers_are_given_by_name() -> None:
    Unit("kdc-1", "residential_area", "25", "00001")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Unit(id="kdc-1", kind="residential_area")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Dossier(unit=UNIT)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Dossier(unit=UNIT, year=2026, claimed={"a": 1})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def unknown_is_neither_none_nor_nought(stated: int | Interval | Unknown) -> None:
    assert_type(DOSSIER.claimed.value("crimes"), bool | int | Interval | datetime.date | str | Unknown)
    if stated is not UNKNOWN:
        assert_type(stated, int | Interval)


def every_error_holds_its_problems(error: AntqError) -> None:
    assert_type(error.problems, tuple[Problem, ...])
    assert_type(error.message("vi"), str)
    error.message("fr")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
