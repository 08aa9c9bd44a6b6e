"""What a verdict rests on: what is missing, how the law was read, and which standards were applied."""

import enum

import attrs

from antq_core.domain.citations import Citation
from antq_core.findings.finding import Gap
from antq_core.messages.text import Text
from antq_core.possible import Interval, Verdicts

SCOPE = "scope"
"""The code of the finding on whether a standard applies to a unit at all, beside those of criteria."""


@attrs.frozen(kw_only=True)
class Missing:
    """Something whose learning would narrow the result.

    `decides_alone` says that the verdict is decided once this one thing is known, whatever it turns out
    to be; `blocks` names the criteria that wait for it, and `SCOPE` when scope itself does.
    """

    gap: Gap
    blocks: tuple[str, ...]
    decides_alone: bool


class ChosenBy(enum.StrEnum):
    """Who settled a reading."""

    CALLER = "caller"
    PROVINCE = "province"
    NOBODY = "nobody"


@attrs.frozen(kw_only=True)
class ReadingUsed:
    """A reading that some criterion asks for; `option` is None while it is open.

    `matters` says that on this dossier another option alone would change some finding.
    """

    name: str
    question: Text
    citation: Citation
    option: str | None
    label: Text | None
    matters: bool
    chosen_by: ChosenBy
    pinned_in: Citation | None = None


@attrs.frozen(kw_only=True)
class ScoreChange:
    """The total, in hundredths of a point, and the grades that another reading would give."""

    standard: str
    total: Interval
    lowest: Text | None = None
    highest: Text | None = None


@attrs.frozen(kw_only=True)
class ReadingChange:
    """A single other choice of reading, and the verdict and the scores that it alone would give.

    Of the scores only those stand here that it would change.
    """

    reading: str
    option: str
    label: Text
    possible: Verdicts
    scores: tuple[ScoreChange, ...] = ()


@attrs.frozen(kw_only=True)
class StandardUsed:
    """A standard that was applied, and where it came from."""

    id: str
    title: Text
    citation: Citation
    digest: str
    distribution: str
    version: str
