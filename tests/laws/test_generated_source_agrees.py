"""Generated source says of every dossier what the interpreter says: all of it, and nothing else."""

import ast
import datetime
import linecache
from collections.abc import Iterator, Mapping

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from antq_core import Assessment, Basis, Dossier, Stack, assess
from antq_core.columns.rows import tables_of
from antq_core.domain.records import RecordList
from antq_core.domain.sheets import Sheet
from antq_core.errors import SelectionError
from antq_core.expressions.tree import Operator
from antq_core.findings.assessments import Standing
from antq_core.findings.scores import RowKind
from antq_core.generated import Decider, Explanation
from antq_core.generated.body import Body
from antq_core.generated.functions import function
from antq_core.generated.naming import Names
from antq_core.generated.rows import assessed_columns, columns_asked
from antq_core.generated.values import Graded
from antq_core.lowering import cells
from antq_core.lowering.cells import CELLS, Cell, Column, number, word
from antq_core.lowering.kinds import Kind, Reduction
from antq_core.lowering.layout import Layout
from antq_core.lowering.results import Findings, Question, results
from antq_core.possible import Interval, Outcomes, Truths
from antq_core.testing.columns_agree import said_by
from antq_core.testing.learning import knowledge

Stacks = st.SearchStrategy[Stack]
DAYS = st.sampled_from((None, datetime.date(2026, 10, 1), datetime.date(2026, 12, 20)))

# --- dossiers -------------------------------------------------------------------------------------


FEWER = settings(max_examples=max(20, settings().max_examples // 3))
"""Each example makes functions, which takes longer than to run them."""


@FEWER
@given(data=st.data())
def test_all_that_is_said_is_what_the_interpreter_says(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    known = data.draw(knowledge(stack))
    basis, as_of = data.draw(st.sampled_from(Basis)), data.draw(DAYS)
    decider = Decider(stack, readings=known.readings, basis=basis, as_of=as_of)
    plain = attrs.evolve(known.dossier, records={}, decision_date=None)
    others = (without_intervals(known.dossier), plain, without_intervals(plain))
    for dossier in (known.dossier, data.draw(st.sampled_from(others))):
        told = {
            "readings": known.readings,
            "basis": basis,
            "as_of": as_of,
            "children": [
                Standing(
                    unit=name,
                    year=dossier.year,
                    basis=basis,
                    possible=each,
                    input_digest="",
                    scheme=stack.scheme,
                )
                for name, each in known.children.items()
            ],
        }
        try:
            expected = assess(dossier, stack, **told)
        except SelectionError:  # not in force on the day
            with pytest.raises(SelectionError):
                decider.verdict(dossier)
            continue
        agrees(decider.explained(dossier, told["children"]), expected)
        assert (
            decider.verdict(dossier, iter(told["children"]))
            == decider.explained(dossier, told["children"])[0]
        )
        if not dossier.records:  # the second time it goes the way that the first has found open
            assert decider.verdict(dossier) == decider.verdict(dossier) == decider.explained(dossier).decision
            agrees(decider.explained(dossier), expected)


def agrees(found: Explanation, expected: Assessment) -> None:
    """Everything that an explanation says is what the interpreter says."""
    is_out = expected.in_scope is Truths.FALSE
    said = {} if is_out else {each.criterion: each.outcomes for each in expected.findings}
    assert found.decision.verdict is expected.verdict
    assert found.decision.possible is expected.possible
    assert list(found.findings.items()) == list(said.items())
    assert found.blocking == tuple(code for code, each in said.items() if each & Outcomes.NOT_MET)
    scores = list(reversed(expected.scores))
    graded = [(each.rubric, graded_by(each.total, each.grade)) for each in scores]
    assert list(found.scores.items()) == graded
    assert found.decision[2:] == (points_of(graded[0][1]) if graded else (None, None, None, None))
    rows = [row for score in scores for row in score.rows if row.item != score.rubric]
    assert found.items == {row.item: row.points for row in rows if row.kind in (RowKind.ITEM, RowKind.GROUP)}


def graded_by(total: Interval, grade: object) -> Graded:
    return Graded(total, getattr(grade, "lowest", None), getattr(grade, "highest", None))


def points_of(graded: Graded) -> tuple[object, ...]:
    return graded.points.lo, graded.points.hi, graded.lowest, graded.highest


def without_intervals(dossier: Dossier) -> Dossier:
    """The same dossier, every number that is an interval left unknown."""

    def exact(sheet: Sheet) -> Sheet:
        stated = {name: value for name, value in sheet.stated.items() if not isinstance(value, Interval)}
        return type(sheet)(**stated)

    sheets = {name: exact(getattr(dossier, name)) for name in ("claimed", "verified", "last_year")}
    records: Mapping[str, RecordList] = {
        name: attrs.evolve(listed, items=tuple(exact(each) for each in listed.items))
        for name, listed in dossier.records.items()
    }
    return attrs.evolve(dossier, **sheets, records=records)


# --- rows -----------------------------------------------------------------------------------------


@FEWER
@given(data=st.data())
def test_rows_have_what_the_interpreter_says_of_their_dossiers(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    drawn = [data.draw(knowledge(stack)) for _ in range(2)]
    dossiers = [attrs.evolve(each.dossier, records={}) for each in drawn]
    table = tables_of(dossiers, stack).dossiers
    asked = results(stack, Layout(table.kinds), Question(findings=Findings.ALL, readings=drawn[0].readings))
    assume(not asked.coded)
    given = {name: table.columns[name] for name in columns_asked(asked)}
    found = assessed_columns(asked, given, len(dossiers))
    assert list(found) == list(asked.columns)
    for position, dossier in enumerate(dossiers):
        expected = said_by(assess(dossier, stack, readings=drawn[0].readings), stack)
        assert {name: each[position] for name, each in found.items()} == {
            name: expected.get(name) for name in found
        }
    assert assessed_columns(asked, dict.fromkeys(given, ()), 0) == {name: [] for name in asked.columns}


# --- source ---------------------------------------------------------------------------------------


@settings(max_examples=20)
@given(data=st.data())
def test_nothing_that_a_standard_says_is_in_the_source(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    decider = Decider(stack)  # while it lives, its source is there to be shown
    decider.explained(data.draw(knowledge(stack)).dossier)
    sources = ["".join(lines) for lines in generated_sources()]
    assert sources
    for source in sources:
        constants = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
        assert all(type(each) in (int, bool, type(None)) for each in constants)


def generated_sources() -> Iterator[list[str]]:
    for filename, entry in linecache.cache.items():
        if filename.startswith("<antq generated ") and len(entry) == 4:
            yield entry[2]


N, OTHER = Column("n", Kind.NUMBER), Column("other", Kind.NUMBER, None, Interval(0, 9))
T, W, D = Column("t", Kind.TRUTH), Column("w", Kind.WORD), Column("d", Kind.DAY)
HURT = Column("hurt", Kind.NUMBER, "events")
ROW = {N: 4, OTHER: None, T: None, W: "low", D: datetime.date(2026, 3, 9)}
EVENTS = [{HURT: 1}, {HURT: 3}, {HURT: 1}]
OPEN = cells.Holds(OTHER, Operator.AT_LEAST, number(3))
EXAMPLES: list[tuple[Cell, object]] = [
    (number(-7), -7),
    (word("a'b\n\"c"), "a'b\n\"c"),
    (cells.Nothing(Kind.WORD), None),
    (W, "low"),
    (cells.DayNumber(D), 20260309),
    (cells.Plus((N, N, number(1))), 9),
    (cells.Plus((N, OTHER)), None),
    (cells.Minus(N, number(-1)), 5),
    (cells.Scaled(N, -3), -12),
    (cells.Quotient(N, number(3)), 1),
    (cells.Holds(N, Operator.UNEQUAL, number(4)), False),
    (cells.Holds(W, Operator.EQUAL, word("low")), True),
    (OPEN, None),
    (cells.All((OPEN, cells.FALSE)), False),
    (cells.All((OPEN, T)), None),
    (cells.Any((OPEN, cells.TRUE)), True),
    (cells.Any((OPEN, T)), None),
    (cells.Negated(OPEN), None),
    (cells.Negated(cells.All((OPEN, cells.FALSE))), True),
    (cells.Default(OTHER, number(8)), 8),
    (cells.Default(OPEN, cells.TRUE), True),
    (cells.Default(OPEN, T), None),
    (cells.IsNull(OPEN), True),
    (cells.IsNull(N), False),
    (cells.Choose((cells.Arm(T, number(1)), cells.Arm(cells.IsNull(T), number(2))), None), 2),
    (cells.Choose((cells.Arm(OPEN, number(1)),), None), None),
    (
        cells.Choose(
            tuple(cells.Arm(cells.Holds(N, Operator.EQUAL, number(n)), number(-n)) for n in range(99, 0, -1)),
            None,
        ),
        -4,
    ),
    (cells.Arm(T, number(1)).then, 1),
    (cells.Least((N, cells.Default(OTHER, number(2)))), 2),
    (cells.Most((N, number(9), number(5))), 9),
    (cells.Joined((W, cells.Nothing(Kind.WORD), word("high")), " "), "low high"),
    (cells.OverRecords("events", Reduction.SUM, HURT), 5),
    (cells.OverRecords("events", Reduction.LEAST, HURT, none=9), 1),
    (cells.OverRecords("events", Reduction.MOST, cells.Plus((HURT, N))), 7),
    (cells.OverRecords("events", Reduction.DIFFERENT, HURT), 2),
    (cells.OverRecords("nobody", Reduction.LEAST, Column("hurt", Kind.NUMBER, "nobody"), none=9), 9),
]


class Events:
    """Records as dictionaries by column."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def items(self, records: str) -> str:
        return self._names.named(EVENTS if records == "events" else [])

    def loads(self, columns: Mapping[Column, str]) -> Iterator[str]:
        return (f"{variable} = record[{self._names.constant(each)}]" for each, variable in columns.items())


@pytest.mark.parametrize("position", range(len(EXAMPLES)))
def test_source_means_what_its_cell_means(position: int) -> None:
    cell, expected = EXAMPLES[position]
    names = Names()
    body = Body(names, Events(names))
    (text,) = body.written([cell])
    variables = {variable: ROW[column] for column, variable in body.columns.items()}
    found = function(", ".join(variables), [*body.lines, f"return {text}"], names.globals)(**variables)
    assert (type(found), found) == (type(expected), expected)


def test_every_kind_of_cell_has_its_source() -> None:
    assert {type(each) for cell, _ in EXAMPLES for each in cell.walk()} == set(CELLS)


def test_an_interval_in_the_place_of_a_number_is_never_taken_for_one() -> None:
    stated = Interval(0, 9)
    for cell in (cells.Default(OTHER, number(0)), cells.Holds(OTHER, Operator.EQUAL, number(0)), OTHER):
        names = Names()
        body = Body(names, Events(names), refuses_intervals=True)
        (text,) = body.written([cell])
        (variable,) = body.columns.values()
        with pytest.raises((TypeError, AttributeError)):
            function(variable, [*body.lines, f"return {text}"], names.globals)(stated)


def test_a_traceback_shows_the_line_that_failed() -> None:
    fails = function("one", ["return one + None"], {})
    with pytest.raises(TypeError) as caught:
        fails(1)
    assert "return one + None" in str(caught.traceback[-1].statement)
