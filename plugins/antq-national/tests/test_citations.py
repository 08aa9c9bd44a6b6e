"""What Circular 124/2021/TT-BCA holds, as a table, against what the plugin says it holds."""

import pytest

from antq_core import Standard
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.windows import DayOfYear
from antq_core.expressions.tree import LastYear, Node
from antq_core.expressions.walking import facts_in, readings_in, walk
from antq_core.messages.text import LOCALES
from antq_national.circular_124_2021.article_4 import RESIDENTIAL_AREAS
from antq_national.circular_124_2021.article_5 import COMMUNES
from antq_national.circular_124_2021.article_6 import AGENCIES, ENTERPRISES
from antq_national.circular_124_2021.article_7 import SCHOOLS
from antq_national.plugin import UNDER_CIRCULAR_124_2021

STANDARDS = UNDER_CIRCULAR_124_2021
EVERY = pytest.mark.parametrize("standard", STANDARDS, ids=[each.id for each in STANDARDS])

# Code, clause and point.
ARTICLE_4 = [
    ("KDC-1a", "1", None),
    ("KDC-1b", "1", None),
    ("KDC-1c", "1", None),
    ("KDC-2", "2", None),
    ("KDC-3a", "3", "a"),
    ("KDC-3b", "3", "b"),
    ("KDC-3c", "3", "c"),
    ("KDC-3d", "3", "d"),
    ("KDC-3đ", "3", "đ"),
    ("KDC-3e", "3", "e"),
    ("KDC-3g", "3", "g"),
    ("KDC-4a", "4", "a"),
    ("KDC-4b", "4", "b"),
    ("KDC-4c1", "4", "c"),
    ("KDC-4c2", "4", "c"),
    ("KDC-4c3", "4", "c"),
    ("KDC-4d", "4", "d"),
    ("KDC-5a", "5", None),
    ("KDC-5b", "5", None),
]
# Clause 2 applies clauses 2, 3 and 4 of Article 4, and neither clause 1 nor clause 5.
APPLIED_BY_ARTICLE_5 = [
    (f"XA-2.{code.removeprefix('KDC-')}", clause, point)
    for code, clause, point in ARTICLE_4
    if clause in ("2", "3", "4")
]
ARTICLE_5_BEFORE = [("XA-1a", "1"), ("XA-1b", "1"), ("XA-1c", "1")]
ARTICLE_5_AFTER = [("XA-3a", "3"), ("XA-3b", "3"), ("XA-4a", "4"), ("XA-4b", "4")]
ARTICLE_6 = [
    ("CQ-1a", "1", None),
    ("CQ-1b", "1", None),
    ("CQ-1c", "1", None),
    ("CQ-1d", "1", None),
    ("CQ-1đ", "1", None),
    ("CQ-2", "2", None),
    ("CQ-3a", "3", "a"),
    ("CQ-3b", "3", "b"),
    ("CQ-3c", "3", "c"),
    ("CQ-3d", "3", "d"),
    ("CQ-3đ", "3", "đ"),
    ("CQ-3e", "3", "e"),
    ("CQ-3g", "3", "g"),
    ("CQ-3h", "3", "h"),
    ("CQ-4a", "4", None),
    ("CQ-4b", "4", None),
    ("CQ-5a", "5", None),
    ("CQ-5b", "5", None),
]
ARTICLE_7_BEFORE = [
    ("GD-1a", "1"),
    ("GD-1b", "1"),
    ("GD-1c", "1"),
    ("GD-1d", "1"),
    ("GD-1đ", "1"),
    ("GD-2a", "2"),
    ("GD-2b", "2"),
]
# Clause 3 applies these points of Article 6, clause 3, and neither point d (strikes) nor point h (fines).
APPLIED_BY_ARTICLE_7 = [
    ("GD-3a", "a"),
    ("GD-3b", "b"),
    ("GD-3c", "c"),
    ("GD-3đ", "đ"),
    ("GD-3e", "e"),
    ("GD-3g", "g"),
]
ARTICLE_7_AFTER = [
    ("GD-4a", "4"),
    ("GD-4b", "4"),
    ("GD-5a", "5"),
    ("GD-5b", "5"),
    ("GD-6a", "6"),
    ("GD-6b", "6"),
]
# Article 9, clause 1: the point for each kind of unit, and the day of November before which it is decided.
DEADLINES = {
    "residential_area": ("a", 15),
    "commune": ("b", 20),
    "agency": ("c", 20),
    "enterprise": ("c", 20),
    "school": ("c", 20),
}


def place(article: str, clause: str, point: str | None = None, through: Citation | None = None) -> Citation:
    return Citation(
        kind=InstrumentKind.CIRCULAR,
        number="124/2021/TT-BCA",
        article=article,
        clause=clause,
        point=point,
        through=through,
    )


def cited(standard: Standard) -> list[tuple[str, Citation]]:
    return [(criterion.code, criterion.citation) for criterion in standard.criteria]


def test_article_4_is_there_once_and_in_order_with_its_places() -> None:
    assert cited(RESIDENTIAL_AREAS) == [
        (code, place("4", clause, point)) for code, clause, point in ARTICLE_4
    ]


def test_article_5_is_there_once_and_in_order_with_its_places() -> None:
    through = place("5", "2")
    assert cited(COMMUNES) == [
        *((code, place("5", clause)) for code, clause in ARTICLE_5_BEFORE),
        *((code, place("4", clause, point, through)) for code, clause, point in APPLIED_BY_ARTICLE_5),
        *((code, place("5", clause)) for code, clause in ARTICLE_5_AFTER),
    ]


@pytest.mark.parametrize("standard", [AGENCIES, ENTERPRISES], ids=["agencies", "enterprises"])
def test_article_6_is_there_once_and_in_order_with_its_places(standard: Standard) -> None:
    assert cited(standard) == [(code, place("6", clause, point)) for code, clause, point in ARTICLE_6]


def test_article_7_is_there_once_and_in_order_with_its_places() -> None:
    through = place("7", "3")
    assert cited(SCHOOLS) == [
        *((code, place("7", clause)) for code, clause in ARTICLE_7_BEFORE),
        *((code, place("6", "3", point, through)) for code, point in APPLIED_BY_ARTICLE_7),
        *((code, place("7", clause)) for code, clause in ARTICLE_7_AFTER),
    ]


def test_agencies_and_enterprises_are_asked_the_same() -> None:
    assert AGENCIES.criteria == ENTERPRISES.criteria


def test_a_school_is_asked_neither_about_strikes_nor_about_fines() -> None:
    assert not {fact.name for fact in SCHOOLS.facts} & {
        "unlawful_strikes",
        "people_fined",
        "people_fined_and_disciplined",
    }
    assert not {each.citation.point for each in SCHOOLS.criteria} & {"d", "h"}


def test_article_1_leaves_units_of_three_kinds_out() -> None:
    scopes = {standard.kinds[0]: standard.scope_citation for standard in STANDARDS}
    assert scopes == {
        "residential_area": None,
        "commune": None,
        **dict.fromkeys(("agency", "enterprise", "school"), place("1", "2", "b")),
    }
    assert [
        each.kinds[0] for each in STANDARDS if (each.scope is None) != (each.scope_citation is None)
    ] == []


@EVERY
def test_the_default_day_of_decision_is_the_last_before_the_deadline(standard: Standard) -> None:
    _, day = DEADLINES[standard.kinds[0]]
    assert standard.decided_on == DayOfYear(11, day - 1)


@EVERY
def test_the_procedure_holds_the_deadline_at_its_place(standard: Standard) -> None:
    point, day = DEADLINES[standard.kinds[0]]
    deadlines = [(each.citation, each.before) for each in standard.procedure if each.before is not None]
    assert deadlines == [(place("9", "1", point), DayOfYear(11, day))]


def test_every_reading_stands_at_the_clause_that_leaves_it_open() -> None:
    in_territory = {
        "last_year_is": place("4", "4", "a"),
        "level_with_last_year": place("4", "4", "a"),
        "nought_against_nought": place("4", "4", "a"),
        "reduction_is_counted": place("4", "4", "a"),
        "last_year_after_merger": place("4", "4", "a"),
        "serious_crime_handled": place("4", "4", "b"),
    }
    assert {each.name: each.citation for each in RESIDENTIAL_AREAS.readings} == {
        "december_resolution": place("4", "1"),
        **in_territory,
        "force_rating_of": place("4", "5"),
    }
    assert {each.name: each.citation for each in COMMUNES.readings} == {
        "december_resolution": place("5", "1"),
        **in_territory,
        "seventy_percent_of": place("5", "4"),
        "recognised_means": place("5", "4"),
    }
    for standard in (AGENCIES, ENTERPRISES):
        assert {each.name: each.citation for each in standard.readings} == {
            "december_resolution": place("6", "1"),
            "serious_crime_handled": place("6", "3", "đ"),
            "warning_qualifies": place("6", "3", "h"),
            "nobody_disciplined_in": place("6", "5"),
        }
    assert {each.name: each.citation for each in SCHOOLS.readings} == {
        "school_with_primary": place("1", "2", "b"),
        "december_resolution": place("7", "1"),
        "serious_crime_handled": place("7", "3"),
        "warning_qualifies": place("7", "4"),
        "nobody_disciplined_in": place("7", "6"),
    }


@EVERY
def test_every_criterion_says_what_it_asks_in_words_of_its_own(standard: Standard) -> None:
    for locale in LOCALES:
        texts = [criterion.text.in_locale(locale).strip() for criterion in standard.criteria]
        assert all(texts)
        assert len(set(texts)) == len(texts)


@EVERY
def test_every_criterion_has_a_condition(standard: Standard) -> None:
    assert [criterion.code for criterion in standard.criteria if criterion.holds is None] == []


@EVERY
def test_every_fact_stands_at_the_clause_of_the_criteria_that_ask_for_it(standard: Standard) -> None:
    declared = {fact.name: fact for fact in standard.facts}
    elsewhere = [
        (criterion.code, name)
        for criterion in standard.criteria
        for tree in criterion.conditions.values()
        for name in facts_in(tree)
        if (source := declared[name].source) is not None
        if (source.article, source.clause) != (criterion.citation.article, criterion.citation.clause)
    ]
    assert elsewhere == []


@pytest.mark.parametrize(
    ("standard", "form"),
    [
        (RESIDENTIAL_AREAS, "(mọi hình thức)"),
        (COMMUNES, "(mọi hình thức)"),
        (AGENCIES, "từ cảnh cáo trở lên"),
        (ENTERPRISES, "từ cảnh cáo trở lên"),
        (SCHOOLS, "từ cảnh cáo trở lên"),
    ],
    ids=["article 4", "article 5", "article 6, agencies", "article 6, enterprises", "article 7"],
)
def test_a_count_of_people_disciplined_says_which_discipline_counts(standard: Standard, form: str) -> None:
    """Articles 4 and 5 count every form of discipline; Articles 6 and 7 a warning or more, no reprimand."""
    labels = [fact.label.vi for fact in standard.facts if "kỷ luật" in fact.label.vi]
    assert labels
    assert [label for label in labels if form not in label] == []


@EVERY
def test_every_reading_leaves_a_choice_and_some_criterion_asks_for_it(standard: Standard) -> None:
    asked = set[str]().union(*map(readings_in, trees(standard)))
    assert {reading.name for reading in standard.readings} == asked
    assert [reading.name for reading in standard.readings if len(reading.options) < 2] == []


@EVERY
def test_every_declared_fact_is_asked_for(standard: Standard) -> None:
    asked = set[str]().union(*map(facts_in, trees(standard)))
    asked |= {node.fact for tree in trees(standard) for node in walk(tree) if isinstance(node, LastYear)}
    assert {fact.name for fact in standard.facts} == asked


@EVERY
def test_every_fact_of_the_year_before_is_one_of_this_year_too(standard: Standard) -> None:
    before = {node.fact for tree in trees(standard) for node in walk(tree) if isinstance(node, LastYear)}
    assert before <= {fact.name for fact in standard.facts}


@EVERY
def test_every_citation_is_of_the_circular(standard: Standard) -> None:
    citations = [standard.citation, *(criterion.citation for criterion in standard.criteria)]
    citations += [reading.citation for reading in standard.readings]
    citations += [fact.source for fact in standard.facts if fact.source is not None]
    assert {(each.kind, each.number) for each in citations} == {(InstrumentKind.CIRCULAR, "124/2021/TT-BCA")}


@EVERY
def test_every_standard_replaces_the_one_of_its_kind_before_it(standard: Standard) -> None:
    assert standard.replaces == (standard.id.replace("124-2021", "23-2012"),)


def trees(standard: Standard) -> list[Node]:
    """Everything that a standard asks: its scope and its criteria."""
    conditions = [tree for criterion in standard.criteria for tree in criterion.conditions.values()]
    return conditions if standard.scope is None else [standard.scope, *conditions]
