import datetime
import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from antq_core.codec.documents import read_standard, write_standard
from antq_core.errors import Problem
from antq_core.standards.registry import Registry
from antq_core.standards.stack import BrokenPlugin, Source
from antq_core.standards.supplied import Supplied

MET = {"clean": True, "quiet": True}
AREA_ID = "vn/antt-safety/124-2021/residential-area"

MODULE = """
import json
from pathlib import Path
from antq_core.codec.documents import read_standard

def antq_standards():
    return [read_standard(json.loads(Path("province.json").read_text(encoding="utf-8")))]
"""


def used(run: Any) -> list[list[str]]:
    return [each["standards"] for each in run.listing["assessed"]]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a registry in the place of the installed plugins."""

    def install(registry: Registry) -> None:
        monkeypatch.setattr("antq_core.cli.installed.load_registry", lambda *, strict: registry)

    return install


def supplied(*standards: Any) -> tuple[Supplied, ...]:
    return tuple(Supplied(each, Source(distribution="antq-invented", version="1")) for each in standards)


def test_a_provincial_file_is_added_to_the_national_standard(
    short: Any, save: Any, area: Any, province: Any
) -> None:
    save("province.json", province)
    save("a.json", [area("k1", **MET), area("k2", lamps=True, **MET), area("k3", lamps=False, **MET)])
    run = short("assess", "a.json", "--json", "--standard", "./province.json")
    assert run.code == 0
    assert used(run) == [["vn/short/residential_area", "vn-25/short"]] * 3
    assert [each["verdict"] for each in run.listing["assessed"]] == ["undecided", "met", "not_met"]
    assert run.listing["assessed"][2]["not_met"] == ["P-1"]


def test_a_provincial_file_is_added_to_the_installed_standard_alone(
    antq: Any, save: Any, area: Any, province: Any
) -> None:
    save("province.json", province)
    elsewhere = area("k2")
    elsewhere["unit"]["province"] = "01"
    save("a.json", [area("k1"), elsewhere])
    run = antq("assess", "a.json", "--json", "--standard", "province.json")
    assert run.code == 0
    assert used(run) == [[AREA_ID, "vn-25/short"], [AREA_ID]]


def test_a_module_of_the_current_folder_is_run(
    short: Any, save: Any, area: Any, province: Any, tmp_path: Path
) -> None:
    save("province.json", province)
    package = tmp_path / "antq_invented_phu_tho"
    package.mkdir()
    package.joinpath("__init__.py").touch()
    package.joinpath("plugin.py").write_text(MODULE)
    save("a.json", area("k1"))
    run = short("assess", "a.json", "--json", "--standard", "antq_invented_phu_tho.plugin")
    assert used(run) == [["vn/short/residential_area", "vn-25/short"]]


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("antq_invented_raises", "raise ValueError('oops')", "ValueError: oops"),
        ("antq_invented_leaves", "raise SystemExit(9)", "SystemExit: 9"),
        ("antq_invented_imports", "import antq_nowhere", "antq_nowhere"),
        ("antq_invented_silent", "", "antq_standards"),
        ("antq_invented_later", "def antq_standards():\n    raise KeyError('k')", "KeyError"),
        ("antq_invented_rubbish", "def antq_standards():\n    return [1]", "int"),
        ("antq_invented_empty", "def antq_standards():\n    return []", "antq_invented_empty"),
    ],
)
def test_a_module_that_cannot_be_used_is_said_to_be_one(
    *, antq: Any, save: Any, area: Any, tmp_path: Path, name: str, source: str, said: str
) -> None:
    tmp_path.joinpath(f"{name}.py").write_text(source)
    save("a.json", area("k1"))
    run = antq("assess", "a.json", "--standard", name)
    assert (run.code, run.out) == (2, "")
    assert name in run.err
    assert said in run.err


def test_an_id_keeps_that_standard_alone(antq: Any, save: Any, area: Any, commune: Any) -> None:
    save("a.json", [area("k1"), commune("x1")])
    run = antq("assess", "a.json", "--json", "--standard", AREA_ID)
    assert run.code == 3
    assert used(run) == [[AREA_ID]]
    assert run.listing["rejected"][0]["unit"] == "x1"


def test_the_id_of_a_province_keeps_the_national_standards(
    *, antq: Any, save: Any, area: Any, short_standards: Any, province: Any, installed: Any
) -> None:
    provincial = read_standard(province)
    other = attrs.evolve(provincial, id="vn-01/short", jurisdiction="vn-01")
    installed(Registry(supplied(*short_standards, provincial, other)))
    save("a.json", area("k1"))
    run = antq("assess", "a.json", "--json", "--locale", "en", "--standard", "vn-25/short")
    assert (run.code, used(run)) == (0, [["vn/short/residential_area", "vn-25/short"]])
    run = antq("assess", "a.json", "--json", "--locale", "en", "--standard", "vn/short/residential_area")
    assert used(run) == [["vn/short/residential_area"]]
    assert run.err == "Left out because of --standard: vn-25/short, vn-01/short.\n"


def test_what_a_choice_leaves_out_of_the_province_is_a_declared_assumption(
    *, antq: Any, save: Any, area: Any, short_standards: Any, province: Any, installed: Any
) -> None:
    provincial = read_standard(province)
    later = attrs.evolve(provincial, id="vn-20/later", jurisdiction="vn-20")
    later = attrs.evolve(later, in_force_from=datetime.date(2027, 1, 1))
    installed(Registry(supplied(*short_standards, provincial, later)))
    dossiers = {code: area(f"k{code}", **MET) for code in ("25", "01", "20")}
    for code, document in dossiers.items():
        document["unit"]["province"] = code
    save("a.json", list(dossiers.values()))

    def assumed(*typed: str) -> dict[str, list[str]]:
        assert antq("assess", "a.json", "--output", "o.json", *typed).code == 0
        written = json.loads(Path("o.json").read_text(encoding="utf-8"))
        return {each["unit"]["province"]: [one["code"] for one in each["assumptions"]] for each in written}

    nobody, not_yet = ["no-provincial-addition"], ["no-provincial-standard-for-unit"]
    assert assumed() == {"25": [], "01": nobody, "20": not_yet}
    national = ("--standard", "vn/short/residential_area")
    assert assumed(*national) == {"25": ["provincial-addition-left-out"], "01": nobody, "20": nobody}
    explained = antq("explain", "a.json", "k25", "--locale", "en", *national).out
    assert "left out on purpose: vn-25/short; the result rests on the national standard alone" in explained


@pytest.mark.parametrize("value", ["vn/antt-safety/124-2021/residentail-area", "nowhere_at_all", "vn-25"])
def test_what_names_no_standard_gets_the_nearest_ids(antq: Any, save: Any, area: Any, value: str) -> None:
    save("a.json", area("k1"))
    run = antq("assess", "a.json", "--standard", value)
    assert run.code == 2
    assert value in run.err
    assert AREA_ID in run.err


@pytest.mark.parametrize(
    "document",
    ["{", '"text"', {"format": 1}, {"format": 9}],
)
def test_a_file_that_is_no_standard_cannot_be_used(antq: Any, save: Any, area: Any, document: Any) -> None:
    save("wrong.json", document)
    save("a.json", area("k1"))
    run = antq("assess", "a.json", "--standard", "wrong.json")
    assert (run.code, run.out) == (2, "")
    assert "wrong.json" in run.err


def test_a_standard_that_does_not_fit_is_its_authors_to_mend(
    short: Any, save: Any, area: Any, province: Any
) -> None:
    province["facts"][0]["name"] = "quiet"
    province["criteria"][0]["holds"]["fact"] = "quiet"
    save("province.json", province)
    save("a.json", area("k1"))
    run = short("assess", "a.json", "--standard", "province.json")
    assert (run.code, run.out) == (2, "")
    assert "vn-25/short" in run.err
    assert '"quiet"' in run.err


def test_a_code_that_changes_its_meaning_is_refused(antq: Any, save: Any, area: Any, province: Any) -> None:
    crossing = {**province, "jurisdiction": "vn-15", "in_force_from": "2024-01-01"}
    save("province.json", crossing)
    save("a.json", area("k1"))
    run = antq("assess", "a.json", "--standard", "province.json")
    assert run.code == 2
    assert "vn-15" in run.err


def test_a_broken_plugin_leaves_its_units_undecided_and_is_told(
    *, antq: Any, save: Any, area: Any, short_standards: Any, installed: Any, province: Any
) -> None:
    problem = Problem("plugin.no-hook", (), {"distribution": "antq-broken 1"})
    broken = BrokenPlugin(
        jurisdiction="vn-25", source=Source(distribution="antq-broken"), problems=(problem,)
    )
    installed(Registry(supplied(*short_standards), (broken,)))
    save("a.json", area("k1", **MET))
    run = antq("assess", "a.json", "--json")
    assert run.code == 3
    assert run.listing["assessed"][0]["verdict"] == "undecided"
    assert "antq-broken 1" in run.err
    assert not Path("a.rejected.jsonl").exists()

    # The author's own file speaks for the province in place of the broken plugin.
    save("province.json", province)
    save("b.json", area("k1", lamps=True, **MET))
    run = antq("assess", "b.json", "--json", "--standard", "province.json")
    assert run.listing["assessed"][0]["verdict"] == "met"

    for command in (["plugins"], ["standards", "list"]):
        run = antq(*command, "--locale", "en")
        assert run.code == 3
        assert "antq-broken" in run.out + run.err
    listing = antq("plugins", "--json").listing["plugins"]
    assert [(each["jurisdiction"], len(each["standards"]), each["status"]) for each in listing] == [
        ("vn", 2, "works"),
        ("vn-25", 0, "broken"),
    ]
    assert listing[1]["problems"][0]["code"] == "plugin.no-hook"


@pytest.mark.parametrize("typed", [["standards", "show"], ["standards", "sheet"], ["assess", "--standard"]])
def test_where_a_plugin_is_broken_a_standard_that_is_not_there_may_be_of_it(
    *, antq: Any, save: Any, area: Any, short_standards: Any, installed: Any, typed: list[str]
) -> None:
    reason = Problem("plugin.no-hook", (), {"distribution": "antq-broken 1"})
    broken = BrokenPlugin(jurisdiction="vn-25", source=Source(distribution="antq-broken"), problems=(reason,))
    installed(Registry(supplied(*short_standards), (broken,)))
    save("a.json", area("k1", **MET))
    files = ["a.json"] if typed[0] == "assess" else []
    run = antq(*typed, "vn-25/short", *files, "--locale", "en")
    assert run.code == 2
    first, then = run.err.index("antq-broken 1"), run.err.index('"vn-25/short"')
    assert first < then
    assert "the plugins of vn-25 cannot be used" in run.err[then:]


def test_an_installed_standard_that_does_not_fit_is_told_as_a_broken_plugin(
    *, antq: Any, save: Any, area: Any, short_standards: Any, installed: Any, province: Any
) -> None:
    province["facts"][0]["name"] = "quiet"
    province["criteria"][0]["holds"]["fact"] = "quiet"
    misfit = read_standard(province)
    installed(Registry(supplied(*short_standards, misfit)))
    save("a.json", [area("k1", **MET), area("k2", **MET)])
    run = antq("assess", "a.json", "--json", "--locale", "en")
    assert run.code == 3
    assert [each["verdict"] for each in run.listing["assessed"]] == ["undecided"] * 2
    (sentence,) = run.err.splitlines()
    assert "vn-25/short" in sentence
    assert '"quiet"' in sentence


def test_a_given_standard_takes_the_place_of_the_installed_one(
    antq: Any, save: Any, area: Any, short_standards: Any
) -> None:
    areas, _ = short_standards
    newer = attrs.evolve(areas, id="vn/next", in_force_from=datetime.date(2026, 1, 1))
    save("next.json", write_standard(newer))
    save("a.json", area("k1", **MET))
    run = antq("assess", "a.json", "--json", "--standard", "next.json")
    assert used(run) == [["vn/next"]]
    assert AREA_ID in run.err
