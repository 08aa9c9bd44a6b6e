"""Results on disk while a run goes on, and the file or folder that they become: whole, or not at all."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import attrs
import polars as pl

from antq_core.cli.files.whole_files import LINES, TABLE
from antq_core.cli.refusals import UsageError
from antq_core.cli.table_runs.assessing import ROW
from antq_core.codec.csv_files.cells import TEXT_FOLLOWS
from antq_core.codec.csv_files.text import Cells

PARQUET = ".parquet"
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"  # noqa: RUF001 - wide forms run as well
_NUMBER = r"^-[0-9]+$"


@attrs.define
class Parts:
    """One output under construction: a part for each block, in a folder beside the place where it will be.

    Communes come last, so their rows wait in memory until their results are known.
    """

    folder: Path
    waiting: dict[int, pl.DataFrame] = attrs.field(factory=dict)
    late: dict[int, list[dict[str, Any]]] = attrs.field(factory=dict)
    rows: int = 0
    _files: list[Path] = attrs.field(factory=list)
    _first: list[int] = attrs.field(factory=list)

    @classmethod
    def beside(cls, target: Path) -> "Parts":
        """Parts of an output. Raises `UsageError` where nothing can be written."""
        try:
            return cls(Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)))
        except OSError as error:
            raise _not_written(target, error) from error

    def add(self, given: pl.DataFrame, results: pl.DataFrame, late: Sequence[int]) -> int:
        """Keep the next part: rows as they were given, and their results by position."""
        number = len(self._files)
        named = results.drop("unit", "province", "commune", "kind", "year")
        numbered = given.with_row_index(ROW)
        file = self.folder / f"{number:06}{PARQUET}"
        numbered.join(named, on=ROW, how="inner", maintain_order="left").write_parquet(
            file, compression="lz4"
        )
        self._files.append(file)
        if late:
            self.waiting[number] = numbered.filter(pl.col(ROW).is_in(list(late)))
        return number

    def add_late(self, number: int, said: Mapping[str, Any]) -> None:
        """Keep the results of a row that waited in a part."""
        self.late.setdefault(number, []).append(dict(said))

    def keep(self, target: Path, columns: Sequence[str]) -> int:
        """Make the output of all parts, and say how many rows it has. Raises `UsageError`."""
        part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            frames = pl.concat([pl.scan_parquet(file) for file in self._whole()], how="diagonal_relaxed")
            names = [*columns, *(name for name in frames.collect_schema().names() if name not in columns)]
            frames = frames.select(name for name in _in_order(names) if name != ROW)
            rows = frames.select(pl.len()).collect().item()
            _write(frames, part, target.suffix.lower())
            part.replace(target)
        except OSError as error:
            raise _not_written(target, error) from error
        finally:
            part.unlink(missing_ok=True)
        return int(rows)

    def _whole(self) -> Iterator[Path]:
        """The files of all parts, with the rows in their places that came late."""
        for number, file in enumerate(self._files):
            if number in self.late:
                said = pl.DataFrame(self.late[number], infer_schema_length=None)
                known = pl.read_parquet(file)
                names = [name for name in said.columns if name == ROW or name not in _IDENTITY]
                typed = said.select(names).with_columns(pl.col(ROW).cast(pl.UInt32))
                rows = self.waiting[number].join(typed, on=ROW, how="inner")
                pl.concat([known, rows], how="diagonal_relaxed").sort(ROW).write_parquet(
                    file, compression="lz4"
                )
            yield file

    def __enter__(self) -> "Parts":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


_IDENTITY = ("unit", "province", "commune", "kind", "year")
_LAST = "blocking"


def _in_order(names: Iterable[str]) -> list[str]:
    """The columns with that one last that says what keeps a unit back."""
    listed = list(names)
    return [*(name for name in listed if name != _LAST), *(name for name in listed if name == _LAST)]


def headings(header: Cells) -> list[str]:
    """A name for each column of a file: its own, or another if it has none or that of one before it."""
    names: dict[str, None] = {}
    for position, cell in enumerate(header):
        name = cell.strip() or f"column {position + 1}"
        while name in names:
            name += "_"
        names[name] = None
    return list(names)


def _write(frames: pl.LazyFrame, part: Path, ending: str) -> None:
    match ending:
        case ".csv":
            frames.with_columns(_no_formula(frames)).sink_csv(
                part, line_terminator="\r\n", maintain_order=True
            )
        case ".jsonl":
            frames.sink_ndjson(part, maintain_order=True)
        case _:
            frames.sink_parquet(part, maintain_order=True)
    with part.open("rb") as written:
        os.fsync(written.fileno())


def _no_formula(frames: pl.LazyFrame) -> list[pl.Expr]:
    """The columns of text with an apostrophe before what a spreadsheet would run."""
    texts = [name for name, dtype in frames.collect_schema().items() if dtype == pl.String]
    runs = {name: pl.col(name).str.contains(_FORMULA) & ~pl.col(name).str.contains(_NUMBER) for name in texts}
    return [
        pl.when(is_run).then(pl.lit(TEXT_FOLLOWS) + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name, is_run in runs.items()
    ]


def _not_written(target: Path, error: OSError) -> UsageError:
    return UsageError.of("cli.not-written", path=target, reason=error.strerror or str(error))


ENDINGS = (TABLE, PARQUET, LINES)
