import os
from pathlib import Path
from typing import Any

import pytest


def test_every_file_that_cannot_be_read_is_named_at_once(short: Any, save: Any, area: Any) -> None:
    save("a.json", area("k1"))
    save("broken.json", '{"format": 1,')
    save("number.json", "3")
    save("a.txt", area("k1"))
    Path("folder.jsonl").mkdir()
    run = short(
        "assess", "a.json", "a.json", "missing.json", "broken.json", "number.json", "a.txt", "folder.jsonl"
    )
    assert (run.code, run.out) == (2, "")
    vietnamese, english = run.err.splitlines()[:6], run.err.splitlines()[6:]
    for sentences in (vietnamese, english):
        named = ["a.json", "missing.json", "broken.json", "number.json", "a.txt", "folder.jsonl"]
        assert all(name in sentence for name, sentence in zip(named, sentences, strict=True))
    page = "[docs/errors.md#cli.file-missing]"
    assert vietnamese[1] == f"không có tệp missing.json; hãy kiểm tra đường dẫn {page}"
    assert english[1] == f"there is no file missing.json; check the path {page}"


def test_in_english_nothing_is_said_in_vietnamese(short: Any) -> None:
    run = short("assess", "missing.json", "--locale", "en")
    assert (run.code, run.err) == (
        2,
        "there is no file missing.json; check the path [docs/errors.md#cli.file-missing]\n",
    )


def test_a_file_in_another_encoding_is_unreadable(short: Any, tmp_path: Path) -> None:
    tmp_path.joinpath("a.json").write_bytes('{"name": "Thôn"}'.encode("utf-16"))
    run = short("assess", "a.json")
    assert run.code == 2
    assert "UTF-8" in run.err


def test_what_the_system_refuses_is_no_traceback(
    antq: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looped = tmp_path / "loop.json"
    looped.symlink_to(looped)
    run = antq("assess", "loop.json")
    assert run.code == 2
    assert "loop.json" in run.err


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (["asses"], "asses"),
        (["assess"], "FILES"),
        (["assess", "a.json", "--outptu", "o.json"], "--output"),
        (["assess", "a.json", "--output"], "--output"),
        (["assess", "a.json", "--output", "o.json", "--output", "p.json"], "--output"),
        (["assess", "a.json", "--basis", "guessed"], "claimed, verified"),
        (["assess", "a.json", "--as-of", "20261114"], "--as-of"),
        (["assess", "a.json", "--as-of", "2026-02-30"], "--as-of"),
        (["assess", "a.json", "--reading", "a=1", "--reading", "a=2"], '"a"'),
        (["assess", "a.json", "--locale", "fr"], "vi, en"),
        (["assess", "a.json", "--json=perhaps"], "perhaps"),
        (["explain", "a.json"], "UNIT"),
        (["plugins", "more"], "more"),
        (["schema", "verdict"], "dossier, standard, assessment"),
    ],
)
def test_what_is_typed_wrongly_is_said_in_both_languages(antq: Any, typed: list[str], named: str) -> None:
    run = antq(*typed)
    assert (run.code, run.out) == (2, "")
    vietnamese, english = run.err.splitlines()
    assert named in vietnamese
    assert named in english
    assert vietnamese != english


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["assess"],
        ["explain"],
        ["standards"],
        ["standards", "list"],
        ["standards", "show"],
        ["plugins"],
        ["schema"],
    ],
)
def test_every_page_of_help_is_in_the_language_of_the_reader(
    antq: Any, typed: list[str], locale: str
) -> None:
    run = antq(*typed, "--help", "--locale", locale)
    assert run.code == 0
    assert "cli." not in run.out
    assert ("Cách gõ:" in run.out, "Usage:" in run.out) == (locale == "vi", locale == "en")
    assert ("Tuỳ chọn" in run.out or "Lệnh" in run.out) == (locale == "vi")


def test_the_version_is_that_of_the_distribution(antq: Any) -> None:
    assert antq("--version").out.strip().startswith("0.")


def test_the_width_of_a_terminal_is_respected(antq: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "COLUMNS", "60")
    assert max(map(len, antq("standards", "list").out.splitlines())) <= 60
