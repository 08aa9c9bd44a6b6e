"""The instrument itself: how it is cited, from when it holds, and how much of it is not known."""

import datetime

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.messages.text import Text
from antq_core.standards.standard import Assumption

SCHEME = "movement-grade"


def cite(article: str | None = None, clause: str | None = None, point: str | None = None) -> Citation:
    """A place in Decision 510/QĐ-BCA-V05."""
    return Citation(
        kind=InstrumentKind.DECISION,
        number="510/QĐ-BCA-V05",
        article=article,
        clause=clause,
        point=point,
    )


WHOLE = cite()

ASSUMPTIONS = (
    Assumption(
        code="in-force-with-circular-124",
        text=Text(
            vi="Quyết định ký ngày 20/01/2022, chưa đọc được ngày có hiệu lực; giả định cùng ngày với Thông tư 124/2021/TT-BCA mà nó viện dẫn, 10/02/2022.",
            en="The Decision was signed on 20 January 2022; the day on which it took effect could not be read. That of Circular 124/2021/TT-BCA, to which it refers, is assumed: 10 February 2022.",
        ),
        citation=WHOLE,
    ),
    Assumption(
        code="window-of-circular-124",
        text=Text(
            vi="Chưa đọc được kỳ tính số liệu của Quyết định; giả định như Thông tư 124/2021/TT-BCA: từ 16/11 đến 15/11.",
            en="The window of the Decision could not be read; that of Circular 124/2021/TT-BCA is assumed: 16 November to 15 November.",
        ),
        citation=WHOLE,
    ),
    Assumption(
        code="scope-of-circular-124",
        text=Text(
            vi="Đối tượng chấm điểm mới đọc được qua văn bản của tỉnh; giả định như phạm vi của Thông tư 124/2021/TT-BCA.",
            en="Which units are scored is known only from instruments of provinces; the scope of Circular 124/2021/TT-BCA is assumed.",
        ),
        citation=WHOLE,
    ),
    Assumption(
        code="no-bonus-no-deduction",
        text=Text(
            vi="Chưa đọc được quy định về điểm thưởng, điểm trừ; giả định không có.",
            en="The rules on bonus and deduction could not be read; none is assumed.",
        ),
        citation=WHOLE,
    ),
    Assumption(
        code="no-ceiling-no-quota",
        text=Text(
            vi="Chưa đọc được điều kiện khống chế và tỷ lệ trần của từng loại; giả định không có.",
            en="The conditions and quotas that hold a grade down could not be read; none is assumed.",
        ),
        citation=WHOLE,
    ),
    Assumption(
        code="still-in-force-after-districts",
        text=Text(
            vi="Không tìm thấy văn bản sửa đổi hoặc thay thế sau khi bỏ cấp huyện; giả định Quyết định còn hiệu lực.",
            en="No instrument that amends or replaces the Decision after the end of the districts was found; it is assumed to be in force.",
        ),
        citation=WHOLE,
        since=datetime.date(2025, 7, 1),
    ),
)
