import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from antq_core.cli.standard_listing import WIDTH_OF_A_LINE
from antq_core.codec.documents import read_assessment, write_standard
from antq_core.expressions.tree import FactValue
from antq_core.possible import Verdict

MET = {"clean": True, "quiet": True}


def verdicts(listing: Any) -> dict[str, str]:
    return {each["unit"]: each["verdict"] for each in listing["assessed"]}


def test_verdicts_are_listed_with_why(short: Any, save: Any, area: Any) -> None:
    save("a.json", [area("k1", **MET), area("k2", clean=False, quiet=True), area("k3")])
    run = short("assess", "a.json")
    assert run.code == 0
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in run.out.splitlines() if "│" in line]
    assert rows == [
        ["k1", "Thôn Mẫu", "khu dân cư", "đạt", "2", "0", "0", ""],
        ["k2", "Thôn Mẫu", "khu dân cư", "chưa đạt", "1", "1", "0", "A-1"],
        [
            "k3",
            "Thôn Mẫu",
            "khu dân cư",
            "chưa kết luận được",
            "0",
            "0",
            "2",
            "chưa có thông tin: quiet (vi) (quiet) (và 2 mục khác)",
        ],
    ]
    assert "Đạt: 1; chưa đạt: 1; chưa kết luận được: 1; ngoài phạm vi: 0; dòng không nhận được: 0." in run.out


def test_english_is_said_in_english(short: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1", **MET))
    run = short("assess", "a.json", "--locale", "en")
    assert "residential area" in run.out
    assert "Met: 1; not met: 0; undecided: 0; out of scope: 0; rejected: 0." in run.out


def test_the_installed_standards_are_used_unless_others_are_named(antq: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1"))
    run = antq("assess", "a.json", "--json")
    assert run.code == 0
    assert run.listing["assessed"][0]["standards"] == ["vn/antt-safety/124-2021/residential-area"]


def test_a_commune_is_told_the_verdicts_of_its_units_from_any_file(
    short: Any, save: Any, area: Any, commune: Any
) -> None:
    save("commune.json", commune("x1", "k1"))
    save("areas.jsonl", area("k1", **MET))
    assert verdicts(short("assess", "commune.json", "--json").listing) == {"x1": "undecided"}
    together = short("assess", "commune.json", "areas.jsonl", "--json")
    assert verdicts(together.listing) == {"x1": "met", "k1": "met"}


def test_the_listing_for_machines_has_codes_numbers_and_both_languages(
    short: Any, save: Any, area: Any
) -> None:
    save("a.jsonl", area("k1", clean=False), "{")
    run = short("assess", "a.jsonl", "--json")
    (entry,) = run.listing["assessed"]
    assert entry["criteria"] == {"met": 0, "not_met": 1, "undecided": 1, "all": 2}
    assert entry["not_met"] == ["A-1"]
    assert entry["undecided"] == ["A-2"]
    assert {"vi", "en", "code", "blocks"} <= set(entry["missing"][0])
    assert run.listing["totals"] == {
        "met": 0, "not_met": 1, "undecided": 0, "out_of_scope": 0, "scored": 0, "rejected": 1,
    }  # fmt: skip
    (rejected,) = run.listing["rejected"]
    assert (rejected["file"], rejected["line"], rejected["unit"]) == ("a.jsonl", 2, None)
    assert [each["code"] for each in rejected["problems"]] == ["json.cut-off"]


def test_readings_basis_and_day_are_handed_on(short: Any, save: Any, area: Any) -> None:
    document = area("k1", clean=True, quiet=False)
    save("a.json", document)
    assert verdicts(short("assess", "a.json", "--json").listing) == {"k1": "undecided"}
    for option, verdict in (("by_night", "met"), ("by_day", "not_met")):
        run = short("assess", "a.json", "--json", "--reading", f"noise_means={option}")
        assert verdicts(run.listing) == {"k1": verdict}
    save("b.json", {**document, "claimed": MET})
    run = short("assess", "b.json", "--basis", "claimed", "--as-of", "2026-11-20", "--output", "o.json")
    (assessment,) = json.loads(Path("o.json").read_text(encoding="utf-8"))
    assert (assessment["basis"], assessment["decided_on"]) == ("claimed", "2026-11-20")
    assert assessment["verdict"] == "met"


def test_a_reading_that_only_some_standards_have_is_passed_only_to_those(
    short: Any, save: Any, area: Any, commune: Any
) -> None:
    save("a.json", [area("k1", clean=True), commune("x1", "k1")])
    run = short("assess", "a.json", "--json", "--reading", "noise_means=by_night")
    assert run.code == 0
    assert verdicts(run.listing) == {"k1": "met", "x1": "met"}


@pytest.mark.parametrize(
    ("reading", "code"),
    [("loudness=high", "loudness"), ("noise_means=by_tide", "by_tide"), ("noise_means", "noise_means")],
)
def test_a_reading_that_no_standard_has_cannot_be_used(
    short: Any, save: Any, area: Any, reading: str, code: str
) -> None:
    save("a.json", area("k1"))
    run = short("assess", "a.json", "--reading", reading)
    assert run.code == 2
    assert code in run.err
    assert run.out == ""


def test_a_unit_out_of_scope_is_told_by_which_provision(
    antq: Any, save: Any, area: Any, short_standards: Any
) -> None:
    areas, _ = short_standards
    scoped = attrs.evolve(areas, scope=FactValue("clean"), scope_citation=areas.citation)
    save("areas.json", write_standard(scoped))
    save("a.json", [area("k1", clean=False), area("k2", quiet=False)])
    run = antq("assess", "a.json", "--standard", "areas.json", "--locale", "en")
    outside, unknown = (line for line in run.out.splitlines() if "Thôn" in line)
    assert "out of scope" in outside
    assert "fictional instrument 1/2026" in outside
    assert "undecided" in unknown
    assert "not stated: clean (en)" in unknown
    assert "out of scope: 1" in run.out


def test_a_name_is_shown_as_it_is_and_commands_no_terminal(short: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1", name="[bold]Thôn[/bold] :smile: \x1b[2J", **MET))
    run = short("assess", "a.json")
    assert "[bold]Thôn[/bold] :smile: �[2J" in run.out
    assert "\x1b" not in run.out


def test_nothing_is_cut_off_in_a_pipe(short: Any, save: Any, area: Any) -> None:
    long = "Thôn " + "Rất Dài " * 40 + "Cuối"
    save("a.json", area("k-" + "1" * 40, name=long, **MET))
    run = short("assess", "a.json")
    assert "k-" + "1" * 40 in run.out
    assert "Cuối" in run.out
    assert "…" not in run.out
    assert max(map(len, run.out.splitlines())) <= 160


@pytest.mark.parametrize("width", [50, 80, 99, 100, 120, 160, 200])
def test_no_table_is_cut_off_at_any_width(
    *, short: Any, antq: Any, save: Any, area: Any, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    save("a.json", [area("k-" + "1" * 70, name="Thôn Rất Dài " * 9), area("k2", clean=False)])
    shown = (
        short("assess", "a.json").out,
        *([antq("standards", "list").out] if width >= WIDTH_OF_A_LINE else []),
        antq("plugins").out,
        antq("standards", "show", "vn/antt-safety/124-2021/commune").out,
    )
    for out in shown:
        rows = [line.rstrip() for line in out.splitlines() if line[:1] in "│┃"]
        assert rows
        assert [line for line in rows if line[-1] not in "│┃" or len(line) > width] == []


def test_whole_assessments_are_written(short: Any, save: Any, area: Any) -> None:
    save("a.json", [area("k1", **MET), area("k2")])
    for name, read in (
        ("o.json", json.loads),
        ("o.jsonl", lambda text: [json.loads(line) for line in text.splitlines()]),
    ):
        run = short("assess", "a.json", "--output", name)
        assert run.code == 0
        assert name in run.err
        written = [read_assessment(each) for each in read(Path(name).read_text(encoding="utf-8"))]
        assert [(each.unit.id, each.verdict) for each in written] == [
            ("k1", Verdict.MET),
            ("k2", Verdict.UNDECIDED),
        ]


def test_an_array_that_says_it_is_empty_is_no_mistake(short: Any, save: Any) -> None:
    save("a.json", [])
    run = short("assess", "a.json", "--output", "o.json")
    assert run.code == 0
    assert json.loads(Path("o.json").read_text(encoding="utf-8")) == []


def test_the_installed_command_ends_with_its_exit_code(save: Any, area: Any, tmp_path: Path) -> None:
    save("a.jsonl", area("k1"), "{")
    command = [sys.executable, "-c", "from antq_core.cli.commands import main; raise SystemExit(main())"]
    run = subprocess.run(
        [*command, "assess", "a.jsonl", "--locale", "en"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 3
    assert "Thôn Mẫu" in run.stdout.decode("utf-8")
    assert "Traceback" not in run.stderr.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_failure(
    save: Any, area: Callable[..., Any], tmp_path: Path
) -> None:
    save("a.json", [area(f"k{number}") for number in range(3)])
    command = [sys.executable, "-c", "from antq_core.cli.commands import main; raise SystemExit(main())"]
    reading, writing = os.pipe()
    os.close(reading)
    for options in ([], ["--json"]):
        run = subprocess.run(
            [*command, "assess", "a.json", "--output", "o.json", *options],
            cwd=tmp_path,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
        assert (run.returncode, b"Traceback" in run.stderr) == (0, False)
    os.close(writing)
    assert tmp_path.joinpath("o.json").exists()


def test_nothing_typed_prints_the_help(antq: Any) -> None:
    run = antq()
    assert (run.code, run.err) == (0, "")
    assert "assess" in run.out
    assert run == antq("--help")


def test_a_standard_that_was_handed_over_is_among_the_assumptions(
    *, short: Any, antq: Any, save: Any, area: Any
) -> None:
    save("a.json", area("k1", **MET))
    assert short("assess", "a.json", "--output", "o.json").code == 0
    (assessed,) = json.loads(Path("o.json").read_text(encoding="utf-8"))
    (told,) = [each for each in assessed["assumptions"] if each["code"] == "standard-handed-over"]
    assert "vn/short/residential_area" in told["text"]["vi"]
    assert told["text"]["en"] in short("explain", "a.json", "k1", "--locale", "en").out
    save("b.json", {**area("k1"), "verified": {}})
    installed = "vn/antt-safety/124-2021/residential-area"
    for run in (antq("explain", "b.json", "k1"), antq("explain", "b.json", "k1", "--standard", installed)):
        assert run.code == 0
        assert "--standard" not in run.out


SIZES = {"open": {}, "outside": {"size": "small"}}


@pytest.mark.parametrize(
    ("locale", "is_open", "affects", "outside"),
    [
        ("vi", "chưa rõ phạm vi áp dụng: ", "ảnh hưởng phạm vi áp dụng.", "quy mô doanh nghiệp: nhỏ (điểm b"),
        ("en", "scope not known: ", "affects the scope.", "size of the enterprise: small ("),
    ],
)
def test_what_scope_waits_for_or_rests_upon_is_told(
    *, antq: Any, save: Any, area: Any, locale: str, is_open: str, affects: str, outside: str
) -> None:
    units = [area(unit, **verified) for unit, verified in SIZES.items()]
    for each in units:
        each["unit"]["kind"] = "enterprise"
    save("a.json", units)
    table = antq("assess", "a.json", "--locale", locale).out
    assert is_open in table
    assert outside in " ".join(table.split())
    assert affects in antq("explain", "a.json", "open", "--locale", locale).out
    assert outside in antq("explain", "a.json", "outside", "--locale", locale).out
