"""Quotas over an assessed table: every cohort in it is shared out as `antq_core.cohorts` shares out one.

The engine counts how many rows of each cohort have the same standing, Python shares the places out over
these counts, and the engine joins the answer back to the rows. No row is compared with another.
"""

import collections
import functools
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Literal

import attrs
import narwhals as nw
from narwhals.typing import IntoFrame, IntoFrameT

from antq_core.errors import InputError, Problem
from antq_core.evaluation.quotas import Standing, graded_by, nothing_known, refuse_unknown_bases, shared_out
from antq_core.messages.catalogue import text
from antq_core.possible import Interval, Truths
from antq_core.standards.grading import Grading
from antq_core.standards.standard import Standard

MOST_NAMED = 5
"""So many of the units that are wrong are named; there may be millions."""

Kind = Literal["text", "whole-number", "truth", "key"]
_KINDS: dict[Kind, tuple[type[nw.dtypes.DType], ...]] = {
    "text": (nw.String, nw.Categorical, nw.Enum, nw.Unknown),
    "whole-number": (
        *(nw.Int64, nw.Int32, nw.Int16, nw.Int8, nw.UInt64, nw.UInt32, nw.UInt16, nw.UInt8),
        nw.Unknown,
    ),
    "truth": (nw.Boolean,),
}
_KINDS["key"] = (*_KINDS["text"][:-1], *_KINDS["whole-number"][:-1], nw.Boolean, nw.Date)

_NO_NUMBER = -(2**62)
"""Stands for no points in a key: engines do not agree on whether empty cells equal each other."""
_NOBODY_KNOWS = -1

_ENDS = tuple(
    end.alias(f"{name}_{word}")
    for name in ("closed", "missing")
    for word, end in (("least", nw.col(name).min()), ("most", nw.col(name).max()))
)
"""What all rows of a cohort must agree in."""

_Cohort = tuple[Hashable, ...]


def grades_in_table(
    frame: IntoFrameT,
    standard: Standard,
    *,
    cohort_by: Sequence[str],
    closed: bool | str,
    missing: str | None = None,
    roster: IntoFrame | None = None,
    readings: Mapping[str, str] | None = None,
    unit: str = "unit",
    prefix: str = "",
) -> IntoFrameT:
    """The grades of all rows of an assessed table once the quotas of a standard are shared out.

    Adds `grade.quota.lo` and `grade.quota.hi`: what `antq_core.cohorts.grades_in` says of each unit among
    the rows with the same values in the columns `cohort_by`, such as `province`, `kind` and `year`. Both
    are null where the unit is surely out of scope, and where the row was rejected; such a row counts as a
    unit of which nothing is known. So does one of which only the grade or the points are not known, and
    that may have any grade.

    Args:
        frame: What `assess_table` gave back, in any frame library. Rows may be of several standards
            (column `standards`); those of others are left alone.
        standard: The standard with the grades and quotas.
        cohort_by: The columns that tell cohorts apart; with none the whole table is one.
        closed: Whether somebody attests that no unit of the cohort is left out: one answer for all
            cohorts, or the name of a Boolean column with the answer in every row. Null is no.
        missing: The name of a column that says how many units on the roster of the row's cohort have no
            row. While it is null or below 0, the cohort is open.
        roster: A frame of the same library with a row for each unit on a roster: the columns `cohort_by`
            and `unit`. Units without a row in the table are found by it. Give this or `missing`, or neither.
        readings: Of what a quota is a share, where the law leaves that open.
        unit: The name of the column that names the unit.
        prefix: What `assess_table` put before the names of its columns.

    Returns:
        The same frame with two more columns at its end. A lazy frame stays lazy, but the counts of each
        standing are collected now, which runs what comes before once; and its engine may give the
        rows in another order.

    Raises:
        InputError: for a standard without grades; for a table whose columns or cohorts cannot be; for a
            unit that is there twice, or that the roster does not name.
        ReadingError: for a reading or an option that no quota of the standard has.
    """
    grading = graded_by(standard)
    refuse_unknown_bases(readings or {}, grading)
    if missing is not None and roster is not None:
        raise InputError([Problem("cohort.roster-and-missing")])
    by = tuple(cohort_by)
    asked = _Asked(standard, grading, by, closed, missing, roster, readings or {}, unit, prefix)
    table = _Table.of(nw.from_native(frame), asked)
    known = {} if roster is None else _known_by_roster(table, nw.from_native(roster), asked)
    _refuse_twice(table, asked)
    counted = _collected(table.keyed.group_by(table.keys).agg(nw.len().alias("rows"), *_ENDS))
    answer = _answers(counted, table, asked, known)
    result: IntoFrameT = table.with_answer(answer).to_native()
    return result


@attrs.frozen
class _Asked:
    """What the caller asked for."""

    standard: Standard
    grading: Grading
    cohort_by: tuple[str, ...]
    closed: bool | str
    missing: str | None
    roster: Any
    readings: Mapping[str, str]
    unit: str
    prefix: str

    @functools.cached_property
    def codes(self) -> tuple[str, ...]:
        return self.grading.codes

    @property
    def needed(self) -> dict[str, Kind]:
        """The columns that the table must have, and what each holds."""
        needed: dict[str, Kind] = dict.fromkeys(self.cohort_by, "key")
        needed |= {self.unit: "key"}
        needed |= {self.prefix + name: "text" for name in ("verdict.possible", "grade.lo", "grade.hi")}
        needed |= {self.prefix + name: "whole-number" for name in ("points.lo", "points.hi")}
        if isinstance(self.closed, str):
            needed |= {self.closed: "truth"}
        return needed | ({} if self.missing is None else {self.missing: "whole-number"})

    @property
    def results(self) -> tuple[str, str]:
        return (f"{self.prefix}grade.quota.lo", f"{self.prefix}grade.quota.hi")


@attrs.frozen
class _Table:
    """The table, and beside it what the quotas need of each row under short names of its own.

    `called` is what each column is called in `frame`: engines that take a dot for a step into a structure
    see other names.
    """

    frame: Any
    called: Mapping[str, str]
    cells: Mapping[str, nw.Expr]
    by: tuple[str, ...]
    results: tuple[str, str]

    @classmethod
    def of(cls, frame: Any, asked: _Asked) -> "_Table":
        schema = frame.collect_schema()
        refuse_columns(schema, asked.needed, asked.results)
        called = {name: name for name in schema}
        if frame.implementation.is_pyspark():
            called = {name: f"column_{n}" for n, name in enumerate(schema)}
            frame = nw.from_native(frame.to_native().toDF(*called.values()))

        def cell(name: str) -> nw.Expr:
            return plain(nw.col(called[name]), schema[name])

        by = tuple(f"by_{n}" for n in range(len(asked.cohort_by)))
        cells = {key: cell(name) for key, name in zip(by, asked.cohort_by, strict=True)}
        standards, wanted = asked.prefix + "standards", asked.prefix + "verdict.possible"
        cells |= {
            "standards": cell(standards).fill_null("") if standards in schema else nw.lit(""),
            "possible": cell(wanted).fill_null(""),
            **{f"grade_{end}": cell(f"{asked.prefix}grade.{end}").fill_null("") for end in ("lo", "hi")},
            **{
                f"points_{end}": _whole(cell(f"{asked.prefix}points.{end}"), _NO_NUMBER)
                for end in ("lo", "hi")
            },
            "unit": cell(asked.unit),
            "closed": _closed(asked.closed, cell),
            "missing": nw.lit(0) if asked.missing is None else _whole(cell(asked.missing), _NOBODY_KNOWS),
        }
        return cls(frame, called, cells, by, asked.results)

    @property
    def keys(self) -> list[str]:
        """What rows have in common that fare alike."""
        return [*self.by, "standards", "possible", "grade_lo", "grade_hi", "points_lo", "points_hi"]

    @property
    def keyed(self) -> Any:
        return self.frame.select(**self.cells)

    def with_answer(self, answer: nw.DataFrame[Any]) -> Any:
        """The table with the two columns of the answer, whose rows have the keys."""
        if isinstance(self.frame, nw.DataFrame):
            joined = self.keyed.select(self.keys).with_row_index("row").join(answer, on=self.keys, how="left")
            ends = joined.sort("row").select(lo="lo", hi="hi")
            return self.frame.with_columns(
                *(
                    ends.get_column(end).alias(name)
                    for end, name in zip(("lo", "hi"), self.results, strict=True)
                )
            )
        temporary = {key: f"quota key {key}" for key in (*self.keys, "lo", "hi")}
        other = _lazy_beside(self.frame, answer.rename(temporary))
        frame = self.frame.with_columns(**{temporary[key]: self.cells[key] for key in self.keys})
        joined = frame.join(other, on=[temporary[key] for key in self.keys], how="left").select(
            *self.called.values(), temporary["lo"], temporary["hi"]
        )
        if joined.implementation.is_pyspark():
            return nw.from_native(joined.to_native().toDF(*self.called, *self.results))
        return joined.rename({temporary["lo"]: self.results[0], temporary["hi"]: self.results[1]})


def plain(cell: nw.Expr, dtype: nw.dtypes.DType) -> nw.Expr:
    """A cell in one type for each kind of value, so that keys of two frames can be compared."""
    if isinstance(dtype, (nw.Categorical, nw.Enum, nw.Unknown)):
        return cell.cast(nw.String)
    return cell.cast(nw.Int64) if dtype.is_integer() else cell


def _whole(cell: nw.Expr, otherwise: int) -> nw.Expr:
    return cell.cast(nw.Int64).fill_null(otherwise)


def _closed(closed: bool | str, cell: Any) -> nw.Expr:
    if isinstance(closed, bool):
        return nw.lit(int(closed))
    return nw.when(cell(closed).fill_null(False)).then(nw.lit(1)).otherwise(nw.lit(0))


def refuse_columns(
    schema: Mapping[str, nw.dtypes.DType], needed: Mapping[str, Kind], results: Sequence[str] = ()
) -> None:
    """Raises `InputError` with all columns that are not there, hold something else, or are in the way."""
    problems = [Problem("table.no-column", (), {"column": name}) for name in needed if name not in schema]
    problems += [
        Problem(
            "table.wrong-type", (), {"column": name, "found": schema[name], "expected": text(f"table.{kind}")}
        )
        for name, kind in needed.items()
        if name in schema and not isinstance(schema[name], _KINDS[kind])
    ]
    problems += [Problem("table.column-taken", (), {"column": name}) for name in results if name in schema]
    if problems:
        raise InputError(problems)


def _collected(frame: Any) -> nw.DataFrame[Any]:
    collected: nw.DataFrame[Any] = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return collected


def _lazy_beside(frame: Any, small: nw.DataFrame[Any]) -> Any:
    """A small frame in the engine of a lazy one."""
    implementation, native = frame.implementation, frame.to_native()
    if implementation.is_duckdb():  # by way of the relation, as another connection would not join
        answer = small.to_arrow()  # noqa: F841 - DuckDB finds it by its name
        return nw.from_native(native.query("quota", "select * from answer"))
    session = native.sparkSession if implementation.is_pyspark() else None
    return small.lazy(backend=implementation, session=session)


def _refuse_twice(table: _Table, asked: _Asked) -> None:
    where = [*table.by, "standards", "unit"]
    named = table.keyed.select(where).filter(~nw.col("unit").is_null())
    twice = named.group_by(where).agg(nw.len().alias("rows")).filter(nw.col("rows") > 1)
    _refuse_units(twice, "cohort.twice-in-table", table.by, asked)


def _refuse_units(wrong: Any, code: str, by: Sequence[str], asked: _Asked) -> None:
    """Raises `InputError` with the first of some units that are wrong, if there is any."""
    rows = _collected(wrong.select("unit", *by).sort("unit", *by).head(MOST_NAMED)).rows()
    if rows:
        facts = [{"unit": unit, "cohort": _cohort_words(where, asked)} for unit, *where in rows]
        raise InputError(Problem(code, (), each) for each in facts)


def _known_by_roster(table: _Table, roster: Any, asked: _Asked) -> dict[_Cohort, int]:
    """How many units of each cohort the roster names that have no row in the table."""
    if _engine(roster) != _engine(table.frame):
        raise InputError([Problem("cohort.roster-of-other-library")])
    schema = roster.collect_schema()
    needed: dict[str, Kind] = {**dict.fromkeys(asked.cohort_by, "key"), asked.unit: "key"}
    refuse_columns(schema, needed)
    where = [*table.by, "unit"]
    names = dict(zip(where, (*asked.cohort_by, asked.unit), strict=True))
    listed = roster.select(**{key: plain(nw.col(name), schema[name]) for key, name in names.items()})
    twice = listed.group_by(where).agg(nw.len().alias("rows")).filter(nw.col("rows") > 1)
    _refuse_units(twice, "cohort.twice-on-roster", table.by, asked)
    here = table.keyed.filter(~nw.col("unit").is_null()).select(where)
    _refuse_units(here.join(listed, on=where, how="anti"), "cohort.not-on-roster", table.by, asked)
    absent = listed.join(here, on=where, how="anti").with_columns(nw.lit(1).alias("one"))
    counted = _collected(absent.group_by("one", *table.by).agg(nw.len().alias("rows")))
    return {tuple(where): rows for *where, rows in counted.select(*table.by, "rows").rows()}


def _engine(frame: Any) -> tuple[nw.Implementation, bool]:
    return frame.implementation, isinstance(frame, nw.LazyFrame)


def _answers(
    counted: nw.DataFrame[Any], table: _Table, asked: _Asked, known: Mapping[_Cohort, int]
) -> nw.DataFrame[Any]:
    """What each standing in each cohort comes to: the keys, and the grades once the quotas are shared out."""
    _refuse_empty_keys(counted, table.by, asked)
    rows = counted.rows(named=True)
    standings = [_standing(row, asked) for row in rows]
    cohorts: dict[_Cohort, list[int]] = collections.defaultdict(list)
    for n, row in enumerate(rows):
        if standings[n] is not None:
            cohorts[tuple(row[name] for name in table.by)].append(n)
    _refuse_disagreeing({where: [rows[n] for n in several] for where, several in cohorts.items()}, asked)
    ends: list[tuple[str | None, str | None]] = [(None, None)] * len(rows)
    for where, several in cohorts.items():
        units = collections.Counter[Standing]()
        for n in several:
            units[_known(standings[n])] += rows[n]["rows"]
        first = rows[several[0]]
        units[nothing_known(asked.grading)] += known.get(where, 0) + max(first["missing_least"], 0)
        is_closed = bool(first["closed_least"]) and first["missing_least"] >= 0
        settled = shared_out(units, asked.grading, is_closed=is_closed, readings=asked.readings)
        for n in several:
            after = settled[_known(standings[n])]
            if rows[n]["possible"]:
                ends[n] = (asked.codes[after.lowest], asked.codes[after.highest])
    columns = [
        nw.new_series(name, [pair[n] for pair in ends], nw.String, backend=counted.implementation)
        for n, name in enumerate(("lo", "hi"))
    ]
    return counted.select(table.keys).with_columns(*columns)


def _known(standing: Standing | None) -> Standing:
    assert standing is not None
    return standing


def _standing(row: Mapping[str, Any], asked: _Asked) -> Standing | None:
    """The standing that some rows have in common; None where they take no part in the quotas."""
    if row["standards"] and asked.standard.id not in row["standards"].split():
        return None
    possible, codes = row["possible"].split("|"), asked.codes
    if possible == ["out_of_scope"]:
        return None
    lowest, highest, least, most = (row[key] for key in ("grade_lo", "grade_hi", "points_lo", "points_hi"))
    if not row["possible"] or not lowest or not highest or _NO_NUMBER in (least, most):
        return nothing_known(asked.grading)
    if lowest not in codes or highest not in codes:
        strange = sorted({lowest, highest}.difference(codes))
        facts = {"found": ", ".join(strange), "id": asked.standard.id, "known": ", ".join(codes)}
        raise InputError([Problem("cohort.other-grades", (), facts)])
    if least > most or codes.index(lowest) > codes.index(highest):
        raise InputError(
            [
                Problem(
                    "table.crossed", (), {"lowest": lowest, "highest": highest, "least": least, "most": most}
                )
            ]
        )
    is_in = Truths.EITHER if "out_of_scope" in possible else Truths.TRUE
    return Standing(codes.index(lowest), codes.index(highest), Interval(least, most), is_in)


def _refuse_empty_keys(counted: nw.DataFrame[Any], by: Sequence[str], asked: _Asked) -> None:
    problems = [
        Problem("cohort.empty-key", (), {"column": name})
        for key, name in zip(by, asked.cohort_by, strict=True)
        if counted.get_column(key).is_null().any()
    ]
    if problems:
        raise InputError(problems)


def _refuse_disagreeing(cohorts: Mapping[_Cohort, list[dict[str, Any]]], asked: _Asked) -> None:
    """Raises `InputError` where the rows of one cohort say different things about it."""
    problems = [
        Problem("cohort.disagreeing", (), {"column": column, "cohort": _cohort_words(where, asked)})
        for where, rows in cohorts.items()
        for name, column in (("closed", asked.closed), ("missing", asked.missing))
        if len({row[f"{name}_{end}"] for row in rows for end in ("least", "most")}) > 1
    ]
    if problems:
        raise InputError(problems[:MOST_NAMED])


def _cohort_words(where: Sequence[Hashable], asked: _Asked) -> str:
    named = zip(asked.cohort_by, where, strict=True)
    return ", ".join(f"{name} = {value}" for name, value in named) or "–"
