"""The points of Annex 2, as people gave them: the commune claims them, the level above verifies them.

Between which points an item lies could be read, for what so many are given could not. So every item is one
number that somebody states, and nothing here works one out.
"""

from typing import Any

from antq_core.domain.attributes import Fact, Hundredths, fact
from antq_core.domain.declarations import Direction
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import UNKNOWN
from antq_core.messages.text import Text
from antq_lang_son.guidance_2083_2012.instrument import GUIDANCE

POINTS = Text(vi="điểm", en="points")
SCORE_SHEET = Text(vi="bảng chấm điểm theo Phụ lục 2", en="the score sheet of Annex 2")


def points_given(label: Text, most: int, *, changeable: bool = True) -> Any:
    """The points of one item, from none to so many hundredths."""
    return fact(
        default=UNKNOWN,
        label=label,
        between=(0, most),
        unit=POINTS,
        direction=Direction.MORE_IS_BETTER,
        changeable=changeable,
        evidence=SCORE_SHEET,
        source=GUIDANCE,
    )


def points_of_situation(vi: str, en: str) -> Any:
    """The points of one situation; whether it arose is nothing that a commune can change."""
    label = Text(
        vi=f"điểm tình huống thứ {vi} của tiêu chí III", en=f"points of the {en} situation of criterion III"
    )
    return points_given(label, 5_00, changeable=False)


class ScoredCommuneFacts(FactSheet):
    """What was given under criteria I, II and III of Annex 2."""

    resolution_and_plan_points: Fact[Hundredths] = points_given(
        Text(vi="điểm nghị quyết, kế hoạch", en="points of the resolution and the plan"), 10_00
    )
    registration_points: Fact[Hundredths] = points_given(
        Text(vi="điểm đăng ký", en="points of the registration"), 10_00
    )
    policy_points: Fact[Hundredths] = points_given(
        Text(vi="điểm thực hiện chủ trương", en="points of carrying out policy"), 10_00
    )
    self_management_points: Fact[Hundredths] = points_given(
        Text(
            vi="điểm mô hình tự quản ở khu dân cư",
            en="points of the models of self-management in residential areas",
        ),
        10_00,
    )
    situation_1_points: Fact[Hundredths] = points_of_situation("nhất", "first")
    situation_2_points: Fact[Hundredths] = points_of_situation("hai", "second")
    situation_3_points: Fact[Hundredths] = points_of_situation("ba", "third")
    situation_4_points: Fact[Hundredths] = points_of_situation("tư", "fourth")
