"""`antq receipt`: make keys, seal what was decided about a unit, check a seal, and decide again.

What they do needs the extra ``sign``; that it is missing can be told only here.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import attrs
from cyclopts import Parameter

from antq_core.cli.assessing_commands import Further, MappingOption
from antq_core.cli.questions import (
    THE_USUAL,
    JsonOption,
    LocaleOption,
    Question,
    StandardOptions,
    StrictOption,
)
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.screen import Screen
from antq_core.codec.converter import day
from antq_core.errors import InputError
from antq_core.receipts.receipt import CertificateFacts, ReceiptError

EXTRA = ("cryptography", "joserfc", "segno")

PublicKeys = Annotated[
    tuple[Path, ...], Parameter(name="--key", metavar="FILE", negative="", help="cli.help-receipt-public")
]
TokenFile = Annotated[Path, Parameter(name="TOKEN", help="cli.help-receipt-token")]


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class CertificateOptions:
    """The options of a receipt that is of a certificate, as they were typed."""

    certificate: Annotated[str | None, Parameter(metavar="NUMBER", help="cli.help-certificate")] = None
    decision: Annotated[str | None, Parameter(metavar="NUMBER", help="cli.help-decision")] = None
    decision_date: Annotated[str | None, Parameter(metavar="YYYY-MM-DD", help="cli.help-decision-date")] = (
        None
    )
    authority: Annotated[str | None, Parameter(metavar="CODE", help="cli.help-authority")] = None

    @property
    def facts(self) -> CertificateFacts | None:
        """The certificate; None where nothing of it was typed. Raises `UsageError` for half of one."""
        parts = {
            "--certificate": self.certificate,
            "--decision": self.decision,
            "--decision-date": self.decision_date,
            "--authority": self.authority,
        }
        missing = [name for name, value in parts.items() if value is None]
        if len(missing) == len(parts):
            return None
        if missing:
            raise UsageError.of("receipt.certificate-incomplete", missing=", ".join(missing))
        try:
            return CertificateFacts(
                number=str(self.certificate),
                decision_number=str(self.decision),
                decision_date=day(self.decision_date),
                authority=str(self.authority),
            )
        except InputError as error:
            raise UsageError(problem.under("--decision-date") for problem in error.problems) from None
        except ReceiptError as error:
            options = {
                "number": "--certificate",
                "decision_number": "--decision",
                "authority": "--authority",
            }
            raise UsageError(
                attrs.evolve(each, path=(options[str(each.path[0])],)) for each in error.problems
            ) from None


NO_CERTIFICATE = CertificateOptions()
"""The options when nothing is typed."""


def make_key(
    file: Annotated[Path, Parameter(help="cli.help-receipt-key-file")],
    /,
    *,
    as_json: JsonOption = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Make a pair of keys."""
    with _extra():
        from antq_core.cli import sealing  # noqa: PLC0415 - only whoever seals needs the extra
    return sealing.make_key(file, Screen.of(locale), as_json=as_json)


def sign(
    file: Annotated[Path, Parameter(help="cli.help-file")],
    unit: Annotated[str, Parameter(help="cli.help-unit")],
    /,
    *,
    key: Annotated[Path, Parameter(metavar="FILE", help="cli.help-receipt-private")],
    output: Annotated[Path | None, Parameter(metavar="FILE", help="cli.help-receipt-output")] = None,
    qr: Annotated[Path | None, Parameter(metavar="FILE.svg", help="cli.help-receipt-qr")] = None,
    year: Annotated[str | None, Parameter(metavar="YYYY", help="cli.help-receipt-year")] = None,
    certificate: CertificateOptions = NO_CERTIFICATE,
    further: Further = (),
    mapping: MappingOption = None,
    as_json: JsonOption = False,
    question: Question = THE_USUAL,
) -> ExitCode:
    """Assess a unit and seal what was decided."""
    with _extra():
        from antq_core.cli import sealing  # noqa: PLC0415 - only whoever seals needs the extra
    wanted = sealing.Wanted(
        unit=unit, year=year, certificate=certificate.facts, key=key, output=output, qr=qr, as_json=as_json
    )
    return sealing.sign(wanted, (file, *further), mapping, question, Screen.of(question.locale))


def verify(
    token: TokenFile,
    /,
    *,
    key: PublicKeys,
    as_json: JsonOption = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Check a seal and say what it seals."""
    with _extra():
        from antq_core.cli import sealing  # noqa: PLC0415 - only whoever checks seals needs the extra
    return sealing.verify(token, key, Screen.of(locale), as_json=as_json)


def replay(
    token: TokenFile,
    /,
    *dossiers: Annotated[Path, Parameter(name="DOSSIERS", required=True, help="cli.help-receipt-dossiers")],
    key: PublicKeys,
    mapping: MappingOption = None,
    standard: StandardOptions = (),
    as_json: JsonOption = False,
    strict: StrictOption = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Check a seal, decide again, and compare."""
    with _extra():
        from antq_core.cli import sealing  # noqa: PLC0415 - only whoever checks seals needs the extra
    question = Question(standard=standard, strict=strict, locale=locale)
    screen = Screen.of(locale)
    return sealing.replay(token, key, dossiers, question, screen, mapping=mapping, as_json=as_json)


@contextlib.contextmanager
def _extra() -> Iterator[None]:
    """Say which extra is missing. Raises `UsageError`."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRA:
            raise
        raise UsageError.of("receipt.extra-missing", module=error.name) from None
