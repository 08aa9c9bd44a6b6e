"""Deciding many dossiers, one by one, by functions whose source is generated from the standards."""

import datetime
import types
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import attrs

from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis
from antq_core.evaluation.admission import counted_children, refuse_misfit, settle_readings
from antq_core.findings.assessments import Assessment, Standing
from antq_core.generated.feeding import Form
from antq_core.generated.making import Asked, Children, Deciding, made_function
from antq_core.generated.values import Decision, Explanation
from antq_core.possible import Interval
from antq_core.standards.stack import Stack

NOBODY: Children = types.MappingProxyType({})
Key = tuple[int, str, type, type, type]


class Decider:
    """The standards of a stack, made ready to decide dossiers one by one.

    It says of a dossier what `assess` says, in values instead of sentences, and many times as fast. What it
    generates, a function for each year and form of dossier, it generates when first asked, which takes some
    thousandths of a second.

    Args:
        stack: the standards that hold for the dossiers, as `Registry.select` finds them.
        readings: an option for each reading to settle; every other one stays open.
        basis: whose word counts; on `Basis.VERIFIED` what is only claimed is unknown.
        as_of: the day of decision of dossiers that state none; else the standard's own default.

    Raises:
        ReadingError: a reading or option that does not exist, or one that the province has pinned otherwise.
        StandardError: a number of the standards could run over 64 bits.
    """

    def __init__(
        self,
        stack: Stack,
        *,
        readings: Mapping[str, str] | None = None,
        basis: Basis = Basis.VERIFIED,
        as_of: datetime.date | None = None,
    ) -> None:
        settle_readings(stack, readings or {})
        self._asked = Asked(stack=stack, basis=basis, readings=dict(readings or {}), as_of=as_of)
        self._made: dict[tuple[Form, bool], Deciding] = {}
        # For dossiers of these classes of sheets, of this year and kind, all is known to fit beforehand.
        self._decides: dict[Key, _Ready] = {}
        self._explains: dict[Key, _Ready] = {}
        self._is_verified = basis is Basis.VERIFIED

    def verdict(self, dossier: Dossier, children: Iterable[Assessment | Standing] = ()) -> Decision:
        """The verdict on a dossier, with its points and grades; `children` as `assess` takes them.

        Raises what `assess` raises: `InputError` and `SelectionError` for a dossier that the standards do
        not fit, and `InputError` for children that are of another scheme, basis or year.
        """
        sheet = dossier.verified if self._is_verified else dossier.claimed
        others = dossier.claimed if self._is_verified else dossier.verified
        key = (
            dossier.year,
            dossier.unit.kind,
            sheet.__class__,
            others.__class__,
            dossier.last_year.__class__,
        )
        ready = self._decides.get(key)
        found: Decision
        if ready is None or children or dossier.decision_date is not None or dossier.records:
            found = self._with_care(dossier, key, children, explained=False)
            return found
        if_all_is_stated, otherwise, all_facts = ready
        try:
            found = (if_all_is_stated if len(sheet.stated) == all_facts else otherwise)(dossier, NOBODY)
        except (TypeError, AttributeError):  # what is an interval cannot be compared as a number
            found = self._with_intervals(dossier, NOBODY, explained=False)
        return found

    def explained(self, dossier: Dossier, children: Iterable[Assessment | Standing] = ()) -> Explanation:
        """The same, with every finding and every item. Raises what `verdict` raises."""
        sheet = dossier.verified if self._is_verified else dossier.claimed
        others = dossier.claimed if self._is_verified else dossier.verified
        key = (
            dossier.year,
            dossier.unit.kind,
            sheet.__class__,
            others.__class__,
            dossier.last_year.__class__,
        )
        ready = self._explains.get(key)
        found: Explanation
        if ready is None or children or dossier.decision_date is not None or dossier.records:
            found = self._with_care(dossier, key, children, explained=True)
            return found
        if_all_is_stated, otherwise, all_facts = ready
        try:
            found = (if_all_is_stated if len(sheet.stated) == all_facts else otherwise)(dossier, NOBODY)
        except (TypeError, AttributeError):  # what is an interval cannot be compared as a number
            found = self._with_intervals(dossier, NOBODY, explained=True)
        return found

    def _with_care(
        self, dossier: Dossier, key: Key, children: Iterable[Assessment | Standing], *, explained: bool
    ) -> Any:
        """The same for any dossier; what its like need not be asked again is kept."""
        stack, as_of = self._asked.stack, self._asked.as_of
        today = dossier.decision_date or as_of or stack.decided_on.in_year(dossier.year)
        refuse_misfit(dossier, stack, today)
        verdicts = self._verdicts(dossier, children)
        decide = self._function(_form(dossier), explained=explained)
        if dossier.decision_date is None and not dossier.records and self._all_declared(dossier):
            declared = frozenset(type(dossier.sheet(self._asked.basis)).declared)
            full = self._function(attrs.evolve(_form(dossier), stated=declared), explained=explained)
            ready = self._explains if explained else self._decides
            ready[key] = _Ready(full if declared else decide, decide, len(declared))
        try:
            return decide(dossier, verdicts)
        except (TypeError, AttributeError):  # as above
            return self._with_intervals(dossier, verdicts, explained=explained)

    def _verdicts(self, dossier: Dossier, children: Iterable[Assessment | Standing]) -> Children:
        standings = [each if isinstance(each, Standing) else each.standing for each in children]
        if not standings:
            return NOBODY
        counted = counted_children(dossier, self._asked.basis, self._asked.stack, standings)
        return {name: child.possible for name, child in counted.items()}

    def _all_declared(self, dossier: Dossier) -> bool:
        """Whether the classes of the sheets have refused already all that the standards would refuse."""
        known = self._asked.stack.dossier_fact
        return all(
            known.get(name) == declaration
            for sheet in (dossier.claimed, dossier.verified, dossier.last_year)
            for name, declaration in type(sheet).declared.items()
        )

    def _with_intervals(self, dossier: Dossier, children: Children, *, explained: bool) -> Any:
        """The same for a dossier that states a number within bounds. Raises again where none does."""
        if not _states_intervals(dossier):
            raise  # noqa: PLE0704 - called where an error was caught, which had another cause then
        return self._function(_form(dossier, with_intervals=True), explained=explained)(dossier, children)

    def _function(self, form: Form, *, explained: bool) -> Deciding:
        key = (form, explained)
        if key not in self._made:
            self._made[key] = made_function(self._asked, form, explained=explained)
        return self._made[key]


class _Ready(NamedTuple):
    """What is called for dossiers of one class: one function where a sheet states all, one for the others."""

    if_all_is_stated: Deciding
    otherwise: Deciding
    all_facts: int


def _form(dossier: Dossier, *, with_intervals: bool = False) -> Form:
    return Form(
        year=dossier.year,
        with_intervals=with_intervals,
        with_day=dossier.decision_date is not None,
        with_records=bool(dossier.records),
    )


def _states_intervals(dossier: Dossier) -> bool:
    sheets = (dossier.verified, dossier.claimed, dossier.last_year)
    records = (each for listed in dossier.records.values() for each in listed.items)
    return any(isinstance(value, Interval) for each in (*sheets, *records) for value in each.stated.values())
