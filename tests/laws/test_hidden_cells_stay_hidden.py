"""No reader can work out what tables hide: another solver than the library's tries, over the whole cube."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
import pytest
import z3
from hypothesis import assume, given
from hypothesis import strategies as st

from antq_core.disclosure import cliques
from antq_core.disclosure.cubes import Cell, Combination, Contributed, Cube, Table, cell, margins
from antq_core.disclosure.hiding import hide, show_all
from antq_core.disclosure.published import HIDDEN, Published

COUNTS = [0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 14, 40]


@attrs.frozen
class Review:
    """A cube and what is published of it."""

    cube: Cube
    tables: tuple[Table, ...]
    hierarchies: tuple[tuple[str, str], ...] = ()
    at_least: int = 5

    def hidden(self) -> Published:
        return hide(self.cube, self.tables, at_least=self.at_least, hierarchies=self.hierarchies)

    def cells(self, quantity: str = "") -> list[Cell]:
        """All cells of all tables, those too in which there is no record."""
        shapes = [each.dimensions for each in self.tables if not quantity or quantity in each.sums]
        places = {
            each: sorted({where[n] for where in self.cube.counts})
            for n, each in enumerate(self.cube.dimensions)
        }
        return [
            cell(dict(zip(kept, found, strict=True)))
            for kept in margins(shapes)
            for found in itertools.product(*(places[each] for each in kept))
        ]


@st.composite
def reviews(draw: st.DrawFn, *, sums: bool = False) -> Review:
    """Two to four dimensions, the last perhaps coarser than the first, and a few tables."""
    size = draw(st.integers(2, 4))
    dimensions = tuple("abcd"[:size])
    most = {2: 4, 3: 3, 4: 2}[size]
    categories = [[f"{name}{n}" for n in range(draw(st.integers(2, most)))] for name in dimensions]
    nested = draw(st.booleans()) and size > 2
    counts = {}
    for where in itertools.product(*categories):
        n = draw(st.sampled_from(COUNTS))
        if n and (not nested or (int(where[0][1:]) + 1) // 2 == int(where[-1][1:])):
            counts[where] = n
    assume(counts)
    subsets = st.lists(st.sampled_from(dimensions), min_size=1, max_size=3, unique=True)
    chosen = draw(st.lists(subsets, min_size=1, max_size=4))
    with_sums = [sums and (n == 0 or draw(st.booleans())) for n in range(len(chosen))]
    tables = tuple(Table(each, ("cases",) if w else ()) for each, w in zip(chosen, with_sums, strict=True))
    added = {where: draw(contributed(n)) for where, n in counts.items()} if sums else {}
    cube = Cube(
        dimensions, counts, {"cases": {w: each for w, each in added.items() if each.total}} if sums else {}
    )
    tied = ((dimensions[0], dimensions[-1]),) if nested else ()
    return Review(cube, tables, tied, draw(st.sampled_from([2, 3, 5, 5, 5])))


@st.composite
def contributed(draw: st.DrawFn, records: int) -> Contributed:
    n = draw(st.sampled_from([0, 0, 1, records // 2, records]))
    return Contributed(n + draw(st.sampled_from([0, 0, 1, 7])), n) if n else Contributed()


class Reader:
    """Knows all that is published, the rule, and that one set of records stands behind all tables."""

    def __init__(self, review: Review, published: Published) -> None:
        self.review, self.published = review, published
        cube = review.cube
        places = [sorted({where[n] for where in cube.counts}) for n in range(len(cube.dimensions))]
        self.possible = [each for each in itertools.product(*places) if self._fits(each)]
        self.solver = z3.SolverFor("QF_LIA")
        self.one, self.other = self._world("x"), None

    def _fits(self, where: Combination) -> bool:
        """Everybody knows which communes lie in which province."""
        cube = self.review.cube
        return all(
            tuple(where[cube.dimensions.index(name)] for name in tied) in cube.by(tied)
            for tied in self.review.hierarchies
        )

    def _world(self, name: str) -> dict[tuple[str, Cell], Any]:
        """What stands in each cell of the tables, in one world."""
        records = {each: z3.Int(f"{name} {each}") for each in self.possible}
        self.solver.add(*(n >= 0 for n in records.values()))
        found = {("", one): self._sum(records, one) for one in self.review.cells()}
        for (_, one), n in found.items():
            shown = self.published.value(one)
            self.solver.add(n >= 1 if shown is HIDDEN else n == shown)
        if "cases" in self.review.cube.sums:
            found |= self._cases(name, records)
        return found

    def _cases(self, name: str, records: Mapping[Combination, Any]) -> dict[tuple[str, Cell], Any]:
        """Sums come from records, and those shown from as many as the rule asks for."""
        totals = {each: z3.Int(f"{name} cases {each}") for each in self.possible}
        adding = {each: z3.Int(f"{name} adding {each}") for each in self.possible}
        for each in self.possible:
            self.solver.add(adding[each] >= 0, adding[each] <= records[each], adding[each] <= totals[each])
            self.solver.add(z3.Implies(totals[each] > 0, adding[each] > 0))
        found = {("cases", one): self._sum(totals, one) for one in self.review.cells("cases")}
        for (_, one), n in found.items():
            shown = self.published.sum("cases", one)
            self.solver.add(n >= 0 if shown is HIDDEN else n == shown)
            if shown is not HIDDEN and shown > 0:
                self.solver.add(self._sum(adding, one) >= self.review.at_least)
        return found

    def _sum(self, numbers: Mapping[Combination, Any], one: Cell) -> Any:
        asked = [(self.review.cube.dimensions.index(name), category) for name, category in one]
        within = [n for each, n in numbers.items() if all(each[place] == found for place, found in asked)]
        return z3.Sum(within) if within else z3.IntVal(0)

    def narrow(self, wanted: Mapping[tuple[str, Cell], tuple[int, int]]) -> list[tuple[str, Cell]]:
        """The hidden numbers of which the reader knows more than is promised.

        `wanted` gives for each its true value and how far apart two possible ones must be.
        """
        seen = {each: (true, true) for each, (true, _) in wanted.items()}
        failed = []
        for each, (_, apart) in wanted.items():
            low, high = seen[each]
            if high - low >= apart:
                continue
            n = self.one[each]
            if self.solver.check(z3.Or(n >= low + apart, n <= high - apart)) == z3.sat:
                model = self.solver.model()
                for known in wanted:
                    value = model.eval(self.one[known], model_completion=True).as_long()
                    seen[known] = (min(seen[known][0], value), max(seen[known][1], value))
            elif not self._two(each, apart):
                failed.append(each)
        return failed

    def _two(self, each: tuple[str, Cell], apart: int) -> bool:
        """Whether any two worlds are so far apart there, the true one being perhaps neither."""
        if self.other is None:
            self.other = self._world("y")
        return bool(self.solver.check(self.other[each] - self.one[each] >= apart) == z3.sat)


def promised(review: Review, published: Published) -> dict[tuple[str, Cell], tuple[int, int]]:
    """For each hidden number the true one, and how far apart two possible ones are promised to be."""
    true, found = show_all(review.cube, review.tables), {}
    for one in published.hidden:
        n = true.counts[one]
        found["", one] = (n, max(review.at_least - 1, n if n < review.at_least else 0))
    for one in published.hidden_sums("cases") if "cases" in review.cube.sums else ():
        dimensions = [name for name, _ in one]
        added = review.cube.sum_by("cases", dimensions)[tuple(category for _, category in one)]
        few = 0 < added.records < review.at_least
        found["cases", one] = (added.total, max(review.at_least - 1, added.total if few else 0))
    return found


def small_alone(review: Review) -> Published:
    """What would be published if nothing but small numbers were hidden."""
    true = show_all(review.cube, review.tables)
    counts = {one: HIDDEN if n < review.at_least else n for one, n in true.counts.items()}
    return Published(review.tables, review.at_least, (), counts, true.sums)


def enough(review: Review) -> bool:
    return review.cube.total >= review.at_least


@given(reviews().filter(enough))
def test_a_reader_with_a_solver_learns_no_hidden_count(review: Review) -> None:
    published = review.hidden()
    assert Reader(review, published).narrow(promised(review, published)) == []


@given(reviews(sums=True).filter(enough))
def test_a_reader_with_a_solver_learns_no_hidden_sum(review: Review) -> None:
    published = review.hidden()
    assert Reader(review, published).narrow(promised(review, published)) == []


@given(reviews().filter(enough))
def test_looking_at_fewer_worlds_is_safe_as_well(review: Review) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cliques, "MOST_COMBINATIONS", 3)
        published = review.hidden()
    assert Reader(review, published).narrow(promised(review, published)) == []


@given(st.randoms(use_true_random=False), st.sampled_from([0.3, 0.6, 0.9]))
def test_tables_in_a_ring_keep_what_only_the_whole_cube_could_give_away(random: Any, density: float) -> None:
    """Three tables of two dimensions each: numbers that fit each two of them may fit no records."""
    where = itertools.product(*[[f"{name}{n}" for n in range(3)] for name in "abc"])
    counts = {each: random.choice([1, 1, 2, 3, 6, 8]) for each in where if random.random() < density}
    tables = tuple(Table(pair) for pair in itertools.combinations("abc", 2))
    review = Review(Cube(("a", "b", "c"), counts), tables)
    assume(enough(review))
    published = review.hidden()
    assert Reader(review, published).narrow(promised(review, published)) == []


@given(st.randoms(use_true_random=False))
def test_a_reader_who_knows_which_groups_add_nothing_learns_no_hidden_count(random: Any) -> None:
    """Two crossing sums of few records, many of them 0, say much about how many records there can be."""
    review = few_contributors(random)
    assume(enough(review))
    published = review.hidden()
    assert Reader(review, published).narrow(promised(review, published)) == []


def few_contributors(random: Any) -> Review:
    places = [[f"{name}{n}" for n in range(random.choice([2, 3]))] for name in "ab"]
    silent = {one for some in places for one in some if random.random() < 0.25}
    drawn = {where: random.choice([0, 1, 1, 2, 3, 5, 6, 8]) for where in itertools.product(*places)}
    counts = {where: n for where, n in drawn.items() if n}
    added = {
        where: Contributed(n + random.choice([0, 0, 1]), n)
        for where, n in counts.items()
        if not silent & {*where}
    }
    with_sums = random.choice([["a", "b"], ["a"], [""], ["ab"]])
    tables = (*(Table(tuple(each), ("cases",)) for each in with_sums), Table(("a", "b")))
    return Review(Cube(("a", "b"), counts, {"cases": added}), tables, (), random.choice([2, 3, 5]))


def test_records_that_add_to_a_shown_sum_stay_where_they_are() -> None:
    """The sums say that b0 adds nothing and all of a0 do that can: at most two of a0 are of b0."""
    counts = {("a0", "b0"): 2, ("a0", "b1"): 5, ("a1", "b0"): 10, ("a1", "b1"): 9}
    added = {("a0", "b1"): Contributed(5, 5), ("a1", "b1"): Contributed(9, 9)}
    tables = (Table(("a",), ("cases",)), Table(("b",), ("cases",)), Table(("a", "b")))
    review = Review(Cube(("a", "b"), counts, {"cases": added}), tables)
    blind = attrs.evolve(
        review, cube=Cube(("a", "b"), counts), tables=tuple(Table(t.dimensions) for t in tables)
    )
    true, small = show_all(review.cube, tables), blind.hidden()
    put_together = Published(tables, 5, (), small.counts, true.sums)
    assert Reader(review, put_together).narrow(promised(review, put_together)) != []
    published = review.hidden()
    assert Reader(review, published).narrow(promised(review, published)) == []


def test_the_same_reader_works_out_small_numbers_that_are_hidden_alone() -> None:
    counts = {("a0", "b0"): 3, ("a0", "b1"): 20, ("a1", "b0"): 30, ("a1", "b1"): 40}
    review = Review(Cube(("a", "b"), counts), (Table(("a", "b")),))
    alone, hidden = small_alone(review), review.hidden()
    small = cell({"a": "a0", "b": "b0"})
    assert Reader(review, alone).narrow(promised(review, alone)) == [("", small)]
    assert small in hidden.hidden
    assert Reader(review, hidden).narrow(promised(review, hidden)) == []


def test_the_same_reader_puts_tables_together() -> None:
    """Each table is safe alone; one gives the sum of two hidden numbers and the other that of one more."""
    counts = {("a0", "b0"): 2, ("a1", "b0"): 30, ("a2", "b1"): 3, ("a3", "b1"): 40}
    review = Review(Cube(("a", "b"), counts), (Table(("a",)), Table(("b",))), (("a", "b"),))
    first, second = (hide(review.cube, [each]).counts for each in review.tables)
    apart = Published(review.tables, 5, (), {**second, **first})
    assert Reader(review, apart).narrow(promised(review, apart)) != []
    hidden = review.hidden()
    assert Reader(review, hidden).narrow(promised(review, hidden)) == []


@given(reviews().filter(enough))
def test_no_few_published_numbers_add_up_to_a_hidden_one(review: Review) -> None:
    """How often a cell counts each combination is the same for sums of cells that are always equal."""
    published, where = review.hidden(), possible(review)
    counted = {one: [within(review.cube, each, one) for each in where] for one in published.counts}
    shown = [counted[one] for one in published.counts if one not in published.hidden][:20]
    sums = {
        tuple(
            sum(sign * n for sign, n in zip(signs, column, strict=True))
            for column in zip(*chosen, strict=True)
        )
        for many in (1, 2, 3)
        for chosen in itertools.combinations(shown, many)
        for signs in itertools.product((1, -1), repeat=many)
    }
    assert [one for one in published.hidden if tuple(map(int, counted[one])) in sums] == []


def possible(review: Review) -> list[Combination]:
    """The combinations that no published 0 rules out."""
    cube = review.cube
    places = [sorted({where[n] for where in cube.counts}) for n in range(len(cube.dimensions))]
    sets = [(*(cube.dimensions.index(name) for name in each.dimensions),) for each in review.tables]
    occurring = [{tuple(where[n] for n in each) for where in cube.counts} for each in sets]
    return [
        where
        for where in itertools.product(*places)
        if all(tuple(where[n] for n in each) in found for each, found in zip(sets, occurring, strict=True))
    ]


def within(cube: Cube, where: Combination, one: Cell) -> bool:
    return all(where[cube.dimensions.index(name)] == category for name, category in one)


@given(reviews(sums=True))
def test_what_is_shown_is_true_and_what_is_small_is_hidden(review: Review) -> None:
    published, true = review.hidden(), show_all(review.cube, review.tables)
    for one, n in true.counts.items():
        assert published.value(one) in (n, HIDDEN)
        assert n >= review.at_least or one in published.hidden
    for one, total in true.sums["cases"].items():
        assert published.sum("cases", one) in (total, HIDDEN)
        assert one not in published.hidden or one in published.hidden_sums("cases")


@given(reviews())
def test_nothing_is_hidden_where_all_groups_are_large(review: Review) -> None:
    larger = {where: n + review.at_least - 1 for where, n in review.cube.counts.items()}
    raised = attrs.evolve(review, cube=Cube(review.cube.dimensions, larger))
    assert raised.hidden().hidden == frozenset()


@given(reviews(sums=True), st.randoms(use_true_random=False))
def test_the_order_of_records_and_tables_never_matters(review: Review, random: Any) -> None:
    order = list(range(len(review.cube.dimensions)))
    random.shuffle(order)
    cube = review.cube
    turned = Cube(
        tuple(cube.dimensions[n] for n in order),
        dict(shuffled(random, turn(cube.counts, order))),
        {"cases": dict(shuffled(random, turn(cube.sums["cases"], order)))},
    )
    tables = [
        Table(random.sample(each.dimensions, len(each.dimensions)), each.sums) for each in review.tables
    ]
    random.shuffle(tables)
    other, same = attrs.evolve(review, cube=turned, tables=tuple(tables)).hidden(), review.hidden()
    assert (other.counts, other.sums, other.notes) == (same.counts, same.sums, same.notes)


def turn(numbers: Mapping[Combination, Any], order: Sequence[int]) -> Iterator[tuple[Combination, Any]]:
    return ((tuple(where[n] for n in order), n) for where, n in numbers.items())


def shuffled(random: Any, pairs: Iterator[tuple[Combination, Any]]) -> list[tuple[Combination, Any]]:
    found = list(pairs)
    random.shuffle(found)
    return found
