from pathlib import Path
from typing import Any

import jsonschema
import pytest

from antq_core.codec.documents import read_standard, write_standard
from antq_core.standards.standard import Standard

AREA_ID = "vn/antt-safety/124-2021/residential-area"


def test_standards_are_listed(antq: Any) -> None:
    run = antq("standards", "list")
    assert run.code == 0
    assert AREA_ID in run.out
    listing = antq("standards", "list", "--json").listing
    assert AREA_ID in [each["id"] for each in listing["standards"]]
    assert listing["format"] == 1


@pytest.mark.parametrize("width", [50, 80, 119, 160])
def test_ids_of_listed_standards_are_never_broken(
    antq: Any, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    ids = [each["id"] for each in antq("standards", "list", "--json").listing["standards"]]
    shown = antq("standards", "list").out
    assert [each for each in ids if each not in shown] == []
    assert all(len(line) <= width for line in shown.splitlines())


def test_a_standard_is_shown_by_the_last_part_of_its_id(antq: Any) -> None:
    whole = antq("standards", "show", AREA_ID)
    assert antq("standards", "show", "residential-area") == whole
    assert antq("standards", "show", "area").code == 2


def test_a_standard_is_shown_in_words(antq: Any, save: Any, short_standards: tuple[Standard, ...]) -> None:
    save("areas.json", write_standard(short_standards[0]))
    run = antq("standards", "show", "areas.json", "--locale", "en")
    assert run.code == 0
    for shown in (
        "short residential_area (en)",
        "fictional instrument 1/2026",
        "from 2025-07-01",
        "01/11 (day/month) of the year before to 31/10 (day/month) of the year of assessment",
        "0–100",
        "by_night: by night (en)",
        "A-2  A-2 (en)",
        "Condition: quiet (en) or in the reading: by night (en)",
    ):
        assert shown in run.out


def test_what_an_installed_standard_declares_is_all_shown(antq: Any) -> None:
    standard = read_standard(antq("standards", "show", AREA_ID, "--json").listing)
    for locale in ("vi", "en"):
        shown = antq("standards", "show", AREA_ID, "--locale", locale).out
        names = [each.name for each in (*standard.facts, *standard.readings, *standard.records)]
        assert [name for name in names if name not in shown] == []
        assert [each.code for each in standard.criteria if each.code not in shown] == []


def test_a_provincial_standard_is_shown_in_the_words_of_the_national_one(
    antq: Any, save: Any, province: Any
) -> None:
    save("province.json", {**province, "pins": [pin("level_with_last_year", "contained")]})
    run = antq("standards", "show", "province.json")
    assert run.code == 0
    assert "level_with_last_year = contained (văn bản giả định 1/2026)" in run.out
    assert "Điều kiện: lamps (vi)" in run.out


def pin(reading: str, option: str) -> Any:
    return {"reading": reading, "option": option, "citation": {"kind": "fictional", "number": "1/2026"}}


def test_a_provincial_standard_that_fits_nowhere_is_refused(antq: Any, save: Any, province: Any) -> None:
    save("pinned.json", {**province, "pins": [pin("no_such_reading", "x")]})
    assert antq("standards", "show", "pinned.json").code == 2
    save("alone.json", {**province, "scheme": "movement-grade"})
    run = antq("standards", "show", "alone.json")
    assert run.code == 2
    assert "vn-25/short" in run.err


def test_a_standard_is_written_as_it_can_be_read_again(antq: Any, save: Any, province: Any) -> None:
    save("province.json", province)
    assert antq("standards", "show", "province.json", "--json").listing == province


def test_plugins_are_listed(antq: Any) -> None:
    run = antq("plugins")
    assert run.code == 0
    assert "antq-national" in run.out
    (national,) = antq("plugins", "--json").listing["plugins"]
    assert (national["jurisdiction"], national["status"], national["problems"]) == ("vn", "works", [])


@pytest.mark.parametrize("document", ["dossier", "standard", "assessment"])
def test_schemas_are_printed(antq: Any, document: str) -> None:
    run = antq("schema", document)
    assert run.code == 0
    jsonschema.Draft202012Validator.check_schema(run.listing)


def test_the_schema_of_a_dossier_may_be_that_of_one_standard(
    antq: Any, save: Any, area: Any, province: Any
) -> None:
    save("province.json", province)
    run = antq("schema", "dossier", "--standard", "province.json")
    assert run.code == 0
    validator = jsonschema.Draft202012Validator(run.listing)
    assert validator.is_valid(area("k1", lamps=True))
    assert not validator.is_valid(area("k1", lamp=True))


def test_a_schema_of_something_else_takes_no_standard(antq: Any) -> None:
    assert antq("schema", "standard", "--standard", AREA_ID).code == 2
    assert antq("schema", "dossier", "--standard", "antq_national.plugin").code == 2
    assert antq("schema", "dossier", "--standard", "vn/nowhere").code == 2


def test_listing_leaves_no_file_behind(antq: Any, tmp_path: Path) -> None:
    antq("standards", "list")
    antq("plugins")
    antq("schema", "dossier")
    assert list(tmp_path.iterdir()) == []
