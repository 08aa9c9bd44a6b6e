"""From installed plugins to a registry: one entry point at a time, in sorted order, and no failure lost.

Nothing is loaded at import, and nothing is global: whoever wants the plugins calls `load_registry`, and
says there which of them may be loaded.
"""

import contextlib
import datetime
import difflib
import importlib.metadata
import itertools
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs
import pluggy

from antq_core.domain.names import accent_free
from antq_core.domain.provinces import REORGANISED_ON, meanings, province, provinces
from antq_core.errors import AntqError, PluginError, Problem, ProvinceError
from antq_core.hookspecs import GROUP, PROJECT, Hooks
from antq_core.messages.text import Text
from antq_core.standards.at_hand import refusals_at_hand, schemes_going_round, unknown_schemes
from antq_core.standards.failures import failure
from antq_core.standards.registry import Registry
from antq_core.standards.stack import BrokenPlugin, LeftOutPlugin, Source
from antq_core.standards.standard import NATIONAL, Standard
from antq_core.standards.supplied import Supplied

JURISDICTION = re.compile(r"vn(-[0-9]{2})?")
JURISDICTION_LINE = re.compile(r"^\s*(vn(?:-[0-9]{2})?)(?![\w.-])", re.MULTILINE)
NAMELESS = "?"
DIGITS = re.compile(r"(?:vn)?[\W_]*0*([0-9]{1,2})", re.IGNORECASE)


def load_registry(*, only: Collection[str] | None = None, strict: bool = False) -> Registry:
    """The registry of all installed plugins, or of those that may be loaded.

    Plugins are code: loading them runs it with the rights of this process. `only` names those that may
    be loaded, by distribution or by jurisdiction; None allows all, and of the others nothing is
    imported. They stand in `Registry.left_out`, and their units become undecided, since what their
    province adds is not known.

    A plugin that cannot be used stands in `Registry.broken` with its distribution and the reason, and its
    units become undecided. So does a name in `only` that no installed plugin answers to.

    Raises:
        PluginError: with `strict`, every problem of every plugin that cannot be used, and of every
            provincial standard that does not fit upon the national one.
    """
    announced = _announced()
    allowed = [each for each in announced if only is None or each.answers_to(only)]
    supplied: list[Supplied] = []
    broken = list(_not_installed(only or (), announced))
    for _, found in itertools.groupby(allowed, key=lambda each: each.name):
        candidates = list(found)
        for each in candidates:
            loaded = _loaded(each, [other for other in candidates if other is not each])
            supplied += loaded.supplied
            broken += loaded.broken
    misplaced = list(_unusable_together(supplied))
    unusable = {(each.jurisdiction, each.source) for each in misplaced}
    supplied = [each for each in supplied if (each.standard.jurisdiction, each.source) not in unusable]
    left_out = [one for each in announced if each not in allowed for one in each.left_out()]
    registry = Registry(tuple(supplied), (*broken, *misplaced), tuple(left_out))
    if strict and (faults := registry.faults()):
        raise PluginError(problem for each in faults for problem in each.told)
    return registry


@attrs.frozen(eq=False)
class _Announced:
    """An entry point of the group, of which nothing has been loaded.

    `entry_point` is a problem where the list that it stands in cannot be read.
    """

    name: str
    source: Source
    entry_point: importlib.metadata.EntryPoint | Problem

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """Whose units are concerned; the name itself where nobody can tell."""
        return (self.name,) if JURISDICTION.fullmatch(self.name) else (_meant_by(self.name) or (self.name,))

    def answers_to(self, names: Iterable[str]) -> bool:
        return not self.known_as.isdisjoint(map(_folded, names))

    @property
    def known_as(self) -> frozenset[str]:
        return frozenset(map(_folded, (self.source.distribution, self.name, *self.jurisdictions)))

    def broken_by(self, problems: tuple[Problem, ...], also: Iterable[str] = ()) -> Iterator[BrokenPlugin]:
        """The plugin as broken, for everybody for whom it may have meant to speak."""
        for each in dict.fromkeys((*self.jurisdictions, *also)):
            yield BrokenPlugin(jurisdiction=each, source=self.source, problems=problems)

    def left_out(self) -> Iterator[LeftOutPlugin]:
        return (LeftOutPlugin(jurisdiction=each, source=self.source) for each in self.jurisdictions)


# --- what is installed ---


def _announced() -> list[_Announced]:
    """Every entry point of the group by name and distribution; of one found twice on the path, the first."""
    found: dict[str, list[_Announced]] = {}
    for distribution in importlib.metadata.distributions():
        announced = list(_announced_by(distribution))
        if announced:
            name = _folded(announced[0].source.distribution)
            # Those without a readable name are never one and the same.
            found.setdefault(f"{name}{len(found)}" if name == NAMELESS else name, announced)
    every = itertools.chain.from_iterable(found.values())
    return sorted(every, key=lambda each: (each.name, each.source.distribution))


def _announced_by(distribution: importlib.metadata.Distribution) -> Iterator[_Announced]:
    try:
        points = list(distribution.entry_points.select(group=GROUP))
    except Exception as error:
        yield from _in_damaged(distribution, error)
        return
    for point in points:
        yield _Announced(point.name, _source(distribution, point.value), point)


def _in_damaged(distribution: importlib.metadata.Distribution, error: Exception) -> Iterator[_Announced]:
    """What can still be seen of a list of entry points that cannot be read.

    A province whose plugin is damaged is unknown; it must not pass for one that adds nothing.
    """
    told = _text_of_entry_points(distribution)
    if f"[{GROUP}]" in told:
        source = _source(distribution)
        for name in dict.fromkeys(JURISDICTION_LINE.findall(told)):
            yield _Announced(name, source, failure("plugin.not-loaded", source, error))


def _text_of_entry_points(distribution: importlib.metadata.Distribution) -> str:
    try:
        return distribution.read_text("entry_points.txt") or ""
    except UnicodeDecodeError:
        listed = [each for each in distribution.files or () if each.name == "entry_points.txt"]
        return "\n".join(each.read_binary().decode(errors="replace") for each in listed)


def _source(distribution: importlib.metadata.Distribution, entry_point: str = "") -> Source:
    try:
        name, version = distribution.name, distribution.version
    except Exception:  # its metadata cannot be read; where it lies is all that is known of it
        name, version = None, None
    return Source(distribution=name or NAMELESS, version=version or "", entry_point=entry_point)


def _not_installed(only: Iterable[str], announced: Sequence[_Announced]) -> Iterator[BrokenPlugin]:
    """Names that may be loaded and are not there: whoever names a province counts on what it adds."""
    known = {name for each in announced for name in each.known_as}
    for name in only:
        folded = _folded(name)
        if folded not in known:
            near = difflib.get_close_matches(folded, sorted(known), n=3) or sorted(known)
            facts = {"name": name, "near": ", ".join(near) or "–"}
            problem = Problem("plugin.not-installed", (), facts)
            place = folded if JURISDICTION.fullmatch(folded) else name
            yield BrokenPlugin(jurisdiction=place, source=Source(distribution=name), problems=(problem,))


def _folded(name: str) -> str:
    """What all spellings of the name of one distribution have in common, as installers compare them."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def _meant_by(name: str) -> tuple[str, ...]:
    """The provinces that a name means which is no jurisdiction: by code, or else by name.

    >>> _meant_by("VN_25"), _meant_by("vn-1"), _meant_by("hanoi"), _meant_by("vn-lao-cai")
    (('vn-25',), ('vn-01',), ('vn-01',), ('vn-10', 'vn-15'))
    """
    listed = [*provinces(REORGANISED_ON - REORGANISED_ON.resolution), *provinces(REORGANISED_ON)]
    number = DIGITS.fullmatch(name)
    if number:
        codes = {each.code for each in listed if int(each.code) == int(number[1])}
    else:
        word = _letters(re.sub(r"^vn[\W_]", "", name, flags=re.IGNORECASE))
        codes = {each.code for each in listed if _letters(each.short_name) == word}
    return tuple(f"{NATIONAL}-{code}" for code in sorted(codes))


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", accent_free(name))


# --- loading one plugin ---


@attrs.frozen(eq=False)
class _Loaded:
    supplied: tuple[Supplied, ...] = ()
    broken: tuple[BrokenPlugin, ...] = ()


class _InDoubtError(PluginError):
    """A plugin of which nobody knows for whom it speaks; `others` are those whom its standards name."""

    def __init__(self, problems: Iterable[Problem], others: Iterable[str]) -> None:
        super().__init__(problems)
        self.others = tuple(others)


def _loaded(plugin: _Announced, rivals: Sequence[_Announced]) -> _Loaded:
    """What came of loading a plugin; whatever it raises is its own failure and nobody else's."""
    try:
        # What a plugin prints must not spoil what this process writes for another.
        with contextlib.redirect_stdout(sys.stderr):
            return _Loaded(supplied=tuple(_load(plugin, rivals)))
    except _InDoubtError as error:
        return _Loaded(broken=tuple(plugin.broken_by(error.problems, error.others)))
    except AntqError as error:
        return _Loaded(broken=tuple(plugin.broken_by(error.problems)))
    except (Exception, SystemExit) as error:
        return _Loaded(broken=tuple(plugin.broken_by((failure("plugin.raised", plugin.source, error),))))


def _load(plugin: _Announced, rivals: Sequence[_Announced]) -> Iterator[Supplied]:
    """The standards of a plugin. Raises `PluginError`, and what a refused standard raises."""
    if isinstance(plugin.entry_point, Problem):
        raise PluginError([plugin.entry_point])
    _refuse_name(plugin, plugin.entry_point)
    _refuse_rivals(plugin, [rival for rival in rivals if not isinstance(rival.entry_point, Problem)])
    standards = _standards(plugin, plugin.entry_point)
    _refuse_foreign(plugin, standards)
    _refuse_unusable(standards)
    return (Supplied(standard, plugin.source) for standard in standards)


def _refuse_name(plugin: _Announced, entry_point: importlib.metadata.EntryPoint) -> None:
    facts = {"name": plugin.name, "distribution": plugin.source.label}
    if not JURISDICTION.fullmatch(plugin.name):
        supplied = _supplied_as_far_as_known(plugin, entry_point)
        raise _InDoubtError([Problem("plugin.bad-name", (), facts)], _provinces_of(supplied))
    if plugin.name != NATIONAL:
        try:
            meanings(plugin.name.removeprefix(f"{NATIONAL}-"))
        except ProvinceError as error:
            supplied = _supplied_as_far_as_known(plugin, entry_point)
            first = min((each.in_force_from for each in supplied), default=REORGANISED_ON)
            problem = Problem("plugin.no-province", (), {**facts, "reason": _no_province(plugin.name, first)})
            raise _InDoubtError([problem], _provinces_of(supplied)) from error


def _supplied_as_far_as_known(
    plugin: _Announced, entry_point: importlib.metadata.EntryPoint
) -> Sequence[Standard]:
    """The standards of a plugin that is refused for its name; none where it does not even load."""
    try:
        return _standards(plugin, entry_point)
    except (Exception, SystemExit):
        return ()


def _provinces_of(standards: Iterable[Standard]) -> Iterator[str]:
    return (each.jurisdiction for each in standards if not each.is_national)


def _no_province(jurisdiction: str, on: datetime.date) -> Text | None:
    """Why a jurisdiction is that of no province on a day; None where it is that of one, or national."""
    if jurisdiction == NATIONAL:
        return None
    try:
        province(jurisdiction.removeprefix(f"{NATIONAL}-"), on)
    except ProvinceError as error:
        return Text(vi=error.message("vi"), en=error.message("en"))
    return None


def _refuse_rivals(plugin: _Announced, rivals: Sequence[_Announced]) -> None:
    if rivals:
        labels = ", ".join(rival.source.label for rival in rivals)
        facts = {"name": plugin.name, "distribution": plugin.source.label, "others": labels}
        raise PluginError([Problem("plugin.name-twice", (), facts)])


def _registered(plugin: _Announced, entry_point: importlib.metadata.EntryPoint) -> pluggy.PluginManager:
    """A manager that holds this one plugin, so that no plugin can spoil the call of another."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    try:
        manager.register(entry_point.load(), name=plugin.name)
    except (Exception, SystemExit) as error:
        raise PluginError([failure("plugin.not-loaded", plugin.source, error)]) from error
    _refuse_unknown_hooks(manager, plugin.source)
    return manager


def _refuse_unknown_hooks(manager: pluggy.PluginManager, source: Source) -> None:
    """Refuse a function that is marked as a hook and has the name of none: pluggy would never call it."""
    known = [name for name in vars(Hooks) if not name.startswith("_")]
    (plugin,) = manager.get_plugins()
    marked = [name for name in dir(plugin) if manager.parse_hookimpl_opts(plugin, name) is not None]
    unknown = [name for name in marked if name not in known]
    if unknown:
        raise PluginError(
            Problem("plugin.unknown-hook", (), {"distribution": source.label, "hook": name})
            for name in unknown
        )


def _standards(plugin: _Announced, entry_point: importlib.metadata.EntryPoint) -> list[Standard]:
    manager = _registered(plugin, entry_point)
    if not manager.hook.antq_standards.get_hookimpls():
        raise PluginError([Problem("plugin.no-hook", (), {"distribution": plugin.source.label})])
    try:
        # No result stands in the list for a hook that returned None.
        returned = listed(next(iter(manager.hook.antq_standards()), None))
    except (Exception, SystemExit) as error:
        raise PluginError([failure("plugin.raised", plugin.source, error)]) from error
    return standards_in(returned, plugin.source.label)


def listed(returned: object) -> object:
    """What a hook returned, as a list where it can be gone through; raises what the hook raises meanwhile."""
    return list(returned) if isinstance(returned, Iterable) else returned


def standards_in(returned: object, distribution: str) -> list[Standard]:
    """The standards that a hook returned. Raises `PluginError` for anything but a list of some."""
    named = {"distribution": distribution}
    if returned is None:
        raise PluginError([Problem("plugin.returns-nothing", (), named)])
    if isinstance(returned, Standard):
        raise PluginError([Problem("plugin.returns-one", (), named)])
    every = returned if isinstance(returned, list) else [returned]
    standards = [each for each in every if isinstance(each, Standard)]
    if len(standards) < len(every) or not standards:
        rubbish = sorted({type(each).__name__ for each in every if not isinstance(each, Standard)})
        facts = {**named, "found": ", ".join(rubbish) or "–"}
        raise PluginError([Problem("plugin.no-standards", (), facts)])
    return standards


def _refuse_foreign(plugin: _Announced, standards: Iterable[Standard]) -> None:
    """Refuse standards of another jurisdiction: whichever was meant, neither knows what it asks."""
    foreign = [each for each in standards if each.jurisdiction != plugin.name]
    if foreign:
        raise _InDoubtError([_foreign(plugin, each) for each in foreign], _provinces_of(foreign))


def _foreign(plugin: _Announced, standard: Standard) -> Problem:
    """That a standard is of another jurisdiction; where one of the two is no province, that it is none."""
    named = {"name": plugin.name, "distribution": plugin.source.label}
    facts: dict[str, object] = {"id": standard.id, "jurisdiction": standard.jurisdiction, **named}
    reasons = (_no_province(each, standard.in_force_from) for each in (standard.jurisdiction, plugin.name))
    reason = next(filter(None, reasons), None)
    if reason is None:
        return Problem("plugin.foreign-standard", (), facts)
    return Problem("plugin.standard-of-no-province", (), {**facts, "reason": reason})


def _refuse_unusable(standards: Sequence[Standard]) -> None:
    problems: list[Problem] = []
    for each in standards:
        hash(each)  # everything that selects a standard counts on it; what cannot be hashed raises here
        problems += refusals_at_hand(each, standards)  # no other plugin speaks for the jurisdiction
    if problems:
        raise PluginError(problems)


def _unusable_together(supplied: Sequence[Supplied]) -> Iterator[BrokenPlugin]:
    """The plugins that cannot be used beside the others, once all are loaded.

    A standard is of a scheme that no national standard has, or closes a circle of schemes.
    """
    at_hand = [each.standard for each in supplied]
    by_plugin: dict[tuple[str, Source], list[Standard]] = {}
    for each in supplied:
        by_plugin.setdefault((each.standard.jurisdiction, each.source), []).append(each.standard)
    for (jurisdiction, source), standards in by_plugin.items():
        problems = (*unknown_schemes(standards, at_hand), *schemes_going_round(standards, at_hand))
        if problems:
            yield BrokenPlugin(jurisdiction=jurisdiction, source=source, problems=problems)
