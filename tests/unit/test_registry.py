"""Selection: exactly one national standard, at most one provincial, or an error that names what is there."""

import datetime
from typing import Any

import attrs
import pytest

from antq_core import AntqError, Registry, Standard, Unit, load_registry
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import Problem, ProvinceError, SelectionError, StandardError
from antq_core.expressions.tree import FactValue, Measure
from antq_core.messages.text import LOCALES, Text
from antq_core.standards.at_hand import refuse_change_of_meaning
from antq_core.standards.criteria import Criterion
from antq_core.standards.stack import BrokenPlugin, Source
from antq_core.standards.supplied import Supplied

YEAR = 2026
NOWHERE = Citation(kind=InstrumentKind.FICTIONAL, number="01/2026", article="1")
AREA = Unit(id="kdc-1", kind="residential_area", province="25", commune="00001")
COMMUNE = Unit(id="xa-1", kind="commune", province="25", commune="00001")
REAL = load_registry(only={"vn"}, strict=True)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def standard(name: str = "a", jurisdiction: str = "vn", first: str = "2022-02-10", **parts: Any) -> Standard:
    """A standard of one criterion; each has names of its own, so that any two fit together."""
    window = WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31))
    national = {"window": window, "decided_on": DayOfYear(11, 14)}
    fact = FactDeclaration(name=f"fact_{name}", measure=Measure.TRUTH, label=Text(vi=name, en=name))
    usual: dict[str, Any] = {
        "id": f"{jurisdiction}/{name}",
        "scheme": "antt-safety",
        "jurisdiction": jurisdiction,
        "kinds": ("residential_area",),
        "title": Text(vi=name, en=name),
        "citation": NOWHERE,
        "in_force_from": day(first),
        "facts": (fact,),
        "criteria": (
            Criterion(
                code=f"C-{name}", text=Text(vi=name, en=name), citation=NOWHERE, holds=FactValue(fact.name)
            ),
        ),
        **(national if jurisdiction == "vn" else {}),
    }
    return Standard(**{**usual, **parts})


def registry(*standards: Standard) -> Registry:
    """Each standard from a distribution that bears its name."""
    return Registry(
        tuple(Supplied(each, Source(distribution=f"antq-{each.id}", version="1.0")) for each in standards)
    )


def problem_of(found_in: Registry, unit: Unit = AREA, *when: Any, **how: Any) -> Problem:
    """The one problem of a selection that fails; it can be said in both languages."""
    with pytest.raises(AntqError) as caught:
        found_in.select(unit, *(when or (YEAR,)), **how)
    (problem,) = caught.value.problems
    for locale in LOCALES:
        assert problem.message(locale)
    return problem


# --- the national standard ---


def test_circular_124_2021_is_found_from_the_day_on_which_it_came_into_force() -> None:
    # Circular 124/2021/TT-BCA, Article 11: in force from 10 February 2022.
    name = "vn/antt-safety/124-2021/residential-area"
    assert REAL.select(AREA, 2021, day("2022-02-10")).leading.id == name
    before = [each.standard.id for each in REAL.supplied if each.standard.is_in_force(day("2022-02-09"))]
    assert name not in before


@pytest.mark.parametrize("kind", ["residential_area", "commune", "agency", "enterprise", "school"])
def test_every_kind_of_the_circular_has_its_standard(kind: str) -> None:
    unit = Unit(id="u", kind=kind, province="25", commune="00001")
    assert REAL.select(unit, YEAR).national.kinds == (kind,)


def test_a_kind_that_no_standard_knows_is_refused_with_those_that_are_known() -> None:
    unit = Unit(id="u", kind="market", province="25", commune="00001")
    problem = problem_of(REAL, unit)
    assert (problem.place, problem.code) == ("unit.kind", "unit.unknown-kind")
    kinds = {kind for each in REAL.supplied for kind in each.standard.kinds}
    assert str(problem.facts["known"]).split(", ") == sorted(kinds)


def test_a_kind_that_a_province_speaks_of_and_nobody_declared_is_none() -> None:
    unit = Unit(id="u", kind="market", province="25", commune="00001")
    problem = problem_of(registry(standard("a"), standard("p", "vn-25", kinds=("market",))), unit)
    assert (problem.code, problem.facts["kind"]) == ("unit.unknown-kind", "market")
    assert problem.facts["known"] == "residential_area"


def test_the_same_question_gets_the_same_stack() -> None:
    some = registry(standard("a"), standard("p", "vn-25"), standard("b", scheme="movement-grade"))
    stack = some.select(AREA, YEAR)
    assert some.select(attrs.evolve(AREA, id="kdc-2", commune="00002"), YEAR) is stack
    # What the stack works out is worked out once, also where the day differs and the standards do not.
    assert some.select(AREA, YEAR, day("2026-11-13")) is stack
    assert registry(standard("a")).select(AREA, YEAR).beside == ()


def test_a_scheme_without_a_standard_is_refused() -> None:
    problem = problem_of(REAL, scheme="movement-grade")
    assert (problem.code, problem.facts["scheme"]) == ("selection.none", "movement-grade")


def test_an_empty_registry_has_nothing_to_offer() -> None:
    problem = problem_of(Registry())
    assert (problem.facts["candidates"], problem.facts["broken"]) == ("–", "–")


def test_the_error_names_what_there_is_for_other_days_and_where_it_came_from() -> None:
    early = standard("a", in_force_to=day("2024-12-31"))
    late = standard("b", first="2027-01-01")
    problem = problem_of(registry(early, late), AREA, YEAR, day("2026-11-14"))
    assert problem.facts["day"] == day("2026-11-14")
    candidates = str(problem.facts["candidates"])
    assert "vn/a [2022-02-10 – 2024-12-31; antq-vn/a 1.0]" in candidates
    assert "vn/b [2027-01-01 – …; antq-vn/b 1.0]" in candidates


def test_the_error_names_broken_plugins_as_they_may_be_why() -> None:
    source = Source(distribution="antq-x", version="3")
    broken = BrokenPlugin(jurisdiction="vn", source=source, problems=(Problem("json.too-deep"),))
    assert problem_of(Registry((), (broken,))).facts["broken"] == "antq-x 3"


def test_two_national_standards_in_force_at_once_are_refused_and_both_named() -> None:
    problem = problem_of(registry(standard("a"), standard("b", first="2023-01-01")))
    assert problem.code == "selection.several"
    candidates = str(problem.facts["candidates"])
    assert "antq-vn/a 1.0" in candidates
    assert "antq-vn/b 1.0" in candidates


@pytest.mark.parametrize(
    ("decided_on", "name"),
    [
        ("2022-02-10", "a"),
        ("2025-12-31", "a"),
        ("2026-01-01", "b"),
        ("2030-01-01", "b"),
    ],
)
def test_of_two_versions_the_one_in_force_that_day_is_found(decided_on: str, name: str) -> None:
    versions = registry(standard("a", in_force_to=day("2025-12-31")), standard("b", first="2026-01-01"))
    assert versions.select(AREA, YEAR, day(decided_on)).national.id == f"vn/{name}"


def test_another_scheme_and_another_kind_stand_in_nobodys_way() -> None:
    several = registry(
        standard("a"), standard("b", scheme="movement-grade"), standard("c", kinds=("commune", "ward"))
    )
    assert several.select(AREA, YEAR).national.id == "vn/a"
    assert several.select(AREA, YEAR, scheme="movement-grade").national.id == "vn/b"
    assert several.select(COMMUNE, YEAR).national.id == "vn/c"


def test_without_a_day_the_standards_own_day_of_decision_decides() -> None:
    # The first is decided in November of the year itself, the second in January of the year after.
    first = standard("a", in_force_to=day("2026-11-14"))
    second = standard("b", first="2026-11-15", decided_on=DayOfYear(1, 15, 1))
    both = registry(first, second)
    assert problem_of(both, AREA, 2026).code == "selection.several"
    assert both.select(AREA, 2025).national.id == "vn/a"
    assert both.select(AREA, 2027).national.id == "vn/b"
    assert both.select(AREA, 2026, day("2026-11-14")).national.id == "vn/a"
    assert problem_of(both, AREA, 2021).facts["day"] == 2021


def test_without_a_day_the_national_day_decides_for_the_province_too() -> None:
    until_day = standard("p", "vn-25", in_force_to=day("2026-11-14"))
    from_day_after = standard("q", "vn-25", first="2026-11-15")
    both = registry(standard("a"), until_day, from_day_after)
    assert both.select(AREA, YEAR).provincial == until_day
    assert both.select(AREA, YEAR, day("2026-11-15")).provincial == from_day_after


# --- the province ---


@pytest.mark.parametrize(
    ("code", "decided_on", "why"),
    [
        ("02", "2025-07-01", "province.code-ended"),
        ("26", "2026-11-14", "province.code-ended"),
        ("03", "2026-11-14", "province.unknown-code"),
        ("1", "2026-11-14", "province.lost-zero"),
        ("vn-25", "2026-11-14", "province.malformed-code"),
    ],
)
def test_a_province_that_is_none_at_the_day_is_refused(code: str, decided_on: str, why: str) -> None:
    unit = Unit(id="u", kind="residential_area", province=code, commune="1")
    with pytest.raises(ProvinceError):
        REAL.select(unit, YEAR, day(decided_on))
    assert problem_of(REAL, unit, YEAR, day(decided_on)).code == why


def test_a_code_is_judged_on_the_day_of_decision_not_of_the_window() -> None:
    unit = Unit(id="u", kind="residential_area", province="02", commune="1")
    assert REAL.select(unit, 2025, day("2025-06-30")).provincial is None
    assert problem_of(REAL, unit, 2025).code == "province.code-ended"


def test_a_code_that_changed_hands_finds_the_standard_of_the_province_that_it_means() -> None:
    unit = Unit(id="u", kind="residential_area", province="15", commune="1")
    before = standard("yen_bai", "vn-15", in_force_to=day("2025-06-30"))
    after = standard("lao_cai", "vn-15", first="2025-07-01")
    both = registry(standard("a"), before, after)
    assert both.select(unit, 2025, day("2025-06-30")).provincial == before
    assert both.select(unit, 2025, day("2025-07-01")).provincial == after


def test_a_standard_may_not_outlive_the_meaning_of_its_code() -> None:
    with pytest.raises(StandardError) as caught:
        refuse_change_of_meaning(standard("p", "vn-15"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.facts["id"]) == ("standard.code-changes-meaning", "vn-15/p")
    refuse_change_of_meaning(standard("p", "vn-25"))
    refuse_change_of_meaning(standard("a"))


def test_a_unit_is_held_against_its_own_province_and_no_other() -> None:
    of_25, of_01 = standard("p", "vn-25"), standard("q", "vn-01")
    all_three = registry(standard("a"), of_25, of_01)
    stack = all_three.select(AREA, YEAR)
    assert stack.standards == (standard("a"), of_25)
    assert stack.national_source.label == "antq-vn/a 1.0"
    assert stack.provincial_source.label == "antq-vn-25/p 1.0"
    elsewhere = Unit(id="u", kind="residential_area", province="20", commune="1")
    assert all_three.select(elsewhere, YEAR).provincial is None


def test_a_province_that_says_nothing_of_a_kind_or_a_day_adds_nothing() -> None:
    some = registry(
        standard("a"),
        standard("c", kinds=("commune",)),
        standard("p", "vn-25", kinds=("commune",)),
        standard("q", "vn-25", first="2027-01-01"),
    )
    assert some.select(AREA, YEAR).provincial is None


def test_two_provincial_standards_in_force_at_once_are_refused_and_both_named() -> None:
    problem = problem_of(registry(standard("a"), standard("p", "vn-25"), standard("q", "vn-25")))
    assert problem.code == "selection.several"
    assert "antq-vn-25/p 1.0" in str(problem.facts["candidates"])
    assert "antq-vn-25/q 1.0" in str(problem.facts["candidates"])


def test_a_broken_plugin_of_the_province_is_part_of_the_selection() -> None:
    def broken(jurisdiction: str) -> BrokenPlugin:
        return BrokenPlugin(jurisdiction=jurisdiction, source=Source(distribution="antq-x"), problems=())

    both = Registry(registry(standard("a")).supplied, (broken("vn-25"), broken("vn-01")))
    assert both.select(AREA, YEAR).broken == (broken("vn-25"),)


def test_standards_at_hand_need_no_plugin() -> None:
    at_hand = Registry.of([standard("a"), standard("p", "vn-25")])
    stack = at_hand.select(AREA, YEAR)
    assert stack.provincial == standard("p", "vn-25")
    assert stack.provincial_source == Source()
    assert stack.provincial_source.label == "–"


def test_selecting_raises_one_kind_of_error() -> None:
    with pytest.raises(SelectionError):
        Registry().select(AREA, YEAR)
    with pytest.raises(SelectionError):
        registry(standard("a"), standard("b")).select(AREA, YEAR)


def test_a_unit_whose_province_cannot_be_told_is_national_and_unknown() -> None:
    found = registry(standard(), standard("b", "vn-25"))
    stack = found.national(attrs.evolve(AREA, province="99"), YEAR)
    assert [each.jurisdiction for each in stack.standards] == ["vn"]
    assert [each.jurisdiction for each in stack.silent] == ["vn-99"]
