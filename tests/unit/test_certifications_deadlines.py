"""Deadlines of certifications: as the standards of the law have them, and never guessed."""

import datetime

import attrs
import pytest

from antq_core.domain.windows import DayOfYear
from antq_core.movement.authorities import Authority
from antq_core.movement.certification_deadlines import Deadline, DeadlineStatus, held_against
from antq_core.movement.certifications import (
    Appraisal,
    Certification,
    CertificationStep,
    Decision,
    DecisionResult,
    Registration,
    SelfAssessment,
)
from antq_core.standards.certifying import deadlines, deadlines_of
from antq_core.standards.criteria import Transcription
from antq_core.standards.procedure import Matter
from antq_national.plugin import UNDER_CIRCULAR_124_2021

STANDARDS = {standard.kinds[0]: standard for standard in UNDER_CIRCULAR_124_2021}
REGISTRATION, DECISION = CertificationStep.REGISTRATION, CertificationStep.DECISION
NOTHING = Certification(number="CN-0001", province="00", unit="DV-0001", year=2023)


def day(month: int, number: int, year: int = 2023) -> datetime.date:
    return datetime.date(year, month, number)


def decided(on: datetime.date | None, year: int = 2023) -> Certification:
    result = None if on is None else DecisionResult.RECOGNISED
    decision = Decision(on=on, by=Authority.COMMUNE_COMMITTEE, result=result)
    return attrs.evolve(NOTHING, year=year, decision=decision)


def found(
    certification: Certification, kind: str, as_of: datetime.date | None = None
) -> dict[str, DeadlineStatus]:
    return {
        each.deadline.step.value: each.status for each in deadlines(certification, STANDARDS[kind], as_of)
    }


@pytest.mark.parametrize(("kind", "last"), [("residential_area", 14), ("commune", 19), ("school", 19)])
def test_a_decision_is_due_before_the_day_that_the_law_names(kind: str, last: int) -> None:
    assert found(decided(day(11, last)), kind)["decision"] is DeadlineStatus.IN_TIME
    assert found(decided(day(11, last + 1)), kind)["decision"] is DeadlineStatus.LATE


@pytest.mark.parametrize("kind", STANDARDS)
def test_a_unit_registers_in_the_first_quarter(kind: str) -> None:
    expected = {
        day(12, 31, 2022): DeadlineStatus.EARLY,
        day(1, 1): DeadlineStatus.IN_TIME,
        day(3, 31): DeadlineStatus.IN_TIME,
        day(4, 1): DeadlineStatus.LATE,
    }
    for on, status in expected.items():
        registered = attrs.evolve(NOTHING, registration=Registration(on=on))
        assert found(registered, kind)["registration"] is status


def test_each_deadline_is_cited() -> None:
    for standard in STANDARDS.values():
        registration, decision = deadlines_of(standard, 2023)
        assert registration.citation.clause == "1" and registration.citation.article in ("4", "5", "6", "7")
        assert (decision.citation.article, decision.citation.clause) == ("9", "1")
        assert decision.text.vi.startswith("Quyết định trước ngày")


def test_without_districts_it_is_not_known_when_a_commune_is_to_be_decided() -> None:
    assert found(decided(day(11, 1, 2024), 2024), "commune")["decision"] is DeadlineStatus.IN_TIME
    for as_of in (None, day(12, 31, 2025)):
        late = decided(day(12, 30, 2025), 2025)
        assert found(late, "commune", as_of)["decision"] is DeadlineStatus.UNKNOWN
    _, decision = deadlines_of(STANDARDS["commune"], 2025)
    assert decision.last is None and "48/2025" in decision.citation.number
    assert found(decided(day(11, 14, 2025), 2025), "residential_area")["decision"] is DeadlineStatus.IN_TIME


def test_a_deadline_that_was_not_read_is_not_known() -> None:
    area = STANDARDS["residential_area"]
    unread = tuple(
        attrs.evolve(each, before=None, transcription=Transcription.UNTRANSCRIBED)
        if each.matter is Matter.DEADLINE
        else each
        for each in area.procedure
    )
    results = deadlines(decided(day(11, 1)), attrs.evolve(area, procedure=unread))
    assert [each.status for each in results if each.deadline.step is DECISION] == [DeadlineStatus.UNKNOWN]


def test_what_is_not_recorded_is_due_or_overdue_only_by_a_day_that_is_given() -> None:
    before = found(NOTHING, "commune", as_of=day(3, 31))
    assert before == {"registration": DeadlineStatus.DUE, "decision": DeadlineStatus.DUE}
    after = found(NOTHING, "commune", as_of=day(4, 1))
    assert after == {"registration": DeadlineStatus.OVERDUE, "decision": DeadlineStatus.DUE}
    assert set(found(NOTHING, "commune").values()) == {DeadlineStatus.NOT_RECORDED}


def test_a_step_whose_day_is_missing_though_others_followed_is_not_recorded() -> None:
    gone_on = attrs.evolve(NOTHING, self_assessment=SelfAssessment(on=day(11, 1)), appraisal=Appraisal())
    assert found(gone_on, "commune", as_of=day(12, 31))["registration"] is DeadlineStatus.NOT_RECORDED
    assert found(decided(None), "commune", as_of=day(12, 31))["decision"] is DeadlineStatus.NOT_RECORDED


def test_a_decision_that_corrects_is_not_late() -> None:
    first = decided(day(11, 10))
    correction = first.corrected_by(
        number="CN-0002",
        result=DecisionResult.NOT_RECOGNISED,
        by=Authority.COMMUNE_COMMITTEE,
        on=day(12, 20),
        document="200/QĐ-UBND",
    )
    (result,) = [
        each
        for each in deadlines([correction, first], STANDARDS["residential_area"])
        if each.deadline.step is DECISION
    ]
    assert result.status is DeadlineStatus.IN_TIME and result.done_on == day(11, 10)


def test_a_standard_sets_deadlines_only_while_it_is_in_force_and_by_its_procedure() -> None:
    assert [each.step for each in deadlines_of(STANDARDS["commune"], 2022)] == [REGISTRATION, DECISION]
    assert deadlines_of(STANDARDS["commune"], 2021) == ()
    silent = attrs.evolve(STANDARDS["commune"], procedure=())
    assert [each.step for each in deadlines_of(silent, 2022)] == [REGISTRATION]


def test_deadlines_of_any_step_can_be_held_against_a_file() -> None:
    area = STANDARDS["residential_area"]
    wanted = Deadline(
        step=CertificationStep.APPRAISAL,
        text=area.title,
        citation=area.citation,
        last=DayOfYear(11, 5).in_year(2023),
    )
    appraised = attrs.evolve(NOTHING, appraisal=Appraisal(on=day(11, 6)))
    assert [each.status for each in held_against(appraised, [wanted])] == [DeadlineStatus.LATE]
