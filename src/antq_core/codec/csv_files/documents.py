"""The JSON document of one row of dossiers and of its records, and the way back from places to columns."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from antq_core.codec.converter import FORMAT, unknown_key
from antq_core.codec.csv_files.cells import cell_type
from antq_core.codec.csv_files.columns import (
    EVIDENCE,
    EVIDENCE_FIELDS,
    HEADING,
    LIST_PARTS,
    RECORD,
    is_end,
)
from antq_core.codec.csv_files.layouts import CellReader, Column, Layout
from antq_core.codec.csv_files.lists import Key, ListFile, Records
from antq_core.codec.csv_files.nearest import nearest_column
from antq_core.codec.csv_files.objects import CellObject
from antq_core.codec.csv_files.text import Cells
from antq_core.codec.dossiers import SHEETS
from antq_core.codec.text import Json
from antq_core.errors import Problem
from antq_core.standards.stack import Stack

Step = str | int


@attrs.frozen
class RowDocument:
    """One row of the file of dossiers, with the rows of all lists that belong to it."""

    cells: Cells
    key: Key
    layout: Layout
    records: Records
    reader: CellReader

    def heading(self) -> CellObject:
        """What must be read before standards can be selected."""
        found = CellObject(self.layout, self.cells, self.reader)
        for place, kind in HEADING.values():
            found.put(place, kind)
        return found

    def document(self, stack: Stack) -> tuple[dict[str, Json], list[Problem]]:
        """The document as far as it can be read, and what is wrong with the rest."""
        found = self.heading()
        for column in self.layout.columns:
            if column.place[0] in SHEETS and column.is_filled(self.cells):
                _put_fact(column, found, stack)
            elif column.place[0] == "records" and column.is_filled(self.cells):
                _put_list_part(column, found, stack)
        document, problems = {"format": FORMAT, **found.made()}, found.problems
        for file, lines in self._lists():
            put = self._put_evidence if file.holds_evidence else self._put_records
            problems += put(file, lines, document, stack)
        for name in self.records.in_doubt & document.get("records", {}).keys():
            document["records"][name].pop("complete_for", None)
        return document, problems

    def placed(self, problem: Problem) -> Problem:
        """A problem of the document under its column, or under the line of a list, that it comes from."""
        path: Iterable[Step]
        match problem.path:
            case ("records", str(name), "items", int(position), *rest) if name in self.records.files:
                lines = self.records.of(name, self.key)
                line, cells = lines[position]
                path = _in_list(self.records.files[name], line, cells, rest)
                problem = _with_table(problem, f"lists.{name}.values", rest)
                if problem.code == "records.repeated":  # which counts the items of a list from 1
                    first, _ = lines[int(str(problem.facts["first"])) - 1]
                    problem = Problem("csv.repeated", (), {"name": problem.facts["name"], "line": first})
            case ("evidence", str(fact), int(position), *rest) if EVIDENCE in self.records.files:
                file = self.records.files[EVIDENCE]
                line, cells = self._documents_of(fact)[position]
                path = _in_list(file, line, cells, rest)
            case ("records", str(name)) if name in self.records.files:
                path = (self.records.files[name].file,)
            case ("records", *rest):
                path = _called(problem.path, self.layout, self.cells) or rest
                if problem.code == "records.nobody-attests":
                    problem = self._nobody_attests(str(rest[0]))
            case in_json:
                problem = _with_table(problem, "values", in_json)
                path = _called(in_json, self.layout, self.cells) or in_json
        return attrs.evolve(problem, path=tuple(path))

    def line_in_list(self, problem: Problem) -> tuple[str, int] | None:
        """The file and line of the record that a placed problem is about, or None."""
        file, _, line = str(problem.path[0] if problem.path else "").rpartition(":")
        known = {each.file for each in self.records.files.values()}
        return (file, int(line)) if file in known and line.isdecimal() else None

    def _nobody_attests(self, name: str) -> Problem:
        """That nobody attests a list, with the columns in which it is said to be complete."""
        above = ("records", name)
        claims = _called((*above, "complete_for"), self.layout, self.cells)
        attested = self.layout.by_place.get((*above, "attested_by"))
        facts = {
            "attested_by": attested.called if attested else f"{name}.attested_by",
            "complete": " / ".join(map(str, claims)) or f"{name}.complete_from / {name}.complete_to",
        }
        return Problem("csv.nobody-attests", (), facts)

    def _lists(self) -> Iterator[tuple[ListFile, list[tuple[int, Cells]]]]:
        """The lists that hold something of this dossier."""
        for name, file in self.records.files.items():
            if lines := self.records.of(name, self.key):
                yield file, lines

    def _put_records(
        self, file: ListFile, lines: list[tuple[int, Cells]], document: dict[str, Json], stack: Stack
    ) -> Iterator[Problem]:
        declaration = stack.dossier_records.get(file.name)
        if declaration is None:
            if not stack.is_open:
                facts = {"name": file.name, "standards": _ids(stack)}
                yield Problem("csv.list-not-for-unit", (f"{file.file}:{lines[0][0]}",), facts)
            return
        fields = {field.name: field for field in declaration.fields}
        items = []
        for line, cells in lines:
            found = CellObject(file.layout, cells, self.reader)
            for column in file.layout.columns:
                if column.place[0] != RECORD or not column.is_filled(cells):
                    continue
                if column.place[1] in fields:
                    found.put(column.place, cell_type(fields[column.place[1]]))
                else:
                    found.problems.append(_not_for_unit(column, column.place[1], fields, stack))
            items.append(found.made().get(RECORD, {}))
            yield from (problem.under(f"{file.file}:{line}") for problem in found.problems)
        document.setdefault("records", {}).setdefault(file.name, {})["items"] = items

    def _put_evidence(
        self, file: ListFile, lines: list[tuple[int, Cells]], document: dict[str, Json], stack: Stack
    ) -> Iterator[Problem]:
        """A row that names a fact and no document says that none is held for it."""
        evidence: dict[str, list[Json]] = {}
        for line, cells in lines:
            found = self._held(file, cells)
            held = found.made().get(RECORD, {})
            fact = held.pop("fact", None)
            problems = found.problems
            if fact is None and not problems:
                problems.append(Problem("csv.empty-cell", (file.layout.by_place[_FACT].called,)))
            elif fact is not None and fact not in stack.dossier_fact and not stack.is_open:
                unknown = unknown_key(fact, stack.dossier_fact)
                problems.append(unknown.under(file.layout.by_place[_FACT].called))
            elif fact in stack.dossier_fact:
                evidence.setdefault(fact, []).extend([held] if held else [])
            yield from (problem.under(f"{file.file}:{line}") for problem in problems)
        if evidence:
            document["evidence"] = evidence

    def _held(self, file: ListFile, cells: Cells) -> CellObject:
        found = CellObject(file.layout, cells, self.reader)
        for place, kind in EVIDENCE_FIELDS.values():
            found.put(place, kind)
        return found

    def _documents_of(self, fact: str) -> list[tuple[int, Cells]]:
        """The lines of the documents that show a fact, in their order."""
        file = self.records.files[EVIDENCE]
        found = []
        for line, cells in self.records.of(EVIDENCE, self.key):
            values = self._held(file, cells).values
            if values.get(_FACT) == fact and len(values) > 1:
                found.append((line, cells))
        return found


_FACT, _ = EVIDENCE_FIELDS["fact"]
_PART_TYPES = dict(LIST_PARTS.values())


def _with_table(problem: Problem, values: str, place: Iterable[Step]) -> Problem:
    """The problem of a code that is unknown, with the table of the mapping that could translate it."""
    if problem.code != "value.unknown-code":
        return problem
    column = ".".join(str(step) for step in place)
    table = f'[{values}."{column}"]' if "." in column else f"[{values}.{column}]"
    return attrs.evolve(problem, code="csv.unknown-code", facts={**problem.facts, "table": table})


def _put_fact(column: Column, found: CellObject, stack: Stack) -> None:
    name = column.place[1]
    if name in stack.dossier_fact:
        found.put(column.place, cell_type(stack.dossier_fact[name]))
    elif not stack.is_open:
        found.problems.append(_not_for_unit(column, name, stack.dossier_fact, stack))


def _put_list_part(column: Column, found: CellObject, stack: Stack) -> None:
    _, name, *part = column.place
    if name in stack.dossier_records:
        found.put(column.place, _PART_TYPES[tuple(part)])
    elif not stack.is_open:
        found.problems.append(_not_for_unit(column, name, stack.dossier_records, stack))


def _not_for_unit(column: Column, name: str, known: Mapping[str, object], stack: Stack) -> Problem:
    """A filled cell for which the standards of this unit have no place."""
    facts = {"standards": _ids(stack), "near": nearest_column(name, known)}
    return Problem("csv.not-for-unit", (column.called,), facts)


def _ids(stack: Stack) -> str:
    return ", ".join(standard.id for each in (stack, *stack.beside) for standard in each.standards)


def _in_list(file: ListFile, line: int, cells: Cells, rest: Iterable[Step]) -> tuple[Step, ...]:
    """A file with a line, and what the file calls the column of a place in the record."""
    names = tuple(rest)
    return (f"{file.file}:{line}", *(_called((RECORD, *names), file.layout, cells) or names))


def _called(path: tuple[Step, ...], layout: Layout, cells: Cells) -> tuple[Step, ...]:
    """What a file calls the column of a place, or those of its two ends; nothing if it has none."""
    filled = {place: column for place, column in layout.by_place.items() if column.is_filled(cells)}
    ends = [column.called for place, column in filled.items() if is_end(place) and place[:-1] == path]
    if ends:
        return (" / ".join(ends),)
    for length in range(len(path), 0, -1):
        column = layout.by_place.get(path[:length])  # type: ignore[arg-type]  # a step may be a position
        if column is not None:
            return (column.called,)
    return ()
