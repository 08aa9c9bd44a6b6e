"""Hospitals, which the Directive adds as a kind of unit: public ones count as agencies, others as nothing known.

What the province asks of a hospital could not be read. It stands as a criterion without content, so no
hospital is ever met. A public one may still be not met, by the national standard for agencies.
"""

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.units import NationalKind, UnitKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion, Transcription
from antq_core.standards.standard import Assumption, Standard
from antq_vinh_phuc.directive_09_2019.four_safeties import A_MODEL_AND_NO_CRITERION
from antq_vinh_phuc.directive_09_2019.instrument import (
    CIRCULAR_124_IN_FORCE_FROM,
    DIRECTIVE,
    IN_FORCE_UNTIL_THE_PROVINCE_ENDED,
    JURISDICTION,
    LAST_DAY_OF_CIRCULAR_23,
    LAST_DAY_OF_PROVINCE,
    OUTLASTS_CIRCULAR_23,
    SCHEME,
    SIGNED,
)

WHAT_AN_AGENCY_IS = Citation(kind=InstrumentKind.CIRCULAR, number="124/2021/TT-BCA", article="2", clause="2")
CIRCULAR_23 = Citation(kind=InstrumentKind.CIRCULAR, number="23/2012/TT-BCA")
WINDOWS_OF_CIRCULAR_23 = Citation(
    kind=InstrumentKind.CIRCULAR, number="23/2012/TT-BCA", article="9", clause="2"
)
WINDOWS_OF_CIRCULAR_124 = Citation(
    kind=InstrumentKind.CIRCULAR, number="124/2021/TT-BCA", article="8", clause="2"
)

PUBLIC_HOSPITAL = UnitKind(
    "public_hospital",
    Text(
        vi="bệnh viện công lập hoạt động bằng ngân sách", en="public hospital that runs on the State budget"
    ),
    counts_as=NationalKind.AGENCY.value,
)
OTHER_HOSPITAL = UnitKind("other_hospital", Text(vi="bệnh viện khác", en="other hospital"))

NOT_READ = Criterion(
    code="VP-BV",
    text=Text(
        vi="Những gì tỉnh yêu cầu ở bệnh viện để đạt tiêu chuẩn (chưa đọc được)",
        en="What the province asks of a hospital for the standard (could not be read)",
    ),
    citation=DIRECTIVE,
    transcription=Transcription.UNTRANSCRIBED,
)

PUBLIC_ONES_COUNT_AS_AGENCIES = Assumption(
    code="public-hospitals-count-as-agencies",
    text=Text(
        vi=(
            "Cơ quan gồm cả đơn vị sự nghiệp công lập hoạt động bằng ngân sách;"
            " vì thế bệnh viện công lập như vậy được xét như cơ quan."
        ),
        en=(
            "Agencies include public service units that run on the State budget;"
            " so a public hospital that does is assessed as an agency."
        ),
    ),
    citation=WHAT_AN_AGENCY_IS,
)

AGENCIES_OF_2012_AS_SINCE = Assumption(
    code="agencies-of-circular-23-as-of-circular-124",
    text=Text(
        vi=(
            "Chưa đọc được Thông tư 23/2012/TT-BCA hiểu thế nào là cơ quan; giả định như khoản 2 Điều 2"
            " Thông tư 124/2021/TT-BCA, nên bệnh viện công lập hoạt động bằng ngân sách được xét như cơ quan."
        ),
        en=(
            "What Circular 23/2012/TT-BCA means by an agency could not be read; clause 2, Article 2 of"
            " Circular 124/2021/TT-BCA is assumed to say it, so a public hospital that runs on the State budget is assessed as an agency."
        ),
    ),
    citation=CIRCULAR_23,
)


def windows_of_agencies(days: str, citation: Citation) -> Assumption:
    """That hospitals which count as no national kind are assessed over the windows of agencies."""
    return Assumption(
        code="hospitals-have-the-window-of-agencies",
        text=Text(
            vi=f"Chưa biết bệnh viện khác tính như loại đơn vị nào và theo kỳ nào; giả định kỳ như của cơ quan: {days}.",
            en=f"What other hospitals count as, and over which window, is not known; the window of agencies is assumed: {days}.",
        ),
        citation=citation,
    )


IN_FORCE = (A_MODEL_AND_NO_CRITERION, IN_FORCE_UNTIL_THE_PROVINCE_ENDED, OUTLASTS_CIRCULAR_23)
UNDER_23 = Text(
    vi="theo Chỉ thị 09/CT-UBND ngày 11/6/2019, trong thời gian của Thông tư 23/2012/TT-BCA",
    en="under Directive 09/CT-UBND of 11 June 2019, in the time of Circular 23/2012/TT-BCA",
)
UNDER_124 = Text(
    vi="theo Chỉ thị 09/CT-UBND ngày 11/6/2019, trong thời gian của Thông tư 124/2021/TT-BCA",
    en="under Directive 09/CT-UBND of 11 June 2019, in the time of Circular 124/2021/TT-BCA",
)


def _titled(hospitals: Text, under: Text) -> Text:
    return Text(vi=f"Vĩnh Phúc: {hospitals.vi}, {under.vi}", en=f"Vĩnh Phúc: {hospitals.en}, {under.en}")


PUBLIC_UNDER_23 = Standard(
    id="vn-26/antt-safety/09-2019/public-hospital/23-2012",
    scheme=SCHEME,
    jurisdiction=JURISDICTION,
    kinds=(PUBLIC_HOSPITAL.code,),
    added_kinds=(PUBLIC_HOSPITAL,),
    title=_titled(PUBLIC_HOSPITAL.label, UNDER_23),
    citation=DIRECTIVE,
    in_force_from=SIGNED,
    in_force_to=LAST_DAY_OF_CIRCULAR_23,
    criteria=(NOT_READ,),
    assumptions=(AGENCIES_OF_2012_AS_SINCE, *IN_FORCE),
)

OTHER_UNDER_23 = Standard(
    id="vn-26/antt-safety/09-2019/other-hospital/23-2012",
    scheme=SCHEME,
    jurisdiction=JURISDICTION,
    kinds=(OTHER_HOSPITAL.code,),
    added_kinds=(OTHER_HOSPITAL,),
    title=_titled(OTHER_HOSPITAL.label, UNDER_23),
    citation=DIRECTIVE,
    in_force_from=SIGNED,
    in_force_to=LAST_DAY_OF_CIRCULAR_23,
    window=WindowRule(DayOfYear(11, 30, -1), DayOfYear(11, 30)),
    decided_on=DayOfYear(12, 1),
    criteria=(NOT_READ,),
    assumptions=(windows_of_agencies("30/11 – 30/11", WINDOWS_OF_CIRCULAR_23), *IN_FORCE),
)

PUBLIC_UNDER_124 = Standard(
    id="vn-26/antt-safety/09-2019/public-hospital/124-2021",
    scheme=SCHEME,
    jurisdiction=JURISDICTION,
    kinds=(PUBLIC_HOSPITAL.code,),
    added_kinds=(PUBLIC_HOSPITAL,),
    title=_titled(PUBLIC_HOSPITAL.label, UNDER_124),
    citation=DIRECTIVE,
    in_force_from=CIRCULAR_124_IN_FORCE_FROM,
    in_force_to=LAST_DAY_OF_PROVINCE,
    criteria=(NOT_READ,),
    assumptions=(PUBLIC_ONES_COUNT_AS_AGENCIES, *IN_FORCE),
)

OTHER_UNDER_124 = Standard(
    id="vn-26/antt-safety/09-2019/other-hospital/124-2021",
    scheme=SCHEME,
    jurisdiction=JURISDICTION,
    kinds=(OTHER_HOSPITAL.code,),
    added_kinds=(OTHER_HOSPITAL,),
    title=_titled(OTHER_HOSPITAL.label, UNDER_124),
    citation=DIRECTIVE,
    in_force_from=CIRCULAR_124_IN_FORCE_FROM,
    in_force_to=LAST_DAY_OF_PROVINCE,
    window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
    decided_on=DayOfYear(11, 19),
    criteria=(NOT_READ,),
    assumptions=(windows_of_agencies("16/11 – 15/11", WINDOWS_OF_CIRCULAR_124), *IN_FORCE),
)

HOSPITALS = (PUBLIC_UNDER_23, OTHER_UNDER_23, PUBLIC_UNDER_124, OTHER_UNDER_124)
