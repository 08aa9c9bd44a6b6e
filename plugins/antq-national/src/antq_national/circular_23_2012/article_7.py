"""Article 7: agencies (cơ quan) and enterprises (doanh nghiệp), of which the same is asked."""

from antq_core.domain.incidents import Gravity, Incident, IncidentKind
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import all_hold, count, share
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion
from antq_core.standards.standard import Standard
from antq_national.circular_23_2012.instrument import (
    IN_FORCE_FROM,
    IN_FORCE_TO,
    NO_EXCLUSION,
    READ_IN_PART,
    both_ends_count,
    cite,
    not_read,
)
from antq_national.circular_23_2012.organisation_facts import WorkplaceFacts
from antq_national.circular_23_2012.procedure import ORGANISATION_PROCEDURE
from antq_national.circular_124_2021.instrument import SCHEME

Facts = WorkplaceFacts

SERIOUS_FIRE_OR_ACCIDENT = Incident.kind.is_one_of(
    IncidentKind.FIRE_OR_EXPLOSION, IncidentKind.WORK_ACCIDENT
) & Incident.gravity.at_least(Gravity.SERIOUS)

CRITERIA = (
    Criterion(
        code="C12-1a",
        text=Text(
            vi="Cấp uỷ, người đứng đầu có kế hoạch; có bản đăng ký; có nội quy về bảo vệ đơn vị, bí mật nhà nước, chính trị nội bộ, phòng cháy",
            en="A plan, a registration, and rules on protecting the unit, state secrets, internal politics and fire prevention",
        ),
        citation=cite("7", "1"),
        holds=all_hold(
            [
                Facts.plan_adopted,
                Facts.registered,
                Facts.rules_on_protection,
                Facts.rules_on_state_secrets,
                Facts.rules_on_internal_politics,
                Facts.rules_on_fire_prevention,
            ]
        ),
    ),
    Criterion(
        code="C12-1b",
        text=Text(
            vi="Mọi cán bộ, công nhân viên ký cam kết giao ước thi đua",
            en="All cadres, employees and workers sign the commitment",
        ),
        citation=cite("7", "1"),
        # The circular does not speak of a unit without any staff.
        holds=share(Facts.staff_committed, Facts.staff, Ratio(100), of_nothing=Truths.EITHER),
    ),
    Criterion(
        code="C12-2",
        text=Text(
            vi="Thực hiện hiệu quả chính sách, pháp luật; có kế hoạch phối hợp với chính quyền và Công an; có mô hình tự phòng, tự quản, tự bảo vệ",
            en="Policy and law are carried out effectively, with a plan of coordination with the authorities and the police and a model of self-protection",
        ),
        citation=cite("7", "2"),
        holds=Facts.policy_effective & Facts.coordination_plan & Facts.self_protection_model,
    ),
    Criterion(
        code="C12-3a",
        text=Text(
            vi="Không có khiếu kiện đông người, đình công trái pháp luật; mất trộm tài sản giá trị lớn; lộ công nghệ, bí mật nhà nước; cháy, nổ, tai nạn lao động nghiêm trọng",
            en="No petition in a mass, unlawful strike, theft of great value, leak of technology or state secrets, or serious fire, explosion or work accident",
        ),
        citation=cite("7", "3"),
        holds=(Facts.mass_petitions == 0)
        & (Facts.unlawful_strikes == 0)
        & (Facts.thefts_of_great_value == 0)
        & (Facts.leaks == 0)
        & (count(Incident, where=SERIOUS_FIRE_OR_ACCIDENT) == 0),
    ),
    Criterion(
        code="C12-3b",
        text=Text(
            vi="Không có cán bộ, công nhân viên phạm tội hoặc mắc tệ nạn xã hội",
            en="Nobody of the staff commits a crime or is in social evils",
        ),
        citation=cite("7", "3"),
        holds=(Facts.people_committing_crimes == 0) & (Facts.people_in_social_evils == 0),
    ),
    not_read(
        "C12-4",
        Text(
            vi="Xây dựng lực lượng bảo vệ … (phần còn lại của khoản chưa đọc được)",
            en="The guard force is built up … (the rest of the clause could not be read)",
        ),
        cite("7", "4"),
    ),
    not_read(
        "C12-5",
        Text(
            vi="Các khoản sau khoản 4 Điều 7, nếu có, chưa đọc được",
            en="The clauses after clause 4 of Article 7, if there are any, which could not be read",
        ),
        cite("7"),
    ),
)


def _standard(kind: NationalKind, title: Text) -> Standard:
    return Standard(
        id=f"vn/antt-safety/23-2012/{kind.value}",
        scheme=SCHEME,
        jurisdiction="vn",
        kinds=(kind.value,),
        title=title,
        citation=cite("7"),
        in_force_from=IN_FORCE_FROM,
        in_force_to=IN_FORCE_TO,
        window=WindowRule(DayOfYear(11, 30, -1), DayOfYear(11, 30)),
        # No deadline could be read: the first day on which the whole window has passed.
        decided_on=DayOfYear(12, 1),
        facts=Facts.facts(),
        records=(Incident.declaration,),
        criteria=CRITERIA,
        assumptions=(READ_IN_PART, NO_EXCLUSION, both_ends_count("30/11")),
        procedure=ORGANISATION_PROCEDURE,
    )


AGENCIES = _standard(
    NationalKind.AGENCY,
    Text(
        vi="Cơ quan đạt tiêu chuẩn “An toàn về an ninh, trật tự”",
        en="Agencies that meet the standard “Safe in security and order”",
    ),
)

ENTERPRISES = _standard(
    NationalKind.ENTERPRISE,
    Text(
        vi="Doanh nghiệp đạt tiêu chuẩn “An toàn về an ninh, trật tự”",
        en="Enterprises that meet the standard “Safe in security and order”",
    ),
)
