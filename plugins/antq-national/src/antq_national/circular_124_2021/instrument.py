"""The instrument itself: how it is cited, from when it holds, and what is not known about it."""

import datetime

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.messages.text import Text
from antq_core.standards.standard import Assumption

IN_FORCE_FROM = datetime.date(2022, 2, 10)
SCHEME = "antt-safety"


def cite(
    article: str, clause: str | None = None, point: str | None = None, through: Citation | None = None
) -> Citation:
    """A place in Circular 124/2021/TT-BCA."""
    return Citation(
        kind=InstrumentKind.CIRCULAR,
        number="124/2021/TT-BCA",
        article=article,
        clause=clause,
        point=point,
        through=through,
    )


SCOPE = cite("1", "2", "b")
WHOLE = Citation(kind=InstrumentKind.CIRCULAR, number="124/2021/TT-BCA")
RATING_GUIDANCE = Citation(kind=InstrumentKind.GUIDANCE, number="01/HD-BCA-V05")
AMENDING = Citation(kind=InstrumentKind.CIRCULAR, number="48/2025/TT-BCA")

LAST_YEAR_AS_STATED = Assumption(
    code="last-year-as-stated",
    text=Text(
        vi="Số liệu của kỳ năm trước được lấy như hồ sơ ghi, kể cả khi xét trên số liệu đã thẩm định.",
        en="The figures of last year’s window are taken as the dossier states them, on the verified basis too.",
    ),
    citation=cite("4", "4", "a"),
)

UNREAD_AMENDMENT = Assumption(
    code="circular-48-2025-not-read",
    text=Text(
        vi=(
            "Thông tư 48/2025/TT-BCA đã sửa Thông tư 124/2021/TT-BCA; nội dung mới và ngày hiệu lực chưa đọc được."
            " Giả định các tiêu chí, kỳ đánh giá và thời hạn không đổi."
        ),
        en=(
            "Circular 48/2025/TT-BCA amended Circular 124/2021/TT-BCA; its new wording and its date are not known here."
            " The criteria, windows and deadlines are assumed to be unchanged."
        ),
    ),
    citation=AMENDING,
    since=datetime.date(2025, 1, 1),
)
