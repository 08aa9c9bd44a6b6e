"""The laws of `antq_core.possible`, over every small case where there are few and generated elsewhere."""

import itertools
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core.possible import (
    Interval,
    Options,
    Outcomes,
    Truths,
    Verdict,
    Verdicts,
    all_of,
    any_of,
    hull_of,
    outcomes,
    total,
    verdicts,
    where,
)

TRUTHS = (Truths.FALSE, Truths.TRUE, Truths.EITHER)
OUTCOMES = [Outcomes(n) for n in range(1, 8)]
SMALL = [Interval(lo, hi) for lo in range(-2, 4) for hi in range(lo, 4)]
FEW = [Interval(lo, hi) for lo in range(-1, 3) for hi in range(lo, 3)]


def truths_in(possible: Truths) -> list[bool]:
    return [member is Truths.TRUE for member in possible]


def numbers_in(interval: Interval) -> range:
    return range(interval.lo, interval.hi + 1)


def exactly(results: Iterator[bool]) -> Truths:
    """The set of what the members give, one by one."""
    possible = Truths(0)
    for result in results:
        possible |= Truths.of(result)
    return possible


@pytest.mark.parametrize("operands", list(itertools.product(TRUTHS, repeat=3)))
def test_all_of_and_any_of_are_exactly_what_their_members_give(operands: tuple[Truths, ...]) -> None:
    members = list(itertools.product(*map(truths_in, operands)))
    assert all_of(operands) == exactly(all(each) for each in members)
    assert any_of(operands) == exactly(any(each) for each in members)


def test_all_of_nothing_holds_and_any_of_nothing_does_not() -> None:
    assert all_of([]) is Truths.TRUE
    assert any_of([]) is Truths.FALSE


@pytest.mark.parametrize("possible", TRUTHS)
def test_negation_negates_each_member(possible: Truths) -> None:
    assert possible.negated == exactly(not each for each in truths_in(possible))


COMPARISONS: dict[str, tuple[Callable[[Interval, Interval], Truths], Callable[[int, int], bool]]] = {
    "less than": (Interval.less_than, lambda one, other: one < other),
    "at most": (Interval.at_most, lambda one, other: one <= other),
    "equals": (Interval.equals, lambda one, other: one == other),
}


@pytest.mark.parametrize("name", COMPARISONS)
def test_comparisons_of_intervals_are_exactly_what_their_numbers_give(name: str) -> None:
    compare, compare_numbers = COMPARISONS[name]
    for one, other in itertools.product(SMALL, repeat=2):
        pairs = itertools.product(numbers_in(one), numbers_in(other))
        assert compare(one, other) == exactly(compare_numbers(*pair) for pair in pairs), (one, other)


@pytest.mark.parametrize("one", FEW)
def test_sums_differences_and_multiples_have_exactly_the_ends_of_their_numbers(one: Interval) -> None:
    for other in FEW:
        sums = [a + b for a in numbers_in(one) for b in numbers_in(other)]
        assert one + other == total([one, other]) == Interval(min(sums), max(sums))
        differences = [a - b for a in numbers_in(one) for b in numbers_in(other)]
        assert one - other == Interval(min(differences), max(differences))
    for factor in range(-3, 4):
        multiples = [a * factor for a in numbers_in(one)]
        assert one.scaled(factor) == Interval(min(multiples), max(multiples))


@pytest.mark.parametrize("one", SMALL)
def test_hull_and_meet_hold_what_either_and_what_both_hold(one: Interval) -> None:
    for other in SMALL:
        both = set(numbers_in(one)) & set(numbers_in(other))
        met = one.meet(other)
        assert both == (set(numbers_in(met)) if met else set())
        assert one.narrows(one.hull(other))
        assert other.narrows(one.hull(other))


@pytest.mark.parametrize("one", SMALL)
def test_clamps_have_exactly_the_ends_of_their_numbers(one: Interval) -> None:
    for at_least, at_most in itertools.product((None, -1, 0, 2), (None, -1, 1, 2)):
        if at_least is not None and at_most is not None and at_least > at_most:
            continue
        numbers = list(numbers_in(one))
        numbers = numbers if at_most is None else [min(number, at_most) for number in numbers]
        numbers = numbers if at_least is None else [max(number, at_least) for number in numbers]
        assert one.clamped(at_least, at_most) == Interval(min(numbers), max(numbers))


@pytest.mark.parametrize("condition", TRUTHS)
def test_an_amount_under_a_condition_has_exactly_the_ends_of_its_members(condition: Truths) -> None:
    for amount in SMALL:
        numbers = [number if holds else 0 for holds in truths_in(condition) for number in numbers_in(amount)]
        assert where(condition, amount) == Interval(min(numbers), max(numbers))


def test_a_hull_of_several_holds_all_and_nothing_beyond_their_ends() -> None:
    for several in itertools.product(FEW, repeat=3):
        assert hull_of(several) == Interval(min(e.lo for e in several), max(e.hi for e in several))
    with pytest.raises(TypeError):
        hull_of([])


NUMBERS = st.tuples(st.integers(), st.integers()).map(lambda ends: Interval(min(ends), max(ends)))


@given(NUMBERS, NUMBERS, st.data())
def test_narrower_intervals_never_give_wider_results(
    one: Interval, other: Interval, data: st.DataObject
) -> None:
    lo = data.draw(st.integers(one.lo, one.hi))
    narrower = Interval(lo, data.draw(st.integers(lo, one.hi)))
    for compare, _ in COMPARISONS.values():
        assert compare(narrower, other).narrows(compare(one, other))
        assert compare(other, narrower).narrows(compare(other, one))
    assert (narrower - other).narrows(one - other)
    assert (other - narrower).narrows(other - one)


def test_an_empty_interval_and_no_options_are_refused() -> None:
    with pytest.raises(ValueError, match="lo <= hi"):
        Interval(1, 0)
    with pytest.raises(ValueError, match="no options"):
        Options(frozenset())


def test_options_are_one_of_some_codes_exactly_as_their_members_are() -> None:
    subsets = [frozenset(each) for n in range(4) for each in itertools.combinations("abc", n)]
    for held, asked in itertools.product([each for each in subsets if each], subsets):
        assert Options(held).is_one_of(asked) == exactly(code in asked for code in held)


@pytest.mark.parametrize(("applies", "holds"), list(itertools.product(TRUTHS, repeat=2)))
def test_outcomes_are_exactly_what_application_and_condition_give(applies: Truths, holds: Truths) -> None:
    expected = Outcomes(0)
    for applied, held in itertools.product(truths_in(applies), truths_in(holds)):
        expected |= (Outcomes.MET if held else Outcomes.NOT_MET) if applied else Outcomes.NOT_APPLICABLE
    assert outcomes(applies, holds) == expected


@pytest.mark.parametrize("found", list(itertools.product(OUTCOMES, repeat=2)))
def test_verdicts_are_exactly_what_their_findings_give(found: tuple[Outcomes, ...]) -> None:
    for scope in TRUTHS:
        expected = Verdicts(0)
        for in_scope, *members in itertools.product(truths_in(scope), *found):
            met = Verdicts.NOT_MET if Outcomes.NOT_MET in members else Verdicts.MET
            expected |= met if in_scope else Verdicts.OUT_OF_SCOPE
        assert verdicts(scope, all_of(each.no_obstacle for each in found)) == expected


@pytest.mark.parametrize("scope", TRUTHS)
def test_where_nothing_is_required_a_unit_in_scope_is_only_scored(scope: Truths) -> None:
    expected = Verdicts(0)
    for in_scope in truths_in(scope):
        expected |= Verdicts.SCORED if in_scope else Verdicts.OUT_OF_SCOPE
    for no_obstacle in TRUTHS:
        assert verdicts(scope, no_obstacle, requires=False) == expected


def test_a_verdict_is_undecided_whenever_more_than_one_is_possible() -> None:
    for number in range(1, 16):
        possible = Verdicts(number)
        expected = possible.words[0] if len(possible) == 1 else "undecided"
        assert possible.verdict == Verdict(expected)


def test_unknown_scope_leaves_the_verdict_open_whatever_else_holds() -> None:
    assert all(verdicts(Truths.EITHER, holds).verdict is Verdict.UNDECIDED for holds in TRUTHS)
