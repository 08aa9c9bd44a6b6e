"""Article 6, activities and models, 20 points: a coded rule, points for each, a bonus and a limit over all."""

import datetime
import importlib.metadata
from typing import Any

from antq_core.domain.attributes import Field, field
from antq_core.domain.movement_models import ModelEntry, ModelStage
from antq_core.domain.sheets import Record
from antq_core.domain.stated import UNKNOWN
from antq_core.expressions.coded import coded
from antq_core.expressions.writing import clamp, count, per_each
from antq_core.messages.text import Text
from antq_core.standards.rubric import ScoredItem
from antq_core.standards.scoring import at_most, bonus, group
from antq_tinh_mau.instrument import cite

DISTRIBUTION = "antq-tinh-mau"


class Activity(Record):
    """One activity of the movement. A record names a place and a day, and no person."""

    held_on: Field[datetime.date] = field(
        default=UNKNOWN, label=Text(vi="ngày tổ chức", en="day it was held")
    )
    commune: Field[str] = field(default=UNKNOWN, label=Text(vi="mã xã", en="commune code"))
    unit: Field[str] = field(default=UNKNOWN, label=Text(vi="đơn vị tổ chức", en="unit that held it"))


# Named by their roles, so that the library leaves out what lies outside the window or belongs to others.
Activity.declare_list(
    name="activities",
    label=Text(vi="danh sách hoạt động", en="list of activities"),
    at_most=1_000,
    dated_by="held_on",
    commune_in="commune",
    unit_in="unit",
)


def points_by_quarter(view: Any) -> int:
    """2.5 points for each quarter of the window with an activity in it."""
    first = view.window.first
    quarters = set()
    for activity in view.records("activities"):
        day = activity.held_on
        months = (day.year - first.year) * 12 + day.month - first.month - (day.day < first.day)
        quarters.add(months // 3)
    return 2_50 * len(quarters)


# `coded`: the language counts records, but not the different quarters among them. Such a rule is a function of
# this plugin: it says what it reads and sees nothing else, it is named as coded wherever it is shown, and no
# proof reaches into it. Reach for it last.
ALL_YEAR_ROUND = ScoredItem(
    code="TM-6.1",
    text=Text(vi="Hoạt động đều trong cả kỳ", en="Activities all the year round"),
    most=10_00,
    points=coded(
        points_by_quarter,
        distribution=DISTRIBUTION,
        version=importlib.metadata.version(DISTRIBUTION),
        text=Text(
            vi="2,5 điểm cho mỗi quý của kỳ có hoạt động",
            en="2.5 points for each quarter of the window with an activity",
        ),
        records=[Activity],
        gives=(0, 10_00),
    ),
    citation=cite("6", "1"),
)

# No constructor is needed for what is neither all nor nothing: an item takes any tree of points.
MODELS = ScoredItem(
    code="TM-6.2",
    text=Text(
        vi="Mỗi mô hình hoạt động hiệu quả được 5 điểm, tối đa 10",
        en="5 points for each model that works, at most 10",
    ),
    most=10_00,
    points=clamp(per_each(5_00, count(ModelEntry, where=ModelEntry.effective)), at_most=10_00),
    citation=cite("6", "2"),
)

# `bonus` inside a group: it goes beyond the 20 points of the group, but with the rest only to 22.
REPLICATED = bonus(
    "TM-6.3",
    Text(
        vi="Thưởng 2 điểm cho mỗi mô hình được nhân rộng",
        en="2 points more for each model that was replicated",
    ),
    each=2_00,
    of=count(ModelEntry, where=ModelEntry.stage == ModelStage.REPLICATED),
    at_most=4_00,
    citation=cite("6", "3"),
)

ACTIVITIES = group(
    "TM-6",
    Text(vi="Hoạt động, mô hình", en="Activities and models"),
    [ALL_YEAR_ROUND, MODELS, REPLICATED],
    limit=at_most(
        22_00,
        Text(vi="cả mục không quá 22 điểm", en="no more than 22 points in all"),
        citation=cite("6", "4"),
    ),
)
