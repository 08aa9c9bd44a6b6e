"""One criterion on one dossier: its finding, with the figures, the evidence and what is missing."""

from collections.abc import Iterator

import attrs

from antq_core.evaluation.figures import comparisons
from antq_core.evaluation.gaps import gaps, may_fall_silent
from antq_core.evaluation.interpreter import truth
from antq_core.evaluation.reading_tables import Choices, ReadingTable, Way, Ways, reading_table, ways
from antq_core.evaluation.world import World
from antq_core.findings.finding import EvidenceOf, Finding, Gap, GapCode
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion
from antq_core.standards.standard import Standard


@attrs.frozen
class Judgement:
    """A finding, and the table of readings that it came from.

    `may_stay_open`: learning everything may still leave it open, where the law is silent.
    """

    finding: Finding
    table: ReadingTable
    may_stay_open: bool = False


def judge(standard: Standard, criterion: Criterion, world: World, allowed: Choices) -> Judgement:
    """What a criterion comes to over all allowed readings, and why."""
    read = ways(criterion, world.stack.readings)
    table = reading_table(read, world)
    still = read.allowed(allowed)
    finding = Finding(
        standard=standard.id,
        criterion=criterion.code,
        text=criterion.text,
        citation=criterion.citation,
        outcomes=table.over(allowed),
        compared=tuple(comparisons(still, world)),
        evidence=tuple(_evidence(read, world)),
    )
    if finding.is_undecided:
        found = [*_gaps(criterion, still, world), *_reading_gaps(table, world, allowed)]
        finding = attrs.evolve(finding, gaps=tuple(dict.fromkeys(found)))
        conditions = [node for way in still for node in (way.applies, way.holds) if node is not None]
        return Judgement(finding, table, any(may_fall_silent(each, world) for each in conditions))
    return Judgement(finding, table)


def _gaps(criterion: Criterion, still: list[Way], world: World) -> Iterator[Gap]:
    for way in still:
        yield from gaps(way.applies, world)
        if truth(way.applies, world) is Truths.FALSE:
            continue
        if way.holds is None:
            yield Gap(code=GapCode.UNTRANSCRIBED, name=criterion.code, label=criterion.citation.label)
        else:
            yield from gaps(way.holds, world)


def _reading_gaps(table: ReadingTable, world: World, allowed: Choices) -> Iterator[Gap]:
    for reading in world.stack.readings:
        if table.depends_on(reading.name, allowed):
            width = len(allowed[reading.name]) - 1
            yield Gap(code=GapCode.READING_OPEN, name=reading.name, label=reading.question, width=width)


def _evidence(read: Ways, world: World) -> Iterator[EvidenceOf]:
    for fact in world.stack.facts:
        held = world.dossier.evidence.get(fact.name, ())
        if fact.name in read.facts and (held or fact.evidence is not None):
            yield EvidenceOf(fact=fact.name, label=fact.label, needed=fact.evidence, held=held)
