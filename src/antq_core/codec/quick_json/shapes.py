"""What the JSON of a dossier may be, as types that msgspec decodes: of the stack's facts, and of no others.

The types leave nothing of a single value to check: not its type, its range nor its code. What no type can
say is checked in `antq_core.codec.quick_json.dossiers`.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Literal, Required, TypedDict

import msgspec

from antq_core.codec.converter import FORMAT
from antq_core.codec.dossiers import SHEETS
from antq_core.codec.text import LARGEST_INTEGER, composed
from antq_core.domain.declarations import NUMERIC, Declaration, FieldDeclaration, RecordDeclaration
from antq_core.domain.dossiers import Evidence
from antq_core.domain.records import Basis
from antq_core.domain.units import Unit
from antq_core.domain.windows import YEARS
from antq_core.errors import InputError
from antq_core.expressions.tree import Measure
from antq_core.standards.stack import Stack

Shape = Any
"""A type of Python, put together while the program runs."""

_MEASURES: Mapping[Measure, Shape] = {
    Measure.TRUTH: bool,
    Measure.DAY: datetime.date,
    Measure.IDENTIFIER: str,
}
_make_shape: Any = TypedDict  # type checkers know the form with literal names alone


def sheet_shape(stack: Stack, nothing: Callable[[], None]) -> Shape:
    """A sheet with attributes for its facts; `nothing` is called for each that is left out."""
    return _struct("Facts", _statements(stack.dossier_facts), nothing)


def plain_shape(stack: Stack, facts: Shape, nothing: Callable[[], None]) -> Shape:
    """A dossier with such sheets, and without null and intervals in its lists and documents."""
    return _document(stack, facts, Unit, Evidence, nothing, plain=True)


def full_shape(stack: Stack, nothing: Callable[[], None]) -> Shape:
    """A dossier with everything that may stand in one."""
    facts = _object("Facts", _statements(stack.dossier_facts))
    unit = {"id": str, "kind": str, "province": str, "commune": str}
    of_unit = _object("Unit", {name: Required[each] for name, each in unit.items()} | {"name": str})
    document = {
        "document": Required[str],
        "issued_on": datetime.date | None,
        "issued_by": str | None,
    }
    return _document(stack, facts, of_unit, _object("Evidence", document), nothing, plain=False)


def heading_shape() -> Shape:
    """What selects the standards of a dossier, whatever else stands in it."""
    parts = {"unit": Required[Unit], "year": Required[_year()], "decision_date": datetime.date | None}
    return _object("Heading", parts)


def _document(
    stack: Stack,
    facts: Shape,
    unit: Shape,
    evidence: Shape,
    nothing: Callable[[], None],
    *,
    plain: bool = True,
) -> Shape:
    def given(shape: Shape) -> Shape:
        return shape if plain else shape | None

    lists = {each.name: given(_list(each, plain=plain)) for each in stack.dossier_records.values()}
    shown = {fact.name: given(tuple[evidence, ...]) for fact in stack.dossier_facts}
    parts = {
        "decision_date": datetime.date,
        **dict.fromkeys(SHEETS, facts),
        "records": _object("Records", lists),
        "evidence": _object("Shown", shown),
    }
    required: list[Any] = [("format", Literal[FORMAT]), ("unit", unit), ("year", _year())]
    return _struct("Dossier", {name: each | None for name, each in parts.items()}, nothing, required)


def _list(declaration: RecordDeclaration, *, plain: bool) -> Shape:
    record = _object("Record", _statements(declaration.fields, plain=plain))
    window = _object("Window", dict.fromkeys(("from", "to"), Required[datetime.date]))
    items: Shape = list.__class_getitem__(record)
    parts = {"items": items, "complete_for": window, "attested_by": str, "basis": Basis}
    return _object("List", parts if plain else {name: each | None for name, each in parts.items()})


def _statements(declarations: Iterable[Declaration], *, plain: bool = False) -> dict[str, Shape]:
    """What may be stated under each name; null may always be, but where it is to be plain."""
    found = {each.name: _stated(each, plain=plain) for each in declarations}
    if plain:
        return {name: shape for name, shape in found.items() if shape is not None}
    return {name: shape if shape is None else shape | None for name, shape in found.items()}


def _stated(declaration: Declaration, *, plain: bool) -> Shape | None:
    """What may be stated of a fact or field; None where nothing may be."""
    if isinstance(declaration, FieldDeclaration) and declaration.assessed is not None:
        return None
    if declaration.measure is None:
        codes = tuple(option.code for option in declaration.options if _is_as_read(option.code))
        return Literal[codes] if codes else None
    if declaration.measure not in NUMERIC:
        return _MEASURES[declaration.measure]
    lo, hi = -LARGEST_INTEGER, LARGEST_INTEGER
    if declaration.range is not None:
        lo, hi = max(lo, declaration.range.lo), min(hi, declaration.range.hi)
    if lo > hi:
        return None
    number = Annotated[int, msgspec.Meta(ge=lo, le=hi)]
    return number if plain else number | _object("Between", dict.fromkeys(("from", "to"), Required[number]))


def _year() -> Shape:
    return Annotated[int, msgspec.Meta(ge=YEARS.start, le=YEARS.stop - 1)]


def _struct(
    name: str, parts: Mapping[str, Shape], nothing: Callable[[], None], required: Iterable[Any] = ()
) -> Shape:
    """An object whose parts become attributes; None stands for what is left out."""
    left_out = msgspec.field(default_factory=nothing)
    optional = [
        (key, each, left_out) for key, each in parts.items() if _is_as_read(key) and key.isidentifier()
    ]
    return msgspec.defstruct(name, [*required, *optional], forbid_unknown_fields=True)


def _object(name: str, parts: Mapping[str, Shape]) -> Shape:
    """An object of such parts; what is not marked as required may be left out."""
    return _make_shape(name, {key: each for key, each in parts.items() if _is_as_read(key)}, total=False)


def _is_as_read(text: str) -> bool:
    """Whether a text is one that JSON can hold and that is left as it is when it is read."""
    try:
        return composed(text).encode("utf-8") == text.encode("utf-8")
    except (InputError, UnicodeEncodeError):
        return False
