"""Lines that are kept in the order of rows though some come late, and on disk when there are many."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO

IN_MEMORY = 8 * 1024 * 1024
"""So many characters are kept without a file."""


class LinesInOrder:
    """Lines of text, one a row. `wait` keeps a place open, which `late` fills, the first one first.

    The file has no name, in a folder or where the system puts such: whatever ends the process, nothing of
    it stays. Raises `OSError` when the disk takes no more.
    """

    def __init__(self, folder: Path | None) -> None:
        self._lines = _spool(folder)
        self._late = _spool(folder)
        self._waits: list[int] = []
        self._count = 0

    def add(self, line: str | None) -> None:
        """Keep the next line, which has no line break in it; None keeps nothing."""
        if line is not None:
            self._lines.write(f"{line}\n")
            self._count += 1

    def wait(self, _: str | None = None) -> None:
        """Keep a place open for a line that comes late."""
        self._waits.append(self._count)

    def late(self, line: str | None) -> None:
        """Fill the first place that is still open; None leaves it empty."""
        self._late.write("\n" if line is None else f"{line}\n")

    def __iter__(self) -> Iterator[str]:
        """All lines in order, each without its line break."""
        for spool in (self._lines, self._late):
            spool.seek(0)
        passed = 0
        for wait in self._waits:
            for _ in range(wait - passed):
                yield _without_break(self._lines.readline())
            passed = wait
            late = _without_break(self._late.readline())
            if late:
                yield late
        for line in self._lines:
            yield _without_break(line)

    def __enter__(self) -> "LinesInOrder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Closing writes what is left, which nobody needs any more, and fails where the disk is full.
        for spool in (self._lines, self._late):
            with contextlib.suppress(OSError):
                spool.close()


def _spool(folder: Path | None) -> IO[str]:
    # What UTF-8 cannot hold, half a surrogate pair, becomes the escape that JSON has for it.
    spool: IO[str] = SpooledTemporaryFile(  # noqa: SIM115  # closed by its owner, which is a context
        max_size=IN_MEMORY,
        mode="w+",
        encoding="utf-8",
        errors="backslashreplace",
        newline="\n",
        dir=None if folder is None else str(folder),
    )
    return spool


def _without_break(line: str) -> str:
    return line.removesuffix("\n")
