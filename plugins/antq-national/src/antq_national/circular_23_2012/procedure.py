"""How units came to be recognised under the circular: Article 10 and what follows could not be read.

What is stated here comes from the guidance of one province, and says so; the rest is stated as not known.
"""

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.messages.text import Text
from antq_core.standards.criteria import Transcription
from antq_core.standards.procedure import Matter, Provision
from antq_national.circular_23_2012.instrument import WHOLE, cite

GUIDANCE_OF_2021 = Citation(kind=InstrumentKind.GUIDANCE, number="5881/HD-BCĐ-CAT")


def _retold(code: str, matter: Matter, vi: str, en: str, citation: Citation = WHOLE) -> Provision:
    return Provision(
        code=code,
        matter=matter,
        text=Text(vi=vi, en=en),
        citation=citation,
        transcription=Transcription.PARTIAL,
    )


def _not_known(code: str, matter: Matter, vi: str, en: str, citation: Citation = WHOLE) -> Provision:
    return Provision(
        code=code,
        matter=matter,
        text=Text(vi=vi, en=en),
        citation=citation,
        transcription=Transcription.UNTRANSCRIBED,
    )


NOT_READ = (
    _not_known(
        "authority",
        Matter.AUTHORITY,
        "Câu chữ về thẩm quyền công nhận chưa đọc được; thực tế tỉnh công nhận cơ quan, doanh nghiệp, trường thuộc tỉnh, huyện công nhận xã và cơ quan",
        "The wording on who recognises could not be read; in practice provinces recognised their own agencies, enterprises and schools, and districts communes and agencies",
    ),
    _not_known(
        "deadline",
        Matter.DEADLINE,
        "Hạn chót của từng cấp chưa đọc được",
        "The deadlines of each level could not be read",
    ),
    _not_known(
        "certificate",
        Matter.CERTIFICATE,
        "Mẫu và việc thu hồi chưa đọc được",
        "The forms, and whether a recognition may be withdrawn, could not be read",
    ),
    _not_known(
        "classification",
        Matter.NOTE,
        "Có phân loại mức độ đạt; tên và số loại chưa đọc được",
        "There is a classification of how far the standard is met; the names and number of its classes could not be read",
        cite("9", "1"),
    ),
)

AREA_PROCEDURE = (
    _retold(
        "review",
        Matter.REVIEW,
        "Theo hướng dẫn năm 2021 của một tỉnh: trưởng khu dân cư chủ trì họp",
        "By the guidance of one province, of 2021: the head of the area chairs the meeting",
        GUIDANCE_OF_2021,
    ),
    _retold(
        "attendance",
        Matter.ATTENDANCE,
        "Theo hướng dẫn đó: bí thư chi bộ, trưởng ban công tác Mặt trận, đoàn thể, Công an viên, cảnh sát khu vực, bảo vệ dân phố",
        "By that guidance: the secretary of the Party cell, the head of the Front’s working board, mass organisations, the village and ward police and the ward guard",
        GUIDANCE_OF_2021,
    ),
    _retold(
        "appraisal",
        Matter.APPRAISAL,
        "Theo hướng dẫn đó: gửi Thường trực Ban Chỉ đạo cấp xã (Công an xã)",
        "By that guidance: sent to the standing steering committee of the commune (its police)",
        GUIDANCE_OF_2021,
    ),
    *NOT_READ,
)

COMMUNE_PROCEDURE = (
    _not_known(
        "review",
        Matter.REVIEW,
        "Ai tổ chức họp, kiểm điểm ở cấp xã chưa đọc được",
        "Who calls the review meeting of a commune could not be read",
    ),
    *NOT_READ,
)

ORGANISATION_PROCEDURE = (
    _retold(
        "review",
        Matter.REVIEW,
        "Theo hướng dẫn năm 2014 của một tỉnh: người đứng đầu họp cùng cấp uỷ, đoàn thể, cơ quan quản lý có thẩm quyền",
        "By the guidance of one province, of 2014: the head of the unit meets with the Party committee, mass organisations and the competent managing body",
    ),
    _retold(
        "appraisal",
        Matter.APPRAISAL,
        "Theo hướng dẫn đó: báo cáo qua Thường trực Ban Chỉ đạo cùng cấp (Công an cùng cấp)",
        "By that guidance: reported by way of the standing steering committee of the same level (its police)",
    ),
    _retold(
        "request-documents",
        Matter.REQUEST_DOCUMENT,
        "Theo hướng dẫn đó: tờ trình; báo cáo kết quả (ký, đóng dấu); bản đăng ký; biên bản họp; tài liệu khác (nếu có)",
        "By that guidance: the submission, the report of results (signed and sealed), the registration, the minutes, and other papers if any",
    ),
    *NOT_READ,
)
