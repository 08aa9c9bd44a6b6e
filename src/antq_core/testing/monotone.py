"""Rubrics in which every fact pulls as it declares: more of a better fact never takes points away.

They are written as authors write them, by the constructors of `antq_core.standards.scoring`.
"""

from collections.abc import Callable

from hypothesis import strategies as st

from antq_core.domain.declarations import Direction, FactDeclaration
from antq_core.expressions import tree
from antq_core.expressions.tree import Measure, Ratio
from antq_core.expressions.writing import NumberExpression, TruthExpression, points, share
from antq_core.messages.text import Text
from antq_core.possible import Interval, Rounding, Truths
from antq_core.standards import scoring
from antq_core.standards.rubric import Rescaling, ScoredItem


def _label(word: str) -> Text:
    return Text(vi=f"{word} (giả định)", en=word)


def _fact(
    name: str, measure: Measure, direction: Direction, most: int = 8, part_of: str | None = None
) -> FactDeclaration:
    reach = None if measure is Measure.TRUTH else Interval(0, most)
    return FactDeclaration(
        name=name, measure=measure, label=_label(name), range=reach, direction=direction, no_more_than=part_of
    )


MORE, LESS = Direction.MORE_IS_BETTER, Direction.LESS_IS_BETTER
FACTS = (
    _fact("plan", Measure.TRUTH, MORE),
    _fact("idle", Measure.TRUTH, LESS),
    _fact("models", Measure.COUNT, MORE),
    _fact("tips", Measure.COUNT, MORE),
    _fact("fires", Measure.COUNT, LESS),
    _fact("crimes", Measure.COUNT, LESS),
    _fact("quality", Measure.POINTS, MORE, 5_00),
    _fact("people", Measure.COUNT, Direction.NEITHER),
    _fact("trained", Measure.COUNT, MORE, part_of="people"),
)
GOOD, BAD = ("models", "tips"), ("fires", "crimes")


def _number(name: str) -> NumberExpression:
    return NumberExpression(tree.FactValue(name))


def _truth(name: str) -> TruthExpression:
    return TruthExpression(tree.FactValue(name))


@st.composite
def monotone_items(draw: st.DrawFn, code: str) -> ScoredItem:
    """One item that bettering any fact never lowers."""
    text, most = _label(code), draw(st.sampled_from((2_00, 5_00)))
    good, bad = _number(draw(st.sampled_from(GOOD))), _number(draw(st.sampled_from(BAD)))
    low, high = sorted(draw(st.tuples(st.integers(0, 8), st.integers(0, 8))))
    few, many = sorted(draw(st.tuples(st.integers(0, 4), st.integers(0, 4))))
    makers: list[Callable[[], ScoredItem]] = [
        lambda: scoring.flat(code, text, most, when=(good >= low) & (bad <= high)),
        lambda: scoring.flat(code, text, most, when=_truth("plan") | ~_truth("idle")),
        lambda: scoring.stepped(
            code,
            text,
            most,
            arms=[(good >= high, most), (good >= low, most * many // 4)],
            otherwise=most * few // 4,
        ),
        lambda: scoring.stepped(code, text, most, arms=[(bad <= low, most), (bad <= high, most * few // 4)]),
        lambda: scoring.stepped(
            code,
            text,
            most,
            arms=[(share(_number("trained"), _number("people"), Ratio(70), Truths.FALSE), most)],
        ),
        lambda: scoring.losing(code, text, most, each=1_00, of=bad),
        lambda: scoring.deduction(code, text, each=50, of=bad, at_most=1_50),
        lambda: scoring.bonus(code, text, each=50, of=good, at_most=1_50),
        lambda: scoring.by_hand(code, text, 5_00, score=_number("quality")),
        lambda: scoring.flat(code, text, most, when=_number("quality") > points(high * 50)),
        lambda: scoring.untranscribed(code, text, most),
    ]
    return draw(st.sampled_from(makers))()


@st.composite
def monotone_rubrics(draw: st.DrawFn) -> ScoredItem:
    """A rubric of such items, in a group that may be rescaled and limited."""
    inside = [draw(monotone_items(f"A.{n}")) for n in range(2, 2 + draw(st.integers(1, 4)))]
    first = scoring.flat("A.1", _label("A.1"), 5_00, when=_truth("plan"))
    rescaling = Rescaling(text=_label("rescaling"), rounding=draw(st.sampled_from(Rounding)))
    group = scoring.group(
        "A",
        _label("A"),
        [first, *inside],
        rescaling=rescaling if draw(st.booleans()) else None,
        limit=scoring.at_most(draw(st.integers(1, 12)) * 1_00, _label("limit"))
        if draw(st.booleans())
        else None,
    )
    taken = scoring.deduction("B", _label("B"), each=1_00, of=_number("fires"), at_most=3_00)
    return scoring.group("R", _label("R"), [group, taken])
