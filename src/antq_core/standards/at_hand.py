"""What keeps a standard that makes sense by itself from holding for whom it should, among others at hand.

One for a kind of unit that there is not would hold for nobody, and nobody would hear of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from antq_core.domain.provinces import REORGANISED_ON, changes_meaning
from antq_core.domain.units import NATIONAL_KIND_LABELS, UnitKind
from antq_core.errors import Problem, StandardError, alike
from antq_core.expressions.walking import schemes_in
from antq_core.standards.schemes import refusals_of_circle, schemes_read
from antq_core.standards.standard import Standard
from antq_core.standards.trees import trees_of

AddedKinds = Mapping[tuple[str, str], UnitKind]
"""The kinds that provinces add, by jurisdiction and code."""


def refusals_at_hand(standard: Standard, at_hand: Iterable[Standard]) -> Iterator[Problem]:
    """What is wrong with a standard among those at hand, which may name it or not."""
    others = [each for each in at_hand if each != standard]
    try:
        refuse_change_of_meaning(standard)
    except StandardError as error:
        yield from error.problems
    yield from _refusals_of_kinds(standard, others)
    yield from refusals_of_replacing(standard, others)


def refuse_change_of_meaning(standard: Standard) -> None:
    """Refuse a provincial standard whose code would come to mean another province while it is in force.

    Raises `StandardError`. On 2025-07-01 seven codes passed to a province of another name.
    """
    ends = standard.in_force_to
    crosses = standard.in_force_from < REORGANISED_ON and (ends is None or ends >= REORGANISED_ON)
    if not standard.is_national and crosses and changes_meaning(standard.jurisdiction.removeprefix("vn-")):
        facts = {"id": standard.id, "jurisdiction": standard.jurisdiction, "day": REORGANISED_ON}
        raise StandardError([Problem("standard.code-changes-meaning", (), facts)])


def refusals_of_replacing(standard: Standard, others: Iterable[Standard]) -> Iterator[Problem]:
    """What is wrong with the standards that one says it replaces, as far as they are at hand.

    A standard ends where another of its jurisdiction, scheme and kind takes its place. One that is not
    at hand may be named: then there is nothing to end.
    """
    if standard.id in standard.replaces:
        yield Problem("standard.replaces-itself", ("replaces",), {"id": standard.id})
    for old in others:
        if old.id not in standard.replaces or old.id == standard.id:
            continue
        facts: dict[str, object] = {"id": standard.id, "replaced": old.id}
        same = (old.jurisdiction, old.scheme) == (standard.jurisdiction, standard.scheme)
        if not same or set(old.kinds).isdisjoint(standard.kinds):
            told = {"jurisdiction": old.jurisdiction, "scheme": old.scheme, "kinds": ", ".join(old.kinds)}
            yield Problem("standard.replaces-another-sort", ("replaces",), {**facts, **told})
        elif old.in_force_from >= standard.in_force_from:
            days = {"first": standard.in_force_from, "replaced_first": old.in_force_from}
            yield Problem("standard.replaces-later", ("replaces",), {**facts, **days})


def unknown_schemes(standards: Iterable[Standard], at_hand: Iterable[Standard]) -> tuple[Problem, ...]:
    """What is wrong with standards that name a scheme which no national standard at hand has.

    A provincial one may be of such a scheme, and any may ask for its verdict. Nothing is wrong where no
    national standard is at hand at all; nor with schemes of standards that stand alone.
    """
    others = list(at_hand)
    known = {each.scheme for each in others if each.is_national}
    return tuple(
        problem
        for each in standards
        if known
        for problem in (*_of_unknown_scheme(each, known), *_asks_for_unknown_scheme(each, others))
    )


def _of_unknown_scheme(standard: Standard, known: set[str]) -> Iterator[Problem]:
    if not (standard.is_national or standard.stands_alone) and standard.scheme not in known:
        facts = {"id": standard.id, "scheme": standard.scheme, "known": ", ".join(sorted(known))}
        yield Problem("standard.unknown-scheme", ("scheme",), facts)


def _asks_for_unknown_scheme(standard: Standard, others: Iterable[Standard]) -> Iterator[Problem]:
    leading = (each for each in (standard, *others) if each.is_national or each.stands_alone)
    known = sorted({each.scheme for each in leading})
    for path, node in trees_of(standard).items():
        for scheme in sorted(schemes_in(node) - {*known, standard.scheme}):
            facts = {"scheme": scheme, "near": alike(scheme, known), "known": ", ".join(known)}
            yield Problem("standard.asks-unknown-scheme", (standard.id, *path), facts)


def schemes_going_round(standards: Sequence[Standard], at_hand: Iterable[Standard]) -> tuple[Problem, ...]:
    """That schemes ask for each other's verdict, and the standards of one jurisdiction close the circle.

    `at_hand` are all standards, those of the jurisdiction among them.
    """
    national = [each for each in at_hand if each.is_national]
    own = [each for each in standards if not each.is_national]
    if own and _circle(national):
        return ()  # that is wrong with the national ones, whatever a province adds
    return _circle([*national, *own])


def kinds_declared_otherwise(standard: Standard, others: Iterable[Standard]) -> Iterator[Problem]:
    """The kinds that a standard adds otherwise than another of its jurisdiction does."""
    for other in (each for each in others if each.jurisdiction == standard.jurisdiction):
        declared = {kind.code: kind for kind in other.added_kinds}
        for kind in standard.added_kinds:
            if declared.get(kind.code, kind) != kind:
                facts = {"id": standard.id, "kind": kind.code, "other": other.id}
                yield Problem("standard.kind-declared-otherwise", ("added_kinds",), facts)


def kinds_added(standards: Iterable[Standard]) -> dict[tuple[str, str], UnitKind]:
    """The kinds that provinces add; of one that is declared twice, the first."""
    found: dict[tuple[str, str], UnitKind] = {}
    for standard in standards:
        for kind in standard.added_kinds:
            found.setdefault((standard.jurisdiction, kind.code), kind)
    return found


def hold_together(one: Standard, other: Standard, added: AddedKinds) -> bool:
    """Whether two standards may hold for one unit at once: in place, in some kind of unit and in time."""
    here = one.jurisdiction == other.jurisdiction or one.is_national or other.is_national
    later = max(one.in_force_from, other.in_force_from)
    return here and one.is_in_force(later) and other.is_in_force(later) and _share_kind(one, other, added)


def _share_kind(one: Standard, other: Standard, added: AddedKinds) -> bool:
    """Whether both may hold for a unit of one kind: a national one for what a kind counts as."""
    if one.is_national is other.is_national:
        return not set(one.kinds).isdisjoint(other.kinds)
    national, provincial = (one, other) if one.is_national else (other, one)
    return not set(national.kinds).isdisjoint(national_kinds(provincial, added))


def national_kinds(standard: Standard, added: AddedKinds) -> set[str]:
    """The national kinds that the kinds of a standard are, or count as."""
    found = ((kind, added.get((standard.jurisdiction, kind))) for kind in standard.kinds)
    counted = (kind if declared is None else declared.counts_as for kind, declared in found)
    return {kind for kind in counted if kind is not None}


def _refusals_of_kinds(standard: Standard, others: Sequence[Standard]) -> Iterator[Problem]:
    own = [each for each in others if each.jurisdiction == standard.jurisdiction]
    added = kinds_added([standard, *own])
    known = [*(kind.value for kind in NATIONAL_KIND_LABELS), *(code for _, code in added)]
    for kind in standard.kinds:
        declared = added.get((standard.jurisdiction, kind))
        facts = {"id": standard.id, "kind": kind}
        if kind not in known:
            near = alike(kind, known)
            yield Problem(
                "standard.unknown-kind", ("kinds",), {**facts, "near": near, "known": ", ".join(known)}
            )
        elif declared is not None and declared.counts_as is None and not standard.stands_alone:
            yield Problem("standard.kind-added-elsewhere", ("kinds",), facts)
    yield from kinds_declared_otherwise(standard, own)


def _circle(standards: Iterable[Standard]) -> tuple[Problem, ...]:
    by_scheme: dict[str, list[Standard]] = {}
    for each in standards:
        by_scheme.setdefault(each.scheme, []).append(each)
    reads = {scheme: schemes_read(together) for scheme, together in by_scheme.items()}
    return tuple(refusals_of_circle(reads))
