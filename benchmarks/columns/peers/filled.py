"""The rows as engines of two truth values get them, and what they make of points."""

import sys
from pathlib import Path
from typing import Any

import polars as pl

sys.path.insert(0, str(Path(__file__).parents[1]))

from facts import CHOICES, NAMES, THRESHOLDS, TRUTHS

Row = dict[str, Any]
Answer = tuple[int, int, int]
"""Verdict, points and grade."""


def rows(path: Path, count: int) -> pl.DataFrame:
    """The first rows of a file, what is unknown filled in."""
    frame = pl.scan_parquet(path).head(count).select(NAMES).collect()
    of_choice = [pl.col(name).fill_null(codes[0]) for name, codes in CHOICES.items()]
    of_truths = [pl.col(name).fill_null(value=False) for name in TRUTHS]
    return frame.with_columns(*of_choice, *of_truths).fill_null(0)


def answer(met: bool, points: float, free: bool) -> Answer:
    """What the engines do not say themselves: the bounds of the total, and the grade."""
    total = min(max(int(points), 0), 100_00)
    average, good, best = THRESHOLDS
    grade = 3 if total >= best and free else 2 if total >= good else 1 if total >= average else 0
    return 0 if met else 1, total, grade
