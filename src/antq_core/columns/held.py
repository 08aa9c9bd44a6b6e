"""What the columns of a caller's frame hold, as far as a standard can ask it."""

from typing import Any

import narwhals as nw

from antq_core.lowering.kinds import Kind
from antq_core.lowering.layout import NOTHING, Held

Frame = Any
"""A frame of narwhals, eager or lazy: two classes with the same methods and no base in common."""


def held_by(frame: Frame) -> Held:
    """What each column of a frame holds; of what no standard can ask, the name of its type."""
    if frame.implementation.is_pandas():
        return _held_by_pandas(nw.to_native(frame))
    return {name: _held(dtype) for name, dtype in frame.collect_schema().items()}


def _held(dtype: nw.dtypes.DType) -> Kind | str:
    if dtype.is_integer():
        return Kind.NUMBER
    if dtype == nw.Boolean:
        return Kind.TRUTH
    if dtype == nw.Date:
        return Kind.DAY
    if dtype in {nw.String, nw.Categorical} or isinstance(dtype, nw.Enum):
        return Kind.WORD
    return NOTHING if dtype == nw.Unknown else str(dtype)


def _held_by_pandas(native: Any) -> Held:
    """As above, by pandas' own types: what NumPy holds as objects or floats may have lost its nulls."""
    found: dict[str, Kind | str] = {}
    for (name, own), dtype in zip(native.dtypes.items(), nw.from_native(native).schema.values(), strict=True):
        held = _held(dtype)
        is_object = str(own) == "object"
        if isinstance(dtype, nw.Datetime):  # pandas has no days without a time but those of Arrow
            held = Kind.DAY
        found[str(name)] = "object" if is_object else held
    return found


def bits_of(frame: Frame) -> dict[str, int]:
    """The columns that hold whole numbers with a sign of 32 or of 64 bits."""
    bits = {nw.Int32: 32, nw.Int64: 64}
    held = {name: type(dtype) for name, dtype in frame.collect_schema().items()}
    return {name: bits[dtype] for name, dtype in held.items() if dtype in bits}
