"""Seals: a receipt or a label as a compact JWS (RFC 7515) with Ed25519. Needs the extra ``sign``.

A seal says that not one byte has changed since the holder of a key sealed it. It is not the digital signature
of the law. To check it takes the public key and nothing else: no network, no plugin, no dossier.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.util import json_b64encode, urlsafe_b64decode

from antq_core.codec.text import Json, canonical, parse
from antq_core.errors import AntqError, Problem
from antq_core.messages.catalogue import text
from antq_core.possible import Verdict
from antq_core.receipts.keys import PrivateKey, PublicKey
from antq_core.receipts.minimal import SHORT_DIGEST, Label, label_of, read_label, write_label
from antq_core.receipts.receipt import Receipt, ReceiptError, read_receipt, write_receipt

ALGORITHM = "Ed25519"
RECEIPT, LABEL = "antq-receipt", "antq-qr"
LABEL_HEADER = {"alg": ALGORITHM, "typ": LABEL}
LONGEST = 100_000
"""So many characters a token may have; that of a receipt has a few thousand."""

T = TypeVar("T")


def sign(receipt: Receipt, key: PrivateKey) -> str:
    """The token of a receipt: its canonical JSON, sealed. The same receipt and key give the same token.

    Raises `ReceiptError` for a certificate of a unit that does not meet the standard, and for a receipt too
    long to be checked again.
    """
    _must_stand(receipt)
    return _sealed(write_receipt(receipt), _receipt_header(key.id), key)


def sign_label(receipt: Receipt, key: PrivateKey) -> str:
    """The token of the label of a receipt, short enough for a QR code: it does not name its key.

    Raises as `sign` does.
    """
    _must_stand(receipt)
    return _sealed(write_label(label_of(receipt)), LABEL_HEADER, key)


def verify(token: str, keys: Iterable[PublicKey]) -> Receipt:
    """The receipt that a token seals.

    Raises `ReceiptError` for anything that none of the keys sealed, byte for byte as `sign` does.
    """
    at_hand = {each.id: each for each in keys}
    name = sealed_by(token)
    if _begins_with(token, LABEL_HEADER):
        raise ReceiptError([Problem("receipt.is-label")])
    if not (SHORT_DIGEST.fullmatch(name) and _begins_with(token, _receipt_header(name))):
        raise ReceiptError([Problem("receipt.header")])
    if name not in at_hand:
        known = ", ".join(at_hand) or "–"
        raise ReceiptError([Problem("receipt.other-key", (), {"key": name, "known": known})])
    payload = _payload(token, at_hand[name])
    if payload is None:
        raise ReceiptError([Problem("receipt.broken", (), {"key": name})])
    return _read(payload, read_receipt, write_receipt)


def verify_label(token: str, keys: Iterable[PublicKey]) -> Label:
    """The label that a token seals.

    Raises `ReceiptError` for anything that none of the keys sealed, byte for byte as `sign_label` does.
    """
    return _read(_fitting(token, keys)[1], read_label, write_label)


def label_sealed_by(token: str, keys: Iterable[PublicKey]) -> str:
    """The name of that one of some keys which sealed a label. Raises as `verify_label` does."""
    return _fitting(token, keys)[0].id


def _fitting(token: str, keys: Iterable[PublicKey]) -> tuple[PublicKey, bytes]:
    """The key that fits a label, which does not name its own, and what it sealed."""
    if not _begins_with(token, LABEL_HEADER):
        typ = _header(token).get("typ")
        raise ReceiptError([Problem("receipt.is-receipt" if typ == RECEIPT else "receipt.header")])
    listed = list(keys)
    for each in listed:
        if (payload := _payload(token, each)) is not None:
            return each, payload
    known = ", ".join(each.id for each in listed) or "–"
    raise ReceiptError([Problem("receipt.label-broken", (), {"known": known})])


def is_label(token: str) -> bool:
    """Whether a token says that it is a label; whether that is true, `verify_label` says.

    Raises `ReceiptError` for what is no token.
    """
    return _header(token).get("typ") == LABEL


def sealed_by(token: str) -> str:
    """The name of the key that a token says it was sealed with; whether that is true, `verify` says.

    Raises `ReceiptError` for what is no token.
    """
    return str(_header(token).get("kid", "–"))


def _must_stand(receipt: Receipt) -> None:
    """A certificate is granted to a unit that meets the standard; whatever else it says nobody seals."""
    if receipt.certificate is not None and receipt.verdict is not Verdict.MET:
        facts = {"verdict": text(f"verdict.{receipt.verdict.value}")}
        raise ReceiptError([Problem("receipt.certificate-not-met", ("certificate",), facts)])


def _sealed(document: Json, header: Mapping[str, str], key: PrivateKey) -> str:
    payload = canonical(document).encode("utf-8")
    token = jws.serialize_compact(dict(header), payload, key.jwk, algorithms=[ALGORITHM])
    if len(token) > LONGEST:  # it could not be checked again
        raise ReceiptError([Problem("receipt.too-long", (), {"length": len(token), "most": LONGEST})])
    return token


def _receipt_header(key: str) -> dict[str, str]:
    return {"alg": ALGORITHM, "kid": key, "typ": RECEIPT}


def _begins_with(token: str, header: Mapping[str, str]) -> bool:
    """Whether a token has just this header, byte for byte.

    So there is no choice of algorithm, no extension and no second way to write the same.
    """
    return token.partition(".")[0].encode("utf-8", "replace") == json_b64encode(dict(header))


def _payload(token: str, key: PublicKey) -> bytes | None:
    """What a token seals; None where the key did not seal it."""
    try:
        return jws.deserialize_compact(token, key.jwk, algorithms=[ALGORITHM]).payload
    except (JoseError, ValueError):
        return None


def _read(payload: bytes, read: Callable[[Json], T], write: Callable[[T], Json]) -> T:
    """What was sealed, if it is written just as it is written here."""
    try:
        held = read(parse(payload))
    except AntqError as error:
        # What is otherwise no receipt may have been sealed by a later version.
        at_odds = all(each.code.startswith("receipt.") for each in error.problems)
        code = "receipt.contradicts-itself" if at_odds else "receipt.unreadable"
        raise ReceiptError([Problem(code), *error.problems]) from None
    if canonical(write(held)).encode("utf-8") != payload:
        raise ReceiptError([Problem("receipt.not-canonical")])
    return held


def _header(token: str) -> dict[str, Json]:
    """What a token says of itself. Raises `ReceiptError` for what is no token at all."""
    parts = token.split(".")
    try:
        if len(token) <= LONGEST and len(parts) == 3 and token.isascii():
            header = parse(urlsafe_b64decode(parts[0].encode("ascii")))
            if isinstance(header, dict):
                return header
    except (AntqError, ValueError):  # what is no base64 raises a ValueError
        pass
    raise ReceiptError([Problem("receipt.not-a-token")])
