"""Measures how long it takes from the bytes of a dossier's JSON to the dossier, beside bare decoding.

``python benchmarks/json_bytes.py`` prints a table. The floor is msgspec decoding the same bytes straight into
attrs classes that were written for them: it checks that integers are integers, and nothing else. CPU time;
all ways take their turn in every round.
"""

import datetime
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import msgspec

from antq_core import Stack, load_registry
from antq_core.codec.dossiers import read_dossier, read_heading
from antq_core.codec.quick_json.reading import DossierReader, RegistryReader
from antq_core.codec.text import parse

FOLDER = Path(__file__).parent
sys.path.append(str(FOLDER / "columns"))

from facts import CHOICES, NULLABLE, TRUTHS, WHOLES, Size  # noqa: E402 - found by the line above
from standard import KIND, YEAR, standard  # noqa: E402 - as above

ROUNDS, DOCUMENTS = 30, 50
GOAL = 2.5
Document = dict[str, Any]
Read = Callable[[bytes], object]


# --- the floor: classes for the very documents ---


@attrs.frozen
class Unit:
    """The unit of a dossier."""

    id: str
    kind: str
    province: str
    commune: str
    name: str = ""


def _facts(declared: Sequence[str], kinds: dict[str, Any]) -> Any:
    """The class that somebody would write for such facts."""
    fields = {name: attrs.field(default=None, type=kinds.get(name, int) | None) for name in declared}
    return attrs.make_class("Facts", fields, frozen=True, slots=True)


MeasuredFacts = _facts(Size().names, dict.fromkeys(TRUTHS, bool) | dict.fromkeys(CHOICES, str))


@attrs.frozen
class Measured:
    """A dossier of the standard that is measured."""

    format: int
    unit: Unit
    year: int
    verified: MeasuredFacts


class Window(msgspec.Struct, frozen=True, rename={"first": "from", "last": "to"}):
    """A window; an attrs class cannot have a part called ``from``."""

    first: datetime.date
    last: datetime.date


@attrs.frozen
class Incident:
    """One incident."""

    kind: str | None = None
    gravity: str | None = None
    occurred_on: datetime.date | None = None
    commune: str | None = None
    unit: str | None = None
    force_majeure: bool | None = None
    fatal: bool | None = None
    found_in_time: bool | None = None
    mitigated: bool | None = None
    reported_at_once: bool | None = None
    handling_accepted: bool | None = None


@attrs.frozen
class Incidents:
    """The list of incidents."""

    items: list[Incident]
    complete_for: Window | None = None
    attested_by: str | None = None
    basis: str | None = None


@attrs.frozen
class Lists:
    """The lists of an area."""

    incidents: Incidents | None = None


@attrs.frozen
class Evidence:
    """A document that shows a fact."""

    document: str
    issued_on: datetime.date | None = None
    issued_by: str | None = None


def _area_facts() -> Any:
    truths = ("formed_by_merger", "policy_implemented", "subjects_well_managed", "party_resolution_adopted")
    days = ("party_resolution_day", "registration_day")
    kinds: dict[str, Any] = dict.fromkeys((*truths, "registered"), bool)
    kinds |= dict.fromkeys(days, datetime.date) | {"force_rating": str}
    return _facts([fact.name for fact in _area_stack().dossier_facts], kinds)


def _area_stack() -> Stack:
    document = parse(_areas()[0])
    heading = read_heading(document)
    return load_registry(only=["vn"], strict=True).select(heading.unit, heading.year, heading.decision_date)


def _areas() -> list[bytes]:
    lines = (FOLDER.parent / "examples" / "commune" / "before.jsonl").read_bytes().splitlines()
    return [line for line in lines if b'"kind": "residential_area", "province"' in line][:DOCUMENTS]


AreaFacts = _area_facts()


@attrs.frozen
class Area:
    """A dossier of a residential area of the example commune."""

    format: int
    unit: Unit
    year: int
    claimed: AreaFacts | None = None
    verified: AreaFacts | None = None
    last_year: AreaFacts | None = None
    records: Lists | None = None
    evidence: dict[str, list[Evidence]] | None = None
    decision_date: datetime.date | None = None


# --- documents of the standard that is measured ---


def made_up(chance: random.Random, *, nulls: bool, intervals: float = 0.0) -> Document:
    """A dossier with 40 facts, 18 of which are unknown now and then: left out, or null."""
    stated: Document = {}
    for name in Size().names:
        if name in TRUTHS:
            stated[name] = chance.random() < 0.9
        elif name in CHOICES:
            stated[name] = chance.choice(CHOICES[name])
        else:
            stated[name] = chance.randint(0, 400)
    for part, whole in WHOLES.items():
        stated[part] = chance.randint(0, stated[whole])
    for name in NULLABLE:
        if chance.random() < 0.02:
            stated[name] = None
        elif type(stated[name]) is int and chance.random() < intervals:
            stated[name] = {"from": 0, "to": stated[name]}
    if not nulls:
        stated = {name: value for name, value in stated.items() if value is not None}
    unit = {"id": f"{chance.randrange(10**8):08}", "kind": KIND, "province": "25", "commune": "99999"}
    return {"format": 1, "unit": unit, "year": YEAR, "verified": stated}


class Case(NamedTuple):
    """Documents of one sort, and the bare decoding of them."""

    what: str
    stack: Stack
    documents: list[bytes]
    floor: Read | None


def cases() -> Iterator[Case]:
    """What is measured."""
    stack, floor = Stack(standard(Size())), msgspec.json.Decoder(Measured, strict=True).decode
    for what, settings in (
        ("40 facts, unknown ones left out", {"nulls": False}),
        ("40 facts, unknown ones null", {"nulls": True}),
        ("40 facts, 5 % of the nullable as intervals", {"nulls": False, "intervals": 0.05}),
    ):
        chance = random.Random(1)
        made = [json.dumps(made_up(chance, **settings)).encode() for _ in range(DOCUMENTS)]  # type: ignore[arg-type]
        yield Case(what, stack, made, None if "intervals" in settings else floor)
    yield Case("areas of the example", _area_stack(), _areas(), msgspec.json.Decoder(Area).decode)


def measured(case: Case) -> None:
    """Prints the medians of all ways for one case."""
    reader = DossierReader(case.stack)
    registry = RegistryReader(load_registry(only=["vn"], strict=True))
    strictly = [read_dossier(parse(each), case.stack) for each in case.documents]
    assert [reader.attempt(each) for each in case.documents] == strictly
    ways: dict[str, Read] = {} if case.floor is None else {"msgspec into attrs": case.floor}
    ways["the quick way"] = reader.read
    if case.stack.leading.scheme != "bench":
        assert [registry.read(each)[1] for each in case.documents] == strictly
        ways["the quick way, standards selected"] = registry.read
    ways["the strict codec"] = lambda each: read_dossier(parse(each), case.stack)
    times = in_turn(ways, case.documents)
    least = min(times.values()) if case.floor is None else times["msgspec into attrs"]
    size = statistics.mean(map(len, case.documents))
    for name, took in times.items():
        print(f"| {case.what} ({size:.0f} bytes) | {name} | {took:.1f} | {took / least:.2f} |")


def in_turn(ways: dict[str, Read], documents: Sequence[bytes]) -> dict[str, float]:
    """The median CPU time of each way for one document, in microseconds."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    names = list(ways)
    for _ in range(ROUNDS):
        for name in names:
            read, repeated = ways[name], 1 if name == "the strict codec" else 20
            started = time.process_time_ns()
            for _ in range(repeated):
                for each in documents:
                    read(each)
            found[name].append((time.process_time_ns() - started) / repeated / len(documents) / 1_000)
        names.append(names.pop(0))  # nobody always comes first
    return {name: statistics.median(times) for name, times in found.items()}


def main() -> None:
    """Measure every case."""
    print(
        f"| documents | way | µs of CPU | times the floor (goal with a verdict: {GOAL}) |\n|---|---|---|---|"
    )
    for case in cases():
        measured(case)


if __name__ == "__main__":
    main()
