"""Dossiers in JSON: read against the standards that declare their facts, with every problem at once."""

import datetime
import difflib
import functools
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import attrs

from antq_core.codec.converter import day, found, interval, structure, unstructure
from antq_core.codec.text import Json
from antq_core.domain.declarations import NUMERIC, Declaration, RecordDeclaration
from antq_core.domain.dossiers import Dossier, Evidence
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.sheets import FactSheet, Record, Sheet, fact_sheet, record_class
from antq_core.domain.stated import UNKNOWN, Known, Stated
from antq_core.domain.units import Unit
from antq_core.domain.windows import Window
from antq_core.errors import AntqError, InputError, Problem
from antq_core.expressions.tree import Measure
from antq_core.possible import Interval
from antq_core.standards.stack import Stack

FORMAT = 1
SHEETS = ("claimed", "verified", "last_year")

T = TypeVar("T")
S = TypeVar("S", bound=Sheet)


@attrs.frozen(kw_only=True)
class Heading:
    """What must be read of a dossier before its standards can be selected."""

    unit: Unit
    year: int
    decision_date: datetime.date | None = None


def read_heading(document: Json) -> Heading:
    """The unit, year and date of decision of a dossier. Raises `InputError` with every problem of theirs."""
    keys = {"unit", "year", "decision_date"}
    known = {key: value for key, value in _object(document).items() if key in keys}
    if document.get("format") != FORMAT:
        raise InputError([Problem("json.format", ("format",), {"found": found(document.get("format"))})])
    return structure({key: value for key, value in known.items() if value is not None}, Heading)


def read_dossier(document: Json, stack: Stack) -> Dossier:
    """A dossier from its JSON value. Raises `InputError` with every problem and its path.

    Only what the standards of the stack declare is taken. Where a province's plugin is broken nobody
    knows what else it declares, so unknown facts are then left out rather than refused.
    """
    return _Reader(stack).read(document)


def write_dossier(dossier: Dossier) -> Json:
    """The JSON value of a dossier; reading it gives the same dossier."""
    document: dict[str, Json] = {
        "format": FORMAT,
        "unit": unstructure(dossier.unit),
        "year": dossier.year,
        "decision_date": dossier.decision_date.isoformat() if dossier.decision_date else None,
        **{name: _write_sheet(getattr(dossier, name)) for name in SHEETS},
        "records": {name: _write_list(records) for name, records in sorted(dossier.records.items())},
        "evidence": {
            name: [unstructure(each) for each in held] for name, held in sorted(dossier.evidence.items())
        },
    }
    return {key: value for key, value in document.items() if value not in (None, {})}


@attrs.define
class _Reader:
    stack: Stack
    problems: list[Problem] = attrs.field(factory=list)

    def read(self, document: Json) -> Dossier:
        known = {"format", "unit", "year", "decision_date", "records", "evidence", *SHEETS}
        self._refuse_unknown(_object(document), known, ())
        heading = self._take((), lambda: read_heading(document))
        declarations = fact_sheet(self.stack.facts)
        sheets = {name: self._sheet(document.get(name), declarations, name) for name in SHEETS}
        records = self._lists(document.get("records"))
        evidence = self._evidence(document.get("evidence"))
        if self.problems or heading is None:
            raise InputError(self.problems)
        return Dossier(
            unit=heading.unit,
            year=heading.year,
            decision_date=heading.decision_date,
            records=records,
            evidence=evidence,
            **{name: sheet for name, sheet in sheets.items() if sheet is not None},
        )

    def _take(self, path: tuple[str | int, ...], read: Callable[[], T]) -> T | None:
        """What a step gives, or None with its problems noted under a path."""
        try:
            return read()
        except AntqError as error:
            self.problems += [problem.under(*path) for problem in error.problems]
            return None

    def _refuse_unknown(self, value: Mapping[str, Json], known: Iterable[str], path: tuple[str, ...]) -> None:
        names = list(known)
        for key in value:
            if key not in names:
                near = ", ".join(difflib.get_close_matches(key, names, n=3)) or "–"
                self.problems.append(Problem("json.unknown-key", path, {"key": key, "near": near}))

    def _sheet(self, value: Json, kind: type[FactSheet], name: str) -> FactSheet | None:
        statements = self._take((name,), lambda: _object(value))
        if statements is None:
            return None
        if self.stack.broken:
            statements = {key: each for key, each in statements.items() if key in kind.declared}
        self._refuse_unknown(statements, kind.declared, (name,))
        return self._make(kind, statements, (name,))

    def _make(self, kind: type[S], statements: Mapping[str, Json], path: tuple[str | int, ...]) -> S | None:
        """A sheet or record; a value that cannot be read is noted, and the others still are."""
        stated = {}
        for name, declaration in kind.declared.items():
            read = functools.partial(read_stated, statements.get(name), declaration)
            stated[name] = self._take((*path, name), read)
        return self._take(path, lambda: kind(**{name: s for name, s in stated.items() if s is not None}))

    def _lists(self, value: Json) -> dict[str, RecordList]:
        given = self._take(("records",), lambda: _object(value)) or {}
        if self.stack.broken:
            given = {name: each for name, each in given.items() if name in self.stack.records}
        self._refuse_unknown(given, self.stack.records, ("records",))
        read = {
            name: self._list(each, self.stack.records[name])
            for name, each in given.items()
            if name in self.stack.records and each is not None
        }
        return {name: records for name, records in read.items() if records is not None}

    def _list(self, value: Json, declaration: RecordDeclaration) -> RecordList | None:
        path = ("records", declaration.name)
        given = self._take(path, lambda: _object(value))
        if given is None:
            return None
        self._refuse_unknown(given, ("items", "complete_for", "attested_by", "basis"), path)
        kind = record_class(declaration)
        entries = self._take((*path, "items"), lambda: _array(given.get("items"))) or []
        items = [self._record(each, kind, (*path, "items", n)) for n, each in enumerate(entries)]
        covers = self._take((*path, "complete_for"), lambda: _window(given.get("complete_for")))
        rest = {key: given[key] for key in ("attested_by", "basis") if given.get(key) is not None}
        heading = self._take(path, lambda: structure(rest, _ListHeading)) or _ListHeading()
        return self._take(
            path,
            lambda: RecordList(
                items=tuple(item for item in items if item is not None),
                complete_for=covers,
                attested_by=heading.attested_by,
                basis=heading.basis,
            ),
        )

    def _record(self, value: Json, kind: type[Record], path: tuple[str | int, ...]) -> Record | None:
        statements = self._take(path, lambda: _object(value, allow_none=False))
        if statements is None:
            return None
        for name in statements:
            if name not in kind.declared:
                near = ", ".join(difflib.get_close_matches(name, list(kind.declared), n=3)) or "–"
                self.problems.append(Problem("json.unknown-key", path, {"key": name, "near": near}))
        return self._make(kind, statements, path)

    def _evidence(self, value: Json) -> dict[str, tuple[Evidence, ...]]:
        given = self._take(("evidence",), lambda: _object(value)) or {}
        if self.stack.broken:
            given = {name: each for name, each in given.items() if name in self.stack.fact}
        self._refuse_unknown(given, self.stack.fact, ("evidence",))
        read = {
            name: self._take(("evidence", name), functools.partial(structure, each, tuple[Evidence, ...]))
            for name, each in given.items()
        }
        return {name: held for name, held in read.items() if held is not None}


@attrs.frozen(kw_only=True)
class _ListHeading:
    attested_by: str | None = None
    basis: Basis = Basis.CLAIMED


def read_stated(value: Json, declaration: Declaration) -> Stated:
    """What a JSON value states of a fact or field; null states nothing. Raises `InputError`."""
    if value is None:
        return UNKNOWN
    if declaration.measure is Measure.DAY:
        return day(value)
    if declaration.measure in NUMERIC and isinstance(value, dict):
        return interval(value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, bool | int):
        return value
    facts = {"label": declaration.label, "expected": declaration.expected, "found": found(value)}
    raise InputError([Problem("value.wrong-type", (), facts)])


def write_stated(stated: Known) -> Json:
    """The JSON value of what is stated."""
    if isinstance(stated, Interval):
        return {"from": stated.lo, "to": stated.hi}
    if isinstance(stated, datetime.date):
        return stated.isoformat()
    return str(stated) if isinstance(stated, str) else stated


def _write_sheet(sheet: Sheet) -> Json:
    return {name: write_stated(stated) for name, stated in sheet.stated.items()}


def _write_list(records: RecordList) -> Json:
    covers = records.complete_for
    return {
        "items": [_write_sheet(item) for item in records.items],
        **(
            {"complete_for": {"from": covers.first.isoformat(), "to": covers.last.isoformat()}}
            if covers
            else {}
        ),
        **({"attested_by": records.attested_by} if records.attested_by is not None else {}),
        "basis": records.basis.value,
    }


def _window(value: Json) -> Window | None:
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"from", "to"}:
        raise InputError([Problem("json.window", (), {"found": found(value)})])
    return Window(day(value["from"]), day(value["to"]))


def _object(value: Json, *, allow_none: bool = True) -> dict[str, Json]:
    if value is None and allow_none:
        return {}
    if not isinstance(value, dict):
        raise InputError([Problem("json.wrong-type", (), {"expected": "object", "found": found(value)})])
    return value


def _array(value: Json) -> list[Json]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise InputError([Problem("json.wrong-type", (), {"expected": "array", "found": found(value)})])
    return value
