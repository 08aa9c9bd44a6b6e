"""The listing of standards at hand."""

from antq_core.cli.assessment_listing import FORMAT, kind_words
from antq_core.cli.screen import Screen
from antq_core.cli.tables import table_of
from antq_core.codec.converter import unstructure
from antq_core.codec.documents import standard_digest
from antq_core.codec.text import Json
from antq_core.standards.registry import Registry, Supplied
from antq_core.standards.standard import Standard


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
