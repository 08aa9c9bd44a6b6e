"""Numbers that rest upon no citation.

A number must rest upon a citation that leads to it:

- the points of an item, its steps, its limit and the rescaling of a group upon their own citation or that of
  the item, or of a group above it inside the rubric. The citation of the whole standard is not enough:
  it names the instrument, and whoever checks a number needs its place;
- a threshold, a ceiling and a quota upon their own; a scope upon its `scope_citation`;
- the numbers in the derivation of a fact upon the `source` of the fact. 0 is no number of the law: it
  says that there is none;
- an end of the range of a fact upon its `source` where a condition compares the fact with that very number:
  then the end may be what the law asks. Any other range, and the `at_most` of a list, only says what
  nobody will pass.

What else holds numbers cannot be built without a citation (criteria, readings, provisions), or rests upon
that of the standard itself: the window, the day of decision and the dates on which it is in force.
"""

from collections.abc import Iterable, Iterator

from antq_core.domain.citations import Citation
from antq_core.domain.declarations import NUMERIC, FactDeclaration
from antq_core.expressions import tree
from antq_core.expressions.tree import FactValue, LastYear, Node
from antq_core.expressions.walking import walk
from antq_core.expressions.wording import in_a_row, in_percent, in_points
from antq_core.messages.text import Text
from antq_core.soundness.remarks import Remark, RemarkCode
from antq_core.standards.rubric import ScoredItem
from antq_core.standards.standard import Standard
from antq_core.standards.trees import trees_of


def uncited(standard: Standard) -> Iterator[Remark]:
    """Every number that rests upon no citation."""
    yield from _uncited_items(standard)
    yield from _uncited_grading(standard)
    yield from _uncited_facts(standard)


def _uncited_items(standard: Standard) -> Iterator[Remark]:
    if standard.scope is not None and standard.scope_citation is None:
        yield Remark(RemarkCode.UNCITED_SCOPE, ("scope",))
    if standard.rubric is not None:
        yield from _uncited(standard.rubric, None)


def _uncited(item: ScoredItem, above: Citation | None) -> Iterator[Remark]:
    cited = item.citation or above
    path, facts = ("rubric", item.code), {"code": item.code}
    if not item.is_group and cited is None:
        yield Remark(RemarkCode.UNCITED_POINTS, path, {**facts, "points": _points_of(item)})
    if item.limit is not None and (item.limit.citation or cited) is None:
        ends = [end for end in (item.limit.at_least, item.limit.at_most) if end is not None]
        facts_of_limit = {**facts, "points": in_a_row(map(in_points, ends))}
        yield Remark(RemarkCode.UNCITED_LIMIT, (*path, "limit"), facts_of_limit)
    if item.rescaling is not None and (item.rescaling.citation or cited) is None:
        facts_of_scale = {**facts, "points": in_points(item.most)}
        yield Remark(RemarkCode.UNCITED_RESCALING, (*path, "rescaling"), facts_of_scale)
    for below in item.items:
        yield from _uncited(below, cited)


def _points_of(item: ScoredItem) -> Text:
    """The least and the most of an item, and the points that its tree names."""
    named = set() if item.points is None else set(_points_in(item.points))
    named |= {item.least, item.most}
    return in_a_row(in_points(each) for each in sorted(named - {0}, reverse=True))


def _points_in(node: Node) -> Iterator[int]:
    for each in walk(node):
        match each:
            case tree.Points(hundredths) | tree.PerEach(hundredths, _):
                yield hundredths


def _uncited_grading(standard: Standard) -> Iterator[Remark]:
    if standard.grading is None:
        return
    for grade in standard.grading.grades:
        if grade.threshold is not None and grade.threshold.citation is None:
            facts = {"grade": grade.code, "points": in_points(grade.threshold.points)}
            yield Remark(RemarkCode.UNCITED_THRESHOLD, ("grading", "grades", grade.code), facts)
    for ceiling in standard.grading.ceilings:
        if ceiling.citation is None:
            facts = {"code": ceiling.code, "grade": ceiling.grade}
            yield Remark(RemarkCode.UNCITED_CEILING, ("grading", "ceilings", ceiling.code), facts)
    for quota in standard.grading.quotas:
        if quota.citation is None:
            facts = {"ratio": in_percent(quota.at_most), "grade": quota.grade}
            yield Remark(RemarkCode.UNCITED_QUOTA, ("grading", "quotas", quota.grade), facts)


def _uncited_facts(standard: Standard) -> Iterator[Remark]:
    compared = _compared(trees_of(standard).values())
    for fact in standard.facts:
        if fact.source is not None:
            continue
        if fact.derivation is not None and (numbers := list(dict.fromkeys(_numbers_in(fact.derivation)))):
            facts = {"fact": fact.name, "numbers": in_a_row(numbers)}
            yield Remark(RemarkCode.UNCITED_DERIVATION, ("facts", fact.name, "derivation"), facts)
        ends = () if fact.range is None else (fact.range.lo, fact.range.hi)
        both = [end for end in dict.fromkeys(ends) if end and end in compared.get(fact.name, ())]
        if both and fact.measure in NUMERIC:
            facts = {"fact": fact.name, "numbers": in_a_row(_shown(end, fact) for end in both)}
            yield Remark(RemarkCode.UNCITED_RANGE, ("facts", fact.name, "range"), facts)


def _shown(number: int, fact: FactDeclaration) -> Text:
    return in_points(number) if fact.measure is tree.Measure.POINTS else _plain(str(number))


def _plain(word: str) -> Text:
    return Text(vi=word, en=word)


def _numbers_in(node: Node) -> Iterator[Text]:
    """The numbers that a tree writes down, as people write them; 0 is none."""
    for each in walk(node):
        match each:
            case tree.Number(value) if value:
                yield _plain(str(value))
            case tree.Points(hundredths) | tree.PerEach(hundredths, _) if hundredths:
                yield in_points(hundredths)
            case tree.Day(day):
                yield _plain(day.isoformat())
            case tree.Times(factor, _):
                yield _plain(str(factor))
            case tree.Share(_, _, ratio, _) | tree.RecordShare(_, _, _, ratio, _):
                yield _plain(in_percent(ratio))
            case tree.Clamp(_, at_least, at_most):
                yield from (_plain(str(end)) for end in (at_least, at_most) if end)


def _compared(trees: Iterable[Node]) -> dict[str, set[int]]:
    """The numbers that conditions compare facts with, by fact."""
    found: dict[str, set[int]] = {}
    for each in (node for one in trees for node in walk(one)):
        match each:
            case tree.Compare(
                FactValue(fact) | LastYear(fact), _, tree.Number(number) | tree.Points(number)
            ) | tree.Compare(tree.Number(number) | tree.Points(number), _, FactValue(fact) | LastYear(fact)):
                found.setdefault(fact, set()).add(number)
    return found
