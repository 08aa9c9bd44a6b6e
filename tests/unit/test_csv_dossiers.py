"""Files of dossiers in CSV: columns, rows, lists, and everything that is wrong under the file's own names."""

import datetime
from collections.abc import Mapping

import attrs
import pytest

from antq_core import Stack, load_registry
from antq_core.codec.csv_files.columns import KnownNames
from antq_core.codec.csv_files.dossiers import CsvDossiers, DossierRow, dossier_rows
from antq_core.codec.csv_files.mapping import read_mapping
from antq_core.domain.declarations import FactDeclaration, FieldDeclaration, RecordDeclaration
from antq_core.domain.records import Basis, RecordList
from antq_core.domain.stated import UNKNOWN
from antq_core.domain.windows import Window
from antq_core.errors import InputError, Problem
from antq_core.expressions.tree import Measure
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Interval
from antq_core.standards.registry import Registry
from antq_core.standards.stack import BrokenPlugin, LeftOutPlugin, Source

REGISTRY = load_registry(only={"vn"})
STACKS = {kind: Stack(each.standard) for each in REGISTRY.supplied for kind in each.standard.kinds}
AREA, COMMUNE = STACKS["residential_area"], STACKS["commune"]
KNOWN = KnownNames.of(each.standard for each in REGISTRY.supplied)
BROKEN = (BrokenPlugin(jurisdiction="vn-25", source=Source(distribution="d"), problems=()),)

HEAD = "unit,kind,province,commune,year"
ROW = "kp-1,residential_area,25,00001,2026"
OTHER = "kp-2,residential_area,25,00001,2026"
WINDOW = Window(datetime.date(2025, 11, 1), datetime.date(2026, 10, 31))
COMPLETE = "incidents.complete_from,incidents.complete_to,incidents.attested_by,incidents.basis"
IS_COMPLETE = "2025-11-01,2026-10-31,Công an xã,verified"

Told = list[tuple[str, str]]


def rows(
    main: str, lists: Mapping[str, str] | None = None, mapping: str = "", known: KnownNames = KNOWN
) -> list[DossierRow]:
    columns = read_mapping(f"format = 1\n{mapping}".encode())
    files = {name: text.encode() for name, text in (lists or {}).items()}
    return list(dossier_rows(main.encode(), files, columns, known=known))


def row(main: str, lists: Mapping[str, str] | None = None, mapping: str = "") -> DossierRow:
    (only,) = rows(main, lists, mapping)
    return only


def told(problems: tuple[Problem, ...]) -> Told:
    for problem in problems:
        for locale in LOCALES:
            assert problem.message(locale)
    return [(problem.place, problem.code) for problem in problems]


def refused(main: str, lists: Mapping[str, str] | None = None, mapping: str = "") -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        rows(main, lists, mapping)
    assert told(caught.value.problems)
    return caught.value.problems


def wrong(row: DossierRow, stack: Stack = AREA) -> Told:
    with pytest.raises(InputError) as caught:
        row.dossier(stack)
    return told(caught.value.problems)


# --- what is stated ------------------------------------------------------------------------------


def test_cells_are_stated_by_their_declarations() -> None:
    head = f"{HEAD},name,decision_date,verified.policy_implemented,claimed.crimes,last_year.crimes"
    dossier = row(f"{head}\n{ROW},Tổ 1,2026-12-01,TRUE,0,7").dossier(AREA)
    assert (dossier.unit.name, dossier.decision_date) == ("Tổ 1", datetime.date(2026, 12, 1))
    assert dossier.verified.stated == {"policy_implemented": True}
    assert (dossier.claimed.stated, dossier.last_year.stated) == ({"crimes": 0}, {"crimes": 7})


def test_an_empty_cell_states_nothing() -> None:
    dossier = row(f"{HEAD},name,decision_date,verified.crimes\n{ROW},,,").dossier(AREA)
    assert dossier.verified.value("crimes") is UNKNOWN
    assert (dossier.unit.name, dossier.decision_date, dossier.records) == ("", None, {})


def test_a_number_may_be_known_within_bounds() -> None:
    main = f"{HEAD},verified.crimes,verified.crimes.lo,verified.crimes.hi\n{ROW},,2,5"
    assert row(main).dossier(AREA).verified.value("crimes") == Interval(2, 5)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("4,2,5", "csv.value-and-bounds"),
        ("4,2,", "csv.value-and-bounds"),
        (",2,", "csv.one-end"),
        (",,5", "csv.one-end"),
        (",5,2", "csv.reversed-bounds"),
    ],
)
def test_bounds_are_given_both_or_neither(cells: str, code: str) -> None:
    main = f"{HEAD},verified.crimes,verified.crimes.lo,verified.crimes.hi\n{ROW},{cells}"
    assert wrong(row(main)) == [("", code)]


def test_a_bound_that_cannot_be_read_is_said_once() -> None:
    main = f"{HEAD},verified.crimes.lo,verified.crimes.hi\n{ROW},x,5"
    assert wrong(row(main)) == [("verified.crimes.lo", "csv.number")]


def test_facts_named_like_the_ends_of_a_range_are_facts() -> None:
    label = Text(vi="–", en="–")
    facts = tuple(
        FactDeclaration(name=name, measure=Measure.COUNT, label=label, range=Interval(0, 9))
        for name in ("from", "to")
    )
    standard = attrs.evolve(AREA.national, facts=(*AREA.national.facts, *facts))
    main = f"{HEAD},verified.from,verified.to.lo,verified.to.hi\n{ROW},3,1,2"
    (only,) = rows(main, known=KnownNames.of([standard]))
    assert only.dossier(Stack(standard)).verified.stated == {"from": 3, "to": Interval(1, 2)}


def test_heading_and_document_are_what_json_has() -> None:
    found = row(f"{HEAD},verified.crimes\n{ROW},3")
    unit = {"id": "kp-1", "kind": "residential_area", "province": "25", "commune": "00001"}
    assert found.heading == {"format": 1, "unit": unit, "year": 2026}
    assert found.document(AREA) == {**found.heading, "verified": {"crimes": 3}}


# --- lists ---------------------------------------------------------------------------------------

INCIDENTS = "dossier.unit,kind,occurred_on,unit"


@pytest.mark.parametrize(
    ("parts", "incidents", "expected"),
    [
        (None, None, None),
        (",,,", "", None),
        (",,,verified", "", RecordList(basis=Basis.VERIFIED)),
        (IS_COMPLETE, "", RecordList(complete_for=WINDOW, attested_by="Công an xã", basis=Basis.VERIFIED)),
        (",,Công an xã,", "", RecordList(attested_by="Công an xã")),
    ],
)
def test_whether_a_list_is_complete_is_stated_and_never_concluded(
    parts: str | None, incidents: str | None, expected: RecordList | None
) -> None:
    main = f"{HEAD}\n{ROW}" if parts is None else f"{HEAD},{COMPLETE}\n{ROW},{parts}"
    lists = None if incidents is None else {"incidents": INCIDENTS}
    assert row(main, lists).dossier(AREA).records.get("incidents") == expected


def test_a_list_with_records_is_open_unless_it_says_otherwise() -> None:
    records = row(f"{HEAD}\n{ROW}", {"incidents": f"{INCIDENTS}\nkp-1,crime,,kp-9"}).dossier(AREA).records
    assert records["incidents"].complete_for is None
    assert [item.stated for item in records["incidents"].items] == [{"kind": "crime", "unit": "kp-9"}]


def test_records_are_given_to_their_dossiers_in_order() -> None:
    lists = {"incidents": f"{INCIDENTS}\nkp-2,crime,,\nkp-1,sabotage,,\n,,,\n\nkp-2,,,"}
    first, second = rows(f"{HEAD}\n{ROW}\n{OTHER}", lists)
    assert [each["kind"] for each in first.document(AREA)["records"]["incidents"]["items"]] == ["sabotage"]
    assert second.document(AREA)["records"]["incidents"]["items"] == [{"kind": "crime"}, {}]


def test_a_list_said_to_be_complete_needs_its_file() -> None:
    (problem,) = refused(f"{HEAD},{COMPLETE}\n{ROW},,,,\n{OTHER},{IS_COMPLETE}")
    assert (problem.code, problem.facts) == ("csv.list-file-missing", {"name": "incidents", "line": 3})


def test_a_record_of_no_dossier_names_the_nearest_and_costs_no_dossier() -> None:
    lists = {"incidents": f"{INCIDENTS}\nKP1,crime,,\nkp-2,crime,,"}
    first, second, stray = rows(f"{HEAD},{COMPLETE}\n{ROW},{IS_COMPLETE}\n{OTHER},,,,", lists)
    assert (stray.list_name, stray.line) == ("incidents", 2)
    assert told(stray.problems) == [("", "csv.no-such-dossier"), ("", "csv.list-in-doubt")]
    assert stray.problems[0].facts == {"unit": "KP1", "near": "kp-1, kp-2"}
    assert wrong(stray) == told(stray.problems)
    assert len(second.dossier(AREA).records["incidents"].items) == 1
    # The record may be of this dossier, whose list can no longer pass for complete.
    assert first.dossier(AREA).records["incidents"].complete_for is None


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        (",crime,,", ["csv.empty-cell"]),
        ("1.00109E+08,crime,,", ["value.shortened-code"]),
        ("kp-1,crime,", ["csv.cell-count"]),
        ("Tổng cộng,,,", ["csv.totals"]),
    ],
)
def test_a_record_that_cannot_be_told_apart_leaves_the_list_in_doubt(record: str, codes: list[str]) -> None:
    main = f"{HEAD},{COMPLETE}\n{ROW},{IS_COMPLETE}"
    dossier, stray = rows(main, {"incidents": f"{INCIDENTS}\n{record}"})
    assert [problem.code for problem in stray.problems] == [*codes, "csv.list-in-doubt"]
    assert dossier.dossier(AREA).records["incidents"].complete_for is None


def test_a_heading_that_is_repeated_in_a_list_leaves_nothing_in_doubt() -> None:
    main = f"{HEAD},{COMPLETE}\n{ROW},{IS_COMPLETE}"
    dossier, stray = rows(main, {"incidents": f"{INCIDENTS}\n{INCIDENTS}"})
    assert told(stray.problems) == [("", "csv.header-again")]
    assert dossier.dossier(AREA).records["incidents"].complete_for == WINDOW


def test_that_a_list_is_in_doubt_is_told_once() -> None:
    _, *strays = rows(f"{HEAD}\n{ROW}", {"incidents": f"{INCIDENTS}\nx,crime,,\ny,crime,,\nz,crime,,"})
    codes = [[problem.code for problem in each.problems] for each in strays]
    assert codes == [["csv.no-such-dossier", "csv.list-in-doubt"], *[["csv.no-such-dossier"]] * 2]


@pytest.mark.parametrize("first", ["Tổng cộng", "CỘNG:", "tổng số"])
def test_a_row_of_totals_is_named_as_what_it_is(first: str) -> None:
    good, totals = rows(f"{HEAD},verified.crimes\n{ROW},1\n{first},,,,,1")
    assert told(totals.problems) == [("", "csv.totals")]
    assert good.dossier(AREA)


def test_a_unit_may_be_called_as_totals_are() -> None:
    assert row(f"{HEAD}\n{ROW.replace('kp-1', 'Cộng')}").dossier(AREA).unit.id == "Cộng"


@pytest.mark.parametrize("title", ["DANH SÁCH ĐƠN VỊ", "DANH SÁCH ĐƠN VỊ,,,,"])
def test_a_title_above_the_heading_is_named_as_what_it_is(title: str) -> None:
    (problem,) = refused(f"{title}\n\n{HEAD}\n{ROW}")
    assert (problem.code, problem.facts) == ("csv.title", {"found": '"DANH SÁCH ĐƠN VỊ"', "line": 3})
    (of_list,) = refused(f"{HEAD}\n{ROW}", {"incidents": f"VỤ VIỆC\n{INCIDENTS}"})
    assert (of_list.place, of_list.code) == ("incidents.csv", "csv.title")


def test_a_unit_of_several_years_needs_the_year() -> None:
    main = f"{HEAD}\n{ROW}\n{ROW.replace('2026', '2025')}"
    *_, stray = rows(main, {"incidents": f"{INCIDENTS}\nkp-1,crime,,"})
    assert told(stray.problems)[0] == ("", "csv.several-dossiers")
    assert stray.problems[0].facts["dossiers"] == "kp-1 [25, 2025]; kp-1 [25, 2026]"
    now, before = rows(main, {"incidents": "dossier.unit,dossier.year,kind\nkp-1,2025,crime"})
    assert "records" not in now.document(AREA)
    assert before.document(AREA)["records"]["incidents"]["items"] == [{"kind": "crime"}]


def test_a_year_that_no_dossier_has_is_said_with_those_there_are() -> None:
    _, stray = rows(f"{HEAD}\n{ROW}", {"incidents": "dossier.unit,dossier.year\nkp-1,2025"})
    assert stray.problems[0].facts == {"unit": "kp-1 [2025]", "near": "kp-1 [25, 2026]"}


def test_rows_that_speak_of_one_unit_and_year_get_the_same_records() -> None:
    # Which of them is right is for the caller to ask; the record is no stray.
    found = rows(f"{HEAD}\n{ROW}\n{ROW}", {"incidents": f"{INCIDENTS}\nkp-1,crime,,"})
    assert [len(each.document(AREA)["records"]["incidents"]["items"]) for each in found] == [1, 1]


def test_records_of_a_row_that_is_refused_are_no_strays() -> None:
    main = f"{HEAD},verified.crimes\n{ROW},1,1"
    (only,) = rows(main, {"incidents": f"{INCIDENTS}\nkp-1,crime,,"})
    assert told(only.problems) == [("", "csv.cell-count")]


def test_a_list_whose_standard_has_none_is_refused_with_its_line() -> None:
    found = row(f"{HEAD},roster.basis\n{ROW},claimed", {"roster": "dossier.unit,unit\nkp-1,x"})
    assert wrong(found) == [("roster.basis", "csv.not-for-unit"), ("roster.csv:2", "csv.list-not-for-unit")]


def test_what_is_wrong_in_a_record_is_said_with_its_line_and_column() -> None:
    lists = {"incidents": f"{INCIDENTS},gravity\nkp-1,theft,,,\nkp-1,crime,1/2/2026,,\nkp-1,,,,worst"}
    assert wrong(row(f"{HEAD}\n{ROW}", lists)) == [
        ("incidents.csv:3.occurred_on", "csv.day"),
        ("incidents.csv:2.kind", "csv.unknown-code"),
        ("incidents.csv:4.gravity", "csv.unknown-code"),
    ]


def test_a_repeated_id_names_the_line_where_it_stood_first() -> None:
    lists = {"roster": "dossier.unit,unit,met\nxa-1,a,\nxa-1,b,true\nxa-1,a,"}
    found = row(f"{HEAD}\nxa-1,commune,25,00001,2026", lists)
    with pytest.raises(InputError) as caught:
        found.dossier(COMMUNE)
    assert told(caught.value.problems) == [
        ("roster.csv:3.met", "value.assessed"),
        ("roster.csv:4.unit", "csv.repeated"),
    ]
    assert caught.value.problems[1].facts == {"name": "a", "line": 2}


def test_documents_that_show_facts_are_a_file_too() -> None:
    head = "dossier.unit,fact,document,issued_on,issued_by"
    evidence = f"{head}\nkp-1,crimes,NQ 01,2026-01-05,Chi bộ\nkp-1,crimes,BC 02,,"
    held = row(f"{HEAD}\n{ROW}", {"evidence": evidence}).dossier(AREA).evidence["crimes"]
    assert [(each.document, each.issued_by) for each in held] == [("NQ 01", "Chi bộ"), ("BC 02", None)]


def test_a_fact_without_a_document_says_that_none_is_held() -> None:
    evidence = "dossier.unit,fact,document\nkp-1,crimes,"
    assert row(f"{HEAD}\n{ROW}", {"evidence": evidence}).dossier(AREA).evidence == {"crimes": ()}


def test_a_document_of_no_dossier_leaves_no_list_in_doubt() -> None:
    _, stray = rows(f"{HEAD}\n{ROW}", {"evidence": "dossier.unit,fact,document\nkp-9,crimes,x"})
    assert told(stray.problems) == [("", "csv.no-such-dossier")]


def test_what_is_wrong_with_documents_is_said_with_its_line() -> None:
    head = "dossier.unit,fact,document,issued_on"
    evidence = f"{head}\nkp-1,crime,x,\nkp-1,,x,\nkp-1,crimes,,\nkp-1,crimes,,2026-01-05\nkp-1,crimes,x,1"
    assert wrong(row(f"{HEAD}\n{ROW}", {"evidence": evidence})) == [
        ("evidence.csv:2.fact", "json.unknown-key"),
        ("evidence.csv:3.fact", "csv.empty-cell"),
        ("evidence.csv:6.issued_on", "csv.day"),
        ("evidence.csv:5.document", "json.missing-key"),
    ]


# --- columns -------------------------------------------------------------------------------------


def test_everything_wrong_with_all_headings_is_said_at_once() -> None:
    main = "unit,kind,province,commune,yeer,crimes,Verified Crimes,verified.crimes,verified.crimes"
    problems = refused(main, {"incident": "a", "incidents": "dossier.unt,kind"})
    assert told(problems) == [
        ("", "csv.unknown-column"),
        ("", "csv.bare-fact"),
        ("", "csv.unknown-column"),
        ("", "csv.column-twice"),
        ("", "csv.missing-column"),
        ("incident.csv", "csv.unknown-list"),
        ("incidents.csv", "csv.unknown-column"),
        ("incidents.csv", "csv.missing-column"),
    ]
    assert problems[0].facts == {"column": "yeer", "near": "year"}
    assert str(problems[2].facts["near"]).startswith("verified.crimes")


def test_a_bare_fact_is_told_what_to_write() -> None:
    (problem,) = refused(f"{HEAD},crimes")
    assert problem.facts["ways"] == "claimed.crimes / verified.crimes / last_year.crimes"


def test_names_without_accents_are_near() -> None:
    (problem,) = refused(f"{HEAD},Incidents Attested By")
    assert str(problem.facts["near"]).startswith("incidents.attested_by")


def test_a_column_of_another_kind_of_unit_may_stand_empty() -> None:
    head = f"{HEAD},verified.communes_beyond,roster.basis".replace("communes_beyond", _only_of(COMMUNE))
    assert row(f"{head}\n{ROW},,").dossier(AREA)
    assert wrong(row(f"{head}\n{ROW},1,")) == [(f"verified.{_only_of(COMMUNE)}", "csv.not-for-unit")]


def _only_of(stack: Stack) -> str:
    """A fact that the standards of an area do not have."""
    return next(name for name in stack.fact if name not in AREA.fact)


def test_a_column_without_a_name_may_only_stand_empty() -> None:
    blank, filled = rows(f"{HEAD},,\n{ROW}, ,\n{OTHER},,x")
    assert blank.dossier(AREA)
    assert told(filled.problems) == [("", "csv.cell-without-column")]
    assert filled.problems[0].facts == {"position": 7}


def test_while_a_plugin_is_broken_what_it_may_declare_is_left_out_of_its_units_alone() -> None:
    known = KnownNames.of_registry(Registry(REGISTRY.supplied, BROKEN))
    head = f"{HEAD},verified.hotspots,verified.hotspots.lo,hotlines.basis"
    lists = {"hotlines": "dossier.unit,number\nkp-1,113"}
    (found,) = rows(f"{head}\n{ROW},3,,claimed", lists, known=known)
    document = found.document(attrs.evolve(AREA, broken=BROKEN))
    assert document == found.heading
    assert wrong(found) == [
        ("verified.hotspots", "csv.not-for-unit"),
        ("hotlines.basis", "csv.not-for-unit"),
        ("hotlines.csv:2", "csv.list-not-for-unit"),
    ]


def test_names_are_known_of_all_standards_at_hand_and_none_is_unknown_while_one_is_not_heard() -> None:
    first, *others = REGISTRY.supplied
    left_out = LeftOutPlugin(jurisdiction="vn-25", source=Source(distribution="d"))
    assert KnownNames.of_registry(Registry((first,), set_aside=tuple(others))) == KNOWN
    assert not KnownNames.of_registry(Registry(REGISTRY.supplied, BROKEN)).complete
    assert not KnownNames.of_registry(Registry(REGISTRY.supplied, left_out=(left_out,))).complete


def test_even_then_a_column_that_is_no_name_is_refused() -> None:
    known = KnownNames.of_registry(Registry(REGISTRY.supplied, BROKEN))
    with pytest.raises(InputError) as caught:
        rows(f"{HEAD},Ghi chú,verified.số vụ,verified.a.b", known=known)
    assert [problem.code for problem in caught.value.problems] == ["csv.unknown-column"] * 3


def test_a_name_that_could_be_two_columns_is_refused() -> None:
    label = Text(vi="–", en="–")
    fact = FactDeclaration(name="crimes.lo", measure=Measure.TRUTH, label=label)
    field = FieldDeclaration(name="dossier.unit", measure=Measure.IDENTIFIER, label=label)
    records = RecordDeclaration(name="calls", label=label, fields=(field,), at_most=9)
    standard = attrs.evolve(
        AREA.national, facts=(*AREA.national.facts, fact), records=(*AREA.national.records, records)
    )
    with pytest.raises(InputError) as caught:
        known = KnownNames.of([standard])
        rows(f"{HEAD},verified.crimes.lo\n{ROW},1", {"calls": "dossier.unit\nkp-1"}, known=known)
    assert [problem.code for problem in caught.value.problems][:2] == ["csv.unclear-column"] * 2


# --- rows ----------------------------------------------------------------------------------------


def test_rows_are_numbered_by_the_line_on_which_they_begin() -> None:
    name = '"Tổ\r\n1\n""A"", B"'
    found = rows(f"\n{HEAD},name\r\n\r\n{ROW},{name}\r\n,,,,,\n{OTHER},x\n")
    assert [(each.line, each.heading["unit"]["name"]) for each in found] == [
        (4, 'Tổ\r\n1\n"A", B'),
        (8, "x"),
    ]


def test_lines_may_end_with_a_return_alone() -> None:
    assert [each.line for each in rows(f"{HEAD}\r{ROW}\r{OTHER}\r")] == [2, 3]


def test_a_row_that_is_wrong_costs_no_other() -> None:
    found = rows(f"{HEAD}\n{ROW},x\nkp-3\n{HEAD}\n{OTHER}")
    assert [(each.line, told(each.problems)) for each in found] == [
        (2, [("", "csv.cell-count")]),
        (3, [("", "csv.cell-count")]),
        (4, [("", "csv.header-again")]),
        (5, []),
    ]
    assert found[0].problems[0].facts == {"found": 6, "expected": 5}
    assert found[3].dossier(AREA).unit.id == "kp-2"


def test_what_is_wrong_with_a_heading_is_seen_without_a_standard() -> None:
    found = row(f"{HEAD},decision_date,verified.crimes\nkp-1,,1E+00,00001,2.026,1/1/2026,x")
    assert told(found.problems) == [
        ("province", "value.shortened-code"),
        ("year", "csv.grouped-digits"),
        ("decision_date", "csv.day"),
        ("kind", "csv.empty-cell"),
    ]
    assert found.heading == {"format": 1, "unit": {"id": "kp-1", "commune": "00001"}}
    with pytest.raises(InputError):
        found.read_heading()
    # Nothing is said twice, and the rest is said as well.
    assert wrong(found) == [
        ("province", "value.shortened-code"),
        ("year", "csv.grouped-digits"),
        ("decision_date", "csv.day"),
        ("verified.crimes", "csv.number"),
        ("kind", "csv.empty-cell"),
    ]


def test_what_json_refuses_is_said_under_the_names_of_columns() -> None:
    bounds = "verified.households_residing.lo,verified.households_residing.hi"
    head = f"{HEAD},{bounds},verified.households_registered,verified.force_rating,{COMPLETE}"
    lists = {"incidents": "dossier.unit"}
    found = row(f"{head}\n{ROW.replace('2026', '1999')},5,6,7,good,2026-01-01,2025-01-01,,sworn", lists)
    assert wrong(found) == [
        ("year", "dossier.year"),
        ("verified.force_rating", "csv.unknown-code"),
        ("incidents.complete_from / incidents.complete_to", "window.reversed"),
        ("incidents.basis", "json.unknown-code"),
    ]
    with pytest.raises(InputError) as caught:
        found.read_heading()
    assert told(caught.value.problems) == [("year", "dossier.year")]
    found = row(f"{head}\n{ROW},5,6,6,,2025-11-01,2026-10-31,,", lists)
    assert wrong(found) == [("incidents.attested_by", "csv.nobody-attests")]
    with pytest.raises(InputError) as caught:
        found.dossier(AREA)
    assert '"incidents.attested_by"' in caught.value.message("en")
    assert "incidents.complete_from / incidents.complete_to" in caught.value.message("en")
    found = row(f"{head}\n{ROW},5,6,7,,,,,", lists)
    assert wrong(found) == [("verified.households_registered", "value.range-above-whole")]
    found = row(f"{head}\n{ROW},5,{10**9},,,,,,", lists)
    assert wrong(found) == [
        ("verified.households_residing.lo / verified.households_residing.hi", "value.out-of-range")
    ]


def test_rows_can_be_asked_for_again() -> None:
    found = CsvDossiers.of(f"{HEAD}\n{ROW}\n{OTHER}".encode(), known=KNOWN)
    assert [each.line for each in found.rows()] == [each.line for each in found.rows()] == [2, 3]


def test_a_file_may_have_no_rows() -> None:
    assert rows(HEAD) == []
