"""Files of lists: one that nothing reads is told, and so is one that the mapping names and is not there."""

from typing import Any

import pytest

HEAD = "unit,kind,province,commune,year"
UNITS = f"{HEAD}\nkp-1,residential_area,25,00001,2026"
RECORDS = "dossier.unit,kind\nkp-1,crime"
MAPPED = 'format = 1\n[lists.incidents]\nfile = "vu-viec-2026.csv"\n'


@pytest.mark.parametrize("beside", ["don-vi.evidences.csv", "don-vi.Incident.CSV", "DON-VI.vu viec.csv"])
def test_a_list_under_a_wrong_name_is_told(antq: Any, save: Any, beside: str) -> None:
    save("don-vi.csv", UNITS)
    assert antq("assess", "don-vi.csv").code == 0
    save(beside, RECORDS)
    for run in (antq("assess", "don-vi.csv"), antq("explain", "don-vi.csv", "kp-1")):
        assert run.code == 3
        assert "kp-1" in run.out
        assert run.err.count("cli.list-not-read") == 2
        assert beside in run.err


def test_a_list_beside_the_one_that_the_mapping_names_is_told(antq: Any, save: Any) -> None:
    save("don-vi.csv", UNITS)
    save("vu-viec-2026.csv", RECORDS)
    save("anh-xa.toml", MAPPED)
    assert antq("assess", "don-vi.csv", "--mapping", "anh-xa.toml").code == 0
    save("don-vi.incidents.csv", RECORDS)
    run = antq("assess", "don-vi.csv", "--mapping", "anh-xa.toml")
    assert run.code == 3
    assert "don-vi.incidents.csv" in run.err
    assert "vu-viec-2026.csv" in run.err


def test_files_that_are_read_or_named_are_not_told(antq: Any, save: Any) -> None:
    save("don-vi.csv", UNITS)
    save("don-vi.incidents.csv", RECORDS)
    save("don-vi.2025.csv", UNITS.replace("2026", "2025"))
    save("don-vi.notes.txt", "x")
    save("don-vien.incidents.csv", RECORDS)
    run = antq("assess", "don-vi.csv", "don-vi.2025.csv")
    assert (run.code, run.err) == (0, "")


def test_a_list_that_the_mapping_names_and_that_is_missing_is_told_with_the_mapping(
    antq: Any, save: Any
) -> None:
    save("don-vi.csv", UNITS)
    save("anh-xa.toml", MAPPED)
    run = antq("assess", "don-vi.csv", "--mapping", "anh-xa.toml")
    assert run.code == 2
    assert "tệp ánh xạ nói danh sách incidents nằm ở tệp vu-viec-2026.csv" in run.err


def test_what_a_mapping_names_wrongly_is_told_once_and_of_the_mapping(antq: Any, save: Any) -> None:
    save("a.csv", UNITS)
    save("b.csv", UNITS.replace("kp-1", "kp-2"))
    save("anh-xa.toml", 'format = 1\n[columns]\n"Mã" = "unitt"\n')
    run = antq("assess", "a.csv", "b.csv", "--mapping", "anh-xa.toml", "--locale", "en")
    assert run.code == 2
    (line,) = run.err.splitlines()
    assert line.startswith("anh-xa.toml.columns.Mã: ")


def test_a_problem_of_a_record_is_told_at_its_own_line_and_column(antq: Any, save: Any) -> None:
    save("don-vi.csv", UNITS)
    save("don-vi.incidents.csv", "dossier.unit,kind,gravity\nkp-1,crime,\nkp-1,crime,worst")
    run = antq("assess", "don-vi.csv")
    assert '- don-vi.incidents.csv dòng 3, hồ sơ kp-1, cột "gravity": ' in run.err
    assert '- don-vi.incidents.csv line 3, dossier kp-1, column "gravity": ' in run.err
    assert "don-vi.csv dòng 2" not in run.err


@pytest.mark.parametrize(
    ("column", "old", "new", "code"),
    [
        ("Tỉnh", ",25,", ",26,", "province.code-ended"),
        ("Tỉnh", ",25,", ",1,", "province.lost-zero"),
        ("Loại", "residential_area", "khu_dan_cu", "unit.unknown-kind"),
    ],
)
def test_what_standards_are_selected_by_is_told_under_its_column(
    *, antq: Any, save: Any, column: str, old: str, new: str, code: str
) -> None:
    save("don-vi.csv", UNITS.replace("kind", "Loại").replace("province", "Tỉnh").replace(old, new))
    save("anh-xa.toml", 'format = 1\n[columns]\n"Loại" = "kind"\n"Tỉnh" = "province"\n')
    run = antq("assess", "don-vi.csv", "--mapping", "anh-xa.toml", "--locale", "en")
    assert run.code == 3
    assert f"- don-vi.csv line 2, unit kp-1: {column}: " in run.err
    assert code in run.err
