"""Articles 7 and 8: what is added and taken off at the end, the grades, what caps them, and how many."""

from antq_core.domain.attributes import Fact
from antq_core.domain.declarations import Direction
from antq_core.domain.sheets import FactSheet
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import meets_standard
from antq_core.messages.text import Text
from antq_core.standards.grading import Ceiling, Grade, Grading, Quota, QuotaBase, Threshold
from antq_core.standards.scoring import bonus, deduction
from antq_tinh_mau.declaring import times
from antq_tinh_mau.instrument import SECOND, cite
from antq_tinh_mau.safety import GRAVE_CASES


class FinalFacts(FactSheet):
    """What Article 7 asks."""

    commendations: Fact[int] = times(
        Text(vi="số lần được khen thưởng", en="commendations"), cite("7", "1"), 100
    )
    late_reports: Fact[int] = times(
        Text(vi="số báo cáo gửi chậm", en="late reports"), cite("7", "2"), 100, Direction.LESS_IS_BETTER
    )


COMMENDATIONS = bonus(
    "TM-7.1",
    Text(
        vi="Thưởng 1 điểm cho mỗi lần được khen thưởng, tối đa 3",
        en="1 point more for each commendation, at most 3",
    ),
    each=1_00,
    of=FinalFacts.commendations,
    at_most=3_00,
    citation=cite("7", "1"),
)

# `deduction` brings points below 0. It is taken off after the limit of 100: min(100 + 3, 100) - 2 is not
# min(100 + 3 - 2, 100).
LATE_REPORTS = deduction(
    "TM-7.2",
    Text(
        vi="Trừ 0,5 điểm cho mỗi báo cáo gửi chậm, không quá 5",
        en="0.5 points off for each late report, at most 5",
    ),
    each=50,
    of=FinalFacts.late_reports,
    at_most=5_00,
    citation=cite("7", "2"),
)

SAFE = Text(vi="tiêu chuẩn “An toàn về an ninh, trật tự”", en="the standard of safety in security and order")

CEILINGS = (
    # The verdict of another scheme on the same dossier. Schemes never ask for each other in a circle.
    Ceiling(
        code="TM-8.2a",
        grade="good",
        unless=meets_standard("antt-safety", SAFE),
        text=Text(
            vi="chỉ đơn vị đạt tiêu chuẩn “An toàn về an ninh, trật tự” mới được xếp loại xuất sắc",
            en="only a unit that meets the standard of safety in security and order can be excellent",
        ),
        citation=cite("8", "2", "a"),
    ),
    Ceiling(
        code="TM-8.2b",
        grade="average",
        unless=GRAVE_CASES <= 1,
        text=Text(
            vi="có từ hai vụ nghiêm trọng thì xếp loại cao nhất là trung bình",
            en="two serious cases or more allow no better grade than average",
        ),
        citation=cite("8", "2", "b"),
    ),
)

# The decision says “of the units graded khá or better”, and not whether those that are excellent in the end
# are counted. Both bases are tried, and what they do not agree on stays open.
EXCELLENT_QUOTA = Quota(
    grade="excellent",
    at_most=Ratio(20),
    bases=(QuotaBase.GRADE_OR_BELOW, QuotaBase.GRADE_BELOW),
    text=Text(
        vi="không quá 20% số đơn vị từ loại khá trở lên được xếp loại xuất sắc",
        en="at most 20% of the units from good upwards are excellent",
    ),
    citation=cite("8", "4"),
)


def grading(excellent_above: Threshold) -> Grading:
    """The grades, from the lowest, with the threshold of the highest as it reads at a time."""
    return Grading(
        grades=(
            Grade(code="weak", label=Text(vi="Yếu", en="weak")),
            Grade(code="average", label=Text(vi="Trung bình", en="average"), threshold=_from(50_00, "c")),
            Grade(code="good", label=Text(vi="Khá", en="good"), threshold=_from(70_00, "b")),
            Grade(code="excellent", label=Text(vi="Xuất sắc", en="excellent"), threshold=excellent_above),
        ),
        ceilings=CEILINGS,
        quotas=(EXCELLENT_QUOTA,),
    )


def _from(points: int, point: str) -> Threshold:
    return Threshold(points=points, citation=cite("8", "1", point))


# “From 90 points on” became “above 90 points”: with 90 points exactly a unit was excellent, and is good since.
GRADING_BEFORE = grading(Threshold(points=90_00, citation=cite("8", "1", "a")))
GRADING_SINCE = grading(Threshold(points=90_00, inclusive=False, citation=cite("1", "2", of=SECOND)))
