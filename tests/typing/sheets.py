"""What a type checker knows of fact sheets and records. Never run; the ignored lines are wrong on purpose."""

import datetime
import enum
from typing import assert_type

from antq_core.domain.attributes import Fact, Field, Hundredths, fact, field
from antq_core.domain.sheets import FactSheet, Record
from antq_core.domain.stated import UNKNOWN, Unknown
from antq_core.expressions.tree import Period, Ratio
from antq_core.expressions.writing import (
    ChoiceExpression,
    DayExpression,
    Expression,
    NumberExpression,
    TruthExpression,
    count,
    every,
    last_year,
    points,
    record_share,
    share,
)
from antq_core.messages.text import Text
from antq_core.possible import Interval, Truths

LABEL = Text(vi="nhãn", en="label")


class Level(enum.StrEnum):
    LOW = "low"
    HIGH = "high"


class Colour(enum.StrEnum):
    RED = "red"


class Facts(FactSheet):
    registered: Fact[bool] = fact(default=UNKNOWN, label=LABEL)
    cases: Fact[int] = fact(default=UNKNOWN, label=LABEL, between=(0, 10))
    score: Fact[Hundredths] = fact(default=UNKNOWN, label=LABEL, between=(0, 10_000))
    decided: Fact[datetime.date] = fact(default=UNKNOWN, label=LABEL, between=(-1, 0))
    level: Fact[Level] = fact(default=UNKNOWN, label=LABEL, codes=dict.fromkeys(Level, LABEL))


class MoreFacts(Facts):
    cameras: Fact[int] = fact(default=UNKNOWN, label=LABEL, between=(0, 10))


class Patrol(Record):
    team: Field[str] = field(default=UNKNOWN, label=LABEL)
    walked_on: Field[datetime.date] = field(default=UNKNOWN, label=LABEL)
    members: Field[int] = field(default=UNKNOWN, label=LABEL, between=(0, 10))
    at_night: Field[bool] = field(default=UNKNOWN, label=LABEL)
    level: Field[Level] = field(default=UNKNOWN, label=LABEL, codes=dict.fromkeys(Level, LABEL))


def a_class_gives_expressions() -> None:
    assert_type(Facts.registered, TruthExpression)
    assert_type(Facts.cases, NumberExpression)
    assert_type(Facts.score, NumberExpression)
    assert_type(Facts.decided, DayExpression)
    assert_type(Facts.level, ChoiceExpression[Level])
    assert_type(MoreFacts.cases, NumberExpression)
    assert_type(MoreFacts.cameras, NumberExpression)
    assert_type(Patrol.team, Expression)
    assert_type(Patrol.walked_on, DayExpression)
    assert_type(Patrol.members, NumberExpression)
    assert_type(Patrol.at_night, TruthExpression)
    assert_type(Patrol.level, ChoiceExpression[Level])


def an_instance_gives_what_is_stated_or_unknown(facts: Facts, more: MoreFacts, patrol: Patrol) -> None:
    assert_type(facts.registered, bool | Unknown)
    assert_type(facts.cases, int | Interval | Unknown)
    assert_type(facts.decided, datetime.date | Unknown)
    assert_type(facts.level, Level | Unknown)
    assert_type(more.cases, int | Interval | Unknown)
    assert_type(more.cameras, int | Interval | Unknown)
    assert_type(patrol.team, str | Unknown)
    assert_type(patrol.walked_on, datetime.date | Unknown)
    assert_type(patrol.members, int | Interval | Unknown)
    assert_type(patrol.at_night, bool | Unknown)
    assert_type(patrol.level, Level | Unknown)


def only_what_is_known_is_a_value(facts: Facts) -> None:
    if isinstance(facts.cases, int):
        assert_type(facts.cases, int)
    if facts.registered is not UNKNOWN:
        assert_type(facts.registered, bool)
    _ = facts.cases + 1  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]


def conditions_are_written_with_operators() -> None:
    assert_type(Facts.cases == 0, TruthExpression)
    assert_type(Facts.cases != 0, TruthExpression)
    assert_type(0 < Facts.cases, TruthExpression)  # noqa: SIM300  # this order is the claim
    assert_type(Facts.cases >= MoreFacts.cameras, TruthExpression)
    assert_type(Facts.cases + 1 - MoreFacts.cameras, NumberExpression)
    assert_type(2 * Facts.cases, NumberExpression)
    assert_type(Facts.score >= points(9500), TruthExpression)
    assert_type(Facts.decided <= datetime.date(2026, 1, 5), TruthExpression)
    assert_type(Facts.decided.during(Period.FIRST_QUARTER), TruthExpression)
    assert_type(Facts.level == Level.LOW, TruthExpression)
    assert_type(Facts.level.is_one_of(Level.LOW, Level.HIGH), TruthExpression)
    assert_type(Facts.level.at_least(Level.HIGH), TruthExpression)
    assert_type(Facts.registered & (Facts.cases == 0) | ~Facts.registered, TruthExpression)
    assert_type(share(Facts.cases, MoreFacts.cameras, Ratio(70), Truths.FALSE), TruthExpression)


def last_year_is_of_the_same_class() -> None:
    assert_type(last_year(Facts.cases), NumberExpression)
    assert_type(last_year(Facts.registered), TruthExpression)
    assert_type(last_year(Facts.level), ChoiceExpression[Level])


def records_are_counted_by_their_fields() -> None:
    assert_type(count(Patrol), NumberExpression)
    assert_type(count(Patrol, where=Patrol.at_night & (Patrol.members >= 3)), NumberExpression)
    assert_type(every(Patrol, holds=Patrol.at_night, where=Patrol.level == Level.LOW), TruthExpression)
    assert_type(record_share(Patrol, Patrol.at_night, Ratio(70), of_nothing=Truths.FALSE), TruthExpression)


def sheets_and_records_take_what_is_declared() -> None:
    Facts()
    Facts(registered=True, cases=3, decided=datetime.date(2026, 1, 5), level=Level.HIGH)
    Facts(cases=Interval(1, 3), score=Hundredths(9500))
    Facts(cases=UNKNOWN, level=UNKNOWN)
    MoreFacts(cases=3, cameras=40)
    Patrol(team="to-1", members=4, at_night=False)


def a_misspelt_name_is_refused(facts: Facts) -> None:
    Facts(misspelt=1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Facts(cameras=40)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Patrol(misspelt=1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    _ = Facts.misspelt  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    _ = facts.misspelt  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]


def a_value_of_another_type_is_refused() -> None:
    Facts(registered="false")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Facts(cases="3")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Facts(cases=1.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Facts(cases=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Facts(score=95)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Facts(decided="2026-01-05")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Facts(level="high")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Facts(level=Colour.RED)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Patrol(team=3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def facts_are_given_by_name() -> None:
    Facts(True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def a_fact_is_compared_with_its_like() -> None:
    Facts.level.is_one_of(Level.LOW, Colour.RED)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Facts.level.at_least("low")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    _ = Facts.level < Level.HIGH  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]
    _ = Facts.cases >= 1.5  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]
    _ = Facts.decided <= 5  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]
    _ = Facts.registered & 1  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]
    _ = Facts.registered & Facts.cases  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]
    _ = Patrol.team < "x"  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]


def an_equation_with_anything_else_is_no_condition() -> None:
    # Anything may be equated in Python, so a checker sees a bool, and objects where a condition is needed.
    assert_type(Facts.level == Colour.RED, bool)
    assert_type(Facts.level == "low", bool)
    assert_type(Facts.cases == "3", bool)
    count(Patrol, where=Patrol.level == Colour.RED)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    count(Patrol, where=Patrol.level != "low")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    count(Patrol, where=Patrol.members == "3")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    count(Patrol, where=Patrol.members == Patrol.at_night)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    count(Patrol, where=Patrol.team == "to-1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def only_conditions_stand_where_conditions_are_asked_for() -> None:
    count(Patrol, where=Patrol.members)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    count(Facts)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    every(Patrol, holds=True)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    last_year(3)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
    share(Facts.cases, 5, Ratio(70), Truths.FALSE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def unknown_is_the_only_default() -> None:
    fact(default=0, label=LABEL)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    fact(label=LABEL)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    field(default=None, label=LABEL)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
