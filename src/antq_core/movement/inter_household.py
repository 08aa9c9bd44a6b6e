"""What a group of neighbouring households (Tổ liên gia an toàn phòng cháy, chữa cháy) is to have.

5 to 15 neighbouring households in a group; each has at least one portable extinguisher, at least one breaking
tool, a bell on the ground floor and two buttons, one inside and one outside; the bells are linked. As the
press has it from the department for fire prevention (C07); the instrument itself could not be read.

A public fire-fighting point also has a condition, an alley of at least 50 m that no fire engine can enter.
No column holds how long an alley is, so nothing is said of it here.
"""

import attrs

from antq_core.errors import InputError, Problem
from antq_core.messages.text import Text
from antq_core.movement.models import MovementModel
from antq_core.possible import Truths, all_of

KIND = "inter_household"
FEWEST, MOST = 5, 15


@attrs.frozen(kw_only=True)
class Condition:
    """One thing that is asked, and whether it holds; open where what it asks of is not recorded."""

    code: str
    text: Text
    holds: Truths


@attrs.frozen
class Conformity:
    """Whether a group has all that is asked."""

    conditions: tuple[Condition, ...]

    @property
    def holds(self) -> Truths:
        """Whether every condition holds."""
        return all_of(each.holds for each in self.conditions)

    @property
    def failing(self) -> tuple[Condition, ...]:
        """The conditions that surely do not hold."""
        return tuple(each for each in self.conditions if each.holds is Truths.FALSE)

    @property
    def open(self) -> tuple[Condition, ...]:
        """The conditions of which it is not recorded whether they hold."""
        return tuple(each for each in self.conditions if each.holds is Truths.EITHER)


def conformity(model: MovementModel) -> Conformity:
    """Whether a group of neighbouring households has what it is to have, condition by condition.

    Raises `InputError` for a model that is recorded as one of another kind, or of none.
    """
    if model.kind != KIND:
        facts = {"number": model.number, "kind": model.kind or "–"}
        raise InputError([Problem("household.other-kind", ("kind",), facts)])
    every = [
        Condition(
            code="households",
            text=Text(
                vi=f"mỗi tổ có từ {FEWEST} đến {MOST} hộ", en=f"{FEWEST} to {MOST} households in each group"
            ),
            holds=_are_of_size(model.households, model.teams),
        ),
        *(
            Condition(code=code, text=text, holds=_all_have(getattr(model, code), model.households))
            for code, text in _OF_EACH_HOUSEHOLD.items()
        ),
        Condition(
            code="bells_linked",
            text=Text(vi="chuông liên thông giữa các hộ", en="the bells are linked"),
            holds=_truth(model.bells_linked),
        ),
    ]
    return Conformity(tuple(every))


def conforms(model: MovementModel) -> Truths:
    """Whether a group of neighbouring households has what it is to have. Raises as `conformity`."""
    return conformity(model).holds


_OF_EACH_HOUSEHOLD = {
    "with_extinguisher": Text(
        vi="mỗi hộ có ít nhất 1 bình chữa cháy xách tay", en="each household has an extinguisher"
    ),
    "with_breaking_tool": Text(
        vi="mỗi hộ có ít nhất 1 dụng cụ phá dỡ", en="each household has a breaking tool"
    ),
    "with_bell": Text(vi="mỗi hộ có 1 chuông ở tầng 1", en="each household has a bell on the ground floor"),
    "with_two_buttons": Text(
        vi="mỗi hộ có 2 nút ấn, trong và ngoài nhà", en="each household has two buttons, in and out"
    ),
}


def _are_of_size(households: int | None, groups: int | None) -> Truths:
    """Of several groups only the sum is recorded: they may be of the right size, or surely are not."""
    if households is not None and households < FEWEST:
        return Truths.FALSE
    if households is None or groups is None:
        return Truths.EITHER
    if not FEWEST * groups <= households <= MOST * groups:
        return Truths.FALSE
    return Truths.TRUE if groups == 1 else Truths.EITHER


def _all_have(having: int | None, households: int | None) -> Truths:
    return _truth(None if having is None or households is None else having >= households)


def _truth(known: bool | None) -> Truths:
    return Truths.EITHER if known is None else Truths.of(known)
