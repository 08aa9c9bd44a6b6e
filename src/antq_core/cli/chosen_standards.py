"""The standards that an assessment is held against: those installed, and what `--standard` makes of them.

A value of `--standard` is the id of an installed standard, a JSON file, or a module with a function
`antq_standards`. A module is code: naming one runs it with the rights of this process.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from antq_core.standards.registry import SAFETY, Registry, Supplied, refusals_at_hand, unknown_schemes
from antq_core.standards.stack import Source, Stack
from antq_core.standards.standard import Standard

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
        for broken in stack.broken:
            if broken.source == HANDED_OVER:
                raise UsageError(problem.under(broken.jurisdiction) for problem in broken.problems)
        if stack.provincial is not None and stack.provincial_source == HANDED_OVER:
            # It speaks for the province in place of a plugin that could not.
            return attrs.evolve(stack, broken=(), left_out=())
        return stack

    def refuse_unusable(self, *, strict: bool) -> None:
        """Refuse to begin where no dossier could be assessed, and with `strict` where a plugin is broken.

        Raises `UsageError` when there is no national standard, and `PluginError` for broken plugins.
        """
        registry = self.registry
        faults = registry.faults() if strict else registry.broken
        problems = [problem for each in faults for problem in each.told]
        if not any(each.standard.is_national for each in registry.supplied):
            nothing = not (registry.supplied or registry.broken or registry.left_out)
            code = "cli.no-plugins" if nothing else "cli.no-national-plugin"
            left_out = ", ".join(each.source.label for each in registry.left_out) or "–"
            raise UsageError([Problem(code, (), {} if nothing else {"left_out": left_out}), *problems])
        if strict and problems:
            raise PluginError(problems)

    def refuse_unknown(self, readings: Mapping[str, str], stacks: Iterable[Stack]) -> None:
        """Refuse a reading, or an option of it, that none of the standards in use has.

        Raises `UsageError`. Whether an option fits the standards of one unit is asked for that unit.
        """
        used = {each.national.id: each.national for each in stacks}
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


def choose(values: Sequence[str], installed: Registry) -> ChosenStandards:
    """What the values of `--standard` make of the installed standards.

    An id keeps only the standards that are named; a provincial one keeps the national ones as well. A
    standard from a file or module takes the place of the installed ones of its jurisdiction and scheme
    that share a kind with it. Raises `UsageError` with everything that cannot be used.
    """
    found: list[Supplied] = []
    problems: list[Problem] = []
    for value in values:
        try:
            found += resolve(value, installed)
        except UsageError as error:
            problems += error.problems
    at_hand = [each.standard for each in (*installed.supplied, *found)]
    problems += unknown_schemes([each.standard for each in found if each.source == HANDED_OVER], at_hand)
    if problems:
        raise UsageError(problems)
    named = [each for each in found if each.source != HANDED_OVER]
    given = [each for each in found if each.source == HANDED_OVER]
    stay = [each for each in installed.supplied if not named or _stays(each, named)]
    kept = [each for each in stay if not any(_replaces(one.standard, each.standard) for one in given)]
    schemes = {each.standard.scheme for each in found}
    return ChosenStandards(
        registry=attrs.evolve(
            installed,
            supplied=tuple(dict.fromkeys([*kept, *given])),
            set_aside=tuple(each for each in installed.supplied if _is_set_aside(each, kept)),
        ),
        scheme=schemes.pop() if len(schemes) == 1 else SAFETY,
        left_out=tuple(_left_out(installed, kept, named)),
    )


def resolve(value: str, installed: Registry) -> tuple[Supplied, ...]:
    """The standards that a value names. Raises `UsageError` when it names none, or one that is wrong."""
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
        problems = [problem for standard in given for problem in refusals_at_hand(standard)]
        if problems:
            raise StandardError(problems)
    except UsageError:
        raise
    except AntqError as error:
        raise UsageError(problem.under(value) for problem in error.problems) from error
    if not given:
        near = nearest(value, [each.standard.id for each in installed.supplied])
        raise UsageError.of("cli.unknown-standard", value=value, near=near)
    return tuple(Supplied(standard) for standard in given)


def stack_of(supplied: Supplied, registry: Registry) -> Stack:
    """A standard with the national one that its words rest upon, so that it can be put into words.

    Raises `UsageError` when a provincial standard fits upon no national one at hand.
    """
    if supplied.standard.is_national:
        return Stack(supplied.standard, national_source=supplied.source)
    refused: StandardError | None = None
    for each in _nationals_of(supplied.standard, registry):
        try:
            return Stack(
                each.standard,
                supplied.standard,
                national_source=each.source,
                provincial_source=supplied.source,
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
    found = [
        each for each in registry.supplied if each.standard.is_national and _meet(each.standard, standard)
    ]
    return sorted(found, key=lambda each: not each.standard.is_in_force(standard.in_force_from))


def _stays(each: Supplied, named: Iterable[Supplied]) -> bool:
    ranks = {one.standard.is_national for one in named}
    return each in named or (each.standard.is_national and True not in ranks)


def _is_set_aside(each: Supplied, kept: Iterable[Supplied]) -> bool:
    return each not in kept and not each.standard.is_national


def _replaces(given: Standard, installed: Standard) -> bool:
    return given.jurisdiction == installed.jurisdiction and _meet(given, installed)


def _meet(one: Standard, other: Standard) -> bool:
    return one.scheme == other.scheme and not set(one.kinds).isdisjoint(other.kinds)


def _left_out(installed: Registry, kept: Sequence[Supplied], named: Sequence[Supplied]) -> Iterator[str]:
    """What the result would otherwise have rested on; national standards of other kinds never mattered."""
    for each in installed.supplied:
        other_kind = each.standard.is_national and bool(named)
        if each not in kept and not other_kind:
            yield each.standard.id
