"""The files of a register put together: tables, what was left out of them, and all that is wrong."""

from collections.abc import Callable, Sequence
from typing import Any

import attrs
import polars as pl

from antq_core.errors import AntqError, Problem, alike
from antq_core.movement.tables import TABLES
from antq_core.register.coverage import Stated
from antq_core.register.crossing import PLACE, SOUND, Crossing
from antq_core.register.identities import FOLDER, HOME, ID, has_province, identified, references, target
from antq_core.register.links import check_links
from antq_core.register.lives import check_lives
from antq_core.register.manifest import Catalogues, Manifest
from antq_core.register.problems import Tally
from antq_core.register.rows import FILE, ROW, TableRows
from antq_core.register.telling import check_rows


@attrs.define
class Parts:
    """What was read so far, file by file, in order."""

    problems: Tally
    manifests: list[Manifest] = attrs.field(factory=list)
    frames: dict[str, list[pl.DataFrame]] = attrs.field(factory=dict)
    read: dict[str, int] = attrs.field(factory=dict)
    lost: dict[str, int] = attrs.field(factory=dict)
    refused: set[str] = attrs.field(factory=set)

    def begin(self, manifest: Manifest) -> None:
        """Begin another folder."""
        self.manifests.append(manifest)

    def given(self, table: str) -> Sequence[str]:
        """The columns that the manifest states where a file has none."""
        return ("province",) if self.manifests[-1].province and has_province(TABLES[table]) else ()

    def unknown_table(self, name: str) -> None:
        """Tell of something that is offered as a table and is none."""
        facts = {"near": alike(name, TABLES), "known": ", ".join(TABLES)}
        self.problems.whole("", [Problem("register.unknown-table", (), facts)])

    def take(self, table: str, file: str, read: Callable[[], TableRows]) -> None:
        """Read a file of a table and check its rows; a file that cannot be taken leaves the table unknown."""
        self.problems.files.append(file)
        try:
            rows = read()
        except AntqError as error:
            self.problems.whole(file, (attrs.evolve(each, path=()) for each in error.problems))
            self.refused.add(table)
            return
        home = self.manifests[-1].province
        if home is not None and has_province(TABLES[table]) and "province" not in rows.there:
            filled = rows.frame.with_columns(pl.lit(home).alias("province"))
            rows = attrs.evolve(rows, frame=filled)
        self.read[table] = self.read.get(table, 0) + rows.frame.height + rows.lost_count
        self.lost[table] = self.lost.get(table, 0) + rows.lost_count
        sound, frame = check_rows(rows, self.problems)
        self.frames.setdefault(table, []).append(
            frame.with_columns(
                pl.lit(rows.file).alias(FILE),
                sound.alias(SOUND),
                pl.lit(len(self.manifests) - 1).alias(FOLDER),
                pl.lit(home, dtype=pl.String).alias(HOME),
            )
        )


def assembled(parts: Parts) -> dict[str, Any]:
    """The parts of a register, by the names of its attributes."""
    columns = [column.name for kind in TABLES.values() for column in kind.columns()]
    remarks = Tally(parts.problems.limit, parts.problems.files)
    parts.problems.columns = remarks.columns = columns
    catalogues = _catalogues(parts)
    frames = {
        table: pl.concat(parts.frames[table]).with_row_index(PLACE)
        for table in TABLES
        if table in parts.frames
    }
    crossing = Crossing(identified(frames), catalogues, frozenset(parts.refused), parts.problems, remarks)
    check_links(crossing)
    check_lives(crossing)
    tables, rejected = {}, {}
    for table, frame in crossing.frames.items():
        if table in parts.refused:
            rejected[table] = parts.read[table]
            continue
        kept = _kept(crossing, table, frame)
        dropped = crossing.same[table].len() if table in crossing.same else 0
        tables[table] = _finished(kept, table)
        rejected[table] = parts.read[table] - kept.height - dropped
    return {
        "tables": tables,
        "read": parts.read,
        "rejected": rejected,
        "refused": tuple(table for table in TABLES if table in parts.refused),
        "problems": parts.problems.problems(),
        "remarks": remarks.problems(),
        "coverage": _coverage(parts.manifests),
        "catalogues": catalogues,
        "synthetic": any(each.synthetic for each in parts.manifests),
    }


def _kept(crossing: Crossing, table: str, frame: pl.DataFrame) -> pl.DataFrame:
    left_out = [
        *crossing.rejected.get(table, []),
        *([crossing.same[table]] if table in crossing.same else []),
    ]
    keeps = pl.col(SOUND)
    if left_out:
        keeps = keeps & ~pl.col(PLACE).is_in(pl.concat(left_out).implode())
    return frame.filter(keeps)


def _finished(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """A table as it is handed out: its columns, where its rows come from, and what they are called."""
    kind = TABLES[table]
    beside = [
        FILE,
        ROW,
        *([ID] if has_province(kind) else []),
        *(target(each.name) for each in references(kind)),
    ]
    found = frame
    if not has_province(kind):  # the province is that of what the record belongs to
        found = frame.with_columns(pl.col(target(references(kind)[0].name)).str.slice(0, 2).alias("province"))
        beside.append("province")
    return found.select(*(column.name for column in kind.columns()), *beside)


def _catalogues(parts: Parts) -> Catalogues:
    """The kinds of all folders; one code for two things would count both as one."""
    found: dict[str, dict[str, Any]] = {"model_kinds": {}, "unit_kinds": {}}
    for manifest in parts.manifests:
        for name, kinds in found.items():
            for code, kind in manifest.catalogues.of(name).items():
                if kinds.setdefault(code, kind) != kind:
                    problem = Problem("register.kind-of-two-folders", (), {"code": code})
                    parts.problems.whole("", [problem])
    return Catalogues(**found)


def _coverage(manifests: Sequence[Manifest]) -> dict[str, tuple[Stated, ...]]:
    """What each folder says about how complete its tables are."""
    return {
        table: tuple(Stated(province=each.province, coverage=each.coverage.get(table)) for each in manifests)
        for table in TABLES
    }
