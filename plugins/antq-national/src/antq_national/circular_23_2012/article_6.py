"""Article 6: communes, wards and townships (xã, phường, thị trấn)."""

from antq_core.domain.incidents import Incident
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import TruthExpression, reading_is, record_share
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion
from antq_core.standards.standard import Standard
from antq_national.circular_23_2012.facts import CommuneFacts
from antq_national.circular_23_2012.instrument import (
    IN_FORCE_FROM,
    IN_FORCE_TO,
    LAST_YEAR_AS_STATED,
    NO_EXCLUSION,
    READ_IN_PART,
    both_ends_count,
    cite,
)
from antq_national.circular_23_2012.procedure import COMMUNE_PROCEDURE
from antq_national.circular_23_2012.readings import (
    FORCE_THAT_IS_NOT_THERE,
    RECOGNISED_MEANS,
    REDUCTION_READINGS,
)
from antq_national.circular_23_2012.territory import territory_criteria
from antq_national.circular_124_2021.instrument import SCHEME
from antq_national.circular_124_2021.readings import in_each_reading

Facts = CommuneFacts


def _titled_or_not_there(titled: TruthExpression, there: TruthExpression) -> TruthExpression:
    """The clause names two forces, and is not seen to say what holds where one of them does not exist."""
    return titled | (~there & reading_is(FORCE_THAT_IS_NOT_THERE.name, "not_asked"))


def _seventy_percent(recognised: TruthExpression) -> TruthExpression:
    """Of all residential areas, registered or not; no other kind of unit counts."""
    return record_share(
        RosterEntry,
        recognised,
        Ratio(70),
        # The circular does not speak of a commune without a residential area.
        of_nothing=Truths.EITHER,
        whole=RosterEntry.kind == NationalKind.RESIDENTIAL_AREA,
    )


COMMUNES = Standard(
    id="vn/antt-safety/23-2012/commune",
    scheme=SCHEME,
    jurisdiction="vn",
    kinds=(NationalKind.COMMUNE.value,),
    title=Text(
        vi="Xã, phường, thị trấn đạt tiêu chuẩn “An toàn về an ninh, trật tự”",
        en="Communes that meet the standard “Safe in security and order”",
    ),
    citation=cite("6"),
    in_force_from=IN_FORCE_FROM,
    in_force_to=IN_FORCE_TO,
    window=WindowRule(DayOfYear(11, 30, -1), DayOfYear(11, 30)),
    # No deadline could be read: the first day on which the whole window has passed.
    decided_on=DayOfYear(12, 1),
    facts=Facts.facts(),
    records=(Incident.declaration, RosterEntry.declaration),
    readings=(*REDUCTION_READINGS, FORCE_THAT_IS_NOT_THERE, RECOGNISED_MEANS),
    criteria=(
        Criterion(
            code="X12-1",
            text=Text(
                vi="Hằng năm, Đảng uỷ có nghị quyết, Uỷ ban nhân dân có kế hoạch, có bản đăng ký phấn đấu đạt tiêu chuẩn",
                en="Every year the Party committee adopts a resolution and the People’s Committee a plan, and the commune registers",
            ),
            citation=cite("6", "1"),
            holds=Facts.party_resolution_adopted & Facts.plan_adopted & Facts.registered,
        ),
        *territory_criteria("X12-2.", through=cite("6", "2")),
        Criterion(
            code="X12-3a",
            text=Text(
                vi="Công an xã và Bảo vệ dân phố đạt danh hiệu “Đơn vị tiên tiến” trở lên",
                en="The commune police and the ward guard hold the title “Advanced unit” or better",
            ),
            citation=cite("6", "3"),
            holds=_titled_or_not_there(Facts.commune_police_titled, Facts.commune_police)
            & _titled_or_not_there(Facts.ward_guard_titled, Facts.ward_guard),
        ),
        Criterion(
            code="X12-3b",
            text=Text(
                vi="Hai lực lượng đó không có người bị kỷ luật từ cảnh cáo trở lên",
                en="Nobody of the two forces is disciplined at warning level or above",
            ),
            citation=cite("6", "3"),
            holds=Facts.force_members_disciplined_by_warning == 0,
        ),
        Criterion(
            code="X12-4",
            text=Text(
                vi="Từ 70% khu dân cư trở lên được công nhận đạt tiêu chuẩn",
                en="At least 70% of the residential areas are recognised as meeting the standard",
            ),
            citation=cite("6", "4"),
            holds=in_each_reading(
                RECOGNISED_MEANS,
                by_decision=_seventy_percent(RosterEntry.recognised),
                by_verdict=_seventy_percent(RosterEntry.met),
            ),
        ),
    ),
    assumptions=(READ_IN_PART, NO_EXCLUSION, both_ends_count("30/11"), LAST_YEAR_AS_STATED),
    procedure=COMMUNE_PROCEDURE,
)
