"""Tips (tin báo, tố giác về an ninh, trật tự): where each stands and what came of it.

Who gave a tip is not recorded, and there is no room for it: a tip has no free text, its place is a commune,
and its fields are codes, days, hours, counts and references. An anonymous tip is a tip like any other.
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


class Channel(enum.StrEnum):
    """How a tip came."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    POST = "post"
    E_MAIL = "e_mail"
    APPLICATION = "application"
    SOCIAL_NETWORK = "social_network"
    BOX = "box"
    MEETING = "meeting"
    PRESS = "press"
    OTHER_AUTHORITY = "other_authority"
    OTHER_CHANNEL = "other_channel"


class TipCategory(enum.StrEnum):
    """What a tip is about. The list is this library's: no instrument that could be read has one."""

    NATIONAL_SECURITY = "national_security"
    SOCIAL_ORDER = "social_order"
    ECONOMY = "economy"
    DRUGS = "drugs"
    SOCIAL_EVIL = "social_evil"
    TRAFFIC = "traffic"
    FIRE = "fire"
    ENVIRONMENT = "environment"
    CYBERSPACE = "cyberspace"
    DISPUTE = "dispute"
    OTHER_CATEGORY = "other_category"


class TipOrigin(enum.StrEnum):
    """The three sources of Article 144 of the Criminal Procedure Code of 2015."""

    DENUNCIATION = "denunciation"
    REPORT = "report"
    PROSECUTION_PROPOSAL = "prosecution_proposal"


class Valuation(enum.StrEnum):
    """Whether a tip was worth something. No instrument defines it, so its ground is recorded beside it."""

    VALUABLE = "valuable"
    NOT_VALUABLE = "not_valuable"
    PENDING = "pending"


class ValuationGround(enum.StrEnum):
    """Why a tip was valued as it was."""

    LED_TO_CASE = "led_to_case"
    LED_TO_ARREST = "led_to_arrest"
    AIDED_INVESTIGATION = "aided_investigation"
    PREVENTED_INCIDENT = "prevented_incident"
    CONFIRMED = "confirmed"
    KNOWN_ALREADY = "known_already"
    NOT_CONFIRMED = "not_confirmed"
    FALSE = "false"
    OTHER_GROUND = "other_ground"


class TransferReason(enum.StrEnum):
    """Why a tip is handed on: Article 8, clauses 1, 5a and 5b of Joint Circular 01/2017."""

    WRONG_AUTHORITY = "wrong_authority"
    URGENT = "urgent"
    AFTER_FIRST_CHECK = "after_first_check"


class Extension(enum.StrEnum):
    """How long resolution may take: Article 147 of the Criminal Procedure Code of 2015."""

    NONE = "none"
    COMPLEX = "complex"
    PROCURACY = "procuracy"


class Resolution(enum.StrEnum):
    """How a tip ended: Article 147, clause 1; Article 7, clause 2, point d of Circular 28/2020."""

    PROSECUTED = "prosecuted"
    NOT_PROSECUTED = "not_prosecuted"
    SUSPENDED = "suspended"
    ADMINISTRATIVE = "administrative"


CHANNEL_LABELS = {
    Channel.IN_PERSON: Text(vi="trực tiếp", en="in person"),
    Channel.TELEPHONE: Text(vi="điện thoại, đường dây nóng", en="by telephone"),
    Channel.POST: Text(vi="thư, đơn", en="by post"),
    Channel.E_MAIL: Text(vi="thư điện tử", en="by e-mail"),
    Channel.APPLICATION: Text(vi="ứng dụng, cổng dịch vụ", en="by an application or portal"),
    Channel.SOCIAL_NETWORK: Text(vi="mạng xã hội", en="by a social network"),
    Channel.BOX: Text(vi="hòm thư tố giác", en="in a letter box for tips"),
    Channel.MEETING: Text(vi="hội nghị, diễn đàn", en="at a meeting"),
    Channel.PRESS: Text(vi="phương tiện thông tin đại chúng", en="by the press"),
    Channel.OTHER_AUTHORITY: Text(vi="cơ quan khác chuyển đến", en="from another authority"),
    Channel.OTHER_CHANNEL: Text(vi="cách khác", en="otherwise"),
}
CATEGORY_LABELS = {
    TipCategory.NATIONAL_SECURITY: Text(vi="an ninh quốc gia", en="national security"),
    TipCategory.SOCIAL_ORDER: Text(vi="trật tự xã hội", en="social order"),
    TipCategory.ECONOMY: Text(vi="kinh tế, tham nhũng, chức vụ", en="the economy, corruption"),
    TipCategory.DRUGS: Text(vi="ma tuý", en="drugs"),
    TipCategory.SOCIAL_EVIL: Text(vi="tệ nạn xã hội", en="social evils"),
    TipCategory.TRAFFIC: Text(vi="trật tự, an toàn giao thông", en="traffic"),
    TipCategory.FIRE: Text(vi="phòng cháy, chữa cháy", en="fire prevention"),
    TipCategory.ENVIRONMENT: Text(vi="môi trường, an toàn thực phẩm", en="the environment, food"),
    TipCategory.CYBERSPACE: Text(vi="không gian mạng", en="cyberspace"),
    TipCategory.DISPUTE: Text(vi="mâu thuẫn, tranh chấp", en="disputes"),
    TipCategory.OTHER_CATEGORY: Text(vi="nội dung khác", en="other matters"),
}
ORIGIN_LABELS = {
    TipOrigin.DENUNCIATION: Text(vi="tố giác", en="denunciation"),
    TipOrigin.REPORT: Text(vi="tin báo", en="report"),
    TipOrigin.PROSECUTION_PROPOSAL: Text(vi="kiến nghị khởi tố", en="proposal to prosecute"),
}
VALUATION_LABELS = {
    Valuation.VALUABLE: Text(vi="có giá trị", en="valuable"),
    Valuation.NOT_VALUABLE: Text(vi="không có giá trị", en="not valuable"),
    Valuation.PENDING: Text(vi="chưa đánh giá xong", en="pending"),
}
GROUND_LABELS = {
    ValuationGround.LED_TO_CASE: Text(vi="dẫn đến khởi tố vụ án", en="led to a case"),
    ValuationGround.LED_TO_ARREST: Text(vi="dẫn đến bắt giữ", en="led to an arrest"),
    ValuationGround.AIDED_INVESTIGATION: Text(vi="giúp ích cho điều tra", en="aided an investigation"),
    ValuationGround.PREVENTED_INCIDENT: Text(vi="ngăn chặn được vụ việc", en="prevented an incident"),
    ValuationGround.CONFIRMED: Text(vi="xác minh là đúng", en="confirmed"),
    ValuationGround.KNOWN_ALREADY: Text(vi="đã biết từ trước", en="known already"),
    ValuationGround.NOT_CONFIRMED: Text(vi="không xác minh được", en="could not be confirmed"),
    ValuationGround.FALSE: Text(vi="không đúng sự thật", en="not true"),
    ValuationGround.OTHER_GROUND: Text(vi="căn cứ khác", en="another ground"),
}
TRANSFER_LABELS = {
    TransferReason.WRONG_AUTHORITY: Text(vi="không thuộc thẩm quyền", en="not within its authority"),
    TransferReason.URGENT: Text(vi="Công an xã chuyển ngay", en="urgent, by the commune police"),
    TransferReason.AFTER_FIRST_CHECK: Text(
        vi="Công an xã chuyển sau xác minh sơ bộ", en="by the commune police after a first check"
    ),
}
EXTENSION_LABELS = {
    Extension.NONE: Text(vi="không kéo dài", en="none"),
    Extension.COMPLEX: Text(vi="phức tạp, kéo dài", en="complex, prolonged"),
    Extension.PROCURACY: Text(vi="Viện kiểm sát gia hạn", en="extended by the procuracy"),
}
RESOLUTION_LABELS = {
    Resolution.PROSECUTED: Text(vi="khởi tố", en="prosecuted"),
    Resolution.NOT_PROSECUTED: Text(vi="không khởi tố", en="not prosecuted"),
    Resolution.SUSPENDED: Text(vi="tạm đình chỉ", en="suspended"),
    Resolution.ADMINISTRATIVE: Text(vi="xử lý hành chính", en="handled as an administrative violation"),
}


@attrs.frozen(kw_only=True)
class Tip(MovementRecord):
    """One tip; `model` is the movement model through which it came.

    `received_by` took it; `competent_on` is the day since when there was ground to see that another authority
    is competent; `remote` says that the commune is in a remote area or on an island. A tip whose resolution
    was suspended may be resumed, and is then settled: `resolution` stays what it was. `continues` is the
    number of the same tip in the records of a province that has since been merged.
    """

    table: ClassVar[str] = "tips"
    label: ClassVar[Text] = Text(vi="tin báo", en="tip")
    key: ClassVar[tuple[str, ...]] = ("province", "number")
    dated_by: ClassVar[str | None] = "received_on"
    discreet: ClassVar[bool] = True
    rules: ClassVar[tuple[Rule, ...]] = (
        ProvinceOn(province="province", on="received_on"),
        InOrder(earlier="received_on", later="classified_on", hours=("received_at", "classified_at")),
        InOrder(earlier="received_on", later="transferred_on", hours=("received_at", "transferred_at")),
        InOrder(earlier="competent_on", later="transferred_on", hours=("competent_at", "transferred_at")),
        InOrder(earlier="received_on", later="competent_on", hours=("received_at", "competent_at")),
        InOrder(earlier="received_on", later="assigned_on"),
        InOrder(earlier="received_on", later="acknowledged_on"),
        InOrder(earlier="received_on", later="valued_on"),
        InOrder(earlier="received_on", later="resolved_on"),
        InOrder(earlier="classified_on", later="resolved_on"),
        InOrder(earlier="assigned_on", later="resolved_on"),
        InOrder(earlier="resolved_on", later="resumed_on"),
        InOrder(earlier="resumed_on", later="settled_on"),
        InOrder(earlier="resolved_on", later="notified_on"),
        Needs(column="received_at", needed="received_on"),
        Needs(column="classified_at", needed="classified_on"),
        Needs(column="transferred_at", needed="transferred_on"),
        Needs(column="competent_at", needed="competent_on"),
        Needs(column="transferred_on", needed="transfer_reason"),
        Needs(column="resolved_on", needed="resolution"),
        Needs(column="resumed_on", needed="resolved_on"),
        Needs(column="settled_on", needed="resumed_on"),
        Needs(column="settled_on", needed="settlement"),
        Needs(column="notified_on", needed="resolved_on"),
        OnlyWhen(column="valuation_ground", when="valuation", among=("valuable", "not_valuable")),
        OnlyWhen(column="valued_on", when="valuation", among=("valuable", "not_valuable")),
        OnlyWhen(column="resumed_on", when="resolution", among=("suspended",)),
        OnlyWhen(column="settlement", when="resolution", among=("suspended",)),
    )

    number: str = columns.number(Text(vi="mã số tin", en="number of the tip"))
    province: str = columns.province(Text(vi="mã tỉnh", en="province"), required=True)
    commune: str | None = columns.commune(Text(vi="mã xã", en="commune"))
    model: str | None = columns.reference("models", Text(vi="qua mô hình", en="through the model"))
    continues: str | None = columns.reference("tips", Text(vi="tiếp theo tin", en="continues the tip"))
    channel: Channel | None = columns.code(CHANNEL_LABELS, Text(vi="kênh tiếp nhận", en="channel"))
    category: TipCategory | None = columns.code(CATEGORY_LABELS, Text(vi="lĩnh vực", en="category"))
    origin: TipOrigin | None = columns.code(ORIGIN_LABELS, Text(vi="nguồn tin", en="origin"))
    received_by: Authority | None = columns.code(AUTHORITY_LABELS, Text(vi="nơi tiếp nhận", en="received by"))
    remote: bool | None = columns.truth(Text(vi="vùng xa, đảo", en="remote area or island"))
    received_on: datetime.date | None = columns.day(Text(vi="ngày tiếp nhận", en="day of receipt"))
    received_at: str | None = columns.hour(Text(vi="giờ tiếp nhận", en="hour of receipt"))
    classified_on: datetime.date | None = columns.day(Text(vi="ngày phân loại", en="day of classification"))
    classified_at: str | None = columns.hour(Text(vi="giờ phân loại", en="hour of classification"))
    competent_on: datetime.date | None = columns.day(
        Text(vi="ngày có căn cứ xác định thẩm quyền", en="day since when another authority is known")
    )
    competent_at: str | None = columns.hour(
        Text(vi="giờ có căn cứ xác định thẩm quyền", en="hour since when another authority is known")
    )
    transfer_reason: TransferReason | None = columns.code(
        TRANSFER_LABELS, Text(vi="lý do chuyển", en="reason of transfer")
    )
    transferred_on: datetime.date | None = columns.day(Text(vi="ngày chuyển", en="day of transfer"))
    transferred_at: str | None = columns.hour(Text(vi="giờ chuyển", en="hour of transfer"))
    assigned_on: datetime.date | None = columns.day(Text(vi="ngày phân công", en="day of assignment"))
    acknowledged_on: datetime.date | None = columns.day(
        Text(vi="ngày báo đã tiếp nhận", en="day of acknowledgement")
    )
    extension: Extension | None = columns.code(EXTENSION_LABELS, Text(vi="kéo dài, gia hạn", en="extension"))
    resolved_on: datetime.date | None = columns.day(Text(vi="ngày giải quyết", en="day of resolution"))
    resolution: Resolution | None = columns.code(
        RESOLUTION_LABELS, Text(vi="kết quả giải quyết", en="resolution")
    )
    resumed_on: datetime.date | None = columns.day(Text(vi="ngày phục hồi", en="day of resumption"))
    settled_on: datetime.date | None = columns.day(
        Text(vi="ngày giải quyết sau phục hồi", en="day it was settled after resumption")
    )
    settlement: Resolution | None = columns.code(
        RESOLUTION_LABELS, Text(vi="kết quả giải quyết sau phục hồi", en="outcome after resumption")
    )
    notified_on: datetime.date | None = columns.day(Text(vi="ngày báo kết quả", en="day the result was told"))
    valuation: Valuation | None = columns.code(VALUATION_LABELS, Text(vi="giá trị của tin", en="valuation"))
    valued_on: datetime.date | None = columns.day(Text(vi="ngày đánh giá", en="day of valuation"))
    valued_by: Authority | None = columns.code(AUTHORITY_LABELS, Text(vi="nơi đánh giá", en="valued by"))
    valuation_ground: ValuationGround | None = columns.code(
        GROUND_LABELS, Text(vi="căn cứ đánh giá", en="ground of the valuation")
    )
    cases: int | None = columns.count(Text(vi="số vụ khởi tố", en="cases opened"), most=1000)
    arrests: int | None = columns.count(Text(vi="số người bị bắt", en="arrests"), most=1000)
    sanctions: int | None = columns.count(
        Text(vi="số trường hợp xử phạt hành chính", en="administrative sanctions"), most=1000
    )
