"""Article 7: educational institutions (cơ sở giáo dục)."""

import attrs

from antq_core.domain.incidents import Discipline, Incident, IncidentKind
from antq_core.domain.movement_models import ModelEntry
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.writing import count, reading_is
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion
from antq_core.standards.standard import Standard
from antq_national.circular_124_2021.effective_models import HAS_EFFECTIVE_MODEL
from antq_national.circular_124_2021.first_quarter import done_in_first_quarter, resolved_in_first_quarter
from antq_national.circular_124_2021.instrument import (
    IN_FORCE_FROM,
    SCHEME,
    SCOPE,
    UNREAD_AMENDMENT,
    cite,
)
from antq_national.circular_124_2021.organisations import (
    POINTS,
    criterion_of,
    everybody,
    rules_on,
    seventy_percent,
)
from antq_national.circular_124_2021.procedure import SCHOOL_PROCEDURE
from antq_national.circular_124_2021.readings import (
    DECEMBER_RESOLUTION,
    NOBODY_DISCIPLINED_IN,
    SCHOOL_WITH_PRIMARY,
    SERIOUS_CRIME_HANDLED,
    WARNING_QUALIFIES,
    in_each_reading,
)
from antq_national.circular_124_2021.school_facts import SchoolFacts, SchoolLevel
from antq_national.circular_124_2021.workplace_facts import GuardRating

Facts = SchoolFacts

IN_SCOPE = (Facts.level == SchoolLevel.ABOVE_PRIMARY) | (
    (Facts.level == SchoolLevel.PRIMARY_AND_ABOVE) & reading_is(SCHOOL_WITH_PRIMARY.name, "in_scope")
)

COMES_INTO_PLACE = (
    Criterion(
        code="GD-1a",
        text=Text(
            vi="Trong quý I, tổ chức Đảng ra nghị quyết riêng hoặc lồng ghép nội dung an ninh, trật tự vào nghị quyết năm",
            en="In the first quarter the Party organisation adopts a resolution, its own or one that includes security and order",
        ),
        citation=cite("7", "1"),
        applies_where=Facts.party_organisation,
        holds=resolved_in_first_quarter(Facts.party_resolution_adopted, Facts.party_resolution_day),
    ),
    Criterion(
        code="GD-1b",
        text=Text(
            vi="Trong quý I, có kế hoạch bảo đảm an ninh, trật tự và đăng ký phấn đấu đạt tiêu chuẩn",
            en="In the first quarter the institution has a security and order plan and registers for the standard",
        ),
        citation=cite("7", "1"),
        holds=done_in_first_quarter(Facts.plan_adopted, Facts.plan_day)
        & done_in_first_quarter(Facts.registered, Facts.registration_day),
    ),
    Criterion(
        code="GD-1c",
        text=Text(
            vi="Có nội quy, quy định về bảo vệ cơ sở, chính trị nội bộ, quản lý, giáo dục người học, phòng cháy, phù hợp thực tế và pháp luật",
            en="Rules on protecting the institution, internal politics, managing and educating learners, and fire prevention, which fit practice and the law",
        ),
        citation=cite("7", "1"),
        holds=rules_on(
            Facts.rules_on_protection,
            Facts.rules_on_internal_politics,
            Facts.rules_on_learners,
            Facts.rules_on_fire_prevention,
        )
        & Facts.rules_fit_practice_and_law,
    ),
    Criterion(
        code="GD-1d",
        text=Text(
            vi="Mọi cán bộ, nhân viên, người dạy và người học được phổ biến nội quy và tiêu chí",
            en="All cadres, employees, teachers and learners are briefed on the rules and the criteria",
        ),
        citation=cite("7", "1"),
        holds=everybody(Facts.staff_told_the_rules, Facts.staff)
        & everybody(Facts.staff_told_the_criteria, Facts.staff)
        & everybody(Facts.learners_told_the_rules, Facts.learners, of_nothing=Truths.TRUE)
        & everybody(Facts.learners_told_the_criteria, Facts.learners, of_nothing=Truths.TRUE),
    ),
    Criterion(
        code="GD-1đ",
        text=Text(vi="Có mô hình phong trào hoạt động hiệu quả", en="There is an effective movement model"),
        citation=cite("7", "1"),
        holds=HAS_EFFECTIVE_MODEL,
    ),
    Criterion(
        code="GD-2a",
        text=Text(
            vi="Thực hiện đủ chính sách, pháp luật, quy chế phối hợp với Công an (nếu có) và quy định của địa phương về an ninh, trật tự",
            en="Policy, law, the coordination rules with the police (if any) and local rules on security and order are fully carried out",
        ),
        citation=cite("7", "2"),
        holds=Facts.policy_implemented
        & (~Facts.police_coordination_rules | Facts.police_coordination_implemented),
    ),
    Criterion(
        code="GD-2b",
        text=Text(
            vi="Có hình thức, biện pháp phối hợp quản lý học sinh với Ban đại diện cha mẹ học sinh (đối với cấp phổ thông)",
            en="Pupils are managed together with the parents’ board, in a set form and by set measures (general education)",
        ),
        citation=cite("7", "2"),
        applies_where=Facts.general_education,
        holds=Facts.parents_coordination,
    ),
)

DISCIPLINED_SCHOOL_VIOLENCE = (Incident.kind == IncidentKind.SCHOOL_VIOLENCE) & Incident.discipline.at_least(
    Discipline.WARNING
)

CLAUSE_4 = (
    Criterion(
        code="GD-4a",
        text=Text(vi="Không có bạo lực học đường", en="No school violence"),
        citation=cite("7", "4"),
        holds=in_each_reading(
            WARNING_QUALIFIES,
            last_limb_only=Facts.school_violence_cases == 0,
            # No case at all is no disciplined case, even where only the number is stated.
            every_limb=(Facts.school_violence_cases == 0)
            | (count(Incident, where=DISCIPLINED_SCHOOL_VIOLENCE) == 0),
        ),
    ),
    Criterion(
        code="GD-4b",
        text=Text(
            vi="Không có cán bộ, nhân viên, người dạy, người học phạm tội, hoặc mắc tệ nạn xã hội bị kỷ luật từ cảnh cáo trở lên",
            en="No cadre, employee, teacher or learner who committed a crime, or is in social evils and disciplined at warning level or above",
        ),
        citation=cite("7", "4"),
        holds=in_each_reading(
            WARNING_QUALIFIES,
            last_limb_only=Facts.people_committing_crimes == 0,
            every_limb=Facts.people_committing_crimes_disciplined == 0,
        )
        & (Facts.people_in_social_evils_disciplined == 0),
    ),
)

TITLES = (
    Criterion(
        code="GD-5a",
        text=Text(
            vi="Lực lượng bảo vệ (nếu có) đạt “Tập thể lao động tiên tiến” hoặc “Hoàn thành tốt nhiệm vụ” trở lên (nơi đủ điều kiện bình xét)",
            en="The guard force (if any) is an “Advanced labour collective” or “completed its task well”, or better (where it is eligible)",
        ),
        citation=cite("7", "5"),
        applies_where=Facts.guard_force & Facts.guard_force_eligible,
        holds=Facts.guard_force_titled | Facts.guard_force_rating.at_least(GuardRating.COMPLETED_WELL),
    ),
    Criterion(
        code="GD-5b",
        text=Text(
            vi="Lực lượng bảo vệ (nếu có) không có cá nhân bị kỷ luật từ cảnh cáo trở lên",
            en="No guard, if there are any, is disciplined at warning level or above",
        ),
        citation=cite("7", "5"),
        applies_where=Facts.guard_force,
        holds=Facts.guards_disciplined == 0,
    ),
    Criterion(
        code="GD-6a",
        text=Text(
            vi="Từ 70% đầu mối (khoa, phòng, ban, tổ chuyên môn) đạt “Tập thể lao động tiên tiến” hoặc “Hoàn thành tốt nhiệm vụ” trở lên (nơi đủ điều kiện bình xét)",
            en="At least 70% of the faculties, offices and subject groups are “Advanced labour collectives” or “completed their task well”, or better (where they are eligible)",
        ),
        citation=cite("7", "6"),
        applies_where=Facts.subunits_eligible,
        holds=seventy_percent(Facts.subunits_titled, Facts.subunits),
    ),
    Criterion(
        code="GD-6b",
        text=Text(
            vi="Không có cá nhân bị kỷ luật từ cảnh cáo trở lên",
            en="Nobody is disciplined at warning level or above",
        ),
        citation=cite("7", "6"),
        holds=in_each_reading(
            NOBODY_DISCIPLINED_IN,
            whole_unit=Facts.people_disciplined == 0,
            titled_subunits=Facts.people_of_titled_subunits_disciplined == 0,
        ),
    ),
)

SCHOOLS = Standard(
    id="vn/antt-safety/124-2021/school",
    scheme=SCHEME,
    jurisdiction="vn",
    kinds=(NationalKind.SCHOOL.value,),
    title=Text(
        vi="Cơ sở giáo dục đạt tiêu chuẩn “An toàn về an ninh, trật tự”",
        en="Educational institutions that meet the standard “Safe in security and order”",
    ),
    citation=cite("7"),
    in_force_from=IN_FORCE_FROM,
    window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
    # Article 9.1.c wants the decision before 20 November.
    decided_on=DayOfYear(11, 19),
    scope=IN_SCOPE,
    scope_citation=SCOPE,
    facts=Facts.facts(),
    records=(Incident.declaration, ModelEntry.declaration),
    readings=(
        SCHOOL_WITH_PRIMARY,
        attrs.evolve(DECEMBER_RESOLUTION, citation=cite("7", "1")),
        attrs.evolve(SERIOUS_CRIME_HANDLED, citation=cite("7", "3")),
        attrs.evolve(WARNING_QUALIFIES, citation=cite("7", "4")),
        attrs.evolve(NOBODY_DISCIPLINED_IN, citation=cite("7", "6")),
    ),
    criteria=(
        *COMES_INTO_PLACE,
        *(criterion_of(point.letter, "GD-3", through=cite("7", "3")) for point in POINTS),
        *CLAUSE_4,
        *TITLES,
    ),
    additions_under=cite("8", "1"),
    assumptions=(UNREAD_AMENDMENT,),
    procedure=SCHOOL_PROCEDURE,
    replaces=("vn/antt-safety/23-2012/school",),
)
