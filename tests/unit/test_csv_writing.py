"""Dossiers written as CSV: only what is stated, in columns that can be read again."""

import datetime

import attrs
import pytest

from antq_core import Dossier, RecordList, Unit
from antq_core.codec.csv_files.writing import write_dossiers_csv
from antq_core.domain.declarations import FactDeclaration, FieldDeclaration, RecordDeclaration
from antq_core.domain.dossiers import Evidence
from antq_core.domain.records import Basis
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.sheets import fact_sheet, record_class
from antq_core.domain.windows import Window
from antq_core.errors import InputError
from antq_core.expressions.tree import Measure
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Interval

LABEL = Text(vi="–", en="–")
Facts = fact_sheet(
    tuple(
        FactDeclaration(name=name, measure=Measure.COUNT, label=LABEL, range=Interval(-9, 9))
        for name in ("x", "x.lo", "y")
    )
)
UNIT = Unit(id="kp-1", kind="residential_area", province="25", commune="00001")
PLAIN = Dossier(unit=UNIT, year=2026)


def refused(*dossiers: Dossier) -> list[str]:
    with pytest.raises(InputError) as caught:
        write_dossiers_csv(dossiers)
    assert all(problem.message(locale) for problem in caught.value.problems for locale in LOCALES)
    return [problem.code for problem in caught.value.problems]


def test_only_what_is_stated_has_a_column() -> None:
    dossier = attrs.evolve(
        PLAIN,
        unit=attrs.evolve(UNIT, name="=Tổ, 1"),
        verified=Facts(x=-3, y=Interval(1, 2)),
        last_year=Facts(y=0),
        decision_date=datetime.date(2026, 12, 1),
    )
    other = attrs.evolve(PLAIN, unit=attrs.evolve(UNIT, id="kp-2"), claimed=Facts(x=1))
    assert write_dossiers_csv([dossier, other]).main == (
        "unit,kind,province,commune,name,year,decision_date,"
        "claimed.x,verified.x,verified.y.lo,verified.y.hi,last_year.y\r\n"
        'kp-1,residential_area,25,00001,"\'=Tổ, 1",2026,2026-12-01,,-3,1,2,0\r\n'
        "kp-2,residential_area,25,00001,,2026,,1,,,,\r\n"
    )


def test_every_list_has_its_file_and_says_what_it_covers() -> None:
    window = Window(datetime.date(2025, 11, 1), datetime.date(2026, 10, 31))
    records = {
        "incidents": RecordList(complete_for=window, attested_by="Công an xã", basis=Basis.VERIFIED),
        "roster": RecordList(items=(RosterEntry(unit="a", registered=True), RosterEntry())),
    }
    evidence = {"x": (Evidence(document="NQ 01"),), "y": ()}
    files = write_dossiers_csv([attrs.evolve(PLAIN, records=records, evidence=evidence)])
    assert files.main.splitlines()[0].split(",")[7:] == [
        f"{name}.{part}"
        for name in records
        for part in ("complete_from", "complete_to", "attested_by", "basis")
    ]
    assert files.main.splitlines()[1].split(",")[7:] == [
        "2025-11-01", "2026-10-31", "Công an xã", "verified", "", "", "", "claimed",
    ]  # fmt: skip
    assert files.lists == {
        "evidence": "dossier.unit,fact,document,issued_on,issued_by\r\nkp-1,x,NQ 01,,\r\nkp-1,y,,,\r\n",
        "incidents": "dossier.unit\r\n",
        "roster": "dossier.unit,unit,registered\r\nkp-1,a,true\r\nkp-1,,\r\n",
    }


def test_records_say_province_and_year_where_the_unit_does_not_tell() -> None:
    roster = {"roster": RecordList(items=(RosterEntry(unit="a"),))}
    this_year = attrs.evolve(PLAIN, records=roster)
    files = write_dossiers_csv([this_year, attrs.evolve(this_year, year=2025)])
    assert files.lists["roster"].splitlines() == [
        "dossier.unit,dossier.province,dossier.year,unit",
        "kp-1,25,2026,a",
        "kp-1,25,2025,a",
    ]


def test_a_row_that_would_pass_for_the_heading_is_told_apart() -> None:
    unit = attrs.evolve(UNIT, id="dossier.unit")
    roster = {"roster": RecordList(items=(RosterEntry(unit="unit"),))}
    files = write_dossiers_csv([attrs.evolve(PLAIN, unit=unit, records=roster)])
    assert files.lists["roster"] == "dossier.unit,unit\r\n'dossier.unit,unit\r\n"


def test_no_heading_is_a_formula() -> None:
    field = FieldDeclaration(name="=1+1", measure=Measure.IDENTIFIER, label=LABEL)
    calls = record_class(RecordDeclaration(name="calls", label=LABEL, fields=(field,), at_most=9))
    records = {"calls": RecordList(items=(calls(**{"=1+1": "x"}),))}
    files = write_dossiers_csv([attrs.evolve(PLAIN, records=records)])
    assert files.lists["calls"].splitlines()[0] == "dossier.unit,'=1+1"


def test_what_one_file_cannot_hold_is_refused() -> None:
    assert refused(PLAIN, PLAIN) == ["csv.dossier-twice"]
    assert refused(attrs.evolve(PLAIN, unit=attrs.evolve(UNIT, name="\0"))) == ["csv.cannot-hold"]


def test_what_would_share_a_column_is_refused() -> None:
    assert refused(attrs.evolve(PLAIN, verified=Facts(**{"x": Interval(1, 2), "x.lo": 1}))) == [
        "csv.unclear-column"
    ]
    field = FieldDeclaration(name="dossier.unit", measure=Measure.IDENTIFIER, label=LABEL)
    calls = record_class(RecordDeclaration(name="evidence", label=LABEL, fields=(field,), at_most=9))
    records = {"evidence": RecordList(items=(calls(**{"dossier.unit": "x"}),))}
    assert refused(attrs.evolve(PLAIN, records=records)) == ["csv.unclear-column"]
    records = {"evidence": RecordList()}
    evidence = {"x": (Evidence(document="NQ 01"),)}
    assert refused(attrs.evolve(PLAIN, records=records, evidence=evidence)) == ["csv.unclear-column"]
