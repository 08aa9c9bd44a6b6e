"""JSON Schema (draft 2020-12) of the documents that the codec reads and writes.

Standards and assessments are described by walking the classes that the converter walks. A dossier is
described by what the standards of a stack declare. The codec refuses a little more than any schema can
say: a range whose ends are reversed, a tree that makes no sense, 30 February, 1.0 for 1.
"""

import datetime
import enum
import inspect
import types
import urllib.parse
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Union, cast, get_args, get_origin

import attrs

from antq_core.codec.converter import FLAGS, FORMAT, TAGGED, TAGS, attributes, tag, unstructure
from antq_core.codec.dossiers import SHEETS, ListHeading
from antq_core.codec.text import LARGEST_INTEGER, Json
from antq_core.domain.declarations import NUMERIC, Declaration, FieldDeclaration, RecordDeclaration
from antq_core.domain.dossiers import Evidence
from antq_core.domain.records import Basis
from antq_core.domain.units import Unit
from antq_core.domain.windows import YEARS
from antq_core.expressions.tree import Measure, Node
from antq_core.findings.assessments import Assessment
from antq_core.messages.text import Text
from antq_core.possible import Interval, Options, Possible, Verdict
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Standard

DRAFT = "https://json-schema.org/draft/2020-12/schema"
URN = "urn:antq:schema"

TEXT = {"type": "string"}
TRUTH = {"type": "boolean"}
NOTHING = {"type": "null"}
INTEGER = {"type": "integer", "minimum": -LARGEST_INTEGER, "maximum": LARGEST_INTEGER}
# The length keeps out a line break after the day, which the pattern lets pass in some languages.
DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "maxLength": 10}
ANYTHING: dict[str, Json] = {}


def dossier_schema(stack: Stack | None = None) -> dict[str, Json]:
    """The schema of a dossier: of any, or of one that is held against the standards of a stack."""
    shapes = _Shapes()
    declared = _Declared(stack, shapes)
    parts = {
        "format": {"const": FORMAT},
        "unit": shapes.of(Unit),
        "year": {"type": "integer", "minimum": YEARS.start, "maximum": YEARS.stop - 1},
        "decision_date": _or_null(DAY),
        **dict.fromkeys(SHEETS, _or_null({"$ref": "#/$defs/facts"})),
        "records": _or_null(declared.records()),
        "evidence": _or_null(declared.evidence()),
    }
    return {
        **_heading_of_dossier(stack),
        **_object(parts, required=("format", "unit", "year")),
        "$defs": {"facts": declared.sheet(), **shapes.made},
    }


def standard_schema() -> dict[str, Json]:
    """The schema of a standard."""
    return _document("standard", Standard, {"format": {"const": FORMAT}})


def assessment_schema() -> dict[str, Json]:
    """The schema of an assessment."""
    verdict = {"enum": [each.value for each in Verdict]}
    return _document("assessment", Assessment, {"format": {"const": FORMAT}, "verdict": verdict})


def value_schema(kind: Any) -> dict[str, Json]:
    """The schema of any one of the library's values, as the converter reads and writes it."""
    shapes = _Shapes()
    return {"$schema": DRAFT, **shapes.of(kind), "$defs": shapes.made}


def _document(name: str, kind: type[attrs.AttrsInstance], added: Mapping[str, Json]) -> dict[str, Json]:
    shapes = _Shapes()
    described = shapes.of_class(kind)
    return {
        **_heading(f"{name}:{FORMAT}", described["title"]),
        **described,
        "properties": {**added, **described["properties"]},
        "required": [*added, *described["required"]],
        "$defs": shapes.made,
    }


def _heading_of_dossier(stack: Stack | None) -> dict[str, Json]:
    stacks = (stack, *stack.beside) if stack else ()
    standards = [each for one in stacks for each in one.standards]
    silent = dict.fromkeys(each.jurisdiction for one in stacks for each in one.silent)
    without = [f"without-{each}" for each in (*silent, *(stack.unusable if stack else ()))]
    name = ":".join(["dossier", str(FORMAT), *(urllib.parse.quote(each.id) for each in standards), *without])
    return _heading(name, "; ".join(["Hồ sơ / dossier", *(each.title.vi for each in standards)]))


def _heading(name: str, title: str) -> dict[str, Json]:
    return {"$schema": DRAFT, "$id": f"{URN}:{name}", "title": title}


@attrs.frozen
class _Shapes:
    """The shapes of types, as the converter writes them; those of classes once each, under their names."""

    made: dict[str, Json] = attrs.field(factory=dict)
    kinds: dict[str, Any] = attrs.field(factory=dict)

    def of(self, hint: Any) -> Json:
        """The shape of the values of an annotation. Raises `TypeError` for one without a shape."""
        if hint == Possible:
            return {"anyOf": [self.of(Interval), *(_object({n: self.of(k)}) for n, k in TAGGED.items())]}
        if get_origin(hint) in (types.UnionType, Union):
            return {"anyOf": [self.of(each) for each in get_args(hint)]}
        if get_origin(hint) is tuple:
            return {"type": "array", "items": self.of(get_args(hint)[0])}
        if get_origin(hint) is Mapping:
            return {"type": "object", "additionalProperties": self.of(get_args(hint)[1])}
        if hint in _PLAIN:
            return _PLAIN[hint]
        return self._by_name(hint)

    def _by_name(self, kind: Any) -> Json:
        if self.kinds.setdefault(kind.__name__, kind) is not kind:
            raise TypeError(f"{kind!r} and {self.kinds[kind.__name__]!r} have one name")
        if kind.__name__ not in self.made:
            describe = self._describing(kind)
            self.made[kind.__name__] = {}  # named before it is described, as it may hold values of itself
            self.made[kind.__name__] = describe(kind)
        return {"$ref": f"#/$defs/{kind.__name__}"}

    def _describing(self, kind: Any) -> Callable[[Any], Json]:
        if kind in FLAGS:
            return _flags
        if kind is Node:
            return self._node
        if issubclass(kind, enum.StrEnum):
            return _codes
        if attrs.has(kind):
            return self.of_class
        raise TypeError(f"no shape for {kind!r}")

    def of_class(self, kind: Any) -> dict[str, Json]:
        """The shape of a class: what it must hold, may hold, and nothing else."""
        parts = {name: self._part(attribute) for name, attribute in attributes(kind).items()}
        required = [name for name, each in attributes(kind).items() if each.default is attrs.NOTHING]
        if issubclass(kind, Node):
            parts, required = {"op": {"const": tag(kind)}, **parts}, ["op", *required]
        return {**_words(kind), **_object(parts, required=required)}

    def _part(self, attribute: Any) -> Json:
        shape, default = self.of(attribute.type), attribute.default
        if default is attrs.NOTHING or isinstance(default, cast(type, attrs.Factory)):
            return shape
        return {**shape, "default": unstructure(default)}

    def _node(self, kind: Any) -> Json:
        """Any operator. Chosen by its name, so that a validator looks at each operand once."""
        chosen = [
            {"if": {"properties": {"op": {"const": name}}}, "then": self.of(node)}
            for name, node in TAGS.items()
        ]
        named = {"type": "object", "required": ["op"], "properties": {"op": {"enum": list(TAGS)}}}
        return {**_words(kind), **named, "allOf": chosen}


@attrs.frozen
class _Declared:
    """The parts of a dossier that standards declare; without standards, anything that could be stated."""

    stack: Stack | None
    shapes: _Shapes

    def sheet(self) -> Json:
        if self.stack is None:
            return _keyed(_STATED)
        return self._open({fact.name: _statement(fact) for fact in self.stack.dossier_facts})

    def records(self) -> Json:
        if self.stack is None:
            return _keyed(_or_null(self._list(_keyed(_STATED))))
        declared = self.stack.dossier_records
        return self._open({name: self._list_of(each) for name, each in declared.items()})

    def evidence(self) -> Json:
        held = _or_null({"type": "array", "items": self.shapes.of(Evidence)})
        if self.stack is None:
            return _keyed(held)
        return self._open(dict.fromkeys(self.stack.dossier_fact, held))

    def _open(self, parts: Mapping[str, Json]) -> Json:
        """Parts and nothing else; but where a plugin is silent, nobody knows what else it declares."""
        more = self.stack is not None and self.stack.is_open
        return {**_object(parts, required=()), **({"additionalProperties": True} if more else {})}

    def _list_of(self, declaration: RecordDeclaration) -> Json:
        record = _object({field.name: _statement(field) for field in declaration.fields}, required=())
        listed = self._list(record)
        items = {**listed["properties"]["items"], "maxItems": declaration.at_most}
        labelled = {**_labelled(declaration.label), **listed}
        return _or_null({**labelled, "properties": {**listed["properties"], "items": items}})

    def _list(self, record: Json) -> dict[str, Json]:
        """A list of records; one that is said to be complete says on whose word."""
        parts = {
            "items": {"type": ["array", "null"], "items": record},
            "complete_for": _or_null(_object({"from": DAY, "to": DAY})),
            "attested_by": _or_null(TEXT),
            "basis": {**_or_null(self.shapes.of(Basis)), "default": ListHeading().basis.value},
        }
        complete = {"required": ["complete_for"], "properties": {"complete_for": {"type": "object"}}}
        attested = {
            "required": ["attested_by"],
            "properties": {"attested_by": {"type": "string", "minLength": 1}},
        }
        return {**_object(parts, required=()), "if": complete, "then": attested}


def _statement(declaration: Declaration) -> Json:
    """What may be stated of a fact or field; null states nothing."""
    labels = _labelled(declaration.label)
    if isinstance(declaration, FieldDeclaration) and declaration.assessed is not None:
        return {**labels, **NOTHING}
    if declaration.measure is None:
        return {**labels, "enum": [*(option.code for option in declaration.options), None]}
    if declaration.measure in NUMERIC and declaration.range is not None:
        number = {"type": "integer", "minimum": declaration.range.lo, "maximum": declaration.range.hi}
        return {**labels, "anyOf": [number, _object({"from": number, "to": number}), NOTHING]}
    shape = {Measure.TRUTH: TRUTH, Measure.DAY: DAY}.get(declaration.measure, TEXT)
    return {**labels, **_or_null(shape)}


def _labelled(label: Text) -> dict[str, Json]:
    return {"title": label.vi, "description": label.en}


def _object(parts: Mapping[str, Json], required: Iterable[str] | None = None) -> dict[str, Json]:
    """An object of these parts and no others; all are required unless it is said which."""
    needed = list(parts) if required is None else list(required)
    return {
        "type": "object",
        "properties": dict(parts),
        "required": needed,
        "additionalProperties": False,
    }


def _keyed(shape: Json) -> dict[str, Json]:
    return {"type": "object", "additionalProperties": shape}


def _or_null(shape: Json) -> dict[str, Json]:
    return {"anyOf": [shape, NOTHING]}


def _codes(kind: Any) -> Json:
    return {**_words(kind), "enum": [member.value for member in kind]}


def _flags(kind: Any) -> Json:
    names = [str(member.name).lower() for member in kind]
    return {**_words(kind), "type": "array", "items": {"enum": names}, "minItems": 1}


def _words(kind: Any) -> dict[str, Json]:
    """Title and description from a docstring; its examples and what it raises are about Python."""
    paragraphs = [" ".join(each.split()) for each in (inspect.getdoc(kind) or kind.__name__).split("\n\n")]
    title, *others = paragraphs
    rest = [each for each in others if not each.startswith((">>>", "Raises"))]
    return {"title": title, **({"description": " ".join(rest)} if rest else {})}


_RANGE = _object({"from": INTEGER, "to": INTEGER})
_STATED = {"anyOf": [TRUTH, INTEGER, TEXT, _RANGE, NOTHING]}
_PLAIN: Mapping[Any, Json] = {
    str: TEXT,
    bool: TRUTH,
    int: INTEGER,
    type(None): NOTHING,
    object: ANYTHING,
    datetime.date: DAY,
    Interval: _RANGE,
    Options: {"type": "array", "items": TEXT, "minItems": 1},
}
