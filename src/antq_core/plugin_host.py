"""From installed plugins to a registry: one entry point at a time, in sorted order, and no failure lost.

Nothing is loaded at import, and nothing is global: whoever wants the plugins calls `load_registry`, and
says there which of them may be loaded.
"""

import difflib
import importlib.metadata
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs
import pluggy

from antq_core.domain.names import accent_free
from antq_core.domain.provinces import REORGANISED_ON, meanings, provinces
from antq_core.errors import AntqError, PluginError, Problem, ProvinceError
from antq_core.hookspecs import GROUP, PROJECT, Hooks
from antq_core.messages.text import Text
from antq_core.standards.registry import Registry, Supplied, refuse_change_of_meaning
from antq_core.standards.stack import BrokenPlugin, LeftOutPlugin, Source
from antq_core.standards.standard import NATIONAL, Standard

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
            try:
                supplied += _load(each, [other for other in candidates if other is not each])
            except AntqError as error:
                broken += each.broken_by(error.problems)
    left_out = [one for each in announced if each not in allowed for one in each.left_out()]
    registry = Registry(tuple(supplied), tuple(broken), tuple(left_out))
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

    def broken_by(self, problems: tuple[Problem, ...]) -> Iterator[BrokenPlugin]:
        for each in self.jurisdictions:
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
            yield _Announced(name, source, _failure("plugin.not-loaded", source, error))


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


def _load(plugin: _Announced, others: Sequence[_Announced]) -> Iterator[Supplied]:
    """The standards of a plugin. Raises `PluginError`, or what a refused standard raises."""
    if isinstance(plugin.entry_point, Problem):
        raise PluginError([plugin.entry_point])
    _refuse_name(plugin, [other for other in others if not isinstance(other.entry_point, Problem)])
    standards = _standards(_registered(plugin, plugin.entry_point), plugin)
    _refuse_foreign(plugin, standards)
    return (Supplied(standard, plugin.source) for standard in standards)


def _refuse_name(plugin: _Announced, others: Sequence[_Announced]) -> None:
    facts = {"name": plugin.name, "distribution": plugin.source.label}
    if not JURISDICTION.fullmatch(plugin.name):
        raise PluginError([Problem("plugin.bad-name", (), facts)])
    if plugin.name != NATIONAL:
        try:
            meanings(plugin.name.removeprefix(f"{NATIONAL}-"))
        except ProvinceError as error:
            reason = Text(vi=error.message("vi"), en=error.message("en"))
            raise PluginError([Problem("plugin.no-province", (), {**facts, "reason": reason})]) from error
    if others:
        labels = ", ".join(other.source.label for other in others)
        raise PluginError([Problem("plugin.name-twice", (), {**facts, "others": labels})])


def _registered(plugin: _Announced, entry_point: importlib.metadata.EntryPoint) -> pluggy.PluginManager:
    """A manager that holds this one plugin, so that no plugin can spoil the call of another."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    try:
        manager.register(entry_point.load(), name=plugin.name)
    except (Exception, SystemExit) as error:
        raise PluginError([_failure("plugin.not-loaded", plugin.source, error)]) from error
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


def _standards(manager: pluggy.PluginManager, plugin: _Announced) -> list[Standard]:
    if not manager.hook.antq_standards.get_hookimpls():
        raise PluginError([Problem("plugin.no-hook", (), {"distribution": plugin.source.label})])
    try:
        results = [list(result) for result in manager.hook.antq_standards()]
    except (Exception, SystemExit) as error:
        raise PluginError([_failure("plugin.raised", plugin.source, error)]) from error
    returned = list(itertools.chain(*results))
    rubbish = sorted({type(each).__name__ for each in returned if not isinstance(each, Standard)})
    if rubbish or not returned:
        facts = {"distribution": plugin.source.label, "found": ", ".join(rubbish) or "–"}
        raise PluginError([Problem("plugin.no-standards", (), facts)])
    return returned


def _refuse_foreign(plugin: _Announced, standards: Iterable[Standard]) -> None:
    for standard in standards:
        refuse_change_of_meaning(standard)
        if standard.jurisdiction != plugin.name:
            facts = {"id": standard.id, "jurisdiction": standard.jurisdiction, "name": plugin.name}
            named = {**facts, "distribution": plugin.source.label}
            raise PluginError([Problem("plugin.foreign-standard", (), named)])


def _failure(code: str, source: Source, error: BaseException) -> Problem:
    reason: object
    try:
        if isinstance(error, AntqError):
            reason = Text(vi=error.message("vi"), en=error.message("en"))
        else:
            reason = f"{type(error).__name__}: {error}"
    except Exception:  # an error that cannot even say what it is must not take the other plugins along
        reason = type(error).__name__
    return Problem(code, (), {"distribution": source.label, "reason": reason})
