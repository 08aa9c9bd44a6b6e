"""Operators build trees and never decide anything in Python."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from antq_core.domain.incidents import Gravity, Incident, IncidentKind
from antq_core.errors import StandardError
from antq_core.expressions import tree
from antq_core.expressions.tree import Compare, FactValue, Number, Operator, Period
from antq_core.expressions.writing import (
    ChoiceExpression,
    DayExpression,
    NumberExpression,
    TruthExpression,
    count,
    last_year,
    points,
)

A, B = NumberExpression(FactValue("a")), NumberExpression(FactValue("b"))
YES = TruthExpression(FactValue("yes"))
DAY = DayExpression(FactValue("day"))


MISUSES: dict[str, Callable[[], object]] = {
    "bool": lambda: bool(A == 0),
    "and": lambda: (A == 0) and (B == 0),
    "or": lambda: (A == 0) or (B == 0),
    "not": lambda: not YES,
    "a chained comparison": lambda: 0 < A < 3,
}


@pytest.mark.parametrize("name", MISUSES)
def test_a_condition_has_no_python_truth(name: str) -> None:
    with pytest.raises(StandardError) as refused:
        MISUSES[name]()
    assert refused.value.problems[0].code == "writing.truth-of-expression"
    assert "& | ~" in str(refused.value)


BRACKETS_FORGOTTEN: dict[str, tuple[Callable[[], object], str]] = {
    "after &": (lambda: YES & B >= 3, ">="),  # type: ignore[arg-type,operator,type-var]
    "after |": (lambda: YES | B < 3, "<"),  # type: ignore[arg-type,operator,type-var]
    "at most": (lambda: YES & B <= 3, "<="),  # type: ignore[arg-type,operator,type-var]
    "more than": (lambda: YES & B > 3, ">"),  # type: ignore[arg-type,operator,type-var]
    "before &": (lambda: A >= 3 & YES, "&"),  # type: ignore[operator]
    "before |": (lambda: A >= 3 | B >= 3, "|"),  # type: ignore[operator]
}


@pytest.mark.parametrize("name", BRACKETS_FORGOTTEN)
def test_where_brackets_are_forgotten_they_are_asked_for(name: str) -> None:
    written, sign = BRACKETS_FORGOTTEN[name]
    with pytest.raises(StandardError) as refused:
        written()
    (problem,) = refused.value.problems
    assert (problem.code, problem.facts["sign"]) == ("writing.brackets-forgotten", sign)
    assert "A & (B >= 3)" in problem.message("vi")


def test_a_condition_is_not_compared_with_a_truth() -> None:
    with pytest.raises(StandardError, match="~"):
        _ = YES == True  # noqa: E712  # the mistake that is meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [(0.95, "Ratio(95)"), (1.0, "Ratio(100)"), (0.5, "Ratio(50)"), (0.125, "Ratio(1, 8)")],
)
def test_a_ratio_of_a_fraction_is_answered_with_the_one_that_is_meant(written: Any, meant: str) -> None:
    with pytest.raises(StandardError) as refused:
        tree.Ratio(written)
    (problem,) = refused.value.problems
    assert (problem.code, problem.path, problem.facts["meant"]) == (
        "tree.ratio-of-fraction",
        ("parts",),
        meant,
    )


def test_trees_of_different_facts_are_different() -> None:
    assert (A == 0).node != (B == 0).node
    assert (A == 0).node == (NumberExpression(FactValue("a")) == 0).node


def test_an_expression_cannot_be_a_key() -> None:
    with pytest.raises(TypeError):
        hash(A == 0)


def test_comparisons_keep_their_operator() -> None:
    written = (A == 1, A != 1, A < 1, A <= 1, A > 1, A >= 1)
    assert [each.node for each in written] == [Compare(A.node, sign, Number(1)) for sign in Operator]


def test_chains_of_the_same_join_are_one_node() -> None:
    assert (YES & YES & YES).node == tree.And((YES.node,) * 3)
    assert (YES | YES | YES).node == tree.Or((YES.node,) * 3)
    assert (A + B + 1).node == tree.Sum((A.node, B.node, Number(1)))
    assert (YES & (YES | YES)).node == tree.And((YES.node, tree.Or((YES.node, YES.node))))


def test_numbers_can_be_taken_away_and_multiplied() -> None:
    assert (A - 2).node == tree.Difference(A.node, Number(2))
    assert (3 * A).node == (A * 3).node == tree.Times(3, A.node)
    assert (points(150) == A).node == Compare(tree.Points(150), Operator.EQUAL, A.node)


def test_days_are_compared_with_days_and_periods() -> None:
    day = datetime.date(2026, 3, 31)
    assert (day >= DAY).node == Compare(DAY.node, Operator.AT_MOST, tree.Day(day))
    assert DAY.during(Period.FIRST_QUARTER).node == tree.During(DAY.node, Period.FIRST_QUARTER)


def test_at_least_takes_the_codes_from_there_upward() -> None:
    assert Incident.gravity.at_least(Gravity.VERY_SERIOUS).node == tree.OneOf(
        tree.FieldValue("gravity"), ("very_serious", "especially_serious")
    )
    kind: ChoiceExpression[IncidentKind] = Incident.kind
    assert (kind != IncidentKind.CRIME).node == tree.Not(tree.OneOf(tree.FieldValue("kind"), ("crime",)))


def test_records_are_counted_by_the_name_of_their_list() -> None:
    assert count(Incident).node == tree.Count("incidents")


def test_only_a_fact_has_a_last_year() -> None:
    assert last_year(A).node == tree.LastYear("a")
    with pytest.raises(StandardError, match="last_year"):
        last_year(A + 1)
