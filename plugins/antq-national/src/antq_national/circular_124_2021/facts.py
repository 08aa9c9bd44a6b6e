"""The facts that Articles 4 and 5 ask for, as sheets.

What the circular itself calls "no case of" is derived from the list of incidents: it is nought only when
that list is complete. A sheet may also state the number; then both must agree.
"""

import datetime
import enum

from antq_core.domain.attributes import Fact, fact
from antq_core.domain.declarations import Direction
from antq_core.domain.incidents import Incident, IncidentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import UNKNOWN
from antq_core.expressions.writing import NumberExpression, count
from antq_core.messages.text import Text
from antq_national.circular_124_2021.instrument import cite

CASES = Text(vi="vụ", en="cases")
PEOPLE = Text(vi="người", en="people")
HOUSEHOLDS = Text(vi="hộ", en="households")
MANY = (0, 1_000_000)

RESOLUTION = Text(vi="nghị quyết", en="the resolution")
PLAN = Text(vi="kế hoạch bảo đảm an ninh, trật tự", en="the security and order plan")
REGISTRATION = Text(vi="bản đăng ký", en="the registration")


class ForceRating(enum.StrEnum):
    """How the grassroots security force was rated, from the lowest (Guidance 01/HD-BCA-V05 of 2026)."""

    NOT_COMPLETED = "not_completed"
    COMPLETED = "completed"
    COMPLETED_WELL = "completed_well"
    EXCELLENT = "excellent"


FORCE_RATINGS = {
    ForceRating.NOT_COMPLETED: Text(vi="không hoàn thành nhiệm vụ", en="did not complete its task"),
    ForceRating.COMPLETED: Text(vi="hoàn thành nhiệm vụ", en="completed its task"),
    ForceRating.COMPLETED_WELL: Text(vi="hoàn thành tốt nhiệm vụ", en="completed its task well"),
    ForceRating.EXCELLENT: Text(vi="hoàn thành xuất sắc nhiệm vụ", en="completed its task excellently"),
}


def _happened(kind: IncidentKind) -> NumberExpression:
    return count(Incident, where=Incident.kind == kind)


class TerritoryFacts(FactSheet):
    """What Article 4, clauses 2 to 4 ask of a residential area, and Article 5, clause 2 of a commune."""

    formed_by_merger: Fact[bool] = fact(
        default=UNKNOWN,
        label=Text(
            vi="được thành lập do sáp nhập trong hai kỳ gần đây",
            en="formed by a merger in the last two windows",
        ),
        changeable=False,
    )
    policy_implemented: Fact[bool] = fact(
        default=UNKNOWN,
        label=Text(
            vi="đã triển khai đủ chủ trương, pháp luật và quy định của địa phương về an ninh, trật tự",
            en="policy, law and local rules on security and order are fully carried out",
        ),
        evidence=Text(vi="báo cáo kết quả", en="the report of results"),
        source=cite("4", "2"),
    )
    anti_state_activities: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(
            vi="số vụ chống Đảng, chính quyền, phá khối đại đoàn kết", en="cases of anti-State activity"
        ),
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        derivation=_happened(IncidentKind.ANTI_STATE_ACTIVITY),
        counted_over_window=True,
        source=cite("4", "3", "a"),
    )
    sabotages: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số vụ phá hoại mục tiêu, công trình trọng điểm", en="cases of sabotage of key works"),
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        derivation=_happened(IncidentKind.SABOTAGE),
        counted_over_window=True,
        source=cite("4", "3", "b"),
    )
    unlawful_propagations: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(
            vi="số vụ truyền, phát triển tín ngưỡng, tôn giáo trái pháp luật",
            en="cases of unlawful religious propagation",
        ),
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        derivation=_happened(IncidentKind.UNLAWFUL_RELIGIOUS_PROPAGATION),
        counted_over_window=True,
        source=cite("4", "3", "c"),
    )
    abuses_of_religion_or_dispute: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(
            vi="số vụ lợi dụng tín ngưỡng, tôn giáo, dân tộc, tranh chấp, khiếu kiện",
            en="cases of abuse of religion, ethnicity, disputes or petitions",
        ),
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        derivation=_happened(IncidentKind.ABUSE_OF_RELIGION_OR_DISPUTE),
        counted_over_window=True,
        source=cite("4", "3", "d"),
    )
    separatist_cases: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số vụ ly khai, đòi tự trị", en="cases of separatism"),
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        derivation=_happened(IncidentKind.SEPARATISM),
        counted_over_window=True,
        source=cite("4", "3", "đ"),
    )
    prolonged_disputes: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số vụ mâu thuẫn, tranh chấp phức tạp, kéo dài", en="complex and prolonged disputes"),
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        derivation=_happened(IncidentKind.PROLONGED_DISPUTE),
        counted_over_window=True,
        source=cite("4", "3", "e"),
    )
    incitements: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(
            vi="số vụ kích động tụ tập, gây rối, lợi dụng khiếu nại, vu khống, đe doạ người giải quyết",
            en="cases of incitement, disorder, abuse of complaints, slander of or threats to officers",
        ),
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        derivation=_happened(IncidentKind.INCITEMENT),
        counted_over_window=True,
        source=cite("4", "3", "g"),
    )
    crimes: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số vụ tội phạm", en="crimes"),
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        counted_over_window=True,
        source=cite("4", "4", "a"),
    )
    social_evils: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số vụ tệ nạn xã hội", en="cases of social evils"),
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        counted_over_window=True,
        source=cite("4", "4", "a"),
    )
    other_violations: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số vụ vi phạm pháp luật khác", en="other violations of law"),
        between=MANY,
        unit=CASES,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        counted_over_window=True,
        source=cite("4", "4", "a"),
    )
    crimes_of_calendar_year_before: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số vụ tội phạm của năm dương lịch trước", en="crimes of the calendar year before"),
        between=MANY,
        unit=CASES,
        changeable=False,
        source=cite("4", "4", "a"),
    )
    social_evils_of_calendar_year_before: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(
            vi="số vụ tệ nạn xã hội của năm dương lịch trước",
            en="cases of social evils of the calendar year before",
        ),
        between=MANY,
        unit=CASES,
        changeable=False,
        source=cite("4", "4", "a"),
    )
    other_violations_of_calendar_year_before: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(
            vi="số vụ vi phạm pháp luật khác của năm dương lịch trước",
            en="other violations of the calendar year before",
        ),
        between=MANY,
        unit=CASES,
        changeable=False,
        source=cite("4", "4", "a"),
    )
    new_hotspots: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(
            vi="số tụ điểm phức tạp về trật tự xã hội mới phát sinh", en="new hotspots of crime or disorder"
        ),
        between=(0, 10_000),
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        counted_over_window=True,
        source=cite("4", "4", "c"),
    )
    new_people_in_social_evils: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số người mới mắc tệ nạn xã hội", en="people newly in social evils"),
        between=MANY,
        unit=PEOPLE,
        direction=Direction.LESS_IS_BETTER,
        changeable=False,
        counted_over_window=True,
        source=cite("4", "4", "c"),
    )
    subjects_well_managed: Fact[bool] = fact(
        default=UNKNOWN,
        label=Text(
            vi="quản lý, giáo dục, giúp đỡ hiệu quả các đối tượng đang cư trú",
            en="residents under supervision are managed, educated and helped effectively",
        ),
        evidence=Text(vi="báo cáo kết quả", en="the report of results"),
        source=cite("4", "4", "c"),
    )


class ResidentialAreaFacts(TerritoryFacts):
    """What Article 4 asks of a residential area."""

    party_resolution_adopted: Fact[bool] = fact(
        default=UNKNOWN,
        label=Text(vi="chi bộ đã ra nghị quyết", en="the Party cell adopted a resolution"),
        evidence=RESOLUTION,
        source=cite("4", "1"),
    )
    party_resolution_day: Fact[datetime.date] = fact(
        default=UNKNOWN,
        label=Text(vi="ngày ra nghị quyết của chi bộ", en="day of the Party cell’s resolution"),
        between=(-1, 0),
        evidence=RESOLUTION,
        source=cite("4", "1"),
    )
    registered: Fact[bool] = fact(
        default=UNKNOWN,
        label=Text(vi="khu dân cư đã đăng ký phấn đấu", en="the area registered for the standard"),
        evidence=REGISTRATION,
        source=cite("4", "1"),
    )
    registration_day: Fact[datetime.date] = fact(
        default=UNKNOWN,
        label=Text(vi="ngày đăng ký", en="day of registration"),
        between=(-1, 0),
        evidence=REGISTRATION,
        source=cite("4", "1"),
    )
    households_residing: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số hộ đang cư trú", en="households now residing"),
        between=(0, 100_000),
        unit=HOUSEHOLDS,
        changeable=False,
        source=cite("4", "1"),
    )
    households_registered: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số hộ đã đăng ký tham gia", en="households registered to take part"),
        between=(0, 100_000),
        unit=HOUSEHOLDS,
        direction=Direction.MORE_IS_BETTER,
        no_more_than="households_residing",
        source=cite("4", "1"),
    )
    force_rating: Fact[ForceRating] = fact(
        default=UNKNOWN,
        label=Text(
            vi="mức xếp loại lực lượng tham gia bảo đảm ANTT ở cơ sở",
            en="rating of the grassroots security force",
        ),
        codes=FORCE_RATINGS,
        direction=Direction.MORE_IS_BETTER,
        source=cite("4", "5"),
    )
    force_members_disciplined: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(
            vi="số người của lực lượng ANTT cơ sở bị kỷ luật (mọi hình thức)",
            en="members of the grassroots force disciplined, in any form",
        ),
        between=(0, 10_000),
        unit=PEOPLE,
        direction=Direction.LESS_IS_BETTER,
        counted_over_window=True,
        source=cite("4", "5"),
    )


class CommuneFacts(TerritoryFacts):
    """What Article 5 asks of a commune, beside its roster and its movement models."""

    party_resolution_adopted: Fact[bool] = fact(
        default=UNKNOWN,
        label=Text(vi="Đảng uỷ đã ra nghị quyết", en="the Party committee adopted a resolution"),
        evidence=RESOLUTION,
        source=cite("5", "1"),
    )
    party_resolution_day: Fact[datetime.date] = fact(
        default=UNKNOWN,
        label=Text(vi="ngày ra nghị quyết của Đảng uỷ", en="day of the Party committee’s resolution"),
        between=(-1, 0),
        evidence=RESOLUTION,
        source=cite("5", "1"),
    )
    plan_adopted: Fact[bool] = fact(
        default=UNKNOWN,
        label=Text(
            vi="Uỷ ban nhân dân đã có kế hoạch bảo đảm an ninh, trật tự",
            en="the People’s Committee adopted a security and order plan",
        ),
        evidence=PLAN,
        source=cite("5", "1"),
    )
    plan_day: Fact[datetime.date] = fact(
        default=UNKNOWN,
        label=Text(vi="ngày ban hành kế hoạch", en="day of the plan"),
        between=(-1, 0),
        evidence=PLAN,
        source=cite("5", "1"),
    )
    registered: Fact[bool] = fact(
        default=UNKNOWN,
        label=Text(vi="xã đã đăng ký phấn đấu", en="the commune registered for the standard"),
        evidence=REGISTRATION,
        source=cite("5", "1"),
    )
    registration_day: Fact[datetime.date] = fact(
        default=UNKNOWN,
        label=Text(vi="ngày đăng ký", en="day of registration"),
        between=(-1, 0),
        evidence=REGISTRATION,
        source=cite("5", "1"),
    )
    police_effective: Fact[bool] = fact(
        default=UNKNOWN,
        label=Text(
            vi="Công an xã nắm chắc tình hình, tham mưu kịp thời, tổ chức thực hiện hiệu quả",
            en="the commune police know the situation, advise in time and act effectively",
        ),
        evidence=Text(vi="báo cáo kết quả", en="the report of results"),
        source=cite("5", "3"),
    )
    police_members_disciplined: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(
            vi="số người của Công an xã bị kỷ luật (mọi hình thức)",
            en="members of the commune police disciplined, in any form",
        ),
        between=(0, 10_000),
        unit=PEOPLE,
        direction=Direction.LESS_IS_BETTER,
        counted_over_window=True,
        source=cite("5", "3"),
    )
