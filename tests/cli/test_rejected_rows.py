import json
from pathlib import Path
from typing import Any

import pytest

from antq_core.cli.runs import assessing

MET = {"clean": True, "quiet": True}


def rejected(path: str) -> list[Any]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def test_one_line_that_is_not_json_costs_that_line_alone(short: Any, save: Any, area: Any) -> None:
    save("a.jsonl", area("k1", **MET), "{oops", "", area("k2", **MET))
    run = short("assess", "a.jsonl", "--output", "o.jsonl")
    assert run.code == 3
    assert [json.loads(line)["unit"]["id"] for line in Path("o.jsonl").read_text().splitlines()] == [
        "k1",
        "k2",
    ]
    (row,) = rejected("o.rejected.jsonl")
    assert (row["file"], row["line"], row["unit"]) == ("a.jsonl", 2, None)
    assert row["problems"][0]["code"] == "json.syntax"
    assert "dòng 2" in row["problems"][0]["vi"]
    assert "line 2" in row["problems"][0]["en"]
    assert "row" not in row


def test_a_row_is_rejected_with_all_its_problems_and_kept_as_it_was(short: Any, save: Any, area: Any) -> None:
    wrong = area("k2", claen=True, fires=-1)
    save("a.json", [area("k1", **MET), wrong])
    run = short("assess", "a.json")
    assert run.code == 3
    (row,) = rejected("a.rejected.jsonl")
    assert (row["file"], row["index"], row["unit"], row["row"]) == ("a.json", 1, "k2", wrong)
    assert sorted(each["code"] for each in row["problems"]) == ["json.unknown-key", "value.out-of-range"]
    assert ["verified", "fires"] in [each["path"] for each in row["problems"]]


def test_without_an_output_the_side_file_is_named_after_the_first_input(
    short: Any, save: Any, area: Any, tmp_path: Path
) -> None:
    tmp_path.joinpath("in").mkdir()
    save("in/first.jsonl", area("k1"))
    save("second.jsonl", "{")
    assert short("assess", "in/first.jsonl", "second.jsonl").code == 3
    assert [row["file"] for row in rejected("first.rejected.jsonl")] == ["second.jsonl"]


def test_the_side_file_stands_beside_the_output(short: Any, save: Any, tmp_path: Path) -> None:
    tmp_path.joinpath("out").mkdir()
    save("a.jsonl", "{")
    assert short("assess", "a.jsonl", "--output", "out/o.json").code == 3
    assert Path("out/o.json").read_text() == "[]\n"
    assert len(rejected("out/o.rejected.jsonl")) == 1


def test_rows_that_are_wrong_in_one_way_are_told_together(short: Any, save: Any, area: Any) -> None:
    wrong = [area(f"k{number}", fires=-number) for number in range(1, 10)]
    save("a.jsonl", *wrong, *(area(f"m{number}", fires=-1) for number in range(9)), area("x2", claen=True))
    err = short("assess", "a.jsonl", "--locale", "en").err
    assert err.count("value.out-of-range") == 1
    assert "the same is wrong on: 2, 3, 4, 5, 6, …\n" in err
    assert err.count("json.unknown-key") == 1
    assert "- and 8 more" in err


def test_where_nothing_can_be_written_the_reasons_are_told_first(
    short: Any, save: Any, area: Any, tmp_path: Path
) -> None:
    save("a.jsonl", area("k1", fires=-1), area("k2", **MET))
    tmp_path.joinpath("a.rejected.jsonl").mkdir()
    run = short("assess", "a.jsonl")
    assert run.code == 2
    assert "k2" in run.out
    reasons, place = run.err.index("value.out-of-range"), run.err.index("cli.rejected-not-kept")
    assert reasons < place
    assert "--output" in run.err[place - 200 :]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (None, "json.wrong-type"),
        ([], "json.wrong-type"),
        ({"format": 2}, "json.format"),
        ({"format": 1, "unit": {"id": "k1"}, "year": 2026}, "json.missing-key"),
    ],
)
def test_what_is_no_dossier_is_rejected_without_a_traceback(
    short: Any, save: Any, row: Any, code: str
) -> None:
    save("a.json", [row])
    assert short("assess", "a.json").code == 3
    assert code in [each["code"] for each in rejected("a.rejected.jsonl")[0]["problems"]]


def test_a_unit_for_which_no_standard_can_be_selected_is_rejected(short: Any, save: Any, area: Any) -> None:
    nowhere = area("k2")
    nowhere["unit"]["province"] = "1"
    unknown = area("k3")
    unknown["unit"]["kind"] = "pagoda"
    save("a.json", [area("k1", **MET), nowhere, unknown])
    run = short("assess", "a.json", "--json")
    assert run.code == 3
    assert [each["unit"] for each in run.listing["assessed"]] == ["k1"]
    codes = [problem["code"] for each in run.listing["rejected"] for problem in each["problems"]]
    assert codes == ["province.lost-zero", "unit.unknown-kind"]


def test_of_several_dossiers_of_one_unit_and_year_none_is_taken(
    short: Any, save: Any, area: Any, commune: Any
) -> None:
    later = {**area("k1", **MET), "year": 2027}
    save("a.json", [area("k1", **MET), commune("x1", "k1"), later])
    save("b.jsonl", area("k1", clean=False))
    run = short("assess", "a.json", "b.jsonl", "--json")
    assert run.code == 3
    assert [(each["unit"], each["year"], each["verdict"]) for each in run.listing["assessed"]] == [
        ("x1", 2026, "undecided"),
        ("k1", 2027, "met"),
    ]
    first, second = rejected("a.rejected.jsonl")
    assert [each["problems"][0]["code"] for each in (first, second)] == ["cli.unit-twice"] * 2
    assert "b.jsonl dòng 1" in first["problems"][0]["vi"]
    assert "a.json entry [0]" in second["problems"][0]["en"]


def test_what_is_told_is_short_however_many_are_rejected(short: Any, save: Any) -> None:
    save("a.jsonl", *["{"] * 25)
    run = short("assess", "a.jsonl", "--locale", "en")
    assert sum("a.jsonl line" in line for line in run.err.splitlines()) == 10
    assert "rows rejected: 25, kept in full in a.rejected.jsonl" in run.err
    assert "and 15 more" in run.err


def test_a_mistake_of_the_library_costs_its_row_alone(
    short: Any, save: Any, area: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = assessing.assess

    def failing(dossier: Any, *rest: Any, **options: Any) -> Any:
        if dossier.unit.id == "k1":
            raise ZeroDivisionError("oops")
        return whole(dossier, *rest, **options)

    monkeypatch.setattr(assessing, "assess", failing)
    save("a.json", [area("k1"), area("k2")])
    run = short("assess", "a.json", "--json")
    assert run.code == 3
    assert [each["unit"] for each in run.listing["assessed"]] == ["k2"]
    assert "ZeroDivisionError: oops" in rejected("a.rejected.jsonl")[0]["problems"][0]["en"]


def test_a_side_file_of_an_earlier_run_is_named_as_such(short: Any, save: Any, area: Any) -> None:
    save("a.jsonl", "{")
    assert short("assess", "a.jsonl").code == 3
    save("a.jsonl", area("k1"))
    run = short("assess", "a.jsonl", "--locale", "en")
    assert run.code == 0
    assert "a.rejected.jsonl is from an earlier run" in run.err


def test_several_keys_of_one_row_are_each_named_and_no_row_is_said_to_be_like_itself(
    short: Any, save: Any, area: Any
) -> None:
    wrong = {f"wrong_{letter}": True for letter in "abcd"}
    save("a.json", [area("k1", **wrong)])
    err = short("assess", "a.json", "--locale", "en").err
    assert [name in err for name in wrong] == [True] * len(wrong)
    assert "the same is wrong" not in err
    save("b.json", [area(f"k{number}", **wrong) for number in range(4)])
    err = short("assess", "b.json", "--locale", "en").err
    assert err.count("the same is wrong on: [1], [2], [3]\n") == len(wrong)
    assert err.count("json.unknown-key") == len(wrong)
