"""What keeps a condition from being decided.

The search goes down only where the result is still open, so a fact that no longer matters is not asked
for: what is reported is what could still change the result.
"""

import functools
from collections.abc import Iterable, Iterator

import attrs

from antq_core.domain.records import Basis
from antq_core.domain.sheets import Record
from antq_core.domain.stated import UNKNOWN
from antq_core.evaluation.interpreter import (
    coded_answer,
    contradiction,
    counted,
    members,
    number,
    possible_arms,
    truth,
    value,
)
from antq_core.evaluation.world import OPEN, World
from antq_core.expressions import tree
from antq_core.expressions.resolving import TRUE
from antq_core.expressions.tree import Node
from antq_core.expressions.walking import children, walk
from antq_core.findings.finding import Gap, GapCode
from antq_core.messages.catalogue import text
from antq_core.possible import Interval, Options, Possible, Truths


@attrs.frozen
class Place:
    """A record, and how people find it in its list: ``incidents[2]``."""

    record: Record
    name: str


def gaps(node: Node, world: World, place: Place | None = None) -> list[Gap]:
    """Everything that could still change what a tree comes to; nothing when it is decided."""
    if value(node, world, place.record if place else None).is_decided:
        return []
    return list(dict.fromkeys(_open(node, world, place)))


def may_fall_silent(node: Node, world: World) -> bool:
    """Whether what is learnt may lead to a share of nothing of which the law does not speak.

    Then the condition stays open, though nobody could find out more. So it does where a coded rule
    fails on what is learnt.
    """
    return any(
        isinstance(each, tree.Coded)
        or (
            isinstance(each, tree.Share | tree.RecordShare)
            and each.of_nothing is Truths.EITHER
            and _may_be_of_nothing(each, world)
        )
        for each in walk(node)
    )


def _may_be_of_nothing(share: tree.Share | tree.RecordShare, world: World) -> bool:
    if isinstance(share, tree.RecordShare):
        found = members(share.records, share.whole, world)
        return counted(share.records, [counts for counts, _ in found], world).lo <= 0
    if any(isinstance(each, tree.FieldValue) for each in walk(share)):
        return True  # it is asked of each record, and of those that nobody has mentioned
    return number(share.whole, world).lo <= 0


@functools.singledispatch
def _open(node: Node, world: World, place: Place | None) -> Iterable[Gap]:
    for child in children(node):
        yield from gaps(child, world, place)


@_open.register
def _(node: tree.FactValue, world: World, place: Place | None) -> Iterable[Gap]:
    declaration = world.stack.fact[node.fact]
    if contradiction(node.fact, world):
        return [Gap(code=GapCode.CONTRADICTION, name=node.fact, label=declaration.label)]
    if declaration.derivation is not None:
        return gaps(declaration.derivation, world)
    width = _width(world.stated(node.fact))
    return [Gap(code=_why_unknown(node.fact, world), name=node.fact, label=declaration.label, width=width)]


@_open.register
def _(node: tree.LastYear, world: World, place: Place | None) -> Iterable[Gap]:
    label = text("wording.last-year", fact=world.stack.fact[node.fact].label)
    width = _width(world.last_year(node.fact))
    name = f"last_year.{node.fact}"
    return [Gap(code=GapCode.LAST_YEAR_UNKNOWN, name=name, label=label, width=width)]


@_open.register
def _(node: tree.FieldValue, world: World, place: Place | None) -> Iterable[Gap]:
    assert place is not None  # a field outside a list of records does not pass checking
    return [_field_gap(node.field, world, place)]


@_open.register
def _(node: tree.Count, world: World, place: Place | None) -> Iterable[Gap]:
    yield from _list_gaps(node.records, world)
    for counts, each in _places(node.records, node.where, world):
        if counts is Truths.EITHER:
            yield from _membership_gaps(node.records, node.where, world, each)


@_open.register
def _(node: tree.Every, world: World, place: Place | None) -> Iterable[Gap]:
    yield from _list_gaps(node.records, world)
    for counts, each in _places(node.records, node.where, world):
        if counts is not Truths.FALSE and truth(node.holds, world, each.record) is not Truths.TRUE:
            yield from _membership_gaps(node.records, node.where, world, each)
            yield from gaps(node.holds, world, each)


@_open.register
def _(node: tree.Share, world: World, place: Place | None) -> Iterable[Gap]:
    below = [*gaps(node.part, world, place), *gaps(node.whole, world, place)]
    return below or [_undeclared(world, node)]


@_open.register
def _(node: tree.RecordShare, world: World, place: Place | None) -> Iterable[Gap]:
    below = list(_list_gaps(node.records, world))
    for counts, each in _places(node.records, node.whole, world):
        if counts is not Truths.FALSE:
            below += _membership_gaps(node.records, node.whole, world, each)
            below += gaps(node.part, world, each)
    return below or [_undeclared(world, node)]


@_open.register
def _(node: tree.Where, world: World, place: Place | None) -> Iterable[Gap]:
    yield from gaps(node.condition, world, place)
    if truth(node.condition, world, place.record if place else None) is not Truths.FALSE:
        yield from gaps(node.amount, world, place)


@_open.register
def _(node: tree.Steps, world: World, place: Place | None) -> Iterable[Gap]:
    for condition, amount in possible_arms(node, world, place.record if place else None):
        if condition is not None:
            yield from gaps(condition, world, place)
        yield from gaps(amount, world, place)


@_open.register
def _(node: tree.Rescaled, world: World, place: Place | None) -> Iterable[Gap]:
    for part in node.parts:  # a part of no points still counts in what could be reached
        yield from _open(part, world, place)


@_open.register
def _(node: tree.Untranscribed, world: World, place: Place | None) -> Iterable[Gap]:
    width = node.most - node.least
    return [Gap(code=GapCode.UNTRANSCRIBED, name=node.name, label=node.label, width=width)]


@_open.register
def _(node: tree.MeetsStandard, world: World, place: Place | None) -> Iterable[Gap]:
    known = node.scheme in world.verdicts
    code = GapCode.OTHER_SCHEME_UNDECIDED if known else GapCode.OTHER_SCHEME_ABSENT
    label = text("wording.meets", scheme=node.label)
    return [Gap(code=code, name=node.scheme, label=label)]


@_open.register
def _(node: tree.Coded, world: World, place: Place | None) -> Iterable[Gap]:
    found = coded_answer(node, world)
    if found.failed is not None:
        label = text("gap.coded", text=node.text, reason=found.reason)
        return [Gap(code=found.failed, name=node.name, label=label)]
    return _unread(node, world)


def _unread(node: tree.Coded, world: World) -> Iterator[Gap]:
    """What a rule may have stopped at: which of it the rule read nobody can see from outside."""
    for read in node.reads:
        yield from gaps(read, world)
    for records in node.records:
        yield from _list_gaps(records, world)
        for counts, each in _places(records, TRUE, world):
            if counts is not Truths.FALSE:
                yield from _membership_gaps(records, TRUE, world, each)
                yield from _unknown_fields(each, world)


def _unknown_fields(place: Place, world: World) -> Iterator[Gap]:
    for name, declared in place.record.declared.items():
        assessed = getattr(declared, "assessed", None) is not None
        stated = place.record.value(name)
        open_child = assessed and not world.field(place.record, name).is_decided
        if open_child or (not assessed and (stated is UNKNOWN or isinstance(stated, Interval))):
            yield _field_gap(name, world, place)


def _places(records: str, where: Node, world: World) -> Iterator[tuple[Truths, Place]]:
    for position, (counts, record) in enumerate(members(records, where, world)):
        yield counts, Place(record, f"{records}[{position}]")


def _membership_gaps(records: str, where: Node, world: World, place: Place) -> Iterator[Gap]:
    """What leaves it open whether a record counts."""
    declaration = world.stack.records[records]
    if world.counts(place.record, declaration) is Truths.EITHER:
        dated_by = (declaration.dated_by,) if declaration.dated_by is not None else ()
        for name in (*dated_by, *world.placed_by(declaration)):
            if place.record.value(name) is UNKNOWN:
                yield _field_gap(name, world, place)
    yield from gaps(where, world, place)


def _list_gaps(records: str, world: World) -> Iterator[Gap]:
    if world.is_closed(records):
        return
    declaration = world.stack.records[records]
    held = world.dossier.records.get(records, OPEN)
    if held.basis is Basis.CLAIMED and world.basis is Basis.VERIFIED and held.complete_for is not None:
        code = GapCode.LIST_CLAIMED_ONLY
    elif world.today <= world.window.last:
        code = GapCode.WINDOW_NOT_OVER
    else:
        code = GapCode.LIST_OPEN
    width = declaration.at_most - len(world.records(records).items)
    yield Gap(code=code, name=f"records.{records}", label=declaration.label, width=width)


def _field_gap(field: str, world: World, place: Place) -> Gap:
    declared = place.record.declared[field]
    width = _width(world.field(place.record, field)) if declared.type is not tree.Measure.IDENTIFIER else 1
    named_by = type(place.record).declaration.identified_by
    if getattr(declared, "assessed", None) is None or named_by is None:
        name = f"records.{place.name}.{field}"
        return Gap(code=GapCode.FIELD_UNKNOWN, name=name, label=declared.label, width=width)
    known = world.child(place.record) is not None
    code = GapCode.UNIT_UNDECIDED if known else GapCode.UNIT_WITHOUT_DOSSIER
    return Gap(code=code, name=str(place.record.value(named_by)), label=declared.label)


def _why_unknown(fact: str, world: World) -> GapCode:
    sheet = world.dossier.sheet(world.basis)
    stated = sheet.value(fact)
    if stated is UNKNOWN:
        claimed = world.dossier.claimed.value(fact) is not UNKNOWN
        return GapCode.FACT_CLAIMED_ONLY if claimed else GapCode.FACT_UNKNOWN
    is_least = world.stack.fact[fact].counted_over_window and world.today <= world.window.last
    return GapCode.COUNT_NOT_FINAL if is_least else GapCode.FACT_INEXACT


def _undeclared(world: World, node: Node) -> Gap:
    label = text("gap.share-of-nothing")
    return Gap(code=GapCode.UNDECLARED_ANSWER, name=type(node).__name__, label=label)


def _width(possible: Possible) -> int:
    """How many further possibilities there are beside one."""
    if isinstance(possible, Interval):
        return possible.width
    if isinstance(possible, Options):
        return len(possible.codes) - 1
    return len(possible) - 1
