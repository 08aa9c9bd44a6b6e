"""Article 4, clauses 2, 3 and 4: asked of a residential area, and by Article 5, clause 2 of a commune too."""

import attrs

from antq_core.domain.citations import Citation
from antq_core.domain.incidents import Incident
from antq_core.expressions.writing import (
    NumberExpression,
    TruthExpression,
    count,
    last_year,
    reading_is,
)
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion
from antq_national.circular_124_2021.facts import TerritoryFacts
from antq_national.circular_124_2021.grave_incidents import SERIOUS_CRIMES_HANDLED, SERIOUS_FIRE_OR_ACCIDENT
from antq_national.circular_124_2021.instrument import cite
from antq_national.circular_124_2021.readings import (
    LAST_YEAR_AFTER_MERGER,
    LAST_YEAR_IS,
    LEVEL_WITH_LAST_YEAR,
    NOUGHT_AGAINST_NOUGHT,
    REDUCTION_IS_COUNTED,
    in_each_reading,
)

Numbers = tuple[NumberExpression, ...]

NOW: Numbers = (TerritoryFacts.crimes, TerritoryFacts.social_evils, TerritoryFacts.other_violations)
IN_WINDOW_BEFORE: Numbers = tuple(last_year(fact) for fact in NOW)
IN_CALENDAR_YEAR_BEFORE: Numbers = (
    TerritoryFacts.crimes_of_calendar_year_before,
    TerritoryFacts.social_evils_of_calendar_year_before,
    TerritoryFacts.other_violations_of_calendar_year_before,
)


def _contained(now: NumberExpression, before: NumberExpression) -> TruthExpression:
    """Article 4.4.a says "contain and reduce" without a rate; level and nought are open readings."""
    level = (now == before) & (before > 0) & reading_is(LEVEL_WITH_LAST_YEAR.name, "contained")
    nought = (now == 0) & (before == 0) & reading_is(NOUGHT_AGAINST_NOUGHT.name, "contained")
    return (now < before) | level | nought


def _reduced(before: Numbers) -> TruthExpression:
    crimes, evils, others = (_contained(now, then) for now, then in zip(NOW, before, strict=True))
    total_now = NOW[0] + NOW[1] + NOW[2]
    total_before = before[0] + before[1] + before[2]
    return in_each_reading(
        REDUCTION_IS_COUNTED, by_group=crimes & evils & others, in_total=_contained(total_now, total_before)
    )


REDUCED = in_each_reading(
    LAST_YEAR_IS,
    previous_window=_reduced(IN_WINDOW_BEFORE),
    previous_calendar_year=_reduced(IN_CALENDAR_YEAR_BEFORE),
)

HAS_A_YEAR_BEFORE = ~(
    TerritoryFacts.formed_by_merger & reading_is(LAST_YEAR_AFTER_MERGER.name, "not_applicable")
)


@attrs.frozen(kw_only=True)
class _Provision:
    """One requirement of Article 4, before the article that asks for it gives it a code."""

    code: str
    clause: str
    point: str | None
    text: Text
    holds: TruthExpression
    applies_where: TruthExpression | None = None


PROVISIONS = (
    _Provision(
        code="2",
        clause="2",
        point=None,
        text=Text(
            vi="Triển khai đủ chủ trương của Đảng, pháp luật của Nhà nước và quy định của địa phương về an ninh, trật tự",
            en="Policy, law and local rules on security and order are fully carried out",
        ),
        holds=TerritoryFacts.policy_implemented,
    ),
    _Provision(
        code="3a",
        clause="3",
        point="a",
        text=Text(
            vi="Không có hoạt động chống Đảng, chính quyền, phá khối đại đoàn kết",
            en="No activity against the Party, the State or national unity",
        ),
        holds=TerritoryFacts.anti_state_activities == 0,
    ),
    _Provision(
        code="3b",
        clause="3",
        point="b",
        text=Text(
            vi="Không có phá hoại mục tiêu, công trình trọng điểm về kinh tế, văn hoá, xã hội, an ninh, quốc phòng",
            en="No sabotage of key economic, cultural, social, security or defence works",
        ),
        holds=TerritoryFacts.sabotages == 0,
    ),
    _Provision(
        code="3c",
        clause="3",
        point="c",
        text=Text(
            vi="Không có truyền, phát triển tín ngưỡng, tôn giáo trái pháp luật",
            en="No unlawful religious propagation",
        ),
        holds=TerritoryFacts.unlawful_propagations == 0,
    ),
    _Provision(
        code="3d",
        clause="3",
        point="d",
        text=Text(
            vi="Không có lợi dụng tín ngưỡng, tôn giáo, dân tộc, tranh chấp, khiếu kiện làm phức tạp an ninh, trật tự",
            en="No abuse of religion, ethnicity, disputes or petitions to trouble security and order",
        ),
        holds=TerritoryFacts.abuses_of_religion_or_dispute == 0,
    ),
    _Provision(
        code="3đ",
        clause="3",
        point="đ",
        text=Text(vi="Không có hoạt động ly khai, đòi tự trị", en="No separatism"),
        holds=TerritoryFacts.separatist_cases == 0,
    ),
    _Provision(
        code="3e",
        clause="3",
        point="e",
        text=Text(
            vi="Không có mâu thuẫn, tranh chấp phức tạp, kéo dài trong nội bộ nhân dân",
            en="No complex and prolonged dispute among the people",
        ),
        holds=TerritoryFacts.prolonged_disputes == 0,
    ),
    _Provision(
        code="3g",
        clause="3",
        point="g",
        text=Text(
            vi="Không có kích động, lôi kéo tụ tập đông người khiếu nại, gây rối; lợi dụng khiếu nại để chống Nhà nước, xâm hại lợi ích Nhà nước; vu khống, đe doạ người giải quyết khiếu nại, tố cáo",
            en="No incitement of mass complaint or disorder, no abuse of complaints against the State or its interests, no slander of or threat to those who settle them",
        ),
        holds=TerritoryFacts.incitements == 0,
    ),
    _Provision(
        code="4a",
        clause="4",
        point="a",
        text=Text(
            vi="Kiềm chế, kéo giảm tội phạm, tệ nạn xã hội và vi phạm pháp luật khác so với năm trước",
            en="Crime, social evils and other violations are contained and reduced against last year",
        ),
        holds=REDUCED,
        applies_where=HAS_A_YEAR_BEFORE,
    ),
    _Provision(
        code="4b",
        clause="4",
        point="b",
        text=Text(
            vi="Không có tội phạm nghiêm trọng trở lên (trừ bất khả kháng), hoặc có nhưng đã kịp thời phát hiện, dùng đồng bộ biện pháp giảm hậu quả và báo ngay cấp có thẩm quyền",
            en="No serious or worse crime (force majeure apart), or each was found in time, its consequences reduced by all measures, and reported at once",
        ),
        holds=SERIOUS_CRIMES_HANDLED,
    ),
    _Provision(
        code="4c1",
        clause="4",
        point="c",
        text=Text(
            vi="Không phát sinh tụ điểm phức tạp về trật tự xã hội",
            en="No new hotspot of crime or disorder",
        ),
        holds=TerritoryFacts.new_hotspots == 0,
    ),
    _Provision(
        code="4c2",
        clause="4",
        point="c",
        text=Text(vi="Không phát sinh người mắc tệ nạn xã hội", en="Nobody newly in social evils"),
        holds=TerritoryFacts.new_people_in_social_evils == 0,
    ),
    _Provision(
        code="4c3",
        clause="4",
        point="c",
        text=Text(
            vi="Quản lý, giáo dục, giúp đỡ hiệu quả các đối tượng đang cư trú theo pháp luật",
            en="Residents under supervision are managed, educated and helped effectively",
        ),
        holds=TerritoryFacts.subjects_well_managed,
    ),
    _Provision(
        code="4d",
        clause="4",
        point="d",
        text=Text(
            vi="Không có cháy, nổ nghiêm trọng, tai nạn lao động chết người, sự cố nghiêm trọng (trừ bất khả kháng)",
            en="No serious fire or explosion, fatal work accident or serious incident (force majeure apart)",
        ),
        holds=count(Incident, where=SERIOUS_FIRE_OR_ACCIDENT) == 0,
    ),
)


def territory_criteria(prefix: str, through: Citation | None = None) -> tuple[Criterion, ...]:
    """The criteria of Article 4, clauses 2 to 4, under the codes and by way of the article that asks."""
    return tuple(
        Criterion(
            code=f"{prefix}{each.code}",
            text=each.text,
            citation=cite("4", each.clause, each.point, through),
            holds=each.holds,
            applies_where=each.applies_where,
        )
        for each in PROVISIONS
    )
