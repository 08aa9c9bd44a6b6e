"""Dossiers in JSON: read against the standards that declare their facts, with every problem at once."""

import datetime
import functools
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import attrs

from antq_core.codec.converter import (
    FORMAT,
    MOST_LOOKED_UP,
    day,
    exactly,
    found,
    interval,
    refuse_other_format,
    structure,
    unknown_key,
    unstructure,
)
from antq_core.codec.text import Json, composed
from antq_core.domain.codes import is_shortened, refusals_of_commune
from antq_core.domain.declarations import NUMERIC, Declaration, RecordDeclaration
from antq_core.domain.dossiers import Dossier, Evidence
from antq_core.domain.provinces import SAMPLE, meanings
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.sheets import FactSheet, Record, Sheet, fact_sheet, record_class
from antq_core.domain.stated import UNKNOWN, Known, Stated
from antq_core.domain.units import Unit
from antq_core.domain.windows import YEARS, Window
from antq_core.errors import AntqError, InputError, Problem, ProvinceError
from antq_core.expressions.tree import Measure
from antq_core.possible import Interval
from antq_core.standards.stack import Stack

PROVINCE = ("unit", "province")
SHEETS = ("claimed", "verified", "last_year")

Path = tuple[str | int, ...]
T = TypeVar("T")
S = TypeVar("S", bound=Sheet)


@attrs.frozen(kw_only=True)
class Heading:
    """What must be read of a dossier before its standards can be selected."""

    unit: Unit
    year: int
    decision_date: datetime.date | None = None

    def __attrs_post_init__(self) -> None:
        problems = [each.under("unit", "commune") for each in refusals_of_commune(self.unit.commune)]
        if is_shortened(self.unit.id):
            problems.append(Problem("value.shortened-code", ("unit", "id"), {"found": self.unit.id}))
        if self.year not in YEARS:
            facts = {"year": self.year, "first": YEARS.start, "last": YEARS.stop - 1}
            problems.append(Problem("dossier.year", ("year",), facts))
        if problems:
            raise InputError(problems)


@attrs.frozen(kw_only=True)
class ListHeading:
    """What a list of records says of itself, beside its window."""

    attested_by: str | None = None
    basis: Basis = Basis.CLAIMED


def read_heading(document: Json) -> Heading:
    """The unit, year and date of decision of a dossier. Raises `InputError` with every problem of theirs."""
    refuse_other_format(document)
    try:
        return structure(_stated_among(document, ("unit", "year", "decision_date")), Heading)
    except InputError as error:
        raise InputError(_of_a_province(problem, document) for problem in error.problems) from None


def _of_a_province(problem: Problem, document: dict[str, Json]) -> Problem:
    """The problem; of a code of a province that is a number, that it lost the nought it began with."""
    if problem.code != "json.wrong-type" or problem.path != PROVINCE:
        return problem
    unit = document["unit"]
    written = unit["province"] if isinstance(unit, dict) else None
    try:
        meanings(str(written) if type(written) is int else SAMPLE.code)
    except ProvinceError as error:
        return error.problems[0].under(*PROVINCE)
    return problem


def legible_heading(document: Json) -> Heading | None:
    """As much of a faulty heading as selects the standards that hold; None when even that cannot be read.

    What else is wrong with the dossier can then be found out together with what is wrong with its heading.
    """
    given: dict[str, Json] = document if isinstance(document, dict) else {}
    unit: Json = given.get("unit")
    if not isinstance(unit, dict):
        return None
    kind, province, year = unit.get("kind"), unit.get("province"), given.get("year")
    if not isinstance(kind, str) or not isinstance(province, str) or type(year) is not int:
        return None
    try:
        decided = None if given.get("decision_date") is None else day(given["decision_date"])
        return Heading(
            unit=Unit(id="", kind=kind, province=province, commune=""), year=year, decision_date=decided
        )
    except InputError:
        return None


def read_dossier(document: Json, stack: Stack) -> Dossier:
    """A dossier from its JSON value. Raises `InputError` with every problem and its path.

    Only what the standards of the stack declare is taken, and of those beside it: one dossier serves all
    schemes. Where a province's plugin is broken nobody knows what else it declares, so unknown facts are
    then left out rather than refused.
    """
    refuse_other_format(document)
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

    def read(self, document: dict[str, Json]) -> Dossier:
        known = {"format", "unit", "year", "decision_date", "records", "evidence", *SHEETS}
        self._refuse_unknown(document, known, ())
        heading = self._take((), lambda: read_heading(document)) or legible_heading(document)
        sheets = {name: self._sheet(document.get(name), name) for name in SHEETS}
        records = self._lists(document.get("records"))
        evidence = self._evidence(document.get("evidence"))
        if heading is None:
            raise InputError(self.problems)
        # Made even from parts, for what its parts say against each other is to be reported too.
        dossier = self._take(
            (),
            lambda: Dossier(
                unit=heading.unit,
                year=heading.year,
                decision_date=heading.decision_date,
                records=records,
                evidence=evidence,
                **sheets,
            ),
        )
        if self.problems or dossier is None:
            raise InputError(self.problems)
        return dossier

    def _take(self, path: Path, read: Callable[[], T]) -> T | None:
        """What a step gives, or None with its problems noted under a path."""
        try:
            return read()
        except AntqError as error:
            self.problems += [problem.under(*path) for problem in error.problems]
            return None

    def _refuse_unknown(self, given: Iterable[str], known: Iterable[str], path: Path) -> None:
        names = list(known)
        for key in given:
            if key not in names:
                near = names if len(self.problems) < MOST_LOOKED_UP else ()
                self.problems.append(unknown_key(key, near).under(*path))

    def _declared(self, value: Json, known: Iterable[str], path: Path) -> dict[str, Json]:
        """What stands under names that the standards declare; null states nothing."""
        given = self._take(path, lambda: {} if value is None else exactly(value, dict)) or {}
        names = list(known)
        if not self.stack.is_open:
            self._refuse_unknown(given, names, path)
        return _stated_among(given, names)

    def _sheet(self, value: Json, name: str) -> FactSheet:
        kind = fact_sheet(self.stack.dossier_facts)
        return self._make(kind, self._declared(value, kind.declared, (name,)), (name,))

    def _make(self, kind: type[S], statements: Mapping[str, Json], path: Path) -> S:
        """A sheet or record of all that can be read; what cannot is noted."""
        stated = {}
        for name, value in statements.items():
            read = functools.partial(read_stated, value, kind.declared[name])
            stated[name] = self._take((*path, name), read)
        stated = {name: each for name, each in stated.items() if each is not None}
        try:
            return kind(**stated)
        except InputError as error:
            self.problems += [problem.under(*path) for problem in error.problems]
            refused = {problem.path[0] for problem in error.problems}
            return kind(**{name: each for name, each in stated.items() if name not in refused})

    def _lists(self, value: Json) -> dict[str, RecordList]:
        declared = self.stack.dossier_records
        given = self._declared(value, declared, ("records",))
        read = {name: self._list(each, declared[name]) for name, each in given.items()}
        return {name: records for name, records in read.items() if records is not None}

    def _list(self, value: Json, declaration: RecordDeclaration) -> RecordList | None:
        path = ("records", declaration.name)
        given = self._take(path, lambda: exactly(value, dict))
        if given is None:
            return None
        parts = ("items", "complete_for", "attested_by", "basis")
        self._refuse_unknown(given, parts, path)
        given = _stated_among(given, parts)
        items = self._items(given.pop("items", []), declaration, (*path, "items"))
        covers = self._window(given.pop("complete_for", None), (*path, "complete_for"))
        heading = self._take(path, lambda: structure(given, ListHeading))
        if heading is None:
            return None
        return self._take(
            path,
            lambda: RecordList(
                items=items,
                complete_for=covers,
                attested_by=heading.attested_by,
                basis=heading.basis,
            ),
        )

    def _window(self, value: Json, path: Path) -> Window | None:
        if value is None:
            return None
        if not isinstance(value, dict) or set(value) != {"from", "to"}:
            self.problems.append(Problem("json.window", path, {"found": found(value)}))
            return None
        first, last = (self._take((*path, end), functools.partial(day, value[end])) for end in ("from", "to"))
        return self._take(path, lambda: Window(first, last)) if first and last else None

    def _items(self, value: Json, declaration: RecordDeclaration, path: Path) -> tuple[Record, ...]:
        entries = self._take(path, lambda: exactly(value, list)) or []
        kind = record_class(declaration)
        return tuple(self._record(each, kind, (*path, position)) for position, each in enumerate(entries))

    def _record(self, value: Json, kind: type[Record], path: Path) -> Record:
        given = self._take(path, lambda: exactly(value, dict)) or {}
        self._refuse_unknown(given, kind.declared, path)
        return self._make(kind, _stated_among(given, kind.declared), path)

    def _evidence(self, value: Json) -> dict[str, tuple[Evidence, ...]]:
        given = self._declared(value, self.stack.dossier_fact, ("evidence",))
        read = {
            name: self._take(("evidence", name), functools.partial(structure, each, tuple[Evidence, ...]))
            for name, each in given.items()
        }
        return {name: held for name, held in read.items() if held is not None}


def read_stated(value: Json, declaration: Declaration) -> Stated:
    """What a JSON value states of a fact or field; null states nothing. Raises `InputError`."""
    if value is None:
        return UNKNOWN
    if declaration.measure is Measure.DAY:
        return day(value)
    if declaration.measure in NUMERIC and isinstance(value, dict):
        return interval(value)
    if isinstance(value, str):
        return composed(value)
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


def _stated_among(given: Mapping[str, Json], names: Iterable[str]) -> dict[str, Json]:
    """What stands under some names, in their order; null is left out, as it states nothing."""
    return {name: given[name] for name in names if given.get(name) is not None}


def _write_sheet(sheet: Sheet) -> Json:
    return {name: write_stated(stated) for name, stated in sheet.stated.items()}


def _write_list(records: RecordList) -> Json:
    covers = records.complete_for
    document = {
        "items": [_write_sheet(item) for item in records.items],
        "complete_for": {"from": covers.first.isoformat(), "to": covers.last.isoformat()} if covers else None,
        "attested_by": records.attested_by,
        "basis": records.basis.value,
    }
    return {key: value for key, value in document.items() if value is not None}
