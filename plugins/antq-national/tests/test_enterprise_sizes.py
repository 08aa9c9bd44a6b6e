"""Decree 80/2021/NĐ-CP, Article 5, as a table: the figures of an enterprise, and its size."""

import pytest

from antq_national.circular_124_2021.enterprise_sizes import BILLION, LIMITS, Sector, enterprise_size

MAKES, TRADES = Sector.AGRICULTURE_INDUSTRY_CONSTRUCTION, Sector.TRADE_AND_SERVICES

# Sector, people, revenue and capital in billions of đồng, size.
SIZES = [
    # micro: at most 10 people, and one of the two sums
    (MAKES, 10, 3, 999, "micro"),
    (MAKES, 10, 999, 3, "micro"),
    (MAKES, 11, 3, 3, "small"),
    (MAKES, 10, 4, 4, "small"),
    (TRADES, 10, 10, 999, "micro"),
    (TRADES, 10, 999, 3, "micro"),
    (TRADES, 11, 10, 3, "small"),
    (TRADES, 10, 11, 4, "small"),
    # small: at most 100 people, or 50 in trade and services, and one of the two sums
    (MAKES, 100, 50, 999, "small"),
    (MAKES, 100, 999, 20, "small"),
    (MAKES, 101, 50, 20, "above_small"),
    (MAKES, 100, 51, 21, "above_small"),
    (TRADES, 50, 100, 999, "small"),
    (TRADES, 50, 999, 50, "small"),
    (TRADES, 51, 100, 50, "above_small"),
    (TRADES, 50, 101, 51, "above_small"),
    # few people do not make an enterprise small by themselves
    (MAKES, 1, 51, 21, "above_small"),
    (TRADES, 1, 101, 51, "above_small"),
]


@pytest.mark.parametrize(
    ("sector", "people", "revenue", "capital", "size"),
    SIZES,
    ids=[
        f"{sector}, {people} people, {revenue} and {capital}" for sector, people, revenue, capital, _ in SIZES
    ],
)
def test_an_enterprise_has_the_size_that_the_decree_gives_it(
    sector: Sector, people: int, revenue: int, capital: int, size: str
) -> None:
    found = enterprise_size(sector, people=people, revenue=revenue * BILLION, capital=capital * BILLION)
    assert found.value == size


@pytest.mark.parametrize("sector", Sector)
def test_one_dong_more_than_both_sums_is_too_much(sector: Sector) -> None:
    for (of, size), limit in LIMITS.items():
        if of is sector:
            at_most = enterprise_size(
                sector, people=limit.people, revenue=limit.revenue, capital=limit.capital
            )
            above = enterprise_size(
                sector, people=limit.people, revenue=limit.revenue + 1, capital=limit.capital + 1
            )
            assert at_most is size
            assert above is not size


def test_every_limit_stands_in_article_5_of_the_decree() -> None:
    places = {
        (size.value, each.citation.number, each.citation.article, each.citation.clause)
        for (_, size), each in LIMITS.items()
    }
    assert places == {("micro", "80/2021/NĐ-CP", "5", "1"), ("small", "80/2021/NĐ-CP", "5", "2")}
