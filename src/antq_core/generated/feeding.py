"""Where the columns of a dossier come from: its sheets, its unit and its lists."""

import operator
from collections.abc import Iterable, Iterator, Mapping

import attrs

from antq_core.domain.declarations import Assessed, Declaration
from antq_core.domain.records import Basis
from antq_core.generated.naming import Names
from antq_core.lowering.cells import Column
from antq_core.lowering.kinds import Kind
from antq_core.lowering.layout import LAST_YEAR, Held, Layout, kind_of
from antq_core.lowering.lists import anybodys, assessed_column
from antq_core.possible import Interval, Verdicts
from antq_core.standards.stack import Stack

DOSSIER, CHILDREN = "dossier", "children"
IDENTITY: Mapping[str, tuple[str, Kind]] = {
    "unit": ("id", Kind.WORD),
    "kind": ("kind", Kind.WORD),
    "province": ("province", Kind.WORD),
    "commune": ("commune", Kind.WORD),
}
COVERS: Mapping[str, tuple[str, Kind]] = {
    "complete_from": ("first", Kind.DAY),
    "complete_to": ("last", Kind.DAY),
    "basis": ("basis", Kind.WORD),
}


@attrs.frozen
class Origin:
    """What a column is: something that a list or a sheet states under a name, or one end of it."""

    of: str
    name: str
    end: str = ""


@attrs.frozen
class Form:
    """What a function may expect of the dossiers that it is given.

    `stated` are facts that the sheet of the basis states.
    """

    year: int
    with_intervals: bool = False
    with_day: bool = False
    with_records: bool = False
    stated: frozenset[str] = frozenset()


@attrs.define(eq=False)
class Feed:
    """The columns of dossiers of one form, and the statements that put them into variables."""

    stack: Stack
    basis: Basis
    form: Form
    names: Names
    _facts: dict[str, Origin] = attrs.field(factory=dict)
    _fields: dict[Column, Origin] = attrs.field(factory=dict)

    def layout(self) -> Layout:
        """The columns that there are."""
        held: dict[str, Kind | str] = {name: kind for name, (_, kind) in IDENTITY.items()}
        if self.form.with_day:
            held["decision_date"] = Kind.DAY
        for sheet in (self.basis.value, LAST_YEAR):
            for fact in self.stack.dossier_facts:
                for name, end in self._columns(f"{sheet}.{fact.name}", fact):
                    held[name] = kind_of(fact)
                    self._facts[name] = Origin(sheet, fact.name, end)
        if not self.form.with_records:
            return Layout(held, basis=self.basis, unknown=True)
        for listed in self.stack.dossier_records:
            held |= {f"{listed}.{part}": kind for part, (_, kind) in COVERS.items()}
        return Layout(held, basis=self.basis, unknown=True, lists=self._lists())

    def _lists(self) -> dict[str, Held]:
        found: dict[str, Held] = {}
        for listed, declaration in self.stack.dossier_records.items():
            fields: dict[str, Kind | str] = {}
            for field in declaration.fields:
                for name, end in self._columns(field.name, field) if field.assessed is None else ():
                    kind = fields[name] = kind_of(field)
                    bounds = field.range if kind is Kind.NUMBER else None
                    self._fields[Column(name, kind, listed, bounds)] = Origin(listed, field.name, end)
            found[listed] = fields
        return found

    def _columns(self, name: str, declaration: Declaration) -> Iterable[tuple[str, str]]:
        if self.form.with_intervals and kind_of(declaration) is Kind.NUMBER:
            return ((f"{name}.lo", "lo"), (f"{name}.hi", "hi"))
        return ((name, ""),)

    def origin(self, column: Column) -> Origin | None:
        """Which fact of which sheet, or which field of which list, a column is of; None where of neither."""
        return self._facts.get(column.name) if column.records is None else self._fields.get(column)

    def known(self, columns: Iterable[Column]) -> frozenset[Column]:
        """Those columns of the row that are never null."""
        origins = {each: self._facts.get(each.name) for each in columns if each.records is None}
        return frozenset(
            each for each, origin in origins.items() if origin is not None and self._is_stated(origin)
        )

    def _is_stated(self, origin: Origin) -> bool:
        return origin.of == self.basis.value and origin.name in self.form.stated

    # --- the columns of the row -------------------------------------------------------------------

    def statements(self, columns: Mapping[Column, str], lists: Iterable[str]) -> Iterator[str]:
        """Put columns into variables, and what lists hold into those that `items` names."""
        yield from self._of_lists(columns, lists)
        by_sheet: dict[str, dict[Origin, str]] = {}
        for column, variable in columns.items():
            origin = self._facts.get(column.name)
            if origin is not None:
                by_sheet.setdefault(origin.of, {})[origin] = variable
            elif column.name in IDENTITY:
                yield f"{variable} = {DOSSIER}.unit.{IDENTITY[column.name][0]}"
            elif column.name == "decision_date":
                yield f"{variable} = {DOSSIER}.decision_date"
        for sheet, wanted in by_sheet.items():
            known = {each.name: wanted.pop(each) for each in list(wanted) if self._is_stated(each)}
            if len(known) > 1:
                pick = self.names.named(operator.itemgetter(*known))
                yield f"{', '.join(known.values())} = {pick}({DOSSIER}.{sheet}.stated)"
            else:
                names = {self.names.constant(name): variable for name, variable in known.items()}
                yield from (
                    f"{variable} = {DOSSIER}.{sheet}.stated[{name}]" for name, variable in names.items()
                )
            if wanted:
                # A copy is a plain dictionary, and of that it is far quicker to ask for many names.
                yield f"stated = {DOSSIER}.{sheet}.stated.copy().get"
                yield from self._of_names("stated", wanted)

    def _of_names(self, get: str, wanted: Mapping[Origin, str]) -> Iterator[str]:
        """Ask for what is stated under names; of an interval its ends are asked for."""
        ends: dict[str, dict[str, str]] = {}
        for origin, variable in wanted.items():
            if not origin.end:
                yield f"{variable} = {get}({self.names.constant(origin.name)})"
            else:
                ends.setdefault(origin.name, {})[origin.end] = variable
        for name, variables in ends.items():
            yield f"one = {get}({self.names.constant(name)})"
            both = " = ".join(variables.values())
            parts = "; ".join(f"{variable} = one.{end}" for end, variable in variables.items())
            yield f"if one.__class__ is {self.names.constant(Interval)}: {parts}"
            yield f"else: {both} = one"

    def _of_lists(self, columns: Mapping[Column, str], lists: Iterable[str]) -> Iterator[str]:
        wanted = {column.name: variable for column, variable in columns.items()}
        asked = set(lists)
        for listed in self.stack.dossier_records if self.form.with_records else ():
            parts = {part: wanted.get(f"{listed}.{part}") for part in COVERS}
            if listed not in asked and not any(parts.values()):
                continue
            yield f"one = {DOSSIER}.records.get({self.names.constant(listed)})"
            if listed in asked:
                yield f"{self.items(listed)} = () if one is None else one.items"
            if parts["basis"]:
                yield f"{parts['basis']} = None if one is None else one.basis"
            yield "one = None if one is None else one.complete_for"
            for part in ("complete_from", "complete_to"):
                if parts[part]:
                    yield f"{parts[part]} = None if one is None else one.{COVERS[part][0]}"

    # --- records ----------------------------------------------------------------------------------

    def items(self, records: str) -> str:
        """The variable that holds the records of a list."""
        return f"items{list(self.stack.dossier_records).index(records)}"

    def loads(self, columns: Mapping[Column, str]) -> Iterator[str]:
        """Statements that put fields of the `record` of a loop into variables."""
        wanted = {self._fields[each]: variable for each, variable in columns.items() if each in self._fields}
        others = {each: variable for each, variable in columns.items() if each not in self._fields}
        yield "field = record.stated.get"
        yield from self._of_names("field", wanted)
        for column, variable in others.items():
            assert column.records is not None  # it is of a record
            if column == anybodys(column.records):
                yield f"{variable} = False"  # the records of a dossier are its own
                continue
            named_by = self.stack.dossier_records[column.records].identified_by
            what = next(each for each in Assessed if column == assessed_column(column.records, each))
            if named_by is None:
                yield f"{variable} = None"
                continue
            told = self.names.named(TOLD[what])
            yield f"{variable} = {told}[{CHILDREN}.get(field({self.names.constant(named_by)}))]"


def _told(what: Assessed) -> dict[Verdicts | None, bool | None]:
    """What each set of verdicts says of whether a unit meets its standard, or is in scope."""
    yes = {Assessed.MET: Verdicts.MET | Verdicts.SCORED, Assessed.IN_SCOPE: ~Verdicts.OUT_OF_SCOPE}[what]
    no = {Assessed.MET: ~Verdicts.MET, Assessed.IN_SCOPE: Verdicts.OUT_OF_SCOPE}[what]
    found: dict[Verdicts | None, bool | None] = {None: None}
    for number in range(1, Verdicts.ANY.value + 1):
        verdicts = Verdicts(number)
        may_be, may_not_be = bool(verdicts & yes), bool(verdicts & no)
        found[verdicts] = None if may_be and may_not_be else may_be
    return found


TOLD = {what: _told(what) for what in Assessed}
