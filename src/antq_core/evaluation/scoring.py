"""A rubric on one dossier: what every row may bring, and how the rows add up to the total.

Rows are folded by plain arithmetic, so that whoever adds up a printed sheet finds its total. The same
total stands in the tree of the rubric, which conditions and columns ask.
"""

import functools
import itertools
from collections.abc import Iterator

import attrs

from antq_core.domain.citations import Citation
from antq_core.evaluation.exactness import is_exact
from antq_core.evaluation.figures import figures_of
from antq_core.evaluation.gaps import gaps
from antq_core.evaluation.interpreter import number, truth
from antq_core.evaluation.narrowing import narrowing
from antq_core.evaluation.reading_tables import Choices
from antq_core.evaluation.world import World
from antq_core.expressions.resolving import TRUE, resolve
from antq_core.expressions.tree import Node
from antq_core.expressions.walking import readings_in
from antq_core.findings.finding import Figure, Gap, GapCode
from antq_core.findings.scores import RowKind, Score, ScoreRow
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.possible import Interval, Part, Truths, hull_of, rescaled, total, where
from antq_core.standards.rubric import NotApplicable, Role, ScoredItem, inside_tree, item_tree
from antq_core.standards.standard import Standard


def score(standard: Standard, world: World, allowed: Choices) -> Score | None:
    """What the rubric of a standard may give, over all allowed readings; None without a rubric."""
    rubric = standard.rubric
    if rubric is None:
        return None
    whole = _Sheet(world, allowed).folded(rubric, 0, standard.citation, Truths.TRUE)
    return Score(
        standard=standard.id,
        rubric=rubric.code,
        most=rubric.most,
        rows=whole.rows,
        total=whole.points,
        exact=_is_exact(item_tree(rubric), world, allowed),
        narrowing=narrowing(whole.rows),
    )


@attrs.frozen
class _Folded:
    """An item with its rows: what it comes to, and what it brings where it applies."""

    item: ScoredItem
    rows: tuple[ScoreRow, ...]
    points: Interval
    inside: Interval
    applies: Truths
    below: tuple["_Folded", ...] = ()

    def walk(self) -> Iterator["_Folded"]:
        """The item and all items below it."""
        yield self
        for each in self.below:
            yield from each.walk()


@attrs.frozen
class _Sheet:
    world: World
    allowed: Choices

    def folded(self, item: ScoredItem, level: int, citation: Citation, asked: Truths) -> _Folded:
        """An item and everything below it; `asked` says whether its group applies at all."""
        cited = item.citation or citation
        applies = self._applies(item) if asked is not Truths.FALSE else Truths.FALSE
        if item.is_group:
            return self._group(item, level, cited, applies)
        return self._leaf(item, level, cited, applies, asked)

    def _leaf(
        self, leaf: ScoredItem, level: int, citation: Citation, applies: Truths, asked: Truths
    ) -> _Folded:
        inside = self._hull(inside_tree(leaf))
        points = self._hull(item_tree(leaf)) if asked is not Truths.FALSE else Interval.exactly(0)
        row = self._row(leaf, RowKind.ITEM, level, citation, points)
        row = attrs.evolve(
            row,
            applies=applies,
            exact=points.is_decided or _is_exact(item_tree(leaf), self.world, self.allowed),
            figures=tuple(dict.fromkeys(self._figures(leaf))),
            gaps=() if points.is_decided else tuple(dict.fromkeys(self._gaps(leaf))),
        )
        return _Folded(leaf, (row,), points, inside, applies)

    def _group(self, group: ScoredItem, level: int, citation: Citation, applies: Truths) -> _Folded:
        below = [self.folded(item, level + 1, citation, applies) for item in group.items]
        rows = [row for each in below for row in each.rows]
        so_far = total(each.points for each in below)

        def stepped(kind: RowKind, words: Text, cited: Citation, after: Interval) -> Interval:
            rows.append(_step(self._row(group, kind, level + 1, cited, after), words, so_far, after))
            return after

        if group.rescaling is not None and applies is not Truths.FALSE:
            cited = group.rescaling.citation or citation
            so_far = stepped(RowKind.RESCALING, group.rescaling.text, cited, _rescaled(group, below))
        if group.limit is not None and applies is not Truths.FALSE:
            limit, cited = group.limit, group.limit.citation or citation
            so_far = stepped(RowKind.LIMIT, limit.text, cited, so_far.clamped(limit.at_least, limit.at_most))
        inside = so_far
        if group.applies_where is not None:
            words = text("score.not-applicable", text=group.text)
            so_far = stepped(RowKind.NOT_APPLICABLE, words, citation, _applied(group, applies, inside))
        heading = self._row(group, RowKind.GROUP, level, citation, so_far)
        exact = so_far.is_decided or _is_exact(item_tree(group), self.world, self.allowed)
        heading = attrs.evolve(heading, applies=applies, exact=exact)
        return _Folded(group, (heading, *rows), so_far, inside, applies, tuple(below))

    def _row(
        self, item: ScoredItem, kind: RowKind, level: int, citation: Citation, points: Interval
    ) -> ScoreRow:
        return ScoreRow(
            item=item.code,
            kind=kind,
            level=level,
            text=item.text,
            citation=citation,
            role=item.role,
            most=item.most,
            points=points,
            at_lowest=points.lo,
            at_highest=points.hi,
            exact=points.is_decided,
            applies=Truths.TRUE,
            transcription=item.status,
        )

    def _applies(self, item: ScoredItem) -> Truths:
        ways = ways_of(item.applies_where or TRUE, self.allowed)
        return functools.reduce(Truths.__or__, (truth(way, self.world) for way in ways))

    def _hull(self, node: Node) -> Interval:
        return hull_of(number(way, self.world) for way in ways_of(node, self.allowed))

    def _figures(self, leaf: ScoredItem) -> Iterator[Figure]:
        for way in ways_of(item_tree(leaf), self.allowed):
            yield from figures_of(way, self.world)

    def _gaps(self, leaf: ScoredItem) -> Iterator[Gap]:
        node = item_tree(leaf)
        for way in ways_of(node, self.allowed):
            yield from gaps(way, self.world)
        for reading in self.world.stack.readings:
            options = self.allowed[reading.name]
            each = [self._under(node, reading.name, option) for option in options]
            if reading.name in readings_in(node) and len(set(each)) > 1:
                width = len(options) - 1
                yield Gap(code=GapCode.READING_OPEN, name=reading.name, label=reading.question, width=width)

    def _under(self, node: Node, reading: str, option: str) -> Interval:
        one = {**self.allowed, reading: (option,)}
        return hull_of(number(way, self.world) for way in ways_of(node, one))


def ways_of(node: Node, allowed: Choices) -> list[Node]:
    """A tree under every allowed way of reading it; one that asks for no reading is its own only way."""
    names = sorted(readings_in(node))
    options = itertools.product(*(allowed[name] for name in names))
    return list(dict.fromkeys(_resolved(node, tuple(zip(names, chosen, strict=True))) for chosen in options))


@functools.lru_cache(maxsize=4096)
def _resolved(node: Node, chosen: tuple[tuple[str, str], ...]) -> Node:
    return resolve(node, dict(chosen))


def _is_exact(node: Node, world: World, allowed: Choices) -> bool:
    ways = ways_of(node, allowed)
    return len(ways) == 1 and is_exact(ways[0], world)


def _rescaled(group: ScoredItem, below: list[_Folded]) -> Interval:
    """The base items upon the scale of the group, and the rest as it stands."""
    assert group.rescaling is not None  # only such groups are asked
    folded = {one.item.code: one for each in below for one in each.walk()}
    parts = [_part(folded[part.code]) for part in group.scaled]
    rest = total(each.points for each in below if each.item.role is not Role.BASE)
    return rescaled(parts, group.most, group.rescaling.rounding) + rest


def _part(folded: _Folded) -> Part:
    if folded.item.may_be_left_out:
        return Part(folded.applies, folded.inside, folded.item.most)
    return Part(Truths.TRUE, folded.points, folded.item.most)


def _applied(group: ScoredItem, applies: Truths, inside: Interval) -> Interval:
    if group.not_applicable is not NotApplicable.FULL:
        return where(applies, inside)
    full = Interval.exactly(group.most)
    if applies is Truths.TRUE:
        return inside
    return full if applies is Truths.FALSE else inside.hull(full)


def _step(row: ScoreRow, words: Text, before: Interval, after: Interval) -> ScoreRow:
    """A row that takes the sum of those above it from one value to another, at either end."""
    at_lowest, at_highest = after.lo - before.lo, after.hi - before.hi
    return attrs.evolve(
        row,
        text=words,
        points=Interval(min(at_lowest, at_highest), max(at_lowest, at_highest)),
        at_lowest=at_lowest,
        at_highest=at_highest,
        exact=at_lowest == at_highest,
    )
