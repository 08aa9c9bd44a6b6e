"""A standard that would hold for nobody: handed over or installed, the same is said of it."""

import json
from pathlib import Path
from typing import Any

import pytest

MET = {"clean": True, "quiet": True}


@pytest.mark.parametrize(
    ("slip", "code", "known"),
    [({"kinds": ["truong"]}, "truong", "residential_area"), ({"scheme": "antt"}, "antt", "antt-safety")],
    ids=["kind", "scheme"],
)
def test_a_standard_for_nobody_is_refused_when_it_is_handed_over(
    *, short: Any, antq: Any, save: Any, area: Any, province: Any, slip: dict[str, Any], code: str, known: str
) -> None:
    own = save("own.json", {**province, **slip})
    save("a.json", area("k1", **MET))
    for run in (short("assess", "a.json", "--standard", own), antq("standards", "show", own)):
        assert (run.code, run.out) == (2, "")
        assert f'"{code}"' in run.err
        assert known in run.err
        assert "hãy cài gói tiêu chuẩn quốc gia" not in run.err


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("def antq_standards():\n    [1]\n", "không trả về gì (None)"),
        ("def antq_standards():\n    return [1]\n", "int"),
        ("\n\nraise OSError('no disk')\n", "(tệp {file}, dòng 3)"),
        ("def antq_standards():\n    return [1 / 0]\n", "(tệp {file}, dòng 2)"),
    ],
)
def test_what_is_wrong_with_a_module_is_told_with_its_line(
    *,
    short: Any,
    save: Any,
    area: Any,
    tmp_path: Path,
    body: str,
    told: str,
) -> None:
    module = f"of_{tmp_path.name}"  # another for every case: what was imported once stays so
    tmp_path.joinpath(f"{module}.py").write_text(body, encoding="utf-8")
    save("a.json", area("k1", **MET))
    run = short("assess", "a.json", "--standard", module)
    assert (run.code, run.out) == (2, "")
    assert told.format(file=f"{module}.py") in run.err


def test_what_a_plugin_prints_leaves_the_listing_what_it_is(
    short: Any, save: Any, area: Any, install: Any, province: Any
) -> None:
    source = f"""
print("loaded")
from antq_core.codec.documents import read_standard
from antq_core.hookspecs import hookimpl
import json

@hookimpl
def antq_standards():
    print("asked")
    return [read_standard(json.loads({json.dumps(json.dumps(province))}))]
"""
    install("antq-talkative", {"vn-25": source})
    save("a.json", area("k1", lamps=True, **MET))
    run = short("assess", "a.json", "--json")
    assert [each["verdict"] for each in run.listing["assessed"]] == ["met"]
    assert "vn-25/short" in run.listing["assessed"][0]["standards"]
    assert "loaded\nasked\n" in run.err


def test_a_plugin_with_nothing_for_a_unit_is_not_said_to_be_missing(
    short: Any, save: Any, area: Any, install: Any, province: Any
) -> None:
    later = json.dumps(json.dumps({**province, "in_force_from": "2027-01-01"}))
    source = "from antq_core.codec.documents import read_standard\n"
    source += "from antq_core.hookspecs import hookimpl\nimport json\n@hookimpl\n"
    source += f"def antq_standards():\n    return [read_standard(json.loads({later}))]\n"
    install("antq-later", {"vn-25": source})
    save("a.json", area("k1", **MET))
    explained = short("explain", "a.json", "k1").out
    assert "antq-later 1.0" in explained
    assert "không có tiêu chuẩn nào cho loại đơn vị này" in " ".join(explained.split())
