"""The facts that Article 7 asks for, as the sheet of schools.

Nobody is named: people are counted. A reprimand (khiển trách) is not counted.
"""

import datetime
import enum

from antq_core.domain.attributes import Fact, fact
from antq_core.domain.declarations import Direction
from antq_core.domain.incidents import IncidentKind
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
from antq_national.circular_124_2021.instrument import SCOPE, cite
from antq_national.circular_124_2021.workplace_facts import GUARD_RATINGS, GuardRating, OrganisationFacts


class SchoolLevel(enum.StrEnum):
    """What an institution teaches, as far as Article 1, clause 2, point b asks."""

    NURSERY = "nursery"
    KINDERGARTEN = "kindergarten"
    PRIMARY = "primary"
    PRIMARY_AND_ABOVE = "primary_and_above"
    ABOVE_PRIMARY = "above_primary"


SCHOOL_LEVELS = {
    SchoolLevel.NURSERY: Text(vi="nhà trẻ", en="nursery"),
    SchoolLevel.KINDERGARTEN: Text(vi="mầm non", en="kindergarten"),
    SchoolLevel.PRIMARY: Text(vi="tiểu học", en="primary"),
    SchoolLevel.PRIMARY_AND_ABOVE: Text(
        vi="nhiều cấp học, có tiểu học và cấp cao hơn", en="primary and higher levels together"
    ),
    SchoolLevel.ABOVE_PRIMARY: Text(vi="chỉ trên tiểu học", en="above primary only"),
}


class SchoolFacts(OrganisationFacts):
    """What Article 7 asks of an educational institution, and Article 1, clause 2 of its scope."""

    level: Fact[SchoolLevel] = fact(
        default=UNKNOWN,
        label=Text(vi="cấp học", en="level taught"),
        codes=SCHOOL_LEVELS,
        changeable=False,
        source=SCOPE,
    )
    party_organisation: Fact[bool] = condition(
        Text(vi="có tổ chức Đảng", en="has a Party organisation"), cite("7", "1")
    )
    party_resolution_adopted: Fact[bool] = done(
        Text(
            vi="tổ chức Đảng đã ra nghị quyết, riêng hoặc lồng ghép nội dung an ninh, trật tự",
            en="the Party organisation adopted a resolution, its own or one that includes security and order",
        ),
        cite("7", "1"),
        RESOLUTION,
    )
    party_resolution_day: Fact[datetime.date] = day_of(
        Text(vi="ngày ra nghị quyết của tổ chức Đảng", en="day of the Party organisation’s resolution"),
        cite("7", "1"),
        RESOLUTION,
    )
    plan_adopted: Fact[bool] = done(
        Text(vi="đã có kế hoạch bảo đảm an ninh, trật tự", en="a security and order plan was adopted"),
        cite("7", "1"),
        PLAN,
    )
    plan_day: Fact[datetime.date] = day_of(
        Text(vi="ngày ban hành kế hoạch", en="day of the plan"), cite("7", "1"), PLAN
    )
    registered: Fact[bool] = done(
        Text(vi="cơ sở giáo dục đã đăng ký phấn đấu", en="the institution registered for the standard"),
        cite("7", "1"),
        REGISTRATION,
    )
    registration_day: Fact[datetime.date] = day_of(
        Text(vi="ngày đăng ký", en="day of registration"), cite("7", "1"), REGISTRATION
    )
    rules_on_protection: Fact[bool] = done(
        Text(vi="có nội quy về bảo vệ cơ sở", en="rules on protecting the institution"),
        cite("7", "1"),
        RULES,
    )
    rules_on_internal_politics: Fact[bool] = done(
        Text(vi="có nội quy về bảo vệ chính trị nội bộ", en="rules on internal political protection"),
        cite("7", "1"),
        RULES,
    )
    rules_on_learners: Fact[bool] = done(
        Text(vi="có nội quy về quản lý, giáo dục người học", en="rules on managing and educating learners"),
        cite("7", "1"),
        RULES,
    )
    rules_on_fire_prevention: Fact[bool] = done(
        Text(vi="có nội quy về phòng cháy", en="rules on fire prevention"), cite("7", "1"), RULES
    )
    rules_fit_practice_and_law: Fact[bool] = done(
        Text(
            vi="các nội quy, quy định phù hợp với thực tế và pháp luật",
            en="the rules fit practice and the law",
        ),
        cite("7", "1"),
        REPORT,
    )
    staff: Fact[int] = all_there_are(
        Text(vi="số cán bộ, nhân viên, người dạy", en="cadres, employees and teachers"),
        cite("7", "1"),
        PEOPLE,
    )
    staff_told_the_rules: Fact[int] = those_of(
        "staff",
        Text(
            vi="số cán bộ, nhân viên, người dạy được phổ biến nội quy, quy định",
            en="cadres, employees and teachers briefed on the rules",
        ),
        cite("7", "1"),
        PEOPLE,
    )
    staff_told_the_criteria: Fact[int] = those_of(
        "staff",
        Text(
            vi="số cán bộ, nhân viên, người dạy được phổ biến tiêu chí",
            en="cadres, employees and teachers briefed on the criteria",
        ),
        cite("7", "1"),
        PEOPLE,
    )
    learners: Fact[int] = all_there_are(Text(vi="số người học", en="learners"), cite("7", "1"), PEOPLE)
    learners_told_the_rules: Fact[int] = those_of(
        "learners",
        Text(vi="số người học được phổ biến nội quy, quy định", en="learners briefed on the rules"),
        cite("7", "1"),
        PEOPLE,
    )
    learners_told_the_criteria: Fact[int] = those_of(
        "learners",
        Text(vi="số người học được phổ biến tiêu chí", en="learners briefed on the criteria"),
        cite("7", "1"),
        PEOPLE,
    )
    policy_implemented: Fact[bool] = done(
        Text(
            vi="đã thực hiện đủ chính sách, pháp luật và quy định của địa phương về an ninh, trật tự",
            en="policy, law and local rules on security and order are fully carried out",
        ),
        cite("7", "2"),
        REPORT,
    )
    police_coordination_rules: Fact[bool] = condition(
        Text(vi="có quy chế phối hợp với Công an", en="has coordination rules with the police"),
        cite("7", "2"),
    )
    police_coordination_implemented: Fact[bool] = done(
        Text(
            vi="đã thực hiện đủ quy chế phối hợp với Công an",
            en="the coordination rules with the police are fully carried out",
        ),
        cite("7", "2"),
        REPORT,
    )
    general_education: Fact[bool] = condition(
        Text(vi="là cơ sở giáo dục phổ thông", en="an institution of general education"), cite("7", "2")
    )
    parents_coordination: Fact[bool] = done(
        Text(
            vi="có hình thức, biện pháp phối hợp quản lý học sinh với Ban đại diện cha mẹ học sinh",
            en="manages pupils together with the parents’ board, in a set form and by set measures",
        ),
        cite("7", "2"),
        Text(vi="văn bản phối hợp", en="the document on coordination"),
    )
    school_violence_cases: Fact[int] = cases_on_list(
        IncidentKind.SCHOOL_VIOLENCE,
        Text(vi="số vụ bạo lực học đường", en="cases of school violence"),
        cite("7", "4"),
    )
    people_committing_crimes: Fact[int] = people_at_fault(
        Text(
            vi="số cán bộ, nhân viên, người dạy, người học phạm tội",
            en="cadres, employees, teachers and learners who committed a crime",
        ),
        cite("7", "4"),
    )
    people_committing_crimes_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="trong số phạm tội, số người bị kỷ luật từ cảnh cáo trở lên",
            en="of those who committed a crime, people disciplined at warning level or above",
        ),
        cite("7", "4"),
        no_more_than="people_committing_crimes",
    )
    people_in_social_evils_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="số cán bộ, nhân viên, người dạy, người học mắc tệ nạn xã hội bị kỷ luật từ cảnh cáo trở lên",
            en="cadres, employees, teachers and learners in social evils disciplined at warning level or above",
        ),
        cite("7", "4"),
    )
    guard_force: Fact[bool] = condition(
        Text(vi="có lực lượng bảo vệ", en="has a guard force"), cite("7", "5")
    )
    guard_force_eligible: Fact[bool] = condition(
        Text(
            vi="lực lượng bảo vệ đủ điều kiện bình xét danh hiệu, xếp loại",
            en="the guard force is eligible for titles and ratings",
        ),
        cite("7", "5"),
    )
    guard_force_titled: Fact[bool] = done(
        Text(
            vi="lực lượng bảo vệ đạt “Tập thể lao động tiên tiến” trở lên",
            en="the guard force holds the title “Advanced labour collective” or better",
        ),
        cite("7", "5"),
    )
    guard_force_rating: Fact[GuardRating] = fact(
        default=UNKNOWN,
        label=Text(vi="mức xếp loại lực lượng bảo vệ", en="rating of the guard force"),
        codes=GUARD_RATINGS,
        direction=Direction.MORE_IS_BETTER,
        source=cite("7", "5"),
    )
    guards_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="số người của lực lượng bảo vệ bị kỷ luật từ cảnh cáo trở lên",
            en="guards disciplined at warning level or above",
        ),
        cite("7", "5"),
    )
    subunits_eligible: Fact[bool] = condition(
        Text(
            vi="các đầu mối trực thuộc đủ điều kiện bình xét danh hiệu, xếp loại",
            en="the subordinate units are eligible for titles and ratings",
        ),
        cite("7", "6"),
    )
    subunits: Fact[int] = all_there_are(
        Text(vi="số đầu mối (khoa, phòng, ban, tổ chuyên môn)", en="faculties, offices and subject groups"),
        cite("7", "6"),
        SUBUNITS,
        most=100_000,
    )
    subunits_titled: Fact[int] = those_of(
        "subunits",
        Text(
            vi="số đầu mối đạt “Tập thể lao động tiên tiến” hoặc “Hoàn thành tốt nhiệm vụ” trở lên",
            en="subordinate units titled “Advanced labour collective” or rated “completed well”, or better",
        ),
        cite("7", "6"),
        SUBUNITS,
        most=100_000,
    )
    people_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="số người của cơ sở bị kỷ luật từ cảnh cáo trở lên",
            en="people of the institution disciplined at warning level or above",
        ),
        cite("7", "6"),
    )
    people_of_titled_subunits_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="số người bị kỷ luật từ cảnh cáo trở lên trong các đầu mối đạt danh hiệu, mức xếp loại",
            en="people disciplined at warning level or above within the titled subordinate units",
        ),
        cite("7", "6"),
        no_more_than="people_disciplined",
    )
