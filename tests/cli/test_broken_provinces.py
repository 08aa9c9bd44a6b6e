"""Each way in which the plugin of a province can be broken: its units are national and unknown.

It is named with each of them, and units of another province notice nothing.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antq_core.codec.documents import write_standard
from antq_core.codec.text import canonical

MET = {"clean": True, "quiet": True}
HOOK = "from antq_core.hookspecs import hookimpl\n@hookimpl\ndef antq_standards():\n    "


def returning(standard: Any) -> str:
    """The source of a plugin that returns a standard, given as JSON."""
    return f"""
from antq_core.codec.documents import read_standard
from antq_core.codec.text import parse
from antq_core.hookspecs import hookimpl

@hookimpl
def antq_standards():
    return [read_standard(parse({canonical(standard)!r}))]
"""


def spoilt(source: str, attribute: str) -> str:
    """The source of a plugin that returns its standard after it has spoilt an attribute of it."""
    built = source.replace("return [", "standard = (").replace("))]", ")))")
    return f"{built}    object.__setattr__({attribute})\n    return [standard]\n"


def damaged(folder: Path, listed: bytes) -> None:
    (file,) = folder.glob("*.dist-info/entry_points.txt")
    file.write_bytes(listed)


@pytest.fixture
def break_it(install: Any, province: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], set[str]]:
    """Installs a plugin for Phú Thọ that is broken in some way; returns the distributions to be named."""
    good = returning(province)
    clashing = {**province, "facts": [{**province["facts"][0], "name": "quiet"}]}
    clashing["criteria"] = [{**province["criteria"][0], "holds": {"node": "fact", "fact": "quiet"}}]
    elsewhere = {**province, "jurisdiction": "vn-96", "id": "vn-96/short"}
    sources = {
        "does not import": {"vn-25": "import antq_no_such_module"},
        "leaves": {"vn-25": "raise SystemExit(3)"},
        "has no hook": {"vn-25": ""},
        "misspelt hook": {"vn-25": good.replace("antq_standards", "antq_standard")},
        "asks for an argument": {"vn-25": good.replace("antq_standards()", "antq_standards(host)")},
        "raises in its hook": {"vn-25": f"{HOOK}raise OSError('no disk')"},
        "returns something else": {"vn-25": f"{HOOK}return [1, 'x']"},
        "returns nothing": {"vn-25": f"{HOOK}return None"},
        "returns one standard": {"vn-25": good.replace("return [", "return (").replace("))]", ")))")},
        "speaks for another province": {"vn-25": returning(elsewhere)},
        "announces another province": {"vn-96": good},
        "announces no province": {"vn-03": good},
        "is for an unknown kind of unit": {"vn-25": returning({**province, "kinds": ["truong"]})},
        "is of an unknown scheme": {"vn-25": returning({**province, "scheme": "antt"})},
        "fails while it is checked": {"vn-25": spoilt(good, "standard, 'kinds', None")},
        "fails while it is stacked": {"vn-25": spoilt(good, "standard, 'pins', None")},
        "cannot be put into words": {"vn-25": spoilt(good, "standard.criteria[0], 'text', None")},
        "does not fit": {"vn-25": returning(clashing)},
        "has a misspelt name": {"VN_25": good},
        "is named in words": {"vn-phu-tho": good},
    }

    def install_broken(way: str) -> set[str]:
        if way in sources:
            install("antq-broken", sources[way])
        elif way == "two distributions":
            install("antq-broken", {"vn-25": good})
            install("antq-rival", {"vn-25": good})
            return {"antq-broken", "antq-rival"}
        elif way == "a list without sense":
            damaged(install("antq-broken", {}), b"[antq]\nvn-25 antq_broken.plugin\n")
        elif way == "a list that is no text":
            damaged(install("antq-broken", {}), b"[antq]\nvn-25 = antq_broken.plugin \xff\n")
        else:
            monkeypatch.setenv("ANTQ_PLUGINS", "vn, vn-25")
            return {"vn-25"}
        return {"antq-broken"}

    return install_broken


WAYS = [
    "does not import",
    "leaves",
    "has no hook",
    "misspelt hook",
    "asks for an argument",
    "raises in its hook",
    "returns something else",
    "returns nothing",
    "returns one standard",
    "speaks for another province",
    "announces another province",
    "announces no province",
    "is for an unknown kind of unit",
    "is of an unknown scheme",
    "fails while it is checked",
    "fails while it is stacked",
    "cannot be put into words",
    "does not fit",
    "has a misspelt name",
    "is named in words",
    "two distributions",
    "a list without sense",
    "a list that is no text",
    "is counted on and not installed",
]


@pytest.fixture
def three(save: Any, area: Any) -> Path:
    """Of Phú Thọ one unit that meets the national standard and one that does not; of Hà Nội one that does."""
    elsewhere = area("k3", **MET)
    elsewhere["unit"]["province"] = "01"
    file: Path = save("three.json", [area("k1", **MET), area("k2", clean=False, quiet=True), elsewhere])
    return file


@pytest.mark.parametrize("way", WAYS)
def test_its_units_are_national_and_unknown_and_others_are_untouched(
    *, short: Any, three: Path, break_it: Any, way: str
) -> None:
    *_, untouched = short("assess", three, "--json").listing["assessed"]
    distributions = break_it(way)
    run = short("assess", three, "--json")
    assert run.code == 3
    first, second, third = run.listing["assessed"]
    assert [each["verdict"] for each in (first, second, third)] == ["undecided", "not_met", "met"]
    for each in (first, second):
        broken = [one for one in each["missing"] if one["code"] == "gap.plugin-broken"]
        assert {one["name"] for one in broken} == distributions
        assert all(one["name"] in one["vi"] and one["name"] in one["en"] for one in broken)
        assert "vn-25" in each["undecided"]
    assert third == untouched
    assert all(distribution in run.err for distribution in distributions)


@pytest.mark.parametrize("way", WAYS)
def test_it_is_named_in_every_row_and_explanation_of_its_units(
    *, short: Any, three: Path, break_it: Any, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    distributions = break_it(way)
    monkeypatch.setenv("COLUMNS", "500")
    rows = {
        cells[1].strip(): cells[8].strip()
        for line in short("assess", three).out.splitlines()
        if len(cells := line.split("│")) > 8
    }
    for unit in ("k1", "k2"):
        explained = short("explain", three, unit)
        assert explained.code == 3
        for distribution in distributions:
            assert f"gói {distribution} bị lỗi" in rows[unit]
            assert f"gói {distribution}" in explained.out
    assert rows["k2"].startswith("A-1; ")
    assert rows["k3"] == ""
    explained = short("explain", three, "k3").out
    assert "chưa cài gói quy định riêng của tỉnh này" in explained
    assert not any(distribution in explained for distribution in distributions)


@pytest.mark.parametrize("way", WAYS)
def test_strictly_nothing_is_assessed(
    *, short: Any, antq: Any, three: Path, break_it: Any, tmp_path: Path, way: str
) -> None:
    distributions = break_it(way)
    for typed in (["assess", three, "--output", "o.json"], ["explain", three, "k3"]):
        run = short(*typed, "--strict")
        assert (run.code, run.out) == (2, "")
        assert all(distribution in run.err for distribution in distributions)
        assert "vn-25" in run.err
    assert not tmp_path.joinpath("o.json").exists()
    if way != "does not fit":  # it fits upon the installed standard, which knows no "quiet"
        for command in (["plugins"], ["standards", "list"], ["standards", "show", "vn/x"]):
            run = antq(*command, "--strict")
            assert (run.code, run.out) == (2, "")


@pytest.mark.parametrize(("allowed", "code"), [("vn,vn-25", 3), ("vn", 0)])
def test_what_a_silent_plugin_may_declare_is_no_mistake_of_its_units(
    *,
    short: Any,
    save: Any,
    area: Any,
    break_it: Any,
    monkeypatch: pytest.MonkeyPatch,
    allowed: str,
    code: int,
) -> None:
    break_it("does not import")
    monkeypatch.setenv("ANTQ_PLUGINS", allowed)
    save("a.json", area("k1", lamps=True, **MET))
    run = short("assess", "a.json", "--json")
    assert (run.code, run.listing["rejected"]) == (code, [])


def test_who_is_left_out_is_unknown_and_no_failure(
    *, short: Any, three: Path, install: Any, province: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("antq-healthy", {"vn-25": returning(province)})
    assert [each["standards"][-1] for each in short("assess", three, "--json").listing["assessed"]] == [
        "vn-25/short",
        "vn-25/short",
        "vn/short/residential_area",
    ]
    monkeypatch.setenv("ANTQ_PLUGINS", "antq-national")
    for strict in ([], ["--strict"]):
        run = short("assess", three, "--json", "--locale", "en", *strict)
        assert run.code == 0
        assert "Not loaded because of ANTQ_PLUGINS: vn-25 (antq-healthy 1.0)." in run.err
        first, second, third = run.listing["assessed"]
        assert [each["verdict"] for each in (first, second, third)] == ["undecided", "not_met", "met"]
        for each in (first, second):
            (left_out,) = [one for one in each["missing"] if one["code"] == "gap.plugin-left-out"]
            assert left_out["name"] == "antq-healthy"
            assert "ANTQ_PLUGINS" in left_out["en"]
    monkeypatch.setenv("COLUMNS", "500")
    assert short("assess", three).out.count("gói antq-healthy không được nạp") == 2
    assert "antq-healthy 1.0" in short("explain", three, "k1").out


def test_a_file_speaks_in_place_of_a_plugin_that_was_left_out(
    *, short: Any, save: Any, area: Any, install: Any, province: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("antq-healthy", {"vn-25": returning(province)})
    monkeypatch.setenv("ANTQ_PLUGINS", "vn")
    save("province.json", province)
    save("a.json", area("k1", lamps=True, **MET))
    run = short("assess", "a.json", "--json", "--standard", "province.json")
    assert [each["verdict"] for each in run.listing["assessed"]] == ["met"]


# --- nothing to assess by ---


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.distributions", lambda: iter(()))


@pytest.mark.usefixtures("nothing_installed")
def test_without_any_plugin_it_is_said_what_to_install(antq: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1"))
    for typed in (["assess", "a.json"], ["explain", "a.json", "k1"]):
        run = antq(*typed)
        assert (run.code, run.out) == (2, "")
        assert "pip install antq-national" in run.err
    run = antq("plugins")
    assert run.code == 0
    assert "pip install antq-national" in run.err


@pytest.mark.usefixtures("nothing_installed")
def test_a_file_is_enough_without_any_plugin(short: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1", **MET))
    assert short("assess", "a.json").code == 0


@pytest.mark.parametrize("allowed", ["", " ,", "vn-25"])
def test_without_the_national_plugin_nothing_is_assessed(
    *, antq: Any, save: Any, area: Any, monkeypatch: pytest.MonkeyPatch, allowed: str
) -> None:
    monkeypatch.setenv("ANTQ_PLUGINS", allowed)
    save("a.json", area("k1"))
    run = antq("assess", "a.json")
    assert (run.code, run.out) == (2, "")
    assert "antq-national" in run.err
    assert not Path("a.rejected.jsonl").exists()


def test_a_broken_national_plugin_is_why_nothing_is_assessed(
    antq: Any, save: Any, area: Any, install: Any
) -> None:
    install("antq-rival", {"vn": "raise AssertionError('loaded')"})
    save("a.json", area("k1"))
    run = antq("assess", "a.json")
    assert (run.code, run.out) == (2, "")
    assert "antq-rival 1.0" in run.err


# --- the listing of plugins ---


def test_every_plugin_is_listed_with_all_that_is_known_of_it(
    *, antq: Any, install: Any, province: Any, short_standards: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = {**province, "in_force_to": "2026-12-31"}
    install("antq-phu-tho", {"vn-25": returning(ended)}, version="2.1")
    install("antq-lao-cai", {"vn-15": "raise OSError('no disk')"})
    install("antq-one", {"vn-20": returning(write_standard(short_standards[0]))})
    install("antq-two", {"vn-20": ""})
    install("antq-ha-giang", {"vn-02": "raise AssertionError('loaded')"})
    monkeypatch.setenv("ANTQ_PLUGINS", "vn,vn-25,vn-15,vn-20")
    run = antq("plugins", "--json")
    assert run.code == 3
    listed = {each["distribution"]: each for each in run.listing["plugins"]}
    assert {name: (each["jurisdiction"], each["status"]) for name, each in listed.items()} == {
        "antq-national": ("vn", "works"),
        "antq-ha-giang": ("vn-02", "left-out"),
        "antq-lao-cai": ("vn-15", "broken"),
        "antq-one": ("vn-20", "broken"),
        "antq-two": ("vn-20", "broken"),
        "antq-phu-tho": ("vn-25", "works"),
    }
    assert listed["antq-phu-tho"]["version"] == "2.1"
    assert listed["antq-phu-tho"]["standards"] == [
        {"id": "vn-25/short", "in_force_from": "2025-07-01", "in_force_to": "2026-12-31"}
    ]
    assert listed["antq-national"]["entry_point"] == "antq_national.plugin"
    assert listed["antq-lao-cai"]["provinces"] == [
        {"name": "Tỉnh Lào Cai", "valid_to": None},
        {"name": "Tỉnh Yên Bái", "valid_to": "2025-06-30"},
    ]
    assert [each["name"] for each in listed["antq-ha-giang"]["provinces"]] == ["Tỉnh Hà Giang"]
    assert [each["code"] for each in listed["antq-one"]["problems"]] == ["plugin.name-twice"]
    shown = antq("plugins", "--locale", "en").out
    for cell in (
        "Tỉnh Lào Cai",
        "until 2025-06-30: Tỉnh Yên Bái",
        "Tỉnh Phú Thọ",
        "antq_national.plugin",
        "antq-phu-tho 2.1",
        "2025-07-01 to 2026-12-31:",
        "vn-25/short",
        "works",
        "broken",
        "left out",
        "OSError: no disk",
    ):
        assert cell in shown


def test_a_standard_that_fits_nowhere_breaks_its_plugin(antq: Any, install: Any, province: Any) -> None:
    pin = {"reading": "of_nothing", "option": "a", "citation": {"kind": "fictional", "number": "1/2026"}}
    install("antq-misfit", {"vn-25": returning({**province, "pins": [pin]})})
    run = antq("plugins", "--json")
    assert run.code == 3
    (misfit,) = [each for each in run.listing["plugins"] if each["distribution"] == "antq-misfit"]
    assert (misfit["status"], len(misfit["standards"])) == ("broken", 1)
    assert [each["code"] for each in misfit["problems"]] == ["stack.unknown-pin"]


@pytest.mark.parametrize(("name", "near"), [("antq-natonal", "antq-national"), ("vn-99", "vn")])
def test_an_allowed_name_that_nothing_has_is_told_with_the_nearest(
    antq: Any, monkeypatch: pytest.MonkeyPatch, name: str, near: str
) -> None:
    monkeypatch.setenv("ANTQ_PLUGINS", f"vn,{name}")
    run = antq("standards", "list", "--locale", "en")
    assert run.code == 3
    assert f'"{name}" is allowed to load' in run.err
    assert re.search(rf"nearest: .*\b{near}\b", run.err)
