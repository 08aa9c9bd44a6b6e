"""Certifications live as the procedure says, whatever is tried: held against a model of a few lines.

Who is competent and by which day is another question; here it is what may follow what.
"""

import datetime
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from antq_core.errors import InputError
from antq_core.movement.authorities import Authority
from antq_core.movement.certification_files import CertificationFile, standing
from antq_core.movement.certifications import (
    Certification,
    CertificationState,
    CertificationStep,
    Conclusion,
    DecisionResult,
    StepTaken,
)
from antq_core.possible import Truths
from antq_core.testing.movement import records

STEPS = [*CertificationStep]
FIRST = datetime.date(2026, 1, 1)
AUTHORITIES = st.sampled_from((Authority.UNIT, Authority.STEERING_COMMITTEE, Authority.COMMUNE_COMMITTEE))
DOCUMENTS = st.integers(1, 999).map("{}/QĐ-UBND".format)
LATER = st.integers(0, 40)
CONCLUSIONS, RESULTS = st.sampled_from(Conclusion), st.sampled_from(DecisionResult)


@attrs.define
class Expected:
    """What a certification is expected to be: its last step, its last day, and what was decided."""

    number: str
    corrects: str | None
    at: CertificationStep
    last: datetime.date
    recognised: bool | None = None

    @property
    def state(self) -> str:
        if self.at is CertificationStep.DECISION:
            return "recognised" if self.recognised else "not_recognised"
        return {"registration": "registered", "self_assessment": "self_assessed"}.get(
            self.at, {"appraisal": "appraised", "certificate": "certified"}.get(self.at, "")
        )


class OneFile(RuleBasedStateMachine):
    """The file of one unit and year. Steps are tried in every state, in time and before their time."""

    def __init__(self) -> None:
        super().__init__()
        self.file: list[Certification] = []
        self.expected: list[Expected] = []
        self.seen: list[StepTaken] = []  # every line of a history that was ever there

    @rule(by=AUTHORITIES, document=DOCUMENTS, later=LATER)
    @precondition(lambda self: not self.file)
    def register(self, by: Authority, document: str, later: int) -> None:
        on = FIRST + datetime.timedelta(days=later)
        begun = Certification.registered(
            number="CN-0001", province="00", unit="DV-0001", year=2026, by=by, on=on, document=document
        )
        self.file.append(begun)
        self.expected.append(Expected("CN-0001", None, CertificationStep.REGISTRATION, on))

    @rule(result=CONCLUSIONS, by=AUTHORITIES, document=DOCUMENTS, days=st.integers(-10, 40))
    @precondition(lambda self: self.file)
    def assess_itself(self, result: Conclusion, days: int, **who: Any) -> None:
        self._try("self_assessed", CertificationStep.SELF_ASSESSMENT, days, result=result, **who)

    @rule(result=CONCLUSIONS, by=AUTHORITIES, document=DOCUMENTS, days=st.integers(-10, 40))
    @precondition(lambda self: self.file)
    def appraise(self, result: Conclusion, days: int, **who: Any) -> None:
        self._try("appraised", CertificationStep.APPRAISAL, days, result=result, **who)

    @rule(result=RESULTS, by=AUTHORITIES, document=DOCUMENTS, days=st.integers(-10, 40))
    @precondition(lambda self: self.file)
    def decide(self, result: DecisionResult, days: int, **who: Any) -> None:
        if self._try("decided", CertificationStep.DECISION, days, result=result, **who):
            self.expected[-1].recognised = result is DecisionResult.RECOGNISED

    @rule(by=AUTHORITIES, document=DOCUMENTS, days=st.integers(-10, 40))
    @precondition(lambda self: self.file)
    def issue(self, days: int, **who: Any) -> None:
        self._try("certificate_issued", CertificationStep.CERTIFICATE, days, **who)

    @rule(result=RESULTS, by=AUTHORITIES, document=DOCUMENTS, days=st.integers(-10, 40), same=st.booleans())
    @precondition(lambda self: self.file)
    def correct(self, result: DecisionResult, days: int, same: bool, **who: Any) -> None:
        corrected, was = self.file[-1], self.expected[-1]
        decided_on = corrected.decision.on if corrected.decision else None
        on = (decided_on or was.last) + datetime.timedelta(days=days)
        number = corrected.number if same else f"CN-{len(self.file) + 1:04d}"
        wrong = {
            "certification.own-number": same,
            "certification.nothing-to-correct": decided_on is None,
            "certification.before-step": decided_on is not None and on < decided_on,
        }
        expected = sorted(code for code, holds in wrong.items() if holds)
        stated = {"number": number, "result": result, "on": on, **who}
        if expected:
            self._refused(lambda: corrected.corrected_by(**stated), expected)
            return
        self.file.append(corrected.corrected_by(**stated))
        recognised = result is DecisionResult.RECOGNISED
        self.expected.append(Expected(number, corrected.number, CertificationStep.DECISION, on, recognised))

    def _try(self, method: str, step: CertificationStep, days: int, **stated: Any) -> bool:
        """Takes a step, or sees it refused for just what is wrong with it."""
        on, was = self.expected[-1].last + datetime.timedelta(days=days), self.expected[-1]
        wanted, place = STEPS.index(step), STEPS.index(was.at)
        is_recorded = any(taken.step is step for taken in self.file[-1].history)
        wrong = {
            "certification.step-taken": is_recorded,
            "certification.step-passed": not is_recorded and wanted < place,
            "certification.step-missing": not is_recorded
            and not any(taken.step is STEPS[wanted - 1] for taken in self.file[-1].history),
            "certification.not-recognised": not is_recorded
            and step is CertificationStep.CERTIFICATE
            and was.at is CertificationStep.DECISION
            and not was.recognised,
            "certification.before-step": not is_recorded and days < 0,
        }
        expected = sorted(code for code, holds in wrong.items() if holds)
        take = getattr(self.file[-1], method)
        if expected:
            self._refused(lambda: take(on=on, **stated), expected)
            return False
        self.file[-1] = take(on=on, **stated)
        was.at, was.last = step, on
        return True

    def _refused(self, take: Any, expected: list[str]) -> None:
        with pytest.raises(InputError) as refused:
            take()
        assert sorted(each.code for each in refused.value.problems) == expected
        assert refused.value.message("vi") and refused.value.message("en")

    @invariant()
    def states_are_as_expected(self) -> None:
        assert [each.state for each in self.file] == [each.state for each in self.expected]
        assert [each.corrects for each in self.file] == [each.corrects for each in self.expected]

    @invariant()
    def nothing_is_ever_deleted(self) -> None:
        history = [line for each in self.file for line in each.history]
        assert [line for line in self.seen if line not in history] == []
        self.seen = history

    @invariant()
    def every_step_says_who_when_and_on_which_ground(self) -> None:
        for line in (line for each in self.file for line in each.history):
            assert line.on is not None and line.by is not None and line.document is not None

    @invariant()
    def days_are_in_order(self) -> None:
        for each in self.file:
            days = [line.on for line in each.history if line.on is not None]
            assert days == sorted(days)

    @invariant()
    def the_last_decision_counts(self) -> None:
        if not self.file:
            return
        file = CertificationFile.of(reversed(self.file))
        assert file.certifications == tuple(self.file)
        assert file.standing is self.file[-1] and file.state == self.expected[-1].state
        recognised = self.expected[-1].recognised
        assert file.recognised is (Truths.EITHER if recognised is None else Truths.of(recognised))
        assert [line.certification for line in file.history] == [
            each.number for each in self.file for _ in each.history
        ]


OneFile.TestCase.settings = settings(stateful_step_count=30)
TestOneFile = OneFile.TestCase


@given(certification=records(Certification), data=st.data())
def test_a_step_upon_an_imported_row_leaves_what_was_there(
    certification: Certification, data: st.DataObject
) -> None:
    """Rows of files may lack anything; what a step adds stands after everything that was there."""
    days = [line.on for line in certification.history if line.on is not None]
    who: dict[str, Any] = {
        "by": data.draw(AUTHORITIES),
        "document": data.draw(DOCUMENTS),
        "on": max(days, default=FIRST) + datetime.timedelta(days=data.draw(st.integers(-1, 5))),
    }
    takes = [
        lambda: certification.self_assessed(result=Conclusion.MET, **who),
        lambda: certification.appraised(result=Conclusion.MET, **who),
        lambda: certification.decided(result=DecisionResult.RECOGNISED, **who),
        lambda: certification.certificate_issued(**who),
    ]
    before = certification.row
    try:
        after = data.draw(st.sampled_from(takes))()
    except InputError as refused:
        assert all(
            each.code.startswith(("certification.", "record.", "province.")) for each in refused.problems
        )
        return
    finally:
        assert certification.row == before
    assert after.history[:-1] == certification.history
    assert after.history[-1].on == who["on"]
    for name, cell in certification.row.items():
        assert cell is None or after.row[name] == cell


@given(certification=records(Certification, {"corrects": None}))
def test_the_state_is_that_of_the_last_step_recorded(certification: Certification) -> None:
    recorded = [
        step for step in STEPS if any(certification.row[name] is not None for name in _columns_of(step))
    ]
    assert [line.step for line in certification.history] == recorded
    assert (certification.state is CertificationState.NOTHING_RECORDED) == (not recorded)
    assert standing([certification]) is certification


def _columns_of(step: CertificationStep) -> list[str]:
    return [column.name for column in Certification.columns() if column.name.startswith(f"{step}.")]
