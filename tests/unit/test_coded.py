"""Coded rules: how they are written, what they see, what is told of them, and what JSON keeps."""

import datetime
import itertools
from typing import Any

import pytest

from antq_core import UNKNOWN, Assessment, Dossier, Stack, Standard, Unit, assess
from antq_core.codec.documents import (
    read_assessment,
    read_standard,
    standard_digest,
    write_assessment,
    write_standard,
)
from antq_core.domain.attributes import Fact, Field, fact, field
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.sheets import FactSheet, Record
from antq_core.domain.windows import DayOfYear, Window, WindowRule
from antq_core.errors import StandardError
from antq_core.expressions.coded import coded
from antq_core.expressions.tree import Coded
from antq_core.expressions.writing import TruthExpression
from antq_core.findings.finding import GapCode
from antq_core.messages.text import Text
from antq_core.possible import Interval, Outcomes, Verdict
from antq_core.standards.criteria import Criterion
from antq_core.standards.rubric import ScoredItem
from antq_core.standards.scoring import group

MADE_UP = Citation(kind=InstrumentKind.FICTIONAL, number="1/2026")
WINDOW = Window(datetime.date(2025, 11, 16), datetime.date(2026, 11, 15))


def words(word: str) -> Text:
    return Text(vi=f"{word} (giả định)", en=word)


class Facts(FactSheet):
    """What a made-up coded rule reads."""

    patrols: Fact[int] = fact(default=UNKNOWN, label=words("patrols"), between=(0, 99))
    founded_on: Fact[datetime.date] = fact(default=UNKNOWN, label=words("founded on"), between=(-3, 0))
    plan: Fact[bool] = fact(default=UNKNOWN, label=words("plan"))


class Patrol(Record):
    """One patrol of a made-up list."""

    on: Field[datetime.date] = field(default=UNKNOWN, label=words("on"))
    people: Field[int] = field(default=UNKNOWN, label=words("people"), between=(0, 9))


Patrol.declare_list(name="patrol_log", label=words("patrol log"), at_most=9, dated_by="on")


def longest_pause(view: Any) -> bool:
    """Whether no two patrols lie more than a hundred days apart, which the language cannot say."""
    days = sorted(patrol.on for patrol in view.records("patrol_log"))
    return all((later - sooner).days <= 100 for sooner, later in itertools.pairwise(days))


def points_of_age(view: Any) -> int:
    """A tenth of a point for each year since the unit was founded."""
    years: int = view.window.last.year - view.fact("founded_on").year
    return min(years * 10, 3_00)


def says(rule: Any, **asked: Any) -> Any:
    facts = {"distribution": "antq-mau", "version": "1.0", "text": words("no long pause"), **asked}
    return coded(rule, **facts)


PAUSE: TruthExpression = says(longest_pause, records=[Patrol])
AGE = says(points_of_age, reads=[Facts.founded_on], gives=(0, 3_00))


def standard(condition: TruthExpression = PAUSE, age: Any = AGE) -> Standard:
    item = ScoredItem(code="A", text=words("age"), most=3_00, points=age)
    return Standard(
        id="vn/made-up",
        scheme="antt-safety",
        jurisdiction="vn",
        kinds=("agency",),
        title=words("made up"),
        citation=MADE_UP,
        in_force_from=datetime.date(2020, 1, 1),
        window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        decided_on=DayOfYear(11, 20),
        facts=Facts.facts(),
        records=(Patrol.declaration,),
        criteria=(Criterion(code="C", text=words("C"), citation=MADE_UP, holds=condition.node),),
        rubric=group("R", words("rubric"), [item]),
    )


def patrols(*days: datetime.date | Any, closed: bool = True) -> dict[str, RecordList]:
    items = tuple(Patrol(on=day, people=2) for day in days)
    complete = WINDOW if closed else None
    return {
        "patrol_log": RecordList(items=items, complete_for=complete, attested_by="A", basis=Basis.VERIFIED)
    }


def assessed(made: Standard, records: dict[str, RecordList], **known: Any) -> Assessment:
    unit = Unit(id="u", kind="agency", province="25", commune="00001")
    return assess(Dossier(unit=unit, year=2026, verified=Facts(**known), records=records), Stack(made))


JANUARY, MARCH, JULY = (datetime.date(2026, month, 1) for month in (1, 3, 7))


def test_a_rule_decides_by_what_is_known() -> None:
    assert assessed(standard(), patrols(JANUARY, MARCH)).verdict is Verdict.MET
    assert assessed(standard(), patrols(JANUARY, JULY)).verdict is Verdict.NOT_MET
    founded = assessed(standard(), patrols(), founded_on=datetime.date(2023, 5, 1))
    assert founded.score("vn/made-up").total == Interval.exactly(30)


def test_a_rule_on_an_open_list_is_open_whatever_it_returns() -> None:
    """Two patrols far apart prove nothing while there may have been one between them."""
    assessment = assessed(standard(), patrols(JANUARY, JULY, closed=False))
    finding = assessment.finding("C")
    assert finding.outcomes == Outcomes.MET | Outcomes.NOT_MET
    assert [(gap.code, gap.name) for gap in finding.gaps] == [(GapCode.LIST_OPEN, "records.patrol_log")]
    on_some_day = assessed(standard(), patrols(JANUARY, UNKNOWN)).finding("C")
    assert {gap.name for gap in on_some_day.gaps} >= {"records.patrol_log[1].on"}


def test_a_record_outside_the_window_is_not_seen() -> None:
    before = datetime.date(2025, 6, 1)
    assert assessed(standard(), patrols(before, JANUARY, MARCH)).verdict is Verdict.MET


def test_a_rule_is_named_as_coded_wherever_it_is_shown() -> None:
    assessment = assessed(standard(), patrols(JANUARY, JULY))
    assert "no long pause (coded: longest_pause)" in assessment.explain("en")
    assert "(viết bằng mã: longest_pause)" in assessment.explain("vi")
    (compared,) = assessed(standard(), patrols(closed=False)).finding("C").compared
    assert compared.statement.en == "no long pause (coded: longest_pause)"
    (figure,) = assessed(standard(), patrols()).score("vn/made-up").row("A").figures[:1]
    assert "coded: points_of_age" in figure.label.en


def test_a_rule_comes_back_from_json_without_its_function_and_is_unknown() -> None:
    back = read_standard(write_standard(standard()))
    assert standard_digest(back) == standard_digest(standard())
    assessment = assessed(back, patrols(JANUARY, MARCH), founded_on=datetime.date(2023, 5, 1))
    assert assessment.verdict is Verdict.UNDECIDED
    assert [gap.code for gap in assessment.finding("C").gaps] == [GapCode.EVALUATOR_ABSENT]
    assert assessment.score("vn/made-up").total == Interval(0, 3_00)
    assert "antq-mau 1.0" in assessment.explain("vi")
    assert read_assessment(write_assessment(assessment)) == assessment


def test_another_source_gives_another_digest() -> None:
    def longest_pause(view: Any) -> bool:
        return bool(view.records("patrol_log"))

    changed = standard(says(longest_pause, records=[Patrol]))
    assert standard_digest(changed) != standard_digest(standard())


def test_a_rule_that_breaks_leaves_the_rest_standing_and_says_why() -> None:
    def breaks(view: Any) -> bool:
        return bool(1 // len(view.records("patrol_log")))

    assessment = assessed(standard(says(breaks, records=[Patrol])), patrols(), founded_on=MARCH)
    (gap,) = assessment.finding("C").gaps
    assert gap.code is GapCode.EVALUATOR_FAILED
    assert "ZeroDivisionError" in gap.label.vi
    assert assessment.score("vn/made-up").total == Interval.exactly(0)


def test_a_day_is_handed_over_as_a_day() -> None:
    seen: list[Any] = []

    def looks(view: Any) -> bool:
        seen.extend([view.fact("founded_on"), view.fact("plan"), view.fact("patrols")])
        return True

    reads = [Facts.founded_on, Facts.plan, Facts.patrols]
    assessed(standard(says(looks, reads=reads)), patrols(), founded_on=MARCH, plan=False, patrols=3)
    assert seen == [MARCH, False, 3]


def test_a_rule_runs_once_for_a_dossier() -> None:
    runs: list[str] = []

    def counts(view: Any) -> bool:
        runs.append(view.fact("plan"))
        return True

    asked = says(counts, reads=[Facts.plan])
    assessed(standard(asked & (asked | ~asked)), patrols(), plan=True)
    assert runs == [True]


def test_a_function_without_source_is_refused() -> None:
    with pytest.raises(StandardError) as refused:
        says(len)
    (problem,) = refused.value.problems
    assert problem.code == "writing.no-source"
    assert "len" in problem.message("vi")
    assert "len" in problem.message("en")


def test_only_facts_can_be_declared_as_read() -> None:
    with pytest.raises(StandardError) as refused:
        standard(says(longest_pause, reads=[Facts.patrols > 1], records=[Patrol]))
    (problem,) = refused.value.problems
    assert problem.code == "tree.coded-reads"
    assert problem.path[-2:] == ("reads", 0)
    assert "Compare" in problem.message("vi")
    assert "Compare" in problem.message("en")


def test_what_a_rule_reads_must_be_declared_by_the_standard() -> None:
    stranger = Coded(
        distribution="antq-mau",
        name="x",
        version="1",
        source_digest="0",
        text=words("x"),
        records=("patrol_logs",),
    )
    with pytest.raises(StandardError, match="patrol_log"):
        standard(TruthExpression(stranger))


def test_points_beyond_those_that_an_item_can_bring_are_refused() -> None:
    with pytest.raises(StandardError, match="0 to 5 points"):
        standard(age=says(points_of_age, reads=[Facts.founded_on], gives=(0, 5_00)))
