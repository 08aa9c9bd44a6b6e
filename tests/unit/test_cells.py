"""The cells of standards: every operator has them, every engine runs them, and they say it all."""

import datetime
import itertools

import attrs
import polars as pl
import pytest

from antq_core import Dossier, Stack, Standard, Unit
from antq_core.columns import assess_table
from antq_core.columns.expressions import Expressions, expression
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.sheets import fact_sheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import StandardError
from antq_core.expressions import tree
from antq_core.expressions.tree import NODES, Measure, Node, Operator, Ratio
from antq_core.lowering import cells
from antq_core.lowering.cells import CELLS
from antq_core.lowering.conditions import Row, lowered
from antq_core.lowering.days import Days
from antq_core.lowering.kinds import Kind
from antq_core.lowering.layout import Layout
from antq_core.lowering.possibilities import WIDEST, Number
from antq_core.lowering.spans import Spans
from antq_core.possible import Interval, Truths
from antq_core.standards.criteria import Criterion
from antq_core.testing.columns_agree import Backend, check_columns_agree
from antq_core.testing.standards import NOWHERE, SCHEME, label

POLARS = Backend("Polars", lambda frame: frame)
RATIOS = (Ratio(70), Ratio(100), Ratio(1, 3))


def standard(facts: tuple[FactDeclaration, ...], *conditions: Node) -> Standard:
    """A standard that asks for each condition by itself."""
    return Standard(
        id="vn/test/1",
        scheme=SCHEME,
        jurisdiction="vn",
        kinds=("commune",),
        title=label("standard"),
        citation=NOWHERE,
        in_force_from=datetime.date(2020, 1, 1),
        window=WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
        decided_on=DayOfYear(11, 14),
        scope_citation=NOWHERE,
        facts=facts,
        criteria=tuple(
            Criterion(code=f"C-{n}", text=label(f"C-{n}"), citation=NOWHERE, holds=each)
            for n, each in enumerate(conditions)
        ),
    )


def count(name: str, lo: int, hi: int, of: str | None = None) -> FactDeclaration:
    return FactDeclaration(
        name=name, measure=Measure.COUNT, label=label(name), range=Interval(lo, hi), no_more_than=of
    )


def every_dossier(stack: Stack) -> list[Dossier]:
    """A dossier for every value that two facts may have, and for each being unknown."""
    one, other = stack.facts
    sheet = fact_sheet(stack.facts)
    found = []
    for first, second in itertools.product(*(values(each) for each in (one, other))):
        stated = {one.name: first, other.name: second}
        known = {name: value for name, value in stated.items() if value is not None}
        if one.no_more_than is None or len(known) < 2 or first <= second:
            unit = Unit(id="u", kind="commune", province="25", commune="00001")
            found.append(Dossier(unit=unit, year=2026, verified=sheet(**known)))
    return found


def values(fact: FactDeclaration) -> list[int | None]:
    assert fact.range is not None
    return [None, *range(fact.range.lo, fact.range.hi + 1)]


def compared(one: FactDeclaration, other: FactDeclaration) -> list[Node]:
    """Two facts against each other, and each against numbers around its range."""
    first, second = tree.FactValue(one.name), tree.FactValue(other.name)
    numbers = [tree.Number(n) for n in range(-2, 6)]
    pairs = [(first, second), *((fact, n) for fact in (first, second) for n in numbers)]
    return [tree.Compare(left, operator, right) for left, right in pairs for operator in Operator]


@pytest.mark.parametrize("of_nothing", [Truths.TRUE, Truths.FALSE, Truths.EITHER])
@pytest.mark.parametrize("is_part", [True, False])
@pytest.mark.parametrize("ends", [(0, 3, 0, 5), (0, 5, 0, 3), (1, 4, 2, 4), (-1, 3, -2, 3)])
def test_two_facts_that_may_be_unknown_are_compared_and_shared_exactly(
    ends: tuple[int, int, int, int], is_part: bool, of_nothing: Truths
) -> None:
    one = count("one", ends[0], ends[1], of="other" if is_part else None)
    other = count("other", ends[2], ends[3])
    part, whole = tree.FactValue("one"), tree.FactValue("other")
    if not is_part:  # a share of a fact that is no part of the other is not built
        whole = tree.Sum((whole, tree.Number(0)))
    shares = [tree.Share(part, whole, ratio, of_nothing) for ratio in RATIOS]
    stack = Stack(standard((one, other), *shares, *compared(one, other)))
    check_columns_agree(stack, every_dossier(stack), [POLARS])


@pytest.mark.parametrize("operator", NODES)
def test_every_operator_has_its_cells(operator: type[Node]) -> None:
    assert lowered.dispatch(operator) is not lowered.dispatch(object)


def test_an_operator_without_cells_is_named() -> None:
    @attrs.frozen
    class Unheard(Node):
        pass

    stack = Stack(standard((count("one", 0, 1),), tree.Truth(True)))
    days = Days(cells.number(2026), stack.window, stack.decided_on)
    with pytest.raises(TypeError, match="Unheard has no cells"):
        Row(stack, Layout({}), days).value(Unheard())


@pytest.mark.parametrize("kind", [each for each in CELLS if each not in (cells.Arm, cells.OverRecords)])
def test_every_cell_has_its_expression(kind: type[cells.Cell]) -> None:
    assert expression.dispatch(kind) is not expression.dispatch(object)


def test_a_cell_without_an_expression_is_named() -> None:
    @attrs.frozen
    class Unheard(cells.Cell):
        pass

    with pytest.raises(TypeError, match="Unheard has no expression"):
        Expressions(names={}, narrow=True, null_number="null").of(Unheard())


def test_a_number_that_could_run_over_is_refused_before_anything_is_computed() -> None:
    with pytest.raises(StandardError) as refused:
        Number.within(Interval(0, WIDEST)).scaled(2)
    assert [problem.code for problem in refused.value.problems] == ["columns.too-wide"]


@pytest.mark.parametrize("dtype", [pl.Int8, pl.UInt8, pl.Int16, pl.Int32, pl.UInt32, pl.Int64, pl.UInt64])
def test_products_do_not_run_over_however_narrow_the_column_is(dtype: type[pl.DataType]) -> None:
    facts = (count("one", 0, 100), count("other", 0, 100))
    million = tree.Times(1_000_000, tree.FactValue("one"))
    over = tree.Compare(tree.Sum((million,) * 50), Operator.AT_LEAST, tree.Number(5_000_000_000))
    stack = Stack(standard(facts, over))
    frame = pl.DataFrame({"one": [99, 100], "other": [1, 1]}, schema={"one": dtype, "other": dtype})
    assert assess_table(stack, frame, year=2026)["verdict"].to_list() == ["not_met", "met"]


def test_spans_hold_what_cells_come_to() -> None:
    one = cells.Column("one", Kind.NUMBER, None, Interval(-3, 5))
    spans = Spans()
    assert spans.of(cells.plus(one, cells.scaled(one, -2))) == Interval(-13, 11)
    assert spans.of(cells.most(cells.minus(cells.number(1), one), cells.number(0))) == Interval(0, 4)
    assert spans.of(cells.choose(cells.is_null(one), cells.number(9), one)) == Interval(-3, 9)
