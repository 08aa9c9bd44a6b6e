"""What a group of neighbouring households is to have: never guessed, and told by what is missing."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core.errors import InputError
from antq_core.movement.inter_household import KIND, conformity, conforms
from antq_core.movement.models import MovementModel
from antq_core.possible import Truths
from antq_core.testing.movement import records

WHOLE = MovementModel(
    number="MH-0001",
    province="00",
    kind=KIND,
    teams=1,
    households=8,
    with_extinguisher=8,
    with_breaking_tool=8,
    with_bell=8,
    with_two_buttons=8,
    bells_linked=True,
)
ASKED = (
    "households",
    "with_extinguisher",
    "with_breaking_tool",
    "with_bell",
    "with_two_buttons",
    "bells_linked",
)
GROUPS = records(
    MovementModel,
    {
        "kind": KIND,
        "teams": st.sampled_from([None, 1, 1, 2]),
        "households": st.none() | st.integers(3, 17),
    },
)


def changed(cells: dict[str, Any]) -> MovementModel:
    return attrs.evolve(WHOLE, **cells)


def sized(households: int) -> MovementModel:
    return changed(dict.fromkeys(ASKED[:-1], households))


def test_a_group_that_has_everything_conforms() -> None:
    assert conforms(WHOLE) is Truths.TRUE
    assert conformity(WHOLE).failing == () and conformity(WHOLE).open == ()


@pytest.mark.parametrize(
    ("households", "expected"),
    [(4, Truths.FALSE), (5, Truths.TRUE), (15, Truths.TRUE), (16, Truths.FALSE), (0, Truths.FALSE)],
)
def test_a_group_has_5_to_15_households(households: int, expected: Truths) -> None:
    assert conforms(sized(households)) is expected


@pytest.mark.parametrize(
    ("groups", "households", "expected"),
    [
        (2, 9, Truths.FALSE),
        (2, 10, Truths.EITHER),
        (2, 30, Truths.EITHER),
        (2, 31, Truths.FALSE),
        (None, 4, Truths.FALSE),
        (None, 10, Truths.EITHER),
        (None, 40, Truths.EITHER),
        (0, 0, Truths.FALSE),
    ],
)
def test_of_several_groups_only_their_sum_is_known(
    groups: int | None, households: int, expected: Truths
) -> None:
    assert conforms(attrs.evolve(sized(households), teams=groups)) is expected


@pytest.mark.parametrize("column", ASKED[1:])
def test_one_household_without_is_told(column: str) -> None:
    lacking = changed({column: False if column == "bells_linked" else 7})
    assert conforms(lacking) is Truths.FALSE
    assert [each.code for each in conformity(lacking).failing] == [column]


@pytest.mark.parametrize("column", ASKED)
def test_what_is_not_recorded_is_open(column: str) -> None:
    silent = changed({column: None})
    assert conforms(silent) is Truths.EITHER
    assert column in [each.code for each in conformity(silent).open]
    # What is surely missing stays so, whatever else is not recorded.
    assert conforms(attrs.evolve(silent, bells_linked=False)) is Truths.FALSE


@given(model=GROUPS, data=st.data())
def test_learning_never_widens(model: MovementModel, data: st.DataObject) -> None:
    learnt = data.draw(GROUPS)
    row = {
        name: learnt.row[name] if cell is None and name in (*ASKED, "teams") else cell
        for name, cell in model.row.items()
    }
    try:
        known = MovementModel.of_row(row)
    except InputError:
        return  # what was learnt is at odds with what was known
    before, after = conformity(model), conformity(known)
    assert after.holds.narrows(before.holds)
    for one, other in zip(before.conditions, after.conditions, strict=True):
        assert other.holds.narrows(one.holds)


@pytest.mark.parametrize("kind", ["camera", None])
def test_only_such_groups_are_held_to_the_rule(kind: str | None) -> None:
    with pytest.raises(InputError) as refused:
        conforms(attrs.evolve(WHOLE, kind=kind))
    assert [each.code for each in refused.value.problems] == ["household.other-kind"]
    assert refused.value.message("vi") and refused.value.message("en")
