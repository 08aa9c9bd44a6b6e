"""How a command ends: its exit code, and what was typed wrongly as problems of the catalogue."""

import enum
import itertools

from cyclopts import exceptions as typed_wrongly
from cyclopts.exceptions import CycloptsError

from antq_core.cli.nearness import nearest
from antq_core.errors import AntqError, Problem


class ExitCode(enum.IntEnum):
    """What a command hands to the shell.

    `COMPLETE` says that everything asked for was done, whatever the verdicts; `UNUSABLE` that the
    command or its input cannot be used at all; `INCOMPLETE` that rows were rejected, a plugin failed, or a
    check found something wrong, and all the rest was done; `INTERRUPTED` that somebody stopped it.
    """

    COMPLETE = 0
    UNUSABLE = 2
    INCOMPLETE = 3
    INTERRUPTED = 130


class UsageError(AntqError):
    """Something that was typed, or a file that was named, cannot be used."""

    @classmethod
    def of(cls, code: str, **facts: object) -> "UsageError":
        """The error that consists of one problem."""
        return cls([Problem(code, (), facts)])


def problem_of(error: CycloptsError) -> Problem:
    """What was typed wrongly, in the words of the catalogue."""
    match error:
        case typed_wrongly.UnknownOptionError():
            option = error.token.keyword or error.token.value
            names = itertools.chain.from_iterable(each.names for each in error.argument_collection)
            return Problem("cli.unknown-option", (), {"option": option, "near": nearest(option, names)})
        case typed_wrongly.UnknownCommandError():
            command = (error.unused_tokens or [""])[0]
            return Problem("cli.unknown-command", (), {"command": command, "known": _commands(error)})
        case typed_wrongly.MissingArgumentError() if error.argument is not None:
            name = error.keyword or error.argument.name
            return Problem("cli.missing-argument", (), {"name": name})
        case typed_wrongly.RepeatArgumentError():
            return Problem("cli.repeated-option", (), {"option": error.token.keyword or error.token.value})
        case typed_wrongly.UnusedCliTokensError():
            return Problem("cli.superfluous", (), {"words": " ".join(error.unused_tokens or [])})
        case typed_wrongly.CoercionError() if error.token is not None and error.argument is not None:
            known = error.argument.get_choices() or (("true", "false") if error.target_type is bool else ())
            name = error.token.keyword or error.argument.name
            facts = {"name": name, "found": error.token.value, "known": ", ".join(known) or "–"}
            return Problem("cli.impossible-value", (), facts)
    error.verbose = False
    return Problem("cli.typed-wrongly", (), {"reason": str(error)})


def _commands(error: CycloptsError) -> str:
    names = list(error.app) if error.app is not None else []
    return ", ".join(name for name in names if not name.startswith("-"))
