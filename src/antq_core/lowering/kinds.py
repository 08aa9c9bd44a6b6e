"""What columns hold, and what is made of the records of a list."""

import enum


class Kind(enum.StrEnum):
    """What a column of the input holds."""

    TRUTH = "truth"
    NUMBER = "number"
    DAY = "day"
    WORD = "word"


class Reduction(enum.StrEnum):
    """What is made of a number that every record of a dossier has."""

    SUM = "sum"
    LEAST = "least"
    MOST = "most"
    DIFFERENT = "different"
