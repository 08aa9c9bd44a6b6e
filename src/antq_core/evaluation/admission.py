"""Whether a dossier, the choice of readings and the children fit the standards they are held against.

What does not fit is refused before anything is judged: a statement that no standard declares would
otherwise be silently left out of the result.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from antq_core.codec.converter import unknown_key
from antq_core.domain.declarations import Declaration
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis
from antq_core.errors import InputError, Problem, ReadingError, SelectionError
from antq_core.findings.assessments import Standing
from antq_core.findings.grounds import ChosenBy, ReadingUsed
from antq_core.standards.readings import Pin, Reading
from antq_core.standards.stack import Stack


def refuse_misfit(dossier: Dossier, stack: Stack, today: datetime.date) -> None:
    """Refuse a dossier that the standards do not fit.

    Raises `SelectionError` when they are for other units or days, and `InputError` with everything in
    the dossier that they do not declare.
    """
    kind = dossier.unit.kind
    counts_as = stack.counts_as(kind)
    misplaced = [
        Problem("stack.not-for-unit", (), {"id": each.id, "kind": kind, "day": today})
        for each in stack.standards
        if (counts_as if each.is_national else kind) not in each.kinds or not each.is_in_force(today)
    ]
    if misplaced:
        raise SelectionError(misplaced)
    problems = [*_misfits_of_sheets(dossier, stack), *_misfits_of_lists(dossier, stack)]
    if problems:
        raise InputError(problems)


def settle_readings(stack: Stack, wished: Mapping[str, str]) -> dict[str, ReadingUsed]:
    """Every reading of a stack with the option chosen for it, by the caller or by the province.

    A wish for a reading that only a scheme has whose verdict is asked for is left to that.
    Raises `ReadingError` with every wish that cannot be followed.
    """
    readings = {reading.name: reading for reading in stack.readings}
    elsewhere = {reading.name for each in stack.reads for reading in each.readings} - readings.keys()
    pins = {pin.reading: pin for pin in stack.pins}
    problems = [
        problem
        for name, option in wished.items()
        if name not in elsewhere
        for problem in _refusals(name, option, readings, pins)
    ]
    if problems:
        raise ReadingError(problems)
    return {name: _used(reading, pins.get(name), wished.get(name)) for name, reading in readings.items()}


def refuse_unknown_readings(stacks: Iterable[Stack], wished: Mapping[str, str]) -> None:
    """Refuse a wish for a reading that none of several stacks has. Raises `ReadingError`."""
    known = {reading.name: reading for stack in stacks for reading in stack.readings}
    problems = [
        problem
        for name, option in wished.items()
        if name not in known
        for problem in _refusals(name, option, known, {})
    ]
    if problems:
        raise ReadingError(problems)


def counted_children(
    dossier: Dossier, basis: Basis, stack: Stack, children: Iterable[Standing]
) -> dict[str, Standing]:
    """The standings of units that the dossier's rosters name, by unit id.

    On a list of the national standard the verdict of a province alone says nothing.

    Raises `InputError` for one of another scheme, on another basis, of another year, or given twice.
    """
    on_lists = _named_units(dossier, stack)
    counted: dict[str, Standing] = {}
    problems: list[Problem] = []
    for child in children:
        if child.unit not in on_lists:
            continue
        problems += _refusals_of_child(child, dossier, basis, stack, counted)
        counted[child.unit] = child
    if problems:
        raise InputError(problems)
    return {unit: child for unit, child in counted.items() if child.national or not on_lists[unit]}


def _named_units(dossier: Dossier, stack: Stack) -> dict[str, bool]:
    """The units that lists of a stack name, each with whether a list of the national standard does."""
    named: dict[str, bool] = {}
    national = {each.name for each in stack.national.records} if stack.national is not None else set()
    for name, records in dossier.records.items():
        declaration = stack.records.get(name)  # a list may be of another scheme alone
        if declaration is not None and declaration.identified_by is not None:
            for record in records.items:
                unit = str(record.value(declaration.identified_by))
                named[unit] = named.get(unit, False) or name in national
    return named


def _misfits_of_sheets(dossier: Dossier, stack: Stack) -> Iterator[Problem]:
    for place in ("claimed", "verified", "last_year"):
        for name, stated in getattr(dossier, place).stated.items():
            declaration: Declaration | None = stack.dossier_fact.get(name)
            if declaration is not None:
                yield from (problem.under(place) for problem in declaration.refusals(stated))
            elif not stack.is_open:
                yield unknown_key(name, stack.dossier_fact).under(place)


def _misfits_of_lists(dossier: Dossier, stack: Stack) -> Iterator[Problem]:
    for name, records in dossier.records.items():
        declaration = stack.dossier_records.get(name)
        if declaration is None:
            if not stack.is_open:
                yield unknown_key(name, stack.dossier_records).under("records")
            continue
        yield from (problem.under("records", name) for problem in records.refusals(declaration))
        for position, item in enumerate(records.items):
            if type(item).declaration != declaration:
                yield Problem(
                    "records.other-declaration", ("records", name, "items", position), {"name": name}
                )


def _refusals(
    name: str, option: str, readings: Mapping[str, Reading], pins: Mapping[str, Pin]
) -> Iterator[Problem]:
    if name not in readings:
        yield Problem("reading.unknown", (), {"name": name, "known": ", ".join(readings) or "–"})
    elif option not in readings[name].codes:
        known = ", ".join(readings[name].codes)
        yield Problem("reading.unknown-option", (), {"name": name, "option": option, "known": known})
    elif name in pins and pins[name].option != option:
        pin = pins[name]
        facts = {"name": name, "option": option, "pinned": pin.option, "citation": pin.citation.label}
        yield Problem("reading.pinned", (), facts)


def _used(reading: Reading, pin: Pin | None, wish: str | None) -> ReadingUsed:
    option = pin.option if pin else wish
    by = ChosenBy.PROVINCE if pin else ChosenBy.CALLER if wish else ChosenBy.NOBODY
    return ReadingUsed(
        name=reading.name,
        question=reading.question,
        citation=reading.citation,
        option=option,
        matters=False,
        label={each.code: each.label for each in reading.options}.get(option or ""),
        chosen_by=by,
        pinned_in=pin.citation if pin else None,
    )


def _refusals_of_child(
    child: Standing, dossier: Dossier, basis: Basis, stack: Stack, counted: Mapping[str, Standing]
) -> Iterator[Problem]:
    facts = {"unit": child.unit, "basis": child.basis.value, "year": child.year}
    if (child.basis, child.year) != (basis, dossier.year):
        yield Problem("children.other-basis", (), facts)
    if child.scheme != stack.scheme:
        schemes = {"unit": child.unit, "scheme": child.scheme, "asked": stack.scheme}
        yield Problem("children.other-scheme", (), schemes)
    if child.unit in counted:
        yield Problem("children.twice", (), facts)
