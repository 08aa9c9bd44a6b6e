"""A receipt: what was decided about one unit and on what, as little as is needed to check and replay it.

It holds codes, numbers, dates and digests, and no text that somebody wrote: neither the name of the unit,
nor that of a person.
"""

import datetime
import enum
import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from antq_core.assessment import asked_for
from antq_core.codec.converter import FORMAT, found, refuse_other_format, structure, unstructure
from antq_core.codec.documents import digest, dossier_document, standard_digest, write_assessment
from antq_core.codec.text import Json, canonical, composed
from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis
from antq_core.domain.units import NationalKind
from antq_core.domain.windows import YEARS
from antq_core.errors import AntqError, InputError, Problem
from antq_core.findings.assessments import Assessment
from antq_core.findings.grounds import ChosenBy
from antq_core.findings.scores import Score
from antq_core.movement.authorities import Authority
from antq_core.movement.identifiers import is_document, is_number
from antq_core.movement.personal import seen_in
from antq_core.possible import Interval, Verdict, Verdicts
from antq_core.receipts.installed_code import ENGINE, code_digest
from antq_core.standards.stack import Source, Stack
from antq_core.standards.standard import Standard

DIGEST = re.compile(r"[0-9a-f]{64}")
YEARS_AFTER = 2
"""A decision about a year is made in it or so many years later; another day is taken for a slip."""


class ReceiptError(AntqError):
    """A receipt, seal or key that cannot be made, or that is not to be relied upon."""


class Subject(enum.StrEnum):
    """What a receipt is of."""

    ASSESSMENT = "assessment"
    CERTIFICATE = "certificate"


@attrs.frozen(kw_only=True)
class CertificateFacts:
    """A certificate that was granted: its number, and the decision that grants it.

    Both numbers are as instruments have them, or as records do; `authority` is the code of an `Authority`,
    never a name. Raises `ReceiptError` for anything else; what was found is not repeated, since it may be
    a name.
    """

    number: str
    decision_number: str
    decision_date: datetime.date
    authority: str

    def __attrs_post_init__(self) -> None:
        _raise(self._refusals())

    def _refusals(self) -> Iterator[Problem]:
        for name in ("number", "decision_number"):
            if not _is_number(getattr(self, name)):
                yield Problem("receipt.number", (name,))
        if type(self.decision_date) is not datetime.date:
            yield Problem("receipt.no-day", ("decision_date",))
        if self.authority not in set(Authority):
            yield Problem("receipt.authority", ("authority",), {"known": ", ".join(Authority)})


@attrs.frozen(kw_only=True)
class SealedStandard:
    """A standard that the decision rests upon; `plugin` is empty for one that was handed over directly."""

    id: str
    digest: str
    plugin: str = ""


@attrs.frozen(kw_only=True)
class SealedCode:
    """Code that decided. `digest` is that of the files of its package; see `code_digest`."""

    distribution: str
    version: str
    digest: str | None = None


@attrs.frozen(kw_only=True)
class SealedReading:
    """A reading that the decision asked for; without an option it was open, and all were considered."""

    name: str
    option: str | None = None
    chosen_by: ChosenBy = ChosenBy.NOBODY


@attrs.frozen(kw_only=True)
class SealedScore:
    """The points, in whole hundredths, and the grades by one standard; no grade where it gives none."""

    standard: str
    total: Interval
    most: int
    lowest: str | None = None
    highest: str | None = None


@attrs.frozen(kw_only=True)
class Receipt:
    """What was decided about one unit, by which standards and code, and from which input.

    `asked_on` and `asked_readings` are what was asked for beside the dossier: with them the same question can
    be asked again, of the units of a commune too. `unheard` are the jurisdictions whose plugin was broken or
    left out. Of the digests, `dossier_digest` is that of the unit's own dossier, `input_digest` that of the
    assessment, which covers all that it was computed from, and `assessment_digest` that of the whole
    assessment with its reasons.

    Raises `ReceiptError` for a year, digest or combination that cannot be.
    """

    unit: str
    kind: str
    province: str
    commune: str
    year: int
    scheme: str
    basis: Basis
    decided_on: datetime.date
    possible: Verdicts
    standards: tuple[SealedStandard, ...]
    engine: SealedCode
    dossier_digest: str
    input_digest: str
    assessment_digest: str
    scores: tuple[SealedScore, ...] = ()
    readings: tuple[SealedReading, ...] = ()
    assumptions: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    plugins: tuple[SealedCode, ...] = ()
    asked_on: datetime.date | None = None
    asked_readings: Mapping[str, str] = attrs.field(factory=dict)
    certificate: CertificateFacts | None = None

    def __attrs_post_init__(self) -> None:
        _raise(self._refusals())

    @property
    def subject(self) -> Subject:
        """What it is of."""
        return Subject.ASSESSMENT if self.certificate is None else Subject.CERTIFICATE

    @property
    def verdict(self) -> Verdict:
        """The one word for the verdicts that are possible."""
        return self.possible.verdict

    @property
    def text(self) -> str:
        """Its canonical JSON: the bytes that are sealed are this text in UTF-8."""
        return canonical(write_receipt(self))

    @property
    def digest(self) -> str:
        """The SHA-256 of its canonical JSON."""
        return digest(write_receipt(self))

    def _refusals(self) -> Iterator[Problem]:
        if self.year not in YEARS:
            facts = {"year": self.year, "first": YEARS.start, "last": YEARS.stop - 1}
            yield Problem("dossier.year", ("year",), facts)
        if self.certificate is not None:
            day, last = self.certificate.decision_date, self.year + YEARS_AFTER
            if not self.year <= day.year <= last:
                between: dict[str, object] = {"day": day, "first": self.year, "last": last}
                yield Problem("receipt.far-day", ("certificate", "decision_date"), between)
        digests: list[tuple[tuple[str | int, ...], str | None]] = [
            ((name,), getattr(self, name)) for name in ("dossier_digest", "input_digest", "assessment_digest")
        ]
        digests += [(("standards", n, "digest"), each.digest) for n, each in enumerate(self.standards)]
        digests += [(("plugins", n, "digest"), each.digest) for n, each in enumerate(self.plugins)]
        digests.append((("engine", "digest"), self.engine.digest))
        for path, value in digests:
            if value is not None and not DIGEST.fullmatch(value):
                yield Problem("receipt.digest", path, {"found": found(value)})


def receipt_of(
    assessment: Assessment,
    dossier: Dossier,
    stack: Stack,
    *,
    readings: Mapping[str, str] | None = None,
    as_of: datetime.date | None = None,
    certificate: CertificateFacts | None = None,
) -> Receipt:
    """The receipt of an assessment, or of the certificate that was granted upon it.

    Args:
        assessment: what was decided.
        dossier: the dossier that it was decided from.
        stack: the standards that it was decided by.
        readings: as they were handed to `assess` or `assess_together`.
        as_of: as it was handed over there.
        certificate: the certificate that the receipt is of, where it is of one.

    Raises:
        ReceiptError: the dossier, standards or readings are not those of the assessment.
    """
    asked = dict(readings or {})
    _raise(_strangers(assessment, dossier, stack, asked))
    is_commune = stack.counts_as(assessment.unit.kind) == NationalKind.COMMUNE
    return Receipt(
        unit=_plain(assessment.unit.id),
        kind=_plain(assessment.unit.kind),
        province=_plain(assessment.unit.province),
        commune=_plain(assessment.unit.commune),
        year=assessment.year,
        scheme=assessment.scheme,
        basis=assessment.basis,
        decided_on=assessment.decided_on,
        possible=assessment.possible,
        scores=tuple(map(_sealed_score, assessment.scores)),
        readings=tuple(
            SealedReading(name=each.name, option=each.option, chosen_by=each.chosen_by)
            for each in assessment.readings
        ),
        assumptions=tuple(sorted({each.code for each in assessment.assumptions})),
        unheard=tuple(sorted({each.jurisdiction for each in stack.silent})),
        standards=tuple(_standards(stack)),
        plugins=_plugins(stack),
        engine=_engine(assessment),
        dossier_digest=digest(dossier_document(dossier)),
        input_digest=assessment.input_digest,
        assessment_digest=digest(write_assessment(assessment)),
        asked_on=as_of,
        # The units of a commune may ask for readings that its own standards do not have.
        asked_readings=asked if is_commune else asked_for(stack, asked),
        certificate=certificate,
    )


def write_receipt(receipt: Receipt) -> Json:
    """The JSON value of a receipt; reading it gives the same receipt."""
    leading = {"format": FORMAT, "of": receipt.subject.value, "verdict": receipt.verdict.value}
    return {**leading, **unstructure(receipt)}


def read_receipt(document: Json) -> Receipt:
    """A receipt from its JSON value.

    Raises `InputError` or `ReceiptError` with everything that keeps it from being one.
    """
    refuse_other_format(document)
    receipt = structure({key: each for key, each in document.items() if key not in _LEADING}, Receipt)
    for name, expected in (("verdict", receipt.verdict), ("of", receipt.subject)):
        if document.get(name) != expected.value:
            facts = {"found": found(document.get(name)), "expected": expected.value}
            raise InputError([Problem("receipt.other-leading", (name,), facts)])
    return receipt


_LEADING = ("format", "of", "verdict")


def _sourced(stack: Stack) -> Iterator[tuple[Standard, Source]]:
    """All standards that a decision rests upon: those of the schemes whose verdict is asked for too."""
    for each in (stack, *stack.reads):
        yield from each.sourced


def _standards(stack: Stack) -> Iterator[SealedStandard]:
    for standard, source in _sourced(stack):
        yield SealedStandard(id=standard.id, digest=standard_digest(standard), plugin=source.distribution)


def _plugins(stack: Stack) -> tuple[SealedCode, ...]:
    """The distributions that the standards came from, each with the digest of its package."""
    found = {
        source.distribution: SealedCode(
            distribution=source.distribution,
            version=source.version,
            digest=code_digest(source.entry_point),
        )
        for _, source in _sourced(stack)
        if source.distribution
    }
    return tuple(found[name] for name in sorted(found))


def _engine(assessment: Assessment) -> SealedCode:
    return SealedCode(distribution="antq-core", version=assessment.core_version, digest=code_digest(ENGINE))


def _sealed_score(score: Score) -> SealedScore:
    grade = score.grade
    return SealedScore(
        standard=score.standard,
        total=score.total,
        most=score.most,
        lowest=grade.lowest if grade is not None else None,
        highest=grade.highest if grade is not None else None,
    )


def _strangers(
    assessment: Assessment, dossier: Dossier, stack: Stack, readings: Mapping[str, str]
) -> Iterator[Problem]:
    """What was handed over beside an assessment and does not belong to it."""
    if (assessment.unit, assessment.year) != (dossier.unit, dossier.year):
        facts = {"unit": assessment.unit.id, "year": assessment.year}
        yield Problem("receipt.other-dossier", (), {**facts, "other": dossier.unit.id})
    used = {each.id: each.digest for each in assessment.standards}
    if used != {each.id: standard_digest(each) for each in stack.standards}:
        given = ", ".join(each.id for each in stack.standards)
        yield Problem("receipt.other-stack", (), {"used": ", ".join(used), "given": given})
    for each in assessment.readings:
        if each.chosen_by is ChosenBy.CALLER and readings.get(each.name) != each.option:
            yield Problem("receipt.other-reading", (), {"name": each.name, "option": each.option})


def _is_number(text: object) -> bool:
    """Whether a text can be the number of an instrument or a record, in which no name has room."""
    return type(text) is str and (is_document(text) or is_number(text)) and not seen_in(text)


def _plain(text: str) -> str:
    """A text as canonical JSON has it. Raises `ReceiptError` for one that has no UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ReceiptError([Problem("json.half-character")]) from None
    return composed(text)


def _raise(problems: Iterable[Problem]) -> None:
    listed = list(problems)
    if listed:
        raise ReceiptError(listed)
