"""`antq receipt`: what it writes, what it says, and that nothing it is given ends in a traceback."""

import builtins
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antq_core.codec.documents import digest

MET = {"clean": True, "quiet": True}
PUBLIC = ("--key", "k.public.json")


@pytest.fixture
def keyed(short: Any, antq: Any) -> Callable[..., Any]:
    """Runs a command line where a pair of keys is at hand; `sign` and `replay` by the short standards."""
    assert antq("receipt", "key", "k.json").code == 0

    def run(command: str, *typed: object) -> Any:
        return (short if command in ("sign", "replay") else antq)("receipt", command, *typed)

    return run


@pytest.fixture
def sealed(keyed: Any, save: Any, area: Any) -> Any:
    """The same, with a sealed receipt of the unit k1 in r.jws."""
    save("a.jsonl", area("k1", **MET), area("k2"))
    assert keyed("sign", "a.jsonl", "k1", "--key", "k.json", "--output", "r.jws", "--qr", "r.svg").code == 0
    return keyed


# --- sealing and checking ---


def test_keys_are_for_their_owner_and_never_written_over(keyed: Any, tmp_path: Path) -> None:
    if os.name == "posix":
        assert (tmp_path / "k.json").stat().st_mode & 0o777 == 0o600
    before = (tmp_path / "k.json").read_bytes()
    run = keyed("key", "k.json")
    assert (run.code, run.out) == (2, "")
    assert '"k.json"' in run.err
    assert (tmp_path / "k.json").read_bytes() == before
    made = keyed("key", "j.json", "--json").listing
    assert made == {"key": made["key"], "private": "j.json", "public": "j.public.json"}


def test_a_receipt_is_sealed_checked_and_decided_again(sealed: Any, tmp_path: Path) -> None:
    for locale, met, ends in (
        ("vi", "đạt", "Xét lại ra đúng như phiếu."),
        ("en", "met", "it is as the receipt says."),
    ):
        shown = sealed("verify", "r.jws", *PUBLIC, "--locale", locale)
        assert (shown.code, shown.err) == (0, "")
        assert "k1" in shown.out
        again = sealed("replay", "r.jws", "a.jsonl", *PUBLIC, "--locale", locale)
        assert again.code == 0
        assert met in again.out and ends in again.out
        assert "≠" not in again.out and "~" not in again.out
    assert (tmp_path / "r.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_what_is_printed_for_machines_is_what_was_sealed(sealed: Any, tmp_path: Path) -> None:
    run = sealed("sign", "a.jsonl", "k1", "--key", "k.json", "--json")
    assert run.listing["token"] == (tmp_path / "r.jws").read_text(encoding="utf-8").strip()
    assert sealed("verify", "r.jws", *PUBLIC, "--json").listing["receipt"] == run.listing["receipt"]
    assert "Thôn Mẫu" not in run.out
    (tmp_path / "label.txt").write_text(run.listing["label"], encoding="utf-8")
    label = sealed("verify", "label.txt", *PUBLIC, "--json").listing["label"]
    assert (label["unit"], label["verdict"]) == ("k1", "met")
    assert sealed("verify", "label.txt", *PUBLIC).code == 0
    replayed = sealed("replay", "r.jws", "a.jsonl", *PUBLIC, "--json").listing
    assert replayed["agrees"] is True
    assert all(point["same"] for point in replayed["points"])


def test_the_digest_of_the_reasons_is_that_of_what_explain_prints(sealed: Any, short: Any) -> None:
    (explained,) = short("explain", "a.jsonl", "k1", "--json").listing
    receipt = sealed("verify", "r.jws", *PUBLIC, "--json").listing["receipt"]
    assert receipt["assessment_digest"] == digest(explained)
    assert receipt["input_digest"] == explained["input_digest"]


def test_a_receipt_may_be_printed_and_is_the_same_each_time(sealed: Any, tmp_path: Path) -> None:
    runs = [sealed("sign", "a.jsonl", "k1", "--key", "k.json") for _ in range(2)]
    assert {run.out for run in runs} == {(tmp_path / "r.jws").read_text(encoding="utf-8")}


def test_a_receipt_of_a_certificate_shows_its_numbers(sealed: Any) -> None:
    numbers = ("--certificate", "12/CN", "--decision", "15/QĐ-UBND", "--authority", "commune_committee")
    sign = ("sign", "a.jsonl", "k1", "--key", "k.json")
    day = ("--decision-date", "2026-12-01")
    assert sealed(*sign, *numbers, *day, "--output", "c.jws").code == 0
    shown = sealed("verify", "c.jws", *PUBLIC).out
    assert "12/CN" in shown and "15/QĐ-UBND ngày 01/12/2026, cơ quan commune_committee" in shown
    assert sealed("replay", "c.jws", "a.jsonl", *PUBLIC).code == 0
    half = sealed(*sign, *numbers)
    assert (half.code, half.out) == (2, "")
    assert "--decision-date" in half.err
    wrong = sealed(*sign, *numbers[:-1], "Tên Mẫu", *day)
    assert wrong.code == 2
    assert "--authority:" in wrong.err


def test_a_receipt_carries_what_was_asked_for(sealed: Any) -> None:
    asked = ("--basis", "claimed", "--reading", "noise_means=by_night", "--as-of", "2026-12-24")
    assert sealed("sign", "a.jsonl", "k2", "--key", "k.json", *asked, "--output", "q.jws").code == 0
    receipt = sealed("verify", "q.jws", *PUBLIC, "--json").listing["receipt"]
    assert (receipt["basis"], receipt["asked_on"]) == ("claimed", "2026-12-24")
    assert receipt["asked_readings"] == {"noise_means": "by_night"}
    assert sealed("replay", "q.jws", "a.jsonl", *PUBLIC).code == 0


# --- what differs ---


def test_another_dossier_is_told_with_what_it_comes_to(sealed: Any, save: Any, area: Any) -> None:
    save("b.jsonl", area("k1", clean=False, quiet=True))
    run = sealed("replay", "r.jws", "b.jsonl", *PUBLIC, "--locale", "en")
    assert run.code == 3
    assert "≠ Result: sealed met; now not met" in run.out
    assert "= Standard vn/short/residential_area" in run.out


def test_the_units_of_a_commune_must_be_there_again(keyed: Any, save: Any, area: Any, commune: Any) -> None:
    save("x.json", commune("x1", "k1"))
    save("a.jsonl", area("k1", **MET))
    sign = keyed("sign", "x.json", "x1", "--with", "a.jsonl", "--key", "k.json", "--output", "x.jws")
    assert sign.code == 0
    assert keyed("replay", "x.jws", "a.jsonl", "x.json", *PUBLIC).code == 0
    alone = keyed("replay", "x.jws", "x.json", *PUBLIC, "--locale", "en")
    assert alone.code == 3
    assert "≠ Digest of all input" in alone.out and "= Digest of the dossier" in alone.out
    assert "Check that all files of dossiers were handed over." in alone.out


def test_another_year_of_the_unit_does_not_serve(sealed: Any, save: Any, area: Any) -> None:
    save("b.jsonl", {**area("k1", **MET), "year": 2027})
    run = sealed("replay", "r.jws", "b.jsonl", *PUBLIC)
    assert (run.code, run.out) == (2, "")
    assert "2026" in run.err


def test_of_several_years_one_is_chosen(sealed: Any, save: Any, area: Any) -> None:
    save("b.jsonl", area("k1", **MET), {**area("k1", **MET), "year": 2027})
    for typed, told in (
        ((), "2026, 2027"),
        (("--year", "2025"), "2026, 2027"),
        (("--year", "x"), "2026, 2027"),
    ):
        run = sealed("sign", "b.jsonl", "k1", "--key", "k.json", *typed)
        assert (run.code, run.out) == (2, "")
        assert told in run.err
    run = sealed("sign", "b.jsonl", "k1", "--key", "k.json", "--year", "2027", "--json")
    assert run.listing["receipt"]["year"] == 2027
    assert sealed("replay", "r.jws", "b.jsonl", *PUBLIC).code == 0


# --- what is refused ---


@pytest.mark.parametrize("content", [b"", b"\n", b"\0" * 50, b"\xff\xfe", b"{}", b"a.b.c", b"x" * 300_000])
def test_what_is_no_receipt_is_refused_in_words(sealed: Any, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.jws").write_bytes(content)
    for command in (("verify", "t.jws"), ("replay", "t.jws", "a.jsonl")):
        run = sealed(*command, *PUBLIC)
        assert (run.code, run.out) == (3, "")
        assert "t.jws: " in run.err
        assert run.err.count("\n") == 2  # one sentence in each language


def test_a_changed_byte_of_the_file_is_refused(sealed: Any, tmp_path: Path) -> None:
    content = (tmp_path / "r.jws").read_bytes()
    places = [*range(0, len(content), 97), *range(len(content) - 6, len(content))]
    for place in places:
        for other in (content[place] ^ 1, 0x0D, 0x20):
            (tmp_path / "t.jws").write_bytes(content[:place] + bytes([other]) + content[place + 1 :])
            assert sealed("verify", "t.jws", *PUBLIC).code == 3
    for more in (b"\n", b" ", b"x"):
        (tmp_path / "t.jws").write_bytes(content + more)
        assert sealed("verify", "t.jws", *PUBLIC).code == 3
    for ending in (b"", b"\n", b"\r\n"):
        (tmp_path / "t.jws").write_bytes(content.strip() + ending)
        assert sealed("verify", "t.jws", *PUBLIC).code == 0


def test_the_key_of_somebody_else_does_not_serve(sealed: Any) -> None:
    assert sealed("key", "j.json").code == 0
    run = sealed("verify", "r.jws", "--key", "j.public.json", "--locale", "en")
    assert (run.code, run.out) == (3, "")
    assert "which is not among those to check with" in run.err
    assert sealed("verify", "r.jws", "--key", "j.public.json", *PUBLIC).code == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("verify", "no.jws", *PUBLIC), "no.jws"),
        (("verify", ".", *PUBLIC), "."),
        (("verify", "r.jws", "--key", "no.json"), "no.json"),
        (("verify", "r.jws", "--key", "k.json"), ".public.json"),
        (("verify", "r.jws", "--key", "a.jsonl"), "a.jsonl"),
        (("verify", "r.jws"), "--key"),
        (("replay", "r.jws", *PUBLIC), "DOSSIERS"),
        (("replay", "r.jws", "no.jsonl", *PUBLIC), "no.jsonl"),
        (("sign", "a.jsonl", "k1"), "--key"),
        (("sign", "a.jsonl", "k9", "--key", "k.json"), "k1"),
        (("sign", "a.jsonl", "k1", "--key", "k.public.json"), "k.public.json"),
        (("sign", "a.jsonl", "k1", "--key", "k.json", "--output", "a.jsonl"), "a.jsonl"),
        (("sign", "a.jsonl", "k1", "--key", "k.json", "--output", "k.json"), "k.json"),
        (("sign", "a.jsonl", "k1", "--key", "k.json", "--output", "no/r.jws"), "no"),
        (("sign", "a.jsonl", "k1", "--key", "k.json", "--output", "s.svg", "--qr", "s.svg"), "--qr"),
        (("sign", "a.jsonl", "k1", "--key", "k.json", "--output", "s.jws", "--qr", "s.png"), "s.png"),
        (("key", "k.pem"), ".json"),
        (("key", "no/k.json"), "no"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_used_is_named_and_nothing_is_written(
    sealed: Any, tmp_path: Path, typed: tuple[str, ...], told: str
) -> None:
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    run = sealed(*typed)
    assert (run.code, run.out) == (2, "")
    assert told in run.err
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_a_unit_that_cannot_be_read_is_not_sealed(keyed: Any, save: Any, area: Any, tmp_path: Path) -> None:
    save("a.jsonl", area("k1", wrong=1))
    run = keyed("sign", "a.jsonl", "k1", "--key", "k.json", "--output", "r.jws")
    assert (run.code, run.out) == (3, "")
    assert '"wrong"' in run.err
    assert not (tmp_path / "r.jws").exists()


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_a_private_key_that_others_can_read_is_told(sealed: Any, tmp_path: Path) -> None:
    (tmp_path / "k.json").chmod(0o644)
    run = sealed("sign", "a.jsonl", "k1", "--key", "k.json")
    assert run.code == 0
    assert "chmod 600 k.json" in run.err


def test_a_name_in_a_receipt_commands_no_terminal(keyed: Any, save: Any, area: Any) -> None:
    save("a.jsonl", area("k\x1b[2J", **MET))
    assert keyed("sign", "a.jsonl", "k\x1b[2J", "--key", "k.json", "--output", "r.jws").code == 0
    for run in (keyed("verify", "r.jws", *PUBLIC), keyed("replay", "r.jws", "a.jsonl", *PUBLIC)):
        assert run.code == 0
        assert "\x1b" not in run.out


def test_a_broken_plugin_stands_in_the_receipt(
    antq: Any, save: Any, area: Any, install: Any, short_standards: Any
) -> None:
    install("antq-broken", {"vn-25": "raise RuntimeError"})
    assert antq("receipt", "key", "k.json").code == 0
    save("a.jsonl", {**area("k1"), "verified": {}})
    run = antq("receipt", "sign", "a.jsonl", "k1", "--key", "k.json", "--output", "r.jws", "--locale", "en")
    assert run.code == 3
    assert "antq-broken" in run.err
    shown = antq("receipt", "verify", "r.jws", *PUBLIC, "--locale", "en")
    assert shown.code == 0
    assert "vn-25" in shown.out


@pytest.mark.parametrize("module", ["joserfc", "segno", "cryptography"])
def test_without_the_extra_it_is_named(
    antq: Any, monkeypatch: pytest.MonkeyPatch, module: str, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text(json.dumps([]), encoding="utf-8")
    for loaded in [name for name in sys.modules if name.startswith("antq_core.receipts.")]:
        if not loaded.endswith((".receipt", ".installed_code")):
            monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.delitem(sys.modules, "antq_core.cli.sealing", raising=False)
    monkeypatch.delattr("antq_core.cli.sealing", raising=False)
    there = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == module or (module == "cryptography" and name.startswith("joserfc")):
            raise ModuleNotFoundError(f"No module named {module!r}", name=module)
        return there(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    for typed in (
        ("key", "k.json"),
        ("sign", "a.json", "k1", "--key", "k.json"),
        ("verify", "r.jws", *PUBLIC),
        ("replay", "r.jws", "a.json", *PUBLIC),
    ):
        run = antq("receipt", *typed)
        assert (run.code, run.out) == (2, "")
        assert module in run.err and "[sign]" in run.err


def test_the_other_commands_need_no_extra() -> None:
    script = (
        "import sys; from antq_core.cli.commands import main; main(['receipt', '--help']);"
        "sys.exit(bool({'joserfc', 'segno', 'cryptography'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert run.returncode == 0


def test_no_key_device_or_pipe_is_written_over(sealed: Any, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jws")
    sign = ("sign", "a.jsonl", "k1", "--key", "k.json", "--output")
    kept = {name: (tmp_path / name).read_bytes() for name in ("k.json", "k.public.json")}
    (tmp_path / "other.json").write_bytes(kept["k.json"])
    for target in ("other.json", "k.public.json", "pipe.jws"):
        run = sealed(*sign, target)
        assert (run.code, run.out) == (2, "")
        assert target in run.err
    assert (tmp_path / "pipe.jws").is_fifo()
    assert {name: (tmp_path / name).read_bytes() for name in kept} == kept


def test_a_link_stays_and_its_file_is_written(sealed: Any, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "link.jws").symlink_to(tmp_path / "kept" / "real.jws")
    assert sealed("sign", "a.jsonl", "k1", "--key", "k.json", "--output", "link.jws").code == 0
    assert (tmp_path / "link.jws").is_symlink()
    assert (tmp_path / "kept" / "real.jws").read_text(encoding="ascii").count(".") == 2
