"""CSV files of tables: bytes to columns of text, with the line on which each row begins.

What tells the cells apart is seen from the heading, whose names have neither comma, semicolon nor tab in
them. Rows that are not UTF-8 or have too few or too many cells are told and left out; a file whose rows are
mostly in another encoding is refused as a whole.
"""

import io
from collections.abc import Sequence

import polars as pl

from antq_core.codec.csv_files.cells import LONGEST_CELL
from antq_core.codec.csv_files.text import DELIMITERS, decoded, read_table
from antq_core.errors import InputError, Problem
from antq_core.register.rows import ROW, Lost
from antq_core.register.text_table import TextTable

_BEGINNING = 64 * 1024
_OTHER_ENCODING = 10
"""A file is in another encoding when one row of so many is no UTF-8, and none is UTF-8 beyond ASCII."""
_BOM = b"\xef\xbb\xbf"


def read_csv(source: bytes) -> TextTable:
    """The cells of a CSV file. Raises `InputError` for what is no table of text."""
    _refuse_no_text(source)
    source = source.removeprefix(_BOM)
    source, odd = _without_other_encodings(source)
    if not source.strip():
        raise InputError([Problem("csv.empty")])
    delimiter = _delimiter(source)
    if _is_plain(source):
        return _by_lines(source, delimiter, odd)
    return _by_reader(source, delimiter, odd)


def _refuse_no_text(source: bytes) -> None:
    """Refuse workbooks, UTF-16, and what has NUL in it; another encoding of 8 bits is looked at later."""
    try:
        decoded(source[:_BEGINNING] if 0 not in source else source)
    except InputError as error:
        if error.problems[0].code != "csv.not-utf8":
            raise


def _without_other_encodings(source: bytes) -> tuple[bytes, list[int]]:
    """The same with nothing in the lines that are no UTF-8, and these lines."""
    try:
        source.decode()
    except UnicodeDecodeError:
        pass
    else:
        return source, []
    lines = source.split(b"\n")
    odd, wide = [], 0
    for number, line in enumerate(lines):
        try:
            wide += not line.isascii() and bool(line.decode())
        except UnicodeDecodeError:
            odd.append(number + 1)
    if odd[0] == 1 or (not wide and len(odd) * _OTHER_ENCODING > len(lines)):
        raise InputError([Problem("register.not-utf8", (), {"line": odd[0], "count": len(odd)})])
    for number in odd:
        lines[number - 1] = b""
    return b"\n".join(lines), odd


def _delimiter(source: bytes) -> str:
    """What tells the cells of the heading apart: whichever of the three is in it most often."""
    heading = source.lstrip(b"\r\n").partition(b"\n")[0]
    return max(DELIMITERS, key=lambda each: heading.count(each.encode()))


def _is_plain(source: bytes) -> bool:
    """Whether each line is a row, and each cell stands as it is."""
    return b'"' not in source and source.count(b"\r") == source.count(b"\r\n")


def _by_lines(source: bytes, delimiter: str, odd: Sequence[int]) -> TextTable:
    """Taken apart line by line, all lines at once."""
    lines = pl.read_lines(io.BytesIO(source), name="line", row_index_name=ROW, row_index_offset=1)
    lines = lines.with_columns(pl.col("line").str.strip_suffix("\r"), pl.col(ROW).cast(pl.Int64))
    blank = pl.col("line").str.contains(rf"^[\s{delimiter}]*$")
    lines = lines.filter(~blank)
    header = lines["line"][0].split(delimiter)
    width = len(header)
    lines = lines.slice(1).with_columns(
        (pl.col("line").str.count_matches(delimiter, literal=True) + 1).alias("found")
    )
    fits = (pl.col("found") == width) & (pl.col("line").str.len_chars() < LONGEST_CELL)
    ragged = lines.filter(~fits).select(ROW, "found", pl.lit(width).alias("expected"))
    good = lines.filter(fits)
    frame = _parsed(good["line"], delimiter, width)
    return TextTable(header, frame, good[ROW], _lost(ragged, odd))


def _parsed(lines: pl.Series, delimiter: str, width: int) -> pl.DataFrame:
    names = [f"c{n}" for n in range(width)]
    if not lines.len():
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    text = lines.to_frame("line").select(pl.col("line").str.join("\n")).item() + "\n"
    return pl.read_csv(
        text.encode(),
        separator=delimiter,
        has_header=False,
        new_columns=names,
        quote_char=None,
        infer_schema=False,
    )


def _by_reader(source: bytes, delimiter: str, odd: Sequence[int]) -> TextTable:
    """Taken apart by the reader of the standard library, which knows quotes and lines within cells."""
    left_out = set(odd)
    table = read_table(source, delimiter)
    width = len(table.header)
    rows: list[tuple[str, ...]] = []
    starts: list[int] = []
    ragged: list[tuple[int, int]] = []
    for line, cells in table.rows():
        if len(cells) == width:
            rows.append(cells)
            starts.append(line)
        elif line not in left_out:
            ragged.append((line, len(cells)))
    names = [f"c{n}" for n in range(width)]
    columns = zip(*rows, strict=True) if rows else [()] * width
    frame = pl.DataFrame(
        {name: list(cells) for name, cells in zip(names, columns, strict=True)},
        schema=dict.fromkeys(names, pl.String),
    )
    wrong = pl.DataFrame(ragged, schema={ROW: pl.Int64, "found": pl.UInt32}, orient="row")
    wrong = wrong.with_columns(pl.lit(width).alias("expected"))
    return TextTable([*table.header], frame, pl.Series(ROW, starts, dtype=pl.Int64), _lost(wrong, odd))


def _lost(ragged: pl.DataFrame, odd: Sequence[int]) -> tuple[Lost, ...]:
    lost = []
    if ragged.height:
        lost.append(Lost("csv.cell-count", ragged, ("found", "expected")))
    if odd:
        lost.append(Lost("register.row-not-utf8", pl.DataFrame({ROW: odd}, schema={ROW: pl.Int64})))
    return tuple(lost)
