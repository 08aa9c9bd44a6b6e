"""The reviews that instruments ask for, as far as these could be read."""

from collections.abc import Mapping

import attrs

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.messages.text import Text
from antq_core.review.figures import Section, Template, Unknown
from antq_core.review.movement_figures import (
    AGREEMENTS,
    ALL_SECTIONS,
    AWARENESS,
    COMMENDATIONS,
    MODELS,
    RECOGNITIONS,
    TIPS,
)

DIRECTIVE_07 = Template(
    code="directive-07",
    title=Text(
        vi="Kết quả thực hiện Chỉ thị 07/CT-BCA-V28 về phong trào toàn dân bảo vệ an ninh Tổ quốc"
        " trong cơ quan, doanh nghiệp, nhà trường",
        en="Results of Directive 07/CT-BCA-V28 on the movement in agencies, enterprises and schools",
    ),
    citation=Citation(kind=InstrumentKind.DIRECTIVE, number="07/CT-BCA-V28"),
    sections=ALL_SECTIONS,
)
"""Directive 07 of 15 August 2014 asks for a review every year; its detailed tasks could not be read."""


def _of_task(section: Section, code: str, title: Text, *unknown: Unknown) -> Section:
    return attrs.evolve(section, code=code, title=title, unknown=unknown)


DIRECTIVE_06 = Template(
    code="directive-06",
    title=Text(
        vi="Kết quả thực hiện Chỉ thị 06/CT-BCA-V05 về nâng cao chất lượng phong trào toàn dân bảo vệ an ninh"
        " Tổ quốc trong cơ quan, doanh nghiệp, cơ sở giáo dục",
        en="Results of Directive 06/CT-BCA-V05 on raising the quality of the movement in agencies,"
        " enterprises and educational institutions",
    ),
    citation=Citation(kind=InstrumentKind.DIRECTIVE, number="06/CT-BCA-V05"),
    sections=(
        _of_task(
            AWARENESS,
            "task-1",
            Text(
                vi="Nhóm 1. Đổi mới tuyên truyền, dùng công nghệ số để tố giác",
                en="Group 1. Awareness renewed, digital means for tips",
            ),
        ),
        _of_task(TIPS, "task-1-tips", Text(vi="Nhóm 1. Tin báo, tố giác", en="Group 1. Tips")),
        _of_task(
            MODELS,
            "task-2",
            Text(vi="Nhóm 2. Mô hình tự quản", en="Group 2. Self-managed models"),
        ),
        Section(
            code="task-3",
            title=Text(
                vi="Nhóm 3. Củng cố lực lượng bảo vệ, tập huấn", en="Group 3. Guard forces and training"
            ),
            figures=(),
            unknown=(
                Unknown(
                    code="directive-06.guard-forces",
                    label=Text(
                        vi="số liệu về lực lượng bảo vệ mà Chỉ thị yêu cầu: chưa đọc được văn bản",
                        en="what the directive asks about guard forces: the text could not be read",
                    ),
                ),
            ),
        ),
        _of_task(
            AGREEMENTS,
            "task-4",
            Text(
                vi="Nhóm 4. Phối hợp giữa Công an, Quân sự và đoàn thể",
                en="Group 4. Coordination of police, military and mass organisations",
            ),
        ),
        _of_task(
            RECOGNITIONS,
            "task-5",
            Text(vi="Nhóm 5. Kiểm tra, đánh giá", en="Group 5. Checks and assessment"),
            Unknown(
                code="directive-06.targets",
                label=Text(
                    vi="chỉ tiêu số của Chỉ thị: chưa đọc được văn bản",
                    en="the numeric targets of the directive: the text could not be read",
                ),
            ),
        ),
        _of_task(
            COMMENDATIONS, "task-5-commendations", Text(vi="Nhóm 5. Khen thưởng", en="Group 5. Commendations")
        ),
    ),
)
"""Directive 06 of 7 May 2025. Its first task is known; the five groups are those of a provincial plan."""

PLAN_612 = Template(
    code="plan-612",
    title=Text(
        vi="Kết quả xây dựng xã, phường, đặc khu, cơ quan, doanh nghiệp, cơ sở giáo dục điển hình theo"
        " Kế hoạch 612/KH-BCA-V05",
        en="Results of building exemplary communes, agencies, enterprises and schools by Plan 612/KH-BCA-V05",
    ),
    citation=Citation(kind=InstrumentKind.PLAN, number="612/KH-BCA-V05"),
    sections=(
        Section(
            code="exemplary",
            title=Text(vi="Đơn vị điển hình", en="Exemplary units"),
            figures=(),
            unknown=(
                Unknown(
                    code="plan-612.criteria",
                    label=Text(
                        vi="bộ tiêu chí xã, đơn vị điển hình: chưa đọc được văn bản",
                        en="the criteria of exemplary communes and units: the text could not be read",
                    ),
                ),
            ),
        ),
        RECOGNITIONS,
        MODELS,
        COMMENDATIONS,
    ),
)
"""Plan 612 of 10 October 2025; its results are a ground of commendation. Its criteria are not known."""

TEMPLATES: Mapping[str, Template] = {each.code: each for each in (DIRECTIVE_07, DIRECTIVE_06, PLAN_612)}
