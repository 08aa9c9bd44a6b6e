"""Codes as spreadsheets spoil them: shortened to a power of ten, or robbed of the noughts they begin with.

A spoilt code still looks like one. Taken as it stands, what happened in a commune would be looked for in
another, and none would be found.
"""

import re
from collections.abc import Iterator

from antq_core.errors import Problem

DIGITS_OF_A_COMMUNE = 5
"""How many digits the codes of communes have in the list of the statistics office."""

_POWER_OF_TEN = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+[0-9]+")
_DIGITS = re.compile(r"[0-9]+")


def is_shortened(code: str) -> bool:
    """Whether a code is a number that a spreadsheet has shortened.

    >>> is_shortened("1.00109E+08"), is_shortened("thon-1e5")
    (True, False)
    """
    return _POWER_OF_TEN.fullmatch(code) is not None


def refusals_of_commune(code: str) -> Iterator[Problem]:
    """What is wrong with the code of a commune, as far as that can be seen without a list of them all."""
    if is_shortened(code):
        yield Problem("value.shortened-code", (), {"found": code})
    elif _DIGITS.fullmatch(code) and len(code) != DIGITS_OF_A_COMMUNE:
        likely = code.zfill(DIGITS_OF_A_COMMUNE) if len(code) < DIGITS_OF_A_COMMUNE else "–"
        facts = {"found": code, "digits": DIGITS_OF_A_COMMUNE, "likely": likely}
        yield Problem("value.commune-digits", (), facts)
