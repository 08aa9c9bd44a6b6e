"""Tables with small groups in them: what is shown, what is not, and what is refused."""

import itertools
from collections.abc import Iterable
from fractions import Fraction

import pytest

from antq_core.disclosure.cliques import cliques
from antq_core.disclosure.cubes import Contributed, Cube, DisclosureError, Table, cell, cube_of
from antq_core.disclosure.hiding import hide, show_all
from antq_core.disclosure.published import HIDDEN, Published
from antq_core.disclosure.settling import Settling
from antq_core.disclosure.solver import Search
from antq_core.disclosure.worlds import Group, Worlds, of_counts

YEARS = Table(("year", "valuation"))
TIPS = Cube(  # made up
    ("year", "valuation"),
    {
        ("2025", "valuable"): 3,
        ("2025", "other"): 20,
        ("2026", "valuable"): 30,
        ("2026", "other"): 40,
    },
)


def at(**categories: str) -> tuple[tuple[str, str], ...]:
    return cell(categories)


def code_of(refused: pytest.ExceptionInfo[DisclosureError]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_small_number_takes_others_with_it_and_totals_stay() -> None:
    published = hide(TIPS, [YEARS])
    assert published.hidden == {at(year=y, valuation=v) for y, v in TIPS.counts}
    assert published.value(()) == 93
    assert published.value(at(year="2025")) == 23
    assert published.value(at(valuation="valuable")) == 33


def test_small_and_other_hidden_numbers_look_the_same() -> None:
    published = hide(TIPS, [YEARS])
    small, other = at(year="2025", valuation="valuable"), at(year="2026", valuation="other")
    assert published.value(small) is published.value(other) is HIDDEN
    assert repr(published.value(small)) == "HIDDEN"
    assert "3" not in repr(published)


def test_zeros_are_shown() -> None:
    cube = Cube(TIPS.dimensions, {("2025", "valuable"): 7, ("2026", "other"): 9})
    published = hide(cube, [YEARS])
    assert published.hidden == frozenset()
    assert published.value(at(year="2025", valuation="other")) == 0


def test_of_too_few_records_nothing_is_shown_not_even_zeros() -> None:
    cube = Cube(TIPS.dimensions, {("2025", "valuable"): 4})
    published = hide(cube, [Table(YEARS.dimensions)])
    everything = [(), at(year="2025"), at(year="2026"), at(year="2026", valuation="other")]
    assert [published.value(each) for each in everything] == [HIDDEN] * 4
    assert [note.en for note in published.notes] == [
        "There are fewer than 5 records in all, so no number is shown."
    ]


def test_no_records_at_all_are_zeros() -> None:
    published = hide(Cube(TIPS.dimensions, {}), [YEARS])
    assert (published.value(()), published.value(at(year="2026"))) == (0, 0)


def test_one_number_alone_in_the_total_is_hidden_with_it() -> None:
    """Otherwise the total would say what the only year has."""
    published = hide(Cube(("year",), {("2025",): 4, ("2026",): 5}), [Table(("year",))])
    assert published.value(()) == 9
    assert published.hidden == {at(year="2025"), at(year="2026")}


def test_two_small_numbers_whose_sum_is_small_need_a_third() -> None:
    """The two have 4 together, so that a reader would know each to be 1, 2 or 3."""
    cube = Cube(("year",), {("2024",): 2, ("2025",): 2, ("2026",): 50, ("2027",): 6000})
    published = hide(cube, [Table(("year",))])
    assert published.hidden == {at(year="2024"), at(year="2025"), at(year="2026")}


def test_a_table_about_provinces_protects_their_communes() -> None:
    """The first commune is all its province has beside one other; both sums stay what they are."""
    counts = {("c1", "p1"): 2, ("c2", "p1"): 30, ("c3", "p2"): 20, ("c4", "p2"): 25}
    tables = [Table(("commune",)), Table(("province",))]
    published = hide(Cube(("commune", "province"), counts), tables, hierarchies=[("commune", "province")])
    assert published.hidden == {at(commune="c1"), at(commune="c2")}


def test_exact_numbers_say_that_they_are() -> None:
    published = show_all(TIPS, [YEARS])
    assert published.hidden == frozenset()
    assert published.at_least is None
    assert [note.en for note in published.notes] == [
        "All numbers are shown exactly, those about small groups too; keep this to readers who may see them."
    ]


def test_shares_and_changes_come_from_what_is_shown() -> None:
    published = hide(TIPS, [YEARS])
    assert published.share(at(year="2025"), ()) == Fraction(23, 93)
    assert published.share(at(year="2025", valuation="valuable"), at(year="2025")) is HIDDEN
    assert published.share(at(year="2025"), at(year="2099")) is None
    assert published.change(at(year="2026"), at(year="2025")) == 47
    assert published.change(at(year="2025"), at(year="2025", valuation="other")) is HIDDEN


@pytest.mark.parametrize(
    "asked", [at(commune="c1"), at(valuation="x", year="2025", commune="c"), at(year="2") * 2]
)
def test_a_cell_of_no_table_has_no_number(asked: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(DisclosureError) as refused:
        hide(TIPS, [YEARS]).value(asked)
    assert code_of(refused) == ["disclosure.not-in-tables"]


def test_all_unknown_names_are_told_at_once() -> None:
    with pytest.raises(DisclosureError) as refused:
        hide(TIPS, [Table(("yaer",), sums=("cases",))], hierarchies=[("commune", "year")], at_least=1)
    assert code_of(refused) == ["disclosure.unknown-name"] * 3 + ["disclosure.at-least"]
    assert "near names: year" in refused.value.message("en")


def test_records_are_counted_and_their_quantities_added() -> None:
    records = [
        {"year": "2026", "cases": 2},
        {"year": "2026", "cases": 0},
        {"year": "2026", "cases": 1},
        {"year": "2025", "cases": 0},
    ]
    cube = cube_of(records, ["year"], ["cases"])
    assert cube.counts == {("2026",): 3, ("2025",): 1}
    assert cube.sum_by("cases", ["year"]) == {("2026",): Contributed(3, 2), ("2025",): Contributed()}


@pytest.mark.parametrize(
    "record",
    [
        {"cases": 1},
        {"year": 2026, "cases": 1},
        {"year": "2026", "cases": -1},
        {"year": "2026", "cases": True},
    ],
)
def test_a_record_without_a_category_or_number_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(DisclosureError) as refused:
        cube_of([{"year": "2026", "cases": 1}, record], ["year"], ["cases"])
    assert code_of(refused) == ["disclosure.no-category"]
    assert refused.value.problems[0].path[0] == 1


@pytest.mark.parametrize(
    ("counts", "added"),
    [
        ({("a",): -1}, {}),
        ({("a",): 2.0}, {}),
        ({("a", "b"): 2}, {}),
        ({("a",): 2}, {("a",): Contributed(5, 3)}),
        ({("a",): 2}, {("a",): Contributed(1, 2)}),
        ({("a",): 2}, {("a",): Contributed(5, 0)}),
        ({("a",): 2}, {("b",): Contributed(5, 1)}),
    ],
)
def test_numbers_that_no_records_have_are_refused(
    counts: dict[tuple[str, ...], int], added: dict[tuple[str, ...], Contributed]
) -> None:
    with pytest.raises(DisclosureError) as refused:
        Cube(("x",), counts, {"cases": added})
    assert code_of(refused) == ["disclosure.not-a-count"]


def with_cases(per_year: Iterable[tuple[int, int, int]]) -> Published:
    """Made-up tips of some years: how many, how many of them led to cases, and to how many."""
    years = [(str(2020 + n),) for n in range(10)]
    rows = list(zip(years, per_year, strict=False))
    cube = Cube(
        ("year",),
        {year: n for year, (n, _, _) in rows},
        {"cases": {year: Contributed(total, by) for year, (_, by, total) in rows}},
    )
    return hide(cube, [Table(("year",), sums=("cases",))])


def test_a_sum_from_few_records_is_hidden_though_its_count_is_shown() -> None:
    published = with_cases([(50, 2, 9), (60, 20, 30), (70, 30, 40)])
    assert published.hidden == frozenset()
    few, other = at(year="2020"), at(year="2021")
    assert published.hidden_sums("cases") == {few, other}
    assert (published.sum("cases", few), published.sum("cases", ())) == (HIDDEN, 79)


def test_a_sum_is_hidden_with_its_count() -> None:
    published = with_cases([(3, 0, 0), (60, 20, 30), (70, 30, 40)])
    assert published.hidden <= published.hidden_sums("cases")
    assert published.sum("cases", at(year="2020")) is HIDDEN


def test_sums_from_many_records_are_shown_and_zeros_too() -> None:
    published = with_cases([(50, 0, 0), (60, 20, 30), (70, 30, 40)])
    assert published.hidden_sums("cases") == frozenset()
    assert [published.sum("cases", at(year=y)) for y in ("2020", "2021", "2022")] == [0, 30, 40]


def test_a_sum_of_no_table_is_refused() -> None:
    cube = Cube(("year", "x"), {("2026", "y"): 9}, {"cases": {}})
    published = hide(cube, [Table(("year",), sums=("cases",)), Table(("x",))])
    assert published.sum("cases", at(year="2026")) == 0
    with pytest.raises(DisclosureError):
        published.sum("cases", at(x="y"))


def test_dimensions_of_a_ring_of_tables_share_a_group() -> None:
    cube = Cube(("a", "b", "c", "d"), {("a", "b", "c", "d"): 1})
    ring = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]
    groups = [set(each.dimensions) for each in cliques(cube, ring)]
    assert all(any(set(each) <= group for group in groups) for each in ring)
    assert [len(group) for group in groups] == [3, 3]


def test_a_coarser_dimension_goes_with_its_finer_one() -> None:
    """Not the many communes, but their provinces meet the years."""
    counts = {(f"c{n}", f"p{n % 2}", v, y): 1 for n in range(20) for v in "xy" for y in "123"}
    cube = Cube(("commune", "province", "valuation", "year"), counts)
    sets = [("commune", "valuation"), ("province", "year"), ("valuation", "year"), ("commune", "province")]
    groups = sorted(sorted(each.dimensions) for each in cliques(cube, sets))
    assert groups == [["commune", "province", "valuation"], ["province", "valuation", "year"]]


def test_where_no_worlds_are_found_everything_is_hidden_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Search, "_world", lambda _: None)
    published = hide(TIPS, [YEARS])
    assert published.hidden == frozenset(published.counts)
    assert "all hidden together" in published.notes[1].en


def test_a_wrong_answer_of_the_solver_is_no_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says is checked, so that a world that would change a published number shows nothing."""
    groups = tuple(Group(at(x=each), n, 1, (place,)) for place, (each, n) in enumerate([("a", 3), ("b", 9)]))
    worlds = Worlds((*groups, Group((), 12, 1, (0, 1))), (0, 0), 60)
    settling = Settling(worlds, {0, 1}, [4, 4, 4], [3, 9, 12], [3, 9, 12])
    settling._take([8, 9])
    settling._take([0, 12])
    settling._take([-1, 13])
    assert (settling.lowest, settling.highest) == ([3, 9, 12], [3, 9, 12])
    settling._take([8, 4])
    assert (settling.lowest, settling.highest) == ([3, 4, 12], [8, 9, 12])


def test_whole_numbers_are_sought_where_fractions_come_first() -> None:
    """Each two of three unknowns make 1 or more: three halves would be the least, and are no records."""
    pairs = [Group(at(x=str(n)), value, 1, (n, (n + 1) % 3)) for n, value in enumerate([2, 1, 1])]
    worlds = Worlds((*pairs, Group((), 2, 1, (0, 1, 2))), (0, 0, 0), 10)
    search = Search(worlds, [0, 1, 2, 3], elastic=False, prices=[1] * 4)
    assert search.extreme({3: -1}, whole=False) is None
    found = search.extreme({3: -1}, whole=True)
    assert found is not None
    assert sorted(found) == [0, 1, 1]
    assert search.extreme({3: -1}, whole=False) is None


@pytest.mark.parametrize(
    "counts", ["163118166366811616366163111", "188281203326383313811861003", "868228230168826123111301812"]
)
def test_tables_in_a_ring_are_not_hidden_as_a_whole(counts: str) -> None:
    """There fractions often come first, and rounded they do not answer what was asked."""
    where = itertools.product(*[[f"{name}{n}" for n in range(3)] for name in "abc"])
    cube = Cube(("a", "b", "c"), {each: int(n) for each, n in zip(where, counts, strict=True)})
    assert len(hide(cube, [Table(pair) for pair in itertools.combinations("abc", 2)]).notes) == 1


def test_a_published_sum_comes_from_enough_records_in_every_world() -> None:
    """One record that adds all of it would make the sum too small to be shown."""
    both = Group((), 12, 0, (0, 1), contributors=5)
    worlds = Worlds((both,), (0, 0), 60, records=(9, 1))
    assert worlds.changed([12, 0], [12]) == set()
    assert worlds.changed([3, 9], [12]) == {0}
    assert worlds.changed([4, 8], [12]) == set()


def test_records_behind_published_sums_are_the_same_in_every_world() -> None:
    cube = Cube(("x",), {("a",): 9, ("b",): 8})
    worlds = of_counts(cube, [("x",)], [], Cube(("x",), {("a",): 7}), 5)
    assert worlds.values([9, 8]) is not None
    assert worlds.values([7, 10]) is not None
    assert worlds.values([6, 11]) is None


def test_records_that_all_add_something_take_nothing_else_with_them() -> None:
    """That each of 300 records adds 1 to a sum by year says nothing of how many are of which kind."""
    counts = {("2018", "x"): 100, ("2018", "y"): 50, ("2019", "x"): 100, ("2019", "y"): 48, ("2019", "z"): 2}
    added = {where: Contributed(n, n) for where, n in counts.items()}
    cube = Cube(("year", "kind"), counts, {"cases": added})
    plain = hide(cube, [Table(["year", "kind"])])
    with_sums = hide(cube, [Table(["year", "kind"]), Table(["year"], ["cases"])])
    assert with_sums.hidden == plain.hidden
    assert with_sums.hidden_sums("cases") == frozenset()
