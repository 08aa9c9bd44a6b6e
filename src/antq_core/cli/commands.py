"""The command `antq` as a whole, and `main`, which runs it and gives its exit code."""

import importlib.metadata
import sys
from collections.abc import Sequence

from cyclopts import App, Group
from cyclopts.exceptions import CycloptsError

from antq_core.cli.assessing_commands import assess
from antq_core.cli.check_command import check
from antq_core.cli.comparing_commands import diff, impact
from antq_core.cli.explain_command import explain
from antq_core.cli.help_pages import HelpPages, asked_locale
from antq_core.cli.new_plugin import new_plugin
from antq_core.cli.receipt_commands import make_key, replay, sign, verify
from antq_core.cli.refusals import ExitCode, problem_of
from antq_core.cli.register_commands import check_register, list_columns
from antq_core.cli.review_command import review_folders
from antq_core.cli.screen import Screen, speak_utf8
from antq_core.cli.sheet_command import print_sheet
from antq_core.cli.standards_commands import list_plugins, list_standards, schema, show
from antq_core.cli.why_not_command import explain_why_not
from antq_core.errors import AntqError, Problem
from antq_core.messages.text import Locale


def main(typed: Sequence[str] | None = None) -> int:
    """Run a command line, that of the process unless another is given, and give its exit code.

    Nothing that is typed and no file that is read ends in a traceback.
    """
    words = list(sys.argv[1:] if typed is None else typed)
    locale = asked_locale(words)
    speak_utf8()
    try:
        ended = command_line(locale)(words)
    except CycloptsError as error:
        Screen.of(locale).complain([problem_of(error)])
        return ExitCode.UNUSABLE
    except AntqError as error:
        Screen.of(locale).complain(error.problems)
        return ExitCode.UNUSABLE
    except OSError as error:
        reason = f"{error.strerror or error} {error.filename or ''}".strip()
        Screen.of(locale).complain([Problem("cli.system-refused", (), {"reason": reason})])
        return ExitCode.UNUSABLE
    except KeyboardInterrupt:
        Screen.of(locale).complain([Problem("cli.interrupted")])
        return ExitCode.INTERRUPTED
    return ended if isinstance(ended, ExitCode) else ExitCode.COMPLETE


def command_line(locale: Locale) -> App:
    """All commands, with their help in one language."""
    whole = _app("antq", "cli.help-antq", locale)
    whole["--help"].help = "cli.help-help"
    whole["--version"].help = "cli.help-version"
    whole.command(assess, help="cli.help-assess")
    whole.command(explain, help="cli.help-explain")
    whole.command(explain_why_not, name="why-not", help="cli.help-why-not")
    standards = _app("standards", "cli.help-standards", locale)
    standards.command(list_standards, name="list", help="cli.help-standards-list")
    standards.command(show, help="cli.help-standards-show")
    standards.command(print_sheet, name="sheet", help="cli.help-standards-sheet")
    standards.command(check, help="cli.help-standards-check")
    standards.command(diff, help="cli.help-standards-diff")
    standards.command(impact, help="cli.help-impact")
    whole.command(standards)
    receipt = _app("receipt", "cli.help-receipt", locale)
    receipt.command(make_key, name="key", help="cli.help-receipt-key")
    receipt.command(sign, help="cli.help-receipt-sign")
    receipt.command(verify, help="cli.help-receipt-verify")
    receipt.command(replay, help="cli.help-receipt-replay")
    whole.command(receipt)
    register = _app("register", "cli.help-register", locale)
    register.command(check_register, name="check", help="cli.help-register-check")
    register.command(list_columns, name="columns", help="cli.help-register-columns")
    whole.command(register)
    whole.command(review_folders, name="review", help="cli.help-review")
    whole.command(list_plugins, name="plugins", help="cli.help-plugins")
    whole.command(schema, help="cli.help-schema")
    whole.command(new_plugin, help="cli.help-new-plugin")
    return whole


def _app(name: str, help_code: str, locale: Locale) -> App:
    return App(
        name=name,
        help=help_code,
        help_format="plaintext",
        help_formatter=HelpPages(locale),
        version=importlib.metadata.version("antq-core"),
        group_arguments=Group.create_default_arguments("cli.help-arguments"),
        group_parameters=Group.create_default_parameters("cli.help-options"),
        group_commands=Group.create_default_commands("cli.help-commands"),
        exit_on_error=False,
        print_error=False,
        suppress_keyboard_interrupt=False,
        result_action="return_value",
    )
