"""The kinds of unit that a standard adds, and which of its kinds count as no national one."""

from collections.abc import Iterator, Sequence

from antq_core.domain.units import NATIONAL_KIND_LABELS, UnitKind
from antq_core.errors import Problem, alike


def all_count_as_none(kinds: Sequence[str], added: Sequence[UnitKind]) -> bool:
    """Whether every kind is among those that are added and that count as no national kind."""
    return bool(kinds) and _without_counterpart(added).issuperset(kinds)


def refusals_of_kinds(
    kinds: Sequence[str], added: Sequence[UnitKind], *, national: bool
) -> Iterator[Problem]:
    """What is wrong with the kinds that a standard adds, seen alone."""
    if national and added:
        yield Problem("standard.national-adds-kinds", ("added_kinds",))
        return
    known = [kind.value for kind in NATIONAL_KIND_LABELS]
    for position, kind in enumerate(added):
        if kind.is_national:
            yield Problem("standard.adds-national-kind", ("added_kinds", position), {"kind": kind.code})
        if kind.counts_as is not None and kind.counts_as not in known:
            near = alike(kind.counts_as, known)
            facts = {"kind": kind.code, "found": kind.counts_as, "near": near, "known": ", ".join(known)}
            yield Problem("standard.counts-as-unknown", ("added_kinds", position, "counts_as"), facts)
    without = [kind for kind in kinds if kind in _without_counterpart(added)]
    others = [kind for kind in kinds if kind not in without]
    if without and others:
        facts = {"without": ", ".join(without), "others": ", ".join(others)}
        yield Problem("standard.kinds-of-two-sorts", ("kinds",), facts)


def _without_counterpart(added: Sequence[UnitKind]) -> set[str]:
    return {kind.code for kind in added if kind.counts_as is None and not kind.is_national}
