"""Vietnamese names: which two are the same name, and which comes first.

One name arrives in many spellings: composed or decomposed accents, the tone on either vowel (hòa,
hoà), letters that only look like đ, spaces of several kinds. The text is kept as it was given;
what is compared is a key made from it. Accents count, since Hà and Hạ are two names. A search
typed without accents has its own key, `accent_free`.

Spellings that are words of their own stay different: Lý and Lí, Đắk and Đắc.
"""

import functools
import re
import unicodedata

_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""The marks of huyền, hỏi, ngã, sắc and nặng, in the order of the dictionary; ngang has none."""

_FOREIGN_MARK = 1 + len(_TONES)

_LOOK_ALIKES = str.maketrans("ÐðƉɖ‘’“”\u00a0", "ĐđĐđ''\"\" ") | {ord("…"): "..."}
"""What keyboards and word processors put for đ, quotes, the space and three dots."""

_VOWELS = re.compile("(?:[aeiouy][\u0300-\u036f]*)+")
_LETTER_WITH_MARKS = re.compile("(?s:.)[\u0300-\u036f]*")
_DASH = re.compile(r" ?[-‐‑–—] ?")

_ORDER = (
    " _-–—,;:!?.'\"«»()[]{}§@*/\\&#%•`^°+×<=>|~$₫€0123456789"  # as the root collation of CLDR has it
    "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
)
_PLACE = {character: place for place, character in enumerate(_ORDER)}

CollationKey = tuple[tuple[int, ...], tuple[int, ...], tuple[bool, ...], str]
"""Letters, then tones, then case; last the text itself, so that only equal texts tie."""


def same_name(a: str, b: str) -> bool:
    """Whether two texts are one name, however they were typed.

    >>> same_name("Tỉnh Hoà Bình", "tỉnh  HÒA BÌNH")
    True
    >>> same_name("Hà", "Hạ")
    False
    """
    return name_key(a) == name_key(b)


def name_key(name: str) -> str:
    """The key that all spellings of one name share; for comparing, not for showing.

    Folded away: the form of Unicode, case, the vowel of a syllable on which the tone was put,
    letters that look like đ, curly quotes, kinds and runs of white space, kinds of dash and the
    spaces around one, and characters of no width. Folding twice changes nothing.

    >>> name_key("Quý") == name_key("Qúy")
    True
    >>> name_key("Bà Rịa – Vũng Tàu") == name_key("bà rịa-vũng tàu")
    True
    """
    visible = "".join(character for character in name if unicodedata.category(character) != "Cf")
    folded = _decomposed(_decomposed(visible).casefold()).translate(_LOOK_ALIKES)
    composed = unicodedata.normalize("NFC", _VOWELS.sub(_tone_last, folded))
    return _DASH.sub("-", " ".join(composed.split()))


def accent_free(name: str) -> str:
    """The key of a search typed without accents: what `name_key` folds, and all marks, and đ as d.

    It finds more than was meant, since Hà and Hạ share it: offer what it finds, never decide by it.

    >>> "ha noi" in accent_free("Thành phố Hà Nội")
    True
    """
    key = _decomposed(name_key(name))
    letters = "".join(character for character in key if not unicodedata.combining(character))
    return name_key(letters).replace("đ", "d")


def collation_key(name: str) -> CollationKey:
    """The key that sorts by the Vietnamese alphabet, as the dictionary and ICU do.

    Letters decide first (a ă â b c d đ e ê ...), then tones (ngang, huyền, hỏi, ngã, sắc, nặng),
    then case, lower before upper. For Vietnamese letters, digits and usual punctuation the order is
    that of ICU's collation "vi", where hoà and hòa differ. Unlike in ICU, what only looks like đ or
    a straight quote is sorted as that, and characters not known here come last.

    >>> sorted(["Đà Nẵng", "Hạ Long", "Dĩ An", "Hà Nội", "Ấp 1"], key=collation_key)
    ['Ấp 1', 'Dĩ An', 'Đà Nẵng', 'Hạ Long', 'Hà Nội']
    """
    usual = _decomposed(name).translate(_LOOK_ALIKES)
    weights = [_weights(letter) for letter in _LETTER_WITH_MARKS.findall(usual)]
    return (
        tuple(letter for letter, _, _ in weights),
        tuple(tone for _, tone, _ in weights),
        tuple(upper for _, _, upper in weights),
        unicodedata.normalize("NFC", name),
    )


@functools.lru_cache(maxsize=4096)
def _weights(letter: str) -> tuple[int, int, bool]:
    """Letter, tone and case of one decomposed letter with its marks."""
    lower = letter.lower()
    tone = next((1 + _TONES.index(mark) for mark in lower[1:] if mark in _TONES), 0)
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in lower if mark not in _TONES))
    upper = letter != lower
    if toneless in _PLACE:
        return _PLACE[toneless], tone, upper
    return _PLACE.get(lower[0], len(_ORDER) + ord(lower[0])), _FOREIGN_MARK, upper


def _tone_last(vowels: re.Match[str]) -> str:
    """One group of vowels with its tone at the end, wherever it stood."""
    tones = [mark for mark in vowels[0] if mark in _TONES]
    if len(tones) != 1:  # none to move, or no Vietnamese syllable
        return vowels[0]
    return vowels[0].replace(tones[0], "") + tones[0]


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)
