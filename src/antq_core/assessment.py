"""The use case: one dossier, or a commune's dossiers together, held against the standards in force.

Everything here is a pure function of its arguments.
"""

import datetime
import functools
import importlib.metadata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import attrs

from antq_core.codec.converter import unstructure
from antq_core.codec.documents import digest, dossier_document, standard_digest
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis
from antq_core.domain.units import NATIONAL_KIND_LABELS, NationalKind
from antq_core.evaluation.admission import (
    counted_children,
    refuse_misfit,
    refuse_unknown_readings,
    settle_readings,
)
from antq_core.evaluation.verdict import judge_unit
from antq_core.evaluation.world import World
from antq_core.findings.assessments import Assessment, Standing
from antq_core.findings.grounds import ReadingUsed, StandardUsed
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.standards.registry import Registry
from antq_core.standards.stack import Source, Stack
from antq_core.standards.standard import Assumption, Standard


def assess(
    dossier: Dossier,
    stack: Stack,
    *,
    readings: Mapping[str, str] | None = None,
    basis: Basis = Basis.VERIFIED,
    as_of: datetime.date | None = None,
    children: Iterable[Assessment | Standing] = (),
) -> Assessment:
    """The verdict on one dossier under the standards of a stack.

    Args:
        dossier: the unit's dossier for one year.
        stack: the standards that hold for it, as `Registry.select` finds them.
        readings: an option for each reading to settle; every other one stays open.
        basis: whose word counts; on `Basis.VERIFIED` what is only claimed is unknown.
        as_of: the day of decision where the dossier states none; else the standard's own default.
        children: the assessments of units on the dossier's rosters, or their standings where there are many;
            others among them are left out.

    Raises:
        InputError: the dossier holds what the standards do not declare, or a child is of another basis
            or year.
        ReadingError: a reading or option that does not exist, or one that the province has pinned
            otherwise.
        SelectionError: the standards are for another kind of unit, or not in force on the day.
    """
    today = dossier.decision_date or as_of or stack.decided_on.in_year(dossier.year)
    refuse_misfit(dossier, stack, today)
    chosen = settle_readings(stack, readings or {})
    standings = [each if isinstance(each, Standing) else each.standing for each in children]
    counted = counted_children(dossier, basis, stack, standings)
    world = World(
        stack=stack,
        dossier=dossier,
        basis=basis,
        today=today,
        window=stack.window.for_year(dossier.year),
        children={name: child.possible for name, child in counted.items()},
    )
    return _assessment(world, chosen, counted)


def assess_together(
    dossiers: Iterable[Dossier],
    registry: Registry,
    *,
    readings: Mapping[str, str] | None = None,
    basis: Basis = Basis.VERIFIED,
    as_of: datetime.date | None = None,
) -> tuple[Assessment, ...]:
    """The verdicts on many dossiers, in their order; each commune is told the verdicts of its units.

    A reading is settled for every unit whose standards ask for it.

    Raises what `assess` and `Registry.select` raise, for the first dossier that cannot be assessed, and
    `ReadingError` for a reading that none of the standards has.
    """
    listed = list(dossiers)
    stacks = [registry.select(each.unit, each.year, each.decision_date or as_of) for each in listed]
    refuse_unknown_readings(stacks, readings or {})
    done: dict[int, Assessment] = {}
    below: dict[tuple[str, str, int], list[Standing]] = defaultdict(list)
    for position in sorted(range(len(listed)), key=lambda n: listed[n].unit.kind == NationalKind.COMMUNE):
        dossier, stack = listed[position], stacks[position]
        asked = {reading.name for reading in stack.readings}
        where = (dossier.unit.province, dossier.unit.commune, dossier.year)
        is_commune = dossier.unit.kind == NationalKind.COMMUNE
        done[position] = assess(
            dossier,
            stack,
            readings={name: option for name, option in (readings or {}).items() if name in asked},
            basis=basis,
            as_of=as_of,
            children=below[where] if is_commune else (),
        )
        if not is_commune:
            below[where].append(done[position].standing)
    return tuple(done[position] for position in range(len(listed)))


def _assessment(
    world: World, chosen: Mapping[str, ReadingUsed], children: Mapping[str, Standing]
) -> Assessment:
    stack = world.stack
    allowed = {
        reading.name: (option,) if (option := chosen[reading.name].option) else reading.codes
        for reading in stack.readings
    }
    judged = judge_unit(world, allowed)
    standards = tuple(_standards_used(stack))
    return Assessment(
        unit=world.dossier.unit,
        year=world.dossier.year,
        basis=world.basis,
        decided_on=world.today,
        window=world.window,
        in_scope=judged.in_scope,
        scope=judged.scope.finding,
        possible=judged.possible,
        findings=judged.findings,
        scores=judged.scores,
        missing=judged.missing(),
        readings=tuple(
            attrs.evolve(chosen[each.name], matters=each.name in judged.readings_that_matter)
            for each in stack.readings
            if each.name in judged.readings
        ),
        changes=tuple(judged.changes()),
        assumptions=tuple(_assumptions(stack, world.dossier.unit.kind, world.today)),
        standards=standards,
        input_digest=_input_digest(world, chosen, children, standards),
        core_version=_core_version(),
    )


_LABELS: Mapping[str, Text] = {kind.value: label for kind, label in NATIONAL_KIND_LABELS.items()}


@functools.cache
def _core_version() -> str:
    return importlib.metadata.version("antq-core")


def _standards_used(stack: Stack) -> Iterator[StandardUsed]:
    sources = (stack.national_source, stack.provincial_source)
    for standard, source in zip(stack.standards, sources, strict=False):
        yield _used(standard, source)


def _used(standard: Standard, source: Source) -> StandardUsed:
    return StandardUsed(
        id=standard.id,
        title=standard.title,
        citation=standard.citation,
        digest=standard_digest(standard),
        distribution=source.distribution,
        version=source.version,
    )


def _assumptions(stack: Stack, kind: str, today: datetime.date) -> Iterator[Assumption]:
    for standard in stack.standards:
        yield from (each for each in standard.assumptions if each.holds_on(today))
    if stack.provincial is not None or stack.silent:
        return
    under = stack.national.additions_under or stack.national.citation
    if stack.set_aside:
        words = text("assessment.provincial-addition-left-out", ids=", ".join(stack.set_aside))
        yield Assumption(code="provincial-addition-left-out", text=words, citation=under)
    elif stack.without_standard:
        words = text(
            "assessment.no-provincial-standard-for-unit",
            sources=", ".join(stack.without_standard),
            kind=_LABELS.get(kind, kind),
            day=today,
        )
        yield Assumption(code="no-provincial-standard-for-unit", text=words, citation=under)
    else:
        words = text("assessment.no-provincial-addition")
        yield Assumption(code="no-provincial-addition", text=words, citation=under)


def _input_digest(
    world: World,
    chosen: Mapping[str, ReadingUsed],
    children: Mapping[str, Standing],
    standards: Iterable[StandardUsed],
) -> str:
    return digest(
        {
            "basis": world.basis.value,
            "broken": sorted(each.jurisdiction for each in world.stack.broken),
            "left_out": sorted(each.jurisdiction for each in world.stack.left_out),
            "set_aside": sorted(world.stack.set_aside),
            "children": {
                name: {"possible": child.possible.words, "input": child.input_digest}
                for name, child in children.items()
            },
            "decided_on": world.today.isoformat(),
            "dossier": dossier_document(world.dossier),
            "readings": {name: unstructure(used.option) for name, used in chosen.items()},
            "standards": [each.digest for each in standards],
            # Left out where there are none, so that what was computed before is computed so still.
            **({"without_standard": sorted(without)} if (without := world.stack.without_standard) else {}),
        }
    )
