"""One cell of a CSV file to one JSON value and back, strictly by the type that is declared for it.

A spreadsheet changes what it shows: codes lose their noughts, long numbers become 1E+08, counts get
points. What looks like that is refused with a sentence that says so, never repaired.

A leading apostrophe says, as it does in a spreadsheet, that all that follows is text just as it stands.
That is how text is written that a spreadsheet would take for a formula, or that reading would trim.
"""

import datetime
import enum
import functools
import re
from collections.abc import Callable, Mapping

from antq_core.codec.converter import day, found
from antq_core.codec.text import MOST_DIGITS, Json, composed
from antq_core.domain.codes import is_shortened
from antq_core.domain.declarations import Declaration
from antq_core.domain.names import name_key
from antq_core.domain.stated import Known
from antq_core.errors import InputError, Problem
from antq_core.expressions.tree import Measure
from antq_core.possible import Interval

TEXT_FOLLOWS = "'"
LONGEST_CELL = 131_072
"""The most characters of one cell: what the standard library reads unless it is told otherwise."""


class CellType(enum.StrEnum):
    """What a cell holds: the types of facts and fields, and free text."""

    TRUTH = "truth"
    COUNT = "count"
    POINTS = "points"
    DAY = "day"
    IDENTIFIER = "identifier"
    CHOICE = "choice"
    TEXT = "text"


class DayForm(enum.StrEnum):
    """How the days of a file are written; it is declared and never guessed."""

    YEAR_FIRST = "YYYY-MM-DD"
    DAY_FIRST = "DD/MM/YYYY"


_TYPES: Mapping[Measure | None, CellType] = {
    None: CellType.CHOICE,
    **{measure: CellType(measure.value) for measure in Measure},
}
_TRUTHS = {"true": True, "false": False, "có": True, "không": False}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - wide forms run as well
_SPREADSHEET_ERROR = re.compile(r"#{2,}|#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
_FRACTION_ADDED = re.compile(r"[0-9]+\.0+")
_WHOLE = re.compile(r"-?[0-9]+")
_EXPONENT = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]*)?[eE][+-]?[0-9]+")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[.,' \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_FRACTION = re.compile(r"[+-]?[0-9]*[.,][0-9]+")
_LONGEST_KEPT = 200
_SERIAL = re.compile(r"[0-9]{4,6}")
_YEAR_FIRST = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_FIRST = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")


def cell_type(declaration: Declaration) -> CellType:
    """The type of the cells of a fact or field."""
    return _TYPES[declaration.measure]


def read_cell(cell: str, kind: CellType, days: DayForm = DayForm.YEAR_FIRST) -> Json:
    """The JSON value of a cell; None for an empty one, which states nothing.

    Raises `InputError` for what is not written as its type is.
    """
    shown = cell.strip()
    if not shown:
        return None
    if shown[0] == "#" and _SPREADSHEET_ERROR.fullmatch(shown):
        raise _refused("csv.spreadsheet-error", shown)
    if shown.startswith("="):
        raise _refused("csv.formula", shown)
    if kind is CellType.DAY:
        return _day(shown, days)
    if kind in _READERS:
        return _READERS[kind](shown)
    if kind is CellType.IDENTIFIER and is_shortened(shown):
        raise InputError([Problem("value.shortened-code", (), {"found": shown})])
    if kind is CellType.IDENTIFIER and _FRACTION_ADDED.fullmatch(shown):
        raise _refused("csv.code-as-number", shown)
    return text_of(cell)


def text_of(cell: str) -> str:
    """The text of a cell: what follows an apostrophe just as it is, anything else without outer blanks."""
    begun = cell.lstrip()
    if begun.startswith(TEXT_FOLLOWS):
        return composed(begun.removeprefix(TEXT_FOLLOWS))
    return composed(begun.rstrip())


def write_cell(stated: Known | None) -> str:
    """The cell of what is stated; empty for nothing. Raises `InputError` for text that no CSV can hold.

    An interval has two cells, one for each end, and no one cell.
    """
    if stated is None:
        return ""
    if isinstance(stated, bool):
        return "true" if stated else "false"
    if isinstance(stated, datetime.date):
        return stated.isoformat()
    if isinstance(stated, Interval):
        raise TypeError("an interval is written as its two ends")
    return write_text(stated) if isinstance(stated, str) else str(stated)


def write_text(text: str) -> str:
    """The cell of a text, with an apostrophe before it where it would be taken for something else.

    >>> write_text("Tổ 1"), write_text("=1+1"), write_text("")
    ('Tổ 1', "'=1+1", "'")
    """
    if "\0" in text or len(text) >= LONGEST_CELL:
        raise InputError([Problem("csv.cannot-hold", (), {"found": found(text), "most": LONGEST_CELL - 1})])
    text = composed(text)
    return text if _is_plain(text) else f"{TEXT_FOLLOWS}{text}"


def translated(cell: str, values: Mapping[str, str]) -> str:
    """The cell that stands for one of a province's own words, by the keys of names; else the cell.

    Raises `InputError` for text that no writing has.
    """
    return values.get(_key(cell), cell) if values else cell


def _is_plain(text: str) -> bool:
    """Whether a text can stand as it is: no spreadsheet runs it, and reading it gives it back."""
    if text.startswith(_FORMULA):
        return False
    try:
        return bool(read_cell(text, CellType.IDENTIFIER) == text)
    except InputError:
        return False


def _truth(shown: str) -> bool:
    truth = _TRUTHS.get(shown.lower())
    if truth is None:
        truth = _TRUTHS.get(_key(shown))
    if truth is None:
        raise _refused("csv.truth", shown)
    return truth


def _count(shown: str) -> int:
    if not _WHOLE.fullmatch(shown):
        raise _refused(_wrong_number(shown), shown)
    digits = len(shown.removeprefix("-"))
    if digits > MOST_DIGITS:
        raise InputError([Problem("json.number-too-long", (), {"digits": digits})])
    return int(shown)


def _points(shown: str) -> int:
    """Whole hundredths. Points with a fraction are what people write, so they are told how it is done."""
    if _FRACTION.fullmatch(shown):
        raise _refused("csv.points", shown)
    return _count(shown)


_READERS: Mapping[CellType, Callable[[str], Json]] = {
    CellType.TRUTH: _truth,
    CellType.COUNT: _count,
    CellType.POINTS: _points,
}


def _wrong_number(shown: str) -> str:
    """The code of what a text looks like that is no whole number."""
    if any(character.isdigit() and not character.isascii() for character in shown):
        return "csv.other-digits"
    if _EXPONENT.fullmatch(shown):
        return "csv.exponent"
    if _GROUPED.fullmatch(shown):
        return "csv.grouped-digits"
    if _FRACTION.fullmatch(shown):
        return "csv.fraction"
    return "csv.number"


def _day(shown: str, days: DayForm) -> str:
    """The day as JSON has it."""
    written = _DAY_FIRST.fullmatch(shown) if days is DayForm.DAY_FIRST else None
    try:
        if days is DayForm.YEAR_FIRST:
            return day(shown).isoformat()
        if written is not None:
            return datetime.date(*(int(part) for part in reversed(written.groups()))).isoformat()
    except (InputError, ValueError):
        pass
    code = "csv.day" if days is DayForm.YEAR_FIRST else "csv.day-as-declared"
    if _SERIAL.fullmatch(shown):
        code = "csv.day-serial"
    elif written is not None or (days is DayForm.YEAR_FIRST and _YEAR_FIRST.fullmatch(shown)):
        code = "csv.no-such-day"
    raise InputError([Problem(code, (), {"expected": days.value, "found": found(shown)})])


def _refused(code: str, shown: str) -> InputError:
    return InputError([Problem(code, (), {"found": found(shown)})])


def _key(cell: str) -> str:
    return _kept_key(cell) if len(cell) <= _LONGEST_KEPT else name_key(composed(cell))


@functools.lru_cache(maxsize=4096)
def _kept_key(cell: str) -> str:
    return name_key(cell)
