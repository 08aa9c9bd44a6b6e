"""A standard (tiêu chuẩn): dated, cited criteria for some kinds of unit, as one value.

A standard cannot be built unless it makes sense; everything that is wrong is reported at once.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from antq_core.domain.citations import Citation
from antq_core.domain.declarations import NUMERIC, Declaration, FactDeclaration, RecordDeclaration
from antq_core.domain.units import UnitKind
from antq_core.domain.windows import MOST_YEARS_AWAY, DayOfYear, WindowRule
from antq_core.errors import Problem, StandardError, alike
from antq_core.expressions.checked import Checked, wrong_types
from antq_core.expressions.checking import check
from antq_core.expressions.tree import (
    Coded,
    FactValue,
    ItemPoints,
    LastYear,
    Measure,
    MeetsStandard,
    Node,
    ReadingIs,
    Share,
)
from antq_core.expressions.vocabulary import Vocabulary
from antq_core.expressions.walking import walk
from antq_core.expressions.writing import tree_of
from antq_core.messages.text import Text
from antq_core.possible import Interval
from antq_core.standards.bounds import Ranges
from antq_core.standards.criteria import Criterion
from antq_core.standards.grading import Grading
from antq_core.standards.kinds import all_count_as_none, refusals_of_kinds
from antq_core.standards.procedure import Provision, overlapping
from antq_core.standards.readings import Pin, Reading
from antq_core.standards.rubric import ScoredItem
from antq_core.standards.scoring_checks import (
    refusals_of_grading,
    refusals_of_points,
    refusals_of_rubric,
)

NATIONAL = "vn"
_JURISDICTION = re.compile(r"vn(-[0-9]{2})?")


@attrs.frozen(kw_only=True)
class Assumption(Checked):
    """Something that the law does not let us know, and that results from a date on rest upon."""

    code: str
    text: Text
    citation: Citation
    since: datetime.date | None = None

    def holds_on(self, day: datetime.date) -> bool:
        """Whether a result of that day rests upon it."""
        return self.since is None or self.since <= day


@attrs.frozen(kw_only=True, cache_hash=True)
class Standard(Checked):
    """The criteria of one jurisdiction for some kinds of unit, while they are in force.

    The national standard (jurisdiction ``vn``) also says who is in `scope`, in which `window` a year is
    assessed, which day counts as the day of decision when none is given, under which provision
    (`additions_under`) a province may add, and by which `procedure` units come to be recognised; no
    verdict rests upon that. A provincial one (``vn-26``)
    adds facts, records, criteria and a rubric, and pins readings; it says nothing else, so it cannot
    weaken the national one. `replaces` names the standards that end on the day before this one begins,
    for the kinds of unit that both are for.

    A province may also add kinds of unit, in `added_kinds`. A standard for such kinds only as count as no
    national kind stands alone: it says `window` and `decided_on` itself.

    A standard may also give points, by its `rubric`, and grades, by its `grading`.

    Raises `StandardError` with every problem found.
    """

    id: str
    scheme: str
    jurisdiction: str
    kinds: tuple[str, ...]
    title: Text
    citation: Citation
    in_force_from: datetime.date
    in_force_to: datetime.date | None = None
    window: WindowRule | None = None
    decided_on: DayOfYear | None = None
    scope: Node | None = attrs.field(default=None, converter=tree_of)
    scope_citation: Citation | None = None
    facts: tuple[FactDeclaration, ...] = ()
    records: tuple[RecordDeclaration, ...] = ()
    readings: tuple[Reading, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    pins: tuple[Pin, ...] = ()
    additions_under: Citation | None = None
    assumptions: tuple[Assumption, ...] = ()
    procedure: tuple[Provision, ...] = ()
    rubric: ScoredItem | None = None
    grading: Grading | None = None
    replaces: tuple[str, ...] = ()
    added_kinds: tuple[UnitKind, ...] = ()

    def __attrs_post_init__(self) -> None:
        problems = [*wrong_types(self)]
        if not problems:  # of values of a wrong type nothing more can be said
            problems += _refusals(self)
            if self.is_national or self.stands_alone:
                problems += tree_refusals(self, self.vocabulary, self.ranges)
        if problems:
            raise StandardError(problem.under(self.id) for problem in problems)

    @property
    def is_national(self) -> bool:
        """Whether it holds for the whole country."""
        return self.jurisdiction == NATIONAL

    @property
    def stands_alone(self) -> bool:
        """Whether it is a province's and is for such kinds only as count as no national kind.

        No national standard stands beneath it, so it says itself in which window a year is assessed.
        """
        return not self.is_national and all_count_as_none(self.kinds, self.added_kinds)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that this standard declares itself."""
        return Vocabulary(
            facts={fact.name: fact.term for fact in self.facts},
            records={records.name: records.terms for records in self.records},
            readings={reading.name: reading.term for reading in self.readings},
            items={item.code: item.text for item in self.items},
        )

    @property
    def items(self) -> tuple[ScoredItem, ...]:
        """The rubric and everything in it, in the order of the sheet."""
        return tuple(self.rubric.walk()) if self.rubric is not None else ()

    @property
    def ranges(self) -> Ranges:
        """How far its numbers can go."""
        facts = {fact.name: fact for fact in self.facts}
        return Ranges(facts, {records.name: records for records in self.records})

    def is_in_force(self, day: datetime.date) -> bool:
        """Whether it is in force on a day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    def procedure_on(self, day: datetime.date) -> tuple[Provision, ...]:
        """The provisions of procedure that hold on a day."""
        return tuple(each for each in self.procedure if each.holds_on(day))


def tree_refusals(standard: Standard, vocabulary: Vocabulary, ranges: Ranges) -> list[Problem]:
    """What is wrong with the trees of a standard, and with its parts, given the words and facts in reach."""
    problems = []
    found: Iterable[Problem]
    in_reach = ranges.facts
    for fact in standard.facts:
        if fact.no_more_than is not None:
            found = _refusals_of_part(fact, fact.no_more_than, in_reach)
            problems += [problem.under("facts", fact.name, "no_more_than") for problem in found]
        if fact.derivation is not None:
            found = check(fact.derivation, fact.type, vocabulary)
            problems += [problem.under("facts", fact.name, "derivation") for problem in found]
    for path, condition in _conditions(standard):
        found = (*check(condition, Measure.TRUTH, vocabulary), *_unrelated(condition, in_reach))
        problems += [problem.under(*path) for problem in found]
    without_items = attrs.evolve(vocabulary, items={})  # an item that asked for another might go round
    for item in standard.items:
        unrelated = (each for node in item.trees.values() for each in _unrelated(node, in_reach))
        found = (*refusals_of_points(item, without_items, ranges), *unrelated)
        problems += [problem.under("rubric", item.code) for problem in found]
    return problems


def _conditions(standard: Standard) -> Iterator[tuple[tuple[str, ...], Node]]:
    """The conditions of a standard outside its rubric, each with its place."""
    for criterion in standard.criteria:
        for place, condition in criterion.conditions.items():
            yield ("criteria", criterion.code, place), condition
    for ceiling in standard.grading.ceilings if standard.grading is not None else ():
        yield ("grading", "ceilings", ceiling.code, "unless"), ceiling.unless
    if standard.scope is not None:
        yield ("scope",), standard.scope


def _refusals(standard: Standard) -> Iterator[Problem]:
    if not _JURISDICTION.fullmatch(standard.jurisdiction):
        yield Problem("standard.jurisdiction", ("jurisdiction",), {"found": standard.jurisdiction})
    if standard.in_force_to is not None and standard.in_force_to < standard.in_force_from:
        facts = {"first": standard.in_force_from, "last": standard.in_force_to}
        yield Problem("window.reversed", ("in_force_to",), facts)
    if not standard.kinds:
        yield Problem("standard.no-kinds", ("kinds",))
    assumes = bool(standard.assumptions) and not (standard.is_national or standard.stands_alone)
    if not (standard.criteria or standard.pins or standard.rubric is not None or assumes):
        yield Problem("standard.no-criteria", ("criteria",))
    yield from _refusals_of_rank(standard)
    yield from refusals_of_kinds(standard.kinds, standard.added_kinds, national=standard.is_national)
    yield from _refusals_of_names(standard)
    for fact in standard.facts:
        yield from (problem.under("facts", fact.name) for problem in _refusals_of_fact(fact, standard))
    for records in standard.records:
        yield from (problem.under("records", records.name) for problem in _refusals_of_records(records))
    yield from _refusals_of_scoring(standard)
    for code in overlapping(standard.procedure):
        yield Problem("standard.provisions-overlap", ("procedure", code), {"code": code})
    for reading in standard.readings:
        if len(reading.options) < 2:
            yield Problem("standard.one-option", ("readings", reading.name))
        yield from (problem.under("readings", reading.name) for problem in _twice(reading.codes))


def _refusals_of_scoring(standard: Standard) -> Iterator[Problem]:
    if standard.rubric is not None:
        yield from (problem.under("rubric") for problem in refusals_of_rubric(standard.rubric))
    if standard.grading is None:
        return
    if standard.rubric is None:
        yield Problem("grading.without-rubric", ("grading",))
    options = {reading.name: reading.codes for reading in standard.readings}
    yield from (problem.under("grading") for problem in refusals_of_grading(standard.grading, options))


def _refusals_of_rank(standard: Standard) -> Iterator[Problem]:
    """What the national standard must say, a provincial one may not."""
    national_only = {
        "window": standard.window is not None,
        "decided_on": standard.decided_on is not None,
        "readings": bool(standard.readings),
        "scope": standard.scope is not None,
        "procedure": bool(standard.procedure),
    }
    if not standard.is_national:
        own = ("window", "decided_on") if standard.stands_alone else ()
        for place, said in national_only.items():
            if said and place not in own:
                yield Problem("standard.province-says-too-much", (place,), {"place": place})
        for place in own:
            if not national_only[place]:
                yield Problem("standard.missing-alone", (place,), {"place": place})
        return
    for place in ("window", "decided_on"):
        if not national_only[place]:
            yield Problem("standard.missing", (place,), {"place": place})
    if standard.pins:
        yield Problem("standard.national-pins", ("pins",))
    if standard.scope is not None and standard.scope_citation is None:
        yield Problem("standard.scope-without-citation", ("scope",))


def _refusals_of_names(standard: Standard) -> Iterator[Problem]:
    named = {
        "facts": [fact.name for fact in standard.facts],
        "records": [records.name for records in standard.records],
        "readings": [reading.name for reading in standard.readings],
        "criteria": [*(each.code for each in standard.criteria), *(each.code for each in standard.items)],
        "pins": [pin.reading for pin in standard.pins],
        "added_kinds": [kind.code for kind in standard.added_kinds],
    }
    for place, names in named.items():
        yield from (problem.under(place) for problem in _twice(names))


def _twice(names: Iterable[str]) -> Iterator[Problem]:
    return (Problem("standard.name-twice", (), {"name": name}) for name in repeated(names))


def _refusals_of_fact(fact: FactDeclaration, standard: Standard) -> Iterator[Problem]:
    yield from _refusals_of_range(fact)
    if fact.measure is Measure.IDENTIFIER:
        yield Problem("standard.identifier-fact")
    years_away = Interval(-MOST_YEARS_AWAY, MOST_YEARS_AWAY)
    if fact.measure is Measure.DAY and not (fact.range and fact.range.narrows(years_away)):
        yield Problem("standard.no-range")
    if fact.derivation is not None and _reads_more_than_records(fact.derivation):
        yield Problem("standard.derivation-of-facts", ("derivation",))


def _refusals_of_part(
    part: FactDeclaration, whole: str, in_reach: Mapping[str, FactDeclaration]
) -> Iterator[Problem]:
    if whole not in in_reach:
        near = alike(whole, in_reach)
        yield Problem("tree.unknown-fact", (), {"name": whole, "near": near})
    elif part.measure not in NUMERIC or in_reach[whole].measure is not part.measure or whole == part.name:
        yield Problem("standard.part-of-other", (), {"whole": whole})


def _unrelated(condition: Node, in_reach: Mapping[str, FactDeclaration]) -> Iterator[Problem]:
    """The shares of one fact in another of which it is not declared to be a part.

    Nothing would keep more from being stated of the part than of its whole, and more always reaches.
    """
    for node in walk(condition):
        match node:
            case Share(FactValue(part), FactValue(whole)) | Share(LastYear(part), LastYear(whole)):
                if {part, whole} <= in_reach.keys() and whole not in _wholes(part, in_reach):
                    yield Problem("standard.share-of-unrelated", (), {"part": part, "whole": whole})


def _wholes(part: str, in_reach: Mapping[str, FactDeclaration]) -> set[str]:
    """The fact itself, what it is a part of, what that is a part of, and so on."""
    found: set[str] = set()
    name: str | None = part
    while name is not None and name in in_reach and name not in found:
        found.add(name)
        name = in_reach[name].no_more_than
    return found | ({name} if name is not None else set())


NO_RECORDS = (FactValue, LastYear, ReadingIs, ItemPoints, MeetsStandard, Coded)
"""What a fact cannot be worked out from: it may rest upon the fact itself, or no file shows it."""


def _reads_more_than_records(derivation: Node) -> bool:
    return any(isinstance(node, NO_RECORDS) for node in walk(derivation))


def _refusals_of_records(records: RecordDeclaration) -> Iterator[Problem]:
    names = {field.name: field for field in records.fields}
    for field in records.fields:
        yield from (problem.under(field.name) for problem in _refusals_of_range(field))
    for role in ("dated_by", "commune_in", "unit_in", "identified_by"):
        name, measure = getattr(records, role), Measure.DAY if role == "dated_by" else Measure.IDENTIFIER
        if name is not None and (name not in names or names[name].measure is not measure):
            yield Problem(
                "standard.role-of-field", (role,), {"role": role, "name": name, "type": measure.value}
            )
    if records.identified_by is None and any(field.assessed for field in records.fields):
        yield Problem("standard.assessed-without-identifier", ("identified_by",))
    if any(field.assessed and field.measure is not Measure.TRUTH for field in records.fields):
        yield Problem("standard.assessed-is-truth")
    if records.at_most < 1:
        yield Problem("standard.no-range", ("at_most",))


def _refusals_of_range(declaration: Declaration) -> Iterator[Problem]:
    if declaration.measure in NUMERIC and declaration.range is None:
        yield Problem("standard.no-range")
    if declaration.measure is None and not declaration.options:
        yield Problem("tree.no-codes")


def repeated(names: Iterable[str]) -> list[str]:
    """The names that stand more than once, sorted."""
    names = list(names)
    return sorted({name for name in names if names.count(name) > 1})
