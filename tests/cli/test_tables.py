"""Tables: what comes out of columns is what comes out row by row, and nothing half-written stays."""

import csv
import datetime
import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core.cli.runs.assessing import Round
from antq_core.cli.table_runs import choosing
from antq_core.codec.csv_files.cells import CellType, DayForm, read_cell
from antq_core.codec.csv_files.layouts import CellReader, Column
from antq_core.codec.csv_files.mapping import OURS
from antq_core.codec.csv_files.text import read_table
from antq_core.codec.csv_files.writing import write_dossiers_csv
from antq_core.codec.dossiers import read_dossier
from antq_core.domain.units import Unit
from antq_core.errors import InputError
from antq_core.plugin_host import load_registry

pl = pytest.importorskip("polars")
blocks = importlib.import_module("antq_core.cli.table_runs.blocks")
lines = importlib.import_module("antq_core.cli.table_runs.lines")
typed_columns = importlib.import_module("antq_core.cli.table_runs.typed")
Parts = importlib.import_module("antq_core.cli.table_runs.parts").Parts

EXAMPLE = Path(__file__).parents[2] / "examples/commune/after.jsonl"
HEAD = "unit,kind,province,commune,name,year"
FACTS = (
    "verified.registered,verified.crimes,verified.households_residing.lo,verified.households_residing.hi,"
    "verified.households_registered,verified.force_rating,verified.registration_day,claimed.crimes,"
    "last_year.crimes,verified.size"
)
LIST = "incidents.complete_from,incidents.complete_to,incidents.attested_by,incidents.basis"
CLOSED = "2025-11-01,2026-10-31,Công an xã,verified"
RECORD_HEAD = "dossier.unit,kind,gravity,occurred_on,commune,unit,force_majeure"


def area(unit: str, facts: str = "có,0,,,,,,,4,", closed: str = CLOSED, year: str = "2026") -> str:
    return f"{unit},residential_area,25,00001,Thôn,{year},{facts},{closed}"


UNITS = [
    area("t-1"),
    area("t-2", "CÓ, 1 ,,,50,excellent,2026-02-10,,,"),
    area("t-3", "không,,60,70,60,completed,,1,,", ",,,"),
    area("t-4", "x,,,,,,,,,"),  # no truth
    area("t-5", "có,1.5,,,,,,,,"),  # a fraction
    area("t-6", "có,,60,,,,,,,"),  # one end
    area("t-7", "có,,70,60,,,,,,"),  # ends that are exchanged
    area("t-8", "có,,60,70,80,,,,,"),  # a part above its whole
    area("t-9", "có,,,,,best,,,,"),  # an unknown code
    area("t-10", "có,,,,,,2026-02-30,,,"),  # no such day
    area("t-11", "có,,,,,,2020-02-10,,,"),  # a day of another year
    area("t-12", "có,,,,,,,-1,,"),  # out of range, on the other sheet
    area("t-13", "có,,,,,,,,,above_small"),  # a fact of other units
    area("t-14", closed="2025-11-01,,Công an xã,verified"),
    area("t-15", closed="2025-11-01,2026-10-31,,verified"),
    area("t-16", closed="2025-11-01,2026-10-31,Công an xã,theirs"),
    area("t-17", year="1800"),
    area("t-18"),
    area("t-18"),
    area("t-19").replace("00001", "1"),
    area("t-20").replace("residential_area", "palace"),
    area("t-21").replace(",25,", ",9999,"),
    '"t-22","residential_area",25,00001,"Thôn ""Mười,"",\n hai",2026,có,0,,,,,,,,,' + CLOSED,
    "",
    area("t-23") + ",",
    ",,,",
    HEAD + "," + FACTS + "," + LIST,
    "  ," * 19 + " ",
    area("'t-24"),
    "c-1,enterprise,25,00001,Công ty,2026,có,,,,,,,,,above_small,,,,",
    area("t-25"),
    area("t-26"),
    area("t-27", closed="2025-11-01,2026-10-31,Công an xã,"),
    "Tổng cộng,,,,,,,,,,,,,,,,,,,",
]
RECORDS = [
    "t-1,crime,less_serious,2026-08-08,00001,t-1,không",
    "t-2,crime,serious,2026-08-08,00001,,không",
    "t-2,fire_or_explosion,,2026-04-02,00001,t-2,không",
    "t-25,crime,dreadful,2026-08-08,00001,t-25,không",
    "t-26,crime,serious,2026-02-30,00001,t-26,không",
]


def table(name: str, lines: list[str]) -> str:
    Path(name).write_text("\n".join([f"{HEAD},{FACTS},{LIST}", *lines]) + "\n", encoding="utf-8")
    return name


def records(name: str, *lines: str) -> None:
    Path(name).write_text("\n".join([RECORD_HEAD, *lines]) + "\n", encoding="utf-8")


def written(file: str) -> list[dict[str, Any]]:
    match Path(file).suffix:
        case ".csv":
            with Path(file).open(encoding="utf-8", newline="") as opened:
                return list(csv.DictReader(opened))
        case ".parquet":
            return pl.read_parquet(file).to_dicts()
    return [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]


def in_short(document: Any) -> tuple[str, ...]:
    against = [each["criterion"] for each in document["findings"] if "not_met" in each["outcomes"]]
    unit = document["unit"]
    blocking = " ".join(against) if document["in_scope"] != ["false"] else ""
    return (unit["id"], document["verdict"], "|".join(document["possible"]), blocking)


def row_in_short(row: Any) -> tuple[str, ...]:
    return (row["unit"].lstrip("'"), row["verdict"], row["verdict.possible"], row["blocking"] or "")


def same_both_ways(antq: Callable[..., Any], file: str, ending: str, *options: str) -> None:
    by_row = antq("assess", file, *options, "--no-table", "--output", "row.jsonl")
    by_columns = antq("assess", file, *options, "--table", "--output", f"columns{ending}")
    assert by_columns.code == by_row.code, by_columns.err
    assert by_columns.out.splitlines()[-1] == by_row.out.splitlines()[-1]
    assert [row_in_short(each) for each in written(f"columns{ending}")] == [
        in_short(each) for each in written("row.jsonl")
    ]
    rejected = [Path(f"{name}.rejected.jsonl") for name in ("row", "columns")]
    assert rejected[0].exists() == rejected[1].exists()
    if rejected[0].exists():
        assert written(str(rejected[1])) == written(str(rejected[0]))
    assert by_columns.err.replace("columns", "row").replace(ending, ".jsonl") == by_row.err.replace(
        ending, ".jsonl"
    )


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_table_is_assessed_and_refused_as_its_rows_are(antq: Any, ending: str) -> None:
    file = table("xa.csv", UNITS)
    records("xa.incidents.csv", *RECORDS)
    same_both_ways(antq, file, ending)


def test_a_record_of_nobody_opens_the_list_of_everybody(antq: Any) -> None:
    file = table("xa.csv", UNITS[:3])
    records("xa.incidents.csv", *RECORDS[:2], "t-11,crime,serious,2026-08-08,00001,t-1,không")
    same_both_ways(antq, file, ".csv")
    assert "csv.list-in-doubt" in antq("assess", file, "--table", "--output", "x.csv").err


def test_plain_rows_are_read_by_columns(antq: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    units = Round.units

    def watched(self: Round, rows: Any) -> Any:
        listed = list(rows)
        read.extend(row.heading["unit"]["id"] for row in listed)
        return units(self, listed)

    monkeypatch.setattr(Round, "units", watched)
    file = table("xa.csv", [*UNITS[:4], UNITS[-4]])
    records("xa.incidents.csv", *RECORDS[:4])
    assert antq("assess", file, "--table", "--output", "x.csv").code == 3
    assert read == ["t-4", "t-25"]


MAPPING = """format = 1
delimiter = ";"
dates = "DD/MM/YYYY"
sheet = "verified"
ignore = ["STT", "Ghi chú"]
[columns]
"Mã thôn" = "unit"
"Ngày đăng ký" = "registration_day"
"Đã đăng ký" = "registered"
"Xếp loại" = "force_rating"
[values.registered]
"x" = "true"
[values.force_rating]
"Tốt" = "completed_well"
[constants]
kind = "residential_area"
province = "25"
commune = "00001"
year = "2026"
[lists.incidents]
file = "vu-viec.csv"
[lists.incidents.columns]
"Hồ sơ của" = "dossier.unit"
"Ngày" = "occurred_on"
"Loại" = "kind"
[lists.incidents.values.kind]
"Tội phạm" = "crime"
"""
MAPPED = """STT;Mã thôn;Đã đăng ký;Ngày đăng ký;Xếp loại;Ghi chú
1;t-1;x;10/02/2026;Tốt;
2;t-2;không;;;=2+2
3;t-3;y;2026-02-10;Tốt;
4;t-4;;31/02/2026;Đạt;
5;t-5;;;;
"""


def test_a_mapping_says_what_columns_stand_for(antq: Any) -> None:
    Path("bang.csv").write_text(MAPPED, encoding="utf-8")
    Path("tinh.toml").write_text(MAPPING, encoding="utf-8")
    Path("vu-viec.csv").write_text("Hồ sơ của;Ngày;Loại\nt-1;08/08/2026;Tội phạm\n", encoding="utf-8")
    by_row = antq("assess", "bang.csv", "--mapping", "tinh.toml", "--output", "row.jsonl")
    by_columns = antq("assess", "bang.csv", "--mapping", "tinh.toml", "--output", "columns.csv")
    assert by_columns.code == by_row.code == 3
    assert written("columns.rejected.jsonl") == written("row.rejected.jsonl")
    rows = written("columns.csv")
    assert [row["Mã thôn"] for row in rows] == ["t-1", "t-2", "t-5"]
    assert [row["verdict"] for row in rows] == [each["verdict"] for each in written("row.jsonl")]
    assert [row["Ghi chú"] for row in rows] == ["", "'=2+2", ""]


def roster(*units: str) -> list[str]:
    return [f"xa-1,{unit},residential_area" for unit in units]


@pytest.mark.parametrize("characters", [100, 10_000])
def test_communes_are_told_of_units_in_other_blocks(
    antq: Any, short: Any, monkeypatch: pytest.MonkeyPatch, characters: int
) -> None:
    monkeypatch.setattr(blocks, "CHARACTERS", characters)
    head = f"{HEAD},verified.clean,verified.quiet,{LIST.replace('incidents', 'roster')}"
    lines = [f"kp-{n},residential_area,25,00001,,2026,có,{'có' if n % 3 else ''},,,," for n in range(20)]
    lines.insert(3, "xa-1,commune,25,00001,,2026,,,2025-11-01,2026-10-31,Công an xã,verified")
    lines.append("xa-2,commune,25,00002,,2026,,,2025-11-01,2026-10-31,Công an xã,verified")
    Path("xa.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
    listed = "\n".join(["dossier.unit,unit,kind", *roster("kp-1"), "xa-2,kp-3,residential_area"])
    Path("xa.roster.csv").write_text(listed, encoding="utf-8")
    by_row = short("assess", "xa.csv", "--output", "row.jsonl")
    by_columns = short("assess", "xa.csv", "--output", "columns.csv")
    assert (by_columns.code, by_columns.out.splitlines()[-1]) == (by_row.code, by_row.out.splitlines()[-1])
    told = {each["unit"]["id"]: each["verdict"] for each in written("row.jsonl")}
    assert {row["unit"]: row["verdict"] for row in written("columns.csv")} == told
    assert [row["unit"] for row in written("columns.csv")] == list(told)
    assert told["xa-1"] == "met"


def partitions(folder: str, *parts: list[dict[str, Any]]) -> str:
    Path(folder).mkdir()
    for number, rows in enumerate(parts):
        pl.DataFrame(rows, infer_schema_length=None).write_parquet(f"{folder}/p{number}.parquet")
    return folder


def typed(unit: str, crimes: int | None = 0) -> dict[str, Any]:
    return {
        **{"unit": unit, "kind": "residential_area", "province": "25", "commune": "00001", "year": 2026},
        **{"verified.registered": True, "crimes": crimes, "incidents.complete_from": None},
    }


def test_partitions_become_partitions_and_are_resumed(antq: Any) -> None:
    partitions("xa", [typed("t-1"), typed("t-2", None)], [typed("t-3"), typed("t-4", -1)])
    pl.DataFrame({"dossier.unit": ["t-1", "t-3"], "kind": ["crime", "crime"]}).write_parquet(
        "xa.incidents.parquet"
    )
    first = antq("assess", "xa", "--output", "ra", "--locale", "en")
    assert first.code == 3
    assert [row["unit"] for row in written("ra/p0.parquet")] == ["t-1", "t-2"]
    assert [row["unit"] for row in written("ra/p1.parquet")] == ["t-3"]
    told = written("ra.rejected.jsonl")
    assert [(each["file"], each["index"], each["unit"]) for each in told] == [("xa/p1.parquet", 1, "t-4")]
    again = antq("assess", "xa", "--output", "ra", "--resume", "--locale", "en")
    assert "Left out 1 partitions" in again.err
    assert again.out.splitlines()[-1] == first.out.splitlines()[-1]
    other = antq("assess", "xa", "--output", "ra", "--resume", "--basis", "claimed", "--locale", "en")
    assert "Left out" not in other.err


def test_parquet_says_what_csv_says(antq: Any) -> None:
    file = table("xa.csv", UNITS[:3])
    records("xa.incidents.csv", *RECORDS[:2])
    pl.DataFrame([typed("t-1"), typed("t-2", 2)], infer_schema_length=None).write_parquet("xa.parquet")
    assert antq("assess", "xa.parquet", "--output", "p.csv").code == 0
    assert [row["unit"] for row in written("p.csv")] == ["t-1", "t-2"]
    assert antq("assess", file, "--output", "c.jsonl", "--table").code == 0
    assert [row["unit"] for row in written("c.jsonl")] == ["t-1", "t-2", "t-3"]


def test_a_column_of_another_type_is_refused_before_anything_is_done(antq: Any) -> None:
    pl.DataFrame([{**typed("t-1"), "crimes": 1.0}], infer_schema_length=None).write_parquet("xa.parquet")
    run = antq("assess", "xa.parquet", "--output", "p.csv")
    assert run.code == 2
    assert "columns.holds-no-number" in run.err
    assert sorted(each.name for each in Path().iterdir()) == ["xa.parquet"]


def test_nothing_half_written_stays_when_somebody_stops_it(
    antq: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = table("xa.csv", UNITS[:3])
    records("xa.incidents.csv")
    Path("x.csv").write_text("before", encoding="utf-8")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("add", "_whole"):
        with monkeypatch.context() as patched:
            patched.setattr(Parts, step, stopped)
            assert antq("assess", file, "--output", "x.csv").code == 130
        assert Path("x.csv").read_text(encoding="utf-8") == "before"
        assert sorted(each.name for each in Path().iterdir()) == ["x.csv", "xa.csv", "xa.incidents.csv"]


def test_a_summary_counts_what_the_totals_say_and_its_digest_ignores_order(antq: Any) -> None:
    records("xa.incidents.csv", *RECORDS[:3])
    records("ax.incidents.csv", *RECORDS[:3])
    run = antq("assess", table("xa.csv", UNITS[:5]), "--summary", "s.json", "--locale", "en")
    assert run.code == 3
    antq("assess", table("ax.csv", UNITS[:5][::-1]), "--summary", "z.json", "--output", "z.parquet")
    one, other = (json.loads(Path(name).read_text(encoding="utf-8")) for name in ("s.json", "z.json"))
    assert one == other
    (group,) = one["summary"]["groups"]
    assert group["rows"] == 3
    assert group["key"] == ["residential_area", "25"]
    assert f"undecided: {group['verdicts']['undecided']}" in run.out


def test_long_files_are_assessed_by_columns_and_shown_as_ever(
    antq: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = table("xa.csv", UNITS)
    records("xa.incidents.csv", *RECORDS)
    row_by_row = antq("assess", file, "--no-table")
    monkeypatch.setattr(choosing, "MANY", 5)
    assert antq("assess", file) == row_by_row
    monkeypatch.setattr(choosing, "is_installed", lambda: False)
    assert antq("assess", file) == row_by_row
    refused = antq("assess", file, "--table", "--locale", "en")
    assert refused.code == 2
    assert "pip install 'antq-core[frames]'" in refused.err


PIECES = [
    "1",
    "0",
    "9",
    "-",
    "/",
    "2026",
    "2026-02-",
    "10/02/",
    ".",
    "E+",
    "=",
    "#",
    "'",
    " ",
    "a",
    "có",
    "CÓ",
    "true",
    "ạ",
]


@given(
    st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join), min_size=1),
    st.sampled_from(list(CellType)),
    st.sampled_from(list(DayForm)),
)
def test_a_column_is_read_as_each_of_its_cells_is(texts: list[str], kind: CellType, days: DayForm) -> None:
    reader = CellReader.of(attrs.evolve(OURS, dates=days))
    values, bad = typed_columns.read_column(pl.Series(texts), Column("c", ("c",), 0), kind, reader)
    for text, value, is_bad in zip(texts, values.to_list(), bad.to_list(), strict=True):
        try:
            expected = read_cell(text, kind, days)
        except InputError:
            assert is_bad
            continue
        shown = value.isoformat() if isinstance(value, datetime.date) else value
        assert (shown, is_bad) == (expected, False)


ROWS = ["a,b", "1,2", '"x",y', '"x\ny",z', ",", "", "  ", "1,2,3", "1", '"a ""b""",c', "ạ,é", "1, ", 'x"y,z']


@given(st.lists(st.sampled_from(ROWS)), st.sampled_from(["\n", "\r\n", "\r"]), st.integers(1, 30))
def test_blocks_hold_the_rows_that_a_file_read_whole_has(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], end: str, characters: int
) -> None:
    file = tmp_path_factory.mktemp("blocks") / "t.csv"
    file.write_bytes(end.join(["a,b", *rows]).encode())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(blocks, "CHARACTERS", characters)
        found = list(blocks.blocks(file, ",", 2))
    listed = [
        (line, tuple(cell or "" for cell in row))
        for each in found
        for line, row in zip(each.lines.to_list(), each.frame.iter_rows(), strict=True)
    ]
    listed += [row for each in found for row in each.odd]
    whole = read_table(file.read_bytes()).rows()
    assert sorted(row for row in listed if any(row[1])) == list(whole)


def test_the_commune_of_the_examples_is_assessed_as_ever(antq: Any) -> None:
    registry = load_registry()
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    dossiers = []
    for document in map(json.loads, lines):
        unit = Unit(**document["unit"])
        dossiers.append(read_dossier(document, registry.select(unit, document["year"])))
    files = write_dossiers_csv(dossiers)
    Path("xa.csv").write_text(files.main, encoding="utf-8", newline="")
    for name, content in files.lists.items():
        Path(f"xa.{name}.csv").write_text(content, encoding="utf-8", newline="")
    same_both_ways(antq, "xa.csv", ".csv")
    assert len(written("columns.csv")) == len(lines)


def lines_of(count: int) -> list[str]:
    """Dossiers of many kinds as the examples have them, each of another unit, and lines that are wrong."""
    given = [json.loads(line) for line in EXAMPLE.read_text(encoding="utf-8").splitlines()]
    made = []
    for number in range(count):
        document = json.loads(json.dumps(given[number % len(given)]))
        document["unit"]["id"] += f"-{number}"
        match number % 7:
            case 1:
                document.pop("records", None)
            case 2:
                document["verified"] = {}
            case 3:
                document["decision_date"] = None
            case 4 if number % 3 == 0:
                document["verified"]["no_such_fact"] = 1
            case 5 if number % 3 == 0:
                document["verified"]["crimes"] = {"from": 0, "to": 2}
            case 6 if number % 3 == 0:
                document["unit"]["commune"] = "1"
        made.append(json.dumps(document, ensure_ascii=number % 2 == 0))
    made += [made[0], "", "{", '{"format": 1}', made[2].replace('"2026-', '"1926-'), made[3], "  ", "[]"]
    palace = json.loads(made[5])
    palace["unit"] = {**palace["unit"], "id": "palace", "kind": "palace"}
    return [*made, json.dumps(palace)]


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
@pytest.mark.parametrize("rows", [3, 10_000], ids=["blocks of three", "one block"])
def test_lines_are_assessed_and_refused_by_columns_as_one_by_one(
    antq: Any, monkeypatch: pytest.MonkeyPatch, rows: int, ending: str
) -> None:
    monkeypatch.setattr(lines, "ROWS", rows)
    Path("xa.jsonl").write_text("\n".join(lines_of(60)), encoding="utf-8")
    same_both_ways(antq, "xa.jsonl", ending)
    assert len(written("row.rejected.jsonl")) > 5


def test_lines_of_the_example_are_read_by_columns_but_for_the_commune(
    antq: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    units = Round.units

    def watched(self: Round, rows: Any) -> Any:
        listed = list(rows)
        read.extend(row.read_heading().unit.kind for row in listed)
        return units(self, listed)

    Path("xa.jsonl").write_bytes(EXAMPLE.read_bytes())
    same_both_ways(antq, "xa.jsonl", ".jsonl")
    monkeypatch.setattr(Round, "units", watched)
    assert antq("assess", "xa.jsonl", "--table", "--output", "x.parquet").code == 0
    assert read == ["commune"]


def test_lines_and_cells_make_one_table(antq: Any) -> None:
    twice = {"format": 1, "unit": {"id": "t-1", "kind": "residential_area", "province": "25"}, "year": 2026}
    twice["unit"] |= {"commune": "00001"}  # type: ignore[operator]
    Path("xa.jsonl").write_text("\n".join([*lines_of(8), json.dumps(twice)]), encoding="utf-8")
    file = table("xa.csv", UNITS[:3])
    records("xa.incidents.csv")
    by_row = antq("assess", file, "xa.jsonl", "--no-table", "--output", "row.jsonl")
    by_columns = antq("assess", file, "xa.jsonl", "--table", "--output", "columns.jsonl")
    assert (by_columns.code, by_columns.out.splitlines()[-1]) == (by_row.code, by_row.out.splitlines()[-1])
    assert list(map(row_in_short, written("columns.jsonl"))) == list(map(in_short, written("row.jsonl")))
    assert written("columns.rejected.jsonl") == written("row.rejected.jsonl")


def test_long_lines_are_shown_as_ever(antq: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("xa.jsonl").write_text("\n".join(lines_of(12)), encoding="utf-8")
    row_by_row = antq("assess", "xa.jsonl", "--no-table")
    monkeypatch.setattr(choosing, "MANY", 5)
    assert antq("assess", "xa.jsonl") == row_by_row
