"""Provisions of procedure: dated, never overlapping, national, and honest about what is not known."""

import datetime
from typing import Any

import attrs
import pytest

from antq_core import Standard
from antq_core.codec.documents import read_standard, write_standard
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.windows import DayOfYear
from antq_core.errors import StandardError
from antq_core.messages.text import Text
from antq_core.standards.criteria import Transcription
from antq_core.standards.procedure import Matter, Provision
from antq_national.plugin import UNDER_CIRCULAR_124_2021

STANDARDS = {standard.kinds[0]: standard for standard in UNDER_CIRCULAR_124_2021}
EVERY = pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS.keys())
LAST_DAY_OF_DISTRICTS, FIRST_DAY_WITHOUT = datetime.date(2025, 6, 30), datetime.date(2025, 7, 1)
BEFORE_AMENDMENT, MAYBE_AMENDED = datetime.date(2024, 12, 31), datetime.date(2025, 1, 1)


def provision(**parts: Any) -> Provision:
    return Provision(
        **{
            "code": "decision",
            "matter": Matter.DECISION,
            "text": Text(vi="ai quyết định (giả định)", en="who decides"),
            "citation": Citation(kind=InstrumentKind.FICTIONAL, number="1/2026"),
            **parts,
        }
    )


def on(kind: str, day: datetime.date, code: str) -> Provision:
    (found,) = (each for each in STANDARDS[kind].procedure_on(day) if each.code == code)
    return found


def test_two_provisions_of_one_code_on_the_same_day_are_refused() -> None:
    day = datetime.date(2025, 7, 1)
    overlapping = (provision(holds_to=day), provision(holds_from=day))
    with pytest.raises(StandardError) as refused:
        attrs.evolve(STANDARDS["agency"], procedure=overlapping)
    assert [problem.code for problem in refused.value.problems] == ["standard.provisions-overlap"]
    following = (provision(holds_to=day - datetime.timedelta(days=1)), provision(holds_from=day))
    assert attrs.evolve(STANDARDS["agency"], procedure=following).procedure == following


def test_a_province_says_nothing_of_procedure() -> None:
    with pytest.raises(StandardError) as refused:
        Standard(
            id="vn-25/x",
            scheme="antt-safety",
            jurisdiction="vn-25",
            kinds=("agency",),
            title=Text(vi="x", en="x"),
            citation=Citation(kind=InstrumentKind.FICTIONAL, number="1"),
            in_force_from=datetime.date(2026, 1, 1),
            criteria=STANDARDS["agency"].criteria[:1],
            procedure=(provision(),),
        )
    assert "standard.province-says-too-much" in [problem.code for problem in refused.value.problems]


@EVERY
def test_a_standard_is_decided_the_day_before_its_deadline_by_default(standard: Standard) -> None:
    (deadline,) = (each for each in standard.procedure if each.matter is Matter.DEADLINE)
    assert deadline.before is not None
    assert standard.decided_on is not None
    late = DayOfYear(deadline.before.month, deadline.before.day - 1)
    assert standard.decided_on == late
    assert deadline.before.in_year(2026) == datetime.date(2026, 11, 15 if "area" in standard.id else 20)


@EVERY
def test_on_every_day_each_code_says_one_thing_or_that_it_is_not_known(standard: Standard) -> None:
    codes = {each.code for each in standard.procedure}
    for day in (BEFORE_AMENDMENT, MAYBE_AMENDED, LAST_DAY_OF_DISTRICTS, FIRST_DAY_WITHOUT):
        assert sorted(each.code for each in standard.procedure_on(day)) == sorted(codes)


def test_nobody_is_said_to_decide_on_communes_since_there_are_no_districts() -> None:
    for code in ("decision", "authority", "appraisal"):
        assert on("commune", LAST_DAY_OF_DISTRICTS, code).is_known
        assert not on("commune", FIRST_DAY_WITHOUT, code).is_known
    assert not on("agency", FIRST_DAY_WITHOUT, "authority-district").is_known
    assert on("agency", FIRST_DAY_WITHOUT, "authority-province").is_known


def test_who_receives_an_area_s_dossier_is_unknown_once_the_circular_may_be_amended() -> None:
    assert on("residential_area", BEFORE_AMENDMENT, "appraisal").is_known
    unknown = on("residential_area", MAYBE_AMENDED, "appraisal")
    assert unknown.transcription is Transcription.UNTRANSCRIBED
    assert unknown.citation.number == "48/2025/TT-BCA"


def test_an_area_needs_no_plan_and_every_other_unit_does() -> None:
    papers = {
        kind: {each.code for each in standard.procedure if each.matter is Matter.REGISTRATION_DOCUMENT}
        for kind, standard in STANDARDS.items()
    }
    assert {kind for kind, codes in papers.items() if "registration-plan" not in codes} == {
        "residential_area"
    }


@EVERY
def test_procedure_is_kept_in_json(standard: Standard) -> None:
    assert read_standard(write_standard(standard)).procedure == standard.procedure
