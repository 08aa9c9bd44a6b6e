"""The rows of the files that were named: one dossier each, or the reason why there is none."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from antq_core.cli.refusals import UsageError
from antq_core.cli.whole_files import ARRAY, ENDINGS, LINES
from antq_core.codec.text import Json, parse
from antq_core.errors import InputError, Problem
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text


@attrs.frozen(kw_only=True)
class Row:
    """One dossier of a file, by its line (from 1) or by its index in an array (from 0).

    `document` is its JSON value; where the line holds none, `problems` says why.
    """

    file: Path
    line: int | None = None
    index: int | None = None
    document: Json = None
    problems: tuple[Problem, ...] = ()

    @property
    def place(self) -> Text:
        """The file, and where in it, as people read it."""
        if self.line is not None:
            return text("cli.at-line", file=self.file, line=self.line)
        return text("cli.at-index", file=self.file, index=self.index)


def read_rows(files: Iterable[Path]) -> list[Row]:
    """All rows of some files, in their order.

    In a JSON Lines file a line that is not JSON is a row with problems. Raises `UsageError` for a file
    that cannot be read at all, with what is wrong in every such file.
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: set[object] = set()
    for file in files:
        try:
            if identity(file) in seen:
                raise UsageError.of("cli.file-twice", path=file)
            seen.add(identity(file))
            rows += _rows_of(file)
        except UsageError as error:
            problems += error.problems
    if problems:
        raise UsageError(problems)
    return rows


def identity(file: Path) -> object:
    """What two names of the same file have in common."""
    try:
        found = file.stat()
    except OSError:
        return file.absolute()
    return (found.st_dev, found.st_ino)


def read_document(file: Path) -> Json:
    """The JSON value of a file. Raises `UsageError` when it cannot be read, or holds anything else."""
    try:
        return parse(_content(file))
    except InputError as error:
        raise UsageError(problem.under(str(file)) for problem in error.problems) from None


def _rows_of(file: Path) -> Iterator[Row]:
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError.of("cli.unknown-ending", path=file, known=", ".join(ENDINGS))
    return _lines(file) if ending == LINES else _array(file)


def _array(file: Path) -> Iterator[Row]:
    document = read_document(file)
    if not isinstance(document, list | dict):
        raise UsageError.of("cli.no-dossiers", path=file, ending=ARRAY)
    listed = document if isinstance(document, list) else [document]
    return (Row(file=file, index=index, document=each) for index, each in enumerate(listed))


def _lines(file: Path) -> Iterator[Row]:
    for number, line in enumerate(_content(file).split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield Row(file=file, line=number, document=parse(line))
        except InputError as error:
            yield Row(
                file=file, line=number, problems=tuple(_in_file(each, number) for each in error.problems)
            )


def _in_file(problem: Problem, line: int) -> Problem:
    """The problem of a line, which was parsed as the first and only one, with its line in the file."""
    if "line" not in problem.facts:
        return problem
    return attrs.evolve(problem, facts={**problem.facts, "line": line})


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise UsageError.of("cli.file-missing", path=file) from None
    except OSError as error:
        raise UsageError.of("cli.file-unreadable", path=file, reason=error.strerror or str(error)) from None
