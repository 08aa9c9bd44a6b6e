"""Long CSV files a block at a time: frames of text, with the line on which each row begins.

The reader of the standard library decides what a row is, here as where files are read whole. A block in
which no cell is quoted and no row is odd needs no such care, and is taken apart by Polars.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import attrs
import polars as pl

from antq_core.cli.refusals import UsageError
from antq_core.codec.csv_files.cells import LONGEST_CELL
from antq_core.codec.csv_files.text import Cells, decoded, read_table
from antq_core.errors import InputError

CHARACTERS = 16 * 1024 * 1024
"""So much text is one block."""
BEGINNING = 1024 * 1024
"""So many bytes are looked at to tell what kind of text a file is."""

_CELL_END, _ROW_END = "\x1f", "\x1e"
"""The separators of ASCII, which no table has in its cells."""


@attrs.frozen
class Block:
    """Some rows: their cells by position, and the lines on which they begin.

    `odd` are rows, with their lines, that have more or fewer cells than the heading.
    """

    frame: pl.DataFrame
    lines: pl.Series
    odd: Sequence[tuple[int, Cells]] = ()


def heading_of(file: Path, delimiter: str) -> tuple[Cells, bytes]:
    """The first row that is not blank, and the first bytes of the file.

    Raises `InputError` for a file that is no table of text, as reading it whole would.
    """
    with file.open("rb") as opened:
        beginning = opened.read(BEGINNING)
        whole = beginning + opened.readline() if len(beginning) == BEGINNING else beginning
    try:
        return read_table(whole, delimiter).header, whole
    except InputError:
        # A cell that goes on for longer than that, or something that is wrong indeed.
        return read_table(file.read_bytes(), delimiter).header, whole


def blocks(file: Path, delimiter: str, width: int) -> Iterator[Block]:
    """The rows of a file below its heading, some at a time.

    Raises `InputError` for what is no table, as reading the file whole would.
    """
    try:
        with file.open("r", encoding="utf-8-sig", newline="") as text:
            line, found = 1, 0
            while lines := text.readlines(CHARACTERS):
                block, used = _block(lines, text, delimiter, width, line)
                if found == 0 and (block.frame.height or block.odd):
                    block = _without_heading(block)
                    found = 1
                yield block
                line += used
    except (csv.Error, UnicodeDecodeError):
        read_table(file.read_bytes(), delimiter)
        raise
    except FileNotFoundError:
        raise UsageError.of("cli.file-missing", path=file) from None


def _block(
    lines: list[str], text: io.TextIOBase, delimiter: str, width: int, first: int
) -> tuple[Block, int]:
    """The block of some lines, and how many lines it took: a cell may go on below the last of them."""
    joined = "".join(lines)
    if "\0" in joined:
        decoded(joined.encode())  # says what that is
    if _is_plain(joined, lines, delimiter, width):
        source = joined.replace("\r\n", "\n").encode()
        frame = _parsed(source, delimiter, "\n", width)
        return Block(frame, pl.Series(range(first, first + len(lines)), dtype=pl.Int64)), len(lines)
    reader = csv.reader(chain(lines, text), delimiter=delimiter, strict=True)
    rows: list[Cells] = []
    starts: list[int] = []
    odd: list[tuple[int, Cells]] = []
    begun = 0
    while reader.line_num < len(lines):
        row = next(reader, None)
        if row is None:
            break
        if any(cell and not cell.isspace() for cell in row):
            cells = tuple(row)
            if len(cells) != width or any(_CELL_END in cell or _ROW_END in cell for cell in cells):
                odd.append((first + begun, cells))
            else:
                rows.append(cells)
                starts.append(first + begun)
        begun = reader.line_num
    written = _ROW_END.join(map(_CELL_END.join, rows)) + _ROW_END
    frame = (
        _parsed(written.encode(errors="surrogatepass"), _CELL_END, _ROW_END, width) if rows else _none(width)
    )
    return Block(frame, pl.Series(starts, dtype=pl.Int64), odd), reader.line_num


def _is_plain(joined: str, lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether each line is a row with as many cells as the heading, and each cell stands as it is."""
    if '"' in joined or joined.count("\r") not in (0, joined.count("\r\n")):
        return False
    return width > 1 and all(
        line.count(delimiter) == width - 1 and len(line) < LONGEST_CELL for line in lines
    )


def _parsed(source: bytes, delimiter: str, end: str, width: int) -> pl.DataFrame:
    return pl.read_csv(
        source,
        separator=delimiter,
        eol_char=end,
        has_header=False,
        new_columns=[f"c{n}" for n in range(width)],
        quote_char=None,
        infer_schema=False,
    )


def _none(width: int) -> pl.DataFrame:
    return pl.DataFrame(schema={f"c{n}": pl.String for n in range(width)})


def _without_heading(block: Block) -> Block:
    """The first block without its first row, which is the heading."""
    if block.odd and (not block.frame.height or block.odd[0][0] < block.lines[0]):
        return attrs.evolve(block, odd=block.odd[1:])
    return attrs.evolve(block, frame=block.frame.slice(1), lines=block.lines.slice(1))
