"""What the fuzzer starts from: the examples, the national standards, and standards with every operator."""

import json
from collections.abc import Iterator
from pathlib import Path

import hypothesis
from entry_points import COMMANDS, EXAMPLE_RECORDS, EXAMPLE_TABLE, PART, registry
from hypothesis import strategies as st

from antq_core import Stack, assess
from antq_core.codec.converter import unstructure
from antq_core.codec.csv_files.writing import write_dossiers_csv
from antq_core.codec.documents import write_assessment, write_standard
from antq_core.codec.dossiers import read_dossier, read_heading, write_dossier
from antq_core.codec.text import canonical, parse
from antq_core.movement.tables import TABLES
from antq_core.receipts.keys import new_key
from antq_core.receipts.receipt import receipt_of
from antq_core.receipts.signing import sign, sign_label
from antq_core.testing.dossiers import dossiers
from antq_core.testing.movement import records
from antq_core.testing.standards import standards

ROOT = Path(__file__).parents[2]
GENERATED = 60

MAPPING = """\
format = 1
delimiter = ";"
dates = "DD/MM/YYYY"
sheet = "verified"
ignore = ["STT", "Ghi chú"]
[columns]
"Mã đơn vị" = "unit"
"Hoà giải từ" = "crimes.lo"
"Hoà giải đến" = "crimes.hi"
[values.policy_implemented]
"Đã làm" = "true"
[types.count]
"không có" = "0"
[constants]
kind = "residential_area"
"incidents.basis" = "verified"
[lists.incidents]
file = "vu-viec.csv"
[lists.incidents.columns]
"Mã" = "dossier.unit"
[lists.incidents.values.kind]
"Trộm cắp" = "crime"
[lists.incidents.constants]
fatal = "không"
"""


def seeds(entry: str) -> list[bytes]:
    """The first inputs of an entry point."""
    return list(
        {
            "a_dossier": _dossiers,
            "a_table": _tables,
            "a_mapping": _mappings,
            "a_standard": _standards,
            "an_assessment": _assessments,
            "a_command": _commands,
            "a_register": _registers,
            "a_receipt": _receipts,
        }[entry]()
    )


def _examples() -> list[bytes]:
    files = sorted((ROOT / "examples/commune").glob("*.jsonl"))
    lines = [line for file in files for line in file.read_bytes().splitlines()]
    return [line for line in lines if len(line) < 30_000]


def _dossiers() -> Iterator[bytes]:
    yield from _examples()
    for each in registry().supplied:
        stack = Stack(each.standard)
        for dossier in _drawn(dossiers(stack), 8):
            yield canonical(write_dossier(dossier)).encode()


def _tables() -> Iterator[bytes]:
    yield PART.join((b"format = 1", EXAMPLE_TABLE.encode(), b"incidents\n" + EXAMPLE_RECORDS.encode()))
    for each in registry().supplied:
        stack = Stack(each.standard)
        for dossier in _drawn(dossiers(stack), 6):
            yield _files([dossier])
    documents = [parse(line) for line in _examples()]
    for start in range(0, len(documents), 13):
        chosen = [each for each in documents[start : start + 13] if each["unit"]["kind"] != "commune"][:3]
        yield _files([read_dossier(each, _stack_of(each)) for each in chosen])


def _files(held: list) -> bytes:
    files = write_dossiers_csv(held)
    lists = (f"{name}\n{text}".encode() for name, text in files.lists.items())
    return PART.join((b"format = 1", files.main.encode(), *lists))


def _stack_of(document) -> Stack:
    heading = read_heading(document)
    return registry().select(heading.unit, heading.year, heading.decision_date)


def _mappings() -> Iterator[bytes]:
    yield b"format = 1\n"
    yield MAPPING.encode()
    yield 'format = 1\nsheet = "verified"\n[types.day]\n"chưa có" = ""\n'.encode()


def _standards() -> Iterator[bytes]:
    for each in _drawn(standards(most_criteria=3), GENERATED):
        yield canonical(write_standard(each)).encode()
    for supplied in registry().supplied:
        yield canonical(write_standard(supplied.standard)).encode()
    nowhere = {"kind": "fictional", "number": "1"}
    province = {
        "format": 1,
        "id": "vn-25/x",
        "scheme": "antt-safety",
        "jurisdiction": "vn-25",
        "kinds": ["residential_area"],
        "title": {"vi": "x", "en": "x"},
        "citation": nowhere,
        "in_force_from": "2025-07-01",
        "facts": [{"name": "lamps", "measure": "truth", "label": {"vi": "đèn", "en": "lamps"}}],
        "criteria": [
            {
                "code": "P-1",
                "text": {"vi": "x", "en": "x"},
                "citation": nowhere,
                "holds": {"op": "fact_value", "fact": "lamps"},
            }
        ],
    }
    yield json.dumps(province).encode()


def _assessments() -> Iterator[bytes]:
    for each in _drawn(standards(most_criteria=2), 20):
        stack = Stack(each)
        for dossier in _drawn(dossiers(stack), 2):
            yield canonical(write_assessment(assess(dossier, stack))).encode()
    for line in _examples()[::12]:
        document = parse(line)
        stack = _stack_of(document)
        yield canonical(write_assessment(assess(read_dossier(document, stack), stack))).encode()


def _commands() -> Iterator[bytes]:
    lines = _examples()
    table = next(iter(_tables())).split(PART, 1)[1]
    rows, _, records = table.partition(PART)
    for number, command in enumerate(COMMANDS):
        first = bytes([number])
        match command[1].rpartition(".")[2]:
            case "json":
                yield first + lines[number]
                yield first + b"[" + b",\n".join(lines[number : number + 3]) + b"]"
            case "jsonl":
                yield first + b"\n".join(lines[number : number + 3])
                yield first + b"\n".join(_dossiers_of_kinds())
            case "csv":
                yield first + PART.join((rows, b"", records))
                yield first + PART.join((rows, b'format = 1\n[types.truth]\n"x" = "true"\n', records))
                yield first + PART.join(
                    (rows, b"", records, b"evidence\ndossier.unit,fact,document\na,crimes,x\n")
                )
                yield from (first + _as_command(each) for each in list(_tables())[number::12])
                yield (
                    first
                    + EXAMPLE_TABLE.split(",incidents")[0].encode()
                    + b"\na,residential_area,25,99999,2026,,1,,,true\n"
                )


def _registers() -> Iterator[bytes]:
    """The first rows of the example's tables, together and each with the tables that it needs."""
    folder = ROOT / "examples/vinh-phuc-2014-2019"
    manifest = b"register.toml\n" + (folder / "register.toml").read_bytes()
    tables = {each.stem: each.read_bytes().splitlines(keepends=True) for each in sorted(folder.glob("*.csv"))}
    for count in (2, 6, 25):
        parts = [f"{name}.csv\n".encode() + b"".join(lines[:count]) for name, lines in tables.items()]
        yield PART.join((manifest, *parts))
        yield from (PART.join((manifest, part)) for part in parts)
    for kind in TABLES.values():
        rows = [canonical(unstructure(each)).encode() for each in _drawn(records(kind), 12)]
        yield PART.join((manifest, f"{kind.table}.jsonl\n".encode() + b"\n".join(rows)))


def _receipts() -> Iterator[bytes]:
    """Sealed with a key that is thrown away, so that no input is what it should be."""
    key = new_key()
    for line in _examples()[:6]:
        document = parse(line)
        stack = _stack_of(document)
        dossier = read_dossier(document, stack)
        receipt = receipt_of(assess(dossier, stack), dossier, stack)
        yield sign(receipt, key).encode()
        yield sign_label(receipt, key).encode()


def _as_command(table: bytes) -> bytes:
    mapping, rows, *lists = table.split(PART)
    return PART.join((rows, mapping, *lists))


def _dossiers_of_kinds() -> Iterator[bytes]:
    for each in registry().supplied:
        yield from (
            canonical(write_dossier(made)).encode() for made in _drawn(dossiers(Stack(each.standard)), 1)
        )


def _drawn(strategy: st.SearchStrategy, count: int) -> list:
    """Some values of a strategy, the same every time."""
    found: list = []

    @hypothesis.seed(0)
    @hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategy)
    def keep(value: object) -> None:
        found.append(value)

    keep()
    return found
