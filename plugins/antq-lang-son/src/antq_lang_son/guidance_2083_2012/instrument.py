"""The instrument itself: how it is cited, for which time it is taken to hold, and what is not known about it."""

import datetime

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.messages.text import Text
from antq_core.standards.standard import Assumption

SIGNED = datetime.date(2012, 9, 28)
# The last day of Circular 23/2012/TT-BCA, under which the guidance was given.
LAST_DAY_OF_CIRCULAR = datetime.date(2022, 2, 9)

GUIDANCE = Citation(kind=InstrumentKind.GUIDANCE, number="2083/HD-BCĐ")

READ_IN_PART = Assumption(
    code="guidance-2083-2012-read-in-part",
    text=Text(
        vi=(
            "Phụ lục 2 Hướng dẫn 2083/HD-BCĐ ngày 28/9/2012 mới đọc được tiêu chí I, II, III: 60 trên thang 100 điểm."
            " Phần còn lại, 40 điểm, và mọi yêu cầu trong phần đó vẫn để ngỏ."
        ),
        en=(
            "Of Annex 2 of Guidance 2083/HD-BCĐ of 28 September 2012 criteria I, II and III could be read: 60 of 100 points."
            " The rest, 40 points, and whatever is required there stay open."
        ),
    ),
    citation=GUIDANCE,
)

IN_FORCE_AS_LONG_AS_THE_CIRCULAR = Assumption(
    code="guidance-2083-2012-in-force",
    text=Text(
        vi=(
            "Chưa đọc được ngày có hiệu lực và ngày hết hiệu lực của Hướng dẫn;"
            " giả định từ ngày ký, 28/9/2012, đến hết ngày 09/02/2022, khi Thông tư 23/2012/TT-BCA hết hiệu lực."
        ),
        en=(
            "From when to when the Guidance held could not be read;"
            " from the day of signature, 28 September 2012, to 9 February 2022, when Circular 23/2012/TT-BCA ended, is assumed."
        ),
    ),
    citation=GUIDANCE,
)

FULL_MARKS_ARE_REQUIRED = Assumption(
    code="full-marks-are-required",
    text=Text(
        vi=(
            "Bảng ghi điểm đăng ký và điểm bốn tình huống của tiêu chí III phải tối đa;"
            " giả định nghĩa là thiếu điểm ở đó thì xã chưa đạt tiêu chuẩn."
        ),
        en=(
            "The sheet says that the points of the registration and of the four situations of criterion III must be full;"
            " it is assumed to mean that a commune short of them does not meet the standard."
        ),
    ),
    citation=GUIDANCE,
)

NOTHING_FOLLOWS_FROM_THE_TOTAL = Assumption(
    code="no-verdict-by-the-total",
    text=Text(
        vi=(
            "Chưa đọc được ngưỡng điểm hay mức xếp loại nào, nên không suy ra kết quả nào từ tổng điểm;"
            " việc có cần một tổng điểm hay không thuộc phần chưa đọc được."
        ),
        en=(
            "No threshold and no grade could be read, so nothing is drawn from the total;"
            " whether a total is required belongs to what could not be read."
        ),
    ),
    citation=GUIDANCE,
)

ASSUMPTIONS = (
    READ_IN_PART,
    IN_FORCE_AS_LONG_AS_THE_CIRCULAR,
    FULL_MARKS_ARE_REQUIRED,
    NOTHING_FOLLOWS_FROM_THE_TOTAL,
)
