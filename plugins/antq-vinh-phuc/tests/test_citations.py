"""What is known of the Directive against what the plugin says it holds."""

from collections.abc import Iterator

import attrs
import pytest

from antq_core import Standard
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.units import NATIONAL_KIND_LABELS
from antq_core.errors import StandardError
from antq_core.messages.text import LOCALES, Text
from antq_core.standards.criteria import Transcription
from antq_core.standards.standard import Assumption
from antq_national.plugin import antq_standards as national_standards
from antq_vinh_phuc.directive_09_2019.four_safeties import A_MODEL_AND_NO_CRITERION, NATIONAL_KINDS, PARTS
from antq_vinh_phuc.directive_09_2019.hospitals import (
    HOSPITALS,
    OTHER_HOSPITAL,
    OTHER_UNDER_23,
    OTHER_UNDER_124,
    PUBLIC_HOSPITAL,
    PUBLIC_UNDER_23,
    PUBLIC_UNDER_124,
)
from antq_vinh_phuc.directive_09_2019.organisations import ORGANISATIONS
from antq_vinh_phuc.plugin import antq_standards

STANDARDS = (ORGANISATIONS, *HOSPITALS)
EVERY = pytest.mark.parametrize("standard", STANDARDS, ids=[each.id for each in STANDARDS])
DIRECTIVE = Citation(kind=InstrumentKind.DIRECTIVE, number="09/CT-UBND")

# What is cited beside the Directive: what an agency is, and the windows of agencies.
CIRCULARS = {
    "public-hospitals-count-as-agencies": ("124/2021/TT-BCA", "2", "2"),
    "agencies-of-circular-23-as-of-circular-124": ("23/2012/TT-BCA", None, None),
}
WINDOWS = {
    OTHER_UNDER_23.id: ("23/2012/TT-BCA", "9", "2"),
    OTHER_UNDER_124.id: ("124/2021/TT-BCA", "8", "2"),
}


def texts(standard: Standard) -> Iterator[Text]:
    yield standard.title
    yield from (each.text for each in standard.criteria)
    yield from (each.text for each in standard.assumptions)
    yield from (each.label for each in standard.added_kinds)


def place(standard: Standard, assumption: Assumption) -> Citation:
    named = CIRCULARS.get(assumption.code)
    if assumption.code == "hospitals-have-the-window-of-agencies":
        named = WINDOWS[standard.id]
    if named is None:
        return DIRECTIVE
    number, article, clause = named
    return Citation(kind=InstrumentKind.CIRCULAR, number=number, article=article, clause=clause)


def test_the_plugin_supplies_every_standard() -> None:
    assert tuple(antq_standards()) == STANDARDS
    assert {each.id for each in HOSPITALS} == {
        each.id for each in (PUBLIC_UNDER_23, PUBLIC_UNDER_124, OTHER_UNDER_23, OTHER_UNDER_124)
    }


@EVERY
def test_every_citation_is_of_the_directive_or_of_the_circular_that_is_relied_on(standard: Standard) -> None:
    assert {standard.citation, *(each.citation for each in standard.criteria)} == {DIRECTIVE}
    for each in standard.assumptions:
        assert each.citation == place(standard, each)


def test_the_directive_is_cited_as_officials_write_it() -> None:
    assert DIRECTIVE.label == Text(vi="Chỉ thị 09/CT-UBND", en="Directive 09/CT-UBND")


@EVERY
def test_every_text_is_there_in_both_languages(standard: Standard) -> None:
    for each in (*texts(standard), *(part.label for part in PARTS)):
        assert each.vi.strip()
        assert each.en.strip()
        assert each.vi != each.en


@EVERY
def test_every_assumption_says_something_of_its_own(standard: Standard) -> None:
    assert standard.assumptions
    for locale in LOCALES:
        words = [each.text.in_locale(locale) for each in standard.assumptions]
        assert len(set(words)) == len(words)


@EVERY
def test_the_day_of_the_directive_stands_in_every_title(standard: Standard) -> None:
    """Its number alone would name one of each year."""
    assert "09/CT-UBND ngày 11/6/2019" in standard.title.vi
    assert "09/CT-UBND of 11 June 2019" in standard.title.en


def test_a_public_hospital_counts_as_an_agency_and_another_as_nothing_known() -> None:
    assert (PUBLIC_HOSPITAL.counts_as, OTHER_HOSPITAL.counts_as) == ("agency", None)
    assert {PUBLIC_HOSPITAL.code, OTHER_HOSPITAL.code}.isdisjoint(NATIONAL_KIND_LABELS)
    assert [each.stands_alone for each in HOSPITALS] == [
        each.kinds == ("other_hospital",) for each in HOSPITALS
    ]


@pytest.mark.parametrize("standard", HOSPITALS, ids=[each.id for each in HOSPITALS])
def test_what_is_asked_of_a_hospital_could_not_be_read(standard: Standard) -> None:
    (criterion,) = standard.criteria
    assert criterion.transcription is Transcription.UNTRANSCRIBED
    assert (criterion.holds, criterion.applies_where) == (None, None)


def test_a_hospital_of_which_only_something_is_assumed_would_be_met_by_nothing_and_is_refused() -> None:
    """Assumptions alone do for a standard upon a national one, and for no other."""
    with pytest.raises(StandardError) as caught:
        attrs.evolve(OTHER_UNDER_124, criteria=())
    assert [problem.code for problem in caught.value.problems] == ["standard.no-criteria"]


def test_no_criterion_is_made_up_for_agencies_enterprises_and_schools() -> None:
    assert (ORGANISATIONS.criteria, ORGANISATIONS.facts, ORGANISATIONS.rubric) == ((), (), None)
    assert ORGANISATIONS.kinds == ("agency", "enterprise", "school")


def test_the_windows_of_other_hospitals_are_those_of_agencies() -> None:
    agencies = {each.citation.number: each for each in national_standards() if is_safe_agency(each)}
    for standard, number in ((OTHER_UNDER_23, "23/2012/TT-BCA"), (OTHER_UNDER_124, "124/2021/TT-BCA")):
        assert (standard.window, standard.decided_on) == (
            agencies[number].window,
            agencies[number].decided_on,
        )
        assert standard.window is not None
        first, last = standard.window.first, standard.window.last
        (told,) = (each.text for each in standard.assumptions if "window-of-agencies" in each.code)
        assert f"{first.day}/{first.month} – {last.day}/{last.month}" in told.vi


def is_safe_agency(standard: Standard) -> bool:
    return (standard.scheme, standard.kinds) == ("antt-safety", ("agency",))


def test_the_four_safeties_are_those_of_the_directive() -> None:
    assert [part.code for part in PARTS] == ["place", "people", "property", "activities"]
    assert [part.label.vi for part in PARTS] == [
        "địa bàn, khuôn viên",
        "người",
        "tài sản",
        "hoạt động của đơn vị",
    ]
    assert tuple(kind.value for kind in NATIONAL_KINDS) == ORGANISATIONS.kinds


@EVERY
def test_every_result_says_what_the_model_is_and_that_it_is_no_criterion(standard: Standard) -> None:
    assert A_MODEL_AND_NO_CRITERION in standard.assumptions
    for part in PARTS:
        assert part.label.vi in A_MODEL_AND_NO_CRITERION.text.vi
        assert part.label.en in A_MODEL_AND_NO_CRITERION.text.en
