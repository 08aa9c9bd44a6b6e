"""Article 5: residential areas (khu dân cư)."""

from antq_core.domain.incidents import Incident
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import share
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion, Transcription
from antq_core.standards.standard import Standard
from antq_national.circular_23_2012.facts import ResidentialAreaFacts
from antq_national.circular_23_2012.instrument import (
    IN_FORCE_FROM,
    IN_FORCE_TO,
    LAST_YEAR_AS_STATED,
    NO_EXCLUSION,
    READ_IN_PART,
    both_ends_count,
    cite,
    not_read,
)
from antq_national.circular_23_2012.procedure import AREA_PROCEDURE
from antq_national.circular_23_2012.readings import REDUCTION_READINGS
from antq_national.circular_23_2012.territory import territory_criteria
from antq_national.circular_124_2021.instrument import SCHEME

Facts = ResidentialAreaFacts


RESIDENTIAL_AREAS = Standard(
    id="vn/antt-safety/23-2012/residential-area",
    scheme=SCHEME,
    jurisdiction="vn",
    kinds=(NationalKind.RESIDENTIAL_AREA.value,),
    title=Text(
        vi="Khu dân cư đạt tiêu chuẩn “An toàn về an ninh, trật tự”",
        en="Residential areas that meet the standard “Safe in security and order”",
    ),
    citation=cite("5"),
    in_force_from=IN_FORCE_FROM,
    in_force_to=IN_FORCE_TO,
    window=WindowRule(DayOfYear(10, 31, -1), DayOfYear(10, 31)),
    # No deadline could be read: the first day on which the whole window has passed.
    decided_on=DayOfYear(11, 1),
    facts=Facts.facts(),
    records=(Incident.declaration,),
    readings=REDUCTION_READINGS,
    criteria=(
        Criterion(
            code="K12-1a",
            text=Text(
                vi="Hằng năm, chi bộ có nghị quyết", en="Every year the Party cell adopts a resolution"
            ),
            citation=cite("5", "1"),
            holds=Facts.party_resolution_adopted,
            transcription=Transcription.PARTIAL,
        ),
        Criterion(
            code="K12-1b",
            text=Text(
                vi="Khu dân cư có bản đăng ký phấn đấu đạt tiêu chuẩn",
                en="The area registers for the standard",
            ),
            citation=cite("5", "1"),
            holds=Facts.registered,
            transcription=Transcription.PARTIAL,
        ),
        Criterion(
            code="K12-1c",
            text=Text(
                vi="Mọi hộ ký cam kết thi đua xây dựng khu dân cư an toàn",
                en="Every household signs a commitment to take part",
            ),
            citation=cite("5", "1"),
            # What is read of the circular does not speak of an area without a household.
            holds=share(Facts.households_committed, Facts.households, Ratio(100), of_nothing=Truths.EITHER),
            transcription=Transcription.PARTIAL,
        ),
        *territory_criteria("K12-"),
        not_read(
            "K12-5",
            Text(
                vi="Lực lượng an ninh, trật tự ở cơ sở, tổ chức tự quản (có khoản này hay không cũng chưa đọc được)",
                en="The grassroots force and self-management groups (whether there is such a clause could not be read either)",
            ),
            cite("5"),
        ),
    ),
    assumptions=(READ_IN_PART, NO_EXCLUSION, both_ends_count("31/10"), LAST_YEAR_AS_STATED),
    procedure=AREA_PROCEDURE,
)
