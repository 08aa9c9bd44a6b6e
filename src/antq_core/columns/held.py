"""What the columns of a frame hold, and a working copy of a frame in which nulls mean what they should."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from antq_core.lowering.cells import Kind
from antq_core.lowering.layout import NOTHING, Held

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]


def held_by(frame: Frame) -> Held:
    """What each column of a frame holds."""
    schema = frame.collect_schema()
    numpy_backed = _numpy_columns(frame)
    found: dict[str, Kind | str] = {}
    for name, dtype in schema.items():
        kind = _held(dtype, is_pandas=frame.implementation.is_pandas())
        if name in numpy_backed and kind is Kind.NUMBER | Kind.TRUTH:
            kind = _held(dtype, is_pandas=True)
        found[name] = kind
    return found


def _held(dtype: nw.dtypes.DType, *, is_pandas: bool) -> Kind | str:
    if dtype.is_integer():
        return Kind.NUMBER
    if dtype == nw.Boolean:
        return Kind.TRUTH
    if dtype == nw.Date or (is_pandas and isinstance(dtype, nw.Datetime)):
        return Kind.DAY  # pandas has no days without a time
    if dtype == nw.String or isinstance(dtype, nw.Enum) or dtype == nw.Categorical:
        return Kind.WORD
    return NOTHING if dtype == nw.Unknown else str(dtype)


def wide_columns(frame: Frame) -> frozenset[str]:
    """The columns that hold numbers of 64 bits."""
    return frozenset(name for name, dtype in frame.collect_schema().items() if dtype == nw.Int64)


def _numpy_columns(frame: Frame) -> Mapping[str, str]:
    """The columns of a pandas frame that NumPy holds, with its types: there a null is no null."""
    if not frame.implementation.is_pandas():
        return {}
    native: Any = nw.to_native(frame)
    return {
        str(name): str(dtype) for name, dtype in native.dtypes.items() if type(dtype).__module__.startswith("numpy")
    }
