"""Blocks of rows to verdicts: by columns wherever these can tell, else one by one."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import polars as pl

from antq_core.assessment import asked_for
from antq_core.cli.files.rows import Row
from antq_core.cli.runs.assessing import Assessed, Awaited, Outcome, Round
from antq_core.cli.runs.surveying import Territory, territory
from antq_core.cli.table_runs.blocks import Block
from antq_core.cli.table_runs.lines import LinesBlock
from antq_core.cli.table_runs.lists import OWNER, in_doubt
from antq_core.cli.table_runs.sources import TableSource
from antq_core.cli.table_runs.stated import stated_by
from antq_core.cli.table_runs.surveying import (
    AnySource,
    TableSurvey,
    head_of,
    names_of,
    picked,
    with_standards,
)
from antq_core.columns import assess_table
from antq_core.findings.assessments import Assessment, Standing
from antq_core.possible import Outcomes, Truths, Verdicts
from antq_core.standards.stack import Stack

ROW = "row of the file"
TERRITORY = ("province", "commune", "year")
IDENTITY = ("unit", "province", "commune", "kind", "year")
WORDS = ("standards", "verdict", "verdict.possible")
GRADES = ("points.lo", "points.hi", "grade.lo", "grade.hi")
USUAL = (*IDENTITY, *WORDS, *GRADES, "blocking")
"""The columns that the results of all rows have."""


@attrs.frozen
class Done:
    """What became of a block: the results of its rows by position, and what was read one by one.

    `late` are communes, with their positions: they come when all units are done. `odd` came to `outcomes`
    as well, in the order of lines.
    """

    results: pl.DataFrame
    outcomes: Sequence[Outcome | Awaited]
    late: Sequence[tuple[int, Row]]


@attrs.define
class TableRound:
    """A run over tables; what it reads one by one it hands to a run over rows."""

    found: TableSurvey
    rows: Round
    told: list[pl.DataFrame] = attrs.field(factory=list)

    def block(self, source: AnySource, block: Block, *, all_apart: int = 0) -> Done:
        """What becomes of a block. Its first `all_apart` rows are read one by one in any case."""
        head = head_of(source, block)
        named = names_of(source, block, head.frame)
        told = (
            with_standards(head.frame, self.found)
            .with_columns(named["year"].alias("of_year"), head.doubtful.alias("doubt"))
            .with_row_index(ROW)
        )
        apart = told["doubt"] | told["stack"].is_null() | told["is_commune"].fill_null(True)
        apart = apart | (told[ROW] < all_apart) | self._special(told, named)
        results = []
        for number in told.filter(~apart)["stack"].unique().sort().to_list():
            rows = (~apart) & (told["stack"] == number)
            found, doubtful = self._by_columns(
                source, block, told.filter(rows), rows, self.found.stacks[number]
            )
            results.append(found)
            apart = apart | told[ROW].is_in(doubtful.implode())
        outcomes, late, said = self._one_by_one(source, block, named, apart)
        if said:
            results.append(frame_of(said))
        done = pl.concat(results, how="diagonal_relaxed").sort(ROW) if results else frame_of([])
        return Done(done, outcomes, late)

    def communes(self, waiting: Sequence[Row]) -> Iterator[Outcome]:
        """What becomes of communes, in their order, when all units are done."""
        told = pl.concat(self.told) if self.told else None
        units = told.partition_by(*TERRITORY, as_dict=True, include_key=True) if told is not None else {}
        for row in waiting:
            where = territory(row.read_heading())
            self.rows.standings[where] += self._standings(units.pop(where, None))
            yield from self.rows.communes([row])

    def _special(self, told: pl.DataFrame, named: pl.DataFrame) -> pl.Series:
        """The rows of units that are there twice, or whose commune asks for other schemes."""
        special = pl.repeat(False, told.height, dtype=pl.Boolean, eager=True)
        if self.found.twice.height:
            twice = self.found.twice.with_columns(is_twice=True)
            joined = named.join(twice, on=list(OWNER), how="left", maintain_order="left")
            special = special | joined["is_twice"].fill_null(False)
        if self.found.survey.schemes_above:
            special = special | self._in_territories(told, list(self.found.survey.schemes_above))
        return special

    def _in_territories(self, told: pl.DataFrame, places: Sequence[Territory]) -> pl.Series:
        schema = dict(zip(TERRITORY, (pl.String, pl.String, pl.Int64), strict=True))
        known = pl.DataFrame(places, schema=schema, orient="row").with_columns(is_there=True)
        joined = told.select(TERRITORY).join(known, on=list(TERRITORY), how="left", maintain_order="left")
        return joined["is_there"].fill_null(False)

    def _by_columns(
        self, source: AnySource, block: Block, told: pl.DataFrame, rows: pl.Series, stack: Stack
    ) -> tuple[pl.DataFrame, pl.Series]:
        """The results of rows of one stack, and the positions of those that are in doubt."""
        if isinstance(block, LinesBlock):
            frame, records, doubtful = block.stated(rows, stack)
            frame = frame.with_columns(told[ROW].filter(~doubtful))
        elif isinstance(source, TableSource):
            frame, records, doubtful = self._stated(source, block, told, rows, stack)
        question = self.rows.question
        found = assess_table(
            stack,
            frame,
            basis=question.basis,
            readings=asked_for(stack, question.readings),
            as_of=question.day,
            records=records,
            findings="blocking",
            absent="unknown",
        )
        refused = found.filter(pl.col("rejected").is_not_null())[ROW]
        good = found.filter(pl.col("rejected").is_null())
        columns = [name for name in good.columns if name not in frame.columns and name != "rejected"]
        ids = " ".join(each.id for each in stack.standards)
        results = good.select(
            ROW, *IDENTITY, pl.lit(ids).alias("standards"), *(_plain(good, n) for n in columns)
        )
        self._tell(results, national=stack.national is not None)
        return results, pl.concat([told[ROW].filter(doubtful), refused])

    def _stated(
        self, source: TableSource, block: Block, told: pl.DataFrame, rows: pl.Series, stack: Stack
    ) -> tuple[pl.DataFrame, dict[str, pl.DataFrame], pl.Series]:
        """What rows of cells state, the records by list, and which of these rows are in doubt.

        Those that are in doubt are not in the tables.
        """
        head = told.select(ROW, *IDENTITY, "decision_date")
        stated = stated_by(source.cells(block).of_rows(rows), head, stack)
        records, doubted = self._records(source, told, stack)
        doubtful = stated.doubtful | doubted
        unsure = [f"{name}.complete_{end}" for name in in_doubt(source.lists) for end in ("from", "to")]
        frame = stated.frame.with_columns(
            pl.lit(None, pl.Date).alias(name) for name in unsure if name in stated.frame.columns
        )
        return frame.filter(~doubtful), records, doubtful

    def _records(
        self, source: TableSource, told: pl.DataFrame, stack: Stack
    ) -> tuple[dict[str, pl.DataFrame], pl.Series]:
        """The records of rows by their lists, and the rows with a record that is in doubt."""
        keys = told.select("unit", "province", pl.col("of_year").alias("year"))
        doubtful = pl.repeat(False, told.height, dtype=pl.Boolean, eager=True)
        records = {}
        for name, each in source.lists.items():
            typed, doubted = each.stated(stack)
            if doubted.height:
                bad = doubted.with_columns(is_bad=True)
                joined = keys.join(bad, on=list(OWNER), how="left", maintain_order="left")
                doubtful = doubtful | joined["is_bad"].fill_null(False)
            if name in stack.dossier_records:
                records[name] = typed.join(told, left_on="dossier.unit", right_on="unit", how="semi")
        return records, doubtful

    def _tell(self, results: pl.DataFrame, *, national: bool) -> None:
        """Keep how units stand whose commune has a row."""
        if not self.found.survey.communes:
            return
        there = self._in_territories(results, list(self.found.survey.communes))
        kept = results.filter(there).select(
            *TERRITORY, "unit", "verdict.possible", pl.lit(national).alias("national")
        )
        if kept.height:
            self.told.append(kept)

    def _standings(self, units: pl.DataFrame | None) -> Iterator[Standing]:
        basis, scheme = self.rows.question.basis, self.rows.selection.standards.scheme
        for _, _, year, unit, words, national in units.iter_rows() if units is not None else ():
            yield Standing(
                unit=unit,
                year=year,
                basis=basis,
                possible=_verdicts(words),
                input_digest="",
                scheme=scheme,
                national=national,
            )

    def _one_by_one(
        self, source: AnySource, block: Block, named: pl.DataFrame, apart: pl.Series
    ) -> tuple[list[Outcome | Awaited], list[tuple[int, Row]], list[dict[str, Any]]]:
        position = dict(zip(block.lines.filter(apart).to_list(), apart.arg_true().to_list(), strict=True))
        lines, listed = self._listed(source, block, named, apart)
        outcomes = list(self.rows.units(listed))
        late, said = [], []
        for line, row, outcome in zip(lines, listed, outcomes, strict=True):
            if isinstance(outcome, Awaited):
                late.append((position[line], row))
            elif isinstance(outcome, Assessed):
                said.append({ROW: position[line], **said_of(outcome.assessment)})
        return outcomes, late, said

    def _listed(
        self, source: AnySource, block: Block, named: pl.DataFrame, apart: pl.Series
    ) -> tuple[list[int], list[Row]]:
        """The lines and rows that are read one by one, in order."""
        if isinstance(block, LinesBlock):
            rows = list(itertools.compress(block.rows, apart.to_list()))
            return block.lines.filter(apart).to_list(), rows
        chosen = sorted([*picked(block, apart), *block.odd], key=lambda row: row[0])
        if not chosen or not isinstance(source, TableSource):
            return [], []
        return [line for line, _ in chosen], list(source.rows(chosen, named.filter(apart)))


def said_of(assessment: Assessment) -> dict[str, Any]:
    """The results of one assessment, as columns have them."""
    unit = assessment.unit
    said: dict[str, Any] = {
        **{name: getattr(unit, name) for name in ("province", "commune", "kind")},
        "unit": unit.id,
        "year": assessment.year,
        "standards": " ".join(each.id for each in assessment.standards),
        "verdict": assessment.verdict.value,
        "verdict.possible": "|".join(assessment.possible.words),
    }
    for number, score in enumerate(reversed(assessment.scores)):
        after, grade = f".{score.rubric}" if number else "", score.grade
        said |= {f"points{after}.lo": score.total.lo, f"points{after}.hi": score.total.hi}
        said[f"grade{after}.lo"] = None if grade is None else grade.lowest
        said[f"grade{after}.hi"] = None if grade is None else grade.highest
    if assessment.in_scope is not Truths.FALSE:
        against = [each.criterion for each in assessment.findings if each.outcomes & Outcomes.NOT_MET]
        said["blocking"] = " ".join(against)
    return said


def frame_of(said: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Results as a frame, with the columns that all results have."""
    names = dict.fromkeys((*USUAL, *(name for each in said for name in each if name != ROW)))
    schema = {ROW: pl.UInt32, **{name: _dtype(name) for name in names}}
    return pl.DataFrame([{name: each.get(name) for name in schema} for each in said], schema=schema)


def _dtype(name: str) -> Any:
    return pl.Int64 if name == "year" or name.startswith(("points.", "item.")) else pl.String


def _plain(frame: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name).cast(_dtype(name))


def _verdicts(words: str) -> Verdicts:
    found = Verdicts(0)
    for each in Verdicts:
        found |= each if each.words[0] in words.split("|") else Verdicts(0)
    return found
