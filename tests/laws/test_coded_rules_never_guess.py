"""A coded rule that looks at what is not known is unknown whatever it returns, and sees what it declared."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Stack
from antq_core.evaluation.gaps import gaps
from antq_core.evaluation.interpreter import coded_answer, value
from antq_core.evaluation.world import World
from antq_core.expressions import tree
from antq_core.expressions.coded import CodedRule
from antq_core.expressions.tree import Node
from antq_core.findings.finding import GapCode
from antq_core.possible import Truths
from antq_core.testing.coded_rules import CONDITIONS, FACT, POINTS
from antq_core.testing.learning import between, completions, knowledge
from antq_core.testing.standards import standards

STACKS = standards(scored=False, most_criteria=1).map(Stack)
RULES = [rule for rule in (*CONDITIONS, *POINTS) if isinstance(rule, CodedRule)]


@given(data=st.data())
def test_learning_never_widens_what_a_rule_answers(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(RULES))
    stack = data.draw(STACKS)
    before = data.draw(knowledge(stack))
    full = data.draw(completions(before, stack))
    part = data.draw(between(before, full, stack))
    then, between_them, last = (value(rule, each.world(stack)) for each in (before, part, full))
    assert between_them.narrows(then)  # type: ignore[arg-type]  # of one rule all answers are of one type
    assert last.narrows(between_them)  # type: ignore[arg-type]  # as above


@given(data=st.data())
def test_a_rule_is_open_while_anything_it_reads_is_and_says_so(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(RULES))
    stack = data.draw(STACKS)
    world = data.draw(knowledge(stack)).world(stack)
    found = coded_answer(rule, world)
    read_unknown = any(not value(read, world).is_decided for read in rule.reads) or any(
        not world.is_closed(name) or any(counts is Truths.EITHER for counts, _ in world.belonging[name])
        for name in rule.records
    )
    if read_unknown:  # each of these rules reads all that it declares, or stops at the first that is unknown
        assert not found.possible.is_decided
        assert found.failed is None
    assert bool(gaps(rule, world)) != found.possible.is_decided


@given(data=st.data())
def test_swallowing_that_something_is_unknown_changes_nothing(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    world = data.draw(knowledge(stack)).world(stack)
    asked = {"reads": (FACT.node, tree.LastYear("fact_0")), "records": ("events", "members")}

    def swallows(view: Any) -> bool:
        read: list[Any] = []
        for look in (
            lambda: view.fact("fact_0"),
            lambda: view.last_year("fact_0"),
            lambda: [event.grave for event in view.records("events")],
            lambda: [member.met for member in view.records("members")],
        ):
            try:
                read.append(look())
            except BaseException:
                read.append("swallowed")
        assert "swallowed" in read or len(read) == 4
        return "swallowed" in read

    answered = value(rule_of(swallows, **asked), world)
    assert answered is Truths.FALSE or answered is Truths.EITHER, "said yes to what it could not know"


@given(data=st.data())
def test_what_is_not_declared_cannot_be_read(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    world = data.draw(completions(data.draw(knowledge(stack)), stack)).world(stack)
    for look in (
        lambda view: view.fact("fact_0"),
        lambda view: view.last_year("fact_0"),
        lambda view: view.records("events"),
        lambda view: view.fact("stranger"),
    ):
        refused(rule_of(look), world, "NotDeclaredError")
    lists = rule_of(lambda view: [event.stranger for event in view.records("events")], records=("events",))
    found = coded_answer(lists, world)
    assert not found.possible.is_decided


@given(data=st.data())
def test_a_rule_that_breaks_its_word_has_failed_and_says_why(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    world = data.draw(knowledge(stack)).world(stack)
    for returns in (None, 1, 0, "yes", 1.0):
        refused(rule_of(lambda view, returns=returns: returns), world, repr(returns))
    for returns in (None, True, 1_01, -1, 50.0, "50"):
        said = attrs.evolve(POINTS[1], rule=lambda view, returns=returns: returns)
        refused(said, world, repr(returns))
    for raised in (
        ValueError("seven"),
        RecursionError("seven"),
        SystemExit("seven"),
        AssertionError("seven"),
    ):
        refused(rule_of(lambda view, raised=raised: fail(raised)), world, f"{type(raised).__name__}: seven")


@given(data=st.data())
def test_whoever_interrupts_a_rule_interrupts_it(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    rule = rule_of(lambda view: fail(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        coded_answer(rule, data.draw(knowledge(stack)).world(stack))


def rule_of(rule: Any, **asked: Any) -> CodedRule:
    model = CONDITIONS[0]
    assert isinstance(model, CodedRule)
    return attrs.evolve(model, **{"reads": (), "records": (), **asked, "rule": rule})


def fail(error: BaseException) -> bool:
    raise error


def refused(rule: Node, world: World, why: str) -> None:
    assert isinstance(rule, CodedRule)
    found = coded_answer(rule, world)
    assert found.failed is GapCode.EVALUATOR_FAILED
    assert why in found.reason
    assert found.possible == (Truths.EITHER if rule.gives is None else rule.gives)
    (gap,) = gaps(rule, world)
    assert gap.code is GapCode.EVALUATOR_FAILED
    assert why in gap.label.en


@given(data=st.data())
def test_without_its_function_a_rule_is_unknown_and_names_its_distribution(data: st.DataObject) -> None:
    stack = data.draw(STACKS)
    world = data.draw(knowledge(stack)).world(stack)
    rule = data.draw(st.sampled_from(RULES))
    said = {each.name: getattr(rule, each.name) for each in attrs.fields(tree.Coded)}
    (gap,) = gaps(tree.Coded(**said), world)
    assert gap.code is GapCode.EVALUATOR_ABSENT
    assert "antq-mau 1.0" in gap.label.vi
