"""JSON text to plain values and back, more strictly than the standard library by itself.

A key that stands twice, NaN and Infinity, a fraction, and text that is not UTF-8 are refused: each would
otherwise be read as something that the writer may not have meant.
"""

import json
from typing import Any, NoReturn

from antq_core.errors import InputError, Problem

Json = Any
"""A value as `json` gives it: dict, list, str, int, bool or None; never a float."""

BOM = b"\xef\xbb\xbf"
LONGEST_INTEGER = 18


def parse(source: bytes | str) -> Json:
    """The value of a JSON text. Raises `InputError` for anything else, with line and column where known."""
    try:
        text = source.removeprefix(BOM).decode("utf-8") if isinstance(source, bytes) else source
        return json.loads(
            text,
            object_pairs_hook=_without_repeats,
            parse_constant=_refuse_constant,
            parse_float=_refuse_float,
            parse_int=_integer,
        )
    except json.JSONDecodeError as error:
        facts = {"line": error.lineno, "column": error.colno, "reason": error.msg}
        raise InputError([Problem("json.syntax", (), facts)]) from None
    except UnicodeDecodeError as error:
        raise InputError([Problem("json.not-utf8", (), {"position": error.start})]) from None
    except RecursionError:
        raise InputError([Problem("json.too-deep")]) from None


def canonical(value: Json) -> str:
    """The one text of a value: keys sorted, no spaces. Equal values give equal texts."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def pretty(value: Json) -> str:
    """The text of a value for people to read."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _without_repeats(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = sorted({key for key in keys if keys.count(key) > 1})
        raise InputError(Problem("json.key-twice", (), {"key": key}) for key in repeated)
    return found


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise InputError([Problem("json.number-too-long", (), {"digits": len(digits)})])
    return int(digits)


def _refuse_float(digits: str) -> NoReturn:
    raise InputError([Problem("json.fraction", (), {"found": digits[:40]})])


def _refuse_constant(name: str) -> NoReturn:
    raise InputError([Problem("json.not-a-number", (), {"found": name})])
