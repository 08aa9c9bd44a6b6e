"""The standards that hold together for a unit: the national one, and what its province adds.

Both are assessed and the verdict is their conjunction, so a province can add and never weaken
(Circular 124/2021/TT-BCA, Article 8, clause 1). Standards of other schemes may hold for the same unit
beside them: then one dossier serves all, and a standard may ask for the verdict of another scheme.
"""

import functools
from collections.abc import Collection, Iterator
from typing import Any, Protocol

import attrs

from antq_core.domain.declarations import FactDeclaration, RecordDeclaration
from antq_core.domain.units import UnitKind, national_label
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import Problem, StandardError
from antq_core.expressions.tree import ItemPoints, Node
from antq_core.expressions.vocabulary import Vocabulary
from antq_core.expressions.walking import walk
from antq_core.expressions.wording import describe
from antq_core.messages.text import Text
from antq_core.standards.bounds import Ranges
from antq_core.standards.criteria import Criterion
from antq_core.standards.readings import Pin, Reading
from antq_core.standards.rubric import ScoredItem, item_tree, put_in
from antq_core.standards.schemes import refusals_beside, schemes_read
from antq_core.standards.standard import Standard, repeated, tree_refusals


@attrs.frozen(kw_only=True)
class Source:
    """The distribution that a standard came from; empty for one that was handed over directly.

    `entry_point` is what it announces: the module that holds its hook.
    """

    distribution: str = ""
    version: str = ""
    entry_point: str = ""

    @property
    def label(self) -> str:
        """Distribution and version as people read them."""
        return f"{self.distribution} {self.version}".strip() or "–"


@attrs.frozen(kw_only=True)
class BrokenPlugin:
    """A plugin that should have spoken for a jurisdiction and did not, with all that is known of why."""

    jurisdiction: str
    source: Source
    problems: tuple[Problem, ...]

    @property
    def told(self) -> tuple[Problem, ...]:
        """Its problems, each under the jurisdiction whose units it leaves undecided, and its distribution."""
        return tuple(problem.under(self._place_of(problem)) for problem in self.problems)

    def _place_of(self, problem: Problem) -> str:
        # A problem of loading names the distribution in its sentence; one of a standard knows of none.
        if not self.source.distribution or self.source.label in problem.facts.values():
            return self.jurisdiction
        return f"{self.jurisdiction} ({self.source.label})"


@attrs.frozen(kw_only=True)
class LeftOutPlugin:
    """A plugin that is installed and would have spoken for a jurisdiction, had it been let in."""

    jurisdiction: str
    source: Source


class _Printer(Protocol):
    def text(self, words: str) -> None: ...


@attrs.frozen(repr=False)
class Stack:
    """The national standard, and the provincial one or the plugin that did not supply it.

    `set_aside` names the provincial standards that would hold too, had the caller not chosen otherwise;
    `without_standard` names the plugins that speak for the province and have no standard for this unit.

    For a unit of a kind that a province added and that counts as no national kind there is no national
    standard: the provincial one stands alone. `added_kinds` are kinds that other standards of the
    province added, beside those that its standard here adds.

    `beside` are the stacks of other schemes for the same unit, year and day; `unusable` names the schemes
    that have standards for it which cannot be used.

    Raises `StandardError` when the provincial standard does not fit upon the national one, and when
    schemes that stand beside each other declare a name differently or ask for each other's verdict.
    """

    national: Standard | None
    provincial: Standard | None = None
    broken: tuple[BrokenPlugin, ...] = attrs.field(default=(), kw_only=True)
    left_out: tuple[LeftOutPlugin, ...] = attrs.field(default=(), kw_only=True)
    set_aside: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    without_standard: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    national_source: Source = attrs.field(factory=Source, kw_only=True)
    provincial_source: Source = attrs.field(factory=Source, kw_only=True)
    added_kinds: tuple[UnitKind, ...] = attrs.field(default=(), kw_only=True)
    beside: tuple["Stack", ...] = attrs.field(default=(), kw_only=True)
    unusable: tuple[str, ...] = attrs.field(default=(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        problems = [*self._refusals()]
        if problems:
            raise StandardError(problems)

    def __repr__(self) -> str:
        """The standards by id: in full they would fill a screen."""
        broken = [f"broken {each.jurisdiction}" for each in self.broken]
        left_out = [f"left out {each.jurisdiction}" for each in self.left_out]
        return f"Stack({', '.join([*(standard.id for standard in self.standards), *broken, *left_out])})"

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:
        # Interactive shells and Hypothesis print attrs classes field by field unless told otherwise.
        printer.text(repr(self))

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards that hold, the national one first."""
        return tuple(each for each in (self.national, self.provincial) if each is not None)

    @property
    def sourced(self) -> tuple[tuple[Standard, Source], ...]:
        """The standards that hold, each with the distribution that it came from."""
        both = ((self.national, self.national_source), (self.provincial, self.provincial_source))
        return tuple((standard, source) for standard, source in both if standard is not None)

    @property
    def leading(self) -> Standard:
        """The standard that says who is in scope, and when: the national one, or one that stands alone."""
        return self.standards[0]

    @property
    def scheme(self) -> str:
        """The scheme of the standards."""
        return self.leading.scheme

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of unit that all its standards are for."""
        return tuple(kind for kind in self.standards[-1].kinds if self.is_for(kind))

    def is_for(self, kind: str) -> bool:
        """Whether all its standards are for a kind of unit: a national one for what the kind counts as."""
        counts_as = self.counts_as(kind)
        return all((counts_as if each.is_national else kind) in each.kinds for each in self.standards)

    def added_kind(self, code: str) -> UnitKind | None:
        """The kind of unit that the province added under a code; None for any other."""
        own = self.provincial.added_kinds if self.provincial is not None else ()
        return next((kind for kind in (*own, *self.added_kinds) if kind.code == code), None)

    def counts_as(self, code: str) -> str | None:
        """The national kind that a kind of unit counts as; None where it counts as none."""
        added = self.added_kind(code)
        return code if added is None else added.counts_as

    def kind_label(self, code: str) -> Text:
        """What people call a kind of unit; its code where nobody has said."""
        added = self.added_kind(code)
        label = national_label(code) if added is None else added.label
        return label if label is not None else Text(vi=code, en=code)

    @property
    def silent(self) -> tuple[BrokenPlugin | LeftOutPlugin, ...]:
        """The plugins that would have spoken for the province: what they ask and declare is unknown."""
        return (*self.broken, *self.left_out)

    @functools.cached_property
    def facts(self) -> tuple[FactDeclaration, ...]:
        """All facts that a dossier may state, in the order of the sheets."""
        return tuple(fact for standard in self.standards for fact in standard.facts)

    @functools.cached_property
    def fact(self) -> dict[str, FactDeclaration]:
        """All facts, by name."""
        return {fact.name: fact for fact in self.facts}

    @functools.cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """The facts that are parts of another of the same standard, by the name of the whole.

        What is stated of a part that a province declares tells nothing of a national whole: a province
        adds, and never settles what is national.
        """
        found: dict[str, tuple[str, ...]] = {}
        for standard in self.standards:
            own = {fact.name for fact in standard.facts}
            for fact in standard.facts:
                if fact.no_more_than in own and fact.no_more_than is not None:
                    found[fact.no_more_than] = (*found.get(fact.no_more_than, ()), fact.name)
        return found

    @functools.cached_property
    def records(self) -> dict[str, RecordDeclaration]:
        """All lists that a dossier may hold, by name."""
        return {records.name: records for standard in self.standards for records in standard.records}

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings; only the national standard has any."""
        return self.national.readings if self.national is not None else ()

    @property
    def pins(self) -> tuple[Pin, ...]:
        """The readings that the province has chosen."""
        return self.provincial.pins if self.provincial is not None else ()

    @functools.cached_property
    def criteria(self) -> tuple[tuple[Standard, Criterion], ...]:
        """All criteria, each with its standard, in the order of the sheets."""
        return tuple((standard, each) for standard in self.standards for each in standard.criteria)

    @functools.cached_property
    def vocabulary(self) -> Vocabulary:
        """All words in reach of the criteria."""
        return Vocabulary(
            facts={fact.name: fact.term for fact in self.facts},
            records={name: records.terms for name, records in self.records.items()},
            readings={reading.name: reading.term for reading in self.readings},
            items={code: item.text for code, item in self.items.items()},
        )

    @functools.cached_property
    def items(self) -> dict[str, ScoredItem]:
        """All scored items, by code."""
        return {item.code: item for standard in self.standards for item in standard.items}

    @functools.cached_property
    def scoring_trees(self) -> tuple[Node, ...]:
        """Every tree that points and grades come from."""
        rubrics = [standard.rubric for standard in self.standards if standard.rubric is not None]
        gradings = [standard.grading for standard in self.standards if standard.grading is not None]
        ceilings = [self.with_items(each.unless) for grading in gradings for each in grading.ceilings]
        return (*map(item_tree, rubrics), *ceilings)

    @property
    def ranges(self) -> Ranges:
        """How far the numbers of all standards can go."""
        return Ranges(self.fact, self.records)

    def with_items(self, node: Node) -> Node:
        """The tree with the trees of the scored items that it names; worked out once a tree."""
        if node not in self._with_items:
            self._with_items[node] = put_in(node, self.items)
        return self._with_items[node]

    @functools.cached_property
    def asked(self) -> tuple[tuple[Standard, Criterion], ...]:
        """All criteria as they are judged: with the trees of the scored items that they name."""
        return tuple((standard, self._with_trees(criterion)) for standard, criterion in self.criteria)

    def _with_trees(self, criterion: Criterion) -> Criterion:
        conditions = criterion.conditions
        if not any(isinstance(node, ItemPoints) for each in conditions.values() for node in walk(each)):
            return criterion
        changed: dict[str, Any] = {name: self.with_items(each) for name, each in conditions.items()}
        return attrs.evolve(criterion, **changed)

    @functools.cached_property
    def _with_items(self) -> dict[Node, Node]:
        return {}

    def statement(self, node: Node) -> Text:
        """What a tree says, in the words of these standards; worked out once a tree."""
        if node not in self._statements:
            self._statements[node] = describe(node, self.vocabulary)
        return self._statements[node]

    @functools.cached_property
    def _statements(self) -> dict[Node, Text]:
        return {}

    @property
    def window(self) -> WindowRule:
        """How the window of a year is set."""
        assert self.leading.window is not None  # a leading standard without one cannot be built
        return self.leading.window

    @property
    def decided_on(self) -> DayOfYear:
        """Which day counts as the day of decision when none is given."""
        assert self.leading.decided_on is not None  # a leading standard without one cannot be built
        return self.leading.decided_on

    @functools.cached_property
    def schemes_read(self) -> frozenset[str]:
        """The schemes whose verdict the standards ask for themselves."""
        return schemes_read(self.standards)

    @functools.cached_property
    def reads(self) -> tuple["Stack", ...]:
        """The stacks beside it whose verdict is asked for, here or by one of them."""
        return self.reading(self.schemes_read)

    def with_those_asked(self, also: Collection[str] = ()) -> tuple["Stack", ...]:
        """This stack with those that it asks for, and those of some more schemes with what they ask for."""
        return (self, *self.reading({*self.schemes_read, *also}))

    def reading(self, schemes: Collection[str]) -> tuple["Stack", ...]:
        """The stacks of some schemes beside it and of those that they ask for, what is asked for first."""
        at_hand = {each.scheme: each for each in self.beside}
        found: dict[str, Stack] = {}

        def add(asked: Collection[str]) -> None:
            for scheme in sorted(at_hand.keys() & asked):
                if scheme not in found:
                    add(at_hand[scheme].schemes_read)  # comes to an end, since no way goes round
                    found[scheme] = at_hand[scheme]

        add(schemes)
        return tuple(found.values())

    @functools.cached_property
    def dossier_facts(self) -> tuple[FactDeclaration, ...]:
        """All facts that a dossier may state: those of this stack, then those of the stacks beside it."""
        if not self.beside:
            return self.facts
        return tuple({each.name: each for stack in (self, *self.beside) for each in stack.facts}.values())

    @functools.cached_property
    def dossier_fact(self) -> dict[str, FactDeclaration]:
        """All facts that a dossier may state, by name."""
        return {fact.name: fact for fact in self.dossier_facts}

    @functools.cached_property
    def dossier_records(self) -> dict[str, RecordDeclaration]:
        """All lists that a dossier may hold, by name: those of this stack and of the stacks beside it."""
        return {name: each for stack in (self, *self.beside) for name, each in stack.records.items()}

    @property
    def is_open(self) -> bool:
        """Whether a dossier may state what nobody here declares: somebody is not heard who may declare it."""
        return bool(self.unusable) or any(each.silent for each in (self, *self.beside))

    def _refusals(self) -> Iterator[Problem]:
        yield from self._refusals_of_rank()
        if self.standards:
            yield from refusals_beside([each.standards for each in (self, *self.beside)])
            yield from self._refusals_of_provincial()

    def _refusals_of_rank(self) -> Iterator[Problem]:
        if self.national is not None and not self.national.is_national:
            yield Problem("stack.not-national", (), {"id": self.national.id})
        alone = self.provincial is not None and self.provincial.stands_alone
        if alone is not (self.national is None):
            ids = ", ".join(each.id for each in self.standards) or "–"
            yield Problem("stack.stands-alone" if alone else "stack.without-national", (), {"ids": ids})

    def _refusals_of_provincial(self) -> Iterator[Problem]:
        if self.provincial is None:
            return
        if self.provincial.is_national:
            yield Problem("stack.not-provincial", (), {"id": self.provincial.id})
        for name in self._declared_twice():
            yield Problem("stack.declared-twice", (self.provincial.id,), {"name": name})
        for problem in tree_refusals(self.provincial, self.vocabulary, self.ranges):
            yield problem.under(self.provincial.id)
        options = {reading.name: reading.codes for reading in self.readings}
        for pin in self.provincial.pins:
            if pin.option not in options.get(pin.reading, ()):
                facts = {"reading": pin.reading, "option": pin.option}
                yield Problem("stack.unknown-pin", (self.provincial.id, "pins"), facts)

    def _declared_twice(self) -> list[str]:
        facts = [fact.name for standard in self.standards for fact in standard.facts]
        records = [each.name for standard in self.standards for each in standard.records]
        criteria = [criterion.code for _, criterion in self.criteria]
        criteria += [item.code for standard in self.standards for item in standard.items]
        return [*repeated(facts), *repeated(records), *repeated(criteria)]
