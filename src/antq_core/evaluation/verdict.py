"""From criteria to a verdict: scope first, then every criterion, then what a silent plugin leaves open."""

import functools
import itertools
from collections.abc import Iterator, Sequence

import attrs

from antq_core.evaluation.grading import scores
from antq_core.evaluation.judging import Judgement, judge
from antq_core.evaluation.missing import missing
from antq_core.evaluation.reading_tables import Choices, ReadingTable, no_obstacle
from antq_core.evaluation.world import World
from antq_core.expressions.walking import readings_in
from antq_core.findings.finding import Finding, Gap, GapCode
from antq_core.findings.grounds import SCOPE, Missing, ReadingChange, ScoreChange
from antq_core.findings.scores import Score
from antq_core.messages.catalogue import text
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Outcomes, Truths, Verdicts, verdicts
from antq_core.standards.criteria import Criterion
from antq_core.standards.stack import BrokenPlugin, LeftOutPlugin


@attrs.frozen
class Judged:
    """Every judgement on a unit: on its scope, on each criterion, and on what a silent plugin might ask.

    `requires` says whether the standards ask for anything at all, beside giving points.
    """

    world: World
    allowed: Choices
    scope: Judgement
    criteria: Sequence[Judgement]
    requires: bool = True

    @property
    def in_scope(self) -> Truths:
        """Whether the standard speaks of the unit at all."""
        return _truths(self.scope.table.over(self.allowed))

    @functools.cached_property
    def possible(self) -> Verdicts:
        """Every verdict that is still possible."""
        return self._under(self.allowed)

    @functools.cached_property
    def readings(self) -> frozenset[str]:
        """The readings that something here depends on."""
        asked = {name for table in self._tables() for name in table.readings}
        return frozenset(asked | self._scored_readings)

    @functools.cached_property
    def readings_that_matter(self) -> frozenset[str]:
        """The readings of which another option alone would change some finding or score."""
        return frozenset(name for name in self.readings if self._matters(name))

    @functools.cached_property
    def _scored_readings(self) -> frozenset[str]:
        if self.in_scope is Truths.FALSE:
            return frozenset()
        return frozenset[str]().union(*map(readings_in, self.world.stack.scoring_trees))

    def _matters(self, reading: str) -> bool:
        options = {each.name: each.codes for each in self.world.stack.readings}[reading]
        anything = {**self.allowed, reading: options}
        if any(table.depends_on(reading, anything) for table in self._tables()):
            return True
        if reading not in self._scored_readings:
            return False
        return len({self._scored({**self.allowed, reading: (option,)}) for option in options}) > 1

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings on the criteria; none for a unit that is out of scope."""
        if self.in_scope is Truths.FALSE:
            return ()
        return tuple(judgement.finding for judgement in self.criteria)

    @functools.cached_property
    def scores(self) -> tuple[Score, ...]:
        """The points and grades by each standard that gives any; none for a unit that is out of scope."""
        return self._scores_under(self.allowed)

    def _scores_under(self, allowed: Choices) -> tuple[Score, ...]:
        if self.in_scope is Truths.FALSE or not self.world.stack.items:
            return ()
        own = {standard.scheme: self._under(allowed) for standard in self.world.stack.standards}
        verdicts_known = {**self.world.verdicts, **own}
        return tuple(scores(attrs.evolve(self.world, verdicts=verdicts_known), allowed))

    def _scored(self, allowed: Choices) -> tuple[ScoreChange, ...]:
        """The scores under some readings, as far as another reading could change them."""
        return tuple(
            ScoreChange(
                standard=each.standard,
                total=each.total,
                lowest=each.grade.lowest_label if each.grade is not None else None,
                highest=each.grade.highest_label if each.grade is not None else None,
            )
            for each in self._scores_under(allowed)
        )

    def missing(self) -> tuple[Missing, ...]:
        """What would narrow the result, the most useful first."""
        judged = () if self.in_scope is Truths.FALSE else self.criteria
        return missing([self.scope, *judged], self.scores, self.possible, self.allowed, self.world.stack)

    def changes(self) -> Iterator[ReadingChange]:
        """Every single other choice of a reading that alone would give another verdict or score."""
        now = self._scored(self.allowed)
        for reading in self.world.stack.readings:
            if reading.name not in self.readings_that_matter:
                continue
            for option in reading.options:
                chosen = {**self.allowed, reading.name: (option.code,)}
                possible = self._under(chosen)
                other = tuple(each for each in self._scored(chosen) if each not in now)
                if possible != self.possible or other:
                    yield ReadingChange(
                        reading=reading.name,
                        option=option.code,
                        label=option.label,
                        possible=possible,
                        scores=other,
                    )

    def _under(self, allowed: Choices) -> Verdicts:
        """The verdicts under these readings; what scope asks for is read as the criteria read it."""
        tables = [judgement.table for judgement in self.criteria]
        scope = self.scope.table
        possible = Verdicts(0)
        for options in itertools.product(*(allowed[name] for name in scope.readings)):
            read = {**allowed, **{name: (o,) for name, o in zip(scope.readings, options, strict=True)}}
            in_scope, unhindered = _truths(scope.over(read)), no_obstacle(tables, read)
            possible |= verdicts(in_scope, unhindered, requires=self.requires)
        return possible

    def _tables(self) -> Iterator[ReadingTable]:
        yield self.scope.table
        yield from (judgement.table for judgement in self.criteria)


def judge_unit(world: World, allowed: Choices) -> Judged:
    """Judge scope, and unless no reading puts the unit in scope, everything else; nothing short-circuits."""
    scope = _scope(world, allowed)
    if set(scope.table.outcomes.values()) == {Outcomes.NOT_MET}:
        return Judged(world, allowed, scope, ())
    criteria = [judge(standard, each, world, allowed) for standard, each in world.stack.asked]
    judgements = (*criteria, *_silence(world))
    return Judged(world, allowed, scope, judgements, requires=bool(judgements))


def _scope(world: World, allowed: Choices) -> Judgement:
    leading = world.stack.leading
    citation = leading.scope_citation or leading.citation
    asked = None if leading.scope is None else world.stack.with_items(leading.scope)
    scope = Criterion(code=SCOPE, text=text("assessment.scope"), citation=citation, holds=asked)
    if leading.scope is not None:
        return judge(leading, scope, world, allowed)
    finding = Finding(
        standard=leading.id, criterion=SCOPE, text=scope.text, citation=citation, outcomes=Outcomes.MET
    )
    return Judgement(finding, ReadingTable((), {(): Outcomes.MET}))


def _silence(world: World) -> Iterator[Judgement]:
    """What plugins that did not speak would have asked: it may be anything, so it may keep the unit back."""
    by_jurisdiction: dict[str, list[Gap]] = {}
    for each in world.stack.silent:
        by_jurisdiction.setdefault(each.jurisdiction, []).append(_not_heard(each))
    either = Outcomes.MET | Outcomes.NOT_MET
    for jurisdiction, gaps in by_jurisdiction.items():
        finding = Finding(
            standard=jurisdiction,
            criterion=jurisdiction,
            text=text("assessment.provincial-addition", jurisdiction=jurisdiction),
            citation=world.stack.leading.additions_under or world.stack.leading.citation,
            outcomes=either,
            gaps=tuple(gaps),
        )
        yield Judgement(finding, ReadingTable((), {(): either}))


def _not_heard(plugin: BrokenPlugin | LeftOutPlugin) -> Gap:
    name, facts = plugin.source.distribution, {"jurisdiction": plugin.jurisdiction}
    if isinstance(plugin, LeftOutPlugin):
        label = text("assessment.left-out", source=plugin.source.label, **facts)
        return Gap(code=GapCode.PLUGIN_LEFT_OUT, name=name, label=label)
    vi, en = ("; ".join(problem.message(locale) for problem in plugin.problems) for locale in LOCALES)
    label = text("assessment.broken", source=plugin.source.label, reasons=Text(vi=vi, en=en), **facts)
    return Gap(code=GapCode.PLUGIN_BROKEN, name=name, label=label)


def _truths(scope: Outcomes) -> Truths:
    possible = Truths.TRUE if Outcomes.MET in scope else Truths(0)
    return possible | Truths.FALSE if Outcomes.NOT_MET in scope else possible
