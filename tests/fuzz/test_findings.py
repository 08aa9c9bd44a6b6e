"""What the fuzzer once found stays mended: each kept input goes through the same door again."""

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def findings() -> list[Any]:
    """Every kept finding; one that is not mended yet is expected to fail, and says why."""
    listed = []
    for file in sorted((HERE / "findings").glob("*.json")):
        finding = json.loads(file.read_text(encoding="utf-8"))
        marks = [pytest.mark.xfail(reason=finding["open"], strict=True)] if "open" in finding else []
        listed.append(pytest.param(finding, id=file.stem, marks=marks))
    return listed


@pytest.fixture(scope="module")
def entry_points() -> dict[str, Callable[[bytes], None]]:
    return runpy.run_path(str(HERE / "entry_points.py"))["ENTRY_POINTS"]


@pytest.mark.parametrize("finding", findings())
def test_what_was_found_once_is_answered_now(
    entry_points: dict[str, Callable[[bytes], None]], finding: dict[str, str]
) -> None:
    assert finding["note"]
    entry_points[finding["entry"]](finding["input"].encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    ("entry", "source"),
    [
        ("a_dossier", b"\xff"),
        ("a_table", b"\x1e\x1e\n\x1e"),
        ("a_mapping", b"format = 1\nformat = 1"),
        ("a_standard", b"{}"),
        ("an_assessment", b"[]"),
        ("a_command", b""),
        ("a_command", b"\x02a,a\n\x1e["),
        ("a_register", b"tips.csv\n\x1etips.jsonl\n["),
        ("a_register", b"tips.csv\nnumber,province,received_on\nTB-1,26,2018-01-01\nTB-2,26,43160\n"),
        ("a_receipt", b"a.b.c"),
    ],
)
def test_every_door_answers_nonsense(
    entry_points: dict[str, Callable[[bytes], None]], entry: str, source: bytes
) -> None:
    entry_points[entry](source)


def mistaken(*_: object, **__: object) -> None:
    raise KeyError("a mistake")


def test_a_mistake_is_not_taken_for_an_answer(
    entry_points: dict[str, Callable[[bytes], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(entry_points["a_dossier"].__globals__, "parse", mistaken)
    with pytest.raises(KeyError):
        entry_points["a_dossier"](b"{}")


def test_a_mistake_that_the_command_survives_is_not_taken_for_an_answer(
    entry_points: dict[str, Callable[[bytes], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = {"id": "a", "kind": "residential_area", "province": "25", "commune": "99999"}
    source = b"\0" + json.dumps({"format": 1, "unit": unit, "year": 2026}).encode()
    entry_points["a_command"](source)
    monkeypatch.setattr("antq_core.cli.runs.assessing.assess", mistaken)
    with pytest.raises(AssertionError):
        entry_points["a_command"](source)


def test_a_placeholder_that_stays_in_a_sentence_is_found(
    entry_points: dict[str, Callable[[bytes], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("antq_core.errors.say", lambda *_, **__: "{found}")
    with pytest.raises(AssertionError, match="not filled in"):
        entry_points["a_command"](b"\0{")
