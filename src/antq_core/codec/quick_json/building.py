"""A dossier from decoded values whose types, ranges and codes are proven.

What no type could say is checked here: codes that a spreadsheet spoilt, days outside their year, parts
above their whole, records that stand twice. Where anything is found, or could be, `NotProvenError` is raised.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, gt
from typing import Any
from unicodedata import is_normalized

import attrs

from antq_core.codec.text import MOST_MARKS, composed
from antq_core.domain.codes import DIGITS_OF_A_COMMUNE, is_shortened, refusals_of_commune
from antq_core.domain.declarations import NUMERIC, Declaration, FactDeclaration, RecordDeclaration
from antq_core.domain.dossiers import Dossier, Evidence, proven_dossier
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.sheets import FactSheet, Record, decoded_sheet, fact_sheet, proven_sheet, record_class
from antq_core.domain.units import Unit
from antq_core.domain.windows import Window
from antq_core.expressions.tree import Measure
from antq_core.possible import Interval
from antq_core.standards.stack import Stack

Given = dict[str, Any]
"""A decoded object. In it stand no null and no object besides those that its shape has parts for."""

MOST_ARRANGEMENTS = 4096
"""So many orders of names are remembered; what comes from a database has few."""

UNIT_TEXTS = ("id", "kind", "province", "commune", "name")
_NUMBERS = (*NUMERIC, Measure.TRUTH)


class NotProvenError(Exception):
    """Only the strict codec can tell."""


@attrs.frozen
class Arrangement:
    """What is to be done about an object in which just these names stand, in just this order."""

    declared_order: tuple[str, ...] | None
    """The names in the order of declaration; None where they stand in it already."""
    identifiers: tuple[str, ...]
    days: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]


class Arrangements(dict[tuple[str, ...], Arrangement]):
    """The arrangements of objects with such declared names, each worked out when it is first met."""

    def __init__(self, declared: Mapping[str, Declaration]) -> None:
        super().__init__()
        self._declared = declared

    def __missing__(self, names: tuple[str, ...]) -> Arrangement:
        declared = {name: each for name, each in self._declared.items() if name in names}
        made = Arrangement(
            declared_order=None if tuple(declared) == names else tuple(declared),
            identifiers=tuple(n for n, each in declared.items() if each.measure is Measure.IDENTIFIER),
            days=tuple(name for name, each in declared.items() if _has_span(each)),
            parts=tuple(_parts(declared)),
        )
        if len(self) >= MOST_ARRANGEMENTS:
            self.clear()
        self[names] = made
        return made


def _has_span(declaration: Declaration) -> bool:
    return declaration.measure is Measure.DAY and declaration.range is not None


def _parts(declared: Mapping[str, Declaration]) -> Iterator[tuple[str, str]]:
    """The numbers that are parts of another that is stated too, each with its whole."""
    for name, each in declared.items():
        whole = declared.get(each.no_more_than or "") if isinstance(each, FactDeclaration) else None
        if whole is not None and each.measure in _NUMBERS and whole.measure in _NUMBERS:
            yield name, whole.name


class Spans(dict[int, dict[str, tuple[datetime.date, datetime.date]]]):
    """The first and the last day that each day of a sheet may be, by the year of the sheet."""

    def __init__(self, declarations: Iterable[FactDeclaration]) -> None:
        super().__init__()
        self._declarations = tuple(each for each in declarations if _has_span(each))

    def __missing__(self, year: int) -> dict[str, tuple[datetime.date, datetime.date]]:
        spans = {}
        for each in self._declarations:
            days = each.days(year)
            spans[each.name] = (
                datetime.date.fromordinal(days.lo),
                datetime.date.fromordinal(days.hi),
            )
        self[year] = spans
        return spans


class Lists:
    """Builds the lists of one kind of record."""

    def __init__(self, declaration: RecordDeclaration) -> None:
        self._declaration = declaration
        self._kind = record_class(declaration)
        self._arrangements = Arrangements(self._kind.declared)

    def made(self, given: Given) -> RecordList:
        """The list. Raises `NotProvenError` or `InputError` for one that is not right."""
        covers = given.get("complete_for")
        attested_by = given.get("attested_by")
        return RecordList(
            items=self._records(given.get("items", ())),
            complete_for=Window(covers["from"], covers["to"]) if covers is not None else None,
            attested_by=kept(attested_by) if attested_by is not None else None,
            basis=given.get("basis", Basis.CLAIMED),
        )

    def _records(self, items: Iterable[Given]) -> tuple[Record, ...]:
        kind, arrangements = self._kind, self._arrangements
        made = tuple([proven_sheet(kind, _arranged(each, arrangements[tuple(each)])) for each in items])
        if len(made) > self._declaration.at_most:
            raise NotProvenError
        if self._declaration.identified_by is not None:
            found = [record.stated.get(self._declaration.identified_by) for record in made]
            names = [name for name in found if name is not None]
            if len(set(names)) < len(names):
                raise NotProvenError
        return made


class Dossiers:
    """Builds the dossiers of a stack; `attributes` are the facts that a decoded sheet has attributes for."""

    def __init__(self, stack: Stack, attributes: Iterable[str]) -> None:
        self._kind = fact_sheet(stack.dossier_facts)
        self._arrangements = Arrangements(self._kind.declared)
        self._spans = Spans(stack.dossier_facts)
        self._lists = {name: Lists(each) for name, each in stack.dossier_records.items()}
        self._nothing_stated = proven_sheet(self._kind, {})
        self._whole = self._arrangements[tuple(attributes)]
        self._parts = values_of([part for part, _ in self._whole.parts])
        self._wholes = values_of([whole for _, whole in self._whole.parts])

    def made(self, document: Any) -> Dossier:
        """The dossier of a decoded document. Raises `NotProvenError` or `InputError` for one not right."""
        self.check_plain_parts(document)
        year, records, evidence = document.year, document.records, document.evidence
        claimed, verified, last_year = document.claimed, document.verified, document.last_year
        nothing = self._nothing_stated
        return proven_dossier(
            unit=document.unit,
            year=year,
            claimed=nothing if claimed is None else self._sheet(claimed, year),
            verified=nothing if verified is None else self._sheet(verified, year),
            last_year=nothing if last_year is None else self._sheet(last_year, year - 1),
            records=self._records(records) if records else {},
            evidence=self._evidence(evidence) if evidence else {},
            decision_date=document.decision_date,
        )

    def check_plain_parts(self, document: Any) -> None:
        """Check, and keep as they are kept, the unit and the sheets that have attributes.

        That is all of a plain document without records and evidence. Raises `NotProvenError`.
        """
        year = document.year
        document.unit = _unit(document.unit)
        for sheet in (document.claimed, document.verified):
            if sheet is not None and type(sheet) is not dict:
                self._check(sheet, year)
        if document.last_year is not None and type(document.last_year) is not dict:
            self._check(document.last_year, year - 1)

    def _check(self, sheet: Any, year: int) -> None:
        for name in self._whole.identifiers:
            text = getattr(sheet, name)
            if text is not None:
                setattr(sheet, name, identifier(text))
        if self._whole.days:
            spans = self._spans[year]
            for name in self._whole.days:
                day = getattr(sheet, name)
                if day is not None and not spans[name][0] <= day <= spans[name][1]:
                    raise NotProvenError
        parts, wholes = self._parts(sheet), self._wholes(sheet)
        try:
            is_above = any(map(gt, parts, wholes))
        except TypeError:  # not all are stated, or some as intervals
            stated = [each for each in zip(parts, wholes, strict=True) if None not in each]
            is_above = any(_least(part) > _most(whole) for part, whole in stated)
        if is_above:
            raise NotProvenError

    def _sheet(self, given: Any, year: int) -> FactSheet:
        if type(given) is dict:
            return proven_sheet(self._kind, self._stated(given, year))
        return decoded_sheet(self._kind, given)

    def _stated(self, given: Given, year: int) -> Given:
        arrangement = self._arrangements[tuple(given)]
        stated = _arranged(given, arrangement)
        for name in arrangement.days:
            first, last = self._spans[year][name]
            if not first <= stated[name] <= last:
                raise NotProvenError
        for part, whole in arrangement.parts:
            if _least(stated[part]) > _most(stated[whole]):
                raise NotProvenError
        return stated

    def _records(self, given: Given) -> dict[str, RecordList]:
        return {name: lists.made(given[name]) for name, lists in self._lists.items() if name in given}

    def _evidence(self, given: Given) -> dict[str, tuple[Evidence, ...]]:
        order = self._arrangements[tuple(given)].declared_order
        return {name: tuple([_document(each) for each in given[name]]) for name in order or given}


def _arranged(given: Given, arrangement: Arrangement) -> Given:
    """The statements in the order of declaration, their identifiers as they are kept."""
    if arrangement.declared_order is not None:
        given = {name: given[name] for name in arrangement.declared_order}
    for name in arrangement.identifiers:
        given[name] = identifier(given[name])
    return given


def identifier(text: str) -> str:
    """An identifier as it is kept. Raises `NotProvenError` for one that a spreadsheet has shortened."""
    if not text.isascii():
        text = kept(text)
    if "+" in text and is_shortened(text):
        raise NotProvenError
    return text


def _unit(unit: Unit) -> Unit:
    texts = (unit.id, unit.kind, unit.province, unit.commune, unit.name)
    if not "".join(texts).isascii():
        composed_texts = tuple(map(kept, texts))
        if composed_texts != texts:
            unit = Unit(**dict(zip(UNIT_TEXTS, composed_texts, strict=True)))
    commune = unit.commune
    if "+" in unit.id and is_shortened(unit.id):
        raise NotProvenError
    if (len(commune) != DIGITS_OF_A_COMMUNE or "+" in commune) and any(refusals_of_commune(commune)):
        raise NotProvenError
    return unit


def _document(evidence: Evidence) -> Evidence:
    document, issued_by = kept(evidence.document), evidence.issued_by
    if issued_by is not None:
        issued_by = kept(issued_by)
    if document is evidence.document and issued_by is evidence.issued_by:
        return evidence
    return Evidence(document=document, issued_on=evidence.issued_on, issued_by=issued_by)


def kept(text: str) -> str:
    """What `composed` gives, sooner where it changes nothing. Raises `InputError` as it does.

    What it refuses is a row of marks, of which none is ASCII: so there must be more others than that.
    """
    if text.isascii():
        return text
    if is_normalized("NFC", text) and len(text) - len(text.encode("ascii", "ignore")) <= MOST_MARKS:
        return text
    return composed(text)


def values_of(names: Sequence[str]) -> Callable[[object], tuple[Any, ...]]:
    """What reads the attributes of these names."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda given: tuple([getattr(given, name) for name in names])


def _least(number: int | Interval) -> int:
    return number.lo if isinstance(number, Interval) else number


def _most(number: int | Interval) -> int:
    return number.hi if isinstance(number, Interval) else number
