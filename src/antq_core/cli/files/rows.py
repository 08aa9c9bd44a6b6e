"""Rows: one dossier each, of a file of JSON, JSON Lines or CSV, and where in it the row stands."""

import abc
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from antq_core.codec.csv_files.dossiers import DossierRow
from antq_core.codec.dossiers import Heading, read_dossier, read_heading
from antq_core.codec.quick_json.reading import declares_alike
from antq_core.codec.text import Json, parse
from antq_core.domain.dossiers import Dossier
from antq_core.errors import Problem
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.standards.stack import Stack


@attrs.frozen(kw_only=True)
class Place:
    """Where a row stands: in which file, at which line (from 1) or at which index of an array (from 0)."""

    file: Path
    line: int | None = None
    index: int | None = None

    @property
    def label(self) -> Text:
        """The place as people read it."""
        if self.line is not None:
            return text("cli.at-line", file=self.file, line=self.line)
        return text("cli.at-index", file=self.file, index=self.index)


@attrs.frozen(kw_only=True)
class Row(abc.ABC):
    """One row; `problems` say why it holds no dossier, where that can be seen without any standard."""

    place: Place
    problems: tuple[Problem, ...] = ()

    @property
    @abc.abstractmethod
    def heading(self) -> Json:
        """The JSON value that `read_heading` takes."""

    @property
    @abc.abstractmethod
    def shown(self) -> Mapping[str, Json]:
        """What the row says, under the name by which a file of rejected rows repeats it."""

    @abc.abstractmethod
    def dossier(self, stack: Stack) -> Dossier:
        """The dossier of the row, read against the standards that hold for it. Raises `InputError`."""

    def read_heading(self) -> Heading:
        """The heading of the row. Raises `InputError` with every problem of its parts."""
        return read_heading(self.heading)

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems of its heading under the names that its file uses."""
        return tuple(problems)

    def at(self, problem: Problem) -> tuple[Place, Problem]:
        """Where people find a problem of the row, and the problem as it is seen from there."""
        return self.place, problem


@attrs.frozen(kw_only=True)
class JsonRow(Row):
    """A row that is a JSON value, or a line that should have been one."""

    document: Json = None

    @property
    def heading(self) -> Json:
        """The document itself: it begins with its heading."""
        return self.document

    @property
    def shown(self) -> Mapping[str, Json]:
        """The document; nothing where there is none."""
        return {} if self.problems else {"row": self.document}

    def dossier(self, stack: Stack) -> Dossier:
        """The dossier of the document. Raises `InputError`."""
        return read_dossier(self.document, stack)


@attrs.frozen(kw_only=True)
class QuickRow(Row):
    """A line whose dossier was read straight from its bytes, against the standards of a stack."""

    line: bytes
    stack: Stack
    held: Dossier

    @property
    def heading(self) -> Json:
        """The document of the line: it begins with its heading."""
        return parse(self.line)

    @property
    def shown(self) -> Mapping[str, Json]:
        """The document."""
        return {"row": parse(self.line)}

    def read_heading(self) -> Heading:
        """The heading that was read with everything else."""
        held = self.held
        return Heading(unit=held.unit, year=held.year, decision_date=held.decision_date)

    def dossier(self, stack: Stack) -> Dossier:
        """The dossier, read anew where other standards declare something else. Raises `InputError`."""
        if declares_alike(stack, self.stack):
            return self.held
        return read_dossier(parse(self.line), stack)


@attrs.frozen(kw_only=True)
class CsvRow(Row):
    """A row of a CSV file, with the records that the files of its lists hold."""

    row: DossierRow

    @property
    def heading(self) -> Json:
        """The heading, as far as its cells can be read."""
        return self.row.heading

    @property
    def shown(self) -> Mapping[str, Json]:
        """The heading alone: the cells stand in the file, at the line that is named."""
        return {"heading": self.row.heading} if self.row.heading else {}

    def dossier(self, stack: Stack) -> Dossier:
        """The dossier of the row and its records. Raises `InputError`, under the names of columns."""
        return self.row.dossier(stack)

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems of its heading under the names of columns."""
        return self.row.placed(problems)

    def at(self, problem: Problem) -> tuple[Place, Problem]:
        """The row itself, or the line of a list for the problem of a record."""
        found = self.row.line_in_list(problem)
        if found is None:
            return self.place, problem
        file, line = found
        place = Place(file=self.place.file.parent / file, line=line)
        return place, attrs.evolve(problem, path=problem.path[1:])
