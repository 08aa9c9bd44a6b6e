"""Guidance 76/HD-BCĐ of 17 May 2022: what is known of it asks nothing of a unit.

It recalls Circular 124/2021/TT-BCA and makes its result a ground for classifying the movement and for
commending, heads of units included. That is no criterion, so this standard has none: it says what it assumes.
"""

import datetime

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.provinces import REORGANISED_ON
from antq_core.domain.units import NationalKind
from antq_core.messages.text import Text
from antq_core.standards.standard import Assumption, Standard

SIGNED = datetime.date(2022, 5, 17)

GUIDANCE = Citation(kind=InstrumentKind.GUIDANCE, number="76/HD-BCĐ")

ADDS_NO_CRITERION = Assumption(
    code="guidance-76-2022-adds-no-criterion",
    text=Text(
        vi=(
            "Chưa đọc được toàn văn Hướng dẫn 76/HD-BCĐ ngày 17/5/2022. Phần đã đọc nhắc Thông tư 124/2021/TT-BCA và lấy kết quả"
            " làm căn cứ phân loại phong trào, khen thưởng, kể cả với người đứng đầu; giả định Hướng dẫn không thêm tiêu chí nào."
        ),
        en=(
            "The full text of Guidance 76/HD-BCĐ of 17 May 2022 could not be read. What was read recalls Circular 124/2021/TT-BCA"
            " and makes the result a ground for classifying the movement and for commending, heads of units included;"
            " it is assumed to add no criterion."
        ),
    ),
    citation=GUIDANCE,
)

IN_FORCE_FROM_SIGNATURE = Assumption(
    code="guidance-76-2022-in-force",
    text=Text(
        vi=(
            "Chưa đọc được ngày có hiệu lực và ngày hết hiệu lực của Hướng dẫn;"
            " giả định từ ngày ký, 17/5/2022, và chưa hết hiệu lực."
        ),
        en=(
            "From when to when the Guidance holds could not be read;"
            " from the day of signature, 17 May 2022, without an end, is assumed."
        ),
    ),
    citation=GUIDANCE,
)

HOLDS_WITHOUT_DISTRICTS = Assumption(
    code="guidance-76-2022-holds-without-districts",
    text=Text(
        vi=(
            "Từ ngày 01/7/2025 không còn cấp huyện; chưa biết Hướng dẫn đã được thay hay sửa chưa, giả định vẫn như trước."
        ),
        en=(
            "Since 1 July 2025 there are no districts; whether the Guidance was replaced or amended is not known,"
            " and it is assumed to hold as before."
        ),
    ),
    citation=GUIDANCE,
    since=REORGANISED_ON,  # the day from which there are no districts
)

EVERY_UNIT = Standard(
    id="vn-20/antt-safety/76-2022",
    scheme="antt-safety",
    jurisdiction="vn-20",
    kinds=tuple(kind.value for kind in NationalKind),
    title=Text(
        vi="Lạng Sơn: thực hiện Thông tư 124/2021/TT-BCA theo Hướng dẫn 76/HD-BCĐ ngày 17/5/2022",
        en="Lạng Sơn: Circular 124/2021/TT-BCA as carried out by Guidance 76/HD-BCĐ of 17 May 2022",
    ),
    citation=GUIDANCE,
    in_force_from=SIGNED,
    assumptions=(ADDS_NO_CRITERION, IN_FORCE_FROM_SIGNATURE, HOLDS_WITHOUT_DISTRICTS),
)
