"""Agencies, enterprises and schools: the Directive launches a model for them, and no criterion is known."""

from antq_core.messages.text import Text
from antq_core.standards.standard import Assumption, Standard
from antq_vinh_phuc.directive_09_2019.four_safeties import A_MODEL_AND_NO_CRITERION, NATIONAL_KINDS
from antq_vinh_phuc.directive_09_2019.instrument import (
    DIRECTIVE,
    IN_FORCE_UNTIL_THE_PROVINCE_ENDED,
    JURISDICTION,
    LAST_DAY_OF_PROVINCE,
    OUTLASTS_CIRCULAR_23,
    SCHEME,
    SIGNED,
)

ADDS_NO_CRITERION = Assumption(
    code="directive-09-2019-adds-no-criterion",
    text=Text(
        vi=(
            "Chưa đọc được toàn văn Chỉ thị 09/CT-UBND ngày 11/6/2019;"
            " giả định Chỉ thị không thêm tiêu chí nào cho cơ quan, doanh nghiệp, nhà trường."
        ),
        en=(
            "The full text of Directive 09/CT-UBND of 11 June 2019 could not be read;"
            " it is assumed to add no criterion for agencies, enterprises and schools."
        ),
    ),
    citation=DIRECTIVE,
)

ORGANISATIONS = Standard(
    id="vn-26/antt-safety/09-2019",
    scheme=SCHEME,
    jurisdiction=JURISDICTION,
    kinds=tuple(kind.value for kind in NATIONAL_KINDS),
    title=Text(
        vi="Vĩnh Phúc: cơ quan, doanh nghiệp, nhà trường theo Chỉ thị 09/CT-UBND ngày 11/6/2019",
        en="Vĩnh Phúc: agencies, enterprises and schools under Directive 09/CT-UBND of 11 June 2019",
    ),
    citation=DIRECTIVE,
    in_force_from=SIGNED,
    in_force_to=LAST_DAY_OF_PROVINCE,
    assumptions=(
        ADDS_NO_CRITERION,
        A_MODEL_AND_NO_CRITERION,
        IN_FORCE_UNTIL_THE_PROVINCE_ENDED,
        OUTLASTS_CIRCULAR_23,
    ),
)
