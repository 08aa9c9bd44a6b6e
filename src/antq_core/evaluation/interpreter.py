"""The reference meaning of every operator: slow, obvious, and never narrower than what is possible."""

import functools
from collections.abc import Iterator
from typing import TypeVar

from antq_core.domain.sheets import Record
from antq_core.domain.windows import period_of_year
from antq_core.evaluation.coded import Answer, answer
from antq_core.evaluation.world import World, during, met
from antq_core.expressions import tree
from antq_core.expressions.tree import Edge, Node, Operator
from antq_core.possible import (
    Interval,
    Options,
    Part,
    Possible,
    Truths,
    Verdicts,
    all_of,
    any_of,
    hull_of,
    rescaled,
    total,
    where,
)

P = TypeVar("P", Truths, Interval, Options)


def truth(node: Node, world: World, record: Record | None = None) -> Truths:
    """What a condition may come to."""
    return _of(Truths, value(node, world, record))


def number(node: Node, world: World, record: Record | None = None) -> Interval:
    """What a number, points or a day may come to."""
    return _of(Interval, value(node, world, record))


def value(node: Node, world: World, record: Record | None = None) -> Possible:
    """Everything that a tree may come to; for one world it is worked out once."""
    key = (node, id(record))
    found = world.worked_out.get(key)
    if found is None:
        found = world.worked_out[key] = evaluate(node, world, record)
    return found


def contradiction(fact: str, world: World) -> bool:
    """Whether what is stated of a fact and what its records show cannot both be true."""
    derived = _derived(fact, world)
    return derived is not None and _meet(world.stated(fact), derived) is None


@functools.singledispatch
def evaluate(node: Node, world: World, record: Record | None) -> Possible:
    """The meaning of each operator. Raises `TypeError` for a node without one."""
    raise TypeError(f"{type(node).__name__} has no meaning")


@evaluate.register
def _(node: tree.Truth, world: World, record: Record | None) -> Possible:
    return Truths.of(node.value)


@evaluate.register
def _(node: tree.Number, world: World, record: Record | None) -> Possible:
    return Interval.exactly(node.value)


@evaluate.register
def _(node: tree.Points, world: World, record: Record | None) -> Possible:
    return Interval.exactly(node.hundredths)


@evaluate.register
def _(node: tree.Day, world: World, record: Record | None) -> Possible:
    return Interval.exactly(node.value.toordinal())


@evaluate.register
def _(node: tree.WindowEdge, world: World, record: Record | None) -> Possible:
    day = world.window.first if node.edge is Edge.START else world.window.last
    return Interval.exactly(day.toordinal())


@evaluate.register
def _(node: tree.FactValue, world: World, record: Record | None) -> Possible:
    stated, derived = world.stated(node.fact), _derived(node.fact, world)
    if derived is None:
        return stated
    agreed = _meet(stated, derived)
    return _hull(stated, derived) if agreed is None else agreed


@evaluate.register
def _(node: tree.LastYear, world: World, record: Record | None) -> Possible:
    return world.last_year(node.fact)


@evaluate.register
def _(node: tree.FieldValue, world: World, record: Record | None) -> Possible:
    assert record is not None  # a field outside a list of records does not pass checking
    return world.field(record, node.field)


@evaluate.register
def _(node: tree.ReadingIs, world: World, record: Record | None) -> Possible:
    return Truths.EITHER  # what is settled has been resolved; what is left is open


@evaluate.register
def _(node: tree.Compare, world: World, record: Record | None) -> Possible:
    left, right = number(node.left, world, record), number(node.right, world, record)
    match node.operator:
        case Operator.EQUAL:
            return left.equals(right)
        case Operator.UNEQUAL:
            return left.equals(right).negated
        case Operator.LESS:
            return left.less_than(right)
        case Operator.AT_MOST:
            return left.at_most(right)
        case Operator.MORE:
            return right.less_than(left)
        case Operator.AT_LEAST:
            return right.at_most(left)


@evaluate.register
def _(node: tree.OneOf, world: World, record: Record | None) -> Possible:
    choice = _of(Options, value(node.choice, world, record))
    return choice.is_one_of(frozenset(node.codes))


@evaluate.register
def _(node: tree.During, world: World, record: Record | None) -> Possible:
    days = period_of_year(node.period, world.dossier.year, world.window)
    return during(number(node.day, world, record), days)


@evaluate.register
def _(node: tree.And, world: World, record: Record | None) -> Possible:
    return all_of([truth(operand, world, record) for operand in node.operands])


@evaluate.register
def _(node: tree.Or, world: World, record: Record | None) -> Possible:
    return any_of([truth(operand, world, record) for operand in node.operands])


@evaluate.register
def _(node: tree.Not, world: World, record: Record | None) -> Possible:
    return truth(node.operand, world, record).negated


@evaluate.register
def _(node: tree.Sum, world: World, record: Record | None) -> Possible:
    return total(number(operand, world, record) for operand in node.operands)


@evaluate.register
def _(node: tree.Difference, world: World, record: Record | None) -> Possible:
    return number(node.left, world, record) - number(node.right, world, record)


@evaluate.register
def _(node: tree.Times, world: World, record: Record | None) -> Possible:
    return number(node.operand, world, record).scaled(node.factor)


@evaluate.register
def _(node: tree.Count, world: World, record: Record | None) -> Possible:
    return counted(node.records, [counts for counts, _ in members(node.records, node.where, world)], world)


@evaluate.register
def _(node: tree.Every, world: World, record: Record | None) -> Possible:
    rest = Truths.TRUE if world.is_closed(node.records) else Truths.EITHER
    return all_of(
        [
            rest,
            *(
                any_of((counts.negated, truth(node.holds, world, each)))
                for counts, each in members(node.records, node.where, world)
            ),
        ]
    )


@evaluate.register
def _(node: tree.Share, world: World, record: Record | None) -> Possible:
    part, whole = number(node.part, world, record), number(node.whole, world, record)
    if whole.hi <= 0:
        return node.of_nothing
    something = Interval(max(whole.lo, 1), whole.hi)
    answer = _reaches(part.scaled(node.at_least.of) - something.scaled(node.at_least.parts))
    return answer | node.of_nothing if whole.lo <= 0 else answer


@evaluate.register
def _(node: tree.RecordShare, world: World, record: Record | None) -> Possible:
    found = members(node.records, node.whole, world)
    whole = counted(node.records, [counts for counts, _ in found], world)
    if whole.hi <= 0:
        return node.of_nothing
    weights: dict[Truths, list[Interval]] = {Truths.TRUE: [], Truths.EITHER: [], Truths.FALSE: []}
    for counts, each in found:
        weights[counts].append(_weight(truth(node.part, world, each), node.at_least))
    sure, maybe = weights[Truths.TRUE], weights[Truths.EITHER]
    if world.is_closed(node.records):
        surplus = _surplus(sure, maybe)
    else:  # every place left may be taken by a record of which nothing is known
        anything = _weight(Truths.EITHER, node.at_least)
        places = whole.hi - len(sure)
        surplus = total(sure) + Interval(anything.lo * places, anything.hi * places)
    answer = _reaches(surplus)
    return answer | node.of_nothing if whole.lo <= 0 else answer


@evaluate.register
def _(node: tree.PerEach, world: World, record: Record | None) -> Possible:
    return number(node.count, world, record).scaled(node.hundredths)


@evaluate.register
def _(node: tree.Where, world: World, record: Record | None) -> Possible:
    return where(truth(node.condition, world, record), number(node.amount, world, record))


@evaluate.register
def _(node: tree.Steps, world: World, record: Record | None) -> Possible:
    return hull_of(number(each, world, record) for _, each in possible_arms(node, world, record))


@evaluate.register
def _(node: tree.Clamp, world: World, record: Record | None) -> Possible:
    return number(node.operand, world, record).clamped(node.at_least, node.at_most)


@evaluate.register
def _(node: tree.Rescaled, world: World, record: Record | None) -> Possible:
    parts = (each for each in node.parts if isinstance(each, tree.Where))
    return rescaled(
        (
            Part(truth(each.condition, world, record), number(each.amount, world, record), out_of)
            for each, out_of in zip(parts, node.out_of, strict=True)
        ),
        node.to,
        node.rounding,
    )


@evaluate.register
def _(node: tree.Untranscribed, world: World, record: Record | None) -> Possible:
    return Interval(node.least, node.most)


@evaluate.register
def _(node: tree.ItemPoints, world: World, record: Record | None) -> Possible:
    assert node.of is not None  # a standard puts in the tree of the item before it is judged
    return value(node.of, world, record)


@evaluate.register
def _(node: tree.MeetsStandard, world: World, record: Record | None) -> Possible:
    return met(world.verdicts.get(node.scheme, Verdicts.ANY))


@evaluate.register
def _(node: tree.Coded, world: World, record: Record | None) -> Possible:
    return coded_answer(node, world).possible


def coded_answer(node: tree.Coded, world: World) -> Answer:
    """What a coded rule answers; it reads its facts as every other condition does."""
    return answer(node, world, lambda read: value(read, world))


def possible_arms(
    node: tree.Steps, world: World, record: Record | None = None
) -> Iterator[tuple[Node | None, Node]]:
    """The amounts that steps may come to, each with its condition; what comes after a sure arm cannot be."""
    for arm in node.arms:
        assert isinstance(arm, tree.Where)  # other arms do not pass checking
        holds = truth(arm.condition, world, record)
        if holds is not Truths.FALSE:
            yield arm.condition, arm.amount
        if holds is Truths.TRUE:
            return
    yield None, node.otherwise


def members(records: str, where: Node, world: World) -> list[tuple[Truths, Record]]:
    """The records of a list, each with whether it counts: in the window, in the place, and as asked."""
    return [
        (all_of((belongs, truth(where, world, each))), each) for belongs, each in world.belonging[records]
    ]


def counted(records: str, counts: list[Truths], world: World) -> Interval:
    """How many count: surely so many, possibly more; on an open list up to the most it can hold."""
    surely, possibly = counts.count(Truths.TRUE), counts.count(Truths.EITHER)
    closed = world.is_closed(records)
    return Interval(surely, surely + possibly if closed else world.stack.records[records].at_most)


def _weight(part: Truths, at_least: tree.Ratio) -> Interval:
    """`of` less `parts` for a record that has the part, minus `parts` for one that has not."""
    has, has_not = at_least.of - at_least.parts, -at_least.parts
    return Interval(
        has_not if Truths.FALSE in part else has,
        has if Truths.TRUE in part else has_not,
    )


def _surplus(sure: list[Interval], maybe: list[Interval]) -> Interval:
    """The least and the most that the weights can add up to when at least one of them counts."""
    lo = sum(weight.lo for weight in sure) + sum(min(0, weight.lo) for weight in maybe)
    hi = sum(weight.hi for weight in sure) + sum(max(0, weight.hi) for weight in maybe)
    if not sure:
        lo = lo if any(weight.lo < 0 for weight in maybe) else min(weight.lo for weight in maybe)
        hi = hi if any(weight.hi > 0 for weight in maybe) else max(weight.hi for weight in maybe)
    return Interval(lo, hi)


def _reaches(surplus: Interval) -> Truths:
    return Interval.exactly(0).at_most(surplus)


def _derived(fact: str, world: World) -> Possible | None:
    derivation = world.stack.fact[fact].derivation
    return None if derivation is None else value(derivation, world, None)


def _meet(one: Possible, other: Possible) -> Possible | None:
    if isinstance(one, Truths):
        return one & _of(Truths, other) or None
    if isinstance(one, Interval):
        return one.meet(_of(Interval, other))
    return one.meet(_of(Options, other))


def _hull(one: Possible, other: Possible) -> Possible:
    if isinstance(one, Truths):
        return one | _of(Truths, other)
    if isinstance(one, Interval):
        return one.hull(_of(Interval, other))
    return one.hull(_of(Options, other))


def _of(kind: type[P], possible: Possible) -> P:
    assert isinstance(possible, kind)  # a tree that passed checking gives what its place asks for
    return possible
