"""Sheets and checks from the command line: empty, filled in, written whole; faults end with an exit code."""

import datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

from antq_core.codec.documents import write_standard
from antq_core.codec.text import canonical
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import FactValue, Measure
from antq_core.expressions.writing import NumberExpression, TruthExpression, meets_standard
from antq_core.messages.text import Text
from antq_core.possible import Interval, Rounding
from antq_core.standards.criteria import Criterion
from antq_core.standards.grading import Ceiling, Grade, Grading, Threshold
from antq_core.standards.rubric import Rescaling
from antq_core.standards.scoring import at_most, deduction, flat, group, stepped, untranscribed
from antq_core.standards.standard import Standard

INVENTED = Citation(kind=InstrumentKind.FICTIONAL, number="2/2026", article="1")
WATERMARK = "**MẪU GIẢ ĐỊNH – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ / FICTIONAL SAMPLE – NO LEGAL FORCE**"


def words(text: str) -> Text:
    return Text(vi=f"{text} (vi)", en=f"{text} (en)")


QUIET = TruthExpression(FactValue("quiet"))
FIRES = NumberExpression(FactValue("fires"))
SCORED = Standard(
    id="vn/scored/areas",
    scheme="antt-safety",
    jurisdiction="vn",
    kinds=("residential_area",),
    title=words("scored"),
    citation=INVENTED,
    in_force_from=datetime.date(2025, 7, 1),
    window=WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
    decided_on=DayOfYear(11, 14),
    facts=(
        FactDeclaration(name="quiet", measure=Measure.TRUTH, label=words("quiet")),
        FactDeclaration(name="fires", measure=Measure.COUNT, label=words("fires"), range=Interval(0, 9)),
    ),
    rubric=group(
        "S",
        words("sheet"),
        [
            flat("S.1", words("quiet"), 60_00, when=QUIET, citation=INVENTED),
            stepped(
                "S.2",
                words("fires"),
                30_00,
                arms=[(FIRES == 0, 30_00), (FIRES <= 2, 12_50)],
                citation=INVENTED,
            ),
            untranscribed("S.3", words("unread"), 10_00),
            deduction("S.4", words("each fire"), each=1_00, of=FIRES, at_most=5_00, citation=INVENTED),
        ],
        rescaling=Rescaling(text=words("put upon the scale"), rounding=Rounding.DOWN, citation=INVENTED),
        limit=at_most(95_00, words("no more than 95"), citation=INVENTED),
    ),
    grading=Grading(
        grades=(
            Grade(code="weak", label=words("weak")),
            Grade(code="good", label=words("good"), threshold=Threshold(points=70_00, citation=INVENTED)),
        ),
        ceilings=(Ceiling(code="c", grade="weak", unless=QUIET, text=words("quiet"), citation=INVENTED),),
    ),
)
FILE = "scored.json"


@pytest.fixture
def scored(antq: Any, save: Any, area: Any) -> Any:
    """Runs a command line beside a scored standard and the dossier of an area that has claimed more."""
    save(FILE, write_standard(SCORED))
    claimed = {"quiet": True, "fires": 0}
    save("area.json", {**area("k1", "Thôn | Mẫu", quiet=True, fires=1), "claimed": claimed})
    return antq


def test_an_empty_sheet_is_printed_without_a_dossier(scored: Any) -> None:
    run = scored("standards", "sheet", FILE)
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines()[0] == WATERMARK
    assert "| 1   | quiet (vi) (S.1)" in run.out


def test_a_sheet_is_filled_in_on_both_bases(scored: Any) -> None:
    run = scored("standards", "sheet", FILE, "area.json", "k1", "--locale", "en")
    assert run.code == 0
    cells = [[cell.strip() for cell in line.split(" | ")] for line in run.out.splitlines() if "(S.2)" in line]
    assert [row[2:5] for row in cells] == [["30", "30", "12.5"]]
    assert "- Unit: Thôn \\| Mẫu (k1) – kind: residential area" in run.out
    assert "By what the unit claims:" in run.out


def test_a_sheet_is_written_whole_or_not_at_all(scored: Any, tmp_path: Path) -> None:
    shown = scored("standards", "sheet", FILE, "area.json", "k1").out
    run = scored("standards", "sheet", FILE, "area.json", "k1", "--output", "sheet.md")
    assert (run.code, run.out) == (0, "")
    assert tmp_path.joinpath("sheet.md").read_text(encoding="utf-8") == shown
    assert "sheet.md" in run.err


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ((FILE, "area.json"), "cli.sheet-without-unit"),
        ((FILE, "--reading", "a=b"), "cli.sheet-needs-file"),
        ((FILE, "area.json", "k2"), "cli.unknown-unit"),
        ((FILE, "--output", "sheet.txt"), "cli.unknown-ending"),
        ((FILE, "--output", "nowhere/sheet.md"), "cli.no-folder"),
        ((FILE, "area.json", "k1", "--output", "area.json"), "cli.overwrites-input"),
    ],
)
def test_what_cannot_be_printed_is_refused(scored: Any, tmp_path: Path, typed: Any, code: str) -> None:
    before = sorted(tmp_path.iterdir())
    run = scored("standards", "sheet", *typed)
    assert (run.code, run.out) == (2, "")
    assert f"#{code}]" in run.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_sheet_of_another_kind_of_unit_is_refused(antq: Any, save: Any, area: Any) -> None:
    save("area.json", area("k1"))
    run = antq("standards", "sheet", "vn/antt-safety/124-2021/agency", "area.json", "k1")
    assert run.code == 2
    assert "cli.sheet-not-for-unit" in run.err
    assert "vn/antt-safety/124-2021/residential-area" in run.err


def test_every_standard_at_hand_prints_and_has_no_fault(antq: Any) -> None:
    listing = antq("standards", "check", "--json")
    assert listing.code == 0
    checked = listing.listing["standards"]
    assert [each["id"] for each in checked if each["faults"]] == []
    for each in checked:
        run = antq("standards", "sheet", each["id"])
        assert run.code == 0
        assert [item["code"] for item in each["items"] if item["code"] not in run.out] == []


def test_a_number_without_a_citation_is_a_fault(scored: Any) -> None:
    run = scored("standards", "check", FILE, "--locale", "en")
    assert run.code == 3
    assert "rubric.S.3: item S.3: its points (10) have no citation" in run.out
    assert "Standards checked: 1; to correct: 1; to look at: 1." in run.out
    (checked,) = scored("standards", "check", FILE, "--json").listing["standards"]
    assert [each["code"] for each in checked["faults"]] == ["soundness.uncited-points"]
    assert [each["code"] for each in checked["warnings"]] == ["soundness.transcribed-points"]
    assert checked["points"] == {"transcribed": 90_00, "all": 100_00}


def test_each_item_is_listed_with_its_status(scored: Any) -> None:
    out = scored("standards", "check", FILE, "--items", "--locale", "en").out
    (unread,) = [line for line in out.splitlines() if line.startswith("│ S.3")]
    assert [cell.strip() for cell in unread.split("│")[3:6]] == [
        "10",
        "not transcribed",
        "Article 1 of fictional instrument 2/2026",
    ]


def test_what_cannot_be_checked_is_all_told(antq: Any) -> None:
    run = antq("standards", "check", "no-such-id", "none.json")
    assert run.code == 2
    assert "no-such-id" in run.err
    assert "none.json" in run.err


LAMPS = NumberExpression(FactValue("lamps"))
OF_A_PROVINCE = Standard(
    id="vn-25/scored",
    scheme="antt-safety",
    jurisdiction="vn-25",
    kinds=("residential_area",),
    title=words("province"),
    citation=INVENTED,
    in_force_from=datetime.date(2025, 7, 1),
    facts=(
        FactDeclaration(name="lamps", measure=Measure.COUNT, label=words("lamps"), range=Interval(0, 90)),
    ),
    rubric=group(
        "L",
        words("l"),
        [deduction("L.1", words("l"), each=1_00, of=LAMPS, at_most=5_00, citation=INVENTED)],
    ),
)
HOOK = """
from antq_core.codec.documents import read_standard
from antq_core.codec.text import parse
from antq_core.hookspecs import hookimpl

@hookimpl
def antq_standards():
    return [read_standard(parse(each)) for each in {documents!r}]
"""


def installed(*standards: Standard) -> dict[str, str]:
    """The entry point of a plugin of Phú Thọ with some standards."""
    return {"vn-25": HOOK.format(documents=[canonical(write_standard(each)) for each in standards])}


def deducing(each: int, **parts: Any) -> Standard:
    """A province that takes points off for its lamps."""
    item = deduction("L.1", words("l"), each=each, of=LAMPS, at_most=5_00, citation=INVENTED)
    return attrs.evolve(OF_A_PROVINCE, rubric=group("L", words("l"), [item]), **parts)


MISSPELT = attrs.evolve(OF_A_PROVINCE.facts[0], no_more_than="lampss")
UNFIT = {
    "undeclared fact": (deducing(1_00, facts=()), "tree.unknown-fact", "rubric.L.1.points.operand.count: "),
    "misspelt whole": (deducing(1_00, facts=(MISSPELT,)), "tree.unknown-fact", '"lampss"'),
    "points below nought": (deducing(-1_00), "rubric.beyond-its-points", "(lamps)"),
}


@pytest.mark.parametrize("named", [(), ("vn-25/scored",), ("scored",), ("province.json",)], ids=str)
@pytest.mark.parametrize("way", UNFIT)
def test_what_does_not_fit_upon_the_national_standard_is_to_be_corrected(
    *, antq: Any, install: Any, save: Any, way: str, named: tuple[str, ...]
) -> None:
    standard, code, said = UNFIT[way]
    if named == ("province.json",):
        save("province.json", write_standard(standard))
    else:
        install("antq-unfit", installed(standard))
    run = antq("standards", "check", *named, "--locale", "en")
    assert run.code == 3
    to_correct = run.out.partition("\nvn-25/scored\nTo correct:\n")[2].replace("\n", " ")
    assert to_correct.startswith("- ") and said in to_correct.partition(" [docs/")[0]
    assert "; to correct: 1;" in to_correct
    listing = antq("standards", "check", *named, "--json").listing
    faults = {each["id"]: [fault["code"] for fault in each["faults"]] for each in listing["standards"]}
    assert {each: codes for each, codes in faults.items() if codes} == {"vn-25/scored": [code]}


def test_what_fits_is_not_held_to_blame_for_what_does_not(antq: Any, install: Any) -> None:
    fits = attrs.evolve(deducing(1_00), id="vn-25/fits", kinds=("school",))
    install("antq-unfit", installed(fits, UNFIT["misspelt whole"][0]))
    assert antq("standards", "check", "vn-25/fits").code == 0
    assert antq("standards", "check", "vn-25/scored").code == 3


@pytest.mark.parametrize("named", [(), ("vn-25/scored",)], ids=str)
def test_a_plugin_that_is_broken_at_loading_is_to_be_corrected(
    *, antq: Any, install: Any, named: tuple[str, ...]
) -> None:
    install("antq-broken", {"vn-25": "import antq_no_such_module"})
    run = antq("standards", "check", *named, "--locale", "en")
    assert (run.code, run.err) == (3, "")
    told = run.out.partition("\nvn-25 (antq-broken 1.0)\nTo correct:\n- ")[2]
    assert "antq_no_such_module" in told
    assert "; to correct: 1;" in told
    listed = antq("standards", "check", *named, "--json")
    (broken,) = listed.listing["broken"]
    assert (broken["jurisdiction"], broken["distribution"]) == ("vn-25", "antq-broken")
    assert [each["code"] for each in broken["faults"]] == ["plugin.not-loaded"]
    assert "antq-broken" in listed.err


def test_a_scheme_that_is_asked_for_and_is_not_there_breaks_the_plugin(antq: Any, install: Any) -> None:
    verdict = meets_standard("movement-grad", words("grade"))
    asked = Criterion(code="L-1", text=words("l"), citation=INVENTED, holds=verdict)
    install("antq-broken", installed(deducing(1_00, criteria=(asked,))))
    (broken,) = antq("standards", "check", "--json").listing["broken"]
    assert [each["code"] for each in broken["faults"]] == ["standard.asks-unknown-scheme"]
    assert broken["faults"][0]["place"] == ["vn-25/scored", "criteria", "L-1", "holds"]


def test_that_nothing_lies_beneath_a_standard_is_told(antq: Any, install: Any) -> None:
    past = datetime.date(2000, 1, 1), datetime.date(2000, 12, 31)
    install("antq-past", installed(deducing(1_00, in_force_from=past[0], in_force_to=past[1])))
    (checked,) = antq("standards", "check", "vn-25/scored", "--json").listing["standards"]
    assert [each["code"] for each in checked["warnings"]] == ["soundness.stands-upon-none"]


def test_a_rubric_is_shown_with_how_points_are_earned(scored: Any) -> None:
    run = scored("standards", "show", FILE, "--locale", "en")
    assert run.code == 0
    for shown in (
        "Rubric (100 points)",
        "quiet (en) – 60 points (Article 1 of fictional instrument 2/2026)",
        "Earned by: 60 points if quiet (en)",
        "• 12.5 points if fires (en) ≤ 2",
        "• else: 0 points",
        "each fire (en) – deduction, 5 at most",
        "Rescaling: put upon the scale (en), rounded down",
        "Limit: no more than 95 (en)",
        "good (en): 70 points and more (Article 1 of fictional instrument 2/2026)",
        "Ceiling, weak (en) at most: quiet (en)",
        "unless: quiet (en)",
    ):
        assert shown in run.out


def test_the_values_of_points_are_shown_as_a_dossier_states_them(antq: Any, save: Any) -> None:
    care = FactDeclaration(name="care", measure=Measure.POINTS, label=words("care"), range=Interval(0, 10_00))
    save(FILE, write_standard(attrs.evolve(SCORED, facts=(*SCORED.facts, care))))
    for locale, told in (
        ("vi", "0–10 điểm; trong hồ sơ ghi bằng phần trăm điểm (100 là 1 điểm): 0–1000"),
        ("en", "0–10 points; written in a dossier in hundredths (100 is 1 point): 0–1000"),
    ):
        shown = antq("standards", "show", FILE, "--locale", locale).out
        assert all(word in shown for word in told.split())


def test_points_and_grades_are_listed_where_there_are_any(scored: Any) -> None:
    run = scored("assess", "area.json", "--standard", FILE, "--locale", "en")
    assert "Points" in run.out
    assert "71.5–81.5/100" in run.out
    assert "good (en)" in run.out
    (entry,) = scored("assess", "area.json", "--standard", FILE, "--json").listing["assessed"]
    assert entry["scores"] == [
        {
            "standard": "vn/scored/areas",
            "points": {"from": 71_50, "to": 81_50},
            "most": 100_00,
            "exact": True,
            "grade": {"lowest": "good", "highest": "good"},
        }
    ]


def test_where_two_standards_give_points_each_line_says_whose_it_is(
    scored: Any, save: Any, area: Any
) -> None:
    own = {"id": "vn-25/scored", "jurisdiction": "vn-25", "window": None, "decided_on": None, "facts": ()}
    items = [flat("P.1", words("quiet"), 10_00, when=QUIET, citation=INVENTED)]
    provincial = attrs.evolve(
        SCORED, rubric=group("P", words("own"), items), grading=None, title=words("own"), **own
    )
    save("province.json", write_standard(provincial))
    run = scored("assess", "area.json", "--standard", FILE, "--standard", "province.json", "--locale", "en")
    assert "vn: 71.5–81.5/100" in run.out
    assert "vn-25: 10/10" in run.out
    assert "vn: good (en)" in run.out
    alone = scored("assess", "area.json", "--standard", FILE, "--locale", "en")
    assert "vn: " not in alone.out


def test_points_have_no_column_where_nothing_is_scored(short: Any, save: Any, area: Any) -> None:
    save("k1.json", area("k1", clean=True))
    assert "Points" not in short("assess", "k1.json", "--locale", "en").out
    (entry,) = short("assess", "k1.json", "--json").listing["assessed"]
    assert entry["scores"] == []
