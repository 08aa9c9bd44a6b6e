"""Which files of a folder are which tables.

A table is one file, `tips.csv`, or several parts of any endings, `tips.2018.csv` and `tips.2019.xlsx`; all
tables may stand in one workbook, `register.xlsx`, each on a sheet of its name.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from antq_core.errors import InputError, Problem, alike
from antq_core.movement.personal import seen_in
from antq_core.movement.tables import TABLES
from antq_core.register.manifest import MANIFEST

ENDINGS = (".csv", ".jsonl", ".parquet", ".xlsx")
WORKBOOK = "register.xlsx"
_NAME = re.compile(r"(?P<table>[a-z_]+)(\.[A-Za-z0-9_-]{1,40})?(?P<ending>\.[a-z]+)")
_NOT_OURS = re.compile(r"\..*|~\$.*|desktop\.ini|Thumbs\.db|README(\.(md|txt))?", re.IGNORECASE)
"""What file managers, spreadsheets and people leave beside tables."""


@attrs.frozen
class TableFile:
    """A file of a folder that holds one table, or with None all of them."""

    path: Path
    table: str | None


@attrs.frozen
class Layout:
    """The files of a folder: its tables in order, its manifest, and what is in its way."""

    manifest: Path | None
    files: tuple[TableFile, ...]
    problems: tuple[tuple[str, Problem], ...]


def layout_of(folder: Path) -> Layout:
    """What is in a folder. Raises `InputError` for what is no folder."""
    if not folder.is_dir():
        raise InputError([Problem("register.no-folder", (), {"path": str(folder)})])
    manifest, files, problems = None, [], []
    for path in sorted(folder.iterdir()):
        if path.name == MANIFEST:
            manifest = path
        elif path.name == WORKBOOK:
            files.append(TableFile(path, None))
        elif (table := _table_of(path)) is not None:
            files.append(TableFile(path, table))
        elif not _NOT_OURS.fullmatch(path.name):
            problems.append((shown_name(path.name), _unknown(path)))
    order = [None, *TABLES]
    files.sort(key=lambda each: (order.index(each.table), each.path.name))
    if not files and not problems:
        problems.append((shown_name(folder.name), Problem("register.no-tables", (), {"known": _known()})))
    return Layout(manifest, tuple(files), tuple(problems))


def shown_name(name: str) -> str:
    """The name of a file as messages may repeat it."""
    return "…" if seen_in(name) else name


def _table_of(path: Path) -> str | None:
    found = _NAME.fullmatch(path.name)
    if found is None or found["table"] not in TABLES or found["ending"] not in ENDINGS:
        return None
    return found["table"] if path.is_file() else None


def _unknown(path: Path) -> Problem:
    stem, *_ = path.name.split(".")
    facts = {"near": ", ".join(_near(stem.lower())) or "–", "known": _known()}
    return Problem("register.unknown-file", (), facts)


def _near(stem: str) -> Iterator[str]:
    near = alike(stem, [*TABLES, "register"], none="")
    for name in near.split(", ") if near else ():
        yield MANIFEST if name == "register" else f"{name}.csv"


def _known() -> str:
    return ", ".join(TABLES)
