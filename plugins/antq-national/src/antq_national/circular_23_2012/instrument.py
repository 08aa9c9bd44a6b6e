"""The instrument itself: how it is cited, when it held, and what is not known about it."""

import datetime

import attrs

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.expressions.writing import TruthExpression
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion, Transcription
from antq_core.standards.standard import Assumption
from antq_national.circular_124_2021.instrument import LAST_YEAR_AS_STATED as AS_STATED_SINCE

IN_FORCE_FROM = datetime.date(2012, 6, 18)
IN_FORCE_TO = datetime.date(2022, 2, 9)

WHOLE = Citation(kind=InstrumentKind.CIRCULAR, number="23/2012/TT-BCA")


def cite(article: str, clause: str | None = None, through: Citation | None = None) -> Citation:
    """A place in Circular 23/2012/TT-BCA; how its points are lettered could not be read."""
    return attrs.evolve(WHOLE, article=article, clause=clause, through=through)


def not_read(
    code: str, text: Text, citation: Citation, applies_where: TruthExpression | None = None
) -> Criterion:
    """Something that the circular asks and that could not be read: whether it is met stays open."""
    return Criterion(
        code=code,
        text=text,
        citation=citation,
        applies_where=applies_where,
        transcription=Transcription.UNTRANSCRIBED,
    )


READ_IN_PART = Assumption(
    code="circular-23-2012-read-in-part",
    text=Text(
        vi=(
            "Thông tư 23/2012/TT-BCA mới đọc được một phần; phần chưa đọc được là những tiêu chí chưa có nội dung."
            " Giả định phần chỉ biết qua nguồn thuật lại, bảng điểm của địa phương là đúng và không có ngoại lệ nào khác."
        ),
        en=(
            "Only a part of Circular 23/2012/TT-BCA could be read; the rest stands as criteria without content."
            " What is known only from retellings and local score sheets is assumed to be right, with no other exception."
        ),
    ),
    citation=WHOLE,
)

NO_EXCLUSION = Assumption(
    code="circular-23-2012-excludes-nobody",
    text=Text(
        vi=(
            "Điều 2 không thấy loại trừ đơn vị nào; các điều khác chưa đọc hết."
            " Giả định không đơn vị nào bị loại khỏi phạm vi áp dụng."
        ),
        en=(
            "Article 2 is not seen to leave any unit out; the other articles could not all be read."
            " It is assumed that no unit is out of scope."
        ),
    ),
    citation=cite("2"),
)

LAST_YEAR_AS_STATED = attrs.evolve(AS_STATED_SINCE, citation=cite("5", "4"))


def both_ends_count(day: str) -> Assumption:
    """That a window which ends on the day on which the next begins holds both days."""
    return Assumption(
        code="both-ends-of-the-window-count",
        text=Text(
            vi=(
                f"Kỳ đánh giá tính từ ngày {day} năm trước đến ngày {day} năm sau."
                f" Giả định cả hai ngày đều thuộc kỳ, nên việc xảy ra ngày {day} được tính cho cả hai kỳ."
            ),
            en=(
                f"The window runs from {day} of the year before to {day} of the year."
                f" Both days are assumed to belong to it, so what happened on {day} counts for two windows."
            ),
        ),
        citation=cite("9", "2"),
    )


SCHOOL_YEAR = Assumption(
    code="days-of-the-school-year-not-stated",
    text=Text(
        vi=(
            "Kỳ của nhà trường tính từ lúc tổng kết năm học trước đến lúc tổng kết năm học sau; ngày cụ thể không được nêu."
            " Năm đánh giá được lấy là năm tổng kết năm học sau,"
            " và kỳ được ghi rộng ra từ ngày đầu của năm trước đến ngày cuối của năm đó."
        ),
        en=(
            "A school’s window runs from the closing of one school year to that of the next; no days are given."
            " The year of assessment is taken to be the one in which the later one closes,"
            " and the window is shown as wide as from the first day of the year before to the last of that year."
        ),
    ),
    citation=cite("9", "2"),
)
