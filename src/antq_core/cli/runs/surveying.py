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
from antq_core.codec.dossiers import Heading
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

    def is_commune(self, unit: Unit) -> bool:
        """Whether a unit is told the verdicts of others, and so comes after them."""
        return self.standards.registry.counts_as(unit) == NationalKind.COMMUNE

    def of(self, heading: Heading) -> Stack:
        """The standards that hold for the unit of a heading. Raises what selecting them raises."""
        stack = self.standards.select(heading, self.day)
        # One value for all equal stacks, since each works out its words anew.
        return self.stacks.setdefault(_parts(stack), stack)

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
        """Plugins that were loaded, and whose standard does not fit those at hand."""
        told = {(each.jurisdiction, each.source) for each in self.standards.registry.broken}
        used = [one for stack in self.stacks.values() for one in (stack, *stack.beside)]
        unfit = self.standards.registry.conflicts() if any(each.unusable for each in used) else ()
        for each in chain(chain.from_iterable(stack.broken for stack in used), unfit):
            if (each.jurisdiction, each.source) not in told:
                told.add((each.jurisdiction, each.source))
                yield each


@attrs.define
class Survey:
    """What the first look found.

    `schemes_above` are the other schemes, by territory, of which a commune there is asked.
    """

    rows: int = 0
    repeats: dict[UnitName, Repeat] = attrs.field(factory=dict)
    communes: set[Territory] = attrs.field(factory=set)
    units_by_territory: dict[Territory, int] = attrs.field(factory=lambda: defaultdict(int))
    ids: set[str] = attrs.field(factory=set)
    territories_of: dict[str, set[Territory]] = attrs.field(factory=dict)
    schemes_above: dict[Territory, frozenset[str]] = attrs.field(factory=dict)

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
            _note(found, first, row.place, heading)
            stack = _selected(selection, heading)
            if selection.is_commune(heading.unit):
                _note_commune(found, heading, stack, only)
            else:
                found.units_by_territory[territory(heading)] += 1
    if only is not None and only not in found.ids:
        raise UsageError.of("cli.unknown-unit", unit=only, near=nearest(only, found.ids))
    return found


def heading_of(row: Row) -> Heading | None:
    """The heading of a row, or None where it cannot be read."""
    if row.problems:
        return None
    try:
        return row.read_heading()
    except AntqError:
        return None


def unit_of(row: Row) -> str | None:
    """The id of the unit of a row, even where the rest of its heading cannot be read."""
    unit = row.heading.get("unit") if isinstance(row.heading, dict) else None
    found = unit.get("id") if isinstance(unit, dict) else None
    return found if isinstance(found, str) else None


def _note(found: Survey, first: dict[UnitName, Place], place: Place, heading: Heading) -> None:
    name = named(heading)
    before = first.setdefault(name, place)
    if before is not place:
        known = found.repeats.get(name, Repeat((before,), 1))
        places = (*known.places, place)[:MOST_PLACES]
        found.repeats[name] = Repeat(places, known.rows + 1)


def _note_commune(found: Survey, heading: Heading, stack: Stack | None, only: str | None) -> None:
    where = territory(heading)
    found.communes.add(where)
    if heading.unit.id == only:
        found.territories_of.setdefault(only, set()).add(where)
    asked = frozenset(each.scheme for each in stack.reads) if stack is not None else frozenset[str]()
    if asked:
        found.schemes_above[where] = found.schemes_above.get(where, frozenset()) | asked


def _selected(selection: Selection, heading: Heading) -> Stack | None:
    """What holds for a unit; why nothing does is told when its row is assessed."""
    try:
        return selection.of(heading)
    except UsageError:
        raise
    except AntqError:
        return None


def _parts(stack: Stack) -> Hashable:
    """What two equal stacks have in common; the standards themselves, since these are never made twice."""
    return (
        id(stack.national),
        id(stack.provincial),
        tuple((each.jurisdiction, each.source) for each in stack.broken),
        stack.left_out,
        stack.set_aside,
        stack.without_standard,
        stack.added_kinds,
        stack.unusable,
        tuple(map(_parts, stack.beside)),
    )
