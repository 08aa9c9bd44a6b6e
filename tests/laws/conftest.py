"""The stacks that every law is held to: generated ones, and the real Articles 4 and 5."""

import pytest
from hypothesis import strategies as st

from antq_core import Stack, load_registry
from antq_core.testing.standards import standards

GENERATED = standards().map(Stack)


def _national(kind: str) -> Stack:
    found = [each.standard for each in load_registry(only={"vn"}, strict=True).supplied]
    return Stack(next(standard for standard in found if kind in standard.kinds))


@pytest.fixture(scope="session", params=["generated", "article 4", "article 5"])
def stacks(request: pytest.FixtureRequest) -> st.SearchStrategy[Stack]:
    """A strategy of stacks, so that each law is tried on all three."""
    if request.param == "generated":
        return GENERATED
    return st.just(_national("residential_area" if request.param == "article 4" else "commune"))
