"""Registers that are not in order: every slip is told at once, where it is. The data are made up."""

import datetime
import io
import tomllib
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

from antq_core.errors import InputError
from antq_core.register.manifest import manifest_of, read_manifest
from antq_core.register.register import Register, read_register, read_registers, register_of

Said = set[tuple[str, int | None, str | None, str]]

UNITS = "number,kind,commune\nDV-1,school,00109\n"
MANIFEST = 'format = 1\nprovince = "26"\nsynthetic = true\n'


def folder(at: Path, files: dict[str, str | bytes], manifest: str | None = MANIFEST) -> Path:
    at.mkdir(parents=True, exist_ok=True)
    if manifest is not None:
        (at / "register.toml").write_text(manifest, encoding="utf-8")
    for name, content in files.items():
        (at / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return at


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as made:
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        hour = made.add_format({"num_format": "hh:mm"})
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    match cell:
                        case datetime.date():
                            at = datetime.datetime.combine(cell, datetime.time())
                            sheet.write_datetime(r, c, at, day)
                        case datetime.time():
                            sheet.write_datetime(r, c, cell, hour)
                        case str():
                            sheet.write_string(r, c, cell)
                        case _:
                            sheet.write(r, c, cell)
    return held.getvalue()


def said(register: Register) -> Said:
    return {(each.file, each.row, each.column, each.code) for each in register.problems}


def codes(register: Register) -> set[str]:
    return {each.code for each in register.problems}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("model,stage,on\nMH-9,new,2018-01-01\n", {(2, "model", "register.dangling")}),
        ("model,stage,on\nMH-1,new,43160\n", {(2, "on", "register.day-serial")}),
        ("model,stage,on\nMH-1,new,01/03/2018\n", {(2, "on", "register.day")}),
        ("model,stage,on\nMH-1,new,2018-02-30\n", {(2, "on", "csv.no-such-day")}),
        ("model,stage,on\nMH-1,=cmd(),\n", {(2, "stage", "record.formula")}),
        ("model,stage,on\nMH-1,new,=cmd()\n", {(2, "on", "record.formula")}),
        ("model,stage,on\nMH-1,new,#REF!\n", {(2, "on", "csv.spreadsheet-error")}),
        ("model,stage,to_commune\nMH-1,replicated,1234\n", {(2, "to_commune", "record.lost-zeros")}),
        ("model,stage,on\n12.0,new,\n", {(2, "model", "csv.code-as-number")}),
        ("model,stage,on\nMH-1,new\n", {(2, None, "csv.cell-count")}),
        ("model,stage,on\nMH-1,new,,x\n", {(2, None, "csv.cell-count")}),
        ('model,stage,on\n"MH-1",new\n', {(2, None, "csv.cell-count")}),
        ("model,stage\nMH-1,new\nMH-1,new,\n", {(3, None, "csv.cell-count")}),
        ('model,stage,on\n"MH-1",new,"\n', {(None, None, "csv.unclosed-quote")}),
        ("model,stage,stage\nMH-1,new,new\n", {(None, None, "register.column-twice")}),
        ("model,on\nMH-1,2018-01-01\n", {(None, None, "register.missing-column")}),
        ("model,stage,name\nMH-1,new,x\n", {(None, None, "register.unknown-column")}),
        ("", {(None, None, "csv.empty")}),
        ("model,stage\n,new\n", {(2, "model", "record.missing")}),
        (
            "model,stage,on\nMH-1,new,2018-01-01\nMH-1,new,2018-02-01\n",
            {(3, "stage", "life.overlaps")},
        ),
        (
            "model,stage,on\nMH-1,new,2018-01-01\nMH-1,new,2018-01-01\n",
            {(2, "model", "register.twice"), (3, "model", "register.twice"), (3, "stage", "life.overlaps")},
        ),
    ],
)
def test_a_slip_in_a_table_is_told_where_it_is(
    tmp_path: Path, source: str, expected: set[tuple[int | None, str | None, str]]
) -> None:
    files = {"models.csv": "number,kind\nMH-1,camera\n", "model_events.csv": source}
    register = read_register(folder(tmp_path / "r", files))
    assert said(register) == {("model_events.csv", *each) for each in expected}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_however_a_spreadsheet_writes_a_table_it_says_the_same(
    tmp_path: Path, separator: str, ending: str, mark: bytes, quote: str
) -> None:
    rows = [["number", "kind", "since", ""], ["DV-1", "school", "2018-01-01", ""], [], ["DV-2", "", "", ""]]
    text = "".join(separator.join(f"{quote}{cell}{quote}" for cell in row) + ending for row in rows)
    register = read_register(folder(tmp_path / "r", {"units.csv": mark + text.encode()}))
    assert said(register) == set()
    units = register.tables["units"]
    assert units.select("number", "kind", "since", "province", "_row").rows() == [
        ("DV-1", "school", datetime.date(2018, 1, 1), "26", 2),
        ("DV-2", None, None, "26", 4),
    ]


def test_a_workbook_says_what_it_holds_and_not_what_it_shows(tmp_path: Path) -> None:
    rows = [
        ["number", "commune", "received_on", "received_at", "remote", "cases"],
        ["TB-1", 109, datetime.date(2018, 3, 1), datetime.time(7, 30), True, 1],
        ["TB-2", "00109", 43160, "07:30", False, 1.5],
        ["TB-3", "00109", datetime.date(2018, 3, 1), datetime.time(7, 30), True, 2],
    ]
    register = read_register(folder(tmp_path / "r", {"tips.xlsx": workbook({"any name": rows})}))
    assert said(register) == {
        ("tips.xlsx", 2, "commune", "record.lost-zeros"),
        ("tips.xlsx", 3, "received_on", "register.day-serial-hidden"),
        ("tips.xlsx", 3, "cases", "csv.fraction"),
    }
    tips = register.tables["tips"]
    assert tips.select("number", "received_on", "received_at", "remote", "cases", "_row").rows() == [
        ("TB-3", datetime.date(2018, 3, 1), "07:30", True, 2, 4)
    ]


def test_one_workbook_may_hold_all_tables(tmp_path: Path) -> None:
    sheets = {
        "units": [["number"], ["DV-1"]],
        "models": [["number", "unit"], ["MH-1", "DV-1"], ["MH-2", "DV-2"]],
        "Sheet3": [],
        "unit": [["number"], ["DV-1"]],
    }
    register = read_register(folder(tmp_path / "r", {"register.xlsx": workbook(sheets)}))
    assert said(register) == {
        ("register.xlsx[models]", 3, "unit", "register.dangling"),
        ("register.xlsx[unit]", None, None, "register.unknown-table"),
    }


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("antq_core.register.xlsx_rows.MOST_BYTES", 1000)
    register = read_register(folder(tmp_path / "r", {"tips.xlsx": workbook({"a": [["number"]]})}))
    assert codes(register) == {"register.workbook-too-large"}
    assert register.refused == ("tips",)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tips.xlsx", b"x", "register.no-workbook"),
        ("tips.parquet", b"x", "register.no-parquet"),
        ("tips.csv", b"PK\x03\x04", "csv.workbook"),
        ("tips.csv", "number\nTB-1\n".encode("utf-16"), "csv.wide-encoding"),
        ("tips.jsonl", b"\n", "csv.empty"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_told(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    register = read_register(folder(tmp_path / "r", {name: content}))
    assert said(register) == {(name, None, None, code)}
    assert "tips" not in register.tables


def test_rows_of_another_encoding_are_told_and_the_others_stay(tmp_path: Path) -> None:
    lines = [f"HD-{n},tuyên truyền".encode() for n in range(20)]
    lines[7] = b"HD-7,tuy\xean truy\xean"
    source = b"number,topic\n" + b"\n".join(line.split(b",")[0] + b"," for line in lines[:7])
    source += b"\n" + lines[7] + b"\n" + b"\n".join(f"HD-{n},".encode() for n in range(8, 20)) + b"\n"
    register = read_register(folder(tmp_path / "r", {"activities.csv": source}))
    assert said(register) == {("activities.csv", 9, None, "register.row-not-utf8")}
    assert register.tables["activities"].height == 19
    assert register.rejected["activities"] == 1


def test_a_file_of_another_encoding_is_refused(tmp_path: Path) -> None:
    source = "number,role\n" + "".join(f"KT-{n},Tổ phó\n" for n in range(9))
    encoded = source.replace("ổ", "ô").encode("cp1252")
    register = read_register(folder(tmp_path / "r", {"commendations.csv": encoded}))
    assert said(register) == {("commendations.csv", None, None, "register.not-utf8")}
    assert register.problems.shown[0].problem.facts["line"] == 2


def test_json_lines_are_as_strict_as_records(tmp_path: Path) -> None:
    source = (
        '{"number": "QC-1", "province": "26", "signed_on": "2018-01-01", "parties": 2}\n'
        '{"number": "QC-2", "number": "QC-2"}\n[]\n\n'
        '{"number": "QC-3", "province": 26, "parties": "2", "signed_on": "2018"}\n'
        '{"number": "QC-4", "province": "26", "parties": 2.0}\n'
    )
    register = read_register(folder(tmp_path / "r", {"agreements.jsonl": source}))
    assert said(register) == {
        ("agreements.jsonl", 2, None, "register.no-json"),
        ("agreements.jsonl", 3, None, "register.no-object"),
        ("agreements.jsonl", 5, "province", "record.wrong-type"),
        ("agreements.jsonl", 5, "parties", "record.wrong-type"),
        ("agreements.jsonl", 5, "signed_on", "register.day"),
        ("agreements.jsonl", 6, None, "register.no-json"),
    }
    assert register.tables["agreements"]["number"].to_list() == ["QC-1"]


def test_parts_of_a_record_may_be_objects_in_json_lines(tmp_path: Path) -> None:
    source = (
        '{"number": "CN-1", "unit": "DV-1", "year": 2018, "registration": {"on": "2018-01-14"}}\n'
        '{"number": "CN-2", "unit": "DV-1", "year": 2019, "registration.on": "2019-01-14"}\n'
        '{"number": "CN-3", "unit": "DV-1", "year": 2020, "registration": null}\n'
    )
    register = read_register(folder(tmp_path / "r", {"certifications.jsonl": source, "units.csv": UNITS}))
    assert said(register) == set()
    days = [datetime.date(2018, 1, 14), datetime.date(2019, 1, 14), None]
    assert register.tables["certifications"]["registration.on"].to_list() == days


def test_columns_of_a_wrong_type_refuse_a_frame_and_nothing_is_guessed() -> None:
    frame = pl.DataFrame({"number": ["MH-1"], "province": [26], "sites": [1.5], "entered_on": ["2018-01-01"]})
    register = register_of({"models": frame})
    assert codes(register) == {"register.code-column-as-number", "register.column-type"}
    assert len(register.problems) == 3
    assert register.refused == ("models",)


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_times_at_midnight_are_days_and_whole_fractions_are_counts(unit: Any) -> None:
    midnight, none = datetime.datetime(2018, 3, 1), None
    frame = pl.DataFrame(
        {
            "number": ["HD-1", "HD-2"],
            "province": ["26", "26"],
            "held_on": pl.Series([midnight, none], dtype=pl.Datetime(unit)),
            "sessions": [2.0, None],
        }
    )
    register = register_of({"activities": frame})
    assert not register.problems
    found = register.tables["activities"].select("held_on", "sessions").rows()
    assert found == [(datetime.date(2018, 3, 1), 2), (None, None)]
    never = register_of({"activities": frame.with_columns(held_on=pl.lit(None, dtype=pl.Datetime(unit)))})
    assert never.tables["activities"]["held_on"].null_count() == 2


@pytest.mark.parametrize("odd", [[datetime.datetime(2018, 3, 1, 7)], [float("nan")], [1e30], [float("inf")]])
def test_what_would_be_lost_on_the_way_refuses_a_frame(odd: list[Any]) -> None:
    column = "held_on" if isinstance(odd[0], datetime.datetime) else "sessions"
    register = register_of(
        {"activities": pl.DataFrame({"number": ["HD-1"], "province": ["26"], column: odd})}
    )
    assert codes(register) == {"register.column-type"}


def test_a_table_whose_file_is_refused_is_unknown_and_not_empty(tmp_path: Path) -> None:
    files = {"tips.2017.csv": "number\nTB-1\n", "tips.2018.csv": "number,who\nTB-2,x\n", "units.csv": UNITS}
    register = read_register(folder(tmp_path / "r", files))
    assert set(register.tables) == {"units"}
    assert register.refused == ("tips",)


def test_file_names_that_are_nearly_right_are_told_with_the_right_one(tmp_path: Path) -> None:
    files = {"tip.csv": "x", "UNITS.CSV": "x", ".~lock.tips.csv#": "x", "~$tips.xlsx": "x", "README.md": "x"}
    register = read_register(folder(tmp_path / "r", files))
    found = {each.file: each.problem.facts["near"] for each in register.problems}
    assert found == {"tip.csv": "tips.csv", "UNITS.CSV": "units.csv"}


def test_everything_wrong_in_a_manifest_is_told_at_once(tmp_path: Path) -> None:
    manifest = """format = 1
province = "98"
synthetic = "yes"
other = 1
[coverage.tip]
from = 2018-01-01
[coverage.tips]
from = 2018-02-01
to = 2018-01-01
attested_by = "somebody"
[[model_kinds]]
code = "camera"
vi = "x"
en = "x"
family = "camera"
document = "1/KH-UBND"
[[model_kinds]]
code = "Bốn"
vi = ""
en = "x"
family = "safety_of_units"
document = "a plan"
valid_from = 2018-02-01
valid_to = 2018-01-01
"""
    with pytest.raises(InputError) as caught:
        read_register(folder(tmp_path / "r", {"units.csv": UNITS}, manifest))
    assert sorted(
        (problem.place.split("register.toml")[1], problem.code) for problem in caught.value.problems
    ) == [
        ("", "json.unknown-key"),
        (".coverage.tip", "json.unknown-key"),
        (".coverage.tip.attested_by", "json.missing-key"),
        (".coverage.tip.to", "json.missing-key"),
        (".coverage.tips.attested_by", "json.unknown-code"),
        (".coverage.tips.to", "window.reversed"),
        (".model_kinds[0]", "register.kind-twice"),
        (".model_kinds[1].code", "register.kind-code"),
        (".model_kinds[1].document", "register.kind-document"),
        (".model_kinds[1].valid_to", "window.reversed"),
        (".model_kinds[1].vi", "register.kind-label"),
        (".province", "province.unknown-code"),
        (".synthetic", "json.wrong-type"),
    ]


def test_of_many_problems_the_first_are_told_and_all_are_counted() -> None:
    rows = 5000
    days = pl.Series([datetime.date(1900, 1, 1)] * rows, dtype=pl.Date)
    frame = pl.DataFrame(
        {"number": [f"TB-{n}" for n in range(rows)], "province": ["26"] * rows, "received_on": days}
    )
    register = register_of({"tips": frame}, shown=3)
    assert [each.row for each in register.problems] == [1, 2, 3]
    assert (len(register.problems), register.problems.untold) == (rows, rows - 3)
    assert register.rejected == {"tips": rows}


def test_registers_of_merged_provinces_are_read_together(tmp_path: Path) -> None:
    old = folder(
        tmp_path / "26", {"units.csv": UNITS, "models.csv": "number,unit\nMH-1,DV-1\nMH-2,25:DV-9\n"}
    )
    new = folder(
        tmp_path / "25",
        {
            "units.csv": "number,province,continues\nDV-7,25,26:DV-1\nDV-8,25,26:DV-2\n",
            "models.csv": "number,province,unit\nMH-1,26,DV-1\n",
        },
        'format = 1\nprovince = "25"\n',
    )
    register = read_registers([old, new])
    assert said(register) == {
        ("26/models.csv", 3, "unit", "register.dangling"),
        ("25/units.csv", 3, "continues", "register.dangling"),
    }
    assert [(each.file, each.row, each.code) for each in register.remarks] == [
        ("25/models.csv", 2, "register.same-row")
    ]
    assert register.tables["models"]["_id"].to_list() == ["26:MH-1"]
    assert register.synthetic


def test_the_values_of_a_manifest_are_the_manifest() -> None:
    written = (
        f'{MANIFEST}[coverage.tips]\nfrom = 2018-01-01\nto = 2018-12-31\nattested_by = "province_police"\n'
    )
    assert manifest_of(tomllib.loads(written)) == read_manifest(written.encode())


def test_days_are_read_as_the_manifest_says_and_in_no_other_way(tmp_path: Path) -> None:
    rows = "number,held_on\nHD-1,02/03/2018\nHD-2,2/3/2018\nHD-3,2018-03-02\nHD-4,13/13/2018\n"
    register = read_register(
        folder(tmp_path / "r", {"activities.csv": rows}, f'{MANIFEST}dates = "DD/MM/YYYY"\n')
    )
    assert register.tables["activities"]["held_on"].to_list() == [datetime.date(2018, 3, 2)]
    assert said(register) == {
        ("activities.csv", 3, "held_on", "register.day"),
        ("activities.csv", 4, "held_on", "register.day"),
        ("activities.csv", 5, "held_on", "csv.no-such-day"),
    }
