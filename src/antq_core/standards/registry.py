"""All standards at hand, and which of them hold for a unit at a date, or an error that says why."""

import datetime
import functools
from collections.abc import Iterable, Iterator, Sequence

import attrs

from antq_core.domain.provinces import province
from antq_core.domain.units import Unit, UnitKind, national_label
from antq_core.domain.windows import YEARS
from antq_core.errors import Problem, ProvinceError, SelectionError, StandardError, alike
from antq_core.messages.text import Text
from antq_core.standards.at_hand import (
    hold_together,
    kinds_added,
    kinds_declared_otherwise,
    refusals_of_replacing,
    schemes_going_round,
)
from antq_core.standards.schemes import declared_otherwise
from antq_core.standards.stack import BrokenPlugin, LeftOutPlugin, Source, Stack
from antq_core.standards.standard import NATIONAL, Standard
from antq_core.standards.supplied import Held, Supplied, misfit, side_by_side, stacked

SAFETY = "antt-safety"
"""The scheme of the standard "An toàn về an ninh, trật tự"."""

MOST_KEPT = 4096
"""So many selections a registry remembers."""


@attrs.frozen
class Registry:
    """The standards that were loaded, and the plugins that were not. A value: nothing is global.

    `left_out` are plugins that the caller did not let in; `set_aside` are standards that were loaded and
    that the caller chose not to apply.
    """

    supplied: tuple[Supplied, ...] = ()
    broken: tuple[BrokenPlugin, ...] = ()
    left_out: tuple[LeftOutPlugin, ...] = ()
    set_aside: tuple[Supplied, ...] = ()

    @classmethod
    def of(cls, standards: Iterable[Standard]) -> "Registry":
        """A registry of standards at hand, without plugins."""
        return cls(tuple(Supplied(standard) for standard in standards))

    @functools.cached_property
    def schemes(self) -> tuple[str, ...]:
        """The schemes of which any standard is at hand, sorted."""
        return tuple(sorted({each.standard.scheme for each in self.supplied}))

    def select(
        self,
        unit: Unit,
        year: int,
        decided_on: datetime.date | None = None,
        *,
        scheme: str = SAFETY,
    ) -> Stack:
        """The standards that hold for a unit in a year, with those of other schemes beside them.

        For a kind of unit that its province added, the national standard is that for the kind it counts
        as. Where it counts as none, the provincial standard stands alone.

        Where the plugin of the unit's province is broken or was left out, the stack says so, and what
        the province adds is unknown. A plugin that was left out no longer counts where another was let
        in for the same province.

        Raises `SelectionError` when there is not exactly one national standard and at most one
        provincial; the problem names every candidate and its distribution. Raises `ProvinceError` when
        the province's code is not valid at the date of decision.
        """
        key = (scheme, unit.kind, unit.province, year, decided_on)
        found = self._kept.get(key)
        if found is None:
            found = self._selected(unit, year, decided_on, scheme)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = found
        return found

    def national(
        self, unit: Unit, year: int, decided_on: datetime.date | None = None, *, scheme: str = SAFETY
    ) -> Stack:
        """The national standard for a unit whose province cannot be told.

        What its province adds is unknown, so nothing is met by it. It serves to find what else is wrong
        with a dossier whose code of a province is wrong. Raises `SelectionError`.
        """
        national = self._only(NATIONAL, unit.kind, year, decided_on, scheme)
        if national is None:
            raise SelectionError([self._nothing(unit, year, decided_on, scheme)])
        unheard = LeftOutPlugin(jurisdiction=f"{NATIONAL}-{unit.province}", source=Source())
        return stacked(national, None, left_out=(unheard,))

    def counts_as(self, unit: Unit) -> str | None:
        """The national kind that the kind of a unit counts as; None where it counts as none.

        A kind that nobody has declared counts as itself.
        """
        declared = self._added.get((f"{NATIONAL}-{unit.province}", unit.kind))
        return unit.kind if declared is None else declared.counts_as

    def added_kinds(self, jurisdiction: str) -> tuple[UnitKind, ...]:
        """The kinds of unit that a jurisdiction adds."""
        return tuple(kind for (of, _), kind in self._added.items() if of == jurisdiction)

    def kind_label(self, kind: str, jurisdiction: str) -> Text:
        """What people of a jurisdiction call a kind of unit; its code where nobody has said."""
        declared = self._added.get((jurisdiction, kind))
        label = national_label(kind) if declared is None else declared.label
        return label if label is not None else Text(vi=kind, en=kind)

    def faults(self) -> tuple[BrokenPlugin, ...]:
        """The plugins that cannot be used, and those with a standard that does not fit the others at hand.

        A provincial standard must fit upon every national one that it meets: of the same scheme, for a
        kind of unit that both hold for, on a day on which both are in force.
        """
        misfits: list[BrokenPlugin] = []
        for each in (one for one in self.supplied if not one.standard.is_national):
            for beneath in self._beneath(each.standard):
                if (found := misfit(beneath, each)) is not None and found not in misfits:
                    misfits.append(found)
        standards = [each.standard for each in self.supplied]
        for each in self.supplied:
            problems = [*refusals_of_replacing(each.standard, standards)]
            problems += kinds_declared_otherwise(each.standard, standards)
            misfits += [each.broken_by(problems)] if problems else []
        return (*self.broken, *misfits, *self.conflicts())

    def conflicts(self) -> Iterator[BrokenPlugin]:
        """The plugins with a standard that cannot stand beside one of another scheme.

        It declares a name otherwise, or closes a circle of schemes that ask for each other's verdict.
        """
        standards = [each.standard for each in self.supplied]
        for each in self.supplied:
            if problems := [*self._declared_otherwise(each)]:
                yield each.broken_by(problems)
        for group in self._by_jurisdiction.values():
            if problems := list(schemes_going_round([each.standard for each in group], standards)):
                yield group[-1].broken_by(problems)  # it may be what closed the circle

    # --- selecting ---

    def _selected(self, unit: Unit, year: int, decided_on: datetime.date | None, scheme: str) -> Stack:
        if year not in YEARS:
            facts = {"year": year, "first": YEARS.start, "last": YEARS.stop - 1}
            raise SelectionError([Problem("dossier.year", ("year",), facts)])
        stack = self._in_scheme(unit, year, decided_on, scheme)
        if stack is None:
            raise SelectionError([self._nothing(unit, year, decided_on, scheme)])
        return self._beside(stack, unit, year, decided_on or stack.decided_on.in_year(year))

    def _in_scheme(
        self, unit: Unit, year: int, decided_on: datetime.date | None, scheme: str
    ) -> Stack | None:
        """The standards of one scheme that hold for a unit; None where there are none."""
        jurisdiction = f"{NATIONAL}-{unit.province}"
        added, counts_as = self._added.get((jurisdiction, unit.kind)), self.counts_as(unit)
        national = provincial = None
        if counts_as is None:
            provincial = self._only(jurisdiction, unit.kind, year, decided_on, scheme)
        else:
            national = self._only(NATIONAL, counts_as, year, decided_on, scheme)
        leading = national or provincial
        if leading is None:
            return None
        day = decided_on or _default_day(leading.standard, year)
        _refuse_unknown_province(unit, day)
        if national is not None:
            provincial = self._only(jurisdiction, unit.kind, year, day, scheme)
        aside = _holding(self.set_aside, jurisdiction, unit.kind, scheme) if provincial is None else ()
        return stacked(
            national,
            provincial,
            added=() if added is None else (added,),
            broken=tuple(each for each in self.broken if each.jurisdiction == jurisdiction),
            left_out=self._not_heard(jurisdiction),
            set_aside=tuple(each.standard.id for each in aside if each.standard.is_in_force(day)),
            without_standard=self._without_standard(jurisdiction) if provincial is None else (),
        )

    def _beside(self, stack: Stack, unit: Unit, year: int, day: datetime.date) -> Stack:
        """A stack with those of the other schemes; what is wrong with one of these never harms it."""
        beside: tuple[Stack, ...] = ()
        unusable: list[str] = []
        for scheme in self.schemes:
            if scheme == stack.scheme:
                continue
            try:
                other = self._in_scheme(unit, year, day, scheme)
                if other is not None:
                    side_by_side(stack, (*beside, other))
                    beside = (*beside, other)
            except (SelectionError, StandardError):
                unusable.append(scheme)
        return side_by_side(stack, beside, tuple(unusable)) if beside or unusable else stack

    def _only(
        self, jurisdiction: str, kind: str, year: int, day: datetime.date | None, scheme: str
    ) -> Supplied | None:
        found = [
            each.supplied
            for each in self._held.get((jurisdiction, scheme, kind), ())
            if each.holds_on(day or _default_day(each.supplied.standard, year))
        ]
        if len(found) > 1:
            facts = {"kind": kind, "candidates": _named(found)}
            raise SelectionError([Problem("selection.several", (), facts)])
        return found[0] if found else None

    def _not_heard(self, jurisdiction: str) -> tuple[LeftOutPlugin, ...]:
        """What was left out of a jurisdiction, unless another plugin was let in for it."""
        if jurisdiction in self._heard:
            return ()
        return tuple(each for each in self.left_out if each.jurisdiction == jurisdiction)

    def _without_standard(self, jurisdiction: str) -> tuple[str, ...]:
        """The plugins that speak for a jurisdiction, whose standards are for other units or other days."""
        heard = self._by_jurisdiction.get(jurisdiction, ())
        names = (each.source.label if each.source.distribution else each.standard.id for each in heard)
        return tuple(dict.fromkeys(names))

    def _nothing(self, unit: Unit, year: int, day: datetime.date | None, scheme: str) -> Problem:
        jurisdiction, counts_as = f"{NATIONAL}-{unit.province}", self.counts_as(unit)
        known = {kind for each in self.supplied if each.standard.is_national for kind in each.standard.kinds}
        if known and counts_as is not None and counts_as not in known:
            return self._unknown_kind(unit.kind, sorted(known), jurisdiction)
        leading = jurisdiction if counts_as is None else NATIONAL
        candidates = _holding(self.supplied, leading, counts_as or unit.kind, scheme)
        facts = {
            "kind": unit.kind if counts_as in (None, unit.kind) else f"{unit.kind} ({counts_as})",
            "scheme": scheme,
            "day": day or year,
            "candidates": _named(candidates),
            "broken": _labels(self.broken),
            "left_out": _labels((*self._not_heard(NATIONAL), *self._not_heard(jurisdiction))),
        }
        return Problem("selection.none-alone" if counts_as is None else "selection.none", (), facts)

    def _unknown_kind(self, kind: str, national: Sequence[str], jurisdiction: str) -> Problem:
        """That a kind is not known; it may be one that a plugin adds which is not heard."""
        known = [*national, *(code for of, code in self._added if of == jurisdiction)]
        facts = {
            "kind": kind,
            "near": alike(kind, known),
            "known": ", ".join(known),
            "broken": _labels(each for each in self.broken if each.jurisdiction in (NATIONAL, jurisdiction)),
            "left_out": _labels((*self._not_heard(NATIONAL), *self._not_heard(jurisdiction))),
        }
        return Problem("unit.unknown-kind", ("unit", "kind"), facts)

    # --- what is at hand ---

    @functools.cached_property
    def _kept(self) -> dict[tuple[str, str, str, int, datetime.date | None], Stack]:
        """Selections so far: the same question comes with every dossier."""
        return {}

    @functools.cached_property
    def _held(self) -> dict[tuple[str, str, str], tuple[Held, ...]]:
        """The standards by jurisdiction, scheme and kind of unit."""
        found: dict[tuple[str, str, str], list[Supplied]] = {}
        for each in self.supplied:
            for kind in each.standard.kinds:
                place = (each.standard.jurisdiction, each.standard.scheme, kind)
                if self._leads_where_it_must(each.standard, kind):
                    found.setdefault(place, []).append(each)
        return {place: tuple(Held.among(each, group) for each in group) for place, group in found.items()}

    def _leads_where_it_must(self, standard: Standard, kind: str) -> bool:
        """A kind that counts as no national one is spoken of only by a standard that stands alone."""
        declared = self._added.get((standard.jurisdiction, kind))
        return declared is None or declared.counts_as is not None or standard.stands_alone

    @functools.cached_property
    def _added(self) -> dict[tuple[str, str], UnitKind]:
        """The kinds that provinces add, by jurisdiction and code; what is set aside may still name a kind."""
        return kinds_added(each.standard for each in (*self.supplied, *self.set_aside))

    @functools.cached_property
    def _by_jurisdiction(self) -> dict[str, tuple[Supplied, ...]]:
        found: dict[str, tuple[Supplied, ...]] = {}
        for each in self.supplied:
            found[each.standard.jurisdiction] = (*found.get(each.standard.jurisdiction, ()), each)
        return found

    @functools.cached_property
    def _heard(self) -> frozenset[str]:
        """The jurisdictions for which some plugin was let in."""
        spoke = (each.standard.jurisdiction for each in (*self.supplied, *self.set_aside))
        return frozenset((*spoke, *(each.jurisdiction for each in self.broken)))

    def _beneath(self, provincial: Standard) -> Iterator[Supplied | None]:
        """The national standards upon which a provincial one may stand; None where it stands alone."""
        if provincial.stands_alone:
            yield None
        for each in self._by_jurisdiction.get(NATIONAL, ()):
            same = each.standard.scheme == provincial.scheme
            if same and self._may_meet(each.standard, provincial):
                yield each

    def _may_meet(self, one: Standard, other: Standard) -> bool:
        """Whether two standards may hold for one unit on one day, given that some have been replaced."""
        first = max(one.in_force_from, other.in_force_from)
        last = min(self._last_days.get(each, datetime.date.max) for each in (one, other))
        return first <= last and hold_together(one, other, self._added)

    @functools.cached_property
    def _last_days(self) -> dict[Standard, datetime.date]:
        """The last day on which each standard holds for any kind of unit."""
        found: dict[Standard, datetime.date] = {}
        for held in (held for group in self._held.values() for held in group):
            standard = held.supplied.standard
            found[standard] = max(held.last, found.get(standard, held.last))
        return found

    def _declared_otherwise(self, supplied: Supplied) -> Iterator[Problem]:
        """The names that a standard declares otherwise than one of another scheme for the same units.

        Of two, it is told of the provincial one, or else of the one that comes later.
        """
        standard = supplied.standard
        earlier = True
        for each in self.supplied:
            earlier = earlier and each is not supplied
            other = each.standard
            mine = earlier if standard.is_national is other.is_national else other.is_national
            if mine and other.scheme != standard.scheme and self._may_meet(standard, other):
                for name in declared_otherwise(other, standard):
                    facts = {"name": name, "id": standard.id, "other": other.id}
                    yield Problem("standard.declared-otherwise", (), facts)


def _refuse_unknown_province(unit: Unit, day: datetime.date) -> None:
    """Refuse a code that is no province's on a day, with the place of the code in a dossier."""
    try:
        province(unit.province, day)
    except ProvinceError as error:
        raise ProvinceError(each.under("unit", "province") for each in error.problems) from None


def _holding(supplied: Iterable[Supplied], jurisdiction: str, kind: str, scheme: str) -> Iterator[Supplied]:
    for each in supplied:
        standard = each.standard
        if (standard.jurisdiction, standard.scheme) == (jurisdiction, scheme) and kind in standard.kinds:
            yield each


def _default_day(standard: Standard, year: int) -> datetime.date:
    assert standard.decided_on is not None  # only standards that lead are asked without a day
    return standard.decided_on.in_year(year)


def _labels(plugins: Iterable[BrokenPlugin | LeftOutPlugin]) -> str:
    return ", ".join(each.source.label for each in plugins) or "–"


def _named(candidates: Iterable[Supplied]) -> str:
    return (
        ", ".join(
            f"{each.standard.id} [{each.standard.in_force_from} – {each.standard.in_force_to or '…'}; "
            f"{each.source.label}]"
            for each in candidates
        )
        or "–"
    )
