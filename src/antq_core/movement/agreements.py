"""Agreements: coordination regulations, coordination plans and joint resolutions, and how far they went."""

import datetime
import enum
from typing import ClassVar

import attrs

from antq_core.messages.text import Text
from antq_core.movement import columns
from antq_core.movement.authorities import AUTHORITY_LABELS, Authority
from antq_core.movement.record import MovementRecord
from antq_core.movement.rules import InOrder, NoMoreThan, OnlyWhen, ProvinceOn, Rule


class AgreementKind(enum.StrEnum):
    """What kind of agreement it is."""

    REGULATION = "regulation"
    PLAN = "plan"
    JOINT_RESOLUTION = "joint_resolution"


AGREEMENT_LABELS = {
    AgreementKind.REGULATION: Text(vi="quy chế phối hợp", en="coordination regulation"),
    AgreementKind.PLAN: Text(vi="kế hoạch phối hợp", en="coordination plan"),
    AgreementKind.JOINT_RESOLUTION: Text(vi="nghị quyết liên tịch", en="joint resolution"),
}


@attrs.frozen(kw_only=True)
class Agreement(MovementRecord):
    """One agreement between two parties or more; a third and fourth are `parties` in number alone."""

    table: ClassVar[str] = "agreements"
    label: ClassVar[Text] = Text(vi="văn bản phối hợp", en="agreement")
    key: ClassVar[tuple[str, ...]] = ("province", "number")
    dated_by: ClassVar[str | None] = "signed_on"
    rules: ClassVar[tuple[Rule, ...]] = (
        ProvinceOn(province="province", on="signed_on"),
        InOrder(earlier="in_force_from", later="in_force_to"),
        InOrder(earlier="signed_on", later="in_force_to"),
        OnlyWhen(column="in_force_to", when="open_ended", among=(False,)),
    )

    number: str = columns.number(Text(vi="mã văn bản phối hợp", en="number of the agreement"))
    province: str = columns.province(Text(vi="mã tỉnh", en="province"), required=True)
    commune: str | None = columns.commune(Text(vi="mã xã", en="commune"))
    kind: AgreementKind | None = columns.code(AGREEMENT_LABELS, Text(vi="loại văn bản", en="kind"))
    document: str | None = columns.document(Text(vi="số, ký hiệu", en="its number"))
    first_party: Authority | None = columns.code(AUTHORITY_LABELS, Text(vi="bên thứ nhất", en="first party"))
    first_unit: str | None = columns.reference("units", Text(vi="đơn vị bên thứ nhất", en="first unit"))
    second_party: Authority | None = columns.code(AUTHORITY_LABELS, Text(vi="bên thứ hai", en="second party"))
    second_unit: str | None = columns.reference("units", Text(vi="đơn vị bên thứ hai", en="second unit"))
    parties: int | None = columns.count(Text(vi="số bên", en="parties"), least=2, most=1000)
    signed_on: datetime.date | None = columns.day(Text(vi="ngày ký", en="day of signing"))
    in_force_from: datetime.date | None = columns.day(Text(vi="hiệu lực từ", en="in force from"))
    in_force_to: datetime.date | None = columns.day(Text(vi="hiệu lực đến", en="in force to"))
    open_ended: bool | None = columns.truth(Text(vi="không định thời hạn", en="without an end"))
    continues: str | None = columns.reference(
        "agreements", Text(vi="tiếp theo văn bản", en="continues the agreement")
    )


@attrs.frozen(kw_only=True)
class AgreementReview(MovementRecord):
    """What a review (sơ kết, tổng kết) found: tasks planned so far, and tasks done of them."""

    table: ClassVar[str] = "agreement_reviews"
    label: ClassVar[Text] = Text(vi="sơ kết, tổng kết văn bản phối hợp", en="review of an agreement")
    key: ClassVar[tuple[str, ...]] = ("agreement", "on")
    dated_by: ClassVar[str | None] = "on"
    rules: ClassVar[tuple[Rule, ...]] = (NoMoreThan(part="tasks_done", whole="tasks_planned"),)

    agreement: str = columns.reference(
        "agreements", Text(vi="mã văn bản phối hợp", en="agreement"), required=True
    )
    on: datetime.date = columns.day(Text(vi="ngày sơ kết, tổng kết", en="day of the review"), required=True)
    document: str | None = columns.document(Text(vi="báo cáo", en="report"))
    tasks_planned: int | None = columns.count(Text(vi="số nhiệm vụ đề ra", en="tasks planned"), most=10_000)
    tasks_done: int | None = columns.count(Text(vi="số nhiệm vụ hoàn thành", en="tasks done"), most=10_000)
