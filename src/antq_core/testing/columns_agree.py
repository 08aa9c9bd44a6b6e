"""Whether columns say of every row what the interpreter says of its dossier: all of it, and nothing else."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import attrs
import narwhals as nw

from antq_core.assessment import assess
from antq_core.columns.rows import PlainTable, PlainTables, tables_of
from antq_core.columns.tables import assess_table
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis
from antq_core.errors import TableError
from antq_core.expressions import tree
from antq_core.expressions.walking import walk
from antq_core.findings.assessments import Assessment
from antq_core.findings.scores import RowKind, Score
from antq_core.lowering.kinds import Kind
from antq_core.lowering.results import Findings
from antq_core.possible import Outcomes, Truths
from antq_core.standards.stack import Stack
from antq_core.standards.trees import trees_of

DTYPES: Mapping[Kind, Any] = {
    Kind.TRUTH: nw.Boolean,
    Kind.NUMBER: nw.Int64,
    Kind.DAY: nw.Date,
    Kind.WORD: nw.String,
}
Said = dict[str, Any]


@attrs.frozen
class Backend:
    """An engine: how it takes an eager frame of Polars or PyArrow, and gives its rows back in order.

    One that is lazy may refuse coded rules, which need the rows at hand.
    """

    name: str
    take: Callable[[Any], Any]
    library: Literal["polars", "pyarrow"] = "polars"
    is_lazy: bool = False


def check_columns_agree(
    stack: Stack,
    dossiers: Iterable[Dossier],
    backends: Sequence[Backend],
    *,
    basis: Basis = Basis.VERIFIED,
    readings: Mapping[str, str] | None = None,
    as_of: datetime.date | None = None,
) -> None:
    """Hold the columns of each engine against the interpreter, row by row, without any tolerance.

    Raises `AssertionError` that names the engine, the row and what differs.
    """
    listed = [apart(each, position) for position, each in enumerate(dossiers)]
    given = [assess(each, stack, basis=basis, readings=readings, as_of=as_of) for each in listed]
    expected = [said_by(each, stack) for each in given]
    plain = tables_of(listed, stack)
    for backend, findings, computed in _ways(backends, plain):
        try:
            found = assess_table(
                stack,
                backend.take(frame_of(plain.dossiers, backend)),
                basis=basis,
                readings=readings,
                as_of=as_of,
                records={name: backend.take(frame_of(table, backend)) for name, table in plain.lists.items()},
                findings=findings.value,
                computed=computed,
            )
        except TableError as error:
            codes = {problem.code for problem in error.problems}
            if backend.is_lazy and codes == {"columns.coded-of-lazy"} and _is_coded(stack):
                continue
            raise
        said = [_asked(each, findings) for each in expected]
        _same(rows_of(found), said, frozenset(plain.dossiers.columns), f"{backend.name}, {computed}")


def _ways(
    backends: Sequence[Backend], plain: PlainTables
) -> Iterator[tuple[Backend, Findings, Literal["columns", "rows"]]]:
    """How each engine is asked: everything by columns, and the first of them in the other ways as well."""
    for backend in backends:
        yield backend, Findings.ALL, "columns"
    first = backends[0]
    yield first, Findings.BLOCKING, "columns"
    if not plain.lists and not first.is_lazy:
        yield first, Findings.ALL, "rows"
        yield first, Findings.BLOCKING, "rows"


def _same(rows: Sequence[Said], expected: Sequence[Said], given: frozenset[str], engine: str) -> None:
    for position, (row, said) in enumerate(zip(rows, expected, strict=True)):
        results = [name for name in row if name != "row" and name not in given]
        # Of what the interpreter says nothing, the columns say nothing either.
        wanted = {**dict.fromkeys(results), **said}
        found = {name: row.get(name, "no such column") for name in wanted}
        different = {name: (found[name], wanted[name]) for name in wanted if found[name] != wanted[name]}
        assert not different, f"{engine}, row {position}, {{column: (found, by interpreter)}}: {different}"


def _asked(said: Said, findings: Findings) -> Said:
    """What is said of a row under the one way of asking for findings."""
    others = ("blocking",) if findings is Findings.ALL else ("finding.", "item.")
    return {name: value for name, value in said.items() if not name.startswith(others)}


def _is_coded(stack: Stack) -> bool:
    """Whether a rule of the standards, or of those whose verdict they ask for, is a plugin's function."""
    standards = [standard for each in stack.with_those_asked() for standard in each.standards]
    return any(
        isinstance(node, tree.Coded)
        for standard in standards
        for each in trees_of(standard).values()
        for node in walk(each)
    )


def apart(dossier: Dossier, position: int) -> Dossier:
    """The same dossier of a province of its own, so that its records are told from those of others."""
    return attrs.evolve(dossier, unit=attrs.evolve(dossier.unit, province=f"{position:05}"))


def tables_apart(dossiers: Iterable[Dossier], stack: Stack) -> tuple[Any, dict[str, Any]]:
    """Dossiers and their lists as frames of Polars; a number of each row stands in the column ``row``."""
    plain = tables_of([apart(each, position) for position, each in enumerate(dossiers)], stack)
    polars = Backend("Polars", lambda frame: frame)
    lists = {name: frame_of(table, polars) for name, table in plain.lists.items()}
    return frame_of(plain.dossiers, polars), lists


def said_by(assessment: Assessment, stack: Stack) -> Said:
    """What the columns must say of a row, from the assessment of its dossier."""
    said: Said = {
        "verdict": assessment.verdict.value,
        "verdict.possible": "|".join(assessment.possible.words),
        "rejected": None,
    }
    is_out = assessment.in_scope is Truths.FALSE
    blocking = [each.criterion for each in assessment.findings if each.outcomes & Outcomes.NOT_MET]
    said["blocking"] = None if is_out else " ".join(blocking)
    for each in assessment.findings:
        said[f"finding.{each.criterion}"] = "|".join(each.outcomes.words)
    in_order = list(reversed(assessment.scores))
    said |= (
        _points(in_order[0], "")
        if in_order
        else dict.fromkeys(("points.lo", "points.hi", "grade.lo", "grade.hi"))
    )
    for score in in_order[1:]:
        said |= _points(score, f".{score.rubric}")
    for score in in_order:
        for row in score.rows:
            if row.kind in (RowKind.ITEM, RowKind.GROUP) and row.item != score.rubric:
                said |= {f"item.{row.item}.lo": row.points.lo, f"item.{row.item}.hi": row.points.hi}
    return said


def _points(score: Score, after: str) -> Said:
    grade = score.grade
    return {
        f"points{after}.lo": score.total.lo,
        f"points{after}.hi": score.total.hi,
        f"grade{after}.lo": None if grade is None else grade.lowest,
        f"grade{after}.hi": None if grade is None else grade.highest,
    }


def frame_of(table: PlainTable, backend: Backend) -> Any:
    """A plain table as an eager frame, with the column ``row`` before all others."""
    schema = {"row": nw.Int64, **{name: DTYPES[kind] for name, kind in table.kinds.items()}}
    rows = len(next(iter(table.columns.values())))
    data = {"row": list(range(rows)), **table.columns}
    return nw.to_native(nw.from_dict(data, schema, backend=backend.library))


def rows_of(native: Any, by: str = "row") -> list[Said]:
    """The rows of any frame with the values of Python, in the order of one column."""
    frame = nw.from_native(native)
    eager = frame.collect("pyarrow") if isinstance(frame, nw.LazyFrame) else frame
    return sorted(
        ({name: _plain(value) for name, value in row.items()} for row in eager.rows(named=True)),
        key=lambda row: row[by],
    )


def _plain(value: Any) -> Any:
    """A value as Python has it; what pandas writes for null is null."""
    if value is None or value != value:  # noqa: PLR0124 - only what is no number differs from itself
        return None
    return value.item() if hasattr(value, "item") else value
