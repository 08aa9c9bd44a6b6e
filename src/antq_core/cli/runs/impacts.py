"""What both runs come to, as it comes: counts, the first units that change, a line on disk for each row."""

from collections import Counter
from collections.abc import Callable, Iterator
from types import TracebackType

from antq_core.cli.files.in_order import LinesInOrder
from antq_core.cli.files.whole_files import on_one_line
from antq_core.cli.refusals import UsageError
from antq_core.cli.runs.assessing import Assessed, Rejected
from antq_core.cli.runs.both_versions import BothOutcomes, RowUnder
from antq_core.cli.runs.rejected_rows import REASONS, FirstRejected, rejected_row
from antq_core.codec.text import Json
from antq_core.comparison.impact import Impact, Naming, impact_on
from antq_core.comparison.shift import Shift
from antq_core.comparison.versions import Versions

LISTED = 100
"""So many units that change are listed for people."""

IMPACTS, REJECTIONS = "impacts", "rejections"
NOT_CONCERNED, ONLY_OLD, ONLY_NEW, REJECTED = "not_concerned", "only_old", "only_new", "rejected"


class Impacts:
    """The outcomes of both runs, in the order of rows."""

    def __init__(self, versions: Versions, make: Callable[[Impact], Json] | None) -> None:
        self.versions = versions
        self.totals: Counter[str] = Counter()
        self.left_aside: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self.dropping: list[int] = [0, 0]
        self.rejected = {name: FirstRejected() for name in (REJECTED, ONLY_OLD, ONLY_NEW)}
        self._naming = Naming.between(versions)
        self._make = make
        self._lines = {name: LinesInOrder(None) for name in (IMPACTS, REJECTIONS)}
        self._listed: dict[int, Impact] = {}
        self._rows = 0
        self._awaited: list[int] = []

    def enter(self, both: BothOutcomes | None) -> None:
        """Enter what the next row comes to, or that it comes late."""
        place, self._rows = self._rows, self._rows + 1
        if both is None:
            self._awaited.append(place)
            self._keep(LinesInOrder.wait, {})
        else:
            self._keep(LinesInOrder.add, self._noted(both, place))

    def enter_late(self, both: BothOutcomes) -> None:
        """Enter what the first row comes to that is still awaited."""
        self._keep(LinesInOrder.late, self._noted(both, self._awaited.pop(0)))

    @property
    def counts(self) -> dict[str, int]:
        """How many units change in each way, how many do not, and how many could not be compared."""
        names = [*(each.value for each in Shift), NOT_CONCERNED, ONLY_OLD, ONLY_NEW, REJECTED]
        return {name: self.totals[name] for name in names}

    @property
    def changed(self) -> int:
        """How many units change."""
        return sum(self.totals[each.value] for each in Shift if each is not Shift.SAME)

    @property
    def incomplete(self) -> bool:
        """Whether any row could not be assessed under both versions."""
        return any(self.totals[name] for name in (ONLY_OLD, ONLY_NEW, REJECTED))

    @property
    def listed(self) -> list[Impact]:
        """The first units that change, in the order of rows."""
        return [impact for _, impact in sorted(self._listed.items())][:LISTED]

    def lines(self, name: str) -> Iterator[str]:
        """The lines of a name."""
        return iter(self._lines[name])

    def _noted(self, both: BothOutcomes, place: int) -> dict[str, str]:
        old, new = both.old, both.new
        for side, outcome in enumerate((old, new)):
            if isinstance(outcome, Assessed) and isinstance(outcome.row, RowUnder):
                self._note_left_aside(side, outcome.row.left_aside)
        if isinstance(old, Assessed) and isinstance(new, Assessed):
            return self._compared(impact_on(old.assessment, new.assessment, self._naming), place)
        return self._not_compared(both)

    def _note_left_aside(self, side: int, names: list[str]) -> None:
        self.dropping[side] += bool(names)
        for name in names:
            self.left_aside[side][name] = self.left_aside[side].get(name, 0) + 1

    def _compared(self, impact: Impact, place: int) -> dict[str, str]:
        is_same = impact.shift is Shift.SAME
        self.totals[NOT_CONCERNED if is_same and not impact.concerned else impact.shift.value] += 1
        if not is_same:
            self._list(impact, place)
        return {} if self._make is None else {IMPACTS: on_one_line(self._make(impact))}

    def _list(self, impact: Impact, place: int) -> None:
        """Keep the first units that change; one that comes late may stand before others."""
        self._listed[place] = impact
        if len(self._listed) > LISTED:
            del self._listed[max(self._listed)]

    def _not_compared(self, both: BothOutcomes) -> dict[str, str]:
        rejected = {
            side: outcome
            for side, outcome in (("old", both.old), ("new", both.new))
            if isinstance(outcome, Rejected)
        }
        name = REJECTED if len(rejected) > 1 else ONLY_NEW if "old" in rejected else ONLY_OLD
        self.totals[name] += 1
        for each in list(rejected.values())[:1]:
            self.rejected[name].add(each)
        if self._make is None:
            return {}
        sides: dict[str, Json] = {
            side: {key: value for key, value in rejected_row(each).items() if key in REASONS}
            for side, each in rejected.items()
        }
        return {REJECTIONS: on_one_line(sides)}

    def _keep(self, keep: Callable[[LinesInOrder, str | None], None], written: dict[str, str]) -> None:
        if self._make is None:
            return
        try:
            for name, lines in self._lines.items():
                keep(lines, written.get(name))
        except OSError as error:
            raise UsageError.of("cli.system-refused", reason=error.strerror or str(error)) from error

    def __enter__(self) -> "Impacts":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for lines in self._lines.values():
            lines.__exit__(kind, error, trace)
