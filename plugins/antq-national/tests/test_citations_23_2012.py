"""What is known of Circular 23/2012/TT-BCA, as a table, against what the plugin says it holds.

How far each provision could be read stands beside it: in full, in part, or not at all.
"""

import datetime

import pytest

from antq_core import Standard
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import LastYear, Node
from antq_core.expressions.walking import facts_in, readings_in, walk
from antq_core.messages.text import LOCALES
from antq_core.standards.criteria import Transcription
from antq_national.plugin import UNDER_CIRCULAR_23_2012, UNDER_CIRCULAR_124_2021

STANDARDS = UNDER_CIRCULAR_23_2012
AREAS, COMMUNES, AGENCIES, ENTERPRISES, SCHOOLS = STANDARDS
EVERY = pytest.mark.parametrize("standard", STANDARDS, ids=[each.id for each in STANDARDS])

IN_FULL, IN_PART, NOT = Transcription.CONFIRMED, Transcription.PARTIAL, Transcription.UNTRANSCRIBED
Row = tuple[str, str | None, Transcription]

# Code, clause, and how far it could be read.
CLAUSE_1_OF_ARTICLE_5: list[Row] = [("1a", "1", IN_PART), ("1b", "1", IN_PART), ("1c", "1", IN_PART)]
CLAUSES_2_TO_4_OF_ARTICLE_5: list[Row] = [
    ("2a", "2", IN_PART),
    ("2b", "2", IN_PART),
    ("3a", "3", IN_PART),
    ("3b", "3", IN_PART),
    ("3c", "3", IN_PART),
    ("3d", "3", IN_PART),
    ("4a", "4", IN_PART),
    ("4b1", "4", IN_PART),
    ("4b2", "4", NOT),
    ("4c", "4", NOT),
    ("4d", "4", NOT),
]
# Whether Article 5 has a clause 5 could not be read.
AFTER_CLAUSE_4_OF_ARTICLE_5: list[Row] = [("5", None, NOT)]
ARTICLE_6_BEFORE: list[Row] = [("X12-1", "1", IN_FULL)]
ARTICLE_6_AFTER: list[Row] = [("X12-3a", "3", IN_FULL), ("X12-3b", "3", IN_FULL), ("X12-4", "4", IN_FULL)]
ARTICLE_7: list[Row] = [
    ("C12-1a", "1", IN_FULL),
    ("C12-1b", "1", IN_FULL),
    ("C12-2", "2", IN_FULL),
    ("C12-3a", "3", IN_FULL),
    ("C12-3b", "3", IN_FULL),
    ("C12-4", "4", NOT),
    ("C12-5", None, NOT),
]
ARTICLE_8: list[Row] = [
    ("T12-1a", "1", IN_FULL),
    ("T12-1b", "1", IN_FULL),
    ("T12-2a", "2", IN_PART),
    ("T12-2b", "2", IN_PART),
    ("T12-2c", "2", NOT),
    ("T12-3", None, NOT),
]


def place(article: str, clause: str | None = None, through: Citation | None = None) -> Citation:
    return Citation(
        kind=InstrumentKind.CIRCULAR, number="23/2012/TT-BCA", article=article, clause=clause, through=through
    )


def rows(standard: Standard) -> list[tuple[str, Citation, Transcription]]:
    return [(each.code, each.citation, each.transcription) for each in standard.criteria]


def test_article_5_is_there_once_and_in_order_with_its_places() -> None:
    article = [*CLAUSE_1_OF_ARTICLE_5, *CLAUSES_2_TO_4_OF_ARTICLE_5, *AFTER_CLAUSE_4_OF_ARTICLE_5]
    assert rows(AREAS) == [(f"K12-{code}", place("5", clause), read) for code, clause, read in article]


def test_article_6_is_there_once_and_in_order_with_its_places() -> None:
    through = place("6", "2")
    applied = CLAUSES_2_TO_4_OF_ARTICLE_5
    assert rows(COMMUNES) == [
        *((code, place("6", clause), read) for code, clause, read in ARTICLE_6_BEFORE),
        *((f"X12-2.{code}", place("5", clause, through), read) for code, clause, read in applied),
        *((code, place("6", clause), read) for code, clause, read in ARTICLE_6_AFTER),
    ]


def test_article_7_is_there_once_and_in_order_with_its_places() -> None:
    for standard in (AGENCIES, ENTERPRISES):
        assert rows(standard) == [(code, place("7", clause), read) for code, clause, read in ARTICLE_7]


def test_article_8_is_there_once_and_in_order_with_its_places() -> None:
    assert rows(SCHOOLS) == [(code, place("8", clause), read) for code, clause, read in ARTICLE_8]


def test_every_criterion_without_a_condition_is_marked_as_not_read_and_no_other() -> None:
    criteria = [each for standard in STANDARDS for each in standard.criteria]
    assert [each.code for each in criteria if (each.holds is None) != (each.transcription is NOT)] == []


@EVERY
def test_something_that_every_unit_is_asked_could_not_be_read(standard: Standard) -> None:
    """So nothing is met under the circular, whatever a dossier says."""
    assert [each for each in standard.criteria if each.holds is None and each.applies_where is None]


@EVERY
def test_a_unit_of_the_kind_is_in_scope_and_the_result_says_that_this_is_assumed(standard: Standard) -> None:
    assert standard.scope is None
    codes = [each.code for each in standard.assumptions]
    assert codes[:2] == ["circular-23-2012-read-in-part", "circular-23-2012-excludes-nobody"]


@EVERY
def test_it_held_from_18_june_2012_until_the_day_before_its_successor(standard: Standard) -> None:
    (successor,) = (each for each in UNDER_CIRCULAR_124_2021 if standard.id in each.replaces)
    assert standard.in_force_from == datetime.date(2012, 6, 18)
    assert standard.in_force_to == datetime.date(2022, 2, 9)
    assert standard.in_force_to + datetime.timedelta(days=1) == successor.in_force_from
    assert (successor.kinds, successor.scheme) == (standard.kinds, standard.scheme)


def test_the_windows_are_those_of_article_9() -> None:
    """For schools no day is given: the window shown is as wide as two school years' ends can be apart."""
    windows = {each.kinds[0]: each.window for each in STANDARDS}
    end_of_november = WindowRule(DayOfYear(11, 30, -1), DayOfYear(11, 30))
    assert windows == {
        "residential_area": WindowRule(DayOfYear(10, 31, -1), DayOfYear(10, 31)),
        **dict.fromkeys(("commune", "agency", "enterprise"), end_of_november),
        "school": WindowRule(DayOfYear(1, 1, -1), DayOfYear(12, 31)),
    }


@EVERY
def test_without_a_day_of_decision_the_first_after_the_window_is_taken(standard: Standard) -> None:
    assert standard.window is not None
    assert standard.decided_on is not None
    for year in range(2012, 2022):
        last = standard.window.for_year(year).last
        assert standard.decided_on.in_year(year) == last + datetime.timedelta(days=1)


def test_nothing_of_a_school_is_counted_over_a_window_whose_days_are_not_known() -> None:
    assert [fact.name for fact in SCHOOLS.facts if fact.counted_over_window] == []
    assert SCHOOLS.records == ()


def test_agencies_and_enterprises_are_asked_the_same() -> None:
    assert (AGENCIES.criteria, AGENCIES.facts) == (ENTERPRISES.criteria, ENTERPRISES.facts)


def test_every_reading_stands_at_the_clause_that_leaves_it_open() -> None:
    in_territory = dict.fromkeys(
        (
            "last_year_is",
            "level_with_last_year",
            "nought_against_nought",
            "reduction_is_counted",
            "last_year_after_merger",
        ),
        place("5", "4"),
    )
    assert {each.name: each.citation for each in AREAS.readings} == in_territory
    assert {each.name: each.citation for each in COMMUNES.readings} == {
        **in_territory,
        "force_that_is_not_there": place("6", "3"),
        "recognised_means": place("6", "4"),
    }
    assert AGENCIES.readings == ENTERPRISES.readings == SCHOOLS.readings == ()


@EVERY
def test_every_criterion_says_what_it_asks_in_words_of_its_own(standard: Standard) -> None:
    for locale in LOCALES:
        texts = [criterion.text.in_locale(locale).strip() for criterion in standard.criteria]
        assert all(texts)
        assert len(set(texts)) == len(texts)


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


def test_only_a_warning_or_more_counts_as_discipline() -> None:
    labels = [fact.label.vi for each in STANDARDS for fact in each.facts if "kỷ luật" in fact.label.vi]
    assert len(labels) == 1
    assert "từ cảnh cáo trở lên" in labels[0]


@EVERY
def test_every_declared_fact_and_reading_is_asked_for(standard: Standard) -> None:
    asked = set[str]().union(*map(facts_in, trees(standard)))
    before = {node.fact for tree in trees(standard) for node in walk(tree) if isinstance(node, LastYear)}
    assert {fact.name for fact in standard.facts} == asked
    assert before <= asked
    assert {each.name for each in standard.readings} == set[str]().union(*map(readings_in, trees(standard)))


@EVERY
def test_every_citation_is_of_the_circular(standard: Standard) -> None:
    citations = [standard.citation, *(criterion.citation for criterion in standard.criteria)]
    citations += [reading.citation for reading in standard.readings]
    citations += [each.citation for each in standard.assumptions]
    citations += [fact.source for fact in standard.facts if fact.source is not None]
    assert {(each.kind, each.number) for each in citations} == {(InstrumentKind.CIRCULAR, "23/2012/TT-BCA")}


def test_a_fact_that_both_circulars_ask_for_is_of_one_type() -> None:
    """So a column of a file means the same for a dossier of either."""
    types = {fact.name: fact.type for standard in UNDER_CIRCULAR_124_2021 for fact in standard.facts}
    differ = [
        fact.name
        for standard in STANDARDS
        for fact in standard.facts
        if types.get(fact.name, fact.type) != fact.type
    ]
    assert differ == []


@EVERY
def test_the_procedure_says_of_each_provision_that_it_is_retold_or_not_known(standard: Standard) -> None:
    assert {each.transcription for each in standard.procedure} <= {IN_PART, NOT}
    assert {each.code for each in standard.procedure if each.transcription is NOT} >= {
        "authority",
        "deadline",
        "certificate",
        "classification",
    }


def trees(standard: Standard) -> list[Node]:
    """Everything that a standard asks."""
    return [tree for criterion in standard.criteria for tree in criterion.conditions.values()]
