"""Certifications (công nhận): one unit, one year, from its registration to the certificate.

Each step says on which day it was taken, by whom and on which document. What the law does not provide is
not here: Circular 124/2021/TT-BCA knows no revocation, so a correction is another decision that refers to
the one before, and both stay.
"""

import datetime
import enum
from typing import ClassVar

import attrs

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


CONCLUSION_LABELS = {
    Conclusion.MET: Text(vi="đạt", en="met"),
    Conclusion.NOT_MET: Text(vi="chưa đạt", en="not met"),
}
DECISION_LABELS = {
    DecisionResult.RECOGNISED: Text(vi="công nhận", en="recognised"),
    DecisionResult.NOT_RECOGNISED: Text(vi="không công nhận", en="not recognised"),
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
class Certification(MovementRecord):
    """One certification (one lượt when it is recognised).

    `corrects` is the certification of the same unit and year whose decision this one's puts right. Without
    one, no two certifications have the same unit and year.
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
    registration: Registration | None = columns.part(Text(vi="đăng ký", en="registration"))
    self_assessment: SelfAssessment | None = columns.part(Text(vi="tự đánh giá", en="self-assessment"))
    appraisal: Appraisal | None = columns.part(Text(vi="thẩm định", en="appraisal"))
    decision: Decision | None = columns.part(Text(vi="quyết định", en="decision"))
    certificate: Certificate | None = columns.part(Text(vi="giấy công nhận", en="certificate"))
    corrects: str | None = columns.reference("certifications", Text(vi="sửa hồ sơ", en="corrects"))
