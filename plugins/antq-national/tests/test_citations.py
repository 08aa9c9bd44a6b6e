"""What the circular holds, as a table, against what the plugin says it holds."""

import pytest

from antq_core import Standard
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.expressions.tree import LastYear, Node, facts_in, readings_in, walk
from antq_core.messages.text import LOCALES
from antq_national.circular_124_2021.article_4 import RESIDENTIAL_AREAS
from antq_national.circular_124_2021.article_5 import COMMUNES
from antq_national.plugin import antq_standards

TRANSCRIBED = pytest.mark.parametrize(
    "standard", [RESIDENTIAL_AREAS, COMMUNES], ids=["article 4", "article 5"]
)
EVERY = pytest.mark.parametrize("standard", antq_standards(), ids=[each.id for each in antq_standards()])

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


@EVERY
def test_every_criterion_says_what_it_asks_in_words_of_its_own(standard: Standard) -> None:
    for locale in LOCALES:
        texts = [criterion.text.in_locale(locale).strip() for criterion in standard.criteria]
        assert all(texts)
        assert len(set(texts)) == len(texts)


@TRANSCRIBED
def test_every_criterion_of_articles_4_and_5_has_a_condition(standard: Standard) -> None:
    assert [criterion.code for criterion in standard.criteria if criterion.holds is None] == []


@EVERY
def test_articles_6_and_7_never_pass_for_transcribed(standard: Standard) -> None:
    if standard not in (RESIDENTIAL_AREAS, COMMUNES):
        assert [criterion.holds for criterion in standard.criteria] == [None]


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


def trees(standard: Standard) -> list[Node]:
    """Everything that a standard asks: its scope and its criteria."""
    conditions = [tree for criterion in standard.criteria for tree in criterion.conditions.values()]
    return conditions if standard.scope is None else [standard.scope, *conditions]
