"""Article 5, safety, 30 points: points lost by each case, and items that are left out of the scale."""

import enum

from antq_core.domain.attributes import Fact, fact
from antq_core.domain.declarations import Direction
from antq_core.domain.incidents import Gravity, Incident, IncidentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import UNKNOWN
from antq_core.expressions.writing import count
from antq_core.messages.text import Text
from antq_core.possible import Rounding
from antq_core.standards.rubric import NotApplicable, Rescaling
from antq_core.standards.scoring import flat, full_marks, group, losing, stepped
from antq_tinh_mau.declaring import condition, done
from antq_tinh_mau.instrument import cite


class PatrolRating(enum.StrEnum):
    """How the patrol of a unit is rated, from the lowest. The order is what `at_least` goes by."""

    POOR = "poor"
    FAIR = "fair"
    GOOD = "good"


PATROL_RATINGS = {
    PatrolRating.POOR: Text(vi="yếu", en="poor"),
    PatrolRating.FAIR: Text(vi="đạt", en="fair"),
    PatrolRating.GOOD: Text(vi="tốt", en="good"),
}


class SafetyFacts(FactSheet):
    """What Article 5 asks; the incidents stand in a list of their own, which the library knows."""

    fire_drill_held: Fact[bool] = done(
        Text(vi="đã diễn tập chữa cháy", en="a fire drill was held"), cite("5", "2")
    )
    has_patrol: Fact[bool] = condition(Text(vi="có đội tuần tra", en="has a patrol"), cite("5", "3"))
    patrol_rating: Fact[PatrolRating] = fact(
        default=UNKNOWN,
        label=Text(vi="xếp loại đội tuần tra", en="rating of the patrol"),
        codes=PATROL_RATINGS,
        direction=Direction.MORE_IS_BETTER,
        source=cite("5", "3"),
    )


# Counted from the list of incidents, so there are none only where that list is complete for the window.
GRAVE_CASES = count(
    Incident,
    where=Incident.kind.is_one_of(IncidentKind.CRIME, IncidentKind.FIRE_OR_EXPLOSION)
    & Incident.gravity.at_least(Gravity.SERIOUS)
    & ~Incident.force_majeure,
)

# `losing`: all points, less so many for each case, and never below 0.
CASES = losing(
    "TM-5.1",
    Text(
        vi="Không để xảy ra tội phạm, cháy, nổ nghiêm trọng; mỗi vụ mất 4 điểm",
        en="No serious crime, fire or explosion; each case loses 4 points",
    ),
    10_00,
    each=4_00,
    of=GRAVE_CASES,
    citation=cite("5", "1"),
)

FIRE_DRILL = flat(
    "TM-5.2",
    Text(vi="Diễn tập chữa cháy", en="Fire drill"),
    10_00,
    when=SafetyFacts.fire_drill_held,
    citation=cite("5", "2"),
)

# A requirement beside the points: without all of them the unit does not meet the standard, whatever its total.
FIRE_DRILL_IN_FULL = full_marks(
    FIRE_DRILL,
    "TM-8.3",
    Text(
        vi="Mục diễn tập chữa cháy phải đạt trọn điểm", en="The item on the fire drill brings all its points"
    ),
    citation=cite("8", "3"),
)

# LEFT_OUT: where there is no patrol the other items are put upon the scale of all, by `rescaling`.
PATROL = stepped(
    "TM-5.3",
    Text(vi="Đội tuần tra", en="The patrol"),
    10_00,
    arms=[
        (SafetyFacts.patrol_rating == PatrolRating.GOOD, 10_00),
        (SafetyFacts.patrol_rating.at_least(PatrolRating.FAIR), 6_00),
    ],
    applies_where=SafetyFacts.has_patrol,
    not_applicable=NotApplicable.LEFT_OUT,
    citation=cite("5", "3"),
)

SAFETY = group(
    "TM-5",
    Text(vi="Bảo đảm an toàn", en="Safety"),
    [CASES, FIRE_DRILL, PATROL],
    rescaling=Rescaling(
        text=Text(
            vi="nơi không có đội tuần tra, điểm các mục còn lại được quy về thang 30 điểm",
            en="without a patrol, the points of the other items are put upon the scale of 30 points",
        ),
        # Halves of a hundredth go up. How to round is part of the law: say it, and cite where it stands.
        rounding=Rounding.HALF_UP,
        citation=cite("5", "4"),
    ),
)
