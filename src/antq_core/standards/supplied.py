"""Standards with the distributions that supplied them, and what becomes of them put together."""

import datetime
import functools
from collections.abc import Iterable

import attrs

from antq_core.domain.units import UnitKind
from antq_core.errors import Problem, SelectionError, StandardError
from antq_core.messages.text import LOCALES
from antq_core.standards.failures import failure
from antq_core.standards.stack import BrokenPlugin, LeftOutPlugin, Source, Stack
from antq_core.standards.standard import Standard


@attrs.frozen
class Supplied:
    """A standard and the distribution that supplied it."""

    standard: Standard
    source: Source = attrs.field(factory=Source)

    def broken_by(self, problems: Iterable[Problem]) -> BrokenPlugin:
        """Its plugin as broken, for what is wrong with the standard."""
        jurisdiction = self.standard.jurisdiction
        return BrokenPlugin(jurisdiction=jurisdiction, source=self.source, problems=tuple(problems))


@attrs.frozen
class Held:
    """A standard, and the last day on which it holds for a kind of unit."""

    supplied: Supplied
    last: datetime.date

    @classmethod
    def among(cls, supplied: Supplied, others: Iterable[Supplied]) -> "Held":
        """It ends when another of them takes its place, even where it does not know that itself.

        What has been replaced stays so, also when that which took its place has ended.
        """
        standard = supplied.standard
        ends = [standard.in_force_to or datetime.date.max]
        for other in (each.standard for each in others):
            if standard.id in other.replaces and other.in_force_from > standard.in_force_from:
                ends.append(other.in_force_from - datetime.timedelta(days=1))
        return cls(supplied, min(ends))

    def holds_on(self, day: datetime.date) -> bool:
        """Whether it holds on a day."""
        return self.supplied.standard.in_force_from <= day <= self.last


def stacked(
    national: Supplied | None,
    provincial: Supplied | None,
    *,
    added: tuple[UnitKind, ...] = (),
    broken: tuple[BrokenPlugin, ...] = (),
    left_out: tuple[LeftOutPlugin, ...] = (),
    set_aside: tuple[str, ...] = (),
    without_standard: tuple[str, ...] = (),
) -> Stack:
    """Both standards as one; a provincial one that does not fit leaves its plugin broken.

    Raises `SelectionError` for one that stands alone and cannot be used.
    """
    found = misfit(national, provincial) if provincial is not None else None
    if found is not None:
        if national is None:
            raise SelectionError(found.told)
        provincial, broken = None, (*broken, found)
    stack = _sound_stack(national, provincial, added)
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
def misfit(national: Supplied | None, provincial: Supplied) -> BrokenPlugin | None:
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
        problems = (failure("stack.raised", provincial.source, error).under(provincial.standard.id),)
    return provincial.broken_by(problems)


@functools.lru_cache(maxsize=256)
def _sound_stack(
    national: Supplied | None, provincial: Supplied | None, added: tuple[UnitKind, ...] = ()
) -> Stack:
    """One stack for the same standards, so that what it works out is worked out once."""
    return Stack(
        national.standard if national else None,
        provincial.standard if provincial else None,
        national_source=national.source if national else Source(),
        provincial_source=provincial.source if provincial else Source(),
        added_kinds=added,
    )


def side_by_side(stack: Stack, beside: tuple[Stack, ...], unusable: tuple[str, ...] = ()) -> Stack:
    """A stack with those of other schemes beside it.

    Raises `StandardError` when they declare a name differently, or ask for each other's verdict.
    """
    if any(each.broken for each in (stack, *beside)):  # what is wrong with a plugin cannot be hashed
        return attrs.evolve(stack, beside=beside, unusable=unusable)
    return _side_by_side(stack, beside, unusable)


@functools.lru_cache(maxsize=256)
def _side_by_side(stack: Stack, beside: tuple[Stack, ...], unusable: tuple[str, ...]) -> Stack:
    """One stack for the same standards, so that what it works out is worked out once."""
    return attrs.evolve(stack, beside=beside, unusable=unusable)
