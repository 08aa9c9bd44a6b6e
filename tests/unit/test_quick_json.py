"""Dossiers straight from bytes: which way is gone, with msgspec and without it."""

import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Any

import pytest

from antq_core import AntqError, Dossier, Registry, Stack, load_registry
from antq_core.codec.dossiers import read_dossier, read_heading, write_dossier
from antq_core.codec.quick_json.reading import DossierReader, RegistryReader
from antq_core.codec.text import parse
from antq_core.domain.sheets import decoded_of
from antq_core.errors import InputError, SelectionError
from antq_core.possible import Interval

pytest.importorskip("msgspec")

UNIT = {"id": "thon-mau", "kind": "residential_area", "province": "25", "commune": "99999"}
INCIDENTS = {
    "items": [{"kind": "crime", "occurred_on": "2026-03-01", "commune": "99999", "unit": "thon-mau"}],
    "complete_for": {"from": "2025-11-01", "to": "2026-10-31"},
    "attested_by": "Công an xã Mẫu (giả định)",
    "basis": "verified",
}
FULL: Mapping[str, Any] = {
    "format": 1,
    "unit": UNIT | {"name": "Thôn Mẫu (giả định)"},
    "year": 2026,
    "decision_date": "2026-11-12",
    "verified": {"new_hotspots": 0, "households_residing": 120, "registration_day": "2026-02-10"},
    "records": {"incidents": INCIDENTS},
    "evidence": {"registration_day": [{"document": "01/DK", "issued_on": "2026-02-10"}]},
}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(only=["vn"], strict=True)


@pytest.fixture(scope="module")
def stack(registry: Registry) -> Stack:
    heading = read_heading(dict(FULL))
    return registry.select(heading.unit, heading.year, heading.decision_date)


def data_of(**changed: Any) -> bytes:
    return json.dumps({**FULL, **changed}, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"verified": {"new_hotspots": None, "households_residing": {"from": 118, "to": 120}}},
        {"verified": None, "records": None, "evidence": {"registration_day": None}, "decision_date": None},
        {"unit": UNIT | {"name": ""}},
        {"unit": UNIT | {"name": "Xã Mẫu: thôn 1 ( giả định)"}},
        {"records": {"incidents": {**INCIDENTS, "items": [{"kind": None}], "basis": None}}},
        {"evidence": {"registration_day": [{"document": "x", "issued_by": None}]}},
    ],
    ids=["full", "in a sheet", "nothing", "no name", "a colon", "in a list", "in a document"],
)
def test_null_intervals_and_colons_are_read_quickly(stack: Stack, changed: dict[str, Any]) -> None:
    reader, data = DossierReader(stack), data_of(**changed)
    for _ in range(40):  # whatever is tried first after several of the same sort
        assert reader.attempt(data) == read_dossier(parse(data), stack)
    assert reader.attempt(data_of()) == read_dossier(dict(FULL), stack)


@pytest.mark.parametrize(
    ("written", "instead", "code"),
    [
        (b'"new_hotspots": 0', b'"new_hotspots": 0, "new_hotspots": 0', "json.key-twice"),
        (b'"new_hotspots": 0', b'"new_hotspots" :0, "new_hotspots": 1', "json.key-twice"),
        (b'"new_hotspots": 0', b'"new_hotspots": 0, "new_hotsp\\u006fts": 0', "json.key-twice"),
        (b'"year": 2026', b'"verified": {}, "year": 2026', "json.key-twice"),
        (b'"new_hotspots": 0', b'"new_hotspot": 0', "json.unknown-key"),
        (b'"new_hotspots": 0', b'"new_hotspots": 0.0', "json.fraction"),
        (b'"new_hotspots": 0', b'"new_hotspots": false', "value.wrong-type"),
        (b'"new_hotspots": 0', b'"new_hotspots": {"from": 1, "to": 0}', "json.interval"),
        (b'"new_hotspots": 0', b'"households_registered": 121', "value.part-above-whole"),
        (
            b'"new_hotspots": 0',
            b'"households_registered": {"from": 121, "to": 130}',
            "value.range-above-whole",
        ),
        (b"2026-02-10", b"2020-02-10", "value.outside-year"),
        (b'"99999"', b'"9999"', "value.commune-digits"),
        (b'"attested_by"', b'"attested_By"', "json.unknown-key"),
        (b'"format": 1', b'"format": 2', "json.format"),
        (b'"01/DK"', b'"01/DK', "json.syntax"),
    ],
)
def test_what_is_refused_is_told_by_the_strict_codec(
    stack: Stack, written: bytes, instead: bytes, code: str
) -> None:
    data = data_of().replace(written, instead, 1)
    assert data != data_of()
    reader = DossierReader(stack)
    assert reader.attempt(data) is None
    with pytest.raises(InputError) as quickly:
        reader.read(data)
    with pytest.raises(InputError) as strictly:
        read_dossier(parse(data), stack)
    assert quickly.value.problems == strictly.value.problems
    assert any(problem.code.startswith(code) for problem in quickly.value.problems)


def test_what_is_stated_is_written_out_when_it_is_asked_for(stack: Stack) -> None:
    data = data_of(verified={"registration_day": "2026-02-10", "new_hotspots": {"from": 0, "to": 1}})
    found = DossierReader(stack).attempt(data)
    assert found is not None
    decoded = decoded_of(found.verified)
    assert getattr(decoded, "new_hotspots", None) == Interval(0, 1)
    assert getattr(decoded, "crimes", 0) is None
    assert "stated" not in vars(found.verified)
    assert list(found.verified.stated) == ["new_hotspots", "registration_day"]
    assert found.verified.stated is found.verified.stated
    assert decoded_of(found.claimed) is None
    assert not found.claimed.stated


def test_one_registry_reader_serves_every_kind(registry: Registry) -> None:
    reader = RegistryReader(registry)
    kinds = ("residential_area", "commune", "residential_area", "school", "school", "commune")
    for kind in kinds:
        for year in (2026, 2024):
            changed = {"kind": kind, "province": "25" if year == 2026 else "20"}
            document = {"format": 1, "unit": UNIT | changed, "year": year}
            data = json.dumps(document).encode()
            heading = read_heading(document)
            expected = registry.select(heading.unit, year, None)
            found = reader.attempt(data)
            assert found is not None
            assert found[0] is expected
            assert found == (expected, read_dossier(document, expected)) == reader.read(data)


@pytest.mark.parametrize(
    ("changed", "error"),
    [({"unit": UNIT | {"kind": "stranger"}}, SelectionError), ({"year": 1999}, InputError)],
)
def test_what_cannot_be_selected_is_told_as_ever(
    registry: Registry, changed: dict[str, Any], error: type[AntqError]
) -> None:
    reader = RegistryReader(registry)
    assert reader.attempt(data_of(**changed)) is None
    with pytest.raises(error):
        reader.read(data_of(**changed))


def test_threads_may_share_a_reader(stack: Stack) -> None:
    reader, expected = DossierReader(stack), read_dossier(dict(FULL), stack)
    few = data_of(verified={})
    found: list[Dossier] = []

    def read(data: bytes) -> None:
        found.extend(reader.read(data) for _ in range(300))

    threads = [threading.Thread(target=read, args=(data,)) for data in (data_of(), few, data_of())]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found.count(expected) == 600
    assert len(found) == 900


def test_without_msgspec_the_strict_codec_serves(stack: Stack) -> None:
    script = f"""
import json, sys
sys.modules["msgspec"] = None  # as if it were not installed
from antq_core import load_registry
from antq_core.codec.dossiers import write_dossier
from antq_core.codec.quick_json.reading import DossierReader, RegistryReader
data = {data_of()!r}
stack, dossier = RegistryReader(load_registry(only=["vn"], strict=True)).read(data)
reader = DossierReader(stack)
assert reader.attempt(data) is None
assert reader.read(data) == dossier
sys.stdout.write(json.dumps(write_dossier(dossier)))
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert json.loads(run.stdout) == write_dossier(DossierReader(stack).read(data_of()))
