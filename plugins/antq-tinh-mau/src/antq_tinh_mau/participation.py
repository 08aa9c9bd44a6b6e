"""Article 4, participation, 25 points: steps by a share and by a count, and nothing where it is not asked.

The second decision has put clause 1 into other words; both wordings stand here, the older one first.
"""

from antq_core.domain.attributes import Fact, fact
from antq_core.domain.declarations import Direction
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import UNKNOWN
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import TruthExpression, share
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.rubric import NotApplicable, ScoredItem
from antq_core.standards.scoring import flat, group, stepped
from antq_national.circular_124_2021.workplace_facts import WorkplaceFacts
from antq_tinh_mau.declaring import PEOPLE, condition, done, times
from antq_tinh_mau.instrument import SECOND, cite


class ParticipationFacts(FactSheet):
    """What Article 4 asks."""

    # `no_more_than` makes it a part of a national fact: nobody can train more people than there are.
    staff_trained: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số người được tập huấn", en="people who were trained"),
        between=(0, 1_000_000),
        unit=PEOPLE,
        direction=Direction.MORE_IS_BETTER,
        no_more_than="staff",
        source=cite("4", "1"),
    )
    meetings: Fact[int] = times(
        Text(vi="số buổi sinh hoạt chuyên đề", en="meetings on the subject"), cite("4", "2"), 366
    )
    has_own_page: Fact[bool] = condition(
        Text(vi="có trang thông tin riêng", en="has a page of its own"), cite("4", "3")
    )
    page_kept_up: Fact[bool] = done(
        Text(vi="đăng tin về phong trào hằng tháng", en="writes there every month"), cite("4", "3")
    )


def trained(percent: int) -> TruthExpression:
    """Whether so many of a hundred were trained. Nothing is divided: 94.9% is less than 95%.

    A share always says what holds where there is nobody at all; the decision does not, so it stays open.
    """
    return share(
        ParticipationFacts.staff_trained,
        WorkplaceFacts.staff,
        at_least=Ratio(percent),
        of_nothing=Truths.EITHER,
    )


TRAINING = Text(vi="Tập huấn cho cán bộ, người lao động", en="Training of the staff")

# `stepped`: the points of the first step that holds, as the decision lists them.
TRAINING_BEFORE = stepped(
    "TM-4.1",
    TRAINING,
    10_00,
    arms=[(trained(90), 10_00), (trained(70), 5_00)],
    citation=cite("4", "1"),
)
TRAINING_SINCE = stepped(
    "TM-4.1",
    TRAINING,
    10_00,
    arms=[(trained(95), 10_00), (trained(80), 7_00), (trained(60), 4_00)],
    citation=cite("1", "1", of=SECOND),
)

MEETINGS = stepped(
    "TM-4.2",
    Text(vi="Sinh hoạt chuyên đề", en="Meetings on the subject"),
    10_00,
    arms=[
        (ParticipationFacts.meetings >= 4, 10_00),
        (ParticipationFacts.meetings >= 2, 6_00),
        (ParticipationFacts.meetings >= 1, 2_50),
    ],
    citation=cite("4", "2"),
)

# NOTHING: whoever has no page has no points for it, and is told that it was not asked.
OWN_PAGE = flat(
    "TM-4.3",
    Text(
        vi="Duy trì trang thông tin riêng; nơi không có trang không có điểm",
        en="A page of its own is kept up; no points without one",
    ),
    5_00,
    when=ParticipationFacts.page_kept_up,
    applies_where=ParticipationFacts.has_own_page,
    not_applicable=NotApplicable.NOTHING,
    citation=cite("4", "3"),
)


def participation(training: ScoredItem) -> ScoredItem:
    """The article with clause 1 as it reads at a time."""
    text = Text(vi="Tuyên truyền, vận động", en="Participation")
    return group("TM-4", text, [training, MEETINGS, OWN_PAGE])
