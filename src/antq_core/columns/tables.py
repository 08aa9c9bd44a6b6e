"""The use case: a table of dossiers, held against the standards of a stack, in the frame that it came in."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar

import attrs
import narwhals as nw

from antq_core.columns.coded import with_answers
from antq_core.columns.expressions import FIELD, Expressions, is_number
from antq_core.columns.few_rows import MOST_ROWS, with_rows
from antq_core.columns.frames import Working
from antq_core.columns.held import Frame, bits_of
from antq_core.columns.records import KEYS, with_records
from antq_core.columns.stages import staged
from antq_core.domain.records import Basis
from antq_core.errors import Problem, TableError, alike
from antq_core.lowering.kinds import Kind
from antq_core.lowering.layout import Layout
from antq_core.lowering.results import Findings, Question, Results, results
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Standard

F = TypeVar("F")

TEMPORARY = "antq:"
"""The beginning of the names of columns that are there for a while only."""
NULL_NUMBER = f"{TEMPORARY}null"
OF_EVERY_ROW = ("verdict", "verdict.possible", "points.lo", "points.hi", "grade.lo", "grade.hi")


def assess_table(
    standard: Standard | Stack,
    frame: F,
    *,
    year: int | None = None,
    basis: Basis = Basis.VERIFIED,
    readings: Mapping[str, str] | None = None,
    as_of: datetime.date | None = None,
    records: Mapping[str, Any] | None = None,
    children: Any = None,
    findings: Literal["none", "blocking", "all"] = "none",
    absent: Literal["refuse", "unknown"] = "refuse",
    values: Literal["checked", "trusted"] = "checked",
    computed: Literal["auto", "columns", "rows"] = "auto",
    prefix: str = "",
) -> F:
    """The verdicts, points and grades of many dossiers, one a row, as `assess` gives them one by one.

    Rows are read by the names of columns, which are those of the CSV layout: ``verified.FACT`` or bare
    ``FACT`` for a fact of the basis, ``last_year.FACT``, ``FACT.lo`` and ``FACT.hi`` for a number that is
    known within bounds, ``LIST.complete_from`` or ``LIST.closed`` for what a list covers. Null says that
    nothing is known. Numbers are whole; points are hundredths of a point.

    The result has all columns of the input, in their order, and after them ``verdict``,
    ``verdict.possible``, ``points.lo``, ``points.hi``, ``grade.lo``, ``grade.hi``; where asked ``blocking``
    (the codes of the criteria that may keep the unit back, with a space between them), or ``finding.CODE``
    and ``item.CODE.lo``/``.hi``; and ``rejected``, the names of the columns that hold what cannot be. A
    row that is rejected has no verdict: everything else that is said of it is null.

    Args:
        standard: one national standard, or the standards that hold together for these units.
        frame: a frame of Polars (eager or lazy), PyArrow, pandas (Arrow or nullable types), DuckDB or
            PySpark. What is lazy stays lazy.
        year: the year of assessment; without it, the column ``year`` says it row by row.
        basis: whose word counts; on `Basis.VERIFIED` what is only claimed is unknown.
        readings: an option for each reading to settle; every other one stays open.
        as_of: the day of decision of rows that state none in ``decision_date``.
        records: the tables of lists, by the name of the list, in the same library as the frame. Their
            column ``dossier.unit`` (with ``dossier.province`` and ``dossier.year``, where there) says whose
            a record is; without it, a record is of every unit in whose place it was.
        children: the assessed units that rosters name, as `assess_table` returns them: ``unit``,
            ``verdict.possible`` or ``verdict``, and ``year`` where there are several.
        findings: ``"all"`` says the outcome of each criterion and the points of each item, ``"blocking"``
            in one word what may keep the unit back: a text a row, which costs more than all the outcomes.
        absent: whether a column that is missing is an error, or its fact unknown in every row.
        values: whether values are checked against the ranges of their facts. ``"trusted"`` is faster; of a
            value that cannot be, nothing then is said, and the result of its row is not defined.
        computed: by the columns of the engine, or row by row by generated source, which is sooner for few
            rows; left to itself, whichever is likely to be sooner. The result is the same. Rows are taken of
            what is eager and has no lists beside it.
        prefix: put before the name of every column of the result.

    Raises:
        TableError: with everything at once that is wrong with the columns: missing, of a wrong type, or
            in the way of a result. Nothing has been computed then.
        ReadingError: a reading or an option that does not exist, or one that the province has pinned.
        StandardError: a number of the standard could run over 64 bits.
    """
    stack = Stack(national=standard) if isinstance(standard, Standard) else standard
    working = Working.of(frame, records or {}, children)
    question = Question(
        year=year,
        as_of=as_of,
        readings=readings or {},
        findings=Findings(findings),
        checked=values == "checked",
    )
    refuse(refusals_of(working, stack.dossier_records, prefix))
    asking = Asking.of(stack, working, question, basis=basis, unknown=absent == "unknown")
    names = [f"{prefix}{name}" for name in asking.results.columns]
    refuse(taken(names, working))
    may_be_rows = not working.lists and not asking.results.coded and computed != "columns"
    if may_be_rows and working.is_eager and (computed == "rows" or working.rows <= MOST_ROWS):
        working = with_rows(working, asking.results, names)
        few: F = working.finished(working.dossiers.frame, names)
        return few
    working = working.numbered() if working.lists else working
    found: F = working.finished(asking.answered(working, prefix), names)
    return found


@attrs.frozen
class Asking:
    """What a stack says of rows with given columns, and what it was asked."""

    stack: Stack
    question: Question
    basis: Basis
    results: Results

    @classmethod
    def of(
        cls, stack: Stack, working: Working, question: Question, *, basis: Basis, unknown: bool
    ) -> "Asking":
        """It for the columns of some frames. Raises what `results` does."""
        layout = Layout(
            working.dossiers.held,
            basis=basis,
            lists={name: each.held for name, each in working.lists.items()},
            full=working.dossiers.full,
            unknown=unknown,
            dot=working.dot,
        )
        for name in stack.dossier_records.keys() & working.lists.keys():
            layout.whose(name, KEYS)
        return cls(stack, question, basis, results(stack, layout, question))

    def answered(
        self, working: Working, prefix: str, words: Mapping[str, Sequence[str]] | None = None
    ) -> Frame:
        """The dossiers with a column for each result; `words` are those that a column of words may hold."""
        asked = self.results
        if asked.coded:
            working = with_answers(working, asked.coded, self.question, self.basis)
        joined = with_records(working, asked.columns.values(), self.stack, TEMPORARY)
        made = Expressions(
            names=dict(joined.names),
            narrow=working.takes_32_bits,
            null_number=NULL_NUMBER,
            bits=bits_of(joined.frame),
        )
        frame = with_null_number(joined.frame)
        frame = staged(frame, asked.columns.values(), made, TEMPORARY)
        wanted = []
        for name, cell in asked.columns.items():
            few = (words or asked.words).get(name) if working.is_polars else None
            found = made.of(cell) if few is None else made.word(cell, nw.Enum(few))
            found = found.cast(nw.Int64) if is_number(cell) else found
            wanted.append(found.alias(f"{prefix}{name}".replace(".", working.dot)))
        return frame.with_columns(*wanted)


def refuse(problems: Iterable[Problem]) -> None:
    """Raise `TableError` with some problems, if there are any."""
    found = list(problems)
    if found:
        raise TableError(found)


def taken(names: Iterable[str], working: Working) -> Iterator[Problem]:
    """What is wrong with a table that has columns in the way of the results, or of those in between."""
    held = working.dossiers.held
    found = [name for name in names if name in held]
    found += [name for name in held if name.startswith((TEMPORARY, FIELD))]
    if found:
        yield Problem("columns.name-taken", (), {"names": ", ".join(found)})


def refusals_of(working: Working, lists: Collection[str], prefix: str) -> Iterator[Problem]:
    """What is wrong with the tables beside the dossiers, and with names that every result has."""
    yield from taken([f"{prefix}{name}" for name in OF_EVERY_ROW], working)
    for name in working.lists.keys() - set(lists):
        yield Problem("columns.unknown-list", (), {"name": name, "near": alike(name, lists)})
    held = (
        working.children.held if working.children is not None else {"unit": Kind.WORD, "verdict": Kind.WORD}
    )
    verdict = "verdict.possible" if "verdict.possible" in held else "verdict"
    for name in ("unit", verdict):
        if name not in held:
            yield Problem("columns.missing", ("children",), {"name": name, "names": name, "near": "–"})
        elif held[name] is not Kind.WORD:
            facts = {"name": name, "list": "children", "found": held[name]}
            yield Problem("columns.holds-no-word", ("children",), facts)


def with_null_number(frame: Frame) -> Frame:
    """A frame with a column of numbers that is null throughout; some engines have no literal for it."""
    zero = f"{NULL_NUMBER}:zero"
    frame = frame.with_columns(nw.lit(0, nw.Int64).alias(zero))
    return frame.with_columns(nw.when(nw.col(zero) > 0).then(nw.col(zero)).alias(NULL_NUMBER))
