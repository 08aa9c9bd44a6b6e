"""How authors write scored items: each kind of item that rubrics know, over steps, sums and clamps.

Points are whole hundredths: ten points are ``10_00``, two and a half ``2_50``.
"""

from collections.abc import Iterable
from typing import Any

from antq_core.expressions.tree import Node
from antq_core.expressions.writing import (
    NumberExpression,
    TruthExpression,
    clamp,
    item_points,
    per_each,
    points,
    steps,
    where,
)
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion, Transcription
from antq_core.standards.rubric import Limit, Role, ScoredItem


def flat(code: str, text: Text, most: int, *, when: TruthExpression, **facts: Any) -> ScoredItem:
    """All points where a condition holds, else none. `facts` are those of `ScoredItem`."""
    return ScoredItem(code=code, text=text, most=most, points=where(when, points(most)), **facts)


def stepped(
    code: str,
    text: Text,
    most: int,
    *,
    arms: Iterable[tuple[TruthExpression, int]],
    otherwise: int = 0,
    **facts: Any,
) -> ScoredItem:
    """The points of the first step whose condition holds, as the law lists them."""
    written = [(condition, points(amount)) for condition, amount in arms]
    return ScoredItem(code=code, text=text, most=most, points=steps(written, points(otherwise)), **facts)


def losing(code: str, text: Text, most: int, *, each: int, of: NumberExpression, **facts: Any) -> ScoredItem:
    """All points, less so many for each event, and never below 0. `each` is above 0."""
    left = clamp(points(most) - per_each(each, of), at_least=0)
    return ScoredItem(code=code, text=text, most=most, points=left, **facts)


def deduction(
    code: str, text: Text, *, each: int, of: NumberExpression, at_most: int, **facts: Any
) -> ScoredItem:
    """So many points off the total for each event, and no more than `at_most` together."""
    taken = clamp(per_each(-each, of), at_least=-at_most)
    return ScoredItem(
        code=code, text=text, most=0, least=-at_most, points=taken, role=Role.DEDUCTION, **facts
    )


def bonus(
    code: str, text: Text, *, each: int, of: NumberExpression, at_most: int, **facts: Any
) -> ScoredItem:
    """So many points beyond the rest for each event, and no more than `at_most` together."""
    given = clamp(per_each(each, of), at_most=at_most)
    return ScoredItem(code=code, text=text, most=at_most, points=given, role=Role.BONUS, **facts)


def by_hand(code: str, text: Text, most: int, *, score: NumberExpression, **facts: Any) -> ScoredItem:
    """Points that people give: the unit claims them, the appraiser verifies them. `score` is a fact."""
    return ScoredItem(code=code, text=text, most=most, points=score, **facts)


def untranscribed(code: str, text: Text, most: int, *, least: int = 0, **facts: Any) -> ScoredItem:
    """A placeholder: so many points of which the law has not been read."""
    status = Transcription.UNTRANSCRIBED
    return ScoredItem(code=code, text=text, most=most, least=least, transcription=status, **facts)


def group(
    code: str, text: Text, items: Iterable[ScoredItem], *, most: int | None = None, **facts: Any
) -> ScoredItem:
    """Items that add up. `most` is what the law gives the group; left out, it is what its items bring."""
    listed = tuple(items)
    given = sum(item.most for item in listed if item.role is Role.BASE) if most is None else most
    return ScoredItem(code=code, text=text, most=given, items=listed, **facts)


def at_most(most: int, text: Text, **facts: Any) -> Limit:
    """A sum never goes beyond so many points."""
    return Limit(text=text, at_most=most, **facts)


def full_marks(item: ScoredItem, code: str, text: Text, **facts: Any) -> Criterion:
    """The requirement that an item bring all its points. `facts` are those of `Criterion`."""
    full: Node = (item_points(item.code) == points(item.most)).node
    return Criterion(code=code, text=text, holds=full, applies_where=item.applies_where, **facts)
