"""The clocks of a tip as data: from when each counts, to what, how long, for which tips and on what ground.

What the law says is paraphrased beside each clock: the Criminal Procedure Code of 2015, and Joint Circular
01/2017 with the changes of 2021. Where the two leave room, that is a reading, open until somebody chooses;
what is taken for granted is an assumption that the results name. Whether anything changed for tips that
came since 1 March 2025, when the police of districts ended, could not be read.
"""

import enum
from collections.abc import Mapping

import attrs

from antq_core.messages.text import Text
from antq_core.movement.authorities import Authority
from antq_core.movement.tips import Extension, TransferReason


class FirstDay(enum.StrEnum):
    """Whether the day on which a limit of days, working days or months begins is its first day."""

    COUNTED = "counted"
    NOT_COUNTED = "not_counted"


class ComplexMonths(enum.StrEnum):
    """From where the 2 months of a complex tip count."""

    FROM_RECEIPT = "from_receipt"
    AFTER_20_DAYS = "after_20_days"


class ExtensionMonths(enum.StrEnum):
    """From where the 2 months that the procuracy adds count."""

    AFTER_COMPLEX_PERIOD = "after_complex_period"
    AFTER_20_DAYS = "after_20_days"


class LastDayOff(enum.StrEnum):
    """Whether a limit of days or months that ends on a day off ends there, or on the next working day."""

    KEPT = "kept"
    NEXT_WORKING_DAY = "next_working_day"


class AfterTransfer(enum.StrEnum):
    """From when the limits to assign and to resolve count for a tip that was handed on."""

    FIRST_RECEIPT = "first_receipt"
    TRANSFER = "transfer"


@attrs.frozen(kw_only=True)
class ClockReadings:
    """How the clocks are read; None leaves a reading open, and every result keeps both of its options."""

    first_day: FirstDay | None = None
    complex_months: ComplexMonths | None = None
    extension_months: ExtensionMonths | None = None
    last_day_off: LastDayOff | None = None
    after_transfer: AfterTransfer | None = None


class Unit(enum.StrEnum):
    """In what a time limit is counted."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@attrs.frozen
class Term:
    """So many hours, days, working days or months."""

    count: int
    unit: Unit


@attrs.frozen(kw_only=True)
class Way:
    """One way to count a limit: terms one after the other, where the readings named are chosen or open."""

    terms: tuple[Term, ...]
    given: tuple[tuple[str, enum.StrEnum], ...] = ()

    def is_open(self, readings: ClockReadings) -> bool:
        """Whether no reading that was chosen speaks against this way."""
        return all(getattr(readings, name) in (None, option) for name, option in self.given)


@attrs.frozen(kw_only=True)
class Condition:
    """The code or truth in `column` is one of `among`; an empty cell leaves it open."""

    column: str
    among: tuple[str | bool, ...]


@attrs.frozen(kw_only=True)
class Arm:
    """A limit for the tips that meet a condition; without one, for all. Each way may be the right one."""

    ways: tuple[Way, ...]
    when: Condition | None = None


@attrs.frozen(kw_only=True)
class Moment:
    """A column of days, with that of the hours where there is one."""

    day: str
    hour: str | None = None


@attrs.frozen(kw_only=True)
class Clock:
    """One clock. It concerns the tips that meet all of `when`.

    `shown_by` is asked only where the start is not recorded but the end is: whether there was such a start.
    With `moves_on` a tip that was handed on may count from the transfer. `from_receipt_assumed` says that the
    provision as read names no day from which to count.
    """

    code: str
    label: Text
    citation: Text
    starts: Moment
    ends: Moment
    arms: tuple[Arm, ...]
    when: tuple[Condition, ...] = ()
    shown_by: Condition | None = None
    moves_on: bool = False
    from_receipt_assumed: bool = False

    @property
    def is_in_hours(self) -> bool:
        """Whether the limit is one of hours, so that hours which are not recorded matter."""
        return any(term.unit is Unit.HOURS for arm in self.arms for way in arm.ways for term in way.terms)


CHANGED_IN_2025 = "clocks-unchanged-since-2025-03"
AMENDED_IN_2021 = "clocks-as-amended-in-2021"
COUNTS_FROM_RECEIPT = "clock-counts-from-receipt"
WORKING_DAYS_NOT_SURE = "working-days-not-sure"

ASSUMPTIONS: Mapping[str, Text] = {
    CHANGED_IN_2025: Text(
        vi="từ 01/3/2025 (kết thúc Công an cấp huyện) các thời hạn được coi là không đổi; "
        "các sửa đổi về tố tụng năm 2025 chưa đối chiếu được",
        en="since 1 March 2025, when the police of districts ended, the limits are taken to be as before; "
        "the procedural changes of 2025 could not be read",
    ),
    AMENDED_IN_2021: Text(
        vi="văn bản đọc được là bản đã gồm các sửa đổi năm 2021; trước đó coi như các thời hạn giống vậy",
        en="what was read has the changes of 2021 in it; before them the limits are taken to be the same",
    ),
    COUNTS_FROM_RECEIPT: Text(
        vi="quy định đọc được không nêu thời hạn tính từ lúc nào; ở đây tính từ khi tiếp nhận",
        en="the provision as read does not say from when it counts; here it counts from receipt",
    ),
    WORKING_DAYS_NOT_SURE: Text(
        vi="lịch nghỉ của năm đó chưa chắc chắn, nên hạn là một khoảng ngày; phần chắc chắn dựa vào việc "
        "Chính phủ chỉ hoán đổi thứ Bảy và những ngày sát ngày nghỉ lễ",
        en="the days off of that year are not sure, so the limit is a range; what is sure in it rests on "
        "only Saturdays and days next to a holiday ever having been moved",
    ),
}
"""What results may rest on, by its code, in words."""


def _hours(count: int) -> tuple[Way, ...]:
    return (Way(terms=(Term(count, Unit.HOURS),)),)


def _limit(count: int, unit: Unit) -> tuple[Arm, ...]:
    return (Arm(ways=(Way(terms=(Term(count, unit),)),)),)


def _joint_circular(place_vi: str, place_en: str) -> Text:
    return Text(vi=f"{place_vi} Thông tư liên tịch 01/2017", en=f"Joint Circular 01/2017, {place_en}")


_TWENTY_DAYS = Term(20, Unit.DAYS)
_TWO_MONTHS = Term(2, Unit.MONTHS)

_RESOLUTION = (
    Arm(
        when=Condition(column="extension", among=(Extension.NONE.value,)),
        ways=(Way(terms=(_TWENTY_DAYS,)),),
    ),
    Arm(
        when=Condition(column="extension", among=(Extension.COMPLEX.value,)),
        ways=(
            Way(terms=(_TWO_MONTHS,), given=(("complex_months", ComplexMonths.FROM_RECEIPT),)),
            Way(terms=(_TWENTY_DAYS, _TWO_MONTHS), given=(("complex_months", ComplexMonths.AFTER_20_DAYS),)),
        ),
    ),
    Arm(
        when=Condition(column="extension", among=(Extension.PROCURACY.value,)),
        ways=(
            Way(
                terms=(_TWO_MONTHS, _TWO_MONTHS),
                given=(
                    ("complex_months", ComplexMonths.FROM_RECEIPT),
                    ("extension_months", ExtensionMonths.AFTER_COMPLEX_PERIOD),
                ),
            ),
            Way(
                terms=(_TWENTY_DAYS, _TWO_MONTHS, _TWO_MONTHS),
                given=(
                    ("complex_months", ComplexMonths.AFTER_20_DAYS),
                    ("extension_months", ExtensionMonths.AFTER_COMPLEX_PERIOD),
                ),
            ),
            Way(
                terms=(_TWENTY_DAYS, _TWO_MONTHS),
                given=(("extension_months", ExtensionMonths.AFTER_20_DAYS),),
            ),
        ),
    ),
)

_RECEIVED = Moment(day="received_on", hour="received_at")
_TRANSFERRED = Moment(day="transferred_on", hour="transferred_at")
_BY_COMMUNE_POLICE = Condition(column="received_by", among=(Authority.COMMUNE_POLICE.value,))


def _handed_on(reason: TransferReason) -> Condition:
    return Condition(column="transfer_reason", among=(reason.value,))


CLOCKS: tuple[Clock, ...] = (
    Clock(
        code="classify",
        label=Text(vi="phân loại (24 giờ)", en="classify (24 hours)"),
        citation=_joint_circular("khoản 1, 2 Điều 8", "Article 8, clauses 1 and 2"),
        starts=_RECEIVED,
        ends=Moment(day="classified_on", hour="classified_at"),
        arms=(Arm(ways=_hours(24)),),
    ),
    Clock(
        code="transfer_wrong_authority",
        label=Text(
            vi="chuyển cơ quan có thẩm quyền (24 giờ)", en="hand on to the competent authority (24 hours)"
        ),
        citation=_joint_circular("khoản 1 Điều 8", "Article 8, clause 1"),
        starts=Moment(day="competent_on", hour="competent_at"),
        ends=_TRANSFERRED,
        arms=(Arm(ways=_hours(24)),),
        shown_by=_handed_on(TransferReason.WRONG_AUTHORITY),
    ),
    Clock(
        code="transfer_urgent",
        label=Text(
            vi="Công an xã chuyển ngay (24 giờ; vùng xa, đảo 48 giờ)",
            en="commune police hand on what is urgent (24 hours; 48 in remote areas and on islands)",
        ),
        citation=_joint_circular("điểm a khoản 5 Điều 8", "Article 8, clause 5, point a"),
        starts=_RECEIVED,
        ends=_TRANSFERRED,
        arms=(
            Arm(when=Condition(column="remote", among=(False,)), ways=_hours(24)),
            Arm(when=Condition(column="remote", among=(True,)), ways=_hours(48)),
        ),
        when=(_BY_COMMUNE_POLICE, _handed_on(TransferReason.URGENT)),
        from_receipt_assumed=True,
    ),
    Clock(
        code="transfer_after_check",
        label=Text(
            vi="Công an xã chuyển sau xác minh sơ bộ (7 ngày)",
            en="commune police hand on after a first check (7 days)",
        ),
        citation=_joint_circular("điểm b khoản 5 Điều 8", "Article 8, clause 5, point b"),
        starts=_RECEIVED,
        ends=_TRANSFERRED,
        arms=_limit(7, Unit.DAYS),
        when=(_BY_COMMUNE_POLICE, _handed_on(TransferReason.AFTER_FIRST_CHECK)),
        from_receipt_assumed=True,
    ),
    Clock(
        code="assign",
        label=Text(vi="phân công giải quyết (3 ngày)", en="assign (3 days)"),
        citation=_joint_circular("khoản 1 Điều 9", "Article 9, clause 1"),
        starts=_RECEIVED,
        ends=Moment(day="assigned_on"),
        arms=_limit(3, Unit.DAYS),
        moves_on=True,
        from_receipt_assumed=True,
    ),
    Clock(
        code="acknowledge",
        label=Text(vi="báo kết quả tiếp nhận (3 ngày làm việc)", en="acknowledge (3 working days)"),
        citation=_joint_circular("khoản 1 Điều 14", "Article 14, clause 1"),
        starts=_RECEIVED,
        ends=Moment(day="acknowledged_on"),
        arms=_limit(3, Unit.WORKING_DAYS),
        from_receipt_assumed=True,
    ),
    Clock(
        code="resolve",
        label=Text(
            vi="giải quyết (20 ngày; phức tạp 2 tháng; gia hạn thêm 2 tháng)",
            en="resolve (20 days; 2 months if complex; 2 more by the procuracy)",
        ),
        citation=Text(
            vi="Điều 147 Bộ luật Tố tụng hình sự 2015; Điều 11 Thông tư liên tịch 01/2017",
            en="Criminal Procedure Code of 2015, Article 147; Joint Circular 01/2017, Article 11",
        ),
        starts=_RECEIVED,
        ends=Moment(day="resolved_on"),
        arms=_RESOLUTION,
        moves_on=True,
        from_receipt_assumed=True,
    ),
    Clock(
        code="settle_after_resumption",
        label=Text(
            vi="giải quyết tiếp sau khi phục hồi (1 tháng)", en="settle a tip that was resumed (1 month)"
        ),
        citation=_joint_circular("khoản 3 Điều 11", "Article 11, clause 3"),
        starts=Moment(day="resumed_on"),
        ends=Moment(day="settled_on"),
        arms=_limit(1, Unit.MONTHS),
    ),
    Clock(
        code="notify",
        label=Text(vi="báo kết quả giải quyết (3 ngày)", en="tell the result (3 days)"),
        citation=_joint_circular("khoản 3 Điều 14", "Article 14, clause 3"),
        starts=Moment(day="resolved_on"),
        ends=Moment(day="notified_on"),
        arms=_limit(3, Unit.DAYS),
    ),
)
"""All clocks, in the order in which a tip meets them."""
