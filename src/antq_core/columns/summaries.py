"""A summary of an assessed table: counts that add up, so that those of its parts give that of the whole."""

import collections
import datetime
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw
from narwhals.typing import IntoFrame

from antq_core.codec.converter import FORMAT, refuse_other_format, structure, unstructure
from antq_core.codec.text import Json
from antq_core.columns.quotas import Kind, plain, refuse_columns
from antq_core.errors import InputError, Problem
from antq_core.possible import Interval, Verdict

_GRADES = {
    "grades_lowest": "grade.lo",
    "grades_highest": "grade.hi",
    "quota_lowest": "grade.quota.lo",
    "quota_highest": "grade.quota.hi",
}
_OPTIONAL = ("blocking", "grade.quota.lo", "grade.quota.hi")
_BLOCKED = {Verdict.UNDECIDED.value: "undecided_by", Verdict.NOT_MET.value: "not_met_by"}


_NOTHING = Interval.exactly(0)


def _in_order(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts by name; what nobody has is not there, so that equal summaries are equal values."""
    return {name: counts[name] for name in sorted(counts) if counts[name]}


def _counts() -> Any:
    return attrs.field(factory=dict, converter=_in_order)


@attrs.frozen(kw_only=True)
class GroupSummary:
    """The rows of one group.

    `verdicts` counts the rows that were not rejected. `undecided_by` and `not_met_by` count the undecided
    rows and those that do not meet the standard by each criterion that may keep the unit back; a row with
    two such criteria counts under both. `scored` rows have points: `points` is the sum of their lowest and
    of their highest, in hundredths. `quota_lowest` and `quota_highest` are the grades after quotas.

    Raises `InputError` for counts that do not add up.
    """

    key: tuple[str | None, ...] = ()
    rows: int = 0
    rejected: int = 0
    verdicts: Mapping[str, int] = _counts()
    undecided_by: Mapping[str, int] = _counts()
    not_met_by: Mapping[str, int] = _counts()
    scored: int = 0
    points: Interval = _NOTHING
    grades_lowest: Mapping[str, int] = _counts()
    grades_highest: Mapping[str, int] = _counts()
    quota_lowest: Mapping[str, int] = _counts()
    quota_highest: Mapping[str, int] = _counts()

    def __attrs_post_init__(self) -> None:
        counted = self.rows - self.rejected
        criteria = [
            (self.verdicts.get(verdict, 0), getattr(self, name)) for verdict, name in _BLOCKED.items()
        ]
        adds_up = (
            sum(self.verdicts.values()) == counted
            and 0 <= self.scored <= counted
            and all(sum(getattr(self, name).values()) <= counted for name in _GRADES)
            and all(each <= most for most, by in criteria for each in by.values())
            and min((self.rejected, *(n for name in _COUNTED for n in getattr(self, name).values()))) >= 0
            and set(self.verdicts) <= {each.value for each in Verdict}
        )
        if not adds_up:
            words = ", ".join(each if each is not None else "–" for each in self.key) or "–"
            raise InputError([Problem("table.summary-does-not-add-up", (), {"group": words})])

    def joined(self, other: "GroupSummary", key: tuple[str | None, ...]) -> "GroupSummary":
        """The rows of both, under a key."""
        counts = {
            name: collections.Counter(getattr(self, name)) + collections.Counter(getattr(other, name))
            for name in _COUNTED
        }
        return GroupSummary(
            key=key,
            rows=self.rows + other.rows,
            rejected=self.rejected + other.rejected,
            scored=self.scored + other.scored,
            points=self.points + other.points,
            **counts,
        )


_COUNTED = ("verdicts", *_BLOCKED.values(), *_GRADES)


def _sorted(groups: Iterable[GroupSummary]) -> tuple[GroupSummary, ...]:
    return tuple(sorted(groups, key=lambda each: [(part is not None, part or "") for part in each.key]))


@attrs.frozen(kw_only=True)
class TableSummary:
    """What `summary` counted: one group for each combination of values in the columns `by`, in order.

    `counted` names the columns that not every assessed table has and this one had. Summaries of parts of a
    table are added with `+`, in any order and any grouping, and give the summary of the whole.

    Raises `InputError` for a group that is there twice, or whose key has not one value for each column.
    """

    by: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    groups: tuple[GroupSummary, ...] = attrs.field(default=(), converter=_sorted)

    def __attrs_post_init__(self) -> None:
        keys = [each.key for each in self.groups]
        wrong = [
            key for key, times in collections.Counter(keys).items() if times > 1 or len(key) != len(self.by)
        ]
        if wrong:
            words = "; ".join(", ".join(part if part is not None else "–" for part in key) for key in wrong)
            raise InputError([Problem("table.summary-of-other-groups", (), {"groups": words or "–"})])

    def __add__(self, other: "TableSummary") -> "TableSummary":
        """The summary of both tables. Raises `InputError` where they do not count the same things."""
        problems = [
            Problem(
                "table.summaries-differ",
                (),
                {"what": name, "one": ", ".join(one) or "–", "other": ", ".join(another) or "–"},
            )
            for name, one, another in (
                ("by", self.by, other.by),
                ("counted", self.counted, other.counted),
            )
            if one != another
        ]
        if problems:
            raise InputError(problems)
        groups = {each.key: each for each in self.groups}
        for each in other.groups:
            groups[each.key] = groups[each.key].joined(each, each.key) if each.key in groups else each
        return attrs.evolve(self, groups=tuple(groups.values()))

    @property
    def total(self) -> GroupSummary:
        """All groups as one."""
        return functools.reduce(lambda one, other: one.joined(other, ()), self.groups, GroupSummary())


def summary(frame: IntoFrame, by: Sequence[str] = (), *, prefix: str = "") -> TableSummary:
    """How many rows of an assessed table are how, for each combination of values in the columns `by`.

    The engine counts; a lazy frame is run once and only the counts are collected. Values of `by` become
    texts, the same in every library: `2026`, `2026-11-20`, `true`. `prefix` is what `assess_table`
    put before the names of its columns. Criteria are counted where the table has the column `blocking`, and
    grades after quotas where it has those that `grades_in_table` adds.

    Raises `InputError` for columns that are not there or hold something else.
    """
    table: Any = nw.from_native(frame)
    schema = table.collect_schema()
    counted = tuple(name for name in _OPTIONAL if prefix + name in schema)
    texts = ("verdict", "grade.lo", "grade.hi", *counted)
    numbers = ("points.lo", "points.hi")
    needed: dict[str, Kind] = dict.fromkeys(by, "key")
    needed |= {prefix + name: "text" for name in texts}
    needed |= {prefix + name: "whole-number" for name in numbers}
    refuse_columns(schema, needed)
    keys = {f"by_{n}": name for n, name in enumerate(by)}
    keys |= {f"text_{n}": prefix + name for n, name in enumerate(texts)}
    cells = {key: _cell(table, schema, name) for key, name in keys.items()}
    cells |= {name: _cell(table, schema, prefix + name).cast(nw.Int64) for name in numbers}
    cells = {name.replace(".", "_"): cell for name, cell in cells.items()}
    found = (
        table.select(**cells)
        .group_by(list(keys))
        .agg(
            nw.len().alias("rows"),
            nw.col("points_lo").count().alias("scored"),
            nw.col("points_lo").sum().alias("least"),
            nw.col("points_hi").sum().alias("most"),
        )
    )
    several = _values(found.collect() if isinstance(found, nw.LazyFrame) else found)
    groups: dict[tuple[str | None, ...], GroupSummary] = {}
    for each in several:
        one = _group(each, len(by), texts)
        groups[one.key] = groups[one.key].joined(one, one.key) if one.key in groups else one
    return TableSummary(by=tuple(by), counted=counted, groups=tuple(groups.values()))


def read_summary(document: Json) -> TableSummary:
    """A summary from its JSON value. Raises `InputError` for what is none, or does not add up."""
    refuse_other_format(document)
    return structure({key: value for key, value in document.items() if key != "format"}, TableSummary)


def write_summary(found: TableSummary) -> Json:
    """The JSON value of a summary; reading it gives the same summary."""
    return {"format": FORMAT, **unstructure(found)}


def _cell(table: Any, schema: Mapping[str, nw.dtypes.DType], name: str) -> nw.Expr:
    # Spark takes a dot for a step into a structure unless the name is quoted.
    return plain(nw.col(f"`{name}`" if table.implementation.is_pyspark() else name), schema[name])


def _values(found: nw.DataFrame[Any]) -> Iterable[tuple[Any, ...]]:
    """The rows with None for every empty cell, whatever the library writes there."""
    columns = [
        [None if is_empty else value for value, is_empty in zip(column, column.is_null(), strict=True)]
        for column in found.iter_columns()
    ]
    return zip(*columns, strict=True)


def _group(row: Sequence[Any], width: int, texts: Sequence[str]) -> GroupSummary:
    """Rows that have all texts in common, as a group."""
    told = dict(zip(texts, row[width:], strict=False))
    rows, scored, least, most = row[-4:]
    key = tuple(_in_words(value) for value in row[:width])
    verdict = told["verdict"]
    if not verdict:  # whatever else such a row may say, nothing was decided of it
        return GroupSummary(key=key, rows=rows, rejected=rows)
    counts: dict[str, Any] = {
        name: {told[column]: rows} for name, column in _GRADES.items() if told.get(column)
    }
    if verdict in _BLOCKED:
        counts[_BLOCKED[verdict]] = dict.fromkeys((told.get("blocking") or "").split(), rows)
    return GroupSummary(
        key=key,
        rows=rows,
        verdicts={verdict: rows},
        scored=scored,
        points=Interval(least or 0, most or 0),
        **counts,
    )


def _in_words(value: object) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, datetime.date) else None if value is None else str(value)
