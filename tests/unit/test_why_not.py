"""Why not, and the least that would change it: every way is tried out, none leads through what happened."""

import datetime
from typing import Any

import attrs
import pytest

from antq_core import UNKNOWN, Dossier, RecordList, Stack, Standard, Unit, Verdict, assess
from antq_core.domain.attributes import Fact, Field, Hundredths, fact, field
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.records import Basis
from antq_core.domain.sheets import FactSheet, Record
from antq_core.domain.windows import DayOfYear, Window, WindowRule
from antq_core.errors import InputError
from antq_core.expressions.tree import Period, Ratio
from antq_core.expressions.writing import count, last_year, meets_standard, share
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Truths
from antq_core.remedies.why_not import WhyNot, why_not
from antq_core.standards.criteria import Criterion
from antq_core.standards.grading import Ceiling, Grade, Grading, Threshold
from antq_core.standards.scoring import by_hand, flat, full_marks, group, losing, stepped, untranscribed

NOWHERE = Citation(kind=InstrumentKind.FICTIONAL, number="00/0000", article="1")
YEAR = Window(datetime.date(2025, 11, 16), datetime.date(2026, 11, 15))


def words(word: str) -> Text:
    return Text(vi=word, en=word)


class Model(Record):
    """A model of the unit, effective or not."""

    effective: Field[bool] = field(default=UNKNOWN, label=words("effective"))
    unit: Field[str] = field(default=UNKNOWN, label=words("unit"))


Model.declare_list(name="models", label=words("models"), at_most=9, unit_in="unit")


class Facts(FactSheet):
    """What a unit can change, and what it cannot."""

    plan: Fact[bool] = fact(default=UNKNOWN, label=words("plan"))
    plan_day: Fact[datetime.date] = fact(default=UNKNOWN, label=words("day"), between=(-1, 0))
    people: Fact[int] = fact(default=UNKNOWN, label=words("people"), between=(1, 500), changeable=False)
    trained: Fact[int] = fact(
        default=UNKNOWN, label=words("trained"), between=(0, 500), no_more_than="people"
    )
    fires: Fact[int] = fact(default=UNKNOWN, label=words("fires"), between=(0, 20), changeable=False)
    quality: Fact[Hundredths] = fact(default=UNKNOWN, label=words("quality"), between=(0, 20_00))
    models: Fact[int] = fact(
        default=UNKNOWN,
        label=words("effective models"),
        between=(0, 9),
        derivation=count(Model, where=Model.effective),
    )


PLANNED = Criterion(
    code="C-1",
    text=words("a plan of the first quarter"),
    citation=NOWHERE,
    holds=Facts.plan & Facts.plan_day.during(Period.FIRST_QUARTER),
)
WITH_MODELS = Criterion(
    code="C-2", text=words("two effective models"), citation=NOWHERE, holds=Facts.models >= 2
)
NO_FIRE = Criterion(code="C-3", text=words("no fire"), citation=NOWHERE, holds=Facts.fires == 0)

TRAINING = stepped(
    "I.1",
    words("training"),
    40_00,
    arms=[
        (share(Facts.trained, Facts.people, Ratio(90), Truths.FALSE), 40_00),
        (share(Facts.trained, Facts.people, Ratio(50), Truths.FALSE), 20_00),
    ],
)
QUALITY = by_hand("I.2", words("quality"), 20_00, score=Facts.quality)
FIRES = losing("I.3", words("fires"), 20_00, each=5_00, of=Facts.fires)
PLAN = flat("I.4", words("plan"), 20_00, when=Facts.plan)


def standard(**changed: Any) -> Standard:
    grades = (
        Grade(code="weak", label=words("weak")),
        Grade(code="good", label=words("good"), threshold=Threshold(points=60_00)),
        Grade(code="best", label=words("best"), threshold=Threshold(points=90_00)),
    )
    plain = Standard(
        id="vn/test/why-not",
        scheme="antt-safety",
        jurisdiction="vn",
        kinds=("agency",),
        title=words("why not"),
        citation=NOWHERE,
        in_force_from=datetime.date(2020, 1, 1),
        window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        decided_on=DayOfYear(11, 20),
        facts=Facts.facts(),
        records=(Model.declaration,),
        rubric=group("R", words("rubric"), [group("I", words("all"), [TRAINING, QUALITY, FIRES, PLAN])]),
        grading=Grading(grades=grades),
    )
    return attrs.evolve(plain, **changed)


def dossier(models: tuple[Model, ...] = (), **facts: Any) -> Dossier:
    everything = {
        "plan": True,
        "plan_day": datetime.date(2026, 2, 1),
        "people": 100,
        "trained": 60,
        "fires": 0,
        "quality": 12_00,
        **facts,
    }
    known = {name: value for name, value in everything.items() if value is not None}
    listed = RecordList(items=models, complete_for=YEAR, attested_by="x", basis=Basis.VERIFIED)
    return Dossier(
        unit=Unit(id="unit-1", kind="agency", province="25", commune="00001"),
        year=2026,
        verified=Facts(**known),
        records={"models": listed},
    )


def changes(found: WhyNot) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    return [(way.findings, {each.name: each.after.en for each in way.changes}) for way in found.ways]


def test_a_verdict_needs_everything_that_blocks_it() -> None:
    by = standard(criteria=(PLANNED, WITH_MODELS), rubric=None, grading=None)
    found = why_not(dossier(plan=False, plan_day=None), Stack(by))
    assert [each.criterion for each in found.blocking] == ["C-1", "C-2"]
    (way,) = changes(found)
    assert way == (
        ("C-1", "C-2"),
        {"plan": "yes", "plan_day": "2026-01-01 to 2026-03-31", "records.models": "2 records (2 more)"},
    )


def test_a_verdict_that_is_reached_asks_for_nothing() -> None:
    model = Model(effective=True, unit="unit-1")
    by = standard(criteria=(WITH_MODELS,), rubric=None, grading=None)
    found = why_not(dossier((model, model)), Stack(by))
    assert (found.is_reached, found.blocking, found.ways) == (True, (), ())


def test_what_happened_is_no_way() -> None:
    by = standard(criteria=(NO_FIRE,), rubric=None, grading=None)
    found = why_not(dossier(fires=1), Stack(by))
    assert [each.criterion for each in found.blocking] == ["C-3"]
    assert found.ways == ()


def test_a_document_is_never_dated_anew() -> None:
    by = standard(criteria=(PLANNED,), rubric=None, grading=None)
    found = why_not(dossier(plan_day=datetime.date(2026, 4, 1)), Stack(by))
    assert [each.criterion for each in found.blocking] == ["C-1"]
    assert found.ways == ()


def test_the_year_before_and_an_unread_criterion_are_no_way() -> None:
    fewer = Criterion(
        code="C-4", text=words("fewer"), citation=NOWHERE, holds=Facts.trained >= last_year(Facts.trained)
    )
    unread = Criterion(code="C-5", text=words("unread"), citation=NOWHERE)
    for criterion in (fewer, unread):
        by = standard(criteria=(criterion,), rubric=None, grading=None)
        found = why_not(dossier(), Stack(by))
        assert [each.criterion for each in found.blocking] == [criterion.code]
        assert found.ways == ()


def test_a_grade_names_the_points_that_are_short_and_the_smallest_sets_of_items() -> None:
    found = why_not(dossier(plan=False), Stack(standard()), grade="good")  # 20 + 12 + 20
    assert found.points_short == 8_00
    assert changes(found) == [
        (("I.2",), {"quality": "20"}),
        (("I.1",), {"trained": "90"}),
        (("I.4",), {"plan": "yes"}),
    ]


def test_without_a_grade_the_next_one_is_meant_where_nothing_is_required() -> None:
    found = why_not(dossier(), Stack(standard()))  # 20 + 12 + 20 + 20
    assert (found.verdict, found.grade, found.points_short) == (Verdict.SCORED, "best", 18_00)
    assert changes(found) == [(("I.1",), {"trained": "90"})]


def test_ways_stop_at_five_and_none_asks_for_more_than_another() -> None:
    items = [by_hand(f"I.{n}", words(f"item {n}"), 20_00, score=Facts.quality) for n in range(1, 2)]
    flats = [
        stepped(f"II.{n}", words("step"), 20_00, arms=[(Facts.trained >= 10 * n, 20_00)]) for n in range(1, 5)
    ]
    by = standard(rubric=group("R", words("r"), [group("I", words("i"), [*items, *flats])]))
    found = why_not(dossier(quality=0, trained=0), Stack(by), grade="good")
    assert 0 < len(found.ways) <= 5
    sets = [set(way.findings) for way in found.ways]
    assert not any(one < other for one in sets for other in sets)


def test_a_ceiling_is_lifted_by_its_own_condition() -> None:
    ceiling = Ceiling(code="held", grade="good", unless=Facts.plan, text=words("needs a plan"))
    grading = standard().grading
    assert grading is not None
    by = standard(grading=attrs.evolve(grading, ceilings=(ceiling,)))
    found = why_not(dossier(plan=False, trained=95, quality=20_00), Stack(by), grade="best")
    assert [each.code for each in found.ceilings] == ["held"]
    assert changes(found) == [(("held", "I.4"), {"plan": "yes"})]


def test_a_ceiling_that_asks_for_the_units_own_standard_is_lifted_by_meeting_it() -> None:
    unless = meets_standard("antt-safety", words("the standard"))
    ceiling = Ceiling(code="held", grade="good", unless=unless, text=words("must meet the standard"))
    grading = standard().grading
    assert grading is not None
    by = standard(
        criteria=(full_marks(PLAN, "C-6", words("full marks"), citation=NOWHERE),),
        grading=attrs.evolve(grading, ceilings=(ceiling,)),
    )
    stack = Stack(by)
    low = dossier(plan=False, trained=95, quality=20_00)
    assert assess(low, stack).verdict is Verdict.NOT_MET
    assert changes(why_not(low, stack, grade="best")) == [(("C-6", "I.4"), {"plan": "yes"})]


def test_points_that_nobody_has_read_are_no_way() -> None:
    by = standard(
        rubric=group("R", words("r"), [PLAN, untranscribed("II", words("the rest"), 80_00)]),
    )
    found = why_not(dossier(plan=False), Stack(by), grade="good")
    assert (found.points_short, found.ways) == (60_00, ())


def test_what_is_unknown_may_be_stated() -> None:
    found = why_not(dossier(plan=None), Stack(standard()), grade="good")
    assert (("I.4",), {"plan": "yes"}) in changes(found)


@pytest.mark.parametrize(("asked", "code"), [({"grade": "superb"}, "no-such-grade"), ({}, None)])
def test_a_grade_that_nobody_gives_is_refused(asked: dict[str, str], code: str | None) -> None:
    if code is None:
        with pytest.raises(InputError) as refused:
            why_not(dossier(), Stack(standard(grading=None)))
    else:
        with pytest.raises(InputError) as refused:
            why_not(dossier(), Stack(standard()), **asked)
    (problem,) = refused.value.problems
    assert problem.code == "remedy.no-such-grade"
    assert all(problem.message(locale) for locale in LOCALES)


def test_facts_of_another_scheme_in_the_dossier_change_nothing() -> None:
    class Others(FactSheet):
        """What only the other scheme asks."""

        patrols: Fact[int] = fact(default=UNKNOWN, label=words("patrols"), between=(0, 9))

    class Both(Facts, Others):
        """One dossier for two schemes."""

    other = standard(
        id="vn/test/other", scheme="other", facts=Others.facts(), rubric=None, grading=None,
        criteria=(Criterion(code="O-1", text=words("o"), citation=NOWHERE, holds=Others.patrols >= 1),),
    )  # fmt: skip
    stack = Stack(standard(), beside=(Stack(other),))
    plain = dossier(plan=False)
    both = attrs.evolve(plain, verified=Both(**plain.verified.stated, patrols=3))
    assert changes(why_not(both, stack, grade="good")) == changes(why_not(plain, stack, grade="good"))
    assert why_not(both, stack, grade="good").ways


def test_a_ceiling_that_asks_for_another_scheme_names_it() -> None:
    unless = meets_standard("other", words("the other standard"))
    ceiling = Ceiling(code="held", grade="good", unless=unless, text=words("must meet the other standard"))
    grading = standard().grading
    assert grading is not None
    by = standard(grading=attrs.evolve(grading, ceilings=(ceiling,)))
    found = why_not(dossier(trained=95, quality=20_00), Stack(by), grade="best")
    assert (found.other_schemes, found.may_be_reached) == (("other",), True)
