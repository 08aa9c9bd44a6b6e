"""An id by its end: one standard alone may be meant by it, or the newest of those that replace each other."""

import attrs
import pytest

from antq_core.cli.refusals import UsageError
from antq_core.cli.short_ids import whole_id
from antq_core.standards.registry import Registry
from antq_core.standards.standard import Standard


@pytest.fixture
def at_hand(short_standards: tuple[Standard, ...]) -> Registry:
    def named(name: str, *replaces: str) -> Standard:
        return attrs.evolve(short_standards[0], id=name, replaces=replaces)

    return Registry.of(
        [
            named("vn/one/a"),
            named("vn/one/b", "vn/one/a"),
            named("vn/two/a", "vn/one/b"),
            named("vn/one/c"),
            named("vn/two/c"),
            named("vn/three/c", "vn/two/c"),
            named("vn/one/d", "vn/two/d"),
            named("vn/two/d", "vn/one/d"),
            named("c"),
        ]
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vn/one/a", "vn/one/a"),
        ("one/a", "vn/one/a"),
        ("a", "vn/two/a"),  # by way of one that does not end so
        ("b", "vn/one/b"),  # replaced, and still the only one that ends so
        ("c", "c"),
        ("ne/a", "ne/a"),
        ("absent", "absent"),
    ],
)
def test_which_standard_is_meant(at_hand: Registry, typed: str, meant: str) -> None:
    assert whole_id(typed, at_hand) == meant


@pytest.mark.parametrize(
    ("typed", "listed"), [("c", "vn/one/c, vn/two/c, vn/three/c"), ("d", "vn/one/d, vn/two/d")]
)
def test_what_may_be_several_is_refused_with_all_of_them(at_hand: Registry, typed: str, listed: str) -> None:
    whole = tuple(each for each in at_hand.supplied if each.standard.id != typed)
    with pytest.raises(UsageError) as refused:
        whole_id(typed, attrs.evolve(at_hand, supplied=whole))
    (problem,) = refused.value.problems
    assert problem.code == "cli.several-standards"
    assert problem.facts["ids"] == listed
