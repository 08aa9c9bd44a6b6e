"""The first look at all rows: which speak of one unit, which communes are there, and which standards hold.

Of a row no more is kept than the name and place of its unit, so that long files take little room.
"""

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import chain
from typing import NewType

import attrs

from antq_core.cli.chosen_standards import ChosenStandards
from antq_core.cli.files.rows import Place, Row
from antq_core.cli.nearness import nearest
from antq_core.cli.refusals import UsageError
from antq_core.codec.dossiers import Heading, read_heading
from antq_core.domain.units import NationalKind, Unit
from antq_core.errors import AntqError, Problem
from antq_core.messages.text import Text
from antq_core.standards.stack import BrokenPlugin, Stack

Territory = tuple[str, str, int]
"""Province, commune and year."""

MOST_PLACES = 5
"""So many of the rows that speak of one unit are named."""

UnitName = NewType("UnitName", str)
"""What no two rows may share: the id of a unit, its province and its year, as one text."""


def named(heading: Heading) -> UnitName:
    """The name of the unit of a heading."""
    return UnitName(f"{heading.unit.id}\0{heading.unit.province}\0{heading.year}")


def territory(heading: Heading) -> Territory:
    """The commune and year of the unit of a heading."""
    return (heading.unit.province, heading.unit.commune, heading.year)


@attrs.frozen
class Repeat:
    """Rows that speak of the same unit and year: which of them is right nobody here can know.

    `places` are the first of them, and `rows` how many there are.
    """

    places: tuple[Place, ...]
    rows: int

    def problem(self, heading: Heading, place: Place) -> Problem:
        """What is wrong with the row at one of the places."""
        others = [each.label for each in self.places if each != place]
        rest = ["…"] if self.rows > len(self.places) else []
        told = Text(
            vi="; ".join([*(each.vi for each in others), *rest]),
            en="; ".join([*(each.en for each in others), *rest]),
        )
        return Problem("cli.unit-twice", (), {"unit": heading.unit.id, "year": heading.year, "others": told})


@attrs.define
class Selection:
    """The standards that hold for units, found once for all units that they hold for."""

    standards: ChosenStandards
    day: datetime.date | None
    stacks: dict[Hashable, Stack] = attrs.field(factory=dict)

    def of(self, heading: Heading) -> Stack:
        """The standards that hold for the unit of a heading. Raises what selecting them raises."""
        stack = self.standards.select(heading, self.day)
        silent = tuple((each.jurisdiction, each.source) for each in stack.broken)
        parts = (
            id(stack.national),
            id(stack.provincial),
            silent,
            stack.left_out,
            stack.set_aside,
            stack.without_standard,
        )
        # One value for all equal stacks, since each works out its words anew.
        return self.stacks.setdefault(parts, stack)

    def closest(self, heading: Heading) -> Stack | None:
        """The standards by which the rest of a dossier can be looked at when its heading is wrong."""
        registry, day = self.standards.registry, heading.decision_date or self.day
        try:
            return self.of(heading)
        except UsageError:
            raise
        except AntqError:
            pass
        try:
            return registry.national(heading.unit, heading.year, day, scheme=self.standards.scheme)
        except AntqError:
            return None

    def misfits(self) -> Iterator[BrokenPlugin]:
        """Plugins that were loaded, and whose standard does not fit upon the national one."""
        told = {(each.jurisdiction, each.source) for each in self.standards.registry.broken}
        for each in chain.from_iterable(stack.broken for stack in self.stacks.values()):
            if (each.jurisdiction, each.source) not in told:
                told.add((each.jurisdiction, each.source))
                yield each


@attrs.define
class Survey:
    """What the first look found."""

    rows: int = 0
    repeats: dict[UnitName, Repeat] = attrs.field(factory=dict)
    communes: set[Territory] = attrs.field(factory=set)
    units_by_territory: dict[Territory, int] = attrs.field(factory=lambda: defaultdict(int))
    ids: set[str] = attrs.field(factory=set)
    territories_of: dict[str, set[Territory]] = attrs.field(factory=dict)

    def is_needed(self, heading: Heading, only: str | None) -> bool:
        """Whether the assessment of the one unit that is asked about needs a row."""
        if only is None or heading.unit.id == only:
            return True
        return territory(heading) in self.territories_of.get(only, ())

    def strays(self) -> Iterator[Problem]:
        """Communes that units name and that have no row, where other communes of the province have one.

        Such a code may be mistyped; then what happened in the commune would be looked for elsewhere.
        """
        for (province, commune, year), units in sorted(self.units_by_territory.items()):
            there = sorted(code for of, code, when in self.communes if (of, when) == (province, year))
            if there and commune not in there:
                facts = {"commune": commune, "units": units, "near": nearest(commune, there)}
                yield Problem("cli.commune-absent", (), facts)


def survey(rows: Iterable[Row], selection: Selection, only: str | None = None) -> Survey:
    """Look at every row once.

    `only` is the id of the one unit that is asked about. Raises `UsageError` for an id that no row has,
    and what a standard that was handed over and does not fit raises.
    """
    found, first = Survey(), dict[UnitName, Place]()
    for row in rows:
        found.rows += 1
        if only is not None and (unit := unit_of(row)) is not None:
            found.ids.add(unit)
        heading = heading_of(row)
        if heading is not None:
            _note(found, first, row.place, heading, only)
            _try_selecting(selection, heading)
    if only is not None and only not in found.ids:
        raise UsageError.of("cli.unknown-unit", unit=only, near=nearest(only, found.ids))
    return found


def heading_of(row: Row) -> Heading | None:
    """The heading of a row, or None where it cannot be read."""
    if row.problems:
        return None
    try:
        return read_heading(row.heading)
    except AntqError:
        return None


def unit_of(row: Row) -> str | None:
    """The id of the unit of a row, even where the rest of its heading cannot be read."""
    unit = row.heading.get("unit") if isinstance(row.heading, dict) else None
    found = unit.get("id") if isinstance(unit, dict) else None
    return found if isinstance(found, str) else None


def is_commune(unit: Unit) -> bool:
    """Whether a unit is told the verdicts of others, and so comes after them."""
    return unit.kind == NationalKind.COMMUNE


def _note(
    found: Survey, first: dict[UnitName, Place], place: Place, heading: Heading, only: str | None
) -> None:
    name, where = named(heading), territory(heading)
    before = first.setdefault(name, place)
    if before is not place:
        known = found.repeats.get(name, Repeat((before,), 1))
        places = (*known.places, place)[:MOST_PLACES]
        found.repeats[name] = Repeat(places, known.rows + 1)
    if not is_commune(heading.unit):
        found.units_by_territory[where] += 1
        return
    found.communes.add(where)
    if heading.unit.id == only:
        found.territories_of.setdefault(only, set()).add(where)


def _try_selecting(selection: Selection, heading: Heading) -> None:
    """Find what holds for a unit; why nothing does is told when its row is assessed."""
    try:
        selection.of(heading)
    except UsageError:
        raise
    except AntqError:
        pass
