"""What all records of the movement are: frozen values whose columns and rules are declared."""

import functools
import types
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self, get_args

import attrs

from antq_core.errors import InputError
from antq_core.messages.text import Text
from antq_core.movement.columns import DECLARED, Column
from antq_core.movement.refusals import refusals_of_row
from antq_core.movement.rules import Rule

Cell = Any
"""What stands in a cell: text, a whole number, yes or no, a day, or None."""


@attrs.frozen(kw_only=True)
class MovementRecord:
    """One record; None says that nothing is recorded, never that nothing happened.

    `table` names the table of such records, `key` the columns that no two of them share, `dated_by` the
    column whose day puts a record into a period, and `rules` what must hold within one. Of a `discreet`
    record no message repeats what stands in it.

    Raises `InputError` with every column that is missing, of a wrong form, or at odds with another.
    """

    table: ClassVar[str]
    label: ClassVar[Text]
    key: ClassVar[tuple[str, ...]] = ("number",)
    dated_by: ClassVar[str | None] = None
    rules: ClassVar[tuple[Rule, ...]] = ()
    discreet: ClassVar[bool] = False

    def __attrs_post_init__(self) -> None:
        problems = [*refusals_of_row(self.row, self.columns(), self.rules, discreet=self.discreet)]
        if problems:
            raise InputError(problems)

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy, and what is unpickled, goes through the same checks as any other row."""
        return type(self).of_row, (dict(self.row),)

    @property
    def row(self) -> Mapping[str, Cell]:
        """What the record says, by the names of its columns."""
        return types.MappingProxyType(dict(self._cells()))

    def _cells(self) -> Iterator[tuple[str, Cell]]:
        for name, held in parts_of(type(self)).items():
            value = getattr(self, name)
            if held is None:
                yield name, value
            else:
                for inner in attrs.fields(held):
                    yield f"{name}.{inner.name}", getattr(value, inner.name, None)

    @classmethod
    def columns(cls) -> tuple[Column, ...]:
        """The columns of the table, in the order of writing; those of a part are led by its name."""
        kind: Any = cls  # the class itself is the key of the cache
        return _columns(kind)

    @classmethod
    def column(cls, name: str) -> Column:
        """One column. Raises `KeyError` for a name that the table does not have."""
        return {each.name: each for each in cls.columns()}[name]

    @classmethod
    def of_row(cls, row: Mapping[str, Cell]) -> Self:
        """The record of a row; columns that are not there are not recorded."""
        built: dict[str, Cell] = {}
        for name, held in parts_of(cls).items():
            if held is None:
                built[name] = row.get(name)
            else:
                inside = {inner.name: row.get(f"{name}.{inner.name}") for inner in attrs.fields(held)}
                stated = any(value is not None for value in inside.values())
                built[name] = held(**inside) if stated else None
        return cls(**built)


def parts_of(record: Any) -> Mapping[str, type[Any] | None]:
    """The attributes of a record, each with the class of its part; None for one that is a column itself."""
    return _parts(record)


@functools.cache
def _parts(record: Any) -> Mapping[str, type[Any] | None]:
    found: dict[str, type[Any] | None] = {}
    for each in attrs.fields(attrs.resolve_types(record)):
        is_column = isinstance(each.metadata[DECLARED], Column)
        found[each.name] = (
            None if is_column else next(kind for kind in get_args(each.type) if attrs.has(kind))
        )
    return found


@functools.cache
def _columns(record: Any) -> tuple[Column, ...]:
    found: list[Column] = []
    for name, held in parts_of(record).items():
        declared = getattr(attrs.fields(record), name).metadata[DECLARED]
        if held is None:
            found.append(attrs.evolve(declared, name=name))
        else:
            inner = [attrs.evolve(each.metadata[DECLARED], name=each.name) for each in attrs.fields(held)]
            found += [each.within(name, declared) for each in inner]
    return tuple(found)
