"""What a generated function says of a dossier: small values without words, which cost little to make."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import attrs

from antq_core.domain.dossiers import Dossier
from antq_core.domain.stated import Stated
from antq_core.possible import Interval, Outcomes, Verdict, Verdicts

BLOCKING = frozenset(each for each in map(Outcomes, range(1, Outcomes.ANY.value + 1)) if each.blocks)


class Decision(NamedTuple):
    """The verdict on a dossier, with the points and grades by the standard that tells the unit.

    Points are hundredths. Without a rubric, and for a unit that is out of scope, there are none; without
    known thresholds there is no grade.
    """

    verdict: Verdict
    possible: Verdicts
    least: int | None
    most: int | None
    lowest: str | None
    highest: str | None

    @property
    def points(self) -> Interval | None:
        """The least and the most points that are possible."""
        return None if self.least is None or self.most is None else Interval(self.least, self.most)


class Graded(NamedTuple):
    """The points by one rubric, and the lowest and the highest grade that is possible."""

    points: Interval
    lowest: str | None
    highest: str | None


@attrs.frozen(kw_only=True)
class Told:
    """Of what an explanation speaks, in the order in which it holds it; the same for all dossiers.

    `looked_at` names for each criterion and item, by the name of its column, the facts that it asks for,
    each with the sheet that it stands in.
    """

    criteria: tuple[str, ...]
    items: tuple[str, ...]
    rubrics: tuple[str, ...]
    looked_at: Mapping[str, tuple[tuple[str, str], ...]]


class Explanation(NamedTuple):
    """A decision with everything that it rests upon: every finding, every item, and what was stated.

    It has no sentences: those are the interpreter's, whose assessment of the same dossier says the same.
    """

    decision: Decision
    said: tuple[Any, ...]
    told: Told
    dossier: Dossier

    @property
    def findings(self) -> dict[str, Outcomes]:
        """The outcomes that are possible of each criterion, in sheet order; none for a unit out of scope."""
        found = zip(self.told.criteria, self.said, strict=False)
        return {code: outcomes for code, outcomes in found if outcomes is not None}

    @property
    def blocking(self) -> tuple[str, ...]:
        """The criteria that may keep the unit back, in sheet order."""
        return tuple(code for code, outcomes in self.findings.items() if outcomes in BLOCKING)

    @property
    def items(self) -> dict[str, Interval]:
        """The points of each item and group of the rubrics; none for a unit out of scope."""
        start = len(self.told.criteria)
        ends = zip(self.said[start::2], self.said[start + 1 :: 2], strict=True)
        found = zip(self.told.items, ends, strict=False)
        return {code: Interval(lo, hi) for code, (lo, hi) in found if lo is not None}

    @property
    def scores(self) -> dict[str, Graded]:
        """Points and grades by each rubric, that of the decision first; none for a unit out of scope."""
        _, _, *first = self.decision
        start = len(self.told.criteria) + 2 * len(self.told.items)
        said = (*first, *self.said[start:])
        found = {}
        for position, code in enumerate(self.told.rubrics):
            least, most, lowest, highest = said[4 * position : 4 * position + 4]
            if least is not None:
                found[code] = Graded(Interval(least, most), lowest, highest)
        return found

    def stated(self, code: str) -> dict[str, Stated]:
        """What the dossier states of the facts that a criterion or an item asks for.

        A fact of the year before is named ``last_year.FACT``. Raises `KeyError` for a code that there is not.
        """
        looked_at = self.told.looked_at[code]
        return {
            name if sheet != "last_year" else f"last_year.{name}": getattr(self.dossier, sheet).value(name)
            for sheet, name in looked_at
        }
