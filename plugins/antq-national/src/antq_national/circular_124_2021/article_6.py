"""Article 6: agencies (cơ quan) and enterprises (doanh nghiệp). Both meet the same criteria; only the scope differs."""

import attrs

from antq_core.domain.incidents import Incident
from antq_core.domain.movement_models import ModelEntry
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.writing import TruthExpression
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion
from antq_core.standards.procedure import Provision
from antq_core.standards.standard import Standard
from antq_national.circular_124_2021.effective_models import HAS_EFFECTIVE_MODEL
from antq_national.circular_124_2021.enterprise_sizes import EnterpriseSize
from antq_national.circular_124_2021.first_quarter import done_in_first_quarter, resolved_in_first_quarter
from antq_national.circular_124_2021.instrument import (
    IN_FORCE_FROM,
    SCHEME,
    SCOPE,
    UNREAD_AMENDMENT,
    cite,
)
from antq_national.circular_124_2021.organisations import (
    criterion_of,
    everybody,
    rules_on,
    seventy_percent,
)
from antq_national.circular_124_2021.procedure import AGENCY_PROCEDURE, ENTERPRISE_PROCEDURE
from antq_national.circular_124_2021.readings import (
    DECEMBER_RESOLUTION,
    NOBODY_DISCIPLINED_IN,
    SERIOUS_CRIME_HANDLED,
    WARNING_QUALIFIES,
    in_each_reading,
)
from antq_national.circular_124_2021.workplace_facts import (
    AgencyFacts,
    EnterpriseFacts,
    GuardRating,
    WorkplaceFacts,
)

Facts = WorkplaceFacts

COMES_INTO_PLACE = (
    Criterion(
        code="CQ-1a",
        text=Text(
            vi="Trong quý I, tổ chức Đảng ra nghị quyết riêng hoặc lồng ghép nội dung an ninh, trật tự vào nghị quyết năm",
            en="In the first quarter the Party organisation adopts a resolution, its own or one that includes security and order",
        ),
        citation=cite("6", "1"),
        applies_where=Facts.party_organisation,
        holds=resolved_in_first_quarter(Facts.party_resolution_adopted, Facts.party_resolution_day),
    ),
    Criterion(
        code="CQ-1b",
        text=Text(
            vi="Trong quý I, có kế hoạch bảo đảm an ninh, trật tự và đăng ký phấn đấu đạt tiêu chuẩn",
            en="In the first quarter the unit has a security and order plan and registers for the standard",
        ),
        citation=cite("6", "1"),
        holds=done_in_first_quarter(Facts.plan_adopted, Facts.plan_day)
        & done_in_first_quarter(Facts.registered, Facts.registration_day),
    ),
    Criterion(
        code="CQ-1c",
        text=Text(
            vi="Có nội quy, quy định về bảo vệ đơn vị, bí mật nhà nước, chính trị nội bộ, an toàn lao động, phòng cháy, môi trường, phù hợp thực tế và pháp luật",
            en="Rules on protecting the unit, state secrets, internal politics, labour safety, fire prevention and the environment, which fit practice and the law",
        ),
        citation=cite("6", "1"),
        holds=rules_on(
            Facts.rules_on_protection,
            Facts.rules_on_state_secrets,
            Facts.rules_on_internal_politics,
            Facts.rules_on_labour_safety,
            Facts.rules_on_fire_prevention,
            Facts.rules_on_environment,
        )
        & Facts.rules_fit_practice_and_law,
    ),
    Criterion(
        code="CQ-1d",
        text=Text(
            vi="Mọi cán bộ, công chức, viên chức, người lao động được phổ biến nội quy và tiêu chí",
            en="All cadres, civil servants, public employees and workers are briefed on the rules and the criteria",
        ),
        citation=cite("6", "1"),
        holds=everybody(Facts.staff_told_the_rules, Facts.staff)
        & everybody(Facts.staff_told_the_criteria, Facts.staff),
    ),
    Criterion(
        code="CQ-1đ",
        text=Text(vi="Có mô hình phong trào hoạt động hiệu quả", en="There is an effective movement model"),
        citation=cite("6", "1"),
        holds=HAS_EFFECTIVE_MODEL,
    ),
    Criterion(
        code="CQ-2",
        text=Text(
            vi="Thực hiện đủ chính sách, pháp luật, quy chế phối hợp với Công an (nếu có) và quy định của địa phương về an ninh, trật tự",
            en="Policy, law, the coordination rules with the police (if any) and local rules on security and order are fully carried out",
        ),
        citation=cite("6", "2"),
        holds=Facts.policy_implemented
        & (~Facts.police_coordination_rules | Facts.police_coordination_implemented),
    ),
)

NO_STRIKE = Criterion(
    code="CQ-3d",
    text=Text(
        vi="Không có đình công, lãn công trái pháp luật (đình công hợp pháp không tính)",
        en="No unlawful strike or slow-down (a lawful strike does not count)",
    ),
    citation=cite("6", "3", "d"),
    holds=Facts.unlawful_strikes == 0,
)

NOBODY_FINED = Criterion(
    code="CQ-3h",
    text=Text(
        vi="Không có người bị xử phạt hành chính trong lĩnh vực an ninh, trật tự, hoặc mắc tệ nạn xã hội bị kỷ luật từ cảnh cáo trở lên",
        en="Nobody fined in the field of security and order, or in social evils and disciplined at warning level or above",
    ),
    citation=cite("6", "3", "h"),
    holds=in_each_reading(
        WARNING_QUALIFIES,
        last_limb_only=Facts.people_fined == 0,
        every_limb=Facts.people_fined_and_disciplined == 0,
    )
    & (Facts.people_in_social_evils_disciplined == 0),
)

NOTHING_HAPPENED = (
    *(criterion_of(letter, "CQ-3") for letter in "abc"),
    NO_STRIKE,
    *(criterion_of(letter, "CQ-3") for letter in "đeg"),
    NOBODY_FINED,
)

TITLES = (
    Criterion(
        code="CQ-4a",
        text=Text(
            vi="Lực lượng bảo vệ đạt “Tập thể lao động tiên tiến” hoặc “Hoàn thành tốt nhiệm vụ” trở lên (nơi đủ điều kiện bình xét)",
            en="The guard force is an “Advanced labour collective” or “completed its task well”, or better (where it is eligible)",
        ),
        citation=cite("6", "4"),
        applies_where=Facts.guard_force_eligible,
        holds=Facts.guard_force_titled | Facts.guard_force_rating.at_least(GuardRating.COMPLETED_WELL),
    ),
    Criterion(
        code="CQ-4b",
        text=Text(
            vi="Lực lượng bảo vệ không có cá nhân bị kỷ luật từ cảnh cáo trở lên",
            en="No guard is disciplined at warning level or above",
        ),
        citation=cite("6", "4"),
        holds=Facts.guards_disciplined == 0,
    ),
    Criterion(
        code="CQ-5a",
        text=Text(
            vi="Từ 70% đầu mối trực thuộc đạt “Tập thể lao động tiên tiến” hoặc “Hoàn thành tốt nhiệm vụ” trở lên (nơi đủ điều kiện bình xét)",
            en="At least 70% of the subordinate units are “Advanced labour collectives” or “completed their task well”, or better (where they are eligible)",
        ),
        citation=cite("6", "5"),
        applies_where=Facts.subunits_eligible,
        holds=seventy_percent(Facts.subunits_titled, Facts.subunits),
    ),
    Criterion(
        code="CQ-5b",
        text=Text(
            vi="Không có cá nhân bị kỷ luật từ cảnh cáo trở lên",
            en="Nobody is disciplined at warning level or above",
        ),
        citation=cite("6", "5"),
        holds=in_each_reading(
            NOBODY_DISCIPLINED_IN,
            whole_unit=Facts.people_disciplined == 0,
            titled_subunits=Facts.people_of_titled_subunits_disciplined == 0,
        ),
    ),
)


def _standard(
    kind: NationalKind,
    title: Text,
    sheet: type[WorkplaceFacts],
    scope: TruthExpression,
    procedure: tuple[Provision, ...],
) -> Standard:
    return Standard(
        id=f"vn/antt-safety/124-2021/{kind.value}",
        scheme=SCHEME,
        jurisdiction="vn",
        kinds=(kind.value,),
        title=title,
        citation=cite("6"),
        in_force_from=IN_FORCE_FROM,
        window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        # Article 9.1.c wants the decision before 20 November.
        decided_on=DayOfYear(11, 19),
        scope=scope,
        scope_citation=SCOPE,
        facts=sheet.facts(),
        records=(Incident.declaration, ModelEntry.declaration),
        readings=(
            attrs.evolve(DECEMBER_RESOLUTION, citation=cite("6", "1")),
            attrs.evolve(SERIOUS_CRIME_HANDLED, citation=cite("6", "3", "đ")),
            WARNING_QUALIFIES,
            NOBODY_DISCIPLINED_IN,
        ),
        criteria=(*COMES_INTO_PLACE, *NOTHING_HAPPENED, *TITLES),
        additions_under=cite("8", "1"),
        assumptions=(UNREAD_AMENDMENT,),
        procedure=procedure,
        replaces=(f"vn/antt-safety/23-2012/{kind.value}",),
    )


AGENCIES = _standard(
    NationalKind.AGENCY,
    Text(
        vi="Cơ quan đạt tiêu chuẩn “An toàn về an ninh, trật tự”",
        en="Agencies that meet the standard “Safe in security and order”",
    ),
    AgencyFacts,
    ~AgencyFacts.armed_forces,
    AGENCY_PROCEDURE,
)

ENTERPRISES = _standard(
    NationalKind.ENTERPRISE,
    Text(
        vi="Doanh nghiệp đạt tiêu chuẩn “An toàn về an ninh, trật tự”",
        en="Enterprises that meet the standard “Safe in security and order”",
    ),
    EnterpriseFacts,
    EnterpriseFacts.size == EnterpriseSize.ABOVE_SMALL,
    ENTERPRISE_PROCEDURE,
)
