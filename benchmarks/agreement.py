"""Whether the library and the functions written by hand say the same; nothing is measured before they do."""

import functools
import random
from collections import Counter
from collections.abc import Mapping

import attrs
from by_hand import Decision, Json, Words, decide_area, decide_commune
from made_up import samples, variations, verdicts

from antq_core import Assessment, Basis, Dossier, Registry, Stack, assess, assess_together
from antq_core.codec.dossiers import read_dossier, read_heading
from antq_core.possible import Verdicts

FILES = ("before.jsonl", "after.jsonl")
SEED = 124
AREAS, COMMUNES = 500, 150
"""So many variations of the areas and of the communes are compared."""


@attrs.frozen(kw_only=True)
class Case:
    """One dossier as both read it, with the assessments of the units below it."""

    document: Json
    dossier: Dossier
    stack: Stack
    children: tuple[Assessment, ...] = ()

    @functools.cached_property
    def units(self) -> dict[str, Words]:
        """The verdicts still possible for the units below, by id."""
        return {child.unit.id: child.possible.words for child in self.children}

    def assessed(self, basis: Basis = Basis.VERIFIED) -> Assessment:
        """What the library says."""
        return assess(self.dossier, self.stack, basis=basis, children=self.children)

    def decided_by_hand(self, basis: Basis = Basis.VERIFIED) -> Decision:
        """What the function written by hand says."""
        return decide(self.document, self.units, basis.value)


def decide(document: Json, units: Mapping[str, Words], basis: str = "verified") -> Decision:
    """The decision of the function that is written by hand for the kind of unit."""
    if document["unit"]["kind"] == "commune":
        return decide_commune(document, units, basis)
    return decide_area(document, basis)


def case(document: Json, registry: Registry) -> Case:
    """A dossier from its JSON value."""
    heading = read_heading(document)
    stack = registry.select(heading.unit, heading.year, heading.decision_date)
    return Case(document=document, dossier=read_dossier(document, stack), stack=stack)


def sample_cases(name: str, registry: Registry, basis: Basis = Basis.VERIFIED) -> list[Case]:
    """The areas and the commune of one file of the example commune, its own last, with its units below it."""
    cases = [case(document, registry) for document in samples(name)]
    *units, _ = assess_together([each.dossier for each in cases], registry, basis=basis)
    areas = [each for each in cases if each.dossier.unit.kind == "residential_area"]
    return [*areas, attrs.evolve(cases[-1], children=tuple(units))]


def agreed_verdicts(registry: Registry) -> Counter[str]:
    """How many dossiers were compared, by kind and verdict. Raises `AssertionError` where they differ."""
    found: Counter[str] = Counter()
    for basis in Basis:
        for name in FILES:
            for each in sample_cases(name, registry, basis):
                found[_agreed(each, basis)] += 1
    documents = [document for name in FILES for document in samples(name)]
    areas, communes = (
        [document for document in documents if document["unit"]["kind"] == kind]
        for kind in ("residential_area", "commune")
    )
    for document in variations(areas, AREAS, SEED):
        found[_agreed(case(document, registry))] += 1
    chance = random.Random(SEED)
    for document in variations(communes, COMMUNES, SEED):
        varied = case(document, registry)
        units = verdicts(communes[0], chance)
        found[_agreed(attrs.evolve(varied, children=_children(varied.assessed(), units)))] += 1
    return found


def _agreed(compared: Case, basis: Basis = Basis.VERIFIED) -> str:
    assessment, decision = compared.assessed(basis), compared.decided_by_hand(basis)
    outcomes = {finding.criterion: finding.outcomes.words for finding in assessment.findings}
    differing = {
        code: (words, decision.outcomes.get(code))
        for code, words in outcomes.items()
        if words != decision.outcomes.get(code)
    }
    assert differing == {}, f"{compared.document} differs: {differing}"
    assert assessment.verdict.value == decision.verdict, f"{compared.document} has another verdict"
    assert outcomes.keys() == decision.outcomes.keys()
    return f"{assessment.unit.kind}, {assessment.verdict.value}"


def _children(like: Assessment, units: Mapping[str, Words]) -> tuple[Assessment, ...]:
    """Assessments of units of which nothing matters but the verdicts that are still possible."""
    found = []
    for name, words in units.items():
        possible = Verdicts(0)
        for word in words:
            possible |= Verdicts[word.upper()]
        found.append(attrs.evolve(like, unit=attrs.evolve(like.unit, id=name), possible=possible))
    return tuple(found)
