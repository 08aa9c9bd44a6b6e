"""Counts, `every` and shares of records give exactly what their completions give, over every small list."""

import datetime
import itertools
from collections.abc import Iterable, Iterator

import pytest

from antq_core import UNKNOWN, Basis, Dossier, RecordList, Stack, Standard, Unit
from antq_core.domain.declarations import FieldDeclaration, RecordDeclaration
from antq_core.domain.sheets import Record, record_class
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.evaluation.interpreter import number, truth
from antq_core.evaluation.world import World
from antq_core.expressions.tree import (
    Count,
    Every,
    FieldValue,
    Measure,
    Number,
    Ratio,
    RecordShare,
    Share,
    Truth,
)
from antq_core.possible import Interval, Truths
from antq_core.standards.criteria import Criterion
from antq_core.testing.standards import NOWHERE, label

MOST = 4
PAIRS = RecordDeclaration(
    name="pairs",
    label=label("pairs"),
    at_most=MOST,
    fields=tuple(
        FieldDeclaration(name=name, measure=Measure.TRUTH, label=label(name)) for name in ("listed", "has")
    ),
)
STACK = Stack(
    Standard(
        id="vn/test/pairs",
        scheme="antt-safety",
        jurisdiction="vn",
        kinds=("residential_area",),
        title=label("pairs"),
        citation=NOWHERE,
        in_force_from=datetime.date(2020, 1, 1),
        window=WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
        decided_on=DayOfYear(11, 14),
        records=(PAIRS,),
        criteria=(Criterion(code="C-1", text=label("C-1"), citation=NOWHERE, holds=Truth(True)),),
    )
)
WINDOW = STACK.window.for_year(2026)
TRUTH_VALUES = (True, False, UNKNOWN)
RECORDS = [record_class(PAIRS)(listed=a, has=b) for a in TRUTH_VALUES for b in TRUTH_VALUES]
KNOWN = [(a, b) for a in (True, False) for b in (True, False)]
LISTS = [held for size in range(MOST) for held in itertools.combinations_with_replacement(RECORDS, size)]
LISTED, HAS = FieldValue("listed"), FieldValue("has")

Pairs = tuple[tuple[bool, bool], ...]


def world(items: tuple[Record, ...], *, closed: bool) -> World:
    unit = Unit(id="k1", kind="residential_area", province="25", commune="00001")
    held = RecordList(
        items=items, complete_for=WINDOW if closed else None, attested_by="A", basis=Basis.VERIFIED
    )
    return World(
        stack=STACK,
        dossier=Dossier(unit=unit, year=2026, records={"pairs": held}),
        basis=Basis.VERIFIED,
        today=datetime.date(2026, 11, 14),
        window=WINDOW,
    )


def completed(items: tuple[Record, ...], *, closed: bool) -> Iterator[Pairs]:
    """Every way in which a list may turn out: its fields known, and on an open list records nobody named.

    A record that is not listed takes up no place: what does not count never matters.
    """
    for known in itertools.product(*map(_ways, items)):
        more = 0 if closed else MOST - sum(listed for listed, _ in known)
        for extra in range(more + 1):
            for others in itertools.combinations_with_replacement([(True, True), (True, False)], extra):
                yield (*known, *others)


def _ways(record: Record) -> list[tuple[bool, bool]]:
    listed, has = record.value("listed"), record.value("has")
    return [(a, b) for a, b in KNOWN if listed in (a, UNKNOWN) and has in (b, UNKNOWN)]


def exactly(results: Iterable[bool | Truths]) -> Truths:
    possible = Truths(0)
    for result in results:
        possible |= result if isinstance(result, Truths) else Truths.of(result)
    return possible


@pytest.mark.parametrize("closed", [True, False])
def test_counts_and_every_are_exact(closed: bool) -> None:
    for items in LISTS:
        pairs = list(completed(items, closed=closed))
        counts = [sum(listed for listed, _ in each) for each in pairs]
        at_hand = world(items, closed=closed)
        assert number(Count("pairs", LISTED), at_hand) == Interval(min(counts), max(counts)), items
        holds = exactly(all(has for listed, has in each if listed) for each in pairs)
        assert truth(Every("pairs", HAS, LISTED), at_hand) == holds, items


@pytest.mark.parametrize("of_nothing", [Truths.TRUE, Truths.FALSE, Truths.EITHER])
@pytest.mark.parametrize("ratio", [Ratio(70), Ratio(100), Ratio(1, 3), Ratio(2, 3)], ids=str)
@pytest.mark.parametrize("closed", [True, False])
def test_shares_of_records_are_exact(closed: bool, ratio: Ratio, of_nothing: Truths) -> None:
    share = RecordShare("pairs", HAS, LISTED, ratio, of_nothing)
    for items in LISTS:
        expected = exactly(
            _share(sum(a and b for a, b in each), sum(a for a, _ in each), ratio, of_nothing)
            for each in completed(items, closed=closed)
        )
        assert truth(share, world(items, closed=closed)) == expected, items


@pytest.mark.parametrize("ratio", [Ratio(70), Ratio(100), Ratio(1, 3)], ids=str)
@pytest.mark.parametrize("of_nothing", [Truths.TRUE, Truths.FALSE])
def test_shares_of_numbers_never_divide(ratio: Ratio, of_nothing: Truths) -> None:
    empty = world((), closed=True)
    for part, whole in itertools.product(range(12), repeat=2):
        share = Share(Number(part), Number(whole), ratio, of_nothing)
        assert truth(share, empty) == exactly([_share(part, whole, ratio, of_nothing)])


def _share(part: int, whole: int, ratio: Ratio, of_nothing: Truths) -> bool | Truths:
    return of_nothing if whole == 0 else part * ratio.of >= whole * ratio.parts
