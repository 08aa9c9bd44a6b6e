"""The instrument itself: how it is cited, for which time it is taken to hold, and what is not known about it."""

import datetime

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.provinces import REORGANISED_ON
from antq_core.messages.text import Text
from antq_core.standards.standard import Assumption

JURISDICTION = "vn-26"
SCHEME = "antt-safety"

SIGNED = datetime.date(2019, 6, 11)
LAST_DAY_OF_PROVINCE = REORGANISED_ON - datetime.timedelta(days=1)
CIRCULAR_124_IN_FORCE_FROM = datetime.date(2022, 2, 10)
LAST_DAY_OF_CIRCULAR_23 = CIRCULAR_124_IN_FORCE_FROM - datetime.timedelta(days=1)

DIRECTIVE = Citation(kind=InstrumentKind.DIRECTIVE, number="09/CT-UBND")

IN_FORCE_UNTIL_THE_PROVINCE_ENDED = Assumption(
    code="directive-09-2019-in-force",
    text=Text(
        vi=(
            "Chưa đọc được ngày có hiệu lực của Chỉ thị 09/CT-UBND ngày 11/6/2019; giả định từ ngày ký"
            " đến hết ngày 30/6/2025, ngày cuối của tỉnh Vĩnh Phúc."
        ),
        en=(
            "From when Directive 09/CT-UBND of 11 June 2019 held could not be read; from the day of signature"
            " to 30 June 2025, the last day of the province of Vĩnh Phúc, is assumed."
        ),
    ),
    citation=DIRECTIVE,
)

OUTLASTS_CIRCULAR_23 = Assumption(
    code="directive-09-2019-outlasts-circular-23",
    text=Text(
        vi=(
            "Chỉ thị ban hành khi Thông tư 23/2012/TT-BCA còn hiệu lực; chưa biết có được thay, sửa từ ngày 10/02/2022,"
            " khi có Thông tư 124/2021/TT-BCA, hay không; giả định vẫn như trước."
        ),
        en=(
            "The Directive was given under Circular 23/2012/TT-BCA; whether it was replaced or amended from 10 February 2022 on,"
            " under Circular 124/2021/TT-BCA, is not known, and it is assumed to hold as before."
        ),
    ),
    citation=DIRECTIVE,
    since=CIRCULAR_124_IN_FORCE_FROM,
)
