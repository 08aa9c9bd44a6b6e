"""Article 5: communes, wards and special zones (xã, phường, đặc khu)."""

import attrs

from antq_core.domain.incidents import Incident
from antq_core.domain.movement_models import ModelEntry
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import TruthExpression, all_hold, count, record_share
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion
from antq_core.standards.standard import Standard
from antq_national.circular_124_2021.article_4 import TERRITORY_READINGS
from antq_national.circular_124_2021.effective_models import HAS_EFFECTIVE_MODEL
from antq_national.circular_124_2021.facts import CommuneFacts
from antq_national.circular_124_2021.first_quarter import done_in_first_quarter, resolved_in_first_quarter
from antq_national.circular_124_2021.instrument import (
    IN_FORCE_FROM,
    LAST_YEAR_AS_STATED,
    SCHEME,
    UNREAD_AMENDMENT,
    cite,
)
from antq_national.circular_124_2021.procedure import COMMUNE_PROCEDURE
from antq_national.circular_124_2021.readings import (
    DECEMBER_RESOLUTION,
    RECOGNISED_MEANS,
    SEVENTY_PERCENT_OF,
    in_each_reading,
)
from antq_national.circular_124_2021.territory import territory_criteria

Facts = CommuneFacts

# Article 1.2 leaves some organisations out; every residential area is in.
UNDER_THE_COMMUNE = RosterEntry.under_authority & (
    (RosterEntry.kind == NationalKind.RESIDENTIAL_AREA) | RosterEntry.in_scope
)
REGISTERED = UNDER_THE_COMMUNE & RosterEntry.registered
SEVENTY_PERCENT = Ratio(70)


def _seventy_percent(recognised: TruthExpression) -> TruthExpression:
    # A commune in which nothing is registered must not pass; a kind with no unit asks for nothing.
    each_kind = [
        record_share(
            RosterEntry,
            recognised,
            SEVENTY_PERCENT,
            of_nothing=Truths.TRUE,
            whole=REGISTERED & (RosterEntry.kind == kind),
        )
        for kind in NationalKind
        if kind is not NationalKind.COMMUNE
    ]
    return in_each_reading(
        SEVENTY_PERCENT_OF,
        all_units=record_share(
            RosterEntry, recognised, SEVENTY_PERCENT, of_nothing=Truths.FALSE, whole=REGISTERED
        ),
        each_kind=all_hold([count(RosterEntry, where=REGISTERED) >= 1, *each_kind]),
    )


COMMUNES = Standard(
    id="vn/antt-safety/124-2021/commune",
    scheme=SCHEME,
    jurisdiction="vn",
    kinds=(NationalKind.COMMUNE.value,),
    title=Text(
        vi="Xã, phường, đặc khu đạt tiêu chuẩn “An toàn về an ninh, trật tự”",
        en="Communes that meet the standard “Safe in security and order”",
    ),
    citation=cite("5"),
    in_force_from=IN_FORCE_FROM,
    window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
    # Article 9.1.b wants the decision before 20 November.
    decided_on=DayOfYear(11, 19),
    facts=Facts.facts(),
    records=(Incident.declaration, ModelEntry.declaration, RosterEntry.declaration),
    readings=(
        attrs.evolve(DECEMBER_RESOLUTION, citation=cite("5", "1")),
        *TERRITORY_READINGS,
        SEVENTY_PERCENT_OF,
        RECOGNISED_MEANS,
    ),
    criteria=(
        Criterion(
            code="XA-1a",
            text=Text(
                vi="Trong quý I, Đảng uỷ ra nghị quyết",
                en="The Party committee adopts a resolution in the first quarter",
            ),
            citation=cite("5", "1"),
            holds=resolved_in_first_quarter(Facts.party_resolution_adopted, Facts.party_resolution_day),
        ),
        Criterion(
            code="XA-1b",
            text=Text(
                vi="Trong quý I, Uỷ ban nhân dân có kế hoạch và đăng ký phấn đấu đạt tiêu chuẩn",
                en="The People’s Committee has a plan and registers for the standard in the first quarter",
            ),
            citation=cite("5", "1"),
            holds=done_in_first_quarter(Facts.plan_adopted, Facts.plan_day)
            & done_in_first_quarter(Facts.registered, Facts.registration_day),
        ),
        Criterion(
            code="XA-1c",
            text=Text(
                vi="Xây dựng mới, củng cố hoặc duy trì ít nhất một mô hình phong trào hoạt động hiệu quả",
                en="At least one effective movement model is built, strengthened or kept",
            ),
            citation=cite("5", "1"),
            holds=HAS_EFFECTIVE_MODEL,
        ),
        *territory_criteria("XA-2.", through=cite("5", "2")),
        Criterion(
            code="XA-3a",
            text=Text(
                vi="Công an xã nắm tình hình, tham mưu kịp thời và tổ chức thực hiện hiệu quả",
                en="The commune police know the situation, advise in time and act effectively",
            ),
            citation=cite("5", "3"),
            holds=Facts.police_effective,
        ),
        Criterion(
            code="XA-3b",
            text=Text(
                vi="Công an xã không có cá nhân vi phạm bị kỷ luật",
                en="No member of the commune police is disciplined for a violation",
            ),
            citation=cite("5", "3"),
            holds=Facts.police_members_disciplined == 0,
        ),
        Criterion(
            code="XA-4a",
            text=Text(
                vi="Mọi khu dân cư, cơ quan, doanh nghiệp, cơ sở giáo dục thuộc thẩm quyền hoặc được uỷ quyền quản lý đều đăng ký",
                en="Every area, agency, enterprise and school under the commune’s authority, or delegated to it, registers",
            ),
            citation=cite("5", "4"),
            # The circular does not speak of a commune with no unit under it.
            holds=record_share(
                RosterEntry,
                RosterEntry.registered,
                Ratio(100),
                of_nothing=Truths.EITHER,
                whole=UNDER_THE_COMMUNE,
            ),
        ),
        Criterion(
            code="XA-4b",
            text=Text(
                vi="Trong số đã đăng ký, từ 70% trở lên được công nhận đạt tiêu chuẩn",
                en="Of those registered, at least 70% are recognised as meeting the standard",
            ),
            citation=cite("5", "4"),
            holds=in_each_reading(
                RECOGNISED_MEANS,
                by_decision=_seventy_percent(RosterEntry.recognised),
                by_verdict=_seventy_percent(RosterEntry.met),
            ),
        ),
    ),
    additions_under=cite("8", "1"),
    assumptions=(LAST_YEAR_AS_STATED, UNREAD_AMENDMENT),
    procedure=COMMUNE_PROCEDURE,
    replaces=("vn/antt-safety/23-2012/commune",),
)
