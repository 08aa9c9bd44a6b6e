"""The use case: one dossier, or a commune's dossiers together, held against the standards in force.

Everything here is a pure function of its arguments.
"""

import datetime
import functools
import importlib.metadata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from antq_core.codec.converter import unstructure
from antq_core.codec.documents import digest, dossier_document, standard_digest
from antq_core.codec.text import Json
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis
from antq_core.domain.units import NationalKind
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
from antq_core.standards.registry import SAFETY, Registry
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

    Where these ask for the verdict of another scheme, that is found first, on the same day, in the same
    readings and from what the assessments of its units say of that scheme.

    Args:
        dossier: the unit's dossier for one year.
        stack: the standards that hold for it, as `Registry.select` finds them.
        readings: an option for each reading to settle; every other one stays open.
        basis: whose word counts; on `Basis.VERIFIED` what is only claimed is unknown.
        as_of: the day of decision where the dossier states none; else the standard's own default.
        children: the assessments of units on the dossier's rosters, or their standings where there are many;
            others among them are left out.

    Raises:
        InputError: the dossier holds what neither the standards nor those of schemes beside them declare,
            or a child is of another scheme, basis or year.
        ReadingError: a reading or option that does not exist, or one that the province has pinned
            otherwise.
        SelectionError: the standards are for another kind of unit, or not in force on the day.
    """
    return _assessment(
        admitted(dossier, stack, readings=readings, basis=basis, as_of=as_of, children=children)
    )


@attrs.frozen
class Case:
    """A dossier that its standards fit: everything that an assessment is worked out from."""

    world: World
    chosen: Mapping[str, ReadingUsed]
    children: Mapping[str, Standing]
    beside: tuple[Standing, ...] = ()

    @property
    def allowed(self) -> dict[str, tuple[str, ...]]:
        """For each reading, the options that are still allowed."""
        return {
            reading.name: (option,) if (option := self.chosen[reading.name].option) else reading.codes
            for reading in self.world.stack.readings
        }


def admitted(
    dossier: Dossier,
    stack: Stack,
    *,
    readings: Mapping[str, str] | None = None,
    basis: Basis = Basis.VERIFIED,
    as_of: datetime.date | None = None,
    children: Iterable[Assessment | Standing] = (),
) -> Case:
    """A dossier in the light of its standards. It is asked, and refuses, what `assess` does."""
    today = dossier.decision_date or as_of or stack.decided_on.in_year(dossier.year)
    refuse_misfit(dossier, stack, today)
    standings = tuple(each if isinstance(each, Standing) else each.standing for each in children)
    told = _Told(dossier=dossier, basis=basis, today=today, wished=readings or {}, children=standings)
    return told.under(stack, told.in_schemes(stack.schemes_read, stack))


def standing_with(
    assessment: Assessment,
    dossier: Dossier,
    stack: Stack,
    schemes: Collection[str],
    readings: Mapping[str, str] | None = None,
) -> Standing:
    """How a unit stands, in its own scheme and in others that its commune will be asked about.

    `assessment` is that of the dossier under the stack; a scheme is left out in which the unit has no
    standard. `readings` may name readings of any scheme.

    Raises `ReadingError` for an option that does not exist, or that the province has pinned otherwise.
    """
    known = {each.scheme: each for each in assessment.beside}
    if known.keys() >= set(schemes):
        return assessment.standing
    today, basis = assessment.decided_on, assessment.basis
    told = _Told(dossier=dossier, basis=basis, today=today, wished=readings or {})
    return attrs.evolve(assessment.standing, beside=told.in_schemes({*known, *schemes}, stack, known))


def assess_together(
    dossiers: Iterable[Dossier],
    registry: Registry,
    *,
    readings: Mapping[str, str] | None = None,
    basis: Basis = Basis.VERIFIED,
    as_of: datetime.date | None = None,
    scheme: str = SAFETY,
) -> tuple[Assessment, ...]:
    """The verdicts on many dossiers in one scheme, in their order; each commune is told those of its units.

    A reading is settled for every unit whose standards ask for it.

    Raises what `assess` and `Registry.select` raise, for the first dossier that cannot be assessed, and
    `ReadingError` for a reading that none of the standards has.
    """
    listed = list(dossiers)
    stacks = [
        registry.select(each.unit, each.year, each.decision_date or as_of, scheme=scheme) for each in listed
    ]
    is_commune = [registry.counts_as(each.unit) == NationalKind.COMMUNE for each in listed]
    above = {each.scheme for n, stack in enumerate(stacks) if is_commune[n] for each in stack.reads}
    refuse_unknown_readings(
        [one for stack in stacks for one in stack.with_those_asked(above)], readings or {}
    )
    done: dict[int, Assessment] = {}
    below: dict[tuple[str, str, int], list[Standing]] = defaultdict(list)
    for position in sorted(range(len(listed)), key=lambda n: is_commune[n]):
        dossier, stack = listed[position], stacks[position]
        where = (dossier.unit.province, dossier.unit.commune, dossier.year)
        done[position] = assess(
            dossier,
            stack,
            readings=asked_for(stack, readings or {}),
            basis=basis,
            as_of=as_of,
            children=below[where] if is_commune[position] else (),
        )
        if not is_commune[position]:
            below[where].append(standing_with(done[position], dossier, stack, above, readings))
    return tuple(done[position] for position in range(len(listed)))


@attrs.frozen(kw_only=True)
class _Told:
    """What is told of one unit, whatever the scheme that it is held against."""

    dossier: Dossier
    basis: Basis
    today: datetime.date
    wished: Mapping[str, str]
    children: tuple[Standing, ...] = ()

    def under(self, stack: Stack, beside: tuple[Standing, ...]) -> Case:
        """It in the light of a stack, given how the unit stands in the schemes that this asks for."""
        chosen = settle_readings(stack, self.wished)
        counted = counted_children(self.dossier, self.basis, stack, self.children)
        world = World(
            stack=stack,
            dossier=self.dossier,
            basis=self.basis,
            today=self.today,
            window=stack.window.for_year(self.dossier.year),
            children={name: child.possible for name, child in counted.items()},
            verdicts={each.scheme: each.possible for each in beside},
        )
        return Case(world, chosen, counted, beside)

    def in_schemes(
        self, schemes: Collection[str], stack: Stack, known: Mapping[str, Standing] | None = None
    ) -> tuple[Standing, ...]:
        """How the unit stands in some schemes beside a stack, and in those that they ask for in turn.

        A scheme is left out whose standards are not in force on the day.
        """
        found = dict(known or {})
        for other in stack.reading(schemes):
            in_force = all(each.is_in_force(self.today) for each in other.standards)
            if in_force and other.scheme not in found:
                asked = [each.scheme for each in stack.reading(other.schemes_read)]
                beside = tuple(found[scheme] for scheme in asked if scheme in found)
                standing = _assessment(self._of_scheme(other).under(other, beside)).standing
                found[other.scheme] = attrs.evolve(standing, beside=())  # what it asked for stands here too
        return tuple(found[each.scheme] for each in stack.reading(schemes) if each.scheme in found)

    def _of_scheme(self, other: Stack) -> "_Told":
        """The same as another scheme sees it: its own readings, and how the children stand in it."""
        children = [each for child in self.children for each in child.beside if each.scheme == other.scheme]
        return attrs.evolve(self, wished=asked_for(other, self.wished), children=tuple(children))


def asked_for(stack: Stack, readings: Mapping[str, str]) -> dict[str, str]:
    """Those choices of readings that a stack asks for, itself or through schemes whose verdict it needs."""
    names = {reading.name for each in (stack, *stack.reads) for reading in each.readings}
    return {name: option for name, option in readings.items() if name in names}


def _assessment(case: Case) -> Assessment:
    world, chosen, children = case.world, case.chosen, case.children
    stack = world.stack
    judged = judge_unit(world, case.allowed)
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
        input_digest=_input_digest(world, chosen, children, standards, case.beside),
        core_version=_core_version(),
        scheme=stack.scheme,
        added_kind=stack.added_kind(world.dossier.unit.kind),
        beside=case.beside,
    )


@functools.cache
def _core_version() -> str:
    return importlib.metadata.version("antq-core")


def _standards_used(stack: Stack) -> Iterator[StandardUsed]:
    for standard, source in stack.sourced:
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
    if stack.national is None:
        words = text("assessment.no-national-standard", kind=stack.kind_label(kind))
        yield Assumption(code="no-national-standard", text=words, citation=stack.leading.citation)
    if stack.provincial is not None or stack.silent:
        return
    under = stack.leading.additions_under or stack.leading.citation
    if stack.set_aside:
        words = text("assessment.provincial-addition-left-out", ids=", ".join(stack.set_aside))
        yield Assumption(code="provincial-addition-left-out", text=words, citation=under)
    elif stack.without_standard:
        words = text(
            "assessment.no-provincial-standard-for-unit",
            sources=", ".join(stack.without_standard),
            kind=stack.kind_label(kind),
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
    beside: Iterable[Standing],
) -> str:
    # What is left out where there is none keeps the digests that were computed before there was any.
    parts: dict[str, Json] = {
        "without_standard": sorted(world.stack.without_standard),
        "added_kind": unstructure(world.stack.added_kind(world.dossier.unit.kind)),
        "beside": {each.scheme: _told_by(each) for each in beside},
    }
    return digest(
        {
            "basis": world.basis.value,
            "broken": sorted(each.jurisdiction for each in world.stack.broken),
            "left_out": sorted(each.jurisdiction for each in world.stack.left_out),
            "set_aside": sorted(world.stack.set_aside),
            "children": {name: _told_by(child) for name, child in children.items()},
            "decided_on": world.today.isoformat(),
            "dossier": dossier_document(world.dossier),
            "readings": {name: unstructure(used.option) for name, used in chosen.items()},
            "standards": [each.digest for each in standards],
            **{name: part for name, part in parts.items() if part},
        }
    )


def _told_by(standing: Standing) -> Json:
    return {"possible": standing.possible.words, "input": standing.input_digest}
