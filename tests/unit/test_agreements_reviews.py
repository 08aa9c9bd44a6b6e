"""Agreements and their reviews: what must hold between the cells of one."""

import datetime
from typing import Any

import pytest

from antq_core.errors import InputError
from antq_core.movement.agreements import Agreement, AgreementKind, AgreementReview
from antq_core.movement.authorities import Authority


def day(year: int) -> datetime.date:
    return datetime.date(year, 6, 1)


def agreement(**cells: Any) -> Agreement:
    stated = {
        "number": "PH-0001",
        "province": "00",
        "kind": AgreementKind.JOINT_RESOLUTION,
        "document": "1/NQLT-BCA",
        "first_party": Authority.PROVINCE_POLICE,
        "second_party": Authority.OTHER_AUTHORITY,
        "parties": 3,
        "signed_on": day(2018),
        "in_force_from": day(2019),
        "in_force_to": day(2023),
    }
    return Agreement(**{**stated, **cells})


def refused(build: Any) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        build()
    return [(each.code, each.place) for each in error.value.problems]


def test_an_agreement_may_come_into_force_before_it_is_signed_but_does_not_end_before() -> None:
    assert agreement(in_force_from=day(2017)).in_force_from == day(2017)
    assert refused(lambda: agreement(in_force_from=None, in_force_to=day(2017))) == [
        ("record.out-of-order", "in_force_to")
    ]
    assert agreement(in_force_from=None, in_force_to=None).parties == 3


def test_an_agreement_has_two_parties_or_more() -> None:
    assert refused(lambda: agreement(parties=1)) == [("record.bounds", "parties")]


def test_no_more_tasks_are_done_than_were_planned() -> None:
    review = AgreementReview(agreement="PH-0001", on=day(2020), tasks_planned=5, tasks_done=5)
    assert review.tasks_done == 5
    assert AgreementReview(agreement="PH-0001", on=day(2020), tasks_done=6).tasks_planned is None
    assert refused(
        lambda: AgreementReview(agreement="PH-0001", on=day(2020), tasks_planned=5, tasks_done=6)
    ) == [("record.part-above-whole", "tasks_done")]
