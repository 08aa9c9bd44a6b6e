"""The mapping file of a province: its own columns, values and forms; it guesses nothing either."""

import pytest

from antq_core import Stack, load_registry
from antq_core.codec.csv_files.columns import KnownNames
from antq_core.codec.csv_files.dossiers import dossier_rows
from antq_core.codec.csv_files.mapping import OURS, ColumnMapping, read_mapping
from antq_core.domain.dossiers import Dossier
from antq_core.errors import InputError, Problem
from antq_core.messages.text import LOCALES
from antq_core.possible import Interval

SUPPLIED = load_registry(only={"vn"}).supplied
AREA_ID = "vn/antt-safety/124-2021/residential-area"
AREA = next(Stack(each.standard) for each in SUPPLIED if each.standard.id == AREA_ID)
KNOWN = KnownNames.of(each.standard for each in SUPPLIED)

PROVINCE = """
format = 1
delimiter = ";"
dates = "DD/MM/YYYY"
sheet = "verified"
ignore = ["STT", "Ghi chú"]

[columns]
"Mã đơn vị" = "unit"
"Tên" = "name"
"Hoà giải từ" = "crimes.lo"
"Hoà giải đến" = "crimes.hi"
"Triển khai" = "policy_implemented"
"Ngày quyết định" = "decision_date"

[values.policy_implemented]
"Đã làm" = "true"
"Chưa rõ" = ""

[types.count]
"không có" = "0"

[constants]
kind = "residential_area"
province = "25"
commune = "00001"
year = "2026"
"claimed.crimes" = "9"
"incidents.basis" = "verified"

[lists.incidents]
file = "vu-viec.csv"
ignore = ["Số"]
[lists.incidents.columns]
"Mã" = "dossier.unit"
"Loại" = "kind"
"Ngày" = "occurred_on"
[lists.incidents.values.kind]
"Trộm cắp" = "crime"
[lists.incidents.constants]
fatal = "không"
"""
HEAD = "STT;Mã đơn vị;TÊN;Hòa giải từ;Hoà giải đến;Triển khai;Ngày quyết định;sabotages;ghi chú"


def dossier(main: str, mapping: str = PROVINCE, incidents: str | None = None) -> Dossier:
    lists = {} if incidents is None else {"incidents": incidents.encode()}
    (row,) = dossier_rows(main.encode(), lists, read_mapping(mapping.encode()), known=KNOWN)
    return row.dossier(AREA)


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    assert all(problem.message(locale) for problem in problems for locale in LOCALES)
    return [(problem.place, problem.code) for problem in problems]


def refused(mapping: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        read_mapping(mapping if isinstance(mapping, bytes) else mapping.encode())
    return told(caught.value.problems)


def refused_files(main: str, mapping: str, **lists: str) -> list[tuple[str, str]]:
    files = {name: text.encode() for name, text in lists.items()}
    with pytest.raises(InputError) as caught:
        dossier_rows(main.encode(), files, read_mapping(f"format = 1\n{mapping}".encode()), known=KNOWN)
    return told(caught.value.problems)


def test_a_province_keeps_its_own_columns_values_and_forms() -> None:
    incidents = "Mã;Số;Loại;Ngày\nkp-1;1;trộm  cắp;02/03/2026\nkp-1;2;sabotage;"
    found = dossier(f"{HEAD}\n1;kp-1;Tổ 1;không có;4;đã làm;01/12/2026;2;x", incidents=incidents)
    assert (found.unit.id, found.unit.name, found.year) == ("kp-1", "Tổ 1", 2026)
    assert str(found.decision_date) == "2026-12-01"
    assert (found.verified.value("crimes"), found.claimed.stated) == (Interval(0, 4), {"crimes": 9})
    assert found.verified.value("policy_implemented") is True
    assert found.verified.value("sabotages") == 2
    first, second = (item.stated for item in found.records["incidents"].items)
    assert (first["kind"], str(first["occurred_on"]), first["fatal"]) == ("crime", "2026-03-02", False)
    assert second == {"kind": "sabotage", "fatal": False}
    assert found.records["incidents"].basis == "verified"


def test_a_value_may_stand_for_nothing_stated() -> None:
    assert dossier(f"{HEAD}\n1;kp-1;Tổ 1;;;chưa rõ;;;").verified.stated == {}


def test_without_a_mapping_files_are_written_as_ours() -> None:
    assert read_mapping(b"\xef\xbb\xbfformat = 1") == OURS


def test_everything_wrong_in_a_mapping_is_said_at_once() -> None:
    mapping = """
format = 1
delimitr = ";"
delimiter = "|"
dates = "D/M/Y"
sheet = "stated"
ignore = ["MÃ", 3]
[columns]
"Mã" = "unit"
"mã" = "name"
"Tên" = 1
[values.kind]
"" = "crime"
[types.truths]
"x" = "true"
[lists.incidents]
fil = "x.csv"
[lists.incidents.values.kind]
"Hoà" = "crime"
"Hòa" = "crime"
"""
    assert sorted(refused(mapping)) == [
        ("", "json.unknown-key"),
        ("columns", "mapping.same-name"),
        ("columns.Tên", "json.wrong-type"),
        ("dates", "json.unknown-code"),
        ("delimiter", "mapping.delimiter"),
        ("ignore[0]", "mapping.both"),
        ("ignore[1]", "json.wrong-type"),
        ("lists.incidents", "json.unknown-key"),
        ("lists.incidents.values.kind", "mapping.same-name"),
        ("sheet", "json.unknown-code"),
        ("types", "json.unknown-key"),
        ("values.kind", "mapping.blank"),
    ]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "json.missing-key"),
        (b"format = 2", "json.format"),
        (b"format = 1.0", "json.format"),
        (b"format = 1\ncolumns = 3", "json.wrong-type"),
        (b"format = 1\ndelimiter = 3", "mapping.delimiter"),
        (b"format = 1\nlists = [1]", "json.wrong-type"),
        (b"format = 1\n[constants]\nyear = 2026", "json.wrong-type"),
        (b"format = 1\n[constants]\nday = 2026-01-01", "json.wrong-type"),
        (b"format: 1", "mapping.syntax-at"),
        (b"format = 1\nformat = 1", "mapping.syntax"),
        (b"format = " + b"9" * 5_000, "mapping.syntax"),
        (b"format = " + b"[" * 100_000, "json.too-deep"),
        (b"\xff\xfef\0", "csv.wide-encoding"),
        (b"# \xe0", "csv.not-utf8"),
    ],
)
def test_what_is_no_mapping_is_refused(source: bytes, code: str) -> None:
    assert [found for _, found in refused(source)] == [code]


@pytest.mark.parametrize(
    ("source", "line", "vi"),
    [
        ("format = 1\nsheet = verified", 2, "chữ phải đặt trong dấu ngoặc kép"),
        ("format = 1\n[columns]\nMã = 'unit'", 3, ""),
        ("[columns]\nten don vi = 'unit'", 2, "cần dấu bằng sau tên"),
        ("format = 1\nformat = 1\n", 2, ""),
        ("format = 1 sheet = 'verified'", 1, "mỗi dòng chỉ khai một tên"),
    ],
)
def test_text_that_is_no_toml_is_told_with_its_line(source: str, line: int, vi: str) -> None:
    with pytest.raises(InputError) as caught:
        read_mapping(source.encode())
    (problem,) = caught.value.problems
    assert f"dòng {line}, cột" in problem.message("vi")
    assert f"line {line}, column" in problem.message("en")
    assert vi in problem.message("vi")


def test_a_heading_like_one_that_the_mapping_names_is_told_so() -> None:
    mapping = '[columns]\n"Mã đơn vị" = "unit"'
    with pytest.raises(InputError) as caught:
        read = read_mapping(f"format = 1\n{mapping}".encode())
        list(dossier_rows("Mã đơn vi,unit,kind,province,commune,year".encode(), {}, read, known=KNOWN))
    (problem,) = caught.value.problems
    assert str(problem.facts["near"]).startswith("Mã đơn vị")


def test_what_a_mapping_names_must_be_known() -> None:
    mapping = """
[columns]
"Mã" = "unitt"
"Tên" = "name"
"Vụ" = "crimes"
[values."verified.crime"]
"x" = "1"
[constants]
yeer = "2026"
[lists.incident]
[lists.incidents.columns]
"Mã" = "dossier"
[lists.evidence.constants]
fact = "crimes"
"""
    assert refused_files("Mã,Tên,Vụ,kind,province,commune,year,unit", mapping) == [
        ("columns.Mã", "mapping.unknown-column"),
        ("columns.Vụ", "csv.bare-fact"),
        ("values.verified.crime", "mapping.unknown-column"),
        ("constants.yeer", "mapping.unknown-column"),
        ("lists", "csv.unknown-list"),
        ("lists.incidents.columns.Mã", "mapping.unknown-column"),
    ]


def test_a_column_and_its_own_name_are_one_column() -> None:
    mapping = '[columns]\n"Mã" = "unit"\n"MĐV" = "unit"'
    assert refused_files("Mã,MĐV,kind,province,commune,year", mapping) == [("", "csv.column-twice")]
    mapping = 'sheet = "verified"'
    head = "unit,kind,province,commune,year,crimes,verified.crimes"
    assert refused_files(head, mapping) == [("", "csv.column-twice")]


def test_a_constant_stands_only_for_a_column_that_is_not_there() -> None:
    mapping = '[constants]\nyear = "2026"'
    assert refused_files("unit,kind,province,commune,year", mapping) == [("", "csv.constant-beside-column")]


def test_a_column_is_left_aside_only_when_it_is_listed() -> None:
    head = "unit,kind,province,commune,year,Ghi chú"
    assert refused_files(head, "") == [("", "csv.unknown-column")]
    (row,) = dossier_rows(
        f"{head}\nkp-1,residential_area,25,00001,2026,=x".encode(),
        mapping=read_mapping('format = 1\nignore = ["GHI CHÚ"]'.encode()),
        known=KNOWN,
    )
    assert row.dossier(AREA).unit.id == "kp-1"


def test_an_empty_cell_stays_unknown_whatever_a_type_is_called() -> None:
    mapping = 'format = 1\n[types.count]\n"–" = "0"'
    main = "unit,kind,province,commune,year,verified.crimes\nkp-1,residential_area,25,00001,2026, "
    assert dossier(main, mapping).verified.stated == {}


def test_not_even_a_mapping_made_in_python_gives_an_empty_cell_a_meaning() -> None:
    main = "unit,kind,province,commune,year,name,verified.crimes\nkp-1,residential_area,25,00001,2026, , "
    mapping = ColumnMapping(types={"count": {"": "0"}}, values={"name": {"": "x"}})
    (row,) = dossier_rows(main.encode(), mapping=mapping, known=KNOWN)
    found = row.dossier(AREA)
    assert (found.unit.name, found.verified.stated) == ("", {})


def test_a_value_is_translated_once() -> None:
    mapping = 'format = 1\n[values."verified.crimes"]\n"a" = "0"\n[types.count]\n"0" = "5"\n"b" = "6"'
    main = "unit,kind,province,commune,year,verified.crimes,verified.sabotages"
    found = dossier(f"{main}\nkp-1,residential_area,25,00001,2026,a,b", mapping)
    assert found.verified.stated == {"crimes": 0, "sabotages": 6}


def test_what_is_wrong_is_said_under_a_provinces_own_names() -> None:
    lists = {"incidents": "Mã;Số;Loại;Ngày\nkp-1;1;Cướp;2026-03-02".encode()}
    main = f"{HEAD}\n1;kp-1;Tổ 1;5;3;làm dở;;x;"
    (row,) = dossier_rows(main.encode(), lists, read_mapping(PROVINCE.encode()), known=KNOWN)
    with pytest.raises(InputError) as caught:
        row.dossier(AREA)
    assert told(caught.value.problems) == [
        ("Triển khai", "csv.truth"),
        ("sabotages", "csv.number"),
        ("", "csv.reversed-bounds"),
        ("vu-viec.csv:2.Ngày", "csv.day-as-declared"),
        ("vu-viec.csv:2.Loại", "csv.unknown-code"),
    ]
    assert caught.value.problems[4].facts["table"] == "[lists.incidents.values.kind]"
    assert caught.value.problems[2].facts["bounds"] == '"Hòa giải từ", "Hoà giải đến"'
