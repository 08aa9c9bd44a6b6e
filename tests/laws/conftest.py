"""The stacks that every law is held to: generated ones, and those of the real Articles 4 to 7."""

import datetime

import pytest
from hypothesis import strategies as st

from antq_core import Stack, load_registry
from antq_core.testing.standards import standards

TODAY = datetime.date(2026, 12, 1)
GENERATED = standards().map(Stack)


def _national(kind: str) -> Stack:
    found = [each.standard for each in load_registry(only={"vn"}, strict=True).supplied]
    for_kind = [standard for standard in found if kind in standard.kinds]
    return Stack(next(standard for standard in for_kind if standard.is_in_force(TODAY)))


ARTICLES = {
    "article 4": "residential_area",
    "article 5": "commune",
    "article 6": "enterprise",
    "article 7": "school",
}


@pytest.fixture(scope="session", params=["generated", *ARTICLES])
def stacks(request: pytest.FixtureRequest) -> st.SearchStrategy[Stack]:
    """A strategy of stacks, so that each law is tried on all of them."""
    if request.param == "generated":
        return GENERATED
    return st.just(_national(ARTICLES[request.param]))
