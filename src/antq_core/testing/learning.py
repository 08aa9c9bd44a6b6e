"""What is known of a unit, and how more can be learnt: up to a completion, which leaves nothing open."""

import datetime
from collections.abc import Mapping
from typing import Any

import attrs
from hypothesis import assume, reject
from hypothesis import strategies as st

from antq_core.assessment import assess
from antq_core.domain.declarations import FieldDeclaration, RecordDeclaration
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.sheets import FactSheet, Record, record_class
from antq_core.domain.stated import UNKNOWN, Stated
from antq_core.domain.windows import Window
from antq_core.errors import InputError
from antq_core.evaluation.interpreter import contradiction
from antq_core.evaluation.world import World
from antq_core.expressions.tree import Measure
from antq_core.findings.assessments import Assessment
from antq_core.possible import Interval, Options, Possible, Truths, Verdicts
from antq_core.standards.stack import Stack
from antq_core.testing.dossiers import COMMUNE, HERE, dossiers, known, records

# A unit of which points alone can be said leaves it open for ever whether it met a standard.
TOLD = Verdicts.MET | Verdicts.NOT_MET | Verdicts.OUT_OF_SCOPE
VERDICTS = st.sampled_from(
    [Verdicts.ANY, Verdicts.MET | Verdicts.NOT_MET, Verdicts.NOT_MET | Verdicts.OUT_OF_SCOPE, *TOLD]
)


@attrs.frozen(kw_only=True)
class Knowledge:
    """Everything that an assessment rests on beside its standards."""

    dossier: Dossier
    readings: Mapping[str, str] = attrs.field(factory=dict)
    children: Mapping[str, Verdicts] = attrs.field(factory=dict)

    def assessed(self, stack: Stack) -> Assessment:
        """The assessment on the verified basis."""
        own = assess(self.dossier, stack)
        children = [
            attrs.evolve(own, unit=attrs.evolve(own.unit, id=name), possible=possible)
            for name, possible in self.children.items()
        ]
        return assess(self.dossier, stack, readings=self.readings, children=children)

    def world(self, stack: Stack) -> World:
        """The world that trees are evaluated in."""
        return World(
            stack=stack,
            dossier=self.dossier,
            basis=Basis.VERIFIED,
            today=self.dossier.decision_date or stack.decided_on.in_year(self.dossier.year),
            window=stack.window.for_year(self.dossier.year),
            children=self.children,
        )


@st.composite
def knowledge(draw: st.DrawFn, stack: Stack) -> Knowledge:
    """Something known of a unit, free of contradiction; some readings chosen, some children judged."""
    dossier = draw(dossiers(stack))
    pinned = {pin.reading for pin in stack.pins}  # nobody else may choose these
    options = {each.name: each.codes for each in stack.readings if each.name not in pinned}
    chosen = {name: draw(st.sampled_from(codes)) for name, codes in options.items() if draw(st.booleans())}
    children = {name: draw(VERDICTS) for name in _named_units(dossier) if draw(st.booleans())}
    found = Knowledge(dossier=dossier, readings=chosen, children=children)
    assume(_is_consistent(found, stack))
    return found


@st.composite
def completions(draw: st.DrawFn, before: Knowledge, stack: Stack) -> Knowledge:
    """One way in which everything may turn out: all facts, all records, all readings, all children."""
    world = before.world(stack)
    after_window = max(world.today, world.window.last + datetime.timedelta(days=1))
    lists = {
        name: draw(_completed_list(world.records(name), declaration, world.window))
        for name, declaration in stack.records.items()
    }
    dossier = _possible_dossier(
        before.dossier,
        verified=draw(_completed_sheet(before.dossier.verified, world)),
        last_year=draw(_completed_last_year(before.dossier.last_year, world)),
        records=lists,
        decision_date=after_window,
    )
    readings = {
        each.name: before.readings.get(each.name) or draw(st.sampled_from(each.codes))
        for each in stack.readings
        if each.name not in {pin.reading for pin in stack.pins}
    }
    children = {
        name: draw(st.sampled_from(list(before.children.get(name, TOLD) & TOLD)))
        for name in _named_units(dossier)
    }
    found = Knowledge(dossier=dossier, readings=readings, children=children)
    assume(_is_consistent(found, stack))
    return found


@st.composite
def between(draw: st.DrawFn, before: Knowledge, full: Knowledge, stack: Stack) -> Knowledge:
    """Something learnt, not all: parts of a completion put into what was known before."""
    world = before.world(stack)
    lists = {
        name: draw(_between_lists(world.records(name), records_then))
        for name, records_then in full.dossier.records.items()
    }
    time_passes = draw(st.booleans())
    # A count stated before the window was over is not yet a statement about the whole of it.
    final = {fact.name for fact in stack.facts if fact.counted_over_window} if time_passes else set[str]()
    dossier = _possible_dossier(
        before.dossier,
        verified=draw(_between_sheets(before.dossier.verified, full.dossier.verified, final)),
        last_year=draw(_between_sheets(before.dossier.last_year, full.dossier.last_year, set())),
        records=lists,
        decision_date=full.dossier.decision_date if time_passes else world.today,
    )
    readings = {name: option for name, option in full.readings.items() if draw(st.booleans())}
    children = {
        name: draw(st.sampled_from((before.children.get(name, Verdicts.ANY), verdict)))
        for name, verdict in full.children.items()
    }
    return Knowledge(dossier=dossier, readings={**before.readings, **readings}, children=children)


def _possible_dossier(dossier: Dossier, **learnt: Any) -> Dossier:
    """The dossier with more learnt; one that contradicts itself cannot turn out so."""
    try:
        return attrs.evolve(dossier, **learnt)
    except InputError:
        reject()


def _named_units(dossier: Dossier) -> list[str]:
    return [
        str(record.value(declaration.identified_by))
        for held in dossier.records.values()
        for record in held.items
        if (declaration := type(record).declaration).identified_by is not None
    ]


def _is_consistent(found: Knowledge, stack: Stack) -> bool:
    world = found.world(stack)
    return not any(contradiction(fact.name, world) for fact in stack.facts)


@st.composite
def _completed_sheet(draw: st.DrawFn, sheet: FactSheet, world: World) -> FactSheet:
    """Every fact known, wholes before their parts; one that is derived is left to its records."""
    learnt: dict[str, Stated] = {}
    for fact in sorted(world.stack.facts, key=lambda fact: fact.no_more_than is not None):
        if fact.derivation is None:
            possible = _within(world.stated(fact.name), learnt.get(fact.no_more_than or ""))
            learnt[fact.name] = draw(_one_of(possible, fact.measure))
    return sheet.with_statements(**learnt)


def _within(part: Possible, whole: Stated | None) -> Possible:
    """What a part may be, once its whole is known."""
    if isinstance(part, Interval) and isinstance(whole, int):
        return Interval(part.lo, max(part.lo, min(part.hi, whole)))
    return part


@st.composite
def _completed_last_year(draw: st.DrawFn, sheet: FactSheet, world: World) -> FactSheet:
    learnt: dict[str, Stated] = {}
    for fact in sorted(world.stack.facts, key=lambda fact: fact.no_more_than is not None):
        possible = _within(world.last_year(fact.name), learnt.get(fact.no_more_than or ""))
        learnt[fact.name] = draw(_one_of(possible, fact.measure))
    return sheet.with_statements(**learnt)


def _one_of(possible: Possible, measure: Measure | None) -> st.SearchStrategy[Stated]:
    """One of the possibilities, as it would be stated."""
    if isinstance(possible, Truths):
        return st.sampled_from([member is Truths.TRUE for member in possible])
    if isinstance(possible, Options):
        return st.sampled_from(sorted(possible.codes))
    numbers = st.integers(possible.lo, possible.hi) | st.sampled_from((possible.lo, possible.hi))
    return numbers.map(datetime.date.fromordinal) if measure is Measure.DAY else numbers


@st.composite
def _completed_list(
    draw: st.DrawFn, held: RecordList, declaration: RecordDeclaration, window: Window
) -> RecordList:
    """Every field of every record known; to an open list, perhaps records that nobody had mentioned."""
    items = [draw(_completed_record(item, declaration)) for item in held.items]
    if held.complete_for is None:
        for _ in range(draw(st.integers(0, min(2, declaration.at_most - len(items))))):
            another = draw(_completed_record(draw(records(declaration)), declaration))
            if not _is_named_like(another, items):
                items.append(another)
    return RecordList(items=tuple(items), complete_for=window, attested_by="Công an xã", basis=Basis.VERIFIED)


def _is_named_like(record: Record, others: list[Record]) -> bool:
    named = type(record).declaration.identified_by
    return named is not None and record.value(named) in [other.value(named) for other in others]


@st.composite
def _completed_record(draw: st.DrawFn, record: Record, declaration: RecordDeclaration) -> Record:
    learnt = {
        field.name: draw(_learnt_field(record.value(field.name), field, declaration))
        for field in declaration.fields
        if field.assessed is None
    }
    return record_class(declaration)(**learnt)


def _learnt_field(
    value: Stated, field: FieldDeclaration, declaration: RecordDeclaration
) -> st.SearchStrategy[Stated]:
    if isinstance(value, Interval):
        return st.integers(value.lo, value.hi)
    if value is not UNKNOWN:
        return st.just(value)
    if field.name == declaration.commune_in:
        return st.sampled_from((COMMUNE, "00002"))
    if field.name == declaration.unit_in:
        return st.sampled_from((HERE, "unit-9"))
    return known(field)


@st.composite
def _between_sheets(draw: st.DrawFn, before: FactSheet, full: FactSheet, final: set[str]) -> FactSheet:
    learnt = {}
    for name, value in full.stated.items():
        then = before.value(name)
        ways: list[Stated] = [then, value]
        if isinstance(then, Interval) and isinstance(value, int) and value in then:
            ways += [Interval(value, then.hi), Interval(then.lo, value)]
        learnt[name] = value if name in final else draw(st.sampled_from(ways))
    return before.with_statements(**learnt)


@st.composite
def _between_lists(draw: st.DrawFn, before: RecordList, full: RecordList) -> RecordList:
    """Some fields learnt, some further records mentioned, and the list closed only when all are."""
    mentioned = draw(st.integers(len(before.items), len(full.items)))
    items = []
    for position, record in enumerate(full.items[:mentioned]):
        then = before.items[position] if position < len(before.items) else type(record)()
        items.append(draw(_between_records(then, record)))
    closes = mentioned == len(full.items) and draw(st.booleans())
    return attrs.evolve(
        before,
        items=tuple(items),
        complete_for=full.complete_for if closes else before.complete_for,
        attested_by="Công an xã",
        basis=Basis.VERIFIED,
    )


@st.composite
def _between_records(draw: st.DrawFn, before: Record, full: Record) -> Record:
    named = type(full).declaration.identified_by
    learnt = {
        name: value if name == named else draw(st.sampled_from((before.value(name), value)))
        for name, value in full.stated.items()
    }
    return full.with_statements(**learnt)
