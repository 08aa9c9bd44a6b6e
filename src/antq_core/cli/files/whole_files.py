"""Files that appear whole or not at all: written beside their place first, then put there at once."""

import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from antq_core.cli.refusals import UsageError
from antq_core.codec.text import Json
from antq_core.messages.catalogue import text

ARRAY, LINES, TABLE = ".json", ".jsonl", ".csv"
ENDINGS = (ARRAY, LINES)


def refuse_unwritable(target: Path) -> None:
    """Refuse a place where no file can be put, before anybody waits for what should stand there.

    Raises `UsageError`.
    """
    folder = target.parent
    if not folder.is_dir():
        raise UsageError.of("cli.no-folder", path=target, folder=folder)
    is_kept = target.exists() and not os.access(target, os.W_OK)
    if target.is_dir() or is_kept or not os.access(folder, os.W_OK):
        raise UsageError.of("cli.not-writable", path=target)
    _refuse_devices(target)


def write_whole(contents: Mapping[Path, Iterable[str]]) -> None:
    """Write some files, all of them or, when anything goes wrong before the last is complete, none.

    A link stays, and the file that it leads to is written. Raises `UsageError` for what is there and is no
    ordinary file, and when the system refuses; whatever else is raised, nothing half-written stays.
    """
    parts: dict[Path, Path] = {}
    for target in contents:
        _refuse_devices(target)
    try:
        for target, pieces in contents.items():
            file = Path(os.path.realpath(target))
            parts[file] = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
            _write(parts[file], pieces)
        for target, part in parts.items():
            part.replace(target)
    except OSError as error:
        path = error.filename2 or ", ".join(map(str, contents))
        raise UsageError.of("cli.not-written", path=path, reason=error.strerror or str(error)) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _refuse_devices(target: Path) -> None:
    """To put a file where a device or a pipe is would take it away from everybody. Raises `UsageError`."""
    if target.exists() and not target.is_file() and not target.is_dir():
        raise UsageError.of("cli.not-written", path=target, reason=text("cli.a-device"))


def documents(lines: Iterable[str], ending: str) -> Iterator[str]:
    """The text of a file of documents from one line each: a JSON array, or one document a line."""
    if ending == LINES:
        yield from (f"{line}\n" for line in lines)
        return
    before = "[\n"
    for line in lines:
        yield f"{before}{line}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def on_one_line(value: Json) -> str:
    """The text of a value on one line, with its keys in their order."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _write(part: Path, pieces: Iterable[str]) -> None:
    # What UTF-8 cannot hold, half a surrogate pair, becomes the escape that JSON has for it.
    with part.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
