"""The sets of findings that would have to change to reach a verdict or a grade, each tried out.

Findings are first taken as if they did not hang together; then each set is replayed through the
interpreter, and only what really reaches the aim is shown.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from antq_core.assessment import Case
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.sheets import fact_sheet
from antq_core.errors import InputError
from antq_core.evaluation.interpreter import number
from antq_core.evaluation.scoring import ways_of
from antq_core.expressions import tree
from antq_core.expressions.tree import Node
from antq_core.expressions.walking import walk
from antq_core.possible import Outcomes, hull_of
from antq_core.remedies.repairs import NOTHING, Repair, all_at_once, to_hold, to_reach
from antq_core.standards.criteria import Criterion
from antq_core.standards.grading import Ceiling, Grade
from antq_core.standards.rubric import ScoredItem, item_tree
from antq_core.standards.standard import Standard

MOST_ITEMS = 16
"""So many items are combined, those first that can bring most."""
MOST_REPLAYS = 60
MOST_FINDINGS = 8

Replay = Callable[[Dossier], bool]
"""Whether a changed dossier surely reaches the aim."""


@attrs.frozen
class Proposal:
    """Findings that change together, the repair that changes them, and the points that it should bring."""

    findings: tuple[str, ...]
    repair: Repair
    points: int = 0

    def asks_for_all_of(self, other: "Proposal") -> bool:
        """Whether it takes everything that another takes, in findings or in what is changed."""
        changes, fewer = set(self.repair.facts), set(other.repair.facts)
        mine, others = list(self.repair.records), list(other.repair.records)
        same_changes = fewer <= changes and all(mine.count(each) >= others.count(each) for each in others)
        return set(other.findings) <= set(self.findings) or same_changes

    def with_other(self, other: "Proposal") -> "Proposal | None":
        """Both at once; None where they want different things of one fact."""
        repair = self.repair.with_other(other.repair)
        if repair is None:
            return None
        findings = tuple(dict.fromkeys((*self.findings, *other.findings)))
        return Proposal(findings, repair, self.points + other.points)


def required(case: Case, outcomes: Mapping[str, Outcomes]) -> list[Proposal]:
    """The ways to meet everything that stands against the verdict; none where something cannot be met."""
    wanted = [
        (criterion.code, _to_meet(criterion, case))
        for _, criterion in case.world.stack.asked
        if outcomes.get(criterion.code, Outcomes.MET).blocks
    ]
    return _together(wanted)


def lifted(case: Case, standard: Standard, aim: Grade, met: list[Proposal]) -> list[Proposal]:
    """The ways to lift every ceiling below a grade; `met` are those to meet the unit's own standard."""
    grading, found = standard.grading, [NO_CHANGE]
    for ceiling in grading.ceilings if grading is not None else ():
        if grading is not None and grading.rank(ceiling.grade) < grading.rank(aim.code):
            found = _joined(found, _lifting(ceiling, case, standard, met))
    return found


def improving(case: Case, rubric: ScoredItem, short: int) -> Iterator[Proposal]:
    """The sets of items that should bring the points that are short, by size, then by points."""
    options = [found for leaf in rubric.leaves if (found := _improvements(leaf, case))]
    options.sort(key=lambda each: -max(one.points for one in each))
    options = options[:MOST_ITEMS]
    for size in range(1, min(len(options), MOST_FINDINGS) + 1):
        if sum(max(one.points for one in each) for each in options[:size]) < short:
            continue
        yield from sorted(_sets(options, size, short), key=lambda each: each.points)


NO_CHANGE = Proposal((), NOTHING)


def tried(proposals: Iterable[Proposal], case: Case, reaches: Replay, most: int) -> Iterator[Proposal]:
    """The proposals that do reach the aim when they are replayed; none asks for all that another asks for."""
    shown: list[Proposal] = []
    for proposal in itertools.islice(proposals, MOST_REPLAYS):
        if any(proposal.asks_for_all_of(each) for each in shown):
            continue
        dossier = _changed(case, proposal.repair)
        if dossier is not None and reaches(dossier):
            shown.append(proposal)
            yield proposal
        if len(shown) == most:
            return


def joined(ones: Iterable[Proposal], others: Iterable[Proposal]) -> list[Proposal]:
    """Each of some with each of others, the smallest first."""
    return _joined(list(ones), list(others))


def _joined(ones: Sequence[Proposal], others: Sequence[Proposal]) -> list[Proposal]:
    pairs = (one.with_other(other) for one, other in itertools.product(ones, others))
    return sorted((each for each in pairs if each), key=lambda each: (len(each.findings), each.repair.size))


def _together(wanted: Iterable[tuple[str, list[Repair]]]) -> list[Proposal]:
    listed = list(wanted)
    codes = tuple(code for code, _ in listed)
    return [Proposal(codes, repair) for repair in all_at_once(repairs for _, repairs in listed)]


def _to_meet(criterion: Criterion, case: Case) -> list[Repair]:
    if criterion.holds is None:
        return []
    return all_at_once(to_hold(way, case.world) for way in ways_of(criterion.holds, case.allowed))


def _lifting(ceiling: Ceiling, case: Case, standard: Standard, met: list[Proposal]) -> list[Proposal]:
    unless = case.world.stack.with_items(ceiling.unless)
    if any(isinstance(node, tree.MeetsStandard) and node.scheme == standard.scheme for node in walk(unless)):
        return met
    ways = ways_of(unless, case.allowed)
    found = all_at_once(to_hold(way, case.world) for way in ways)
    return [Proposal((ceiling.code,) if each != NOTHING else (), each) for each in found]


def _improvements(leaf: ScoredItem, case: Case) -> list[Proposal]:
    """The steps by which an item may bring more, each with the shortest repair that does it."""
    node = item_tree(leaf)
    ways = ways_of(node, case.allowed)
    now = hull_of(number(way, case.world) for way in ways).lo
    found = []
    for amount in sorted(_amounts(node, leaf)):
        repairs = all_at_once(to_reach(way, amount, case.world) for way in ways)
        if amount > now and repairs and repairs[0] != NOTHING:
            found.append(Proposal((leaf.code,), repairs[0], amount - now))
    return found


def _amounts(node: Node, leaf: ScoredItem) -> set[int]:
    """The points at which an item may stop: those of its steps, and its most."""
    written = {each.hundredths for each in walk(node) if isinstance(each, tree.Points)}
    top = leaf.most if leaf.most else 0  # a deduction brings most where it takes nothing off
    return {*written, top}


def _sets(options: list[list[Proposal]], size: int, short: int) -> Iterator[Proposal]:
    for chosen in itertools.combinations(options, size):
        if sum(max(one.points for one in each) for each in chosen) < short:
            continue
        for each in itertools.product(*chosen):
            if sum(one.points for one in each) >= short:
                whole: Proposal | None = NO_CHANGE
                for one in each:
                    whole = whole.with_other(one) if whole is not None else None
                if whole is not None:
                    yield whole
                    break  # the options go from the fewest points up, so that this is one of the least


def _changed(case: Case, repair: Repair) -> Dossier | None:
    """The dossier with the repair made; None where it would contradict itself."""
    dossier, world = case.world.dossier, case.world
    sheet = dossier.sheet(world.basis)
    known = fact_sheet(tuple(world.stack.dossier_facts))  # a dossier may state the facts of other schemes too
    place = "claimed" if world.basis is Basis.CLAIMED else "verified"
    lists = dict(dossier.records)
    for name, record in repair.records:
        held = lists.get(name, RecordList(basis=world.basis))
        lists[name] = attrs.evolve(held, items=(*held.items, record))
    try:
        stated = {name: stating.value for name, stating in repair.facts}
        statements = known(**{**sheet.stated, **stated})
        changed: dict[str, Any] = {place: statements, "records": lists}
        return attrs.evolve(dossier, **changed)
    except InputError:
        return None
