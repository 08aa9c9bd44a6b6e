"""The standards that an assessment is held against: those installed, and what `--standard` makes of them.

A value of `--standard` is the id of an installed standard, a JSON file, or a module with a function
`antq_standards`. A module is code: naming one runs it with the rights of this process.
"""

import contextlib
import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from antq_core.cli.files.sources import read_document
from antq_core.cli.files.whole_files import ARRAY
from antq_core.cli.nearness import nearest
from antq_core.cli.refusals import UsageError
from antq_core.cli.unpackaged import MODULE, standards_of_module
from antq_core.codec.documents import read_standard
from antq_core.codec.dossiers import Heading
from antq_core.errors import AntqError, PluginError, Problem, StandardError
from antq_core.standards.at_hand import (
    hold_together,
    kinds_added,
    national_kinds,
    refusals_at_hand,
    unknown_schemes,
)
from antq_core.standards.registry import SAFETY, Registry
from antq_core.standards.stack import Source, Stack
from antq_core.standards.standard import Standard
from antq_core.standards.supplied import Supplied

HANDED_OVER = Source()
"""Where a standard comes from that no distribution supplied."""


@attrs.frozen(kw_only=True)
class ChosenStandards:
    """A registry, the scheme that is asked about, and the ids of what the choice left out."""

    registry: Registry
    scheme: str = SAFETY
    left_out: tuple[str, ...] = ()

    def select(self, heading: Heading, as_of: datetime.date | None) -> Stack:
        """The standards that hold for a unit.

        Raises what `Registry.select` raises, and `UsageError` when a standard that was handed over does
        not fit upon the national one: its author must see that, not an undecided unit.
        """
        day = heading.decision_date or as_of
        stack = self.registry.select(heading.unit, heading.year, day, scheme=self.scheme)
        for broken in (broken for each in (stack, *stack.beside) for broken in each.broken):
            if broken.source == HANDED_OVER:
                raise UsageError(problem.under(broken.jurisdiction) for problem in broken.problems)
        beside = tuple(map(_spoken_for, stack.beside))
        found = _spoken_for(stack)
        return found if beside == stack.beside else attrs.evolve(found, beside=beside)

    def refuse_unusable(self, *, strict: bool) -> None:
        """Refuse to begin where no dossier could be assessed, and with `strict` where a plugin is broken.

        Raises `UsageError` when there is no national standard, and `PluginError` for broken plugins.
        """
        registry = self.registry
        faults = registry.faults() if strict else registry.broken
        problems = [problem for each in faults for problem in each.told]
        if not any(
            one.is_national or one.stands_alone for one in (each.standard for each in registry.supplied)
        ):
            nothing = not (registry.supplied or registry.broken or registry.left_out)
            code = "cli.no-plugins" if nothing else "cli.no-national-plugin"
            left_out = ", ".join(each.source.label for each in registry.left_out) or "–"
            raise UsageError([Problem(code, (), {} if nothing else {"left_out": left_out}), *problems])
        if strict and problems:
            raise PluginError(problems)

    def refuse_unknown(
        self, readings: Mapping[str, str], stacks: Iterable[Stack], also: Collection[str] = ()
    ) -> None:
        """Refuse a reading, or an option of it, that none of the standards in use has.

        `also` are schemes that communes ask for of their units. Whether an option fits the standards of
        one unit is asked for that unit. Raises `UsageError`.
        """
        used = {each.leading.id: each.leading for stack in stacks for each in stack.with_those_asked(also)}
        known: dict[str, dict[str, None]] = defaultdict(dict)
        for standard in used.values() or [each.standard for each in self.registry.supplied]:
            for reading in standard.readings:
                known[reading.name].update(dict.fromkeys(reading.codes))
        problems = []
        for name, option in readings.items():
            if name not in known:
                problems.append(
                    Problem("reading.unknown", (), {"name": name, "known": ", ".join(known) or "–"})
                )
            elif option not in known[name]:
                facts = {"name": name, "option": option, "known": ", ".join(known[name])}
                problems.append(Problem("reading.unknown-option", (), facts))
        if problems:
            raise UsageError(problems)


def choose(values: Sequence[str], installed: Registry, scheme: str | None = None) -> ChosenStandards:
    """What the values of `--standard` make of the installed standards, and which scheme is asked about.

    An id keeps only the standards of its scheme that are named; a provincial one keeps the national ones
    as well. A standard from a file or module takes the place of the installed ones of its jurisdiction
    and scheme that share a kind with it; one that it says it replaces stays for the days before.
    Where no scheme is named it is that of the standards that are, if they are of one.
    Raises `UsageError` with everything that cannot be used.
    """
    found: dict[str, tuple[Supplied, ...]] = {}
    problems: list[Problem] = []
    for value in values:
        try:
            found[value] = _found(value, installed)
        except UsageError as error:
            problems += [each for each in error.problems if each not in problems]
    every = [each for supplied in found.values() for each in supplied]
    named = [each for each in every if each.source != HANDED_OVER]
    given = [each for each in every if each.source == HANDED_OVER]
    kept = [each for each in _not_replaced(installed, given) if not named or _stays(each, named)]
    registry = attrs.evolve(
        installed,
        supplied=tuple(dict.fromkeys([*kept, *given])),
        set_aside=tuple(each for each in installed.supplied if _is_set_aside(each, kept)),
    )
    problems += _refusals(found, registry)
    problems += unknown_schemes([each.standard for each in given], _standards(installed, *given))
    schemes = {each.standard.scheme for each in every}
    usual = schemes.pop() if len(schemes) == 1 else SAFETY
    if scheme is not None and registry.schemes and scheme not in registry.schemes:
        known = ", ".join(registry.schemes)
        facts = {"value": scheme, "near": nearest(scheme, registry.schemes), "known": known}
        problems.append(Problem("cli.unknown-scheme", (), facts))
    if problems:
        raise UsageError(problems)
    left_out = tuple(_left_out(installed, kept, named))
    return ChosenStandards(registry=registry, scheme=scheme or usual, left_out=left_out)


def resolve(value: str, installed: Registry) -> tuple[Supplied, ...]:
    """The standards that a value names. Raises `UsageError` when it names none, or one that is wrong."""
    found = _found(value, installed)
    given = [each for each in found if each.source == HANDED_OVER]
    registry = attrs.evolve(installed, supplied=(*_not_replaced(installed, given), *given))
    if problems := list(_refusals({value: found}, registry)):
        raise UsageError(problems)
    return found


def _found(value: str, installed: Registry) -> tuple[Supplied, ...]:
    """The standards that a value names, which may be wrong among those at hand. Raises `UsageError`."""
    found = tuple(each for each in installed.supplied if each.standard.id == value)
    if found:
        return found
    try:
        if value.lower().endswith(ARRAY):
            given = [read_standard(read_document(Path(value)))]
        elif MODULE.fullmatch(value):
            given = standards_of_module(value)
        else:
            given = []
    except UsageError:
        raise
    except AntqError as error:
        raise UsageError(problem.under(value) for problem in error.problems) from error
    if not given:
        raise UsageError(_unknown(value, installed))
    return tuple(Supplied(standard) for standard in given)


def _unknown(value: str, installed: Registry) -> Iterator[Problem]:
    """That a value names nothing at hand; first which plugins cannot be used, as it may be of one of them."""
    near = nearest(value, [each.standard.id for each in installed.supplied])
    yield from (problem for each in installed.broken for problem in each.told)
    broken = ", ".join(dict.fromkeys(each.jurisdiction for each in installed.broken))
    if broken:
        yield Problem("cli.standard-not-at-hand", (), {"value": value, "near": near, "broken": broken})
    else:
        yield Problem("cli.unknown-standard", (), {"value": value, "near": near})


def _refusals(found: Mapping[str, Sequence[Supplied]], registry: Registry) -> Iterator[Problem]:
    """What is wrong, among those at hand, with standards that were handed over."""
    at_hand = _standards(registry)
    for value, supplied in found.items():
        for standard in (each.standard for each in supplied if each.source == HANDED_OVER):
            yield from (problem.under(value) for problem in refusals_at_hand(standard, at_hand))
    for fault in registry.conflicts():
        if fault.source == HANDED_OVER:
            yield from fault.problems


def _standards(registry: Registry, *others: Supplied) -> list[Standard]:
    return [each.standard for each in (*registry.supplied, *others)]


def _not_replaced(installed: Registry, given: Sequence[Supplied]) -> list[Supplied]:
    """The installed standards whose place none takes that was handed over."""
    return [
        each
        for each in installed.supplied
        if not any(_takes_the_place(one.standard, each.standard) for one in given)
    ]


def _spoken_for(stack: Stack) -> Stack:
    """A stack in which a standard that was handed over speaks in place of a plugin that could not."""
    if stack.silent and stack.provincial is not None and stack.provincial_source == HANDED_OVER:
        return attrs.evolve(stack, broken=(), left_out=())
    return stack


def stack_of(supplied: Supplied, registry: Registry) -> Stack:
    """A standard with the national one that its words rest upon, so that it can be put into words.

    Beside it stand those of other schemes that may hold for the same units, since one dossier serves all.
    Raises `UsageError` when a provincial standard fits upon no national one at hand.
    """
    stack = _in_own_scheme(supplied, registry)
    for scheme in registry.schemes:
        with contextlib.suppress(StandardError):  # what does not fit is told where plugins are listed
            other = _in_other_scheme(supplied.standard, scheme, registry)
            if other is not None and scheme != stack.scheme:
                stack = attrs.evolve(stack, beside=(*stack.beside, other))
    return stack


def _in_other_scheme(standard: Standard, scheme: str, registry: Registry) -> Stack | None:
    """The standards of another scheme beside one, as they are when it comes into force, or come to be."""
    added = kinds_added([standard, *_standards(registry)])
    found = [each for each in _standards(registry) if each.scheme == scheme]
    found = [each for each in found if hold_together(standard, each, added)]
    found.sort(key=lambda each: not each.is_in_force(standard.in_force_from))
    national = next((each for each in found if each.is_national), None)
    own = (each for each in found if not each.is_national and each.jurisdiction == standard.jurisdiction)
    provincial = next(own, None)
    return Stack(national, provincial) if national or provincial else None


def _in_own_scheme(supplied: Supplied, registry: Registry) -> Stack:
    if supplied.standard.is_national:
        return Stack(supplied.standard, national_source=supplied.source)
    added = registry.added_kinds(supplied.standard.jurisdiction)
    if supplied.standard.stands_alone:
        return Stack(None, supplied.standard, provincial_source=supplied.source, added_kinds=added)
    refused: StandardError | None = None
    for each in _nationals_of(supplied.standard, registry):
        try:
            return Stack(
                each.standard,
                supplied.standard,
                national_source=each.source,
                provincial_source=supplied.source,
                added_kinds=added,
            )
        except StandardError as error:
            refused = refused or error
    if refused is not None:
        raise UsageError(refused.problems) from refused
    at_hand = [each.standard for each in registry.supplied]
    if problems := unknown_schemes([supplied.standard], at_hand):
        raise UsageError(problems)
    raise UsageError.of("cli.no-national-standard", id=supplied.standard.id)


def _nationals_of(standard: Standard, registry: Registry) -> list[Supplied]:
    """The national standards that it may add to, those first that are in force when it comes into force."""
    added = kinds_added([standard, *_standards(registry)])
    found = [
        each
        for each in registry.supplied
        if each.standard.is_national
        and each.standard.scheme == standard.scheme
        and not national_kinds(standard, added).isdisjoint(each.standard.kinds)
    ]
    return sorted(found, key=lambda each: not each.standard.is_in_force(standard.in_force_from))


def _stays(each: Supplied, named: Iterable[Supplied]) -> bool:
    ranks = {one.standard.is_national for one in named if one.standard.scheme == each.standard.scheme}
    if not ranks:  # a choice within one scheme leaves the others as they are
        return True
    return each in named or (each.standard.is_national and True not in ranks)


def _is_set_aside(each: Supplied, kept: Iterable[Supplied]) -> bool:
    return each not in kept and not each.standard.is_national


def _takes_the_place(given: Standard, installed: Standard) -> bool:
    """Whether it is meant instead of an installed one: for the same units, and not only from a day on."""
    same = (given.jurisdiction, given.scheme) == (installed.jurisdiction, installed.scheme)
    follows = installed.id in given.replaces and installed.id != given.id
    return same and not follows and not set(given.kinds).isdisjoint(installed.kinds)


def _left_out(installed: Registry, kept: Sequence[Supplied], named: Sequence[Supplied]) -> Iterator[str]:
    """What the result would otherwise have rested on; national standards of other kinds never mattered."""
    for each in installed.supplied:
        other_kind = each.standard.is_national and bool(named)
        if each not in kept and not other_kind:
            yield each.standard.id
