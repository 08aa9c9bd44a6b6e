"""The standard that is measured, as an author would write it: 15 requirements, 10 scored items, 4 grades."""

import datetime
import functools
from collections.abc import Iterator
from typing import Any

from facts import CHOICES, COUNTS, GRADES, NAMES, THRESHOLDS, TRUTHS, WHOLES, Size, most_of, named

from antq_core import Standard
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import FactDeclaration, Option
from antq_core.domain.sheets import fact_sheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions import tree
from antq_core.expressions.tree import Measure, Ratio
from antq_core.expressions.writing import (
    NumberExpression,
    TruthExpression,
    clamp,
    item_points,
    per_each,
    points,
    share,
)
from antq_core.messages.text import Text
from antq_core.possible import Interval, Truths
from antq_core.standards.criteria import Criterion
from antq_core.standards.grading import Ceiling, Grade, Grading, Threshold
from antq_core.standards.rubric import Limit, NotApplicable, ScoredItem
from antq_core.standards.scoring import bonus, deduction, flat, group, losing, stepped

YEAR = 2026
KIND = "agency"
UNIT = {"kind": KIND, "province": "25", "commune": "00001"}
"""Where and of what kind every made-up unit is."""

CITATION = Citation(kind=InstrumentKind.FICTIONAL, number="1/2026/QĐ-MẪU")


class Facts:
    """The facts of one copy as expressions, by attribute; what an author gets from a class of facts."""

    def __init__(self, sheet: Any, copy: int) -> None:
        self._sheet, self._copy = sheet, copy

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sheet, named(name, self._copy))

    def one_of(self, name: str, *codes: str) -> TruthExpression:
        """Whether a choice is one of some codes."""
        return TruthExpression(tree.OneOf(getattr(self, name).node, codes))


@functools.cache
def standard(size: Size) -> Standard:
    """The standard with so many copies of the 25 criteria."""
    declared = tuple(_declared(name, copy) for copy in range(size.copies) for name in NAMES)
    sheet = fact_sheet(declared)
    copies = [Facts(sheet, copy) for copy in range(size.copies)]
    return Standard(
        id=f"vn/bench/{size.criteria}",
        scheme="bench",
        jurisdiction="vn",
        kinds=(KIND,),
        title=_text("made up for measuring"),
        citation=CITATION,
        in_force_from=datetime.date(YEAR, 1, 1),
        window=WindowRule(DayOfYear(11, 16, -1), DayOfYear(11, 15)),
        decided_on=DayOfYear(11, 20),
        facts=declared,
        criteria=tuple(each for copy, facts in enumerate(copies) for each in _requirements(facts, copy)),
        rubric=_rubric([each for copy, facts in enumerate(copies) for each in _items(facts, copy)], size),
        grading=_grading(copies[0], size),
    )


def _text(words: str) -> Text:
    return Text(vi=words, en=words)


def _declared(name: str, copy: int) -> FactDeclaration:
    said = {"name": named(name, copy), "label": _text(named(name, copy).replace("_", " "))}
    if name in TRUTHS:
        return FactDeclaration(**said, measure=Measure.TRUTH)
    if name in CHOICES:
        return FactDeclaration(**said, options=tuple(Option(code, _text(code)) for code in CHOICES[name]))
    assert name in COUNTS
    measure = Measure.POINTS if name == "festival" else Measure.COUNT
    whole = named(WHOLES[name], copy) if name in WHOLES else None
    return FactDeclaration(**said, measure=measure, range=Interval(0, most_of(name)), no_more_than=whole)


def _requirements(facts: Facts, copy: int) -> Iterator[Criterion]:
    for code, holds, applies_where in _conditions(facts):
        written = named(code, copy)
        yield Criterion(
            code=written, text=_text(written), citation=CITATION, holds=holds, applies_where=applies_where
        )


def _conditions(f: Facts) -> Iterator[tuple[str, TruthExpression, TruthExpression | None]]:
    nothing, fine = Truths.FALSE, Truths.TRUE
    yield "H01", f.sabotages == 0, None
    yield "H02", f.deaths == 0, None
    yield "H03", (f.protests == 0) & (f.incidents_serious == 0), None
    yield "H04", f.registered, None
    yield "H05", f.plan & f.resolution, None
    yield "H06", share(f.units_below_met, f.units_below, Ratio(70), nothing), None
    yield "H07", share(f.households_registered, f.households, Ratio(90), nothing), None
    yield "H08", share(f.members_trained, f.members, Ratio(80), fine), None
    yield "H09", share(f.complaints_settled, f.complaints, Ratio(2, 3), fine), None
    yield "H10", f.thefts <= f.thefts_before, None
    yield "H11", (f.fires == 0) | ((f.fires_injured == 0) & f.first_aid), None
    yield "H12", f.patrols >= f.patrols_planned, f.has_patrol
    yield "H13", f.one_of("force_rating", "completed", "completed_well", "excellent"), None
    yield "H14", f.drug_cases <= 5, f.one_of("site_kind", "rural", "border")
    yield "H15", ~(f.drills < f.drills_planned) & (f.meetings >= 4), None


def _items(f: Facts, copy: int) -> Iterator[ScoredItem]:
    def item(code: str) -> tuple[str, Text]:
        return named(code, copy), _text(named(code, copy))

    def handled(percent: int) -> TruthExpression:
        return share(f.tips_handled, f.tips, Ratio(percent), Truths.TRUE)

    def trained(percent: int) -> TruthExpression:
        return share(f.members_trained, f.members, Ratio(percent), Truths.FALSE)

    held: NumberExpression = f.meetings + f.visits
    full = {"not_applicable": NotApplicable.FULL}
    yield stepped(*item("S01"), 10_00, arms=[(held >= 12, 10_00), (held >= 8, 7_00), (held >= 4, 4_00)])
    yield stepped(*item("S02"), 15_00, arms=[(handled(95), 15_00), (handled(80), 10_00), (handled(50), 5_00)])
    yield stepped(*item("S03"), 15_00, arms=[(trained(95), 15_00), (trained(85), 10_00), (trained(50), 5_00)])
    yield losing(*item("S04"), 20_00, each=4_00, of=f.traffic_cases)
    yield flat(*item("S05"), 10_00, when=f.rules_posted, applies_where=f.has_dormitory, **full)
    yield flat(*item("S06"), 10_00, when=f.patrol_trained, applies_where=f.has_patrol, **full)
    kept = clamp(per_each(2_00, f.models_kept) + f.festival, at_most=10_00)
    yield ScoredItem(code=item("S07")[0], text=item("S07")[1], most=10_00, points=kept)
    yield stepped(*item("S08"), 10_00, arms=[(f.thefts == 0, 10_00), (f.thefts < f.thefts_before, 6_00)])
    yield bonus(*item("S09"), each=1_00, of=f.commendations, at_most=5_00)
    yield deduction(*item("S10"), each=50, of=f.reports_late, at_most=5_00)


def _rubric(items: list[ScoredItem], size: Size) -> ScoredItem:
    most = 100_00 * size.copies
    limit = Limit(text=_text("from 0 to all points"), at_least=0, at_most=most)
    return group("R", _text("the rubric"), items, most=most, limit=limit, citation=CITATION)


def _grading(first: Facts, size: Size) -> Grading:
    grades = [Grade(code=GRADES[0], label=_text(GRADES[0]))]
    for code, least in zip(GRADES[1:], THRESHOLDS, strict=True):
        grades.append(Grade(code=code, label=_text(code), threshold=Threshold(points=least * size.copies)))
    ceiling = Ceiling(
        code="C1",
        grade="good",
        unless=(item_points("S04") >= points(12_00)) & (first.fires <= 1),
        text=_text("three traffic cases or two fires: not best"),
    )
    return Grading(grades=tuple(grades), ceilings=(ceiling,))
