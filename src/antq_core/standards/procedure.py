"""The procedure around a standard: who reviews, appraises and decides, by when, and on which documents."""

import datetime
import enum
import itertools
from collections.abc import Iterable, Iterator

import attrs

from antq_core.domain.citations import Citation
from antq_core.domain.windows import DayOfYear
from antq_core.expressions.checked import Checked
from antq_core.messages.text import Text
from antq_core.standards.criteria import Transcription


class Matter(enum.StrEnum):
    """What a provision of procedure is about, in the order of the procedure."""

    REGISTRATION_DOCUMENT = "registration_document"
    REVIEW = "review"
    ATTENDANCE = "attendance"
    REQUEST_DOCUMENT = "request_document"
    APPRAISAL = "appraisal"
    DECISION = "decision"
    AUTHORITY = "authority"
    DELEGATION = "delegation"
    DEADLINE = "deadline"
    CERTIFICATE = "certificate"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Provision(Checked):
    """One provision of procedure, on the days on which it holds.

    `text` says what the law wants. Where `transcription` is `UNTRANSCRIBED` nobody here knows that, and
    `text` says what exactly is not known; nothing is guessed in its place. `before` is the day before
    which a deadline wants something done. Provisions of one code follow each other in time.
    """

    code: str
    matter: Matter
    text: Text
    citation: Citation
    holds_from: datetime.date | None = None
    holds_to: datetime.date | None = None
    before: DayOfYear | None = None
    transcription: Transcription = Transcription.CONFIRMED

    @property
    def is_known(self) -> bool:
        """Whether it is known what the law wants."""
        return self.transcription is not Transcription.UNTRANSCRIBED

    def holds_on(self, day: datetime.date) -> bool:
        """Whether it is the provision of its code on a day."""
        return (self.holds_from is None or self.holds_from <= day) and (
            self.holds_to is None or day <= self.holds_to
        )


def overlapping(provisions: Iterable[Provision]) -> Iterator[str]:
    """The codes of which two provisions hold on the same day."""
    by_code: dict[str, list[Provision]] = {}
    for each in provisions:
        by_code.setdefault(each.code, []).append(each)
    for code, same in by_code.items():
        periods = sorted((_first(each), _last(each)) for each in same)
        if any(last >= first for (_, last), (first, _) in itertools.pairwise(periods)):
            yield code


def _first(provision: Provision) -> datetime.date:
    return provision.holds_from or datetime.date.min


def _last(provision: Provision) -> datetime.date:
    return provision.holds_to or datetime.date.max
