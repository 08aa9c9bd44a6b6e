"""Where every item pulls as its facts declare, bettering a fact never lowers the points of a unit."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Stack, Standard
from antq_core.domain.declarations import Direction, FactDeclaration
from antq_core.domain.stated import Stated
from antq_core.errors import InputError
from antq_core.findings.scores import RowKind
from antq_core.possible import Interval, Truths
from antq_core.testing.dossiers import YEAR, known, stated
from antq_core.testing.learning import Knowledge, knowledge
from antq_core.testing.monotone import FACTS, monotone_rubrics
from antq_core.testing.standards import standards

SORTED = [fact for fact in FACTS if fact.direction is not Direction.NEITHER]


@st.composite
def with_directions(draw: st.DrawFn) -> Standard:
    standard = draw(standards(most_criteria=1, scored=False))
    return attrs.evolve(
        standard,
        criteria=(),
        scope=None,
        facts=FACTS,
        readings=(),
        rubric=draw(monotone_rubrics()),
    )


@given(data=st.data())
def test_bettering_a_fact_never_lowers_a_total_or_a_row(data: st.DataObject) -> None:
    stack = Stack(data.draw(with_directions()))
    before = data.draw(knowledge(stack))
    fact = data.draw(st.sampled_from(SORTED))
    worse, better = sorted(
        (data.draw(stated(fact)), data.draw(known(fact))), key=lambda value: worth(value, fact)
    )
    if not is_better(better, worse, fact):
        return
    try:
        states = [stating(before, fact, value) for value in (worse, better)]
    except InputError:
        return  # a part above its whole is no better
    then, now = (each.assessed(stack).scores[0] for each in states)
    assert now.total.lo >= then.total.lo, f"{fact.name}: {worse} gives {then.total}, {better} {now.total}"
    assert now.total.hi >= then.total.hi, f"{fact.name}: {worse} gives {then.total}, {better} {now.total}"
    for row, was in zip(now.rows, then.rows, strict=True):
        if row.kind is not RowKind.LIMIT:  # the more there is, the more a limit takes
            assert row.points.lo >= was.points.lo
            assert row.points.hi >= was.points.hi


def worth(value: Stated, fact: FactDeclaration) -> int:
    """How good a value is at least."""
    return ends(value, fact).lo


def is_better(better: Stated, worse: Stated, fact: FactDeclaration) -> bool:
    one, other = ends(better, fact), ends(worse, fact)
    return one.lo >= other.lo and one.hi >= other.hi


def ends(value: Stated, fact: FactDeclaration) -> Interval:
    """From the worst to the best that a statement leaves possible."""
    possible = fact.possible(value, YEAR)
    found = possible if isinstance(possible, Interval) else Interval.exactly(int(value is True))
    if possible is Truths.EITHER:
        found = Interval(0, 1)
    return found.scaled(1 if fact.direction is Direction.MORE_IS_BETTER else -1)


def stating(before: Knowledge, fact: FactDeclaration, value: Stated) -> Knowledge:
    verified = before.dossier.verified.with_statements(**{fact.name: value})
    return attrs.evolve(before, dossier=attrs.evolve(before.dossier, verified=verified))
