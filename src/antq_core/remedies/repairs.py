"""What would have to be otherwise for a condition to hold, or for points to be reached.

Only facts that a unit can change are touched, and records are only added, never taken away: what happened
has happened. A repair is a proposal; whether it does what it promises is seen when it is replayed.
"""

import datetime
import functools
import itertools
from collections.abc import Iterable, Iterator

import attrs

from antq_core.domain.declarations import FactDeclaration, RecordDeclaration
from antq_core.domain.sheets import Record, record_class
from antq_core.domain.stated import Known
from antq_core.domain.windows import period_of_year
from antq_core.evaluation.interpreter import number, truth
from antq_core.evaluation.world import World
from antq_core.expressions import tree
from antq_core.expressions.tree import Measure, Node, Operator
from antq_core.expressions.walking import walk
from antq_core.possible import Interval, Truths

MOST_REPAIRS = 6
"""So many ways to bring about one thing are looked at, the shortest first."""

OPPOSITE = {
    Operator.EQUAL: Operator.UNEQUAL,
    Operator.UNEQUAL: Operator.EQUAL,
    Operator.LESS: Operator.AT_LEAST,
    Operator.AT_MOST: Operator.MORE,
    Operator.MORE: Operator.AT_MOST,
    Operator.AT_LEAST: Operator.LESS,
}


@attrs.frozen
class Stating:
    """A value to be stated of a fact; `way` is 1 where more would do as well, -1 where less would.

    Of a day, every day up to `last` would do.
    """

    value: Known
    way: int = 0
    last: datetime.date | None = None

    def with_other(self, other: "Stating") -> "Stating | None":
        """The value that serves both; None where there is none."""
        if self.value == other.value:
            return self
        both = (self.value, other.value)
        if self.way != other.way or not self.way or not all(isinstance(each, int) for each in both):
            return None
        numbers = [each for each in both if isinstance(each, int)]
        return Stating(max(numbers) if self.way > 0 else min(numbers), self.way)


@attrs.frozen
class Repair:
    """Facts to be stated, by name, and records to be added, each with the name of its list."""

    facts: tuple[tuple[str, Stating], ...] = ()
    records: tuple[tuple[str, Record], ...] = ()

    @property
    def size(self) -> int:
        """How many things it touches."""
        return len(self.facts) + len(self.records)

    def with_other(self, other: "Repair") -> "Repair | None":
        """Both at once; None where they want different things of one fact."""
        facts = dict(self.facts)
        for name, stating in other.facts:
            joined = facts.get(name, stating).with_other(stating)
            if joined is None:
                return None
            facts[name] = joined
        records = (*self.records, *(each for each in other.records if each not in self.records))
        return Repair(tuple(sorted(facts.items(), key=lambda each: each[0])), records)


NOTHING = Repair()


def all_at_once(choices: Iterable[Iterable[Repair]]) -> list[Repair]:
    """Every way to take one repair of each, the shortest first; none where one has none."""
    found: list[Repair] = [NOTHING]
    for repairs in choices:
        joined = (one.with_other(other) for one, other in itertools.product(found, list(repairs)))
        found = _shortest(each for each in joined if each is not None)
    return found


def to_hold(node: Node, world: World, *, wanted: bool = True) -> list[Repair]:
    """The ways to make a condition hold, or fail, the shortest first; none where no unit can do it."""
    if truth(node, world) is Truths.of(wanted):
        return [NOTHING]
    return _shortest(_to_hold(node, world, wanted))


def to_reach(node: Node, target: int, world: World, *, upwards: bool = True) -> list[Repair]:
    """The ways to bring a number up, or down, to a target."""
    now = number(node, world)
    if (now.lo >= target) if upwards else (now.hi <= target):
        return [NOTHING]
    return _shortest(_to_reach(node, target, world, upwards))


def _shortest(repairs: Iterable[Repair]) -> list[Repair]:
    return sorted(dict.fromkeys(repairs), key=lambda each: each.size)[:MOST_REPAIRS]


@functools.singledispatch
def _to_hold(node: Node, world: World, wanted: bool) -> Iterable[Repair]:
    """Nothing that a unit could do: records that are there, the year before, readings, other schemes."""
    return ()


@_to_hold.register
def _(node: tree.FactValue, world: World, wanted: bool) -> Iterable[Repair]:
    return _stating(node.fact, Stating(wanted), world)


@_to_hold.register
def _(node: tree.Not, world: World, wanted: bool) -> Iterable[Repair]:
    return to_hold(node.operand, world, wanted=not wanted)


@_to_hold.register(tree.And)
@_to_hold.register(tree.Or)
def _(node: tree.And | tree.Or, world: World, wanted: bool) -> Iterable[Repair]:
    each = [to_hold(operand, world, wanted=wanted) for operand in node.operands]
    takes_all = isinstance(node, tree.And) == wanted
    return all_at_once(each) if takes_all else itertools.chain.from_iterable(each)


@_to_hold.register
def _(node: tree.OneOf, world: World, wanted: bool) -> Iterable[Repair]:
    if not isinstance(node.choice, tree.FactValue):
        return
    fact = world.stack.fact[node.choice.fact]
    for option in fact.options:
        if (option.code in node.codes) is wanted:
            yield from _stating(fact.name, Stating(option.code), world)


@_to_hold.register
def _(node: tree.During, world: World, wanted: bool) -> Iterable[Repair]:
    if isinstance(node.day, tree.FactValue) and wanted:
        days = period_of_year(node.period, world.dossier.year, world.window)
        yield from _stating(node.day.fact, Stating(days.first, last=days.last), world)


@_to_hold.register
def _(node: tree.Compare, world: World, wanted: bool) -> Iterable[Repair]:
    operator = node.operator if wanted else OPPOSITE[node.operator]
    left, right = number(node.left, world), number(node.right, world)
    match operator:
        case Operator.AT_LEAST | Operator.MORE:
            beyond = 1 if operator is Operator.MORE else 0
            yield from to_reach(node.left, right.hi + beyond, world)
            yield from to_reach(node.right, left.lo - beyond, world, upwards=False)
        case Operator.AT_MOST | Operator.LESS:
            below = 1 if operator is Operator.LESS else 0
            yield from to_reach(node.left, right.lo - below, world, upwards=False)
            yield from to_reach(node.right, left.hi + below, world)
        case Operator.EQUAL:
            for one, other in ((node.left, right), (node.right, left)):
                if isinstance(one, tree.FactValue) and other.is_decided:
                    yield from _to_number(one.fact, other.lo, world)
                elif other.is_decided:  # replayed later, so that it does not matter if it goes too far
                    yield from to_reach(one, other.lo, world)
                    yield from to_reach(one, other.lo, world, upwards=False)
        case Operator.UNEQUAL:
            return


@_to_hold.register
def _(node: tree.Share, world: World, wanted: bool) -> Iterable[Repair]:
    whole = number(node.whole, world)
    if wanted and whole.lo > 0:
        least = -(-node.at_least.parts * whole.hi // node.at_least.of)
        yield from to_reach(node.part, least, world)


@functools.singledispatch
def _to_reach(node: Node, target: int, world: World, upwards: bool) -> Iterable[Repair]:
    return ()


@_to_reach.register
def _(node: tree.FactValue, target: int, world: World, upwards: bool) -> Iterable[Repair]:
    fact = world.stack.fact[node.fact]
    if isinstance(fact.derivation, tree.Count):
        missing = target - number(node, world).lo
        yield from _adding(fact, fact.derivation, missing if upwards else 0, world)
    else:
        yield from _to_number(node.fact, target, world, 1 if upwards else -1)


@_to_reach.register
def _(node: tree.Sum, target: int, world: World, upwards: bool) -> Iterable[Repair]:
    values = [number(operand, world) for operand in node.operands]
    for operand, own in zip(node.operands, values, strict=True):
        rest = sum(each.lo if upwards else each.hi for each in values) - (own.lo if upwards else own.hi)
        yield from to_reach(operand, target - rest, world, upwards=upwards)


@_to_reach.register
def _(node: tree.Difference, target: int, world: World, upwards: bool) -> Iterable[Repair]:
    left, right = number(node.left, world), number(node.right, world)
    taken, given = (right.hi, left.lo) if upwards else (right.lo, left.hi)
    yield from to_reach(node.left, target + taken, world, upwards=upwards)
    yield from to_reach(node.right, given - target, world, upwards=not upwards)


@_to_reach.register
def _(node: tree.Times, target: int, world: World, upwards: bool) -> Iterable[Repair]:
    yield from _scaled(node.operand, node.factor, target, world, upwards)


@_to_reach.register
def _(node: tree.PerEach, target: int, world: World, upwards: bool) -> Iterable[Repair]:
    yield from _scaled(node.count, node.hundredths, target, world, upwards)


@_to_reach.register
def _(node: tree.Where, target: int, world: World, upwards: bool) -> Iterable[Repair]:
    enough = to_reach(node.amount, target, world, upwards=upwards)
    yield from all_at_once([to_hold(node.condition, world), enough])
    if _suffices(Interval.exactly(0), target, upwards):
        yield from to_hold(node.condition, world, wanted=False)


@_to_reach.register
def _(node: tree.Steps, target: int, world: World, upwards: bool) -> Iterable[Repair]:
    before: list[list[Repair]] = []
    for arm in node.arms:
        assert isinstance(arm, tree.Where)  # other arms do not pass checking
        enough = to_reach(arm.amount, target, world, upwards=upwards)
        yield from all_at_once([*before, to_hold(arm.condition, world), enough])
        if not _suffices(number(arm.amount, world), target, upwards):
            before.append(to_hold(arm.condition, world, wanted=False))
    yield from all_at_once([*before, to_reach(node.otherwise, target, world, upwards=upwards)])


@_to_reach.register
def _(node: tree.Clamp, target: int, world: World, upwards: bool) -> Iterable[Repair]:
    bound = node.at_most if upwards else node.at_least
    if bound is None or _suffices(Interval.exactly(bound), target, upwards):
        yield from to_reach(node.operand, target, world, upwards=upwards)


@_to_reach.register
def _(node: tree.ItemPoints, target: int, world: World, upwards: bool) -> Iterable[Repair]:
    if node.of is not None:
        yield from to_reach(node.of, target, world, upwards=upwards)


def _suffices(amount: Interval, target: int, upwards: bool) -> bool:
    return amount.lo >= target if upwards else amount.hi <= target


def _scaled(node: Node, factor: int, target: int, world: World, upwards: bool) -> Iterable[Repair]:
    if factor == 0:
        return []
    rises = upwards if factor > 0 else not upwards
    quotient = -(-target // factor) if rises else target // factor
    return to_reach(node, quotient, world, upwards=rises)


def _to_number(name: str, wanted: int, world: World, way: int = 0) -> Iterator[Repair]:
    fact = world.stack.fact[name]
    if fact.measure is Measure.DAY:
        days = fact.days(world.dossier.year)
        if wanted in days:
            yield from _stating(name, Stating(datetime.date.fromordinal(wanted)), world)
    elif fact.range is not None and wanted in fact.range:
        yield from _stating(name, Stating(wanted, way), world)


def _stating(name: str, wanted: Stating, world: World) -> Iterator[Repair]:
    """A fact stated otherwise, where the unit can change it and nothing else says what it is.

    A day that is known is past: to state another one would be to write a document anew.
    """
    fact = world.stack.fact[name]
    is_past = fact.measure is Measure.DAY and world.stated(name).is_decided
    if fact.changeable and fact.derivation is None and not is_past:
        yield Repair(facts=((name, wanted),))


def _adding(fact: FactDeclaration, count: tree.Count, missing: int, world: World) -> Iterator[Repair]:
    """New records of a list that the unit can add to, each just such as is counted."""
    declaration = world.stack.records[count.records]
    if not fact.changeable or missing <= 0:
        return
    made = _such_as(count.where, declaration, world)
    held = len(world.records(count.records).items)
    if made is not None and held + missing <= declaration.at_most and declaration.identified_by is None:
        yield Repair(records=((count.records, made),) * missing)


def _such_as(where: Node, declaration: RecordDeclaration, world: World) -> Record | None:
    """A record of the window and the place that satisfies plain conditions on its fields, or None."""
    unit = world.dossier.unit
    fields: dict[str, Known] = {}
    places = ((declaration.commune_in, unit.commune), (declaration.unit_in, unit.id))
    fields |= {name: value for name, value in places if name is not None}
    if declaration.dated_by is not None:
        fields[declaration.dated_by] = world.window.first
    for node in walk(where):
        match node:
            case tree.OneOf(tree.FieldValue(name), codes):
                fields[name] = codes[0]
            case tree.FieldValue(name) if _is_truth(name, declaration):
                fields.setdefault(name, True)
    made = record_class(declaration)(**fields)
    return made if truth(where, world, made) is Truths.TRUE else None


def _is_truth(name: str, declaration: RecordDeclaration) -> bool:
    return any(field.name == name and field.measure is Measure.TRUTH for field in declaration.fields)
