"""The library's side: `assess_table`, and the paths for one dossier."""

import functools
from typing import Any

import narwhals as nw
from facts import Size
from standard import UNIT, YEAR, standard

from antq_core import Stack, Unit, assess
from antq_core.columns import assess_table
from antq_core.columns.held import held_by
from antq_core.domain.dossiers import Dossier
from antq_core.domain.sheets import fact_sheet
from antq_core.lowering.layout import Layout
from antq_core.lowering.results import Question, results

__all__ = ["by_interpreter", "compiled", "dossiers", "tabulated"]


def tabulated(
    size: Size, frame: Any, *, values: str = "checked", findings: str = "none", computed: str = "columns"
) -> Any:
    """The frame with the columns of the library, worked out if the frame is not lazy."""
    return assess_table(standard(size), frame, year=YEAR, values=values, findings=findings, computed=computed)


def compiled(size: Size, frame: Any) -> object:
    """What is done with the standard before any frame library is asked."""
    layout = Layout(held_by(nw.from_native(frame).lazy()))
    return results(_stack(size), layout, Question(year=YEAR, as_of=None, readings={}))


def dossiers(size: Size, frame: Any) -> list[Dossier]:
    """The rows as dossiers."""
    sheet = fact_sheet(standard(size).facts)
    made = []
    for row in frame.iter_rows(named=True):
        known = {name: row[name] for name in size.names if row[name] is not None}
        made.append(Dossier(unit=Unit(id=row["unit"], **UNIT), year=YEAR, verified=sheet(**known)))
    return made


def by_interpreter(size: Size, given: list[Dossier]) -> list[object]:
    """The dossiers one by one, with everything that an assessment says."""
    return [assess(each, _stack(size)) for each in given]


@functools.cache
def _stack(size: Size) -> Stack:
    return Stack(standard(size))
