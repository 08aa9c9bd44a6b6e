"""Whether contenders agree: every output of every row, as the numbers that the loop in C writes."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from facts import GRADES, VERDICTS
from sample import OUTPUTS

COLUMNS = {
    "verdict": "verdict",
    "lo": "points.lo",
    "hi": "points.hi",
    "grade_lo": "grade.lo",
    "grade_hi": "grade.hi",
}
WORDS = {"verdict": VERDICTS, "grade_lo": GRADES, "grade_hi": GRADES}
NONE = 255


def outputs_of(frame: pl.DataFrame) -> dict[str, Any]:
    """The outputs of a frame with the columns of the library, as arrays of small numbers."""
    found = {}
    for name, column in COLUMNS.items():
        values = frame[column]
        if name in WORDS:
            places = values.cast(pl.String).replace_strict(
                list(WORDS[name]), range(len(WORDS[name])), default=NONE
            )
            found[name] = places.fill_null(NONE).cast(pl.UInt8).to_numpy()
        else:
            found[name] = values.cast(pl.Int32).to_numpy()
    return found


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """In how many rows any output differs."""
    length = len(one["verdict"])
    differ = np.zeros(length, bool)
    for name in OUTPUTS:
        differ |= np.asarray(one[name])[:length] != np.asarray(other[name])[:length]
    return int(differ.sum())
