"""Article 4: residential areas (khu dân cư)."""

from antq_core.domain.incidents import Incident
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import last_year, share
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion
from antq_core.standards.standard import Standard
from antq_national.circular_124_2021.facts import ForceRating, ResidentialAreaFacts
from antq_national.circular_124_2021.first_quarter import done_in_first_quarter, resolved_in_first_quarter
from antq_national.circular_124_2021.instrument import (
    IN_FORCE_FROM,
    LAST_YEAR_AS_STATED,
    SCHEME,
    UNREAD_AMENDMENT,
    cite,
)
from antq_national.circular_124_2021.procedure import AREA_PROCEDURE
from antq_national.circular_124_2021.readings import (
    DECEMBER_RESOLUTION,
    FORCE_RATING_OF,
    LAST_YEAR_AFTER_MERGER,
    LAST_YEAR_IS,
    LEVEL_WITH_LAST_YEAR,
    NOUGHT_AGAINST_NOUGHT,
    REDUCTION_IS_COUNTED,
    SERIOUS_CRIME_HANDLED,
    in_each_reading,
)
from antq_national.circular_124_2021.territory import territory_criteria

Facts = ResidentialAreaFacts

TERRITORY_READINGS = (
    LAST_YEAR_IS,
    LEVEL_WITH_LAST_YEAR,
    NOUGHT_AGAINST_NOUGHT,
    REDUCTION_IS_COUNTED,
    LAST_YEAR_AFTER_MERGER,
    SERIOUS_CRIME_HANDLED,
)


RESIDENTIAL_AREAS = Standard(
    id="vn/antt-safety/124-2021/residential-area",
    scheme=SCHEME,
    jurisdiction="vn",
    kinds=(NationalKind.RESIDENTIAL_AREA.value,),
    title=Text(
        vi="Khu dân cư đạt tiêu chuẩn “An toàn về an ninh, trật tự”",
        en="Residential areas that meet the standard “Safe in security and order”",
    ),
    citation=cite("4"),
    in_force_from=IN_FORCE_FROM,
    window=WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
    # Article 9.1.a wants the decision before 15 November.
    decided_on=DayOfYear(11, 14),
    facts=Facts.facts(),
    records=(Incident.declaration,),
    readings=(DECEMBER_RESOLUTION, *TERRITORY_READINGS, FORCE_RATING_OF),
    criteria=(
        Criterion(
            code="KDC-1a",
            text=Text(
                vi="Trong quý I, chi bộ ra nghị quyết",
                en="The Party cell adopts a resolution in the first quarter",
            ),
            citation=cite("4", "1"),
            holds=resolved_in_first_quarter(Facts.party_resolution_adopted, Facts.party_resolution_day),
        ),
        Criterion(
            code="KDC-1b",
            text=Text(
                vi="Trong quý I, khu dân cư đăng ký phấn đấu đạt tiêu chuẩn",
                en="The area registers for the standard in the first quarter",
            ),
            citation=cite("4", "1"),
            holds=done_in_first_quarter(Facts.registered, Facts.registration_day),
        ),
        Criterion(
            code="KDC-1c",
            text=Text(
                vi="Mọi hộ đang cư trú đăng ký tham gia xây dựng khu dân cư an toàn",
                en="Every household now residing registers to take part",
            ),
            citation=cite("4", "1"),
            # The circular does not speak of an area without a household.
            holds=share(
                Facts.households_registered, Facts.households_residing, Ratio(100), of_nothing=Truths.EITHER
            ),
        ),
        *territory_criteria("KDC-"),
        Criterion(
            code="KDC-5a",
            text=Text(
                vi="Lực lượng tham gia bảo đảm an ninh, trật tự ở cơ sở được đánh giá từ hoàn thành nhiệm vụ trở lên",
                en="The grassroots security force is rated as having completed its task, or better",
            ),
            citation=cite("4", "5"),
            holds=in_each_reading(
                FORCE_RATING_OF,
                this_year=Facts.force_rating.at_least(ForceRating.COMPLETED),
                last_year=last_year(Facts.force_rating).at_least(ForceRating.COMPLETED),
            ),
        ),
        Criterion(
            code="KDC-5b",
            text=Text(
                vi="Lực lượng đó không có cá nhân vi phạm bị kỷ luật",
                en="None of that force is disciplined for a violation",
            ),
            citation=cite("4", "5"),
            holds=Facts.force_members_disciplined == 0,
        ),
    ),
    additions_under=cite("8", "1"),
    assumptions=(LAST_YEAR_AS_STATED, UNREAD_AMENDMENT),
    procedure=AREA_PROCEDURE,
    replaces=("vn/antt-safety/23-2012/residential-area",),
)
