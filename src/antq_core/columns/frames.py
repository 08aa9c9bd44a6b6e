"""The frames of a caller, as they are worked on and as they are given back."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw

from antq_core.columns.held import Frame, held_by
from antq_core.errors import Problem, TableError
from antq_core.lowering.kinds import Kind
from antq_core.lowering.layout import Held

ORDER = "antq:row"
"""The number of a row, while rows may come out of order."""
MIDDLE_DOT = "\N{MIDDLE DOT}"
"""Stands for a dot in names while an engine works that takes a dot for a step into a field."""


@attrs.frozen
class Given:
    """One frame of a caller: what its columns hold, and the frame that is worked on in its place."""

    native: Any
    frame: Frame
    held: Held
    full: frozenset[str] = frozenset()
    """The columns that are known to be null in no row: of what is lazy nobody knows."""

    @classmethod
    def of(cls, native: Any) -> "Given":
        """A frame as it was given. Raises `TableError` for what is no frame."""
        try:
            found: Frame = nw.from_native(native)
        except TypeError:
            raise TableError([Problem("columns.no-frame", (), {"found": type(native).__name__})]) from None
        held = held_by(found)
        implementation = found.implementation
        if implementation.is_pandas():
            arrow = _through_arrow(native, held)
            return cls(native, arrow, held, _full(arrow))
        if implementation.is_polars():
            return cls(
                native, found.lazy(), held, _full(found)
            )  # only so may it share what expressions have in common
        if implementation.is_pyspark() or implementation.is_pyspark_connect():
            return cls(native, nw.from_native(_renamed(native, list(held), ".", MIDDLE_DOT)), held)
        return cls(native, found, held, _full(found))


@attrs.frozen
class Working:
    """The frames while they are worked on: the dossiers, their lists, and the units that rosters name."""

    dossiers: Given
    lists: Mapping[str, Given]
    children: Given | None = None

    @classmethod
    def of(cls, dossiers: Any, lists: Mapping[str, Any], children: Any = None) -> "Working":
        """The frames of a caller. Raises `TableError` for what is no frame, or of several libraries."""
        found = cls(
            Given.of(dossiers),
            {name: Given.of(each) for name, each in lists.items()},
            None if children is None else Given.of(children),
        )
        others = [*found.lists.values(), *([found.children] if found.children is not None else [])]
        own = found.dossiers.frame.implementation
        if any(each.frame.implementation is not own for each in others):
            libraries = {str(each.frame.implementation.value) for each in (found.dossiers, *others)}
            raise TableError([Problem("columns.two-libraries", (), {"names": ", ".join(sorted(libraries))})])
        return found

    @property
    def is_polars(self) -> bool:
        """Whether the engine is Polars."""
        return bool(self.dossiers.frame.implementation.is_polars())

    @property
    def takes_32_bits(self) -> bool:
        """Whether the engine is sooner with numbers of 32 bits and leaves them as they are."""
        return self.is_polars or bool(self.dossiers.frame.implementation.is_duckdb())

    @property
    def is_eager(self) -> bool:
        """Whether the rows are at hand."""
        return isinstance(nw.from_native(self.dossiers.native), nw.DataFrame)

    @property
    def rows(self) -> int:
        """How many rows there are in a frame that is eager."""
        return len(nw.from_native(self.dossiers.native))

    @property
    def dot(self) -> str:
        """What stands for a dot in the names of columns while they are worked on."""
        implementation = self.dossiers.frame.implementation
        is_spark = implementation.is_pyspark() or implementation.is_pyspark_connect()
        return MIDDLE_DOT if is_spark else "."

    def numbered(self) -> "Working":
        """The same with a number for each row, where the engine has any order of rows."""
        frame = self.dossiers.frame
        if ORDER in frame.collect_schema().names():
            return self
        if isinstance(frame, nw.DataFrame):
            frame = frame.with_row_index(ORDER)
        elif self.is_polars:
            frame = nw.from_native(nw.to_native(frame).with_row_index(ORDER))
        return attrs.evolve(self, dossiers=attrs.evolve(self.dossiers, frame=frame))

    def finished(self, frame: Any, results: Sequence[str]) -> Any:
        """The columns of the caller and the results, as the caller has frames: lazy where it was lazy."""
        native = self.dossiers.native
        given: Frame = nw.from_native(native)
        if given.implementation.is_pandas():
            return _attached(native, frame, results)
        columns = [name.replace(".", self.dot) for name in (*self.dossiers.held, *results)]
        frame = frame.sort(ORDER) if ORDER in frame.collect_schema().names() else frame
        kept = frame.select(*columns)
        if self.dot != ".":
            return _renamed(nw.to_native(kept), [*self.dossiers.held, *results])
        return nw.to_native(kept.collect() if self.is_polars and isinstance(given, nw.DataFrame) else kept)


def _through_arrow(native: Any, held: Held) -> Frame:
    """The columns of a pandas frame that can be asked, in Arrow, where null means that nothing is known."""
    import pyarrow as pa  # noqa: PLC0415 - only whoever has pandas needs it

    arrow = {Kind.NUMBER: None, Kind.TRUTH: pa.bool_(), Kind.DAY: pa.date32(), Kind.WORD: pa.string()}
    columns = {
        name: pa.array(native[name], type=arrow[kind], from_pandas=True)
        for name, kind in held.items()
        if isinstance(kind, Kind)
    }
    rows = pa.array(range(len(native)), pa.int64())
    found: Frame = nw.from_native(pa.table({**columns, ORDER: rows}))
    return found


def _full(frame: Frame) -> frozenset[str]:
    """The columns of an eager frame that are null in no row; the engine has counted them already."""
    if isinstance(frame, nw.LazyFrame):
        return frozenset()
    return frozenset(name for name in frame.columns if not frame[name].null_count())


def _attached(native: Any, frame: Any, results: Sequence[str]) -> Any:
    """The results beside the columns of a pandas frame, row by row, under its own index."""
    import pandas as pd  # noqa: PLC0415 - whoever gave such a frame has it

    table = nw.to_native(frame.sort(ORDER).select(*results))
    found = table.to_pandas(types_mapper=pd.ArrowDtype)
    found.index = native.index
    return pd.concat([native, found], axis="columns")


def _renamed(native: Any, names: Sequence[str], dot: str = ".", by: str = ".") -> Any:
    return native.toDF(*(name.replace(dot, by) for name in names))
