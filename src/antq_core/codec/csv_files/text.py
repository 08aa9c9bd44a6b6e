"""CSV files: bytes to rows of cells, each with the line on which it begins, and rows back to text.

A file that is not UTF-8, whose quotes do not match, or whose cells are told apart by another character
is refused as a whole: what is left of it would have to be guessed.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator

import attrs

from antq_core.codec.converter import found
from antq_core.codec.text import composed
from antq_core.errors import InputError, Problem

DELIMITERS = {",": '","', ";": '";"', "\t": "TAB"}
"""What may tell cells apart, and what people call it."""

Cells = tuple[str, ...]

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # the first bytes of .xlsx and of .xls
_WIDE = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
_SEPARATOR_LINE = re.compile(r"sep=.", re.IGNORECASE)


@attrs.frozen
class Table:
    """A CSV file that was found sound: its heading, and its other rows as often as they are asked for."""

    header: Cells
    _source: bytes
    _delimiter: str

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Every row below the heading that is not blank, with the line on which it begins."""
        rows = _rows(self._source, self._delimiter)
        next(rows)
        return rows


def read_table(source: bytes, delimiter: str = ",") -> Table:
    """The table of a CSV file.

    Raises `InputError` for a file that is no UTF-8, is empty, has another delimiter, or has a cell that
    never ends; the sentence says on which line, and how to save the file properly.
    """
    decoded(source)
    rows = _rows(source, delimiter)
    try:
        line, header = next(rows, (0, ()))
        _refuse_other_delimiter(header, delimiter)
    except csv.Error:
        first_line = _LINE_BREAK.split(decoded(source).lstrip(), maxsplit=1)[0]
        _refuse_other_delimiter((first_line,), delimiter)
        raise _broken(source, delimiter) from None
    if not line:
        raise InputError([Problem("csv.empty")])
    try:
        for _ in rows:
            pass
    except csv.Error:
        raise _broken(source, delimiter) from None
    return Table(header, source, delimiter)


def decoded(source: bytes) -> str:
    """The text of a file, without its mark of UTF-8. Raises `InputError` that names the likely encoding."""
    if source.startswith(_WORKBOOKS):
        raise InputError([Problem("csv.workbook")])
    for mark, name in _WIDE.items():
        if source.startswith(mark):
            raise InputError([Problem("csv.wide-encoding", (), {"encoding": name})])
    if (noughts := source.count(0)) > 0:
        # Every Latin letter of UTF-16 has a byte of nought; in other text there is hardly one.
        if noughts * 5 >= len(source):
            raise InputError([Problem("csv.wide-encoding", (), {"encoding": "UTF-16"})])
        line = _line_of(source, source.index(0))
        raise InputError([Problem("csv.nul", (), {"line": line})])
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        facts = {"line": _line_of(source, error.start), "position": error.start}
        raise InputError([Problem("csv.not-utf8", (), facts)]) from None


def table_text(header: Iterable[str], rows: Iterable[Iterable[str]], delimiter: str = ",") -> str:
    """The text of a CSV file, as RFC 4180 has it: lines end with CR LF, quotes stand where they must."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return written.getvalue()


def _rows(source: bytes, delimiter: str) -> Iterator[tuple[int, Cells]]:
    """All rows that are not blank, decoded as they are read. Raises `csv.Error` where quotes do not match."""
    text = io.TextIOWrapper(io.BytesIO(source), encoding="utf-8-sig", newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        if any(cell and not cell.isspace() for cell in cells):
            yield line, tuple(cells)
        line = reader.line_num + 1


def _refuse_other_delimiter(header: Cells, delimiter: str) -> None:
    """Refuse a heading that is all in one cell, with another delimiter inside."""
    if len(header) != 1:
        return
    if _SEPARATOR_LINE.fullmatch(header[0].strip()):
        raise InputError([Problem("csv.separator-line", (), {"found": found(composed(header[0]))})])
    for other, name in DELIMITERS.items():
        if other != delimiter and other in header[0]:
            facts = {"found": name, "expected": DELIMITERS[delimiter]}
            raise InputError([Problem("csv.other-delimiter", (), facts)])


def _broken(source: bytes, delimiter: str) -> InputError:
    """What is wrong where the reader of the standard library gave up."""
    text = decoded(source)
    mark = re.escape(delimiter)
    cell = re.compile(rf'(?:{_QUOTED.pattern}|[^"{mark}\r\n][^{mark}\r\n]*+|)(?:{mark}|\r\n|\r|\n)')
    place, longest = 0, csv.field_size_limit()
    while (found_cell := cell.match(text, place)) and len(found_cell[0]) <= longest:
        place = found_cell.end()
    line = 1 + len(_LINE_BREAK.findall(text, 0, place))
    if text.startswith('"', place) and not found_cell:
        closed = _QUOTED.match(text, place)
        if closed is None:
            return InputError([Problem("csv.unclosed-quote", (), {"line": line})])
        line += len(_LINE_BREAK.findall(closed[0]))
        return InputError([Problem("csv.text-after-quote", (), {"line": line})])
    return InputError([Problem("csv.cell-too-long", (), {"line": line, "most": longest})])


def _line_of(source: bytes, position: int) -> int:
    """The line of a byte; a CR LF counts once."""
    before = source[:position]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
