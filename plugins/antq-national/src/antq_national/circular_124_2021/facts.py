"""The facts that Articles 4 and 5 ask for, as sheets of residential areas and communes."""

import datetime
import enum

from antq_core.domain.attributes import Fact, fact
from antq_core.domain.declarations import Direction
from antq_core.domain.incidents import IncidentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import UNKNOWN
from antq_core.messages.text import Text
from antq_national.circular_124_2021.declaring import (
    HOUSEHOLDS,
    PLAN,
    REGISTRATION,
    REPORT,
    RESOLUTION,
    all_there_are,
    cases,
    cases_of_year_before,
    cases_on_list,
    day_of,
    done,
    people_at_fault,
    those_of,
)
from antq_national.circular_124_2021.instrument import cite


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
    policy_implemented: Fact[bool] = done(
        Text(
            vi="đã triển khai đủ chủ trương, pháp luật và quy định của địa phương về an ninh, trật tự",
            en="policy, law and local rules on security and order are fully carried out",
        ),
        cite("4", "2"),
        REPORT,
    )
    anti_state_activities: Fact[int] = cases_on_list(
        IncidentKind.ANTI_STATE_ACTIVITY,
        Text(vi="số vụ chống Đảng, chính quyền, phá khối đại đoàn kết", en="cases of anti-State activity"),
        cite("4", "3", "a"),
    )
    sabotages: Fact[int] = cases_on_list(
        IncidentKind.SABOTAGE,
        Text(vi="số vụ phá hoại mục tiêu, công trình trọng điểm", en="cases of sabotage of key works"),
        cite("4", "3", "b"),
    )
    unlawful_propagations: Fact[int] = cases_on_list(
        IncidentKind.UNLAWFUL_RELIGIOUS_PROPAGATION,
        Text(
            vi="số vụ truyền, phát triển tín ngưỡng, tôn giáo trái pháp luật",
            en="cases of unlawful religious propagation",
        ),
        cite("4", "3", "c"),
    )
    abuses_of_religion_or_dispute: Fact[int] = cases_on_list(
        IncidentKind.ABUSE_OF_RELIGION_OR_DISPUTE,
        Text(
            vi="số vụ lợi dụng tín ngưỡng, tôn giáo, dân tộc, tranh chấp, khiếu kiện",
            en="cases of abuse of religion, ethnicity, disputes or petitions",
        ),
        cite("4", "3", "d"),
    )
    separatist_cases: Fact[int] = cases_on_list(
        IncidentKind.SEPARATISM,
        Text(vi="số vụ ly khai, đòi tự trị", en="cases of separatism"),
        cite("4", "3", "đ"),
    )
    prolonged_disputes: Fact[int] = cases_on_list(
        IncidentKind.PROLONGED_DISPUTE,
        Text(vi="số vụ mâu thuẫn, tranh chấp phức tạp, kéo dài", en="complex and prolonged disputes"),
        cite("4", "3", "e"),
    )
    incitements: Fact[int] = cases_on_list(
        IncidentKind.INCITEMENT,
        Text(
            vi="số vụ kích động tụ tập, gây rối, lợi dụng khiếu nại, vu khống, đe doạ người giải quyết",
            en="cases of incitement, disorder, abuse of complaints, slander of or threats to officers",
        ),
        cite("4", "3", "g"),
    )
    crimes: Fact[int] = cases(Text(vi="số vụ tội phạm", en="crimes"), cite("4", "4", "a"))
    social_evils: Fact[int] = cases(
        Text(vi="số vụ tệ nạn xã hội", en="cases of social evils"), cite("4", "4", "a")
    )
    other_violations: Fact[int] = cases(
        Text(vi="số vụ vi phạm pháp luật khác", en="other violations of law"), cite("4", "4", "a")
    )
    crimes_of_calendar_year_before: Fact[int] = cases_of_year_before(
        Text(vi="số vụ tội phạm của năm dương lịch trước", en="crimes of the calendar year before"),
        cite("4", "4", "a"),
    )
    social_evils_of_calendar_year_before: Fact[int] = cases_of_year_before(
        Text(
            vi="số vụ tệ nạn xã hội của năm dương lịch trước",
            en="cases of social evils of the calendar year before",
        ),
        cite("4", "4", "a"),
    )
    other_violations_of_calendar_year_before: Fact[int] = cases_of_year_before(
        Text(
            vi="số vụ vi phạm pháp luật khác của năm dương lịch trước",
            en="other violations of the calendar year before",
        ),
        cite("4", "4", "a"),
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
    new_people_in_social_evils: Fact[int] = people_at_fault(
        Text(vi="số người mới mắc tệ nạn xã hội", en="people newly in social evils"), cite("4", "4", "c")
    )
    subjects_well_managed: Fact[bool] = done(
        Text(
            vi="quản lý, giáo dục, giúp đỡ hiệu quả các đối tượng đang cư trú",
            en="residents under supervision are managed, educated and helped effectively",
        ),
        cite("4", "4", "c"),
        REPORT,
    )


class ResidentialAreaFacts(TerritoryFacts):
    """What Article 4 asks of a residential area."""

    party_resolution_adopted: Fact[bool] = done(
        Text(vi="chi bộ đã ra nghị quyết", en="the Party cell adopted a resolution"),
        cite("4", "1"),
        RESOLUTION,
    )
    party_resolution_day: Fact[datetime.date] = day_of(
        Text(vi="ngày ra nghị quyết của chi bộ", en="day of the Party cell’s resolution"),
        cite("4", "1"),
        RESOLUTION,
    )
    registered: Fact[bool] = done(
        Text(vi="khu dân cư đã đăng ký phấn đấu", en="the area registered for the standard"),
        cite("4", "1"),
        REGISTRATION,
    )
    registration_day: Fact[datetime.date] = day_of(
        Text(vi="ngày đăng ký", en="day of registration"), cite("4", "1"), REGISTRATION
    )
    households_residing: Fact[int] = all_there_are(
        Text(vi="số hộ đang cư trú", en="households now residing"), cite("4", "1"), HOUSEHOLDS, most=100_000
    )
    households_registered: Fact[int] = those_of(
        "households_residing",
        Text(vi="số hộ đã đăng ký tham gia", en="households registered to take part"),
        cite("4", "1"),
        HOUSEHOLDS,
        most=100_000,
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
    force_members_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="số người của lực lượng ANTT cơ sở bị kỷ luật (mọi hình thức)",
            en="members of the grassroots force disciplined, in any form",
        ),
        cite("4", "5"),
        most=10_000,
    )


class CommuneFacts(TerritoryFacts):
    """What Article 5 asks of a commune, beside its roster and its movement models."""

    party_resolution_adopted: Fact[bool] = done(
        Text(vi="Đảng uỷ đã ra nghị quyết", en="the Party committee adopted a resolution"),
        cite("5", "1"),
        RESOLUTION,
    )
    party_resolution_day: Fact[datetime.date] = day_of(
        Text(vi="ngày ra nghị quyết của Đảng uỷ", en="day of the Party committee’s resolution"),
        cite("5", "1"),
        RESOLUTION,
    )
    plan_adopted: Fact[bool] = done(
        Text(
            vi="Uỷ ban nhân dân đã có kế hoạch bảo đảm an ninh, trật tự",
            en="the People’s Committee adopted a security and order plan",
        ),
        cite("5", "1"),
        PLAN,
    )
    plan_day: Fact[datetime.date] = day_of(
        Text(vi="ngày ban hành kế hoạch", en="day of the plan"), cite("5", "1"), PLAN
    )
    registered: Fact[bool] = done(
        Text(vi="xã đã đăng ký phấn đấu", en="the commune registered for the standard"),
        cite("5", "1"),
        REGISTRATION,
    )
    registration_day: Fact[datetime.date] = day_of(
        Text(vi="ngày đăng ký", en="day of registration"), cite("5", "1"), REGISTRATION
    )
    police_effective: Fact[bool] = done(
        Text(
            vi="Công an xã nắm chắc tình hình, tham mưu kịp thời, tổ chức thực hiện hiệu quả",
            en="the commune police know the situation, advise in time and act effectively",
        ),
        cite("5", "3"),
        REPORT,
    )
    police_members_disciplined: Fact[int] = people_at_fault(
        Text(
            vi="số người của Công an xã bị kỷ luật (mọi hình thức)",
            en="members of the commune police disciplined, in any form",
        ),
        cite("5", "3"),
        most=10_000,
    )
