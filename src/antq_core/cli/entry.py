"""Where the command `antq` begins: it says what to install when the extra ``cli`` is not there."""

import sys

from antq_core.messages.catalogue import say
from antq_core.messages.text import LOCALES

EXTRA = ("cyclopts", "rich")


def main() -> int:
    """Run the command line and give its exit code; 2 when what it needs is not installed."""
    try:
        from antq_core.cli.commands import main as run  # noqa: PLC0415  # only here can its absence be told
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in EXTRA:
            raise
        for locale in LOCALES:
            print(say("cli.extra-missing", locale, module=error.name), file=sys.stderr)
        return 2
    return run()
