"""Points and grades on the page of a standard: how each item is earned, and what becomes of the sum."""

from collections.abc import Iterator

from antq_core.cli.condition_lines import condition_lines, has_ways
from antq_core.cli.screen import Screen
from antq_core.domain.citations import Citation
from antq_core.expressions import tree
from antq_core.expressions.tree import Node
from antq_core.expressions.wording import in_points
from antq_core.printing.grades import ceiling_words, quota_words, threshold_words
from antq_core.printing.rows import furthest_down
from antq_core.standards.criteria import Transcription
from antq_core.standards.grading import Grading
from antq_core.standards.rubric import ScoredItem
from antq_core.standards.stack import Stack

STEP = "  "


def item_pairs(rubric: ScoredItem, stack: Stack, screen: Screen) -> Iterator[tuple[str, str]]:
    """Every item below the rubric by its code, set in by how deep it stands; then what bounds the total."""
    for item in rubric.items:
        yield from _pairs(item, "", stack, screen)
    if of_total := [*_bounded(rubric, screen)]:
        yield rubric.code, "\n".join(of_total)


def grade_pairs(grading: Grading, stack: Stack, screen: Screen) -> Iterator[tuple[str, str]]:
    """The grades from the highest to the lowest with their thresholds, then ceilings and quotas."""
    for grade in reversed(grading.grades):
        yield grade.code, threshold_words(grade, grading, screen.locale)
    for ceiling in grading.ceilings:
        words = ceiling_words(ceiling, grading, screen.locale)
        yield ceiling.code, "\n".join([words, *_unless(ceiling.unless, stack, screen)])
    for quota in grading.quotas:
        yield quota.grade, quota_words(quota, grading, screen.locale)


def _pairs(item: ScoredItem, before: str, stack: Stack, screen: Screen) -> Iterator[tuple[str, str]]:
    lines = [_heading(item, screen), *_earned(item, stack, screen), *_bounded(item, screen)]
    yield f"{before}{item.code}", "\n".join(lines)
    for below in item.items:
        yield from _pairs(below, before + STEP, stack, screen)


def _heading(item: ScoredItem, screen: Screen) -> str:
    points = screen.say(f"cli.item-{item.role.value}", points=in_points(item.most or -furthest_down(item)))
    if item.citation is None:
        return screen.say("cli.item-uncited", text=item.text, points=points)
    return screen.say("cli.item", text=item.text, points=points, citation=item.citation.label)


def _earned(item: ScoredItem, stack: Stack, screen: Screen) -> Iterator[str]:
    if item.applies_where is not None:
        yield screen.say("cli.applies-where", condition=stack.statement(item.applies_where))
        if item.not_applicable is not None:
            yield screen.say(f"cli.item-not-applicable-{item.not_applicable.value}")
    if item.is_group:
        return
    if item.points is None:
        yield screen.say("cli.untranscribed")
        return
    if isinstance(item.points, tree.Steps):
        yield screen.say("cli.item-earned", how="")
        for arm in item.points.arms:
            yield f"• {stack.statement(arm).in_locale(screen.locale)}"
        otherwise = stack.statement(item.points.otherwise)
        yield f"• {screen.say('cli.item-otherwise', points=otherwise)}"
    else:
        yield screen.say("cli.item-earned", how=stack.statement(item.points))
    if item.transcription is Transcription.PARTIAL:
        yield screen.say("cli.item-partial")


def _bounded(item: ScoredItem, screen: Screen) -> Iterator[str]:
    """How the points of an item are put upon another scale and brought back to a limit."""
    if item.rescaling is not None:
        rounding = screen.say(f"rounding.{item.rescaling.rounding.value}")
        words = screen.say("cli.item-rescaling", text=item.rescaling.text, rounding=rounding)
        yield _cited(words, item.rescaling.citation, screen)
    if item.limit is not None:
        yield _cited(screen.say("cli.item-limit", text=item.limit.text), item.limit.citation, screen)


def _unless(node: Node, stack: Stack, screen: Screen) -> Iterator[str]:
    if has_ways(node):
        yield screen.say("cli.unless-by-reading")
        yield from condition_lines(node, stack, screen)
    else:
        yield screen.say("cli.unless", condition=stack.statement(node))


def _cited(words: str, citation: Citation | None, screen: Screen) -> str:
    return words if citation is None else f"{words} ({citation.label.in_locale(screen.locale)})"
