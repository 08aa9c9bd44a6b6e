"""Exceptions that plugins raise, as problems: which distribution, what was raised, and on which line."""

import re
import traceback
from pathlib import Path

from antq_core.errors import AntqError, Problem, alike
from antq_core.messages.catalogue import text
from antq_core.messages.text import LOCALES, Text
from antq_core.standards.stack import Source

MISSING_ARGUMENTS = re.compile(r"missing [0-9]+ required .*arguments?: .*")
HINTS = {"citation": "plugin.write-citation", "of_nothing": "plugin.write-of-nothing"}
"""What to write where an argument is missing that Python's own words do not explain."""


def failure(code: str, source: Source, error: BaseException) -> Problem:
    """What to say of a plugin that raised; the sentence of the code takes its distribution and the reason."""
    return Problem(code, (), {"distribution": source.label, "reason": reason(error, source.entry_point)})


def reason(error: BaseException, module: str) -> Text | str:
    """What was raised, with the innermost line of the plugin that led to it.

    `module` is any module of the plugin, or an entry point in it.
    """
    told: Text | str
    try:
        told = _told(error)
        where = _innermost(error, module)
    except Exception:  # an error that cannot even say what it is must not take the other plugins along
        return type(error).__name__
    return told if where is None else text("plugin.at-line", reason=told, file=where[0], line=where[1])


def _told(error: BaseException) -> Text | str:
    """What was raised: in the words of the library with the page of each, or in those of Python."""
    if isinstance(error, AntqError):
        told = {each: [f"{one.message(each)} [{one.page}]" for one in error.problems] for each in LOCALES}
        return Text(vi="; ".join(told["vi"]), en="; ".join(told["en"]))
    raised = f"{type(error).__name__}: {error}"
    if isinstance(error, AttributeError) and error.name is not None:
        near = alike(error.name, (name for name in dir(error.obj) if not name.startswith("_")), none="")
        return text("plugin.similar-names", raised=raised, near=near) if near else raised
    missing = MISSING_ARGUMENTS.search(raised) if isinstance(error, TypeError) else None
    hints = [hint for name, hint in HINTS.items() if missing and f"'{name}'" in missing[0]]
    return text("plugin.to-write", raised=raised, hint=text(hints[0])) if hints else raised


def _innermost(error: BaseException, module: str) -> tuple[str, int] | None:
    """File and line of the innermost frame in the package of a module; the name of the file alone."""
    package = module.partition(":")[0].partition(".")[0].strip()
    found = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        if str(frame.f_globals.get("__name__", "")).partition(".")[0] == package:
            file = Path(frame.f_code.co_filename)
            found = ("/".join(file.parts[-2:]) if file.name == "__init__.py" else file.name), line
    return found
