"""Certifications (công nhận): one unit, one year, from its registration to the certificate.

Each step says on which day it was taken, by whom and on which document. A step is taken by a method that
gives a new certification and leaves the old as it is, so nothing that was recorded is ever changed or
deleted. What the law does not provide is not here: Circular 124/2021/TT-BCA knows no revocation, so a
correction is another decision that refers to the one before, and both stay.

A row that comes from a file may lack steps, days and authorities; that is not recorded, and no fault. A
step that is taken here lacks nothing.
"""

import datetime
import enum
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self, TypeVar

import attrs

from antq_core.errors import InputError, Problem
from antq_core.messages.text import Text
from antq_core.movement import columns
from antq_core.movement.authorities import AUTHORITY_LABELS, Authority
from antq_core.movement.record import MovementRecord
from antq_core.movement.rules import InOrder, Needs, OnlyWhen, ProvinceOn, Rule


class Conclusion(enum.StrEnum):
    """What a unit said of itself, or an appraisal of it."""

    MET = "met"
    NOT_MET = "not_met"


class DecisionResult(enum.StrEnum):
    """What was decided."""

    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not_recognised"


class CertificationStep(enum.StrEnum):
    """The steps, in the order of the procedure; each is the name of its part."""

    REGISTRATION = "registration"
    SELF_ASSESSMENT = "self_assessment"
    APPRAISAL = "appraisal"
    DECISION = "decision"
    CERTIFICATE = "certificate"


class CertificationState(enum.StrEnum):
    """How far a certification has come, by what is recorded of it."""

    NOTHING_RECORDED = "nothing_recorded"
    REGISTERED = "registered"
    SELF_ASSESSED = "self_assessed"
    APPRAISED = "appraised"
    DECIDED = "decided"  # with which result is not recorded
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not_recognised"
    CERTIFIED = "certified"


CONCLUSION_LABELS = {
    Conclusion.MET: Text(vi="đạt", en="met"),
    Conclusion.NOT_MET: Text(vi="chưa đạt", en="not met"),
}
DECISION_LABELS = {
    DecisionResult.RECOGNISED: Text(vi="công nhận", en="recognised"),
    DecisionResult.NOT_RECOGNISED: Text(vi="không công nhận", en="not recognised"),
}
STEP_LABELS = {
    CertificationStep.REGISTRATION: Text(vi="đăng ký", en="registration"),
    CertificationStep.SELF_ASSESSMENT: Text(vi="tự đánh giá", en="self-assessment"),
    CertificationStep.APPRAISAL: Text(vi="thẩm định", en="appraisal"),
    CertificationStep.DECISION: Text(vi="quyết định", en="decision"),
    CertificationStep.CERTIFICATE: Text(vi="giấy công nhận", en="certificate"),
}
STATE_LABELS = {
    CertificationState.NOTHING_RECORDED: Text(vi="chưa ghi nhận bước nào", en="no step is recorded"),
    CertificationState.REGISTERED: Text(vi="đã đăng ký", en="registered"),
    CertificationState.SELF_ASSESSED: Text(vi="đã tự đánh giá", en="self-assessed"),
    CertificationState.APPRAISED: Text(vi="đã thẩm định", en="appraised"),
    CertificationState.DECIDED: Text(
        vi="đã quyết định, chưa ghi nhận kết quả", en="decided, with a result that is not recorded"
    ),
    CertificationState.RECOGNISED: Text(vi="được công nhận", en="recognised"),
    CertificationState.NOT_RECOGNISED: Text(vi="không được công nhận", en="not recognised"),
    CertificationState.CERTIFIED: Text(vi="đã cấp Giấy công nhận", en="the certificate was issued"),
}

_RESULT = Text(vi="kết quả", en="result")


@attrs.frozen(kw_only=True)
class Step:
    """What every step says: on which day it was taken, by whom and on which document."""

    on: datetime.date | None = columns.day(Text(vi="ngày", en="day"))
    by: Authority | None = columns.code(AUTHORITY_LABELS, Text(vi="cơ quan", en="authority"))
    document: str | None = columns.document(Text(vi="số, ký hiệu văn bản", en="number of the document"))


@attrs.frozen(kw_only=True)
class Registration(Step):
    """The unit registers, in the first quarter of the year."""


@attrs.frozen(kw_only=True)
class SelfAssessment(Step):
    """The unit says what it makes of itself (tự chấm)."""

    result: Conclusion | None = columns.code(CONCLUSION_LABELS, _RESULT)


@attrs.frozen(kw_only=True)
class Appraisal(Step):
    """An authority verifies it (thẩm định)."""

    result: Conclusion | None = columns.code(CONCLUSION_LABELS, _RESULT)


@attrs.frozen(kw_only=True)
class Decision(Step):
    """The authority decides; `delegated` says that it does so for the one above it."""

    result: DecisionResult | None = columns.code(DECISION_LABELS, _RESULT)
    delegated: bool | None = columns.truth(Text(vi="được uỷ quyền", en="delegated"))


@attrs.frozen(kw_only=True)
class Certificate(Step):
    """The certificate (Giấy công nhận) is handed over."""


@attrs.frozen(kw_only=True)
class StepTaken:
    """One line of a history: a step, its day, by whom and on which document; None is not recorded."""

    certification: str
    step: CertificationStep
    on: datetime.date | None
    by: Authority | None
    document: str | None


@attrs.frozen(kw_only=True)
class Certification(MovementRecord):
    """One certification (one lượt when it is recognised).

    `corrects` is the certification of the same unit and year whose decision this one's puts right. Without
    one, no two certifications have the same unit and year.

    The methods that take a step raise `InputError` with everything that is wrong with it: something it
    does not say, a step that is recorded already or passed, one before it that is missing, a day before
    that of an earlier step, a certificate without a decision that recognises.
    """

    table: ClassVar[str] = "certifications"
    label: ClassVar[Text] = Text(vi="hồ sơ công nhận", en="certification")
    key: ClassVar[tuple[str, ...]] = ("province", "number")
    dated_by: ClassVar[str | None] = "decision.on"
    rules: ClassVar[tuple[Rule, ...]] = (
        ProvinceOn(province="province", on="decision.on"),
        InOrder(earlier="registration.on", later="self_assessment.on"),
        InOrder(earlier="registration.on", later="appraisal.on"),
        InOrder(earlier="registration.on", later="decision.on"),
        InOrder(earlier="self_assessment.on", later="appraisal.on"),
        InOrder(earlier="self_assessment.on", later="decision.on"),
        InOrder(earlier="appraisal.on", later="decision.on"),
        InOrder(earlier="decision.on", later="certificate.on"),
        Needs(column="certificate.on", needed="decision.on"),
        Needs(column="certificate.document", needed="decision.on"),
        Needs(column="decision.on", needed="decision.result"),
        OnlyWhen(column="certificate.on", when="decision.result", among=("recognised",)),
        OnlyWhen(column="certificate.document", when="decision.result", among=("recognised",)),
        Needs(column="corrects", needed="decision.on"),
    )

    number: str = columns.number(Text(vi="mã hồ sơ công nhận", en="number of the certification"))
    province: str = columns.province(Text(vi="mã tỉnh", en="province"), required=True)
    unit: str = columns.reference("units", Text(vi="mã đơn vị", en="unit"), required=True)
    year: int = columns.count(Text(vi="năm", en="year"), least=2012, most=2099, required=True)
    registration: Registration | None = columns.part(STEP_LABELS[CertificationStep.REGISTRATION])
    self_assessment: SelfAssessment | None = columns.part(STEP_LABELS[CertificationStep.SELF_ASSESSMENT])
    appraisal: Appraisal | None = columns.part(STEP_LABELS[CertificationStep.APPRAISAL])
    decision: Decision | None = columns.part(STEP_LABELS[CertificationStep.DECISION])
    certificate: Certificate | None = columns.part(STEP_LABELS[CertificationStep.CERTIFICATE])
    corrects: str | None = columns.reference("certifications", Text(vi="sửa hồ sơ", en="corrects"))

    @classmethod
    def registered(
        cls,
        *,
        number: str,
        province: str,
        unit: str,
        year: int,
        by: Authority,
        on: datetime.date,
        document: str,
    ) -> Self:
        """The certification of a unit that has registered for a year, on its registration as document."""
        begun = {"number": number, "province": province, "unit": unit, "year": year}
        part = Registration(on=on, by=by, document=document)
        told = [*_not_said(CertificationStep.REGISTRATION, part)]
        return _built(cls, {**begun, "registration": part}, told)

    def self_assessed(self, *, result: Conclusion, by: Authority, on: datetime.date, document: str) -> Self:
        """With the self-assessment; its document is the minutes or the report of the meeting."""
        return _taken(self, SelfAssessment(on=on, by=by, document=document, result=result))

    def appraised(self, *, result: Conclusion, by: Authority, on: datetime.date, document: str) -> Self:
        """With the appraisal by an authority."""
        return _taken(self, Appraisal(on=on, by=by, document=document, result=result))

    def decided(
        self,
        *,
        result: DecisionResult,
        by: Authority,
        on: datetime.date,
        document: str,
        delegated: bool | None = None,
    ) -> Self:
        """With the decision; `delegated` says whether it was taken for the authority above."""
        part = Decision(on=on, by=by, document=document, result=result, delegated=delegated)
        return _taken(self, part)

    def certificate_issued(self, *, by: Authority, on: datetime.date, document: str) -> Self:
        """With the certificate, which only follows a decision that recognises."""
        return _taken(self, Certificate(on=on, by=by, document=document))

    def corrected_by(
        self,
        *,
        number: str,
        result: DecisionResult,
        by: Authority,
        on: datetime.date,
        document: str,
        delegated: bool | None = None,
    ) -> Self:
        """Another certification, of the same unit and year, whose decision puts this one's right.

        It has no step but its decision: those before it are recorded here, and are not said twice.
        """
        part = Decision(on=on, by=by, document=document, result=result, delegated=delegated)
        told = [*_not_said(CertificationStep.DECISION, part), *_refusals_of_correction(self, number, on)]
        same = {"province": self.province, "unit": self.unit, "year": self.year}
        return _built(type(self), {**same, "number": number, "decision": part, "corrects": self.number}, told)

    @property
    def state(self) -> CertificationState:
        """How far it has come: the last step of the procedure of which anything is recorded."""
        steps = [each.step for each in self.history]
        if not steps:
            return CertificationState.NOTHING_RECORDED
        if steps[-1] is CertificationStep.DECISION:
            return _DECIDED[self.decision.result if self.decision else None]
        return _STATES[steps[-1]]

    @property
    def history(self) -> tuple[StepTaken, ...]:
        """The steps of which anything is recorded, in the order of the procedure."""
        return tuple(
            StepTaken(certification=self.number, step=step, on=part.on, by=part.by, document=part.document)
            for step in CertificationStep
            if (part := _part(self, step)) is not None
        )


_STATES = {
    CertificationStep.REGISTRATION: CertificationState.REGISTERED,
    CertificationStep.SELF_ASSESSMENT: CertificationState.SELF_ASSESSED,
    CertificationStep.APPRAISAL: CertificationState.APPRAISED,
    CertificationStep.CERTIFICATE: CertificationState.CERTIFIED,
}
_DECIDED: Mapping[DecisionResult | None, CertificationState] = {
    DecisionResult.RECOGNISED: CertificationState.RECOGNISED,
    DecisionResult.NOT_RECOGNISED: CertificationState.NOT_RECOGNISED,
    None: CertificationState.DECIDED,
}
_STEPS: Mapping[type[Step], CertificationStep] = {
    Registration: CertificationStep.REGISTRATION,
    SelfAssessment: CertificationStep.SELF_ASSESSMENT,
    Appraisal: CertificationStep.APPRAISAL,
    Decision: CertificationStep.DECISION,
    Certificate: CertificationStep.CERTIFICATE,
}
_SAID_ALREADY = ("record.out-of-order", "record.needs", "record.only-when")
"""What a record's own rules say of its steps is said here by the name of the step, and not twice."""

Kind = TypeVar("Kind", bound=Certification)


def _part(certification: Certification, step: CertificationStep) -> Step | None:
    part: Step | None = getattr(certification, step.value)
    return None if part is None or part == type(part)() else part


def _taken(certification: Kind, part: Step) -> Kind:
    step = _STEPS[type(part)]
    told = [*_not_said(step, part), *_refusals_of_step(certification, step, part.on)]
    fields = attrs.fields(type(certification))
    stated = {each.name: getattr(certification, each.name) for each in fields}
    return _built(type(certification), {**stated, step.value: part}, told)


def _built(kind: type[Kind], stated: Mapping[str, Any], told: list[Problem]) -> Kind:
    """The certification, or everything that is wrong: with the step, and with what is said in it."""
    try:
        made = kind(**stated)
    except InputError as error:
        own = [each for each in error.problems if not told or each.code not in _SAID_ALREADY]
        raise InputError([*told, *own]) from None
    if told:
        raise InputError(told)
    return made


def _not_said(step: CertificationStep, part: Step) -> Iterator[Problem]:
    for each in attrs.fields(type(part)):
        if getattr(part, each.name) is None and each.name != "delegated":
            facts = {"step": STEP_LABELS[step], "what": each.metadata[columns.DECLARED].label}
            yield Problem("certification.not-said", (step.value, each.name), facts)


def _refusals_of_step(
    certification: Certification, step: CertificationStep, on: datetime.date | None
) -> Iterator[Problem]:
    named, order = {"step": STEP_LABELS[step]}, list(CertificationStep)
    place, path = order.index(step), (step.value,)
    taken = {each.step: each for each in certification.history}
    if step in taken:
        yield Problem("certification.step-taken", path, {**named, "number": certification.number})
        return
    if passed := [each for each in order[place + 1 :] if each in taken]:
        yield Problem("certification.step-passed", path, {**named, "later": STEP_LABELS[passed[0]]})
    if order[place - 1] not in taken:
        yield Problem("certification.step-missing", path, {**named, "missing": STEP_LABELS[order[place - 1]]})
    elif step is CertificationStep.CERTIFICATE and certification.state is not CertificationState.RECOGNISED:
        yield Problem("certification.not-recognised", path, {"state": STATE_LABELS[certification.state]})
    days = [(each.on, each.step) for each in taken.values() if each.on is not None]
    if on is not None and days and (last := max(days, key=lambda each: each[0]))[0] > on:
        facts = {**named, "on": on, "earlier": STEP_LABELS[last[1]], "earlier_on": last[0]}
        yield Problem("certification.before-step", (*path, "on"), facts)


def _refusals_of_correction(
    corrected: Certification, number: str, on: datetime.date | None
) -> Iterator[Problem]:
    decision = corrected.decision
    if number == corrected.number:
        yield Problem("certification.own-number", ("number",), {"number": number})
    if decision is None or decision.result is None:
        yield Problem("certification.nothing-to-correct", ("corrects",), {"number": corrected.number})
    elif on is not None and decision.on is not None and on < decision.on:
        label = STEP_LABELS[CertificationStep.DECISION]
        facts = {"step": label, "on": on, "earlier": label, "earlier_on": decision.on}
        yield Problem("certification.before-step", ("decision", "on"), facts)
