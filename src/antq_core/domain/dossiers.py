"""The dossier (hồ sơ): everything stated about one unit for one year."""

import datetime
import types
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import UNKNOWN, Stated
from antq_core.domain.units import Unit
from antq_core.domain.windows import YEARS
from antq_core.errors import InputError, Problem
from antq_core.expressions.tree import Measure
from antq_core.possible import Interval


def _frozen(mapping: Mapping[str, Any]) -> Mapping[str, Any]:
    return types.MappingProxyType(dict(mapping))


@attrs.frozen(kw_only=True)
class Evidence:
    """A document that shows a fact. It carries no text of its own and no person's name."""

    document: str
    issued_on: datetime.date | None = None
    issued_by: str | None = None


@attrs.frozen(kw_only=True)
class Dossier:
    """One unit and one year.

    Three sheets: `claimed` by the unit (tự khai), `verified` by the appraiser (thẩm định), and
    `last_year`, which for a unit formed by a merger holds the sums of its predecessors. `records` are
    lists by name, `evidence` documents by the name of the fact that they show. The date of decision
    fixes the standard and the validity of codes.

    Raises `InputError` with everything that contradicts itself: a part above its whole, a day outside
    its year, a list that claims to be complete on nobody's word.
    """

    unit: Unit
    year: int
    claimed: FactSheet = attrs.field(factory=FactSheet)
    verified: FactSheet = attrs.field(factory=FactSheet)
    last_year: FactSheet = attrs.field(factory=FactSheet)
    records: Mapping[str, RecordList] = attrs.field(factory=dict, converter=_frozen)
    evidence: Mapping[str, tuple[Evidence, ...]] = attrs.field(factory=dict, converter=_frozen)
    decision_date: datetime.date | None = None

    def __attrs_post_init__(self) -> None:
        problems = list(self._year_refusals())
        if not problems:  # a day has a range only in a year that there is
            problems = [*self._sheet_refusals(), *self._list_refusals()]
        if problems:
            raise InputError(problems)

    def sheet(self, basis: Basis) -> FactSheet:
        """The sheet of one basis."""
        return self.claimed if basis is Basis.CLAIMED else self.verified

    def _year_refusals(self) -> Iterator[Problem]:
        if self.year not in YEARS:
            facts = {"year": self.year, "first": YEARS.start, "last": YEARS.stop - 1}
            yield Problem("dossier.year", ("year",), facts)

    def _sheet_refusals(self) -> Iterator[Problem]:
        for name, year in (("claimed", self.year), ("verified", self.year), ("last_year", self.year - 1)):
            sheet: FactSheet = getattr(self, name)
            for declaration in sheet.facts():
                for problem in _refusals_of_fact(sheet, declaration, year):
                    yield problem.under(name)

    def _list_refusals(self) -> Iterator[Problem]:
        for name, records in self.records.items():
            for declaration in {type(item).declaration for item in records.items}:
                if declaration.name != name:
                    yield Problem("records.wrong-list", ("records", name), {"name": declaration.name})
                for problem in records.refusals(declaration):
                    yield problem.under("records", name)


def proven_dossier(
    *,
    unit: Unit,
    year: int,
    claimed: FactSheet,
    verified: FactSheet,
    last_year: FactSheet,
    records: dict[str, RecordList],
    evidence: dict[str, tuple[Evidence, ...]],
    decision_date: datetime.date | None,
) -> Dossier:
    """A dossier of parts that `Dossier` would refuse none of; it keeps the two mappings as its own.

    Only for what reads a form in which that is proven already: nothing is checked.
    """
    made = object.__new__(Dossier)
    _put_unit(made, unit)
    _put_year(made, year)
    _put_claimed(made, claimed)
    _put_verified(made, verified)
    _put_last_year(made, last_year)
    _put_records(made, types.MappingProxyType(records) if records else _NOTHING)
    _put_evidence(made, types.MappingProxyType(evidence) if evidence else _NOTHING)
    _put_decision_date(made, decision_date)
    return made


_NOTHING: Mapping[str, Any] = types.MappingProxyType({})
# The slots themselves, in their order: a frozen class refuses, and to go around it by name is slow.
(
    _put_unit,
    _put_year,
    _put_claimed,
    _put_verified,
    _put_last_year,
    _put_records,
    _put_evidence,
    _put_decision_date,
) = (getattr(Dossier, each.name).__set__ for each in attrs.fields(Dossier))


def _refusals_of_fact(sheet: FactSheet, declaration: FactDeclaration, year: int) -> Iterator[Problem]:
    stated = sheet.value(declaration.name)
    if isinstance(stated, datetime.date) and declaration.measure is Measure.DAY:
        days = declaration.days(year)
        if stated.toordinal() not in days:
            first, last = (datetime.date.fromordinal(day) for day in (days.lo, days.hi))
            facts = {"label": declaration.label, "found": stated, "first": first, "last": last}
            yield Problem("value.outside-year", (declaration.name,), facts)
    if declaration.no_more_than is not None:
        yield from _part_above_whole(sheet, declaration, declaration.no_more_than)


def _part_above_whole(sheet: FactSheet, part: FactDeclaration, whole_name: str) -> Iterator[Problem]:
    stated, most = _number(sheet.value(part.name)), _number(sheet.value(whole_name))
    if stated is None or most is None or stated.lo <= most.hi:
        return
    whole = sheet.declared[whole_name]
    facts = {"label": part.label, "found": stated.lo, "whole": whole.label, "most": most.hi}
    exact = stated.lo == stated.hi and most.lo == most.hi
    yield Problem("value.part-above-whole" if exact else "value.range-above-whole", (part.name,), facts)


def _number(stated: Stated) -> Interval | None:
    if isinstance(stated, Interval):
        return stated
    if stated is UNKNOWN or not isinstance(stated, int):
        return None
    return Interval.exactly(stated)
