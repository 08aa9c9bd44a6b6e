"""One call holds a standard to everything, and says of each thing: proved, tested or skipped."""

import datetime

import attrs
import pytest

from antq_core import Assessment, Stack, Standard
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.units import UnitKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.coded import coded
from antq_core.expressions.tree import FactValue, Measure, Node
from antq_core.expressions.writing import ALWAYS, TruthExpression, meets_standard
from antq_core.messages.text import Text
from antq_core.standards.at_hand import unknown_schemes
from antq_core.standards.criteria import Criterion, Transcription
from antq_core.standards.grading import Ceiling, Grade, Grading
from antq_core.standards.scoring import flat, group, untranscribed
from antq_core.testing import checking
from antq_core.testing.checking import Standing, check_standard

INVENTED = Citation(kind=InstrumentKind.FICTIONAL, number="1/2026", article="1")


def words(text: str) -> Text:
    return Text(vi=f"{text} (vi)", en=f"{text} (en)")


def truth(name: str) -> FactDeclaration:
    return FactDeclaration(name=name, measure=Measure.TRUTH, label=words(name))


def criterion(code: str, holds: Node | TruthExpression | None) -> Criterion:
    status = Transcription.UNTRANSCRIBED if holds is None else Transcription.CONFIRMED
    return Criterion(code=code, text=words(code), citation=INVENTED, holds=holds, transcription=status)


NATIONAL = Standard(
    id="vn/short/agency",
    scheme="antt-safety",
    jurisdiction="vn",
    kinds=("agency",),
    title=words("short"),
    citation=INVENTED,
    in_force_from=datetime.date(2025, 7, 1),
    window=WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
    decided_on=DayOfYear(11, 14),
    facts=(truth("quiet"),),
    criteria=(criterion("A-1", FactValue("quiet")),),
)
PROVINCIAL = Standard(
    id="vn-00/short/agency",
    scheme="antt-safety",
    jurisdiction="vn-00",
    kinds=("agency",),
    title=words("province"),
    citation=INVENTED,
    in_force_from=datetime.date(2025, 7, 1),
    facts=(truth("lamps"),),
    criteria=(criterion("P-1", FactValue("lamps")),),
)
SCORED = attrs.evolve(
    PROVINCIAL,
    rubric=group(
        "R",
        words("rubric"),
        [
            flat("R-1", words("lamps"), 6_00, when=TruthExpression(FactValue("lamps")), citation=INVENTED),
            untranscribed("R-2", words("rest"), 4_00, citation=INVENTED),
        ],
        citation=INVENTED,
    ),
)


def failed(standard: Standard, *at_hand: Standard) -> str:
    """What is said of a standard that fails."""
    with pytest.raises(AssertionError) as caught:
        check_standard(standard, at_hand, examples=2)
    return str(caught.value)


def test_a_sound_standard_is_proved_and_tested_upon_the_national_one() -> None:
    summary = check_standard(PROVINCIAL, [NATIONAL], examples=3)
    assert summary.of(Standing.FAILED) == ()
    assert any(NATIONAL.id in check.name for check in summary.of(Standing.PROVED))
    tested = summary.of(Standing.TESTED)
    assert {check.told for check in tested} == {f"{NATIONAL.id}, 3 generated dossiers"}
    assert len(tested) == len(checking.LAWS) - 1  # it has no rows that could add up


def test_a_national_standard_is_tested_by_itself() -> None:
    tested = check_standard(NATIONAL, [], examples=2).of(Standing.TESTED)
    assert {check.told for check in tested} == {"alone, 2 generated dossiers"}


def test_points_are_tested_where_there_are_any_and_what_is_not_read_is_named() -> None:
    summary = check_standard(SCORED, [NATIONAL], examples=2)
    assert len(summary.of(Standing.TESTED)) == len(checking.LAWS)
    assert ["R-2" in check.told for check in summary.of(Standing.SKIPPED)] == [True]
    assert any("6 of 10" in check.told for check in summary.of(Standing.REMARK))


def test_without_a_national_standard_nothing_is_tested_and_that_is_said() -> None:
    summary = check_standard(PROVINCIAL, [], examples=2)
    assert summary.of(Standing.TESTED) == ()
    assert any("no national standard" in check.told for check in summary.of(Standing.SKIPPED))


def test_a_criterion_that_is_not_transcribed_is_named() -> None:
    unread = attrs.evolve(PROVINCIAL, criteria=(*PROVINCIAL.criteria, criterion("P-2", None)))
    summary = check_standard(unread, [NATIONAL], examples=2)
    assert any("P-2" in check.told for check in summary.of(Standing.SKIPPED))


def test_of_a_coded_rule_nothing_is_proved_and_that_is_said() -> None:
    rule = coded(lambda view: True, distribution="test", version="1", text=words("rule"))
    summary = check_standard(
        attrs.evolve(PROVINCIAL, criteria=(criterion("P-1", rule),), facts=()), [NATIONAL]
    )
    assert any("P-1" in check.name for check in summary.of(Standing.SKIPPED))


def test_a_number_without_a_citation_fails() -> None:
    assert SCORED.rubric is not None
    uncited = [attrs.evolve(item, citation=None) for item in SCORED.rubric.items]
    rubric = attrs.evolve(SCORED.rubric, citation=None, items=tuple(uncited))
    assert "failed   every number rests upon a citation" in failed(
        attrs.evolve(SCORED, rubric=rubric), NATIONAL
    )


def test_a_standard_that_does_not_fit_upon_the_national_one_fails() -> None:
    twice = attrs.evolve(PROVINCIAL, facts=(truth("quiet"), truth("lamps")))
    told = failed(twice, NATIONAL)
    assert f"failed   it stands upon {NATIONAL.id}" in told
    assert "it fits" not in told  # it does not


def asking(standard: Standard, place: str, scheme: str) -> Standard:
    """A standard that asks, in a criterion, an item or a ceiling, for the verdict in a scheme."""
    verdict = meets_standard(scheme, words("safe"))
    if place == "criterion":
        return attrs.evolve(standard, criteria=(*standard.criteria, criterion("X-1", verdict)))
    item = flat("X-1", words("safe"), 100_00, when=verdict if place == "item" else ALWAYS, citation=INVENTED)
    low, high = (Grade(code=code, label=words(code)) for code in ("low", "high"))
    ceiling = Ceiling(code="X-2", grade="low", unless=verdict, text=words("safe"), citation=INVENTED)
    ceilings = (ceiling,) if place == "ceiling" else ()
    rubric = group("X", words("rubric"), [item], citation=INVENTED)
    return attrs.evolve(standard, rubric=rubric, grading=Grading(grades=(low, high), ceilings=ceilings))


OTHER = attrs.evolve(NATIONAL, id="vn/other/agency", scheme="movement-grade")


@pytest.mark.parametrize("place", ["criterion", "item", "ceiling"])
@pytest.mark.parametrize("standard", [NATIONAL, PROVINCIAL], ids=["national", "provincial"])
def test_a_scheme_that_there_is_not_cannot_be_asked_for(standard: Standard, place: str) -> None:
    at_hand = (OTHER, NATIONAL)
    told = failed(asking(standard, place, "movement-grad"), *at_hand)
    assert "failed   it fits the standards at hand: " in told
    assert "X-" in told and 'in the scheme "movement-grad"' in told
    assert "similar: movement-grade;" in told
    assert unknown_schemes([asking(standard, place, "movement-grade")], at_hand) == ()
    # Without a national standard nobody knows which schemes there are.
    assert unknown_schemes([asking(standard, place, "movement-grad")], [PROVINCIAL]) == ()


def test_a_standard_that_stands_alone_may_be_asked_for() -> None:
    ferry = UnitKind("ferry", words("ferry"))
    when = {"window": NATIONAL.window, "decided_on": NATIONAL.decided_on}
    alone = attrs.evolve(PROVINCIAL, scheme="ferries", kinds=("ferry",), added_kinds=(ferry,), **when)
    assert unknown_schemes([asking(PROVINCIAL, "criterion", "ferries")], [NATIONAL, alone]) == ()
    assert len(unknown_schemes([asking(PROVINCIAL, "criterion", "ferries")], [NATIONAL])) == 1


def test_a_kind_that_nobody_knows_fails() -> None:
    assert "failed   it fits" in failed(attrs.evolve(PROVINCIAL, kinds=("agency", "agencies")), NATIONAL)


def test_a_law_that_is_broken_fails_with_what_broke_and_by_which_dossier(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(stack: Stack, before: Assessment, after: Assessment) -> None:
        raise AssertionError("the verdict widened")

    monkeypatch.setitem(checking.LAWS, "learning never widens what is possible", broken)
    told = failed(PROVINCIAL, NATIONAL)
    assert "failed   learning never widens" in told
    assert "the verdict widened (year 2026" in told
    assert "0 skipped" not in told and "1 failed" in told
