"""What keeps a rubric or a grading from making sense; everything is told at once."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from antq_core.errors import Problem, alike
from antq_core.expressions.checking import check
from antq_core.expressions.tree import Count, FactValue, LastYear, Measure, Node, Where
from antq_core.expressions.vocabulary import Vocabulary
from antq_core.expressions.walking import children
from antq_core.expressions.wording import in_points
from antq_core.standards.bounds import Ranges, bounds
from antq_core.standards.criteria import Transcription
from antq_core.standards.grading import Grading, Quota
from antq_core.standards.rubric import NotApplicable, Role, ScoredItem, inside_tree


def refusals_of_rubric(rubric: ScoredItem) -> Iterator[Problem]:
    """What is wrong with the shape of a rubric: the sums, the roles, what does not apply."""
    if not rubric.is_group:
        yield Problem("rubric.no-items", (rubric.code,), {"code": rubric.code})
    groups = (item for item in rubric.walk() if item.rescaling is not None)
    scaled = frozenset(part.code for group in groups for part in group.scaled)
    for item in rubric.walk():
        found = _refusals_of_group(item) if item.is_group else _refusals_of_leaf(item)
        for problem in (*found, *_refusals_of_limit(item), *_refusals_of_application(item, scaled)):
            yield problem.under(item.code)


def refusals_of_points(item: ScoredItem, vocabulary: Vocabulary, ranges: Ranges) -> Iterator[Problem]:
    """What is wrong with the trees of one item, and whether its points stay between its least and most."""
    expected = {"applies_where": Measure.TRUTH, "points": Measure.POINTS}
    problems = [
        problem.under(place)
        for place, node in item.trees.items()
        for problem in check(node, expected[place], vocabulary)
    ]
    yield from problems
    if problems or item.points is None:
        return
    reach = bounds(inside_tree(item), ranges)
    if reach.lo < item.least or reach.hi > item.most:
        facts = {"code": item.code, "least": in_points(item.least), "most": in_points(item.most)}
        found = {"lo": in_points(reach.lo), "hi": in_points(reach.hi)}
        named = ", ".join(dict.fromkeys(_told_by(item.points))) or "–"
        yield Problem("rubric.beyond-its-points", ("points",), {**facts, **found, "facts": named})


def _told_by(node: Node) -> Iterator[str]:
    """The facts whose range says how far points can go: those that count, not those that are conditions."""
    match node:
        case FactValue(name) | LastYear(name):
            yield name
        case Where(amount=amount):
            yield from _told_by(amount)
        case Count():
            return
        case _:
            yield from (name for below in children(node) for name in _told_by(below))


def refusals_of_grading(grading: Grading, readings: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """What is wrong with grades, their order, their ceilings and quotas."""
    if len(grading.grades) < 2:
        yield Problem("grading.too-few", ("grades",))
        return
    for code in sorted({code for code in grading.codes if grading.codes.count(code) > 1}):
        yield Problem("standard.name-twice", ("grades",), {"name": code})
    lowest, *others = grading.grades
    if lowest.threshold is not None:
        yield Problem("grading.lowest-has-threshold", ("grades", lowest.code), {"grade": lowest.code})
    known = [grade for grade in others if grade.threshold is not None]
    for below, above in itertools.pairwise(known):
        if below.threshold and above.threshold and below.threshold.points >= above.threshold.points:
            facts = {"below": below.code, "above": above.code}
            yield Problem("grading.not-ascending", ("grades", above.code), facts)
    for ceiling in grading.ceilings:
        yield from _unknown_grade(grading, ceiling.grade, "ceilings", ceiling.code)
    for quota in grading.quotas:
        yield from (problem.under("quotas", quota.grade) for problem in _refusals_of_quota(quota, readings))
        yield from _unknown_grade(grading, quota.grade, "quotas", quota.grade)
        if quota.grade == lowest.code:
            yield Problem("grading.quota-of-lowest", ("quotas", quota.grade), {"grade": quota.grade})


def _refusals_of_group(group: ScoredItem) -> Iterator[Problem]:
    facts = {"code": group.code}
    if group.points is not None:
        yield Problem("rubric.group-with-points", ("points",), facts)
    base = sum(item.most for item in group.items if item.role is Role.BASE)
    if base != group.most:
        told = {"most": in_points(group.most), "sum": in_points(base)}
        yield Problem("rubric.does-not-add-up", ("most",), {**facts, **told})
    if group.rescaling is not None and all(part.may_be_left_out for part in group.scaled):
        yield Problem("rubric.rescales-nothing", ("rescaling",), facts)
    if group.rescaling is not None and any(part.most <= 0 for part in group.scaled):
        yield Problem("rubric.rescales-no-points", ("rescaling",), facts)


def _refusals_of_leaf(leaf: ScoredItem) -> Iterator[Problem]:
    facts = {"code": leaf.code}
    if (leaf.points is None) != (leaf.transcription is Transcription.UNTRANSCRIBED):
        yield Problem("rubric.transcription", ("transcription",), facts)
    if leaf.rescaling is not None:
        yield Problem("rubric.leaf-rescales", ("rescaling",), facts)
    is_possible = {
        Role.BASE: 0 <= leaf.least <= leaf.most and leaf.most > 0,
        Role.BONUS: 0 <= leaf.least <= leaf.most and leaf.most > 0,
        Role.DEDUCTION: leaf.least < 0 and leaf.most == 0,
    }
    if not is_possible[leaf.role]:
        told = {"least": in_points(leaf.least), "most": in_points(leaf.most), "role": leaf.role.value}
        yield Problem("rubric.impossible-points", ("most",), {**facts, **told})
    if leaf.limit is not None and leaf.points is None:
        yield Problem("rubric.limit-of-nothing", ("limit",), facts)


def _refusals_of_limit(item: ScoredItem) -> Iterator[Problem]:
    if item.limit is None:
        return
    bounds_of_it = [bound for bound in (item.limit.at_least, item.limit.at_most) if bound is not None]
    if not bounds_of_it or bounds_of_it != sorted(bounds_of_it):
        yield Problem("tree.empty-clamp", ("limit",))


def _refusals_of_application(item: ScoredItem, scaled: frozenset[str]) -> Iterator[Problem]:
    facts = {"code": item.code}
    if item.applies_where is not None and item.not_applicable is None:
        yield Problem("rubric.undeclared-application", ("not_applicable",), facts)
    if item.not_applicable is NotApplicable.LEFT_OUT and item.code not in scaled:
        yield Problem("rubric.left-out-of-nothing", ("not_applicable",), facts)


def _refusals_of_quota(quota: Quota, readings: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    if not 0 < quota.at_most.parts < quota.at_most.of:
        facts = {"parts": quota.at_most.parts, "of": quota.at_most.of}
        yield Problem("tree.impossible-ratio", ("at_most",), facts)
    if not quota.bases:
        yield Problem("grading.quota-without-base", ("bases",))
    if quota.reading is not None and quota.reading not in readings:
        near = alike(quota.reading, readings)
        yield Problem("tree.unknown-reading", ("reading",), {"name": quota.reading, "near": near})
    elif quota.reading is not None and set(readings[quota.reading]) != set(quota.bases):
        told = {"reading": quota.reading, "bases": ", ".join(quota.bases)}
        yield Problem("grading.other-bases", ("bases",), told)


def _unknown_grade(grading: Grading, grade: str, *path: str) -> Iterator[Problem]:
    if grade not in grading.codes:
        facts = {"name": grade, "near": alike(grade, grading.codes)}
        yield Problem("tree.unknown-code", path, facts)
