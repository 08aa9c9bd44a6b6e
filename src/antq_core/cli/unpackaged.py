"""Standards of a module that is not installed as a plugin yet: how an author runs what is being written."""

import contextlib
import re
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

from antq_core.cli.refusals import UsageError
from antq_core.errors import PluginError
from antq_core.hookspecs import GROUP
from antq_core.plugin_host import listed, standards_in
from antq_core.standards.failures import reason
from antq_core.standards.standard import Standard

MODULE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
HOOK = "antq_standards"


def standards_of_module(name: str) -> list[Standard]:
    """What the function `antq_standards` of a module returns; none when there is no such module.

    The module is looked for as Python does, and then in the current folder. Importing it runs it, with
    the rights of this process. Raises `UsageError` when it fails, or returns anything else.
    """
    here = str(Path.cwd())
    if here not in sys.path:
        # Last, so that no file of the folder takes the place of an installed module.
        sys.path.append(here)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            module = EntryPoint(name=name, value=name, group=GROUP).load()
    except ModuleNotFoundError as error:
        if error.name is not None and f"{name}.".startswith(f"{error.name}."):
            return []
        raise _failure(name, error) from error
    except (Exception, SystemExit) as error:
        raise _failure(name, error) from error
    hook = getattr(module, HOOK, None)
    if not callable(hook):
        raise UsageError.of("cli.module-without-hook", name=name)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            returned = listed(hook())
    except (Exception, SystemExit) as error:
        raise _failure(name, error) from error
    try:
        return standards_in(returned, name)
    except PluginError as error:
        raise UsageError(error.problems) from error


def _failure(name: str, error: BaseException) -> UsageError:
    return UsageError.of("cli.module-failed", name=name, reason=reason(error, name))
