"""Points that look like a slip of the pen: written as ``2`` where ``2_00`` was meant, or a wrong total.

Points are whole hundredths. Whoever forgets it writes a number that is still possible, and the sheet
gives a hundredth of what the law does.
"""

from collections.abc import Iterable, Iterator

from antq_core.expressions import tree
from antq_core.expressions.tree import Node
from antq_core.expressions.walking import walk
from antq_core.expressions.wording import in_points
from antq_core.soundness.remarks import Remark, RemarkCode
from antq_core.standards.rubric import ScoredItem
from antq_core.standards.standard import Standard

POINT = 100
ROUND = 100 * POINT
"""Rubrics give a hundred points, or several hundreds."""


def odd_points(standard: Standard) -> Iterator[Remark]:
    """Items and steps below a point beside whole points, and a total that is no round hundred."""
    for item in standard.items:
        if item.is_group:
            yield from _small_items(item)
        elif item.points is not None:
            yield from _small_steps(item, item.points)
    if standard.rubric is not None and standard.rubric.most % ROUND:
        facts = {"points": in_points(standard.rubric.most), "code": standard.rubric.code}
        yield Remark(RemarkCode.ODD_TOTAL, ("rubric", standard.rubric.code, "most"), facts)


def _small_items(group: ScoredItem) -> Iterator[Remark]:
    given = [item.most or item.least for item in group.items]
    small = [each for each in given if abs(each) < POINT]
    if not _are_whole(each for each in given if each not in small):
        return
    for item, points in zip(group.items, given, strict=True):
        if points in small:
            yield _less_than_a_point(item, "most" if item.most else "least", points)


def _small_steps(item: ScoredItem, points: Node) -> Iterator[Remark]:
    """Amounts that would fit into the item as points, and are written as hundredths of one."""
    most = max(abs(item.most), abs(item.least))
    written = {each for each in _amounts(points) if type(each) is int and each}
    small = {each for each in written if abs(each) < POINT and abs(each) * POINT <= most}
    if _are_whole([most, *(written - small)]):
        for each in sorted(small):
            yield _less_than_a_point(item, "points", each)


def _amounts(node: Node) -> Iterator[int]:
    """The points that steps bring, and those for each of a count."""
    for each in walk(node):
        match each:
            case tree.Where(amount=tree.Points(hundredths)) | tree.Steps(otherwise=tree.Points(hundredths)):
                yield hundredths
            case tree.PerEach(hundredths):
                yield hundredths


def _are_whole(points: Iterable[int]) -> bool:
    """Whether there are any, and all of them are whole points."""
    given = list(points)
    return bool(given) and not any(each % POINT for each in given)


def _less_than_a_point(item: ScoredItem, place: str, hundredths: int) -> Remark:
    written = abs(hundredths)
    facts = {"hundredths": written, "points": in_points(written), "meant": f"{written}_00"}
    return Remark(RemarkCode.LESS_THAN_A_POINT, ("rubric", item.code, place), {"code": item.code, **facts})
