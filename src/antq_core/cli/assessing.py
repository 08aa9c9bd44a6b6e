"""From rows to assessments: what is wrong with one row never keeps another from being assessed."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

import attrs

from antq_core.assessment import assess, is_below
from antq_core.cli.chosen_standards import ChosenStandards
from antq_core.cli.nearness import nearest
from antq_core.cli.questions import Question
from antq_core.cli.refusals import UsageError
from antq_core.cli.rows import Row
from antq_core.codec.dossiers import Heading, read_dossier, read_heading
from antq_core.domain.units import NationalKind, Unit
from antq_core.errors import AntqError, Problem
from antq_core.findings.assessments import Assessment
from antq_core.messages.text import Text
from antq_core.standards.stack import BrokenPlugin, Stack

T = TypeVar("T")
Watch = Callable[[Sequence["Selected"]], Iterable["Selected"]]
Place = tuple[str, str, int]


@attrs.frozen(kw_only=True)
class Rejected:
    """A row that was not assessed, and everything that is wrong with it."""

    row: Row
    unit: str | None = None
    problems: tuple[Problem, ...]


@attrs.frozen(kw_only=True)
class Assessed:
    """A row and the assessment of its dossier."""

    row: Row
    assessment: Assessment


@attrs.frozen
class Results:
    """What became of the rows, in their order.

    `misfits` are plugins that were loaded, and whose standard does not fit upon the national one.
    """

    assessed: tuple[Assessed, ...]
    rejected: tuple[Rejected, ...]
    misfits: tuple[BrokenPlugin, ...] = ()


@attrs.frozen
class _Headed:
    number: int
    row: Row
    heading: Heading

    @property
    def unit(self) -> Unit:
        return self.heading.unit

    @property
    def place(self) -> Place:
        return (self.unit.province, self.unit.commune, self.heading.year)


@attrs.frozen
class Selected(_Headed):
    """A row with its heading and the standards that hold for its unit."""

    stack: Stack


@attrs.define
class _Round:
    """One run over rows; what is rejected on the way is kept by the number of its row."""

    standards: ChosenStandards
    question: Question
    day: datetime.date | None
    rejected: dict[int, Rejected] = attrs.field(factory=dict)
    stacks: dict[Hashable, Stack] = attrs.field(factory=dict)

    def attempt(self, number: int, row: Row, unit: str | None, step: Callable[[], T]) -> T | None:
        """What a step gives, or None with the row rejected."""
        try:
            return step()
        except UsageError:
            raise
        except AntqError as error:
            self.reject(number, row, unit, error.problems)
        except Exception as error:  # a mistake of the library itself costs this row, not the others
            reason = f"{type(error).__name__}: {error}"
            self.reject(number, row, unit, [Problem("cli.row-failed", (), {"reason": reason})])
        return None

    def reject(self, number: int, row: Row, unit: str | None, problems: Iterable[Problem]) -> None:
        self.rejected[number] = Rejected(row=row, unit=unit, problems=tuple(problems))

    def headed(self, rows: Iterable[Row]) -> Iterator[_Headed]:
        for number, row in enumerate(rows):
            if row.problems:
                self.reject(number, row, None, row.problems)
                continue
            heading = self.attempt(number, row, _unit_id(row), partial(read_heading, row.document))
            if heading is not None:
                yield _Headed(number, row, heading)

    def without_repeats(self, headed: Iterable[_Headed]) -> list[_Headed]:
        """Those that alone speak of their unit and year: which of several is right nobody here can know."""
        together: dict[tuple[str, str, int], list[_Headed]] = defaultdict(list)
        for each in headed:
            together[(each.unit.id, each.unit.province, each.heading.year)].append(each)
        for same in together.values():
            for each in same if len(same) > 1 else ():
                others = _places(other.row for other in same if other is not each)
                facts = {"unit": each.unit.id, "year": each.heading.year, "others": others}
                self.reject(each.number, each.row, each.unit.id, [Problem("cli.unit-twice", (), facts)])
        return [same[0] for same in together.values() if len(same) == 1]

    def selected(self, headed: Iterable[_Headed]) -> list[Selected]:
        chosen = []
        for each in headed:
            select = partial(self.standards.select, each.heading, self.day)
            stack = self.attempt(each.number, each.row, each.unit.id, select)
            if stack is not None:
                chosen.append(Selected(each.number, each.row, each.heading, self._one(stack)))
        return chosen

    def _one(self, stack: Stack) -> Stack:
        """One value for all equal stacks, since each works out its words anew."""
        silent = tuple((each.jurisdiction, each.source) for each in stack.broken)
        return self.stacks.setdefault((id(stack.national), id(stack.provincial), silent), stack)

    def misfits(self) -> Iterator[BrokenPlugin]:
        told = {(each.jurisdiction, each.source) for each in self.standards.registry.broken}
        for each in (broken for stack in self.stacks.values() for broken in stack.broken):
            if (each.jurisdiction, each.source) not in told:
                told.add((each.jurisdiction, each.source))
                yield each

    def assessed(self, selected: Iterable[Selected]) -> Iterator[tuple[int, Assessed]]:
        readings = self.question.readings
        done: dict[Place, list[Assessment]] = defaultdict(list)
        for each in selected:
            step = partial(self._assess, each, readings, done)
            assessment = self.attempt(each.number, each.row, each.unit.id, step)
            if assessment is not None:
                done[each.place].append(assessment)
                yield each.number, Assessed(row=each.row, assessment=assessment)

    def _assess(
        self, each: Selected, readings: Mapping[str, str], done: Mapping[Place, Sequence[Assessment]]
    ) -> Assessment:
        dossier = read_dossier(each.row.document, each.stack)
        names = {reading.name for reading in each.stack.readings}
        return assess(
            dossier,
            each.stack,
            readings={name: option for name, option in readings.items() if name in names},
            basis=self.question.basis,
            as_of=self.day,
            children=[child for child in done.get(each.place, ()) if is_below(child, dossier)],
        )


def assess_rows(
    rows: Iterable[Row],
    standards: ChosenStandards,
    question: Question,
    *,
    watch: Watch = iter,
    only: str | None = None,
) -> Results:
    """Assess the dossiers of rows together: each commune is told the verdicts of its units.

    `only` is the id of the one unit that is asked about; then only what its assessment needs is
    assessed. `watch` is handed the dossiers and hands them on one by one.

    Raises `UsageError` for a reading that no selected standard has, and for an id that no row has.
    """
    run = _Round(standards, question, question.day)
    headed = list(run.headed(rows))
    if only is not None:
        headed = _needed_for(only, headed, run.rejected.values())
    selected = run.selected(run.without_repeats(headed))
    standards.refuse_unknown(question.readings, [each.stack for each in selected])
    in_order = sorted(selected, key=lambda each: each.unit.kind == NationalKind.COMMUNE)
    assessed = dict(run.assessed(watch(in_order)))
    return Results(
        tuple(assessed[number] for number in sorted(assessed)),
        tuple(run.rejected[number] for number in sorted(run.rejected)),
        tuple(run.misfits()),
    )


def _unit_id(row: Row) -> str | None:
    unit = row.document.get("unit") if isinstance(row.document, dict) else None
    found = unit.get("id") if isinstance(unit, dict) else None
    return found if isinstance(found, str) else None


def _places(rows: Iterable[Row]) -> Text:
    places = [row.place for row in rows]
    return Text(vi="; ".join(each.vi for each in places), en="; ".join(each.en for each in places))


def _needed_for(unit: str, headed: Sequence[_Headed], rejected: Iterable[Rejected]) -> list[_Headed]:
    """The rows of a unit, and for a commune those in its territory."""
    asked = [each for each in headed if each.unit.id == unit]
    if not asked and unit not in [each.unit for each in rejected]:
        raise UsageError.of(
            "cli.unknown-unit", unit=unit, near=nearest(unit, [each.unit.id for each in headed])
        )
    communes = {each.place for each in asked if each.unit.kind == NationalKind.COMMUNE}
    return [each for each in headed if each.unit.id == unit or each.place in communes]
