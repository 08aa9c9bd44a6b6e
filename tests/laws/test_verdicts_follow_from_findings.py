"""A verdict follows from its findings, says what is missing, and can be told in every language."""

import attrs
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from antq_core import UNKNOWN, Assessment, Stack, assess
from antq_core.domain.stated import Stated
from antq_core.errors import InputError
from antq_core.expressions.tree import Coded
from antq_core.expressions.walking import walk
from antq_core.possible import Truths
from antq_core.testing.dossiers import known
from antq_core.testing.laws import can_be_told, says_what_is_missing, verdict_follows_from_findings
from antq_core.testing.learning import Knowledge, completions, knowledge

Stacks = st.SearchStrategy[Stack]


@given(data=st.data())
def test_an_assessment_follows_from_its_findings_and_says_what_is_missing(
    stacks: Stacks, data: st.DataObject
) -> None:
    stack = data.draw(stacks)
    assessment = data.draw(knowledge(stack)).assessed(stack)
    says_what_is_missing(assessment)
    verdict_follows_from_findings(assessment)
    can_be_told(assessment)


@given(data=st.data())
def test_what_decides_alone_decides_whatever_it_turns_out_to_be(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    full = data.draw(completions(data.draw(knowledge(stack)), stack))
    stated = [fact for fact in stack.facts if fact.derivation is None]
    assume(stated)
    fact = data.draw(st.sampled_from(stated))
    without = _stating(full, fact.name, UNKNOWN).assessed(stack)
    alone = [each.gap.name for each in without.missing if each.decides_alone]
    if without.possible.is_decided or not _is_waited_for_alone(without, fact.name):
        assert alone == []
        return
    assert alone == [fact.name] or (alone == [] and _may_be_silent(stack))
    then = _possibly(full, fact.name, data.draw(known(fact)))
    assert alone == [] or then.assessed(stack).possible.is_decided


@given(data=st.data())
def test_a_single_other_reading_gives_the_verdict_that_was_foretold(
    stacks: Stacks, data: st.DataObject
) -> None:
    stack = data.draw(stacks)
    before = data.draw(knowledge(stack))
    assessment = assess(before.dossier, stack, readings=before.readings)
    foretold = {(change.reading, change.option): change.possible for change in assessment.changes}
    totals = {
        (change.reading, change.option, score.standard): score.total
        for change in assessment.changes
        for score in change.scores
    }
    for reading in stack.readings:
        for option in reading.codes:
            then = assess(before.dossier, stack, readings={**before.readings, reading.name: option})
            assert foretold.get((reading.name, option), assessment.possible) == then.possible
            for score in then.scores:
                total = assessment.score(score.standard).total
                assert totals.get((reading.name, option, score.standard), total) == score.total


def _stating(known_before: Knowledge, fact: str, value: Stated) -> Knowledge:
    verified = known_before.dossier.verified.with_statements(**{fact: value})
    return attrs.evolve(known_before, dossier=attrs.evolve(known_before.dossier, verified=verified))


def _possibly(known_before: Knowledge, fact: str, value: Stated) -> Knowledge:
    """With a fact stated; a part above its whole contradicts itself and cannot turn out so."""
    try:
        return _stating(known_before, fact, value)
    except InputError:
        reject()


def _may_be_silent(stack: Stack) -> bool:
    """Whether the law says of some share nothing when its whole is nought, or a coded rule may fail."""
    trees = [each for _, criterion in stack.asked for each in criterion.conditions.values()]
    trees += [stack.with_items(stack.leading.scope)] if stack.leading.scope is not None else []
    nodes = [node for top in trees for node in walk(top)]
    return any(
        isinstance(node, Coded) or getattr(node, "of_nothing", None) is Truths.EITHER for node in nodes
    )


def _is_waited_for_alone(assessment: Assessment, fact: str) -> bool:
    """Whether everything that is open waits for this one fact; the law may be silent elsewhere."""
    waiting = [finding for finding in (assessment.scope, *assessment.findings) if finding.gaps]
    return all([gap.name for gap in finding.gaps] == [fact] for finding in waiting)
