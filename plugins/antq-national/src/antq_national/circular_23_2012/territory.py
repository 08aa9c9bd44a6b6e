"""Article 5, clauses 2, 3 and 4: asked of a residential area, and by Article 6, clause 2 of a commune too.

They are known from retellings and from local score sheets, and clause 4 only to its middle.
"""

import attrs

from antq_core.domain.citations import Citation
from antq_core.domain.incidents import Incident, IncidentKind
from antq_core.expressions.writing import TruthExpression, count
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion, Transcription
from antq_national.circular_23_2012.facts import TerritoryFacts
from antq_national.circular_23_2012.instrument import cite, not_read
from antq_national.circular_23_2012.reduction import HAS_A_YEAR_BEFORE, REDUCED
from antq_national.circular_124_2021.grave_incidents import SERIOUS_CRIME

# A dispute that the list holds as complex and prolonged is a complex one.
NO_COMPLEX_DISPUTE = (TerritoryFacts.complex_disputes == 0) & (
    count(Incident, where=Incident.kind == IncidentKind.PROLONGED_DISPUTE) == 0
)


@attrs.frozen(kw_only=True)
class _Provision:
    """One requirement of Article 5, before the article that asks for it gives it a code.

    `holds` is None for what could not be read.
    """

    code: str
    clause: str
    text: Text
    holds: TruthExpression | None = None
    applies_where: TruthExpression | None = None


PROVISIONS = (
    _Provision(
        code="2a",
        clause="2",
        text=Text(
            vi="Thực hiện hiệu quả đường lối, chính sách, pháp luật",
            en="Policy and law are carried out effectively",
        ),
        holds=TerritoryFacts.policy_effective,
    ),
    _Provision(
        code="2b",
        clause="2",
        text=Text(
            vi="Có mô hình tự quản về an ninh, trật tự ở khu dân cư",
            en="There is a model of self-management of security and order in the residential area",
        ),
        holds=TerritoryFacts.self_management_model,
    ),
    _Provision(
        code="3a",
        clause="3",
        text=Text(
            vi="Không có hoạt động chống Đảng, chính quyền, phá khối đại đoàn kết",
            en="No activity against the Party, the State or national unity",
        ),
        holds=TerritoryFacts.anti_state_activities == 0,
    ),
    _Provision(
        code="3b",
        clause="3",
        text=Text(vi="Không có phá hoại mục tiêu, công trình", en="No sabotage of targets or works"),
        holds=TerritoryFacts.sabotages == 0,
    ),
    _Provision(
        code="3c",
        clause="3",
        text=Text(
            vi="Không có truyền đạo trái pháp luật; ly khai, đòi tự trị; gây rối",
            en="No unlawful religious propagation, separatism or disorder",
        ),
        holds=(TerritoryFacts.unlawful_propagations == 0)
        & (TerritoryFacts.separatist_cases == 0)
        & (TerritoryFacts.disorders == 0),
    ),
    _Provision(
        code="3d",
        clause="3",
        text=Text(
            vi="Không có mâu thuẫn, tranh chấp phức tạp trong nội bộ nhân dân; khiếu kiện đông người, vượt cấp trái pháp luật",
            en="No complex dispute among the people, and no unlawful petition in a mass or over the competent level",
        ),
        holds=NO_COMPLEX_DISPUTE & (TerritoryFacts.unlawful_petitions == 0),
    ),
    _Provision(
        code="4a",
        clause="4",
        text=Text(
            vi="Kiềm chế, làm giảm tội phạm, tai nạn, tệ nạn xã hội và vi phạm pháp luật khác so với năm trước",
            en="Crime, accidents, social evils and other violations are contained and reduced against last year",
        ),
        holds=REDUCED,
        applies_where=HAS_A_YEAR_BEFORE,
    ),
    _Provision(
        code="4b1",
        clause="4",
        text=Text(vi="Không xảy ra tội phạm nghiêm trọng", en="No serious crime happens"),
        # A crime graver than a serious one is no less. No excuse, as the successor has one, was seen here.
        holds=count(Incident, where=SERIOUS_CRIME) == 0,
    ),
    _Provision(
        code="4b2",
        clause="4",
        text=Text(
            vi="Không có công dân của địa bàn … (phần còn lại của câu chưa đọc được)",
            en="No citizen of the area … (the rest of the sentence could not be read)",
        ),
    ),
    _Provision(
        code="4c",
        clause="4",
        text=Text(
            vi="Tai nạn giao thông nghiêm trọng do công dân của địa bàn gây ra trên địa bàn được tính khi đánh giá (tính thế nào chưa đọc được)",
            en="A serious traffic accident caused in the area by one of its own citizens counts (how it counts could not be read)",
        ),
        # Where there was none, nothing is left to count, whatever the rule.
        applies_where=TerritoryFacts.serious_traffic_accidents >= 1,
    ),
    _Provision(
        code="4d",
        clause="4",
        text=Text(
            vi="Phần còn lại của khoản 4 Điều 5 (tụ điểm, tệ nạn mới, cháy, nổ …) chưa đọc được",
            en="The rest of Article 5, clause 4 (hotspots, new social evils, fires, explosions …), which could not be read",
        ),
    ),
)


def territory_criteria(prefix: str, through: Citation | None = None) -> tuple[Criterion, ...]:
    """The criteria of Article 5, clauses 2 to 4, under the codes and by way of the article that asks."""
    return tuple(
        _criterion(each, f"{prefix}{each.code}", cite("5", each.clause, through)) for each in PROVISIONS
    )


def _criterion(provision: _Provision, code: str, citation: Citation) -> Criterion:
    if provision.holds is None:
        return not_read(code, provision.text, citation, provision.applies_where)
    return Criterion(
        code=code,
        text=provision.text,
        citation=citation,
        holds=provision.holds,
        applies_where=provision.applies_where,
        transcription=Transcription.PARTIAL,
    )
