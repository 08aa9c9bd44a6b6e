"""The pages of `--help`, in the language of the reader."""

from collections.abc import Sequence
from typing import Any

import attrs
from cyclopts.help import HelpEntry, HelpPanel, InlineText
from rich.console import Console, ConsoleOptions
from rich.table import Table
from rich.text import Text as Words

from antq_core.messages.catalogue import say, sentences
from antq_core.messages.text import Locale

OPTION = "--locale"


def asked_locale(typed: Sequence[str]) -> Locale:
    """The language asked for on a command line that nobody has read yet; Vietnamese unless it says so.

    >>> asked_locale(["assess", "--locale=en", "--help"]), asked_locale(["--locale", "xx"])
    ('en', 'vi')
    >>> asked_locale([])
    'vi'
    """
    for word, following in zip(typed, [*typed, ""][1:], strict=True):
        if word == "--":
            break
        value = following if word == OPTION else word.removeprefix(f"{OPTION}=")
        if value == "en" and word.startswith(OPTION):
            return "en"
    return "vi"


@attrs.frozen
class HelpPages:
    """Writes the pages; what commands and options give as their help are codes of the catalogue."""

    locale: Locale

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Write one panel: the commands, the arguments or the options."""
        if not panel.entries:
            return
        console.print(Words(self._sentence(panel.title)))
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for entry in panel.entries:
            grid.add_row(Words(f"  {_names(entry)}"), Words(self._sentence(entry.description)))
        console.print(grid)
        console.print()

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:
        """Write how the command is typed."""
        if usage:
            console.print(Words(say("cli.help-usage", self.locale, usage=str(usage).strip())))
            console.print()

    def render_description(self, console: Console, options: ConsoleOptions, description: Any) -> None:
        """Write what the command does."""
        if description:
            console.print(Words(self._sentence(description)))
            console.print()

    def _sentence(self, given: Any) -> str:
        code = str(given.primary_renderable if isinstance(given, InlineText) else given).strip()
        return say(code, self.locale) if code in sentences(self.locale) else code


def _names(entry: HelpEntry) -> str:
    return ", ".join(entry.display_labels_with_metavar)
