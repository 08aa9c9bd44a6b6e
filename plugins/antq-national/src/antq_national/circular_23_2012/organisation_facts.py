"""The facts that Articles 7 and 8 ask for, as sheets of agencies and enterprises, and of schools.

Nobody is named: people are counted. A crime or a social evil of any degree counts.
"""

from antq_core.domain.attributes import Fact
from antq_core.domain.sheets import FactSheet
from antq_core.messages.text import Text
from antq_national.circular_23_2012.facts import MODEL
from antq_national.circular_23_2012.instrument import cite
from antq_national.circular_124_2021.declaring import (
    PEOPLE,
    PLAN,
    REGISTRATION,
    REPORT,
    RESOLUTION,
    RULES,
    all_there_are,
    cases,
    condition,
    done,
    people_at_fault,
    those_of,
)

COORDINATION = Text(vi="kế hoạch phối hợp", en="the coordination plan")


class WorkplaceFacts(FactSheet):
    """What Article 7 asks of an agency or enterprise."""

    plan_adopted: Fact[bool] = done(
        Text(
            vi="cấp uỷ, người đứng đầu đã có kế hoạch bảo đảm an ninh, trật tự",
            en="the Party committee and the head of the unit adopted a security and order plan",
        ),
        cite("7", "1"),
        PLAN,
    )
    registered: Fact[bool] = done(
        Text(vi="đơn vị đã có bản đăng ký phấn đấu", en="the unit registered for the standard"),
        cite("7", "1"),
        REGISTRATION,
    )
    rules_on_protection: Fact[bool] = done(
        Text(vi="có nội quy về bảo vệ đơn vị", en="rules on protecting the unit"), cite("7", "1"), RULES
    )
    rules_on_state_secrets: Fact[bool] = done(
        Text(vi="có nội quy về bảo vệ bí mật nhà nước", en="rules on state secrets"), cite("7", "1"), RULES
    )
    rules_on_internal_politics: Fact[bool] = done(
        Text(vi="có nội quy về bảo vệ chính trị nội bộ", en="rules on internal political protection"),
        cite("7", "1"),
        RULES,
    )
    rules_on_fire_prevention: Fact[bool] = done(
        Text(vi="có nội quy về phòng cháy", en="rules on fire prevention"), cite("7", "1"), RULES
    )
    staff: Fact[int] = all_there_are(
        Text(vi="số cán bộ, công nhân viên", en="cadres, employees and workers"), cite("7", "1"), PEOPLE
    )
    staff_committed: Fact[int] = those_of(
        "staff",
        Text(
            vi="số cán bộ, công nhân viên đã ký cam kết giao ước thi đua",
            en="staff who signed the commitment",
        ),
        cite("7", "1"),
        PEOPLE,
    )
    policy_effective: Fact[bool] = done(
        Text(
            vi="đã thực hiện hiệu quả chính sách, pháp luật",
            en="policy and law are carried out effectively",
        ),
        cite("7", "2"),
        REPORT,
    )
    coordination_plan: Fact[bool] = done(
        Text(
            vi="có kế hoạch phối hợp với chính quyền và Công an",
            en="a plan of coordination with the authorities and the police",
        ),
        cite("7", "2"),
        COORDINATION,
    )
    self_protection_model: Fact[bool] = done(
        Text(
            vi="có mô hình tự phòng, tự quản, tự bảo vệ",
            en="a model of self-prevention, self-management and self-protection",
        ),
        cite("7", "2"),
        MODEL,
    )
    mass_petitions: Fact[int] = cases(
        Text(vi="số vụ khiếu kiện đông người", en="petitions in a mass"), cite("7", "3")
    )
    unlawful_strikes: Fact[int] = cases(
        Text(vi="số vụ đình công trái pháp luật", en="unlawful strikes"), cite("7", "3")
    )
    thefts_of_great_value: Fact[int] = cases(
        Text(vi="số vụ mất trộm tài sản giá trị lớn", en="thefts of property of great value"), cite("7", "3")
    )
    leaks: Fact[int] = cases(
        Text(vi="số vụ lộ công nghệ, bí mật nhà nước", en="leaks of technology or state secrets"),
        cite("7", "3"),
    )
    people_committing_crimes: Fact[int] = people_at_fault(
        Text(vi="số cán bộ, công nhân viên phạm tội", en="staff who committed a crime"), cite("7", "3")
    )
    people_in_social_evils: Fact[int] = people_at_fault(
        Text(vi="số cán bộ, công nhân viên mắc tệ nạn xã hội", en="staff in social evils"), cite("7", "3")
    )


class SchoolFacts(FactSheet):
    """What Article 8 asks of a school, as far as it could be read."""

    party_organisation: Fact[bool] = condition(
        Text(vi="có tổ chức Đảng", en="has a Party organisation"), cite("8", "1")
    )
    party_resolution_adopted: Fact[bool] = done(
        Text(vi="cấp uỷ đã có nghị quyết", en="the Party committee adopted a resolution"),
        cite("8", "1"),
        RESOLUTION,
    )
    plan_adopted: Fact[bool] = done(
        Text(
            vi="ban giám hiệu đã có kế hoạch bảo đảm an ninh, trật tự",
            en="the school’s management adopted a security and order plan",
        ),
        cite("8", "1"),
        PLAN,
    )
    registered: Fact[bool] = done(
        Text(vi="nhà trường đã có bản đăng ký phấn đấu", en="the school registered for the standard"),
        cite("8", "1"),
        REGISTRATION,
    )
    rules_on_protection: Fact[bool] = done(
        Text(vi="có nội quy về bảo vệ nhà trường", en="rules on protecting the school"),
        cite("8", "1"),
        RULES,
    )
    rules_on_internal_politics: Fact[bool] = done(
        Text(vi="có nội quy về bảo vệ chính trị nội bộ", en="rules on internal political protection"),
        cite("8", "1"),
        RULES,
    )
    rules_on_learners: Fact[bool] = done(
        Text(vi="có nội quy về quản lý, giáo dục người học", en="rules on managing and educating learners"),
        cite("8", "1"),
        RULES,
    )
    rules_on_fire_prevention: Fact[bool] = done(
        Text(vi="có nội quy về phòng cháy", en="rules on fire prevention"), cite("8", "1"), RULES
    )
    staff: Fact[int] = all_there_are(
        Text(vi="số cán bộ, giáo viên, nhân viên", en="cadres, teachers and employees"),
        cite("8", "1"),
        PEOPLE,
    )
    staff_committed: Fact[int] = those_of(
        "staff",
        Text(vi="số cán bộ, giáo viên, nhân viên đã ký cam kết", en="staff who signed the commitment"),
        cite("8", "1"),
        PEOPLE,
    )
    learners_from_lower_secondary: Fact[int] = all_there_are(
        Text(vi="số người học từ trung học cơ sở trở lên", en="learners from lower secondary level up"),
        cite("8", "1"),
        PEOPLE,
    )
    learners_committed: Fact[int] = those_of(
        "learners_from_lower_secondary",
        Text(
            vi="số người học từ trung học cơ sở trở lên đã ký cam kết",
            en="learners from lower secondary level up who signed the commitment",
        ),
        cite("8", "1"),
        PEOPLE,
    )
    policy_effective: Fact[bool] = done(
        Text(
            vi="đã thực hiện hiệu quả chính sách",
            en="policy is carried out effectively",
        ),
        cite("8", "2"),
        REPORT,
    )
    general_education: Fact[bool] = condition(
        Text(vi="có học sinh phổ thông", en="has pupils of general education"), cite("8", "2")
    )
    three_way_coordination_plan: Fact[bool] = done(
        Text(
            vi="có kế hoạch phối hợp giữa nhà trường, chính quyền và gia đình",
            en="a plan of coordination between school, authorities and families",
        ),
        cite("8", "2"),
        COORDINATION,
    )
