"""Rescaling gives exactly what its parts give, over every small choice of parts, ends and roundings."""

import itertools
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core.possible import Interval, Part, Rounding, Truths, counting_at_ends, rescaled

TRUTHS = (Truths.FALSE, Truths.TRUE, Truths.EITHER)
INTERVALS = (Interval(0, 0), Interval(2, 2), Interval(0, 3), Interval(-1, 2))
PARTS = [Part(applies, points, out_of) for applies in TRUTHS for points in INTERVALS for out_of in (2, 3)]
SURE = [part for part in PARTS if part.applies is Truths.TRUE]


def rounded(share: Fraction, rounding: Rounding) -> int:
    """By fractions, where the library never divides."""
    below = share.numerator // share.denominator
    match rounding:
        case Rounding.DOWN:
            return below
        case Rounding.UP:
            return below if share == below else below + 1
        case Rounding.HALF_UP:
            return below if share - below < Fraction(1, 2) else below + 1


def every_share(parts: tuple[Part, ...], to: int, rounding: Rounding) -> Iterator[int]:
    """What every choice of parts that may apply, and every number of points, comes to."""
    ways = []
    for part in parts:
        counts = [(points, part.out_of) for points in range(part.points.lo, part.points.hi + 1)]
        ways.append(
            [
                *(counts if Truths.TRUE in part.applies else []),
                *([(0, 0)] if Truths.FALSE in part.applies else []),
            ]
        )
    for chosen in itertools.product(*ways):
        share = Fraction(sum(points for points, _ in chosen), sum(out_of for _, out_of in chosen))
        yield rounded(share * to, rounding)


@pytest.mark.parametrize("rounding", Rounding)
@pytest.mark.parametrize("to", [1, 7, 100])
def test_both_ends_are_those_of_every_choice(to: int, rounding: Rounding) -> None:
    for parts in itertools.product(SURE[::2], PARTS[1::2], PARTS[::2]):
        found = list(every_share(parts, to, rounding))
        assert rescaled(parts, to, rounding) == Interval(min(found), max(found)), parts


PART = st.builds(
    Part,
    st.sampled_from(TRUTHS),
    st.tuples(st.integers(-3, 9), st.integers(-3, 9)).map(lambda ends: Interval(min(ends), max(ends))),
    st.integers(1, 9),
)


@given(st.lists(PART, min_size=1, max_size=5), st.integers(1, 200), st.sampled_from(Rounding))
def test_ends_lie_at_ends_of_the_points(parts: list[Part], to: int, rounding: Rounding) -> None:
    sure = Part(Truths.TRUE, Interval(0, 2), 3)
    ends = tuple(
        Part(part.applies, Interval(part.points.lo, part.points.lo + 1), part.out_of) for part in parts
    )
    found = list(every_share((sure, *ends), to, rounding))
    assert rescaled([sure, *ends], to, rounding) == Interval(min(found), max(found))


@given(st.lists(PART, max_size=5), st.integers(1, 200), st.sampled_from(Rounding), st.data())
def test_what_is_learnt_of_a_part_never_widens_a_share(
    others: list[Part], to: int, rounding: Rounding, data: st.DataObject
) -> None:
    parts = [Part(Truths.TRUE, Interval(1, 2), 2), *others]
    learnt = [
        Part(
            data.draw(st.sampled_from([part.applies, *part.applies])),
            data.draw(
                st.sampled_from([part.points, *map(Interval.exactly, (part.points.lo, part.points.hi))])
            ),
            part.out_of,
        )
        for part in parts
    ]
    assert rescaled(learnt, to, rounding).narrows(rescaled(parts, to, rounding))


@given(st.lists(PART, max_size=5), st.integers(1, 200), st.sampled_from(Rounding))
def test_what_counts_at_an_end_gives_that_end(others: list[Part], to: int, rounding: Rounding) -> None:
    parts = [Part(Truths.TRUE, Interval(1, 2), 2), *others]
    lowest, highest = (
        [part for part, counts in zip(parts, end, strict=True) if counts] for end in counting_at_ends(parts)
    )
    lo = Fraction(sum(part.points.lo for part in lowest), sum(part.out_of for part in lowest))
    hi = Fraction(sum(part.points.hi for part in highest), sum(part.out_of for part in highest))
    ends = Interval(rounded(lo * to, rounding), rounded(hi * to, rounding))
    assert rescaled(parts, to, rounding) == ends


def test_of_nothing_there_is_no_share() -> None:
    for parts in ([], [Part(Truths.EITHER, Interval(0, 1), 1)], [Part(Truths.FALSE, Interval(0, 1), 1)]):
        with pytest.raises(ValueError, match="surely applies"):
            rescaled(parts, 100, Rounding.DOWN)
