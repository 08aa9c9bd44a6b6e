"""The command that makes a new plugin: a folder that installs, checks and tests itself from the first minute.

The folder is written elsewhere and put in its place whole, so there is never half a plugin.
"""

import datetime
import importlib.metadata
import keyword
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import attrs
from cyclopts import Parameter

from antq_core.cli.questions import LocaleOption
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.screen import Screen
from antq_core.codec.converter import day
from antq_core.domain.names import accent_free
from antq_core.domain.provinces import REORGANISED_ON, Province, find_province, province
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import YEARS
from antq_core.errors import AntqError, Problem, ProvinceError

TEMPLATE = Path(__file__).with_name("plugin_template")
EXTRA = "copier"
# A distribution of this form is also a name of a Python package, with _ for -, and hides none that there is.
NAME = re.compile(r"antq(-[a-z0-9]+)+")
LONGEST_NAME = 60
TAKEN = ("antq-core", "antq-national")
SAFETY = "antt-safety"
GRADES = "movement-grade"
# The kinds of which some of the national table could be read; for the others there is no national standard
# upon which a rubric could be put.
SCORED = (NationalKind.AGENCY, NationalKind.ENTERPRISE, NationalKind.SCHOOL)

Scheme = Literal["antt-safety", "movement-grade"]


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class Wanted:
    """What the plugin is to hold, as it was typed."""

    province: Annotated[str, Parameter(metavar="PROVINCE", help="cli.help-new-province")]
    scheme: Annotated[tuple[Scheme, ...], Parameter(negative="", help="cli.help-new-scheme")] = ()
    kind: Annotated[tuple[NationalKind, ...], Parameter(negative="", help="cli.help-new-kind")] = ()
    since: Annotated[str | None, Parameter(metavar="YYYY-MM-DD", help="cli.help-new-since")] = None

    @property
    def schemes(self) -> list[str]:
        """The schemes, each once; both where none is named."""
        return [each for each in (SAFETY, GRADES) if each in (self.scheme or (SAFETY, GRADES))]

    @property
    def kinds(self) -> list[str]:
        """The kinds of unit, each once; agencies and enterprises where none is named."""
        asked = self.kind or (NationalKind.AGENCY, NationalKind.ENTERPRISE)
        return [each.value for each in dict.fromkeys(asked)]

    @property
    def in_force_from(self) -> datetime.date:
        """The first day of what the plugin asks. Raises `UsageError` for a day that cannot be one.

        Before the reorganisation some codes meant another province, and one standard cannot speak for both.
        """
        last = datetime.date(YEARS.stop - 2, 12, 31)
        if self.since is None:
            this_year = datetime.datetime.now(tz=datetime.UTC).year
            return datetime.date(min(max(this_year, REORGANISED_ON.year + 1), last.year), 1, 1)
        try:
            found = day(self.since)
        except AntqError as error:
            raise UsageError(problem.under("--since") for problem in error.problems) from None
        if not REORGANISED_ON <= found <= last:
            facts = {"found": found, "first": REORGANISED_ON, "last": last}
            raise UsageError([Problem("cli.new-since", ("--since",), facts)])
        return found


def new_plugin(
    name: Annotated[str, Parameter(help="cli.help-new-name")],
    /,
    *,
    wanted: Wanted,
    into: Annotated[Path, Parameter(metavar="FOLDER", help="cli.help-new-into")] = Path(),
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Make the folder of a new plugin."""
    screen, target = Screen.of(locale), into / name
    answers = _answers(name, wanted, target)
    _write(target, answers)
    province_made_for = f"{answers['province_name']} ({answers['province_code']})"
    screen.show(screen.say("cli.new-made", folder=str(target), province=province_made_for))
    for step in ("cli.new-install", "cli.new-check", "cli.new-test"):
        screen.show("  " + screen.say(step, folder=str(target)))
    return ExitCode.COMPLETE


def _answers(name: str, wanted: Wanted, target: Path) -> dict[str, Any]:
    """What the template asks for. Raises `UsageError` with everything that is wrong."""
    problems = [*_refusals_of_name(name), *_refusals_of_kinds(wanted)]
    # A name that is refused says nothing about a folder: it may even lead out of the one that was meant.
    problems += [] if problems else _refusals_of_folder(target)
    since: datetime.date | None = None
    found: Province | None = None
    try:
        since = wanted.in_force_from
    except UsageError as error:
        problems += error.problems
    try:
        found = _province(wanted.province, since or REORGANISED_ON)
    except AntqError as error:
        problems += [problem.under("--province") for problem in error.problems]
    if problems or since is None or found is None:
        raise UsageError(problems)
    return {
        "distribution": name,
        "package": name.replace("-", "_"),
        "province_code": found.code,
        "province_name": found.name,
        "in_force_from": f"{since.year}, {since.month}, {since.day}",
        "core": ".".join(importlib.metadata.version("antq-core").split(".")[:2]),
        "kinds": wanted.kinds,
        "schemes": wanted.schemes,
    }


def _province(written: str, on: datetime.date) -> Province:
    """The province of a code or of a name. Raises `ProvinceError`, or `UsageError` for what is neither."""
    if any(map(str.isalpha, written)) and not any(map(str.isdigit, written)):
        return find_province(written, on)
    try:
        return province(written, on)
    except ProvinceError as error:
        # Nobody typed it into a cell, of which the sentence for codes in tables speaks.
        if error.problems[0].code == "province.malformed-code":
            raise UsageError.of("cli.new-province", found=written) from None
        raise


def _refusals_of_name(name: str) -> Iterator[Problem]:
    if name in TAKEN:
        yield Problem("cli.new-name-taken", (), {"name": name})
    elif not NAME.fullmatch(name) or len(name) > LONGEST_NAME or keyword.iskeyword(name):
        words = re.findall("[a-z0-9]+", accent_free(name))
        near = "-".join(["antq", *(word for word in words if word != "antq")])[:LONGEST_NAME].strip("-")
        facts = {"name": name, "near": near if NAME.fullmatch(near) else "antq-tinh-mau"}
        yield Problem("cli.new-name", (), facts)


def _refusals_of_kinds(wanted: Wanted) -> Iterator[Problem]:
    unscored = [kind for kind in wanted.kinds if kind not in SCORED]
    if GRADES in wanted.schemes and unscored:
        facts = {"kinds": ", ".join(unscored), "known": ", ".join(SCORED), "other": SAFETY}
        yield Problem("cli.new-kind-without-points", ("--kind",), facts)


def _refusals_of_folder(target: Path) -> Iterator[Problem]:
    if not target.parent.is_dir():
        yield Problem("cli.new-no-folder", ("--into",), {"folder": str(target.parent)})
    elif target.exists() or target.is_symlink():
        yield Problem("cli.new-folder-exists", (), {"folder": str(target)})


def _write(target: Path, answers: dict[str, Any]) -> None:
    """Make the folder elsewhere on the same disk, then put it in its place in one step."""
    try:
        import copier  # noqa: PLC0415  # only here can its absence be told
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != EXTRA:
            raise
        raise UsageError.of("cli.new-extra-missing", module=EXTRA) from None
    with tempfile.TemporaryDirectory(prefix=".antq-new-", dir=target.parent) as elsewhere:
        made = Path(elsewhere) / target.name
        # Nobody's own settings, and nothing of the template may run.
        copier.run_copy(
            str(TEMPLATE), made, answers, defaults=True, quiet=True, unsafe=False, settings=copier.Settings()
        )
        made.rename(target)
