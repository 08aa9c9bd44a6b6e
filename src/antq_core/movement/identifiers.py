"""How records and documents are called: numbers that could not hold a person's name.

A record's number is one group of at most four capital letters among groups of at most eight digits, as in
``TB-2018-000123`` or ``26-DN-00017``. A document's is that of an instrument, as in ``187/QĐ-BCĐ``.
Neither has room for a name, and what looks like a telephone number or a personal id is refused beside.
The patterns are of the kind that every engine of regular expressions reads alike.
"""

import re

NUMBER = r"^([0-9]{1,8}[-./])*([A-Z]{1,4}[-./]?)?[0-9]{1,8}([-./][0-9]{1,8})*$"
"""A record's own number."""

REFERENCE = r"^([0-9]{2}:)?([0-9]{1,8}[-./])*([A-Z]{1,4}[-./]?)?[0-9]{1,8}([-./][0-9]{1,8})*$"
"""A reference: the number, led by ``26:`` where the record is another province's."""

DOCUMENT = r"^[0-9]{1,6}[a-z]?(/[0-9]{4})?(/[A-ZĐ]{1,7}([-.][A-ZĐ0-9]{1,7}){0,4}){1,2}$"
"""The number of an instrument: ``510/QĐ-BCA-V05``, ``25/2012/QĐ-UBND``."""

CODE = r"^[a-z][a-z0-9]{0,23}(_[a-z0-9]{1,23}){0,5}$"
"""A code of a catalogue, such as the kind of a model."""

COMMUNE = r"^[0-9]{5}$"
PROVINCE = r"^[0-9]{2}$"
HOUR = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"

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


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula.

    >>> begins_formula("=cmd()"), begins_formula("Tổ trưởng")
    (True, False)
    """
    return re.search(FORMULA, text) is not None
