"""What a tree is refused for: every mistake at once, each with its place and a sentence to mend it by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core.expressions import tree
from antq_core.expressions.checking import check
from antq_core.expressions.tree import (
    And,
    Choice,
    Compare,
    Count,
    Every,
    FactValue,
    FieldValue,
    Measure,
    Node,
    Number,
    OneOf,
    Operator,
    Ratio,
    ReadingIs,
    Share,
)
from antq_core.expressions.vocabulary import RecordTerms, Term, Vocabulary
from antq_core.expressions.walking import walk
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Truths
from antq_core.testing.standards import standards

WORD = Text(vi="từ", en="word")
WORDS = Vocabulary(
    facts={
        "cases": Term(Measure.COUNT, WORD),
        "score": Term(Measure.POINTS, WORD),
        "signed": Term(Measure.TRUTH, WORD),
        "level": Term(Choice(("low", "high")), WORD),
    },
    records={"events": RecordTerms(WORD, {"grave": Term(Measure.TRUTH, WORD)})},
    readings={"how": Term(Choice(("one", "other")), WORD)},
)
CASES = FactValue("cases")

MISTAKES: dict[str, tuple[Node, list[tuple[str, str]]]] = {
    "a misspelt fact": (FactValue("signde"), [("tree.unknown-fact", "")]),
    "a number for a truth": (CASES, [("tree.wrong-type", "")]),
    "a truth compared": (
        Compare(FactValue("signed"), Operator.EQUAL, Number(1)),
        [("tree.not-ordered", "")],
    ),
    "counts beside points": (
        Compare(CASES, Operator.LESS, FactValue("score")),
        [("tree.mixed-types", "")],
    ),
    "a code that is none": (OneOf(FactValue("level"), ("middle",)), [("tree.unknown-code", "")]),
    "no codes at all": (OneOf(FactValue("level"), ()), [("tree.no-codes", "")]),
    "codes of a number": (OneOf(CASES, ("low",)), [("tree.not-a-choice", "")]),
    "a field outside records": (FieldValue("grave"), [("tree.field-outside-records", "")]),
    "an unknown field": (Every("events", FieldValue("grvae")), [("tree.unknown-field", "holds")]),
    "an unknown list": (Every("event", FieldValue("grave")), [("tree.unknown-records", "")]),
    "records inside records": (
        Every("events", Compare(Count("events"), Operator.EQUAL, Number(0))),
        [("tree.nested-records", "holds.left")],
    ),
    "an option that is none": (ReadingIs("how", "third"), [("tree.unknown-code", "")]),
    "an unknown reading": (ReadingIs("why", "one"), [("tree.unknown-reading", "")]),
    "a ratio above one": (
        Share(CASES, CASES, Ratio(7, 5), Truths.FALSE),
        [("tree.impossible-ratio", "")],
    ),
    "no answer for nothing": (
        Share(CASES, CASES, Ratio(70), Truths(0)),
        [("tree.no-answer-for-nothing", "")],
    ),
    "half a case": (
        Compare(CASES, Operator.LESS, Number(0.5)),  # type: ignore[arg-type]  # wrong on purpose
        [("tree.not-whole", "right")],
    ),
    "a join of nothing": (And(()), [("tree.no-operands", "")]),
    "several at once": (
        And((FactValue("signde"), CASES, tree.Not(FactValue("csaes")))),
        [
            ("tree.unknown-fact", "operands[0]"),
            ("tree.wrong-type", "operands[1]"),
            ("tree.unknown-fact", "operands[2].operand"),
        ],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_at_its_place(name: str) -> None:
    node, expected = MISTAKES[name]
    problems = check(node, Measure.TRUTH, WORDS)
    assert [(problem.code, problem.place) for problem in problems] == expected
    assert all(problem.message(locale) for problem in problems for locale in LOCALES)


def test_a_misspelt_word_is_answered_with_the_nearest_ones() -> None:
    (problem,) = check(FactValue("signde"), Measure.TRUTH, WORDS)
    assert "signed" in problem.message("vi")


def test_a_sound_tree_is_not_refused() -> None:
    sound = And((FactValue("signed"), Compare(CASES, Operator.EQUAL, Number(0)), ReadingIs("how", "one")))
    assert check(sound, Measure.TRUTH, WORDS) == ()


@given(st.data())
def test_generated_standards_are_sound_and_a_word_less_is_noticed(data: st.DataObject) -> None:
    standard = data.draw(standards())
    words = standard.vocabulary
    trees = [node for each in standard.criteria for node in each.conditions.values()]
    assert all(check(node, Measure.TRUTH, words) == () for node in trees)
    asked = {each.fact for node in trees for each in walk(node) if isinstance(each, FactValue)}
    for name in asked:
        fewer = Vocabulary(
            facts={key: term for key, term in words.facts.items() if key != name},
            records=words.records,
            readings=words.readings,
        )
        problems = [problem for node in trees for problem in check(node, Measure.TRUTH, fewer)]
        assert "tree.unknown-fact" in {problem.code for problem in problems}
