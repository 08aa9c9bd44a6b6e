"""Slips in what an author writes by hand: refused where it is built, all at once, each with its place."""

import datetime
import enum
from collections.abc import Callable
from typing import Any

import pytest

from antq_core.domain.attributes import Fact, Hundredths, fact
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import FactDeclaration, Option
from antq_core.domain.sheets import FactSheet
from antq_core.domain.stated import UNKNOWN
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import StandardError
from antq_core.expressions.tree import FactValue, LastYear, Measure, Number, Ratio, Share, Sum
from antq_core.expressions.writing import NumberExpression, share
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Interval, Truths
from antq_core.standards.criteria import Criterion
from antq_core.standards.readings import Pin, Reading
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Assumption, Standard

SCHOOL = Text(vi="trường (giả định)", en="school")
NOWHERE = Citation(kind=InstrumentKind.FICTIONAL, number="01/2026", article="1")
LEARNERS, REACHED = NumberExpression(FactValue("learners")), NumberExpression(FactValue("reached"))


def truth(**parts: Any) -> FactDeclaration:
    return FactDeclaration(**{"name": "lit", "measure": Measure.TRUTH, "label": SCHOOL, **parts})


def count(name: str, **parts: Any) -> FactDeclaration:
    usual = {"measure": Measure.COUNT, "label": SCHOOL, "range": Interval(0, 2000)}
    return FactDeclaration(**{"name": name, **usual, **parts})


def criterion(**parts: Any) -> Criterion:
    return Criterion(
        **{"code": "T-1", "text": SCHOOL, "citation": NOWHERE, "holds": FactValue("lit"), **parts}
    )


def standard(**parts: Any) -> Standard:
    usual: dict[str, Any] = {
        "id": "vn-25/test",
        "scheme": "antt-safety",
        "jurisdiction": "vn-25",
        "kinds": ("school",),
        "title": SCHOOL,
        "citation": NOWHERE,
        "in_force_from": datetime.date(2026, 1, 1),
        "facts": (truth(),),
        "criteria": (criterion(),),
    }
    return Standard(**{**usual, **parts})


NATIONAL = {
    "id": "vn/test",
    "jurisdiction": "vn",
    "window": WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
    "decided_on": DayOfYear(11, 14),
}


def refused(build: Callable[[], object]) -> list[tuple[str, str]]:
    """Place and code of everything that is wrong; each can be said in both languages."""
    with pytest.raises(StandardError) as caught:
        build()
    assert all(each.message(locale) for each in caught.value.problems for locale in LOCALES)
    return [(each.place, each.code) for each in caught.value.problems]


# Every value here is wrong on purpose: where a type checker sees it too, its line is silenced.
WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "day as text": (lambda: standard(in_force_from="2026-01-01"), "vn-25/test.in_force_from"),
    "moment": (lambda: standard(in_force_from=datetime.datetime(2026, 1, 1)), "vn-25/test.in_force_from"),
    "year": (lambda: standard(in_force_from=2026), "vn-25/test.in_force_from"),
    "last day as text": (lambda: standard(in_force_to="2026-12-31"), "vn-25/test.in_force_to"),
    "title as text": (lambda: standard(title="Trường"), "vn-25/test.title"),
    "citation as text": (lambda: standard(citation="QĐ 01/2026"), "vn-25/test.citation"),
    "number in a text": (lambda: standard(title=Text(vi="x", en=5)), "vn-25/test.title.en"),  # type: ignore[arg-type]
    "kinds as text": (lambda: standard(kinds="school"), "vn-25/test.kinds"),
    "kind as number": (lambda: standard(kinds=("school", 5)), "vn-25/test.kinds[1]"),
    "criteria without comma": (lambda: standard(criteria=(criterion())), "vn-25/test.criteria"),
    "list of criteria": (lambda: standard(criteria=[criterion()]), "vn-25/test.criteria"),
    "fact for criterion": (lambda: standard(criteria=(truth(),)), "vn-25/test.criteria[0]"),
    "code as number": (lambda: criterion(code=1), "code"),
    "text as text": (lambda: criterion(text="đèn"), "text"),
    "no citation": (lambda: criterion(citation=None), "citation"),
    "condition as truth": (lambda: criterion(holds=True), "holds"),
    "article as number": (
        lambda: criterion(citation=Citation(kind=InstrumentKind.DECISION, number="1", article=4)),  # type: ignore[arg-type]
        "citation.article",
    ),
    "kind of instrument as text": (
        lambda: criterion(citation=Citation(kind="decision", number="1")),  # type: ignore[arg-type]
        "citation.kind",
    ),
    "label as text": (lambda: truth(label="đèn"), "label"),
    "evidence as text": (lambda: truth(evidence="biên bản"), "evidence"),
    "direction as text": (lambda: truth(direction="more_is_better"), "direction"),
    "source as text": (lambda: truth(source="QĐ"), "source"),
    "range with fractions": (lambda: count("x", range=Interval(0, 0.5)), "range.hi"),  # type: ignore[arg-type]
    "range as pair": (lambda: count("x", range=(0, 5)), "range"),
    "label of an option": (lambda: truth(measure=None, options=(Option("a", "A"),)), "options[0].label"),  # type: ignore[arg-type]
    "ratio as text": (lambda: Ratio("90"), "parts"),  # type: ignore[arg-type]
    "ratio with a fraction": (lambda: Ratio(90.5), "parts"),  # type: ignore[arg-type]
    "number for a ratio": (lambda: share(REACHED, LEARNERS, 90, Truths.TRUE), "at_least"),  # type: ignore[arg-type]
    "truth for what may be": (
        lambda: share(REACHED, LEARNERS, Ratio(90), of_nothing=True),  # type: ignore[arg-type]
        "of_nothing",
    ),
    "month as text": (lambda: DayOfYear("11", 1), "month"),  # type: ignore[arg-type]
    "question as text": (
        lambda: Reading(name="r", question="?", options=(Option("a", SCHOOL),) * 2, citation=NOWHERE),  # type: ignore[arg-type]
        "question",
    ),
    "pin without citation": (lambda: Pin(reading="r", option="a", citation=None), "citation"),  # type: ignore[arg-type]
    "assumption since a text": (
        lambda: Assumption(code="a", text=SCHOOL, citation=NOWHERE, since="2026-01-01"),  # type: ignore[arg-type]
        "since",
    ),
}


@pytest.mark.parametrize("slip", WRONG)
def test_a_value_of_a_wrong_type_is_refused_where_it_is_built(slip: str) -> None:
    build, place = WRONG[slip]
    assert refused(build) == [(place, "standard.wrong-type")]


@pytest.mark.parametrize(
    ("build", "place", "code"),
    [
        (lambda: criterion(code="  "), "code", "standard.blank"),
        (lambda: criterion(code="T 1"), "code", "standard.code-with-space"),
        (lambda: truth(name="lit\u00a0lanes"), "name", "standard.code-with-space"),
        (lambda: truth(name=""), "name", "standard.blank"),
        (lambda: standard(scheme="antt safety"), "vn-25/test.scheme", "standard.code-with-space"),
        (lambda: standard(kinds=("school ",)), "vn-25/test.kinds[0]", "standard.code-with-space"),
        (lambda: standard(title=Text(vi="", en="x")), "vn-25/test.title.vi", "standard.blank"),
    ],
)
def test_a_code_is_one_word(build: Callable[[], object], place: str, code: str) -> None:
    assert refused(build) == [(place, code)]


def test_everything_of_a_wrong_type_is_told_at_once_with_what_to_write() -> None:
    with pytest.raises(StandardError) as caught:
        standard(title="Trường", in_force_from="2026-01-01", criteria=(criterion()))
    told = caught.value.message("vi").splitlines()
    assert told[:2] == [
        """vn-25/test.title: cần Text(vi="…", en="…"), nhận được str 'Trường'""",
        "vn-25/test.in_force_from: cần datetime.date(2026, 1, 1), nhận được str '2026-01-01'",
    ]
    assert told[2].startswith("vn-25/test.criteria: cần (Criterion, …), nhận được Criterion ")


def test_what_may_be_left_out_is_told_with_it() -> None:
    with pytest.raises(StandardError, match=r"Text\(vi=\"…\", en=\"…\"\) \| None"):
        truth(evidence="biên bản")


class Light(enum.StrEnum):
    """Two codes."""

    ON = "on"
    OFF = "off"


CODES = {Light.ON: SCHOOL, Light.OFF: SCHOOL}


def sheet(annotation: Any, **written: Any) -> type[FactSheet]:
    declared = fact(**{"default": UNKNOWN, "label": SCHOOL, **written})
    return type("Facts", (FactSheet,), {"__annotations__": {"lit": annotation}, "lit": declared})


@pytest.mark.parametrize(
    ("annotation", "written", "places"),
    [
        (Fact[bool], {"default": 0}, ["lit.default"]),
        (Fact[bool], {"default": False, "label": "đèn"}, ["lit.default"]),
        (Fact[bool], {"label": "đèn", "evidence": "ảnh"}, ["lit.label", "lit.evidence"]),
        (Fact[bool], {"derivation": 5}, ["lit.derivation"]),
        (Fact[int], {"between": (0, 0.5)}, ["lit.between"]),
        (Fact[int], {"between": (5, 0)}, ["lit.between"]),
        (Fact[int], {"between": range(5)}, ["lit.between"]),
        (Fact[int], {"between": 5, "default": 0}, ["lit.default", "lit.between"]),
        (Fact[Hundredths], {"between": ("0", "100")}, ["lit.between"]),
        (Fact[float], {}, ["lit.[…]"]),
        (Fact[Light], {"codes": [Light.ON, Light.OFF]}, ["lit.codes"]),
        (Fact[Light], {"codes": {**CODES, Light.OFF: "tắt"}}, ["lit.options[1].label"]),
    ],
)
def test_a_slip_in_the_declaration_of_a_fact_is_told_under_its_name(
    annotation: Any, written: dict[str, Any], places: list[str]
) -> None:
    assert refused(lambda: sheet(annotation, **written)) == [
        (place, "standard.wrong-type") for place in places
    ]


def test_what_is_written_well_is_taken() -> None:
    assert sheet(Fact[Light], codes=CODES).facts()[0].options[0].code == "on"
    assert sheet(Fact[int], between=(0, 5)).facts()[0].range == Interval(0, 5)
    assert standard().kinds == ("school",)


# --- parts above their wholes ---

BOTH = (count("learners"), count("reached"))
BOUND = (count("learners"), count("reached", no_more_than="learners"))
ENOUGH = share(REACHED, LEARNERS, Ratio(90), Truths.FALSE).node
PLACE = "vn/test.criteria.T-1.holds"


def test_a_share_of_one_fact_in_another_needs_the_one_to_be_a_part_of_the_other() -> None:
    def built(**parts: Any) -> Standard:
        return standard(**NATIONAL, criteria=(criterion(holds=ENOUGH),), **parts)

    assert refused(lambda: built(facts=BOTH)) == [(PLACE, "standard.share-of-unrelated")]
    assert built(facts=BOUND).facts == BOUND
    between = (*BOUND[:1], count("asked", no_more_than="learners"), count("reached", no_more_than="asked"))
    assert built(facts=between).facts == between


@pytest.mark.parametrize(
    "condition",
    [
        Share(FactValue("reached"), LastYear("learners"), Ratio(90), Truths.FALSE),
        Share(FactValue("reached"), Sum((FactValue("learners"), Number(1))), Ratio(90), Truths.FALSE),
    ],
    ids=["another year", "a sum"],
)
def test_only_two_plain_facts_of_one_year_are_held_to_it(condition: Share) -> None:
    assert standard(**NATIONAL, facts=BOTH, criteria=(criterion(holds=condition),)).facts == BOTH


def stack(part: FactDeclaration) -> Stack:
    """A national standard that counts learners, and a province that asks for a share of them."""
    national = standard(**NATIONAL, facts=(count("learners"), truth()))
    own = standard(facts=(part,), criteria=(criterion(code="P-1", holds=ENOUGH),))
    return Stack(national, own)


def test_a_province_declares_a_part_of_a_national_whole_and_tells_nothing_of_it() -> None:
    unrelated = refused(lambda: stack(count("reached")))
    assert unrelated == [("vn-25/test.criteria.P-1.holds", "standard.share-of-unrelated")]
    assert refused(lambda: stack(count("reached", no_more_than="learner"))) == [
        ("vn-25/test.facts.reached.no_more_than", "tree.unknown-fact"),
        ("vn-25/test.criteria.P-1.holds", "standard.share-of-unrelated"),
    ]
    assert stack(count("reached", no_more_than="learners")).parts == {}
