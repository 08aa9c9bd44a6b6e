"""The use case: what counts on which basis and when, children of a commune, and choices that are refused."""

import datetime

import attrs
import pytest

from antq_core import (
    UNKNOWN,
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
from antq_core.domain.declarations import FactDeclaration, Option
from antq_core.domain.incidents import Incident, IncidentKind
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.sheets import fact_sheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import InputError, ReadingError, SelectionError
from antq_core.expressions import tree
from antq_core.expressions.tree import Compare, Count, FactValue, FieldValue, Measure, Number, Operator, Ratio
from antq_core.findings.finding import GapCode
from antq_core.findings.grounds import ChosenBy
from antq_core.possible import Interval, Truths, Verdicts
from antq_core.standards.criteria import Criterion
from antq_core.standards.readings import Pin, Reading
from antq_core.testing.standards import NOWHERE, label

RULE = WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31))
WINDOW = RULE.for_year(2026)
AFTER, BEFORE = datetime.date(2026, 11, 14), datetime.date(2026, 8, 1)
THEFTS = FactDeclaration(
    name="thefts",
    measure=Measure.COUNT,
    label=label("thefts"),
    range=Interval(0, 9),
    counted_over_window=True,
)
FIRES = FactDeclaration(
    name="fires",
    measure=Measure.COUNT,
    label=label("fires"),
    range=Interval(0, 9),
    derivation=Count("incidents", tree.OneOf(FieldValue("kind"), ("fire_or_explosion",))),
)
HOW = Reading(
    name="how",
    question=label("how"),
    options=(Option("strict", label("strict")), Option("mild", label("mild"))),
    citation=NOWHERE,
)


def none_of(fact: str) -> tree.Node:
    return Compare(FactValue(fact), Operator.EQUAL, Number(0))


AREAS = Standard(
    id="vn/test/areas",
    scheme="antt-safety",
    jurisdiction="vn",
    kinds=("residential_area",),
    title=label("areas"),
    citation=NOWHERE,
    in_force_from=datetime.date(2020, 1, 1),
    window=RULE,
    decided_on=DayOfYear(11, 14),
    facts=(THEFTS, FIRES),
    records=(Incident.declaration,),
    readings=(HOW,),
    criteria=(
        Criterion(code="A-1", text=label("A-1"), citation=NOWHERE, holds=none_of("thefts")),
        Criterion(code="A-2", text=label("A-2"), citation=NOWHERE, holds=none_of("fires")),
        Criterion(
            code="A-3",
            text=label("A-3"),
            citation=NOWHERE,
            holds=tree.Or(
                (tree.ReadingIs("how", "mild"), Compare(FactValue("thefts"), Operator.LESS, Number(0)))
            ),
        ),
    ),
)
COMMUNES = attrs.evolve(
    AREAS,
    id="vn/test/communes",
    kinds=("commune",),
    facts=(),
    records=(RosterEntry.declaration,),
    readings=(),
    criteria=(
        Criterion(
            code="B-1",
            text=label("B-1"),
            citation=NOWHERE,
            holds=tree.RecordShare("roster", FieldValue("met"), tree.Truth(True), Ratio(70), Truths.FALSE),
        ),
    ),
)
STACK = Stack(AREAS)
MILD = {"how": "mild"}


def area(name: str = "k1", **parts: object) -> Dossier:
    facts = fact_sheet(AREAS.facts)
    known: dict[str, object] = {
        "verified": facts(thefts=0),
        "records": {"incidents": closed()},
        "decision_date": AFTER,
    }
    unit = Unit(id=name, kind="residential_area", province="25", commune="00001")
    return Dossier(unit=unit, year=2026, **(known | parts))  # type: ignore[arg-type]  # parts of any type


def closed(*items: Incident, basis: Basis = Basis.VERIFIED) -> RecordList:
    return RecordList(items=items, complete_for=WINDOW, attested_by="A", basis=basis)


def fire(day: datetime.date) -> Incident:
    return Incident(kind=IncidentKind.FIRE_OR_EXPLOSION, occurred_on=day, commune="00001", unit="k1")


def gap_codes(assessment: Assessment) -> set[GapCode]:
    return {each.gap.code for each in assessment.missing}


def test_a_perfect_dossier_is_met_once_the_window_is_over() -> None:
    assert assess(area(), STACK, readings=MILD).verdict is Verdict.MET


def test_before_the_window_ends_nought_is_only_the_least_there_can_be() -> None:
    early = assess(area(decision_date=BEFORE), STACK, readings=MILD)
    assert early.verdict is Verdict.UNDECIDED
    assert gap_codes(early) == {GapCode.COUNT_NOT_FINAL, GapCode.WINDOW_NOT_OVER}
    on_the_last_day = assess(area(decision_date=WINDOW.last), STACK, readings=MILD)
    assert on_the_last_day.verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (WINDOW.first - datetime.timedelta(days=1), Verdict.MET),
        (WINDOW.first, Verdict.NOT_MET),
        (WINDOW.last, Verdict.NOT_MET),
        (WINDOW.last + datetime.timedelta(days=1), Verdict.MET),
    ],
    ids=str,
)
def test_a_record_counts_from_the_first_to_the_last_day_of_the_window(
    day: datetime.date, verdict: Verdict
) -> None:
    dossier = area(records={"incidents": closed(fire(day))})
    assert assess(dossier, STACK, readings=MILD).verdict is verdict


def test_what_is_only_claimed_verifies_nothing() -> None:
    facts = fact_sheet(AREAS.facts)
    claimed = area(
        verified=facts(),
        claimed=facts(thefts=0),
        records={"incidents": closed(basis=Basis.CLAIMED)},
    )
    verified = assess(claimed, STACK, readings=MILD)
    assert gap_codes(verified) == {GapCode.FACT_CLAIMED_ONLY, GapCode.LIST_CLAIMED_ONLY}
    assert assess(claimed, STACK, readings=MILD, basis=Basis.CLAIMED).verdict is Verdict.MET


def test_a_statement_that_its_records_contradict_is_undecided_and_said_so() -> None:
    facts = fact_sheet(AREAS.facts)
    lists = {"incidents": closed(fire(datetime.date(2026, 1, 1)))}
    dossier = area(verified=facts(thefts=0, fires=0), records=lists)
    found = assess(dossier, STACK, readings=MILD)
    assert found.verdict is Verdict.UNDECIDED
    assert gap_codes(found) == {GapCode.CONTRADICTION}


def test_an_open_reading_that_matters_is_missing_and_either_choice_is_foretold() -> None:
    found = assess(area(), STACK)
    assert gap_codes(found) == {GapCode.READING_OPEN}
    assert {(each.option, each.possible) for each in found.changes} == {
        ("mild", Verdicts.MET),
        ("strict", Verdicts.NOT_MET),
    }


def test_a_pinned_reading_is_the_provinces_and_cannot_be_chosen_otherwise() -> None:
    province = attrs.evolve(
        AREAS,
        id="vn-25/test",
        jurisdiction="vn-25",
        window=None,
        decided_on=None,
        facts=(),
        records=(),
        readings=(),
        criteria=(Criterion(code="P-1", text=label("P-1"), citation=NOWHERE, holds=none_of("thefts")),),
        pins=(Pin(reading="how", option="strict", citation=NOWHERE),),
    )
    stack = Stack(AREAS, province)
    (used,) = assess(area(), stack).readings
    assert (used.option, used.chosen_by) == ("strict", ChosenBy.PROVINCE)
    with pytest.raises(ReadingError, match="ghim"):
        assess(area(), stack, readings=MILD)


@pytest.mark.parametrize("wish", [{"who": "mild"}, {"how": "wild"}], ids=str)
def test_a_reading_that_does_not_exist_is_refused(wish: dict[str, str]) -> None:
    with pytest.raises(ReadingError):
        assess(area(), STACK, readings=wish)
    with pytest.raises(ReadingError):
        assess_together([area()], Registry.of([AREAS]), readings=wish)


def test_what_no_standard_declares_is_refused_with_the_nearest_names() -> None:
    stranger = attrs.evolve(THEFTS, name="theft")
    with pytest.raises(InputError, match="thefts"):
        assess(area(verified=fact_sheet((stranger,))(theft=0)), STACK)
    with pytest.raises(InputError, match="roster"):
        assess(area(records={"roster": RecordList()}), STACK)


def test_a_standard_of_another_kind_or_day_is_refused() -> None:
    with pytest.raises(SelectionError):
        assess(area(), Stack(COMMUNES))
    with pytest.raises(SelectionError):
        assess(area(), Stack(attrs.evolve(AREAS, in_force_to=datetime.date(2026, 1, 1))))


def commune(*names: str, **parts: object) -> Dossier:
    roster = closed_roster(*names)
    unit = Unit(id="x1", kind="commune", province="25", commune="00001")
    known: dict[str, object] = {"records": {"roster": roster}, "decision_date": AFTER}
    return Dossier(unit=unit, year=2026, **(known | parts))  # type: ignore[arg-type]  # parts of any type


def closed_roster(*names: str) -> RecordList:
    items = tuple(RosterEntry(unit=name) for name in names)
    return RecordList(items=items, complete_for=WINDOW, attested_by="A", basis=Basis.VERIFIED)


def test_a_commune_is_told_the_verdicts_of_its_units_whatever_the_order() -> None:
    registry = Registry.of([AREAS, COMMUNES])
    units = [area(f"k{n}") for n in range(1, 4)]
    above = commune("k1", "k2", "k3", "k4")
    for listed in ([above, *units], [*units, above]):
        found = {each.unit.id: each for each in assess_together(listed, registry, readings=MILD)}
        assert found["x1"].verdict is Verdict.MET  # three of four are 75%
        assert found["k1"].verdict is Verdict.MET


def test_a_rostered_unit_without_a_dossier_is_undecided_and_not_absent() -> None:
    registry = Registry.of([AREAS, COMMUNES])
    found = assess_together([area("k1"), commune("k1", "k2")], registry, readings=MILD)
    assert found[1].verdict is Verdict.UNDECIDED
    assert [(each.gap.code, each.gap.name) for each in found[1].missing] == [
        (GapCode.UNIT_WITHOUT_DOSSIER, "k2")
    ]


def test_a_child_of_another_year_or_basis_is_refused() -> None:
    claimed = assess(area("k1"), STACK, basis=Basis.CLAIMED)
    with pytest.raises(InputError, match="k1"):
        assess(commune("k1"), Stack(COMMUNES), children=[claimed])


def test_what_decides_alone_comes_first_then_what_blocks_most() -> None:
    facts = fact_sheet(AREAS.facts)
    found = assess(area(verified=facts(), records={}), STACK)
    assert [each.gap.name for each in found.missing] == ["records.incidents", "thefts", "how"]
    assert not any(each.decides_alone for each in found.missing)
    alone = assess(area(records={}), STACK, readings=MILD)
    assert [(each.gap.name, each.decides_alone) for each in alone.missing] == [("records.incidents", True)]


def test_a_record_without_a_day_is_asked_for_its_day() -> None:
    undated = Incident(kind=IncidentKind.FIRE_OR_EXPLOSION, commune="00001", unit="k1")
    found = assess(area(records={"incidents": closed(undated)}), STACK, readings=MILD)
    assert [(each.gap.code, each.gap.name) for each in found.missing] == [
        (GapCode.FIELD_UNKNOWN, "records.incidents[0].occurred_on")
    ]


def test_a_fact_does_not_decide_alone_while_a_reading_of_it_is_open() -> None:
    few = Compare(FactValue("thefts"), Operator.AT_MOST, Number(3))
    in_each = tree.Or(
        (
            tree.And((tree.ReadingIs("how", "mild"), few)),
            tree.And((tree.ReadingIs("how", "strict"), none_of("thefts"))),
        )
    )
    criterion = Criterion(code="A-1", text=label("A-1"), citation=NOWHERE, holds=in_each)
    stack = Stack(attrs.evolve(AREAS, criteria=(criterion,)))
    silent = area(verified=fact_sheet(AREAS.facts)())
    (thefts,) = assess(silent, stack).missing
    assert (thefts.gap.name, thefts.decides_alone) == ("thefts", False)
    (thefts,) = assess(silent, stack, readings=MILD).missing
    assert thefts.decides_alone


def judged_by(*holds: tree.Node, applies_where: tree.Node | None = None) -> Stack:
    criteria = tuple(
        Criterion(
            code=f"A-{n}", text=label(f"A-{n}"), citation=NOWHERE, holds=each, applies_where=applies_where
        )
        for n, each in enumerate(holds, start=1)
    )
    return Stack(attrs.evolve(AREAS, criteria=criteria))


def test_two_criteria_are_read_in_the_same_way() -> None:
    mild, strict = tree.ReadingIs("how", "mild"), tree.ReadingIs("how", "strict")
    assert assess(area(), judged_by(mild, strict)).verdict is Verdict.NOT_MET
    assert assess(area(), judged_by(mild, tree.Or((mild, strict)))).verdict is Verdict.UNDECIDED


def test_a_record_of_another_unit_of_the_same_commune_does_not_count() -> None:
    elsewhere = fire(WINDOW.first).with_statements(unit="k2")
    assert assess(area(records={"incidents": closed(elsewhere)}), STACK, readings=MILD).verdict is Verdict.MET
    nowhere = fire(WINDOW.first).with_statements(unit=UNKNOWN)
    found = assess(area(records={"incidents": closed(nowhere)}), STACK, readings=MILD)
    assert [each.gap.name for each in found.missing] == ["records.incidents[0].unit"]


def test_what_is_asked_only_where_the_criterion_does_not_apply_is_not_missing() -> None:
    mild, strict = tree.ReadingIs("how", "mild"), tree.ReadingIs("how", "strict")
    in_each = tree.Or((tree.And((mild, none_of("thefts"))), tree.And((strict, none_of("fires")))))
    silent = area(verified=fact_sheet(AREAS.facts)(), records={})
    found = assess(silent, judged_by(in_each, applies_where=mild))
    assert {each.gap.name for each in found.missing} == {"thefts", "how"}
