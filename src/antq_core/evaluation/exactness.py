"""Whether both ends of what a tree may come to are surely reached.

They are when every unknown occurs once, or always pulls in one direction. Otherwise the interval holds
every completion still, but may be wider than all of them together.
"""

import functools
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator

import attrs

from antq_core.domain.sheets import Record
from antq_core.domain.stated import UNKNOWN
from antq_core.evaluation.interpreter import members, number, possible_arms, value
from antq_core.evaluation.world import World
from antq_core.expressions import tree
from antq_core.expressions.tree import Node, Operator
from antq_core.expressions.walking import children
from antq_core.possible import Interval, Possible, Truths

EITHER_WAY = 0
NOT_EXACT = "not exact"
PLAIN = (tree.FactValue, tree.LastYear, tree.FieldValue, tree.Number, tree.Points, tree.Day, tree.WindowEdge)

Use = tuple[Hashable, int]
"""Something unknown, and which way it pulls: 1 up, -1 down, 0 where nobody can say."""


def is_exact(node: Node, world: World) -> bool:
    """Whether both ends of a number are surely reached; for a truth, whether each that is left is."""
    pulls: dict[Hashable, list[int]] = defaultdict(list)
    for unknown, way in uses(node, _At(world), 1):
        pulls[unknown].append(way)
    if NOT_EXACT in pulls or _hang_together(set(pulls), world):
        return False
    return all(len(ways) == 1 or set(ways) in ({1}, {-1}) for ways in pulls.values())


def _hang_together(unknown: set[Hashable], world: World) -> bool:
    """Whether a part and its whole are both unknown: the one then bounds the other."""
    return any(
        {(sheet, fact.name), (sheet, fact.no_more_than)} <= unknown
        for fact in world.stack.facts
        for sheet in ("fact", "last year")
    )


def _is_held_back(fact: str, world: World, of: Callable[[str], Possible]) -> bool:
    """Whether a part or a whole of a fact may keep it from one of its ends.

    Only what stands right beside it bounds a fact; a part of a part could say more.
    """
    own, declared = of(fact), world.stack.fact
    whole = declared[fact].no_more_than
    parts = [each for each in declared.values() if each.no_more_than == fact]
    if not isinstance(own, Interval) or (whole is None and not parts):
        return False
    in_a_chain = whole is not None and (bool(parts) or declared[whole].no_more_than is not None)
    if in_a_chain or any(each.no_more_than == part.name for part in parts for each in declared.values()):
        return True
    most = of(whole) if whole is not None else own
    least = [of(part.name) for part in parts]
    return (isinstance(most, Interval) and most.hi < own.hi) or any(
        isinstance(each, Interval) and each.lo > own.lo for each in least
    )


def _is_plain(node: Node, world: World) -> bool:
    """Whether a number can be each of those between its ends."""
    if isinstance(node, tree.FactValue):
        return isinstance(world.stack.fact[node.fact].derivation, tree.Count | None)
    return isinstance(node, PLAIN)


@attrs.frozen
class _At:
    """Where a tree is looked at: a world, and inside a list one of its records."""

    world: World
    record: Record | None = None
    place: Hashable = None


def uses(node: Node, at: _At, way: int) -> Iterator[Use]:
    """Everything unknown that a tree asks for; nothing below a value that is decided."""
    if not value(node, at.world, at.record).is_decided:
        yield from _uses(node, at, way)


@functools.singledispatch
def _uses(node: Node, at: _At, way: int) -> Iterator[Use]:
    """What one operator that is not decided asks for. Raises `TypeError` for one of which nobody has said."""
    raise TypeError(f"nobody has said which way {type(node).__name__} pulls")


@_uses.register(tree.Truth)
@_uses.register(tree.Number)
@_uses.register(tree.Points)
@_uses.register(tree.Day)
@_uses.register(tree.WindowEdge)
def _(node: Node, at: _At, way: int) -> Iterator[Use]:
    return iter(())  # what is written down is known


@_uses.register(tree.And)
@_uses.register(tree.Or)
@_uses.register(tree.Sum)
@_uses.register(tree.Clamp)
@_uses.register(tree.ItemPoints)
def _(node: Node, at: _At, way: int) -> Iterator[Use]:
    """All operands pull as the whole does."""
    for child in children(node):
        yield from uses(child, at, way)


@_uses.register
def _(node: tree.FactValue, at: _At, way: int) -> Iterator[Use]:
    derivation = at.world.stack.fact[node.fact].derivation
    if _is_held_back(node.fact, at.world, at.world.stated):
        yield NOT_EXACT, way
    elif derivation is None:
        yield ("fact", node.fact), way
    elif value(derivation, at.world) == value(node, at.world):
        yield from uses(derivation, at, way)
    else:  # what is stated beside it says more than the records do
        yield NOT_EXACT, way


@_uses.register
def _(node: tree.LastYear, at: _At, way: int) -> Iterator[Use]:
    if _is_held_back(node.fact, at.world, at.world.last_year):
        yield NOT_EXACT, way
    yield ("last year", node.fact), way


@_uses.register
def _(node: tree.FieldValue, at: _At, way: int) -> Iterator[Use]:
    record = at.record
    assert record is not None  # a field outside a list of records does not pass checking
    named_by = type(record).declaration.identified_by
    is_assessed = getattr(record.declared[node.field], "assessed", None) is not None
    if is_assessed and named_by is not None:  # all that is asked of one unit hangs together
        yield ("unit", record.value(named_by)), way
    else:
        yield (at.place, node.field), way


@_uses.register
def _(node: tree.Compare, at: _At, way: int) -> Iterator[Use]:
    match node.operator:
        case Operator.MORE | Operator.AT_LEAST:
            left, right = way, -way
        case Operator.LESS | Operator.AT_MOST:
            left, right = -way, way
        case _:  # which numbers between its ends a sum can come to is another question
            left = right = EITHER_WAY
            if not _is_plain(node.left, at.world) or not _is_plain(node.right, at.world):
                yield NOT_EXACT, EITHER_WAY
    yield from uses(node.left, at, left)
    yield from uses(node.right, at, right)


@_uses.register(tree.OneOf)
@_uses.register(tree.During)
def _(node: Node, at: _At, way: int) -> Iterator[Use]:
    for child in children(node):
        yield from uses(child, at, EITHER_WAY)


@_uses.register
def _(node: tree.Not, at: _At, way: int) -> Iterator[Use]:
    yield from uses(node.operand, at, -way)


@_uses.register
def _(node: tree.Difference, at: _At, way: int) -> Iterator[Use]:
    yield from uses(node.left, at, way)
    yield from uses(node.right, at, -way)


@_uses.register
def _(node: tree.Times, at: _At, way: int) -> Iterator[Use]:
    yield from uses(node.operand, at, way if node.factor > 0 else -way)


@_uses.register
def _(node: tree.PerEach, at: _At, way: int) -> Iterator[Use]:
    yield from uses(node.count, at, way if node.hundredths > 0 else -way)


@_uses.register
def _(node: tree.Count, at: _At, way: int) -> Iterator[Use]:
    if not at.world.is_closed(node.records):  # what else the list may hold need not be such as is counted
        yield NOT_EXACT, way
        return
    for position, (counts, record) in enumerate(members(node.records, node.where, at.world)):
        if counts is Truths.EITHER:
            inside = _At(at.world, record, (node.records, position))
            yield from uses(node.where, inside, way)
            yield from _membership(node.records, inside)


@_uses.register
def _(node: tree.Share, at: _At, way: int) -> Iterator[Use]:
    whole = number(node.whole, at.world, at.record)
    may_be_of_nothing = whole.lo <= 0
    yield from uses(node.part, at, EITHER_WAY if may_be_of_nothing else way)
    yield from uses(node.whole, at, EITHER_WAY if may_be_of_nothing else -way)
    may_be_one = _is_plain(node.whole, at.world)
    if may_be_of_nothing and (node.of_nothing is Truths.EITHER or not may_be_one):
        yield NOT_EXACT, EITHER_WAY


@_uses.register
def _(node: tree.Where, at: _At, way: int) -> Iterator[Use]:
    amount = number(node.amount, at.world, at.record)
    pull = 1 if amount.lo >= 0 else -1 if amount.hi <= 0 else EITHER_WAY
    yield from uses(node.condition, at, pull * way)
    yield from uses(node.amount, at, way)


@_uses.register
def _(node: tree.Steps, at: _At, way: int) -> Iterator[Use]:
    arms = list(possible_arms(node, at.world, at.record))
    pull = _pull_of([number(amount, at.world, at.record) for _, amount in arms])
    for condition, amount in arms:
        if condition is not None:
            yield from uses(condition, at, pull * way)
        yield from uses(amount, at, way)


@_uses.register
def _(node: tree.Rescaled, at: _At, way: int) -> Iterator[Use]:
    for part in node.parts:
        assert isinstance(part, tree.Where)  # other parts do not pass checking
        yield from uses(part.condition, at, EITHER_WAY)
        yield from uses(part.amount, at, way)


@_uses.register
def _(node: tree.Untranscribed, at: _At, way: int) -> Iterator[Use]:
    yield ("untranscribed", node.name), way


@_uses.register
def _(node: tree.MeetsStandard, at: _At, way: int) -> Iterator[Use]:
    if node.scheme in at.world.verdicts:  # a verdict is sound, and may be wider than what it rests upon
        yield NOT_EXACT, way
    yield ("scheme", node.scheme), way


@_uses.register(tree.Every)
@_uses.register(tree.RecordShare)
@_uses.register(tree.Coded)
@_uses.register(tree.ReadingIs)
def _(node: Node, at: _At, way: int) -> Iterator[Use]:
    yield NOT_EXACT, way


def _pull_of(amounts: list[Interval]) -> int:
    """Which way the conditions of steps pull: up, where each step brings no more than the one before."""
    if not all(amount.is_decided for amount in amounts):
        return EITHER_WAY
    found = [amount.lo for amount in amounts]
    if found == sorted(found, reverse=True):
        return 1
    return -1 if found == sorted(found) else EITHER_WAY


def _membership(records: str, at: _At) -> Iterator[Use]:
    """The fields that leave it open whether a record belongs to the window and the place of the unit."""
    declaration, record = at.world.stack.records[records], at.record
    assert record is not None  # membership is asked of a record
    if at.world.counts(record, declaration) is Truths.EITHER:
        dated_by = (declaration.dated_by,) if declaration.dated_by is not None else ()
        for name in (*dated_by, *at.world.placed_by(declaration)):
            if record.value(name) is UNKNOWN:
                yield (at.place, name), EITHER_WAY
