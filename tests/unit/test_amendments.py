"""A standard that replaces another: the old one ends, whatever it says, and what it decided replays."""

import datetime
import json
from typing import Any

import attrs
import pytest

from antq_core import Dossier, Registry, Standard, Unit, assess
from antq_core.codec.documents import write_assessment
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.sheets import fact_sheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import Problem, SelectionError
from antq_core.expressions.tree import FactValue, Measure
from antq_core.messages.text import LOCALES
from antq_core.standards.at_hand import refusals_at_hand
from antq_core.standards.criteria import Criterion
from antq_core.testing.standards import NOWHERE, label

YEAR = 2026
AREA = Unit(id="kdc-1", kind="residential_area", province="25", commune="00001")
LAST, FIRST = datetime.date(2026, 5, 31), datetime.date(2026, 6, 1)
EARLY, LATE = datetime.date(2025, 7, 1), datetime.date(2027, 1, 1)


def standard(name: str, first: datetime.date = EARLY, jurisdiction: str = "vn", **parts: Any) -> Standard:
    """A standard of one criterion upon a fact of its own, in force until nobody knows when."""
    fact = FactDeclaration(name=f"fact_{name}", measure=Measure.TRUTH, label=label(name))
    window = WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31))
    usual: dict[str, Any] = {
        "id": f"{jurisdiction}/{name}",
        "scheme": "antt-safety",
        "jurisdiction": jurisdiction,
        "kinds": ("residential_area",),
        "title": label(name),
        "citation": NOWHERE,
        "in_force_from": first,
        "facts": (fact,),
        "criteria": (
            Criterion(code=f"C-{name}", text=label(name), citation=NOWHERE, holds=FactValue(fact.name)),
        ),
        **({"window": window, "decided_on": DayOfYear(11, 14)} if jurisdiction == "vn" else {}),
    }
    return Standard(**{**usual, **parts})


OLD, NATIONAL = standard("old"), standard("national")
NEW = standard("new", FIRST, replaces=("vn/old",))
OLD_25 = standard("old", jurisdiction="vn-25")
NEW_25 = standard("new", FIRST, "vn-25", replaces=("vn-25/old",))


def held(registry: Registry, day: datetime.date) -> tuple[str, ...]:
    return tuple(each.id for each in registry.select(AREA, YEAR, day).standards)


# --- selection ---


@pytest.mark.parametrize(
    ("standards", "before", "after"),
    [
        ((OLD, NEW), ("vn/old",), ("vn/new",)),
        ((NEW, OLD), ("vn/old",), ("vn/new",)),
        ((NATIONAL, OLD_25, NEW_25), ("vn/national", "vn-25/old"), ("vn/national", "vn-25/new")),
    ],
    ids=["national", "in any order", "provincial"],
)
def test_the_old_one_ends_on_the_day_before_the_new_one_begins(
    standards: tuple[Standard, ...], before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    registry = Registry.of(standards)
    assert [held(registry, day) for day in (LAST, FIRST, LATE)] == [before, after, after]
    assert registry.faults() == ()


def test_without_saying_so_no_standard_takes_the_place_of_another() -> None:
    with pytest.raises(SelectionError):
        held(Registry.of([OLD, attrs.evolve(NEW, replaces=())]), FIRST)


def test_of_a_row_of_amendments_the_latest_that_is_in_force_holds() -> None:
    newest = standard("newest", LATE, replaces=("vn/new",))
    registry = Registry.of([newest, NEW, OLD])
    assert [held(registry, day) for day in (LAST, FIRST, LATE)] == [("vn/old",), ("vn/new",), ("vn/newest",)]


def test_what_was_replaced_does_not_come_back() -> None:
    ended = attrs.evolve(NEW, in_force_to=datetime.date(2026, 12, 31))
    with pytest.raises(SelectionError) as caught:
        held(Registry.of([OLD, ended]), LATE)
    assert [each.code for each in caught.value.problems] == ["selection.none"]


def test_an_own_end_before_that_stays_the_end() -> None:
    registry = Registry.of([attrs.evolve(OLD, in_force_to=datetime.date(2026, 3, 31)), NEW])
    with pytest.raises(SelectionError):
        held(registry, LAST)


def test_it_ends_for_the_kinds_only_that_both_are_for() -> None:
    both = attrs.evolve(OLD, kinds=("residential_area", "agency"))
    registry = Registry.of([both, NEW])
    agency = attrs.evolve(AREA, kind="agency")
    assert held(registry, FIRST) == ("vn/new",)
    assert registry.select(agency, YEAR, FIRST).national == both


def test_without_a_day_the_default_day_is_that_of_each() -> None:
    registry = Registry.of([OLD, NEW])
    assert registry.select(AREA, 2025).national == OLD
    assert registry.select(AREA, YEAR).national == NEW


def test_what_was_replaced_need_not_fit_what_it_never_meets() -> None:
    # The new national standard declares what the province used to; the province's own new one no longer does.
    own_old = attrs.evolve(
        OLD_25,
        facts=(attrs.evolve(OLD_25.facts[0], name="fact_25"),),
        criteria=(attrs.evolve(OLD_25.criteria[0], code="C-25", holds=FactValue("fact_25")),),
    )
    national = attrs.evolve(NEW, facts=(*NEW.facts, attrs.evolve(own_old.facts[0], label=label("other"))))
    other_25 = standard("other", FIRST, "vn-25", replaces=("vn-25/old",))
    assert Registry.of([OLD, national, own_old, other_25]).faults() == ()
    (fault,) = Registry.of([OLD, national, own_old]).faults()
    assert fault.jurisdiction == "vn-25"


# --- what was decided ---


@pytest.mark.parametrize(
    ("old", "new", "beneath"), [(OLD, NEW, ()), (OLD_25, NEW_25, (NATIONAL,))], ids=["national", "provincial"]
)
def test_what_was_decided_under_the_old_one_replays_under_it(
    old: Standard, new: Standard, beneath: tuple[Standard, ...]
) -> None:
    def decided(*standards: Standard) -> str:
        registry = Registry.of([*beneath, *standards])
        stack = registry.select(AREA, YEAR, LAST)
        sheet = fact_sheet(stack.facts)(fact_old=True)
        dossier = Dossier(unit=AREA, year=YEAR, verified=sheet, decision_date=LAST)
        return json.dumps(write_assessment(assess(dossier, stack)), sort_keys=True)

    assert decided(old, new) == decided(old)
    assert '"vn/new"' not in decided(old, new)


# --- what is told ---


def told(one: Standard, *others: Standard) -> Problem:
    """The one problem of a standard, which loading it and listing faults tell alike."""
    (problem,) = refusals_at_hand(one, [one, *others])
    faults = Registry.of([one, *others]).faults()
    assert [each for fault in faults for each in fault.problems] == [problem]
    assert all(problem.message(locale) for locale in LOCALES)
    return problem


def test_a_standard_cannot_replace_itself() -> None:
    assert told(attrs.evolve(OLD, replaces=("vn/old",))).code == "standard.replaces-itself"


@pytest.mark.parametrize("first", [FIRST, LATE])
def test_what_is_replaced_was_in_force_on_some_day_before(first: datetime.date) -> None:
    problem = told(NEW, attrs.evolve(OLD, in_force_from=first))
    assert (problem.code, problem.facts["replaced"]) == ("standard.replaces-later", "vn/old")


@pytest.mark.parametrize(
    "other",
    [
        {"scheme": "movement-grade"},
        {"kinds": ("school",)},
        {"jurisdiction": "vn-25", "window": None, "decided_on": None},
    ],
    ids=["scheme", "kind", "jurisdiction"],
)
def test_only_what_holds_for_the_same_can_be_replaced(other: dict[str, Any]) -> None:
    problem = told(NEW, attrs.evolve(OLD, **other))
    assert (problem.code, problem.facts["replaced"]) == ("standard.replaces-another-sort", "vn/old")


def test_what_is_not_at_hand_may_be_named() -> None:
    assert list(refusals_at_hand(NEW, [NEW])) == []
    assert Registry.of([NEW]).faults() == ()
