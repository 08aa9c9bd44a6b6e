"""Movement models (mô hình): what each is, and the events of its life.

Kinds (loại), sites (điểm) and teams (tổ) are three different counts. A model has no name of its own: what
it is called is the label of its kind, which a province may add to the catalogue with its document.
"""

import datetime
import enum
from typing import ClassVar

import attrs

from antq_core.domain.movement_models import STAGE_LABELS, ModelStage
from antq_core.messages.text import Text
from antq_core.movement import columns
from antq_core.movement.record import MovementRecord
from antq_core.movement.rules import NoMoreThan, OnlyWhen, ProvinceOn, Rule


@attrs.frozen(kw_only=True)
class MovementModel(MovementRecord):
    """One model. `replicated_from` is the model it was made after, `unit` the unit that runs it.

    `entered_on` is the day it came into the records, on which its codes are valid. `households` and the four
    counts after it are those of the equipment that a group of neighbouring households has (tổ liên gia an
    toàn phòng cháy, chữa cháy); `cameras` those of a model of cameras.
    """

    table: ClassVar[str] = "models"
    label: ClassVar[Text] = Text(vi="mô hình", en="model")
    key: ClassVar[tuple[str, ...]] = ("province", "number")
    dated_by: ClassVar[str | None] = "entered_on"
    rules: ClassVar[tuple[Rule, ...]] = (
        ProvinceOn(province="province", on="entered_on"),
        NoMoreThan(part="with_extinguisher", whole="households"),
        NoMoreThan(part="with_breaking_tool", whole="households"),
        NoMoreThan(part="with_bell", whole="households"),
        NoMoreThan(part="with_two_buttons", whole="households"),
    )

    number: str = columns.number(Text(vi="mã mô hình", en="number of the model"))
    province: str = columns.province(Text(vi="mã tỉnh", en="province"), required=True)
    commune: str | None = columns.commune(Text(vi="mã xã", en="commune"))
    unit: str | None = columns.reference("units", Text(vi="đơn vị thực hiện", en="unit that runs it"))
    kind: str | None = columns.kind("model_kinds", Text(vi="loại mô hình", en="kind of model"))
    entered_on: datetime.date | None = columns.day(Text(vi="ngày vào sổ", en="day it was entered"))
    replicated_from: str | None = columns.reference(
        "models", Text(vi="nhân rộng từ mô hình", en="replicated from")
    )
    continues: str | None = columns.reference(
        "models", Text(vi="tiếp theo mô hình", en="continues the model")
    )
    sites: int | None = columns.count(Text(vi="số điểm", en="sites"), most=100_000)
    teams: int | None = columns.count(Text(vi="số tổ", en="teams"), most=100_000)
    members: int | None = columns.count(Text(vi="số thành viên", en="members"))
    cameras: int | None = columns.count(Text(vi="số camera", en="cameras"), most=100_000)
    households: int | None = columns.count(Text(vi="số hộ", en="households"), most=10_000)
    with_extinguisher: int | None = columns.count(
        Text(vi="số hộ có bình chữa cháy xách tay", en="households with an extinguisher"), most=10_000
    )
    with_breaking_tool: int | None = columns.count(
        Text(vi="số hộ có dụng cụ phá dỡ", en="households with a breaking tool"), most=10_000
    )
    with_bell: int | None = columns.count(
        Text(vi="số hộ có chuông ở tầng 1", en="households with a bell on the ground floor"), most=10_000
    )
    with_two_buttons: int | None = columns.count(
        Text(vi="số hộ có 2 nút ấn, trong và ngoài", en="households with two buttons, in and out"),
        most=10_000,
    )
    bells_linked: bool | None = columns.truth(Text(vi="chuông liên thông", en="bells are linked"))


class ReviewResult(enum.StrEnum):
    """What a review of a model concluded."""

    EFFECTIVE = "effective"
    NOT_EFFECTIVE = "not_effective"


RESULT_LABELS = {
    ReviewResult.EFFECTIVE: Text(vi="hoạt động hiệu quả", en="effective"),
    ReviewResult.NOT_EFFECTIVE: Text(vi="chưa hiệu quả", en="not effective"),
}


@attrs.frozen(kw_only=True)
class ModelEvent(MovementRecord):
    """One event in the life of a model, on the ground of a document.

    A review has a `result`; a replication names the commune `to_commune` that took the model over.
    """

    table: ClassVar[str] = "model_events"
    label: ClassVar[Text] = Text(vi="diễn biến của mô hình", en="event in the life of a model")
    key: ClassVar[tuple[str, ...]] = ("model", "stage", "on", "to_commune")
    dated_by: ClassVar[str | None] = "on"
    rules: ClassVar[tuple[Rule, ...]] = (
        OnlyWhen(column="result", when="stage", among=("reviewed",)),
        OnlyWhen(column="to_commune", when="stage", among=("replicated",)),
    )

    model: str = columns.reference("models", Text(vi="mã mô hình", en="model"), required=True)
    stage: ModelStage = columns.code(STAGE_LABELS, Text(vi="giai đoạn", en="stage of life"), required=True)
    on: datetime.date | None = columns.day(Text(vi="ngày", en="day"))
    document: str | None = columns.document(Text(vi="văn bản căn cứ", en="document it rests on"))
    result: ReviewResult | None = columns.code(RESULT_LABELS, Text(vi="kết luận", en="conclusion"))
    to_commune: str | None = columns.commune(Text(vi="nhân rộng đến xã", en="replicated to the commune"))
