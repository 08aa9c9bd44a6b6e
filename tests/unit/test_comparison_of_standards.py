"""What is told of two versions: each kind of difference, and everything that must be seen as stricter."""

import datetime
from typing import Any

import attrs
import pytest

from antq_core.comparison.difference import Change, Difference, Effect, Part
from antq_core.comparison.implication import InReach, implies, never_more
from antq_core.comparison.sentences import difference_sentence, leading_word
from antq_core.comparison.versions import Versions, differences
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import FactDeclaration, FieldDeclaration, Option, RecordDeclaration
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions import tree
from antq_core.expressions.tree import Measure, Node, Operator, Ratio
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Interval, Rounding, Truths
from antq_core.standards.criteria import Criterion, Transcription
from antq_core.standards.grading import Ceiling, Grade, Grading, Quota, QuotaBase, Threshold
from antq_core.standards.procedure import Matter, Provision
from antq_core.standards.readings import Pin, Reading
from antq_core.standards.rubric import Limit, NotApplicable, Rescaling, Role, ScoredItem
from antq_core.standards.standard import Assumption, Standard

LAW = Citation(kind=InstrumentKind.FICTIONAL, number="1/2026", article="1")
OTHER_LAW = attrs.evolve(LAW, article="2")


def words(text: str) -> Text:
    return Text(vi=f"{text} (vi)", en=text)


def compare(left: Node, operator: str, right: int) -> Node:
    return tree.Compare(left, Operator(operator), tree.Number(right))


def share(parts: int, of_nothing: Truths = Truths.FALSE, of: int = 100) -> Node:
    return tree.Share(tree.FactValue("part"), tree.FactValue("whole"), Ratio(parts, of), of_nothing)


FIRES, STRIKES = tree.FactValue("fires"), tree.FactValue("strikes")
CLEAN, QUIET = tree.FactValue("clean"), tree.FactValue("quiet")
GRAVE, HURT = tree.FieldValue("grave"), tree.FieldValue("hurt")
LEVEL = {"a": tree.ReadingIs("level", "a"), "b": tree.ReadingIs("level", "b")}
SORT = tree.FactValue("sort")
REACH = InReach({"fires": Interval(0, 9), "strikes": Interval(0, 9)}, {"level": ("a", "b")})

STRICTER = {
    "one more part": (tree.And((CLEAN, QUIET)), CLEAN),
    "parts in another order": (tree.And((CLEAN, QUIET)), tree.And((QUIET, CLEAN))),
    "one way less": (CLEAN, tree.Or((QUIET, CLEAN))),
    "a way taken from many": (tree.Or((CLEAN, QUIET)), tree.Or((QUIET, FIRES, CLEAN))),
    "fewer are let pass": (compare(FIRES, "==", 0), compare(FIRES, "<=", 2)),
    "at most fewer": (compare(FIRES, "<=", 1), compare(FIRES, "<=", 2)),
    "below a whole number": (compare(FIRES, "<", 3), compare(FIRES, "<=", 2)),
    "at most what is below": (compare(FIRES, "<=", 2), compare(FIRES, "<", 3)),
    "at least more": (compare(FIRES, ">=", 3), compare(FIRES, ">", 1)),
    "written the other way round": (
        tree.Compare(tree.Number(3), Operator.AT_MOST, FIRES),
        compare(FIRES, ">=", 2),
    ),
    "another number": (compare(FIRES, "==", 3), compare(FIRES, "!=", 0)),
    "above nought": (compare(FIRES, ">", 0), compare(FIRES, "!=", 0)),
    "none of what cannot be fewer": (compare(FIRES, "<=", 0), compare(FIRES, "==", 0)),
    "what always holds": (CLEAN, compare(FIRES, ">=", 0)),
    "what never holds": (compare(FIRES, "<", 0), CLEAN),
    "a sum that is larger": (
        compare(tree.Sum((FIRES, STRIKES)), "<=", 2),
        compare(STRIKES, "<=", 2),
    ),
    "a larger factor": (compare(tree.Times(3, FIRES), "<=", 6), compare(tree.Times(2, FIRES), "<=", 6)),
    "last year held against less": (
        tree.Compare(FIRES, Operator.LESS, tree.LastYear("fires")),
        tree.Compare(FIRES, Operator.AT_MOST, tree.LastYear("fires")),
    ),
    "days before": (
        tree.Compare(tree.FactValue("day"), Operator.AT_MOST, tree.Day(datetime.date(2026, 3, 1))),
        tree.Compare(tree.FactValue("day"), Operator.AT_MOST, tree.Day(datetime.date(2026, 3, 31))),
    ),
    "a larger share": (share(80), share(70)),
    "the same share of other numbers": (share(7, of=10), share(70)),
    "a share that nothing reaches": (share(70), share(70, Truths.TRUE)),
    "a share of which the law is silent": (share(80, Truths.EITHER), share(70, Truths.EITHER)),
    "a larger share of records": (
        tree.RecordShare("events", GRAVE, tree.Truth(True), Ratio(80), Truths.FALSE),
        tree.RecordShare("events", tree.Or((GRAVE, HURT)), tree.Truth(True), Ratio(70), Truths.FALSE),
    ),
    "more records counted": (
        compare(tree.Count("events"), "==", 0),
        compare(tree.Count("events", GRAVE), "==", 0),
    ),
    "fewer records counted": (
        compare(tree.Count("events", tree.And((GRAVE, HURT))), ">=", 1),
        compare(tree.Count("events", GRAVE), ">=", 1),
    ),
    "more asked of every record": (
        tree.Every("events", tree.And((GRAVE, HURT))),
        tree.Every("events", GRAVE),
    ),
    "more records asked": (tree.Every("events", HURT), tree.Every("events", HURT, GRAVE)),
    "fewer codes": (tree.OneOf(SORT, ("low",)), tree.OneOf(SORT, ("low", "high"))),
    "codes kept apart": (tree.OneOf(SORT, ("low",)), tree.Not(tree.OneOf(SORT, ("high",)))),
    "not, turned round": (tree.Not(tree.Or((CLEAN, QUIET))), tree.Not(CLEAN)),
    "not at most": (tree.Not(compare(FIRES, "<=", 2)), compare(FIRES, ">", 1)),
    "not of a share": (tree.Not(share(70)), tree.Not(share(80))),
    "the same in every reading": (
        tree.Or((tree.And((LEVEL["a"], CLEAN)), tree.And((LEVEL["b"], CLEAN, QUIET)))),
        CLEAN,
    ),
    "each reading by itself": (
        tree.Or(
            (
                tree.And((LEVEL["a"], compare(FIRES, "==", 0))),
                tree.And((LEVEL["b"], tree.And((CLEAN, QUIET)))),
            )
        ),
        tree.Or((tree.And((LEVEL["b"], CLEAN)), tree.And((LEVEL["a"], compare(FIRES, "<=", 1))))),
    ),
    "another scheme, otherwise called": (
        tree.MeetsStandard("movement", words("one")),
        tree.MeetsStandard("movement", words("other")),
    ),
    "steps that bring less": (
        compare(tree.Steps((tree.Where(CLEAN, tree.Number(2)),), tree.Number(0)), ">=", 2),
        compare(tree.Steps((tree.Where(CLEAN, tree.Number(3)),), tree.Number(0)), ">=", 2),
    ),
}


@pytest.mark.parametrize("name", STRICTER)
def test_what_is_surely_stricter_is_seen(name: str) -> None:
    new, old = STRICTER[name]
    assert implies(new, old, REACH)


EQUIVALENT = {
    "parts in another order",
    "below a whole number",
    "at most what is below",
    "none of what cannot be fewer",
    "the same share of other numbers",
    "another scheme, otherwise called",
    "above nought",
}


@pytest.mark.parametrize("name", sorted(STRICTER.keys() - EQUIVALENT))
def test_what_is_stricter_is_not_looser(name: str) -> None:
    new, old = STRICTER[name]
    assert not implies(old, new, REACH)


@pytest.mark.parametrize("name", sorted(EQUIVALENT - {"above nought"}))
def test_what_asks_the_same_is_seen_from_both_sides(name: str) -> None:
    new, old = STRICTER[name]
    assert implies(old, new, REACH)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (CLEAN, QUIET),
        (compare(FIRES, "==", 0), compare(STRIKES, "==", 0)),
        (compare(FIRES, "!=", 0), compare(FIRES, ">=", 2)),
        (share(80, Truths.TRUE), share(70)),
        (share(70), tree.Share(CLEAN, STRIKES, Ratio(60), Truths.FALSE)),
        (tree.Not(tree.And((CLEAN, QUIET))), tree.Not(CLEAN)),
        (compare(tree.Times(-1, FIRES), "<=", -2), compare(FIRES, "<=", 2)),
        (tree.MeetsStandard("one", words("x")), tree.MeetsStandard("other", words("x"))),
    ],
)
def test_nothing_is_said_where_it_is_not_so(new: Node, old: Node) -> None:
    assert not implies(new, old, REACH)


def points(hundredths: int) -> Node:
    return tree.Points(hundredths)


def stepped(first: int, amount: int, second: int, other: int, rest: int = 0) -> Node:
    arms = (
        tree.Where(compare(FIRES, ">=", first), points(amount)),
        tree.Where(compare(FIRES, ">=", second), points(other)),
    )
    return tree.Steps(arms, points(rest))


def rescaled(amount: int) -> Node:
    parts = (tree.Where(tree.Truth(True), tree.Where(CLEAN, points(amount))), tree.Where(QUIET, points(100)))
    return tree.Rescaled(parts, (1000, 500), 10000, Rounding.DOWN)


FEWER_POINTS = {
    "flat": (tree.Where(CLEAN, points(500)), tree.Where(CLEAN, points(800))),
    "flat, more asked": (tree.Where(tree.And((CLEAN, QUIET)), points(500)), tree.Where(CLEAN, points(500))),
    "steps with less": (stepped(5, 900, 2, 400), stepped(5, 1000, 2, 500)),
    "steps further apart": (stepped(6, 1000, 3, 500), stepped(5, 1000, 2, 500)),
    "a step less": (tree.Where(compare(FIRES, ">=", 5), points(1000)), stepped(5, 1000, 2, 500)),
    "more lost for each": (
        tree.Clamp(tree.Difference(points(1000), tree.PerEach(300, FIRES)), 0),
        tree.Clamp(tree.Difference(points(1000), tree.PerEach(200, FIRES)), 0),
    ),
    "more taken off": (
        tree.PerEach(-100, tree.Count("events")),
        tree.PerEach(-100, tree.Count("events", GRAVE)),
    ),
    "less for each": (tree.PerEach(100, FIRES), tree.PerEach(150, FIRES)),
    "a lower roof": (tree.Clamp(tree.PerEach(100, FIRES), None, 300), tree.PerEach(100, FIRES)),
    "one row less": (tree.Where(CLEAN, points(5)), tree.Sum((tree.Where(CLEAN, points(5)), FIRES))),
    "one row that brings less": (
        tree.Sum((tree.Where(CLEAN, points(5)), tree.Where(QUIET, points(1)), FIRES)),
        tree.Sum((FIRES, tree.Where(CLEAN, points(5)), tree.Where(QUIET, points(2)))),
    ),
    "upon another scale": (rescaled(700), rescaled(800)),
    "of another item": (tree.ItemPoints("A", points(500)), tree.ItemPoints("A", points(600))),
    "not transcribed, but bounded": (tree.Untranscribed("A", words("a"), 0, 500), points(500)),
}


@pytest.mark.parametrize("name", FEWER_POINTS)
def test_what_surely_brings_no_more_is_seen(name: str) -> None:
    less, more = FEWER_POINTS[name]
    assert never_more(less, more, REACH)
    assert not never_more(more, less, REACH)


def test_many_readings_are_taken_as_they_stand() -> None:
    names = [f"reading_{number}" for number in range(12)]
    asked = tree.And(tuple(tree.ReadingIs(name, "a") for name in names))
    reach = InReach({}, dict.fromkeys(names, ("a", "b")))
    assert implies(tree.And((asked, CLEAN)), CLEAN, reach)
    assert not implies(CLEAN, asked, reach)


# --- standards ----------------------------------------------------------------------------------


def truth(name: str, **parts: Any) -> FactDeclaration:
    return FactDeclaration(**{"name": name, "measure": Measure.TRUTH, "label": words(name), **parts})


def number(name: str, **parts: Any) -> FactDeclaration:
    counted = {"measure": Measure.COUNT, "range": Interval(0, 9)}
    return FactDeclaration(**{"name": name, "label": words(name), **counted, **parts})


EVENTS = RecordDeclaration(
    name="events",
    label=words("events"),
    at_most=5,
    fields=(FieldDeclaration(name="grave", measure=Measure.TRUTH, label=words("grave")),),
)


def criterion(code: str, holds: Node | None, **parts: Any) -> Criterion:
    return Criterion(**{"code": code, "text": words(code), "citation": LAW, "holds": holds, **parts})


def standard(**parts: Any) -> Standard:
    return Standard(
        **{
            "id": "vn/plain/1",
            "scheme": "antt-safety",
            "jurisdiction": "vn",
            "kinds": ("agency",),
            "title": words("plain"),
            "citation": LAW,
            "in_force_from": datetime.date(2026, 1, 1),
            "window": WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
            "decided_on": DayOfYear(11, 14),
            "facts": (truth("clean"), truth("quiet"), number("fires")),
            "records": (EVENTS,),
            "criteria": (criterion("A-1", CLEAN), criterion("A-2", compare(FIRES, "<=", 2))),
            **parts,
        }
    )


OLD = standard()


def only(old: Standard, new: Standard) -> Difference:
    (found,) = differences(old, new)
    for locale in LOCALES:
        assert leading_word(found, locale)
        assert difference_sentence(found, locale)
    return found


def named(value: object) -> str:
    """What a case is called: what is expected of it, and what is changed."""
    match value:
        case dict():
            return "+".join(value)
        case tuple():
            return " ".join(str(each) for each in value if each is not None)
    return type(value).__name__


def brief(found: Difference) -> tuple[object, ...]:
    return found.part, found.change, found.code, found.aspect, found.effect


def test_a_standard_does_not_differ_from_itself() -> None:
    assert differences(OLD, standard()) == ()
    assert Versions(old=OLD, new=standard()).effect_on_requirements is Effect.SAME


def test_what_a_difference_says() -> None:
    found = only(OLD, standard(criteria=(OLD.criteria[0], criterion("A-2", compare(FIRES, "==", 0)))))
    assert leading_word(found, "vi") == "chặt hơn"
    assert difference_sentence(found, "vi") == (
        "tiêu chí A-2 “A-2 (vi)”, điều kiện: fires (vi) ≤ 2 → fires (vi) = 0"
    )
    assert leading_word(found, "en") == "stricter"
    assert difference_sentence(found, "en") == "criterion A-2 “A-2”, condition: fires ≤ 2 → fires = 0"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"title": words("other")}, (Part.HEADING, Change.REWORDED, "", "title", None)),
        ({"citation": OTHER_LAW}, (Part.HEADING, Change.RECITED, "", "citation", None)),
        ({"kinds": ("enterprise",)}, (Part.HEADING, Change.CHANGED, "", "kinds", None)),
        (
            {"in_force_from": datetime.date(2027, 1, 1)},
            (Part.HEADING, Change.CHANGED, "", "in-force-from", None),
        ),
        ({"decided_on": DayOfYear(12, 1)}, (Part.HEADING, Change.CHANGED, "", "decided-on", None)),
        (
            {"window": WindowRule(DayOfYear(1, 1), DayOfYear(12, 31))},
            (Part.HEADING, Change.CHANGED, "", "window", None),
        ),
        ({"replaces": ("vn/plain/0",)}, (Part.HEADING, Change.CHANGED, "", "replaces", None)),
        (
            {"facts": (*OLD.facts, truth("new"))},
            (Part.FACT, Change.ADDED, "new", "", None),
        ),
        (
            {"facts": (*OLD.facts[:1], truth("quiet", label=words("still")), OLD.facts[2])},
            (Part.FACT, Change.REWORDED, "quiet", "text", None),
        ),
        (
            {"facts": (*OLD.facts[:2], number("fires", range=Interval(0, 20)))},
            (Part.FACT, Change.CHANGED, "fires", "range", None),
        ),
        (
            {"facts": (*OLD.facts[:2], number("fires", derivation=tree.Count("events")))},
            (Part.FACT, Change.CHANGED, "fires", "derivation", None),
        ),
        ({"records": ()}, (Part.RECORDS, Change.REMOVED, "events", "", None)),
        (
            {"records": (attrs.evolve(EVENTS, at_most=9),)},
            (Part.RECORDS, Change.CHANGED, "events", "at-most", None),
        ),
        (
            {"records": (attrs.evolve(EVENTS, fields=()),)},
            (Part.FIELD, Change.REMOVED, "events.grave", "", None),
        ),
        (
            {"assumptions": (Assumption(code="trust", text=words("trust"), citation=LAW),)},
            (Part.ASSUMPTION, Change.ADDED, "trust", "", None),
        ),
        (
            {"procedure": (Provision(code="by", matter=Matter.NOTE, text=words("by"), citation=LAW),)},
            (Part.PROVISION, Change.ADDED, "by", "", None),
        ),
        (
            {"criteria": (*OLD.criteria, criterion("A-3", QUIET))},
            (Part.CRITERION, Change.ADDED, "A-3", "", Effect.STRICTER),
        ),
        ({"criteria": OLD.criteria[:1]}, (Part.CRITERION, Change.REMOVED, "A-2", "", Effect.LOOSER)),
        (
            {"criteria": (OLD.criteria[0], attrs.evolve(OLD.criteria[1], text=words("few")))},
            (Part.CRITERION, Change.REWORDED, "A-2", "text", None),
        ),
        (
            {"criteria": (OLD.criteria[0], attrs.evolve(OLD.criteria[1], citation=OTHER_LAW))},
            (Part.CRITERION, Change.RECITED, "A-2", "citation", None),
        ),
        (
            {"criteria": (OLD.criteria[0], attrs.evolve(OLD.criteria[1], code="B-2"))},
            (Part.CRITERION, Change.RENAMED, "B-2", "", Effect.SAME),
        ),
        (
            {"criteria": (OLD.criteria[0], attrs.evolve(OLD.criteria[1], applies_where=QUIET))},
            (Part.CRITERION, Change.CHANGED, "A-2", "condition", Effect.LOOSER),
        ),
        (
            {"criteria": (criterion("A-1", QUIET), OLD.criteria[1])},
            (Part.CRITERION, Change.CHANGED, "A-1", "condition", Effect.UNCLEAR),
        ),
        (
            {"criteria": (criterion("A-1", tree.Not(tree.Not(CLEAN))), OLD.criteria[1])},
            (Part.CRITERION, Change.CHANGED, "A-1", "condition", Effect.SAME),
        ),
        (
            {"criteria": (OLD.criteria[0], criterion("A-2", None))},
            (Part.CRITERION, Change.CHANGED, "A-2", "condition", Effect.UNCLEAR),
        ),
    ],
    ids=named,
)
def test_each_change_is_one_difference(changed: dict[str, Any], expected: tuple[object, ...]) -> None:
    assert brief(only(OLD, standard(**changed))) == expected


def test_a_wider_application_is_stricter() -> None:
    asked = [
        standard(criteria=(criterion("A-1", CLEAN, applies_where=where), OLD.criteria[1]))
        for where in (tree.And((QUIET, compare(FIRES, ">", 3))), QUIET)
    ]
    assert only(*asked).effect is Effect.STRICTER
    assert only(*reversed(asked)).effect is Effect.LOOSER


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (None, QUIET, Effect.NARROWER),
        (QUIET, None, Effect.WIDER),
        (QUIET, tree.And((QUIET, CLEAN)), Effect.NARROWER),
        (QUIET, CLEAN, Effect.UNCLEAR),
    ],
)
def test_scope_is_told_as_wider_or_narrower(old: Node | None, new: Node | None, effect: Effect) -> None:
    before, after = (standard(scope=each, scope_citation=LAW) for each in (old, new))
    assert brief(only(before, after)) == (Part.SCOPE, Change.CHANGED, "", "condition", effect)


def test_nothing_is_called_stricter_where_the_words_changed_their_meaning() -> None:
    stricter = (OLD.criteria[0], criterion("A-2", compare(FIRES, "==", 0)))
    other_words = (
        {"facts": (*OLD.facts[:2], number("fires", label=words("fires and floods")))},
        {"facts": (*OLD.facts[:2], number("fires", derivation=tree.Count("events")))},
    )
    for changed in other_words:
        found = {each.part: each for each in differences(OLD, standard(criteria=stricter, **changed))}
        assert found[Part.CRITERION].effect is Effect.UNCLEAR
        versions = Versions(old=OLD, new=standard(**changed))
        assert versions.effect_on_requirements is Effect.UNCLEAR
    over_window = (*OLD.facts[:2], number("fires", counted_over_window=True))
    old = standard(facts=over_window)
    new = standard(
        facts=over_window, criteria=stricter, window=WindowRule(DayOfYear(1, 1), DayOfYear(12, 31))
    )
    assert {each.effect for each in differences(old, new)} == {None, Effect.UNCLEAR}


def test_what_all_criteria_ask_together() -> None:
    stricter = standard(criteria=(criterion("B-1", tree.And((CLEAN, compare(FIRES, "==", 0)))),))
    assert Versions(old=OLD, new=stricter).effect_on_requirements is Effect.STRICTER
    assert Versions(old=stricter, new=OLD).effect_on_requirements is Effect.LOOSER
    unknown = standard(criteria=(*OLD.criteria, criterion("A-3", None)))
    assert Versions(old=OLD, new=unknown).effect_on_requirements is Effect.STRICTER
    assert Versions(old=unknown, new=OLD).effect_on_requirements is Effect.LOOSER
    assert Versions(old=unknown, new=unknown).effect_on_requirements is Effect.SAME


def test_one_code_that_two_criteria_might_have_taken_is_no_renaming() -> None:
    old = standard(criteria=(criterion("A-1", CLEAN, text=words("x")),))
    twice = tuple(criterion(code, CLEAN, text=words("x")) for code in ("B-1", "B-2"))
    assert sorted(each.change for each in differences(old, standard(criteria=twice))) == [
        Change.ADDED,
        Change.ADDED,
        Change.REMOVED,
    ]


READING = Reading(
    name="level",
    question=words("level?"),
    options=(Option("a", words("a")), Option("b", words("b"))),
    citation=LAW,
)


def test_readings_and_pins() -> None:
    old = standard(readings=(READING,))
    assert brief(only(OLD, old)) == (Part.READING, Change.ADDED, "level", "", None)
    third = attrs.evolve(READING, options=(*READING.options, Option("c", words("c"))))
    found = only(old, standard(readings=(third,)))
    assert brief(found) == (Part.READING, Change.CHANGED, "level", "options", None)
    pinned = [
        Standard(
            id="vn-25/plain",
            scheme="antt-safety",
            jurisdiction="vn-25",
            kinds=("agency",),
            title=words("province"),
            citation=LAW,
            in_force_from=datetime.date(2026, 1, 1),
            pins=(Pin(reading="level", option=option, citation=LAW),),
        )
        for option in ("a", "b")
    ]
    (found,) = Versions(old=pinned[0], new=pinned[1], old_national=old, new_national=old).differences
    assert brief(found) == (Part.PIN, Change.CHANGED, "level", "option", Effect.UNCLEAR)
    assert (found.label, found.old, found.new) == (words("level?"), words("a"), words("b"))


def test_a_province_is_compared_in_national_words_where_they_are_known() -> None:
    old, new = (
        Standard(
            id="vn-25/plain",
            scheme="antt-safety",
            jurisdiction="vn-25",
            kinds=("agency",),
            title=words("province"),
            citation=LAW,
            in_force_from=datetime.date(2026, 1, 1),
            criteria=(criterion("P-1", compare(FIRES, "<=", most)),),
        )
        for most in (5, 3)
    )
    alone, known = only(old, new), Versions(old=old, new=new, old_national=OLD, new_national=OLD)
    assert (alone.effect, alone.new) == (Effect.UNCLEAR, Text(vi="fires ≤ 3", en="fires ≤ 3"))
    (found,) = known.differences
    assert (found.effect, found.new) == (Effect.STRICTER, Text(vi="fires (vi) ≤ 3", en="fires ≤ 3"))


# --- rubrics and grades -------------------------------------------------------------------------


def item(code: str, most: int, given: Node | None = None, **parts: Any) -> ScoredItem:
    given = tree.Where(CLEAN, points(most)) if given is None else given
    return ScoredItem(**{"code": code, "text": words(code), "most": most, "points": given, **parts})


def group(code: str, *items: ScoredItem, **parts: Any) -> ScoredItem:
    most = sum(each.most for each in items if each.role is Role.BASE)
    return ScoredItem(code=code, text=words(code), most=most, items=items, **parts)


def scored(*items: ScoredItem, grading: Grading | None = None, **parts: Any) -> Standard:
    return standard(rubric=group("R", *items, **parts), grading=grading, criteria=())


A, B = item("R.1", 10_00), item("R.2", 20_00, tree.Where(QUIET, points(20_00)))
BONUS = item("R.3", 5_00, tree.Where(QUIET, points(5_00)), role=Role.BONUS)
LOSS = ScoredItem(
    code="R.4",
    text=words("R.4"),
    most=0,
    least=-10_00,
    points=tree.Clamp(tree.PerEach(-1_00, FIRES), -10_00),
    role=Role.DEDUCTION,
)


def test_points_that_move_within_a_group_are_told_once() -> None:
    smaller = item("R.2", 18_00, tree.Where(QUIET, points(18_00)))
    found = differences(scored(A, B), scored(item("R.1", 12_00), smaller))
    moved = [each for each in found if each.change is Change.MOVED]
    assert [(each.code, each.old, each.new) for each in moved] == [
        (
            "R",
            Text(vi="mục R.2 2 điểm", en="item R.2 2 points"),
            Text(vi="mục R.1 2 điểm", en="item R.1 2 points"),
        )
    ]
    assert difference_sentence(moved[0], "vi") == (
        "mục R “R (vi)”: tổng điểm giữ nguyên; bớt ở mục R.2 2 điểm; thêm vào mục R.1 2 điểm"
    )
    effects = {(each.code, each.aspect): each.effect for each in found}
    assert effects == {
        ("R", "most"): None,
        ("R.1", "most"): None,
        ("R.2", "most"): None,
        ("R.1", "points"): Effect.LOOSER,
        ("R.2", "points"): Effect.STRICTER,
    }


def test_points_that_do_not_add_up_to_the_same_did_not_move() -> None:
    found = differences(scored(A, B), scored(attrs.evolve(A, most=15_00), B))
    assert {(each.code, each.change) for each in found} == {("R", Change.CHANGED), ("R.1", Change.CHANGED)}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (scored(A), scored(A, BONUS), (Part.ITEM, Change.ADDED, "R.3", "", Effect.LOOSER)),
        (scored(A, BONUS), scored(A), (Part.ITEM, Change.REMOVED, "R.3", "", Effect.STRICTER)),
        (scored(A), scored(A, LOSS), (Part.ITEM, Change.ADDED, "R.4", "", Effect.STRICTER)),
        (
            scored(A),
            scored(attrs.evolve(A, points=tree.Where(tree.And((CLEAN, QUIET)), points(10_00)))),
            (Part.ITEM, Change.CHANGED, "R.1", "points", Effect.STRICTER),
        ),
        (
            scored(A),
            scored(attrs.evolve(A, applies_where=QUIET, not_applicable=NotApplicable.FULL)),
            (Part.ITEM, Change.CHANGED, "R.1", "applies-where", Effect.LOOSER),
        ),
        (
            scored(A, BONUS),
            scored(A, BONUS, limit=Limit(text=words("no more"), at_most=10_00)),
            (Part.ITEM, Change.CHANGED, "R", "limit", Effect.STRICTER),
        ),
        (
            scored(A, B, rescaling=Rescaling(text=words("scale"), rounding=Rounding.DOWN)),
            scored(A, B, rescaling=Rescaling(text=words("scale"), rounding=Rounding.UP)),
            (Part.ITEM, Change.CHANGED, "R", "rescaling", Effect.UNCLEAR),
        ),
        (
            scored(A, B),
            scored(A, attrs.evolve(B, code="R.9")),
            (Part.ITEM, Change.RENAMED, "R.9", "", Effect.SAME),
        ),
    ],
    ids=named,
)
def test_each_change_of_an_item(old: Standard, new: Standard, expected: tuple[object, ...]) -> None:
    assert brief(only(old, new)) == expected


def test_leaving_out_more_of_a_scale_is_neither_stricter_nor_looser() -> None:
    """Whoever got nothing for an item gains where it is left out; whoever got all loses nothing."""
    scale = Rescaling(text=words("scale"), rounding=Rounding.DOWN)
    old, new = (
        scored(
            A, attrs.evolve(B, applies_where=where, not_applicable=NotApplicable.LEFT_OUT), rescaling=scale
        )
        for where in (QUIET, tree.And((QUIET, CLEAN)))
    )
    assert only(old, new).effect is Effect.UNCLEAR


def test_totals_are_held_against_each_other_as_a_whole() -> None:
    less = scored(A, B, LOSS)
    assert Versions(old=scored(A, B), new=less).effect_on_points is Effect.STRICTER
    assert Versions(old=less, new=scored(A, B)).effect_on_points is Effect.LOOSER
    assert Versions(old=less, new=less).effect_on_points is Effect.SAME
    moved = scored(attrs.evolve(A, points=points(15_00), most=15_00), item("R.2", 15_00))
    assert Versions(old=scored(A, B), new=moved).effect_on_points is Effect.UNCLEAR
    assert Versions(old=OLD, new=less).effect_on_points is None


def graded(*thresholds: Threshold | None, **parts: Any) -> Standard:
    codes = ("weak", "fair", "good")
    grades = tuple(
        Grade(code=code, label=words(code), threshold=threshold)
        for code, threshold in zip(codes, (None, *thresholds), strict=True)
    )
    return scored(A, B, grading=Grading(grades=grades, **parts))


FAIR, GOOD = Threshold(points=10_00), Threshold(points=20_00)
CEILING = Ceiling(code="c", grade="fair", unless=compare(FIRES, "<=", 2), text=words("few fires"))
QUOTA = Quota(grade="good", at_most=Ratio(20), bases=(QuotaBase.GRADE_OR_BELOW,), text=words("a fifth"))
GRADED = graded(FAIR, GOOD, ceilings=(CEILING,), quotas=(QUOTA,))


def with_grading(**parts: Any) -> Standard:
    return graded(FAIR, GOOD, **{"ceilings": (CEILING,), "quotas": (QUOTA,), **parts})


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            graded(attrs.evolve(FAIR, points=12_00), GOOD, ceilings=(CEILING,), quotas=(QUOTA,)),
            (Part.GRADE, Change.CHANGED, "fair", "threshold", Effect.STRICTER),
        ),
        (
            graded(FAIR, attrs.evolve(GOOD, inclusive=False), ceilings=(CEILING,), quotas=(QUOTA,)),
            (Part.GRADE, Change.CHANGED, "good", "threshold", Effect.STRICTER),
        ),
        (
            graded(FAIR, attrs.evolve(GOOD, points=18_00), ceilings=(CEILING,), quotas=(QUOTA,)),
            (Part.GRADE, Change.CHANGED, "good", "threshold", Effect.LOOSER),
        ),
        (
            graded(FAIR, None, ceilings=(CEILING,), quotas=(QUOTA,)),
            (Part.GRADE, Change.CHANGED, "good", "threshold", Effect.UNCLEAR),
        ),
        (with_grading(ceilings=()), (Part.CEILING, Change.REMOVED, "c", "", Effect.LOOSER)),
        (
            with_grading(ceilings=(attrs.evolve(CEILING, grade="weak"),)),
            (Part.CEILING, Change.CHANGED, "c", "grade", Effect.STRICTER),
        ),
        (
            with_grading(ceilings=(attrs.evolve(CEILING, unless=compare(FIRES, "==", 0)),)),
            (Part.CEILING, Change.CHANGED, "c", "unless", Effect.STRICTER),
        ),
        (
            with_grading(ceilings=(attrs.evolve(CEILING, code="d"),)),
            (Part.CEILING, Change.RENAMED, "d", "", Effect.SAME),
        ),
        (with_grading(quotas=()), (Part.QUOTA, Change.REMOVED, "good", "", Effect.LOOSER)),
        (
            with_grading(quotas=(attrs.evolve(QUOTA, at_most=Ratio(25)),)),
            (Part.QUOTA, Change.CHANGED, "good", "at-most", Effect.LOOSER),
        ),
        (
            with_grading(quotas=(attrs.evolve(QUOTA, bases=(QuotaBase.GRADE_BELOW,)),)),
            (Part.QUOTA, Change.CHANGED, "good", "bases", Effect.UNCLEAR),
        ),
    ],
    ids=named,
)
def test_each_change_of_a_grade(new: Standard, expected: tuple[object, ...]) -> None:
    assert brief(only(GRADED, new)) == expected


def test_a_threshold_upon_another_scale_is_neither_raised_nor_lowered() -> None:
    new = attrs.evolve(
        GRADED,
        rubric=group("R", A, attrs.evolve(B, most=50_00)),
        grading=graded(attrs.evolve(FAIR, points=15_00), GOOD, ceilings=(CEILING,), quotas=(QUOTA,)).grading,
    )
    found = [each for each in differences(GRADED, new) if each.part is Part.GRADE]
    assert [each.effect for each in found] == [Effect.UNCLEAR]


def test_transcription_is_told_of_what_has_a_condition() -> None:
    partly = attrs.evolve(OLD.criteria[0], transcription=Transcription.PARTIAL)
    found = only(standard(criteria=(partly, OLD.criteria[1])), OLD)
    assert brief(found) == (Part.CRITERION, Change.CHANGED, "A-1", "transcription", None)
