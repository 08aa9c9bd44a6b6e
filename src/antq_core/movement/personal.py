"""What looks like personal data, told by its kind and never repeated.

A name cannot be recognised in free text, so no record from which a tip can be reached has any free text;
this is the second lock. The patterns are of the kind that every engine of regular expressions reads alike.
"""

import enum
import re
from collections.abc import Mapping

from antq_core.messages.text import Text


class PersonalData(enum.StrEnum):
    """The kinds that are recognised."""

    PERSONAL_ID = "personal_id"
    TELEPHONE = "telephone"
    E_MAIL = "e_mail"
    PLATE = "plate"
    ACCOUNT = "account"


PERSONAL_LABELS: Mapping[PersonalData, Text] = {
    PersonalData.PERSONAL_ID: Text(vi="số định danh cá nhân, căn cước hoặc CMND", en="a personal id number"),
    PersonalData.TELEPHONE: Text(vi="số điện thoại", en="a telephone number"),
    PersonalData.E_MAIL: Text(vi="địa chỉ thư điện tử", en="an e-mail address"),
    PersonalData.PLATE: Text(vi="biển số xe", en="a number plate"),
    PersonalData.ACCOUNT: Text(vi="số tài khoản", en="an account number"),
}

PATTERNS: Mapping[PersonalData, str] = {
    PersonalData.PERSONAL_ID: r"(^|[^0-9])([0-9]{12}|[0-9]{9})([^0-9]|$)",
    PersonalData.TELEPHONE: r"(^|[^0-9])(\+?84|0)([ .-]?[0-9]){9,10}([^0-9]|$)",
    PersonalData.E_MAIL: r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}",
    PersonalData.PLATE: r"(^|[^0-9A-Za-z])[0-9]{2}[A-Z][A-Z0-9]?[ -]?[0-9]{3}\.?[0-9]{1,2}([^0-9]|$)",
    PersonalData.ACCOUNT: r"(^|[^0-9])[0-9]{13,19}([^0-9]|$)",
}


def seen_in(text: str) -> tuple[PersonalData, ...]:
    """The kinds of personal data that a text seems to have in it.

    >>> seen_in("lien he 0912 345 678"), seen_in("TB-2018-000123")
    ((<PersonalData.TELEPHONE: 'telephone'>,), ())
    """
    return tuple(kind for kind, pattern in PATTERNS.items() if re.search(pattern, text))


def named(kinds: tuple[PersonalData, ...]) -> Text:
    """The kinds in words, for a message."""
    labels = [PERSONAL_LABELS[kind] for kind in kinds]
    return Text(vi=", ".join(each.vi for each in labels), en=", ".join(each.en for each in labels))
