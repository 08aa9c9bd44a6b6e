"""How records and documents are called: numbers that could not hold a person's name.

A record's number is one group of at most four capital letters among groups of at most eight digits, as in
``TB-2018-000123`` or ``26-DN-00017``. Every syllable of Vietnamese has a vowel, so a group of several letters
has none: no name fits, not even a short one. A document's number is that of an instrument, as in
``187/QĐ-BCĐ``: its letters are without vowels too, or one of the abbreviations of offices that have some.
What is left is initials, which lead to nobody by themselves. What looks like a telephone number or a personal
id is refused beside. The patterns are of the kind that every engine of regular expressions reads alike.
"""

import re

_LETTERS = "([A-Z]|[BCDFGHJKLMNPQRSTVWXZ]{2,4})"
_NUMBER = rf"([0-9]{{1,8}}[-./])*({_LETTERS}[-./]?)?[0-9]{{1,8}}([-./][0-9]{{1,8}})*$"

NUMBER = rf"^{_NUMBER}"
"""A record's own number."""

REFERENCE = rf"^([0-9]{{2}}:)?{_NUMBER}"
"""A reference: the number, led by ``26:`` where the record is another province's."""

_OFFICES = (
    "ANTQ|ANTT|ATGT|ATTP|BCA|BNV|BTTTU|BVANTQ|BYT|CAND|HĐND|MTTQ|PCTNXH|TAND|TANDTC|TANDTP|TTUB|UBATGT|UBATGTQG"
    "|UBDT|UBKT|UBMT|UBMTTQ|UBND|UBTVQH|UBTWMTTQ|VKSND|VKSNDTC"
)
"""Abbreviations with vowels in them that no syllable is spelt as."""
_BY_OFFICE = "(BC|BB|CV|CT|GM|HD|KH|NQ|PA|QC|QĐ|TB|TTr)-(CA[HPTX]?|[ĐHT]U)"
"""Police and Party committees: only after the kind of a document, since CA, CAT and TU are syllables."""
_PLAIN = "[BCDĐFGHJKLMNPQRSTVWXZ]"
_GROUP = f"({_PLAIN}({_PLAIN}|[0-9]){{0,6}}|P?A[0-9]{{2}}|ĐA|TTr|TTg|CTr|{_OFFICES})"
_SIGN = rf"({_BY_OFFICE}|{_GROUP})([-.]{_GROUP}){{0,4}}"

DOCUMENT = rf"^[0-9]{{1,6}}[a-z]?(/[0-9]{{4}})?(/{_SIGN}){{1,2}}$"
"""The number of an instrument: ``510/QĐ-BCA-V05``, ``25/2012/QĐ-UBND``."""

CODE = r"^[a-z][a-z0-9]{0,23}(_[a-z0-9]{1,23}){0,5}$"
"""A code of a catalogue, such as the kind of a model."""

COMMUNE = r"^[0-9]{5}$"
PROVINCE = r"^[0-9]{2}$"
HOUR = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"

NUMBER_WITHIN = r"[A-Z]{1,4}[-./](([0-9]{1,8}[-./])+[0-9]{1,8}|[0-9]{5,8})"
"""What in a text is surely meant for the number of a record: with words beside it, it would say of whom."""

FORMULA = r"^[=+@\t\r-]"
"""What a spreadsheet would take for a formula begins so."""

LONGEST = 64
"""No number, reference or code is longer."""


def is_number(text: str) -> bool:
    """Whether a text can be the number of a record.

    >>> is_number("TB-2018-000123"), is_number("Nguyen Van A"), is_number("LE-VAN-A")
    (True, False, False)
    """
    return fits(NUMBER, text)


def is_document(text: str) -> bool:
    """Whether a text can be the number of an instrument.

    >>> is_document("187/QĐ-BCĐ"), is_document("25/2012/QĐ-UBND"), is_document("Nguyễn Văn A")
    (True, True, False)
    """
    return fits(DOCUMENT, text)


def fits(pattern: str, text: str) -> bool:
    """Whether a text is as a pattern of this module says, and not too long."""
    return len(text) <= LONGEST and "\n" not in text and re.search(pattern, text) is not None


def holds_number(text: str) -> bool:
    """Whether a text has the number of a record in it.

    >>> holds_number("theo tin TB-2018-000123"), holds_number("Tổ 5, QL-1A")
    (True, False)
    """
    return re.search(NUMBER_WITHIN, text) is not None


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula.

    >>> begins_formula("=cmd()"), begins_formula("Tổ trưởng")
    (True, False)
    """
    return re.search(FORMULA, text) is not None
