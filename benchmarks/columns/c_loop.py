"""The contender in C: compiled where it is measured, called by ctypes on the buffers of the columns."""

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import polars as pl
from facts import CHOICES, FACTS_PER_COPY, HARD_PER_COPY, SCORED_PER_COPY, THRESHOLDS, Size

SOURCE = Path(__file__).parent / "kernel.c"
BLOCK = 32
FLAGS = ("-O3", "-march=native", "-shared", "-fPIC")


def compiler() -> str | None:
    """The C compiler of this machine; None where there is none."""
    return shutil.which("gcc")


class Out(ctypes.Structure):
    """Where the loop writes; the fields are those of `Out` in the C file."""

    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("verdict", "grade_lo", "grade_hi", "rejected", "lo", "hi")),
        ("finding", ctypes.c_void_p),
        ("item", ctypes.c_void_p),
        ("rows", ctypes.c_int64),
    )


@attrs.frozen
class Loop:
    """The compiled loop over the columns of one frame; `parts` are the rows that each thread takes."""

    size: Size
    rows: int
    data: Any
    known: Any
    held: tuple[Any, ...]
    call: Any
    written: dict[bool, dict[str, Any]] = attrs.field(factory=dict)

    @classmethod
    def over(cls, size: Size, frame: pl.DataFrame) -> "Loop":
        """Compile, and point at the buffers. Choices become numbers; the last block is filled up."""
        padded = frame.head(-(-frame.height // BLOCK) * BLOCK)
        missing = -frame.height % BLOCK
        if missing:
            padded = pl.concat([frame, frame.head(missing)], rechunk=True)
        arrays = [_numbers(padded[name]).rechunk().to_arrow() for name in size.names]
        assert all(each.offset == 0 for each in arrays)
        buffers = [each.buffers() for each in arrays]
        count = size.copies * FACTS_PER_COPY
        known = (ctypes.c_void_p * count)(*(each[0] and each[0].address for each in buffers))
        data = (ctypes.c_void_p * count)(*(each[1].address for each in buffers))
        return cls(size, frame.height, data, known, (arrays, buffers), _compiled())

    def run(self, threads: int = 1, *, check: bool = False, findings: bool = False) -> dict[str, Any]:
        """All outputs of all rows as arrays, the same ones in every call: new memory would cost time."""
        outputs = self.written.setdefault(findings, {}) or self._outputs(findings)
        self.written[findings] = outputs
        fields = {name: outputs[name].ctypes.data for name in outputs}
        out = Out(**fields, rows=self.rows)
        least = (ctypes.c_int32 * 3)(*(each * self.size.copies for each in THRESHOLDS))

        def part(ends: tuple[int, int]) -> None:
            self.call(self.data, self.known, self.size.copies, least, int(check), *ends, ctypes.byref(out))

        if threads == 1:
            part((0, self.rows))
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(part, self._parts(threads)))
        return outputs

    def _parts(self, threads: int) -> Iterator[tuple[int, int]]:
        step = -(-self.rows // threads // BLOCK) * BLOCK
        for start in range(0, self.rows, step):
            yield start, min(start + step, self.rows)

    def _outputs(self, findings: bool) -> dict[str, Any]:
        small = ("verdict", "grade_lo", "grade_hi", "rejected")
        outputs = {name: np.empty(self.rows, np.uint8) for name in small}
        outputs |= {name: np.empty(self.rows, np.int32) for name in ("lo", "hi")}
        if findings:
            hard, scored = self.size.copies * HARD_PER_COPY, self.size.copies * SCORED_PER_COPY
            outputs["finding"] = np.empty((hard, self.rows), np.uint8)
            outputs["item"] = np.empty((2 * scored, self.rows), np.int32)
        return outputs


def _numbers(column: pl.Series) -> pl.Series:
    if column.dtype != pl.String:
        return column
    codes = next(codes for name, codes in CHOICES.items() if column.name.startswith(name))
    return column.cast(pl.Enum(codes)).to_physical().cast(pl.UInt8)


def _compiled() -> Any:
    found = compiler()
    assert found is not None
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "kernel.so"
        subprocess.run([found, *FLAGS, str(SOURCE), "-o", str(library)], check=True)  # noqa: S603 - our own file
        call = ctypes.CDLL(str(library)).assess
    pointer, whole = ctypes.c_void_p, ctypes.c_int64
    call.argtypes = [pointer, pointer, ctypes.c_int, pointer, ctypes.c_int, whole, whole, pointer]
    call.restype = None
    return call
