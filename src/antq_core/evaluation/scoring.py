"""A rubric on one dossier: what every row may bring, and how the rows add up to the total.

Rows are folded by plain arithmetic, so that whoever adds up a printed sheet finds its total. The same
total stands in the tree of the rubric, which conditions and columns ask.
"""

import functools
import itertools
import math
from collections.abc import Iterator
from fractions import Fraction

import attrs

from antq_core.domain.citations import Citation
from antq_core.evaluation.exactness import is_exact
from antq_core.evaluation.figures import figures_of
from antq_core.evaluation.gaps import gaps
from antq_core.evaluation.interpreter import number, truth, value
from antq_core.evaluation.narrowing import narrowing
from antq_core.evaluation.reading_tables import Choices
from antq_core.evaluation.world import World
from antq_core.expressions import tree
from antq_core.expressions.resolving import TRUE, resolve
from antq_core.expressions.tree import Node
from antq_core.expressions.walking import readings_in
from antq_core.findings.finding import Figure, Gap, GapCode
from antq_core.findings.scores import RowKind, Score, ScoreRow
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.possible import (
    Interval,
    Part,
    Rounding,
    Truths,
    counting_at_ends,
    hull_of,
    rescaled,
    rounded_share,
    total,
    where,
)
from antq_core.standards.rubric import (
    Limit,
    NotApplicable,
    Rescaling,
    Role,
    ScoredItem,
    inside_tree,
    item_tree,
)
from antq_core.standards.standard import Standard


def score(standard: Standard, world: World, allowed: Choices) -> Score | None:
    """What the rubric of a standard may give, over all allowed readings; None without a rubric."""
    rubric = standard.rubric
    if rubric is None:
        return None
    whole = _Sheet(world, allowed).folded(rubric, 0, standard.citation)
    rows = tuple(_with_sums(whole.rows))
    return Score(
        standard=standard.id,
        rubric=rubric.code,
        most=rubric.most,
        rows=rows,
        total=whole.points,
        exact=rows[0].exact,
        narrowing=narrowing(rows),
    )


@attrs.frozen
class _Folded:
    """An item with its rows: what it comes to, and what it brings where it applies, if its group does."""

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

    def folded(self, item: ScoredItem, level: int, citation: Citation, asked: Node = TRUE) -> _Folded:
        """An item and everything below it; `asked` is the condition under which its groups apply."""
        cited = item.citation or citation
        applies = self.truths(item.applies_where or TRUE)
        here = _both(asked, item.applies_where or TRUE)
        if item.is_group:
            below = [self.folded(each, level + 1, cited, here) for each in item.items]
            return _Group(self, item, level, cited, applies, asked).folded(below)
        return self._leaf(item, level, cited, applies, asked)

    def _leaf(
        self, leaf: ScoredItem, level: int, citation: Citation, applies: Truths, asked: Node
    ) -> _Folded:
        node, inside = item_tree(leaf), self.hull(inside_tree(leaf))
        points = where(applies, inside) if leaf.may_be_left_out else self.hull(node)
        # Its group says whether an item that may be left out counts where the total is lowest and highest.
        ends = inside if leaf.may_be_left_out else points
        row = self.row(leaf, RowKind.ITEM, level, citation, where(self.truths(asked), points))
        row = attrs.evolve(
            row,
            at_lowest=ends.lo,
            at_highest=ends.hi,
            applies=self.truths(_both(asked, leaf.applies_where or TRUE)),
            exact=row.points.is_decided or self.exact(self.shown(node, asked)),
            figures=tuple(dict.fromkeys(self._figures(node))),
            gaps=() if row.points.is_decided else self.gaps(node, asked),
        )
        return _Folded(leaf, (row,), points, inside, applies)

    def row(
        self, item: ScoredItem, kind: RowKind, level: int, citation: Citation, points: Interval
    ) -> ScoreRow:
        """A row that brings so much; what it waits for and rests upon is still to be said."""
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

    def truths(self, node: Node) -> Truths:
        """What a condition may come to over all allowed readings."""
        ways = ways_of(node, self.allowed)
        return functools.reduce(Truths.__or__, (truth(way, self.world) for way in ways))

    def hull(self, node: Node) -> Interval:
        """What points may come to over all allowed readings."""
        return hull_of(number(way, self.world) for way in ways_of(node, self.allowed))

    def shown(self, node: Node, asked: Node) -> Node:
        """What a row of a group brings that may not be asked for."""
        return node if asked == TRUE else tree.Where(asked, node)

    def exact(self, node: Node) -> bool:
        """Whether both ends of some points are surely reached."""
        return _is_exact(node, self.world, self.allowed)

    def gaps(self, node: Node, asked: Node) -> tuple[Gap, ...]:
        """What could still change what a row brings; its group and itself are read one by one."""
        together = gaps_over(self.shown(node, asked), self.world, self.allowed)
        return together or tuple(
            dict.fromkeys(gap for each in (asked, node) for gap in gaps_over(each, self.world, self.allowed))
        )

    def _figures(self, node: Node) -> Iterator[Figure]:
        for way in ways_of(node, self.allowed):
            yield from figures_of(way, self.world)


def _both(one: Node, other: Node) -> Node:
    conditions = tuple(each for each in (one, other) if each != TRUE)
    return tree.And(conditions) if len(conditions) > 1 else (*conditions, TRUE)[0]


@attrs.define
class _Group:
    """A group whose rows are put together: those below it, then what each step of the law makes of them.

    Where the total is lowest, and where it is highest, an item either counts or does not: what it brings
    there is seen to by the steps, so that each row shows what it could bring with all the others.
    """

    sheet: _Sheet
    item: ScoredItem
    level: int
    citation: Citation
    applies: Truths
    asked: Node
    rows: list[ScoreRow] = attrs.field(factory=list)

    def folded(self, below: list[_Folded]) -> _Folded:
        """The group with its rows; the heading comes first."""
        item = self.item
        self.rows = [row for each in below for row in each.rows]
        inside = total(each.points for each in below)
        if self.applies is not Truths.FALSE:
            if item.rescaling is not None:
                inside = self._rescaled(below, item.rescaling)
            if item.limit is not None:
                inside = self._limited(inside, item.limit)
        points = self._applied(inside)
        heading = self.sheet.row(item, RowKind.GROUP, self.level, self.citation, self._as_asked(points))
        node = self.sheet.shown(item_tree(item), self.asked)
        heading = attrs.evolve(
            heading,
            applies=self.sheet.truths(self._here),
            exact=heading.points.is_decided or self.sheet.exact(node),
        )
        return _Folded(item, (heading, *self.rows), points, inside, self.applies, tuple(below))

    @property
    def _here(self) -> Node:
        return _both(self.asked, self.item.applies_where or TRUE)

    def _as_asked(self, points: Interval) -> Interval:
        return where(self.sheet.truths(self.asked), points)

    def _rescaled(self, below: list[_Folded], rescaling: Rescaling) -> Interval:
        """The base items upon the scale of the group, and the rest as it stands."""
        folded = {one.item.code: one for each in below for one in each.walk()}
        scaled = [folded[part.code] for part in self.item.scaled]
        parts = [_part(each) for each in scaled]
        for each, at_lowest, at_highest in zip(scaled, *counting_at_ends(parts), strict=True):
            self._leave_out(each.item, at_lowest=not at_lowest, at_highest=not at_highest)
            if each.item.may_be_left_out and each.applies is Truths.FALSE:
                self._say_left_out(each.item)
        rest = total(each.points for each in below if each.item.role is not Role.BASE)
        scaled_points = rescaled(parts, self.item.most, rescaling.rounding)
        after = scaled_points + rest
        gained = _gained(parts, self.item.most, scaled_points, rescaling.rounding)
        conditions = [part.applies_where for part in self.item.scaled if part.may_be_left_out]
        self._step(
            RowKind.RESCALING,
            rescaling.text,
            rescaling.citation,
            after,
            brings=where(self.sheet.truths(self._here), gained),
            waits_for=[_both(self._here, each) for each in conditions if each is not None],
        )
        return after

    def _limited(self, inside: Interval, limit: Limit) -> Interval:
        after = inside.clamped(limit.at_least, limit.at_most)
        # The more there is, the more is taken off, so that the ends of the one are those of the other.
        taken = Interval(after.hi - inside.hi, after.lo - inside.lo)
        brings = where(self.sheet.truths(self._here), taken)
        self._step(RowKind.LIMIT, limit.text, limit.citation, after, brings=brings, waits_for=[self._here])
        return after

    def _applied(self, inside: Interval) -> Interval:
        """What the group brings where it is asked for: it may not apply."""
        item = self.item
        full = item.most if item.not_applicable is NotApplicable.FULL else 0
        points = {
            Truths.TRUE: inside,
            Truths.FALSE: Interval.exactly(full),
            Truths.EITHER: inside.hull(Interval.exactly(full)),
        }[self.applies]
        if self.applies is Truths.TRUE or item.may_be_left_out:
            return points
        is_off = self.applies is Truths.FALSE
        self._leave_out(item, at_lowest=is_off or full < inside.lo, at_highest=is_off or full > inside.hi)
        if item.not_applicable is NotApplicable.FULL:
            words = text("score.not-applicable", text=item.text)
            gained = where(self.applies.negated, Interval.exactly(full))
            brings, waits_for = self._as_asked(gained), [self._here]
            self._step(RowKind.NOT_APPLICABLE, words, None, points, brings=brings, waits_for=waits_for)
        return points

    def _leave_out(self, item: ScoredItem, *, at_lowest: bool, at_highest: bool) -> None:
        """Let an item, with all that is in it, bring nothing at one end or at both."""
        codes = {each.code for each in item.walk()}
        for position, row in enumerate(self.rows):
            if row.item in codes:
                lo = 0 if at_lowest else row.at_lowest
                self.rows[position] = attrs.evolve(
                    row, at_lowest=lo, at_highest=0 if at_highest else row.at_highest
                )

    def _say_left_out(self, item: ScoredItem) -> None:
        """Let the rows of an item say that the scale is without it, so that its points are not lost."""
        codes = {each.code for each in item.walk()}
        self.rows = [attrs.evolve(row, left_out=row.left_out or row.item in codes) for row in self.rows]

    def _step(
        self,
        kind: RowKind,
        words: Text,
        citation: Citation | None,
        after: Interval,
        *,
        brings: Interval,
        waits_for: list[Node],
    ) -> None:
        """A row that takes the sum of those above it to what comes after, at either end."""
        row = self.sheet.row(self.item, kind, self.level + 1, citation or self.citation, brings)
        added_up = [each for each in self.rows if each.kind is not RowKind.GROUP]
        said = {gap for each in self.rows for gap in each.gaps}
        found = [gap for each in waits_for for gap in gaps_over(each, self.sheet.world, self.sheet.allowed)]
        row = attrs.evolve(
            row,
            text=words,
            at_lowest=after.lo - sum(each.at_lowest for each in added_up),
            at_highest=after.hi - sum(each.at_highest for each in added_up),
            gaps=() if brings.is_decided else tuple(dict.fromkeys(gap for gap in found if gap not in said)),
        )
        self.rows.append(row)


def _part(folded: _Folded) -> Part:
    if folded.item.may_be_left_out:
        return Part(folded.applies, folded.inside, folded.item.most)
    return Part(Truths.TRUE, folded.points, folded.item.most)


def _gained(parts: list[Part], to: int, scaled: Interval, rounding: Rounding) -> Interval:
    """How far a rescaling may take the sum of its parts, whatever they bring and whichever of them apply.

    Two ways of looking at it, each of which holds, and both together. What the parts bring is taken
    further the more they bring and the less they could bring at most. What comes out is no more than the
    scale allows, and was taken there from the share that it is of what the parts could bring.
    """
    points = total(where(part.applies, part.points) for part in parts)
    out_of = total(where(part.applies, Interval.exactly(part.out_of)) for part in parts)
    from_below = [
        rounded_share(brought * to, of, rounding) - brought
        for brought in (points.lo, points.hi)
        for of in (out_of.lo, out_of.hi)
    ]
    # Before it was rounded, what comes out was no further away than this, in halves.
    below, above = {Rounding.DOWN: (0, 2), Rounding.HALF_UP: (1, 1), Rounding.UP: (2, 0)}[rounding]
    from_above = [
        Fraction(end) - Fraction((2 * end + away) * of, 2 * to)
        for end in (scaled.lo, scaled.hi)
        for of in (out_of.lo, out_of.hi)
        for away in (-below, above)
    ]
    return Interval(
        max(min(from_below), math.ceil(min(from_above))), min(max(from_below), math.floor(max(from_above)))
    )


def _with_sums(rows: tuple[ScoreRow, ...]) -> Iterator[ScoreRow]:
    """The rows, each group with the sum of what stands below it at either end."""
    for position, row in enumerate(rows):
        if row.kind is not RowKind.GROUP:
            yield row
            continue
        deeper = [each.level > row.level for each in (*rows[position + 1 :], row)]
        inside = rows[position + 1 : position + 1 + deeper.index(False)]
        below = [each for each in inside if each.kind is not RowKind.GROUP]
        ends = (sum(each.at_lowest for each in below), sum(each.at_highest for each in below))
        yield attrs.evolve(row, at_lowest=ends[0], at_highest=ends[1])


def gaps_over(node: Node, world: World, allowed: Choices) -> tuple[Gap, ...]:
    """What could still change what a tree comes to over all allowed readings, the readings among it."""
    found = [gap for way in ways_of(node, allowed) for gap in gaps(way, world)]
    for reading in world.stack.readings:
        if reading.name in readings_in(node) and _depends_on(node, reading.name, world, allowed):
            width = len(allowed[reading.name]) - 1
            label = reading.question
            found.append(Gap(code=GapCode.READING_OPEN, name=reading.name, label=label, width=width))
    return tuple(dict.fromkeys(found))


def _depends_on(node: Node, reading: str, world: World, allowed: Choices) -> bool:
    """Whether another option of one reading alone would change what a tree comes to somewhere."""
    others = sorted(readings_in(node) - {reading})
    for chosen in itertools.product(*(allowed[name] for name in others)):
        fixed = {name: (option,) for name, option in zip(others, chosen, strict=True)}
        each = [{**fixed, reading: (option,)} for option in allowed[reading]]
        if len({value(way, world) for one in each for way in ways_of(node, one)}) > 1:
            return True
    return False


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
