"""`antq register`: what it shows of tables in order and of tables that are not, and how it ends."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antq_core.cli.commands import main
from antq_core.movement.tables import TABLES

GOOD = {
    "register.toml": 'format = 1\nprovince = "26"\nsynthetic = true\n'
    '[coverage.tips]\nfrom = 2018-01-01\nto = 2018-12-31\nattested_by = "province_police"\n',
    "models.csv": "number,kind\nMH-1,camera\n",
    "tips.csv": "number,model,received_on\nTB-1,MH-1,2018-03-01\n",
}


@pytest.fixture
def at(tmp_path: Path) -> Callable[..., str]:
    """A folder with files of made-up records."""

    def made(**files: str) -> str:
        for name, content in {**GOOD, **files}.items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        return str(tmp_path)

    return made


def test_tables_in_order_end_with_nought(at: Any, capsys: Any) -> None:
    assert main(["register", "check", at(), "--locale", "en"]) == 0
    shown = capsys.readouterr()
    assert "2018-01-01 – 2018-12-31" in shown.out
    assert "not there: unknown" in shown.out
    assert "0 problems" in shown.err


def test_each_problem_is_shown_with_file_row_and_column(at: Any, capsys: Any) -> None:
    folder = at(**{"tips.csv": "number,model,received_on\nTB-1,MH-2,2018-03-01\nTB-2,,43160\n"})
    assert main(["register", "check", folder, "--locale", "vi"]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        "tips.csv, dòng 2, model: qua mô hình: không có mô hình mã … trong bảng models."
    )
    assert lines[1].startswith("tips.csv, dòng 3, received_on: ngày tiếp nhận: trong ô là số thứ tự ngày")


def test_what_is_too_much_to_list_is_counted(at: Any, capsys: Any) -> None:
    rows = "".join(f"TB-{n},1900-01-01\n" for n in range(30))
    folder = at(**{"tips.csv": f"number,received_on\n{rows}"})
    assert main(["register", "check", folder, "--listed", "2", "--locale", "en"]) == 3
    shown = capsys.readouterr()
    assert "tips.csv, received_on: 28 more rows have record.year as well" in shown.out
    assert "30 problems" in shown.err


def test_json_has_everything_in_both_languages(at: Any, capsys: Any) -> None:
    folder = at(**{"tips.csv": "number,who\nTB-1,x\n"})
    assert main(["register", "check", folder, "--json"]) == 3
    document = json.loads(capsys.readouterr().out)
    assert document["tables"]["tips"] == {"read": 0, "sound": None, "rejected": 0, "refused": True}
    (shown,) = document["problems"]["shown"]
    assert (shown["file"], shown["row"], shown["code"]) == ("tips.csv", None, "register.unknown-column")
    assert shown["message"]["vi"] != shown["message"]["en"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (["check", "nowhere"], "register.no-folder"),
        (["check"], "cli.missing-argument"),
        (["check", ".", "--listed", "0"], "cli.register-listed"),
        (["columns", "tip"], "cli.register-no-table"),
        (["columns", "--csv"], "cli.register-which-table"),
    ],
)
def test_what_is_typed_wrongly_is_told(
    typed: list[str], code: str, capsys: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["register", *typed]) == 2
    assert f"#{code}]" in capsys.readouterr().err


def test_a_manifest_that_is_none_is_told_and_nothing_is_read(at: Any, capsys: Any) -> None:
    assert main(["register", "check", at(**{"register.toml": "format = \n"})]) == 2
    assert "#register.not-toml]" in capsys.readouterr().err


def test_without_the_engine_it_says_what_to_install(
    at: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert main(["register", "check", at()]) == 2
    assert "antq-core[review,xlsx]" in capsys.readouterr().err


@pytest.mark.parametrize("table", TABLES)
def test_a_heading_line_that_is_printed_is_one_that_is_read(table: str, tmp_path: Path, capsys: Any) -> None:
    assert main(["register", "columns", table, "--csv"]) == 0
    (tmp_path / f"{table}.csv").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["register", "check", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["tables"][table]["sound"] == 0


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_shown_with_what_it_means(table: str, locale: Any, capsys: Any) -> None:
    assert main(["register", "columns", table, "--locale", locale]) == 0
    shown = capsys.readouterr().out
    assert all(column.name in shown for column in TABLES[table].columns())
    assert main(["register", "columns", table, "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in written["columns"]] == [each.name for each in TABLES[table].columns()]


def test_all_tables_are_listed(capsys: Any) -> None:
    assert main(["register", "columns", "--locale", "en"]) == 0
    shown = capsys.readouterr().out
    assert all(table in shown for table in TABLES)
    assert main(["register", "columns", "--json"]) == 0
    assert [*json.loads(capsys.readouterr().out)] == [*TABLES]
