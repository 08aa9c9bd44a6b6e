"""JSON in and out: nothing is guessed, everything wrong is said at once with its place, nothing is lost."""

import copy
import datetime
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_core import AntqError, Dossier, Stack, Unit, Verdict, assess, load_registry
from antq_core.codec.converter import MOST_LOOKED_UP, found, structure, unstructure
from antq_core.codec.documents import (
    digest,
    dossier_document,
    read_assessment,
    read_standard,
    standard_digest,
    write_assessment,
    write_standard,
)
from antq_core.codec.dossiers import read_dossier, read_heading, read_stated, write_dossier
from antq_core.codec.text import LARGEST_INTEGER, MOST_MARKS, Json, canonical, composed, parse, pretty
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.stated import UNKNOWN
from antq_core.errors import InputError, Problem, StandardError
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Interval, Options, Possible, Truths
from antq_core.standards.stack import BrokenPlugin, Source
from antq_core.testing.dossiers import dossiers
from antq_core.testing.standards import standards

YEAR = 2026
SUPPLIED = load_registry(only={"vn"}).supplied
STACKS = {each.standard.kinds[0]: Stack(each.standard) for each in SUPPLIED}
AREA, COMMUNE = STACKS["residential_area"], STACKS["commune"]
BROKEN = attrs.evolve(
    AREA, broken=(BrokenPlugin(jurisdiction="vn-01", source=Source(distribution="d"), problems=()),)
)
UNIT = {"id": "kdc-1", "kind": "residential_area", "province": "01", "commune": "00001"}

every_stack = st.one_of(st.sampled_from(list(STACKS.values())), standards().map(Stack))


def dossier_of(**parts: Json) -> dict[str, Json]:
    return {"format": 1, "unit": dict(UNIT), "year": YEAR, **parts}


def with_value(document: Json, path: tuple[str | int, ...], value: Json) -> Json:
    """The same document with another value at one place."""
    changed = copy.deepcopy(document)
    inner = changed
    for step in path[:-1]:
        inner = inner[step] if isinstance(inner, list) else inner.setdefault(step, {})
    inner[path[-1]] = value
    return changed


def problems_of(read: Callable[..., object], *arguments: object) -> list[Problem]:
    """The problems of a reading that fails; each can be said in both languages."""
    with pytest.raises(AntqError) as caught:
        read(*arguments)
    for problem in caught.value.problems:
        for locale in LOCALES:
            assert problem.message(locale)
    return list(caught.value.problems)


def places(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.place, problem.code) for problem in problems]


def fact_of(problems: list[Problem], name: str) -> str:
    """One fact of the only problem."""
    (problem,) = problems
    return str(problem.facts[name])


# --- text ---


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('{"a": 1, "a": 2}', "json.key-twice"),
        ('{"b": [{"a": 1, "a": 1}]}', "json.key-twice"),
        ('{"\u00e9": 1, "e\u0301": 2}', "json.key-twice"),
        ("[NaN]", "json.not-a-number"),
        ("[Infinity]", "json.not-a-number"),
        ("-Infinity", "json.not-a-number"),
        ("1.5", "json.fraction"),
        ("1.0", "json.fraction"),
        ("1e3", "json.fraction"),
        ("-0.0", "json.fraction"),
        ("0." + "3" * 10_000, "json.fraction"),
        ("1" * 19, "json.number-too-long"),
        ("-" + "1" * 19, "json.number-too-long"),
        ("1" * 10_000, "json.number-too-long"),
        ("[" * 100_000 + "]" * 100_000, "json.too-deep"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "json.too-deep"),
        ("", "json.empty"),
        (b" ", "json.empty"),
        ("{'a': 1}", "json.syntax"),
        ('{"a": 1', "json.cut-off"),
        ('["a', "json.cut-off"),
        ("[1,]", "json.syntax"),
        ("[1] [2]", "json.syntax"),
        ("[01]", "json.syntax"),
        ('["a\nb"]', "json.syntax"),
        ("// c\n1", "json.syntax"),
        ('{"a": 1}'.encode("utf-16"), "json.wide-encoding"),
        ('{"a": 1}'.encode("utf-16-le"), "json.wide-encoding"),
        ('{"a": 1}'.encode("utf-16-be"), "json.wide-encoding"),
        ('{"a": 1}'.encode("utf-32"), "json.wide-encoding"),
        (b'["x\xe3"]', "json.not-utf8"),
        (r'["\ud800"]', "json.half-character"),
        (r'["\udc00\ud800"]', "json.half-character"),
        (r'{"\uD83D": 1}', "json.half-character"),
        ('["\ud800"]', "json.half-character"),
    ],
)
def test_text_that_could_be_misread_is_refused(source: bytes | str, code: str) -> None:
    assert places(problems_of(parse, source)) == [("", code)]


def test_a_syntax_error_is_found_by_line_and_column() -> None:
    (problem,) = problems_of(parse, '{\n  "a": 1,\n  "b" 2\n}')
    assert (problem.facts["line"], problem.facts["column"]) == (3, 7)


def test_every_key_that_stands_twice_is_named() -> None:
    problems = problems_of(parse, '{"b": 1, "a": 1, "b": 2, "a": 2, "c": 3}')
    assert [problem.facts["key"] for problem in problems] == ["b", "a"]


@pytest.mark.parametrize("source", ['\ufeff{"a": 1}', b'\xef\xbb\xbf{"a": 1}'])
def test_a_byte_order_mark_of_utf8_is_no_obstacle(source: bytes | str) -> None:
    assert parse(source) == {"a": 1}


def test_whole_pairs_of_escapes_are_one_character() -> None:
    assert parse(r'["\ud83c\udfe0", "\\ud800"]') == ["\U0001f3e0", "\\ud800"]


@pytest.mark.parametrize("number", [0, LARGEST_INTEGER, -LARGEST_INTEGER])
def test_integers_are_read_up_to_the_largest_on_both_sides(number: int) -> None:
    assert parse(str(number)) == number
    assert problems_of(parse, str(LARGEST_INTEGER + 1))[0].code == "json.number-too-long"
    assert problems_of(parse, str(-LARGEST_INTEGER - 1))[0].code == "json.number-too-long"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(json_values)
def test_equal_values_have_one_canonical_text_however_they_are_written(value: Json) -> None:
    text = canonical(value)
    assert unicodedata.is_normalized("NFC", text)
    assert canonical(parse(text)) == canonical(parse(pretty(value))) == text


@given(json_values)
def test_what_was_found_is_shown_in_short(value: Json) -> None:
    assert len(found(value)) <= 60


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "null"),
        (True, "true"),
        ("12", '"12"'),
        (3.5, "3.5"),
        ({"from": 3, "to": 1}, '{"from": 3, "to": 1}'),
        ("x" * 100, '"' + "x" * 58 + "…"),
        (datetime.date(2026, 1, 2), '"datetime.date(2026, 1, 2)"'),
    ],
)
def test_what_was_found_is_shown_as_json(value: Json, shown: str) -> None:
    assert found(value) == shown


# --- dossiers: each fault by itself, then all at once ---


@pytest.mark.parametrize(
    ("path", "value", "place", "code"),
    [
        (("claimed", "registered"), "false", "claimed.registered", "value.wrong-type"),
        (("claimed", "registered"), 0, "claimed.registered", "value.wrong-type"),
        (("claimed", "registered"), [], "claimed.registered", "value.wrong-type"),
        (("claimed", "registered"), {}, "claimed.registered", "value.wrong-type"),
        (("verified", "crimes"), "12", "verified.crimes", "value.wrong-type"),
        (("verified", "crimes"), True, "verified.crimes", "value.wrong-type"),
        (("verified", "crimes"), 1.5, "verified.crimes", "value.wrong-type"),
        (("verified", "crimes"), [3], "verified.crimes", "value.wrong-type"),
        (("verified", "crimes"), -1, "verified.crimes", "value.out-of-range"),
        (("verified", "crimes"), 10**17, "verified.crimes", "value.out-of-range"),
        (("verified", "crimes"), {"from": 0, "to": 10**7}, "verified.crimes", "value.out-of-range"),
        (("verified", "crimes"), {"from": 3, "to": 1}, "verified.crimes", "json.interval"),
        (("verified", "crimes"), {"from": 3}, "verified.crimes", "json.interval"),
        (("verified", "crimes"), {"from": 3, "to": None}, "verified.crimes", "json.interval"),
        (("verified", "crimes"), {"from": True, "to": 3}, "verified.crimes", "json.interval"),
        (("verified", "crimes"), {"from": 1, "to": 3, "x": 2}, "verified.crimes", "json.interval"),
        (("verified", "force_rating"), "best", "verified.force_rating", "value.unknown-code"),
        (("verified", "force_rating"), 1, "verified.force_rating", "value.wrong-type"),
        (("verified", "registration_day"), "2026-1-5", "verified.registration_day", "json.day"),
        (("verified", "registration_day"), "20260105", "verified.registration_day", "json.day"),
        (("verified", "registration_day"), "2026-02-30", "verified.registration_day", "json.day"),
        (("verified", "registration_day"), "0000-01-01", "verified.registration_day", "json.day"),
        (("verified", "registration_day"), "2026-01-05\n", "verified.registration_day", "json.day"),
        (("verified", "registration_day"), 20260105, "verified.registration_day", "json.day"),
        (("verified", "registration_day"), "2030-01-05", "verified.registration_day", "value.outside-year"),
        (("last_year", "registration_day"), "2026-01-05", "last_year.registration_day", "value.outside-year"),
        (("claimed", "registerd"), True, "claimed", "json.unknown-key"),
        (("claimed",), [], "claimed", "json.wrong-type"),
        (("claimed",), "x", "claimed", "json.wrong-type"),
        (("unit",), 5, "unit", "json.wrong-type"),
        (("unit",), None, "unit", "json.missing-key"),
        (("unit", "id"), None, "unit.id", "json.wrong-type"),
        (("unit", "province"), 1, "unit.province", "province.lost-zero"),
        (("unit", "nam"), "x", "unit", "json.unknown-key"),
        (("year",), "2026", "year", "json.wrong-type"),
        (("year",), True, "year", "json.wrong-type"),
        (("year",), 0, "year", "dossier.year"),
        (("year",), 99_999, "year", "dossier.year"),
        (("decision_date",), "14/11/2026", "decision_date", "json.day"),
        (("nots",), {}, "", "json.unknown-key"),
        (("records",), [], "records", "json.wrong-type"),
        (("records", "incident"), {}, "records", "json.unknown-key"),
        (("records", "incidents"), [], "records.incidents", "json.wrong-type"),
        (("records", "incidents", "item"), [], "records.incidents", "json.unknown-key"),
        (("records", "incidents", "items"), {}, "records.incidents.items", "json.wrong-type"),
        (("records", "incidents", "items"), [None], "records.incidents.items[0]", "json.wrong-type"),
        (("records", "incidents", "items"), [{}, 3], "records.incidents.items[1]", "json.wrong-type"),
        (("records", "incidents", "items"), [{"kid": 1}], "records.incidents.items[0]", "json.unknown-key"),
        (
            ("records", "incidents", "items"),
            [{}, {"fatal": "no"}],
            "records.incidents.items[1].fatal",
            "value.wrong-type",
        ),
        (
            ("records", "incidents", "items"),
            [{"kind": "theft"}],
            "records.incidents.items[0].kind",
            "value.unknown-code",
        ),
        (("records", "incidents", "basis"), "mine", "records.incidents.basis", "json.unknown-code"),
        (("records", "incidents", "basis"), ["claimed"], "records.incidents.basis", "json.unknown-code"),
        (("records", "incidents", "attested_by"), 1, "records.incidents.attested_by", "json.wrong-type"),
        (("records", "incidents", "complete_for"), [], "records.incidents.complete_for", "json.window"),
        (
            ("records", "incidents", "complete_for"),
            {"from": "2026-01-01", "to": "never"},
            "records.incidents.complete_for.to",
            "json.day",
        ),
        (
            ("records", "incidents", "complete_for"),
            {"from": "2026-01-02", "to": "2026-01-01"},
            "records.incidents.complete_for",
            "window.reversed",
        ),
        (
            ("records", "incidents", "complete_for"),
            {"from": "2025-11-01", "to": "2026-10-31"},
            "records.incidents.attested_by",
            "records.nobody-attests",
        ),
        (("evidence",), [], "evidence", "json.wrong-type"),
        (("evidence", "registerd"), [], "evidence", "json.unknown-key"),
        (("evidence", "registered"), {}, "evidence.registered", "json.wrong-type"),
        (("evidence", "registered"), [None], "evidence.registered[0]", "json.wrong-type"),
        (("evidence", "registered"), [{}], "evidence.registered[0].document", "json.missing-key"),
        (
            ("evidence", "registered"),
            [{"document": "a"}, {"document": "b", "issued_on": 3}],
            "evidence.registered[1].issued_on",
            "json.day",
        ),
    ],
)
def test_a_dossier_with_one_fault_is_refused_at_its_place(
    path: tuple[str | int, ...], value: Json, place: str, code: str
) -> None:
    document = with_value(dossier_of(), path, value)
    assert places(problems_of(read_dossier, document, AREA)) == [(place, code)]


def test_every_fault_of_a_dossier_is_said_at_once() -> None:
    document = dossier_of(
        decision_date="soon",
        claimed={"registered": "false", "crimes": "12", "sabotages": -1, "registerd": True},
        verified={"households_residing": 10, "households_registered": 11, "social_evils": [1]},
        last_year=3,
        records={
            "incidents": {
                "items": [{"kind": "theft", "fatal": 1}, None, {"when": "2026-01-01"}],
                "complete_for": {"from": "2025-11-01", "to": "2026-10-31"},
                "basis": "mine",
            },
            "roster": {},
        },
        evidence={"registered": [{"document": 1}, {}], "x": []},
        note="",
    )
    assert sorted(places(problems_of(read_dossier, document, AREA))) == sorted(
        [
            ("", "json.unknown-key"),
            ("decision_date", "json.day"),
            ("claimed", "json.unknown-key"),
            ("claimed.crimes", "value.wrong-type"),
            ("claimed.registered", "value.wrong-type"),
            ("claimed.sabotages", "value.out-of-range"),
            ("verified.social_evils", "value.wrong-type"),
            ("last_year", "json.wrong-type"),
            ("records", "json.unknown-key"),
            ("records.incidents.items[0].fatal", "value.wrong-type"),
            ("records.incidents.items[0].kind", "value.unknown-code"),
            ("records.incidents.items[1]", "json.wrong-type"),
            ("records.incidents.items[2]", "json.unknown-key"),
            ("records.incidents.basis", "json.unknown-code"),
            ("evidence", "json.unknown-key"),
            ("evidence.registered[0].document", "json.wrong-type"),
            ("evidence.registered[1].document", "json.missing-key"),
        ]
    )


def test_what_the_parts_say_against_each_other_is_said_beside_the_faults_in_them() -> None:
    document = dossier_of(
        claimed={"crimes": "12"}, verified={"households_residing": 10, "households_registered": 11}
    )
    assert places(problems_of(read_dossier, document, AREA)) == [
        ("claimed.crimes", "value.wrong-type"),
        ("verified.households_registered", "value.part-above-whole"),
    ]


def test_an_unknown_key_is_refused_with_the_nearest_names() -> None:
    near = fact_of(problems_of(read_dossier, dossier_of(claimed={"registerd": True}), AREA), "near")
    assert near.split(", ")[0] == "registered"
    (unlike,) = problems_of(read_dossier, dossier_of(zzz=1), AREA)
    assert unlike.facts["near"] == "–"
    assert [unlike.message(locale).partition('"zzz"')[2] for locale in ("vi", "en")] == ["", " is not known"]


@pytest.mark.parametrize(
    ("province", "code"), [(8, "province.lost-zero"), (9, "province.malformed-code"), (25, "json.wrong-type")]
)
def test_a_province_that_is_a_number_is_told_of_the_nought_it_lost(province: int, code: str) -> None:
    document = with_value(dossier_of(), ("unit", "province"), province)
    assert places(problems_of(read_heading, document)) == [("unit.province", code)]


def test_a_record_named_twice_is_refused_at_the_second() -> None:
    document = dossier_of(
        records={"roster": {"items": [{"unit": "a"}, {"unit": "b"}, {"kind": "x"}, {"unit": "a"}]}}
    )
    assert places(problems_of(read_dossier, document, COMMUNE)) == [
        ("records.roster.items[2].kind", "value.unknown-code"),
        ("records.roster.items[3].unit", "records.repeated"),
    ]


def test_what_an_assessment_tells_of_a_unit_is_never_stated() -> None:
    document = dossier_of(records={"roster": {"items": [{"unit": "a", "met": True, "in_scope": None}]}})
    assert places(problems_of(read_dossier, document, COMMUNE)) == [
        ("records.roster.items[0].met", "value.assessed")
    ]


def test_more_records_than_a_list_can_hold_are_refused() -> None:
    at_most = AREA.records["incidents"].at_most
    document = dossier_of(records={"incidents": {"items": [{}] * (at_most + 1)}})
    assert places(problems_of(read_dossier, document, AREA)) == [("records.incidents", "records.too-many")]


def test_a_value_nested_deeply_is_refused_like_any_other() -> None:
    deep = parse("[" * 400 + "]" * 400)
    document = dossier_of(claimed={"crimes": deep}, records={"incidents": deep})
    assert places(problems_of(read_dossier, document, AREA)) == [
        ("claimed.crimes", "value.wrong-type"),
        ("records.incidents", "json.wrong-type"),
    ]


@pytest.mark.parametrize("read", [read_heading, lambda document: read_dossier(document, AREA)])
@pytest.mark.parametrize(
    ("document", "place", "code"),
    [
        (None, "", "json.wrong-type"),
        ([], "", "json.wrong-type"),
        ("{}", "", "json.wrong-type"),
        ({"year": 2026}, "format", "json.missing-key"),
        (dossier_of(format=2, claimed={"of another version": 1}), "format", "json.format"),
        (dossier_of(format=True), "format", "json.format"),
        (dossier_of(format="1"), "format", "json.format"),
        (dossier_of(format=None), "format", "json.format"),
    ],
)
def test_nothing_else_is_said_of_a_document_of_another_format(
    read: Callable[[Json], object], document: Json, place: str, code: str
) -> None:
    assert places(problems_of(read, document)) == [(place, code)]


def test_a_heading_is_read_whatever_else_the_dossier_holds() -> None:
    heading = read_heading(dossier_of(decision_date="2026-11-14", claimed={"of a province": 1}, x=[]))
    assert heading.unit == Unit(**UNIT)
    assert (heading.year, heading.decision_date) == (YEAR, datetime.date(2026, 11, 14))


@pytest.mark.parametrize(
    "silent",
    [
        dossier_of(),
        dossier_of(
            decision_date=None, claimed=None, verified={}, last_year=None, records=None, evidence=None
        ),
        dossier_of(claimed={"crimes": None, "registered": None}, evidence={"crimes": None}),
        dossier_of(records={"incidents": None}),
    ],
)
def test_null_states_nothing(silent: Json) -> None:
    assert read_dossier(silent, AREA) == Dossier(unit=Unit(**UNIT), year=YEAR)


def test_null_in_a_list_of_records_leaves_it_open_and_claimed() -> None:
    listed = {"items": None, "complete_for": None, "attested_by": None, "basis": None}
    dossier = read_dossier(dossier_of(records={"incidents": listed}), AREA)
    assert write_dossier(dossier)["records"] == {"incidents": {"items": [], "basis": "claimed"}}


def test_evidence_is_read_as_it_is_written() -> None:
    document = dossier_of(
        evidence={"registered": [{"document": "Bản đăng ký 01", "issued_on": "2026-01-05"}], "crimes": []}
    )
    dossier = read_dossier(document, AREA)
    (held,) = dossier.evidence["registered"]
    assert (held.document, held.issued_on, held.issued_by) == (
        "Bản đăng ký 01",
        datetime.date(2026, 1, 5),
        None,
    )
    assert write_dossier(dossier) == document


FROM_A_PROVINCE = dossier_of(
    claimed={"crimes": 3, "cameras": 40},
    records={"patrols": {"items": [{"on": "2026-01-01"}]}},
    evidence={"cameras": [{"document": "x"}], "crimes": [{"document": "y"}]},
)


def test_unknown_facts_are_refused_while_every_plugin_speaks() -> None:
    assert places(problems_of(read_dossier, FROM_A_PROVINCE, AREA)) == [
        ("claimed", "json.unknown-key"),
        ("records", "json.unknown-key"),
        ("evidence", "json.unknown-key"),
    ]


def test_unknown_facts_are_left_out_where_a_plugin_is_broken() -> None:
    dossier = read_dossier(FROM_A_PROVINCE, BROKEN)
    assert dossier.claimed.stated == {"crimes": 3}
    assert (dict(dossier.records), list(dossier.evidence)) == ({}, ["crimes"])


@pytest.mark.parametrize(
    ("path", "value", "place", "code"),
    [
        (("claimed", "crimes"), "12", "claimed.crimes", "value.wrong-type"),
        (("cameras",), 3, "", "json.unknown-key"),
        (("unit", "cameras"), 3, "unit", "json.unknown-key"),
        (
            ("records", "incidents", "items"),
            [{"camera": 1}],
            "records.incidents.items[0]",
            "json.unknown-key",
        ),
    ],
)
def test_a_broken_plugin_excuses_nothing_else(
    path: tuple[str | int, ...], value: Json, place: str, code: str
) -> None:
    document = with_value(FROM_A_PROVINCE, path, value)
    assert places(problems_of(read_dossier, document, BROKEN)) == [(place, code)]


# --- standards, assessments and other values ---


def area_standard() -> dict[str, Json]:
    return dict(write_standard(AREA.national))


@pytest.mark.parametrize(
    ("path", "value", "place", "code"),
    [
        (("criteria", 3, "citation", "article"), 4, "criteria[3].citation.article", "json.wrong-type"),
        (("criteria", 3, "citation", "artcle"), "4", "criteria[3].citation", "json.unknown-key"),
        (("criteria", 3, "citation"), {"kind": "law"}, "criteria[3].citation.number", "json.missing-key"),
        (("criteria", 3, "citation", "kind"), "rumour", "criteria[3].citation.kind", "json.unknown-code"),
        (
            ("criteria", 3, "citation", "through"),
            {"kind": "law", "number": 1},
            "criteria[3].citation.through.number",
            "json.wrong-type",
        ),
        (("criteria", 3), None, "criteria[3]", "json.wrong-type"),
        (("criteria", 3, "text"), {"vi": "a"}, "criteria[3].text.en", "json.missing-key"),
        (("criteria",), {}, "criteria", "json.wrong-type"),
        (("criteria",), None, "criteria", "json.wrong-type"),
        (("criteria", 0, "holds"), 1, "criteria[0].holds", "json.wrong-type"),
        (("criteria", 0, "holds"), {"fact": "x"}, "criteria[0].holds.op", "json.missing-key"),
        (("criteria", 0, "holds"), {"op": "xor"}, "criteria[0].holds.op", "json.unknown-code"),
        (("criteria", 0, "holds"), {"op": ["and"]}, "criteria[0].holds.op", "json.unknown-code"),
        (("criteria", 0, "holds"), {"op": "truth", "value": 1}, "criteria[0].holds.value", "json.wrong-type"),
        (
            ("criteria", 0, "holds"),
            {"op": "and", "operands": [{"op": "truth", "value": True}, {"op": "not"}]},
            "criteria[0].holds.operands[1].operand",
            "json.missing-key",
        ),
        (
            ("criteria", 0, "holds"),
            {"op": "number", "value": 1, "vlaue": 2},
            "criteria[0].holds",
            "json.unknown-key",
        ),
        (
            ("criteria", 2, "holds", "of_nothing"),
            ["true", "maybe"],
            "criteria[2].holds.of_nothing[1]",
            "json.unknown-code",
        ),
        (("criteria", 2, "holds", "of_nothing"), [], "criteria[2].holds.of_nothing", "tree.no-codes"),
        (
            ("criteria", 2, "holds", "of_nothing"),
            [["true"]],
            "criteria[2].holds.of_nothing[0]",
            "json.unknown-code",
        ),
        (("facts", 2, "range"), [0, 1], "facts[2].range", "json.interval"),
        (("facts", 2, "measure"), "number", "facts[2].measure", "json.unknown-code"),
        (("facts", 2, "changeable"), "no", "facts[2].changeable", "json.wrong-type"),
        (("window", "first", "month"), 13, "window.first", "window.no-such-day"),
        (("window", "first"), None, "window.first", "json.wrong-type"),
        (("in_force_from",), "10/02/2022", "in_force_from", "json.day"),
        (("titel",), {}, "", "json.unknown-key"),
        (("format",), 2, "format", "json.format"),
    ],
)
def test_a_standard_with_one_fault_is_refused_at_its_place(
    path: tuple[str | int, ...], value: Json, place: str, code: str
) -> None:
    with pytest.raises(InputError):
        read_standard(with_value(area_standard(), path, value))
    assert places(problems_of(read_standard, with_value(area_standard(), path, value))) == [(place, code)]


def test_every_fault_of_a_standard_is_said_at_once() -> None:
    document = area_standard()
    del document["id"], document["criteria"][1]["code"]
    document["criteria"][3]["citation"]["article"] = 4
    document["criteria"][4]["holds"] = {"op": "not", "operand": {"op": "number", "value": "1"}}
    document["window"]["first"] |= {"month": 2, "day": 30}
    assert sorted(places(problems_of(read_standard, document))) == [
        ("criteria[1].code", "json.missing-key"),
        ("criteria[3].citation.article", "json.wrong-type"),
        ("criteria[4].holds.operand.value", "json.wrong-type"),
        ("id", "json.missing-key"),
        ("window.first", "window.no-such-day"),
    ]


def test_a_standard_that_can_be_read_and_makes_no_sense_is_refused_as_a_standard() -> None:
    document = with_value(
        area_standard(), ("criteria", 0, "holds"), {"op": "fact_value", "fact": "registerd"}
    )
    with pytest.raises(StandardError):
        read_standard(document)
    ((place, code),) = places(problems_of(read_standard, document))
    assert place.endswith(".criteria.KDC-1a.holds")
    assert code == "tree.unknown-fact"


def test_a_tree_nested_too_deeply_is_refused() -> None:
    tree: Json = {"op": "truth", "value": True}
    for _ in range(400):
        tree = {"op": "not", "operand": tree}
    document = with_value(area_standard(), ("criteria", 0, "holds"), tree)
    assert places(problems_of(read_standard, document)) == [("", "json.too-deep")]


def empty_assessment() -> dict[str, Json]:
    return dict(write_assessment(assess(Dossier(unit=Unit(**UNIT), year=YEAR), AREA)))


@pytest.mark.parametrize(
    ("path", "value", "place", "code"),
    [
        (("findings", 2, "outcomes"), [], "findings[2].outcomes", "tree.no-codes"),
        (("findings", 2, "outcomes"), ["failed"], "findings[2].outcomes[0]", "json.unknown-code"),
        (("findings", 2, "outcomes"), "met", "findings[2].outcomes", "json.wrong-type"),
        (
            ("findings", 2, "compared", 0, "truths"),
            [1],
            "findings[2].compared[0].truths[0]",
            "json.unknown-code",
        ),
        (("findings", 2, "gaps", 0, "width"), "1", "findings[2].gaps[0].width", "json.wrong-type"),
        (("findings", 2, "gaps", 0, "code"), "gap.lost", "findings[2].gaps[0].code", "json.unknown-code"),
        (("readings", 0, "chosen_by"), "chance", "readings[0].chosen_by", "json.unknown-code"),
        (("window",), {"first": "2026-01-02", "last": "2026-01-01"}, "window", "window.reversed"),
        (("window",), {"first": "2026-01-02", "to": "x"}, "window", "json.unknown-key"),
        (("verdict",), "met", "verdict", "json.other-verdict"),
        (("verdict",), None, "verdict", "json.other-verdict"),
        (("basis",), None, "basis", "json.unknown-code"),
        (("unit", "id"), 3, "unit.id", "json.wrong-type"),
        (("format",), 0, "format", "json.format"),
    ],
)
def test_an_assessment_with_one_fault_is_refused_at_its_place(
    path: tuple[str | int, ...], value: Json, place: str, code: str
) -> None:
    assert (place, code) in places(problems_of(read_assessment, with_value(empty_assessment(), path, value)))


@pytest.mark.parametrize("read", [read_standard, read_assessment])
@pytest.mark.parametrize("document", [None, [], "x", 3, True])
def test_only_an_object_can_be_a_document(read: Callable[[Json], object], document: Json) -> None:
    assert places(problems_of(read, document)) == [("", "json.wrong-type")]


@pytest.mark.parametrize(
    ("possible", "written"),
    [
        (Truths.EITHER, {"truths": ["false", "true"]}),
        (Truths.TRUE, {"truths": ["true"]}),
        (Interval(1, 3), {"from": 1, "to": 3}),
        (Options(frozenset({"b", "a"})), {"options": ["a", "b"]}),
    ],
)
def test_what_is_possible_says_of_what_kind_it_is(possible: Possible, written: Json) -> None:
    kind: Any = Possible
    assert structure(written, kind) == possible
    holder: Any = attrs.make_class("Holder", {"possible": attrs.field(type=kind)})
    assert unstructure(holder(possible)) == {"possible": written}


@pytest.mark.parametrize(
    ("written", "place", "code"),
    [
        ({"options": []}, "options", "tree.no-codes"),
        ({"options": [1]}, "options[0]", "json.wrong-type"),
        ({"truths": ["yes"]}, "truths[0]", "json.unknown-code"),
        ({"from": 1, "to": "3"}, "", "json.interval"),
        ({"truths": ["true"], "options": ["a"]}, "", "json.interval"),
        (["true"], "", "json.interval"),
        ({}, "", "json.interval"),
    ],
)
def test_what_is_possible_is_never_nothing(written: Json, place: str, code: str) -> None:
    assert places(problems_of(structure, written, Possible)) == [(place, code)]


def test_a_problem_keeps_its_path_and_its_facts() -> None:
    facts = {"label": Text(vi="a", en="b"), "on": datetime.date(2026, 1, 2), "found": "3", "n": 3}
    problem = Problem("json.day", ("records", 2, "on"), facts)
    assert structure(parse(canonical(unstructure(problem))), Problem) == problem


@attrs.frozen
class Half:
    """A class that refuses as those do that know nothing of the library's errors."""

    whole: int

    def __attrs_post_init__(self) -> None:
        if self.whole % 2:
            raise ValueError(f"{self.whole} is odd")


def test_what_a_class_refuses_is_refused_at_its_place() -> None:
    assert structure([{"whole": 2}], tuple[Half, ...]) == (Half(2),)
    problems = problems_of(structure, [{"whole": 2}, {"whole": 3}], tuple[Half, ...])
    assert places(problems) == [("[1]", "json.refused")]
    assert fact_of(problems, "reason") == "3 is odd"


# --- round trips ---


@pytest.mark.parametrize("supplied", SUPPLIED, ids=lambda each: each.standard.id)
def test_every_national_standard_is_read_as_it_was_written(supplied: Any) -> None:
    written = pretty(write_standard(supplied.standard))
    assert read_standard(parse(written)) == supplied.standard
    assert standard_digest(read_standard(parse(written))) == standard_digest(supplied.standard)


@given(standards())
def test_every_standard_is_read_as_it_was_written(standard: Any) -> None:
    back = read_standard(parse(pretty(write_standard(standard))))
    assert write_standard(back) == write_standard(standard)  # equal but for the functions of coded rules
    assert standard_digest(back) == standard_digest(standard)


@given(st.data())
def test_every_dossier_is_read_as_it_was_written(data: st.DataObject) -> None:
    stack = data.draw(every_stack)
    dossier = data.draw(dossiers(stack))
    assert read_dossier(parse(pretty(write_dossier(dossier))), stack) == dossier


@given(st.data())
def test_every_assessment_is_read_as_it_was_written(data: st.DataObject) -> None:
    stack = data.draw(every_stack)
    assessment = assess(data.draw(dossiers(stack)), stack)
    written = parse(pretty(write_assessment(assessment)))
    assert read_assessment(written) == assessment
    assert Verdict(written["verdict"]) is assessment.verdict


@given(st.data())
def test_the_order_of_records_never_matters_to_the_digest(data: st.DataObject) -> None:
    stack = data.draw(every_stack)
    dossier = data.draw(dossiers(stack))
    records = {
        name: attrs.evolve(each, items=tuple(data.draw(st.permutations(each.items))))
        for name, each in reversed(dossier.records.items())
    }
    shuffled = attrs.evolve(dossier, records=records)
    assert canonical(dossier_document(shuffled)) == canonical(dossier_document(dossier))
    assert assess(shuffled, stack).input_digest == assess(dossier, stack).input_digest


# --- one text in several forms of Unicode ---

COMPOSED = "Tổ dân phố Đồng Tâm"


def decomposed(text: str) -> str:
    other = unicodedata.normalize("NFD", text)
    assert other != text
    return other


def told_by(spell: Callable[[str], str]) -> dict[str, Json]:
    return dossier_of(
        unit={**UNIT, "name": spell(COMPOSED), "id": spell("tổ-1")},
        records={
            "incidents": {
                "items": [{"unit": spell("tổ-1")}],
                "complete_for": {"from": "2025-11-01", "to": "2026-10-31"},
                "attested_by": spell("Công an xã"),
            }
        },
        evidence={"registered": [{"document": spell("Bản đăng ký")}]},
    )


def test_every_key_that_is_not_known_is_named_and_for_the_first_of_many_the_nearest_too() -> None:
    document = dossier_of(verified={f"crimes{n}": 1 for n in range(MOST_LOOKED_UP + 1)})
    *others, last = problems_of(read_dossier, document, AREA)
    assert (last.facts["key"], last.facts["near"]) == (f"crimes{MOST_LOOKED_UP}", "–")
    assert all("crimes" in str(problem.facts["near"]) for problem in others)
    assert len(others) == MOST_LOOKED_UP


def test_as_many_marks_as_unicode_lets_stream_are_read() -> None:
    crowd = "e" + "\u0323\u0301" * (MOST_MARKS // 2)
    assert composed(crowd) == unicodedata.normalize("NFC", crowd)


# Characters of no width between them are no help: names are compared without those.
@pytest.mark.parametrize(
    "crowd",
    ["\u0323\u0301" * 200_000, "\u0323\u200d\u0301\u200d" * 100_000],
    ids=["plain", "with no width between"],
)
def test_more_marks_are_refused_before_they_are_put_in_order(crowd: str) -> None:
    document = dossier_of(unit={**UNIT, "name": crowd}, verified={"force_rating": crowd})
    assert places(problems_of(read_dossier, document, AREA)) == [
        ("unit.name", "value.crowded-marks"),
        ("verified.force_rating", "value.crowded-marks"),
    ]
    assert places(problems_of(parse, f'{{"{crowd}": 1}}')) == [("", "value.crowded-marks")]


def test_text_is_composed_when_it_is_read() -> None:
    dossier = read_dossier(told_by(decomposed), AREA)
    assert dossier == read_dossier(told_by(str), AREA)
    assert dossier.unit.name == COMPOSED


def test_the_form_of_text_never_matters_to_a_digest() -> None:
    unit = Unit(**UNIT, name=COMPOSED)
    one, other = (
        Dossier(unit=each, year=YEAR) for each in (unit, attrs.evolve(unit, name=decomposed(COMPOSED)))
    )
    assert one != other
    assert digest(dossier_document(one)) == digest(dossier_document(other))
    national = AREA.national
    titled = attrs.evolve(national, title=attrs.evolve(national.title, vi=decomposed(national.title.vi)))
    assert titled != national
    assert standard_digest(titled) == standard_digest(national)


# --- anything at all ---

NEARLY: tuple[Json, ...] = (
    None, True, False, 0, 1, -1, LARGEST_INTEGER,
    "", "x", "12", "false", "claimed", "met", "2026-01-05", "2026-02-30",
    [], [None], [""], ["true"], {}, {"from": 0, "to": 1}, {"from": 1, "to": 0}, {"vi": "a", "en": "b"},
    {"op": "and"}, {"op": "truth", "value": True},
)  # fmt: skip


def steps(value: Json) -> list[tuple[str | int, ...]]:
    """Every place in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for step, each in items for path in [(step,), *((step, *below) for below in steps(each))]]


@st.composite
def nearly(draw: st.DrawFn, document: Json) -> Json:
    """A document with something else at one place, or with a key too many."""
    path = draw(st.sampled_from(steps(document)))
    if draw(st.booleans()):
        path = (*path[:-1], "unheard_of") if isinstance(path[-1], str) else path
    return with_value(document, path, draw(st.sampled_from(NEARLY) | json_values))


def reads_or_says_why(read: Callable[[Json], object], document: Json) -> None:
    try:
        read(document)
    except AntqError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.message("vi")
            assert problem.message("en")


@given(st.data())
def test_any_document_is_read_or_refused_with_reasons(data: st.DataObject) -> None:
    stack = data.draw(every_stack)
    dossier = data.draw(dossiers(stack))
    readers: Mapping[str, tuple[Callable[[Json], object], Json]] = {
        "dossier": (lambda document: read_dossier(document, stack), write_dossier(dossier)),
        "standard": (read_standard, write_standard(stack.national)),
        "assessment": (read_assessment, write_assessment(assess(dossier, stack))),
    }
    read, document = readers[data.draw(st.sampled_from(sorted(readers)))]
    reads_or_says_why(read, data.draw(nearly(document)))


@given(json_values)
def test_any_value_is_read_or_refused_with_reasons(value: Json) -> None:
    for read in (read_standard, read_assessment, read_heading, lambda document: read_dossier(document, AREA)):
        reads_or_says_why(read, value)


@pytest.mark.parametrize("fact", AREA.facts, ids=lambda fact: fact.name)
def test_null_is_unknown_for_every_fact(fact: FactDeclaration) -> None:
    assert read_stated(None, fact) is UNKNOWN


def test_a_stated_unknown_is_never_written() -> None:
    sheet = read_dossier(dossier_of(claimed={"crimes": 3}), AREA).claimed
    dossier = Dossier(unit=Unit(**UNIT), year=YEAR, claimed=sheet.with_statements(crimes=UNKNOWN))
    assert write_dossier(dossier) == dossier_of()
