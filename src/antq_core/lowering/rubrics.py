"""A rubric in a row: what every item brings, and what the whole comes to, folded as by the reference."""

from collections.abc import Mapping

import attrs

from antq_core.evaluation.reading_tables import Choices
from antq_core.expressions import tree
from antq_core.expressions.resolving import TRUE
from antq_core.expressions.tree import Node
from antq_core.lowering.conditions import Row
from antq_core.lowering.possibilities import Number, Truth, chosen, total, where
from antq_core.lowering.rescaling import PartOfRow, rescaled
from antq_core.lowering.ways import hull_over, truths_over
from antq_core.possible import Truths
from antq_core.standards.rubric import NotApplicable, Role, ScoredItem, inside_tree, item_tree


@attrs.frozen
class Folded:
    """An item: what it comes to, and what it brings where it applies, if its group does."""

    item: ScoredItem
    points: Number
    inside: Number
    applies: Truth


@attrs.frozen(eq=False)
class Rubric:
    """The items of a rubric, worked out for a row; `shown` is what the row of each item on a sheet brings."""

    row: Row
    allowed: Choices
    shown: dict[str, Number] = attrs.field(factory=dict)
    _folded: dict[str, Folded] = attrs.field(factory=dict)

    def total(self, rubric: ScoredItem) -> Number:
        """What the whole rubric comes to."""
        return self._fold(rubric, TRUE).points

    def _fold(self, item: ScoredItem, asked: Node) -> Folded:
        """An item and everything below it; `asked` is the condition under which its groups apply."""
        applies = truths_over(item.applies_where or TRUE, self.row, self.allowed)
        if item.is_group:
            here = _both(asked, item.applies_where or TRUE)
            below = [self._fold(each, here) for each in item.items]
            inside = self._inside(item, below)
            points = inside if item.applies_where is None else _applied(item, inside, applies)
        else:
            inside = hull_over(inside_tree(item), self.row, self.allowed)
            points = (
                where(applies, inside)
                if item.may_be_left_out
                else hull_over(item_tree(item), self.row, self.allowed)
            )
        shown = points if asked == TRUE else where(truths_over(asked, self.row, self.allowed), points)
        self.shown[item.code] = shown
        self._folded[item.code] = Folded(item, points, inside, applies)
        return self._folded[item.code]

    def _inside(self, group: ScoredItem, below: list[Folded]) -> Number:
        inside = total(each.points for each in below)
        if group.rescaling is not None:
            parts = [_part(self._folded[part.code]) for part in group.scaled]
            rest = total(each.points for each in below if each.item.role is not Role.BASE)
            inside = rescaled(parts, group.most, group.rescaling.rounding) + rest
        if group.limit is not None:
            inside = inside.clamped(group.limit.at_least, group.limit.at_most)
        return inside


def items_of(rubric: ScoredItem) -> Mapping[str, ScoredItem]:
    """The items of a rubric below its head, by code, in the order of the sheet."""
    return {item.code: item for item in rubric.walk() if item is not rubric}


def _applied(item: ScoredItem, inside: Number, applies: Truth) -> Number:
    """What a group brings where it is asked for: it may not apply."""
    full = item.most if item.not_applicable is NotApplicable.FULL else 0
    return chosen(applies, inside, Number.exactly(full))


def _part(folded: Folded) -> PartOfRow:
    if folded.item.may_be_left_out:
        return PartOfRow(folded.applies, folded.inside, folded.item.most)
    return PartOfRow(Truth.of(Truths.TRUE), folded.points, folded.item.most)


def _both(one: Node, other: Node) -> Node:
    conditions = tuple(each for each in (one, other) if each != TRUE)
    return tree.And(conditions) if len(conditions) > 1 else (*conditions, TRUE)[0]
