"""What stands around the criteria of two standards: heading, assumptions and procedure."""

from collections.abc import Iterator

from antq_core.comparison.difference import Difference, Part
from antq_core.comparison.in_words import citation, day, day_of_year, in_list, plain, window
from antq_core.comparison.pairing import paired, recognised
from antq_core.comparison.telling import CITATION, TEXT, TITLE, Told
from antq_core.domain.units import UnitKind, national_label
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.standards.procedure import Provision
from antq_core.standards.standard import Standard


def of_heading(old: Standard, new: Standard) -> Iterator[Difference]:
    """How the headings differ: for whom, by which instrument, from when and over which days."""
    yield from Told(Part.HEADING, "", text("difference.part-heading")).where_other(
        ("scheme", plain(old.scheme), plain(new.scheme)),
        ("jurisdiction", plain(old.jurisdiction), plain(new.jurisdiction)),
        (TITLE, old.title, new.title),
        (CITATION, old.citation.label, new.citation.label),
        ("kinds", _kinds(old), _kinds(new)),
        ("added-kinds", in_list(map(_kind, old.added_kinds)), in_list(map(_kind, new.added_kinds))),
        ("in-force-from", day(old.in_force_from), day(new.in_force_from)),
        ("in-force-to", day(old.in_force_to), day(new.in_force_to)),
        ("replaces", in_list(map(plain, old.replaces)), in_list(map(plain, new.replaces))),
        ("window", window(old.window), window(new.window)),
        ("decided-on", day_of_year(old.decided_on), day_of_year(new.decided_on)),
        ("additions-under", citation(old.additions_under), citation(new.additions_under)),
    )


def of_assumptions(old: Standard, new: Standard) -> Iterator[Difference]:
    """How the assumptions differ that results rest upon."""
    pairs = paired(old.assumptions, new.assumptions, lambda each: each.code)
    for before, after in pairs.kept:
        yield from Told(Part.ASSUMPTION, after.code, after.text).where_other(
            (TEXT, before.text, after.text),
            (CITATION, before.citation.label, after.citation.label),
            ("since", day(before.since), day(after.since)),
        )
    for each in pairs.added:
        yield Told(Part.ASSUMPTION, each.code, each.text).added(each.citation.label)
    for each in pairs.removed:
        yield Told(Part.ASSUMPTION, each.code, each.text).removed(each.citation.label)


def of_procedure(old: Standard, new: Standard) -> Iterator[Difference]:
    """How the procedure differs; provisions of one code follow each other in time."""
    pairs = recognised(
        paired(old.procedure, new.procedure, lambda each: (each.code, each.holds_from)),
        lambda each: each.code,
    )
    for before, after in pairs.kept:
        yield from _provision(after).where_other(
            ("matter", _matter(before), _matter(after)),
            (TEXT, before.text, after.text),
            (CITATION, before.citation.label, after.citation.label),
            ("in-force-from", day(before.holds_from), day(after.holds_from)),
            ("in-force-to", day(before.holds_to), day(after.holds_to)),
            ("before", day_of_year(before.before), day_of_year(after.before)),
            ("transcription", _status(before), _status(after)),
        )
    for each in pairs.added:
        yield _provision(each).added(each.citation.label)
    for each in pairs.removed:
        yield _provision(each).removed(each.citation.label)


def _kinds(standard: Standard) -> Text | None:
    own = {kind.code: kind.label for kind in standard.added_kinds}
    return in_list(own.get(code) or national_label(code) or plain(code) for code in standard.kinds)


def _kind(kind: UnitKind) -> Text:
    if kind.counts_as is None:
        return kind.label
    counts_as = national_label(kind.counts_as) or plain(kind.counts_as)
    return text("difference.kind-counts-as", kind=kind.label, counts_as=counts_as)


def _matter(provision: Provision) -> Text:
    return text(f"matter.{provision.matter.value}")


def _status(provision: Provision) -> Text:
    return text(f"difference.{provision.transcription.value}")


def _provision(provision: Provision) -> Told:
    return Told(Part.PROVISION, provision.code, provision.text)
