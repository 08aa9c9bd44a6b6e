"""A token as a QR code for paper. Needs the extra ``sign``."""

import io

import segno

from antq_core.errors import Problem
from antq_core.receipts.receipt import ReceiptError

CORRECTION = "m"
"""Up to 15% of the symbol may be damaged (ISO/IEC 18004, level M)."""
MODULE = 3
"""The side of a module in the units of the picture; printed, the picture may have any size."""


def qr_version(token: str) -> int:
    """The version of the symbol, from 1 to 40: it has 17 + 4 times so many modules a side."""
    return int(_symbol(token).version)


def qr_svg(token: str) -> str:
    """The QR code of a token as a picture in SVG. Raises `ReceiptError` for a token that none can hold."""
    picture = io.BytesIO()
    _symbol(token).save(picture, kind="svg", scale=MODULE, title="antq", nl=True)
    return picture.getvalue().decode("utf-8")


def _symbol(token: str) -> segno.QRCode:
    try:
        return segno.make_qr(token, error=CORRECTION)
    except segno.DataOverflowError:
        raise ReceiptError([Problem("receipt.too-long-for-qr", (), {"length": len(token)})]) from None
