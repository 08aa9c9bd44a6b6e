"""The frames of a caller, as they are worked on and as they are given back."""

from collections.abc import Mapping
from typing import Any

import attrs
import narwhals as nw

from antq_core.columns.held import Frame

DOT = "\N{MIDDLE DOT}"
"""Stands for a dot in the names of columns while an engine works that takes a dot for a step into a field."""


@attrs.frozen
class Working:
    """The dossiers and their lists while they are worked on. `columns` are those of the caller, in order."""

    dossiers: Frame
    lists: Mapping[str, Frame]
    children: Frame | None
    columns: tuple[str, ...]
    is_eager_polars: bool
    is_polars: bool

    @classmethod
    def of(cls, frame: Any, records: Mapping[str, Any], children: Any) -> "Working":
        """The frames of a caller. Raises `TypeError` for what is no frame that narwhals knows."""
        dossiers: Frame = nw.from_native(frame)
        is_polars = dossiers.implementation.is_polars()
        is_eager_polars = is_polars and isinstance(dossiers, nw.DataFrame)
        return cls(
            dossiers=_lazy(dossiers) if is_polars else dossiers,
            lists={name: _beside(each, is_polars) for name, each in records.items()},
            children=None if children is None else _beside(children, is_polars),
            columns=tuple(dossiers.collect_schema().names()),
            is_eager_polars=is_eager_polars,
            is_polars=is_polars,
        )

    def finished(self, frame: Any) -> Any:
        """A frame as the caller had it: eager where it was, in the caller's own type."""
        return nw.to_native(frame.collect() if self.is_eager_polars else frame)


def _beside(frame: Any, is_polars: bool) -> Frame:
    found: Frame = nw.from_native(frame)
    return _lazy(found) if is_polars else found


def _lazy(frame: Frame) -> Frame:
    """Polars shares what expressions have in common only where it may look at all of them first."""
    return frame.lazy()
