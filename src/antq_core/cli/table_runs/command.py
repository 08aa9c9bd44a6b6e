"""`antq assess` over tables: everything assessed by columns, shown and kept as row by row."""

import functools
import operator
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import attrs
import polars as pl

from antq_core.cli.assessment_listing import cells, show_assessments, show_totals
from antq_core.cli.chosen_standards import ChosenStandards
from antq_core.cli.files.rows import Row
from antq_core.cli.files.sources import LinesSource, Source, identity, mapping_of
from antq_core.cli.files.whole_files import LINES
from antq_core.cli.questions import Question
from antq_core.cli.refusals import UsageError
from antq_core.cli.runs.assessing import Assessed, Outcome, Round
from antq_core.cli.runs.ledger import Ledger
from antq_core.cli.runs.surveying import Selection
from antq_core.cli.screen import Screen
from antq_core.cli.table_runs.assessing import ROW, USUAL, TableRound, frame_of, said_of
from antq_core.cli.table_runs.blocks import Block
from antq_core.cli.table_runs.lines import LinesTable
from antq_core.cli.table_runs.parts import Parts, headings
from antq_core.cli.table_runs.resuming import Resumption
from antq_core.cli.table_runs.sources import PARQUET, TableSource, csv_table, parquet_tables
from antq_core.cli.table_runs.surveying import AnySource, surveyed, with_own_lists
from antq_core.codec.csv_files.columns import KnownNames
from antq_core.codec.csv_files.dossiers import named_wrongly
from antq_core.codec.csv_files.mapping import ColumnMapping
from antq_core.codec.quick_json.reading import RegistryReader
from antq_core.codec.text import Json
from antq_core.columns.digests import Digest, digest
from antq_core.columns.summaries import TableSummary, summary, write_summary
from antq_core.errors import InputError, Problem, TableError

RESULTS = ("standards", "verdict", "verdict.possible", "points.lo", "points.hi", "grade.lo", "grade.hi")


@attrs.frozen
class Target:
    """One output, and the sources whose rows it holds; none where results are only shown."""

    sources: tuple[AnySource, ...]
    output: Path | None


@attrs.define
class _Done:
    """An output under way, and the communes whose rows wait: part, position, row."""

    target: Target
    parts: Parts | None
    waiting: list[tuple[int, int, Row]] = attrs.field(factory=list)


@attrs.define
class TableRun:
    """One run of the command over tables."""

    standards: ChosenStandards
    question: Question
    screen: Screen
    ledger: Ledger
    targets: Sequence[Target]
    listed: int = 0
    resumption: Resumption | None = None
    sums: bool = False
    summed: list[TableSummary] = attrs.field(factory=list)
    digests: list[Digest] = attrs.field(factory=list)
    written: int = 0
    skipped: int = 0

    @property
    def sources(self) -> list[AnySource]:
        """All files, in order."""
        return [source for each in self.targets for source in each.sources]

    @property
    def sources_with_lists(self) -> list[Source]:
        """The files beside which lists may stand that nothing reads."""
        return [each.beside for each in self.sources if each.beside is not None]

    def run(self) -> Round:
        """Assess everything, and keep what was asked for."""
        for target in self.targets:
            self._columns(target)  # what is wrong with them is told before anybody waits
        selection = Selection(self.standards, self.question.day)
        found = surveyed(self.sources, selection)
        above = frozenset().union(*found.survey.schemes_above.values())
        self.standards.refuse_unknown(self.question.readings, selection.stacks.values(), above)
        rows = Round(found.survey, selection, self.question)
        run = TableRound(found, rows)
        early = not found.survey.communes
        if self.resumption is not None and not early:
            self.screen.note("table.communes-not-resumed")
            self.resumption = None
        steps = self.screen.watched(self._steps(run, early), "cli.assessing", found.blocks)
        for _ in steps:
            pass
        return rows

    def _steps(self, run: TableRound, early: bool) -> Iterator[None]:
        """Every block one by one, then what had to wait for all of them.

        Without communes nothing waits, and each output is kept as soon as it is done.
        """
        done: list[_Done] = []
        try:
            for target in self.targets:
                if self._is_done(target, run):
                    continue
                parts = Parts.beside(target.output) if target.output is not None else None
                one = _Done(target, parts)
                done.append(one)
                before = self.ledger.totals.copy()
                for source in target.sources:
                    for block in source.blocks():
                        one.waiting += self._block(run, source, block, parts)
                        yield
                if early:
                    self._keep(one, run, dict(self.ledger.totals - before))
            for source in with_own_lists(self.sources):
                for outcome in run.rows.units(source.stray_rows()):
                    self.ledger.enter(outcome)
            if not early:
                self._communes(run, done)
                for one in done:
                    self._keep(one, run, None)
        finally:
            for one in done:
                if one.parts is not None:
                    one.parts.__exit__(None, None, None)

    def _is_done(self, target: Target, run: TableRound) -> bool:
        if self.sums and target.output is not None and target.output.suffix != ".parquet":
            return False  # what is to be summed up is read back, and text has lost its types
        counts = self.resumption.counts_of(target.output, target.sources, run) if self.resumption else None
        if counts is None:
            return False
        self.ledger.totals.update(counts)
        self.skipped += 1
        if target.output is not None and self.sums:
            self._sum(pl.read_parquet(target.output))
        return True

    def _keep(self, one: "_Done", run: TableRound, counts: dict[str, int] | None) -> None:
        output = one.target.output
        if one.parts is None or output is None:
            return
        self.written += one.parts.keep(output, self._columns(one.target))
        one.parts.__exit__(None, None, None)
        if self.resumption is not None:
            self.resumption.note(output, one.target.sources, run, counts)

    def _block(
        self, run: TableRound, source: AnySource, block: Block, parts: Parts | None
    ) -> Iterator[tuple[int, int, Row]]:
        all_apart = max(0, self.listed - self.ledger.totals.total())
        done = run.block(source, block, all_apart=all_apart)
        self.ledger.totals.update(dict(done.results["verdict"].value_counts().iter_rows()))
        for outcome in done.outcomes:
            if isinstance(outcome, Assessed):  # entering it counts it as well
                self.ledger.totals[outcome.assessment.verdict.value] -= 1
            self.ledger.enter(outcome)
        self._sum(done.results)
        number = 0
        if parts is not None:
            given = block.frame.rename(dict(zip(block.frame.columns, headings(source.header), strict=True)))
            number = parts.add(given, done.results, [place for place, _ in done.late])
        return iter([(number, place, row) for place, row in done.late])

    def _communes(self, run: TableRound, done: Sequence["_Done"]) -> None:
        listed = [(one.parts, each) for one in done for each in one.waiting]
        outcomes = run.communes([row for _, (_, _, row) in listed])
        for (parts, (number, place, _)), outcome in zip(listed, outcomes, strict=True):
            self.ledger.enter_late(outcome)
            said = self._said_late(place, outcome)
            if parts is not None and said is not None:
                parts.add_late(number, said)

    def _said_late(self, place: int, outcome: Outcome) -> dict[str, object] | None:
        if not isinstance(outcome, Assessed):
            return None
        said = {ROW: place, **said_of(outcome.assessment)}
        self._sum(frame_of([said]))
        return said

    def _sum(self, results: pl.DataFrame) -> None:
        """Count results, and take them into the digest, where somebody asks for that."""
        if not self.sums:
            return
        usual = results.select(USUAL)
        standards = [each.standard for each in self.standards.registry.supplied]
        self.summed.append(summary(usual, by=("kind", "province")))
        self.digests.append(digest(usual, standards))

    def summary_document(self) -> Json:
        """The counts by kind and province, and the digest of all rows; both add up over parts."""
        if not self.summed:
            return {"format": 1, "summary": None, "digest": None}
        return {
            "format": 1,
            "summary": write_summary(functools.reduce(operator.add, self.summed)),
            "digest": functools.reduce(operator.add, self.digests).text,
        }

    def _columns(self, target: Target) -> list[str]:
        """The columns of an output: those of its files, then the results."""
        given = dict.fromkeys(name for source in target.sources for name in headings(source.header))
        taken = [name for name in (*RESULTS, "blocking") if name in given]
        if taken:
            raise TableError([Problem("columns.name-taken", (), {"names": ", ".join(taken)})])
        return [*given, *RESULTS]


def targets_of(
    files: Sequence[Path],
    mapping: Path | None,
    output: Path | None,
    question: Question,
    standards: ChosenStandards,
) -> list[Target]:
    """The outputs of a run with the files of each. Raises `UsageError` for what cannot be used at all."""
    columns = mapping_of(mapping)
    known = KnownNames.of_registry(standards.registry)
    reader = RegistryReader(standards.registry, scheme=standards.scheme)
    problems = [each.under(str(mapping)) for each in named_wrongly(columns, known)]
    seen: set[object] = set()
    sources: list[tuple[Path, list[AnySource]]] = []
    for file in files:
        try:
            if identity(file) in seen:
                raise UsageError.of("cli.file-twice", path=file)
            seen.add(identity(file))
            if file.suffix.lower() == LINES:
                sources.append((file, [LinesTable(lines=LinesSource.of(file, reader))]))
            else:
                sources.append((file, [*_sources(file, columns, question, known)]))
        except UsageError as error:
            problems += error.problems
        except InputError as error:
            problems += [each.under(str(file)) for each in error.problems]
    if problems:
        raise UsageError(problems)
    if output is not None and output.suffix == "":
        partitioned = [each for _, several in sources for each in several]
        output.mkdir(exist_ok=True)
        return [Target((each,), output / each.file.name) for each in partitioned]
    return [Target(tuple(each for _, several in sources for each in several), output)]


def _sources(file: Path, columns: ColumnMapping, question: Question, known: KnownNames) -> list[TableSource]:
    if file.is_dir():
        parts = sorted(each for each in file.iterdir() if each.suffix.lower() == PARQUET)
        if not parts:
            raise UsageError.of("table.folder-without-parquet", path=file)
        found = parquet_tables(parts, file, question.basis.value, known)
    elif not file.exists():
        raise UsageError.of("cli.file-missing", path=file)
    elif file.suffix.lower() == PARQUET:
        found = parquet_tables([file], file, question.basis.value, known)
    else:
        found = [csv_table(file, columns, known)]
    for each in found:
        assert each.layout is not None  # what is wrong with the heading is told before anything else
    return found


def table_ledger(output: Path | None, question: Question) -> Ledger:
    """The ledger of a run over tables: rows for people are listed only where nothing is written."""
    folder = output.parent if output is not None else None
    return Ledger(folder, partial(cells, locale=question.locale), {})


def show(run: TableRun) -> None:
    """The totals, and the first rows where nothing is written."""
    if run.listed:
        show_assessments(run.ledger, run.question.basis, run.screen)
    else:
        show_totals(run.ledger, run.screen)


__all__ = ["Resumption", "TableRun", "show", "table_ledger", "targets_of"]
