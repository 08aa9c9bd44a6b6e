"""Articles 9, 10 and 12: who reviews, appraises and decides, by when, and on which documents.

The original text is CONFIRMED. Circular 48/2025/TT-BCA replaced words of Article 9, clause 1, point a, and its
own words and its date could not be read; and since 1 July 2025 there is no district level to which
Articles 9 and 10 give work. Both are stated as not known, from the earliest day on which they may count.
"""

import datetime

from antq_core.domain.citations import Citation
from antq_core.domain.windows import DayOfYear
from antq_core.messages.text import Text
from antq_core.standards.criteria import Transcription
from antq_core.standards.procedure import Matter, Provision
from antq_national.circular_124_2021.instrument import AMENDING, RATING_GUIDANCE, WHOLE, cite

# The year of the amending circular's number: it cannot have held earlier.
MAY_BE_AMENDED_FROM = datetime.date(2025, 1, 1)
WITHOUT_DISTRICTS_FROM = datetime.date(2025, 7, 1)
_DAY = datetime.timedelta(days=1)


def _said(code: str, matter: Matter, citation: Citation, vi: str, en: str) -> Provision:
    return Provision(code=code, matter=matter, text=Text(vi=vi, en=en), citation=citation)


def _until(
    said: Provision, last: datetime.date, unknown: Text, citation: Citation
) -> tuple[Provision, Provision]:
    """A provision as first written, and from the day after on the statement that it is not known."""
    first_written = Provision(
        code=said.code, matter=said.matter, text=said.text, citation=said.citation, holds_to=last
    )
    since = Provision(
        code=said.code,
        matter=said.matter,
        text=unknown,
        citation=citation,
        holds_from=last + _DAY,
        transcription=Transcription.UNTRANSCRIBED,
    )
    return first_written, since


def _deadline(point: str, day: int) -> Provision:
    return Provision(
        code="deadline",
        matter=Matter.DEADLINE,
        text=Text(vi=f"Quyết định trước ngày {day}/11", en=f"Decided before {day} November"),
        citation=cite("9", "1", point),
        before=DayOfYear(11, day),
    )


def _without_districts(said: Provision) -> tuple[Provision, Provision]:
    unknown = Text(
        vi="Từ 01/7/2025 không còn cấp huyện; cấp nào nhận việc này chưa đọc được (Thông tư 48/2025/TT-BCA đã sửa Thông tư này)",
        en="Since 1 July 2025 there is no district level; which level took this over could not be read (Circular 48/2025/TT-BCA amended this one)",
    )
    return _until(said, WITHOUT_DISTRICTS_FROM - _DAY, unknown, AMENDING)


RESOLUTION = _said(
    "registration-resolution",
    Matter.REGISTRATION_DOCUMENT,
    cite("9", "2"),
    "Nghị quyết của cấp uỷ (nơi có tổ chức Đảng)",
    "The resolution of the Party committee (where there is a Party organisation)",
)
PLAN = _said(
    "registration-plan",
    Matter.REGISTRATION_DOCUMENT,
    cite("9", "2"),
    "Kế hoạch bảo đảm an ninh, trật tự",
    "The security and order plan",
)
REGISTRATION = _said(
    "registration-registration",
    Matter.REGISTRATION_DOCUMENT,
    cite("9", "2"),
    "Bản đăng ký phấn đấu đạt tiêu chuẩn",
    "The registration for the standard",
)
REGISTERED_WITH = Provision(
    code="registration-received-by",
    matter=Matter.REGISTRATION_DOCUMENT,
    text=Text(
        vi="Nơi nhận hồ sơ đăng ký: văn bản không nêu",
        en="Who receives the registration: the circular does not say",
    ),
    citation=cite("9", "2"),
    transcription=Transcription.UNTRANSCRIBED,
)

REQUEST = (
    _said(
        "request-submission",
        Matter.REQUEST_DOCUMENT,
        cite("9", "2"),
        "Tờ trình đề nghị công nhận",
        "The submission that asks for recognition",
    ),
    _said(
        "request-report",
        Matter.REQUEST_DOCUMENT,
        cite("9", "2"),
        "Báo cáo kết quả xây dựng",
        "The report of results",
    ),
    _said(
        "request-minutes",
        Matter.REQUEST_DOCUMENT,
        cite("9", "2"),
        "Biên bản họp đánh giá từng tiêu chí",
        "The minutes of the meeting that reviewed each criterion",
    ),
    _said(
        "request-other",
        Matter.REQUEST_DOCUMENT,
        cite("9", "2"),
        "Tài liệu khác liên quan",
        "Other documents that bear on it",
    ),
)

CERTIFICATE = (
    _said(
        "certificate",
        Matter.CERTIFICATE,
        cite("12", "2"),
        "Cấp có thẩm quyền ra quyết định và cấp Giấy công nhận cho từng đơn vị, theo mẫu ở phụ lục",
        "The competent authority decides and gives each unit a certificate, in the form of the annex",
    ),
    Provision(
        code="certificate-form",
        matter=Matter.CERTIFICATE,
        text=Text(
            vi="Nội dung mẫu Giấy công nhận ở phụ lục: chưa đọc được",
            en="What the form of the certificate in the annex holds: not read",
        ),
        citation=cite("12", "2"),
        transcription=Transcription.UNTRANSCRIBED,
    ),
)

NOTES = (
    _said(
        "note-not-provided",
        Matter.NOTE,
        WHOLE,
        "Mười hai điều của Thông tư không quy định việc thu hồi, huỷ công nhận, khiếu nại, tỷ lệ trần hay thời hạn của giấy ngoài chu kỳ năm",
        "Its twelve articles provide for no withdrawal, annulment or appeal, no ceiling, and no term of the certificate beyond the year",
    ),
    _said(
        "note-yearly",
        Matter.NOTE,
        cite("3", "1"),
        "Xét, công nhận mỗi năm một lần",
        "Units are considered and recognised once a year",
    ),
)

AREA_PROCEDURE = (
    RESOLUTION,
    REGISTRATION,
    REGISTERED_WITH,
    _said(
        "review",
        Matter.REVIEW,
        cite("9", "1", "a"),
        "Trưởng khu dân cư tổ chức họp, kiểm điểm",
        "The head of the area calls the meeting that reviews the year",
    ),
    _said(
        "attendance",
        Matter.ATTENDANCE,
        cite("9", "1", "a"),
        "Bí thư chi bộ; đại diện Ban Công tác Mặt trận; đại diện đoàn thể (nếu có); đại diện Công an cơ sở",
        "The secretary of the Party cell; the Front’s working board; mass organisations (if any); the local police",
    ),
    *REQUEST,
    *_until(
        _said(
            "appraisal",
            Matter.APPRAISAL,
            cite("9", "1", "a"),
            "Hồ sơ gửi Thường trực Ban Chỉ đạo cấp xã thẩm định, đề xuất",
            "The dossier goes to the standing steering committee of the commune, which appraises and proposes",
        ),
        MAY_BE_AMENDED_FROM - _DAY,
        Text(
            vi="Thông tư 48/2025/TT-BCA đã thay cụm từ về nơi nhận hồ sơ ở điểm a khoản 1 Điều 9; cụm từ mới và ngày hiệu lực chưa đọc được",
            en="Circular 48/2025/TT-BCA replaced the words of Article 9, clause 1, point a on who receives the dossier; the new words and their date could not be read",
        ),
        AMENDING,
    ),
    _said(
        "decision",
        Matter.DECISION,
        cite("9", "1", "a"),
        "Chủ tịch Uỷ ban nhân dân cấp xã quyết định",
        "The chair of the commune’s People’s Committee decides",
    ),
    _said(
        "authority",
        Matter.AUTHORITY,
        cite("10", "1"),
        "Uỷ ban nhân dân cấp xã (Điều 9 ghi Chủ tịch, Điều 10 ghi Uỷ ban nhân dân)",
        "The commune’s People’s Committee (Article 9 says its chair, Article 10 the committee)",
    ),
    _deadline("a", 15),
    *CERTIFICATE,
    *NOTES,
    _said(
        "note-rated-later",
        Matter.NOTE,
        RATING_GUIDANCE,
        "Theo hướng dẫn năm 2026, lực lượng an ninh cơ sở được xếp loại theo kỳ 15/11–14/11, kết thúc sau kỳ của khu dân cư",
        "By a guidance of 2026 the grassroots force is rated for 15 November to 14 November, which ends after the area’s window",
    ),
)

COMMUNE_PROCEDURE = (
    RESOLUTION,
    PLAN,
    REGISTRATION,
    REGISTERED_WITH,
    _said(
        "review",
        Matter.REVIEW,
        cite("9", "1", "b"),
        "Thường trực Ban Chỉ đạo cấp xã tổ chức họp, kiểm điểm (thành phần họp: văn bản không nêu)",
        "The standing steering committee of the commune calls the meeting (the circular does not say who attends)",
    ),
    *REQUEST,
    *_without_districts(
        _said(
            "appraisal",
            Matter.APPRAISAL,
            cite("9", "1", "b"),
            "Thường trực Ban Chỉ đạo cấp huyện thẩm định, đề xuất",
            "The standing steering committee of the district appraises and proposes",
        )
    ),
    *_without_districts(
        _said(
            "decision",
            Matter.DECISION,
            cite("9", "1", "b"),
            "Chủ tịch Uỷ ban nhân dân cấp huyện quyết định",
            "The chair of the district’s People’s Committee decides",
        )
    ),
    *_without_districts(
        _said(
            "authority",
            Matter.AUTHORITY,
            cite("10", "2"),
            "Uỷ ban nhân dân cấp huyện (Điều 9 ghi Chủ tịch, Điều 10 ghi Uỷ ban nhân dân)",
            "The district’s People’s Committee (Article 9 says its chair, Article 10 the committee)",
        )
    ),
    _deadline("b", 20),
    *CERTIFICATE,
    *NOTES,
    _said(
        "note-not-clause-5",
        Matter.NOTE,
        cite("5", "2"),
        "Khoản 2 Điều 5 dẫn khoản 2, 3 và 4 Điều 4, không dẫn khoản 5: lực lượng an ninh cơ sở không là tiêu chí của cấp xã",
        "Article 5, clause 2 takes over clauses 2, 3 and 4 of Article 4 and not clause 5: the grassroots force is no criterion of a commune",
    ),
    _said(
        "note-waits-for-units",
        Matter.NOTE,
        cite("5", "4"),
        "Tỷ lệ 70% cần kết quả của khu dân cư (trước 15/11) và của cơ quan, doanh nghiệp, cơ sở giáo dục (trước 20/11), mà chính xã cũng phải xong trước 20/11",
        "The 70% need the results of the areas (before 15 November) and of the organisations (before 20 November), and the commune’s own is due before 20 November too",
    ),
)

_ORGANISATION = (
    RESOLUTION,
    PLAN,
    REGISTRATION,
    REGISTERED_WITH,
    _said(
        "review",
        Matter.REVIEW,
        cite("9", "1", "c"),
        "Người đứng đầu tổ chức họp, kiểm điểm",
        "The head of the unit calls the meeting that reviews the year",
    ),
    _said(
        "attendance",
        Matter.ATTENDANCE,
        cite("9", "1", "c"),
        "Cấp uỷ; đoàn thể; lực lượng bảo vệ (nếu có); Công an cơ sở; cơ quan quản lý có thẩm quyền",
        "The Party committee; mass organisations; the guard force (if any); the local police; the managing authority",
    ),
    *REQUEST,
    _said(
        "appraisal",
        Matter.APPRAISAL,
        cite("9", "1", "c"),
        "Hồ sơ gửi cấp có thẩm quyền qua Thường trực Ban Chỉ đạo",
        "The dossier goes to the competent authority by way of the standing steering committee",
    ),
    _said(
        "decision-by-the-ministry",
        Matter.DECISION,
        cite("9", "1", "d"),
        "Đơn vị do đơn vị nghiệp vụ của Bộ Công an theo dõi: Cục Xây dựng phong trào bảo vệ an ninh Tổ quốc thẩm định, Bộ trưởng quyết định",
        "A unit that the Ministry’s own services follow: the department for the movement appraises, the Minister decides",
    ),
    _said(
        "authority-commune",
        Matter.AUTHORITY,
        cite("10", "1"),
        "Uỷ ban nhân dân cấp xã, với đơn vị thuộc thẩm quyền hoặc được uỷ quyền",
        "The commune’s People’s Committee, for units under it or delegated to it",
    ),
    *_without_districts(
        _said(
            "authority-district",
            Matter.AUTHORITY,
            cite("10", "2"),
            "Uỷ ban nhân dân cấp huyện, với đơn vị thuộc thẩm quyền hoặc được uỷ quyền",
            "The district’s People’s Committee, for units under it or delegated to it",
        )
    ),
    _said(
        "authority-province",
        Matter.AUTHORITY,
        cite("10", "3"),
        "Uỷ ban nhân dân cấp tỉnh, với đơn vị thuộc thẩm quyền hoặc được uỷ quyền",
        "The province’s People’s Committee, for units under it or delegated to it",
    ),
    _said(
        "authority-ministry",
        Matter.AUTHORITY,
        cite("10", "4"),
        "Bộ Công an, với đơn vị do đơn vị nghiệp vụ của Bộ theo dõi",
        "The Ministry of Public Security, for units that its own services follow",
    ),
    _said(
        "delegation",
        Matter.DELEGATION,
        cite("10", "5"),
        "Uỷ ban nhân dân cấp trên có thể uỷ quyền cho Uỷ ban nhân dân cấp dưới một cấp xét cơ quan, doanh nghiệp, cơ sở giáo dục trên địa bàn",
        "A People’s Committee may delegate to the one a level below it, for organisations in its territory",
    ),
    _deadline("c", 20),
    *CERTIFICATE,
    *NOTES,
)

AGENCY_PROCEDURE = _ORGANISATION
SCHOOL_PROCEDURE = _ORGANISATION
ENTERPRISE_PROCEDURE = (
    *_ORGANISATION,
    _said(
        "note-small-whoever-owns",
        Matter.NOTE,
        cite("1", "2", "b"),
        "Doanh nghiệp nhỏ, siêu nhỏ bị loại bất kể sở hữu, kể cả của Nhà nước; hợp tác xã và hộ kinh doanh không được nhắc tới",
        "Small and micro enterprises are left out whoever owns them, the State included; cooperatives and household businesses are not mentioned",
    ),
)
