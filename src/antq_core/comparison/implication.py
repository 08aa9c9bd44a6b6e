"""Whether one condition surely asks for all that another asks, seen from how the two are written.

*Yes* is a promise: no dossier, however it turns out, fulfils the first and not the second. *No* says only
that it cannot be seen here. The promise holds where every word of the two conditions means the same to
both; `antq_core.comparison.meaning` looks after that.
"""

import itertools
import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from antq_core.comparison.extremes import Ranges, arms_of, as_steps, least, most
from antq_core.comparison.negation import negated, plainly
from antq_core.expressions import tree
from antq_core.expressions.resolving import resolve
from antq_core.expressions.tree import Node, Operator, Ratio
from antq_core.expressions.walking import readings_in
from antq_core.possible import Truths

MOST_WAYS = 256
"""Beyond so many joint readings of two conditions, the readings are taken as they stand."""


@attrs.frozen
class InReach:
    """What is known of the words of two trees: how far facts can go, and the options of readings.

    Where the options are known, each way of reading is looked at by itself.
    """

    ranges: Ranges = attrs.field(factory=dict)
    options: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)


NOTHING = InReach()


def implies(new: Node, old: Node, in_reach: InReach = NOTHING) -> bool:
    """Whether whatever fulfils `new` surely fulfils `old`. True only when surely so.

    >>> fires = tree.FactValue("fires")
    >>> none, few = (tree.Compare(fires, Operator.AT_MOST, tree.Number(n)) for n in (0, 2))
    >>> implies(none, few), implies(few, none)
    (True, False)
    """
    seen = _Seen(in_reach.ranges)
    return all(seen.implies(*read) for read in _ways(new, old, in_reach.options))


def never_more(less: Node, more: Node, in_reach: InReach = NOTHING) -> bool:
    """Whether a number, or points, surely never comes to more than another. True only when surely so."""
    seen = _Seen(in_reach.ranges)
    return all(seen.never_more(*read) for read in _ways(less, more, in_reach.options))


def _ways(one: Node, other: Node, options: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Node, Node]]:
    """Two trees in every joint way of reading them; as they stand where there are too many."""
    asked = [name for name in sorted(readings_in(one) | readings_in(other)) if name in options]
    if math.prod(len(options[name]) for name in asked) > MOST_WAYS:
        asked = []
    for chosen in itertools.product(*(options[name] for name in asked)):
        way = dict(zip(asked, chosen, strict=True))
        yield plainly(resolve(one, way)), plainly(resolve(other, way))


@attrs.define
class _Seen:
    """What was found out so far of pairs of trees, so that no pair is looked at twice."""

    ranges: Ranges
    conditions: dict[tuple[Node, Node], bool] = attrs.field(factory=dict)
    numbers: dict[tuple[Node, Node], bool] = attrs.field(factory=dict)

    def implies(self, new: Node, old: Node) -> bool:
        key = (new, old)
        if key not in self.conditions:
            self.conditions[key] = self._implies(new, old)
        return self.conditions[key]

    def _implies(self, new: Node, old: Node) -> bool:
        if new == old or self._is_sure(old) or self._is_sure(negated(new)):
            return True
        # What can be taken apart without losing anything is taken apart first.
        if isinstance(new, tree.Or):
            return all(self.implies(each, old) for each in new.operands)
        if isinstance(old, tree.And):
            return all(self.implies(new, each) for each in old.operands)
        by_part = isinstance(new, tree.And) and any(self.implies(each, old) for each in new.operands)
        one_way = isinstance(old, tree.Or) and any(self.implies(new, each) for each in old.operands)
        return by_part or one_way or self._of_one_kind(new, old)

    def _is_sure(self, condition: Node) -> bool:
        """Whether a condition always holds, by the ranges of what it compares."""
        match condition:
            case tree.Truth(value):
                return value
            case tree.Compare(_, Operator.LESS | Operator.AT_MOST | Operator.MORE | Operator.AT_LEAST, _):
                low, strict, high = _ascending(condition)
                return not strict and self.never_more(low, high)
        return False

    def _of_one_kind(self, new: Node, old: Node) -> bool:
        match new, old:
            case tree.Compare(), tree.Compare():
                return self._compared(new, old)
            case tree.Not(one), tree.Not(other):
                return self.implies(other, one)
            case tree.OneOf(), tree.OneOf():
                return new.choice == old.choice and set(new.codes) <= set(old.codes)
            case tree.OneOf(), tree.Not(tree.OneOf() as other):
                return new.choice == other.choice and set(new.codes).isdisjoint(other.codes)
            case tree.ReadingIs(), tree.Not(tree.ReadingIs() as other):
                return new.reading == other.reading and new.option != other.option
            case tree.Every(), tree.Every():
                return self._every(new, old)
            case tree.Share(), tree.Share():
                more = new.whole == old.whole and self.never_more(new.part, old.part)
                return more and _reaches_further(new, old)
            case tree.RecordShare(), tree.RecordShare():
                same = (new.records, new.whole) == (old.records, old.whole)
                return same and self.implies(new.part, old.part) and _reaches_further(new, old)
            case tree.MeetsStandard(), tree.MeetsStandard():
                return new.scheme == old.scheme
        return False

    def _every(self, new: tree.Every, old: tree.Every) -> bool:
        """All that the old one looks at, the new one looks at as well, and asks at least as much of it."""
        if new.records != old.records or not self.implies(old.where, new.where):
            return False
        return self.implies(tree.And((old.where, new.holds)), old.holds)

    def _compared(self, new: tree.Compare, old: tree.Compare) -> bool:
        if old.operator is Operator.UNEQUAL:
            return any(
                self._one_bound(new, attrs.evolve(old, operator=side))
                for side in (Operator.LESS, Operator.MORE)
            )
        if old.operator is Operator.EQUAL:
            sides = (Operator.AT_MOST, Operator.AT_LEAST)
            return all(self._one_bound(new, attrs.evolve(old, operator=side)) for side in sides)
        return self._one_bound(new, old)

    def _one_bound(self, new: tree.Compare, old: tree.Compare) -> bool:
        """Whether a comparison has one that goes one way only as its consequence."""
        if new.operator is Operator.UNEQUAL:
            return False
        sides = (Operator.AT_MOST, Operator.AT_LEAST) if new.operator is Operator.EQUAL else (new.operator,)
        return any(self._bounds(attrs.evolve(new, operator=side), old) for side in sides)

    def _bounds(self, new: tree.Compare, old: tree.Compare) -> bool:
        (low, strict, high), (old_low, old_strict, old_high) = _ascending(new), _ascending(old)
        if old_strict and not strict:
            return False
        return self.never_more(old_low, low) and self.never_more(high, old_high)

    def never_more(self, less: Node, more: Node) -> bool:
        key = (less, more)
        if key not in self.numbers:
            self.numbers[key] = self._never_more(less, more)
        return self.numbers[key]

    def _never_more(self, less: Node, more: Node) -> bool:
        if less == more or self._is_apart(less, more):
            return True
        is_sum = isinstance(less, tree.Sum) or isinstance(more, tree.Sum)
        if is_sum and self._added(_operands(less), _operands(more)):
            return True
        match less, more:
            case tree.ItemPoints(of=tree.Node() as inside), _:
                return self.never_more(inside, more)
            case _, tree.ItemPoints(of=tree.Node() as inside):
                return self.never_more(less, inside)
            case (tree.Clamp(), _) | (_, tree.Clamp()):
                return self._clamped(_as_clamp(less), _as_clamp(more))
            case (tree.Steps() | tree.Where(), _) | (_, tree.Steps() | tree.Where()):
                return self._by_every_arm(less, more) or self._stepped(as_steps(less), as_steps(more))
            case tree.Difference(), tree.Difference():
                return self.never_more(less.left, more.left) and self.never_more(more.right, less.right)
            case tree.Times(), tree.Times():
                return self._scaled(less.factor, less.operand, more.factor, more.operand)
            case tree.PerEach(), tree.PerEach():
                return self._scaled(less.hundredths, less.count, more.hundredths, more.count)
            case tree.Count(), tree.Count():
                return less.records == more.records and self.implies(less.where, more.where)
            case tree.Rescaled(), tree.Rescaled():
                return self._rescaled(less, more)
        return False

    def _is_apart(self, less: Node, more: Node) -> bool:
        """Whether the one never comes as high as the other must."""
        highest, lowest = most(less, self.ranges), least(more, self.ranges)
        return highest is not None and lowest is not None and highest <= lowest

    def _clamped(self, less: tree.Clamp, more: tree.Clamp) -> bool:
        """Bringing back to bounds keeps the order, and so do higher bounds."""
        floor = less.at_least is None or (more.at_least is not None and less.at_least <= more.at_least)
        roof = more.at_most is None or (less.at_most is not None and less.at_most <= more.at_most)
        return floor and roof and self.never_more(less.operand, more.operand)

    def _scaled(self, factor: int, operand: Node, factor_of_more: int, operand_of_more: Node) -> bool:
        if factor == factor_of_more:
            pair = (operand, operand_of_more) if factor >= 0 else (operand_of_more, operand)
            return self.never_more(*pair)
        lowest, highest = least(operand, self.ranges), most(operand, self.ranges)
        if operand != operand_of_more:
            return False
        above, below = lowest is not None and lowest >= 0, highest is not None and highest <= 0
        return above if factor < factor_of_more else below

    def _added(self, less: list[Node], more: list[Node]) -> bool:
        """Operands that both have fall out; the others are held against each other in their order."""
        for each in list(less):
            if each in more:
                less.remove(each)
                more.remove(each)
        pairs = list(zip(less, more, strict=False))
        rest_of_less, rest_of_more = less[len(pairs) :], more[len(pairs) :]
        nought = tree.Number(0)
        return (
            all(self.never_more(*pair) for pair in pairs)
            and all(self.never_more(each, nought) for each in rest_of_less)
            and all(self.never_more(nought, each) for each in rest_of_more)
        )

    def _by_every_arm(self, less: Node, more: Node) -> bool:
        """Whether the order holds whichever arm is taken on one side, the other side being left whole."""
        if isinstance(more, tree.Steps | tree.Where) and all(
            self.never_more(less, amount) for _, amount in arms_of(as_steps(more))
        ):
            return True
        return isinstance(less, tree.Steps | tree.Where) and all(
            self.never_more(amount, more) for _, amount in arms_of(as_steps(less))
        )

    def _stepped(self, less: tree.Steps, more: tree.Steps) -> bool:
        """Every pair of arms that may be taken together keeps the order."""
        arms, arms_of_more = arms_of(less), arms_of(more)
        for place, (condition, amount) in enumerate(arms):
            for other_place, (other, other_amount) in enumerate(arms_of_more):
                if self.never_more(amount, other_amount):
                    continue
                earlier = (each for each, _ in arms[:place])
                earlier_of_more = (each for each, _ in arms_of_more[:other_place])
                never_together = any(self.implies(other, each) for each in earlier) or any(
                    self.implies(condition, each) for each in earlier_of_more
                )
                if not never_together and not self.implies(condition, negated(other)):
                    return False
        return True

    def _rescaled(self, less: tree.Rescaled, more: tree.Rescaled) -> bool:
        if (less.out_of, less.to, less.rounding) != (more.out_of, more.to, more.rounding):
            return False
        pairs = list(zip(less.parts, more.parts, strict=True))
        return all(
            isinstance(one, tree.Where)
            and isinstance(other, tree.Where)
            and one.condition == other.condition
            and self.never_more(one.amount, other.amount)
            for one, other in pairs
        )


def _reaches_further(new: tree.Share | tree.RecordShare, old: tree.Share | tree.RecordShare) -> bool:
    """Whether a share asks for at least as large a part, and where there is no whole for at least as much."""
    of_nothing = (
        new.of_nothing is old.of_nothing or new.of_nothing is Truths.FALSE or old.of_nothing is Truths.TRUE
    )
    return of_nothing and _fraction(new.at_least) >= _fraction(old.at_least)


def _fraction(ratio: Ratio) -> Fraction:
    return Fraction(ratio.parts, ratio.of)


def _ascending(compare: tree.Compare) -> tuple[Node, bool, Node]:
    """The lower side, whether it is surely below, and the higher side.

    All values are whole, so that *below a number* is *at most the number before it*.
    """
    low, high = compare.left, compare.right
    if compare.operator in (Operator.MORE, Operator.AT_LEAST):
        low, high = high, low
    strict = compare.operator in (Operator.LESS, Operator.MORE)
    if strict and (before := _next_to(high, -1)) is not None:
        return low, False, before
    if strict and (after := _next_to(low, 1)) is not None:
        return after, False, high
    return low, strict, high


def _next_to(node: Node, step: int) -> Node | None:
    """The whole value beside one that is written down."""
    match node:
        case tree.Number(value):
            return tree.Number(value + step)
        case tree.Points(hundredths):
            return tree.Points(hundredths + step)
    return None


def _operands(node: Node) -> list[Node]:
    return list(node.operands) if isinstance(node, tree.Sum) else [node]


def _as_clamp(node: Node) -> tree.Clamp:
    return node if isinstance(node, tree.Clamp) else tree.Clamp(node)
