"""Which columns there are, and what each is asked for. What is missing or of a wrong kind is told at once.

The names are those of the CSV layout: ``verified.FACT``, ``last_year.FACT``, ``FACT.lo`` and ``FACT.hi``,
``LIST.complete_from``. A fact of the basis may stand under its bare name as well.
"""

from collections.abc import Mapping, Sequence

import attrs

from antq_core.domain.declarations import NUMERIC, Declaration, RecordDeclaration
from antq_core.domain.records import Basis
from antq_core.domain.windows import YEARS
from antq_core.errors import Problem, alike
from antq_core.expressions.tree import Measure
from antq_core.lowering.cells import Column
from antq_core.lowering.kinds import Kind
from antq_core.possible import Interval

LAST_YEAR = "last_year"
YEARS_OF_ASSESSMENT = Interval(YEARS.start, YEARS.stop - 1)
CLOSED = "closed"
IDENTITY = frozenset({"unit", "kind", "province", "commune", "name", "year", "decision_date"})

Held = Mapping[str, Kind | str]
"""What each column holds: a kind that cells know, or in a word what else it is."""

HOLDS_NO: Mapping[Kind, str] = {
    Kind.TRUTH: "columns.holds-no-truth",
    Kind.NUMBER: "columns.holds-no-number",
    Kind.DAY: "columns.holds-no-day",
    Kind.WORD: "columns.holds-no-word",
}
"""What is told of a column of another kind."""

NOTHING = "nothing"
"""What a column holds that is null in every row: nothing is known of what it stands for."""


def kind_of(declaration: Declaration) -> Kind:
    """What a column of a fact or a field must hold."""
    if declaration.measure in NUMERIC:
        return Kind.NUMBER
    if declaration.measure is Measure.TRUTH:
        return Kind.TRUTH
    return Kind.DAY if declaration.measure is Measure.DAY else Kind.WORD


@attrs.frozen
class Shape:
    """The columns that state one fact: the fact itself, and the ends of an interval; none if it is absent."""

    single: Column | None = None
    lo: Column | None = None
    hi: Column | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """All of them that are there."""
        return tuple(each for each in (self.single, self.lo, self.hi) if each is not None)

    @property
    def is_absent(self) -> bool:
        """Whether nothing states the fact."""
        return not self.columns


@attrs.define
class Layout:
    """The columns of the dossiers and of each list, and what was asked of them and not found.

    `unknown` lets a fact be unknown in every row that has no column. `full` are the
    columns of the dossiers that are null in no row. `dot` stands for a dot in the names of
    columns, where an engine takes that for something else.
    """

    held: Held
    basis: Basis = Basis.VERIFIED
    lists: Mapping[str, Held] = attrs.field(factory=dict)
    full: frozenset[str] = frozenset()
    unknown: bool = False
    dot: str = "."
    problems: list[Problem] = attrs.field(factory=list)
    _shapes: dict[tuple[str, str], Shape] = attrs.field(factory=dict, init=False)
    _missing: dict[str, tuple[str, ...]] = attrs.field(factory=dict, init=False)

    def fact(self, declaration: Declaration, sheet: str, *, may_be_absent: bool = False) -> Shape:
        """The columns of a fact in a sheet, ``verified``, ``claimed`` or ``last_year``."""
        key = (sheet, declaration.name)
        if key not in self._shapes:
            self._shapes[key] = self._found(declaration, sheet)
        shape = self._shapes[key]
        if shape.is_absent and not may_be_absent and not self.unknown:
            names = self._names(declaration, sheet)
            # A column that states nothing is there all the same.
            if not any(self.held.get(name) == NOTHING for name in names):
                self._missing[f"{sheet}.{declaration.name}"] = names
        return shape

    def asked(self, sheet: str, fact: str) -> Shape | None:
        """The columns of a fact that was asked for; None for one that nobody asked for."""
        return self._shapes.get((sheet, fact))

    def word(self, name: str, *, needed: bool = False) -> Column | None:
        """A column of words that says which unit a row is about; None where there is none."""
        found = self._column(name, Kind.WORD, self.held, None)
        if found is None and needed and not self.unknown:
            self._missing[name] = (name,)
        return found

    def year(self) -> Column:
        """The column of the year of assessment, which must be there."""
        found = self._column("year", Kind.NUMBER, self.held, None, YEARS_OF_ASSESSMENT)
        if found is None:
            self._missing["year"] = ("year",)
        return found or Column("year", Kind.NUMBER, None, YEARS_OF_ASSESSMENT)

    def day(self, name: str) -> Column | None:
        """A column of days; None where there is none."""
        return self._column(name, Kind.DAY, self.held, None)

    def flag(self, name: str) -> Column | None:
        """A column of truths; None where there is none."""
        return self._column(name, Kind.TRUTH, self.held, None)

    def whose(self, records: str, keys: Mapping[str, tuple[str, Kind]]) -> None:
        """Ask for the columns by which a list says whose its records are, and for those of the rows."""
        for name, (of_row, kind) in keys.items():
            if name in self.lists[records]:
                self._column(name, kind, self.lists[records], records)
                if self._column(of_row, kind, self.held, None) is None:
                    self._missing[of_row] = (of_row,)

    def has_list(self, records: RecordDeclaration) -> bool:
        """Whether a list stands beside the dossiers."""
        return records.name in self.lists

    def field(self, records: RecordDeclaration, declaration: Declaration) -> Shape:
        """The columns of a field of the records of a list."""
        held = self.lists.get(records.name, {})
        names = (declaration.name, f"{declaration.name}.lo", f"{declaration.name}.hi")
        return self._shape(names, declaration, held, records.name)

    def refusals(self) -> list[Problem]:
        """Everything that was asked for and is not as it must be."""
        missing = [
            Problem(
                "columns.missing",
                (),
                {"name": name, "names": ", ".join(names), "near": alike(names[0], self.held)},
            )
            for name, names in self._missing.items()
        ]
        return [*missing, *self.problems]

    def _found(self, declaration: Declaration, sheet: str) -> Shape:
        prefixed = self._shape(_three(f"{sheet}.{declaration.name}"), declaration, self.held, None)
        if sheet != self.basis:
            return prefixed
        if declaration.name in IDENTITY:
            return prefixed  # the bare name says which unit a row is about
        bare = self._shape(_three(declaration.name), declaration, self.held, None)
        if not bare.is_absent and not prefixed.is_absent:
            names = ", ".join(each.name for each in (*prefixed.columns, *bare.columns))
            self.problems.append(
                Problem("columns.two-of-one", (), {"fact": declaration.name, "names": names})
            )
        return bare if prefixed.is_absent else prefixed

    def _shape(
        self, names: Sequence[str], declaration: Declaration, held: Held, records: str | None
    ) -> Shape:
        kind = kind_of(declaration)
        numbers = declaration.range if kind is Kind.NUMBER else None
        single, lo, hi = (self._column(name, kind, held, records, numbers) for name in names)
        return Shape(single, lo, hi) if kind is Kind.NUMBER else Shape(single)

    def _column(
        self, name: str, kind: Kind, held: Held, records: str | None, numbers: Interval | None = None
    ) -> Column | None:
        found = held.get(name)
        if found is None or found == NOTHING:
            return None
        if found != kind:
            facts = {"name": name, "list": records or "–", "found": found}
            problem = Problem(HOLDS_NO[kind], (), facts)
            if problem not in self.problems:
                self.problems.append(problem)
        is_full = records is None and name in self.full
        return Column(name.replace(".", self.dot), kind, records, numbers, is_full)

    def _names(self, declaration: Declaration, sheet: str) -> tuple[str, ...]:
        prefixed = f"{sheet}.{declaration.name}"
        names = [prefixed, *([declaration.name] if sheet == self.basis else [])]
        return (*names, f"{prefixed}.lo + {prefixed}.hi") if declaration.measure in NUMERIC else tuple(names)


def _three(name: str) -> tuple[str, str, str]:
    return name, f"{name}.lo", f"{name}.hi"
