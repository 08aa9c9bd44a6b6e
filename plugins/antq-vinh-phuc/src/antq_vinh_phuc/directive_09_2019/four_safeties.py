"""The model "4 an toàn", as this Directive defines it. Elsewhere the same words name other things.

Four headings are all that is known. What a unit must do under each of them could not be read, so there is
nothing to state, to count or to require: a unit that runs the model states it as any movement model.
"""

from antq_core.domain.declarations import Option
from antq_core.domain.units import NationalKind
from antq_core.messages.text import Text
from antq_core.standards.standard import Assumption
from antq_vinh_phuc.directive_09_2019.instrument import DIRECTIVE

PARTS = (
    Option("place", Text(vi="địa bàn, khuôn viên", en="the place and its grounds")),
    Option("people", Text(vi="người", en="people")),
    Option("property", Text(vi="tài sản", en="property")),
    Option("activities", Text(vi="hoạt động của đơn vị", en="the activities of the unit")),
)

# Beside these the Directive launches it for hospitals.
NATIONAL_KINDS = (NationalKind.AGENCY, NationalKind.ENTERPRISE, NationalKind.SCHOOL)

A_MODEL_AND_NO_CRITERION = Assumption(
    code="four-safeties-is-no-criterion",
    text=Text(
        vi=(
            f"Chỉ thị phát động mô hình “4 an toàn”: an toàn về {'; về '.join(part.label.vi for part in PARTS)}."
            " Mới đọc được bốn tên gọi này; giả định đó là mô hình phong trào, không phải tiêu chí của tiêu chuẩn."
        ),
        en=(
            f"The Directive launches the model “4 an toàn”: safety of {'; of '.join(part.label.en for part in PARTS)}."
            " No more than these four headings could be read; it is assumed to be a movement model and no criterion of the standard."
        ),
    ),
    citation=DIRECTIVE,
)
