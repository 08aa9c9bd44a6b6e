"""The columns that CSV files may have: our name of each, and its place in the JSON document.

That a column is nothing but a place in JSON is why CSV and JSON have one meaning: cells are put at their
places, and what is wrong at a place is said under the name of its column.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from antq_core.codec.csv_files.cells import CellType
from antq_core.codec.csv_files.nearest import nearest_column
from antq_core.codec.dossiers import SHEETS
from antq_core.domain.declarations import NUMERIC, Declaration
from antq_core.errors import InputError, Problem
from antq_core.standards.registry import Registry
from antq_core.standards.standard import Standard

Place = tuple[str, ...]

HEADING: Mapping[str, tuple[Place, CellType]] = {
    "unit": (("unit", "id"), CellType.IDENTIFIER),
    "kind": (("unit", "kind"), CellType.IDENTIFIER),
    "province": (("unit", "province"), CellType.IDENTIFIER),
    "commune": (("unit", "commune"), CellType.IDENTIFIER),
    "name": (("unit", "name"), CellType.TEXT),
    "year": (("year",), CellType.COUNT),
    "decision_date": (("decision_date",), CellType.DAY),
}
REQUIRED = ("unit", "kind", "province", "commune", "year")
LIST_PARTS: Mapping[str, tuple[Place, CellType]] = {
    "complete_from": (("complete_for", "from"), CellType.DAY),
    "complete_to": (("complete_for", "to"), CellType.DAY),
    "attested_by": (("attested_by",), CellType.TEXT),
    "basis": (("basis",), CellType.IDENTIFIER),
}
BELONGING: Mapping[str, tuple[Place, CellType]] = {
    "dossier.unit": (("dossier", "unit"), CellType.IDENTIFIER),
    "dossier.province": (("dossier", "province"), CellType.IDENTIFIER),
    "dossier.year": (("dossier", "year"), CellType.COUNT),
}
RECORD = "record"
"""The place above all fields of a record."""
EVIDENCE = "evidence"
EVIDENCE_FIELDS: Mapping[str, tuple[Place, CellType]] = {
    "fact": ((RECORD, "fact"), CellType.IDENTIFIER),
    "document": ((RECORD, "document"), CellType.TEXT),
    "issued_on": ((RECORD, "issued_on"), CellType.DAY),
    "issued_by": ((RECORD, "issued_by"), CellType.TEXT),
}
BOUNDS = {"lo": "from", "hi": "to"}
"""The columns of a number that is known only within bounds, and what JSON calls the ends."""
ENDS = tuple(BOUNDS.values())

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@attrs.frozen
class DeclaredNames:
    """Names of facts or fields, and which of them are numbers."""

    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    @classmethod
    def of(cls, declarations: Iterable[Declaration]) -> "DeclaredNames":
        """The names of some declarations."""
        listed = list(declarations)
        numbers = (each.name for each in listed if each.measure in NUMERIC)
        return cls(frozenset(each.name for each in listed), frozenset(numbers))

    def places(self, *above: str) -> Iterator[tuple[str, Place]]:
        """The columns of all names, with their places; a number may have two more, for its bounds."""
        for name in sorted(self.names):
            yield name, (*above, name)
            for bound, end in BOUNDS.items() if name in self.numbers else ():
                yield f"{name}.{bound}", (*above, name, end)


@attrs.frozen
class KnownNames:
    """The facts and lists of all standards at hand.

    `complete` is false while a province's plugin is broken or left out: then nobody knows what else it
    declares, and a column that could be of it is not refused.
    """

    facts: DeclaredNames
    records: Mapping[str, DeclaredNames]
    complete: bool = True

    @classmethod
    def of(cls, standards: Iterable[Standard], *, complete: bool = True) -> "KnownNames":
        """The names that some standards declare."""
        listed = list(standards)
        fields: dict[str, list[Declaration]] = {}
        for records in (records for standard in listed for records in standard.records):
            fields.setdefault(records.name, []).extend(records.fields)
        return cls(
            DeclaredNames.of(fact for standard in listed for fact in standard.facts),
            {name: DeclaredNames.of(declared) for name, declared in fields.items()},
            complete,
        )

    @classmethod
    def of_registry(cls, registry: Registry) -> "KnownNames":
        """The names that all standards at hand declare, also those that are set aside."""
        supplied = (*registry.supplied, *registry.set_aside)
        complete = not registry.broken and not registry.left_out
        return cls.of((each.standard for each in supplied), complete=complete)


@attrs.frozen
class Places:
    """The columns that one kind of file may have, by our names for them.

    A name that could be two columns is in `unclear`. `bare` are facts, which need the name of a sheet
    before theirs. `guesses` are beginnings of names, with the places above which a plugin that is not
    heard may declare anything.
    """

    known: Mapping[str, Place]
    unclear: frozenset[str]
    bare: frozenset[str] = frozenset()
    guesses: Mapping[str, Place] = attrs.field(factory=dict)
    guesses_lists: bool = False

    @classmethod
    def of_dossiers(cls, known: KnownNames, sheet: str | None = None) -> "Places":
        """The columns of the file of dossiers; bare names of facts are of one sheet, if it is given."""
        pairs = [(name, place) for name, (place, _) in HEADING.items()]
        for each in SHEETS:
            pairs += [(f"{each}.{name}", place) for name, place in known.facts.places(each)]
        for name in sorted(known.records):
            pairs += [(f"{name}.{part}", ("records", name, *at)) for part, (at, _) in LIST_PARTS.items()]
        bare = [(name, place) for name, place in known.facts.places(sheet or "") if name not in HEADING]
        guesses: dict[str, Place] = {f"{each}.": (each,) for each in SHEETS}
        return cls(
            *_by_name([*pairs, *(bare if sheet else ())]),
            bare=frozenset() if sheet else frozenset(name for name, _ in bare),
            guesses={} if known.complete else {**guesses, **({"": (sheet,)} if sheet else {})},
            guesses_lists=not known.complete,
        )

    @classmethod
    def of_list(cls, name: str, known: KnownNames) -> "Places":
        """The columns of the file of one list of records, or of the documents that show facts."""
        pairs = [(column, place) for column, (place, _) in BELONGING.items()]
        if is_evidence(name, known):
            return cls(*_by_name([*pairs, *((each, place) for each, (place, _) in EVIDENCE_FIELDS.items())]))
        pairs += known.records.get(name, DeclaredNames()).places(RECORD)
        return cls(*_by_name(pairs), guesses={} if known.complete else {"": (RECORD,)})

    def find(self, name: str, *, nearest: bool = True, own: Iterable[str] = ()) -> Place:
        """The place of a column. Raises `InputError` for one that is unknown or unclear.

        `own` are the names that a mapping knows; somebody may have meant one of those as well.
        """
        if name in self.unclear:
            raise InputError([Problem("csv.unclear-column", (), {"column": name})])
        place = self.known.get(name) or self._guessed(name)
        if place is not None:
            return place
        if name in self.bare:
            ways = " / ".join(f"{sheet}.{name}" for sheet in SHEETS)
            raise InputError([Problem("csv.bare-fact", (), {"column": name, "ways": ways})])
        near = nearest_column(name, [*own, *self.known]) if nearest else "–"
        raise InputError([Problem("csv.unknown-column", (), {"column": name, "near": near})])

    def _guessed(self, name: str) -> Place | None:
        """Where a column would belong that a plugin which is not heard may declare."""
        for start, above in self.guesses.items():
            stem, _, bound = name.removeprefix(start).partition(".")
            if name.startswith(start) and _NAME.fullmatch(stem) and (not bound or bound in BOUNDS):
                return (*above, stem, *([BOUNDS[bound]] if bound else []))
        head, _, part = name.rpartition(".")
        if self.guesses_lists and part in LIST_PARTS and _NAME.fullmatch(head):
            return ("records", head, *LIST_PARTS[part][0])
        return None


def is_end(place: Place) -> bool:
    """Whether a place is one end of a number within bounds, or of the window that a list is complete for."""
    return place[-1] in ENDS and len(place) == (4 if place[0] == "records" else 3)


def is_evidence(name: str, known: KnownNames) -> bool:
    """Whether a file holds the documents that show facts; a list that is declared under that name is one."""
    return name == EVIDENCE and name not in known.records


def refuse_unknown_list(name: str, known: KnownNames) -> None:
    """Raises `InputError` for the name of a file that no standard declares as a list."""
    names = {*known.records, EVIDENCE}
    if name not in names and known.complete:
        near = nearest_column(name, sorted(names))
        raise InputError([Problem("csv.unknown-list", (), {"name": name, "near": near})])


def _by_name(pairs: Iterable[tuple[str, Place]]) -> tuple[dict[str, Place], frozenset[str]]:
    """The places by name, and the names that could be two."""
    known: dict[str, Place] = {}
    unclear = set()
    for name, place in pairs:
        if known.setdefault(name, place) != place:
            unclear.add(name)
    return known, frozenset(unclear)
