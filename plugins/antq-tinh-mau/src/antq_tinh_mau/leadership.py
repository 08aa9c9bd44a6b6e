"""Article 3, leadership, 25 points: all or nothing, all where it is not asked, and points given by hand."""

from antq_core.domain.attributes import Fact, Hundredths
from antq_core.domain.sheets import FactSheet
from antq_core.messages.text import Text
from antq_core.standards.rubric import NotApplicable
from antq_core.standards.scoring import by_hand, flat, group
from antq_national.circular_124_2021.first_quarter import done_in_first_quarter, resolved_in_first_quarter
from antq_national.circular_124_2021.workplace_facts import WorkplaceFacts
from antq_tinh_mau.declaring import score
from antq_tinh_mau.instrument import cite


class LeadershipFacts(FactSheet):
    """What Article 3 asks beside the facts that the national standard declares already."""

    direction_quality: Fact[Hundredths] = score(
        Text(vi="điểm chất lượng lãnh đạo, chỉ đạo", en="points for the quality of leadership"),
        cite("3", "3"),
        10_00,
    )


# `flat`: all points or none. Plan and day are national facts: what both ask is declared once, and stated once.
PLAN = flat(
    "TM-3.1",
    Text(vi="Ban hành kế hoạch trong quý I", en="A plan is issued in the first quarter"),
    10_00,
    when=done_in_first_quarter(WorkplaceFacts.plan_adopted, WorkplaceFacts.plan_day),
    citation=cite("3", "1"),
)

# FULL: a unit without a Party organisation cannot have its resolution, and must not lose by it.
RESOLUTION = flat(
    "TM-3.2",
    Text(
        vi="Tổ chức Đảng có nghị quyết trong quý I; nơi không có tổ chức Đảng được trọn điểm",
        en="The Party organisation has a resolution in the first quarter; all points where there is none",
    ),
    5_00,
    when=resolved_in_first_quarter(
        WorkplaceFacts.party_resolution_adopted, WorkplaceFacts.party_resolution_day
    ),
    applies_where=WorkplaceFacts.party_organisation,
    not_applicable=NotApplicable.FULL,
    citation=cite("3", "2"),
)

# `by_hand`: the unit claims points, the appraiser verifies them. Both stand in the dossier, each in its own
# sheet; an assessment takes one of the two, as it is asked to.
QUALITY = by_hand(
    "TM-3.3",
    Text(vi="Chất lượng lãnh đạo, chỉ đạo", en="Quality of leadership"),
    10_00,
    score=LeadershipFacts.direction_quality,
    citation=cite("3", "3"),
)

LEADERSHIP = group("TM-3", Text(vi="Lãnh đạo, chỉ đạo", en="Leadership"), [PLAN, RESOLUTION, QUALITY])
