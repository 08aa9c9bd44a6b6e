"""`antq review`: count the movement's records of a period, show the figures, and write them down."""

import datetime
import importlib.util
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from antq_core.cli.files.whole_files import refuse_unwritable
from antq_core.cli.questions import LocaleOption
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.review_asked import ReviewAsked
from antq_core.cli.screen import Screen
from antq_core.domain.windows import Window
from antq_core.errors import alike

NEEDED = ("highspy", "holidays", "jinja2", "narwhals", "polars")

Folder = Annotated[Path, Parameter(required=True, name="FOLDER", help="cli.help-register-folders")]
First = Annotated[datetime.date, Parameter(name="--from", metavar="DAY", help="cli.help-review-from")]
Last = Annotated[datetime.date, Parameter(name="--to", metavar="DAY", help="cli.help-review-to")]
ProvinceCode = Annotated[str, Parameter(name="--province", metavar="CODE", help="cli.help-review-province")]
TemplateName = Annotated[str, Parameter(name="--template", metavar="NAME", help="cli.help-review-template")]
Smallest = Annotated[int, Parameter(name="--min-cell", metavar="N", help="cli.help-review-min-cell")]
Exact = Annotated[bool, Parameter(name="--exact", negative="", help="cli.help-review-exact")]
JsonFile = Annotated[Path | None, Parameter(name="--json", metavar="FILE", help="cli.help-review-json")]
HtmlFile = Annotated[Path | None, Parameter(name="--html", metavar="FILE", help="cli.help-review-html")]
Listed = Annotated[str | None, Parameter(name="--list", metavar="FIGURE", help="cli.help-review-list")]
Only = Annotated[
    tuple[str, ...], Parameter(name="--only", metavar="DIMENSION=CODE", help="cli.help-review-only")
]
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
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Count the records of a period."""
    _must_be_possible(template, (json_file, html_file))
    from antq_core.cli import review_listing  # noqa: PLC0415 - only whoever reviews needs the engine

    asked = ReviewAsked(
        folders=folders,
        period=Window(first, last),
        province=province,
        template=template,
        at_least=None if exact else min_cell,
        json_file=json_file,
        html_file=html_file,
        figure=figure,
        only=only,
        brief=brief,
    )
    return review_listing.run(asked, Screen.of(locale))


def _must_be_possible(template: str, targets: tuple[Path | None, ...]) -> None:
    """Refuse what could not be reviewed or written, before anything is read. Raises `UsageError`."""
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        raise UsageError.of("cli.review-not-installed")
    from antq_core.review.templates import TEMPLATES  # noqa: PLC0415 - as above

    if template not in TEMPLATES:
        near, known = alike(template, TEMPLATES), ", ".join(TEMPLATES)
        raise UsageError.of("cli.review-no-template", found=template, near=near, known=known)
    for target in targets:
        if target is not None:
            refuse_unwritable(target)
