"""Rubrics (bảng chấm điểm): scored items, what each brings, and how they add up.

An item is a leaf with points, or a group of items. A rubric is a group. What a group comes to is the sum
of its items, then put upon another scale and brought back to a limit where the law says so; each such
step is a row of its own, so that a total is always the sum of the rows that are shown.
"""

import enum
from collections.abc import Iterator, Mapping

import attrs

from antq_core.domain.citations import Citation
from antq_core.expressions import tree
from antq_core.expressions.checked import Checked
from antq_core.expressions.resolving import TRUE, with_children
from antq_core.expressions.tree import Node
from antq_core.expressions.writing import tree_of
from antq_core.messages.text import Text
from antq_core.possible import Rounding
from antq_core.standards.criteria import Transcription


class Role(enum.StrEnum):
    """What an item is to the total of its group: part of its most points, beyond them, or taken off."""

    BASE = "base"
    BONUS = "bonus"
    DEDUCTION = "deduction"


class NotApplicable(enum.StrEnum):
    """What an item brings where it does not apply: all its points, none, or it is left out of the scale."""

    FULL = "full"
    NOTHING = "nothing"
    LEFT_OUT = "left_out"


@attrs.frozen(kw_only=True, cache_hash=True)
class Limit(Checked):
    """The bounds, in hundredths of a point, to which a sum is brought back."""

    text: Text
    at_least: int | None = None
    at_most: int | None = None
    citation: Citation | None = None


@attrs.frozen(kw_only=True, cache_hash=True)
class Rescaling(Checked):
    """The points of the items that apply are put upon the scale of all items of the group."""

    text: Text
    rounding: Rounding
    citation: Citation | None = None


@attrs.frozen(kw_only=True, cache_hash=True)
class ScoredItem(Checked):
    """One item of a rubric (mục chấm điểm), or a group of items.

    `most` (điểm chuẩn) and `least` are hundredths of a point, as are all points. `points` gives what a
    leaf brings; a leaf without it is not transcribed, and may bring anything from `least` to `most`.
    The `most` of a group is what its base items bring at most together. An item without a citation of
    its own stands where its group does.
    """

    code: str
    text: Text
    most: int
    least: int = 0
    points: Node | None = attrs.field(default=None, converter=tree_of)
    items: tuple["ScoredItem", ...] = ()
    role: Role = Role.BASE
    applies_where: Node | None = attrs.field(default=None, converter=tree_of)
    not_applicable: NotApplicable | None = None
    rescaling: Rescaling | None = None
    limit: Limit | None = None
    citation: Citation | None = None
    transcription: Transcription = Transcription.CONFIRMED

    @property
    def is_group(self) -> bool:
        """Whether it is made of other items."""
        return bool(self.items)

    @property
    def status(self) -> Transcription:
        """How far the law behind it, and behind everything in it, has been transcribed."""
        below = {self.transcription, *(item.status for item in self.items)}
        if len(below) == 1:
            return self.transcription
        return Transcription.PARTIAL

    def walk(self) -> Iterator["ScoredItem"]:
        """The item and all items below it, in the order of the sheet."""
        yield self
        for item in self.items:
            yield from item.walk()

    @property
    def leaves(self) -> Iterator["ScoredItem"]:
        """The items below it, or itself, that bring points by themselves."""
        return (item for item in self.walk() if not item.is_group)

    @property
    def scaled(self) -> tuple["ScoredItem", ...]:
        """The base items that a rescaling of this group puts upon another scale.

        Groups that only add up are looked through, so that an item may be left out wherever it stands.
        """
        return tuple(part for item in self.items if item.role is Role.BASE for part in _parts(item))

    @property
    def may_be_left_out(self) -> bool:
        """Whether a rescaling of its group leaves it out where it does not apply."""
        return self.applies_where is not None and self.not_applicable is NotApplicable.LEFT_OUT

    @property
    def trees(self) -> dict[str, Node]:
        """The conditions that an author wrote, by the name of the place they stand in."""
        trees = {"applies_where": self.applies_where, "points": self.points}
        return {name: node for name, node in trees.items() if node is not None}


def inside_tree(item: ScoredItem) -> Node:
    """What an item or a group brings where it applies."""
    if item.is_group:
        return _limited(_summed(item), item.limit)
    if item.points is None:
        return tree.Untranscribed(item.code, item.text, item.least, item.most)
    return _limited(item.points, item.limit)


def item_tree(item: ScoredItem) -> Node:
    """What an item or a group comes to, as one tree of sums, steps, clamps and rescalings."""
    inside = inside_tree(item)
    if item.applies_where is None:
        return inside
    if item.not_applicable is NotApplicable.FULL:
        return tree.Steps((tree.Where(item.applies_where, inside),), tree.Points(item.most))
    return tree.Where(item.applies_where, inside)


def put_in(node: Node, items: Mapping[str, ScoredItem]) -> Node:
    """A tree in which every item that it names brings its own tree."""
    if isinstance(node, tree.ItemPoints):
        return tree.ItemPoints(node.item, item_tree(items[node.item]))
    return with_children(node, lambda below: put_in(below, items))


def _summed(group: ScoredItem) -> Node:
    if group.rescaling is None:
        return _sum([item_tree(item) for item in group.items])
    parts = group.scaled
    rescaled = tree.Rescaled(
        parts=tuple(_part(part) for part in parts),
        out_of=tuple(part.most for part in parts),
        to=group.most,
        rounding=group.rescaling.rounding,
    )
    return _sum([rescaled, *(item_tree(item) for item in group.items if item.role is not Role.BASE)])


def _part(part: ScoredItem) -> Node:
    """A part of a rescaling; one that brings something where it does not apply always counts."""
    if part.may_be_left_out and part.applies_where is not None:
        return tree.Where(part.applies_where, inside_tree(part))
    return tree.Where(TRUE, item_tree(part))


def _limited(inside: Node, limit: Limit | None) -> Node:
    return inside if limit is None else tree.Clamp(inside, limit.at_least, limit.at_most)


def _sum(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else tree.Sum(tuple(parts))


def _parts(item: ScoredItem) -> Iterator[ScoredItem]:
    if only_adds_up(item):
        for below in item.items:
            yield from _parts(below)
    else:
        yield item


def only_adds_up(item: ScoredItem) -> bool:
    """Whether a group is the plain sum of base items that it always asks for."""
    plain = item.limit is None and item.rescaling is None and item.applies_where is None
    return item.is_group and plain and all(below.role is Role.BASE for below in item.items)
