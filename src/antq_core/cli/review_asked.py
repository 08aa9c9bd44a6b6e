"""What somebody asked a review for."""

import datetime
from pathlib import Path

import attrs

from antq_core.domain.windows import Window


@attrs.frozen(kw_only=True)
class ReviewAsked:
    """The folders, the period and the province, and what is to be shown and written of the review.

    `at_least` is the smallest group of tips that is shown, None for all of them; with a `figure` its records
    are listed instead, `only` those of some groups, each as ``DIMENSION=CODE``. `made_on` is the day that the
    review says it was made on.
    """

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
    made_on: datetime.date
