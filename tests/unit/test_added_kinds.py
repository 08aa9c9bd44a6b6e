"""Kinds of unit that a province adds: which national standard holds for them, if any does."""

import datetime
from typing import Any

import attrs
import pytest

from antq_core import (
    AntqError,
    Basis,
    Dossier,
    RecordList,
    Registry,
    Stack,
    Standard,
    Unit,
    Verdict,
    assess,
    assess_together,
)
from antq_core.codec.documents import (
    read_assessment,
    read_standard,
    write_assessment,
    write_standard,
)
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.incidents import Incident, IncidentKind
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.sheets import fact_sheet
from antq_core.domain.units import UnitKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import Problem, SelectionError, StandardError
from antq_core.expressions.tree import FactValue, Measure
from antq_core.expressions.writing import count
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Truths
from antq_core.standards.at_hand import refusals_at_hand
from antq_core.standards.criteria import Criterion
from antq_core.standards.stack import BrokenPlugin, LeftOutPlugin, Source
from antq_core.standards.supplied import Supplied
from antq_core.testing.standards import NOWHERE, label

YEAR = 2026
DECIDED = datetime.date(2026, 11, 14)
WHEN = {
    "window": WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
    "decided_on": DayOfYear(11, 14),
}
MARKET = UnitKind("market", Text(vi="chợ", en="market hall"), counts_as="enterprise")
FERRY = UnitKind("ferry", Text(vi="bến đò", en="ferry landing"))


def standard(name: str, kind: str, jurisdiction: str = "vn-25", **parts: Any) -> Standard:
    """A standard of one criterion upon one fact, each under a name of its own."""
    fact = FactDeclaration(name=f"fact_{name}", measure=Measure.TRUTH, label=label(name))
    holds = Criterion(code=f"C-{name}", text=label(name), citation=NOWHERE, holds=FactValue(fact.name))
    usual: dict[str, Any] = {
        "id": f"{jurisdiction}/{name}",
        "scheme": "antt-safety",
        "jurisdiction": jurisdiction,
        "kinds": (kind,),
        "title": label(name),
        "citation": NOWHERE,
        "in_force_from": datetime.date(2025, 7, 1),
        "facts": (fact,),
        "criteria": (holds,),
        **(WHEN if jurisdiction == "vn" else {}),
    }
    return Standard(**{**usual, **parts})


ENTERPRISES = standard("enterprise", "enterprise", "vn")
COMMUNES = standard("commune", "commune", "vn")
MARKETS = standard("market", "market", added_kinds=(MARKET,))
FERRIES = standard("ferry", "ferry", added_kinds=(FERRY,), **WHEN)
ALL = Registry.of([ENTERPRISES, COMMUNES, MARKETS, FERRIES])


def unit(kind: str, province: str = "25", name: str = "u-1") -> Unit:
    return Unit(id=name, kind=kind, province=province, commune="00001")


def dossier(stack: Stack, kind: str, **stated: Any) -> Dossier:
    sheet = fact_sheet(stack.facts)(**stated)
    return Dossier(unit=unit(kind), year=YEAR, verified=sheet, decision_date=DECIDED)


def problems_of(error: AntqError) -> list[tuple[str, str]]:
    """Place and code of each problem, after each was said in both languages."""
    assert all(each.message(locale) for each in error.problems for locale in LOCALES)
    return [(each.place, each.code) for each in error.problems]


def refused(**how: Any) -> Problem:
    with pytest.raises(AntqError) as caught:
        how.pop("registry", ALL).select(how.pop("unit"), YEAR, **how)
    (problem,) = caught.value.problems
    assert all(problem.message(locale) for locale in LOCALES)
    return problem


# --- what a standard may add ---


@pytest.mark.parametrize(
    ("kind", "jurisdiction", "parts", "told"),
    [
        ("enterprise", "vn", {"added_kinds": (MARKET,)}, ("added_kinds", "standard.national-adds-kinds")),
        (
            "school",
            "vn-25",
            {"added_kinds": (UnitKind("school", label("school")),)},
            ("added_kinds[0]", "standard.adds-national-kind"),
        ),
        (
            "stall",
            "vn-25",
            {"added_kinds": (UnitKind("stall", label("stall"), counts_as="enterprize"),)},
            ("added_kinds[0].counts_as", "standard.counts-as-unknown"),
        ),
        ("market", "vn-25", {"added_kinds": (MARKET, MARKET)}, ("added_kinds", "standard.name-twice")),
        (
            "ferry",
            "vn-25",
            {"kinds": ("ferry", "school"), "added_kinds": (FERRY,)},
            ("kinds", "standard.kinds-of-two-sorts"),
        ),
        (
            "market",
            "vn-25",
            {"added_kinds": (MARKET,), "window": WHEN["window"]},
            ("window", "standard.province-says-too-much"),
        ),
    ],
    ids=["national", "national code", "counts as nothing known", "twice", "two sorts", "window"],
)
def test_a_standard_adds_only_what_it_may(
    kind: str, jurisdiction: str, parts: dict[str, Any], told: tuple[str, str]
) -> None:
    with pytest.raises(StandardError) as caught:
        standard("x", kind, jurisdiction, **parts)
    place, code = told
    assert problems_of(caught.value) == [(f"{jurisdiction}/x.{place}", code)]


def test_near_national_kinds_are_named() -> None:
    with pytest.raises(StandardError) as caught:
        standard("x", "stall", added_kinds=(UnitKind("stall", label("stall"), counts_as="enterprize"),))
    assert caught.value.problems[0].facts["near"] == "enterprise"


def test_a_standard_that_stands_alone_says_when_its_year_is() -> None:
    with pytest.raises(StandardError) as caught:
        standard("x", "ferry", added_kinds=(FERRY,))
    assert [code for _, code in problems_of(caught.value)] == ["standard.missing-alone"] * 2


def test_a_standard_that_stands_alone_says_nothing_else_that_is_national() -> None:
    assert [each.stands_alone for each in (FERRIES, MARKETS, ENTERPRISES)] == [True, False, False]
    with pytest.raises(StandardError) as caught:
        attrs.evolve(FERRIES, scope=FactValue("fact_ferry"))
    assert problems_of(caught.value) == [("vn-25/ferry.scope", "standard.province-says-too-much")]


def test_the_trees_of_a_standard_that_stands_alone_are_checked_by_themselves() -> None:
    wrong = Criterion(code="C", text=label("C"), citation=NOWHERE, holds=FactValue("fact_enterprise"))
    with pytest.raises(StandardError) as caught:
        attrs.evolve(FERRIES, criteria=(wrong,))
    assert [code for _, code in problems_of(caught.value)] == ["tree.unknown-fact"]


def test_a_kind_is_checked_as_every_value_of_an_author() -> None:
    with pytest.raises(StandardError) as caught:
        UnitKind("a market", "market", counts_as="enterprise")  # type: ignore[arg-type]  # that is the slip
    assert problems_of(caught.value) == [
        ("code", "standard.code-with-space"),
        ("label", "standard.wrong-type"),
    ]


@pytest.mark.parametrize("added", [MARKETS, FERRIES], ids=lambda each: each.id)
def test_added_kinds_are_written_and_read_again(added: Standard) -> None:
    assert read_standard(write_standard(added)) == added


def test_a_standard_without_added_kinds_is_written_as_before_there_were_any() -> None:
    assert "added_kinds" not in write_standard(ENTERPRISES)


# --- at hand ---


def at_hand(one: Standard, *others: Standard) -> list[tuple[str, str]]:
    return problems_of(StandardError(refusals_at_hand(one, [one, *others])))


def test_a_kind_may_be_added_by_another_standard_of_the_jurisdiction() -> None:
    later = standard("later", "market", in_force_from=datetime.date(2030, 1, 1))
    assert at_hand(later, MARKETS) == []
    assert at_hand(later, attrs.evolve(MARKETS, jurisdiction="vn-01")) == [("kinds", "standard.unknown-kind")]
    assert at_hand(standard("national", "market", "vn"), MARKETS) == [("kinds", "standard.unknown-kind")]


def test_near_kinds_are_named_for_one_that_there_is_not() -> None:
    (problem,) = refusals_at_hand(standard("x", "markets"), [MARKETS])
    assert problem.facts["near"] == "market"


def test_a_kind_without_a_national_one_is_declared_by_each_standard_for_it() -> None:
    assert at_hand(standard("x", "ferry"), FERRIES) == [("kinds", "standard.kind-added-elsewhere")]


def test_a_kind_is_declared_alike_by_all() -> None:
    otherwise = standard("x", "market", added_kinds=(attrs.evolve(MARKET, counts_as="school"),))
    assert at_hand(otherwise, MARKETS) == [("added_kinds", "standard.kind-declared-otherwise")]
    told = [
        each for fault in Registry.of([ENTERPRISES, MARKETS, otherwise]).faults() for each in fault.problems
    ]
    assert [each.code for each in told] == ["standard.kind-declared-otherwise"] * 2
    assert at_hand(standard("y", "market", added_kinds=(MARKET,)), MARKETS) == []


# --- selection ---


def test_the_national_standard_is_that_of_the_kind_it_counts_as() -> None:
    enterprises_here = standard("here", "enterprise")
    registry = Registry.of([*(each.standard for each in ALL.supplied), enterprises_here])
    assert registry.select(unit("market"), YEAR).standards == (ENTERPRISES, MARKETS)
    assert registry.select(unit("enterprise"), YEAR).standards == (ENTERPRISES, enterprises_here)


def test_a_kind_that_counts_as_none_has_its_own_standard_alone() -> None:
    stack = ALL.select(unit("ferry"), YEAR)
    assert (stack.national, stack.provincial, stack.leading) == (None, FERRIES, FERRIES)
    assert stack.window == WHEN["window"]


def test_another_province_does_not_know_the_kind() -> None:
    problem = refused(unit=unit("market", "01"))
    assert (problem.place, problem.code) == ("unit.kind", "unit.unknown-kind")
    assert refused(unit=unit("markets")).facts["near"] == "market"


def test_a_plugin_that_is_not_heard_may_know_the_kind_and_is_named() -> None:
    broken = BrokenPlugin(jurisdiction="vn-25", source=Source(distribution="antq-x"), problems=())
    left_out = LeftOutPlugin(jurisdiction="vn-25", source=Source(distribution="antq-y"))
    national = Registry.of([ENTERPRISES])
    problem = refused(registry=attrs.evolve(national, broken=(broken,)), unit=unit("market"))
    assert (problem.code, problem.facts["broken"]) == ("unit.unknown-kind", "antq-x")
    problem = refused(registry=attrs.evolve(national, left_out=(left_out,)), unit=unit("market"))
    assert (problem.code, problem.facts["left_out"]) == ("unit.unknown-kind", "antq-y")
    elsewhere = refused(registry=attrs.evolve(national, broken=(broken,)), unit=unit("market", "01"))
    assert elsewhere.facts["broken"] == "–"


def test_what_the_province_asks_of_the_kind_is_unknown_where_its_standard_does_not_fit() -> None:
    clashing = attrs.evolve(MARKETS, facts=ENTERPRISES.facts, criteria=ENTERPRISES.criteria)
    registry = Registry.of([ENTERPRISES, clashing])
    stack = registry.select(unit("market"), YEAR)
    assert (stack.national, stack.provincial, stack.counts_as("market")) == (ENTERPRISES, None, "enterprise")
    assert assess(dossier(stack, "market", fact_enterprise=True), stack).verdict is Verdict.UNDECIDED
    assert assess(dossier(stack, "market", fact_enterprise=False), stack).verdict is Verdict.NOT_MET
    assert [each.jurisdiction for each in registry.faults()] == ["vn-25"]


def test_what_is_set_aside_still_says_what_a_kind_counts_as() -> None:
    registry = Registry(Registry.of([ENTERPRISES]).supplied, set_aside=(Supplied(MARKETS),))
    stack = registry.select(unit("market"), YEAR)
    assert (stack.standards, stack.set_aside) == ((ENTERPRISES,), (MARKETS.id,))
    found = assess(dossier(stack, "market", fact_enterprise=True), stack)
    assert [each.code for each in found.assumptions] == ["provincial-addition-left-out"]


def test_a_standard_that_stands_alone_and_is_not_in_force_is_named() -> None:
    problem = refused(unit=unit("ferry"), decided_on=datetime.date(2025, 6, 30))
    assert problem.code == "selection.none-alone"
    assert FERRIES.id in str(problem.facts["candidates"])


def test_a_kind_without_a_standard_of_its_own_is_held_to_the_national_one() -> None:
    ended = attrs.evolve(MARKETS, in_force_to=datetime.date(2025, 12, 31))
    stack = Registry.of([ENTERPRISES, ended]).select(unit("market"), YEAR)
    assert (stack.standards, stack.counts_as("market")) == ((ENTERPRISES,), "enterprise")
    found = assess(dossier(stack, "market", fact_enterprise=True), stack)
    assert found.verdict is Verdict.MET
    (assumption,) = found.assumptions
    assert assumption.code == "no-provincial-standard-for-unit"
    assert ("chợ" in assumption.text.vi, "market hall" in assumption.text.en) == (True, True)


def test_a_stack_has_a_leading_standard() -> None:
    for national, provincial, code in [
        (None, MARKETS, "stack.without-national"),
        (None, None, "stack.without-national"),
        (ENTERPRISES, FERRIES, "stack.stands-alone"),
    ]:
        with pytest.raises(StandardError) as caught:
            Stack(national, provincial)
        assert code in [each for _, each in problems_of(caught.value)]


def test_a_standard_that_cannot_be_put_into_words_is_no_standard_to_stand_alone() -> None:
    mute = attrs.evolve(FERRIES.criteria[0])
    broken = attrs.evolve(FERRIES, criteria=(mute,))
    object.__setattr__(broken.criteria[0], "text", None)
    registry = Registry.of([ENTERPRISES, broken])
    assert refused(registry=registry, unit=unit("ferry")).code == "stack.raised"
    assert [each.jurisdiction for each in registry.faults()] == ["vn-25"]


# --- assessing ---


def test_where_there_is_no_national_standard_the_provinces_decides_alone() -> None:
    stack = ALL.select(unit("ferry"), YEAR)
    found = {stated: assess(dossier(stack, "ferry", fact_ferry=stated), stack) for stated in (True, False)}
    assert [each.verdict for each in found.values()] == [Verdict.MET, Verdict.NOT_MET]
    assert assess(dossier(stack, "ferry"), stack).verdict is Verdict.UNDECIDED
    (assumption,) = found[True].assumptions
    assert (assumption.code, assumption.citation) == ("no-national-standard", FERRIES.citation)
    assert found[True].in_scope is Truths.TRUE


def test_without_a_day_its_own_day_of_decision_decides() -> None:
    stack = ALL.select(unit("ferry"), YEAR)
    assert assess(attrs.evolve(dossier(stack, "ferry"), decision_date=None), stack).decided_on == DECIDED


@pytest.mark.parametrize("kind", ["market", "ferry"])
def test_an_assessment_names_the_kind_and_replays(kind: str) -> None:
    stack = ALL.select(unit(kind), YEAR)
    found = assess(dossier(stack, kind), stack)
    assert read_assessment(write_assessment(found)) == found
    named = (MARKET if kind == "market" else FERRY).label
    for locale in LOCALES:
        assert named.in_locale(locale) in found.explain(locale).splitlines()[1]


def test_what_a_kind_counts_as_is_part_of_the_input() -> None:
    both = attrs.evolve(ENTERPRISES, kinds=("enterprise", "residential_area"))
    digests = set()
    for counts_as in both.kinds:
        kind = attrs.evolve(MARKET, counts_as=counts_as)
        stack = Stack(both, added_kinds=(kind,))
        digests.add(assess(dossier(stack, "market"), stack).input_digest)
    assert len(digests) == 2


@pytest.mark.parametrize(
    ("counts_as", "counted"),
    [("residential_area", {"here"}), ("enterprise", {"here", "elsewhere"}), (None, {"here", "elsewhere"})],
)
def test_a_record_has_its_place_as_the_kind_that_the_unit_counts_as(
    counts_as: str | None, counted: set[str]
) -> None:
    kind = UnitKind("post", label("post"), counts_as=counts_as)
    asked = Criterion(code="C", text=label("C"), citation=NOWHERE, holds=count(Incident) >= 1)
    own = standard(
        "post",
        "post",
        added_kinds=(kind,),
        records=(Incident.declaration,),
        criteria=(asked,),
        **(WHEN if counts_as is None else {}),
    )
    national = standard("national", counts_as, "vn") if counts_as else None
    stack = Stack(national, own)
    found = set()
    for name, commune in (("here", "00001"), ("elsewhere", "00002")):
        fire = Incident(
            kind=IncidentKind.FIRE_OR_EXPLOSION,
            occurred_on=datetime.date(2026, 5, 1),
            commune=commune,
            unit="u-1",
        )
        with_fire = attrs.evolve(
            dossier(stack, "post"), records={"incidents": RecordList(items=(fire,), basis=Basis.VERIFIED)}
        )
        if assess(with_fire, stack).finding("C").outcomes.words == ("met",):
            found.add(name)
    assert found == counted


# --- communes ---

ROSTERED = attrs.evolve(
    COMMUNES,
    facts=(),
    records=(RosterEntry.declaration,),
    criteria=(
        Criterion(
            code="C-1",
            text=label("C-1"),
            citation=NOWHERE,
            holds=(count(RosterEntry, where=RosterEntry.met) >= 1).node,
        ),
    ),
)


def commune(kind: str, *named: str) -> Dossier:
    entries = tuple(RosterEntry(unit=each) for each in named)
    window = WHEN["window"].for_year(YEAR)  # type: ignore[union-attr]  # a window rule
    roster = RecordList(items=entries, complete_for=window, attested_by="A", basis=Basis.VERIFIED)
    above = attrs.evolve(unit(kind), id="xa-1")
    return Dossier(unit=above, year=YEAR, records={"roster": roster}, decision_date=DECIDED)


def below(registry: Registry, kind: str, name: str) -> Dossier:
    stack = registry.select(unit(kind), YEAR)
    facts = {fact.name: True for fact in stack.facts}
    return attrs.evolve(dossier(stack, kind, **facts), unit=unit(kind, name=name))


def test_a_unit_of_an_added_kind_counts_on_a_roster() -> None:
    registry = Registry.of([ENTERPRISES, ROSTERED, MARKETS])
    above, _ = assess_together([commune("commune", "m-1"), below(registry, "market", "m-1")], registry)
    assert above.verdict is Verdict.MET


def test_a_kind_that_counts_as_a_commune_is_told_the_verdicts_of_its_units() -> None:
    kind = UnitKind("zone", label("zone"), counts_as="commune")
    own = standard("zone", "zone", added_kinds=(kind,))
    registry = Registry.of([ENTERPRISES, ROSTERED, own])
    above, _ = assess_together([commune("zone", "e-1"), below(registry, "enterprise", "e-1")], registry)
    assert above.finding("C-1").outcomes.words == ("met",)


def test_the_verdict_of_a_province_alone_says_nothing_on_a_national_roster() -> None:
    registry = Registry.of([ENTERPRISES, ROSTERED, FERRIES])
    ferry = below(registry, "ferry", "f-1")
    above, found = assess_together([commune("commune", "f-1"), ferry], registry)
    assert (found.verdict, found.standing.national) == (Verdict.MET, False)
    assert above.verdict is Verdict.UNDECIDED


def test_selecting_one_that_stands_alone_raises_what_selecting_raises() -> None:
    with pytest.raises(SelectionError):
        Registry.of([ENTERPRISES, MARKETS]).select(unit("ferry"), YEAR)
