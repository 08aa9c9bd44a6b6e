"""The facts that Articles 5 and 6 ask for, as sheets of residential areas and communes.

The circular asks for no day: what is to be done is to be done every year. So no sheet of it states one.
"""

from antq_core.domain.attributes import Fact, fact
from antq_core.domain.incidents import IncidentKind
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import UNKNOWN
from antq_core.messages.text import Text
from antq_national.circular_23_2012.instrument import cite
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
    condition,
    done,
    people_at_fault,
    those_of,
)

MODEL = Text(vi="hồ sơ mô hình", en="the papers of the model")
TITLE = Text(vi="quyết định công nhận danh hiệu", en="the decision on the title")


class TerritoryFacts(FactSheet):
    """What Article 5, clauses 2 to 4 ask of a residential area, and Article 6, clause 2 of a commune."""

    formed_by_merger: Fact[bool] = fact(
        default=UNKNOWN,
        label=Text(
            vi="được thành lập do sáp nhập trong hai kỳ gần đây",
            en="formed by a merger in the last two windows",
        ),
        changeable=False,
    )
    policy_effective: Fact[bool] = done(
        Text(
            vi="đã thực hiện hiệu quả đường lối, chính sách, pháp luật",
            en="policy and law are carried out effectively",
        ),
        cite("5", "2"),
        REPORT,
    )
    self_management_model: Fact[bool] = done(
        Text(
            vi="có mô hình tự quản về an ninh, trật tự ở khu dân cư",
            en="a model of self-management of security and order in the residential area",
        ),
        cite("5", "2"),
        MODEL,
    )
    anti_state_activities: Fact[int] = cases_on_list(
        IncidentKind.ANTI_STATE_ACTIVITY,
        Text(vi="số vụ chống Đảng, chính quyền, phá khối đại đoàn kết", en="cases of anti-State activity"),
        cite("5", "3"),
    )
    sabotages: Fact[int] = cases_on_list(
        IncidentKind.SABOTAGE,
        Text(vi="số vụ phá hoại mục tiêu, công trình", en="cases of sabotage of targets or works"),
        cite("5", "3"),
    )
    unlawful_propagations: Fact[int] = cases_on_list(
        IncidentKind.UNLAWFUL_RELIGIOUS_PROPAGATION,
        Text(vi="số vụ truyền đạo trái pháp luật", en="cases of unlawful religious propagation"),
        cite("5", "3"),
    )
    separatist_cases: Fact[int] = cases_on_list(
        IncidentKind.SEPARATISM,
        Text(vi="số vụ ly khai, đòi tự trị", en="cases of separatism"),
        cite("5", "3"),
    )
    disorders: Fact[int] = cases(Text(vi="số vụ gây rối", en="cases of disorder"), cite("5", "3"))
    complex_disputes: Fact[int] = cases(
        Text(
            vi="số vụ mâu thuẫn, tranh chấp phức tạp trong nội bộ nhân dân (không cần kéo dài)",
            en="complex disputes among the people (prolonged or not)",
        ),
        cite("5", "3"),
    )
    unlawful_petitions: Fact[int] = cases(
        Text(
            vi="số vụ khiếu kiện đông người, vượt cấp trái pháp luật",
            en="unlawful petitions in a mass or over the competent level",
        ),
        cite("5", "3"),
    )
    crimes: Fact[int] = cases(Text(vi="số vụ tội phạm", en="crimes"), cite("5", "4"))
    accidents: Fact[int] = cases(Text(vi="số vụ tai nạn", en="accidents"), cite("5", "4"))
    social_evils: Fact[int] = cases(
        Text(vi="số vụ tệ nạn xã hội", en="cases of social evils"), cite("5", "4")
    )
    other_violations: Fact[int] = cases(
        Text(vi="số vụ vi phạm pháp luật khác", en="other violations of law"), cite("5", "4")
    )
    crimes_of_calendar_year_before: Fact[int] = cases_of_year_before(
        Text(vi="số vụ tội phạm của năm dương lịch trước", en="crimes of the calendar year before"),
        cite("5", "4"),
    )
    accidents_of_calendar_year_before: Fact[int] = cases_of_year_before(
        Text(vi="số vụ tai nạn của năm dương lịch trước", en="accidents of the calendar year before"),
        cite("5", "4"),
    )
    social_evils_of_calendar_year_before: Fact[int] = cases_of_year_before(
        Text(
            vi="số vụ tệ nạn xã hội của năm dương lịch trước",
            en="cases of social evils of the calendar year before",
        ),
        cite("5", "4"),
    )
    other_violations_of_calendar_year_before: Fact[int] = cases_of_year_before(
        Text(
            vi="số vụ vi phạm pháp luật khác của năm dương lịch trước",
            en="other violations of the calendar year before",
        ),
        cite("5", "4"),
    )
    serious_traffic_accidents: Fact[int] = cases(
        Text(
            vi="số vụ tai nạn giao thông nghiêm trọng do công dân của địa bàn gây ra trên địa bàn",
            en="serious traffic accidents caused in the area by one of its own citizens",
        ),
        cite("5", "4"),
    )


class ResidentialAreaFacts(TerritoryFacts):
    """What Article 5 asks of a residential area."""

    party_resolution_adopted: Fact[bool] = done(
        Text(vi="chi bộ đã có nghị quyết của năm", en="the Party cell adopted its resolution of the year"),
        cite("5", "1"),
        RESOLUTION,
    )
    registered: Fact[bool] = done(
        Text(vi="khu dân cư đã có bản đăng ký phấn đấu", en="the area registered for the standard"),
        cite("5", "1"),
        REGISTRATION,
    )
    households: Fact[int] = all_there_are(
        Text(vi="số hộ của khu dân cư", en="households of the area"), cite("5", "1"), HOUSEHOLDS, most=100_000
    )
    households_committed: Fact[int] = those_of(
        "households",
        Text(vi="số hộ đã ký cam kết", en="households that signed the commitment"),
        cite("5", "1"),
        HOUSEHOLDS,
        most=100_000,
    )


class CommuneFacts(TerritoryFacts):
    """What Article 6 asks of a commune, beside its roster."""

    party_resolution_adopted: Fact[bool] = done(
        Text(
            vi="Đảng uỷ đã có nghị quyết của năm",
            en="the Party committee adopted its resolution of the year",
        ),
        cite("6", "1"),
        RESOLUTION,
    )
    plan_adopted: Fact[bool] = done(
        Text(
            vi="Uỷ ban nhân dân đã có kế hoạch của năm",
            en="the People’s Committee adopted its plan of the year",
        ),
        cite("6", "1"),
        PLAN,
    )
    registered: Fact[bool] = done(
        Text(vi="xã đã có bản đăng ký phấn đấu", en="the commune registered for the standard"),
        cite("6", "1"),
        REGISTRATION,
    )
    commune_police: Fact[bool] = condition(
        Text(vi="có lực lượng Công an xã", en="has a commune police force"), cite("6", "3")
    )
    commune_police_titled: Fact[bool] = done(
        Text(
            vi="Công an xã đạt danh hiệu “Đơn vị tiên tiến” trở lên",
            en="the commune police hold the title “Advanced unit” or better",
        ),
        cite("6", "3"),
        TITLE,
    )
    ward_guard: Fact[bool] = condition(
        Text(vi="có lực lượng Bảo vệ dân phố", en="has a ward guard force"), cite("6", "3")
    )
    ward_guard_titled: Fact[bool] = done(
        Text(
            vi="Bảo vệ dân phố đạt danh hiệu “Đơn vị tiên tiến” trở lên",
            en="the ward guard holds the title “Advanced unit” or better",
        ),
        cite("6", "3"),
        TITLE,
    )
    force_members_disciplined_by_warning: Fact[int] = people_at_fault(
        Text(
            vi="số người của Công an xã, Bảo vệ dân phố bị kỷ luật từ cảnh cáo trở lên",
            en="members of the commune police and the ward guard disciplined at warning level or above",
        ),
        cite("6", "3"),
        most=10_000,
    )
