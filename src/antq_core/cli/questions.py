"""What is asked about the dossiers: on whose word, as of which day, in which readings, by which standards."""

import datetime
from typing import Annotated

import attrs
from cyclopts import Parameter

from antq_core.cli.refusals import UsageError
from antq_core.codec.converter import day
from antq_core.domain.records import Basis
from antq_core.errors import InputError, Problem
from antq_core.messages.text import Locale

# The help of an option is a code of the catalogue; the help page puts its sentence there.
LocaleOption = Annotated[Locale, Parameter(metavar="vi|en", help="cli.help-locale")]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="cli.help-json")]
StrictOption = Annotated[bool, Parameter(name="--strict", negative="", help="cli.help-strict")]

ReadingOptions = Annotated[
    tuple[str, ...], Parameter(metavar="NAME=OPTION", negative="", help="cli.help-reading")
]
StandardOptions = Annotated[tuple[str, ...], Parameter(metavar="ID", negative="", help="cli.help-standard")]


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class Question:
    """The options that the assessing commands share, as they were typed."""

    as_of: Annotated[str | None, Parameter(metavar="YYYY-MM-DD", help="cli.help-as-of")] = None
    basis: Annotated[Basis, Parameter(metavar="claimed|verified", help="cli.help-basis")] = Basis.VERIFIED
    reading: ReadingOptions = ()
    standard: StandardOptions = ()
    scheme: Annotated[str | None, Parameter(metavar="NAME", help="cli.help-scheme")] = None
    strict: StrictOption = False
    locale: LocaleOption = "vi"

    def refuse_impossible(self) -> None:
        """Refuse what no dossier could make sense of. Raises `UsageError` with every such option."""
        problems: list[Problem] = []
        for asked in (lambda: self.day, lambda: self.readings):
            try:
                asked()
            except UsageError as error:
                problems += error.problems
        if problems:
            raise UsageError(problems)

    @property
    def day(self) -> datetime.date | None:
        """The day of decision where a dossier states none."""
        try:
            return None if self.as_of is None else day(self.as_of)
        except InputError as error:
            raise UsageError(problem.under("--as-of") for problem in error.problems) from None

    @property
    def readings(self) -> dict[str, str]:
        """The option chosen for each reading."""
        chosen: dict[str, str] = {}
        problems: list[Problem] = []
        for typed in self.reading:
            name, sign, option = typed.partition("=")
            if not (name and sign and option):
                problems.append(Problem("cli.reading-form", (), {"found": typed}))
            elif chosen.setdefault(name, option) != option:
                problems.append(Problem("cli.reading-twice", (), {"name": name}))
        if problems:
            raise UsageError(problems)
        return chosen


THE_USUAL = Question()
"""What is asked when nothing is typed."""
