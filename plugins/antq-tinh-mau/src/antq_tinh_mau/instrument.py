"""The decisions of Tỉnh Mẫu. None of them exists: each is cited as fictional, and printed so."""

import datetime

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.messages.text import Text
from antq_core.standards.standard import Assumption

JURISDICTION = "vn-00"

# Under this number stand the points; the second decision changes two places of the first.
FIRST = "01/2024/QĐ-MẪU"
SECOND = "02/2026/QĐ-MẪU"
# Under this number stands what is asked beside the national standard of safety.
THIRD = "03/2026/QĐ-MẪU"

FIRST_IN_FORCE = datetime.date(2024, 1, 1)
SECOND_IN_FORCE = datetime.date(2026, 1, 1)
THIRD_IN_FORCE = datetime.date(2026, 1, 1)


def cite(article: str, clause: str | None = None, point: str | None = None, *, of: str = FIRST) -> Citation:
    """A place in a decision of Tỉnh Mẫu."""
    return Citation(kind=InstrumentKind.FICTIONAL, number=of, article=article, clause=clause, point=point)


# Where the text leaves a gap that has to be bridged somehow, an assumption says so, and every result repeats
# it. Two readings between which nobody has chosen would be a reading instead, and only the national standard
# has those.
HELD_ON_THE_FIRST_DAY = Assumption(
    code="activities-count-on-their-first-day",
    text=Text(
        vi="Quyết định (giả định) không nói hoạt động kéo dài nhiều ngày tính vào quý nào; tính theo ngày bắt đầu.",
        en="The (fictional) decision does not say to which quarter an activity of several days belongs; its first day counts.",
    ),
    citation=cite("6", "1"),
)
