"""Sheets of facts and records of lists, as classes that authors write and as classes made from data.

Two sheets are equal when they state the same, whatever class they were made by, so that a sheet read
from a file equals the one that was written.
"""

import functools
import inspect
import types
from collections.abc import Mapping
from typing import Any, ClassVar, Self, TypeVar, cast, dataclass_transform

import attrs

from antq_core.domain.attributes import (
    Attribute,
    Declared,
    Fact,
    Field,
    attribute_kind,
    fact,
    field,
)
from antq_core.domain.declarations import (
    Declaration,
    FactDeclaration,
    FieldDeclaration,
    RecordDeclaration,
)
from antq_core.domain.stated import UNKNOWN, Known, Stated
from antq_core.errors import InputError, Problem, StandardError


class Sheet:
    """Frozen statements under declared names; what is not stated is `UNKNOWN`.

    Raises `InputError` with every name that is not declared and every value that is of a wrong type or
    outside its range.
    """

    declared: ClassVar[Mapping[str, Declaration]] = types.MappingProxyType({})

    def __init__(self, **statements: Any) -> None:
        problems = [*self._undeclared(statements), *self._refusals(statements)]
        if problems:
            raise InputError(problems)
        known = {
            name: statements[name] for name in self.declared if statements.get(name, UNKNOWN) is not UNKNOWN
        }
        object.__setattr__(self, "stated", types.MappingProxyType(known))

    @functools.cached_property
    def stated(self) -> Mapping[str, Known]:
        """What is stated, in the order of declaration."""
        decoded = decoded_of(self)  # else `__init__` has kept it already
        found = {name: getattr(decoded, name, None) for name in self.declared}
        return types.MappingProxyType({name: each for name, each in found.items() if each is not None})

    def _undeclared(self, statements: Mapping[str, Stated]) -> list[Problem]:
        known = ", ".join(self.declared)
        return [
            Problem("value.undeclared", (name,), {"name": name, "known": known})
            for name in statements
            if name not in self.declared
        ]

    def _refusals(self, statements: Mapping[str, Stated]) -> list[Problem]:
        return [
            problem
            for name, declaration in self.declared.items()
            for problem in declaration.refusals(statements.get(name, UNKNOWN))
        ]

    @classmethod
    def _declare(cls, declarations: Mapping[str, Declaration], kind: type[Attribute[Any]]) -> None:
        inherited: dict[str, Declaration] = {}
        for base in cls.__bases__:
            for name, declaration in getattr(base, "declared", {}).items():
                if inherited.setdefault(name, declaration) is not declaration or name in declarations:
                    raise StandardError([Problem("attribute.redeclared", (name,), {"name": name})])
        for name, declaration in declarations.items():
            setattr(cls, name, kind(declaration))
        cls.declared = types.MappingProxyType({**inherited, **declarations})

    @classmethod
    def _annotated(cls, kind: type[Attribute[Any]], holds: type[Declaration]) -> dict[str, Declaration]:
        annotations = {
            name: annotation
            for name, annotation in inspect.get_annotations(cls).items()
            if attribute_kind(annotation) is kind
        }
        return {
            name: cast(Declared, cls.__dict__[name]).declaration(holds, name, annotation)
            for name, annotation in annotations.items()
        }

    def value(self, name: str) -> Stated:
        """What is stated under a name; `UNKNOWN` when nothing is."""
        return self.stated.get(name, UNKNOWN)

    def with_statements(self, **statements: Any) -> Self:
        """The same sheet with other statements put in; `UNKNOWN` takes one out."""
        return type(self)(**{**self.stated, **statements})

    def __setattr__(self, name: str, value: object) -> None:
        raise attrs.exceptions.FrozenInstanceError

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sheet) and self.stated == other.stated

    def __hash__(self) -> int:
        return hash(frozenset(self.stated.items()))

    def __repr__(self) -> str:
        stated = ", ".join(f"{name}={value!r}" for name, value in self.stated.items())
        return f"{type(self).__name__}({stated})"


@dataclass_transform(kw_only_default=True, field_specifiers=(fact,))
class FactSheet(Sheet):
    """The facts of one kind of unit. A subclass adds facts and may not declare an inherited one again."""

    def __init_subclass__(cls) -> None:
        cls._declare(cls._annotated(Fact, FactDeclaration), Fact)

    @classmethod
    def facts(cls) -> tuple[FactDeclaration, ...]:
        """The declarations, inherited ones first, in the order of writing."""
        return tuple(cast(FactDeclaration, each) for each in cls.declared.values())


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Record(Sheet):
    """One dated, placed thing of a list. After its class body, `declare_list` names its list."""

    declaration: ClassVar[RecordDeclaration]

    def __init_subclass__(cls) -> None:
        cls._declare(cls._annotated(Field, FieldDeclaration), Field)

    @classmethod
    def list_name(cls) -> str:
        """The name under which a dossier keeps these records."""
        return cls.declaration.name

    @classmethod
    def declare_list(cls, **facts: Any) -> None:
        """Give the list of these records its declaration; the arguments are those of `RecordDeclaration`."""
        fields = tuple(cast(FieldDeclaration, each) for each in cls.declared.values())
        cls.declaration = RecordDeclaration(fields=fields, **facts)


@functools.lru_cache(maxsize=1024)
def fact_sheet(declarations: tuple[FactDeclaration, ...]) -> type[FactSheet]:
    """The class of sheets for facts that are declared as data."""

    class Facts(FactSheet):
        pass

    Facts._declare({each.name: each for each in declarations}, Fact)
    return Facts


@functools.lru_cache(maxsize=1024)
def record_class(declaration: RecordDeclaration) -> type[Record]:
    """The class of records for a list that is declared as data."""

    class Made(Record):
        pass

    Made._declare({each.name: each for each in declaration.fields}, Field)
    Made.declaration = declaration
    return Made


S = TypeVar("S", bound=Sheet)

_DECODED = "<decoded>"  # the name of no fact


def proven_sheet(kind: type[S], known: dict[str, Known]) -> S:
    """A sheet or record of statements of which its class would refuse none; it keeps them as its own.

    Only for what reads a form in which that is proven already: nothing is checked, neither that the names
    are declared, nor types, ranges and codes, nor that they stand in the order of declaration.
    """
    made = object.__new__(kind)
    object.__setattr__(made, "stated", types.MappingProxyType(known))
    return made


def decoded_sheet(kind: type[S], decoded: object) -> S:
    """A sheet of the attributes of an object, None for what is not stated; as unchecked as `proven_sheet`.

    The mapping of what is stated is made when somebody asks for it.
    """
    made = object.__new__(kind)
    object.__setattr__(made, _DECODED, decoded)
    return made


def decoded_of(sheet: Sheet) -> object | None:
    """The object whose attributes a sheet was made of; None for a sheet of single statements."""
    return vars(sheet).get(_DECODED)
