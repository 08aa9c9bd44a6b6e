"""Markdown that stays whole whatever text it carries, in tables that line up on a terminal as well."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

WIDEST = 160
"""A column is padded up to so many characters; a longer cell sticks out instead of widening all rows."""

_MARKS = re.compile(r"([\\`*\[|~$#]|(?<![^\W_])_|_(?![^\W_]))")
"""Without underscores inside words, of which names of facts are full: Markdown leaves these as they are."""

_SHOWN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "://": "&#58;//", "www.": "www&#46;", "@": "&#64;"}
_ACTED_UPON = re.compile("|".join(map(re.escape, _SHOWN)), re.IGNORECASE)
_SEPARATORS = ("Zl", "Zp", "Zs")


def escaped(text: str) -> str:
    r"""Text as Markdown shows it: on one line, and without anything that Markdown or HTML acts upon.

    >>> escaped("a|b\n`c` <i>")
    'a\\|b \\`c\\` &lt;i&gt;'
    """
    plain = " ".join("".join(map(_plain, text)).split())
    marked = _MARKS.sub(r"\\\1", plain)
    return _ACTED_UPON.sub(lambda found: _SHOWN[found[0].lower()], marked)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> list[str]:
    """The lines of a table; its cells are Markdown already, and `numbers` are its columns to the right."""
    listed = [list(row) for row in rows]
    right = frozenset(numbers)
    widths = [
        min(max(3, *(_width(cell) for cell in column)), WIDEST)
        for column in zip(headings, *listed, strict=True)
    ]
    rule = ["-" * (width - 1) + ":" if n in right else "-" * width for n, width in enumerate(widths)]
    return [_line(row, widths, right) for row in (headings, rule, *listed)]


def _line(cells: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    padded = []
    for position, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * max(0, width - _width(cell))
        padded.append(space + cell if position in right else cell + space)
    return f"| {' | '.join(padded)} |"


def _plain(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in _SEPARATORS or letter.isspace():
        return " "
    return "�" if category.startswith("C") else letter


def _width(cell: str) -> int:
    """How many columns of a terminal a cell takes."""
    return sum(_columns(letter) for letter in cell)


def _columns(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
