"""Units (đơn vị) as the movement's records know them: which there were, of what kind, where and when.

They have no names: whom a number stands for is known where the records are kept.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from antq_core.domain.units import NATIONAL_KIND_LABELS, NATIONAL_KINDS, UnitKind
from antq_core.errors import InputError, Problem
from antq_core.messages.text import Text
from antq_core.movement import columns
from antq_core.movement.model_kinds import refusals_of_code
from antq_core.movement.record import MovementRecord
from antq_core.movement.rules import InOrder, ProvinceOn, Rule


@attrs.frozen(kw_only=True)
class RegisteredUnit(MovementRecord):
    """One unit, from the day `since` to the day `until`; `continues` is its number before a merger."""

    table: ClassVar[str] = "units"
    label: ClassVar[Text] = Text(vi="đơn vị", en="unit")
    key: ClassVar[tuple[str, ...]] = ("province", "number")
    dated_by: ClassVar[str | None] = "since"
    rules: ClassVar[tuple[Rule, ...]] = (
        ProvinceOn(province="province", on="since"),
        InOrder(earlier="since", later="until"),
    )

    number: str = columns.number(Text(vi="mã đơn vị", en="number of the unit"))
    province: str = columns.province(Text(vi="mã tỉnh", en="province"), required=True)
    commune: str | None = columns.commune(Text(vi="mã xã", en="commune"))
    kind: str | None = columns.kind("unit_kinds", Text(vi="loại đơn vị", en="kind of unit"))
    since: datetime.date | None = columns.day(Text(vi="từ ngày", en="since"))
    until: datetime.date | None = columns.day(Text(vi="đến ngày", en="until"))
    continues: str | None = columns.reference("units", Text(vi="tiếp theo đơn vị", en="continues the unit"))


def unit_kinds(added: Iterable[UnitKind] = ()) -> Mapping[str, UnitKind]:
    """The national kinds of unit with those that a province adds, by code.

    Raises `InputError` with every added kind whose code is no code or is taken, or which counts as what is
    no national kind.
    """
    found = {kind.code: kind for kind in NATIONAL_KINDS}
    problems: list[Problem] = []
    for position, kind in enumerate(added):
        problems += [each.under(position) for each in refusals_of_code(kind.code, found)]
        if kind.counts_as is not None and kind.counts_as not in NATIONAL_KIND_LABELS:
            facts = {"found": kind.counts_as, "known": ", ".join(each.code for each in NATIONAL_KINDS)}
            problems.append(Problem("kind.counts-as", (position, "counts_as"), facts))
        found.setdefault(kind.code, kind)
    if problems:
        raise InputError(problems)
    return found
