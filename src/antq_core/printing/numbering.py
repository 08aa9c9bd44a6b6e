"""How official sheets number their rows: I, II for parts, 1, 2 for items, a, b, c, d, đ for points."""

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters by which points of Vietnamese instruments are listed; f, j, w and z are none of them."""

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def number(depth: int, position: int) -> str:
    """The number of the row at a place from 1: by roman numerals at depth 0, then digits, letters, dashes.

    >>> number(0, 4), number(1, 4), number(2, 5), number(2, 24), number(3, 1)
    ('IV', '4', 'đ', 'aa', '-')
    """
    if depth == 0:
        return _roman(position)
    if depth == 1:
        return str(position)
    return _letters(position) if depth == 2 else "-"


def _roman(position: int) -> str:
    found = ""
    for value, numeral in _ROMAN:
        times, position = divmod(position, value)
        found += numeral * times
    return found


def _letters(position: int) -> str:
    rounds, letter = divmod(position - 1, len(LETTERS))
    return LETTERS[letter] * (rounds + 1)
