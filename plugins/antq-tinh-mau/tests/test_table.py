"""The table of points as a whole: a hundred points, each feature once, and what the amendment changed."""

import datetime

import attrs
import pytest

from antq_core import Registry, Standard, Unit
from antq_core.expressions import tree
from antq_core.expressions.tree import Node
from antq_core.expressions.walking import walk
from antq_core.standards.criteria import Transcription
from antq_core.standards.grading import QuotaBase
from antq_core.standards.rubric import NotApplicable, Role, ScoredItem
from antq_national.plugin import antq_standards as national_standards
from antq_tinh_mau.movement_grade import FIRST_VERSION, SCHEME, SECOND_VERSION
from antq_tinh_mau.plugin import antq_standards

VERSIONS = pytest.mark.parametrize("standard", [FIRST_VERSION, SECOND_VERSION], ids=lambda one: one.id)


def rubric(standard: Standard) -> ScoredItem:
    assert standard.rubric is not None
    return standard.rubric


@VERSIONS
def test_it_gives_a_hundred_points_and_all_of_it_is_written_down(standard: Standard) -> None:
    assert rubric(standard).most == 100_00
    assert rubric(standard).status is Transcription.CONFIRMED
    assert all(each.transcription is Transcription.CONFIRMED for each in standard.criteria)


@VERSIONS
def test_it_uses_all_that_rubrics_know(standard: Standard) -> None:
    items = list(rubric(standard).walk())
    assert {item.role for item in items} == set(Role)
    assert {item.not_applicable for item in items} == {None, *NotApplicable}
    assert any(item.limit for item in items if item.is_group)
    assert any(item.rescaling for item in items)
    nodes: list[Node] = [each for item in items for node in item.trees.values() for each in walk(node)]
    operators = {type(node).__name__ for node in nodes}
    assert {"Steps", "PerEach", "Clamp", "Where", "Share", "CodedRule", "Count"} <= operators
    assert any(isinstance(node, tree.FactValue) and node.fact == "direction_quality" for node in nodes)
    assert any(
        isinstance(node, tree.ItemPoints)
        for criterion in standard.criteria
        for condition in criterion.conditions.values()
        for node in walk(condition)
    )


@VERSIONS
def test_its_grades_use_all_that_grades_know(standard: Standard) -> None:
    grading = standard.grading
    assert grading is not None
    asked = [node for ceiling in grading.ceilings for node in walk(ceiling.unless)]
    assert any(isinstance(node, tree.MeetsStandard) for node in asked)
    assert [set(quota.bases) for quota in grading.quotas] == [set(QuotaBase)]
    assert standard.pins and standard.assumptions and standard.added_kinds


def test_one_threshold_is_inclusive_and_one_is_not() -> None:
    grading = SECOND_VERSION.grading
    assert grading is not None
    thresholds = [grade.threshold for grade in grading.grades if grade.threshold is not None]
    assert [each.inclusive for each in thresholds] == [True, True, False]


def test_the_second_decision_changed_one_item_and_one_threshold() -> None:
    before = {item.code: item for item in rubric(FIRST_VERSION).leaves}
    since = {item.code: item for item in rubric(SECOND_VERSION).leaves}
    assert before.keys() == since.keys()
    assert [code for code, item in since.items() if before[code] != item] == ["TM-4.1"]
    differing = {
        field.name
        for field in attrs.fields(Standard)
        if getattr(FIRST_VERSION, field.name) != getattr(SECOND_VERSION, field.name)
    }
    assert differing == {"id", "citation", "in_force_from", "replaces", "rubric", "grading"}


@pytest.mark.parametrize(
    ("day", "decides"),
    [
        (datetime.date(2025, 12, 31), FIRST_VERSION),
        (datetime.date(2026, 1, 1), SECOND_VERSION),
    ],
    ids=["the last day of the first", "the first day of the second"],
)
def test_the_day_of_decision_says_which_version_decides(day: datetime.date, decides: Standard) -> None:
    registry = Registry.of([*national_standards(), *antq_standards()])
    unit = Unit(id="don-vi-mau", kind="agency", province="00", commune="99999")
    assert registry.select(unit, 2025, day, scheme=SCHEME).provincial == decides
    assert registry.faults() == ()
