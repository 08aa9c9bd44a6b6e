"""What one dossier says on one basis, as of one day: everything that a tree can ask about."""

import datetime
import functools
from collections.abc import Mapping

import attrs

from antq_core.domain.declarations import Assessed, FieldDeclaration, RecordDeclaration
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.sheets import Record
from antq_core.domain.stated import UNKNOWN
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import Window
from antq_core.expressions.tree import Count, Node
from antq_core.findings.finding import Figure
from antq_core.possible import Interval, Possible, Truths, Verdicts, all_of
from antq_core.standards.stack import Stack

OPEN = RecordList()


@attrs.frozen(kw_only=True)
class World:
    """A dossier in the light of its standards.

    `children` are the verdicts of units that rosters name, by unit id; `verdicts` are those on the same
    dossier by other schemes.
    """

    stack: Stack
    dossier: Dossier
    basis: Basis
    today: datetime.date
    window: Window
    children: Mapping[str, Verdicts] = attrs.field(factory=dict)
    verdicts: Mapping[str, Verdicts] = attrs.field(factory=dict)

    def stated(self, fact: str) -> Possible:
        """What the sheet of the basis leaves possible of a fact, before any derivation.

        A part is no more than its whole, and a whole no less than its parts, whichever was stated.
        """
        possible = self._stated_alone(fact)
        if not isinstance(possible, Interval):
            return possible
        whole = self.stack.fact[fact].no_more_than
        most = self._bounds(whole).hi if whole is not None else possible.hi
        least = max((self._bounds(part).lo for part in self.stack.parts.get(fact, ())), default=possible.lo)
        # What is stated is kept where the two contradict each other: that refuses the dossier elsewhere.
        return Interval(min(max(possible.lo, least), possible.hi), max(min(possible.hi, most), possible.lo))

    def _bounds(self, fact: str) -> Interval:
        possible = self._stated_alone(fact)
        assert isinstance(possible, Interval)  # a part and its whole are numbers, or no standard is built
        return possible

    def _stated_alone(self, fact: str) -> Possible:
        declaration = self.stack.fact[fact]
        possible = declaration.possible(self.dossier.sheet(self.basis).value(fact), self.dossier.year)
        is_least = declaration.counted_over_window and self.today <= self.window.last
        if is_least and isinstance(possible, Interval) and declaration.range is not None:
            return Interval(possible.lo, declaration.range.hi)
        return possible

    def stated_range(self, fact: str, *, years_ago: int = 0) -> Possible:
        """What would be possible of a fact if nobody had stated or recorded anything of it."""
        declaration = self.stack.fact[fact]
        anything = declaration.possible(UNKNOWN, self.dossier.year - years_ago)
        if isinstance(declaration.derivation, Count) and isinstance(anything, Interval) and not years_ago:
            most = self.stack.records[declaration.derivation.records].at_most
            return Interval(min(anything.lo, most), min(anything.hi, most))
        return anything

    def last_year(self, fact: str) -> Possible:
        """What the sheet of the year before leaves possible of a fact."""
        declaration = self.stack.fact[fact]
        return declaration.possible(self.dossier.last_year.value(fact), self.dossier.year - 1)

    def records(self, name: str) -> RecordList:
        """A list as far as its word counts on this basis: one that is only claimed verifies nothing."""
        found = self.dossier.records.get(name, OPEN)
        claimed_only = found.basis is Basis.CLAIMED and self.basis is Basis.VERIFIED
        return OPEN if claimed_only else found

    def is_closed(self, name: str) -> bool:
        """Whether nothing that happened in the window can be missing from a list."""
        return self.records(name).is_closed(self.window, self.today)

    def field(self, record: Record, name: str) -> Possible:
        """What is possible of a field of a record."""
        declaration = record.declared[name]
        assert isinstance(declaration, FieldDeclaration)  # records declare nothing else
        if declaration.assessed is None:
            return declaration.possible(record.value(name), self.dossier.year)
        verdict = self.child(record)
        return Truths.EITHER if verdict is None else _assessed(verdict, declaration.assessed)

    def child(self, record: Record) -> Verdicts | None:
        """The verdict of the unit that a record names, or None when nothing is known of one."""
        named_by = type(record).declaration.identified_by
        return None if named_by is None else self.children.get(str(record.value(named_by)))

    @functools.cached_property
    def belonging(self) -> dict[str, list[tuple[Truths, Record]]]:
        """The records of each list, each with whether it belongs to the window and the place of the unit."""
        return {
            name: [(self.counts(each, declaration), each) for each in self.records(name).items]
            for name, declaration in self.stack.records.items()
        }

    @functools.cached_property
    def worked_out(self) -> dict[tuple[Node, int], Possible]:
        """What trees have come to so far, by tree and record: many criteria and readings ask for the same."""
        return {}

    @functools.cached_property
    def coded(self) -> dict[Node, object]:
        """What coded rules have answered so far: each is run once for a dossier."""
        return {}

    @functools.cached_property
    def figures(self) -> dict[Node, tuple[Figure, ...]]:
        """The figures that were put into words so far, by tree."""
        return {}

    def counts(self, record: Record, declaration: RecordDeclaration) -> Truths:
        """Whether a record belongs to the window and the place of the unit."""
        return all_of((self._in_window(record, declaration), self._in_place(record, declaration)))

    def _in_window(self, record: Record, declaration: RecordDeclaration) -> Truths:
        if declaration.dated_by is None:
            return Truths.TRUE
        day = self.field(record, declaration.dated_by)
        assert isinstance(day, Interval)  # the field that dates a record is a day, or no standard is built
        return during(day, self.window)

    def placed_by(self, declaration: RecordDeclaration) -> tuple[str, ...]:
        """The fields that say whether a record is in the place of the unit.

        A territory has its place in one commune. An organisation may have sites in several: what
        happened at it is told by its own name, wherever that was. A kind that a province added has its
        place as the national kind that it counts as; one that counts as none is told by its own name.
        """
        kind = self.stack.counts_as(self.dossier.unit.kind)
        commune, unit = declaration.commune_in, declaration.unit_in
        if kind == NationalKind.COMMUNE:
            unit = None
        elif kind != NationalKind.RESIDENTIAL_AREA and unit is not None:
            commune = None
        return tuple(field for field in (commune, unit) if field is not None)

    def _in_place(self, record: Record, declaration: RecordDeclaration) -> Truths:
        unit = self.dossier.unit
        own = {declaration.commune_in: unit.commune, declaration.unit_in: unit.id}
        return all_of([_is(record, field, own[field]) for field in self.placed_by(declaration)])


def during(day: Interval, window: Window) -> Truths:
    """Whether a day lies in a stretch of days."""
    first = Interval.exactly(window.first.toordinal())
    last = Interval.exactly(window.last.toordinal())
    return all_of((first.at_most(day), day.at_most(last)))


def _is(record: Record, field: str, name: str) -> Truths:
    found = record.value(field)
    return Truths.EITHER if found is UNKNOWN else Truths.of(found == name)


def _assessed(verdicts: Verdicts, what: Assessed) -> Truths:
    if what is Assessed.MET:
        return met(verdicts)
    possible = Truths.TRUE if verdicts & ~Verdicts.OUT_OF_SCOPE else Truths(0)
    return possible | Truths.FALSE if Verdicts.OUT_OF_SCOPE in verdicts else possible


def met(verdicts: Verdicts) -> Truths:
    """Whether a standard is met; where it only scored its unit, it has not said."""
    possible = Truths.TRUE if verdicts & (Verdicts.MET | Verdicts.SCORED) else Truths(0)
    return possible | Truths.FALSE if verdicts & ~Verdicts.MET else possible
