"""`antq review`: count the movement's records of a period, show the figures, and write them down."""

import datetime
import importlib.util
from pathlib import Path
from typing import Annotated

import attrs
from cyclopts import Parameter

from antq_core.cli.files.whole_files import refuse_unwritable
from antq_core.cli.questions import LocaleOption
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.screen import Screen
from antq_core.domain.windows import Window
from antq_core.errors import alike

NEEDED = ("highspy", "holidays", "jinja2", "narwhals", "polars")

Smallest = Annotated[int, Parameter(name="--min-cell", metavar="N", help="cli.help-review-min-cell")]
Exact = Annotated[bool, Parameter(name="--exact", negative="", help="cli.help-review-exact")]
Brief = Annotated[bool, Parameter(name="--brief", negative="", help="cli.help-review-brief")]


@attrs.frozen(kw_only=True)
class ReviewAsked:
    """What somebody asked a review for."""

    folders: tuple[Path, ...]
    period: Window
    province: str
    template: str
    at_least: int | None
    json_file: Path | None
    html_file: Path | None
    figure: str | None
    only: tuple[str, ...]
    brief: bool


def review_folders(
    *folders: Annotated[Path, Parameter(required=True, name="FOLDER", help="cli.help-register-folders")],
    first: Annotated[datetime.date, Parameter(name="--from", metavar="DAY", help="cli.help-review-from")],
    last: Annotated[datetime.date, Parameter(name="--to", metavar="DAY", help="cli.help-review-to")],
    province: Annotated[str, Parameter(name="--province", metavar="CODE", help="cli.help-review-province")],
    template: Annotated[
        str, Parameter(name="--template", metavar="NAME", help="cli.help-review-template")
    ] = "directive-07",
    min_cell: Smallest = 5,
    exact: Exact = False,
    json_file: Annotated[
        Path | None, Parameter(name="--json", metavar="FILE", help="cli.help-review-json")
    ] = None,
    html_file: Annotated[
        Path | None, Parameter(name="--html", metavar="FILE", help="cli.help-review-html")
    ] = None,
    figure: Annotated[
        str | None, Parameter(name="--list", metavar="FIGURE", help="cli.help-review-list")
    ] = None,
    only: Annotated[
        tuple[str, ...], Parameter(name="--only", metavar="DIMENSION=CODE", help="cli.help-review-only")
    ] = (),
    brief: Brief = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Count the records of a period."""
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        raise UsageError.of("cli.review-not-installed")
    from antq_core.cli import review_listing  # noqa: PLC0415 - only whoever reviews needs the engine
    from antq_core.review.templates import TEMPLATES  # noqa: PLC0415

    if template not in TEMPLATES:
        known = ", ".join(TEMPLATES)
        raise UsageError.of(
            "cli.review-no-template", found=template, near=alike(template, TEMPLATES), known=known
        )
    for target in (json_file, html_file):
        if target is not None:
            refuse_unwritable(target)
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
