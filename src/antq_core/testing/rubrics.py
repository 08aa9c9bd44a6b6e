"""Generated rubrics and gradings that make sense: nested groups, every role, limit, rescaling and ceiling."""

from collections.abc import Collection

import attrs
from hypothesis import strategies as st

from antq_core.expressions import tree
from antq_core.expressions.tree import Measure, Node, Ratio
from antq_core.expressions.vocabulary import Vocabulary
from antq_core.messages.text import Text
from antq_core.possible import Rounding
from antq_core.standards.criteria import Transcription
from antq_core.standards.grading import Ceiling, Grade, Grading, Quota, QuotaBase, Threshold, Ties
from antq_core.standards.rubric import Limit, NotApplicable, Rescaling, Role, ScoredItem
from antq_core.testing.trees import conditions, counts, plain_conditions, points

MOST = st.sampled_from((1_00, 2_50, 5_00, 10_00))
STEPS_OF_POINTS = st.integers(0, 4)


@st.composite
def rubrics(draw: st.DrawFn, words: Vocabulary, code: str = "R", schemes: Collection[str] = ()) -> ScoredItem:
    """A rubric over a vocabulary; its items may ask for the verdict by some schemes."""
    return _Sheet(draw, words, tuple(schemes)).group(code, depth=2, rescaled=False, asked_always=True)


@st.composite
def gradings(
    draw: st.DrawFn, rubric: ScoredItem, words: Vocabulary, schemes: Collection[str] = ()
) -> Grading:
    """The grades of a rubric, some thresholds not transcribed; ceilings may ask for points and verdicts."""
    numbers = draw(st.lists(st.integers(-2, rubric.most // 50 + 2), min_size=1, max_size=3, unique=True))
    codes = [f"grade_{n}" for n in range(len(numbers) + 1)]
    thresholds = [draw(_thresholds(number * 50)) for number in sorted(numbers)]
    grades = [
        Grade(code=code, label=_label(code), threshold=threshold)
        for code, threshold in zip(codes, (None, *thresholds), strict=True)
    ]
    ceilings = [
        Ceiling(
            code=f"ceiling_{n}",
            grade=draw(st.sampled_from(codes)),
            unless=draw(conditions(words, depth=draw(st.integers(0, 1)), schemes=schemes)),
            text=_label(f"ceiling {n}"),
        )
        for n in range(draw(st.integers(0, 2)))
    ]
    quota = Quota(
        grade=codes[-1],
        at_most=Ratio(20),
        bases=(draw(st.sampled_from(QuotaBase)),),
        ties=draw(st.sampled_from(Ties)),
        text=_label("quota"),
    )
    return Grading(
        grades=tuple(grades), ceilings=tuple(ceilings), quotas=(quota,) if draw(st.booleans()) else ()
    )


def _thresholds(number: int) -> st.SearchStrategy[Threshold | None]:
    return st.sampled_from(
        (Threshold(points=number), Threshold(points=number), Threshold(points=number, inclusive=False), None)
    )


def _label(word: str) -> Text:
    return Text(vi=f"{word} (giả định)", en=word)


@attrs.frozen
class _Sheet:
    """Draws items of a rubric; `rescaled` says whether an item may be left out of a rescaling."""

    draw: st.DrawFn
    words: Vocabulary
    schemes: tuple[str, ...]

    def seldom(self) -> bool:
        return self.draw(st.integers(0, 3)) == 0

    def item(self, code: str, depth: int, *, rescaled: bool) -> ScoredItem:
        if depth > 0 and self.draw(st.integers(0, 2)) == 0:
            return self.group(code, depth, rescaled=rescaled)
        role = self.draw(st.sampled_from((Role.BASE, Role.BASE, Role.BASE, Role.BONUS, Role.DEDUCTION)))
        return self.leaf(code, role, rescaled=rescaled)

    def group(self, code: str, depth: int, *, rescaled: bool, asked_always: bool = False) -> ScoredItem:
        """A group; its first item is a base item that is never left out, so that something always counts."""
        only_adds_up = self.seldom()
        rescaling = None if only_adds_up or self.draw(st.booleans()) else self.rescaling()
        scales = rescaling is not None or (only_adds_up and rescaled)
        items = [self.leaf(f"{code}.1", Role.BASE, rescaled=False)]
        for n in range(2, 2 + self.draw(st.integers(0, 2))):
            if only_adds_up:
                items.append(self.leaf(f"{code}.{n}", Role.BASE, rescaled=scales))
            else:
                items.append(self.item(f"{code}.{n}", depth - 1, rescaled=scales))
        most = sum(item.most for item in items if item.role is Role.BASE)
        limited = not only_adds_up and self.draw(st.booleans())
        group = ScoredItem(
            code=code,
            text=_label(code),
            most=most,
            items=tuple(items),
            rescaling=rescaling,
            limit=self.limit(most) if limited else None,
        )
        return group if only_adds_up or asked_always else self.perhaps(group, rescaled=rescaled)

    def perhaps(self, item: ScoredItem, *, rescaled: bool) -> ScoredItem:
        """The item, perhaps asked for under a condition only."""
        if not self.seldom():
            return item
        ways = [NotApplicable.FULL, NotApplicable.NOTHING]
        ways += [NotApplicable.LEFT_OUT] * 4 if rescaled and item.role is Role.BASE else []
        return attrs.evolve(
            item,
            applies_where=self.draw(plain_conditions(self.words)),
            not_applicable=self.draw(st.sampled_from(ways)),
        )

    def leaf(self, code: str, role: Role, *, rescaled: bool) -> ScoredItem:
        most = self.draw(MOST)
        least, most = (-most, 0) if role is Role.DEDUCTION else (0, most)
        given, limit = (None, None) if self.draw(st.integers(0, 9)) == 0 else self.points(least, most)
        item = ScoredItem(
            code=code,
            text=_label(code),
            most=most,
            least=least,
            role=role,
            points=given,
            limit=limit,
            transcription=Transcription.UNTRANSCRIBED if given is None else Transcription.CONFIRMED,
        )
        return self.perhaps(item, rescaled=rescaled)

    def points(self, least: int, most: int) -> tuple[Node, Limit | None]:
        """What a leaf brings, surely from `least` to `most`."""
        way = self.draw(st.sampled_from(("flat", "stepped", "losing", "by hand", "any")))
        span = most - least
        if way == "flat":
            return tree.Where(self.draw(plain_conditions(self.words)), tree.Points(most or least)), None
        if way == "stepped":
            amounts = [tree.Points(least + span * self.draw(STEPS_OF_POINTS) // 4) for _ in range(3)]
            arms = [tree.Where(self.draw(plain_conditions(self.words)), each) for each in amounts[1:]]
            return tree.Steps(tuple(arms), amounts[0]), None
        if way == "losing":
            lost = tree.PerEach(span // 4, self.draw(counts(self.words)))
            return tree.Clamp(tree.Difference(tree.Points(most), lost), least), None
        by_hand = [name for name, term in self.words.facts.items() if term.type is Measure.POINTS]
        if way == "by hand" and by_hand:
            score = tree.FactValue(self.draw(st.sampled_from(by_hand)))
            return tree.Clamp(score, least, most), None
        limit = Limit(text=_label("limit"), at_least=least, at_most=most)
        return self.draw(points(self.words, self.schemes)), limit

    def limit(self, most: int) -> Limit:
        ends = [most, most // 2, most + 1_00]
        at_most = self.draw(st.sampled_from((None, *ends)))
        at_least = self.draw(st.sampled_from((None, 0, most // 4))) if at_most is not None else 0
        return Limit(text=_label("limit"), at_least=at_least, at_most=at_most)

    def rescaling(self) -> Rescaling:
        return Rescaling(text=_label("rescaling"), rounding=self.draw(st.sampled_from(Rounding)))
