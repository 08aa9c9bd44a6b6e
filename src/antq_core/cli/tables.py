"""Tables that lose nothing: what is too wide goes on below, and identifiers stay whole where they can."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text as Words

from antq_core.cli.screen import Screen, printable

IDENTIFIERS = ("unit", "id", "fact", "field", "reading", "distribution", "plugin", "standards")
SENTENCES = ("why", "error")
NUMBERS = ("met", "not-met", "undecided", "criteria")
LONGEST_WORD = 12
BORDER = 3


def table_of(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    screen: Screen,
    *,
    title: str | None = None,
    lines: bool = False,
) -> Table:
    """A table of columns by the last part of their code; every cell is text as it is, never markup."""
    headings = [screen.say(f"cli.column-{column}") for column in columns]
    listed = [[printable(cell) for cell in row] for row in rows]
    table = Table(title=title, title_justify="left", show_lines=lines)
    widths = _widths(columns, [headings, *listed], screen.out.width - 1 - BORDER * len(columns))
    for column, heading, width in zip(columns, headings, widths, strict=True):
        number = column in NUMBERS
        table.add_column(Words(heading), overflow="fold", justify="right" if number else "left", width=width)
    for row in listed:
        table.add_row(*(Words(cell) for cell in row))
    return table


def pairs_of(pairs: Iterable[tuple[str, str]]) -> Table:
    """Names and what stands beside them, without lines."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in pairs:
        grid.add_row(Words(name), Words(printable(value)))
    return grid


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """A width for every column: the widest give way first, and what should stay whole gives way last."""
    widths, least = [], []
    for column, *cells in zip(columns, *rows, strict=True):
        longest = max(cell_len(line) for cell in cells for line in ("", *cell.splitlines()))
        word = max(cell_len(piece) for cell in cells for piece in ("", *cell.split()))
        widths.append(max(longest, 1))
        least.append(min(longest, room * 2 // 5) if column in IDENTIFIERS else min(word, LONGEST_WORD))
        if column in SENTENCES:
            least[-1] = min(longest, room // 4)
    while sum(widths) > max(room, len(widths)):
        may_give = [place for place, width in enumerate(widths) if width > max(least[place], 1)]
        widest = max(may_give or range(len(widths)), key=lambda place: widths[place])
        widths[widest] -= 1
    return widths
