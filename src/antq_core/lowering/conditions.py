"""Every operator of the language, in terms of cells. The interpreter says what each means; here is the same.

A tree stands for a row, or inside a list for one of its records with the row that it belongs to.
"""

import functools

import attrs

from antq_core.expressions import tree
from antq_core.expressions.coded import CodedRule
from antq_core.expressions.tree import Edge, Node, Operator
from antq_core.lowering.cells import Column
from antq_core.lowering.days import Days, day_number, during
from antq_core.lowering.facts import Possible, Sheets, meet
from antq_core.lowering.kinds import Kind
from antq_core.lowering.layout import Layout
from antq_core.lowering.lists import Lists
from antq_core.lowering.possibilities import (
    Codes,
    Number,
    Truth,
    all_of,
    any_of,
    total,
)
from antq_core.lowering.rescaling import PartOfRow, rescaled
from antq_core.lowering.shares import share
from antq_core.lowering.steps import first_of
from antq_core.possible import Interval, Truths
from antq_core.standards.stack import Stack


@attrs.frozen
class CodedColumn:
    """The column that the answers of a coded rule must stand in, null where it leaves anything possible."""

    column: Column
    stack: Stack


@attrs.frozen(eq=False)
class Row:
    """What trees ask of a row: its facts, its lists, its days, and the verdicts by other schemes.

    `coded` are the coded rules that are asked, each with the column that its answers must stand in.
    """

    stack: Stack
    layout: Layout
    days: Days
    verdicts: dict[str, Truth] = attrs.field(factory=dict)
    coded: dict[tree.Coded, "CodedColumn"] = attrs.field(factory=dict)
    told_verdicts: bool = True
    _found: dict[tuple[Node, str | None], Possible] = attrs.field(factory=dict)

    @functools.cached_property
    def sheets(self) -> Sheets:
        """The facts of the row, before any derivation."""
        return Sheets(self.stack, self.layout, self.days)

    @functools.cached_property
    def lists(self) -> Lists:
        """The lists of the row."""
        return Lists(self.stack, self.layout, self.days, self.told_verdicts)

    def truth(self, node: Node, records: str | None = None) -> Truth:
        """What a condition may come to."""
        found = self.value(node, records)
        assert isinstance(found, Truth)  # a tree that passed checking gives what its place asks for
        return found

    def number(self, node: Node, records: str | None = None) -> Number:
        """What a number, points or a day may come to."""
        found = self.value(node, records)
        assert isinstance(found, Number)  # as above
        return found

    def value(self, node: Node, records: str | None = None) -> Possible:
        """Everything that a tree may come to; worked out once."""
        key = (node, records)
        if key not in self._found:
            self._found[key] = lowered(node, self, records)
        return self._found[key]


@functools.singledispatch
def lowered(node: Node, row: Row, records: str | None) -> Possible:
    """The cells of each operator. Raises `TypeError` for a node that has none."""
    raise TypeError(f"{type(node).__name__} has no cells")


@lowered.register
def _(node: tree.Truth, row: Row, records: str | None) -> Possible:
    return Truth.of(Truths.of(node.value))


@lowered.register
def _(node: tree.Number, row: Row, records: str | None) -> Possible:
    return Number.exactly(node.value)


@lowered.register
def _(node: tree.Points, row: Row, records: str | None) -> Possible:
    return Number.exactly(node.hundredths)


@lowered.register
def _(node: tree.Day, row: Row, records: str | None) -> Possible:
    return Number.exactly(day_number(node.value))


@lowered.register
def _(node: tree.WindowEdge, row: Row, records: str | None) -> Possible:
    return row.days.first if node.edge is Edge.START else row.days.last


@lowered.register
def _(node: tree.FactValue, row: Row, records: str | None) -> Possible:
    stated = row.sheets.this_year(node.fact)
    derivation = row.stack.fact[node.fact].derivation
    return stated if derivation is None else meet(stated, row.value(derivation))


@lowered.register
def _(node: tree.LastYear, row: Row, records: str | None) -> Possible:
    return row.sheets.last_year(node.fact)


@lowered.register
def _(node: tree.FieldValue, row: Row, records: str | None) -> Possible:
    assert records is not None  # a field outside a list of records does not pass checking
    return row.lists.field(records, node.field)


@lowered.register
def _(node: tree.ReadingIs, row: Row, records: str | None) -> Possible:
    return Truth.of(Truths.EITHER)  # what is settled has been resolved; what is left is open


@lowered.register
def _(node: tree.Compare, row: Row, records: str | None) -> Possible:
    left, right = row.number(node.left, records), row.number(node.right, records)
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


@lowered.register
def _(node: tree.OneOf, row: Row, records: str | None) -> Possible:
    choice = row.value(node.choice, records)
    assert isinstance(choice, Codes)  # codes of anything else do not pass checking
    return choice.is_one_of(node.codes)


@lowered.register
def _(node: tree.During, row: Row, records: str | None) -> Possible:
    return during(row.number(node.day, records), *row.days.period(node.period))


@lowered.register
def _(node: tree.And, row: Row, records: str | None) -> Possible:
    return all_of([row.truth(operand, records) for operand in node.operands])


@lowered.register
def _(node: tree.Or, row: Row, records: str | None) -> Possible:
    return any_of([row.truth(operand, records) for operand in node.operands])


@lowered.register
def _(node: tree.Not, row: Row, records: str | None) -> Possible:
    return row.truth(node.operand, records).negated


@lowered.register
def _(node: tree.Sum, row: Row, records: str | None) -> Possible:
    return total(row.number(operand, records) for operand in node.operands)


@lowered.register
def _(node: tree.Difference, row: Row, records: str | None) -> Possible:
    return row.number(node.left, records) - row.number(node.right, records)


@lowered.register
def _(node: tree.Times, row: Row, records: str | None) -> Possible:
    return row.number(node.operand, records).scaled(node.factor)


@lowered.register
def _(node: tree.Count, row: Row, records: str | None) -> Possible:
    return row.lists.counted(node.records, _counts(node.records, node.where, row))


@lowered.register
def _(node: tree.Every, row: Row, records: str | None) -> Possible:
    counts = _counts(node.records, node.where, row)
    if not row.lists.is_there(node.records):
        return Truth.of(Truths.EITHER)
    return row.lists.every(node.records, any_of((counts.negated, row.truth(node.holds, node.records))))


@lowered.register
def _(node: tree.Share, row: Row, records: str | None) -> Possible:
    stated = _part_and_whole(node, row)
    if stated is not None:
        part, whole = stated
        return share(part, whole, node.at_least, node.of_nothing, is_part=True)
    part, whole = row.number(node.part, records), row.number(node.whole, records)
    return share(part, whole, node.at_least, node.of_nothing)


@lowered.register
def _(node: tree.RecordShare, row: Row, records: str | None) -> Possible:
    if not row.lists.is_there(node.records):
        counts = has_part = Truth.of(Truths.EITHER)
    else:
        counts = _counts(node.records, node.whole, row)
        has_part = row.truth(node.part, node.records)
    return row.lists.share(node.records, counts, has_part, node.at_least, node.of_nothing)


@lowered.register
def _(node: tree.PerEach, row: Row, records: str | None) -> Possible:
    return row.number(node.count, records).scaled(node.hundredths)


@lowered.register
def _(node: tree.Where, row: Row, records: str | None) -> Possible:
    return first_of(
        [(row.truth(node.condition, records), row.number(node.amount, records))], Number.exactly(0)
    )


@lowered.register
def _(node: tree.Steps, row: Row, records: str | None) -> Possible:
    arms = [arm for arm in node.arms if isinstance(arm, tree.Where)]
    return first_of(
        [(row.truth(arm.condition, records), row.number(arm.amount, records)) for arm in arms],
        row.number(node.otherwise, records),
    )


@lowered.register
def _(node: tree.Clamp, row: Row, records: str | None) -> Possible:
    return row.number(node.operand, records).clamped(node.at_least, node.at_most)


@lowered.register
def _(node: tree.Rescaled, row: Row, records: str | None) -> Possible:
    parts = [each for each in node.parts if isinstance(each, tree.Where)]
    return rescaled(
        [
            PartOfRow(row.truth(each.condition, records), row.number(each.amount, records), out_of)
            for each, out_of in zip(parts, node.out_of, strict=True)
        ],
        node.to,
        node.rounding,
    )


@lowered.register
def _(node: tree.Untranscribed, row: Row, records: str | None) -> Possible:
    return Number.within(Interval(node.least, node.most))


@lowered.register
def _(node: tree.ItemPoints, row: Row, records: str | None) -> Possible:
    assert node.of is not None  # a standard puts in the tree of the item before it is judged
    return row.value(node.of, records)


@lowered.register
def _(node: tree.MeetsStandard, row: Row, records: str | None) -> Possible:
    return row.verdicts.get(node.scheme, Truth.of(Truths.EITHER))


@lowered.register
def _(node: tree.Coded, row: Row, records: str | None) -> Possible:
    kind = Kind.TRUTH if node.gives is None else Kind.NUMBER
    if not isinstance(node, CodedRule):  # without its function, nobody knows what it says
        return Truth.of(Truths.EITHER) if node.gives is None else Number.within(node.gives)
    column = Column(f"antq:coded:{len(row.coded)}", kind, None, node.gives)
    answers = row.coded.setdefault(node, CodedColumn(column, row.stack)).column
    return Truth.of_doubt(answers) if node.gives is None else Number.of_single(answers, node.gives)


def _part_and_whole(node: tree.Share, row: Row) -> tuple[Number, Number] | None:
    """The two facts of a share of a part in its whole, where one doubt can say how they compare.

    What their ranges say must not depend on the one being part of the other.
    """
    if not isinstance(node.part, tree.FactValue) or not isinstance(node.whole, tree.FactValue):
        return None
    found = row.sheets.part_of(node.part.fact, node.whole.fact)
    if found is None or node.of_nothing is Truths.EITHER:
        return None
    part, whole = found
    same = whole.range.lo == 0 == part.range.lo and part.range.hi <= whole.range.hi
    return found if same else None


def _counts(records: str, condition: Node, row: Row) -> Truth:
    """Whether a record counts: in the window, in the place, and as asked."""
    if not row.lists.is_there(records):
        return Truth.of(Truths.EITHER)
    return all_of((row.lists.belongs(records), row.truth(condition, records)))
