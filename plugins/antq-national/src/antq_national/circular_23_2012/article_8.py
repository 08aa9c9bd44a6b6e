"""Article 8: schools (nhà trường). Only clause 1 and the beginning of clause 2 could be read."""

from antq_core.domain.units import NationalKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import all_hold, share
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion, Transcription
from antq_core.standards.standard import Standard
from antq_national.circular_23_2012.instrument import (
    IN_FORCE_FROM,
    IN_FORCE_TO,
    NO_EXCLUSION,
    READ_IN_PART,
    SCHOOL_YEAR,
    cite,
    not_read,
)
from antq_national.circular_23_2012.organisation_facts import SchoolFacts
from antq_national.circular_23_2012.procedure import ORGANISATION_PROCEDURE
from antq_national.circular_124_2021.instrument import SCHEME

Facts = SchoolFacts
EVERYBODY = Ratio(100)

SCHOOLS = Standard(
    id="vn/antt-safety/23-2012/school",
    scheme=SCHEME,
    jurisdiction="vn",
    kinds=(NationalKind.SCHOOL.value,),
    title=Text(
        vi="Nhà trường đạt tiêu chuẩn “An toàn về an ninh, trật tự”",
        en="Schools that meet the standard “Safe in security and order”",
    ),
    citation=cite("8"),
    in_force_from=IN_FORCE_FROM,
    in_force_to=IN_FORCE_TO,
    # From the closing of a school year to that of the next, on days that are not known. Nothing that could
    # be read is counted over it, so no list is asked for either.
    window=WindowRule(DayOfYear(1, 1, -1), DayOfYear(12, 31)),
    # No deadline could be read: the first day on which the whole window has passed.
    decided_on=DayOfYear(1, 1, 1),
    facts=Facts.facts(),
    criteria=(
        Criterion(
            code="T12-1a",
            text=Text(
                vi="Cấp uỷ có nghị quyết (nơi có tổ chức Đảng); ban giám hiệu có kế hoạch; có bản đăng ký; có nội quy về bảo vệ trường, chính trị nội bộ, quản lý, giáo dục người học, phòng cháy",
                en="A Party resolution (where there is a Party organisation), a plan, a registration, and rules on protecting the school, internal politics, managing and educating learners, and fire prevention",
            ),
            citation=cite("8", "1"),
            holds=all_hold(
                [
                    ~Facts.party_organisation | Facts.party_resolution_adopted,
                    Facts.plan_adopted,
                    Facts.registered,
                    Facts.rules_on_protection,
                    Facts.rules_on_internal_politics,
                    Facts.rules_on_learners,
                    Facts.rules_on_fire_prevention,
                ]
            ),
        ),
        Criterion(
            code="T12-1b",
            text=Text(
                vi="Mọi cán bộ, giáo viên, nhân viên và người học từ trung học cơ sở trở lên ký cam kết",
                en="All cadres, teachers, employees and learners from lower secondary level up sign the commitment",
            ),
            citation=cite("8", "1"),
            # The circular does not speak of a school without staff. Where there are no such learners, none signs.
            holds=share(Facts.staff_committed, Facts.staff, EVERYBODY, of_nothing=Truths.EITHER)
            & share(
                Facts.learners_committed,
                Facts.learners_from_lower_secondary,
                EVERYBODY,
                of_nothing=Truths.TRUE,
            ),
        ),
        Criterion(
            code="T12-2a",
            text=Text(
                vi="Thực hiện hiệu quả chính sách",
                en="Policy is carried out effectively",
            ),
            citation=cite("8", "2"),
            holds=Facts.policy_effective,
            transcription=Transcription.PARTIAL,
        ),
        Criterion(
            code="T12-2b",
            text=Text(
                vi="Có kế hoạch phối hợp giữa nhà trường, chính quyền và gia đình (đối với học sinh phổ thông)",
                en="There is a plan of coordination between school, authorities and families (for pupils of general education)",
            ),
            citation=cite("8", "2"),
            applies_where=Facts.general_education,
            holds=Facts.three_way_coordination_plan,
            transcription=Transcription.PARTIAL,
        ),
        not_read(
            "T12-2c",
            Text(
                vi="Phần còn lại của khoản 2 Điều 8, kể cả kế hoạch phối hợp ở nơi không có học sinh phổ thông, chưa đọc được",
                en="The rest of Article 8, clause 2, which could not be read, with what it asks where there are no pupils of general education",
            ),
            cite("8", "2"),
        ),
        not_read(
            "T12-3",
            Text(
                vi="Các khoản sau khoản 2 Điều 8 chưa đọc được",
                en="The clauses after clause 2 of Article 8, which could not be read",
            ),
            cite("8"),
        ),
    ),
    assumptions=(READ_IN_PART, NO_EXCLUSION, SCHOOL_YEAR),
    procedure=ORGANISATION_PROCEDURE,
)
