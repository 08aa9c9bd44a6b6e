"""Incidents (vụ việc): what happened, when and where, how grave, and how it was handled.

An incident is about a place or an organisation; it names no person.
"""

import datetime
import enum

from antq_core.domain.attributes import Field, field
from antq_core.domain.sheets import Record
from antq_core.domain.stated import UNKNOWN
from antq_core.messages.text import Text


class IncidentKind(enum.StrEnum):
    """What kind of incident it was, in the order of Articles 4, 6 and 7 of Circular 124/2021/TT-BCA."""

    ANTI_STATE_ACTIVITY = "anti_state_activity"
    SABOTAGE = "sabotage"
    UNLAWFUL_RELIGIOUS_PROPAGATION = "unlawful_religious_propagation"
    ABUSE_OF_RELIGION_OR_DISPUTE = "abuse_of_religion_or_dispute"
    SEPARATISM = "separatism"
    PROLONGED_DISPUTE = "prolonged_dispute"
    INCITEMENT = "incitement"
    CRIME = "crime"
    FIRE_OR_EXPLOSION = "fire_or_explosion"
    WORK_ACCIDENT = "work_accident"
    OTHER_INCIDENT = "other_incident"
    UNLAWFUL_STRIKE = "unlawful_strike"
    STATE_SECRET_BREACH = "state_secret_breach"  # noqa: S105  # a kind of incident, no password
    ENVIRONMENTAL_VIOLATION = "environmental_violation"
    FOOD_SAFETY_VIOLATION = "food_safety_violation"
    SCHOOL_VIOLENCE = "school_violence"


class Gravity(enum.StrEnum):
    """How grave, from the least: for a crime by the classes of Article 9 of the Criminal Code of 2015.

    For a fire or another incident, and for the consequences of a violation, the authority's conclusion;
    Circular 124/2021/TT-BCA does not define it.
    """

    LESS_SERIOUS = "less_serious"
    SERIOUS = "serious"
    VERY_SERIOUS = "very_serious"
    ESPECIALLY_SERIOUS = "especially_serious"


class Discipline(enum.StrEnum):
    """The heaviest discipline of anybody for an incident; articles ask for it at warning level or above."""

    NONE = "none"
    REPRIMAND = "reprimand"
    WARNING = "warning"
    ABOVE_WARNING = "above_warning"


INCIDENT_KIND_LABELS = {
    IncidentKind.ANTI_STATE_ACTIVITY: Text(
        vi="hoạt động chống Đảng, chính quyền, phá hoại khối đại đoàn kết",
        en="activity against the Party, the State or national unity",
    ),
    IncidentKind.SABOTAGE: Text(
        vi="phá hoại mục tiêu, công trình trọng điểm", en="sabotage of key targets or works"
    ),
    IncidentKind.UNLAWFUL_RELIGIOUS_PROPAGATION: Text(
        vi="truyền, phát triển tín ngưỡng, tôn giáo trái pháp luật", en="unlawful religious propagation"
    ),
    IncidentKind.ABUSE_OF_RELIGION_OR_DISPUTE: Text(
        vi="lợi dụng tín ngưỡng, tôn giáo, dân tộc, tranh chấp, khiếu kiện gây phức tạp",
        en="abuse of religion, ethnicity, disputes or petitions",
    ),
    IncidentKind.SEPARATISM: Text(vi="ly khai, đòi tự trị", en="separatism or claim of autonomy"),
    IncidentKind.PROLONGED_DISPUTE: Text(
        vi="mâu thuẫn, tranh chấp phức tạp, kéo dài", en="complex and prolonged dispute"
    ),
    IncidentKind.INCITEMENT: Text(
        vi="kích động tụ tập khiếu nại, gây rối; lợi dụng khiếu nại; vu khống, đe doạ người giải quyết",
        en="incitement of mass complaint or disorder; abuse of complaints; threats to officers",
    ),
    IncidentKind.CRIME: Text(vi="tội phạm", en="crime"),
    IncidentKind.FIRE_OR_EXPLOSION: Text(vi="cháy, nổ", en="fire or explosion"),
    IncidentKind.WORK_ACCIDENT: Text(vi="tai nạn lao động", en="work accident"),
    IncidentKind.OTHER_INCIDENT: Text(vi="sự cố khác", en="other incident"),
    IncidentKind.UNLAWFUL_STRIKE: Text(
        vi="đình công, lãn công trái pháp luật", en="unlawful strike or slow-down"
    ),
    IncidentKind.STATE_SECRET_BREACH: Text(
        vi="vi phạm quy định bảo vệ bí mật nhà nước", en="breach of the rules on state secrets"
    ),
    IncidentKind.ENVIRONMENTAL_VIOLATION: Text(
        vi="vi phạm về bảo vệ môi trường", en="violation of environmental law"
    ),
    IncidentKind.FOOD_SAFETY_VIOLATION: Text(
        vi="vi phạm về an toàn thực phẩm", en="violation of food safety law"
    ),
    IncidentKind.SCHOOL_VIOLENCE: Text(vi="bạo lực học đường", en="school violence"),
}

GRAVITY_LABELS = {
    Gravity.LESS_SERIOUS: Text(vi="ít nghiêm trọng", en="less serious"),
    Gravity.SERIOUS: Text(vi="nghiêm trọng", en="serious"),
    Gravity.VERY_SERIOUS: Text(vi="rất nghiêm trọng", en="very serious"),
    Gravity.ESPECIALLY_SERIOUS: Text(vi="đặc biệt nghiêm trọng", en="especially serious"),
}

DISCIPLINE_LABELS = {
    Discipline.NONE: Text(vi="không ai bị kỷ luật", en="nobody was disciplined"),
    Discipline.REPRIMAND: Text(vi="khiển trách", en="reprimand"),
    Discipline.WARNING: Text(vi="cảnh cáo", en="warning"),
    Discipline.ABOVE_WARNING: Text(vi="trên cảnh cáo", en="above warning"),
}


class Incident(Record):
    """One incident. `commune` is the code and `unit` the id of the unit in whose place it happened.

    `handling_accepted` is the written conclusion of the competent authority that a grave case was
    handled as Article 4, clause 4, point b asks; the three fields before it are what the record shows.
    """

    kind: Field[IncidentKind] = field(
        default=UNKNOWN, label=Text(vi="loại vụ việc", en="kind of incident"), codes=INCIDENT_KIND_LABELS
    )
    occurred_on: Field[datetime.date] = field(
        default=UNKNOWN, label=Text(vi="ngày xảy ra", en="day it happened")
    )
    commune: Field[str] = field(default=UNKNOWN, label=Text(vi="mã xã", en="commune code"))
    unit: Field[str] = field(default=UNKNOWN, label=Text(vi="đơn vị nơi xảy ra", en="unit where it happened"))
    gravity: Field[Gravity] = field(
        default=UNKNOWN, label=Text(vi="mức độ nghiêm trọng", en="gravity"), codes=GRAVITY_LABELS
    )
    fatal: Field[bool] = field(default=UNKNOWN, label=Text(vi="có người chết", en="somebody died"))
    force_majeure: Field[bool] = field(default=UNKNOWN, label=Text(vi="do bất khả kháng", en="force majeure"))
    found_in_time: Field[bool] = field(
        default=UNKNOWN, label=Text(vi="kịp thời phát hiện", en="found in time")
    )
    mitigated: Field[bool] = field(
        default=UNKNOWN,
        label=Text(vi="đã dùng đồng bộ biện pháp giảm hậu quả", en="consequences reduced by all measures"),
    )
    reported_at_once: Field[bool] = field(
        default=UNKNOWN,
        label=Text(vi="báo ngay cấp có thẩm quyền", en="reported at once to the competent authority"),
    )
    handling_accepted: Field[bool] = field(
        default=UNKNOWN,
        label=Text(
            vi="cấp có thẩm quyền kết luận đã xử lý đúng", en="authority concluded it was handled properly"
        ),
    )
    discipline: Field[Discipline] = field(
        default=UNKNOWN,
        label=Text(vi="hình thức kỷ luật nặng nhất trong vụ việc", en="heaviest discipline for the incident"),
        codes=DISCIPLINE_LABELS,
    )


Incident.declare_list(
    name="incidents",
    label=Text(vi="danh sách vụ việc", en="list of incidents"),
    at_most=10_000,
    dated_by="occurred_on",
    commune_in="commune",
    unit_in="unit",
)
