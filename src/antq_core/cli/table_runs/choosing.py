"""Whether files are assessed by columns: because somebody asks for it, or because they are long."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import attrs
from cyclopts import Parameter

from antq_core.cli.files.whole_files import LINES, TABLE
from antq_core.cli.refusals import UsageError

PARQUET = ".parquet"
READ = (TABLE, PARQUET, LINES)
WRITTEN = (TABLE, PARQUET, LINES)
MANY = 10_000
"""From so many rows on, columns are taken where nobody says otherwise."""
_PIECE = 1024 * 1024


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class ByColumns:
    """The options of assessing by columns, as they were typed."""

    table: Annotated[bool | None, Parameter(help="cli.help-table")] = None
    resume: Annotated[bool, Parameter(name="--resume", negative="", help="cli.help-resume")] = False
    summary: Annotated[Path | None, Parameter(metavar="FILE", help="cli.help-summary")] = None

    def chosen(self, files: Sequence[Path], output: Path | None, *, as_json: bool) -> bool:
        """Whether files are assessed by columns.

        Raises `UsageError` where somebody asks for what is only done so, and it cannot be.
        """
        readable = all(each.suffix.lower() in READ or _is_folder(each) for each in files)
        of_tables = output is not None and output.suffix.lower() in (TABLE, PARQUET, "")
        needs = self.resume or self.summary is not None or any(map(_is_parquet, files))
        needs = needs or (of_tables and readable)
        if needs and (self.table is False or as_json):
            raise UsageError.of("table.forbidden")
        if not (needs or self.table):
            fits = self.table is None and output is None and not as_json and readable
            return fits and is_installed() and _are_many(files)
        _refuse_impossible(files, output, as_json=as_json)
        return True


AS_IT_COMES = ByColumns()
"""What is done when nothing is typed."""


def _refuse_impossible(files: Sequence[Path], output: Path | None, *, as_json: bool) -> None:
    if not is_installed():
        raise UsageError.of("table.not-installed")
    if as_json:
        raise UsageError.of("table.no-json")
    if output is not None and output.suffix.lower() not in (*WRITTEN, ""):
        raise UsageError.of("cli.unknown-ending", path=output, known=", ".join(WRITTEN))
    for file in files:
        if file.suffix.lower() not in READ and not _is_folder(file):
            raise UsageError.of("cli.unknown-ending", path=file, known=", ".join(READ))


def is_installed() -> bool:
    """Whether the engine that works on tables is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("narwhals", "polars"))


def _is_parquet(file: Path) -> bool:
    return file.suffix.lower() == PARQUET or _is_folder(file)


def _is_folder(file: Path) -> bool:
    return file.suffix == "" and file.is_dir()


def _are_many(files: Sequence[Path]) -> bool:
    """Whether files of text have many lines, as far as that has to be counted."""
    count = 0
    for file in files:
        try:
            with file.open("rb") as opened:
                while count < MANY and (piece := opened.read(_PIECE)):
                    count += piece.count(b"\n")
        except OSError:
            return False  # whatever is wrong with the file is told where it is read
    return count >= MANY
