"""Schemes beside each other: what one reads of another is what that other says by itself."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import Registry, Standard, assess
from antq_core.expressions.tree import MeetsStandard
from antq_core.possible import Verdict, Verdicts
from antq_core.standards.criteria import Criterion
from antq_core.standards.stack import Stack
from antq_core.testing.dossiers import dossiers
from antq_core.testing.laws import can_be_told
from antq_core.testing.standards import NOWHERE, criteria, label, standards, vocabulary

OTHER = "other"
READS = Criterion(
    code="READS", text=label("reads"), citation=NOWHERE, holds=MeetsStandard("antt-safety", label("safety"))
)


@st.composite
def two_schemes(draw: st.DrawFn) -> tuple[Standard, Standard]:
    """A standard, and one of another scheme over the same words that asks for its verdict."""
    read = draw(standards())
    words = vocabulary(read.facts, read.records, read.readings)
    own = tuple(draw(criteria(f"O-{n}", words)) for n in range(draw(st.integers(0, 2))))
    return read, attrs.evolve(read, id="vn/test/2", scheme=OTHER, scope=None, criteria=(READS, *own))


@given(data=st.data())
def test_what_is_read_is_what_the_other_scheme_says_by_itself(data: st.DataObject) -> None:
    read, reading = data.draw(two_schemes())
    dossier = data.draw(dossiers(Stack(read)))
    registry = Registry.of([read, reading])
    day = dossier.decision_date or reading.decided_on.in_year(dossier.year)  # type: ignore[union-attr]
    own = assess(dossier, registry.select(dossier.unit, dossier.year, day))
    found = assess(dossier, registry.select(dossier.unit, dossier.year, day, scheme=OTHER))
    assert found.beside == (own.standing,)
    if own.possible is Verdicts.NOT_MET:
        assert found.verdict is Verdict.NOT_MET
    if found.verdict is Verdict.MET:
        assert own.verdict is Verdict.MET
    can_be_told(found)


@given(data=st.data())
def test_a_scheme_that_nobody_reads_changes_nothing(data: st.DataObject) -> None:
    read, reading = data.draw(two_schemes())
    dossier = data.draw(dossiers(Stack(read)))
    together, alone = (
        each.select(dossier.unit, dossier.year, dossier.decision_date)
        for each in (Registry.of([read, reading]), Registry.of([read]))
    )
    assert assess(dossier, together) == assess(dossier, alone)
