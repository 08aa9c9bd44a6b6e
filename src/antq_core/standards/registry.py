"""All standards at hand, and which of them hold for a unit at a date, or an error that says why."""

import datetime
import functools
from collections.abc import Iterable, Iterator

import attrs

from antq_core.domain.provinces import REORGANISED_ON, changes_meaning, province
from antq_core.domain.units import NationalKind, Unit
from antq_core.domain.windows import YEARS
from antq_core.errors import Problem, ProvinceError, SelectionError, StandardError
from antq_core.messages.text import LOCALES
from antq_core.standards.failures import failure
from antq_core.standards.stack import BrokenPlugin, LeftOutPlugin, Source, Stack
from antq_core.standards.standard import NATIONAL, Standard

SAFETY = "antt-safety"
"""The scheme of the standard "An toàn về an ninh, trật tự"."""


@attrs.frozen
class Supplied:
    """A standard and the distribution that supplied it."""

    standard: Standard
    source: Source = attrs.field(factory=Source)


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

    def select(
        self,
        unit: Unit,
        year: int,
        decided_on: datetime.date | None = None,
        *,
        scheme: str = SAFETY,
    ) -> Stack:
        """The standards that hold for a unit in a year.

        Where the plugin of the unit's province is broken or was left out, the stack says so, and what
        the province adds is unknown. A plugin that was left out no longer counts where another was let
        in for the same province.

        Raises `SelectionError` when there is not exactly one national standard and at most one
        provincial; the problem names every candidate and its distribution. Raises `ProvinceError` when
        the province's code is not valid at the date of decision.
        """
        if year not in YEARS:
            facts = {"year": year, "first": YEARS.start, "last": YEARS.stop - 1}
            raise SelectionError([Problem("dossier.year", ("year",), facts)])
        national = self._only(NATIONAL, unit.kind, year, decided_on, scheme)
        if national is None:
            raise SelectionError([self._nothing(unit, year, decided_on, scheme)])
        day = decided_on or _default_day(national.standard, year)
        _refuse_unknown_province(unit, day)
        jurisdiction = f"{NATIONAL}-{unit.province}"
        provincial = self._only(jurisdiction, unit.kind, year, day, scheme)
        aside = _holding(self.set_aside, jurisdiction, unit.kind, scheme) if provincial is None else ()
        return _stacked(
            national,
            provincial,
            broken=tuple(each for each in self.broken if each.jurisdiction == jurisdiction),
            left_out=self._not_heard(jurisdiction),
            set_aside=tuple(each.standard.id for each in aside if each.standard.is_in_force(day)),
            without_standard=self._without_standard(jurisdiction) if provincial is None else (),
        )

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
        return _stacked(national, None, left_out=(unheard,))

    def faults(self) -> tuple[BrokenPlugin, ...]:
        """The plugins that cannot be used, and those with a standard that does not fit.

        A provincial standard must fit upon every national one that it meets: of the same scheme, for a
        kind of unit that both hold for, on a day on which both are in force.
        """
        misfits: list[BrokenPlugin] = []
        for each in (one for one in self.supplied if not one.standard.is_national):
            for national in (one for one in self.supplied if one.standard.is_national):
                if hold_together(national.standard, each.standard):
                    misfits += [found for found in _stacked(national, each).broken if found not in misfits]
        return (*self.broken, *misfits)

    def _not_heard(self, jurisdiction: str) -> tuple[LeftOutPlugin, ...]:
        """What was left out of a jurisdiction, unless another plugin was let in for it."""
        heard = {each.standard.jurisdiction for each in (*self.supplied, *self.set_aside)}
        heard |= {each.jurisdiction for each in self.broken}
        if jurisdiction in heard:
            return ()
        return tuple(each for each in self.left_out if each.jurisdiction == jurisdiction)

    def _without_standard(self, jurisdiction: str) -> tuple[str, ...]:
        """The plugins that speak for a jurisdiction, whose standards are for other units or other days."""
        heard = (each for each in self.supplied if each.standard.jurisdiction == jurisdiction)
        names = (each.source.label if each.source.distribution else each.standard.id for each in heard)
        return tuple(dict.fromkeys(names))

    def _only(
        self, jurisdiction: str, kind: str, year: int, day: datetime.date | None, scheme: str
    ) -> Supplied | None:
        found = [
            each
            for each in _holding(self.supplied, jurisdiction, kind, scheme)
            if each.standard.is_in_force(day or _default_day(each.standard, year))
        ]
        if len(found) > 1:
            facts = {"kind": kind, "candidates": _named(found)}
            raise SelectionError([Problem("selection.several", (), facts)])
        return found[0] if found else None

    def _nothing(self, unit: Unit, year: int, day: datetime.date | None, scheme: str) -> Problem:
        kinds = sorted({kind for each in self.supplied for kind in each.standard.kinds})
        has_national = any(each.standard.is_national for each in self.supplied)
        if has_national and unit.kind not in kinds:
            return Problem(
                "unit.unknown-kind", ("unit", "kind"), {"kind": unit.kind, "known": ", ".join(kinds)}
            )
        facts = {
            "kind": unit.kind,
            "scheme": scheme,
            "day": day or year,
            "candidates": _named(_holding(self.supplied, NATIONAL, unit.kind, scheme)),
            "broken": ", ".join(each.source.label for each in self.broken) or "–",
            "left_out": ", ".join(each.source.label for each in self._not_heard(NATIONAL)) or "–",
        }
        return Problem("selection.none", (), facts)


def _refuse_unknown_province(unit: Unit, day: datetime.date) -> None:
    """Refuse a code that is no province's on a day, with the place of the code in a dossier."""
    try:
        province(unit.province, day)
    except ProvinceError as error:
        raise ProvinceError(each.under("unit", "province") for each in error.problems) from None


def hold_together(one: Standard, other: Standard) -> bool:
    """Whether two standards may hold for one unit at once: in scheme, in some kind of unit and in time."""
    together = one.scheme == other.scheme and not set(one.kinds).isdisjoint(other.kinds)
    later = max(one.in_force_from, other.in_force_from)
    return together and one.is_in_force(later) and other.is_in_force(later)


def _holding(supplied: Iterable[Supplied], jurisdiction: str, kind: str, scheme: str) -> Iterator[Supplied]:
    for each in supplied:
        standard = each.standard
        if (standard.jurisdiction, standard.scheme) == (jurisdiction, scheme) and kind in standard.kinds:
            yield each


def _stacked(
    national: Supplied,
    provincial: Supplied | None,
    *,
    broken: tuple[BrokenPlugin, ...] = (),
    left_out: tuple[LeftOutPlugin, ...] = (),
    set_aside: tuple[str, ...] = (),
    without_standard: tuple[str, ...] = (),
) -> Stack:
    """Both standards as one; a provincial one that does not fit leaves its plugin broken."""
    misfit = _misfit(national, provincial) if provincial is not None else None
    if misfit is not None:
        provincial, broken = None, (*broken, misfit)
    stack = _sound_stack(national, provincial)
    if broken or left_out or set_aside or without_standard:
        return attrs.evolve(
            stack,
            broken=broken,
            left_out=left_out,
            set_aside=set_aside,
            without_standard=without_standard,
        )
    return stack


@functools.lru_cache(maxsize=256)
def _misfit(national: Supplied, provincial: Supplied) -> BrokenPlugin | None:
    """The plugin of a province as broken, when its standard cannot be put upon the national one, or said."""
    try:
        stack = _sound_stack(national, provincial)
        for criterion in provincial.standard.criteria:
            _ = (*map(criterion.text.in_locale, LOCALES), criterion.citation.label)
            for condition in criterion.conditions.values():
                stack.statement(condition)
        return None
    except StandardError as error:
        problems = error.problems
    except Exception as error:
        problems = (failure("stack.raised", provincial.source, error),)
    jurisdiction = provincial.standard.jurisdiction
    return BrokenPlugin(jurisdiction=jurisdiction, source=provincial.source, problems=problems)


@functools.lru_cache(maxsize=256)
def _sound_stack(national: Supplied, provincial: Supplied | None) -> Stack:
    """One stack for the same standards, so that what it works out is worked out once."""
    return Stack(
        national.standard,
        provincial.standard if provincial else None,
        national_source=national.source,
        provincial_source=provincial.source if provincial else Source(),
    )


def refuse_change_of_meaning(standard: Standard) -> None:
    """Refuse a provincial standard whose code would come to mean another province while it is in force.

    Raises `StandardError`. On 2025-07-01 seven codes passed to a province of another name.
    """
    ends = standard.in_force_to or datetime.date.max
    crosses = standard.in_force_from < REORGANISED_ON <= ends
    if not standard.is_national and crosses and changes_meaning(standard.jurisdiction.removeprefix("vn-")):
        facts = {"id": standard.id, "jurisdiction": standard.jurisdiction, "day": REORGANISED_ON}
        raise StandardError([Problem("standard.code-changes-meaning", (), facts)])


def refusals_at_hand(standard: Standard) -> Iterator[Problem]:
    """What keeps a standard that makes sense from ever holding for whom it should.

    One for a kind of unit that there is not would hold for nobody, and nobody would hear of it.
    """
    try:
        refuse_change_of_meaning(standard)
    except StandardError as error:
        yield from error.problems
    known = [kind.value for kind in NationalKind]
    for kind in standard.kinds:
        if kind not in known:
            facts = {"id": standard.id, "kind": kind, "known": ", ".join(known)}
            yield Problem("standard.unknown-kind", ("kinds",), facts)


def unknown_schemes(standards: Iterable[Standard], at_hand: Iterable[Standard]) -> tuple[Problem, ...]:
    """What is wrong with provincial standards of a scheme that no national standard at hand has.

    Nothing, where no national standard is at hand at all.
    """
    known = sorted({each.scheme for each in at_hand if each.is_national})
    return tuple(
        Problem(
            "standard.unknown-scheme",
            ("scheme",),
            {"id": each.id, "scheme": each.scheme, "known": ", ".join(known)},
        )
        for each in standards
        if known and not each.is_national and each.scheme not in known
    )


def _default_day(standard: Standard, year: int) -> datetime.date:
    assert standard.decided_on is not None  # only national standards are asked without a day
    return standard.decided_on.in_year(year)


def _named(candidates: Iterable[Supplied]) -> str:
    return (
        ", ".join(
            f"{each.standard.id} [{each.standard.in_force_from} – {each.standard.in_force_to or '…'}; "
            f"{each.source.label}]"
            for each in candidates
        )
        or "–"
    )
