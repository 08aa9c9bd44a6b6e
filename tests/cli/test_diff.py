"""`antq standards diff`: how two versions differ, on a page and as data."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antq_core.codec.documents import write_standard
from antq_core.standards.standard import Standard

AREA = "vn/antt-safety/124-2021/residential-area"
AGENCY, ENTERPRISE = "124-2021/agency", "124-2021/enterprise"


@pytest.fixture
def edited(
    save: Callable[..., Path], short_standards: tuple[Standard, ...]
) -> Callable[..., tuple[Path, Path]]:
    """Two files of one standard: as it is, and as a change leaves it."""

    def write(change: Callable[[Any], None]) -> tuple[Path, Path]:
        document = write_standard(short_standards[0])
        old = save("old.json", document)
        changed = json.loads(json.dumps(document))
        change(changed)
        return old, save("new.json", changed)

    return write


def fewer_fires(document: Any) -> None:
    few = {"op": "compare", "left": {"op": "fact_value", "fact": "fires"}, "operator": "<="}
    document["criteria"][0]["holds"] = {
        "op": "and",
        "operands": [document["criteria"][0]["holds"], {**few, "right": {"op": "number", "value": 2}}],
    }


def test_two_versions_are_compared_in_words(antq: Any, edited: Any) -> None:
    run = antq("standards", "diff", *edited(fewer_fires))
    assert run.code == 0
    assert "Bản mới       new.json: vn/short/residential_area: short residential_area (vi)" in run.out
    assert "Mọi tiêu chí  chặt hơn: đơn vị nào đạt bản mới thì chắc chắn đạt bản cũ" in run.out
    assert "Số chỗ khác   1 (chặt hơn 1)" in run.out
    (line,) = (each for each in run.out.splitlines() if each.startswith("chặt hơn"))
    assert line.rstrip() == (
        "chặt hơn  tiêu chí A-1 “A-1 (vi)”, điều kiện: clean (vi) → clean (vi) và fires (vi) ≤ 2"
    )


def test_the_same_for_machines(antq: Any, edited: Any) -> None:
    listing = antq("standards", "diff", *edited(fewer_fires), "--json").listing
    assert (listing["format"], listing["requirements"], listing["points"]) == (1, "stricter", None)
    assert listing["old"]["id"] == listing["new"]["id"] == "vn/short/residential_area"
    assert listing["old"]["digest"] != listing["new"]["digest"]
    (found,) = listing["differences"]
    assert (found["part"], found["change"], found["code"], found["aspect"], found["effect"]) == (
        "criterion",
        "changed",
        "A-1",
        "condition",
        "stricter",
    )
    assert found["word"] == {"vi": "chặt hơn", "en": "stricter"}
    assert found["sentence"]["en"].endswith("clean (en) → clean (en) and fires (en) ≤ 2")


def test_a_standard_and_itself(antq: Any) -> None:
    run = antq("standards", "diff", AREA, AREA)
    assert (run.code, run.err) == (0, "")
    assert "Hai bản không khác nhau." in run.out
    assert antq("standards", "diff", AREA, AREA, "--json").listing["differences"] == []


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_standards_for_different_units_can_be_compared(antq: Any, locale: str) -> None:
    run = antq("standards", "diff", AGENCY, ENTERPRISE, "--locale", locale)
    assert run.code == 0
    assert "armed_forces" in run.out
    assert {"vi": "thay đổi  phạm vi áp dụng", "en": "changed   scope"}[locale] in run.out


def test_no_line_is_wider_than_the_screen(antq: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    shown = antq("standards", "diff", "23-2012/commune", "124-2021/commune").out
    assert len(shown.splitlines()) > 100
    assert all(len(line) <= 100 for line in shown.splitlines())


def test_every_difference_stands_on_the_page(antq: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    versions = ("23-2012/commune", "124-2021/commune")
    shown = antq("standards", "diff", *versions).out
    found = antq("standards", "diff", *versions, "--json").listing["differences"]
    assert len(found) > 100
    assert [each["sentence"]["vi"] for each in found if each["sentence"]["vi"][:300] not in shown] == []


def test_what_does_not_exist_is_refused_on_both_sides(antq: Any) -> None:
    run = antq("standards", "diff", "no/such", "nor/this")
    assert run.code == 2
    assert '"no/such"' in run.err
    assert '"nor/this"' in run.err


def test_of_standards_that_replace_one_another_a_shared_end_means_the_newest(antq: Any) -> None:
    run = antq("standards", "diff", "23-2012/residential-area", "residential-area", "--json")
    assert run.listing["new"]["id"] == AREA


@pytest.mark.parametrize("command", [("show",), ("sheet",), ("check",), ("diff", AREA)])
def test_an_end_that_several_ids_share_is_refused_with_all_of_them(
    antq: Any, command: tuple[str, ...]
) -> None:
    run = antq("standards", *command, "agency")
    assert (run.code, run.out) == (2, "")
    assert "cli.several-standards" in run.err
    shown = run.err.replace("\n", " ")
    for part in ("antt-safety/23-2012", "antt-safety/124-2021", "movement-grade/510-2022"):
        assert f"vn/{part}/agency" in shown


def test_an_end_that_no_id_has_is_refused(antq: Any) -> None:
    assert antq("standards", "diff", "2012/agency", "nor/this").code == 2


def test_standards_of_two_schemes_are_compared_with_a_warning(
    antq: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    run = antq("standards", "diff", AGENCY, "510-2022/agency")
    assert run.code == 0
    (line,) = (each for each in run.out.splitlines() if each.startswith("Lưu ý"))
    assert "antt-safety và movement-grade" in line
    assert "Mọi tiêu chí" not in run.out  # whoever meets the one is not said to meet the other
    english = antq("standards", "diff", AGENCY, "510-2022/agency", "--locale", "en").out
    assert "not two versions of one standard" in english
    assert "Lưu ý" not in antq("standards", "diff", AGENCY, ENTERPRISE).out
    listing = antq("standards", "diff", AGENCY, "510-2022/agency", "--json").listing
    assert (listing["old"]["scheme"], listing["new"]["scheme"]) == ("antt-safety", "movement-grade")
    assert (listing["requirements"], listing["points"]) == (None, None)
