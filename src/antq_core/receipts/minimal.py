"""A label: the little of a receipt that a QR code on paper can hold, and the digest of the whole."""

import base64
import datetime
import re

import attrs

from antq_core.codec.converter import FORMAT, found, refuse_other_format, structure, unstructure
from antq_core.codec.text import Json
from antq_core.domain.records import Basis
from antq_core.errors import Problem
from antq_core.possible import Verdict
from antq_core.receipts.receipt import Receipt, ReceiptError
from antq_core.standards.registry import SAFETY

SHORT_DIGEST = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")


@attrs.frozen(kw_only=True)
class Label:
    """Which unit and year, what was decided, on which day and in which scheme; in few characters.

    `of` is the SHA-256 of the whole receipt in base64url, which is shorter than hexadecimal. `number` is
    that of the certificate, empty where there is none. Raises `ReceiptError` for a digest that is none.
    """

    unit: str
    province: str
    year: int
    day: datetime.date
    verdict: Verdict
    of: str
    number: str = ""
    scheme: str = SAFETY
    basis: Basis = Basis.VERIFIED

    def __attrs_post_init__(self) -> None:
        if not SHORT_DIGEST.fullmatch(self.of):
            raise ReceiptError([Problem("receipt.digest", ("of",), {"found": found(self.of)})])

    def is_of(self, receipt: Receipt) -> bool:
        """Whether it is the label of a receipt."""
        return self == label_of(receipt)


def label_of(receipt: Receipt) -> Label:
    """The label of a receipt."""
    return Label(
        unit=receipt.unit,
        province=receipt.province,
        year=receipt.year,
        day=receipt.decided_on,
        verdict=receipt.verdict,
        of=_short(receipt.digest),
        number=receipt.certificate.number if receipt.certificate is not None else "",
        scheme=receipt.scheme,
        basis=receipt.basis,
    )


def write_label(label: Label) -> Json:
    """The JSON value of a label; reading it gives the same label."""
    return {"format": FORMAT, **unstructure(label)}


def read_label(document: Json) -> Label:
    """A label from its JSON value. Raises `InputError` or `ReceiptError` for anything else."""
    refuse_other_format(document)
    return structure({key: each for key, each in document.items() if key != "format"}, Label)


def _short(digest: str) -> str:
    return base64.urlsafe_b64encode(bytes.fromhex(digest)).rstrip(b"=").decode("ascii")
