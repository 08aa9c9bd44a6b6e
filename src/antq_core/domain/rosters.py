"""The roster of a commune: the units under it, whether they registered, and whether they were recognised.

*Recognised* is a decision of an authority; *met* is the verdict of an assessment. They are two fields.
"""

from antq_core.domain.attributes import Field, field
from antq_core.domain.declarations import Assessed
from antq_core.domain.sheets import Record
from antq_core.domain.stated import UNKNOWN
from antq_core.domain.units import NATIONAL_KIND_LABELS, NationalKind
from antq_core.messages.text import Text


class RosterEntry(Record):
    """One unit on the roster.

    `met` and `in_scope` are never stated: they come from the unit's own assessment, and stay unknown
    for a unit without one.
    """

    unit: Field[str] = field(default=UNKNOWN, label=Text(vi="mã đơn vị", en="unit id"))
    kind: Field[NationalKind] = field(
        default=UNKNOWN, label=Text(vi="loại đơn vị", en="kind of unit"), codes=NATIONAL_KIND_LABELS
    )
    under_authority: Field[bool] = field(
        default=UNKNOWN,
        label=Text(
            vi="thuộc thẩm quyền hoặc được uỷ quyền quản lý", en="under the commune's authority or delegated"
        ),
    )
    registered: Field[bool] = field(default=UNKNOWN, label=Text(vi="đã đăng ký", en="registered"))
    recognised: Field[bool] = field(
        default=UNKNOWN, label=Text(vi="có quyết định công nhận", en="recognised by decision")
    )
    met: Field[bool] = field(
        default=UNKNOWN, label=Text(vi="được đánh giá đạt", en="assessed as met"), assessed=Assessed.MET
    )
    in_scope: Field[bool] = field(
        default=UNKNOWN, label=Text(vi="thuộc phạm vi áp dụng", en="in scope"), assessed=Assessed.IN_SCOPE
    )


RosterEntry.declare_list(
    name="roster",
    label=Text(vi="danh sách đơn vị", en="roster of units"),
    at_most=10_000,
    identified_by="unit",
)
