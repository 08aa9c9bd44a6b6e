"""Which code decided: the version of a distribution, and one digest of its files."""

import functools
import hashlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path

from antq_core.codec.documents import digest

ENGINE = "antq_core"
LEFTOVERS = (".pyc", ".pyo", "~")


@functools.cache
def code_digest(module: str) -> str | None:
    """One digest of all files of the package that a module belongs to, names and contents alike.

    It covers the whole top package, wherever it is installed, byte by byte; of what the package imports from
    elsewhere it covers nothing. What Python compiled and hidden files are left out. None where the package is
    not found as files in a folder of its own.
    """
    package = module.partition(":")[0].partition(".")[0].strip()
    try:
        listing = {name: _digest_of(file) for name, file in _files(package)}
    except OSError:
        return None
    return digest(listing) if listing else None


def _files(package: str) -> Iterator[tuple[str, Path]]:
    """The files of a top package by name, or the one file of a module."""
    try:
        spec = importlib.util.find_spec(package) if package.isidentifier() else None
    except (ImportError, ValueError):  # no such package, or one that something put together in memory
        return
    if spec is None or spec.origin is None or not Path(spec.origin).is_file():
        return
    if spec.submodule_search_locations is None:
        yield Path(spec.origin).name, Path(spec.origin)
        return
    folder = Path(spec.origin).parent
    for file in folder.rglob("*"):
        name = file.relative_to(folder)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in name.parts)
        if not hidden and not name.name.endswith(LEFTOVERS) and file.is_file():
            yield name.as_posix(), file


def _digest_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
