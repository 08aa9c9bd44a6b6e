"""Two versions of a standard as they are named on a command line, and what each stands among."""

import datetime

import attrs

from antq_core.cli.chosen_standards import HANDED_OVER, ChosenStandards, resolve, stack_of
from antq_core.cli.refusals import UsageError
from antq_core.cli.short_ids import whole_id
from antq_core.comparison.versions import Versions
from antq_core.standards.registry import Registry
from antq_core.standards.standard import Standard
from antq_core.standards.supplied import Supplied


@attrs.frozen
class NamedVersions:
    """The old and the new version, with what is at hand beside them, and what people call each."""

    old: Supplied
    new: Supplied
    registry: Registry
    called: tuple[str, str]

    @property
    def compared(self) -> Versions:
        """Both as values that can be held against each other."""
        return Versions(
            old=self.old.standard,
            new=self.new.standard,
            old_national=_national_beneath(self.old, self.registry),
            new_national=_national_beneath(self.new, self.registry),
        )

    def refuse_unlike(self) -> None:
        """Refuse what no unit could be held against in turn. Raises `UsageError`."""
        old, new = self.old.standard, self.new.standard
        same = (old.scheme, old.jurisdiction) == (new.scheme, new.jurisdiction)
        if not same or set(old.kinds).isdisjoint(new.kinds):
            raise UsageError.of("cli.not-versions", old=old.id, new=new.id)

    def chosen(self, version: Supplied) -> ChosenStandards:
        """All standards at hand, with one version in the place of both, in force on every day.

        What else is at hand for the same units, of the same scheme and jurisdiction, is left aside.
        """
        both = (self.old.standard, self.new.standard)
        others = (each for each in self.registry.supplied if not _in_their_place(each.standard, both))
        ever = attrs.evolve(version, standard=_ever_in_force(version.standard))
        registry = attrs.evolve(self.registry, supplied=(*others, ever))
        return ChosenStandards(registry=registry, scheme=version.standard.scheme)

    @property
    def all_at_hand(self) -> Registry:
        """Both versions beside all others: whatever any of them declares may stand in a file."""
        supplied = dict.fromkeys((*self.registry.supplied, self.old, self.new))
        return attrs.evolve(self.registry, supplied=tuple(supplied))


def named_versions(old: str, new: str, registry: Registry) -> NamedVersions:
    """The versions by their ids, files or modules; of an id its end will do, as `whole_id` says.

    Raises `UsageError` for what names no standard, or several.
    """
    problems = []
    found: list[Supplied] = []
    for value in (old, new):
        try:
            found.append(_named(value, registry))
        except UsageError as error:
            problems += [each for each in error.problems if each not in problems]
    if problems:
        raise UsageError(problems)
    called = (_called(found[0], old), _called(found[1], new))
    return NamedVersions(old=found[0], new=found[1], registry=registry, called=called)


def _called(version: Supplied, value: str) -> str:
    """The id; of a version that was handed over what was typed, for its id may be that of the other."""
    return value if version.source == HANDED_OVER else version.standard.id


def _named(value: str, registry: Registry) -> Supplied:
    found = resolve(whole_id(value, registry), registry)
    if len(found) > 1:
        listed = ", ".join(each.standard.id for each in found)
        raise UsageError.of("cli.several-standards", value=value, ids=listed)
    return found[0]


def _national_beneath(version: Supplied, registry: Registry) -> Standard | None:
    """The national standard that a provincial one adds to; None where there is none that it fits upon."""
    if version.standard.is_national:
        return None
    try:
        return stack_of(version, registry).national
    except UsageError:
        return None


def _in_their_place(standard: Standard, versions: tuple[Standard, Standard]) -> bool:
    return any(
        (standard.scheme, standard.jurisdiction) == (each.scheme, each.jurisdiction)
        and not set(standard.kinds).isdisjoint(each.kinds)
        for each in versions
    )


def _ever_in_force(standard: Standard) -> Standard:
    return attrs.evolve(standard, in_force_from=datetime.date.min, in_force_to=None, replaces=())
