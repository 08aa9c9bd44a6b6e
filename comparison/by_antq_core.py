"""antq-core: the rule as a standard. The instrument it cites is fictional."""

import datetime
from collections.abc import Iterator
from typing import Any

from question import EVENTS, VETO, Answer, Case, Form, Question, Sort, one_by_one

from antq_core import UNKNOWN, Assessment, Stack, Standard, Verdict, assess
from antq_core.codec.dossiers import read_dossier
from antq_core.domain.attributes import Fact, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.incidents import Gravity, Incident
from antq_core.domain.sheets import FactSheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.writing import TruthExpression, count
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion

DISTRIBUTION = "antq-core"

INSTRUMENT = Citation(kind=InstrumentKind.FICTIONAL, number="01/QĐ-GIẢ-ĐỊNH", article="1")
WORDS = {Verdict.MET: Answer.PASS, Verdict.NOT_MET: Answer.FAIL, Verdict.UNDECIDED: Answer.UNDECIDED}


class Facts(FactSheet):
    """What the fictional decision asks."""

    score: Fact[int] = fact(default=UNKNOWN, label=Text(vi="điểm", en="score"), between=(0, 100))
    deaths: Fact[int] = fact(
        default=UNKNOWN, label=Text(vi="số người chết", en="number of deaths"), between=(0, 1000)
    )


def stack(veto: TruthExpression) -> Stack:
    """A standard of two criteria: the score, and the veto."""
    conditions = {"score": Facts.score >= 50, "veto": veto}
    standard = Standard(
        id="vn/comparison/1",
        scheme="comparison",
        jurisdiction="vn",
        kinds=("residential_area",),
        title=Text(vi="Tiêu chuẩn giả định", en="A fictional standard"),
        citation=INSTRUMENT,
        in_force_from=datetime.date(2026, 1, 1),
        window=WindowRule(DayOfYear(1, 1), DayOfYear(12, 31)),
        decided_on=DayOfYear(1, 15, 1),
        facts=Facts.facts(),
        records=(Incident.declaration,),
        criteria=tuple(
            Criterion(code=code, text=Text(vi=code, en=code), citation=INSTRUMENT, holds=condition)
            for code, condition in conditions.items()
        ),
    )
    return Stack(standard)


PROHIBITION = stack(~(Facts.deaths > 0))
REQUIREMENT = stack(Facts.deaths == 0)
NOTHING_SERIOUS = stack(count(Incident, where=Incident.gravity.at_least(Gravity.SERIOUS)) == 0)


def assessed(data: dict[str, Any], rule: Stack) -> Assessment:
    """The assessment of an input, read from JSON as any dossier is."""
    verified = {name: value for name, value in data.items() if name in Facts.declared}
    document: dict[str, Any] = {
        "format": 1,
        "unit": {"id": "thon-mau", "kind": "residential_area", "province": "25", "commune": "99999"},
        "year": 2026,
        "verified": verified,
    }
    if "incidents" in data:
        document["records"] = {"incidents": _records(data)}
    return assess(read_dossier(document, rule), rule)


def _records(data: dict[str, Any]) -> dict[str, Any]:
    place = {"commune": "99999", "unit": "thon-mau"}
    items = [{"occurred_on": "2026-05-01", "gravity": "serious", **place} for _ in data["incidents"]]
    records: dict[str, Any] = {"items": items, "basis": "verified"}
    if data["complete"]:
        records["complete_for"] = {"from": "2026-01-01", "to": "2026-12-31"}
        records["attested_by"] = "Công an xã Mẫu (giả định)"
    return records


def _form(question: Question, words: str, rule: Stack) -> Form:
    return Form(
        question=question,
        sort=Sort.PLAIN,
        words=words,
        documented="`docs/tutorial-first-plugin.md` in this project writes a criterion so.",
        answers=one_by_one(lambda data: WORDS[assessed(data, rule).verdict]),
    )


FORMS = (
    _form(VETO, "criterion `~(Facts.deaths > 0)`", PROHIBITION),
    _form(VETO, "criterion `Facts.deaths == 0`", REQUIREMENT),
    _form(EVENTS, "criterion `count(Incident, where=...) == 0`", NOTHING_SERIOUS),
)


def what_is_missing() -> Iterator[tuple[Case, str]]:
    """For every undecided input, what the assessment says is missing."""
    for question, rule in ((VETO, PROHIBITION), (EVENTS, NOTHING_SERIOUS)):
        for case in (question.cases[place] for place in question.missing):
            for each in assessed(dict(case.data), rule).missing:
                alone = "; this alone decides" if each.decides_alone else ""
                yield case, f"`{each.gap.code}`: {each.gap.label.en}{alone}"
