"""The sizes of enterprises, by Decree 80/2021/NĐ-CP, Article 5, as far as Article 1, clause 2 asks.

The circular leaves out small and micro enterprises, whoever owns them. Thresholds are CONFIRMED for those two;
what is larger is one size here, since the standard makes no difference beyond.
"""

import enum

import attrs

from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.messages.text import Text

MILLION = 1_000_000
BILLION = 1_000 * MILLION


class EnterpriseSize(enum.StrEnum):
    """The size of an enterprise, from the smallest."""

    MICRO = "micro"
    SMALL = "small"
    ABOVE_SMALL = "above_small"


ENTERPRISE_SIZES = {
    EnterpriseSize.MICRO: Text(vi="siêu nhỏ", en="micro"),
    EnterpriseSize.SMALL: Text(vi="nhỏ", en="small"),
    EnterpriseSize.ABOVE_SMALL: Text(vi="vừa hoặc lớn", en="medium or large"),
}


class Sector(enum.StrEnum):
    """The sectors that the decree tells apart."""

    AGRICULTURE_INDUSTRY_CONSTRUCTION = "agriculture_industry_construction"
    TRADE_AND_SERVICES = "trade_and_services"


@attrs.frozen(kw_only=True)
class SizeLimit:
    """The most that an enterprise of a size may have: people, and either of two sums in đồng."""

    people: int
    revenue: int
    capital: int
    citation: Citation

    def holds(self, people: int, revenue: int, capital: int) -> bool:
        """Whether an enterprise keeps within it; one of the two sums is enough."""
        return people <= self.people and (revenue <= self.revenue or capital <= self.capital)


def _decree(clause: str) -> Citation:
    return Citation(kind=InstrumentKind.DECREE, number="80/2021/NĐ-CP", article="5", clause=clause)


LIMITS = {
    (Sector.AGRICULTURE_INDUSTRY_CONSTRUCTION, EnterpriseSize.MICRO): SizeLimit(
        people=10, revenue=3 * BILLION, capital=3 * BILLION, citation=_decree("1")
    ),
    (Sector.TRADE_AND_SERVICES, EnterpriseSize.MICRO): SizeLimit(
        people=10, revenue=10 * BILLION, capital=3 * BILLION, citation=_decree("1")
    ),
    (Sector.AGRICULTURE_INDUSTRY_CONSTRUCTION, EnterpriseSize.SMALL): SizeLimit(
        people=100, revenue=50 * BILLION, capital=20 * BILLION, citation=_decree("2")
    ),
    (Sector.TRADE_AND_SERVICES, EnterpriseSize.SMALL): SizeLimit(
        people=50, revenue=100 * BILLION, capital=50 * BILLION, citation=_decree("2")
    ),
}


def enterprise_size(sector: Sector, *, people: int, revenue: int, capital: int) -> EnterpriseSize:
    """The size of an enterprise from its figures.

    Args:
        sector: what it does, by the two groups of the decree.
        people: yearly average of employees with social insurance.
        revenue: revenue of the year, in đồng.
        capital: total capital of the year, in đồng.

    All three must be known: leave `size` unstated otherwise, and the enterprise stays undecided.

    >>> enterprise_size(Sector.TRADE_AND_SERVICES, people=50, revenue=120 * BILLION, capital=50 * BILLION).value
    'small'
    >>> enterprise_size(Sector.TRADE_AND_SERVICES, people=51, revenue=0, capital=0).value
    'above_small'
    """
    for size in (EnterpriseSize.MICRO, EnterpriseSize.SMALL):
        if LIMITS[sector, size].holds(people, revenue, capital):
            return size
    return EnterpriseSize.ABOVE_SMALL
