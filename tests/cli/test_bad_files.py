"""Files that are wrong as a whole, and CSV files of which one row is wrong, as spreadsheets leave them."""

import codecs
import json
from pathlib import Path
from typing import Any

import pytest

from antq_core.cli.files import sources

HEADER = "unit,kind,province,commune,year,verified.households_residing,verified.households_registered"
GOOD = "thon-tot,residential_area,25,99999,2026,120,119"
DOSSIER = json.dumps(
    {
        "format": 1,
        "unit": {"id": "thon-tot", "kind": "residential_area", "province": "25", "commune": "99999"},
        "year": 2026,
    }
)


def csv(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *rows, ""]).encode()


WHOLE = {
    "empty.jsonl": (b"", "không có hồ sơ nào"),
    "blank.jsonl": (b"\n \n", "không có hồ sơ nào"),
    "empty.json": (b"", "không có nội dung nào"),
    "cut.json": (DOSSIER[:-3].encode(), "hết giữa chừng"),
    "utf16.json": (DOSSIER.encode("utf-16"), "UTF-16"),
    "utf16.jsonl": (DOSSIER.encode("utf-16"), "UTF-16"),
    "utf16-without-mark.jsonl": (DOSSIER.encode("utf-16-le"), "UTF-16"),
    "windows.json": (DOSSIER.replace("thon-tot", "thôn").encode("cp1258"), "Windows-1258"),
    "empty.csv": (b"", "trống"),
    "header-alone.csv": (csv(), "không có hồ sơ nào"),
    "utf16.csv": (csv(GOOD).decode().encode("utf-16"), "UTF-16"),
    "windows.csv": (csv("thôn" + GOOD).decode().encode("cp1258"), "Windows-1258"),
    "semicolons.csv": (csv(GOOD.replace(",", ";"), header=HEADER.replace(",", ";")), "ngăn cách"),
    "unknown-column.csv": (csv(f"{GOOD},1", header=f"{HEADER},verified.crime"), "verified.crimes"),
    "bare-fact.csv": (csv(f"{GOOD},1", header=f"{HEADER},crimes"), "verified.crimes"),
    "no-unit.csv": (csv(GOOD, header=HEADER.replace("unit,", "commune_id,")), "unit"),
    "column-twice.csv": (csv(f"{GOOD},26", header=f"{HEADER},province"), "province"),
    "open-quote.csv": (csv(f'"{GOOD}'), "ngoặc kép"),
    "workbook.csv": (b"PK\x03\x04" + bytes(60), "Excel"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_is_wrong_as_a_whole_is_refused_by_name(antq: Any, tmp_path: Path, name: str) -> None:
    content, named = WHOLE[name]
    tmp_path.joinpath(name).write_bytes(content)
    run = antq("assess", name)
    assert (run.code, run.out) == (2, "")
    half = len(run.err.splitlines()) // 2
    vietnamese, english = run.err.splitlines()[:half], run.err.splitlines()[half:]
    assert any(name in line and named in line for line in vietnamese), run.err
    assert any(name in line for line in english), run.err


ROWS = {
    "full-width digits": ("thon-sai,residential_area,25,99999,2026,\uff11\uff12,1", "csv.other-digits"),
    "a thousand with its mark": ('thon-sai,residential_area,25,99999,2026,"1,200",1', "csv.grouped-digits"),
    "a fraction": ("thon-sai,residential_area,25,99999,2026,12.0,1", "csv.fraction"),
    "a number in powers of ten": ("thon-sai,residential_area,25,99999,2026,1E+05,1", "csv.exponent"),
    "a truth for a count": ("thon-sai,residential_area,25,99999,2026,true,1", "csv.number"),
    "a part above its whole": ("thon-sai,residential_area,25,99999,2026,120,121", "value.part-above-whole"),
    "outside the declared range": ("thon-sai,residential_area,25,99999,2026,-1,", "value.out-of-range"),
    "a province without its nought": ("thon-sai,residential_area,1,99999,2026,,", "province.lost-zero"),
    "a commune without its nought": ("thon-sai,residential_area,25,1234,2026,,", "value.commune-digits"),
    "a shortened code": ("thon-sai,residential_area,25,1.00109E+08,2026,,", "value.shortened-code"),
    "a code that has ended": ("thon-sai,residential_area,26,99999,2026,,", "province.code-ended"),
    "a cell too few": ("thon-sai,residential_area,25,99999,2026,120", "csv.cell-count"),
    "the header again": (HEADER, "csv.header-again"),
    "an error of a formula": ("thon-sai,residential_area,25,99999,2026,#REF!,1", "csv.spreadsheet-error"),
    "a formula": ("thon-sai,residential_area,25,99999,2026,=A1,1", "csv.formula"),
    "a kind of unit that there is not": ("thon-sai,hamlet,25,99999,2026,,", "unit.unknown-kind"),
    "no year": ("thon-sai,residential_area,25,99999,,,", "csv.empty-cell"),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_bad_row_of_csv_is_told_by_its_line_and_loses_no_other(
    antq: Any, tmp_path: Path, name: str
) -> None:
    row, code = ROWS[name]
    tmp_path.joinpath("a.csv").write_bytes(csv(GOOD, row))
    run = antq("assess", "a.csv", "--json")
    assert run.code == 3
    assert [each["unit"] for each in run.listing["assessed"]] == ["thon-tot"]
    (rejected,) = run.listing["rejected"]
    assert rejected["line"] == 3
    assert code in [problem["code"] for problem in rejected["problems"]], rejected
    assert all(problem["vi"] in run.err and problem["en"] in run.err for problem in rejected["problems"])


def test_quotes_line_breaks_and_the_mark_of_utf8_change_nothing(antq: Any, tmp_path: Path) -> None:
    header = f"{HEADER},name"
    tmp_path.joinpath("a.csv").write_bytes(
        codecs.BOM_UTF8 + csv(f'{GOOD},"Thôn ""Mẫu""\r\nhai, ba"', header=header)
    )
    tmp_path.joinpath("b.jsonl").write_bytes(codecs.BOM_UTF8 + DOSSIER.encode() + b"\r\n\r\n")
    run = antq("assess", "a.csv", "--json")
    assert (run.code, run.err) == (0, "")
    assert run.listing["assessed"][0]["name"] == 'Thôn "Mẫu"\r\nhai, ba'
    assert antq("assess", "b.jsonl").code == 0


def test_a_line_of_a_hundred_megabytes_costs_one_row_and_no_memory(
    antq: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LONGEST_LINE", 1000)
    long = DOSSIER.replace("thon-tot", "x" * 5000)
    tmp_path.joinpath("a.jsonl").write_text(f"{long}\n{DOSSIER}\n{long}", encoding="utf-8")
    run = antq("assess", "a.jsonl", "--json")
    assert run.code == 3
    assert [each["unit"] for each in run.listing["assessed"]] == ["thon-tot"]
    assert [each["line"] for each in run.listing["rejected"]] == [1, 3]
    assert {each["problems"][0]["code"] for each in run.listing["rejected"]} == {"cli.line-too-long"}


def test_a_unit_said_twice_is_rejected_with_both_places(antq: Any, tmp_path: Path) -> None:
    tmp_path.joinpath("a.csv").write_bytes(csv(GOOD, GOOD.replace("119", "120")))
    tmp_path.joinpath("b.jsonl").write_text(DOSSIER.replace("thon-tot", "thon-khac"), encoding="utf-8")
    run = antq("assess", "a.csv", "b.jsonl", "--json")
    assert run.code == 3
    assert [each["unit"] for each in run.listing["assessed"]] == ["thon-khac"]
    assert [each["line"] for each in run.listing["rejected"]] == [2, 3]
    assert "a.csv" in run.listing["rejected"][0]["problems"][0]["vi"]


def test_a_unit_of_a_commune_that_is_not_there_is_told(antq: Any, tmp_path: Path) -> None:
    commune = json.loads(DOSSIER)
    commune["unit"] |= {"id": "xa", "kind": "commune", "commune": "99998"}
    tmp_path.joinpath("a.jsonl").write_text(f"{DOSSIER}\n{json.dumps(commune)}\n", encoding="utf-8")
    run = antq("assess", "a.jsonl", "--json")
    assert run.code == 3
    assert len(run.listing["assessed"]) == 2
    vietnamese, english = run.err.splitlines()
    assert "99999" in vietnamese and "99998" in vietnamese
    assert "99999" in english and "99998" in english


def test_a_mapping_file_without_a_csv_file_is_refused(antq: Any, tmp_path: Path) -> None:
    tmp_path.joinpath("a.jsonl").write_text(DOSSIER, encoding="utf-8")
    tmp_path.joinpath("m.toml").write_text("format = 1\n", encoding="utf-8")
    assert antq("assess", "a.jsonl", "--mapping", "m.toml").code == 2


def test_a_wrong_mapping_file_is_refused_with_everything_that_is_wrong(antq: Any, tmp_path: Path) -> None:
    tmp_path.joinpath("a.csv").write_bytes(csv(GOOD))
    tmp_path.joinpath("m.toml").write_text('format = 1\nsheets = "x"\ndelimiter = "#"\n', encoding="utf-8")
    run = antq("assess", "a.csv", "--mapping", "m.toml")
    assert run.code == 2
    assert all("m.toml" in line for line in run.err.splitlines())
    assert len(run.err.splitlines()) == 4
