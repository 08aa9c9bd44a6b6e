import json
from typing import Any

MET = {"clean": True, "quiet": True}


def test_one_unit_is_explained_in_the_language_of_the_reader(short: Any, save: Any, area: Any) -> None:
    save("a.json", [area("k1", clean=False), area("k2", **MET)])
    for locale, text in (("vi", "A-1 (vi)"), ("en", "A-1 (en)")):
        run = short("explain", "a.json", "k1", "--locale", locale)
        assert run.code == 0
        assert text in run.out
        assert "k2" not in run.out


def test_the_units_of_a_commune_may_stand_in_other_files(
    short: Any, save: Any, area: Any, commune: Any
) -> None:
    save("commune.json", commune("x1", "k1"))
    save("areas.jsonl", area("k1", **MET))
    (alone,) = short("explain", "commune.json", "x1", "--json").listing
    (together,) = short("explain", "commune.json", "x1", "--with", "areas.jsonl", "--json").listing
    assert (alone["verdict"], together["verdict"]) == ("undecided", "met")


def test_only_what_is_needed_is_assessed(short: Any, save: Any, area: Any, commune: Any) -> None:
    elsewhere = area("k9", wrong=1)
    elsewhere["unit"]["commune"] = "00002"
    save("a.json", [commune("x1", "k1"), area("k1", **MET), elsewhere])
    assert short("explain", "a.json", "x1").code == 0
    assert short("explain", "a.json", "k1").code == 0
    rejected = short("explain", "a.json", "k9")
    assert (rejected.code, rejected.out.strip()) == (3, "")
    assert '"wrong"' in rejected.err


def test_an_unknown_unit_gets_the_nearest_ids(short: Any, save: Any, area: Any) -> None:
    save("a.json", [area("thon-mau-1"), area("thon-mau-2"), area("xom-khac")])
    run = short("explain", "a.json", "THON-MAU", "--locale", "en")
    assert (run.code, run.out) == (2, "")
    assert "thon-mau-1, thon-mau-2" in run.err
    assert "xom-khac" not in run.err


def test_a_unit_whose_row_cannot_be_read_is_not_unknown(short: Any, save: Any, area: Any) -> None:
    broken = area("k1")
    del broken["year"]
    save("a.json", broken)
    run = short("explain", "a.json", "k1")
    assert run.code == 3
    assert "year" in run.err


def test_every_year_of_a_unit_is_explained(short: Any, save: Any, area: Any) -> None:
    save("a.json", [area("k1"), {**area("k1"), "year": 2027}])
    assert [each["year"] for each in short("explain", "a.json", "k1", "--json").listing] == [2026, 2027]


def test_explaining_leaves_no_file_behind(short: Any, save: Any, area: Any, tmp_path: Any) -> None:
    save("a.jsonl", area("k1"), "{")
    before = sorted(tmp_path.iterdir())
    assert short("explain", "a.jsonl", "k1").code == 3
    assert sorted(tmp_path.iterdir()) == before


def test_a_name_commands_no_terminal_in_an_explanation(short: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1", name="[red]Thôn\x1b[2J"))
    run = short("explain", "a.json", "k1")
    assert "[red]Thôn�[2J" in run.out


def test_the_whole_assessment_is_printed_for_machines(short: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1"))
    (written,) = json.loads(short("explain", "a.json", "k1", "--json").out)
    assert (written["format"], written["unit"]["id"]) == (1, "k1")
