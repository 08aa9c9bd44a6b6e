"""Awareness activities (tuyên truyền, vận động): sessions, participants, what about and in which form."""

import datetime
import enum
from typing import ClassVar

import attrs

from antq_core.messages.text import Text
from antq_core.movement import columns
from antq_core.movement.record import MovementRecord
from antq_core.movement.rules import ProvinceOn, Rule


class Topic(enum.StrEnum):
    """What an activity is about."""

    MOVEMENT = "movement"
    CRIME_PREVENTION = "crime_prevention"
    DRUGS = "drugs"
    FIRE_PREVENTION = "fire_prevention"
    TRAFFIC = "traffic"
    CYBERSPACE = "cyberspace"
    STATE_SECRETS = "state_secrets"
    FOUR_SAFETIES = "four_safeties"
    OTHER_TOPIC = "other_topic"


class ActivityForm(enum.StrEnum):
    """In which form it is held."""

    MEETING = "meeting"
    FESTIVAL = "festival"
    CONTEST = "contest"
    BROADCAST = "broadcast"
    PRINT = "print"
    ONLINE = "online"
    TRAINING = "training"
    OTHER_FORM = "other_form"


TOPIC_LABELS = {
    Topic.MOVEMENT: Text(vi="phong trào toàn dân bảo vệ ANTQ", en="the movement"),
    Topic.CRIME_PREVENTION: Text(vi="phòng, chống tội phạm", en="crime prevention"),
    Topic.DRUGS: Text(vi="phòng, chống ma tuý", en="drugs"),
    Topic.FIRE_PREVENTION: Text(vi="phòng cháy, chữa cháy", en="fire prevention"),
    Topic.TRAFFIC: Text(vi="an toàn giao thông", en="traffic"),
    Topic.CYBERSPACE: Text(vi="an ninh mạng", en="cyberspace"),
    Topic.STATE_SECRETS: Text(vi="bảo vệ bí mật nhà nước", en="state secrets"),
    Topic.FOUR_SAFETIES: Text(vi="“4 an toàn”", en="“4 safeties”"),
    Topic.OTHER_TOPIC: Text(vi="chủ đề khác", en="another topic"),
}
FORM_LABELS = {
    ActivityForm.MEETING: Text(vi="hội nghị, toạ đàm, sinh hoạt", en="meeting"),
    ActivityForm.FESTIVAL: Text(vi="Ngày hội toàn dân bảo vệ ANTQ", en="festival of the movement"),
    ActivityForm.CONTEST: Text(vi="hội thi", en="contest"),
    ActivityForm.BROADCAST: Text(vi="phát thanh, truyền hình", en="broadcast"),
    ActivityForm.PRINT: Text(vi="tờ rơi, pa nô, tài liệu", en="print"),
    ActivityForm.ONLINE: Text(vi="mạng xã hội, trực tuyến", en="online"),
    ActivityForm.TRAINING: Text(vi="tập huấn", en="training"),
    ActivityForm.OTHER_FORM: Text(vi="hình thức khác", en="another form"),
}


@attrs.frozen(kw_only=True)
class AwarenessActivity(MovementRecord):
    """One activity, or several alike of one day: so many sessions (buổi) with so many participants (lượt)."""

    table: ClassVar[str] = "activities"
    label: ClassVar[Text] = Text(vi="hoạt động tuyên truyền", en="awareness activity")
    key: ClassVar[tuple[str, ...]] = ("province", "number")
    dated_by: ClassVar[str | None] = "held_on"
    rules: ClassVar[tuple[Rule, ...]] = (ProvinceOn(province="province", on="held_on"),)

    number: str = columns.number(Text(vi="mã hoạt động", en="number of the activity"))
    province: str = columns.province(Text(vi="mã tỉnh", en="province"), required=True)
    commune: str | None = columns.commune(Text(vi="mã xã", en="commune"))
    unit: str | None = columns.reference("units", Text(vi="mã đơn vị", en="unit"))
    held_on: datetime.date | None = columns.day(Text(vi="ngày tổ chức", en="day it was held"))
    topic: Topic | None = columns.code(TOPIC_LABELS, Text(vi="chủ đề", en="topic"))
    form: ActivityForm | None = columns.code(FORM_LABELS, Text(vi="hình thức", en="form"))
    sessions: int | None = columns.count(Text(vi="số buổi", en="sessions"), most=100_000)
    participants: int | None = columns.count(
        Text(vi="lượt người tham gia", en="participants"), most=10_000_000
    )
