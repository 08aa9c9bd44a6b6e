"""Standards of a module that is not installed as a plugin yet: how an author runs what is being written."""

import re
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

from antq_core.cli.refusals import UsageError
from antq_core.errors import AntqError
from antq_core.hookspecs import GROUP
from antq_core.messages.text import Text
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
        returned = list(hook())
    except (Exception, SystemExit) as error:
        raise _failure(name, error) from error
    rubbish = sorted({type(each).__name__ for each in returned if not isinstance(each, Standard)})
    if rubbish or not returned:
        raise UsageError.of("plugin.no-standards", distribution=name, found=", ".join(rubbish) or "–")
    return returned


def _failure(name: str, error: BaseException) -> UsageError:
    reason: object = f"{type(error).__name__}: {error}"
    if isinstance(error, AntqError):
        reason = Text(vi=error.message("vi"), en=error.message("en"))
    return UsageError.of("cli.module-failed", name=name, reason=reason)
