"""The listing of plugins: what each supplies, and what is wrong with those that supply nothing."""

import enum
import itertools
from collections.abc import Iterator

import attrs

from antq_core.cli.assessment_listing import FORMAT
from antq_core.cli.screen import Screen
from antq_core.cli.standard_listing import in_force
from antq_core.cli.tables import table_of
from antq_core.codec.converter import unstructure
from antq_core.codec.text import Json
from antq_core.domain.provinces import Province, meanings
from antq_core.errors import Problem, ProvinceError
from antq_core.standards.registry import Registry
from antq_core.standards.stack import Source
from antq_core.standards.standard import NATIONAL, Standard


class Status(enum.StrEnum):
    """What became of a plugin."""

    WORKS = "works"
    BROKEN = "broken"
    LEFT_OUT = "left-out"


@attrs.define(kw_only=True)
class Plugin:
    """One entry point: whom it speaks for, where it came from, what it supplies, what is wrong with it."""

    jurisdiction: str
    source: Source
    status: Status = Status.WORKS
    standards: list[Standard] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)


def plugins(registry: Registry) -> list[Plugin]:
    """Every plugin that was looked at, in the order of jurisdictions."""
    found: dict[tuple[str, Source], Plugin] = {}

    def of(jurisdiction: str, source: Source) -> Plugin:
        new = Plugin(jurisdiction=jurisdiction, source=source)
        return found.setdefault((jurisdiction, source), new)

    for supplied in registry.supplied:
        of(supplied.standard.jurisdiction, supplied.source).standards.append(supplied.standard)
    for broken in registry.faults():
        plugin = of(broken.jurisdiction, broken.source)
        plugin.status = Status.BROKEN
        plugin.problems += broken.problems
    for left_out in registry.left_out:
        of(left_out.jurisdiction, left_out.source).status = Status.LEFT_OUT
    return sorted(found.values(), key=lambda each: (each.jurisdiction, each.source.distribution))


def show_plugins(registry: Registry, screen: Screen) -> None:
    """One row for every plugin; where any is broken, with what is wrong."""
    listed = plugins(registry)
    columns = ["jurisdiction", "plugin", "standards", "status"]
    rows = [
        [
            "\n".join((each.jurisdiction, *_names(each.jurisdiction, screen))),
            "\n".join(filter(None, (each.source.entry_point, each.source.label))),
            "\n".join(_standards(each, screen)),
            screen.say(f"cli.plugin-{each.status.value}"),
        ]
        for each in listed
    ]
    if any(each.problems for each in listed):
        columns.append("error")
        for row, each in zip(rows, listed, strict=True):
            row.append("\n".join(problem.message(screen.locale) for problem in each.problems))
    screen.show(table_of(columns, rows, screen, lines=True))


def plugins_listing(registry: Registry) -> Json:
    """The same for machines."""
    return {"format": FORMAT, "plugins": [_entry(each) for each in plugins(registry)]}


def left_out_plugins(registry: Registry) -> str:
    """The plugins that were not let in, for a sentence."""
    return ", ".join(f"{each.jurisdiction} ({each.source.label})" for each in registry.left_out)


def _provinces(jurisdiction: str) -> list[Province]:
    """The provinces that the code of a jurisdiction has meant, the later first; none for the country."""
    try:
        meant = meanings(jurisdiction.removeprefix(f"{NATIONAL}-"))
    except ProvinceError:
        return []
    return [*reversed(meant)] if len({each.name for each in meant}) > 1 else [meant[-1]]


def _names(jurisdiction: str, screen: Screen) -> Iterator[str]:
    for each in _provinces(jurisdiction):
        if each.valid_to is None:
            yield each.name
        else:
            yield screen.say("cli.province-until", name=each.name, day=each.valid_to)


def _standards(plugin: Plugin, screen: Screen) -> Iterator[str]:
    """The ids of the standards below the time in which they are in force."""
    for time, together in itertools.groupby(plugin.standards, key=lambda each: in_force(each, screen)):
        yield f"{time}:"
        yield from (each.id for each in together)


def _entry(plugin: Plugin) -> Json:
    return {
        "jurisdiction": plugin.jurisdiction,
        "provinces": [
            {"name": each.name, "valid_to": unstructure(each.valid_to)}
            for each in _provinces(plugin.jurisdiction)
        ],
        "entry_point": plugin.source.entry_point,
        "distribution": plugin.source.distribution,
        "version": plugin.source.version,
        "status": plugin.status.value,
        "standards": [
            {
                "id": each.id,
                "in_force_from": unstructure(each.in_force_from),
                "in_force_to": unstructure(each.in_force_to),
            }
            for each in plugin.standards
        ],
        "problems": [
            {"code": each.code, "vi": each.message("vi"), "en": each.message("en")}
            for each in plugin.problems
        ],
    }
