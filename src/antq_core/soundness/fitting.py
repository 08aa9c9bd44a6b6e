"""Whether a standard fits among those at hand: upon the national ones, and beside those of other schemes.

Most of what a provincial standard says can be checked only there, since it rests upon national words.
"""

from collections.abc import Iterable

from antq_core.errors import Problem
from antq_core.standards.at_hand import hold_together, kinds_added
from antq_core.standards.registry import Registry
from antq_core.standards.stack import BrokenPlugin
from antq_core.standards.standard import Standard
from antq_core.standards.supplied import Supplied


def misfits(supplied: Supplied, faults: Iterable[BrokenPlugin]) -> tuple[Problem, ...]:
    """What keeps a standard from holding among others, of the faults of their registry; each thing once."""
    standard = supplied.standard
    found: list[Problem] = []
    for fault in faults:
        if (fault.jurisdiction, fault.source) == (standard.jurisdiction, supplied.source):
            told = (each for each in fault.problems if _may_be_of(each, standard))
            found += [each for each in told if each not in found]
    return tuple(found)


def stands_upon_none(standard: Standard, registry: Registry) -> bool:
    """Whether it is a province's and meets no national standard at hand, so that nobody could check it."""
    at_hand = [each.standard for each in registry.supplied]
    added = kinds_added([standard, *at_hand])
    return not (standard.is_national or standard.stands_alone) and not any(
        each.is_national and each.scheme == standard.scheme and hold_together(standard, each, added)
        for each in at_hand
    )


def _may_be_of(problem: Problem, standard: Standard) -> bool:
    """Whether a problem of a plugin is of one of its standards; one that names none may be of any."""
    place = problem.path[0] if problem.path else standard.id
    return problem.facts.get("id", place) == standard.id
