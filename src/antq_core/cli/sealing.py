"""What the commands about receipts do. Needs the extra ``sign``."""

import json
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from antq_core.cli.files.sources import identity, read_document
from antq_core.cli.files.whole_files import ARRAY, refuse_unwritable, write_whole
from antq_core.cli.one_unit import OneUnit, look_for
from antq_core.cli.questions import Question
from antq_core.cli.receipt_page import listing, show_label, show_receipt, show_replay
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.runs.assessing import Assessed
from antq_core.cli.screen import Screen
from antq_core.errors import Problem
from antq_core.receipts.keys import (
    PrivateKey,
    PublicKey,
    new_key,
    read_private,
    read_public,
    write_pair,
)
from antq_core.receipts.minimal import write_label
from antq_core.receipts.qr import qr_svg, qr_version
from antq_core.receipts.receipt import (
    CertificateFacts,
    Receipt,
    ReceiptError,
    receipt_of,
    write_receipt,
)
from antq_core.receipts.replaying import Replay, only
from antq_core.receipts.signing import (
    LONGEST,
    is_label,
    label_sealed_by,
    sealed_by,
    sign_label,
    verify_label,
)
from antq_core.receipts.signing import sign as sealed
from antq_core.receipts.signing import verify as opened

PICTURE = ".svg"
NOT_ONLY_ITS_OWNER = 0o077


@attrs.frozen(kw_only=True)
class Wanted:
    """What is to be sealed with which key, and where it goes."""

    unit: str
    year: str | None
    certificate: CertificateFacts | None
    key: Path
    output: Path | None
    qr: Path | None
    as_json: bool

    @property
    def targets(self) -> tuple[Path, ...]:
        """The files to write."""
        return tuple(each for each in (self.output, self.qr) if each is not None)


def make_key(file: Path, screen: Screen, *, as_json: bool) -> ExitCode:
    """Make a pair of keys in two files. Raises `UsageError` for a place that cannot be used."""
    if file.suffix.lower() != ARRAY:
        raise UsageError.of("receipt.key-ending", path=file)
    refuse_unwritable(file)
    public = file.with_name(f"{file.stem}.public{file.suffix}")
    key = new_key()
    write_pair(key, file, public)
    if as_json:
        screen.write_json({"key": key.id, "private": str(file), "public": str(public)})
    else:
        for code, path in (("receipt.private-kept", file), ("receipt.public-kept", public)):
            screen.write(screen.say(code, path=path))
        screen.write(screen.say("receipt.key-id", key=key.id))
    return ExitCode.COMPLETE


def sign(
    wanted: Wanted, files: tuple[Path, ...], mapping: Path | None, question: Question, screen: Screen
) -> ExitCode:
    """Assess a unit, seal what was decided, and write it. Raises `UsageError`, having written nothing."""
    key = _private_key(wanted.key, screen)
    _refuse_places(wanted, (*files, wanted.key, *([mapping] if mapping is not None else [])))
    found = look_for(wanted.unit, files, mapping, question, screen)
    if not found.assessed:
        return found.ending(screen)
    outcome = _asked_for(found.assessed, wanted)
    receipt = _receipt(outcome, found, wanted.certificate)
    token = sealed(receipt, key)
    label = sign_label(receipt, key)
    contents = {wanted.output: [f"{token}\n"]} if wanted.output is not None else {}
    if wanted.qr is not None:
        contents[wanted.qr] = [qr_svg(label)]
    write_whole(contents)
    if wanted.as_json:
        screen.write_json({"token": token, "label": label, "receipt": write_receipt(receipt)})
    elif wanted.output is None:
        screen.write(token)
    if wanted.output is not None:
        screen.note("receipt.kept", path=wanted.output)
    if wanted.qr is not None:
        screen.note("receipt.qr-kept", path=wanted.qr, version=qr_version(label), characters=len(label))
    return found.ending(screen)


def verify(file: Path, keys: Sequence[Path], screen: Screen, *, as_json: bool) -> ExitCode:
    """Check a seal and show what it seals; a receipt and a label alike."""
    at_hand = _public_keys(keys)
    try:
        token = _token(file)
        if is_label(token):
            label, key = verify_label(token, at_hand), label_sealed_by(token, at_hand)
            if as_json:
                screen.write_json({"key": key, "label": write_label(label)})
            else:
                show_label(label, key, screen)
            return ExitCode.COMPLETE
        receipt = opened(token, at_hand)
    except ReceiptError as error:
        return _refused(file, error, screen)
    if as_json:
        screen.write_json({"key": sealed_by(token), "receipt": write_receipt(receipt)})
    else:
        show_receipt(receipt, sealed_by(token), screen)
    return ExitCode.COMPLETE


def replay(
    file: Path,
    keys: Sequence[Path],
    dossiers: tuple[Path, ...],
    asked: Question,
    screen: Screen,
    *,
    mapping: Path | None,
    as_json: bool,
) -> ExitCode:
    """Check a seal, ask the sealed question again, and compare. Exit code 3 where something else came out."""
    at_hand = _public_keys(keys)
    try:
        receipt = opened(_token(file), at_hand)
    except ReceiptError as error:
        return _refused(file, error, screen)
    question = attrs.evolve(
        asked,
        as_of=receipt.asked_on.isoformat() if receipt.asked_on is not None else None,
        basis=receipt.basis,
        reading=tuple(f"{name}={option}" for name, option in receipt.asked_readings.items()),
        scheme=receipt.scheme,
    )
    found = look_for(receipt.unit, dossiers, mapping, question, screen)
    if found.rejected and not found.assessed:
        return found.ending(screen)
    outcome = only(receipt, found.assessed, _whose)
    compared = Replay(receipt, _receipt(outcome, found, receipt.certificate))
    if as_json:
        screen.write_json(listing(compared))
    else:
        show_replay(compared, screen)
    ended = found.ending(screen)
    return ended if compared.agrees else ExitCode.INCOMPLETE


def _receipt(outcome: Assessed, found: OneUnit, certificate: CertificateFacts | None) -> Receipt:
    run = found.run
    stack = run.selection.of(outcome.row.read_heading())
    return receipt_of(
        outcome.assessment,
        outcome.row.dossier(stack),
        stack,
        readings=run.question.readings,
        as_of=run.question.day,
        certificate=certificate,
    )


def _whose(outcome: Assessed) -> tuple[str, str, int]:
    assessment = outcome.assessment
    return (assessment.unit.id, assessment.unit.province, assessment.year)


def _asked_for(assessed: Sequence[Assessed], wanted: Wanted) -> Assessed:
    """The one assessment that is to be sealed. Raises `UsageError` where that is not one."""
    years = ", ".join(str(each.assessment.year) for each in assessed)
    found = [each for each in assessed if wanted.year in (None, str(each.assessment.year))]
    if not found:
        raise UsageError.of("receipt.other-year", unit=wanted.unit, year=wanted.year, known=years)
    if len(found) > 1:
        raise UsageError.of("receipt.several-dossiers", unit=wanted.unit, known=years)
    return found[0]


def _private_key(file: Path, screen: Screen) -> PrivateKey:
    document = read_document(file)
    try:
        key = read_private(document)
    except ReceiptError as error:
        raise UsageError(problem.under(str(file)) for problem in error.problems) from None
    if os.name == "posix" and file.stat().st_mode & NOT_ONLY_ITS_OWNER:
        screen.note("receipt.key-open", path=file)
    return key


def _public_keys(files: Iterable[Path]) -> list[PublicKey]:
    """The keys of some files. Raises `UsageError` with what is wrong in every one of them."""
    keys: list[PublicKey] = []
    problems: list[Problem] = []
    for file in files:
        try:
            keys += read_public(read_document(file))
        except UsageError as error:
            problems += error.problems
        except ReceiptError as error:
            problems += [problem.under(str(file)) for problem in error.problems]
    if problems:
        raise UsageError(problems)
    return keys


def _refuse_places(wanted: Wanted, read: Iterable[Path]) -> None:
    """No output may take the place of an input or of another, and every one must have a place."""
    taken = {identity(file) for file in read}
    for target in wanted.targets:
        if identity(target) in taken:
            raise UsageError.of("cli.overwrites-input", path=target)
        refuse_unwritable(target)
        if _holds_a_key(target):
            raise UsageError.of("receipt.key-exists", path=target)
    if len({identity(target) for target in wanted.targets}) < len(wanted.targets):
        raise UsageError.of("receipt.same-file", path=wanted.output)
    if wanted.qr is not None and wanted.qr.suffix.lower() != PICTURE:
        raise UsageError.of("receipt.qr-ending", path=wanted.qr)


def _holds_a_key(target: Path) -> bool:
    """Whether a file is there that somebody seals or checks with."""
    try:
        held = json.loads(target.read_bytes()[:LONGEST])
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(held, dict) and not held.keys().isdisjoint({"kty", "keys"})


def _token(file: Path) -> str:
    """The token in a file: one line. Raises `UsageError` where the system refuses to read it.

    Raises `ReceiptError` for what is no line of text; the end of the line alone may be missing.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # to open a pipe would wait for somebody to write into it
            raise UsageError.of("cli.not-a-file", path=file)
        with file.open("rb") as source:
            content = source.read(LONGEST + 3)
    except FileNotFoundError:
        raise UsageError.of("cli.file-missing", path=file) from None
    except OSError as error:
        raise UsageError.of("cli.file-unreadable", path=file, reason=error.strerror or str(error)) from None
    line = content.removesuffix(b"\n").removesuffix(b"\r") if content.endswith(b"\n") else content
    return line.decode("ascii", errors="replace")  # what is not ASCII is in no token


def _refused(file: Path, error: ReceiptError, screen: Screen) -> ExitCode:
    screen.complain(problem.under(str(file)) for problem in error.problems)
    return ExitCode.INCOMPLETE
