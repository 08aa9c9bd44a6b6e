"""JSON Schema: an independent validator takes what the library writes, and refuses what the codec refuses."""

import copy
import datetime
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from antq_core import AntqError, Basis, Dossier, RecordList, Stack, Unit, assess, load_registry
from antq_core.codec.converter import TAGS, unstructure
from antq_core.codec.documents import read_assessment, read_standard, write_assessment, write_standard
from antq_core.codec.dossiers import read_dossier, write_dossier
from antq_core.codec.schema import assessment_schema, dossier_schema, standard_schema, value_schema
from antq_core.codec.text import LARGEST_INTEGER, Json, canonical, parse
from antq_core.domain.declarations import NUMERIC, Declaration, FieldDeclaration
from antq_core.domain.dossiers import Evidence
from antq_core.domain.sheets import FactSheet, Record, fact_sheet, record_class
from antq_core.domain.stated import UNKNOWN, Stated
from antq_core.domain.windows import Window
from antq_core.errors import Problem
from antq_core.expressions.tree import Measure
from antq_core.messages.text import Text
from antq_core.standards.stack import BrokenPlugin, Source
from antq_core.testing.dossiers import dossiers
from antq_core.testing.standards import standards

YEAR = 2026
WINDOW = Window(datetime.date(2025, 11, 1), datetime.date(2026, 10, 31))
SUPPLIED = load_registry(only={"vn"}).supplied
STACKS = {each.standard.kinds[0]: Stack(each.standard) for each in SUPPLIED}
AREA, COMMUNE = STACKS["residential_area"], STACKS["commune"]
PLUGIN = BrokenPlugin(jurisdiction="vn-01", source=Source(distribution="d"), problems=())
BROKEN = attrs.evolve(AREA, broken=(PLUGIN,))

every_stack = st.one_of(st.sampled_from(list(STACKS.values())), standards().map(Stack))


def validator(schema: Json) -> Draft202012Validator:
    """A validator that also checks the formats that it knows."""
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def refusals(schema: Json, document: Json) -> list[str]:
    """The places that the validator holds against a document."""
    return [error.json_path for error in validator(schema).iter_errors(document)]


def a_value(declaration: Declaration) -> Stated:
    """Some value of a fact or field; of numbers the highest."""
    if isinstance(declaration, FieldDeclaration) and declaration.assessed is not None:
        return UNKNOWN
    if declaration.measure in NUMERIC and declaration.range is not None:
        return declaration.range.hi
    plain: dict[Measure | None, Stated] = {
        Measure.TRUTH: True,
        Measure.DAY: datetime.date(YEAR, 1, 5),
        Measure.IDENTIFIER: "kdc-1",
        None: declaration.options[0].code if declaration.options else UNKNOWN,
    }
    return plain[declaration.measure]


def bounded(declaration: Declaration) -> Stated:
    """As wide a range as a fact or field may have, where it is a number."""
    return declaration.range if declaration.measure in NUMERIC and declaration.range else UNKNOWN


def sheet(stack: Stack, value: Callable[[Declaration], Stated]) -> FactSheet:
    return fact_sheet(stack.facts)(**{fact.name: value(fact) for fact in stack.facts})


def listed(stack: Stack, name: str, value: Callable[[Declaration], Stated]) -> Record:
    declaration = stack.records[name]
    return record_class(declaration)(**{field.name: value(field) for field in declaration.fields})


def unit(stack: Stack) -> Unit:
    return Unit(
        id="kdc-1", kind=stack.national.kinds[0], province="01", commune="00001", name="Thôn Giả Định"
    )


def written_by_hand(stack: Stack) -> Iterator[Dossier]:
    """Dossiers from nothing to everything: values, ranges, lists that are empty, open and closed."""
    yield Dossier(unit=unit(stack), year=YEAR)
    full = sheet(stack, a_value)
    yield Dossier(unit=unit(stack), year=YEAR, claimed=full, decision_date=datetime.date(YEAR, 11, 14))
    yield Dossier(unit=unit(stack), year=YEAR, verified=sheet(stack, bounded))
    yield Dossier(unit=unit(stack), year=YEAR, records={name: RecordList() for name in stack.records})
    full_lists = {
        name: RecordList(
            items=(listed(stack, name, a_value), listed(stack, name, lambda _: UNKNOWN)),
            complete_for=WINDOW,
            attested_by="Công an xã",
            basis=Basis.VERIFIED,
        )
        for name in stack.records
    }
    evidence = {
        fact.name: (
            Evidence(document="Báo cáo 01", issued_on=datetime.date(YEAR, 2, 1), issued_by="UBND xã"),
        )
        for fact in stack.facts
    }
    yield Dossier(unit=unit(stack), year=YEAR, verified=full, records=full_lists, evidence=evidence)


@pytest.mark.parametrize(
    "schema",
    [
        standard_schema(),
        assessment_schema(),
        dossier_schema(),
        dossier_schema(BROKEN),
        value_schema(Problem),
        *map(dossier_schema, STACKS.values()),
    ],
    ids=lambda schema: str(schema.get("$id", "value")).removeprefix("urn:antq:schema:"),
)
def test_every_schema_is_a_schema_of_its_draft_without_fractions(schema: dict[str, Json]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    text = canonical(schema)
    types = " ".join(re.findall(r'"type":("[a-z]+"|\[[^]]*\])', text))
    assert types
    assert "number" not in types
    assert set(re.findall(r'"#/\$defs/([^"]+)"', text)) == set(schema["$defs"])
    json.loads(text, parse_float=lambda digits: pytest.fail(f"a fraction: {digits}"))


def test_every_schema_has_a_name_of_its_own() -> None:
    schemas = [standard_schema(), assessment_schema(), dossier_schema(), dossier_schema(BROKEN)]
    names = [each["$id"] for each in [*schemas, *map(dossier_schema, STACKS.values())]]
    assert len(set(names)) == len(names)
    assert names[:3] == [f"urn:antq:schema:{kind}:1" for kind in ("standard", "assessment", "dossier")]


def test_every_class_and_every_fact_is_described() -> None:
    for schema in (standard_schema(), assessment_schema()):
        assert all(each["title"] for each in schema["$defs"].values())
        assert ">>>" not in canonical(schema)
    facts = dossier_schema(AREA)["$defs"]["facts"]["properties"]
    assert list(facts) == [fact.name for fact in AREA.facts]
    assert facts["crimes"]["title"] == AREA.fact["crimes"].label.vi
    assert facts["crimes"]["description"] == AREA.fact["crimes"].label.en


def test_every_operator_has_its_shape() -> None:
    shapes = standard_schema()["$defs"]
    assert shapes["Node"]["properties"]["op"]["enum"] == list(TAGS)
    for name, node in TAGS.items():
        assert shapes[node.__name__]["properties"]["op"] == {"const": name}


# --- what the library writes ---


@pytest.mark.parametrize("supplied", SUPPLIED, ids=lambda each: each.standard.id)
def test_every_national_standard_is_valid(supplied: Any) -> None:
    assert refusals(standard_schema(), write_standard(supplied.standard)) == []


@pytest.mark.parametrize("kind", STACKS)
def test_dossiers_from_empty_to_full_are_valid_and_so_are_their_assessments(kind: str) -> None:
    stack = STACKS[kind]
    for dossier in written_by_hand(stack):
        document = write_dossier(dossier)
        assert refusals(dossier_schema(stack), document) == []
        assert refusals(dossier_schema(), document) == []
        for basis in Basis:
            assessment = assess(dossier, stack, basis=basis)
            assert refusals(assessment_schema(), write_assessment(assessment)) == []


def test_a_commune_assessed_with_its_areas_is_valid() -> None:
    area = assess(Dossier(unit=unit(AREA), year=YEAR), AREA)
    roster = RecordList(items=(listed(COMMUNE, "roster", a_value),), basis=Basis.VERIFIED)
    dossier = Dossier(unit=unit(COMMUNE), year=YEAR, records={"roster": roster})
    written = write_assessment(assess(dossier, COMMUNE, children=[area]))
    assert refusals(assessment_schema(), written) == []


@given(standards())
def test_every_standard_is_valid(standard: Any) -> None:
    assert refusals(standard_schema(), write_standard(standard)) == []


@given(st.data())
def test_every_dossier_and_its_assessment_are_valid(data: st.DataObject) -> None:
    stack = data.draw(every_stack)
    dossier = data.draw(dossiers(stack))
    assert refusals(dossier_schema(stack), write_dossier(dossier)) == []
    assert refusals(dossier_schema(), write_dossier(dossier)) == []
    assert refusals(assessment_schema(), write_assessment(assess(dossier, stack))) == []


def test_a_problem_is_valid() -> None:
    facts = {"label": Text(vi="a", en="b"), "on": datetime.date(2026, 1, 2), "found": "3", "n": 3}
    schema = value_schema(Problem)
    assert refusals(schema, unstructure(Problem("json.day", ("records", 2, "on"), facts))) == []
    assert refusals(schema, {"code": "json.day", "path": [None]}) == ["$.path[0]"]


def test_no_schema_is_made_up_for_what_the_converter_does_not_know() -> None:
    fraction: Any = attrs.make_class("Fraction", {"of": attrs.field(type=float)})
    with pytest.raises(TypeError, match="float"):
        value_schema(fraction)
    text: Any = attrs.make_class("Text", {"of": attrs.field(type=Text)})
    with pytest.raises(TypeError, match="one name"):
        value_schema(text)


# --- what nearly is a document: schema and codec agree ---

UNIT = {"id": "kdc-1", "kind": "residential_area", "province": "01", "commune": "00001"}
BARE = {"format": 1, "unit": UNIT, "year": YEAR}
CLOSED = {"complete_for": {"from": "2025-11-01", "to": "2026-10-31"}}


def agree(schema: Json, read: Callable[[Json], object], text: str) -> bool:
    """Whether schema and codec both take a text; they must not differ."""
    is_valid = validator(schema).is_valid(json.loads(text))
    try:
        read(parse(text))
    except AntqError:
        assert not is_valid
        return False
    assert is_valid
    return True


@pytest.mark.parametrize(
    ("taken", "parts"),
    [
        (True, {}),
        (True, {"claimed": None, "verified": {}, "records": None, "evidence": None, "decision_date": None}),
        (True, {"claimed": {"crimes": None, "registered": None, "force_rating": None}}),
        (True, {"claimed": {"crimes": 0}, "verified": {"crimes": 1_000_000}}),
        (True, {"claimed": {"crimes": {"from": 0, "to": 1_000_000}}}),
        (True, {"claimed": {"force_rating": "excellent", "registration_day": "2026-01-05"}}),
        (True, {"records": {"incidents": None}, "evidence": {"crimes": None}}),
        (True, {"records": {"incidents": {}}, "evidence": {"crimes": []}}),
        (True, {"records": {"incidents": {"items": [{}, {"kind": "crime", "fatal": None}], "basis": None}}}),
        (True, {"records": {"incidents": {**CLOSED, "attested_by": "Công an xã"}}}),
        (True, {"records": {"incidents": {"complete_for": None, "attested_by": None}}}),
        (True, {"evidence": {"crimes": [{"document": "a", "issued_on": None}]}}),
        (False, {"format": 2}),
        (False, {"format": True}),
        (False, {"format": None}),
        (False, {"year": "2026"}),
        (False, {"year": 2011}),
        (False, {"year": 2100}),
        (False, {"year": 2026.5}),
        (False, {"year": None}),
        (False, {"unit": {}}),
        (False, {"unit": {**UNIT, "name": None}}),
        (False, {"unit": {**UNIT, "head": "x"}}),
        (False, {"decision_date": "14/11/2026"}),
        (False, {"decision_date": "2026-02-30"}),
        (False, {"decision_date": "20261114"}),
        (False, {"decision_date": "2026-11-14\n"}),
        (False, {"decision_date": 20261114}),
        (False, {"note": "x"}),
        (False, {"claimed": []}),
        (False, {"claimed": {"crime": 1}}),
        (False, {"claimed": {"crimes": -1}}),
        (False, {"claimed": {"crimes": 1_000_001}}),
        (False, {"claimed": {"crimes": 0.5}}),
        (False, {"claimed": {"crimes": "12"}}),
        (False, {"claimed": {"crimes": True}}),
        (False, {"claimed": {"crimes": [1]}}),
        (False, {"claimed": {"crimes": {"from": 0}}}),
        (False, {"claimed": {"crimes": {"from": 0, "to": 1_000_001}}}),
        (False, {"claimed": {"crimes": {"from": 0, "to": None}}}),
        (False, {"claimed": {"crimes": {"from": 0, "to": 1, "by": 1}}}),
        (False, {"claimed": {"registered": "false"}}),
        (False, {"claimed": {"registered": 0}}),
        (False, {"claimed": {"registered": {"from": 0, "to": 1}}}),
        (False, {"claimed": {"force_rating": "best"}}),
        (False, {"claimed": {"force_rating": 3}}),
        (False, {"claimed": {"registration_day": "soon"}}),
        (False, {"records": []}),
        (False, {"records": {"roster": {}}}),
        (False, {"records": {"incidents": []}}),
        (False, {"records": {"incidents": {"items": [None]}}}),
        (False, {"records": {"incidents": {"items": {}}}}),
        (False, {"records": {"incidents": {"items": [{"who": "x"}]}}}),
        (False, {"records": {"incidents": {"items": [{"kind": "theft"}]}}}),
        (False, {"records": {"incidents": {"items": [{"unit": 1}]}}}),
        (False, {"records": {"incidents": {"items": [{}] * 10_001}}}),
        (False, {"records": {"incidents": {"basis": "mine"}}}),
        (False, {"records": {"incidents": {"closed": True}}}),
        (False, {"records": {"incidents": CLOSED}}),
        (False, {"records": {"incidents": {**CLOSED, "attested_by": ""}}}),
        (False, {"records": {"incidents": {**CLOSED, "attested_by": None}}}),
        (False, {"records": {"incidents": {"complete_for": {"from": "2025-11-01"}}}}),
        (False, {"evidence": {"crime": []}}),
        (False, {"evidence": {"crimes": {}}}),
        (False, {"evidence": {"crimes": [None]}}),
        (False, {"evidence": {"crimes": [{}]}}),
        (False, {"evidence": {"crimes": [{"document": "a", "by": "b"}]}}),
    ],
)
def test_schema_and_codec_agree_on_what_nearly_is_a_dossier(taken: bool, parts: dict[str, Json]) -> None:
    text = json.dumps({**BARE, **parts})
    assert agree(dossier_schema(AREA), lambda document: read_dossier(document, AREA), text) is taken


@pytest.mark.parametrize("document", [None, [], "x", 1, {}, {"format": 1}])
def test_schema_and_codec_agree_on_what_is_no_document(document: Json) -> None:
    text = json.dumps(document)
    assert not agree(dossier_schema(AREA), lambda document: read_dossier(document, AREA), text)
    assert not agree(standard_schema(), read_standard, text)
    assert not agree(assessment_schema(), read_assessment, text)
    assert refusals(dossier_schema(), document)


@pytest.mark.parametrize(
    ("taken", "parts"),
    [
        (True, {"claimed": {"cameras": 40}, "records": {"patrols": {"of": 1}}, "evidence": {"cameras": 0}}),
        (False, {"claimed": {"crimes": "12"}}),
        (False, {"cameras": 40}),
        (False, {"unit": {**UNIT, "cameras": 40}}),
        (False, {"records": {"incidents": {"items": [{"camera": 1}]}}}),
    ],
)
def test_schema_and_codec_agree_where_a_plugin_is_broken(taken: bool, parts: dict[str, Json]) -> None:
    text = json.dumps({**BARE, **parts})
    assert agree(dossier_schema(BROKEN), lambda document: read_dossier(document, BROKEN), text) is taken


def test_what_an_assessment_tells_of_a_unit_is_never_stated() -> None:
    for met, taken in ((None, True), (True, False)):
        text = json.dumps({**BARE, "records": {"roster": {"items": [{"unit": "a", "met": met}]}}})
        assert agree(dossier_schema(COMMUNE), lambda document: read_dossier(document, COMMUNE), text) is taken


@pytest.mark.parametrize(
    ("taken", "parts"),
    [
        (True, {"claimed": {"anything": True, "else": "x", "n": LARGEST_INTEGER, "r": {"from": 1, "to": 2}}}),
        (True, {"records": {"anything": {"items": [{"a": 1}]}}, "evidence": {"x": [{"document": "d"}]}}),
        (False, {"claimed": {"anything": [1]}}),
        (False, {"claimed": {"anything": 0.5}}),
        (False, {"claimed": {"anything": LARGEST_INTEGER + 1}}),
        (False, {"records": {"anything": {"items": [3]}}}),
        (False, {"records": {"anything": CLOSED}}),
        (False, {"evidence": {"x": [{"document": 3}]}}),
        (False, {"note": "x"}),
    ],
)
def test_the_general_schema_knows_only_the_shape_of_dossiers(taken: bool, parts: dict[str, Json]) -> None:
    assert (refusals(dossier_schema(), {**BARE, **parts}) == []) is taken


ASSESSMENT = write_assessment(assess(Dossier(unit=unit(AREA), year=YEAR), AREA))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("findings.2.outcomes", []),
        ("findings.2.outcomes", ["failed"]),
        ("findings.2.outcomes", "met"),
        ("findings.2.outcome", ["met"]),
        ("findings.2.gaps.0.width", 0.5),
        ("findings.2.gaps.0.code", "gap.lost"),
        ("findings.2.compared.0.truths", ["yes"]),
        (
            "findings.2.compared.0.figures",
            [{"label": {"vi": "a", "en": "b"}, "type": "count", "possible": {}}],
        ),
        ("findings", {}),
        ("verdict", "failed"),
        ("verdict", None),
        ("window", {"from": "2025-11-01", "to": "2026-10-31"}),
        ("year", "2026"),
        ("format", 0),
        ("unit.id", 3),
        ("extra", 1),
    ],
)
def test_schema_and_codec_agree_on_what_nearly_is_an_assessment(path: str, value: Json) -> None:
    assert not agree(assessment_schema(), read_assessment, json.dumps(with_value(ASSESSMENT, path, value)))


STANDARD = write_standard(AREA.national)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("criteria.3.citation.article", 4),
        ("criteria.3.citation.kind", "rumour"),
        ("criteria.3.citation.through", {"kind": "law"}),
        ("criteria.3.text", "Không có"),
        ("criteria.0.holds", {"op": "xor"}),
        ("criteria.0.holds", {"value": True}),
        ("criteria.0.holds", {"op": "truth"}),
        ("criteria.0.holds", {"op": "truth", "value": 1}),
        ("criteria.0.holds", {"op": "truth", "value": True, "why": 1}),
        (
            "criteria.0.holds",
            {"op": "not", "operand": {"op": "not", "operand": {"op": "number", "value": "1"}}},
        ),
        ("criteria.0.holds", {"op": "and", "operands": {}}),
        ("criteria.2.holds.of_nothing", []),
        ("criteria.2.holds.of_nothing", ["perhaps"]),
        ("criteria.2.holds.at_least", {"of": 3}),
        ("facts.2.range", {"from": 0}),
        ("facts.2.changeable", "no"),
        ("facts.2.measure", "number"),
        ("in_force_from", "10/02/2022"),
        ("window.first.month", 1.5),
        ("kinds", "commune"),
        ("titel", {}),
    ],
)
def test_schema_and_codec_agree_on_what_nearly_is_a_standard(path: str, value: Json) -> None:
    assert not agree(standard_schema(), read_standard, json.dumps(with_value(STANDARD, path, value)))


def test_schema_and_codec_agree_on_the_documents_that_those_nearly_are() -> None:
    assert agree(assessment_schema(), read_assessment, json.dumps(ASSESSMENT))
    assert agree(standard_schema(), read_standard, json.dumps(STANDARD))


def with_value(document: Json, path: str, value: Json) -> Json:
    """The same document with another value at one place."""
    changed = copy.deepcopy(document)
    *steps, last = path.split(".")
    inner = changed
    for step in steps:
        inner = inner[int(step)] if isinstance(inner, list) else inner[step]
    inner[int(last) if isinstance(inner, list) else last] = value
    return changed


# What only the codec sees, because no schema can say it.
BEYOND_SCHEMAS = {
    "json.interval",
    "json.other-verdict",
    "records.repeated",
    "value.outside-year",
    "value.part-above-whole",
    "value.range-above-whole",
    "window.no-such-day",
    "window.reversed",
}  # fmt: skip

MAKING_SENSE = ("rubric.", "grading.", "tree.")
"""How points add up, which grade is above which, what may stand below an operator: no shape says that."""

NEARLY: tuple[Json, ...] = (
    None, True, False, 0, 1, -1, 10**18,
    "", "x", "12", "false", "claimed", "met", "2026-01-05", "2026-02-30",
    [], [None], [""], ["true"], {}, {"from": 0, "to": 1}, {"from": 1, "to": 0}, {"vi": "a", "en": "b"},
    {"op": "and"}, {"op": "truth", "value": True},
)  # fmt: skip


def places(value: Json) -> list[str]:
    """Every place in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inner = {str(step): places(each) for step, each in items}
    return [path for step, below in inner.items() for path in [step, *(f"{step}.{each}" for each in below)]]


@given(st.data())
def test_schema_and_codec_agree_but_for_what_no_schema_can_say(data: st.DataObject) -> None:
    stack = data.draw(every_stack)
    dossier = data.draw(dossiers(stack))
    kinds: dict[str, Callable[[], tuple[Json, Callable[[Json], object], Json]]] = {
        "dossier": lambda: (
            dossier_schema(stack),
            partial(read_dossier, stack=stack),
            write_dossier(dossier),
        ),
        "standard": lambda: (standard_schema(), read_standard, write_standard(stack.national)),
        "assessment": lambda: (
            assessment_schema(),
            read_assessment,
            write_assessment(assess(dossier, stack)),
        ),
    }
    schema, read, document = kinds[data.draw(st.sampled_from(list(kinds)))]()
    path = data.draw(st.sampled_from(places(document)))
    changed = with_value(document, path, data.draw(st.sampled_from(NEARLY)))
    is_valid = validator(schema).is_valid(changed)
    try:
        read(parse(json.dumps(changed)))
    except AntqError as error:
        codes = {problem.code for problem in error.problems}
        said = {code for code in codes if not code.startswith(("tree.", "standard."))}
        assert not is_valid or {code for code in said if not code.startswith(MAKING_SENSE)} <= BEYOND_SCHEMAS
    else:
        assert is_valid


def test_a_fraction_that_is_whole_is_refused_by_the_codec_alone() -> None:
    text = json.dumps({**BARE, "claimed": {"crimes": 1.0}})
    assert refusals(dossier_schema(AREA), json.loads(text)) == []
    with pytest.raises(AntqError):
        parse(text)


def test_the_validator_says_where() -> None:
    document = {**BARE, "claimed": {"crimes": "12"}}
    with pytest.raises(jsonschema.ValidationError) as caught:
        jsonschema.validate(document, dossier_schema(AREA), cls=Draft202012Validator)
    assert caught.value.json_path == "$.claimed.crimes"
