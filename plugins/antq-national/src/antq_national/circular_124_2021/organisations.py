"""Article 6, clause 3, points a, b, c, đ, e and g: asked of agencies and enterprises, and by Article 7, clause 3 of schools.

Points d (strikes) and h (fines) are not among them: Article 7 does not apply those to schools.
"""

import attrs

from antq_core.domain.citations import Citation
from antq_core.domain.incidents import Incident
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import NumberExpression, TruthExpression, all_hold, count, share
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion
from antq_national.circular_124_2021.grave_incidents import (
    SERIOUS_CRIMES_HANDLED,
    SERIOUS_FIRE_ACCIDENT_OR_HARM,
)
from antq_national.circular_124_2021.instrument import cite
from antq_national.circular_124_2021.workplace_facts import OrganisationFacts

SEVENTY_PERCENT = Ratio(70)
EVERYBODY = Ratio(100)


@attrs.frozen(kw_only=True)
class _Point:
    """One point of Article 6, clause 3, before the article that asks for it gives it a code."""

    letter: str
    text: Text
    holds: TruthExpression


POINTS = (
    _Point(
        letter="a",
        text=Text(
            vi="Không có truyền, phát triển tín ngưỡng, tôn giáo trái pháp luật",
            en="No unlawful religious propagation",
        ),
        holds=OrganisationFacts.unlawful_propagations == 0,
    ),
    _Point(
        letter="b",
        text=Text(
            vi="Không có lợi dụng tín ngưỡng, tôn giáo, dân tộc, tranh chấp, khiếu kiện làm phức tạp an ninh, trật tự",
            en="No abuse of religion, ethnicity, disputes or petitions to trouble security and order",
        ),
        holds=OrganisationFacts.abuses_of_religion_or_dispute == 0,
    ),
    _Point(
        letter="c",
        text=Text(
            vi="Không có kích động, lôi kéo tụ tập đông người khiếu nại, gây rối; lợi dụng khiếu nại để chống Nhà nước, xâm hại lợi ích Nhà nước; vu khống, đe doạ người giải quyết khiếu nại, tố cáo",
            en="No incitement of mass complaint or disorder, no abuse of complaints against the State or its interests, no slander of or threat to those who settle them",
        ),
        holds=OrganisationFacts.incitements == 0,
    ),
    _Point(
        letter="đ",
        text=Text(
            vi="Không có tội phạm nghiêm trọng trở lên (trừ bất khả kháng), hoặc có nhưng đã kịp thời phát hiện, dùng đồng bộ biện pháp giảm hậu quả và báo ngay cấp có thẩm quyền",
            en="No serious or worse crime (force majeure apart), or each was found in time, its consequences reduced by all measures, and reported at once",
        ),
        holds=SERIOUS_CRIMES_HANDLED,
    ),
    _Point(
        letter="e",
        text=Text(
            vi="Không có vi phạm quy định bảo vệ bí mật nhà nước, dù chưa gây hậu quả",
            en="No breach of the rules on state secrets, with or without consequences",
        ),
        holds=OrganisationFacts.state_secret_breaches == 0,
    ),
    _Point(
        letter="g",
        text=Text(
            vi="Không có cháy, nổ nghiêm trọng, tai nạn lao động chết người, sự cố nghiêm trọng, vi phạm về môi trường, an toàn thực phẩm gây hậu quả nghiêm trọng trở lên (trừ bất khả kháng)",
            en="No serious fire or explosion, fatal work accident, serious incident, or environmental or food safety violation of serious or worse consequences (force majeure apart)",
        ),
        holds=count(Incident, where=SERIOUS_FIRE_ACCIDENT_OR_HARM) == 0,
    ),
)


def criterion_of(letter: str, prefix: str, through: Citation | None = None) -> Criterion:
    """The criterion of one point, under the code and by way of the article that asks."""
    (point,) = (each for each in POINTS if each.letter == letter)
    return Criterion(
        code=f"{prefix}{letter}",
        text=point.text,
        citation=cite("6", "3", letter, through),
        holds=point.holds,
    )


def everybody(
    told: NumberExpression, all_there_are: NumberExpression, of_nothing: Truths = Truths.EITHER
) -> TruthExpression:
    """Whether all of some people were briefed; the circular does not speak of a unit without any staff."""
    return share(told, all_there_are, EVERYBODY, of_nothing)


def seventy_percent(titled: NumberExpression, all_there_are: NumberExpression) -> TruthExpression:
    """Whether 70% of the subordinate units are titled; the circular does not speak of a unit without any."""
    return share(titled, all_there_are, SEVENTY_PERCENT, of_nothing=Truths.EITHER)


def rules_on(*subjects: TruthExpression) -> TruthExpression:
    """Whether there are internal rules on every subject."""
    return all_hold(subjects)
