"""Movement models (mô hình): ways in which people of a place organise to keep it safe.

Kinds (loại), sites (điểm) and teams (tổ) are three different counts; one record is one kind.
"""

import datetime
import enum

from antq_core.domain.attributes import Field, field
from antq_core.domain.sheets import Record
from antq_core.domain.stated import UNKNOWN
from antq_core.messages.text import Text


class ModelStage(enum.StrEnum):
    """Where a model stands in its life."""

    NEW = "new"
    MAINTAINED = "maintained"
    REVIEWED = "reviewed"
    REPLICATED = "replicated"
    ELIMINATED = "eliminated"


STAGE_LABELS = {
    ModelStage.NEW: Text(vi="xây dựng mới", en="new"),
    ModelStage.MAINTAINED: Text(vi="duy trì, củng cố", en="maintained"),
    ModelStage.REVIEWED: Text(vi="đã sơ, tổng kết", en="reviewed"),
    ModelStage.REPLICATED: Text(vi="nhân rộng", en="replicated"),
    ModelStage.ELIMINATED: Text(vi="thanh loại", en="eliminated"),
}


class ModelEntry(Record):
    """What a dossier states of one model; `effective` is the conclusion of its last review."""

    model: Field[str] = field(default=UNKNOWN, label=Text(vi="mã mô hình", en="model id"))
    commune: Field[str] = field(default=UNKNOWN, label=Text(vi="mã xã", en="commune code"))
    unit: Field[str] = field(default=UNKNOWN, label=Text(vi="đơn vị thực hiện", en="unit that runs it"))
    stage: Field[ModelStage] = field(
        default=UNKNOWN, label=Text(vi="giai đoạn", en="stage of life"), codes=STAGE_LABELS
    )
    established_on: Field[datetime.date] = field(
        default=UNKNOWN, label=Text(vi="ngày ra mắt", en="day it was established")
    )
    effective: Field[bool] = field(
        default=UNKNOWN, label=Text(vi="hoạt động hiệu quả", en="works effectively")
    )
    sites: Field[int] = field(
        default=UNKNOWN, label=Text(vi="số điểm", en="number of sites"), between=(0, 100_000)
    )
    teams: Field[int] = field(
        default=UNKNOWN, label=Text(vi="số tổ", en="number of teams"), between=(0, 100_000)
    )


ModelEntry.declare_list(
    name="movement_models",
    label=Text(vi="danh sách mô hình", en="list of movement models"),
    at_most=10_000,
    commune_in="commune",
    unit_in="unit",
    identified_by="model",
)
