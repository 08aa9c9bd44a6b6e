"""The listing of standards at hand, and of the plugins that should supply them."""

from collections.abc import Iterable, Iterator

import attrs

from antq_core.cli.assessment_listing import FORMAT, kind_words
from antq_core.cli.screen import Screen
from antq_core.cli.tables import table_of
from antq_core.codec.converter import unstructure
from antq_core.codec.documents import standard_digest
from antq_core.codec.text import Json
from antq_core.errors import Problem
from antq_core.standards.registry import Registry, Supplied
from antq_core.standards.stack import BrokenPlugin
from antq_core.standards.standard import Standard


@attrs.frozen(kw_only=True)
class Plugin:
    """One entry point: its jurisdiction, where it came from, and what it supplied or why it did not."""

    jurisdiction: str
    distribution: str
    version: str
    standards: int = 0
    problems: tuple[Problem, ...] = ()


def plugins(registry: Registry) -> tuple[Plugin, ...]:
    """Every plugin that was looked at, in the order of jurisdictions."""
    supplied = {(each.standard.jurisdiction, each.source) for each in registry.supplied}
    found = [
        Plugin(
            jurisdiction=jurisdiction,
            distribution=source.distribution,
            version=source.version,
            standards=sum(
                (each.standard.jurisdiction, each.source) == (jurisdiction, source)
                for each in registry.supplied
            ),
        )
        for jurisdiction, source in supplied
    ]
    found += [
        Plugin(
            jurisdiction=each.jurisdiction,
            distribution=each.source.distribution,
            version=each.source.version,
            problems=each.problems,
        )
        for each in registry.broken
    ]
    return tuple(sorted(found, key=lambda each: (each.jurisdiction, each.distribution)))


def show_plugins(registry: Registry, screen: Screen) -> None:
    """One line for every plugin; for a broken one with what is wrong."""
    columns = ("jurisdiction", "distribution", "version", "standards", "status", "error")
    rows = []
    for each in plugins(registry):
        status = screen.say("cli.plugin-broken" if each.problems else "cli.plugin-works")
        errors = "\n".join(problem.message(screen.locale) for problem in each.problems)
        rows.append((each.jurisdiction, each.distribution, each.version, str(each.standards), status, errors))
    screen.show(table_of(columns, rows, screen))


def plugins_listing(registry: Registry) -> Json:
    """The same for machines."""
    return {
        "format": FORMAT,
        "plugins": [
            {
                "jurisdiction": each.jurisdiction,
                "distribution": each.distribution,
                "version": each.version,
                "standards": each.standards,
                "status": "broken" if each.problems else "works",
                "problems": [
                    {"code": problem.code, "vi": problem.message("vi"), "en": problem.message("en")}
                    for problem in each.problems
                ],
            }
            for each in plugins(registry)
        ],
    }


def failures(broken: Iterable[BrokenPlugin]) -> Iterator[Problem]:
    """What is wrong with plugins, each problem under the jurisdiction whose units it leaves undecided."""
    for each in broken:
        yield from (problem.under(each.jurisdiction) for problem in each.problems)


def show_standards(registry: Registry, screen: Screen) -> None:
    """One line for every standard."""
    columns = ("id", "jurisdiction", "kinds", "in-force", "criteria", "title", "distribution")
    rows = [
        (
            each.standard.id,
            each.standard.jurisdiction,
            ", ".join(kind_words(kind, screen.locale) for kind in each.standard.kinds),
            in_force(each.standard, screen),
            str(len(each.standard.criteria)),
            each.standard.title.in_locale(screen.locale),
            each.source.label,
        )
        for each in registry.supplied
    ]
    screen.show(table_of(columns, rows, screen))


def standards_listing(registry: Registry) -> Json:
    """The same for machines."""
    return {"format": FORMAT, "standards": [_entry(each) for each in registry.supplied]}


def in_force(standard: Standard, screen: Screen) -> str:
    """From when, and until when, a standard is in force."""
    if standard.in_force_to is None:
        return screen.say("cli.in-force-from", first=standard.in_force_from)
    return screen.say("cli.in-force", first=standard.in_force_from, last=standard.in_force_to)


def _entry(supplied: Supplied) -> Json:
    standard = supplied.standard
    return {
        "id": standard.id,
        "scheme": standard.scheme,
        "jurisdiction": standard.jurisdiction,
        "kinds": list(standard.kinds),
        "in_force_from": unstructure(standard.in_force_from),
        "in_force_to": unstructure(standard.in_force_to),
        "criteria": len(standard.criteria),
        "title": unstructure(standard.title),
        "digest": standard_digest(standard),
        "distribution": supplied.source.distribution,
        "version": supplied.source.version,
    }
