"""What people really hand over: bad input ends in a sentence in both languages, never in a traceback.

The good row beside a bad one is assessed all the same.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

Json = Any

GOOD: Json = {
    "format": 1,
    "unit": {"id": "thon-tot", "kind": "residential_area", "province": "25", "commune": "99999"},
    "year": 2026,
    "verified": {"households_residing": 120, "households_registered": 119},
}
HEADER = "unit,kind,province,commune,year,verified.households_residing,verified.households_registered"
GOOD_CELLS = "thon-tot,residential_area,25,99999,2026,120,119"


def bad(**changes: Json) -> Json:
    """A dossier of another unit, with something wrong."""
    document = json.loads(json.dumps(GOOD))
    document["unit"]["id"] = "thon-sai"
    for place, value in changes.items():
        *path, last = place.split("__")
        part = document
        for step in path:
            part = part.setdefault(step, {})
        part[last] = value
    return document


@attrs.frozen
class Case:
    """Something wrong in one row: the line of the file, the codes of its problems, and what must be named."""

    line: str | bytes
    codes: tuple[str, ...]
    named: tuple[str, ...] = ()


def raw(document: Json, old: str, new: str) -> str:
    return json.dumps(document).replace(old, new)


LINES: Mapping[str, Case] = {
    "a field that nobody knows": Case(json.dumps(bad(verifed={})), ("json.unknown-key",), ("verified",)),
    "a misspelt fact": Case(
        json.dumps(bad(verified__new_hotspot=0)), ("json.unknown-key",), ("new_hotspots",)
    ),
    "a truth as text": Case(json.dumps(bad(verified__registered="false")), ("value.wrong-type",)),
    "a number as text": Case(json.dumps(bad(verified__crimes="12")), ("value.wrong-type",)),
    "a fraction": Case(
        raw(bad(verified__crimes=0), '"crimes": 0', '"crimes": 3.0'), ("json.fraction",), ("3.0",)
    ),
    "a truth for a count": Case(json.dumps(bad(verified__crimes=True)), ("value.wrong-type",)),
    "full-width digits": Case(json.dumps(bad(verified__crimes="\uff11\uff12")), ("value.wrong-type",)),
    "null in a list": Case(
        json.dumps(bad(records__incidents__items=[None])), ("json.wrong-type",), ("items[0]",)
    ),
    "outside the declared range": Case(
        json.dumps(bad(verified__crimes=-1)), ("value.out-of-range",), ("1000000",)
    ),
    "a part above its whole": Case(
        json.dumps(bad(verified__households_registered=121)), ("value.part-above-whole",), ("121", "120")
    ),
    "a day outside its year": Case(
        json.dumps(bad(verified__registration_day="2024-12-31")), ("value.outside-year",), ("2024",)
    ),
    "no such day": Case(json.dumps(bad(verified__registration_day="2026-02-30")), ("json.day",)),
    "a code that was not valid at the date": Case(
        json.dumps(bad(unit__province="26")), ("province.code-ended",), ("Vĩnh Phúc", "25")
    ),
    "a province without its nought": Case(
        json.dumps(bad(unit__province="1")), ("province.lost-zero",), ("01 Thành phố Hà Nội",)
    ),
    "a commune without its nought": Case(
        json.dumps(bad(unit__commune="1234")), ("value.commune-digits",), ("01234",)
    ),
    "a code that a spreadsheet shortened": Case(
        json.dumps(bad(unit__commune="1.00109E+08")), ("value.shortened-code",), ("1.00109E+08",)
    ),
    "a shortened code in a record": Case(
        json.dumps(bad(records__incidents__items=[{"kind": "crime", "unit": "1,00109E+08"}])),
        ("value.shortened-code",),
    ),
    "no standard at that date": Case(
        json.dumps(bad(year=2012, decision_date="2012-06-17")), ("selection.none",), ("2012",)
    ),
    "truncated JSON": Case(json.dumps(bad())[:-5], ("json.cut-off",)),
    "a key twice": Case(raw(bad(), '"year"', '"format": 1, "year"'), ("json.key-twice",), ("format",)),
    "Windows-1258": Case(
        json.dumps(bad()).encode().replace(b"thon", "thôn".encode("cp1258")), ("json.not-utf8",), ("1258",)
    ),
    "nesting of 100,000": Case("[" * 100_000 + "]" * 100_000, ("json.too-deep",)),
    "NaN": Case(raw(bad(verified__crimes=0), '"crimes": 0', '"crimes": NaN'), ("json.not-a-number",)),
    "Infinity": Case(
        raw(bad(verified__crimes=0), '"crimes": 0', '"crimes": -Infinity'), ("json.not-a-number",)
    ),
    "10^400": Case(
        raw(bad(verified__crimes=0), '"crimes": 0', f'"crimes": 1{"0" * 400}'),
        ("json.number-too-long",),
        ("401",),
    ),
    "1e400": Case(raw(bad(verified__crimes=0), '"crimes": 0', '"crimes": 1e400'), ("json.fraction",)),
    "a province that has ended, and a misread day": Case(
        json.dumps(bad(unit__province="26", verified__registration_day="1/2/2026", verified__crimes="3")),
        ("province.code-ended", "json.day", "value.wrong-type"),
    ),
    "everything at once": Case(
        json.dumps(
            bad(
                unit__commune="123",
                verifed={},
                verified__new_hotspot=0,
                verified__crimes="12",
                verified__households_registered=121,
                records__incidents__items=[{"kind": "crim", "occurred_on": "2026-13-01"}],
            )
        ),
        (
            "value.commune-digits",
            "json.unknown-key",
            "value.wrong-type",
            "value.part-above-whole",
            "value.unknown-code",
            "json.day",
        ),
    ),
}


@pytest.fixture
def rows(antq: Any, tmp_path: Path) -> Callable[..., tuple[Any, list[Json]]]:
    """Runs `antq assess` on a file of some bytes; gives the run and the rejected rows."""

    def run(name: str, content: bytes, *typed: str) -> tuple[Any, list[Json]]:
        tmp_path.joinpath(name).write_bytes(content)
        ran = antq("assess", name, "--json", *typed)
        return ran, ran.listing["rejected"] if ran.out else []

    return run


def spoken(rejected: Json) -> Iterator[tuple[str, str, str]]:
    for problem in rejected["problems"]:
        yield problem["code"], problem["vi"], problem["en"]


@pytest.mark.parametrize("case", LINES.values(), ids=LINES.keys())
def test_a_bad_line_is_told_in_both_languages_and_loses_no_other(rows: Any, case: Case) -> None:
    line = case.line if isinstance(case.line, bytes) else case.line.encode()
    run, rejected = rows("a.jsonl", json.dumps(GOOD).encode() + b"\n" + line + b"\n")
    assert run.code == 3
    assert [each["unit"] for each in run.listing["assessed"]] == ["thon-tot"]
    assert [each["line"] for each in rejected] == [2]
    told = list(spoken(rejected[0]))
    assert set(case.codes) <= {code for code, _, _ in told}
    for name in case.named:
        assert any(name in vi and name in en for _, vi, en in told), (name, told)
    assert all(vi != en for _, vi, en in told)
    assert all(vi in run.err and en in run.err for _, vi, en in told)
    assert "Traceback" not in run.err
