"""Bytes, quotes and cells of CSV: what is not plainly right is refused with what it looks like."""

import csv
import datetime
import unicodedata

import pytest

from antq_core.codec.csv_files.cells import CellType, DayForm, read_cell, write_cell, write_text
from antq_core.codec.csv_files.nearest import NameIndex, nearest_column
from antq_core.codec.csv_files.text import read_table, table_text
from antq_core.errors import InputError, Problem
from antq_core.messages.text import LOCALES
from antq_core.possible import Interval


def refused(source: bytes, delimiter: str = ",") -> Problem:
    with pytest.raises(InputError) as caught:
        read_table(source, delimiter)
    (problem,) = caught.value.problems
    assert all(problem.message(locale) for locale in LOCALES)
    return problem


def not_a(kind: CellType, cell: str, days: DayForm = DayForm.YEAR_FIRST) -> str:
    with pytest.raises(InputError) as caught:
        read_cell(cell, kind, days)
    (problem,) = caught.value.problems
    assert all(problem.message(locale) for locale in LOCALES)
    return problem.code


# --- bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_is_read_with_or_without_its_mark(mark: bytes) -> None:
    table = read_table(mark + "Tổ,số\n1,2".encode())
    assert (table.header, list(table.rows())) == (("Tổ", "số"), [(2, ("1", "2"))])


@pytest.mark.parametrize(
    ("source", "code", "facts"),
    [
        (b"", "csv.empty", {}),
        (b"\xef\xbb\xbf\r\n , \n", "csv.empty", {}),
        ("đơn vị,năm\n".encode("utf-16"), "csv.wide-encoding", {"encoding": "UTF-16"}),
        ("đơn vị,năm\n".encode("utf-16-le"), "csv.wide-encoding", {"encoding": "UTF-16"}),
        ("đơn vị,năm\n".encode("utf-16-be"), "csv.wide-encoding", {"encoding": "UTF-16"}),
        ("đơn vị".encode("utf-32"), "csv.wide-encoding", {"encoding": "UTF-32"}),
        (b"unit,year\r\nkp-1,2026\0\r\n", "csv.nul", {"line": 2}),
        ("unit\rđơn".encode("cp1258"), "csv.not-utf8", {"line": 2, "position": 5}),
        (b"unit\xff", "csv.not-utf8", {"line": 1, "position": 4}),
        (b"PK\x03\x04\0\0", "csv.workbook", {}),
        (b"\xd0\xcf\x11\xe0\0\0", "csv.workbook", {}),
    ],
)
def test_what_is_no_utf8_text_is_named(source: bytes, code: str, facts: dict[str, object]) -> None:
    problem = refused(source)
    assert (problem.code, problem.facts) == (code, facts)


# --- delimiters and quotes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "delimiter", "found"),
    [
        (b"unit;kind\n1;2", ",", '";"'),
        (b"unit\tkind", ",", "TAB"),
        (b"unit,kind", ";", '","'),
        (b'"unit";"kind"\n1;2', ",", '";"'),
    ],
)
def test_another_delimiter_is_named(source: bytes, delimiter: str, found: str) -> None:
    problem = refused(source, delimiter)
    assert (problem.code, problem.facts["found"]) == ("csv.other-delimiter", found)


def test_the_note_of_excel_is_no_heading() -> None:
    assert refused(b"sep=;\nunit;kind").code == "csv.separator-line"


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ('a,b\n"x,1\ny,2\n', "csv.unclosed-quote", 2),
        ('a,b\n"x\ny","z\n1,2', "csv.unclosed-quote", 3),
        ('a,"b', "csv.unclosed-quote", 1),
        ('a,b\r\n"x\r\ny"z,1\r\n', "csv.text-after-quote", 3),
        ('a,b\n"x"" y,1\n', "csv.unclosed-quote", 2),
        ('a,b\n1,"x" \n', "csv.text-after-quote", 2),
        (f"a,b\n1,2\n{'x' * 131_073},1\n", "csv.cell-too-long", 3),
        (f'a,b\n1,2\n1,"{"x" * 200_000}"\n', "csv.cell-too-long", 3),
        (f'a,b\n1,2\n1,"{"x" * 200_000}\n', "csv.unclosed-quote", 3),
        (f"a,b\n1,2\n1,{'x' * 200_000}", "csv.cell-too-long", 3),
    ],
)
def test_broken_quotes_and_endless_cells_are_found_by_line(source: str, code: str, line: int) -> None:
    problem = refused(source.encode())
    assert (problem.code, problem.facts["line"]) == (code, line)


def test_no_setting_of_the_standard_library_is_touched() -> None:
    before = csv.field_size_limit()
    read_table(f"a,b\n{'x' * 131_072},1\n".encode())
    assert csv.field_size_limit() == before


def test_quotes_inside_a_cell_that_does_not_begin_with_one_are_text() -> None:
    assert list(read_table(b'a,b\nx "y" z,1').rows()) == [(2, ('x "y" z', "1"))]


def test_what_is_written_is_read_again() -> None:
    cells = ('a"b', "c,d", "e\r\nf", "g\rh", "'", "")
    text = table_text(["1", "2", "3", "4", "5", "6"], [cells], ";")
    assert list(read_table(text.encode(), ";").rows()) == [(2, cells)]


# --- cells ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CellType)
@pytest.mark.parametrize("cell", ["", " ", "\t", "\u00a0", "\u3000"])
def test_an_empty_cell_states_nothing(cell: str, kind: CellType) -> None:
    assert read_cell(cell, kind) is None


@pytest.mark.parametrize(
    ("cell", "truth"),
    [
        ("true", True),
        ("TRUE", True),
        (" True ", True),
        ("có", True),
        ("CÓ", True),
        ("FALSE", False),
        ("Không", False),
    ],
)
def test_truths(cell: str, truth: bool) -> None:
    assert read_cell(cell, CellType.TRUTH) is truth
    assert read_cell(unicodedata.normalize("NFD", cell), CellType.TRUTH) is truth


@pytest.mark.parametrize("cell", ["1", "0", "x", "yes", "co", "đúng", "true.", "'true", "0" * 10_000])
def test_other_words_are_no_truths(cell: str) -> None:
    assert not_a(CellType.TRUTH, cell) == "csv.truth"


@pytest.mark.parametrize(
    ("cell", "number"), [("0", 0), (" 12 ", 12), ("-3", -3), ("007", 7), ("9" * 18, 10**18 - 1)]
)
def test_whole_numbers(cell: str, number: int) -> None:
    assert read_cell(cell, CellType.COUNT) == number
    assert read_cell(cell, CellType.POINTS) == number


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12.0", "csv.fraction"),
        ("3,5", "csv.fraction"),
        (".5", "csv.fraction"),
        ("1,000", "csv.grouped-digits"),
        ("1.000", "csv.grouped-digits"),
        ("1 000", "csv.grouped-digits"),
        ("1\u00a0000", "csv.grouped-digits"),
        ("1.234.567,8", "csv.grouped-digits"),
        ("1E+05", "csv.exponent"),
        ("1,5e3", "csv.exponent"),
        ("\uff11\uff12", "csv.other-digits"),
        ("\u0661", "csv.other-digits"),
        ("1²", "csv.other-digits"),
        ("1 2", "csv.number"),
        ("- 3", "csv.number"),
        ("+3", "csv.number"),
        ("\u22123", "csv.number"),
        ("12 vụ", "csv.number"),
        ("1_000", "csv.number"),
        ("0x10", "csv.number"),
        ("'5", "csv.number"),
        ("true", "csv.number"),
        ("#REF!", "csv.spreadsheet-error"),
        ("########", "csv.spreadsheet-error"),
        ("9" * 19, "json.number-too-long"),
        ("9" * 9_999, "json.number-too-long"),
    ],
)
def test_what_is_no_whole_number_is_named(cell: str, code: str) -> None:
    assert not_a(CellType.COUNT, cell) == code


@pytest.mark.parametrize("cell", ["9.5", "9,5", "10.0"])
def test_points_are_told_to_be_in_hundredths(cell: str) -> None:
    assert not_a(CellType.POINTS, cell) == "csv.points"


@pytest.mark.parametrize(
    ("cell", "days"), [("2026-03-01", DayForm.YEAR_FIRST), (" 01/03/2026 ", DayForm.DAY_FIRST)]
)
def test_days_are_written_as_declared(cell: str, days: DayForm) -> None:
    assert read_cell(cell, CellType.DAY, days) == "2026-03-01"


@pytest.mark.parametrize(
    ("cell", "days", "code"),
    [
        ("01/03/2026", DayForm.YEAR_FIRST, "csv.day"),
        ("2026-03-01", DayForm.DAY_FIRST, "csv.day-as-declared"),
        ("2026-02-30", DayForm.YEAR_FIRST, "csv.no-such-day"),
        ("30/02/2026", DayForm.DAY_FIRST, "csv.no-such-day"),
        ("12/31/2026", DayForm.DAY_FIRST, "csv.no-such-day"),
        ("1/3/2026", DayForm.DAY_FIRST, "csv.day-as-declared"),
        ("01/03/26", DayForm.DAY_FIRST, "csv.day-as-declared"),
        ("01/01/0000", DayForm.DAY_FIRST, "csv.no-such-day"),
        ("2026-03-01 00:00:00", DayForm.YEAR_FIRST, "csv.day"),
        ("46082", DayForm.YEAR_FIRST, "csv.day-serial"),
        ("46082", DayForm.DAY_FIRST, "csv.day-serial"),
    ],
)
def test_a_day_written_otherwise_is_refused(cell: str, days: DayForm, code: str) -> None:
    assert not_a(CellType.DAY, cell, days) == code


@pytest.mark.parametrize("cell", ["1.00109E+08", "1E+08", "1,5e+12"])
def test_an_identifier_that_a_spreadsheet_shortened_is_refused(cell: str) -> None:
    assert not_a(CellType.IDENTIFIER, cell) == "value.shortened-code"


@pytest.mark.parametrize("cell", ["12.0", "100109.00"])
def test_an_identifier_that_became_a_number_is_refused_unless_it_is_said_to_be_text(cell: str) -> None:
    assert not_a(CellType.IDENTIFIER, cell) == "csv.code-as-number"
    assert read_cell(f"'{cell}", CellType.IDENTIFIER) == cell


@pytest.mark.parametrize("cell", ["00123", "12E5", "KP-1E", "E+08", "1.5", "-1", "12.0a"])
def test_other_identifiers_are_taken_as_they_are(cell: str) -> None:
    assert read_cell(f" {cell} ", CellType.IDENTIFIER) == cell


@pytest.mark.parametrize("kind", [CellType.IDENTIFIER, CellType.CHOICE, CellType.TEXT])
def test_a_formula_is_no_text(kind: CellType) -> None:
    assert not_a(kind, '="00123"') == "csv.formula"
    assert not_a(kind, " =1+1") == "csv.formula"


@pytest.mark.parametrize("kind", [CellType.TEXT, CellType.IDENTIFIER, CellType.CHOICE, CellType.TRUTH])
def test_a_cell_of_more_marks_than_any_letter_has_is_refused(kind: CellType) -> None:
    with pytest.raises(InputError) as caught:
        read_cell("\u0323\u0301" * 60_000, kind)
    assert [problem.code for problem in caught.value.problems] == ["value.crowded-marks"]


def test_text_is_composed_and_trimmed_unless_an_apostrophe_says_otherwise() -> None:
    decomposed = unicodedata.normalize("NFD", "Tổ 1")
    assert read_cell(f"  {decomposed}\n", CellType.TEXT) == "Tổ 1"
    assert read_cell("' x ", CellType.TEXT) == " x "
    assert read_cell("''x", CellType.TEXT) == "'x"
    assert read_cell("'", CellType.TEXT) == ""


# --- writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-5, "-5"),
        (datetime.date(2026, 3, 1), "2026-03-01"),
        ("Tổ 1", "Tổ 1"),
        ("001", "001"),
        ("-5", "'-5"),
        ("+84", "'+84"),
        ("@x", "'@x"),
        ("=1", "'=1"),
        ("\uff1d1", "'\uff1d1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("x ", "'x "),
        ("'x", "''x"),
        ("", "'"),
        ("1E+08", "'1E+08"),
        ("#N/A", "'#N/A"),
    ],
)
def test_cells_are_written_so_that_nothing_runs_and_nothing_is_lost(stated: object, cell: str) -> None:
    assert write_cell(stated) == cell  # type: ignore[arg-type]  # of every type


@pytest.mark.parametrize("text", ["a\0b", "x" * 131_072])
def test_text_that_no_csv_can_hold_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        write_text(text)
    assert [problem.code for problem in caught.value.problems] == ["csv.cannot-hold"]
    assert all(problem.message(locale) for problem in caught.value.problems for locale in LOCALES)


def test_the_longest_text_is_read_again() -> None:
    cell = write_text(f"={'x' * 131_070}")
    assert next(read_table(table_text(["a", "b"], [[cell, ""]]).encode()).rows())[1] == (cell, "")


def test_an_interval_has_no_one_cell() -> None:
    with pytest.raises(TypeError):
        write_cell(Interval(1, 2))


# --- names ---------------------------------------------------------------------------------------


def test_near_columns_are_found_without_accents_case_and_sheet() -> None:
    known = ["claimed.crimes", "verified.crimes", "verified.households_residing", "year"]
    assert nearest_column("YEAR", known) == "year"
    assert nearest_column("Households Residing", known) == "verified.households_residing"
    assert nearest_column("Tội phạm", known) == "–"


def test_near_names_are_found_among_many() -> None:
    index = NameIndex.of([f"kdc-{number:05}" for number in range(20_000)] + ["Tổ dân phố Hoà Bình"])
    assert index.nearest("KDC-04321 ").startswith("kdc-04321")
    assert "kdc-04321" in index.nearest("dkc-04321")
    assert index.nearest("to dan pho hoa binh") == "Tổ dân phố Hoà Bình"
    assert NameIndex.of([]).nearest("x") == "–"
