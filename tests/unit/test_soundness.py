"""The soundness of standards: numbers without a citation are found, and so is what looks wrong."""

import datetime
from decimal import Decimal

import attrs
import pytest
from hypothesis import given

from antq_core import UNKNOWN, Standard, load_registry
from antq_core.comparison.implication import implies
from antq_core.domain.attributes import Fact, Hundredths, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import Direction, Option
from antq_core.domain.incidents import Incident
from antq_core.domain.sheets import FactSheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import StandardError
from antq_core.expressions import tree
from antq_core.expressions.tree import Compare, FactValue, Node, Number, Operator, Ratio, Share
from antq_core.expressions.writing import (
    WINDOW_START,
    TruthExpression,
    clamp,
    count,
    item_points,
    points,
    reading_is,
    share,
    where,
)
from antq_core.messages.text import Text
from antq_core.possible import Rounding, Truths
from antq_core.soundness.remarks import Remark, RemarkCode
from antq_core.soundness.unreachable_steps import unreachable_steps
from antq_core.soundness.whole import soundness
from antq_core.standards.criteria import Criterion
from antq_core.standards.grading import Ceiling, Grade, Grading, Quota, QuotaBase, Threshold
from antq_core.standards.readings import Reading
from antq_core.standards.rubric import Rescaling, ScoredItem
from antq_core.standards.scoring import (
    at_most,
    by_hand,
    deduction,
    flat,
    group,
    losing,
    stepped,
    untranscribed,
)
from antq_core.testing.standards import standards

LAW = Citation(kind=InstrumentKind.DECISION, number="0/QĐ-0", article="1")
MORE, LESS = Direction.MORE_IS_BETTER, Direction.LESS_IS_BETTER


def words(text: str) -> Text:
    return Text(vi=text, en=text)


class Facts(FactSheet):
    plan: Fact[bool] = fact(default=UNKNOWN, label=words("plan"), direction=MORE)
    late: Fact[bool] = fact(default=UNKNOWN, label=words("late"), direction=LESS)
    fires: Fact[int] = fact(default=UNKNOWN, label=words("fires"), between=(0, 9), direction=LESS)
    people: Fact[int] = fact(default=UNKNOWN, label=words("people"), between=(1, 50))
    trained: Fact[int] = fact(
        default=UNKNOWN, label=words("trained"), between=(0, 50), no_more_than="people", direction=MORE
    )
    quality: Fact[Hundredths] = fact(
        default=UNKNOWN, label=words("quality"), between=(0, 10_00), direction=MORE
    )


def standard(*items: ScoredItem, **parts: object) -> Standard:
    given: dict[str, object] = {
        "id": "vn/sound/1",
        "scheme": "antt-safety",
        "jurisdiction": "vn",
        "kinds": ("agency",),
        "title": words("sound"),
        "citation": LAW,
        "in_force_from": datetime.date(2020, 1, 1),
        "window": WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        "decided_on": DayOfYear(11, 20),
        "facts": Facts.facts(),
        "rubric": group("R", words("r"), items) if items else None,
        **parts,
    }
    return Standard(**given)  # type: ignore[arg-type]


def asking(holds: TruthExpression, **parts: object) -> Standard:
    return standard(criteria=(Criterion(code="C", text=words("c"), citation=LAW, holds=holds),), **parts)


def found(of: Standard, *codes: RemarkCode) -> list[tuple[str, str]]:
    """The remarks of some codes, or the faults: each by its code and place."""
    remarks = [each for each in soundness(of) if each.code in codes or (not codes and each.is_fault)]
    return [(each.code.value.removeprefix("soundness."), each.problem.place) for each in remarks]


PLAN = flat("R.1", words("plan"), 10_00, when=Facts.plan)


def test_the_standards_at_hand_have_no_fault() -> None:
    assert {
        each.standard.id: found(each.standard) for each in load_registry().supplied if found(each.standard)
    } == {}


def test_points_need_a_citation_of_their_own_or_of_a_group_inside_the_rubric() -> None:
    assert found(standard(PLAN)) == [("uncited-points", "rubric.R.1")]
    assert found(standard(attrs.evolve(PLAN, citation=LAW))) == []
    inside = group("R.2", words("part"), [attrs.evolve(PLAN, code="R.2.1")], citation=LAW)
    assert found(standard(inside)) == []
    assert found(standard(rubric=group("R", words("r"), [PLAN, inside], citation=LAW))) == []
    unread = untranscribed("R.3", words("unread"), 5_00)
    assert found(standard(inside, unread)) == [("uncited-points", "rubric.R.3")]


def test_the_numbers_of_an_item_are_named() -> None:
    item = losing("R.1", words("fires"), 10_00, each=2_50, of=Facts.fires)
    (remark,) = [each for each in soundness(standard(item)) if each.is_fault]
    assert remark.problem.message("en") == (
        "rubric.R.1: item R.1: its points (10, 2.5) have no citation; "
        "give the item one, or a group that holds it"
    )


def test_limits_and_rescalings_need_one_as_well() -> None:
    bare = {
        "rescaling": Rescaling(text=words("scale"), rounding=Rounding.HALF_UP),
        "limit": at_most(9_00, words("no more")),
    }
    cited = {name: attrs.evolve(part, citation=LAW) for name, part in bare.items()}
    of_item = attrs.evolve(PLAN, citation=LAW)
    assert found(standard(rubric=group("R", words("r"), [of_item], **bare))) == [
        ("uncited-limit", "rubric.R.limit"),
        ("uncited-rescaling", "rubric.R.rescaling"),
    ]
    assert found(standard(rubric=group("R", words("r"), [of_item], **cited))) == []
    assert found(standard(rubric=group("R", words("r"), [of_item], citation=LAW, **bare))) == []


def test_thresholds_ceilings_and_quotas_need_their_own() -> None:
    weak = Grade(code="weak", label=words("weak"))
    best = Grade(code="best", label=words("best"), threshold=Threshold(points=9_00))
    ceiling = Ceiling(code="c", grade="weak", unless=Facts.plan, text=words("plan"))
    quota = Quota(grade="best", at_most=Ratio(15), bases=(QuotaBase.GRADE_OR_BELOW,), text=words("few"))
    rubric = group("R", words("r"), [PLAN], citation=LAW)
    bare = Grading(grades=(weak, best), ceilings=(ceiling,), quotas=(quota,))
    assert found(standard(rubric=rubric, grading=bare)) == [
        ("uncited-threshold", "grading.grades.best"),
        ("uncited-ceiling", "grading.ceilings.c"),
        ("uncited-quota", "grading.quotas.best"),
    ]
    cited = Grading(
        grades=(weak, attrs.evolve(best, threshold=Threshold(points=9_00, citation=LAW))),
        ceilings=(attrs.evolve(ceiling, citation=LAW),),
        quotas=(attrs.evolve(quota, citation=LAW),),
    )
    assert found(standard(rubric=rubric, grading=cited)) == []


def with_fact(name: str, **changes: object) -> tuple[object, ...]:
    return tuple(attrs.evolve(each, **changes) if each.name == name else each for each in Facts.facts())


def test_an_end_of_a_range_that_is_compared_with_needs_a_source() -> None:
    assert found(asking(Facts.trained >= 50)) == [("uncited-range", "facts.trained.range")]
    assert found(asking(Facts.trained >= 50, facts=with_fact("trained", source=LAW))) == []
    assert found(asking(Facts.trained >= 49)) == []
    assert found(asking(Facts.fires == 0)) == []


def test_numbers_in_a_derivation_need_a_source() -> None:
    capped = tree.Clamp(count(Incident).node, at_most=3)
    derived = {"records": (Incident.declaration,)}
    assert found(asking(Facts.fires == 0, facts=with_fact("fires", derivation=capped), **derived)) == [
        ("uncited-derivation", "facts.fires.derivation")
    ]
    sourced = with_fact("fires", derivation=capped, source=LAW)
    assert found(asking(Facts.fires == 0, facts=sourced, **derived)) == []
    plain = with_fact("fires", derivation=count(Incident).node)
    assert found(asking(Facts.fires == 0, facts=plain, **derived)) == []


def test_facts_and_readings_that_nothing_uses_are_told() -> None:
    options = (Option("a", words("a")), Option("b", words("b")))
    reading = Reading(name="way", question=words("way"), options=options, citation=LAW)
    unused = (RemarkCode.UNUSED_FACT, RemarkCode.UNUSED_READING)
    assert found(asking(Facts.plan & (Facts.people >= 2), readings=(reading,)), *unused) == [
        ("unused-fact", "facts.late"),
        ("unused-fact", "facts.fires"),
        ("unused-fact", "facts.quality"),  # `trained` bounds `people`, so it is used with it
        ("unused-reading", "readings.way"),
    ]
    way = asking(Facts.plan & reading_is("way", "a"), readings=(reading,))
    assert ("unused-reading", "readings.way") not in found(way, *unused)
    assert found(way, RemarkCode.OPEN_READING) == [("open-reading", "readings.way")]


TRAINED = share(Facts.trained, Facts.people, Ratio(70), Truths.FALSE)


@pytest.mark.parametrize(
    "holds",
    [
        Facts.plan,
        ~Facts.late,
        Facts.fires == 0,
        Facts.fires <= 3,
        ~(Facts.fires > 3),
        Facts.trained >= Facts.fires,
        Facts.trained - Facts.fires >= 1,
        (-2) * Facts.fires >= -4,
        TRAINED,
        Facts.fires != 4,  # pulls either way
    ],
)
def test_facts_used_as_their_direction_says_are_not_told(holds: TruthExpression) -> None:
    assert found(asking(holds), RemarkCode.AGAINST_DIRECTION) == []


@pytest.mark.parametrize(
    "holds",
    [
        ~Facts.plan,
        Facts.late,
        Facts.fires != 0,
        Facts.fires == 9,
        Facts.fires >= 3,
        Facts.fires - Facts.trained >= 1,
        (-2) * Facts.trained >= -4,
        ~TRAINED,
    ],
)
def test_facts_used_against_their_direction_are_told(holds: TruthExpression) -> None:
    told = found(asking(holds), RemarkCode.AGAINST_DIRECTION)
    assert {place for _, place in told} == {"criteria.C.holds"}


@given(standard=standards())
def test_every_standard_that_can_be_built_can_be_looked_at(standard: Standard) -> None:
    remarks = soundness(standard)
    assert all(remark.problem.message("vi") for remark in remarks)
    facts = {fact.name: fact.direction for fact in standard.facts}
    against = [each for each in remarks if each.code is RemarkCode.AGAINST_DIRECTION]
    assert all(facts[str(each.facts["fact"])] is not Direction.NEITHER for each in against)


def test_what_only_other_standards_or_items_tell_pulls_either_way() -> None:
    of_items = asking(
        (item_points("R.1") == points(10_00)) & Facts.plan, rubric=group("R", words("r"), [PLAN])
    )
    assert found(of_items, RemarkCode.AGAINST_DIRECTION) == []
    start = WINDOW_START
    days = asking((start == datetime.date(2026, 1, 1)) | Facts.plan)
    assert found(days, RemarkCode.AGAINST_DIRECTION) == []


def test_points_have_directions_too() -> None:
    against = RemarkCode.AGAINST_DIRECTION
    sound = [
        losing("R.1", words("fires"), 10_00, each=2_50, of=Facts.fires),
        deduction("R.2", words("fires"), each=2_50, of=Facts.fires, at_most=5_00),
        by_hand("R.3", words("quality"), 10_00, score=Facts.quality),
        stepped(
            "R.4", words("steps"), 10_00, arms=[(TRAINED, points(10_00).node.hundredths)], otherwise=2_00
        ),
    ]
    assert found(standard(*sound), against) == []
    rising = stepped("R.1", words("steps"), 10_00, arms=[(TRAINED, 2_00)], otherwise=10_00)
    paid = ScoredItem(
        code="R.2", text=words("paid"), most=9_00, points=clamp(points(1_00) + points(0), at_most=9_00)
    )
    assert found(standard(rising, paid), against) == [("against-direction", "rubric.R.1.points")]


def compared(operator: Operator, number: int) -> Node:
    return Compare(FactValue("x"), operator, Number(number))


def reaching(parts: int, nothing: Truths = Truths.FALSE) -> Node:
    return Share(FactValue("part"), FactValue("x"), Ratio(parts), nothing)


AT_LEAST_7 = compared(Operator.AT_LEAST, 7)


@pytest.mark.parametrize(
    ("condition", "other", "expected"),
    [
        (compared(Operator.AT_LEAST, 9), AT_LEAST_7, True),
        (AT_LEAST_7, compared(Operator.AT_LEAST, 9), False),
        (compared(Operator.MORE, 6), AT_LEAST_7, True),
        (compared(Operator.EQUAL, 7), AT_LEAST_7, True),
        (compared(Operator.EQUAL, 6), AT_LEAST_7, False),
        (compared(Operator.LESS, 3), compared(Operator.AT_MOST, 2), True),
        (compared(Operator.AT_MOST, 3), compared(Operator.LESS, 3), False),
        (AT_LEAST_7, compared(Operator.UNEQUAL, 5), True),
        (AT_LEAST_7, compared(Operator.UNEQUAL, 8), False),
        (compared(Operator.UNEQUAL, 5), AT_LEAST_7, False),
        (reaching(90), reaching(70), True),
        (reaching(70), reaching(90), False),
        (reaching(90, Truths.TRUE), reaching(70), False),
        # The law is silent on the same question in both, so that no dossier fulfils only the first.
        (reaching(90, Truths.EITHER), reaching(70, Truths.EITHER), True),
        (reaching(90, Truths.EITHER), reaching(70), False),
        (reaching(90), reaching(70, Truths.TRUE), True),
        (tree.And((AT_LEAST_7, FactValue("plan"))), AT_LEAST_7, True),
        (AT_LEAST_7, tree.And((AT_LEAST_7, FactValue("plan"))), False),
        (AT_LEAST_7, tree.Or((FactValue("plan"), AT_LEAST_7)), True),
        (tree.Or((FactValue("plan"), AT_LEAST_7)), AT_LEAST_7, False),
        (tree.Truth(False), AT_LEAST_7, True),
        (AT_LEAST_7, tree.Truth(True), True),
    ],
)
def test_implied_conditions_are_seen_by_their_words(condition: Node, other: Node, expected: bool) -> None:
    assert implies(condition, other) is expected


def test_steps_out_of_reach_are_counted_from_one() -> None:
    arms = tuple(tree.Where(each, tree.Points(1)) for each in (reaching(70), reaching(90), tree.Truth(False)))
    assert list(unreachable_steps(tree.Steps(arms, tree.Points(0)))) == [(2, 1), (3, 3)]
    always = tree.Steps((tree.Where(tree.Truth(True), tree.Points(1)),), tree.Points(0))
    assert list(unreachable_steps(always)) == [(2, 1)]


def test_a_step_out_of_reach_is_told() -> None:
    higher = share(Facts.trained, Facts.people, Ratio(90), Truths.FALSE)
    item = stepped("R.1", words("s"), 10_00, arms=[(TRAINED, 5_00), (higher, 10_00)], citation=LAW)
    (remark,) = [each for each in soundness(standard(item)) if each.code is RemarkCode.UNREACHABLE_STEP]
    assert remark == Remark(
        RemarkCode.UNREACHABLE_STEP, ("rubric", "R.1", "points"), {"step": 2, "earlier": 1}
    )


@pytest.mark.parametrize("of_nothing", [Truths.TRUE, Truths.FALSE, Truths.EITHER])
def test_steps_by_share_in_the_wrong_order_are_told(of_nothing: Truths) -> None:
    lowest_first = [
        (share(Facts.trained, Facts.people, Ratio(percent), of_nothing), given)
        for percent, given in ((50, 2_50), (80, 10_00), (95, 15_00))
    ]
    unreachable = RemarkCode.UNREACHABLE_STEP
    for arms, expected in ((lowest_first, [2, 3]), (lowest_first[::-1], [])):
        item = stepped("R.1", words("s"), 15_00, arms=arms, citation=LAW)
        remarks = [each for each in soundness(standard(item)) if each.code is unreachable]
        assert [each.facts["step"] for each in remarks] == expected


@pytest.mark.parametrize(
    ("last", "shown"), [(10_00, None), (12_00, "102"), (10, "90.1"), (110_00, None)], ids=str
)
def test_a_total_that_is_no_round_hundred_is_told(last: int, shown: str | None) -> None:
    items = [*(flat(f"R.{n}", words("x"), 10_00, when=Facts.plan) for n in range(1, 10)), deduced()]
    of = standard(*items, flat("R.10", words("x"), last, when=Facts.plan))
    told = [each.problem.message("en") for each in soundness(of) if each.code is RemarkCode.ODD_TOTAL]
    assert [f"R add up to {shown}, which is no round hundred" in each for each in told] == [True] * (
        shown is not None
    )


def deduced(each: int = 2_50, at_most: int = 5_00) -> ScoredItem:
    return deduction("R.0", words("fires"), each=each, of=Facts.fires, at_most=at_most)


def small(*items: ScoredItem) -> list[tuple[str, str]]:
    """The remarks on what is less than a point: the place, and what may have been meant."""
    remarks = [each for each in soundness(standard(*items)) if each.code is RemarkCode.LESS_THAN_A_POINT]
    return [(each.problem.place, str(each.facts["meant"])) for each in remarks]


def steps_of(*amounts: int) -> ScoredItem:
    arms = [(Facts.fires <= many, amount) for many, amount in enumerate(amounts)]
    return stepped("R.1", words("s"), 10_00, arms=arms)


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ((steps_of(10_00, 5_00, 2_00),), []),
        ((steps_of(10_00, 5_00, 2),), [("rubric.R.1.points", "2_00")]),
        ((steps_of(10_00, 7_50, 2),), []),  # the law itself gives parts of points
        ((steps_of(10_00, 5_00, 50),), []),  # half a point: 50 points would not fit
        ((PLAN, flat("R.2", words("x"), 10, when=Facts.plan)), [("rubric.R.2.most", "10_00")]),
        ((flat("R.2", words("x"), 10, when=Facts.plan),), []),  # nothing stands beside it
        ((PLAN, deduced(2_00)), []),
        ((PLAN, deduced(2)), [("rubric.R.0.points", "2_00")]),
        ((PLAN, deduced(2, 5)), [("rubric.R.0.least", "5_00")]),
    ],
)
def test_less_than_a_point_beside_whole_points_is_told(
    items: tuple[ScoredItem, ...], told: list[tuple[str, str]]
) -> None:
    assert small(*items) == told


def test_what_may_have_been_meant_is_said() -> None:
    (remark,) = [
        each for each in soundness(standard(steps_of(10_00, 2))) if "less" in each.code and not each.is_fault
    ]
    assert "R.1: 2 means 0.02 points here" in remark.problem.message("en")
    assert "was 2_00 meant?" in remark.problem.message("en")
    assert "có phải định ghi 2_00 không?" in remark.problem.message("vi")


def test_points_that_are_no_whole_hundredths_are_refused_with_how_they_are_written() -> None:
    for slip, expected in ((2.5, "2_50"), (-0.5, "-0_50"), (Decimal("2.55"), "2_55"), (250.0, "250_00")):
        with pytest.raises(StandardError) as caught:
            standard(steps_of(10_00, slip))  # type: ignore[arg-type]  # wrong on purpose
        (problem,) = caught.value.problems
        assert problem.code == "tree.points-not-whole"
        assert problem.message("en").endswith(f"for {slip} points write {expected}")
    for slip in (2.555, 1e30, float("nan"), "2"):
        with pytest.raises(StandardError) as caught:
            standard(steps_of(10_00, slip))  # type: ignore[arg-type]  # wrong on purpose
        assert [each.code for each in caught.value.problems] == ["tree.not-whole"]


def test_what_goes_beyond_its_points_names_the_fact() -> None:
    for points_of in (Facts.quality, where(Facts.plan, Facts.quality)):
        with pytest.raises(StandardError) as caught:
            standard(by_hand("R.3", words("quality"), 5_00, score=points_of))
        (problem,) = caught.value.problems
        assert (problem.code, problem.facts["facts"]) == ("rubric.beyond-its-points", "quality")
        assert "(quality)" in problem.message("vi")


def test_what_is_not_transcribed_is_told_with_how_much() -> None:
    unread = untranscribed("R.3", words("unread"), 88_00, citation=LAW)
    of = standard(attrs.evolve(PLAN, citation=LAW), unread)
    (remark,) = [each for each in soundness(of) if each.code is RemarkCode.TRANSCRIBED_POINTS]
    assert remark.problem.message("en").endswith("10 of 98 standard points")
    assert not remark.is_fault


@pytest.mark.parametrize("code", RemarkCode)
def test_only_numbers_without_a_citation_are_faults(code: RemarkCode) -> None:
    assert code.is_fault is ("uncited" in code.value)
