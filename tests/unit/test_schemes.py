"""Schemes beside each other: one dossier serves all, and one may ask for the verdict of another."""

import datetime
from typing import Any

import attrs
import pytest

from antq_core import (
    AntqError,
    Assessment,
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
from antq_core.codec.csv_files.columns import KnownNames
from antq_core.codec.csv_files.dossiers import dossier_rows
from antq_core.codec.documents import read_assessment, write_assessment
from antq_core.codec.dossiers import read_dossier, write_dossier
from antq_core.codec.schema import dossier_schema
from antq_core.domain.declarations import FactDeclaration, Option
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.sheets import fact_sheet
from antq_core.domain.units import UnitKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import InputError, Problem, ReadingError, StandardError
from antq_core.expressions.tree import And, FactValue, Measure, MeetsStandard, Node, Or, ReadingIs
from antq_core.expressions.writing import count, item_points, meets_standard, points
from antq_core.findings.finding import GapCode
from antq_core.messages.text import LOCALES
from antq_core.possible import Interval
from antq_core.standards.at_hand import schemes_going_round, unknown_schemes
from antq_core.standards.criteria import Criterion
from antq_core.standards.grading import Ceiling, Grade, Grading, Threshold
from antq_core.standards.readings import Reading
from antq_core.standards.registry import SAFETY
from antq_core.standards.rubric import ScoredItem
from antq_core.standards.schemes import standard_schemes
from antq_core.standards.scoring import flat, group
from antq_core.testing.standards import NOWHERE, label

YEAR = 2026
DECIDED = datetime.date(2026, 11, 14)
WINDOW = WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31))
GRADE, ORDER = "movement-grade", "order"
AREA = Unit(id="k-1", kind="residential_area", province="25", commune="00001")


def truth(name: str) -> FactDeclaration:
    return FactDeclaration(name=name, measure=Measure.TRUTH, label=label(name))


def asks(scheme: str) -> Node:
    return meets_standard(scheme, label(scheme)).node


def standard(scheme: str, *others: str, jurisdiction: str = "vn", **parts: Any) -> Standard:
    """A standard of one criterion upon a fact of its own, and one for every scheme that it asks for."""
    own = f"{scheme}_{jurisdiction}".replace("-", "_")
    conditions = [FactValue(own), *map(asks, others)]
    national = {"window": WINDOW, "decided_on": DayOfYear(11, 14)} if jurisdiction == "vn" else {}
    usual: dict[str, Any] = {
        "id": f"{jurisdiction}/{scheme}",
        "scheme": scheme,
        "jurisdiction": jurisdiction,
        "kinds": ("residential_area",),
        "title": label(scheme),
        "citation": NOWHERE,
        "in_force_from": datetime.date(2025, 7, 1),
        "facts": (truth(own),),
        "criteria": tuple(
            Criterion(code=f"{own}-{n}", text=label(own), citation=NOWHERE, holds=holds)
            for n, holds in enumerate(conditions)
        ),
        **national,
    }
    return Standard(**{**usual, **parts})


SAFE, GRADES = standard(SAFETY), standard(GRADE, SAFETY)
BOTH = Registry.of([SAFE, GRADES])
SAFE_FACT, GRADE_FACT = "antt_safety_vn", "movement_grade_vn"


def dossier(stack: Stack, **stated: Any) -> Dossier:
    sheet = fact_sheet(stack.dossier_facts)(**stated)
    return Dossier(unit=AREA, year=YEAR, verified=sheet, decision_date=DECIDED)


def assessed(registry: Registry, scheme: str, **stated: Any) -> Assessment:
    stack = registry.select(AREA, YEAR, scheme=scheme)
    return assess(dossier(stack, **stated), stack)


def said(problem: Problem) -> Problem:
    assert all(problem.message(locale) for locale in LOCALES)
    return problem


# --- which scheme asks for which ---

ITEM = flat("i", label("i"), 10_00, when=meets_standard(SAFETY, label("s")))
RUBRIC = group("r", label("r"), [ITEM])
GRADING = Grading(
    grades=(
        Grade(code="low", label=label("low")),
        Grade(code="high", label=label("high"), threshold=Threshold(points=5_00)),
    ),
    ceilings=(
        Ceiling(
            code="c",
            grade="low",
            unless=meets_standard(GRADE, label("g")),
            text=label("c"),
            citation=NOWHERE,
        ),
    ),
)


@pytest.mark.parametrize(
    ("asking", "schemes"),
    [
        (SAFE, set()),
        (GRADES, {SAFETY}),
        (standard(GRADE, SAFETY, ORDER), {SAFETY, ORDER}),
        (standard(GRADE, scope=asks(ORDER), scope_citation=NOWHERE), {ORDER}),
        (standard(GRADE, rubric=RUBRIC), {SAFETY}),
        (standard(SAFETY, rubric=RUBRIC, grading=GRADING), {GRADE}),
        (standard(GRADE, rubric=RUBRIC, grading=GRADING), {SAFETY}),
    ],
    ids=["none", "criterion", "two", "scope", "item", "ceiling", "its own ceiling"],
)
def test_every_tree_of_a_standard_is_looked_at(asking: Standard, schemes: set[str]) -> None:
    # Points and grades are given when the verdict is known, so they may ask for that of their own scheme.
    assert standard_schemes(asking) == schemes


# --- the verdict of another scheme ---


@pytest.mark.parametrize(
    ("safe", "verdict"), [(True, Verdict.MET), (False, Verdict.NOT_MET), (None, Verdict.UNDECIDED)]
)
def test_a_standard_reads_the_verdict_of_another_scheme(safe: bool | None, verdict: Verdict) -> None:
    found = assessed(BOTH, GRADE, **{GRADE_FACT: True}, **({} if safe is None else {SAFE_FACT: safe}))
    own = assessed(BOTH, SAFETY, **{GRADE_FACT: True}, **({} if safe is None else {SAFE_FACT: safe}))
    assert (found.verdict, found.scheme) == (verdict, GRADE)
    assert found.beside == (own.standing,)
    assert (own.verdict, own.scheme, own.beside) == (verdict, SAFETY, ())
    codes = {each.gap.code for each in found.missing}
    assert codes == (set() if safe is not None else {GapCode.OTHER_SCHEME_UNDECIDED})


def test_what_another_scheme_may_still_say_is_told_as_undecided() -> None:
    is_open = assessed(BOTH, GRADE, **{GRADE_FACT: True}).explain("en")
    assert f"In the scheme {SAFETY}, whose result was asked for, the unit is undecided" in is_open
    assert "it may still be: met, not met (" in is_open
    decided = assessed(BOTH, GRADE, **{GRADE_FACT: True, SAFE_FACT: True}).explain("en")
    assert f"In the scheme {SAFETY}, whose result was asked for, the unit: met (" in decided


def test_a_scheme_of_which_nothing_is_at_hand_is_unknown() -> None:
    found = assessed(Registry.of([GRADES]), GRADE, **{GRADE_FACT: True})
    assert (found.verdict, found.beside) == (Verdict.UNDECIDED, ())
    assert [each.gap.code for each in found.missing] == [GapCode.OTHER_SCHEME_ABSENT]


def test_what_is_read_may_itself_read_another() -> None:
    orders = standard(ORDER, GRADE)
    registry = Registry.of([orders, GRADES, SAFE])
    facts = {"order_vn": True, GRADE_FACT: True, SAFE_FACT: True}
    found = assessed(registry, ORDER, **facts)
    assert [(each.scheme, each.possible.words) for each in found.beside] == [
        (SAFETY, ("met",)),
        (GRADE, ("met",)),
    ]
    (_, grade) = found.beside
    own = assessed(registry, GRADE, **facts).standing
    assert (grade, own.beside) == (attrs.evolve(own, beside=()), (found.beside[0],))
    assert assessed(registry, ORDER, **{**facts, SAFE_FACT: False}).verdict is Verdict.NOT_MET


def test_what_a_province_adds_to_the_other_scheme_counts() -> None:
    added = standard(SAFETY, jurisdiction="vn-25")
    registry = Registry.of([SAFE, GRADES, added])
    facts = {SAFE_FACT: True, GRADE_FACT: True}
    assert assessed(registry, GRADE, **facts, antt_safety_vn_25=False).verdict is Verdict.NOT_MET
    assert assessed(registry, GRADE, **facts).verdict is Verdict.UNDECIDED


def test_a_province_may_read_another_scheme() -> None:
    registry = Registry.of([SAFE, standard(GRADE), standard(GRADE, SAFETY, jurisdiction="vn-25")])
    facts = {GRADE_FACT: True, "movement_grade_vn_25": True}
    assert assessed(registry, GRADE, **facts, **{SAFE_FACT: False}).verdict is Verdict.NOT_MET


def test_the_other_scheme_is_asked_on_the_same_day() -> None:
    later = attrs.evolve(SAFE, decided_on=DayOfYear(1, 15, 1))
    stack = Registry.of([later, GRADES]).select(AREA, YEAR, scheme=GRADE)
    other = attrs.evolve(stack.beside[0], beside=(Stack(GRADES),))
    undated = attrs.evolve(dossier(stack, **{SAFE_FACT: True, GRADE_FACT: True}), decision_date=None)
    assert assess(undated, stack).beside == (assess(undated, other, as_of=DECIDED).standing,)
    # A standard that is not in force on the day that the caller names is none.
    early = Registry.of([attrs.evolve(SAFE, in_force_from=DECIDED), GRADES]).select(AREA, YEAR, scheme=GRADE)
    assert assess(undated, early, as_of=datetime.date(2026, 11, 13)).beside == ()


def test_an_assessment_says_what_it_read_and_replays() -> None:
    found = assessed(BOTH, GRADE, **{GRADE_FACT: True, SAFE_FACT: True})
    assert read_assessment(write_assessment(found)) == found
    for locale in LOCALES:
        assert f"{SAFETY}," in found.explain(locale)
        assert found.beside[0].input_digest[:8] in found.explain(locale)


# --- digests ---


def test_schemes_that_nobody_reads_leave_the_digest_what_it_was() -> None:
    alone, beside = (assessed(each, SAFETY, **{SAFE_FACT: True}) for each in (Registry.of([SAFE]), BOTH))
    assert alone == beside


def test_the_digest_covers_the_standards_that_are_read() -> None:
    changed = attrs.evolve(SAFE, title=label("another"))
    registries = (BOTH, Registry.of([changed, GRADES]), Registry.of([GRADES]))
    found = {assessed(each, GRADE, **{GRADE_FACT: True}).input_digest for each in registries}
    assert len(found) == len(registries)


# --- one dossier for all ---


def test_a_dossier_may_state_what_the_schemes_beside_declare() -> None:
    for scheme in (SAFETY, GRADE):
        stack = BOTH.select(AREA, YEAR, scheme=scheme)
        whole = dossier(stack, **{SAFE_FACT: True, GRADE_FACT: True})
        assert read_dossier(write_dossier(whole), stack) == whole
        with pytest.raises(InputError):
            read_dossier({**write_dossier(whole), "verified": {"nobodys": True}}, stack)
        properties = dossier_schema(stack)["$defs"]["facts"]["properties"]
        assert set(properties) == {SAFE_FACT, GRADE_FACT}
    assert dossier_schema(stack)["$id"] != dossier_schema(attrs.evolve(stack, beside=()))["$id"]


def test_a_file_of_csv_serves_all_schemes() -> None:
    heading = f"unit,kind,province,commune,year,verified.{SAFE_FACT},verified.{GRADE_FACT}"
    line = "k-1,residential_area,25,00001,2026,true,true"
    (row,) = dossier_rows(f"{heading}\n{line}\n".encode(), known=KnownNames.of_registry(BOTH))
    for scheme in (SAFETY, GRADE):
        stack = BOTH.select(AREA, YEAR, scheme=scheme)
        assert set(row.dossier(stack).verified.stated) == {SAFE_FACT, GRADE_FACT}


def test_evidence_and_lists_of_all_schemes_may_be_held() -> None:
    listing = attrs.evolve(GRADES, records=(RosterEntry.declaration,))
    stack = Registry.of([SAFE, listing]).select(AREA, YEAR)
    document = {
        **write_dossier(dossier(stack)),
        "records": {"roster": {"items": [{"unit": "k-9"}]}},
        "evidence": {GRADE_FACT: [{"document": "a"}]},
    }
    read = read_dossier(document, stack)
    assert (set(read.records), set(read.evidence)) == ({"roster"}, {GRADE_FACT})
    assert assess(read, stack).verdict is Verdict.UNDECIDED


# --- what cannot stand beside another ---

ALIKE = attrs.evolve(GRADES, facts=(*GRADES.facts, *SAFE.facts))
OTHERWISE = attrs.evolve(
    GRADES,
    facts=(
        *GRADES.facts,
        attrs.evolve(SAFE.facts[0], measure=Measure.COUNT, range=Interval(0, 9)),
    ),
)


def test_two_schemes_may_declare_a_name_alike() -> None:
    registry = Registry.of([SAFE, ALIKE])
    assert registry.faults() == ()
    assert [fact.name for fact in registry.select(AREA, YEAR).dossier_facts] == [SAFE_FACT, GRADE_FACT]


def test_a_name_that_is_declared_otherwise_is_told_with_both_standards() -> None:
    (fault,) = Registry.of([SAFE, OTHERWISE]).faults()
    (problem,) = map(said, fault.problems)
    assert problem.code == "standard.declared-otherwise"
    assert problem.facts == {"name": SAFE_FACT, "id": OTHERWISE.id, "other": SAFE.id}


def test_of_a_province_and_the_country_the_province_is_told() -> None:
    provincial = standard(
        SAFETY, jurisdiction="vn-25", facts=(truth(GRADE_FACT),), criteria=GRADES.criteria[:1]
    )
    grades = attrs.evolve(GRADES, facts=(attrs.evolve(GRADES.facts[0], label=label("else")),))
    for order in ([provincial, SAFE, grades], [grades, SAFE, provincial]):
        (fault,) = Registry.of(order).faults()
        assert fault.jurisdiction == "vn-25"
    elsewhere = attrs.evolve(provincial, jurisdiction="vn-01")
    of_25 = standard(ORDER, jurisdiction="vn-25", facts=grades.facts, criteria=GRADES.criteria[:1])
    assert Registry.of([SAFE, standard(ORDER), elsewhere, of_25]).faults() == ()


@pytest.mark.parametrize(
    "others",
    [
        (OTHERWISE,),
        (GRADES, attrs.evolve(GRADES, id="vn/again")),
        (
            GRADES,
            attrs.evolve(
                SAFE, id="vn/x", scheme=ORDER, facts=OTHERWISE.facts[1:], criteria=GRADES.criteria[1:]
            ),
        ),
    ],
    ids=["declares otherwise", "two in force at once", "a third"],
)
def test_another_scheme_that_is_wrong_never_breaks_this_one(others: tuple[Standard, ...]) -> None:
    alone = Registry.of([SAFE]).select(AREA, YEAR)
    stack = Registry.of([SAFE, *others]).select(AREA, YEAR)
    assert stack.unusable
    stated = dossier(alone, **{SAFE_FACT: True})
    assert assess(stated, stack) == assess(stated, alone)
    # What its dossiers state cannot be told from a slip, so it is left out.
    read = read_dossier({**write_dossier(stated), "claimed": {"movement_grade_vn": True, "x": 1}}, stack)
    assert assess(read, stack).verdict is Verdict.MET


def test_schemes_may_not_go_round() -> None:
    round_about = (standard(SAFETY, GRADE), standard(GRADE, ORDER), standard(ORDER, SAFETY))
    (problem,) = map(said, schemes_going_round(round_about, round_about))
    assert problem.code == "standard.schemes-go-round"
    assert problem.facts["way"] == "antt-safety → movement-grade → order → antt-safety"
    registry = Registry.of(round_about)
    assert [each.problems for each in registry.faults()] == [(problem,)]
    stack = registry.select(AREA, YEAR)
    found = assess(dossier(stack, **{SAFE_FACT: True}), stack)
    assert found.verdict is Verdict.UNDECIDED


def test_a_province_that_closes_a_circle_is_told_and_the_country_is_not() -> None:
    closing = standard(SAFETY, GRADE, jurisdiction="vn-25")
    at_hand = (SAFE, GRADES, closing)
    assert schemes_going_round((SAFE, GRADES), at_hand) == ()
    assert len(schemes_going_round((closing,), at_hand)) == 1
    (fault,) = Registry.of(at_hand).faults()
    assert fault.jurisdiction == "vn-25"


@pytest.mark.parametrize(
    "itself",
    [standard(SAFETY, SAFETY), standard(SAFETY, rubric=RUBRIC, criteria=())],
    ids=["criterion", "item"],
)
def test_a_verdict_cannot_rest_upon_itself(itself: Standard) -> None:
    if itself.rubric is not None:
        full = Criterion(code="C", text=label("C"), citation=NOWHERE, holds=_full(itself.rubric))
        itself = attrs.evolve(itself, criteria=(full,))
    with pytest.raises(StandardError) as caught:
        Stack(itself)
    (problem,) = map(said, caught.value.problems)
    assert problem.facts["way"] == f"{SAFETY} → {SAFETY}"


def _full(item: ScoredItem) -> Node:
    return (item_points(item.code) == points(item.most)).node


def test_stacks_beside_each_other_are_of_different_schemes() -> None:
    with pytest.raises(StandardError) as caught:
        Stack(SAFE, beside=(Stack(SAFE),))
    assert [said(each).code for each in caught.value.problems] == ["stack.scheme-twice"]


def test_a_scheme_without_a_standard_for_a_unit_does_not_stand_beside() -> None:
    for other in ({"kinds": ("school",)}, {"in_force_from": datetime.date(2027, 1, 1)}):
        stack = Registry.of([SAFE, attrs.evolve(GRADES, **other)]).select(AREA, YEAR)
        assert (stack.beside, stack.unusable, stack.is_open) == ((), (), False)


def test_a_provincial_standard_needs_a_national_one_of_its_scheme_unless_it_stands_alone() -> None:
    ferry = UnitKind("ferry", label("ferry"))
    adding = standard(ORDER, jurisdiction="vn-25")
    window: dict[str, Any] = {"window": WINDOW, "decided_on": DayOfYear(11, 14)}
    alone = standard(ORDER, jurisdiction="vn-25", kinds=("ferry",), added_kinds=(ferry,), **window)
    assert [said(each).code for each in unknown_schemes([adding], [SAFE, adding])] == [
        "standard.unknown-scheme"
    ]
    assert unknown_schemes([alone], [SAFE, alone]) == ()
    landing = attrs.evolve(AREA, kind="ferry")
    stack = Registry.of([SAFE, alone]).select(landing, YEAR, scheme=ORDER)
    assert stack.standards == (alone,)


# --- readings ---

HOW = Reading(
    name="how",
    question=label("how"),
    options=(Option("strict", label("strict")), Option("mild", label("mild"))),
    citation=NOWHERE,
)
OPEN_SAFE = attrs.evolve(
    SAFE,
    readings=(HOW,),
    criteria=(attrs.evolve(SAFE.criteria[0], holds=Or((FactValue(SAFE_FACT), ReadingIs("how", "mild")))),),
)


def test_readings_of_the_scheme_that_is_read_may_be_chosen() -> None:
    registry = Registry.of([OPEN_SAFE, GRADES])
    stack = registry.select(AREA, YEAR, scheme=GRADE)
    stated = dossier(stack, **{SAFE_FACT: False, GRADE_FACT: True})
    found = {how: assess(stated, stack, readings={"how": how}).verdict for how in ("strict", "mild")}
    assert found == {"strict": Verdict.NOT_MET, "mild": Verdict.MET}
    assert assess(stated, stack).verdict is Verdict.UNDECIDED
    together = assess_together([stated], registry, scheme=GRADE, readings={"how": "mild"})
    assert [each.verdict for each in together] == [Verdict.MET]
    for wrong in ({"how": "other"}, {"why": "mild"}):
        with pytest.raises(ReadingError):
            assess(stated, stack, readings=wrong)


# --- communes ---

ROSTERED: dict[str, Any] = {
    "kinds": ("commune",),
    "facts": (),
    "records": (RosterEntry.declaration,),
}


def on_roster(code: str, *more: Node) -> tuple[Criterion, ...]:
    some = (count(RosterEntry, where=RosterEntry.met) >= 1).node
    holds = And((some, *more)) if more else some
    return (Criterion(code=code, text=label(code), citation=NOWHERE, holds=holds),)


SAFE_COMMUNES = standard(SAFETY, id="vn/safe-communes", criteria=on_roster("S-1"), **ROSTERED)
GRADE_COMMUNES = standard(GRADE, id="vn/grade-communes", criteria=on_roster("G-1", asks(SAFETY)), **ROSTERED)
# The areas' own grade asks for no other scheme: their verdict on safety is asked for by the commune alone.
COUNTRY = Registry.of([SAFE, standard(GRADE), SAFE_COMMUNES, GRADE_COMMUNES])


def commune() -> Dossier:
    entries = (RosterEntry(unit="k-1"),)
    window = WINDOW.for_year(YEAR)
    roster = RecordList(items=entries, complete_for=window, attested_by="A", basis=Basis.VERIFIED)
    above = attrs.evolve(AREA, id="xa-1", kind="commune")
    return Dossier(unit=above, year=YEAR, records={"roster": roster}, decision_date=DECIDED)


def area(**stated: Any) -> Dossier:
    return dossier(COUNTRY.select(AREA, YEAR), **stated)


@pytest.mark.parametrize(
    ("safe", "grade", "verdict"),
    [
        (True, True, Verdict.MET),
        (False, True, Verdict.NOT_MET),
        (True, False, Verdict.NOT_MET),
        (None, True, Verdict.UNDECIDED),
    ],
)
def test_a_commune_is_told_the_verdicts_of_its_units_in_each_scheme(
    safe: bool | None, grade: bool, verdict: Verdict
) -> None:
    stated = {GRADE_FACT: grade, **({} if safe is None else {SAFE_FACT: safe})}
    above, below = assess_together([commune(), area(**stated)], COUNTRY, scheme=GRADE)
    assert above.verdict is verdict
    # Of the area itself nobody asked that, so its assessment says nothing of it.
    assert below == assess(area(**stated), COUNTRY.select(AREA, YEAR, scheme=GRADE))
    assert below.beside == ()


def test_what_a_commune_reads_is_its_own_verdict_in_the_other_scheme() -> None:
    dossiers = [commune(), area(**{SAFE_FACT: True, GRADE_FACT: True})]
    above, _ = assess_together(dossiers, COUNTRY, scheme=GRADE)
    own, _ = assess_together(dossiers, COUNTRY)
    assert above.beside == (own.standing,)


def test_a_child_of_which_that_scheme_is_not_known_has_no_dossier_in_it() -> None:
    stack = COUNTRY.select(commune().unit, YEAR, scheme=GRADE)
    child = assessed(COUNTRY, GRADE, **{SAFE_FACT: True, GRADE_FACT: True})
    found = assess(commune(), stack, children=[child])
    assert found.verdict is Verdict.UNDECIDED
    assert [each.possible.words for each in found.beside] == [("met", "not_met")]


def test_a_child_of_another_scheme_is_refused() -> None:
    stack = COUNTRY.select(commune().unit, YEAR, scheme=GRADE)
    child = assessed(COUNTRY, SAFETY, **{SAFE_FACT: True})
    with pytest.raises(InputError) as caught:
        assess(commune(), stack, children=[child])
    assert [said(each).code for each in caught.value.problems] == ["children.other-scheme"]


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(AntqError):
        assess_together([area()], COUNTRY, scheme="nobodys")


def test_the_node_is_what_authors_write() -> None:
    assert asks(SAFETY) == MeetsStandard(SAFETY, label(SAFETY))
