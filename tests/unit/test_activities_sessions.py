"""Awareness activities: sessions and participants are counts, and what is not recorded is not nought."""

import datetime

import pytest

from antq_core.errors import InputError
from antq_core.movement.activities import ActivityForm, AwarenessActivity, Topic

HELD = AwarenessActivity(
    number="HD-0001",
    province="26",
    commune="08707",
    held_on=datetime.date(2018, 8, 19),
    topic=Topic.MOVEMENT,
    form=ActivityForm.FESTIVAL,
    sessions=2,
    participants=450,
)


def test_an_activity_of_which_nothing_is_counted_has_no_counts() -> None:
    bare = AwarenessActivity(number="HD-0002", province="26")
    assert bare.sessions is None and bare.participants is None and bare.held_on is None
    assert HELD.sessions == 2


def test_a_count_is_no_negative_number_and_no_truth() -> None:
    with pytest.raises(InputError) as refused:
        AwarenessActivity.of_row({**HELD.row, "sessions": -1, "participants": True})
    assert [(each.code, each.place) for each in refused.value.problems] == [
        ("record.bounds", "sessions"),
        ("record.wrong-type", "participants"),
    ]


def test_a_province_is_the_one_that_its_code_meant_on_the_day() -> None:
    with pytest.raises(InputError) as refused:
        AwarenessActivity.of_row({**HELD.row, "held_on": datetime.date(2025, 8, 19)})
    assert [(each.code, each.place) for each in refused.value.problems] == [
        ("province.code-ended", "province")
    ]
