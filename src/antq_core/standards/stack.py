"""The standards that hold together for a unit: the national one, and what its province adds.

Both are assessed and the verdict is their conjunction, so a province can add and never weaken
(Circular 124/2021/TT-BCA, Article 8, clause 1).
"""

import functools
from collections.abc import Iterator
from typing import Protocol

import attrs

from antq_core.domain.declarations import FactDeclaration, RecordDeclaration
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import Problem, StandardError
from antq_core.expressions.tree import Node
from antq_core.expressions.vocabulary import Vocabulary
from antq_core.expressions.wording import describe
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion
from antq_core.standards.readings import Pin, Reading
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
    Raises `StandardError` when the provincial standard does not fit upon the national one.
    """

    national: Standard
    provincial: Standard | None = None
    broken: tuple[BrokenPlugin, ...] = attrs.field(default=(), kw_only=True)
    left_out: tuple[LeftOutPlugin, ...] = attrs.field(default=(), kw_only=True)
    set_aside: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    without_standard: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    national_source: Source = attrs.field(factory=Source, kw_only=True)
    provincial_source: Source = attrs.field(factory=Source, kw_only=True)

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
        return (self.national,) if self.provincial is None else (self.national, self.provincial)

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
        return self.national.readings

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
        )

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
        assert self.national.window is not None  # a national standard without one cannot be built
        return self.national.window

    @property
    def decided_on(self) -> DayOfYear:
        """Which day counts as the day of decision when none is given."""
        assert self.national.decided_on is not None  # a national standard without one cannot be built
        return self.national.decided_on

    def _refusals(self) -> Iterator[Problem]:
        if not self.national.is_national:
            yield Problem("stack.not-national", (), {"id": self.national.id})
        if self.provincial is None:
            return
        if self.provincial.is_national:
            yield Problem("stack.not-provincial", (), {"id": self.provincial.id})
        for name in self._declared_twice():
            yield Problem("stack.declared-twice", (self.provincial.id,), {"name": name})
        for problem in tree_refusals(self.provincial, self.vocabulary, self.facts):
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
        return [*repeated(facts), *repeated(records), *repeated(criteria)]
