"""The mapping file: how the CSV files of one province say what ours say.

A small TOML file. It renames columns and values, sets how days and cells are written, lists the columns
to leave aside, and supplies what the files lack. It guesses nothing, and what it names must be known.
"""

import enum
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from antq_core.codec.converter import found, refuse_other_format, structure, unknown_key
from antq_core.codec.csv_files.cells import CellType, DayForm
from antq_core.codec.csv_files.text import DELIMITERS, decoded
from antq_core.domain.names import name_key
from antq_core.errors import AntqError, InputError, Problem
from antq_core.messages.catalogue import text

Names = Mapping[str, str]


class FactSheetName(enum.StrEnum):
    """The sheets of a dossier."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    LAST_YEAR = "last_year"


@attrs.frozen(kw_only=True)
class FileMapping:
    """How one file says what ours say.

    `columns` leads from its own names of columns to ours, `values` from its own values to ours by our
    column. `ignore` are its columns that are left aside; `constants` stand for columns of ours that it
    lacks, as if every row had that cell.
    """

    columns: Names = attrs.field(factory=dict)
    ignore: tuple[str, ...] = ()
    values: Mapping[str, Names] = attrs.field(factory=dict)
    constants: Names = attrs.field(factory=dict)

    @property
    def named(self) -> dict[str, str]:
        """Our names of columns, by the keys of its own."""
        return {name_key(own): ours for own, ours in self.columns.items()}

    @property
    def left_aside(self) -> set[str]:
        """The keys of the columns that are left aside."""
        return {name_key(own) for own in self.ignore}


@attrs.frozen(kw_only=True)
class ListMapping(FileMapping):
    """How the file of one list of records says what ours says; `file` is its name."""

    file: str | None = None


@attrs.frozen(kw_only=True)
class ColumnMapping(FileMapping):
    """How the CSV files of one province say what ours say; as it stands without arguments, as ours do.

    `sheet` is the sheet that a bare name of a fact stands for; `types` leads from own values to ours in
    all columns of a type; `lists` are the files of records, by the name of the list.
    """

    delimiter: str = ","
    dates: DayForm = DayForm.YEAR_FIRST
    sheet: FactSheetName | None = None
    types: Mapping[str, Names] = attrs.field(factory=dict)
    lists: Mapping[str, ListMapping] = attrs.field(factory=dict)

    def of_list(self, name: str) -> ListMapping:
        """The mapping of the file of one list."""
        return self.lists.get(name, ListMapping())

    def file_of(self, name: str) -> str:
        """What people call the file of one list."""
        return self.of_list(name).file or f"{name}.csv"


OURS = ColumnMapping()
"""The mapping of a file that is written as ours are."""


def read_mapping(source: bytes) -> ColumnMapping:
    """A mapping from its TOML text.

    Raises `InputError` with everything that is wrong in it. Whether the columns that it names are known
    is found out where it is used, beside the standards at hand.
    """
    document = _parsed(source)
    refuse_other_format(document)
    parts: dict[str, Any] = {name: value for name, value in document.items() if name != "format"}
    problems: list[Problem] = []
    if "delimiter" in parts and parts["delimiter"] not in list(DELIMITERS):
        known = ", ".join(DELIMITERS.values())
        facts = {"found": found(parts.pop("delimiter")), "known": known}
        problems.append(Problem("mapping.delimiter", ("delimiter",), facts))
    problems += _contradictions(parts)
    try:
        mapping = structure(parts, ColumnMapping)
    except AntqError as error:
        raise InputError([*problems, *error.problems]) from None
    if problems:
        raise InputError(problems)
    return mapping


def _parsed(source: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(decoded(source))
    except RecursionError:
        raise InputError([Problem("json.too-deep")]) from None
    except ValueError as error:  # the error of TOML is one, and so is that of a number of many digits
        raise InputError([_not_toml(str(error))]) from None


_AT = re.compile(
    r"(?P<reason>.*) \(at (?:line (?P<line>[0-9]+), column (?P<column>[0-9]+)|end of document)\)", re.DOTALL
)
_REASONS = {
    "Invalid value": "mapping.not-a-value",
    "Expected '=' after a key in a key/value pair": "mapping.expects-equals",
    "Cannot overwrite a value": "mapping.defined-twice",
    "Expected newline or end of document after a statement": "mapping.expects-new-line",
}
"""What the reader of the standard library says most often, and our sentence for it."""


def _not_toml(told: str) -> Problem:
    """What is wrong with text that is no TOML, with its line and column where they are known."""
    at = _AT.fullmatch(told)
    if at is None:
        return Problem("mapping.syntax", (), {"reason": told})
    code = _REASONS.get(at["reason"])
    reason = at["reason"] if code is None else text(code)
    if at["line"] is None:  # at the end of the file
        return Problem("mapping.syntax", (), {"reason": reason})
    return Problem("mapping.syntax-at", (), {"line": at["line"], "column": at["column"], "reason": reason})


def _contradictions(parts: Mapping[str, Any]) -> Iterator[Problem]:
    """Names that are none or one to people, columns both renamed and left aside, types that are none."""
    known = [each.value for each in CellType]
    for kind, values in _table(parts.get("types")).items():
        yield from (problem.under("types", kind) for problem in _same_names(values))
        if kind not in known:
            yield unknown_key(kind, known).under("types")
    yield from _contradictions_of_file(parts)
    for name, each in _table(parts.get("lists")).items():
        yield from (problem.under("lists", name) for problem in _contradictions_of_file(_table(each)))


def _contradictions_of_file(parts: Mapping[str, Any]) -> Iterator[Problem]:
    columns, ignored = _table(parts.get("columns")), parts.get("ignore")
    yield from (problem.under("columns") for problem in _same_names(columns))
    for column, values in _table(parts.get("values")).items():
        yield from (problem.under("values", column) for problem in _same_names(values))
    renamed = {name_key(own) for own in columns}
    for position, own in enumerate(ignored if isinstance(ignored, list) else ()):
        if isinstance(own, str) and name_key(own) in renamed:
            yield Problem("mapping.both", ("ignore", position), {"name": own})


def _same_names(names: Any) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in _table(names):
        if not name_key(name):
            yield Problem("mapping.blank")
        first = seen.setdefault(name_key(name), name)
        if first != name:
            yield Problem("mapping.same-name", (), {"name": name, "first": first})


def _table(value: Any) -> dict[str, Any]:
    """A value that should be a table; where it is none, the converter says so."""
    return value if isinstance(value, dict) else {}
