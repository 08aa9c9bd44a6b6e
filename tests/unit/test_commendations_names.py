"""A commendation names a person only where its decision does, and leads to no tip."""

import datetime
from typing import Any

import attrs
import pytest

from antq_core.errors import InputError
from antq_core.movement.authorities import Authority
from antq_core.movement.columns import Holds
from antq_core.movement.commendations import Commendation, CommendationForm, Publication, Recipient
from antq_core.movement.tables import TABLES

NAMED = Commendation(
    number="KT-0001",
    province="00",
    recipient=Recipient.INDIVIDUAL,
    organisation="Tổ dân phố giả định",
    role="Tổ trưởng",
    publication=Publication.NAMED,
    name="Người Mẫu (giả định)",
    level=Authority.PROVINCE_COMMITTEE,
    form=CommendationForm.CERTIFICATE_OF_MERIT,
    decision="15/QĐ-UBND",
    decided_on=datetime.date(2018, 8, 19),
)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"publication": Publication.NOT_NAMED}, [("record.only-when", "name")]),
        ({"publication": None}, [("record.needs", "publication")]),
        ({"recipient": Recipient.COLLECTIVE}, [("record.only-when", "name")]),
        ({"decision": None}, [("record.needs", "decision")]),
        (
            {"publication": Publication.NOT_NAMED, "decision": None},
            [("record.only-when", "name"), ("record.needs", "decision")],
        ),
    ],
)
def test_a_name_stands_only_where_the_decision_publishes_it(
    cells: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    with pytest.raises(InputError) as refused:
        attrs.evolve(NAMED, **cells)
    assert [(each.code, each.place) for each in refused.value.problems] == expected
    # What is refused is not repeated.
    assert "Người Mẫu" not in str(refused.value)


def test_without_a_name_nothing_is_asked_of_its_publication() -> None:
    nameless = attrs.evolve(NAMED, name=None, publication=Publication.NOT_NAMED, decision=None)
    assert nameless.role == "Tổ trưởng"


def test_no_commendation_leads_to_a_tip_and_no_tip_to_a_commendation() -> None:
    to = {
        table: {column.refers_to for column in kind.columns() if column.refers_to is not None}
        for table, kind in TABLES.items()
    }
    assert all("tips" not in reached for table, reached in to.items() if table != "tips")
    assert all("commendations" not in reached for reached in to.values())


def test_free_text_stands_only_in_commendations() -> None:
    free = {
        table
        for table, kind in TABLES.items()
        if any(column.holds is Holds.WORDS for column in kind.columns())
    }
    assert free == {"commendations"}
