"""From installed plugins to a registry: one entry point at a time, in sorted order, and no failure lost.

Nothing is loaded at import, and nothing is global: whoever wants the plugins calls `load_registry`.
"""

import importlib.metadata
import itertools
import re
from collections.abc import Collection, Iterable, Iterator

import attrs
import pluggy

from antq_core.errors import AntqError, PluginError, Problem
from antq_core.hookspecs import GROUP, PROJECT, Hooks
from antq_core.messages.text import Text
from antq_core.standards.registry import Registry, Supplied, refuse_change_of_meaning
from antq_core.standards.stack import BrokenPlugin, Source
from antq_core.standards.standard import Standard

JURISDICTION = re.compile(r"vn(-[0-9]{2})?")
JURISDICTION_LINE = re.compile(r"^\s*(vn(?:-[0-9]{2})?)\b", re.MULTILINE)


@attrs.frozen
class _Found:
    entry_point: importlib.metadata.EntryPoint
    source: Source


def load_registry(*, only: Collection[str] | None = None, strict: bool = False) -> Registry:
    """The registry of all installed plugins.

    `only` names the jurisdictions to load; None loads all. A plugin that cannot be used stands in
    `Registry.broken` with its distribution and the reason, and its units become undecided; with
    `strict` a `PluginError` with all such problems is raised instead.

    Plugins are code: loading them runs it with the rights of this process.
    """
    supplied: list[Supplied] = []
    broken = [each for each in _unreadable() if only is None or each.jurisdiction in only]
    for name, found in itertools.groupby(_entry_points(only), key=lambda each: each.entry_point.name):
        candidates = list(found)
        try:
            supplied += _load(name, candidates)
        except AntqError as error:
            source = Source(distribution=", ".join(each.source.label for each in candidates))
            broken.append(BrokenPlugin(jurisdiction=name, source=source, problems=error.problems))
    if strict and broken:
        raise PluginError(problem.under(each.jurisdiction) for each in broken for problem in each.problems)
    return Registry(tuple(supplied), tuple(broken))


def _entry_points(only: Collection[str] | None) -> list[_Found]:
    """Every entry point of the group, once a distribution, sorted by name and then distribution."""
    found = {
        (each.entry_point.name, each.source.distribution): each
        for each in reversed(list(_all_entry_points()))
        if only is None or each.entry_point.name in only
    }
    return [found[key] for key in sorted(found)]


def _all_entry_points() -> Iterator[_Found]:
    for distribution in importlib.metadata.distributions():
        if _fault(distribution) is None:
            for entry_point in distribution.entry_points.select(group=GROUP):
                yield _Found(entry_point, _source(distribution))


def _unreadable() -> Iterator[BrokenPlugin]:
    """Distributions whose list of entry points cannot be read: those that speak for a jurisdiction are kept.

    A province whose plugin is damaged is unknown; it must not pass for one that adds nothing.
    """
    for distribution in importlib.metadata.distributions():
        fault = _fault(distribution)
        if fault is None or isinstance(fault, UnicodeDecodeError):
            continue  # what is no text cannot be seen to speak for anybody
        told = distribution.read_text("entry_points.txt") or ""
        if f"[{GROUP}]" in told:
            problem = _failure("plugin.not-loaded", _source(distribution), fault)
            for found in JURISDICTION_LINE.finditer(told):
                yield BrokenPlugin(jurisdiction=found[1], source=_source(distribution), problems=(problem,))


def _fault(distribution: importlib.metadata.Distribution) -> Exception | None:
    try:
        list(distribution.entry_points)
    except Exception as error:
        return error
    return None


def _source(distribution: importlib.metadata.Distribution) -> Source:
    return Source(distribution=distribution.name or "?", version=distribution.version or "")


def _load(name: str, candidates: list[_Found]) -> Iterator[Supplied]:
    """The standards behind a name. Raises `PluginError`, or what a refused standard raises."""
    if len(candidates) > 1:
        labels = ", ".join(each.source.label for each in candidates)
        raise PluginError([Problem("plugin.name-twice", (), {"name": name, "distributions": labels})])
    if not JURISDICTION.fullmatch(name):
        raise PluginError([Problem("plugin.bad-name", (), {"name": name})])
    (found,) = candidates
    standards = _standards(_registered(found), found)
    _refuse_foreign(name, standards)
    return (Supplied(standard, found.source) for standard in standards)


def _registered(found: _Found) -> pluggy.PluginManager:
    """A manager that holds this one plugin, so that no plugin can spoil the call of another."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    try:
        manager.register(found.entry_point.load(), name=found.entry_point.name)
        manager.check_pending()
    except (Exception, SystemExit) as error:
        raise PluginError([_failure("plugin.not-loaded", found.source, error)]) from error
    return manager


def _standards(manager: pluggy.PluginManager, found: _Found) -> list[Standard]:
    if not manager.hook.antq_standards.get_hookimpls():
        raise PluginError([Problem("plugin.no-hook", (), {"distribution": found.source.label})])
    try:
        results = [list(result) for result in manager.hook.antq_standards()]
    except (Exception, SystemExit) as error:
        raise PluginError([_failure("plugin.raised", found.source, error)]) from error
    returned = list(itertools.chain(*results))
    rubbish = sorted({type(each).__name__ for each in returned if not isinstance(each, Standard)})
    if rubbish or not returned:
        facts = {"distribution": found.source.label, "found": ", ".join(rubbish) or "–"}
        raise PluginError([Problem("plugin.no-standards", (), facts)])
    return returned


def _refuse_foreign(name: str, standards: Iterable[Standard]) -> None:
    for standard in standards:
        refuse_change_of_meaning(standard)
        if standard.jurisdiction != name:
            facts = {"id": standard.id, "jurisdiction": standard.jurisdiction, "name": name}
            raise PluginError([Problem("plugin.foreign-standard", (), facts)])


def _failure(code: str, source: Source, error: BaseException) -> Problem:
    reason: object = f"{type(error).__name__}: {error}"
    if isinstance(error, AntqError):
        reason = Text(vi=error.message("vi"), en=error.message("en"))
    return Problem(code, (), {"distribution": source.label, "reason": reason})
