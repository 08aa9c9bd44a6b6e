"""What the interpreter says of some of the rows: it is what all others must agree with."""

from typing import Any

import polars as pl
from facts import GRADES, VERDICTS, Size
from standard import UNIT, YEAR, standard

from antq_core import Stack, Unit, assess
from antq_core.domain.dossiers import Dossier
from antq_core.domain.sheets import fact_sheet


def by_interpreter(size: Size, rows: pl.DataFrame) -> pl.DataFrame:
    """Verdict, points and grade of each row, as small numbers."""
    return pl.DataFrame([_assessed(size, row) for row in rows.iter_rows(named=True)], schema=OUTPUTS)


OUTPUTS = {"verdict": pl.UInt8, "lo": pl.Int32, "hi": pl.Int32, "grade_lo": pl.UInt8, "grade_hi": pl.UInt8}
"""What every contender gives of a row: places in the lists of verdicts and grades, and points."""


def _assessed(size: Size, row: dict[str, Any]) -> dict[str, int]:
    written = standard(size)
    sheet = fact_sheet(written.facts)
    known = {name: value for name, value in row.items() if name != "unit" and value is not None}
    dossier = Dossier(unit=Unit(id=row["unit"], **UNIT), year=YEAR, verified=sheet(**known))
    found = assess(dossier, Stack(written))
    score = found.score(written.id)
    assert score.grade is not None
    return {
        "verdict": VERDICTS.index(found.verdict),
        "lo": score.total.lo,
        "hi": score.total.hi,
        "grade_lo": GRADES.index(score.grade.lowest),
        "grade_hi": GRADES.index(score.grade.highest),
    }
