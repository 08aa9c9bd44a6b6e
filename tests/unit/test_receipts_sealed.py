"""Seals: what was sealed comes back, and nothing that differs from it by a byte."""

import base64
import datetime
import json
import os
import socket
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OctKey

from antq_core import Basis
from antq_core.codec.text import canonical, parse
from antq_core.possible import Interval, Verdicts
from antq_core.receipts.keys import (
    SMALL_ORDER,
    PrivateKey,
    new_key,
    read_private,
    read_public,
    write_pair,
    write_private,
    write_public,
)
from antq_core.receipts.minimal import label_of
from antq_core.receipts.qr import qr_svg, qr_version
from antq_core.receipts.receipt import (
    CertificateFacts,
    Receipt,
    ReceiptError,
    SealedCode,
    SealedReading,
    SealedScore,
    SealedStandard,
    write_receipt,
)
from antq_core.receipts.signing import (
    is_label,
    label_sealed_by,
    sealed_by,
    sign,
    sign_label,
    verify,
    verify_label,
)

BASE64URL = string.ascii_letters + string.digits + "-_"


def short(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


# The private key of RFC 8037, appendix A: known to everybody, so nobody takes it for a real one.
RFC_8037 = {
    "kty": "OKP",
    "crv": "Ed25519",
    "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}
KEY = read_private(RFC_8037)
OTHER = new_key()
RECEIPT = Receipt(
    unit="thon-mau-01",
    kind="residential_area",
    province="25",
    commune="99999",
    year=2026,
    scheme="antt-safety",
    basis=Basis.VERIFIED,
    decided_on=datetime.date(2026, 11, 12),
    possible=Verdicts.MET,
    scores=(SealedScore(standard="vn-25/mau", total=Interval(80_00, 85_50), most=100_00, lowest="kha"),),
    readings=(SealedReading(name="cách_hiểu", option="a"),),
    standards=(SealedStandard(id="vn/mau", digest="ab" * 32, plugin="antq-mau"),),
    plugins=(SealedCode(distribution="antq-mau", version="1.0", digest="cd" * 32),),
    engine=SealedCode(distribution="antq-core", version="0.1.0", digest="ef" * 32),
    dossier_digest="01" * 32,
    input_digest="23" * 32,
    assessment_digest="45" * 32,
)
GRANTED = attrs.evolve(
    RECEIPT,
    certificate=CertificateFacts(
        number="12/CN",
        decision_number="15/QĐ-UBND",
        decision_date=datetime.date(2026, 12, 1),
        authority="commune_committee",
    ),
)
TOKEN, LABEL = sign(RECEIPT, KEY), sign_label(RECEIPT, KEY)


def code_of(token: str, *keys: PrivateKey) -> str:
    """The code with which a token is refused as a receipt."""
    with pytest.raises(ReceiptError) as refused:
        verify(token, [each.public for each in keys or (KEY,)])
    assert refused.value.message("vi") and refused.value.message("en")
    return refused.value.problems[0].code


# --- what is sealed comes back ---


@pytest.mark.parametrize("receipt", [RECEIPT, GRANTED], ids=["assessment", "certificate"])
def test_what_was_sealed_comes_back(receipt: Receipt) -> None:
    assert verify(sign(receipt, KEY), [KEY.public]) == receipt
    label = verify_label(sign_label(receipt, KEY), [KEY.public])
    assert label == label_of(receipt)
    assert label.is_of(receipt)
    assert not label.is_of(attrs.evolve(receipt, input_digest="99" * 32))


def test_the_right_key_is_found_among_several() -> None:
    keys = [OTHER.public, KEY.public]
    assert verify(TOKEN, keys) == verify(TOKEN, keys[::-1]) == RECEIPT
    assert verify_label(LABEL, keys) == verify_label(LABEL, keys[::-1])


def test_the_same_receipt_and_key_give_the_same_token() -> None:
    """Ed25519 draws no random number, so a token that is kept here stays the same for ever."""
    head, payload, _ = TOKEN.split(".")
    assert base64.urlsafe_b64decode(head) == (
        b'{"alg":"Ed25519","kid":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k","typ":"antq-receipt"}'
    )
    assert base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode() == RECEIPT.text
    assert TOKEN.rpartition(".")[2] == (
        "e-X42Pcp7ljhCeUUqj6LZ_ZqtW6qtuR8e8hvV_aeAn4xCRbJbVXQhr-0njm5J-IgbeAUWWxiIE8yV8xirY6vCg"
    )
    assert LABEL == (
        "eyJhbGciOiJFZDI1NTE5IiwidHlwIjoiYW50cS1xciJ9.eyJkYXkiOiIyMDI2LTExLTEyIiwiZm9ybWF0IjoxLCJ"
        "vZiI6IjBBb0dyeUdWOWQyeGZ2eVd0SWRuLWV2d0VOX1RKMGI3V1BCeFVfWVlQczAiLCJwcm92aW5jZSI6IjI1Iiw"
        "idW5pdCI6InRob24tbWF1LTAxIiwidmVyZGljdCI6Im1ldCIsInllYXIiOjIwMjZ9.f5RKPiLqKYH05kVeDiNL3a"
        "A6IA9l3z2gAWtVJQmv-ddVR2AjxZauC-OIcPt-IjthBBM8xwZz9o-Rd24FgD71BQ"
    )


def test_no_network_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    assert verify(sign(RECEIPT, KEY), read_public(write_public(KEY.public))) == RECEIPT


# --- every changed byte is refused ---


def changed(token: str) -> Iterator[str]:
    """A token with one place changed: every place, with each of its bits turned and by each kind of slip."""
    for place, character in enumerate(token):
        before, after = token[:place], token[place + 1 :]
        for bit in range(8):
            yield before + chr(ord(character) ^ (1 << bit)) + after
        for other in ("A", ".", "=", "\n", " ", "é", ""):
            if other != character:
                yield before + other + after
        yield before + character * 2 + after
    yield from (token + more for more in ("\n", "=", ".", " ", "\0", "A"))
    yield from (more + token for more in ("\n", " ", "\ufeff", "."))


def test_every_changed_byte_of_a_receipt_is_refused() -> None:
    for token in changed(TOKEN):
        with pytest.raises(ReceiptError):
            verify(token, [KEY.public])


def test_every_changed_byte_of_a_label_is_refused() -> None:
    for token in changed(LABEL):
        with pytest.raises(ReceiptError):
            verify_label(token, [KEY.public])


@pytest.mark.parametrize("part", [0, 1, 2], ids=["header", "payload", "signature"])
@pytest.mark.parametrize("more", range(3))
def test_the_last_character_of_a_part_has_no_second_form(part: int, more: int) -> None:
    """Base64 leaves up to four bits of the last character unused; they must be nought."""
    receipt = attrs.evolve(RECEIPT, unit="thon-mau-01" + "x" * more)  # each length of the payload in turn
    pieces = sign(receipt, KEY).split(".")
    for other in BASE64URL:
        if other != pieces[part][-1]:
            token = ".".join([*pieces[:part], pieces[part][:-1] + other, *pieces[part + 1 :]])
            with pytest.raises(ReceiptError):
                verify(token, [KEY.public])


@given(st.integers(0, len(RECEIPT.text.encode()) - 1), st.integers(0, 255))
def test_any_edit_of_what_is_sealed_is_refused(place: int, byte: int) -> None:
    head, _, signature = TOKEN.split(".")
    payload = RECEIPT.text.encode()
    edited = payload[:place] + bytes([byte]) + payload[place + 1 :]
    if edited != payload:
        assert code_of(f"{head}.{short(edited)}.{signature}") == "receipt.broken"


def test_pieces_of_two_tokens_make_no_third() -> None:
    one, two = TOKEN.split("."), sign(GRANTED, KEY).split(".")
    assert code_of(".".join([one[0], two[1], one[2]])) == "receipt.broken"
    assert code_of(".".join([*one[:2], two[2]])) == "receipt.broken"


# --- who sealed, and how ---


def test_another_key_is_named() -> None:
    assert code_of(TOKEN, OTHER) == "receipt.other-key"
    assert code_of(sign(RECEIPT, OTHER)) == "receipt.other-key"
    assert sealed_by(TOKEN) == KEY.id
    with pytest.raises(ReceiptError) as refused:
        verify(TOKEN, [])
    assert refused.value.problems[0].code == "receipt.other-key"


def test_the_name_of_a_key_is_not_believed() -> None:
    head, _, _ = TOKEN.split(".")
    _, payload, signature = sign(RECEIPT, OTHER).split(".")
    assert code_of(f"{head}.{payload}.{signature}", KEY, OTHER) == "receipt.broken"


@pytest.mark.parametrize(
    "change",
    [
        {"alg": "none"},
        {"alg": "EdDSA"},
        {"alg": "HS256"},
        {"crit": ["exp"], "exp": 1},
        {"b64": False, "crit": ["b64"]},
        {"typ": "JWT"},
        {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": RFC_8037["x"]}},
        {"kid": "x"},
        {"kid": None},
    ],
    ids=["none", "EdDSA", "HS256", "crit", "b64", "typ", "jwk", "kid", "no-kid"],
)
def test_no_header_but_ours_is_taken(change: dict[str, Any]) -> None:
    _, payload, signature = TOKEN.split(".")
    header = {"alg": "Ed25519", "kid": KEY.id, "typ": "antq-receipt", **change}
    for written in (json.dumps(header), json.dumps(header, separators=(",", ":"), sort_keys=True)):
        head = short(written.encode())
        for seal in (signature, ""):
            assert code_of(f"{head}.{payload}.{seal}") == "receipt.header"


def test_the_public_key_is_no_secret_for_another_algorithm() -> None:
    secret = OctKey.import_key(json.dumps(write_public(KEY.public)).encode())
    header = {"alg": "HS256", "kid": KEY.id, "typ": "antq-receipt"}
    assert code_of(jws.serialize_compact(header, RECEIPT.text, secret)) == "receipt.header"


def test_our_header_written_otherwise_is_refused() -> None:
    header = {"typ": "antq-receipt", "kid": KEY.id, "alg": "Ed25519"}
    token = jws.serialize_compact(header, RECEIPT.text, KEY.jwk, algorithms=["Ed25519"])
    assert code_of(token) == "receipt.header"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (RECEIPT.text.replace(":", ": ", 1), "receipt.not-canonical"),
        (json.dumps(parse(RECEIPT.text), sort_keys=True, separators=(",", ":")), "receipt.not-canonical"),
        (canonical(dict(reversed(parse(RECEIPT.text).items()))) + "\n", "receipt.not-canonical"),
        (canonical({**write_receipt(RECEIPT), "unheard": []}), "receipt.not-canonical"),
        (canonical({**write_receipt(RECEIPT), "format": 2}), "receipt.unreadable"),
        (canonical({**write_receipt(RECEIPT), "verdict": "not_met"}), "receipt.contradicts-itself"),
        (canonical({**write_receipt(RECEIPT), "name": "x"}), "receipt.unreadable"),
        ("", "receipt.unreadable"),
        ("[" * 50_000, "receipt.unreadable"),
        ("null", "receipt.unreadable"),
    ],
    ids=["space", "escapes", "line", "default", "format", "verdict", "key", "empty", "deep", "null"],
)
def test_what_the_right_key_sealed_must_be_a_receipt_in_its_one_form(payload: str, code: str) -> None:
    header = {"alg": "Ed25519", "kid": KEY.id, "typ": "antq-receipt"}
    token = jws.serialize_compact(header, payload, KEY.jwk, algorithms=["Ed25519"])
    assert code_of(token) == code


NO_TOKENS = [
    "",
    ".",
    "..",
    "...",
    "a.b",
    "a.b.c.d",
    "e30..",
    "bnVsbA.e30.e30",
    "é.é.é",
    "\ud800..",
    "x" * 200_000,
]


@pytest.mark.parametrize("token", NO_TOKENS, ids=range(len(NO_TOKENS)))
def test_what_is_no_token_is_refused(token: str) -> None:
    assert code_of(token) in {"receipt.not-a-token", "receipt.header"}
    with pytest.raises(ReceiptError):
        verify_label(token, [KEY.public])


def test_a_label_does_not_pass_for_a_receipt_nor_a_receipt_for_a_label() -> None:
    assert is_label(LABEL) and not is_label(TOKEN)
    assert code_of(LABEL) == "receipt.is-label"
    with pytest.raises(ReceiptError) as refused:
        verify_label(TOKEN, [KEY.public])
    assert refused.value.problems[0].code == "receipt.is-receipt"


def test_a_label_by_another_key_is_refused() -> None:
    with pytest.raises(ReceiptError) as refused:
        verify_label(LABEL, [OTHER.public])
    assert refused.value.problems[0].code == "receipt.label-broken"


def test_a_label_says_when_it_rests_on_what_was_only_claimed() -> None:
    claimed = attrs.evolve(RECEIPT, basis=Basis.CLAIMED, scheme="movement-grade")
    label = verify_label(sign_label(claimed, KEY), [KEY.public])
    assert (label.basis, label.scheme) == (Basis.CLAIMED, "movement-grade")


def test_what_could_not_be_checked_again_is_not_sealed() -> None:
    with pytest.raises(ReceiptError) as refused:
        sign(attrs.evolve(RECEIPT, unit="x" * 80_000), KEY)
    assert refused.value.problems[0].code == "receipt.too-long"


# --- keys ---


def test_a_pair_is_written_for_its_owner_alone_and_never_over_another(tmp_path: Path) -> None:
    private, public = tmp_path / "k.json", tmp_path / "k.public.json"
    key = new_key()
    write_pair(key, private, public)
    if os.name == "posix":
        assert private.stat().st_mode & 0o777 == 0o600
    assert read_private(parse(private.read_bytes())).id == key.id
    (held,) = read_public(parse(public.read_bytes()))
    assert verify(sign(RECEIPT, key), [held]) == RECEIPT
    assert parse(public.read_bytes()).keys() == {"kty", "crv", "x", "kid"}
    before = private.read_bytes(), public.read_bytes()
    with pytest.raises(ReceiptError) as refused:
        write_pair(new_key(), private, public)
    assert [problem.code for problem in refused.value.problems] == ["receipt.key-exists"] * 2
    assert (private.read_bytes(), public.read_bytes()) == before


def test_of_half_a_pair_nothing_is_written(tmp_path: Path) -> None:
    private, public = tmp_path / "k.json", tmp_path / "k.public.json"
    public.write_text("here already", encoding="utf-8")
    with pytest.raises(ReceiptError):
        write_pair(new_key(), private, public)
    assert not private.exists()
    with pytest.raises(FileNotFoundError):
        write_pair(new_key(), tmp_path / "j.json", tmp_path / "no" / "j.public.json")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["k.public.json"]


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    private = tmp_path / "k.json"
    private.symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(ReceiptError):
        write_pair(new_key(), private, tmp_path / "k.public.json")
    assert not (tmp_path / "elsewhere.json").exists()


def test_a_private_key_is_never_shown() -> None:
    shown = repr(KEY) + str(KEY) + repr(KEY.public)
    assert RFC_8037["d"] not in shown
    for damaged in ({**RFC_8037, "x": RFC_8037["d"]}, {**RFC_8037, "crv": "X25519"}, [RFC_8037]):
        with pytest.raises(ReceiptError) as refused:
            read_private(damaged)
        assert RFC_8037["d"] not in str(refused.value)


PUBLIC = {name: value for name, value in RFC_8037.items() if name != "d"}


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (RFC_8037, "receipt.key-is-private"),
        ({"keys": [PUBLIC, RFC_8037]}, "receipt.key-is-private"),
        ({"keys": []}, "receipt.not-a-key"),
        ({"keys": "x"}, "receipt.not-a-key"),
        ({}, "receipt.not-a-key"),
        (None, "receipt.not-a-key"),
        ([PUBLIC], "receipt.not-a-key"),
        ({**PUBLIC, "crv": "X25519"}, "receipt.not-a-key"),
        ({**PUBLIC, "kty": "EC"}, "receipt.not-a-key"),
        ({**PUBLIC, "x": PUBLIC["x"][:-1]}, "receipt.key-damaged"),
        ({**PUBLIC, "x": PUBLIC["x"][:-1] + "p"}, "receipt.key-damaged"),
        ({**PUBLIC, "x": PUBLIC["x"] + "="}, "receipt.key-damaged"),
        ({**PUBLIC, "x": 1}, "receipt.key-damaged"),
        ({**PUBLIC, "kid": "mine"}, "receipt.key-damaged"),
    ],
)
def test_what_is_no_public_key_is_refused(document: object, code: str) -> None:
    with pytest.raises(ReceiptError) as refused:
        read_public(document)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (PUBLIC, "receipt.key-only-public"),
        ({**RFC_8037, "x": write_public(OTHER.public)["x"]}, "receipt.key-damaged"),
        ({**RFC_8037, "d": None}, "receipt.key-damaged"),
        ({**RFC_8037, "d": "short"}, "receipt.key-damaged"),
        ({**RFC_8037, "kid": "mine"}, "receipt.key-damaged"),
        ("text", "receipt.not-a-key"),
    ],
)
def test_what_is_no_private_key_is_refused(document: object, code: str) -> None:
    with pytest.raises(ReceiptError) as refused:
        read_private(document)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_set_of_keys_is_read_and_what_others_add_is_passed_over() -> None:
    keys = read_public({"keys": [{**PUBLIC, "use": "sig"}, write_public(OTHER.public), PUBLIC]})
    assert [each.id for each in keys] == [KEY.id, OTHER.id]
    assert read_private(write_private(OTHER)).id == OTHER.id


# --- the QR code ---


def test_the_code_of_a_label_is_a_picture_that_fits_on_paper() -> None:
    assert qr_svg(LABEL).lstrip().startswith("<?xml")
    assert "<svg" in qr_svg(LABEL)
    assert qr_svg(LABEL) == qr_svg(LABEL)
    assert qr_version(LABEL) == 13
    assert qr_version(sign_label(GRANTED, KEY)) == 14


def test_a_token_too_long_for_any_code_is_refused() -> None:
    with pytest.raises(ReceiptError) as refused:
        qr_svg("x" * 5000)
    assert refused.value.problems[0].code == "receipt.too-long-for-qr"


@pytest.mark.parametrize(
    "possible", [Verdicts.NOT_MET, Verdicts.MET | Verdicts.NOT_MET, Verdicts.OUT_OF_SCOPE]
)
@pytest.mark.parametrize("seal", [sign, sign_label])
def test_a_certificate_of_what_is_not_met_is_not_sealed(seal: Any, possible: Verdicts) -> None:
    with pytest.raises(ReceiptError) as refused:
        seal(attrs.evolve(GRANTED, possible=possible), KEY)
    assert [problem.code for problem in refused.value.problems] == ["receipt.certificate-not-met"]
    assert seal(attrs.evolve(RECEIPT, possible=possible), KEY)


# --- keys with which one seal would fit everything ---

PRIME = 2**255 - 19
D = -121665 * pow(121666, -1, PRIME) % PRIME


def doubled(point: tuple[int, int]) -> tuple[int, int]:
    """Twice a point of the curve of RFC 8032."""
    x, y = point
    product = D * x * x * y * y % PRIME
    return (
        2 * x * y * pow(1 + product, -1, PRIME) % PRIME,
        (y * y + x * x) * pow(1 - product, -1, PRIME) % PRIME,
    )


def points_at(y: int) -> list[tuple[int, int]]:
    """The points of the curve with a coordinate, none or one or two."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    return sorted({(x, y), (-x % PRIME, y)}) if (x * x - square) % PRIME == 0 else []


def test_the_points_of_small_order_are_all_of_them() -> None:
    found = {point for y in SMALL_ORDER for point in points_at(y % PRIME)}
    assert len(found) == 8
    for point in found:
        assert doubled(doubled(doubled(point))) == (0, 1)


@pytest.mark.parametrize("sign_bit", [0, 1])
@pytest.mark.parametrize("y", sorted(SMALL_ORDER))
def test_a_key_of_small_order_is_refused(y: int, sign_bit: int) -> None:
    encoded = (y | sign_bit << 255).to_bytes(32, "little")
    x = base64.urlsafe_b64encode(encoded).rstrip(b"=").decode()
    with pytest.raises(ReceiptError) as refused:
        read_public({"kty": "OKP", "crv": "Ed25519", "x": x})
    assert refused.value.problems[0].code in ("receipt.key-weak", "receipt.key-damaged")


def test_the_key_that_sealed_a_label_is_named() -> None:
    assert label_sealed_by(LABEL, [OTHER.public, KEY.public]) == KEY.id
    with pytest.raises(ReceiptError):
        label_sealed_by(LABEL, [OTHER.public])
