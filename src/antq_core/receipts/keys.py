"""Keys: pairs of Ed25519 as JSON Web Keys (RFC 7517, RFC 8037), in files. Needs the extra ``sign``.

The private key seals and stays with whoever seals. The public key checks, and anybody may have it.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import attrs
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from joserfc.util import urlsafe_b64decode

from antq_core.codec.converter import found
from antq_core.codec.text import Json, pretty
from antq_core.errors import Problem
from antq_core.receipts.receipt import ReceiptError

_PRIME = 2**255 - 19
_OF_ORDER_8 = (
    0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
)
SMALL_ORDER = frozenset({0, 1, _PRIME - 1, _PRIME, _PRIME + 1, *_OF_ORDER_8})
"""The y coordinates, as they may be written, of the eight points whose order divides 8."""

CURVE: Literal["Ed25519"] = "Ed25519"
ONLY_ITS_OWNER = 0o600
ANYBODY_READS = 0o644


@attrs.frozen
class PublicKey:
    """A key that seals can be checked with."""

    jwk: OKPKey = attrs.field(repr=False)

    @property
    def id(self) -> str:
        """Its name, which follows from the key itself: the thumbprint of RFC 7638."""
        return self.jwk.thumbprint()


@attrs.frozen
class PrivateKey:
    """A key that seals. It is never shown: neither its `repr` nor any message holds it."""

    jwk: OKPKey = attrs.field(repr=False)

    @property
    def public(self) -> PublicKey:
        """The key that checks what this one seals."""
        return PublicKey(OKPKey.import_key(self.jwk.as_dict(private=False)))

    @property
    def id(self) -> str:
        """The name of the pair."""
        return self.jwk.thumbprint()


def new_key() -> PrivateKey:
    """A new pair of keys."""
    return PrivateKey(OKPKey.generate_key(CURVE))


def write_private(key: PrivateKey) -> Json:
    """The JSON value of a private key. Whoever has it can seal in the name of its owner."""
    return {**key.jwk.as_dict(private=True), "kid": key.id}


def write_public(key: PublicKey) -> Json:
    """The JSON value of a public key."""
    return {**key.jwk.as_dict(private=False), "kid": key.id}


def read_private(document: Json) -> PrivateKey:
    """A private key from its JSON value. Raises `ReceiptError` for anything else."""
    if isinstance(document, dict) and "d" not in document and document.get("kty") == "OKP":
        raise ReceiptError([Problem("receipt.key-only-public")])
    return PrivateKey(_key(document, ("kty", "crv", "x", "d")))


def read_public(document: Json) -> tuple[PublicKey, ...]:
    """The public keys of a JSON value: one key, or a set of them.

    Raises `ReceiptError` for anything else, and for a private key: nobody who checks needs it.
    """
    listed = document.get("keys") if isinstance(document, dict) and "keys" in document else [document]
    if not isinstance(listed, list) or not listed:
        raise _no_key(listed)
    for each in listed:
        if isinstance(each, dict) and "d" in each:
            raise ReceiptError([Problem("receipt.key-is-private")])
    keys = [PublicKey(_key(each, ("kty", "crv", "x"))) for each in listed]
    return tuple({each.id: each for each in keys}.values())


def write_pair(key: PrivateKey, private: Path, public: Path) -> None:
    """Write a pair into two new files, both or none; only its owner may read the private one.

    Raises `ReceiptError` where either file is there already: a key is never written over. Raises `OSError`
    where the system refuses.
    """
    taken = [Problem("receipt.key-exists", (), {"path": path}) for path in (private, public) if _there(path)]
    if taken:
        raise ReceiptError(taken)
    _write_new(private, pretty(write_private(key)), ONLY_ITS_OWNER)
    try:
        _write_new(public, pretty(write_public(key.public)), ANYBODY_READS)
    except BaseException:
        private.unlink(missing_ok=True)
        raise


def _key(document: Json, names: Iterable[str]) -> OKPKey:
    """The key of a document, by those of its members alone that make it one."""
    if not isinstance(document, dict):
        raise _no_key(document)
    members: dict[str, Any] = {name: document.get(name) for name in names}
    if (members["kty"], members["crv"]) != ("OKP", CURVE):
        raise _no_key({name: document[name] for name in ("kty", "crv") if name in document})
    try:
        key = OKPKey.import_key(members)
        raw = key.private_key.public_key() if key.private_key is not None else key.public_key
        agrees = OKPKey.import_key(raw).as_dict(private=False)["x"] == members["x"]
    except (JoseError, TypeError, ValueError):
        agrees = False
    # What was found is never repeated here: it is a key.
    if agrees and _is_of_small_order(members["x"]):
        raise ReceiptError([Problem("receipt.key-weak")])
    if not agrees or document.get("kid", key.thumbprint()) != key.thumbprint():
        raise ReceiptError([Problem("receipt.key-damaged")])
    return key


def _is_of_small_order(x: str) -> bool:
    """Whether a public key is one of the few points for which one signature fits every text."""
    encoded = bytearray(urlsafe_b64decode(x.encode("ascii")))
    encoded[-1] &= 0x7F  # the sign of the other coordinate
    return int.from_bytes(encoded, "little") in SMALL_ORDER


def _no_key(document: Json) -> ReceiptError:
    shown = found(document) if isinstance(document, dict) and "d" not in document else "–"
    return ReceiptError([Problem("receipt.not-a-key", (), {"found": shown})])


def _there(path: Path) -> bool:
    return os.path.lexists(path)


def _write_new(path: Path, text: str, mode: int) -> None:
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:  # somebody was faster
        raise ReceiptError([Problem("receipt.key-exists", (), {"path": path})]) from None
    try:
        with os.fdopen(opened, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
