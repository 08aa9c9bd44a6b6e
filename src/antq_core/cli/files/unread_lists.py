"""Files beside a CSV file that are named as its lists are, and that nothing reads.

Such a file may hold the very record that decides against a unit, so its silence is told.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from antq_core.cli.files.sources import CsvSource, Source, identity
from antq_core.cli.files.whole_files import TABLE
from antq_core.cli.nearness import nearest
from antq_core.codec.text import composed
from antq_core.errors import Problem
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text


def unread_lists(sources: Iterable[Source], written: Iterable[Path] = ()) -> Iterator[Problem]:
    """A problem for every file ``STEM.ANYTHING.csv`` beside ``STEM.csv`` that nothing reads.

    `written` are files that the run itself has put there.
    """
    listed = list(sources)
    tables = [each for each in listed if isinstance(each, CsvSource)]
    read = {identity(each.file) for each in listed}
    read |= {identity(file) for table in tables for file in table.list_files.values()}
    read |= {identity(file) for file in written}
    for table in tables:
        for file, name in _named_as_lists(table.file):
            if identity(file) not in read:
                read.add(identity(file))
                facts = {"path": file, "main": table.file.name, "why": _why(name, table)}
                yield Problem("cli.list-not-read", (), facts)


def _named_as_lists(main: Path) -> Iterator[tuple[Path, str]]:
    """The files that are named as lists of a file are, with what each calls its list."""
    start = f"{composed(main.stem)}.".casefold()
    try:
        beside = sorted(main.parent.iterdir())
    except OSError:  # a folder that may be passed through but not looked into
        return
    for file in beside:
        named = composed(file.name)
        if not (named.casefold().startswith(start) and file.suffix.lower() == TABLE):
            continue
        name = named[len(start) : -len(TABLE)]
        if name and file.is_file():
            yield file, name


def _why(name: str, table: CsvSource) -> Text:
    if name in table.list_files:
        return text("cli.list-elsewhere", name=name, file=table.list_files[name].name)
    return text("cli.list-unknown", name=name, near=nearest(name, table.list_names))
