"""Decision 510/QĐ-BCA-V05: twelve of a hundred points are known, and nothing is said beyond them."""

import datetime
from typing import Any

import pytest

from antq_core import Assessment, Dossier, Stack, Standard, Unit, Verdict, assess
from antq_core.domain.sheets import fact_sheet
from antq_core.findings.finding import GapCode
from antq_core.possible import Interval
from antq_core.standards.criteria import Transcription
from antq_national.circular_124_2021.article_6 import AGENCIES as SAFE_AGENCIES
from antq_national.circular_124_2021.article_6 import ENTERPRISES as SAFE_ENTERPRISES
from antq_national.circular_124_2021.article_7 import SCHOOLS as SAFE_SCHOOLS
from antq_national.decision_510_2022.article_7 import AGENCIES, ENTERPRISES, SCHOOLS

STANDARDS = (AGENCIES, ENTERPRISES, SCHOOLS)
EVERY = pytest.mark.parametrize("standard", STANDARDS, ids=[each.id for each in STANDARDS])
# Item, points and clause, as far as the table could be read.
TABLE = [
    ("510-7.1", 3_00, "1", Transcription.PARTIAL),
    ("510-7.2", 3_00, "2", Transcription.PARTIAL),
    ("510-7.3", 5_00, "3", Transcription.PARTIAL),
    ("510-7.4a", 1_00, "4", Transcription.CONFIRMED),
    ("510-7.4b", 88_00, None, Transcription.UNTRANSCRIBED),
]
FIRST_QUARTER = datetime.date(2026, 3, 31)

DONE: dict[str, Any] = {
    "party_organisation": True,
    "party_resolution_adopted": True,
    "party_resolution_day": FIRST_QUARTER,
    "plan_adopted": True,
    "plan_day": FIRST_QUARTER,
    "plan_fits_the_situation": True,
    "directives_implemented": True,
    "review_held": True,
    "reports_kept": True,
    "several_forms_of_awareness": True,
    "festival_held_or_joined": True,
    "festival_fits": True,
    "coordination_document": True,
    "staff": 50,
    "staff_taking_part": 45,
}
IN_SCOPE: dict[str, dict[str, Any]] = {
    "agency": {"armed_forces": False},
    "enterprise": {"size": "above_small"},
    "school": {"level": "above_primary", "learners": 400, "learners_taking_part": 360},
}


def assessed(standard: Standard, **changed: Any) -> Assessment:
    (kind,) = standard.kinds
    facts = {**DONE, **IN_SCOPE[kind], **changed}
    known = {name: value for name, value in facts.items() if value is not None}
    unit = Unit(id="unit-1", kind=kind, province="25", commune="00001")
    sheet = fact_sheet(standard.facts)(**known)
    return assess(Dossier(unit=unit, year=2026, verified=sheet), Stack(standard))


@EVERY
def test_the_table_is_the_one_that_could_be_read(standard: Standard) -> None:
    assert standard.rubric is not None
    assert standard.rubric.most == 100_00
    found = [
        (item.code, item.most, item.citation and item.citation.clause, item.transcription)
        for item in standard.rubric.items
    ]
    assert found == TABLE


@EVERY
def test_all_that_is_known_brings_twelve_points_and_leaves_eighty_eight_open(standard: Standard) -> None:
    found = assessed(standard)
    score = found.score(standard.id)
    assert found.verdict is Verdict.SCORED
    assert score.total == Interval(12_00, 100_00)
    assert (score.undecided, score.undecided_items) == (88_00, ("510-7.4b",))
    assert score.narrowing == ()  # nothing that a unit could find out is missing


@EVERY
def test_there_is_no_grade_while_no_threshold_is_known(standard: Standard) -> None:
    score = assessed(standard).score(standard.id)
    assert score.grade is None
    assert {gap.code for gap in score.grade_gaps} == {GapCode.THRESHOLD_UNTRANSCRIBED}
    assert [gap.name for gap in score.grade_gaps] == ["average", "good", "excellent"]


@EVERY
def test_part_of_an_item_brings_nobody_knows_how_much(standard: Standard) -> None:
    score = assessed(standard, reports_kept=False).score(standard.id)
    assert score.row("510-7.1").points == Interval(0, 3_00)
    assert score.row("510-7.2").points == Interval.exactly(3_00)


@EVERY
def test_nine_in_ten_is_the_bound(standard: Standard) -> None:
    at_the_bound = assessed(standard).score(standard.id).row("510-7.2")
    below_it = assessed(standard, staff_taking_part=44).score(standard.id).row("510-7.2")
    assert at_the_bound.points == Interval.exactly(3_00)
    assert below_it.points == Interval(0, 3_00)


@EVERY
def test_a_resolution_is_asked_for_where_there_is_a_party_organisation(standard: Standard) -> None:
    without = assessed(
        standard, party_organisation=False, party_resolution_adopted=None, party_resolution_day=None
    )
    assert without.score(standard.id).row("510-7.1").points == Interval.exactly(3_00)
    late = assessed(standard, party_resolution_day=datetime.date(2026, 4, 1))
    assert late.score(standard.id).row("510-7.1").points == Interval(0, 3_00)


@EVERY
def test_what_is_missing_is_named(standard: Standard) -> None:
    score = assessed(standard, coordination_document=None).score(standard.id)
    assert score.row("510-7.4a").points == Interval(0, 1_00)
    (first,) = score.narrowing
    assert (first.gap.name, first.decides) == ("coordination_document", 1_00)


@EVERY
def test_what_could_not_be_read_is_assumed_aloud(standard: Standard) -> None:
    codes = [each.code for each in assessed(standard).assumptions]
    assert "no-bonus-no-deduction" in codes
    assert "in-force-with-circular-124" in codes
    assert "still-in-force-after-districts" in codes


@pytest.mark.parametrize(
    ("scored", "safe"),
    [(AGENCIES, SAFE_AGENCIES), (ENTERPRISES, SAFE_ENTERPRISES), (SCHOOLS, SAFE_SCHOOLS)],
    ids=["agency", "enterprise", "school"],
)
def test_one_dossier_serves_both_schemes(scored: Standard, safe: Standard) -> None:
    of_the_circular = {fact.name: fact for fact in safe.facts}
    shared = [fact for fact in scored.facts if fact.name in of_the_circular]
    assert len(shared) >= 7
    assert all(fact == of_the_circular[fact.name] for fact in shared)
