"""`antq standards impact`: who is touched by a new version, over dossiers."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from antq_core.codec.documents import write_standard
from antq_core.domain.declarations import FactDeclaration
from antq_core.expressions import tree
from antq_core.expressions.writing import NumberExpression, TruthExpression
from antq_core.messages.text import Text
from antq_core.possible import Interval
from antq_core.standards.grading import Ceiling, Grade, Grading, Threshold
from antq_core.standards.scoring import by_hand, group, stepped
from antq_core.standards.standard import Standard

Versions = Callable[..., tuple[Path, Path]]


@pytest.fixture
def versions(save: Callable[..., Path], short_standards: tuple[Standard, ...]) -> Versions:
    """The short standard for areas, and a new version of it that asks for lamps and not for cleanness."""

    def write(*more: Any, kinds: Any = None) -> tuple[Path, Path]:
        old = write_standard(short_standards[0])
        new = json.loads(json.dumps(old))
        lamps = {"name": "lamps", "measure": "truth", "label": {"vi": "đèn", "en": "lamps"}}
        new["facts"] = [each for each in new["facts"] if each["name"] != "clean"] + [lamps]
        new["criteria"][0] = {
            **new["criteria"][0],
            "code": "B-1",
            "text": {"vi": "có đèn", "en": "lamps"},
            "holds": {"op": "fact_value", "fact": "lamps"},
        }
        new["kinds"] = kinds or new["kinds"]
        return save("old.json", old), save("new.json", new)

    return write


def words(text: str) -> Text:
    return Text(vi=f"{text} (vi)", en=f"{text} (en)")


def shifts(run: Any) -> dict[str, str]:
    return {each["unit"]: each["shift"] for each in run.listing["units"]}


def test_units_gain_lose_and_come_to_be_open(antq: Any, versions: Versions, save: Any, area: Any) -> None:
    dossiers = save(
        "areas.jsonl",
        area("gains", quiet=True, clean=False, lamps=True),
        area("loses", quiet=True, clean=True, lamps=False),
        area("opens", quiet=True, clean=True),
        area("settles", quiet=True, lamps=True),
        area("stays", quiet=True, clean=True, lamps=True),
    )
    run = antq("standards", "impact", *versions(), dossiers, "--json")
    assert run.code == 0
    assert shifts(run) == {
        "gains": "gains",
        "loses": "loses",
        "opens": "undecided",
        "settles": "decided",
        "stays": "same",
    }
    totals = run.listing["totals"]
    assert {name: count for name, count in totals.items() if count} == {
        "gains": 1,
        "loses": 1,
        "undecided": 1,
        "decided": 1,
        "same": 1,
    }
    by_unit = {each["unit"]: each for each in run.listing["units"]}
    assert by_unit["gains"]["before"] == {"verdict": "not_met", "possible": ["not_met"]}
    assert by_unit["loses"]["causes"] == [{"criterion": "B-1", "before": None, "after": ["not_met"]}]
    assert [each["criterion"] for each in by_unit["gains"]["causes"]] == ["A-1"]
    assert by_unit["stays"]["causes"] == []


def test_the_same_for_people(antq: Any, versions: Versions, save: Any, area: Any) -> None:
    dossiers = save("areas.jsonl", area("thon-1", quiet=True, clean=True, lamps=False), area("thon-2"))
    run = antq("standards", "impact", *versions(), dossiers)
    assert run.code == 0
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert lines[0].startswith("Số đơn vị theo thay đổi từ bản cũ old.json sang bản mới new.json")
    assert lines[1:3] == ["không còn đạt 1", "không đổi 1"]
    assert "│ thon-1 │ Thôn Mẫu │ không còn đạt │ đạt │ chưa đạt │ B-1: không xét → chưa đạt │" in lines
    assert not any("thon-2" in line for line in lines)
    english = antq("standards", "impact", *versions(), dossiers, "--locale", "en").out
    assert "B-1: not asked → not met" in english


def test_what_only_one_version_declares_is_left_aside_and_told(
    antq: Any, versions: Versions, save: Any, area: Any
) -> None:
    evidence = {"lamps": [{"document": "Biên bản (giả định)"}]}
    dossiers = save(
        "areas.jsonl",
        {**area("thon-1", quiet=True, clean=True, lamps=True), "evidence": evidence},
        area("thon-2", quiet=True, lamps=True),
        area("thon-3", quiet=True),
    )
    run = antq("standards", "impact", *versions(), dossiers)
    assert run.code == 0
    assert "2 hồ sơ có nội dung mà bản old.json không khai báo" in run.err
    assert "1 hồ sơ có nội dung mà bản new.json không khai báo" in run.err
    listing = antq("standards", "impact", *versions(), dossiers, "--json").listing
    assert listing["left_aside"] == {"old": {"lamps": 2}, "new": {"clean": 1}}


def test_what_neither_version_declares_is_refused(
    antq: Any, versions: Versions, save: Any, area: Any
) -> None:
    run = antq("standards", "impact", *versions(), save("areas.jsonl", area("thon-1", lamp=True)), "--json")
    assert run.code == 3
    assert run.listing["totals"]["rejected"] == 1
    assert '"lamp"' in run.err
    (rejected,) = run.listing["rejected"]
    assert rejected.keys() == {"old", "new"}


def test_what_one_version_cannot_read_is_told_under_its_name(
    antq: Any, save: Any, area: Any, short_standards: tuple[Standard, ...]
) -> None:
    old = write_standard(short_standards[0])
    new = json.loads(json.dumps(old))
    new["facts"][2]["range"]["to"] = 1000
    dossiers = save("areas.jsonl", area("thon-1", fires=500), area("thon-2", fires=5))
    run = antq("standards", "impact", save("old.json", old), save("new.json", new), dossiers, "--json")
    assert run.code == 3
    assert run.listing["totals"]["only_new"] == 1
    assert shifts(run) == {"thon-2": "same"}
    (rejected,) = run.listing["rejected"]
    assert rejected["old"]["problems"][0]["code"] == "value.out-of-range"
    assert "Xét theo bản old.json:" in run.err


@pytest.fixture
def communes(
    save: Callable[..., Path], short_standards: tuple[Standard, ...], versions: Versions
) -> tuple[Path, ...]:
    """Both versions for areas, and the short standard for communes."""
    return (*versions(), save("communes.json", write_standard(short_standards[1])))


def test_a_commune_changes_with_its_areas(
    antq: Any, save: Any, area: Any, commune: Any, communes: tuple[Path, ...]
) -> None:
    dossiers = save("all.jsonl", commune("xa", "thon-1"), area("thon-1", quiet=True, clean=True, lamps=False))
    *both, of_communes = communes
    run = antq("standards", "impact", *both, dossiers, "--standard", of_communes, "--json")
    assert run.code == 0
    assert [each["unit"] for each in run.listing["units"]] == ["xa", "thon-1"]
    assert shifts(run) == {"xa": "loses", "thon-1": "loses"}
    assert [each["concerned"] for each in run.listing["units"]] == [False, True]


def test_versions_hold_whatever_the_day(antq: Any, save: Any, area: Any, versions: Versions) -> None:
    old, new = versions()
    for file, ends in ((old, "2025-12-31"), (new, None)):
        document = json.loads(Path(file).read_text(encoding="utf-8"))
        Path(file).write_text(json.dumps({**document, "in_force_to": ends}), encoding="utf-8")
    run = antq("standards", "impact", old, new, save("areas.jsonl", area("thon-1", quiet=True)), "--json")
    assert (run.code, shifts(run)) == (0, {"thon-1": "same"})


def test_csv_is_read_under_both(antq: Any, save: Any, versions: Versions) -> None:
    rows = save(
        "areas.csv",
        "unit,kind,province,commune,year,verified.quiet,verified.clean,verified.lamps",
        "thon-1,residential_area,25,00001,2026,true,true,false",
    )
    run = antq("standards", "impact", *versions(), rows, "--json")
    assert (run.code, shifts(run)) == (0, {"thon-1": "loses"})


def test_only_so_many_units_are_listed_for_people(
    antq: Any, versions: Versions, save: Any, area: Any
) -> None:
    many = [area(f"thon-{number:03}", quiet=True, clean=True, lamps=False) for number in range(103)]
    run = antq("standards", "impact", *versions(), save("areas.jsonl", *many))
    assert "thon-099" in run.out
    assert "thon-100" not in run.out
    assert "… và 3 đơn vị có thay đổi nữa" in run.out


def test_what_are_no_two_versions_is_refused(antq: Any, save: Any, area: Any) -> None:
    dossiers = save("areas.jsonl", area("thon-1"))
    run = antq("standards", "impact", "124-2021/agency", "124-2021/enterprise", dossiers)
    assert run.code == 2
    assert "cli.not-versions" in run.err


def test_unusable_input_is_refused(antq: Any, versions: Versions) -> None:
    assert antq("standards", "impact", *versions(), "absent.jsonl").code == 2
    assert antq("standards", "impact", *versions()).code == 2
    assert antq("standards", "impact", *versions(), "a.jsonl", "--as-of", "soon").code == 2


def test_a_reading_that_only_one_version_has_can_be_chosen(
    antq: Any, versions: Versions, save: Any, area: Any
) -> None:
    old, new = versions()
    document = json.loads(Path(new).read_text(encoding="utf-8"))
    document["readings"] = []
    document["criteria"][1]["holds"] = {"op": "fact_value", "fact": "quiet"}
    Path(new).write_text(json.dumps(document), encoding="utf-8")
    dossiers = save("areas.jsonl", area("thon-1", clean=True, quiet=False, lamps=True))
    chosen = ("--reading", "noise_means=by_night")
    run = antq("standards", "impact", old, new, dossiers, *chosen, "--json")
    assert (run.code, shifts(run)) == (0, {"thon-1": "loses"})
    assert antq("standards", "impact", old, new, dossiers, "--reading", "noise=x").code == 2


@pytest.fixture
def scored(save: Callable[..., Path], short_standards: tuple[Standard, ...]) -> tuple[Path, Path]:
    """Two versions that give points and grades; the new one by other points, threshold and ceiling."""

    def written(name: str, brings: int, above: int, *ceilings: Ceiling) -> Path:
        fires = by_hand("R.1", words("work"), 90_00, score=NumberExpression(tree.FactValue("work")))
        quiet = stepped(
            "R.2",
            words("quiet"),
            10_00,
            arms=[(TruthExpression(tree.FactValue("quiet")), brings)],
            otherwise=0,
        )
        best = Grade(code="best", label=words("best"), threshold=Threshold(points=above, inclusive=False))
        work = FactDeclaration(
            name="work", measure=tree.Measure.POINTS, label=words("work"), range=Interval(0, 90_00)
        )
        standard = attrs.evolve(
            short_standards[0],
            criteria=(),
            facts=(*short_standards[0].facts, work),
            rubric=group("R", words("rubric"), [fires, quiet]),
            grading=Grading(grades=(Grade(code="weak", label=words("weak")), best), ceilings=ceilings),
        )
        return save(name, write_standard(standard))

    clean = Ceiling(code="c", grade="weak", unless=tree.FactValue("clean"), text=words("clean"))
    return written("old.json", 5_00, 85_00), written("new.json", 7_50, 80_00, clean)


def test_what_changed_points_and_grades_is_named(
    antq: Any, scored: tuple[Path, Path], save: Any, area: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    dossiers = save(
        "areas.jsonl",
        area("threshold", work={"from": 82_75, "to": 90_00}, quiet=False, clean=True),
        area("item", work=50_00, quiet=True, clean=True),
        area("ceiling", work=90_00, quiet=False, clean=False),
        area("perhaps", work={"from": 20_00, "to": 60_00}, quiet=True, clean=True),
    )
    run = antq("standards", "impact", *scored, dossiers, "--locale", "en")
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert lines[1:5] == ["becomes decided 1", "scores higher 1", "scores lower 1", "may score higher 1"]
    for unit, named in {
        "threshold": "threshold of best (en): above 85 points → above 80 points",
        "item": "item R.2: 5 → 7.5 points",
        "ceiling": "ceiling c: no limit → no higher than weak (en)",
        "perhaps": "item R.2: 5 → 7.5 points",
    }.items():
        assert any(line.startswith(f"│ {unit} │") and named in line for line in lines)


def test_what_changed_points_and_grades_as_data(
    antq: Any, scored: tuple[Path, Path], save: Any, area: Any
) -> None:
    both = area("both", work=76_00, quiet=True, clean=True)
    open_ceiling = area("open", work=90_00, quiet=False)
    run = antq("standards", "impact", *scored, save("areas.jsonl", both, open_ceiling), "--json")
    assert shifts(run) == {"both": "higher", "open": "undecided"}
    found = [each["scores"][0]["causes"] for each in run.listing["units"]]
    threshold, item = found[0]
    assert (item["part"], item["code"]) == ("item", "R.2")
    assert (item["before"], item["after"]) == ({"from": 5_00, "to": 5_00}, {"from": 7_50, "to": 7_50})
    assert (threshold["part"], threshold["code"]) == ("grade", "best")
    assert threshold["before"] == {"points": 85_00, "inclusive": False}
    (ceiling,) = found[1]
    capped = {"grade": "weak", "binds": ["false", "true"]}
    assert ceiling == {"part": "ceiling", "code": "c", "before": None, "after": capped}
