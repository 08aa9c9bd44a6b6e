"""Generated dossiers of any stack of standards: known, bounded and unknown facts, open and closed lists."""

import datetime
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from antq_core.domain.declarations import (
    NUMERIC,
    Declaration,
    FactDeclaration,
    FieldDeclaration,
    RecordDeclaration,
)
from antq_core.domain.dossiers import Dossier, Evidence
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.sheets import FactSheet, Record, fact_sheet, record_class
from antq_core.domain.stated import UNKNOWN, Known, Stated
from antq_core.domain.units import Unit
from antq_core.domain.windows import Window
from antq_core.expressions.tree import Measure
from antq_core.possible import Interval
from antq_core.standards.stack import Stack

YEAR = 2026
PROVINCE, COMMUNE = "25", "00001"
HERE, ELSEWHERE = "unit-1", "unit-2"
MOST_RECORDS = 4


def known(declaration: Declaration, year: int = YEAR) -> st.SearchStrategy[Known]:
    """A value of a fact or field that is known; numbers lean to the ends of their range and to nought."""
    match declaration.measure:
        case Measure.TRUTH:
            return st.booleans()
        case Measure.DAY:
            return _days(declaration, year)
        case Measure.IDENTIFIER:
            return st.sampled_from((HERE, ELSEWHERE))
        case None:
            return st.sampled_from([option.code for option in declaration.options])
        case _:
            return _numbers(declaration)


def stated(declaration: Declaration, year: int = YEAR) -> st.SearchStrategy[Stated]:
    """What may be stated of a fact or field: nothing, a value, or for a number an interval."""
    if isinstance(declaration, FieldDeclaration) and declaration.assessed is not None:
        return st.just(UNKNOWN)
    ways: list[st.SearchStrategy[Stated]] = [st.just(UNKNOWN), known(declaration, year)]
    if declaration.measure in NUMERIC:
        ways.append(st.tuples(_numbers(declaration), _numbers(declaration)).map(_interval))
    return st.one_of(ways)


@st.composite
def sheets(draw: st.DrawFn, stack: Stack, year: int = YEAR) -> FactSheet:
    """A sheet of facts, wholes before their parts. What records show is at most bounded beside them."""
    statements: dict[str, Stated] = {}
    for fact in sorted(stack.facts, key=lambda fact: fact.no_more_than is not None):
        statements[fact.name] = draw(stated(fact, year) if fact.derivation is None else _beside_records(fact))
        whole = statements.get(fact.no_more_than or "", UNKNOWN)
        if fact.no_more_than is not None and not _fits(statements[fact.name], whole):
            statements[fact.name] = UNKNOWN
    return fact_sheet(stack.facts)(**statements)


@st.composite
def records(draw: st.DrawFn, declaration: RecordDeclaration) -> Record:
    """One record, some of its fields unknown; most lie here and in the window."""
    statements: dict[str, Stated] = {}
    for field in declaration.fields:
        statements[field.name] = draw(stated(field))
    if declaration.identified_by is not None:
        statements[declaration.identified_by] = draw(st.sampled_from(("unit-a", "unit-b", "unit-c")))
    for name, place in ((declaration.commune_in, COMMUNE), (declaration.unit_in, HERE)):
        if name is not None and draw(st.booleans()):
            statements[name] = place
    return record_class(declaration)(**statements)


@st.composite
def record_lists(draw: st.DrawFn, declaration: RecordDeclaration, window: Window) -> RecordList:
    """A list of records, open or closed, claimed or verified."""
    named = declaration.identified_by
    items = draw(
        st.lists(
            records(declaration),
            max_size=min(MOST_RECORDS, declaration.at_most),
            unique_by=(lambda record: record.value(named)) if named else None,
        )
    )
    return RecordList(
        items=tuple(items),
        complete_for=draw(st.sampled_from((None, window))),
        attested_by="Công an xã",
        basis=draw(st.sampled_from((Basis.VERIFIED, Basis.VERIFIED, Basis.CLAIMED))),
    )


@st.composite
def dossiers(draw: st.DrawFn, stack: Stack, year: int = YEAR) -> Dossier:
    """A dossier of a unit that the standards of a stack are for, decided before or after its window ends."""
    window = stack.window.for_year(year)
    lists: dict[str, RecordList] = {}
    for name, declaration in stack.records.items():
        if draw(st.booleans()):
            lists[name] = draw(record_lists(declaration, window))
    return Dossier(
        unit=Unit(
            id=HERE,
            kind=draw(st.sampled_from(stack.leading.kinds)),
            name="Đơn vị giả định",
            province=PROVINCE,
            commune=COMMUNE,
        ),
        year=year,
        claimed=draw(sheets(stack, year)),
        verified=draw(sheets(stack, year)),
        last_year=draw(sheets(stack, year - 1)),
        records=lists,
        evidence=draw(_evidence(stack)),
        decision_date=draw(st.sampled_from((None, window.last, window.last + datetime.timedelta(days=3)))),
    )


def _evidence(stack: Stack) -> st.SearchStrategy[Mapping[str, tuple[Evidence, ...]]]:
    document = st.builds(
        Evidence,
        document=st.sampled_from(("Nghị quyết 01 (giả định)", "Báo cáo 02 (giả định)")),
        issued_on=st.none() | st.just(datetime.date(YEAR, 1, 5)),
        issued_by=st.none() | st.just("Chi bộ (giả định)"),
    )
    names = [fact.name for fact in stack.facts]
    if not names:
        return st.just({})
    return st.dictionaries(st.sampled_from(names), st.tuples(document), max_size=2)


def _beside_records(fact: FactDeclaration) -> st.SearchStrategy[Stated]:
    bounds = fact.range
    if bounds is None:
        return st.just(UNKNOWN)
    upwards = st.integers(min(bounds.hi, bounds.lo + MOST_RECORDS), bounds.hi)
    return st.just(UNKNOWN) | upwards.map(lambda most: Interval(bounds.lo, most))


def _numbers(declaration: Declaration) -> st.SearchStrategy[int]:
    bounds = declaration.range
    assert bounds is not None  # a number without a range does not pass building
    low = st.integers(bounds.lo, min(bounds.hi, bounds.lo + 6))
    return st.one_of(low, st.sampled_from((bounds.lo, bounds.hi)), st.integers(bounds.lo, bounds.hi))


def _days(declaration: Declaration, year: int) -> st.SearchStrategy[datetime.date]:
    first, last = datetime.date(year - 1, 10, 1), datetime.date(year, 12, 31)
    if declaration.range is not None:
        days = declaration.days(year)
        first, last = (datetime.date.fromordinal(day) for day in (days.lo, days.hi))
    edges = [datetime.date(year, 1, 1), datetime.date(year, 3, 31), datetime.date(year, 4, 1)]
    within = [day for day in edges if first <= day <= last]
    return st.one_of(st.dates(first, last), *([st.sampled_from(within)] if within else []))


def _interval(ends: tuple[int, int]) -> Interval:
    return Interval(min(ends), max(ends))


def _fits(part: Any, whole: Any) -> bool:
    """Whether a part may be no more than its whole."""
    if part is UNKNOWN or whole is UNKNOWN:
        return True
    least = part.lo if isinstance(part, Interval) else part
    most = whole.hi if isinstance(whole, Interval) else whole
    return bool(least <= most)
