"""What `antq register check` shows: each problem with its file, row and column, and the tables in figures."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from antq_core.cli.refusals import ExitCode
from antq_core.cli.screen import Screen, printable
from antq_core.cli.tables import table_of
from antq_core.codec.text import Json
from antq_core.messages.text import LOCALES
from antq_core.movement.tables import TABLES
from antq_core.register.problems import Problems, RegisterProblem
from antq_core.register.register import Register, read_registers


def check(folders: Sequence[Path], listed: int, *, as_json: bool, screen: Screen) -> ExitCode:
    """Read folders together and show what is wrong. Raises `InputError` for what is no folder."""
    register = read_registers(folders, shown=listed)
    if as_json:
        screen.write_json(document(register))
    else:
        for line in _lines(register.problems, screen):
            screen.write(line)
        if register.remarks:
            screen.write(screen.say("cli.register-remarks"))
            for line in _lines(register.remarks, screen):
                screen.write(line)
        screen.show(
            table_of(("table", "read", "sound", "rejected", "complete"), _rows(register, screen), screen)
        )
        screen.note("cli.register-found", count=len(register.problems), remarks=len(register.remarks))
    return ExitCode.COMPLETE if register.is_sound else ExitCode.INCOMPLETE


def document(register: Register) -> Json:
    """A check for machines."""
    return {
        "format": 1,
        "synthetic": register.synthetic,
        "tables": {
            table: {
                "read": register.read.get(table, 0),
                "sound": register.tables[table].height if table in register.tables else None,
                "rejected": register.rejected.get(table, 0),
                "refused": table in register.refused,
            }
            for table in TABLES
            if table in register.read or table in register.refused
        },
        "problems": _listing(register.problems),
        "remarks": _listing(register.remarks),
    }


def _listing(problems: Problems) -> Json:
    return {
        "count": len(problems),
        "counted": [
            {"file": each.file, "column": each.column, "code": each.code, "count": each.count}
            for each in problems.counted
        ],
        "shown": [_entry(each) for each in problems],
    }


def _entry(each: RegisterProblem) -> Json:
    return {
        "file": each.file,
        "row": each.row,
        "column": each.column,
        "code": each.code,
        "message": {locale: each.message(locale) for locale in LOCALES},
    }


def _lines(problems: Problems, screen: Screen) -> Iterator[str]:
    for each in problems:
        yield printable(f"{each.message(screen.locale)} [{each.problem.page}]")
    for counted in problems.counted:
        if counted.count > counted.shown:
            place = ", ".join(filter(None, (counted.file, counted.column)))
            rest = counted.count - counted.shown
            yield printable(screen.say("cli.register-more", place=place, code=counted.code, count=rest))


def _rows(register: Register, screen: Screen) -> Iterator[tuple[str, ...]]:
    for table in TABLES:
        if table in register.tables:
            sound = register.tables[table].height
            yield (
                table,
                str(register.read[table]),
                str(sound),
                str(register.rejected[table]),
                _complete_for(register, table),
            )
        else:
            code = "cli.register-refused" if table in register.refused else "cli.register-not-there"
            yield table, str(register.read.get(table, "–")), "–", "–", screen.say(code)


def _complete_for(register: Register, table: str) -> str:
    """What the folders say, province by province where they are of several."""
    stated = register.coverage.get(table, ()) if register.is_whole(table) else ()
    several = len({each.province for each in stated}) > 1
    told = [
        f"{each.province or '–'}: " * several
        + ("–" if each.coverage is None else f"{each.coverage.window.first} – {each.coverage.window.last}")
        for each in stated
    ]
    return "\n".join(dict.fromkeys(told)) or "–"
