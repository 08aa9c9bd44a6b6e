"""What the third decision asks beside the national standard of safety in security and order.

A province adds and never weakens: both standards are assessed, and a unit must meet both.
"""

from antq_core.domain.attributes import Fact, fact
from antq_core.domain.declarations import Direction
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import UNKNOWN
from antq_core.domain.units import NationalKind
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion
from antq_core.standards.readings import Pin
from antq_core.standards.standard import Standard
from antq_national.circular_124_2021.readings import DECEMBER_RESOLUTION
from antq_tinh_mau.declaring import condition
from antq_tinh_mau.instrument import JURISDICTION, THIRD, THIRD_IN_FORCE, cite
from antq_tinh_mau.kinds import HOSPITAL


class CameraFacts(FactSheet):
    """What Article 2 asks."""

    receives_public: Fact[bool] = condition(
        Text(vi="có nơi tiếp công dân, tiếp khách", en="receives the public"), cite("2", "1", of=THIRD)
    )
    camera_days: Fact[int] = fact(
        default=UNKNOWN,
        label=Text(vi="số ngày lưu hình ảnh camera", en="days for which camera pictures are kept"),
        between=(0, 3650),
        unit=Text(vi="ngày", en="days"),
        direction=Direction.MORE_IS_BETTER,
        evidence=Text(vi="biên bản kiểm tra", en="the inspection record"),
        source=cite("2", "1", of=THIRD),
    )


# Asked only where the public is received. While that is unknown it is unknown whether it is asked at all.
PICTURES_KEPT = Criterion(
    code="TM-AN-1",
    text=Text(
        vi="Nơi có tiếp công dân, tiếp khách: hình ảnh camera được lưu từ 30 ngày trở lên",
        en="Where the public is received: camera pictures are kept for 30 days or more",
    ),
    citation=cite("2", "1", of=THIRD),
    applies_where=CameraFacts.receives_public,
    holds=CameraFacts.camera_days >= 30,
)

ADDITIONS = Standard(
    id="vn-00/antt-safety/03-2026",
    scheme="antt-safety",
    jurisdiction=JURISDICTION,
    kinds=(NationalKind.AGENCY.value, NationalKind.ENTERPRISE.value, HOSPITAL.code),
    added_kinds=(HOSPITAL,),
    title=Text(vi="Tiêu chí thêm của Tỉnh Mẫu (giả định)", en="What Tỉnh Mẫu adds (fictional)"),
    citation=cite("2", of=THIRD),
    in_force_from=THIRD_IN_FORCE,
    facts=CameraFacts.facts(),
    criteria=(PICTURES_KEPT,),
    # The same choice as for the points: otherwise one resolution would be in time for one and open for the other.
    pins=(Pin(reading=DECEMBER_RESOLUTION.name, option="counts", citation=cite("3", of=THIRD)),),
)
