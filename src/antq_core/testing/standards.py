"""Generated standards that are well typed: every operator, over facts and records of every type.

Ranges are small, so that a few examples meet every arm; the words are of no subject.
"""

import datetime
from collections.abc import Sequence

import attrs
from hypothesis import strategies as st

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import (
    Assessed,
    Direction,
    FactDeclaration,
    FieldDeclaration,
    Option,
    RecordDeclaration,
)
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import Measure
from antq_core.expressions.vocabulary import Vocabulary
from antq_core.messages.text import Text
from antq_core.possible import Interval
from antq_core.standards.criteria import Criterion
from antq_core.standards.readings import Reading
from antq_core.standards.standard import Standard
from antq_core.testing.rubrics import gradings, rubrics
from antq_core.testing.trees import conditions, derivations

SCHEME = "antt-safety"
NOWHERE = Citation(kind=InstrumentKind.FICTIONAL, number="00/0000", article="1")
CODES = (Option("low", Text(vi="thấp", en="low")), Option("high", Text(vi="cao", en="high")))


def label(word: str) -> Text:
    """A label that says its own word."""
    return Text(vi=f"{word} (giả định)", en=word)


EVENTS = RecordDeclaration(
    name="events",
    label=label("events"),
    at_most=5,
    dated_by="happened_on",
    commune_in="commune",
    unit_in="unit",
    fields=(
        FieldDeclaration(name="happened_on", measure=Measure.DAY, label=label("happened on")),
        FieldDeclaration(name="commune", measure=Measure.IDENTIFIER, label=label("commune")),
        FieldDeclaration(name="unit", measure=Measure.IDENTIFIER, label=label("unit")),
        FieldDeclaration(name="grave", measure=Measure.TRUTH, label=label("grave")),
        FieldDeclaration(name="hurt", measure=Measure.COUNT, label=label("hurt"), range=Interval(0, 3)),
        FieldDeclaration(name="sort", label=label("sort"), options=CODES),
    ),
)
MEMBERS = RecordDeclaration(
    name="members",
    label=label("members"),
    at_most=5,
    identified_by="unit",
    fields=(
        FieldDeclaration(name="unit", measure=Measure.IDENTIFIER, label=label("unit")),
        FieldDeclaration(name="listed", measure=Measure.TRUTH, label=label("listed")),
        FieldDeclaration(name="met", measure=Measure.TRUTH, label=label("met"), assessed=Assessed.MET),
        FieldDeclaration(
            name="in_scope", measure=Measure.TRUTH, label=label("in scope"), assessed=Assessed.IN_SCOPE
        ),
    ),
)


@st.composite
def fact_declarations(draw: st.DrawFn, name: str) -> FactDeclaration:
    """The declaration of one fact, of any type that a fact can have."""
    measure = draw(st.sampled_from((Measure.TRUTH, Measure.COUNT, Measure.POINTS, Measure.DAY, None)))
    spans = {Measure.COUNT: Interval(0, draw(st.integers(1, 6))), Measure.DAY: Interval(-1, 0)}
    spans[Measure.POINTS] = Interval(-100, draw(st.integers(0, 1000)))
    counts = measure is Measure.COUNT
    return FactDeclaration(
        name=name,
        measure=measure,
        label=label(name),
        range=spans.get(measure) if measure else None,
        options=() if measure else CODES,
        direction=draw(st.sampled_from(Direction)),
        evidence=draw(st.sampled_from((None, label("document")))),
        derivation=draw(derivations(EVENTS)) if counts and draw(st.booleans()) else None,
        counted_over_window=counts and draw(st.booleans()),
    )


@st.composite
def with_a_part(draw: st.DrawFn, facts: Sequence[FactDeclaration]) -> tuple[FactDeclaration, ...]:
    """The same facts, one number perhaps declared to be a part of another."""
    numbers = [fact for fact in facts if fact.measure is Measure.COUNT]
    if len(numbers) < 2 or draw(st.booleans()):
        return tuple(facts)
    whole, part = draw(st.permutations(numbers))[:2]
    bound = attrs.evolve(part, no_more_than=whole.name)
    return tuple(bound if fact is part else fact for fact in facts)


@st.composite
def readings(draw: st.DrawFn, name: str) -> Reading:
    """A reading with two or three options."""
    options = tuple(Option(f"way_{n}", label(f"way {n}")) for n in range(draw(st.integers(2, 3))))
    return Reading(name=name, question=label(name), options=options, citation=NOWHERE)


@st.composite
def criteria(draw: st.DrawFn, code: str, words: Vocabulary) -> Criterion:
    """A criterion; now and then one whose law is not transcribed."""
    applies = draw(conditions(words, depth=1)) if draw(st.integers(0, 2)) == 0 else None
    holds = None if draw(st.integers(0, 9)) == 0 else draw(conditions(words, depth=draw(st.integers(0, 2))))
    return Criterion(code=code, text=label(code), citation=NOWHERE, holds=holds, applies_where=applies)


@st.composite
def standards(draw: st.DrawFn, most_criteria: int = 4, scored: bool | None = None) -> Standard:
    """A national standard that makes sense, of up to so many criteria; now and then it gives points.

    `scored` says that it does, or that it does not.
    """
    facts = draw(with_a_part([draw(fact_declarations(f"fact_{n}")) for n in range(draw(st.integers(1, 5)))]))
    lists = (EVENTS, MEMBERS)
    questions = tuple(draw(readings(f"reading_{n}")) for n in range(draw(st.integers(0, 2))))
    words = vocabulary(facts, lists, questions)
    rubric, grading = None, None
    if draw(st.integers(0, 3)) == 0 if scored is None else scored:
        items_ask = (SCHEME,) if draw(st.integers(0, 3)) == 0 else ()
        rubric = draw(rubrics(words, schemes=items_ask))
        with_items = attrs.evolve(words, items={item.code: item.text for item in rubric.walk()})
        grading = draw(st.none() | gradings(rubric, with_items, schemes=(SCHEME,)))
        words = words if items_ask else with_items  # no verdict may ask for points that ask for it
    least_criteria = 1 if rubric is None else 0
    return Standard(
        id="vn/test/1",
        scheme=SCHEME,
        jurisdiction="vn",
        kinds=(draw(st.sampled_from(("residential_area", "commune"))),),
        title=label("standard"),
        citation=NOWHERE,
        in_force_from=datetime.date(2020, 1, 1),
        window=WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
        decided_on=DayOfYear(11, 14),
        scope=draw(conditions(words, depth=0)) if draw(st.integers(0, 3)) == 0 else None,
        scope_citation=NOWHERE,
        facts=facts,
        records=lists,
        readings=questions,
        criteria=tuple(
            draw(criteria(f"C-{n}", words))
            for n in range(1, draw(st.integers(least_criteria, most_criteria)) + 1)
        ),
        rubric=rubric,
        grading=grading,
    )


def vocabulary(
    facts: Sequence[FactDeclaration], lists: Sequence[RecordDeclaration], questions: Sequence[Reading]
) -> Vocabulary:
    """The words that conditions over these may use."""
    return Vocabulary(
        facts={fact.name: fact.term for fact in facts},
        records={each.name: each.terms for each in lists},
        readings={reading.name: reading.term for reading in questions},
    )
