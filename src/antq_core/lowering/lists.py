"""Lists of records beside the dossiers: which records count for a row, how many, and what they share."""

import attrs

from antq_core.domain.declarations import Assessed, FieldDeclaration, RecordDeclaration
from antq_core.domain.records import Basis
from antq_core.domain.units import NationalKind
from antq_core.expressions.tree import Operator, Ratio
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, Column, OverRecords
from antq_core.lowering.days import Days, during
from antq_core.lowering.facts import Possible, stated
from antq_core.lowering.kinds import Kind, Reduction
from antq_core.lowering.layout import CLOSED, Layout
from antq_core.lowering.possibilities import Number, Truth, all_of, any_of
from antq_core.lowering.shares import reaching
from antq_core.possible import Interval, Truths
from antq_core.standards.stack import Stack

ONE, NONE = cells.number(1), cells.number(0)
FAR = 2**40
"""Beyond every weight of a record."""


def assessed_column(records: str, what: Assessed) -> Column:
    """Whether the unit that a record names meets its standard, or is in scope; null where that is open.

    The columns of a list do not have it: whoever runs cells takes it from the verdicts of these units.
    """
    return Column(f"assessed:{what.value}", Kind.TRUTH, records)


def anybodys(records: str) -> Column:
    """Whether nobody knows whose a record is: then it may be of any row. It is never null."""
    return Column("anybodys", Kind.TRUTH, records)


@attrs.frozen
class Lists:
    """The lists of a row: whose records they are, and how far they are complete."""

    stack: Stack
    layout: Layout
    days: Days
    told_verdicts: bool = True
    """Whether the verdicts that are told of units on rosters are by the scheme of these standards."""

    def field(self, records: str, name: str) -> Possible:
        """What is possible of a field of a record."""
        declaration = self._field(records, name)
        if declaration.assessed is not None and not self.told_verdicts:
            return Truth.of(Truths.EITHER)
        if declaration.assessed is not None:
            return Truth.of_doubt(assessed_column(records, declaration.assessed))
        shape = self.layout.field(self.stack.records[records], declaration)
        return stated(shape, declaration, self.days)

    def is_there(self, records: str) -> bool:
        """Whether there is a table of these records at all; without one, nothing is known of them."""
        return self.layout.has_list(self.stack.records[records])

    def is_closed(self, records: str) -> Cell:
        """Whether nothing that happened in the window can be missing from a list: a flag."""
        closed = self.layout.flag(f"{records}.{CLOSED}")
        first, last = (self.layout.day(f"{records}.complete_{end}") for end in ("from", "to"))
        says = []
        if first is not None and last is not None:
            says += [
                cells.holds(cells.DayNumber(first), Operator.AT_MOST, self.days.first.lo),
                cells.holds(cells.DayNumber(last), Operator.AT_LEAST, self.days.last.lo),
            ]
        elif closed is not None:
            says.append(closed)
        if not says or not self.is_there(records):
            return cells.FALSE
        complete = cells.default(cells.every(*says), cells.FALSE)
        return cells.every(complete, self._word_counts(records), self.days.window_is_over.sure)

    def belongs(self, records: str) -> Truth:
        """Whether a record belongs to the window and the place of the row."""
        declaration = self.stack.records[records]
        word = Truth.of_flag(self._word_counts(records))
        own = Truth(cells.negated(anybodys(records)), cells.TRUE)
        return all_of((word, own, self._in_window(declaration), self._in_place(declaration)))

    def _word_counts(self, records: str) -> Cell:
        """Whether a list is no mere claim where only what is verified counts."""
        if self.layout.basis is Basis.CLAIMED:
            return cells.TRUE
        basis = self.layout.word(f"{records}.basis")
        if basis is None:
            by_window = self.layout.day(f"{records}.complete_from") is not None
            return cells.FALSE if by_window else cells.TRUE
        verified = cells.holds(basis, Operator.EQUAL, cells.word(Basis.VERIFIED.value))
        return cells.default(verified, cells.FALSE)

    def _in_window(self, declaration: RecordDeclaration) -> Truth:
        if declaration.dated_by is None:
            return Truth.of(Truths.TRUE)
        day = self.field(declaration.name, declaration.dated_by)
        assert isinstance(day, Number)  # the field that dates a record is a day, or no standard is built
        return during(day, self.days.first, self.days.last)

    def _in_place(self, declaration: RecordDeclaration) -> Truth:
        """As the reference does, kind by kind: where a record must be depends on the kind of the unit."""
        by_places: dict[tuple[str, ...], list[str]] = {}
        for kind in self.stack.kinds:
            by_places.setdefault(self._placed_by(declaration, kind), []).append(kind)
        if len(by_places) == 1:
            return self._at(declaration, next(iter(by_places)))
        column = self.layout.word("kind", needed=True)
        if column is None:  # nobody says of which kind the rows are
            return Truth.of(Truths.EITHER)
        ways = []
        for fields, kinds in by_places.items():
            same = [cells.holds(column, Operator.EQUAL, cells.word(each)) for each in kinds]
            is_such = Truth.of_flag(cells.default(cells.some(*same), cells.FALSE))
            ways.append(all_of((is_such, self._at(declaration, fields))))
        return any_of(ways)

    def _placed_by(self, declaration: RecordDeclaration, kind: str) -> tuple[str, ...]:
        """The fields that say whether a record is in the place of a unit of a kind."""
        counts_as = self.stack.counts_as(kind)
        commune, unit = declaration.commune_in, declaration.unit_in
        if counts_as == NationalKind.COMMUNE:
            unit = None
        elif counts_as != NationalKind.RESIDENTIAL_AREA and unit is not None:
            commune = None
        return tuple(field for field in (commune, unit) if field is not None)

    def _at(self, declaration: RecordDeclaration, fields: tuple[str, ...]) -> Truth:
        own = {declaration.commune_in: "commune", declaration.unit_in: "unit"}
        return all_of([self._is(declaration, field, own[field]) for field in fields])

    def _is(self, declaration: RecordDeclaration, field: str, own: str) -> Truth:
        said = self.layout.field(declaration, self._field(declaration.name, field)).single
        here = self.layout.word(own, needed=True)
        if said is None or here is None:
            return Truth.of(Truths.EITHER)
        return Truth.of_doubt(cells.holds(said, Operator.EQUAL, here))

    def _field(self, records: str, name: str) -> FieldDeclaration:
        return next(each for each in self.stack.records[records].fields if each.name == name)

    def counted(self, records: str, counts: Truth) -> Number:
        """How many records count: surely so many, possibly more; on an open list as many as it can hold."""
        at_most = self.stack.records[records].at_most
        if not self.is_there(records):
            return Number.within(Interval(0, at_most))
        surely, possibly = (how_many(records, flag) for flag in (counts.sure, counts.possible))
        hi = cells.choose(self.is_closed(records), possibly, cells.number(at_most))
        return Number(surely, hi, Interval(0, at_most))

    def every(self, records: str, holds: Truth) -> Truth:
        """Whether something holds of every record of a list."""
        if not self.is_there(records):
            return Truth.of(Truths.EITHER)
        surely_not, maybe_not = (
            how_many(records, cells.negated(flag)) for flag in (holds.possible, holds.sure)
        )
        return Truth(
            cells.every(self.is_closed(records), cells.holds(maybe_not, Operator.EQUAL, NONE)),
            cells.holds(surely_not, Operator.EQUAL, NONE),
        )

    def share(
        self, records: str, counts: Truth, has_part: Truth, at_least: Ratio, of_nothing: Truths
    ) -> Truth:
        """Whether a ratio of the records that count also has the part."""
        whole = self.counted(records, counts)
        if not self.is_there(records):
            anything = Number.within(_anything(at_least, whole.range.hi))
            return reaching(Number.exactly(0), anything, whole, of_nothing)
        weight = _weight(has_part, at_least)
        sure, maybe = counts.sure, cells.every(counts.possible, cells.negated(counts.sure))
        n_sure = how_many(records, sure)
        closed = self.is_closed(records)
        ends = []
        for at_lowest, cell in ((True, weight.lo), (False, weight.hi)):
            surely = _sum(records, cells.choose(sure, cell, NONE))
            of_closed = _closed_end(records, cell, maybe, n_sure, surely, at_lowest=at_lowest)
            one_more = -at_least.parts if at_lowest else at_least.of - at_least.parts
            places = cells.minus(cells.number(whole.range.hi), n_sure)
            of_open = cells.plus(surely, cells.scaled(places, one_more))
            ends.append(cells.choose(closed, of_closed, of_open))
        surplus = Number(ends[0], ends[1], _anything(at_least, whole.range.hi))
        return reaching(Number.exactly(0), surplus, whole, of_nothing)


def how_many(records: str, flag: Cell) -> Cell:
    """Of how many records of a row a flag is true."""
    return _sum(records, cells.choose(flag, ONE, NONE))


def _sum(records: str, cell: Cell) -> Cell:
    return NONE if cell == NONE else OverRecords(records, Reduction.SUM, cell)


def _anything(at_least: Ratio, most: int) -> Interval:
    return Interval(-at_least.parts * most, (at_least.of - at_least.parts) * most)


def _weight(has_part: Truth, at_least: Ratio) -> Number:
    """`of` less `parts` for a record that has the part, minus `parts` for one that has not."""
    has, has_not = cells.number(at_least.of - at_least.parts), cells.number(-at_least.parts)
    return Number(
        cells.choose(has_part.sure, has, has_not),
        cells.choose(has_part.possible, has, has_not),
        Interval(-at_least.parts, at_least.of - at_least.parts),
    )


def _closed_end(
    records: str, weight: Cell, maybe: Cell, n_sure: Cell, surely: Cell, *, at_lowest: bool
) -> Cell:
    """The least, or the most, that the weights add up to when at least one of the records counts."""
    pick, reduction = (cells.least, Reduction.LEAST) if at_lowest else (cells.most, Reduction.MOST)
    far = FAR if at_lowest else -FAR
    summed = cells.plus(surely, _sum(records, cells.choose(maybe, pick(weight, NONE), NONE)))
    alone = OverRecords(records, reduction, cells.choose(maybe, weight, cells.number(far)), none=far)
    operator = Operator.AT_LEAST if at_lowest else Operator.AT_MOST
    nobody_sure = cells.every(cells.holds(n_sure, Operator.EQUAL, NONE), cells.holds(alone, operator, NONE))
    return cells.choose(nobody_sure, alone, summed)
