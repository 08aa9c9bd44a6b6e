"""`antq review`: count the movement's records of a period, show the figures, and write them down."""

import datetime
import importlib.util
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from antq_core.cli.files.sources import identity
from antq_core.cli.files.whole_files import ARRAY, refuse_unwritable
from antq_core.cli.questions import LocaleOption
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.review_asked import ReviewAsked
from antq_core.cli.screen import Screen
from antq_core.codec.converter import day
from antq_core.domain.windows import Window
from antq_core.errors import InputError, Problem, alike

NEEDED = ("highspy", "holidays", "jinja2", "narwhals", "polars")
PAGES = (".html", ".htm")
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)
"""No record of the movement is of another day, and the period before one of these days is one too."""

Folder = Annotated[Path, Parameter(required=True, name="FOLDER", help="cli.help-register-folders")]
First = Annotated[str, Parameter(name="--from", metavar="DAY", help="cli.help-review-from")]
Last = Annotated[str, Parameter(name="--to", metavar="DAY", help="cli.help-review-to")]
ProvinceCode = Annotated[str, Parameter(name="--province", metavar="CODE", help="cli.help-review-province")]
TemplateName = Annotated[str, Parameter(name="--template", metavar="NAME", help="cli.help-review-template")]
Smallest = Annotated[int, Parameter(name="--min-cell", metavar="N", help="cli.help-review-min-cell")]
Exact = Annotated[bool, Parameter(name="--exact", negative="", help="cli.help-review-exact")]
JsonFile = Annotated[Path | None, Parameter(name="--json", metavar="FILE", help="cli.help-review-json")]
HtmlFile = Annotated[Path | None, Parameter(name="--html", metavar="FILE", help="cli.help-review-html")]
Listed = Annotated[str | None, Parameter(name="--list", metavar="FIGURE", help="cli.help-review-list")]
Only = Annotated[
    tuple[str, ...],
    Parameter(name="--only", metavar="DIMENSION=CODE", negative="", help="cli.help-review-only"),
]
AsOf = Annotated[str | None, Parameter(name="--as-of", metavar="DAY", help="cli.help-review-as-of")]
Brief = Annotated[bool, Parameter(name="--brief", negative="", help="cli.help-review-brief")]


def review_folders(
    *folders: Folder,
    first: First,
    last: Last,
    province: ProvinceCode,
    template: TemplateName = "directive-07",
    min_cell: Smallest = 5,
    exact: Exact = False,
    json_file: JsonFile = None,
    html_file: HtmlFile = None,
    figure: Listed = None,
    only: Only = (),
    brief: Brief = False,
    as_of: AsOf = None,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Count the records of a period."""
    period, made_on = _days(first, last, as_of)
    if only and figure is None:
        raise UsageError.of("cli.review-only-needs-list")
    _must_be_possible(template)
    _must_be_apart(folders, json_file, (ARRAY,))
    _must_be_apart(folders, html_file, PAGES)
    from antq_core.cli import review_listing  # noqa: PLC0415 - only whoever reviews needs the engine

    asked = ReviewAsked(
        folders=folders,
        period=period,
        province=province,
        template=template,
        at_least=None if exact else min_cell,
        json_file=json_file,
        html_file=html_file,
        figure=figure,
        only=only,
        brief=brief,
        made_on=made_on,
    )
    return review_listing.run(asked, Screen.of(locale))


def _days(first: str, last: str, as_of: str | None) -> tuple[Window, datetime.date]:
    """The period, and the day of the review. Raises `UsageError` with everything that is no such day."""
    problems: list[Problem] = []
    days = []
    for option, typed in (("--from", first), ("--to", last), ("--as-of", as_of)):
        try:
            found = datetime.date.today() if typed is None else day(typed)
        except InputError as error:
            problems += [problem.under(option) for problem in error.problems]
            continue
        days.append(found)
        if not EARLIEST <= found <= LATEST:
            facts = {"first": EARLIEST, "last": LATEST}
            problems.append(Problem("cli.review-far-day", (option,), facts))
    if problems:
        raise UsageError(problems)
    return Window(days[0], days[1]), days[2]


def _must_be_possible(template: str) -> None:
    """Refuse what could not be reviewed. Raises `UsageError`."""
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        raise UsageError.of("cli.review-not-installed")
    from antq_core.review.templates import TEMPLATES  # noqa: PLC0415 - as above

    if template not in TEMPLATES:
        near, known = alike(template, TEMPLATES), ", ".join(TEMPLATES)
        raise UsageError.of("cli.review-no-template", found=template, near=near, known=known)


def _must_be_apart(folders: Iterable[Path], target: Path | None, endings: Sequence[str]) -> None:
    """Refuse a place that no review should take: that of a table, or among tables. Raises `UsageError`."""
    if target is None:
        return
    if target.suffix.lower() not in endings:
        raise UsageError.of("cli.unknown-ending", path=target, known=", ".join(endings))
    refuse_unwritable(target)
    if identity(target.parent) in {identity(folder) for folder in folders}:
        raise UsageError.of("cli.review-among-tables", path=target, folder=target.parent)
