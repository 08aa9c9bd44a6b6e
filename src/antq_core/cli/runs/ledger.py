"""What becomes of rows, as it comes: totals, the first rows for people, and a line on disk for each."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from antq_core.cli.files.in_order import LinesInOrder
from antq_core.cli.files.whole_files import on_one_line
from antq_core.cli.refusals import UsageError
from antq_core.cli.runs.assessing import Assessed, Awaited, Outcome, Rejected
from antq_core.cli.runs.rejected_rows import FirstRejected, rejected_row
from antq_core.codec.text import Json
from antq_core.findings.assessments import Assessment
from antq_core.possible import Verdict

LISTED = 1000
"""So many rows are listed for people; a longer table is read by nobody."""

REJECTED = "rejected"
Cells = tuple[str, ...]


class Ledger:
    """The outcomes of one run, in the order of rows.

    `kept` are the lines that are wanted of each assessment, by a name: what they are made of, and
    on disk however many there are. Rejected rows are always kept.
    """

    def __init__(
        self,
        folder: Path | None,
        cells: Callable[[Assessment], Cells],
        kept: dict[str, Callable[[Assessment], Json]],
    ) -> None:
        self.totals: Counter[str] = Counter()
        self._first = FirstRejected()
        self.failure: OSError | None = None
        self._cells = cells
        self._makers = kept
        self._lines = {name: LinesInOrder(folder) for name in (*kept, REJECTED)}
        self._listed: list[Cells | None] = []
        self._awaited: list[int] = []

    def enter(self, outcome: Outcome | Awaited) -> None:
        """Enter what the next row comes to, or that it comes late."""
        if isinstance(outcome, Awaited):
            self._awaited.append(len(self._listed))
            self._list(None)
            self._keep(LinesInOrder.wait, {})
            return
        self._note(outcome)
        self._list(self._cells(outcome.assessment) if isinstance(outcome, Assessed) else None)
        self._keep(LinesInOrder.add, self._written(outcome))

    def enter_late(self, outcome: Outcome) -> None:
        """Enter what the first row comes to that is still awaited."""
        self._note(outcome)
        place = self._awaited.pop(0)
        if place < LISTED and isinstance(outcome, Assessed):
            self._listed[place] = self._cells(outcome.assessment)
        self._keep(LinesInOrder.late, self._written(outcome))

    @property
    def first_rejected(self) -> list[Rejected]:
        """The rejected rows that people are told of."""
        return self._first.rows

    @property
    def rejected(self) -> int:
        """How many rows were rejected."""
        return self.totals[REJECTED]

    @property
    def assessed(self) -> int:
        """How many rows were assessed."""
        return self.totals.total() - self.rejected

    @property
    def counts(self) -> dict[str, int]:
        """How many dossiers came to each verdict, and how many rows to none."""
        verdicts = (
            Verdict.MET,
            Verdict.NOT_MET,
            Verdict.UNDECIDED,
            Verdict.OUT_OF_SCOPE,
            Verdict.SCORED,
        )
        return {name: self.totals[name] for name in (*(each.value for each in verdicts), REJECTED)}

    @property
    def listed(self) -> list[Cells]:
        """What people see of the first rows."""
        return [cells for cells in self._listed if cells is not None]

    def lines(self, name: str) -> Iterator[str]:
        """The lines of a name. Raises `UsageError` when they could not all be kept."""
        if self.failure is not None:
            reason = self.failure.strerror or str(self.failure)
            raise UsageError.of("cli.not-kept", reason=reason)
        return iter(self._lines[name])

    def _note(self, outcome: Outcome) -> None:
        if isinstance(outcome, Assessed):
            self.totals[outcome.assessment.verdict.value] += 1
            return
        self.totals[REJECTED] += 1
        self._first.add(outcome)

    def _list(self, cells: Cells | None) -> None:
        if len(self._listed) < LISTED:
            self._listed.append(cells)

    def _written(self, outcome: Outcome) -> dict[str, str]:
        if isinstance(outcome, Rejected):
            return {REJECTED: on_one_line(rejected_row(outcome))}
        return {name: on_one_line(make(outcome.assessment)) for name, make in self._makers.items()}

    def _keep(self, keep: Callable[[LinesInOrder, str | None], None], written: dict[str, str]) -> None:
        """Keep lines while there is room; what has been worked out is shown even when there is none."""
        if self.failure is not None:
            return
        try:
            for name, lines in self._lines.items():
                keep(lines, written.get(name))
        except OSError as error:
            self.failure = error

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for lines in self._lines.values():
            lines.__exit__(kind, error, trace)
