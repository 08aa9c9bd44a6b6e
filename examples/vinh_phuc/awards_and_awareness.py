"""The commendations of the made-up province, none of which names anybody, and its awareness activities."""

import random
from collections.abc import Iterator, Sequence

from vinh_phuc.model_lives import FOUR_SAFETIES_FROM
from vinh_phuc.places import COMMUNES, Unit, weight
from vinh_phuc.setting import (
    FIRST,
    LAST,
    ONE_DAY,
    Day,
    Row,
    chance_of,
    day_between,
    document,
    numbered,
    one_of,
)

COMMENDED_ON = Day(2019, 6, 27)
COMMENDED = (
    ("collective", "ministry_of_public_security", 4),
    ("collective", "province_committee", 7),
    ("individual", "ministry_of_public_security", 5),
    ("individual", "province_committee", 7),
)
"""Eleven collectives and twelve individuals; how many by which level is invented."""
ROLES = (
    "Tổ trưởng tổ tự quản",
    "Trưởng phòng bảo vệ",
    "Công an viên",
    "Cán bộ đoàn thể",
    "Trưởng khu dân cư",
)
ACTIVITIES = {2014: 70, 2015: 150, 2016: 165, 2017: 180, 2018: 200, 2019: 130}
TOPICS = {
    "movement": 24.0,
    "crime_prevention": 24.0,
    "drugs": 13.0,
    "fire_prevention": 14.0,
    "traffic": 12.0,
    "cyberspace": 4.0,
    "state_secrets": 3.0,
    "other_topic": 5.0,
}
FORMS = {
    "meeting": (52.0, (20, 160)),
    "contest": (4.0, (80, 400)),
    "broadcast": (15.0, None),
    "print": (9.0, None),
    "online": (5.0, None),
    "training": (13.0, (15, 80)),
    "other_form": (2.0, (10, 60)),
}


def make_commendations() -> Iterator[Row]:
    """The rows of the commendations: those of the conference, one of the day before the period, two later."""
    decided = [(*each[:2], COMMENDED_ON) for each in COMMENDED for _ in range(each[2])]
    others = [("collective", "province_committee", FIRST - ONE_DAY)]
    others += [(who, "province_committee", LAST + ONE_DAY) for who in ("collective", "individual")]
    listed = sorted([*decided, *others], key=lambda each: each[2])
    for place, (recipient, level, day) in enumerate(listed):
        is_person = recipient == "individual"
        yield {
            "number": numbered("KT", place + 1, 2),
            "recipient": recipient,
            "organisation": f"Đơn vị mẫu {place + 1:02} (giả định)",
            "role": f"{ROLES[place % len(ROLES)]} (giả định)" if is_person else None,
            "publication": "not_named" if is_person else None,
            "level": level,
            "form": "certificate_of_merit",
            "decision": document(900 + (level == "province_committee"), "QĐ"),
            "decided_on": day,
        }


def make_activities(units: Sequence[Unit]) -> Iterator[Row]:
    """The rows of the activities, in the order of their days."""
    chance = chance_of("activities")
    schools = {unit.commune: unit.number for unit in units if unit.kind == "school" and unit.until is None}
    listed = sorted(_planned(chance), key=lambda each: each[:2])
    for place, (day, commune, topic, form) in enumerate(listed):
        people = (60, 500) if form == "festival" else FORMS[form][1]
        sessions = chance.randint(1, 6) if form in ("meeting", "broadcast", "training") else 1
        at_school = form == "meeting" and chance.random() < 0.2
        yield {
            "number": numbered("HD", place + 1, 4),
            "commune": commune,
            "unit": schools[commune] if at_school else None,
            "held_on": day,
            "topic": topic,
            "form": form,
            "sessions": sessions,
            "participants": sessions * chance.randint(*people) if people and chance.random() < 0.97 else None,
        }


def _planned(chance: random.Random) -> Iterator[tuple[Day, str, str, str]]:
    places = [*map(weight, COMMUNES)]
    forms = {form: often for form, (often, _) in FORMS.items()}
    for year, count in ACTIVITIES.items():
        first, last = max(FIRST, Day(year, 1, 5)), min(LAST, Day(year, 12, 31))
        for _ in range(count):
            commune = chance.choices(COMMUNES, places)[0]
            yield day_between(chance, first, last), commune, one_of(chance, TOPICS), one_of(chance, forms)
        for commune in COMMUNES:
            if year < 2019 and chance.random() < 0.7:  # the festival is on 19 August
                yield Day(year, 8, chance.choice((17, 18, 19))), commune, "movement", "festival"
    for commune in COMMUNES:
        if chance.random() < 0.8:
            days = range((LAST - FOUR_SAFETIES_FROM).days + 1)
            yield FOUR_SAFETIES_FROM + ONE_DAY * chance.choice(days), commune, "four_safeties", "meeting"
    for day in (FIRST - ONE_DAY, FIRST, LAST, LAST + ONE_DAY, LAST + 2 * ONE_DAY):
        yield day, chance.choice(COMMUNES), "movement", "meeting"
