"""What is known of the two guidances, as a table, against what the plugin says it holds."""

from collections.abc import Iterator

import attrs
import pytest

from antq_core import Standard
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.errors import StandardError
from antq_core.expressions.walking import facts_in
from antq_core.messages.text import LOCALES, Text
from antq_core.standards.criteria import Transcription
from antq_lang_son.guidance_76_2022 import EVERY_UNIT
from antq_lang_son.guidance_2083_2012.annex_2 import COMMUNES
from antq_lang_son.plugin import antq_standards

STANDARDS = (COMMUNES, EVERY_UNIT)
EVERY = pytest.mark.parametrize("standard", STANDARDS, ids=[each.id for each in STANDARDS])
READ, NOT = Transcription.CONFIRMED, Transcription.UNTRANSCRIBED

# Item or group, its most points, whether it could be read, and whether the Annex wants all its points.
ANNEX_2 = [
    ("LS-I", 20_00, READ, False),
    ("LS-I.1", 10_00, READ, False),
    ("LS-I.2", 10_00, READ, True),
    ("LS-II", 20_00, READ, False),
    ("LS-II.1", 10_00, READ, False),
    ("LS-II.2", 10_00, READ, False),
    ("LS-III", 20_00, READ, False),
    ("LS-III.1", 5_00, READ, True),
    ("LS-III.2", 5_00, READ, True),
    ("LS-III.3", 5_00, READ, True),
    ("LS-III.4", 5_00, READ, True),
    ("LS-con-lai", 40_00, NOT, False),
]


def guidance(number: str) -> Citation:
    return Citation(kind=InstrumentKind.GUIDANCE, number=number)


def texts(standard: Standard) -> Iterator[Text]:
    yield standard.title
    yield from (each.text for each in standard.criteria)
    yield from (each.text for each in standard.items)
    yield from (each.text for each in standard.assumptions)
    for fact in standard.facts:
        yield from (each for each in (fact.label, fact.unit, fact.evidence) if each is not None)


def test_the_plugin_supplies_both_in_the_order_of_time() -> None:
    assert tuple(antq_standards()) == STANDARDS


def test_the_sheet_is_the_one_that_could_be_read() -> None:
    assert COMMUNES.rubric is not None
    assert COMMUNES.rubric.most == 100_00
    required = {each.code.removesuffix("-toi-da") for each in COMMUNES.criteria if each.holds is not None}
    rows = [(each.code, each.most, each.transcription, each.code in required) for each in COMMUNES.items[1:]]
    assert rows == ANNEX_2
    assert sum(each.most for each in COMMUNES.rubric.leaves if each.points is not None) == 60_00


def test_points_lie_between_none_and_the_most_of_their_item() -> None:
    assert COMMUNES.rubric is not None
    declared = {fact.name: fact for fact in COMMUNES.facts}
    read = [each for each in COMMUNES.rubric.leaves if each.points is not None]
    given = [(item, name) for item in read if item.points is not None for name in facts_in(item.points)]
    assert len(given) == len(read) == len(declared)
    for item, name in given:
        reach = declared[name].range
        assert reach is not None
        assert (reach.lo, reach.hi) == (0, item.most)


def test_what_the_rest_of_the_sheet_requires_stays_open() -> None:
    (rest,) = (each for each in COMMUNES.criteria if each.holds is None)
    assert rest.transcription is NOT
    assert rest.applies_where is None


def test_no_grade_is_given_where_no_threshold_could_be_read() -> None:
    assert COMMUNES.grading is None


def test_without_what_it_assumes_the_guidance_of_2022_would_be_no_standard() -> None:
    with pytest.raises(StandardError) as caught:
        attrs.evolve(EVERY_UNIT, assumptions=())
    assert [problem.code for problem in caught.value.problems] == ["standard.no-criteria"]


def test_of_the_guidance_of_2022_nothing_is_asked() -> None:
    assert (EVERY_UNIT.criteria, EVERY_UNIT.facts, EVERY_UNIT.pins, EVERY_UNIT.rubric) == ((), (), (), None)
    assert EVERY_UNIT.assumptions


@pytest.mark.parametrize(("standard", "number"), [(COMMUNES, "2083/HD-BCĐ"), (EVERY_UNIT, "76/HD-BCĐ")])
def test_every_citation_is_of_the_guidance(standard: Standard, number: str) -> None:
    citations = {standard.citation, *(each.citation for each in standard.criteria)}
    citations |= {each.citation for each in standard.items if each.citation is not None}
    citations |= {each.citation for each in standard.assumptions}
    citations |= {fact.source for fact in standard.facts if fact.source is not None}
    assert citations == {guidance(number)}
    assert [fact.name for fact in standard.facts if fact.source is None] == []
    assert standard.rubric is None or standard.rubric.citation is not None


@EVERY
def test_every_text_is_there_in_both_languages(standard: Standard) -> None:
    for each in texts(standard):
        assert each.vi.strip()
        assert each.en.strip()
        assert each.vi != each.en


@EVERY
def test_every_criterion_and_assumption_says_something_of_its_own(standard: Standard) -> None:
    for locale in LOCALES:
        words = [each.text.in_locale(locale) for each in (*standard.criteria, *standard.assumptions)]
        assert len(set(words)) == len(words)


@EVERY
def test_the_day_of_the_guidance_stands_in_its_title(standard: Standard) -> None:
    """Its number alone would name one of each year."""
    day = standard.in_force_from
    assert f"{day.day}/{day.month}/{day.year}" in standard.title.vi
    assert f"{day.day} {day:%B %Y}" in standard.title.en
