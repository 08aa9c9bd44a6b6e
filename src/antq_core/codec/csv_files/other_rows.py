"""Rows that people put into a table for readers: a title above the heading, totals below the rows."""

from antq_core.codec.converter import found
from antq_core.codec.csv_files.columns import Places
from antq_core.codec.csv_files.mapping import FileMapping
from antq_core.codec.csv_files.text import Cells, Table
from antq_core.codec.text import composed
from antq_core.domain.names import name_key
from antq_core.errors import InputError, Problem

TOTALS = frozenset(name_key(words) for words in ("Tổng cộng", "Tổng số", "Tổng", "Cộng", "Total"))
"""What stands in the first cell with text of a row of totals."""
_LONGEST = 20
_LOOKED_AT = 10
"""A heading is looked for in so many rows below the first."""


def totals_in(cells: Cells) -> Problem | None:
    """That a row is one of totals, if it is; it is asked of rows that are no dossier and no record."""
    first = next((cell for cell in cells if cell.strip()), "")
    if len(first) < _LONGEST and name_key(composed(first.rstrip(" :"))) in TOTALS:
        return Problem("csv.totals", (), {"found": found(composed(first.strip()))})
    return None


def title_above(table: Table, places: Places, mapping: FileMapping) -> Problem | None:
    """That the first row is a title, if it names no column and a row below it names several."""
    if _columns_named(table.header, places, mapping):
        return None
    title = next((cell for cell in table.header if cell.strip()), "")
    for _, (line, cells) in zip(range(_LOOKED_AT), table.rows(), strict=False):
        if _columns_named(cells, places, mapping) > 1:
            return Problem("csv.title", (), {"found": found(composed(title)), "line": line})
    return None


def _columns_named(cells: Cells, places: Places, mapping: FileMapping) -> int:
    named, count = mapping.named, 0
    for cell in cells:
        try:
            name = composed(cell.strip())
            places.find(named.get(name_key(name), name), nearest=False)
        except InputError:
            continue
        count += 1
    return count
