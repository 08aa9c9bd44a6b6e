"""JSON text to plain values and back, more strictly than the standard library by itself.

A key that stands twice, NaN and Infinity, a fraction, half a character, and text that is not UTF-8 are
refused: each would otherwise be read as something that the writer may not have meant.
"""

import codecs
import json
import re
import unicodedata
from collections import Counter
from typing import Any, NoReturn

from antq_core.errors import InputError, Problem
from antq_core.messages.catalogue import text

Json = Any
"""A value as `json` gives it: dict, list, str, int, bool or None; never a float."""

MOST_DIGITS = 18
LARGEST_INTEGER = 10**MOST_DIGITS - 1
"""The largest whole number that is read, below nought and above it."""

_BOM = "\ufeff"
_BROKEN = {
    "Expecting value": "json.expects-value",
    "Expecting property name": "json.expects-key",
    "Expecting ':'": "json.expects-colon",
    "Expecting ','": "json.expects-comma",
    "Extra data": "json.extra-data",
    "Invalid control character": "json.control-character",
    "Invalid \\": "json.bad-escape",
    "Illegal trailing comma": "json.trailing-comma",
}
"""How the standard library begins to say what is wrong, and under which code it is said here."""

_WIDE = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")

MOST_MARKS = 30
"""So many marks upon one letter are read; Unicode's own limit for text that is streamed (UAX #15)."""
_MAY_BE_MARKS = re.compile(rf"[^\w\s!-~]{{{MOST_MARKS + 1},}}")


def parse(source: bytes | str) -> Json:
    """The value of a JSON text. Raises `InputError` for anything else, with line and column where known."""
    if isinstance(source, bytes):
        refuse_wide_encoding(source)
    try:
        told = (source.decode("utf-8") if isinstance(source, bytes) else source).removeprefix(_BOM)
        if not told.strip():
            raise InputError([Problem("json.empty")])
        value = json.loads(
            told,
            object_pairs_hook=_without_repeats,
            parse_constant=_refuse_constant,
            parse_float=_refuse_float,
            parse_int=_integer,
        )
        _refuse_half_characters(told, value)
        return value
    except json.JSONDecodeError as error:
        raise InputError([_broken(error)]) from None
    except UnicodeDecodeError as error:
        raise InputError([Problem("json.not-utf8", (), {"position": error.start})]) from None
    except RecursionError:
        raise InputError([Problem("json.too-deep")]) from None


def refuse_wide_encoding(source: bytes) -> None:
    """Refuse what begins as UTF-16 or UTF-32 does, which would be one error a line. Raises `InputError`."""
    for mark, name in _WIDE.items():
        if source.startswith(mark):
            raise InputError([Problem("json.wide-encoding", (), {"encoding": name})])
    if 0 in source[:2]:  # a JSON text begins with two characters of ASCII
        raise InputError([Problem("json.wide-encoding", (), {"encoding": "UTF-16"})])


def canonical(value: Json) -> str:
    """The one text of a value: keys sorted, no spaces, accents composed. Equal values give equal texts."""
    text = _plainest(value)
    return text if unicodedata.is_normalized("NFC", text) else _plainest(_composed(value))


def pretty(value: Json) -> str:
    """The text of a value for people to read."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def composed(text: str) -> str:
    """A text with every accent on its letter (NFC), as all text is kept.

    Raises `InputError` for more marks upon one letter than any writing has: to put a million of them in
    order would take days.
    """
    if len(text) > MOST_MARKS and not text.isascii():
        for run in _MAY_BE_MARKS.findall(text):
            _refuse_crowd(run)
    return unicodedata.normalize("NFC", text)


def _refuse_crowd(run: str) -> None:
    # Characters without width count as well: names are compared without them.
    marks = 0
    for character in run:
        is_upon = unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")
        marks = marks + 1 if is_upon else 0
        if marks > MOST_MARKS:
            raise InputError([Problem("value.crowded-marks", (), {"most": MOST_MARKS})])


def _plainest(value: Json) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _composed(value: Json) -> Json:
    if isinstance(value, dict):
        return {composed(key): _composed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(each) for each in value]
    return composed(value) if isinstance(value, str) else value


def _broken(error: json.JSONDecodeError) -> Problem:
    facts: dict[str, object] = {"line": error.lineno, "column": error.colno}
    if error.msg.startswith("Unterminated string") or not error.doc[error.pos :].strip():
        return Problem("json.cut-off", (), facts)
    code = next((code for words, code in _BROKEN.items() if error.msg.startswith(words)), None)
    reason = text(code) if code else error.msg
    return Problem("json.syntax", (), facts | {"reason": reason})


def _without_repeats(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = {composed(key): value for key, value in pairs}
    if len(found) < len(pairs):
        times = Counter(composed(key) for key, _ in pairs)
        repeated = [key for key in found if times[key] > 1]
        raise InputError(Problem("json.key-twice", (), {"key": key}) for key in repeated)
    return found


def _refuse_half_characters(text: str, value: Json) -> None:
    """Refuse what has no UTF-8: one escape of a pair without the other, or such a half in the text itself."""
    try:
        text.encode("utf-8")
        if _HALF_CHARACTER.search(text):
            _plainest(value).encode("utf-8")
    except UnicodeEncodeError:
        raise InputError([Problem("json.half-character")]) from None


def _integer(digits: str) -> int:
    count = len(digits.removeprefix("-"))
    if count > MOST_DIGITS:
        raise InputError([Problem("json.number-too-long", (), {"digits": count})])
    return int(digits)


def _refuse_float(digits: str) -> NoReturn:
    raise InputError([Problem("json.fraction", (), {"found": digits[:40]})])


def _refuse_constant(name: str) -> NoReturn:
    raise InputError([Problem("json.not-a-number", (), {"found": name})])
