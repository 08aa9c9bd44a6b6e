"""The files that were named, each as rows that can be gone through more than once.

A JSON Lines file is never held as a whole, so that its length does not matter. The others are: an array is
one JSON value, and which records of a CSV list belong to a dossier is known only when all are read.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol

import attrs

from antq_core.cli.files.rows import CsvRow, JsonRow, Place, QuickRow, Row
from antq_core.cli.files.whole_files import ARRAY, LINES, TABLE
from antq_core.cli.refusals import UsageError
from antq_core.codec.csv_files.columns import EVIDENCE, KnownNames
from antq_core.codec.csv_files.dossiers import CsvDossiers, DossierRow, named_wrongly
from antq_core.codec.csv_files.mapping import OURS, ColumnMapping, ListMapping, read_mapping
from antq_core.codec.quick_json.reading import RegistryReader
from antq_core.codec.text import Json, parse, refuse_wide_encoding
from antq_core.errors import InputError, Problem

READ = (ARRAY, LINES, TABLE)
MEGABYTE = 1024 * 1024
LONGEST_LINE = 16 * MEGABYTE
LARGEST_WHOLE = 512 * MEGABYTE
FIRST_BYTES = 4


class Source(Protocol):
    """A file of rows."""

    @property
    def file(self) -> Path:
        """The file, as it was named."""

    def rows(self) -> Iterator[Row]:
        """Its rows in order; each call goes through it anew and gives the same."""


def open_sources(
    files: Iterable[Path], mapping: Path | None, known: KnownNames, reader: RegistryReader | None = None
) -> list[Source]:
    """The files as sources; `mapping` says how CSV files name things, `known` what may be named.

    With a `reader`, lines of JSON are read by it wherever it can tell.

    Raises `UsageError` for files that cannot be used at all, with what is wrong in every such file.
    """
    columns = mapping_of(mapping)
    sources: list[Source] = []
    problems = [each.under(str(mapping)) for each in named_wrongly(columns, known)]
    seen: set[object] = set()
    for file in files:
        try:
            if identity(file) in seen:
                raise UsageError.of("cli.file-twice", path=file)
            seen.add(identity(file))
            sources.append(_source(file, columns, known, reader))
        except UsageError as error:
            problems += error.problems
    if problems:
        raise UsageError(problems)
    if mapping is not None and not any(isinstance(each, CsvSource) for each in sources):
        raise UsageError.of("cli.mapping-unused", path=mapping, ending=TABLE)
    return sources


def rows_of(sources: Iterable[Source]) -> Iterator[Row]:
    """All rows of some files, in the order in which the files were named."""
    return chain.from_iterable(source.rows() for source in sources)


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


@attrs.frozen(kw_only=True)
class LinesSource:
    """A JSON Lines file: one dossier a line. A line that is not JSON is a row with problems."""

    file: Path
    state: tuple[int, ...]
    reader: RegistryReader | None = None

    @classmethod
    def of(cls, file: Path, reader: RegistryReader | None = None) -> "LinesSource":
        """Raises `UsageError` for a file that cannot be read."""
        with _opened(file) as opened:
            try:
                refuse_wide_encoding(opened.read(FIRST_BYTES))
            except InputError as error:
                raise UsageError(problem.under(str(file)) for problem in error.problems) from None
            return cls(file=file, state=_state(opened), reader=reader)

    def rows(self) -> Iterator[JsonRow | QuickRow]:
        """One row for every line that is not blank. Raises `UsageError` when the file has changed."""
        with _opened(self.file) as opened:
            if _state(opened) != self.state:
                raise UsageError.of("cli.file-changed", path=self.file)
            for number, line in _numbered_lines(opened):
                if line is None or line.strip():
                    yield self._row(Place(file=self.file, line=number), line)

    def _row(self, place: Place, line: bytes | None) -> JsonRow | QuickRow:
        if line is None:
            problem = Problem("cli.line-too-long", (), {"megabytes": LONGEST_LINE // MEGABYTE})
            return JsonRow(place=place, problems=(problem,))
        found = self.reader.attempt(line) if self.reader is not None else None
        if found is not None:
            return QuickRow(place=place, line=line, stack=found[0], held=found[1])
        try:
            return JsonRow(place=place, document=parse(line))
        except InputError as error:
            return JsonRow(place=place, problems=tuple(_at_line(each, place) for each in error.problems))


@attrs.frozen(kw_only=True, slots=False)
class ArraySource:
    """A JSON file: an array of dossiers, or one dossier."""

    file: Path

    def rows(self) -> Iterator[JsonRow]:
        """One row for every dossier."""
        for index, each in enumerate(self._documents):
            yield JsonRow(place=Place(file=self.file, index=index), document=each)

    @cached_property
    def _documents(self) -> list[Json]:
        document = read_document(self.file)
        if not isinstance(document, list | dict):
            raise UsageError.of("cli.no-dossiers", path=self.file, ending=ARRAY)
        return document if isinstance(document, list) else [document]


@attrs.frozen(kw_only=True, slots=False)
class CsvSource:
    """A CSV file: one dossier a row. Beside it, each list of records has a file of its own."""

    file: Path
    mapping: ColumnMapping
    known: KnownNames

    @cached_property
    def list_files(self) -> dict[str, Path]:
        """The files of lists that are there, by the name of the list."""
        listed = {name: self.file.parent / self._file_of(name) for name in self.list_names}
        return {name: file for name, file in listed.items() if self._is_named(name) or file.exists()}

    def rows(self) -> Iterator[CsvRow]:
        """One row for every row of the file, and for every record that belongs to none of them.

        Raises `UsageError` for files that cannot be read as tables.
        """
        for row in self._dossiers.rows():
            yield CsvRow(place=self._place(row), problems=row.problems, row=row)

    @cached_property
    def _dossiers(self) -> CsvDossiers:
        lists = {name: self._content_of(name, file) for name, file in self.list_files.items()}
        try:
            return CsvDossiers.of(_content(self.file), lists, self.named_mapping, known=self.known)
        except InputError as error:
            of_mapping = named_wrongly(self.named_mapping, self.known)  # told once, under the mapping file
            wrong = [each for each in error.problems if each not in of_mapping]
            raise UsageError(problem.under(str(self.file)) for problem in wrong) from None

    def _content_of(self, name: str, file: Path) -> bytes:
        if self._is_named(name) and not file.exists():
            raise UsageError.of("cli.mapped-list-missing", path=file, name=name)
        return _content(file)

    def _place(self, row: DossierRow) -> Place:
        file = self.file if row.list_name is None else self.list_files[row.list_name]
        return Place(file=file, line=row.line)

    @property
    def list_names(self) -> list[str]:
        """The names of all lists that may have a file."""
        return [*dict.fromkeys([*self.known.records, EVIDENCE, *self.mapping.lists])]

    def _is_named(self, name: str) -> bool:
        return self.mapping.of_list(name).file is not None

    def _file_of(self, name: str) -> str:
        return self.mapping.of_list(name).file or f"{self.file.stem}.{name}{TABLE}"

    @cached_property
    def named_mapping(self) -> ColumnMapping:
        """The mapping with the name of every list's file, for what is said of it."""
        held = {name: self.mapping.of_list(name) for name in {*self.mapping.lists, *self.list_files}}
        lists: dict[str, ListMapping] = {
            name: attrs.evolve(each, file=self._file_of(name)) for name, each in held.items()
        }
        return attrs.evolve(self.mapping, lists=lists)


def mapping_of(file: Path | None) -> ColumnMapping:
    """The mapping in a file, or that of files that are written as ours are. Raises `UsageError`."""
    if file is None:
        return OURS
    try:
        return read_mapping(_content(file))
    except InputError as error:
        raise UsageError(problem.under(str(file)) for problem in error.problems) from None


def _source(file: Path, columns: ColumnMapping, known: KnownNames, reader: RegistryReader | None) -> Source:
    """A file as a source, begun to be read: what cannot be read as a whole is refused now."""
    source: Source
    match file.suffix.lower():
        case ".jsonl":
            source = LinesSource.of(file, reader)
        case ".json":
            source = ArraySource(file=file)
        case ".csv":
            source = CsvSource(file=file, mapping=columns, known=known)
        case _:
            raise UsageError.of("cli.unknown-ending", path=file, known=", ".join(READ))
    # An array that is empty says so; any other file without a dossier is an export that failed.
    if next(iter(source.rows()), None) is None and not isinstance(source, ArraySource):
        raise UsageError.of("cli.no-rows", path=file)
    return source


def _numbered_lines(opened: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines from 1; None in place of one that is too long to be held."""
    number = 0
    while line := opened.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) <= LONGEST_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = opened.readline(LONGEST_LINE)
        yield number, None


def _at_line(problem: Problem, place: Place) -> Problem:
    """The problem of a line, which was parsed as the first and only one, with its line in the file."""
    if "line" not in problem.facts:
        return problem
    return attrs.evolve(problem, facts={**problem.facts, "line": place.line})


def _content(file: Path) -> bytes:
    with _opened(file) as opened:
        content = opened.read(LARGEST_WHOLE + 1)
    if len(content) > LARGEST_WHOLE:
        raise UsageError.of(
            "cli.file-too-large", path=file, megabytes=LARGEST_WHOLE // MEGABYTE, ending=LINES
        )
    return content


def _opened(file: Path) -> BinaryIO:
    try:
        # Asked first: to open a pipe would wait for somebody to write into it.
        if not stat.S_ISREG(file.stat().st_mode):
            raise UsageError.of("cli.not-a-file", path=file)
        return file.open("rb")
    except FileNotFoundError:
        raise UsageError.of("cli.file-missing", path=file) from None
    except OSError as error:
        raise UsageError.of("cli.file-unreadable", path=file, reason=error.strerror or str(error)) from None


def _state(opened: BinaryIO) -> tuple[int, ...]:
    """What changes when somebody writes to a file."""
    found = os.fstat(opened.fileno())
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
