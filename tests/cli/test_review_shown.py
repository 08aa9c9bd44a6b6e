"""What `antq review` shows, writes and refuses, by a register of a few made-up records."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antq_core.cli import review_command
from antq_core.review.documents import read_review

ASKED = ("--from", "2015-01-01", "--to", "2016-12-31", "--province", "26", "--as-of", "2026-11-24")
MANIFEST = """
format = 1
province = "26"
synthetic = true
[coverage.activities]
from = 2012-01-01
to = 2016-12-31
attested_by = "province_police"
"""
ACTIVITIES = """number,held_on,sessions,participants
HD-001,2015-03-01,4,1200
HD-002,2016-03-01,5,
HD-003,2014-03-01,2,300
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    folder.mkdir()
    folder.joinpath("register.toml").write_text(MANIFEST, encoding="utf-8")
    folder.joinpath("activities.csv").write_text(ACTIVITIES, encoding="utf-8")
    rows = [f"TB-{number:03},{2015 + number % 2}-05-05" for number in range(12)]
    tips = "\n".join(["number,received_on", *rows, "TB-100,2014-05-05", ""])
    folder.joinpath("tips.csv").write_text(tips, encoding="utf-8")
    return folder


def test_numbers_are_shown_with_how_sure_they_are(antq: Callable[..., Any], register: Path) -> None:
    shown = antq("review", register, *ASKED)
    assert shown.code == 0, shown.err
    rows = {cells[1].strip(): [each.strip() for each in cells[2:6]] for cells in table_rows(shown.out)}
    assert rows["Số buổi"] == ["9", "2", "+7", ""]
    assert rows["Lượt người tham gia"][0] == "1.200 (+1 chưa rõ)"
    assert rows["Tin tiếp nhận"][:2] == ["≥ 12", "•"]
    assert rows["Mô hình đang hoạt động"][0] == "chưa có bảng số liệu"
    assert "Dữ liệu giả định" in shown.out
    signs = [line.split("  ")[0] for line in shown.out.splitlines()[-8:]]
    assert "•" in signs
    assert "–" not in signs


def table_rows(shown: str) -> list[list[str]]:
    return [line.split("│") for line in shown.splitlines() if line.startswith("│")]


def test_only_the_headlines_are_shown_when_asked(antq: Callable[..., Any], register: Path) -> None:
    assert "2015: 4" in antq("review", register, *ASKED).out
    assert "2015: 4" not in antq("review", register, *ASKED, "--brief").out


def test_what_is_written_is_what_was_counted(antq: Callable[..., Any], register: Path) -> None:
    assert antq("review", register, *ASKED, "--json", "r.json", "--html", "r.html").code == 0
    document = json.loads(Path("r.json").read_text(encoding="utf-8"))
    review = read_review(document)
    assert review.figure("activities.sessions").total.surely == 9
    assert review.figure("tips.received").before is not None
    assert document["exact"] is False
    assert document["made_on"] == "2026-11-24"
    assert set(document["sources"]) == {"register.toml", "activities.csv", "tips.csv"}
    assert not Path("r.json").read_text(encoding="utf-8").endswith("\n\n")
    assert "lập ngày 24/11/2026" in Path("r.html").read_text(encoding="utf-8")
    assert [each.name for each in Path().iterdir() if each.name.endswith(".part")] == []


def test_exact_numbers_say_that_they_are(antq: Callable[..., Any], register: Path) -> None:
    shown = antq("review", register, *ASKED, "--exact", "--brief", "--html", "r.html", "--json", "r.json")
    rows = {cells[1].strip(): [each.strip() for each in cells[2:6]] for cells in table_rows(shown.out)}
    assert rows["Tin tiếp nhận"][:2] == ["≥ 12", "≥ 1"]
    assert "None" not in shown.out
    assert "chỉ dùng nội bộ" in Path("r.html").read_text(encoding="utf-8")
    document = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert document["exact"] is True
    assert "at_least" not in document


def test_records_are_listed_with_their_numbers(antq: Callable[..., Any], register: Path) -> None:
    shown = antq("review", register, *ASKED, "--list", "activities.sessions", "--only", "year=2016")
    assert shown.code == 0, shown.err
    (row,) = table_rows(shown.out)
    assert [each.strip() for each in row[1:4]] == ["activities.csv", "3", "26:HD-002"]
    mistyped = antq("review", register, *ASKED, "--list", "activities.sessions", "--only", "year=206")
    assert mistyped.code == 0
    assert "year: 2015, 2016" in mistyped.err
    refused = antq("review", register, *ASKED, "--list", "tips.received")
    assert (refused.code, refused.out) == (2, "")
    assert antq("review", register, *ASKED, "--list", "tips.received", "--exact").code == 0


def test_rows_that_were_left_out_are_told_by_table(antq: Callable[..., Any], register: Path) -> None:
    rows = register / "activities.csv"
    rows.write_text(f"{ACTIVITIES}HD-004,2016-13-01,1,1\nHD-005,2016-03-01,x,1\n", encoding="utf-8")
    shown = antq("review", register, *ASKED, "--brief", "--locale", "en")
    assert shown.code == 3
    assert "2 (activities: 2)" in shown.err
    assert "activities.csv, row 5, held_on:" in shown.err
    assert "antq register check" in shown.err
    assert "≥ 9" in shown.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--from", "01/01/2015"], "--from: needs a day"),
        (["--to", "2016-02-30"], "--to: needs a day"),
        (["--from", "0001-01-01"], "--from: a day must be from 1900-01-01"),
        (["--to", "9999-12-31"], "--to: a day must be from"),
        (["--to", "2014-12-31"], "before the first"),
        (["--as-of", "now"], "--as-of: needs a day"),
        (["--province", "99"], 'no province has the code "99"'),
        (["--template", "directive-70"], "directive-07"),
        (["--min-cell", "1"], "2"),
        (["--json", "r.txt"], ".json"),
        (["--html", "r.json"], ".html"),
        (["--html", "nowhere/r.html"], "no folder"),
        (["--html", "register/r.html"], "folder of tables"),
        (["--json", "register/activities.csv"], ".json"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    words: list[str], told: str, antq: Callable[..., Any], register: Path
) -> None:
    before = sorted(Path().rglob("*"))
    options = dict(zip(ASKED[::2], ASKED[1::2], strict=True)) | {words[0]: words[1]}
    typed = [each for option in options.items() for each in option]
    shown = antq("review", register, *typed, "--brief", "--locale", "en")
    assert shown.code == 2
    assert told in shown.err
    assert "Traceback" not in shown.err
    assert sorted(Path().rglob("*")) == before
    assert register.joinpath("activities.csv").read_text(encoding="utf-8") == ACTIVITIES


def test_what_is_not_installed_is_named(
    antq: Callable[..., Any], register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_command, "NEEDED", ("antq_that_nobody_has",))
    shown = antq("review", register, *ASKED)
    assert shown.code == 2
    assert "antq-core[review]" in shown.err
