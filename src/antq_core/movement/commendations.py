"""Commendations (khen thưởng): to a collective or an individual, by an authority, with its decision."""

import datetime
import enum
from typing import ClassVar

import attrs

from antq_core.messages.text import Text
from antq_core.movement import columns
from antq_core.movement.authorities import AUTHORITY_LABELS, Authority
from antq_core.movement.record import MovementRecord
from antq_core.movement.rules import Needs, OnlyWhen, ProvinceOn, Rule


class Recipient(enum.StrEnum):
    """Who is commended."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"


class CommendationForm(enum.StrEnum):
    """In which form."""

    CERTIFICATE_OF_MERIT = "certificate_of_merit"
    LETTER = "letter"
    MEDAL = "medal"
    EMULATION_FLAG = "emulation_flag"
    TITLE = "title"
    OTHER_FORM = "other_form"


class Publication(enum.StrEnum):
    """Whether the decision itself publishes the name of the person."""

    NAMED = "named"
    NOT_NAMED = "not_named"


RECIPIENT_LABELS = {
    Recipient.COLLECTIVE: Text(vi="tập thể", en="collective"),
    Recipient.INDIVIDUAL: Text(vi="cá nhân", en="individual"),
}
FORM_LABELS = {
    CommendationForm.CERTIFICATE_OF_MERIT: Text(vi="Bằng khen", en="certificate of merit"),
    CommendationForm.LETTER: Text(vi="Giấy khen", en="letter of commendation"),
    CommendationForm.MEDAL: Text(vi="Huân chương, Huy chương", en="order or medal"),
    CommendationForm.EMULATION_FLAG: Text(vi="Cờ thi đua", en="emulation flag"),
    CommendationForm.TITLE: Text(vi="danh hiệu thi đua", en="emulation title"),
    CommendationForm.OTHER_FORM: Text(vi="hình thức khác", en="another form"),
}
PUBLICATION_LABELS = {
    Publication.NAMED: Text(vi="quyết định công bố họ tên", en="the decision publishes the name"),
    Publication.NOT_NAMED: Text(
        vi="quyết định không công bố họ tên", en="the decision does not publish the name"
    ),
}


@attrs.frozen(kw_only=True)
class Commendation(MovementRecord):
    """One commendation.

    An individual is a `role` in an `organisation`. A `name` stands only where the decision itself publishes
    it. No tip refers to a commendation, and no commendation to a tip.
    """

    table: ClassVar[str] = "commendations"
    label: ClassVar[Text] = Text(vi="khen thưởng", en="commendation")
    key: ClassVar[tuple[str, ...]] = ("province", "number")
    dated_by: ClassVar[str | None] = "decided_on"
    rules: ClassVar[tuple[Rule, ...]] = (
        ProvinceOn(province="province", on="decided_on"),
        OnlyWhen(column="name", when="publication", among=("named",)),
        Needs(column="name", needed="publication"),
        OnlyWhen(column="name", when="recipient", among=("individual",)),
        Needs(column="name", needed="decision"),
    )

    number: str = columns.number(Text(vi="mã khen thưởng", en="number of the commendation"))
    province: str = columns.province(Text(vi="mã tỉnh", en="province"), required=True)
    recipient: Recipient | None = columns.code(
        RECIPIENT_LABELS, Text(vi="đối tượng", en="collective or individual")
    )
    unit: str | None = columns.reference("units", Text(vi="mã đơn vị", en="unit"))
    organisation: str | None = columns.words(Text(vi="tổ chức, đơn vị", en="organisation"))
    role: str | None = columns.words(Text(vi="chức trách", en="role"))
    publication: Publication | None = columns.code(
        PUBLICATION_LABELS, Text(vi="công bố họ tên", en="publication of the name")
    )
    name: str | None = columns.words(Text(vi="họ tên được công bố", en="published name"))
    level: Authority | None = columns.code(AUTHORITY_LABELS, Text(vi="cấp khen", en="level"))
    form: CommendationForm | None = columns.code(FORM_LABELS, Text(vi="hình thức khen", en="form"))
    decision: str | None = columns.document(Text(vi="số quyết định", en="decision"))
    decided_on: datetime.date | None = columns.day(Text(vi="ngày quyết định", en="day of the decision"))
