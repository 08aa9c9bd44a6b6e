"""The listing of standards at hand."""

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text as Words

from antq_core.cli.assessment_listing import FORMAT
from antq_core.cli.screen import Screen, printable
from antq_core.cli.tables import pairs_of, table_of
from antq_core.codec.converter import unstructure
from antq_core.codec.documents import standard_digest
from antq_core.codec.text import Json
from antq_core.standards.registry import Registry
from antq_core.standards.standard import Standard
from antq_core.standards.supplied import Supplied

WIDTH_OF_A_LINE = 120
"""In so many columns a line holds an id, a title and what stands between, without breaking words."""


def show_standards(registry: Registry, screen: Screen) -> None:
    """One line for every standard; one block where lines would break its id."""
    columns = ("id", "jurisdiction", "kinds", "in-force", "criteria", "title", "distribution")
    rows = [
        (
            each.standard.id,
            each.standard.jurisdiction,
            ", ".join(_kinds(each.standard, registry, screen)),
            in_force(each.standard, screen),
            str(len(each.standard.criteria)),
            each.standard.title.in_locale(screen.locale),
            each.source.label,
        )
        for each in registry.supplied
    ]
    if screen.out.width >= WIDTH_OF_A_LINE:
        screen.show(table_of(columns, rows, screen))
        return
    headings = [screen.say(f"cli.column-{column}") for column in columns[1:]]
    for standard_id, *others in rows:
        block = pairs_of((name, value) for name, value in zip(headings, others, strict=True) if value)
        screen.show(Words(printable(standard_id)), Padding(block, (0, 0, 1, 2)))


def _kinds(standard: Standard, registry: Registry, screen: Screen) -> Iterator[str]:
    for kind in standard.kinds:
        yield registry.kind_label(kind, standard.jurisdiction).in_locale(screen.locale)


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
        "added_kinds": unstructure(standard.added_kinds),
        "replaces": list(standard.replaces),
        "in_force_from": unstructure(standard.in_force_from),
        "in_force_to": unstructure(standard.in_force_to),
        "criteria": len(standard.criteria),
        "title": unstructure(standard.title),
        "digest": standard_digest(standard),
        "distribution": supplied.source.distribution,
        "version": supplied.source.version,
    }
