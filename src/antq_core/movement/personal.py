"""What looks like personal data, told by its kind and never repeated.

A name cannot be recognised in free text, so no record from which a tip can be reached has any free text;
this is the second lock. A text is first made plain: one way of writing digits and signs, and nothing that is
not seen. The patterns are of what Python and Rust read alike: no looking around, and no named classes.

The forms are those in use: a personal id has 12 digits, an old identity card 9; a telephone number begins
with 0, 84 or +84 and a prefix of mobiles or of provinces; a plate has two digits, a series and 4 or 5 digits;
an account has at least 10 digits, since groups of up to 8 are what records and days are numbered with.
"""

import enum
import re
import unicodedata
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

INVISIBLE = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
"""What takes no room between two characters; a plain text has none of it."""

_NOUGHTS = (
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
)  # fmt: skip
"""Where scripts begin with their ten digits: Arabic, Persian, N'Ko, the Indian ones, Thai, Lao, Cham, ..."""

SIGNS: Mapping[str, str] = {
    **{chr(nought + digit): str(digit) for nought in _NOUGHTS for digit in range(10)},
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00b7\u2022\u2219\u22c5\u2024\u3002", "."),
    **dict.fromkeys("\u2028\u2029", " "),
}
"""Digits of other scripts, dashes, dots and breaks, each with what stands for it; ASCII is plain already."""

_START = "(^|[^0-9])"
_GROUPS_START = "(^|[^0-9./-])[./-]*"  # a first group of digits, not one further on in a record's number
_SPACED_START = "(^|[^0-9 ]) *"
_END = "([^0-9]|$)"
_SEVEN = "([0-9]{3}[ \t.-]?[0-9]{4}|[0-9]{4}[ \t.-]?[0-9]{3})"
_AFTER_PREFIX = r"(\)[ \t.-]?|[ \t.-])"

PATTERNS: Mapping[PersonalData, str] = {
    PersonalData.PERSONAL_ID: (
        rf"{_START}([0-9]{{12}}|[0-9]{{9}}){_END}"
        rf"|{_SPACED_START}0[0-9]{{2}}( [0-9]{{3}}){{3}}{_END}"
        rf"|{_SPACED_START}0[0-9]{{2}}[0-3]( [0-9]{{4}}){{2}}{_END}"
        rf"|{_GROUPS_START}0[0-9]{{2}}([.-][0-9]{{3}}){{3}}{_END}"
        rf"|{_SPACED_START}[0-9]{{3}} [0-9]{{3}} [0-9]{{3}}{_END}"
    ),
    PersonalData.TELEPHONE: (
        # in one piece
        rf"{_START}(0|84)([35789][0-9]{{8}}|1[2689][0-9]{{8}}|2[0-9]{{8,9}}){_END}"
        # with the code of the country
        rf"|(\+ ?|{_START}00)84[ \t.-]?(\(0\)|0)?[ \t.-]?[1235789]([ \t.-]?[0-9]){{8,9}}{_END}"
        rf"|{_SPACED_START}84 [35789][0-9]( ?[0-9]){{7}}{_END}"
        # in groups of which the first has three digits or four, and in pairs
        rf"|{_GROUPS_START}\(?0[35789][0-9]{_AFTER_PREFIX}{_SEVEN}{_END}"
        rf"|{_GROUPS_START}\(?0[35789][0-9]{{2}}{_AFTER_PREFIX}[0-9]{{3}}[ \t.-]?[0-9]{{3}}{_END}"
        rf"|{_GROUPS_START}\(?0(1[2689]|2[0-9])[0-9]{_AFTER_PREFIX}{_SEVEN}{_END}"
        rf"|{_GROUPS_START}\(?02[0-9]{_AFTER_PREFIX}[0-9]{{4}}[ \t.-]?[0-9]{{4}}{_END}"
        rf"|{_GROUPS_START}0[35789]([0-9]{{2}}|[ \t.-][0-9]{{2}})([ \t.-][0-9]{{2}}){{3}}{_END}"
    ),
    PersonalData.E_MAIL: (
        r"[^ @<>()]{1,64} ?(@|[(\[] ?(at|AT|a còng) ?[)\]]) ?[0-9A-Za-z-]{1,64}"
        r"( ?(\.|[(\[] ?(dot|DOT|chấm) ?[)\]]) ?[0-9A-Za-z-]{1,64}){0,4}"
        r" ?(\.|[(\[] ?(dot|DOT|chấm) ?[)\]]) ?[A-Za-z]{2,24}"
    ),
    PersonalData.PLATE: (
        # a car: 30A-123.45, 30A 1234
        rf"(^|[^0-9A-Za-z])[1-9][0-9] ?[A-Za-z][ \t.-]?([0-9]{{3}}\.?[0-9]{{2}}|[0-9]{{4}}){_END}"
        # a motorcycle: 29-B1 123.45, 29-M4 5678; 29B112345, 29AA-123.45
        rf"|(^|[^0-9A-Za-z])[1-9][0-9][ \t.-]?[A-Za-z][1-9][ \t.-]([0-9]{{3}}\.?[0-9]{{2}}|[0-9]{{4}}){_END}"
        rf"|(^|[^0-9A-Za-z])[1-9][0-9][A-Za-z][0-9A-Za-z][ \t.-]?([0-9]{{3}}\.?[0-9]{{2}}|[0-9]{{4}}){_END}"
        # any series, where the number has its dot
        rf"|(^|[^0-9A-Za-z])[1-9][0-9][ \t.-]?[A-Za-z][0-9A-Za-z]?[ \t.-]?[0-9]{{3}}\.[0-9]{{2}}{_END}"
    ),
    PersonalData.ACCOUNT: (
        # what begins as a telephone number is taken for one
        rf"{_START}([0-9]{{13,19}}|(0[046]|[1-79][0-9]|8[0-35-9])[0-9]{{8,9}}){_END}"
        rf"|{_GROUPS_START}[3-6][0-9]{{3}}([ -][0-9]{{4}}){{3}}{_END}"
        rf"|{_SPACED_START}[1-9][0-9]{{3}}( [0-9]{{4}}){{2,3}}( [0-9]{{1,3}})?{_END}"
    ),
}
"""What is looked for in a plain text."""

_PATTERNS = {kind: re.compile(pattern) for kind, pattern in PATTERNS.items()}
_INVISIBLE = re.compile(INVISIBLE)
_SIGNS = str.maketrans(dict(SIGNS))


def seen_in(text: str) -> tuple[PersonalData, ...]:
    """The kinds of personal data that a text seems to have in it.

    >>> seen_in("lien he 0912 345 678"), seen_in("TB-2018-000123")
    ((<PersonalData.TELEPHONE: 'telephone'>,), ())
    """
    looked_at = plain(text)
    return tuple(kind for kind, pattern in _PATTERNS.items() if pattern.search(looked_at))


def plain(text: str) -> str:
    r"""A text as it is looked at: compatible forms made one (NFKC), and signs as `SIGNS` and `INVISIBLE` say.

    >>> plain("\uff10\uff19\uff11\uff12\u200b.345–678")
    '0912.345-678'
    """
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_SIGNS)


def named(kinds: tuple[PersonalData, ...]) -> Text:
    """The kinds in words, for a message."""
    labels = [PERSONAL_LABELS[kind] for kind in kinds]
    return Text(vi=", ".join(each.vi for each in labels), en=", ".join(each.en for each in labels))
