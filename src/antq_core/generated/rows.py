"""A few rows of a table, by generated source: an engine for columns would take longer to get ready."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from antq_core.generated.body import Body
from antq_core.generated.functions import function
from antq_core.generated.naming import Names
from antq_core.lowering.cells import Column
from antq_core.lowering.results import Results

Columns = Mapping[str, Sequence[Any]]


@attrs.frozen
class _NoLists:
    """There are no records beside these rows."""

    def items(self, records: str) -> str:
        raise NotImplementedError(records)

    def loads(self, columns: Mapping[Column, str]) -> Iterator[str]:
        raise NotImplementedError


def columns_asked(asked: Results) -> tuple[str, ...]:
    """The columns that the results are worked out from, in the order of their names."""
    cells = (each for cell in asked.columns.values() for each in cell.walk())
    return tuple(sorted({each.name for each in cells if isinstance(each, Column)}))


def assessed_columns(asked: Results, given: Columns, rows: int) -> dict[str, list[Any]]:
    """The columns of the result for so many rows.

    Args:
        asked: what is said of each row. Nothing of it may be asked of the records of a list.
        given: at least the columns that `columns_asked` names, of the values of Python: whole numbers,
            truths, days and strings; None where nothing is known.
        rows: how many rows there are, which is the length of each column.
    """
    names = Names()
    body = Body(names, _NoLists())
    ends = [
        (asked.columns[name], asked.columns[f"{name[:-2]}hi"])
        for name in asked.columns
        if name.endswith(".lo")
    ]
    texts = body.written(asked.columns.values(), ends)
    inputs = {column.name: variable for column, variable in body.columns.items()}
    decide = function("rows, add", _loop(list(inputs.values()), body.lines, texts), names.globals)
    found: list[tuple[Any, ...]] = []
    decide(zip(*(given[name] for name in inputs), strict=True) if inputs else ((),) * rows, found.append)
    columns = zip(*found, strict=True) if found else ((),) * len(texts)
    return {name: list(column) for name, column in zip(asked.columns, columns, strict=True)}


def _loop(variables: Sequence[str], lines: Iterable[str], texts: Iterable[str]) -> Iterator[str]:
    yield f"for {', '.join(variables)}{',' if variables else '()'} in rows:"
    yield from (f"    {line}" for line in lines)
    yield f"    add(({''.join(f'{text}, ' for text in texts)}))"
