import datetime
from typing import Any

import pytest

from antq_core.codec.converter import structure, unstructure
from antq_core.errors import InputError
from antq_core.movement import tips
from antq_core.movement.tips import Channel, Extension, Resolution, Tip, TransferReason, Valuation

GOOD: dict[str, Any] = {"number": "TB-2019-000001", "province": "26"}


def day(of_march: int) -> datetime.date:
    return datetime.date(2019, 3, of_march)


def refused(**facts: Any) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        Tip(**(GOOD | facts))
    return [(problem.code, problem.place) for problem in error.value.problems]


def test_a_tip_needs_no_more_than_its_number_and_province() -> None:
    bare = Tip(**GOOD)
    assert {name for name, value in bare.row.items() if value is not None} == {"number", "province"}


def test_an_anonymous_tip_is_a_tip_like_any_other() -> None:
    box = Tip(**GOOD, channel=Channel.BOX, received_on=day(4), valuation=Valuation.VALUABLE)
    assert not {"informant", "anonymous", "name", "address"} & set(box.row)


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert refused(number="nguyen-van-a", received_at="08:00", cases=-1, province="99") == [
        ("record.number", "number"),
        ("record.bounds", "cases"),
        ("province.unknown-code", "province"),
        ("record.needs", "received_on"),
    ]


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"classified_on": day(3)}, "classified_on"),
        ({"assigned_on": day(3)}, "assigned_on"),
        ({"acknowledged_on": day(3)}, "acknowledged_on"),
        ({"resolved_on": day(3), "resolution": Resolution.PROSECUTED}, "resolved_on"),
        ({"transferred_on": day(3), "transfer_reason": TransferReason.URGENT}, "transferred_on"),
        ({"received_at": "10:00", "classified_on": day(4), "classified_at": "09:59"}, "classified_on"),
    ],
)
def test_nothing_is_done_before_the_tip_came(facts: dict[str, Any], place: str) -> None:
    assert refused(received_on=day(4), **facts) == [("record.out-of-order", place)]


def test_only_what_was_suspended_is_resumed_and_settled() -> None:
    resolved = {"received_on": day(4), "resolved_on": day(10)}
    Tip(
        **GOOD,
        **resolved,
        resolution=Resolution.SUSPENDED,
        resumed_on=day(12),
        settled_on=day(20),
        settlement=Resolution.PROSECUTED,
    )
    assert refused(
        **resolved,
        resolution=Resolution.PROSECUTED,
        resumed_on=day(12),
        settled_on=day(11),
        settlement=Resolution.PROSECUTED,
    ) == [
        ("record.out-of-order", "settled_on"),
        ("record.only-when", "resumed_on"),
        ("record.only-when", "settlement"),
    ]
    assert refused(**resolved, resolution=Resolution.SUSPENDED, settled_on=day(12)) == [
        ("record.needs", "resumed_on"),
        ("record.needs", "settlement"),
    ]


def test_a_valuation_has_a_ground_only_when_it_is_made() -> None:
    assert refused(valuation=Valuation.PENDING, valuation_ground="confirmed") == [
        ("record.only-when", "valuation_ground")
    ]


def test_a_tip_comes_back_from_json_as_it_was() -> None:
    tip = Tip(
        **GOOD,
        received_on=day(4),
        received_at="07:30",
        remote=False,
        extension=Extension.NONE,
        cases=1,
        model="MH-0012",
    )
    assert structure(unstructure(tip), Tip) == tip
    assert Tip.of_row(tip.row) == tip


def test_every_code_has_its_words() -> None:
    listed = {
        tips.Channel: tips.CHANNEL_LABELS,
        tips.TipCategory: tips.CATEGORY_LABELS,
        tips.TipOrigin: tips.ORIGIN_LABELS,
        tips.Valuation: tips.VALUATION_LABELS,
        tips.ValuationGround: tips.GROUND_LABELS,
        tips.TransferReason: tips.TRANSFER_LABELS,
        tips.Extension: tips.EXTENSION_LABELS,
        tips.Resolution: tips.RESOLUTION_LABELS,
    }
    assert [[*kind] for kind in listed] == [[*labels] for labels in listed.values()]
