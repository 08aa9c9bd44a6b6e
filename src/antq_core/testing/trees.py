"""Generated trees of the language: well typed over a vocabulary, every operator among them."""

import datetime
from collections.abc import Callable, Collection, Mapping

import attrs
from hypothesis import strategies as st

from antq_core.domain.declarations import RecordDeclaration
from antq_core.expressions import tree
from antq_core.expressions.tree import Choice, Edge, Measure, Node, Operator, Period, Ratio, ValueType
from antq_core.expressions.vocabulary import RecordTerms, Term, Vocabulary
from antq_core.messages.text import Text
from antq_core.possible import Rounding, Truths
from antq_core.testing.coded_rules import CONDITIONS, POINTS, readable

DAYS = st.sampled_from([datetime.date(2025, 12, 15), datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)])
RATIOS = st.sampled_from((Ratio(70), Ratio(100), Ratio(1, 3), Ratio(2, 3), Ratio(50)))


@st.composite
def conditions(draw: st.DrawFn, words: Vocabulary, depth: int = 2, schemes: Collection[str] = ()) -> Node:
    """A condition over a vocabulary, at most so many joins deep; it may ask for the verdict by schemes."""
    return _Maker(draw, words, schemes=tuple(schemes)).truth(depth)


@st.composite
def plain_conditions(draw: st.DrawFn, words: Vocabulary) -> Node:
    """A condition on one or two facts, readings or numbers, with nothing of its own inside."""
    return _Maker(draw, words).plain_truth()


@st.composite
def points(draw: st.DrawFn, words: Vocabulary, schemes: Collection[str] = ()) -> Node:
    """Points over a vocabulary, by any operator that gives points."""
    return _Maker(draw, words, schemes=tuple(schemes)).value(Measure.POINTS)


@st.composite
def counts(draw: st.DrawFn, words: Vocabulary) -> Node:
    """A count that is never below nought: one that is written down, a fact, or a count of records."""
    return _Maker(draw, words).value(Measure.COUNT, 0)


@st.composite
def derivations(draw: st.DrawFn, records: RecordDeclaration) -> Node:
    """A count over a list of records, as a fact may be derived by."""
    words = Vocabulary(records={records.name: records.terms})
    return _Maker(draw, words, may_be_coded=False).counting(records.name)


@attrs.frozen
class _Maker:
    """Draws nodes of a wanted type; inside a list of records, over the fields of its records."""

    draw: st.DrawFn
    words: Vocabulary
    record: RecordTerms | None = None
    schemes: tuple[str, ...] = ()
    may_be_coded: bool = True

    def one_of(self, makers: list[Callable[[], Node]]) -> Node:
        return self.draw(st.sampled_from(makers))()

    def truth(self, depth: int) -> Node:
        if depth <= 0:
            return self.one_of(self.leaves())
        return self.one_of(
            [
                lambda: tree.And(self.truths(depth - 1)),
                lambda: tree.Or(self.truths(depth - 1)),
                lambda: tree.Not(self.truth(depth - 1)),
                lambda: self.truth(0),
            ]
        )

    def truths(self, depth: int) -> tuple[Node, ...]:
        return tuple(self.truth(depth) for _ in range(self.draw(st.integers(1, 3))))

    def leaves(self) -> list[Callable[[], Node]]:
        makers: list[Callable[[], Node]] = [
            lambda: tree.Truth(self.draw(st.booleans())),
            lambda: self.comparison(Measure.COUNT),
            lambda: self.comparison(Measure.POINTS),
            lambda: self.comparison(Measure.DAY),
            lambda: tree.During(self.value(Measure.DAY), self.draw(st.sampled_from(Period))),
            self.share,
        ]
        makers += [lambda: self.named(Measure.TRUTH)] * (3 if self.names(Measure.TRUTH) else 0)
        makers += [self.choosing] * bool(self.choices())
        makers += [self.reading] * (2 if self.words.readings else 0)
        makers += [lambda: self.coded(CONDITIONS)] * bool(self.rules(CONDITIONS))
        makers += [self.verdict] * (2 if self.schemes else 0)
        if self.record is None and self.words.records:
            makers += [self.every, self.record_share]
        return makers

    def comparison(self, measure: Measure) -> Node:
        return tree.Compare(self.value(measure), self.draw(st.sampled_from(Operator)), self.value(measure))

    def value(self, measure: Measure, depth: int = 1) -> Node:
        """A number, points or a day."""
        makers: list[Callable[[], Node]] = [lambda: self.literal(measure)]
        makers += [lambda: self.named(measure)] * (3 if self.names(measure) else 0)
        if measure is Measure.DAY:
            makers.append(lambda: tree.WindowEdge(self.draw(st.sampled_from(Edge))))
        elif depth > 0:
            makers += self.joins(measure)
        if measure is Measure.COUNT and self.record is None and self.words.records:
            makers.append(lambda: self.counting(self.draw(st.sampled_from(sorted(self.words.records)))))
        return self.one_of(makers)

    def joins(self, measure: Measure) -> list[Callable[[], Node]]:
        """The operators that make a number or points of others."""
        makers: list[Callable[[], Node]] = [
            lambda: tree.Sum((self.value(measure, 0), self.value(measure, 0))),
            lambda: tree.Difference(self.value(measure, 0), self.value(measure, 0)),
            lambda: tree.Times(self.draw(st.integers(-2, 3)), self.value(measure, 0)),
            lambda: self.where(self.value(measure, 0)),
            lambda: self.steps(measure),
            lambda: self.clamp(measure),
        ]
        if measure is Measure.POINTS:
            makers += [self.per_each] * 2
            makers += [self.rescaled, self.untranscribed]
            makers += [lambda: self.coded(POINTS)] * bool(self.rules(POINTS))
            makers += [self.item_points] * (2 if self.words.items else 0)
        return makers

    def plain_truth(self) -> Node:
        """A condition without other conditions inside, so that trees of trees come to an end."""
        makers: list[Callable[[], Node]] = [lambda: self.plain_comparison(Measure.COUNT)]
        makers += [lambda: self.plain_comparison(Measure.POINTS)] * bool(self.names(Measure.POINTS))
        makers += [lambda: self.named(Measure.TRUTH)] * (2 if self.names(Measure.TRUTH) else 0)
        makers += [self.choosing] * bool(self.choices())
        makers += [self.reading] * bool(self.words.readings)
        makers += [self.verdict] * bool(self.schemes)
        return self.one_of(makers)

    def plain_comparison(self, measure: Measure) -> Node:
        named = self.named(measure) if self.names(measure) else self.literal(measure)
        return tree.Compare(named, self.draw(st.sampled_from(Operator)), self.literal(measure))

    def where(self, amount: Node) -> tree.Where:
        return tree.Where(self.plain_truth(), amount)

    def steps(self, measure: Measure) -> Node:
        arms = tuple(self.where(self.value(measure, 0)) for _ in range(self.draw(st.integers(1, 2))))
        return tree.Steps(arms, self.value(measure, 0))

    def clamp(self, measure: Measure) -> Node:
        at_least, at_most = sorted(self.draw(st.tuples(st.integers(-2, 4), st.integers(-2, 4))))
        by = 100 if measure is Measure.POINTS else 1
        ends = self.draw(st.sampled_from(((at_least, at_most), (at_least, None), (None, at_most))))
        return tree.Clamp(self.value(measure, 0), *(end if end is None else end * by for end in ends))

    def per_each(self) -> Node:
        return tree.PerEach(
            self.draw(st.sampled_from((-1_00, -50, 0, 25, 1_00))), self.value(Measure.COUNT, 0)
        )

    def rescaled(self) -> Node:
        sure = tree.Where(tree.Truth(True), self.value(Measure.POINTS, 0))
        maybe = [self.where(self.value(Measure.POINTS, 0)) for _ in range(self.draw(st.integers(0, 2)))]
        parts = self.draw(st.permutations([sure, *maybe]))
        out_of = tuple(self.draw(st.integers(1, 6)) * 50 for _ in parts)
        to = self.draw(st.sampled_from((sum(out_of), 1_00, 3_33)))
        return tree.Rescaled(tuple(parts), out_of, to, self.draw(st.sampled_from(Rounding)))

    def untranscribed(self) -> Node:
        least = self.draw(st.integers(-2, 2)) * 50
        label = Text(vi="chưa chép (giả định)", en="not read")
        return tree.Untranscribed("unread", label, least, least + self.draw(st.integers(0, 4)) * 50)

    def item_points(self) -> Node:
        return tree.ItemPoints(self.draw(st.sampled_from(sorted(self.words.items))))

    def verdict(self) -> Node:
        scheme = self.draw(st.sampled_from(self.schemes))
        return tree.MeetsStandard(scheme, Text(vi=f"{scheme} (giả định)", en=scheme))

    def rules(self, rules: Collection[Node]) -> list[Node]:
        return readable(rules, self.words.facts, self.words.records) if self.may_be_coded else []

    def coded(self, rules: Collection[Node]) -> Node:
        return self.draw(st.sampled_from(self.rules(rules)))

    def literal(self, measure: Measure) -> Node:
        if measure is Measure.DAY:
            return tree.Day(self.draw(DAYS))
        number = self.draw(st.integers(0, 5))
        return tree.Number(number) if measure is Measure.COUNT else tree.Points(number * 50)

    def names(self, of_type: ValueType) -> list[Node]:
        """Every fact, fact of last year, or field in reach that has a type."""
        if self.record is not None:
            return [tree.FieldValue(name) for name in _of_type(self.record.fields, of_type)]
        facts = _of_type(self.words.facts, of_type)
        return [*map(tree.FactValue, facts), *map(tree.LastYear, facts)]

    def named(self, of_type: ValueType) -> Node:
        return self.draw(st.sampled_from(self.names(of_type)))

    def choices(self) -> list[Choice]:
        terms = self.record.fields if self.record is not None else self.words.facts
        return [term.type for term in terms.values() if isinstance(term.type, Choice)]

    def choosing(self) -> Node:
        choice = self.draw(st.sampled_from(self.choices()))
        codes = self.draw(st.lists(st.sampled_from(choice.codes), min_size=1, unique=True))
        return tree.OneOf(self.named(choice), tuple(codes))

    def reading(self) -> Node:
        name = self.draw(st.sampled_from(sorted(self.words.readings)))
        return tree.ReadingIs(name, self.draw(st.sampled_from(sorted(self.words.readings[name].codes))))

    def answer(self) -> Truths:
        return self.draw(st.sampled_from((Truths.FALSE, Truths.TRUE, Truths.EITHER)))

    def inside(self, records: str) -> "_Maker":
        return attrs.evolve(self, record=self.words.records[records])

    def counting(self, records: str) -> Node:
        return tree.Count(records, self.inside(records).truth(self.draw(st.integers(0, 1))))

    def every(self) -> Node:
        records = self.draw(st.sampled_from(sorted(self.words.records)))
        inside = self.inside(records)
        return tree.Every(records, inside.truth(1), inside.truth(0))

    def share(self) -> Node:
        part, whole = self.value(Measure.COUNT), self.value(Measure.COUNT)
        if type(part) is type(whole) and isinstance(part, tree.FactValue | tree.LastYear):
            # A vocabulary does not say which fact is a part of which, and of others there is no share.
            whole = tree.Sum((whole, self.literal(Measure.COUNT)))
        return tree.Share(part, whole, self.draw(RATIOS), self.answer())

    def record_share(self) -> Node:
        records = self.draw(st.sampled_from(sorted(self.words.records)))
        inside = self.inside(records)
        return tree.RecordShare(records, inside.truth(0), inside.truth(0), self.draw(RATIOS), self.answer())


def _of_type(terms: Mapping[str, Term], of_type: ValueType) -> list[str]:
    return [name for name, term in terms.items() if term.type == of_type]
