"""Exceptions that plugins raise, as problems: which distribution, what was raised, and on which line."""

import traceback
from pathlib import Path

from antq_core.errors import AntqError, Problem
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text
from antq_core.standards.stack import Source


def failure(code: str, source: Source, error: BaseException) -> Problem:
    """What to say of a plugin that raised; the sentence of the code takes its distribution and the reason."""
    return Problem(code, (), {"distribution": source.label, "reason": reason(error, source.entry_point)})


def reason(error: BaseException, module: str) -> Text | str:
    """What was raised, with the innermost line of the plugin that led to it.

    `module` is any module of the plugin, or an entry point in it.
    """
    told: Text | str
    try:
        if isinstance(error, AntqError):
            told = Text(vi=error.message("vi"), en=error.message("en"))
        else:
            told = f"{type(error).__name__}: {error}"
        where = _innermost(error, module)
    except Exception:  # an error that cannot even say what it is must not take the other plugins along
        return type(error).__name__
    return told if where is None else text("plugin.at-line", reason=told, file=where[0], line=where[1])


def _innermost(error: BaseException, module: str) -> tuple[str, int] | None:
    """File and line of the innermost frame in the package of a module; the name of the file alone."""
    package = module.partition(":")[0].partition(".")[0].strip()
    found = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        if str(frame.f_globals.get("__name__", "")).partition(".")[0] == package:
            file = Path(frame.f_code.co_filename)
            found = ("/".join(file.parts[-2:]) if file.name == "__init__.py" else file.name), line
    return found
