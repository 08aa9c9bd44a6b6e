"""The first look at long tables: who is there, twice or once, and which standards hold for whom."""

from collections.abc import Iterator, Sequence

import attrs
import polars as pl

from antq_core.cli.files.rows import Place
from antq_core.cli.refusals import UsageError
from antq_core.cli.runs.surveying import MOST_PLACES, Repeat, Selection, Survey, Territory, UnitName
from antq_core.cli.table_runs.blocks import Block
from antq_core.cli.table_runs.lines import LinesTable
from antq_core.cli.table_runs.lists import OWNER, cells_of
from antq_core.cli.table_runs.sources import TableSource
from antq_core.cli.table_runs.stated import Stated, heading
from antq_core.codec.csv_files.lists import key_of
from antq_core.codec.dossiers import Heading
from antq_core.domain.units import Unit
from antq_core.domain.windows import YEARS
from antq_core.errors import AntqError, InputError, Problem
from antq_core.standards.stack import Stack

AnySource = TableSource | LinesTable
WHOSE = ("kind", "province", "year", "decision_date")
"""The columns by which standards are selected."""


@attrs.define
class TableSurvey:
    """What the first look found, and of the standards which hold for which rows.

    `twice` names the units of which several rows speak.
    """

    survey: Survey = attrs.field(factory=Survey)
    stacks: list[Stack] = attrs.field(factory=list)
    chosen: pl.DataFrame = attrs.field(factory=pl.DataFrame)
    twice: pl.DataFrame = attrs.field(factory=pl.DataFrame)
    blocks: int = 0


@attrs.define
class _Seen:
    """What one source was seen to hold."""

    heads: list[pl.DataFrame] = attrs.field(factory=list)
    odd: list[tuple[str, str, str]] = attrs.field(factory=list)


def surveyed(sources: Sequence[AnySource], selection: Selection) -> TableSurvey:
    """Look at every row once, and give each record of the lists to its dossier.

    Raises `UsageError` for files that cannot be used at all.
    """
    found = TableSurvey()
    heads = []
    named: dict[int, list[pl.DataFrame]] = {}
    for number, source in enumerate(sources):
        try:
            seen = _seen(source, found)
        except InputError as error:
            raise UsageError(problem.under(str(source.file)) for problem in error.problems) from None
        names = pl.DataFrame(seen.odd, schema=dict.fromkeys(OWNER, pl.String), orient="row")
        names = pl.concat([*(each.select(OWNER) for each in seen.heads), names])
        if not names.height:
            raise UsageError.of("cli.no-rows", path=source.file)
        named.setdefault(id(source.lists), []).append(names)
        heads += [each.with_columns(source=pl.lit(number)) for each in seen.heads]
    for source in with_own_lists(sources):
        dossiers = pl.concat(named[id(source.lists)]).unique(maintain_order=True)
        for each in source.lists.values():
            each.give_to(dossiers)
    every = pl.concat(heads)
    found.survey.rows = every.height
    good = every.filter("good")
    _select(found, good, selection)
    _note_repeats(found, good, sources)
    _note_territories(found, good)
    return found


def with_own_lists(sources: Sequence[AnySource]) -> list[AnySource]:
    """One source for each set of lists: the partitions of one table share theirs."""
    return list({id(each.lists): each for each in reversed(sources)}.values())[::-1]


def head_of(source: AnySource, block: Block) -> Stated:
    """The heading of each row of a block; years that are none are in doubt."""
    if isinstance(source, LinesTable):
        return Stated(block.frame, block.frame["unit"].is_null())
    found = heading(source.cells(block))
    year = found.frame["year"]
    outside = (year < YEARS.start) | (year >= YEARS.stop)
    frame = found.frame
    if "decision_date" not in frame.columns:
        frame = frame.with_columns(pl.lit(None, pl.Date).alias("decision_date"))
    return Stated(frame, found.doubtful | outside.fill_null(True))


def names_of(source: AnySource, block: Block, head: pl.DataFrame) -> pl.DataFrame:
    """What lists call each dossier of a block; what cannot be read stands as it is."""
    if isinstance(source, LinesTable):
        return head.select(pl.col(OWNER).cast(pl.String).fill_null(""))
    cells = source.cells(block)
    columns = []
    for name, place in zip(OWNER, (("unit", "id"), ("unit", "province"), ("year",)), strict=True):
        raw = cells.of(source.layout.by_place[place]).cast(pl.String).str.strip_chars()
        read = head[name].cast(pl.String)
        columns.append(read.zip_with(read.is_not_null(), raw).fill_null("").alias(name))
    return pl.DataFrame(columns)


def _seen(source: AnySource, found: TableSurvey) -> _Seen:
    seen = _Seen()
    missing: list[Problem] = []
    if isinstance(source, TableSource):
        source.open_lists()
    for block in source.blocks():
        found.blocks += 1
        head = head_of(source, block)
        others = head.frame.select("kind", "commune", "decision_date", pl.col("year").alias("of_year"))
        named = names_of(source, block, head.frame)
        good = (~head.doubtful).alias("good")
        seen.heads.append(pl.concat([named, others], how="horizontal").with_columns(good, line=block.lines))
        if isinstance(source, TableSource):
            missing += source.missing_list(block)
            seen.odd += [key_of(source.layout, cells, source.reader) for _, cells in block.odd]
    if missing:
        raise InputError({each.facts["name"]: each for each in reversed(missing)}.values())
    return seen


def _select(found: TableSurvey, good: pl.DataFrame, selection: Selection) -> None:
    """The standards for each kind, province, year and day that there is."""
    numbers: dict[int, int] = {}
    chosen = []
    combinations = good.select("kind", "province", pl.col("of_year").alias("year"), "decision_date").unique()
    for kind, province, year, day in combinations.sort(pl.all()).iter_rows():
        unit = Unit(id="", kind=kind, province=province, commune="")
        stack = _stack(selection, Heading(unit=unit, year=year, decision_date=day))
        number = None if stack is None else numbers.setdefault(id(stack), len(numbers))
        if number == len(found.stacks) and stack is not None:
            found.stacks.append(stack)
        chosen.append((kind, province, year, day, number, selection.is_commune(unit)))
    schema = dict(zip(WHOSE, (pl.String, pl.String, pl.Int64, pl.Date), strict=True))
    found.chosen = pl.DataFrame(
        chosen, schema={**schema, "stack": pl.Int64, "is_commune": pl.Boolean}, orient="row"
    )


def _stack(selection: Selection, heading: Heading) -> Stack | None:
    try:
        return selection.of(heading)
    except UsageError:
        raise
    except AntqError:
        return None


def _note_repeats(found: TableSurvey, good: pl.DataFrame, sources: Sequence[AnySource]) -> None:
    counted = good.group_by(OWNER).agg(
        pl.len().alias("rows"), pl.col("source").head(MOST_PLACES), pl.col("line").head(MOST_PLACES)
    )
    several = counted.filter(pl.col("rows") > 1)
    found.twice = several.select(OWNER)
    firsts = (
        good.join(found.twice, on=list(OWNER), how="semi")
        .group_by(OWNER, maintain_order=True)
        .agg(pl.len().alias("rows"), pl.col("source").head(MOST_PLACES), pl.col("line").head(MOST_PLACES))
    )
    for unit, province, year, rows, of, lines in firsts.iter_rows():
        places = tuple(place_in(sources[n], line) for n, line in zip(of, lines, strict=True))
        found.survey.repeats[UnitName(f"{unit}\0{province}\0{year}")] = Repeat(places, rows)


def place_in(source: AnySource, line: int) -> Place:
    """The place of a row as people find it."""
    return Place(file=source.file, line=line) if source.is_text else Place(file=source.file, index=line)


def _note_territories(found: TableSurvey, good: pl.DataFrame) -> None:
    rows = good.select("province", "commune", pl.col("of_year").alias("year"), "kind", "decision_date")
    told = with_standards(rows, found)
    communes = told.filter("is_commune").select("province", "commune", "year", "stack").unique()
    for *where, number in communes.iter_rows():
        place: Territory = (where[0], where[1], where[2])
        found.survey.communes.add(place)
        asked = {each.scheme for each in found.stacks[number].reads} if number is not None else set()
        if asked:
            known = found.survey.schemes_above.get(place, frozenset())
            found.survey.schemes_above[place] = known | asked
    units = told.filter(~pl.col("is_commune")).group_by("province", "commune", "year").len()
    for province, commune, year, count in units.iter_rows():
        found.survey.units_by_territory[(province, commune, year)] = count


def with_standards(head: pl.DataFrame, found: TableSurvey) -> pl.DataFrame:
    """Rows with the number of their standards, and whether each is a commune."""
    return head.join(found.chosen, on=list(WHOSE), how="left", nulls_equal=True, maintain_order="left")


def picked(block: Block, rows: pl.Series) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Some rows of a block as they stand in their file; a row of blanks is none."""
    for line, row in zip(
        block.lines.filter(rows).to_list(), block.frame.filter(rows).iter_rows(), strict=True
    ):
        cells = cells_of(row)
        if any(cell.strip() for cell in cells):
            yield line, cells
