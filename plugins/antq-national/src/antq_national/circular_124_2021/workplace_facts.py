"""The facts that Article 6 asks for, as sheets of agencies and enterprises.

Nobody is named: people are counted. Where an article disciplines "at warning level or above", a reprimand
(khiển trách) is not counted; Articles 4 and 5 count every form of discipline.
"""

import datetime
import enum

from antq_core.domain.attributes import Fact, fact
from antq_core.domain.declarations import Direction
from antq_core.domain.incidents import IncidentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import UNKNOWN
from antq_core.messages.text import Text
from antq_national.circular_124_2021.declaring import (
    PEOPLE,
    PLAN,
    REGISTRATION,
    REPORT,
    RESOLUTION,
    RULES,
    SUBUNITS,
    all_there_are,
    cases_on_list,
    condition,
    day_of,
    done,
    people_at_fault,
    those_of,
)
from antq_national.circular_124_2021.enterprise_sizes import ENTERPRISE_SIZES, EnterpriseSize
from antq_national.circular_124_2021.instrument import SCOPE, cite


class GuardRating(enum.StrEnum):
    """How a guard force was rated for the year, from the lowest.

    The Articles name only “Hoàn thành tốt nhiệm vụ” and speak of what is above it; the levels around it are
    those by which the grassroots force is rated.
    """

    NOT_COMPLETED = "not_completed"
    COMPLETED = "completed"
    COMPLETED_WELL = "completed_well"
    EXCELLENT = "excellent"


GUARD_RATINGS = {
    GuardRating.NOT_COMPLETED: Text(vi="không hoàn thành nhiệm vụ", en="did not complete its task"),
    GuardRating.COMPLETED: Text(vi="hoàn thành nhiệm vụ", en="completed its task"),
    GuardRating.COMPLETED_WELL: Text(vi="hoàn thành tốt nhiệm vụ", en="completed its task well"),
    GuardRating.EXCELLENT: Text(vi="hoàn thành xuất sắc nhiệm vụ", en="completed its task excellently"),
}


class OrganisationFacts(FactSheet):
    """What Articles 6 and 7 ask alike, in the provision of Article 6 that Article 7, clause 3 applies too."""

    unlawful_propagations: Fact[int] = cases_on_list(
        IncidentKind.UNLAWFUL_RELIGIOUS_PROPAGATION,
        Text(
            vi="số vụ truyền, phát triển tín ngưỡng, tôn giáo trái pháp luật",
            en="cases of unlawful religious propagation",
        ),
        cite("6", "3", "a"),
    )
    abuses_of_religion_or_dispute: Fact[int] = cases_on_list(
        IncidentKind.ABUSE_OF_RELIGION_OR_DISPUTE,
        Text(
            vi="số vụ lợi dụng tín ngưỡng, tôn giáo, dân tộc, tranh chấp, khiếu kiện",
            en="cases of abuse of religion, ethnicity, disputes or petitions",
        ),
        cite("6", "3", "b"),
    )
    incitements: Fact[int] = cases_on_list(
        IncidentKind.INCITEMENT,
        Text(
            vi="số vụ kích động tụ tập, gây rối, lợi dụng khiếu nại, vu khống, đe doạ người giải quyết",
            en="cases of incitement, disorder, abuse of complaints, slander of or threats to officers",
        ),
        cite("6", "3", "c"),
    )
    state_secret_breaches: Fact[int] = cases_on_list(
        IncidentKind.STATE_SECRET_BREACH,
        Text(vi="số vụ vi phạm quy định bảo vệ bí mật nhà nước", en="breaches of the rules on state secrets"),
        cite("6", "3", "e"),
    )


class WorkplaceFacts(OrganisationFacts):
    """What Article 6 asks of an agency or enterprise."""

    party_organisation: Fact[bool] = condition(
        Text(vi="có tổ chức Đảng", en="has a Party organisation"), cite("6", "1")
    )
    party_resolution_adopted: Fact[bool] = done(
        Text(
            vi="tổ chức Đảng đã ra nghị quyết, riêng hoặc lồng ghép nội dung an ninh, trật tự",
            en="the Party organisation adopted a resolution, its own or one that includes security and order",
        ),
        cite("6", "1"),
        RESOLUTION,
    )
    party_resolution_day: Fact[datetime.date] = day_of(
        Text(vi="ngày ra nghị quyết của tổ chức Đảng", en="day of the Party organisation’s resolution"),
        cite("6", "1"),
        RESOLUTION,
    )
    plan_adopted: Fact[bool] = done(
        Text(vi="đã có kế hoạch bảo đảm an ninh, trật tự", en="a security and order plan was adopted"),
        cite("6", "1"),
        PLAN,
    )
    plan_day: Fact[datetime.date] = day_of(
        Text(vi="ngày ban hành kế hoạch", en="day of the plan"), cite("6", "1"), PLAN
    )
    registered: Fact[bool] = done(
        Text(vi="đơn vị đã đăng ký phấn đấu", en="the unit registered for the standard"),
        cite("6", "1"),
        REGISTRATION,
    )
    registration_day: Fact[datetime.date] = day_of(
        Text(vi="ngày đăng ký", en="day of registration"), cite("6", "1"), REGISTRATION
    )
    rules_on_protection: Fact[bool] = done(
        Text(vi="có nội quy về bảo vệ đơn vị", en="rules on protecting the unit"), cite("6", "1"), RULES
    )
    rules_on_state_secrets: Fact[bool] = done(
        Text(vi="có nội quy về bảo vệ bí mật nhà nước", en="rules on state secrets"), cite("6", "1"), RULES
    )
    rules_on_internal_politics: Fact[bool] = done(
        Text(vi="có nội quy về bảo vệ chính trị nội bộ", en="rules on internal political protection"),
        cite("6", "1"),
        RULES,
    )
    rules_on_labour_safety: Fact[bool] = done(
        Text(vi="có nội quy về an toàn lao động", en="rules on labour safety"), cite("6", "1"), RULES
    )
    rules_on_fire_prevention: Fact[bool] = done(
        Text(vi="có nội quy về phòng cháy", en="rules on fire prevention"), cite("6", "1"), RULES
    )
    rules_on_environment: Fact[bool] = done(
        Text(vi="có nội quy về bảo vệ môi trường", en="rules on the environment"), cite("6", "1"), RULES
    )
    rules_fit_practice_and_law: Fact[bool] = done(
        Text(
            vi="các nội quy, quy định phù hợp với thực tế và pháp luật",
            en="the rules fit practice and the law",
        ),
        cite("6", "1"),
        REPORT,
    )
    staff: Fact[int] = all_there_are(
        Text(
            vi="số cán bộ, công chức, viên chức, người lao động",
            en="cadres, civil servants, public employees and workers",
        ),
        cite("6", "1"),
        PEOPLE,
    )
    staff_told_the_rules: Fact[int] = those_of(
        "staff",
        Text(vi="số người được phổ biến nội quy, quy định", en="people briefed on the rules"),
        cite("6", "1"),
        PEOPLE,
    )
    staff_told_the_criteria: Fact[int] = those_of(
        "staff",
        Text(vi="số người được phổ biến tiêu chí", en="people briefed on the criteria"),
        cite("6", "1"),
        PEOPLE,
    )
    policy_implemented: Fact[bool] = done(
        Text(
            vi="đã thực hiện đủ chính sách, pháp luật và quy định của địa phương về an ninh, trật tự",
            en="policy, law and local rules on security and order are fully carried out",
        ),
        cite("6", "2"),
        REPORT,
    )
    police_coordination_rules: Fact[bool] = condition(
        Text(vi="có quy chế phối hợp với Công an", en="has coordination rules with the police"),
        cite("6", "2"),
    )
    police_coordination_implemented: Fact[bool] = done(
        Text(
            vi="đã thực hiện đủ quy chế phối hợp với Công an",
            en="the coordination rules with the police are fully carried out",
        ),
        cite("6", "2"),
        REPORT,
    )
    unlawful_strikes: Fact[int] = cases_on_list(
        IncidentKind.UNLAWFUL_STRIKE,
        Text(vi="số vụ đình công, lãn công trái pháp luật", en="unlawful strikes and slow-downs"),
        cite("6", "3", "d"),
    )
    people_fined: Fact[int] = people_at_fault(
        Text(
            vi="số người bị xử phạt hành chính trong lĩnh vực an ninh, trật tự",
            en="people fined in the field of security and order",
        ),
        cite("6", "3", "h"),
    )
    people_fined_and_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="trong số bị xử phạt hành chính, số người bị kỷ luật từ cảnh cáo trở lên",
            en="of those fined, people disciplined at warning level or above",
        ),
        cite("6", "3", "h"),
        no_more_than="people_fined",
    )
    people_in_social_evils_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="số người mắc tệ nạn xã hội bị kỷ luật từ cảnh cáo trở lên",
            en="people in social evils disciplined at warning level or above",
        ),
        cite("6", "3", "h"),
    )
    guard_force_eligible: Fact[bool] = condition(
        Text(
            vi="lực lượng bảo vệ đủ điều kiện bình xét danh hiệu, xếp loại",
            en="the guard force is eligible for titles and ratings",
        ),
        cite("6", "4"),
    )
    guard_force_titled: Fact[bool] = done(
        Text(
            vi="lực lượng bảo vệ đạt “Tập thể lao động tiên tiến” trở lên",
            en="the guard force holds the title “Advanced labour collective” or better",
        ),
        cite("6", "4"),
    )
    guard_force_rating: Fact[GuardRating] = fact(
        default=UNKNOWN,
        label=Text(vi="mức xếp loại lực lượng bảo vệ", en="rating of the guard force"),
        codes=GUARD_RATINGS,
        direction=Direction.MORE_IS_BETTER,
        source=cite("6", "4"),
    )
    guards_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="số người của lực lượng bảo vệ bị kỷ luật từ cảnh cáo trở lên",
            en="guards disciplined at warning level or above",
        ),
        cite("6", "4"),
    )
    subunits_eligible: Fact[bool] = condition(
        Text(
            vi="các đầu mối trực thuộc đủ điều kiện bình xét danh hiệu, xếp loại",
            en="the subordinate units are eligible for titles and ratings",
        ),
        cite("6", "5"),
    )
    subunits: Fact[int] = all_there_are(
        Text(vi="số đầu mối trực thuộc", en="subordinate units"), cite("6", "5"), SUBUNITS, most=100_000
    )
    subunits_titled: Fact[int] = those_of(
        "subunits",
        Text(
            vi="số đầu mối đạt “Tập thể lao động tiên tiến” hoặc “Hoàn thành tốt nhiệm vụ” trở lên",
            en="subordinate units titled “Advanced labour collective” or rated “completed well”, or better",
        ),
        cite("6", "5"),
        SUBUNITS,
        most=100_000,
    )
    people_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="số người của đơn vị bị kỷ luật từ cảnh cáo trở lên",
            en="people of the unit disciplined at warning level or above",
        ),
        cite("6", "5"),
    )
    people_of_titled_subunits_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="số người bị kỷ luật từ cảnh cáo trở lên trong các đầu mối đạt danh hiệu, mức xếp loại",
            en="people disciplined at warning level or above within the titled subordinate units",
        ),
        cite("6", "5"),
        no_more_than="people_disciplined",
    )


class AgencyFacts(WorkplaceFacts):
    """What Article 6 asks of an agency, and Article 1, clause 2 of its scope."""

    armed_forces: Fact[bool] = condition(
        Text(vi="là cơ quan, đơn vị lực lượng vũ trang", en="part of the armed forces"), SCOPE
    )


class EnterpriseFacts(WorkplaceFacts):
    """What Article 6 asks of an enterprise, and Article 1, clause 2 of its scope."""

    size: Fact[EnterpriseSize] = fact(
        default=UNKNOWN,
        label=Text(vi="quy mô doanh nghiệp", en="size of the enterprise"),
        codes=ENTERPRISE_SIZES,
        changeable=False,
        source=SCOPE,
    )
